package exchange

import (
	"archive/tar"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"

	"jishi/model"
	"jishi/model/keyring"
)

// content is a member with where its bytes lie.
type content struct {
	Member
	path string
}

// sealed is a package to write: what is sealed to whom and signed by whom.
type sealed struct {
	manifest  Manifest
	contents  []content
	keys      *keyring.Keys
	recipient age.Recipient
	tell      func(bytes int64)
}

// write writes the package to w: the tar as age( zstd( … ) ).
func (s *sealed) write(ctx context.Context, w io.Writer) error {
	text, err := json.Marshal(s.manifest)
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	secret, err := age.Encrypt(w, s.recipient)
	if err != nil {
		return err
	}
	// age encrypts as it is written to; what is written here meanwhile waits.
	behind := newBehind(secret)
	packed, err := zstd.NewWriter(behind, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window))
	if err != nil {
		return errors.Join(err, behind.Close())
	}
	err = s.tar(ctx, packed, text)
	// Closing in this order ends each layer; after a failure it only frees what
	// they hold.
	err = errors.Join(err, packed.Close(), behind.Close())
	if err != nil {
		return err
	}
	return secret.Close()
}

// window is how far zstd looks back, in bytes; the reader allows no more.
const window = 4 << 20

// tar writes the members, manifest and signature first.
func (s *sealed) tar(ctx context.Context, w io.Writer, manifest []byte) error {
	out := tar.NewWriter(w)
	for _, head := range []struct {
		name string
		text []byte
	}{{manifestName, manifest}, {signatureName, s.keys.Sign(manifest)}} {
		if err := out.WriteHeader(header(head.name, int64(len(head.text)), s.manifest.Made)); err != nil {
			return err
		}
		if _, err := out.Write(head.text); err != nil {
			return err
		}
	}
	buffer := make([]byte, 1<<18)
	for _, c := range s.contents {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := out.WriteHeader(header(c.Name, c.Size, s.manifest.Made)); err != nil {
			return err
		}
		if err := c.copyTo(out, buffer); err != nil {
			return err
		}
		s.tell(c.Size)
	}
	return out.Close()
}

// header is the same for every member of a name, size and time.
func header(name string, size int64, made time.Time) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: made.UTC().Truncate(time.Second), Format: tar.FormatPAX}
}

// copyTo copies the member's bytes; a file that is not what it was when it was
// listed is an error, for its hash is signed already.
func (c content) copyTo(w io.Writer, buffer []byte) (err error) {
	file, err := os.Open(c.path)
	if errors.Is(err, fs.ErrNotExist) {
		return &spoilt{c.Name}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	n, err := io.CopyBuffer(struct{ io.Writer }{io.MultiWriter(w, sum)}, struct{ io.Reader }{io.LimitReader(file, c.Size)}, buffer)
	if err != nil {
		return err
	}
	if n != c.Size || hex.EncodeToString(sum.Sum(nil)) != c.Hash {
		return &spoilt{c.Name}
	}
	return nil
}

// spoilt is a photo or attachment that went, or whose content is not what its
// name says.
type spoilt struct{ name string }

func (s *spoilt) Error() string { return s.name + " is not what its name says" }

// dataFile stages the rows of one table.
func dataFile(snap model.Snapshot, t model.Table, path string) (c content, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(file, sum), 1<<18)
	c = content{Member: Member{Name: dataFolder + t.Name + dataSuffix}, path: path}
	err = snap.Rows(t, func(line []byte) error {
		c.Rows++
		c.Size += int64(len(line)) + 1
		if _, err := out.Write(line); err != nil {
			return err
		}
		return out.WriteByte('\n')
	})
	if err != nil {
		return c, err
	}
	if err := out.Flush(); err != nil {
		return c, err
	}
	c.Hash = hex.EncodeToString(sum.Sum(nil))
	return c, nil
}

package exchange

import (
	"archive/tar"
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

	"jishi/model/keyring"
)

// content is a member with where its bytes are: in a file as they are, in
// memory, or packed already.
type content struct {
	Member
	path  string
	text  []byte
	frame *frame
}

// sealed is a package to write: what is sealed to whom and signed by whom.
type sealed struct {
	manifest  Manifest
	contents  []content
	keys      *keyring.Keys
	recipient age.Recipient
	tell      func(bytes int64)
}

// write writes the package to w: the tar as age( zstd( … ) ). Packing, sealing
// and writing to the medium each go on while the others do.
func (s *sealed) write(ctx context.Context, w io.Writer) error {
	text, err := json.Marshal(s.manifest)
	if err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	last := newBehind(w)
	secret, err := age.Encrypt(last, s.recipient)
	if err != nil {
		return errors.Join(err, last.Close())
	}
	behind := newBehind(secret)
	packed, err := newFrames(behind)
	if err == nil {
		// Closing in this order ends each layer; after a failure it only frees
		// what they hold.
		err = errors.Join(s.tar(ctx, packed, text), packed.Close())
	}
	if err = errors.Join(err, behind.Close()); err == nil {
		err = secret.Close()
	}
	return errors.Join(err, last.Close())
}

// tar writes the members, manifest and signature first.
func (s *sealed) tar(ctx context.Context, w *frames, manifest []byte) error {
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
		if err := s.member(out, w, c, buffer); err != nil {
			return err
		}
		s.tell(c.Size)
	}
	return out.Close()
}

// member writes one member to out, which writes to w.
func (s *sealed) member(out *tar.Writer, w *frames, c content, buffer []byte) (err error) {
	defer func() {
		if errors.Is(err, errChanged) {
			err = &spoilt{c.Name}
		}
	}()
	as := packed
	if c.path != "" {
		shrinks, err := w.shrinks(c.path)
		if err != nil {
			return err
		}
		if !shrinks {
			as = stored
		}
	}
	if err := w.turn(as); err != nil {
		return err
	}
	if err := out.WriteHeader(header(c.Name, c.Size, s.manifest.Made)); err != nil {
		return err
	}
	switch {
	case c.frame != nil:
		return w.insert(c.frame, out, c.Size, buffer)
	case c.path != "":
		return copyFile(out, c.path, c.Size, c.Hash, buffer)
	}
	_, err = out.Write(c.text)
	return err
}

// header is the same for every member of a name, size and time.
func header(name string, size int64, made time.Time) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: made.UTC().Truncate(time.Second), Format: tar.FormatPAX}
}

// copyFile copies size bytes of a file and refuses others than those that hash
// stands for: it is signed already.
func copyFile(w io.Writer, path string, size int64, hash string, buffer []byte) (err error) {
	file, err := openListed(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	n, err := io.CopyBuffer(struct{ io.Writer }{io.MultiWriter(w, sum)}, struct{ io.Reader }{io.LimitReader(file, size)}, buffer)
	if err != nil {
		return err
	}
	if n != size || hex.EncodeToString(sum.Sum(nil)) != hash {
		return errChanged
	}
	return nil
}

// errChanged tells of a file that is not what it was when it was listed.
var errChanged = errors.New("a file changed while a package was written")

func openListed(path string) (*os.File, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errChanged
	}
	return file, err
}

// spoilt is a photo or attachment that went, or whose content is not what its
// name says.
type spoilt struct{ name string }

func (s *spoilt) Error() string { return s.name + " is not what its name says" }

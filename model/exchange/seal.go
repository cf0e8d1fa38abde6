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
	buffer := make([]byte, copyBuffer)
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
	if c.path != "" {
		return s.file(out, w, c, buffer)
	}
	if err := w.turn(packed); err != nil {
		return err
	}
	if err := out.WriteHeader(header(c.Name, c.Size, s.manifest.Made)); err != nil {
		return err
	}
	if c.frame != nil {
		return w.insert(c.frame, out, c.Size, buffer)
	}
	_, err = out.Write(c.text)
	return err
}

// file writes a member that lies in a file.
func (s *sealed) file(out *tar.Writer, w *frames, c content, buffer []byte) (err error) {
	file, err := openListed(c.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	as := stored
	if shrinks, err := w.shrinks(file, buffer); err != nil {
		return err
	} else if shrinks {
		as = packed
	}
	if err := w.turn(as); err != nil {
		return err
	}
	if err := out.WriteHeader(header(c.Name, c.Size, s.manifest.Made)); err != nil {
		return err
	}
	return copyListed(out, file, c.Size, c.Hash, buffer)
}

// header is the same for every member of a name, size and time.
func header(name string, size int64, made time.Time) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: made.UTC().Truncate(time.Second), Format: tar.FormatPAX}
}

// copyListed copies size bytes of a file and refuses others than those that
// hash stands for: it is signed already.
func copyListed(w io.Writer, file io.Reader, size int64, hash string, buffer []byte) error {
	n, sum, err := copyHashing(w, io.LimitReader(file, size), buffer)
	if err != nil {
		return err
	}
	if n != size || hex.EncodeToString(sum) != hash {
		return errChanged
	}
	return nil
}

// copyBuffer is how many bytes are copied at a time, twice.
const copyBuffer = 1 << 19

// copyHashing copies all of r, and returns its SHA-256, which is taken of one
// half of the buffer while the other is filled.
func copyHashing(w io.Writer, r io.Reader, buffer []byte) (size int64, hash []byte, err error) {
	sum, idle := sha256.New(), make(chan struct{}, 1)
	idle <- struct{}{}
	now, other := buffer[:len(buffer)/2], buffer[len(buffer)/2:]
	for err == nil {
		var n int
		n, err = io.ReadFull(r, now)
		size += int64(n)
		part := now[:n]
		<-idle
		go func() {
			sum.Write(part)
			idle <- struct{}{}
		}()
		if _, failed := w.Write(part); failed != nil {
			err = failed
		}
		now, other = other, now
	}
	<-idle
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return size, sum.Sum(nil), err
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

package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/zstd"

	"jishi/model"
)

// A package is one stream of zstd, and such a stream may be of several frames:
// the rows of a large table are packed while they are read and their frame put
// into the stream as it is; what does not get smaller, photos above all, is
// stored in frames of its own.

// window is how far zstd looks back, in bytes; the reader allows no more.
const window = 4 << 20

// newPacker packs what is written to it. What it packs is signed and sealed:
// zstd need not add checksums of its own.
func newPacker(w io.Writer) (*zstd.Encoder, error) {
	return zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(window), zstd.WithEncoderCRC(false))
}

// frames turns what is written to it into frames of zstd.
type frames struct {
	w      io.Writer
	packer *zstd.Encoder
	as     form
}

// form is what becomes of the bytes that are written to frames.
type form int

const (
	packed form = iota
	stored      // as they are
	gone        // nothing: they are in a frame already
)

func newFrames(w io.Writer) (*frames, error) {
	packer, err := newPacker(w)
	return &frames{w: w, packer: packer}, err
}

// A frame of blocks that are stored: RFC 8878, 3.1.1.
const (
	storedHead  = "\x28\xb5\x2f\xfd\x00\x38" // neither size nor checksum; a window of 128 kB
	storedBlock = 128 << 10                  // bytes, at most
	storedEnd   = "\x01\x00\x00"             // the last block, of no bytes
)

// Write implements io.Writer.
func (f *frames) Write(p []byte) (int, error) {
	switch f.as {
	case packed:
		return f.packer.Write(p)
	case gone:
		return len(p), nil
	}
	n := len(p)
	for len(p) > 0 {
		block := p[:min(len(p), storedBlock)]
		size := len(block) << 3 // above whether it is the last, and its type: 0
		if _, err := f.w.Write([]byte{byte(size), byte(size >> 8), byte(size >> 16)}); err != nil {
			return 0, err
		}
		if _, err := f.w.Write(block); err != nil {
			return 0, err
		}
		p = p[len(block):]
	}
	return n, nil
}

// turn ends the frame that is written to where what follows becomes something
// else.
func (f *frames) turn(to form) error {
	if f.as == to {
		return nil
	}
	if err := f.Close(); err != nil {
		return err
	}
	f.as = to
	switch to {
	case packed:
		f.packer.Reset(f.w)
	case stored:
		_, err := io.WriteString(f.w, storedHead)
		return err
	case gone:
	}
	return nil
}

// Close ends the last frame.
func (f *frames) Close() error {
	switch f.as {
	case packed:
		return f.packer.Close()
	case stored:
		_, err := io.WriteString(f.w, storedEnd)
		return err
	}
	return nil
}

// sample is how many bytes of a file say whether it gets smaller.
const sample = 16 << 10

// shrinks reports whether the file is worth packing.
func (f *frames) shrinks(file io.ReaderAt, buffer []byte) (bool, error) {
	n, err := file.ReadAt(buffer[:sample], 0)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return len(f.packer.EncodeAll(buffer[:n], buffer[sample:sample])) < n*15/16, err
}

// frame is a file that holds packed content.
type frame struct {
	path string
	size int64  // bytes, packed
	hash string // SHA-256
}

// insert writes what is packed already. The tar that is written to f counts its
// members' bytes: it gets as many as the frame unpacks to, which go nowhere.
func (f *frames) insert(from *frame, tar io.Writer, size int64, buffer []byte) error {
	if err := f.turn(gone); err != nil {
		return err
	}
	file, err := openListed(from.path)
	if err != nil {
		return err
	}
	if err := errors.Join(copyListed(f.w, file, from.size, from.hash, buffer), file.Close()); err != nil {
		return err
	}
	for size > 0 {
		n, err := tar.Write(buffer[:min(size, int64(len(buffer)))])
		if err != nil {
			return err
		}
		size -= int64(n)
	}
	return f.turn(packed)
}

// few is how many bytes of rows are kept in memory; of more a frame is made.
const few = 1 << 18

// rowsOf takes in the rows of one table; a frame goes into the folder staging.
func rowsOf(snap model.Snapshot, t model.Table, staging string) (c content, err error) {
	c.Name = dataFolder + t.Name + dataSuffix
	sum := sha256.New()
	var text []byte
	var packing *framing
	defer func() {
		if packing != nil {
			err = errors.Join(err, packing.close())
		}
	}()
	pass := func() (err error) {
		if packing == nil {
			if packing, err = newFraming(filepath.Join(staging, t.Name), sum); err != nil {
				return err
			}
		}
		_, err = packing.Write(text)
		text = text[:0]
		return err
	}
	err = snap.Rows(t, func(line []byte) error {
		c.Rows++
		c.Size += int64(len(line)) + 1
		text = append(append(text, line...), '\n')
		if packing == nil && len(text) < few {
			return nil
		}
		return pass()
	})
	if err == nil && packing != nil {
		c.frame, err = packing.end()
	}
	if err != nil {
		return c, err
	}
	if c.frame == nil {
		c.text = text
		sum.Write(text)
	}
	c.Hash = hex.EncodeToString(sum.Sum(nil))
	return c, nil
}

// framing is a frame that is written to: packed in the background, as rows come.
type framing struct {
	*behind
	packer *zstd.Encoder
	file   *os.File
	packed *counting
}

// newFraming makes a frame; what is written to it goes through sum besides.
func newFraming(path string, sum io.Writer) (*framing, error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	packed := &counting{w: file, sum: sha256.New()}
	packer, err := newPacker(packed)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &framing{newBehind(io.MultiWriter(sum, packer)), packer, file, packed}, nil
}

// end ends the frame, whose file is still open.
func (f *framing) end() (*frame, error) {
	err := f.Close()
	f.behind = nil
	err = errors.Join(err, f.packer.Close())
	return &frame{f.file.Name(), f.packed.n, hex.EncodeToString(f.packed.sum.Sum(nil))}, err
}

// close frees what the frame holds, ended or not.
func (f *framing) close() (err error) {
	if f.behind != nil {
		err = errors.Join(f.Close(), f.packer.Close())
	}
	return errors.Join(err, f.file.Close())
}

package exchange

import (
	"context"
	"encoding/hex"
	"errors"
	"hash"
	"hash/maphash"
	"io"

	"jishi/model"
)

// place writes the package under a temporary name, reads it back and removes
// it again where anything is wrong.
func (x Export) place(ctx context.Context, to medium, draft string, s *parcelled, p *model.Package) (err error) {
	if err := to.remove(draft); err != nil { // of an attempt that was cut off
		return err
	}
	file, err := to.create(draft)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, to.remove(draft))
		}
	}()
	var done int64
	s.tell = func(n int64) {
		done += n
		x.Tell(Progress{Writing, done, s.size()})
	}
	arriving := &arriving{file: file}
	err = s.write(ctx, arriving)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	p.Size, p.Hash, err = x.readBack(ctx, to, draft, arriving)
	return err
}

// syncedBytes is after how many bytes a medium is waited for.
const syncedBytes = 16 << 20

// arriving waits again and again until what was written is on the medium: a
// stick is at work while the rest is being packed, and progress is never far
// ahead of what it holds.
type arriving struct {
	file    written
	n       int64 // bytes, since the last wait
	size    int64 // bytes in all
	content maphash.Hash
}

// Write implements io.Writer.
func (a *arriving) Write(p []byte) (int, error) {
	n, err := a.file.Write(p)
	a.n += int64(n)
	a.size += int64(n)
	if _, hashing := a.content.Write(p[:n]); err == nil {
		err = hashing
	}
	if err == nil && a.n >= syncedBytes {
		a.n = 0
		err = a.file.Sync()
	}
	return n, err
}

// readBack compares what the medium holds with what was written, by a hash of
// this process, which costs a fraction of what SHA-256 does. The latter is taken
// here, where the processor waits for the medium.
func (x Export) readBack(ctx context.Context, to medium, name string, wrote *arriving) (size int64, hash string, err error) {
	file, err := to.open(name)
	if err != nil {
		return 0, "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var content maphash.Hash
	content.SetSeed(wrote.content.Seed())
	var done, told int64
	watched := reading(func(p []byte) (int, error) {
		if done-told >= tellBytes {
			told = done
			x.Tell(Progress{Verifying, done, wrote.size})
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		n, err := file.Read(p)
		done += int64(n)
		return n, err
	})
	size, sum, err := copyHashing(&content, watched, make([]byte, 2<<20))
	if err != nil {
		return 0, "", err
	}
	x.Tell(Progress{Verifying, size, wrote.size})
	if size != wrote.size || content.Sum64() != wrote.content.Sum64() {
		return 0, "", &model.Error{
			Code: model.Unwritable, Err: errors.New("what was read back is not what was written"),
			Message: "U盘读回的内容和写入的不一样，这个U盘可能坏了，没有写成。请换一个U盘。",
		}
	}
	return size, hex.EncodeToString(sum), nil
}

// tellBytes is after how many bytes read back progress is told.
const tellBytes = 4 << 20

// reading is a function that reads.
type reading func(p []byte) (int, error)

// Read implements io.Reader.
func (r reading) Read(p []byte) (int, error) { return r(p) }

// counting counts and hashes what goes to w.
type counting struct {
	w   io.Writer
	sum hash.Hash
	n   int64
}

// Write implements io.Writer.
func (c *counting) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	if _, hashing := c.sum.Write(p[:n]); hashing != nil {
		return n, hashing
	}
	return n, err
}

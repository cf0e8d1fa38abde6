package exchange

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"
)

func TestFramesUnpackToWhatWasWritten(t *testing.T) {
	dir, made := t.TempDir(), 0
	rapid.Check(t, func(r *rapid.T) {
		var out, want bytes.Buffer
		f, err := newFrames(&out)
		must(t, err)
		for range rapid.IntRange(0, 8).Draw(r, "pieces") {
			text := bytes.Repeat([]byte(rapid.String().Draw(r, "text")), rapid.SampledFrom([]int{0, 1, 1000, 70_000}).Draw(r, "times"))
			want.Write(text)
			as := rapid.SampledFrom([]form{packed, stored, gone}).Draw(r, "as")
			if as == gone {
				made++
				framing, err := newFraming(filepath.Join(dir, fmt.Sprint(made)), io.Discard)
				must(t, err)
				_, err = framing.Write(text)
				must(t, err)
				inner, err := framing.end()
				must(t, err)
				must(t, framing.close())
				must(t, f.insert(inner, f, int64(len(text)), make([]byte, copyBuffer)))
				continue
			}
			must(t, f.turn(as))
			_, err := f.Write(text)
			must(t, err)
		}
		must(t, f.Close())
		in, err := zstd.NewReader(&out, zstd.WithDecoderMaxWindow(window))
		must(t, err)
		defer in.Close()
		got, err := io.ReadAll(in)
		must(t, err)
		if !bytes.Equal(got, want.Bytes()) {
			r.Errorf("%d bytes became %d", want.Len(), len(got))
		}
	})
}

func TestWhatDoesNotGetSmallerIsStored(t *testing.T) {
	random := noise(100_000)
	for what, c := range map[string]struct {
		content []byte
		shrinks bool
	}{
		"text":   {bytes.Repeat([]byte("会议记录。"), 5000), true},
		"random": {random, false},
		"none":   {nil, false},
	} {
		f, err := newFrames(io.Discard)
		must(t, err)
		shrinks, err := f.shrinks(bytes.NewReader(c.content), make([]byte, copyBuffer))
		must(t, err)
		if shrinks != c.shrinks {
			t.Errorf("%s: %t", what, shrinks)
		}
		must(t, f.Close())
	}
}

// noise is what does not get smaller.
func noise(size int) []byte {
	random, content := rand.New(rand.NewPCG(1, 2)), make([]byte, size)
	for i := range content {
		content[i] = byte(random.Uint32())
	}
	return content
}

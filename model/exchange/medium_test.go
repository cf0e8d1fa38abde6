package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"testing"
)

func TestAFileOfAnySizeIsReadBackWhole(t *testing.T) {
	f := folder(t.TempDir())
	random := rand.NewChaCha8([32]byte{1})
	const block = 1 << 18
	for _, size := range []int{0, 1, 511, 512, 513, block - 1, block, block + 1, 3*block - 4096, 3 * block} {
		name, content := fmt.Sprint(size), make([]byte, size)
		_, err := random.Read(content)
		must(t, err)
		file, err := f.create(name)
		must(t, err)
		_, err = file.Write(content)
		must(t, err)
		must(t, errors.Join(file.Sync(), file.Close()))
		back, err := f.open(name)
		must(t, err)
		got, err := io.ReadAll(back)
		must(t, errors.Join(err, back.Close()))
		if !bytes.Equal(got, content) {
			t.Errorf("of %d bytes %d came back, or others", size, len(got))
		}
	}
}

func TestAFileThatIsThereIsNotReplaced(t *testing.T) {
	f := folder(t.TempDir())
	write(t, string(f), "旧", []byte("旧"))
	write(t, string(f), "新", []byte("新"))
	for what, rename := range map[string]func(from, to string) error{"rename": f.rename, "move": func(from, to string) error {
		if os.PathSeparator == '/' { // which replaces; rename looks first
			return fs.ErrExist
		}
		return move(f.path(from), f.path(to))
	}} {
		if err := rename("新", "旧"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if content, err := os.ReadFile(f.path("旧")); err != nil || string(content) != "旧" {
		t.Errorf("the file is %q, %v", content, err)
	}
	must(t, f.rename("新", "第三个"))
}

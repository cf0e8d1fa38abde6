package model_test

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// goPackage is what this test reads of go list's answer.
type goPackage struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

// listPackages returns the packages of the module but those of packaging/,
// which are tools and no part of the house.
func listPackages(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Imports,Deps", "-tags", "ci,migrated_fynedo", "./...")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var list []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("go list's answer: %v", err)
		}
		if !within(p.ImportPath, "jishi/packaging") {
			list = append(list, p)
		}
	}
	// go test remembers a pass until a file or folder that the test itself
	// opened changes; it does not see what go list reads.
	for _, dir := range []string{".", "../ui", "../report", "../resources"} {
		err := filepath.WalkDir(dir, func(string, fs.DirEntry, error) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// within reports whether path is root or lies below it.
func within(path, root string) bool {
	return path == root || strings.HasPrefix(path, root+"/")
}

func withinAny(path string, roots []string) bool {
	return slices.ContainsFunc(roots, func(root string) bool { return within(path, root) })
}

func TestEachLibraryHasItsOneRoom(t *testing.T) {
	rooms := []struct {
		library string
		may     func(importer string) bool
	}{
		{"gorm.io", func(p string) bool { return within(p, "jishi/model/store") }},
		{"github.com/glebarez", func(p string) bool { return within(p, "jishi/model/store") }},
		{"filippo.io/age", func(p string) bool { return p == "jishi/model/keyring" || p == "jishi/model/exchange" }},
		{"github.com/klauspost/compress", func(p string) bool { return p == "jishi/model/exchange" }},
		{"github.com/jung-kurt/gofpdf", func(p string) bool { return p == "jishi/report" }},
		{"github.com/go-analyze/charts", func(p string) bool { return p == "jishi/report/chart" }},
		{"fyne.io", func(p string) bool {
			return p == "jishi" || within(p, "jishi/ui") && !withinAny(p, []string{"jishi/ui/command", "jishi/ui/printing", "jishi/ui/sample"})
		}},
	}
	for _, p := range listPackages(t) {
		for _, imported := range p.Imports {
			for _, room := range rooms {
				if within(imported, room.library) && !room.may(p.ImportPath) {
					t.Errorf("%s imports %s", p.ImportPath, imported)
				}
			}
		}
	}
}

func TestImportsRunOneWay(t *testing.T) {
	// What a package may import of this module; the window and main may
	// import all that is below them.
	type room struct {
		path string
		may  []string
	}
	below := []room{
		{"jishi/model/picture", []string{"jishi/model"}},
		{"jishi/model/store", []string{"jishi/model", "jishi/model/picture"}},
		{"jishi/model/roster", []string{"jishi/model"}},
		{"jishi/model/keyring", []string{"jishi/model"}},
		{"jishi/model/exchange", []string{"jishi/model", "jishi/model/keyring"}},
		{"jishi/model", nil},
		{"jishi/report", []string{"jishi/model", "jishi/resources"}},
		{"jishi/resources/sample/generate", []string{"jishi/model"}}, // a maintainer's tool: the domain's names go into its rows
		{"jishi/resources", []string{"jishi/resources"}},
		{"jishi/ui/widgets", nil},
		{"jishi/ui/printing", []string{"jishi/model", "jishi/model/keyring", "jishi/model/roster", "jishi/model/store", "jishi/report", "jishi/resources"}},
	}
	for _, p := range listPackages(t) {
		i := slices.IndexFunc(below, func(r room) bool { return within(p.ImportPath, r.path) })
		for _, imported := range p.Imports {
			switch {
			case !within(imported, "jishi"):
			case within(imported, "jishi/packaging"), imported == "jishi":
				t.Errorf("%s imports %s", p.ImportPath, imported)
			case i >= 0 && !slices.Contains(below[i].may, imported) && !within(imported, below[i].path):
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
	}
}

func TestModelStandsOnFactTablesOnly(t *testing.T) {
	allowed := []string{
		"github.com/google/uuid", "golang.org/x/text", "github.com/6tail/lunar-go", "github.com/mozillazg/go-pinyin",
	}
	for _, p := range listPackages(t) {
		if p.ImportPath != "jishi/model" {
			continue
		}
		for _, dep := range p.Deps {
			foreign := strings.Contains(strings.Split(dep, "/")[0], ".") // the standard library has no dots
			if foreign && !withinAny(dep, allowed) {
				t.Errorf("model depends on %s", dep)
			}
		}
		return
	}
	t.Fatal("go list does not know jishi/model")
}

func TestCommandsNeedNoWindow(t *testing.T) {
	for _, p := range listPackages(t) {
		if !withinAny(p.ImportPath, []string{"jishi/ui/command", "jishi/ui/printing", "jishi/ui/sample"}) {
			continue
		}
		for _, dep := range p.Deps {
			if within(dep, "fyne.io") {
				t.Errorf("%s depends on %s", p.ImportPath, dep)
			}
		}
	}
}

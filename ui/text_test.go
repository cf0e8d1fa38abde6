package ui

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"jishi/resources/translations"
)

// wordFiles reads the files of one language: name → key → words.
func wordFiles(t *testing.T, code string) map[string]map[string]string {
	t.Helper()
	files := map[string]map[string]string{}
	names, err := fs.Glob(translations.FS, code+"/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(translations.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]string{}
		if err := json.Unmarshal(data, &words); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		keys := regexp.MustCompile(`(?m)^ +"((?:[^"\\]|\\.)*)":`).FindAllStringSubmatch(string(data), -1)
		if !slices.IsSortedFunc(keys, func(a, b []string) int { return strings.Compare(a[1], b[1]) }) {
			t.Errorf("%s is not sorted", name)
		}
		if len(keys) != len(words) {
			t.Errorf("%s says a key twice", name)
		}
		files[filepath.Base(name)] = words
	}
	return files
}

// usedKeys finds every lang.L in the sources.
func usedKeys(t *testing.T) map[string]string {
	t.Helper()
	used := map[string]string{}
	for _, pattern := range []string{"*.go", "widgets/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			tree, err := parser.ParseFile(set, file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				selector, ok := call.Fun.(*ast.SelectorExpr)
				if !ok || selector.Sel.Name != "L" {
					return true
				}
				if from, ok := selector.X.(*ast.Ident); !ok || from.Name != "lang" {
					return true
				}
				where := set.Position(call.Pos()).String()
				literal, ok := call.Args[0].(*ast.BasicLit)
				if !ok {
					t.Errorf("%s: the key of lang.L must be a literal", where)
					return true
				}
				key, err := strconv.Unquote(literal.Value)
				if err != nil {
					t.Fatal(err)
				}
				used[key] = where
				return true
			})
		}
	}
	return used
}

// fynesOwn is the file with the words that Fyne itself asks for.
const fynesOwn = "fyne.json"

func TestEveryTextIsTranslatedAndEveryTranslationUsed(t *testing.T) {
	used := usedKeys(t)
	for _, code := range []string{chinese, english} {
		known := map[string]string{}
		for file, words := range wordFiles(t, code) {
			for key, word := range words {
				if other, twice := known[key]; twice && other != word {
					t.Errorf("%s: %q is %q and %q", code, key, other, word)
				}
				known[key] = word
				if _, is := used[key]; !is && file != fynesOwn {
					t.Errorf("%s/%s: %q is not used", code, file, key)
				}
			}
		}
		for key, where := range used {
			if known[key] == "" {
				t.Errorf("%s: %s has no word for %q", where, code, key)
			}
		}
	}
}

func TestBothLanguagesHaveTheSameKeysAndPlaceholders(t *testing.T) {
	zh, en := wordFiles(t, chinese), wordFiles(t, english)
	holder := regexp.MustCompile(`{{[^}]*}}`)
	for file, words := range zh {
		if !slices.Equal(slices.Sorted(maps.Keys(words)), slices.Sorted(maps.Keys(en[file]))) {
			t.Errorf("%s: other keys in English", file)
		}
		for key, word := range words {
			want := slices.Sorted(slices.Values(holder.FindAllString(key, -1)))
			for _, w := range []string{word, en[file][key]} {
				if got := slices.Sorted(slices.Values(holder.FindAllString(w, -1))); !slices.Equal(got, want) {
					t.Errorf("%s: %q fills in %q, the key %q", file, w, got, want)
				}
			}
		}
	}
}

func TestChineseTextsHaveFullWidthPunctuation(t *testing.T) {
	half := regexp.MustCompile(`\p{Han}[,;:?!()]|[,;:?!()]\p{Han}|\p{Han}\.($|\p{Han})|\.\.\.`)
	for file, words := range wordFiles(t, chinese) {
		for key, word := range words {
			if found := half.FindString(word); found != "" {
				t.Errorf("%s: %q: %q is half-width in %q", file, key, found, word)
			}
		}
	}
}

func TestTheWindowSpeaksChineseWhateverTheSystemSpeaks(t *testing.T) {
	t.Cleanup(func() {
		if err := useLanguage(chinese); err != nil {
			t.Error(err)
		}
	})
	for _, locale := range []string{
		"", "C", "POSIX", "C.UTF-8", "zh_CN.UTF-8", "zh_TW.UTF-8", "en_US.UTF-8", "de_DE", "pt_BR.UTF-8",
		"ko_KR.UTF-8", "sr_RS@latin", "uz_UZ.UTF-8", "nonsense", "xx_YY",
	} {
		t.Setenv("LC_ALL", locale)
		t.Setenv("LANGUAGE", "")
		for _, code := range []string{english, chinese} {
			if err := useLanguage(code); err != nil {
				t.Errorf("%q: %v", locale, err)
			}
			want := map[string]string{chinese: "首页", english: "Home"}[code]
			if got := lang.L("Home"); got != want {
				t.Errorf("%q in %s: %q", locale, code, got)
			}
			if got, want := lang.L("Cancel"), map[string]string{chinese: "取消", english: "Cancel"}[code]; got != want {
				t.Errorf("%q in %s: Fyne says %q", locale, code, got)
			}
		}
	}
}

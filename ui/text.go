package ui

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/resources/translations"
)

// Texts. Every text of the window is lang.L("English key") with the key as a
// literal; resources/translations/zh/PAGE.json and en/PAGE.json give the words,
// one key to a line, sorted. A test finds keys that are missing, unused or not
// literal. Fyne's own words (OK, Cancel, …) are in fyne.json. Not possible as
// keys, because the loader reserves them: id, description, hash, zero, one,
// two, few, many, other, translation. Values are text/template:
// lang.L("Found {{.N}}", map[string]any{"N": n}).

// Languages of the window.
const (
	chinese = "zh"
	english = "en"
)

// languageKey is translated as the language's own code; it shows which
// translation is in use.
const languageKey = "language code"

// useLanguage makes lang.L speak the language whatever the system's locale is.
// Fyne offers no way to choose: it takes the loaded locale that is nearest to
// the system's. So the words are loaded under the system's locale, and, where
// that name could not be matched, under each name Fyne might have fallen to.
func useLanguage(code string) error {
	words, err := readWords(code)
	if err != nil {
		return err
	}
	for _, locale := range []fyne.Locale{
		lang.SystemLocale(), "en", "zh-Hans", "zh", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk",
	} {
		if err := lang.AddTranslationsForLocale(words, locale); err != nil {
			continue // a locale without plural rules; Fyne cannot have chosen it either
		}
		if lang.X(languageKey, "") == code {
			return nil
		}
	}
	return fmt.Errorf("no locale of this system takes the words of %q", code)
}

// readWords joins the files of one language.
func readWords(code string) ([]byte, error) {
	all := map[string]string{languageKey: code}
	files, err := fs.Glob(translations.FS, code+"/*.json")
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no words for language %q: %w", code, err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(translations.FS, file)
		if err != nil {
			return nil, fmt.Errorf("read words: %w", err)
		}
		var words map[string]string
		if err := json.Unmarshal(data, &words); err != nil {
			return nil, fmt.Errorf("read words %s: %w", path.Base(file), err)
		}
		for key, word := range words {
			all[key] = word
		}
	}
	return json.Marshal(all)
}

// punctuated joins parts with the middle dot that quiet lines use, leaving
// empty ones out.
func punctuated(parts ...string) string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, " · ")
}

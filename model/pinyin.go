package model

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// PinyinOf spells a name as input methods type it: lower-case syllables
// without tones, separated by spaces, ü written v (吕 → "lv"). Surnames are
// read as surnames (曾 zeng, 万俟 mo qi). Latin words stay, in lower case;
// characters without a known reading are left out.
func PinyinOf(name string) string {
	var b strings.Builder
	for _, s := range readings(name) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		for _, r := range s {
			writePlain(&b, r)
		}
	}
	return b.String()
}

// PinyinWithTones is PinyinOf with tone marks, for showing: "mò qí fāng".
func PinyinWithTones(name string) string { return strings.Join(readings(name), " ") }

// InitialsOf takes the first letter of each syllable: "mo qi fang" → "mqf".
func InitialsOf(pinyin string) string {
	var b strings.Builder
	for s := range strings.FieldsSeq(pinyin) {
		b.WriteString(strings.ToLower(string([]rune(s)[:1])))
	}
	return b.String()
}

// readings returns the name's syllables with tone marks.
func readings(name string) []string {
	name = NormaliseName(name)
	r := []rune(name)
	list := make([]string, 0, len(r))
	// A name with dots is a transcription and has no Chinese surname.
	if !strings.ContainsRune(name, MiddleDot) {
		surname := surnameReading(r)
		list = append(list, surname...)
		r = r[len(surname):]
	}
	word := -1 // where a Latin word began
	for i, c := range r {
		if latin := !isHan(c) && (unicode.IsLetter(c) || unicode.IsDigit(c)); latin {
			if word < 0 {
				word = i
			}
			continue
		}
		list, word = appendWord(list, r, word, i), -1
		if s := reading(c); s != "" {
			list = append(list, s)
		}
	}
	return appendWord(list, r, word, len(r))
}

func appendWord(list []string, r []rune, from, to int) []string {
	if from < 0 {
		return list
	}
	return append(list, strings.ToLower(string(r[from:to])))
}

// surnameReading returns the syllables of the name's surname where they are
// not what its characters would say alone; one syllable a character.
func surnameReading(r []rune) []string {
	if len(r) > 2 {
		if s, ok := compoundSurnames[string(r[:2])]; ok {
			return strings.Fields(s)
		}
	}
	if len(r) > 1 {
		if s, ok := surnames[r[0]]; ok {
			return []string{s}
		}
	}
	return nil
}

// reading is how a character is most often read in names; "" if not known.
func reading(r rune) string {
	if s, ok := nameReadings[r]; ok {
		return s
	}
	s, _, _ := strings.Cut(pinyin.PinyinDict[int(r)], ",")
	return s
}

// plainLetters are the letters that carry tone marks, by the letter they are
// typed as. Marks that stand apart (U+0300–U+0304, U+030C) are dropped.
var plainLetters = func() map[rune]byte {
	letters := make(map[rune]byte)
	for plain, marked := range map[byte]string{
		'a': "āáǎà", 'e': "ēéěèê" + "ếề", 'i': "īíǐì", 'o': "ōóǒò", 'u': "ūúǔù",
		'v': "üǖǘǚǜ", 'n': "ńňǹ", 'm': "ḿ",
	} {
		for _, r := range marked {
			letters[r] = plain
		}
	}
	return letters
}()

func writePlain(b *strings.Builder, r rune) {
	if r < unicode.MaxASCII {
		b.WriteRune(r)
	} else if plain, ok := plainLetters[r]; ok {
		b.WriteByte(plain)
	} else if !unicode.Is(unicode.Mn, r) {
		b.WriteRune(r)
	}
}

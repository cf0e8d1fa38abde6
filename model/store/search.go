package store

import (
	"strings"

	"jishi/model"
)

// query is what somebody typed into the search box. A member matches when the
// whole, or each of its words, is found in
//
//   - the name, anywhere, spaces and dots aside;
//   - the pinyin: one or more syllables in a row, each whole or begun, so that
//     "zhangxm", "zhang", "xiaoming" and the initials "zxm" find 张小明;
//   - the phone: its tail, or its beginning from five digits on;
//   - the ID number, whole or its tail from four characters on;
//   - the volunteer number, whole or from five characters on its beginning or tail.
//
// Every character is literal, % _ and ' too.
type query struct {
	whole term
	words []term
}

// term is one text to be found.
type term struct {
	text   string // as model.SearchName writes it
	letter uint32 // bit of the first letter, 0 unless all are letters a–z
	latin  bool   // all letters a–z or digits
	number bool   // could be part of a phone, an ID or a volunteer number
}

const (
	letters = "abcdefghijklmnopqrstuvwxyz"
	digits  = "0123456789"
)

// idTail is how many characters of an ID number's end find it.
const idTail = 4

// longNumber is from where on a number's beginning is searched for; shorter
// ones would drown the tails, which people know by heart.
const longNumber = 5

func queryOf(text string) query {
	q := query{whole: termOf(text)}
	if words := strings.Fields(text); len(words) > 1 {
		for _, w := range words {
			if t := termOf(w); t.text != "" {
				q.words = append(q.words, t)
			}
		}
	}
	return q
}

func termOf(text string) term {
	t := term{text: model.SearchName(text)}
	if t.text == "" {
		return t
	}
	if strings.Trim(t.text, letters) == "" {
		t.letter = letterBit(t.text[0])
	}
	t.latin = strings.Trim(t.text, letters+digits) == ""
	t.number = strings.Trim(t.text, letters+digits+"-") == "" && strings.ContainsAny(t.text, digits)
	return t
}

// empty reports whether everybody matches.
func (q query) empty() bool { return q.whole.text == "" }

func (q query) matches(c *card) bool {
	if q.whole.matches(c) {
		return true
	}
	for _, w := range q.words {
		if !w.matches(c) {
			return false
		}
	}
	return len(q.words) > 0
}

func (t term) matches(c *card) bool {
	if t.letter != 0 && c.letters&t.letter != 0 && spells(c.pinyin(), t.text) {
		return true
	}
	if t.number && (endsOrBegins(c.phone(), t.text, 1) || len(t.text) >= idTail && strings.HasSuffix(c.idNumber(), t.text) || endsOrBegins(c.number(), t.text, longNumber)) {
		return true
	}
	// Letters are looked for in names too: some are not Chinese.
	return (!t.latin || c.latin) && strings.Contains(c.name(), t.text)
}

// endsOrBegins reports whether one of the numbers, separated by spaces, is
// text, ends with it (of shortest characters or more) or begins with it.
func endsOrBegins(numbers, text string, shortest int) bool {
	for {
		// Most people have one number: look at the last one first.
		last := strings.LastIndexByte(numbers, ' ') + 1
		one := numbers[last:]
		if one == text || len(text) >= shortest && strings.HasSuffix(one, text) ||
			len(text) >= longNumber && strings.HasPrefix(one, text) {
			return true
		}
		if last == 0 {
			return false
		}
		numbers = numbers[:last-1]
	}
}

// spells reports whether text is made of beginnings of syllables of pinyin
// that follow one another.
func spells(pinyin, text string) bool {
	for from := pinyin; from != ""; {
		if from[0] == text[0] && spellsFrom(from, text) {
			return true
		}
		_, from, _ = strings.Cut(from, " ")
	}
	return false
}

// spellsFrom is spells where the first syllable is taken.
func spellsFrom(pinyin, text string) bool {
	syllable, rest, _ := strings.Cut(pinyin, " ")
	same := 0
	for same < len(syllable) && same < len(text) && syllable[same] == text[same] {
		same++
	}
	if same == len(text) {
		return true
	}
	// "xian" may be xian or xi'an: a shorter beginning can be the right one.
	for n := same; n > 0; n-- {
		if rest != "" && rest[0] == text[n] && spellsFrom(rest, text[n:]) {
			return true
		}
	}
	return false
}

func letterBit(b byte) uint32 {
	if b < 'a' || b > 'z' {
		return 0
	}
	return 1 << (b - 'a')
}

// searchDigits keeps what a phone number is searched by: digits, one space
// between two numbers in one field.
func searchDigits(phone string) string {
	var b strings.Builder
	apart := false
	for _, r := range model.SearchName(phone) {
		switch {
		case r >= '0' && r <= '9':
			if apart && b.Len() > 0 {
				b.WriteByte(' ')
			}
			apart = false
			b.WriteRune(r)
		case r != '-' && r != '(' && r != ')' && r != '+':
			apart = true
		}
	}
	return b.String()
}

package roster

import (
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// errXML is a part of a workbook that ends in the middle or is no XML.
var errXML = errors.New("damaged XML")

// xmlScanner walks over the tags of one part of a workbook. It knows what XML
// spreadsheets are made of (tags, attributes, texts, CDATA, comments) and is
// an order of magnitude faster than encoding/xml, which checks and copies
// what a roster of 50,000 rows does not need checked and copied.
type xmlScanner struct {
	data []byte
	pos  int
}

// tag is one start or end tag. Its slices point into the scanner's data.
type tag struct {
	name       []byte // without its namespace
	attributes []byte
	end        bool // </name>
	empty      bool // <name/>
}

func (t tag) is(name string) bool { return string(t.name) == name }

// starts reports whether the tag opens an element that has content.
func (t tag) starts(name string) bool { return !t.end && !t.empty && t.is(name) }

// next returns the tag that follows, passing over texts, comments and
// instructions; ok is false where there is none.
func (s *xmlScanner) next() (t tag, ok bool) {
	for {
		i := bytes.IndexByte(s.data[s.pos:], '<')
		if i < 0 || s.pos+i+1 >= len(s.data) {
			s.pos = len(s.data)
			return tag{}, false
		}
		s.pos += i + 1
		switch s.data[s.pos] {
		case '!', '?':
			if !s.skipMarkup() {
				return tag{}, false
			}
			continue
		}
		return s.tag()
	}
}

// skipMarkup passes over a comment, CDATA or instruction whose '<' was read.
func (s *xmlScanner) skipMarkup() bool {
	rest, end := s.data[s.pos:], ">"
	switch {
	case bytes.HasPrefix(rest, []byte("!--")):
		end = "-->"
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		end = "]]>"
	case rest[0] == '?':
		end = "?>"
	}
	i := bytes.Index(rest, []byte(end))
	if i < 0 {
		s.pos = len(s.data)
		return false
	}
	s.pos += i + len(end)
	return true
}

// tag reads a tag whose '<' was read.
func (s *xmlScanner) tag() (t tag, ok bool) {
	start, quote := s.pos, byte(0)
	for i := start; i < len(s.data); i++ {
		switch b := s.data[i]; {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			s.pos = i + 1
			return splitTag(s.data[start:i]), true
		}
	}
	s.pos = len(s.data)
	return tag{}, false
}

func splitTag(inner []byte) tag {
	var t tag
	if t.end = len(inner) > 0 && inner[0] == '/'; t.end {
		inner = inner[1:]
	}
	if n := len(inner); n > 0 && inner[n-1] == '/' {
		t.empty, inner = true, inner[:n-1]
	}
	name := 0
	for name < len(inner) && !isSpace(inner[name]) {
		name++
	}
	colon := bytes.IndexByte(inner[:name], ':')
	t.name, t.attributes = inner[colon+1:name], inner[name:]
	return t
}

// attribute returns the value of the attribute name, or nil.
func (t tag) attribute(name string) []byte {
	for rest := t.attributes; ; {
		var key, value []byte
		if key, value, rest = cutAttribute(rest); key == nil || string(key) == name {
			return value
		}
	}
}

// cutAttribute returns the first of a tag's attributes and those after it;
// key is nil where there is none.
func cutAttribute(attributes []byte) (key, value, rest []byte) {
	equals := bytes.IndexByte(attributes, '=')
	if equals < 0 {
		return nil, nil, nil
	}
	opening := equals + 1
	for opening < len(attributes) && isSpace(attributes[opening]) {
		opening++
	}
	if opening == len(attributes) {
		return nil, nil, nil
	}
	value, rest, ok := bytes.Cut(attributes[opening+1:], attributes[opening:opening+1])
	if !ok {
		return nil, nil, nil
	}
	return trim(attributes[:equals]), value, rest
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

// trim is bytes.TrimSpace for what XML calls space.
func trim(b []byte) []byte {
	for len(b) > 0 && isSpace(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

// text reads up to the end tag of the element called name, whose start tag
// was read, and returns the characters between them.
func (s *xmlScanner) text(name string) ([]byte, error) {
	start := s.pos
	i := bytes.IndexByte(s.data[start:], '<')
	if i < 0 {
		return nil, errXML
	}
	plain := s.data[start : start+i]
	if !bytes.HasPrefix(s.data[start+i:], []byte("</")) {
		return s.brokenText(name)
	}
	s.pos = start + i
	t, ok := s.next()
	if !ok || !t.end || !t.is(name) {
		return nil, errXML
	}
	return unescape(plain), nil
}

// brokenText is text for an element with CDATA, comments or tags inside.
func (s *xmlScanner) brokenText(name string) ([]byte, error) {
	var out []byte
	for {
		i := bytes.IndexByte(s.data[s.pos:], '<')
		if i < 0 {
			return nil, errXML
		}
		out = append(out, unescape(s.data[s.pos:s.pos+i])...)
		s.pos += i
		if rest := s.data[s.pos:]; bytes.HasPrefix(rest, []byte("<![CDATA[")) {
			end := bytes.Index(rest, []byte("]]>"))
			if end < 0 {
				return nil, errXML
			}
			out = append(out, rest[len("<![CDATA["):end]...)
			s.pos += end + len("]]>")
			continue
		}
		if rest := s.data[s.pos:]; len(rest) > 1 && (rest[1] == '!' || rest[1] == '?') {
			s.pos++
			if !s.skipMarkup() {
				return nil, errXML
			}
			continue
		}
		t, ok := s.next()
		if !ok {
			return nil, errXML
		}
		if t.end && t.is(name) {
			return out, nil
		}
	}
}

var xmlEntities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// unescape replaces entities. It returns text itself where there are none.
func unescape(text []byte) []byte {
	i := bytes.IndexByte(text, '&')
	if i < 0 {
		return text
	}
	out := append([]byte(nil), text[:i]...)
	for text = text[i:]; len(text) > 0; {
		if text[0] == '&' {
			if end := bytes.IndexByte(text[:min(12, len(text))], ';'); end > 0 {
				if value, ok := entity(string(text[1:end])); ok {
					out, text = append(out, value...), text[end+1:]
					continue
				}
			}
		}
		out, text = append(out, text[0]), text[1:]
	}
	return out
}

func entity(name string) (string, bool) {
	if value, ok := xmlEntities[name]; ok {
		return value, true
	}
	if !strings.HasPrefix(name, "#") {
		return "", false
	}
	base, digits := 10, name[1:]
	if strings.HasPrefix(digits, "x") {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 31)
	if err != nil || !utf8.ValidRune(rune(n)) {
		return "", false
	}
	return string(rune(n)), true
}

// unescapeControl turns the _x000D_ by which spreadsheets write characters
// that XML cannot hold back into them.
func unescapeControl(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 || i+7 > len(s) {
			break
		}
		n, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' {
			out.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		out.WriteString(s[:i])
		out.WriteRune(rune(n))
		s = s[i+7:]
	}
	out.WriteString(s)
	return out.String()
}

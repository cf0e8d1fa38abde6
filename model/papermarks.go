package model

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// PaperMark is what a paper sheet, typed in as "1-12,15; 18请; 20缺 病", says of
// the person in one row.
type PaperMark struct {
	Serial  int // of the row on the sheet
	State   AttendanceState
	Reason  string // of leave and absence
	Arrived string // "09:20", where it was noted of a late one; may be empty
}

// ReadPaperMarks reads what somebody typed from a signed sheet. Parts are
// divided by semicolons or lines; each is numbers and ranges, a word for the
// state (到 迟 请 缺 列席; 到 where there is none) and what else is noted: a reason,
// or the time of a late arrival. 全到, 其余到, 其余缺 and the like speak of every row of
// serials that no other part names.
//
// problems are sentences for people; where there are any, marks are only what
// could be read and must not be saved. Marks are in the order of their rows,
// never two of one row, never one that is not in serials.
func ReadPaperMarks(text string, serials []int) (marks []PaperMark, problems []string) {
	r := paperReader{on: map[int]bool{}, marked: map[int]PaperMark{}}
	for _, serial := range serials {
		r.on[serial] = true
	}
	for _, part := range paperParts(text) {
		r.part(part)
	}
	if r.rest != nil {
		for _, serial := range serials {
			if _, named := r.marked[serial]; !named {
				m := *r.rest
				m.Serial = serial
				r.marked[serial] = m
			}
		}
	}
	for _, m := range r.marked {
		marks = append(marks, m)
	}
	slices.SortFunc(marks, func(a, b PaperMark) int { return a.Serial - b.Serial })
	return marks, r.problems
}

type paperReader struct {
	on       map[int]bool
	marked   map[int]PaperMark
	rest     *PaperMark // what 其余 says; nil where nothing does
	problems []string
}

func (r *paperReader) problem(format string, args ...any) {
	r.problems = append(r.problems, fmt.Sprintf(format, args...))
}

// paperParts divides what was typed. Full-width figures and signs, as a Chinese
// input method gives them, become narrow ones first.
func paperParts(text string) []string {
	text = width.Narrow.String(strings.Map(func(r rune) rune {
		switch r {
		case '；', '。', '\n', '\r':
			return ';'
		case '，', '、':
			return ','
		case '－', '—', '–', '～', '~', '至', '−':
			return '-'
		case '：':
			return ':'
		case '\t', '\u3000':
			return ' '
		}
		return r
	}, text))
	var parts []string
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.Trim(part, " ,"); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// paperHead is the numbers of a part or a word for all others, then the rest.
var paperHead = regexp.MustCompile(`^(全部?|其余|其他|[0-9][0-9, -]*)(.*)$`)

func (r *paperReader) part(part string) {
	found := paperHead.FindStringSubmatch(part)
	if found == nil {
		r.problem("看不懂“%s”，请写成“18请”这样：先写序号，再写到、迟、请或缺。", shorten(part))
		return
	}
	mark, ok := paperState(strings.TrimSpace(found[2]))
	if !ok {
		r.problem("看不懂“%s”，序号后面请写到、迟、请、缺或列席。", shorten(part))
		return
	}
	if found[1][0] < '0' || found[1][0] > '9' {
		if r.rest != nil && *r.rest != mark {
			r.problem("“%s”和前面说的其余的人不一样。", shorten(part))
			return
		}
		r.rest = &mark
		return
	}
	for item := range strings.FieldsFuncSeq(spacedRanges.ReplaceAllString(found[1], "-"), func(c rune) bool { return c == ',' || c == ' ' }) {
		r.item(item, mark)
	}
}

// spacedRanges finds "1 - 12", which is one range and not three items.
var spacedRanges = regexp.MustCompile(` *- *`)

// item gives a mark to a number or a range.
func (r *paperReader) item(item string, mark PaperMark) {
	from, to, isRange := strings.Cut(item, "-")
	first, ok := paperNumber(from)
	last := first
	if ok && isRange {
		last, ok = paperNumber(to)
	}
	switch {
	case !ok:
		r.problem("“%s”不是序号，请写成“15”或“1-12”。", shorten(item))
		return
	case last < first:
		r.problem("“%s”前面的序号比后面的大。", item)
		return
	}
	var missing []int
	for serial := first; serial <= last; serial++ {
		if !r.on[serial] {
			missing = append(missing, serial)
			continue
		}
		mark.Serial = serial
		if before, named := r.marked[serial]; named && before != mark {
			r.problem("第 %d 号写了两次：%s和%s。", serial, before.State.Chinese(), mark.State.Chinese())
			continue
		}
		r.marked[serial] = mark
	}
	switch n := len(missing); {
	case n == 1:
		r.problem("名单上没有第 %d 号。", missing[0])
	case n > 1:
		r.problem("“%s”里有 %d 个序号名单上没有，第一个是 %d 号。", item, n, missing[0])
	}
}

// mostSerial bounds what a slip of the finger ("1-99999999") makes the reader
// walk through.
const mostSerial = 9999

func paperNumber(text string) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= mostSerial
}

// paperWords are the words for states, longer ones before those they begin with.
var paperWords = []struct {
	word  string
	state AttendanceState
}{
	{"列席", Observer},
	{"迟到", Late},
	{"迟", Late},
	{"请假", Leave},
	{"请", Leave},
	{"事假", Leave},
	{"病假", Leave},
	{"假", Leave},
	{"缺席", Absent},
	{"缺", Absent},
	{"旷", Absent},
	{"未到", Absent},
	{"没到", Absent},
	{"没来", Absent},
	{"未来", Absent},
	{"实到", Present},
	{"已到", Present},
	{"签到", Present},
	{"到", Present},
}

// paperState reads what follows the numbers.
func paperState(text string) (PaperMark, bool) {
	mark := PaperMark{State: Present}
	if text == "" {
		return mark, true
	}
	at := slices.IndexFunc(paperWords, func(w struct {
		word  string
		state AttendanceState
	},
	) bool {
		return strings.HasPrefix(text, w.word)
	})
	if at < 0 {
		return mark, false
	}
	mark.State = paperWords[at].state
	note := strings.Trim(strings.TrimPrefix(text, paperWords[at].word), " ,:()")
	switch {
	case paperWords[at].word == "病假" && note == "":
		note = "生病"
	case paperWords[at].word == "事假" && note == "":
		note = "有事"
	}
	switch {
	case note == "":
	case mark.State == Late:
		clock, ok := paperClock(note)
		mark.Arrived = clock
		return mark, ok
	case mark.State == Leave || mark.State == Absent:
		if len([]rune(note)) > 100 {
			return mark, false
		}
		mark.Reason = note
	default:
		return mark, false
	}
	return mark, true
}

var paperTime = regexp.MustCompile(`^(\d{1,2})[:.点]?(\d{2})分?$`)

// paperClock reads 9:20, 9.20, 0920 or 9点20.
func paperClock(text string) (string, bool) {
	found := paperTime.FindStringSubmatch(text)
	if found == nil {
		return "", false
	}
	clock := fmt.Sprintf("%02s:%s", found[1], found[2])
	return clock, checkArrived(clock) == nil
}

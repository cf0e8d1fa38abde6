package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"jishi/model"
)

// The record's table: a label, a value, and where two facts share a row again
// a label and a value.
const (
	recordLabel = 24.0
	recordRow   = 9.5
	recordLead  = 5.2 // of short facts
	recordText  = 6.6 // of what was said and done
	recordSign  = 26.0
)

var (
	recordLabelStyle = style{hei, 11}
	recordStyle      = style{song, 11}
)

// Recorded is one activity with all that its record holds.
type Recorded struct {
	Roll        model.Roll
	Proceedings model.Proceedings
	// Photo returns a photo's JPEG by its name. One that is model.NotFound is
	// left out with a warning.
	Photo func(name string) ([]byte, error)
}

// ActivityRecord draws the 活动纪实 of an activity: what the form of its kind
// asks for and how attendance stood, votes and follow-ups, the photos, to be
// signed by 主持人 and 记录人; then the list of who was there.
func ActivityRecord(w io.Writer, one Recorded, o Options) (Sheet, error) {
	d := newDocument("活动纪实："+one.Roll.Activity.Title, false, recordMargins, o)
	if err := (record{d}).draw(one, o); err != nil {
		return Sheet{}, err
	}
	d.dashPages()
	return d.finish(w, "activity record")
}

var recordMargins = margins{side: 20, top: 20, bottom: 20}

// draw draws one record from a new page on.
func (r record) draw(one Recorded, o Options) error {
	a := one.Roll.Activity
	r.newPage()
	r.title("活动纪实", style{songBold, 22}, 1.5, 12)
	r.y += 5
	r.facts(one.Roll, o)
	r.attendance(one.Roll)
	texts := recordTexts(a, one.Proceedings)
	for i, text := range texts {
		after := 0.0
		if i == len(texts)-1 && len(one.Proceedings.Photos) == 0 {
			after = recordSign
		}
		r.long(text.label, orNone(text.value), after)
	}
	if err := r.photos(one); err != nil {
		return err
	}
	r.signatures(a)
	r.list(one.Roll)
	return nil
}

// fact is a label with its value.
type fact struct{ label, value string }

// recordTexts are the longer texts that activities of a's kind have, and what
// was decided and agreed where there is any of it.
func recordTexts(a model.Activity, p model.Proceedings) []fact {
	kind := model.KindOf(a.Kind)
	var texts []fact
	for _, t := range []struct {
		shown        bool
		label, value string
	}{
		{kind.Needs("Agenda"), "议程", a.Agenda},
		{true, "内容", a.Content},
		{kind.Needs("Decisions"), "决议", a.Decisions},
		{len(p.Votes) > 0, "表决", votesText(p.Votes)},
		{true, "成效", a.Outcome},
		{kind.Needs("FollowUp") || len(p.FollowUps) > 0, "后续事项", joinLines(followUpsText(p.FollowUps), a.FollowUp)},
		{len(p.Attachments) > 0, "附件", attachmentsText(p.Attachments)},
	} {
		if t.shown {
			texts = append(texts, fact{t.label, t.value})
		}
	}
	return texts
}

// votesText says each vote in a line: “加装路灯”：有表决权 55 人，到会 55 人，
// 赞成 54，反对 0，弃权 1，通过。
func votesText(votes []model.Vote) string {
	var lines []string
	for _, v := range votes {
		lines = append(lines, fmt.Sprintf("“%s”：有表决权 %d 人，到会 %d 人，赞成 %d，反对 %d，弃权 %d，%s。",
			v.Subject, v.Eligible, v.Voting, v.InFavour, v.Against, v.Abstained, v.Outcome()))
	}
	return strings.Join(lines, "\n")
}

// followUpsText says each follow-up in a line: 路灯报价（周明，5月20日前）。
func followUpsText(tasks []model.FollowUp) string {
	var lines []string
	for i, f := range tasks {
		var notes []string
		if f.Person != "" {
			notes = append(notes, f.Person)
		}
		if f.Due.Full() {
			notes = append(notes, f.Due.Chinese()+"前")
		}
		if f.Done.Full() {
			notes = append(notes, f.Done.Chinese()+"已完成")
		}
		line := fmt.Sprintf("%d. %s", i+1, f.Task)
		if len(notes) > 0 {
			line += "（" + strings.Join(notes, "，") + "）"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func attachmentsText(attachments []model.Attachment) string {
	var lines []string
	for i, a := range attachments {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, a.Name))
	}
	return strings.Join(lines, "\n")
}

// joinLines joins what is not empty.
func joinLines(texts ...string) string {
	var lines []string
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			lines = append(lines, t)
		}
	}
	return strings.Join(lines, "\n")
}

// recordFacts are the short facts, in the order of the form, that activities
// of the roll's kind have.
func recordFacts(roll model.Roll, o Options) []fact {
	a := roll.Activity
	kind := model.KindOf(a.Kind)
	session, beneficiaries := "", ""
	if a.Number > 0 {
		session = fmt.Sprintf("第 %d 课", a.Number)
		if a.Kind == model.Lecture {
			session = fmt.Sprintf("第 %d 讲", a.Number)
		}
	}
	if a.Beneficiaries > 0 {
		beneficiaries = fmt.Sprintf("%d 人", a.Beneficiaries)
	}
	visitors, hours, gift := "", "", "礼品"
	switch a.Kind {
	case model.BirthdayParty:
		gift = "生日礼品"
	case model.Visit:
		gift = "慰问品"
	}
	if a.Visitors > 0 {
		visitors = fmt.Sprintf("%d 人", a.Visitors)
	}
	if minutes := roll.Tally().Minutes; minutes > 0 {
		hours = "累计 " + model.Hours(minutes) + " 小时"
	}
	all := []struct{ field, label, value string }{
		{"", "名称", a.Title},
		{"", "类别", kind.Name},
		{"", "时间", period(a)},
		{"", "地点", a.Place},
		{"Branch", "支部", roll.Branch},
		{"Theme", "主题", a.Theme},
		{"Initiative", "工程", a.Initiative},
		{"Programme", "培训班", roll.Programme},
		{"Number", "课次", session},
		{"Presenter", "主讲", model.SpacedName(a.Presenter)},
		{"PresenterPost", "单位职务", a.PresenterPost},
		{"Audience", "听课对象", a.Audience},
		{"Materials", "教材资料", a.Materials},
		{"Team", "服务队", a.Team},
		{"Project", "公益项目", roll.Project},
		{"ServiceField", "服务领域", a.ServiceField},
		{"Beneficiaries", "受益人数", beneficiaries},
		{"ServiceField", "服务时长", hours},
		{"Gift", gift, a.Gift},
		{"Visitors", "参观人数", visitors},
		{"", "主办", organiser(a.Organiser, o)},
		{"", "主持人", model.SpacedName(a.Host)},
		{"", "记录人", model.SpacedName(a.Recorder)},
	}
	if a.Spending > 0 {
		spending := model.Yuan(a.Spending) + " 元"
		if a.SpendingNote != "" {
			spending += "（" + a.SpendingNote + "）"
		}
		last := len(all) - 2 // host and recorder stay together
		all = slices.Insert(all, last, struct{ field, label, value string }{"", "经费", spending})
	}
	var facts []fact
	for _, f := range all {
		if f.field == "" || kind.Needs(f.field) {
			facts = append(facts, fact{f.label, orNone(f.value)})
		}
	}
	return facts
}

// record draws the rows of the table.
type record struct{ *document }

// facts draws two to a row those that are short enough, the others alone.
// The last two, host and recorder, stay together.
func (r record) facts(roll model.Roll, o Options) {
	facts := recordFacts(roll, o)
	last := len(facts) - 2
	for i := 0; i < last; {
		if i+1 < last && r.short(facts[i]) && r.short(facts[i+1]) {
			r.pair(facts[i], facts[i+1])
			i += 2
			continue
		}
		r.wide(facts[i])
		i++
	}
	r.pair(facts[last], facts[last+1])
}

// attendance draws the counts and who was not there, with the reason where
// one was given.
func (r record) attendance(roll model.Roll) {
	t := roll.Tally()
	people := func(n int) string { return fmt.Sprintf("%d 人", n) }
	expected, present := people(t.Expected), people(t.Present+t.Late)
	if t.Unmarked > 0 {
		expected += fmt.Sprintf("（未登记 %d 人）", t.Unmarked)
	}
	if t.Late > 0 {
		present += fmt.Sprintf("（迟到 %d 人）", t.Late)
	}
	r.pair(fact{"应到", expected}, fact{"实到", present})

	leave := fact{"请假", people(t.Leave) + named(roll, model.Leave)}
	absent := fact{"缺席", people(t.Absent) + named(roll, model.Absent)}
	if r.oneLine(leave) && r.oneLine(absent) {
		r.pair(leave, absent)
	} else {
		r.wide(leave)
		r.wide(absent)
	}
	if t.WalkIns > 0 {
		r.wide(fact{"列席和新来", people(t.WalkIns) + named(roll, model.Observer)})
	}
}

// named lists the people of a state: ：尉迟恭（事假）、周明. With Observer it
// lists everybody who came without being expected.
func named(roll model.Roll, state model.AttendanceState) string {
	var names []string
	for _, a := range roll.Attendees {
		extra := a.WalkIn || a.State == model.Observer
		if extra != (state == model.Observer) || !extra && a.State != state || extra && !a.State.Attended() {
			continue
		}
		name := a.Name
		if a.Reason != "" {
			name += "（" + a.Reason + "）"
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return "：" + strings.Join(names, "、")
}

func (r record) half() float64 { return r.inner()/2 - recordLabel }

// short reports whether a fact fits half a row in two lines.
func (r record) short(f fact) bool {
	return len(r.lines(f.value, recordStyle, r.half()-4*padding)) <= 2
}

func (r record) oneLine(f fact) bool {
	return len(r.lines(f.value, recordStyle, r.half()-4*padding)) == 1
}

// pair draws two facts in one row.
func (r record) pair(a, b fact) {
	first := r.lines(a.value, recordStyle, r.half()-4*padding)
	second := r.lines(b.value, recordStyle, r.half()-4*padding)
	h := max(recordRow, float64(max(len(first), len(second)))*recordLead+3)
	if h > r.room() {
		r.newPage()
	}
	x := r.margins.side
	for _, f := range []struct {
		label string
		lines []string
	}{{a.label, first}, {b.label, second}} {
		r.label(f.label, x, h)
		r.value(f.lines, box{x + recordLabel, r.y, r.half(), h, left}, recordLead)
		x += recordLabel + r.half()
	}
	r.y += h
}

// wide draws one fact in a row.
func (r record) wide(f fact) {
	r.flow(f, recordLead, recordRow, 3, 0)
}

// long draws a text of any length; the frame is closed at the end of a page
// and goes on at the next. Its end has so much room after it.
func (r record) long(label, text string, after float64) {
	r.flow(fact{label, text}, recordText, 2*recordRow, 6, after)
}

func (r record) flow(f fact, lead, least, slack, after float64) {
	lines := r.lines(f.value, recordStyle, r.inner()-recordLabel-4*padding)
	label := f.label
	for {
		h := max(least, float64(len(lines))*lead+slack)
		n := len(lines)
		if h+after > r.room() {
			n = int((r.room() - slack) / lead)
			if n >= len(lines) {
				n = len(lines) - 2 // what comes after keeps some lines with it
			}
			if n < 2 { // a single line is not left behind
				r.newPage()
				continue
			}
			h = min(r.room(), float64(n)*lead+slack)
		}
		r.label(label, r.margins.side, h)
		r.value(lines[:n], box{r.margins.side + recordLabel, r.y, r.inner() - recordLabel, h, left}, lead)
		r.y += h
		if lines = lines[n:]; len(lines) == 0 {
			return
		}
		r.newPage()
		label = f.label + "（续）"
	}
}

func (r record) label(text string, x, h float64) {
	lines := r.lines(text, recordLabelStyle, recordLabel-2*padding)
	r.cell(lines, recordLabelStyle, box{x, r.y, recordLabel, h, centre}, recordLead)
}

func (r record) value(lines []string, b box, lead float64) {
	r.rectangle(b.x, b.y, b.w, b.h)
	line := box{b.x + 2*padding, b.y + (b.h-float64(len(lines))*lead)/2, b.w - 4*padding, lead, left}
	for _, l := range lines {
		r.text(l, recordStyle, line)
		line.y += lead
	}
}

// signatures leaves room for the two who answer for the record. They stand
// under the table, on a new page only with its last row.
func (r record) signatures(a model.Activity) {
	if r.room() < recordSign {
		r.newPage()
	}
	y := max(r.y+10, min(r.y+24, r.limit()-14))
	third := r.inner() / 3
	for i, text := range []string{"主持人（签字）：", "记录人（签字）：", a.Date().Chinese()} {
		b := box{r.margins.side + float64(i)*third, y, third, 8, left}
		if i == 2 {
			b.align = right
		}
		r.text(text, recordStyle, b)
	}
	r.y = y + 8
}

package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jishi/model"
)

// The overview of a team is one page: what does not fit is counted instead.
const (
	teamMemberLines = 9 // of names
	teamHonourLines = 5
	teamServices    = 10
)

// TeamOverview is what the 服务队概览 tells of a team: who is in it, what it was
// awarded and what it did, the newest first.
type TeamOverview struct {
	Team     model.TeamSummary
	People   []model.TeamPerson
	Honours  []model.HonourSummary
	Services []model.ActivitySummary
}

// Team draws the 服务队概览 of a volunteer team on one page. Phones are masked.
func Team(w io.Writer, v TeamOverview, o Options) (Sheet, error) {
	t := v.Team
	name := t.Name + "概览"
	d := newDocument(name, false, margins{side: 20, top: 20, bottom: 18}, o)
	d.place = "服务队概览："
	d.newPage()
	d.title(t.Name, style{songBold, 22}, 1.5, 12)
	if t.Slogan != "" {
		s := d.fit(t.Slogan, style{kai, 15}, d.inner(), 9)
		d.text(t.Slogan, s, box{d.margins.side, d.y, d.inner(), 9, centre})
		d.y += 11
	}
	d.underTitle(o, style{song, 10.5}, 8)
	d.teamFacts(t)
	d.teamPeople(v.People)
	d.teamHonours(v.Honours)
	d.teamServices(v.Services)
	d.place = ""
	d.numberPages()
	return d.finish(w, "overview of a team")
}

func (d *document) teamFacts(t model.TeamSummary) {
	leader := model.SpacedName(t.LeaderName)
	if t.LeaderPhone != "" {
		leader += "　" + model.MaskPhone(t.LeaderPhone)
	}
	for _, row := range [][]profileFact{
		{{"类别", t.Class, false}, {"队长", leader, false}},
		{{"服务站", t.StationName, false}, {"成立时间", t.Founded.Chinese(), false}},
		{{"队员", fmt.Sprintf("%d 人", t.People), false}, {"服务活动", fmt.Sprintf("%d 场　%d 人次", t.Service.Activities, t.Service.Attendances), false}},
		{{"服务时长", model.Hours(t.Service.Minutes) + " 小时", false}, {"受益", fmt.Sprintf("%d 人", t.Service.Helped), false}},
		{{"备注", t.Notes, true}},
	} {
		d.labelled(row, d.inner())
	}
	d.y += 5
}

// section writes a heading over what follows.
func (d *document) section(heading string) {
	d.text(heading, style{hei, 12}, box{d.margins.side, d.y, d.inner(), 8, left})
	d.y += 8
}

// teamPeople writes who is in the team, the leader among them in order of
// pinyin, as many names as fit.
func (d *document) teamPeople(people []model.TeamPerson) {
	var names []string
	for _, p := range people {
		if p.Left.IsZero() && p.Gone == "" {
			names = append(names, model.NormaliseName(p.Name))
		}
	}
	d.section(fmt.Sprintf("队员（%d 人）", len(names)))
	s, lead := style{song, 11}, 6.2
	text := orNone(strings.Join(names, "　"))
	lines := d.lines(text, s, d.inner()-4)
	if len(lines) > teamMemberLines {
		lines = lines[:teamMemberLines-1]
		lines = append(lines, fmt.Sprintf("……等，还有 %d 人。", len(names)-wholeNames(names, strings.Join(lines, ""))))
	}
	for _, line := range lines {
		d.text(line, s, box{d.margins.side + 2, d.y, d.inner() - 4, lead, left})
		d.y += lead
	}
	d.y += 4
}

// teamHonours writes what the team was awarded last, an honour to a line;
// nothing where it has none.
func (d *document) teamHonours(honours []model.HonourSummary) {
	if len(honours) == 0 {
		return
	}
	d.section(fmt.Sprintf("荣誉（%d 项）", len(honours)))
	s, lead := style{song, 11}, 6.2
	room := teamHonourLines
	write := func(lines []string) {
		for _, line := range lines {
			d.text(line, s, box{d.margins.side + 2, d.y, d.inner() - 4, lead, left})
			d.y += lead
		}
		room -= len(lines)
	}
	for i, h := range honours {
		lines := d.lines(honourLine(h), s, d.inner()-4)
		if i > 0 && len(lines) > room {
			write([]string{fmt.Sprintf("另有更早的 %d 项。", len(honours)-i)})
			break
		}
		write(lines)
	}
	d.y += 4
}

// honourLine tells of an honour when it was given, of which level, what and by
// whom.
func honourLine(h model.HonourSummary) string {
	title := h.Title
	if h.Giver != "" {
		title += "（" + h.Giver + "）"
	}
	return strings.Join(slices.DeleteFunc([]string{h.Given.Chinese(), h.Level, title}, func(s string) bool { return s == "" }), "　")
}

// wholeNames counts the names that text, which begins with them, holds whole; a
// name may have been broken at the end of a line.
func wholeNames(names []string, text string) int {
	spaceless := strings.NewReplacer(" ", "", "　", "")
	text = spaceless.Replace(text)
	for i, name := range names {
		rest, whole := strings.CutPrefix(text, spaceless.Replace(name))
		if !whole {
			return i
		}
		text = rest
	}
	return len(names)
}

// teamServices is the table of what the team did last.
func (d *document) teamServices(services []model.ActivitySummary) {
	held := slices.DeleteFunc(slices.Clone(services), func(a model.ActivitySummary) bool {
		return a.State != model.Held && a.State != model.Closed
	})
	d.section("近期服务")
	if len(held) == 0 {
		d.text("无", style{song, 11}, box{d.margins.side + 2, d.y, d.inner(), 7, left})
		d.y += 9
		return
	}
	t := &table{
		document: d,
		columns: []column{
			{head: "日期", width: 27, align: centre, shrink: true},
			{head: "活动", width: 66, align: left},
			{head: "服务领域", width: 27, align: centre, shrink: true},
			{head: "到场", width: 16, align: centre},
			{head: "小时", width: 17, align: centre},
			{head: "受益人数", width: 17, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5}, rowHeight: 7.4, headHeight: 7.6, lead: 4.6,
	}
	t.drawHead()
	left := len(held)
	for i, a := range held {
		if i == teamServices || t.free() < 2*t.rowHeight+footHeight {
			break
		}
		t.row(a.Date().String(), a.Title, orDash(a.ServiceField), strconv.Itoa(a.Tally.Came()), model.Hours(a.Tally.Minutes), strconv.Itoa(a.Beneficiaries))
		left--
	}
	if left > 0 {
		d.foot(fmt.Sprintf("另有更早的 %d 场。", left))
	}
}

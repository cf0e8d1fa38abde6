package ui

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// openServed shows 志愿服务 after the sample's service was marked: two came for
// two hours, one was absent, one is not marked.
func openServed(t *testing.T) (*Window, *volunteers) {
	t.Helper()
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	for i := range p.table.Total() {
		if row, _ := p.table.Row(i); row.summary.Kind == model.Volunteering {
			p.show(row.id, tabRoll)
		}
	}
	p.opened.people.table.SelectRow(0)
	typeKeys(p.opened.people, "114")
	confirmHours(t, w.desk.store, p.opened.id)
	return w, shown[*volunteers](t, w, pageVolunteers)
}

func TestVolunteerHoursAreCountedByPeriod(t *testing.T) {
	_, v := openServed(t)
	if got := v.hours.table.Texts(0); v.hours.table.Total() != 2 || got[4] != "1" || got[5] != "2.0" {
		t.Errorf("%d served; the first is %v", v.hours.table.Total(), got)
	}
	if got := v.hours.figures.Text; got != "2 人，2 人次，4.0 小时 · 其中补录 4.0 小时" {
		t.Errorf("the figures are %q", got)
	}
	v.tabs.Choose(tabServices)
	if got := v.services.table.Texts(0); v.services.table.Total() != 1 || got[5] != "2 / 4" || got[6] != "4.0" {
		t.Errorf("the service is %v", got)
	}
	v.period.choose(lastYear)
	services := v.services.table.Total()
	v.tabs.Choose(tabHours)
	if v.hours.table.Total() != 0 || services != 0 {
		t.Errorf("last year has %d people and %d services", v.hours.table.Total(), services)
	}
	v.period.choose(allYears)
	v.tabs.Choose(tabHours)
	if v.hours.table.Total() != 2 {
		t.Errorf("all years have %d people", v.hours.table.Total())
	}
}

func TestServiceIsRankedByMonthQuarterAndAnyDays(t *testing.T) {
	w, v := openServed(t)
	v.hours.table.CheckRow(0)
	test.Tap(v.hours.issue)
	tapText(t, w, "开具并打印")
	day := model.Date{Year: 2018, Month: 5, Day: 4}
	count := func(period string) int {
		v.period.choose(period)
		v.tabs.Choose(tabHours)
		return v.hours.table.Total()
	}
	for period, people := range map[string]int{thisMonth: 2, lastMonth: 0, thisQuarter: 2, lastYear: 0, thisYear: 2} {
		if n := count(period); n != people {
			t.Errorf("%s has %d people, not %d", period, n, people)
		}
	}
	v.tabs.Choose(tabRegister)
	v.register.kind.Choose(string(model.VolunteerHours))
	v.period.choose(lastMonth)
	if n := v.register.register.table.Total(); n != 0 {
		t.Errorf("%d certificates were issued last month", n)
	}
	v.period.choose(thisMonth)
	if n := v.register.register.table.Total(); n != 1 {
		t.Errorf("%d certificates were issued this month", n)
	}
	v.tabs.Choose(tabHours)
	v.period.set(day.AddDays(1), day.AddDays(2))
	if n := v.hours.table.Total(); n != 0 {
		t.Errorf("the days after the service have %d people", n)
	}
	v.period.set(day, day)
	if n := v.hours.table.Total(); n != 2 {
		t.Errorf("the day of the service has %d people", n)
	}
}

func TestVolunteerCertificatesAreIssuedPrintedAndVoided(t *testing.T) {
	w, v := openServed(t)
	var printed []string
	w.desk.open = func(path string) { printed = append(printed, path) }
	if !v.hours.issue.Disabled() {
		t.Error("a certificate can be issued to nobody")
	}
	v.hours.table.CheckRow(0)
	v.hours.table.CheckRow(1)
	test.Tap(v.hours.issue)
	if text := says(w); !strings.Contains(text, "2018年1月1日至2018年5月7日") {
		t.Errorf("the dialog says %q", text)
	}
	tapText(t, w, "开具并打印")
	if len(printed) != 1 || !strings.HasPrefix(string(must[[]byte](t)(os.ReadFile(printed[0]))), "%PDF-") {
		t.Fatalf("printed are %v", printed)
	}
	r := v.register.register
	for i, end := range []string{"志愿服务证书登记簿 2018-05-07.pdf", "志愿服务证书登记簿 2018-05-07.xlsx"} {
		r.wholeItems()[i].Action()
		if file := printed[len(printed)-1]; !strings.HasSuffix(file, "2018年"+end) {
			t.Errorf("the register is in %s", file)
		}
	}
	if got := r.table.Texts(0); r.table.Total() != 2 || got[0] != "410103-2018-志愿-0002" || got[4] != "2" || got[6] != "1 次" {
		t.Errorf("the register begins with %v", got)
	}
	// The same again is no new certificate.
	v.tabs.Choose(tabHours)
	v.hours.table.CheckRow(0)
	test.Tap(v.hours.issue)
	tapText(t, w, "开具并打印")
	if text := says(w); !strings.Contains(text, "补发") || r.table.Total() != 2 {
		t.Errorf("%d certificates; the dialog says %q", r.table.Total(), text)
	}
	w.onEscape()
	r.table.SelectRow(0)
	test.Tap(r.void)
	r.voiding.reason.SetText("重复")
	test.Tap(r.voiding.ok)
	if got := r.table.Texts(0)[5]; got != "作废：重复" {
		t.Errorf("the certificate is %q", got)
	}
}

func TestTheSearchBoxFindsAVolunteer(t *testing.T) {
	w, v := openServed(t)
	all := v.hours.table.Total()
	w.top.search.SetText("zgl")
	if v.hours.table.Total() != 1 || v.hours.table.Texts(0)[1] != "张桂兰" {
		t.Errorf("found %d, the first is %v", v.hours.table.Total(), v.hours.table.Texts(0))
	}
	w.top.search.SetText("")
	if v.hours.table.Total() != all {
		t.Errorf("after clearing the search %d are listed, want %d", v.hours.table.Total(), all)
	}
}

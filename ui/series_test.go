package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// monthlySeries is a series of one lecture a month, held since January but for
// March; the next one is planned.
func monthlySeries(t *testing.T, w *Window) model.Programme {
	t.Helper()
	st := w.desk.store
	series := must[model.Programme](t)(st.SaveProgramme(t.Context(), model.Programme{
		Kind: model.LectureSeries, Title: "书香讲坛", Organiser: "高山社区党委", PerMonth: 1,
	}))
	number := 0
	for _, month := range []int{1, 2, 4, 5} {
		number++
		a := activityOn(model.Lecture, "书香讲坛第 "+string(rune('0'+number))+" 讲：怎样读一本书", 19, 9, 90)
		a.Start, a.End = a.Start.AddDate(0, month-5, 0), a.End.AddDate(0, month-5, 0)
		a.Programme, a.Number, a.Presenter, a.Place, a.State = series.ID, number, "刘洋", "教育大讲堂", model.Held
		if month == 5 {
			a.State = model.Planned
		}
		must[model.Activity](t)(st.SaveActivity(t.Context(), a))
	}
	return series
}

func TestASeriesOfLecturesFlagsTheMonthItMissed(t *testing.T) {
	w := openSample(t)
	monthlySeries(t, w)
	p := shown[*programmes](t, w, pageProgrammes)
	p.tabs.Choose(tabSeries)
	if got := p.series.table.Texts(0); p.series.table.Total() != 1 || got[3] != "3" || got[5] != "漏办 3月" {
		t.Fatalf("the list says %v", got)
	}
	if p.table.Total() != 0 {
		t.Errorf("the series is among the training programmes")
	}
	p.series.table.OnOpened(p.series.rows[0])
	one := p.lectured
	if one.figure.Text != "3 / 5" || one.plan[2].State != model.SeriesMissed || one.plan[4].State != model.SeriesArranged {
		t.Errorf("%s given; the plan is %+v", one.figure.Text, one.plan)
	}
	if got := one.table.Texts(0); got[0] != "第 4 讲" || got[3] != "怎样读一本书" {
		t.Errorf("the latest lecture is %v", got)
	}
	test.Tap(one.addOne)
	f := shown[*activities](t, w, pageActivities).form
	if f.kind.Value() != string(model.Lecture) || f.number.Text != "5" || f.title.Text != "书香讲坛第 5 讲：" || f.date.Text() != "2018-06-16" {
		t.Errorf("the next is a %s, number %s, %q on %s", f.kind.Value(), f.number.Text, f.title.Text, f.date.Text())
	}
	f.kind.Choose(string(model.Training))
	if f.programme.Value() != "" && f.programme.Value() != string(one.id) {
		t.Errorf("a training belongs to %s", f.programme.Value())
	}
}

func TestTheFirstPageNamesTheMonthThatWasMissed(t *testing.T) {
	w := openSample(t)
	series := monthlySeries(t, w)
	h := shown[*home](t, w, pageHome)
	var found duty
	for _, one := range h.dutiesOf(homeFacts{duties: must[model.Duties](t)(w.desk.store.Duties(t.Context())), today: w.desk.today()}) {
		if strings.Contains(one.text, "书香讲坛") {
			found = one
		}
	}
	if found.text != "“书香讲坛”3月没有举办。" {
		t.Fatalf("the duty says %q", found.text)
	}
	found.do()
	if one := shown[*programmes](t, w, pageProgrammes).lectured; one == nil || one.id != series.ID {
		t.Error("it does not lead to the series")
	}
}

func TestThePostersTextIsCopied(t *testing.T) {
	w := openSample(t)
	series := monthlySeries(t, w)
	w.goTo(pageProgrammes, openRecord(series.ID)) // as from elsewhere
	one := shown[*programmes](t, w, pageProgrammes).lectured
	if one == nil {
		t.Fatal("a series is opened as if it were a training programme")
	}
	test.Tap(one.poster)
	test.Tap(one.openPoster.copy)
	got := fyne.CurrentApp().Clipboard().Content()
	if !strings.HasPrefix(got, "【书香讲坛】第 4 讲\n题目：怎样读一本书\n主讲：刘洋\n时间：2018年5月19日（星期六）09:00—10:30\n地点：教育大讲堂") {
		t.Errorf("copied is\n%s", got)
	}
	one.table.SelectRow(3)
	test.Tap(one.poster)
	if !strings.HasPrefix(one.openPoster.text.Text, "【书香讲坛】第 1 讲") {
		t.Errorf("chosen is the first, the text begins %.30q", one.openPoster.text.Text)
	}
}

func TestANewSeriesAsksForItsMonthlyPlan(t *testing.T) {
	w := openSample(t)
	p := shown[*programmes](t, w, pageProgrammes)
	p.tabs.Choose(tabSeries)
	test.Tap(p.add)
	test.Tap(p.form.save)
	if got := p.form.form.Error("Title"); !strings.Contains(got, "讲坛名称") {
		t.Errorf("without a name: %q", got)
	}
	p.form.title.SetText("书香讲坛")
	p.form.perMonth.SetText("四十")
	test.Tap(p.form.save)
	if p.form.form.Error("PerMonth") == "" {
		t.Error("a plan that is no number is not refused at the field")
	}
	p.form.perMonth.SetText("2讲")
	test.Tap(p.form.save)
	if p.lectured == nil || p.lectured.series.PerMonth != 2 || p.lectured.plan[4].State != model.SeriesOpen {
		t.Fatal("the series is not opened as it was saved")
	}
	tapItem(t, p.lectured.moreItems(), "结束讲坛")
	tapText(t, w, "结束讲坛")
	if len(p.lectured.actions()) != 2 {
		t.Error("a lecture can be added to a series that has ended")
	}
	tapItem(t, p.lectured.moreItems(), "删除讲坛")
	tapText(t, w, "删除")
	if p.lectured != nil || p.series.table.Total() != 0 {
		t.Error("the series is still there")
	}
}

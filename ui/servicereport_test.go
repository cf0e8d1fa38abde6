package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"jishi/model"
)

// serviceReportOf shows the volunteer service of 2018 of the small centre: one
// service of four people was held, of a team that was founded for it.
func serviceReportOf(t *testing.T) (*Window, *serviceReport) {
	t.Helper()
	w := openSample(t)
	st := w.desk.store
	id := servedScreen(t, w)
	a := must[model.Activity](t)(st.Activity(t.Context(), id))
	roll := must[model.Roll](t)(st.Roll(t.Context(), id))
	must[model.Team](t)(st.SaveTeam(t.Context(), model.Team{Name: "银发队", Class: "扶老助残", Leader: roll.Attendees[0].Member}))
	a.Team, a.ServiceField, a.Beneficiaries = "银发队", "孝老关爱服务", 35
	must[model.Activity](t)(st.SaveActivity(t.Context(), a))
	confirmScreen(t, w)
	return w, reportsView[*serviceReport](t, w, tabService)
}

func TestTheServiceOfAPeriodIsShownByEverything(t *testing.T) {
	_, v := serviceReportOf(t)
	if got := v.table.Texts(4); got[0] != "2018年5月" || !slices.Equal(got[1:], []string{"1", "4", "4", "8.0", "35"}) {
		t.Errorf("May is %v", got)
	}
	if v.chart.picture.Resource == nil || !strings.HasPrefix(v.sum.Text, "1 场 · 4 人次") || strings.Contains(v.sum.Text, "还没有确认") {
		t.Errorf("below stands %q", v.sum.Text)
	}
	for by, want := range map[model.Grouping]string{
		model.ByField: "孝老关爱服务", model.ByProject: "未写明", model.ByTeam: "银发队", model.ByStation: "未写明",
	} {
		v.by.Choose(string(by))
		if got := v.table.Texts(0); v.table.Total() != 2 || !slices.Equal(got, []string{want, "1", "4", "4", "8.0", "35"}) {
			t.Errorf("by %s the first of %d is %v", by, v.table.Total(), got)
		}
	}
	v.by.Choose(string(model.ByTeamClass))
	if got := v.table.Texts(0); !slices.Equal(got, []string{"扶老助残", "1", "1", "1", "4", "4", "8.0", "35"}) {
		t.Errorf("the class is %v", got)
	}
	if got := v.table.Texts(v.table.Total() - 1); got[0] != "合计" || got[1] != "1" {
		t.Errorf("the whole is %v", got)
	}
}

func TestAPeriodWithoutServiceSaysWhatToDo(t *testing.T) {
	w, v := serviceReportOf(t)
	v.period.span.Choose(string(model.EachQuarter))
	v.period.step(-1)
	if v.table.Total() != 0 || v.chart.picture.Visible() {
		t.Errorf("%s has %d rows", v.period.name.Text, v.table.Total())
	}
	v.onPrint()
	if box := w.desk.topDialog(); box == nil {
		t.Error("nobody is told that there is nothing to print")
	}
}

func TestEveryFigureOfServiceOpensItsRows(t *testing.T) {
	w, v := serviceReportOf(t)
	v.by.Choose(string(model.ByTeamClass))
	for column, sum := range map[string]string{
		figureTeams: "1 支队", figurePlaces: "1 人", figureActivities: "1 场 · 受益 35 人次", figureTimes: "4 人次 · 8.0 小时",
		figurePeople: "4 人 · 8.0 小时", figureHours: "4 人次 · 8.0 小时", figureHelped: "1 场 · 受益 35 人次",
	} {
		for _, row := range []int{0, v.table.Total() - 1} {
			v.table.PressCell(row, column)
			if v.behind == nil || w.desk.topDialog() != v.behind || !tells(v.behind.content, sum) {
				t.Fatalf("a click on %s shows no %q", column, sum)
			}
			v.behind.close()
		}
	}
	v.table.PressCell(0, "name")
	if w.desk.topDialog() != nil {
		t.Error("a name is no figure")
	}
	v.table.PressCell(0, figurePeople)
	openFirstRow(t, v.behind.content)
	if box := w.desk.topDialog(); box == nil || !strings.Contains(box.title, "志愿服务记录") {
		t.Fatalf("a person opens %+v", box)
	}
	w.desk.topDialog().close()
	v.table.PressCell(0, figureTeams)
	openFirstRow(t, v.behind.content)
	if room, ok := w.page().(*volunteers); !ok || room.opened == nil {
		t.Error("the team does not open")
	}
	v.table.PressCell(0, figureHours)
	openFirstRow(t, v.behind.content)
	if a, ok := w.page().(*activities); !ok || a.opened == nil || w.desk.topDialog() != nil {
		t.Error("the service does not open")
	}
}

// tells reports whether a line within an object is a text.
func tells(within fyne.CanvasObject, text string) bool {
	return slices.ContainsFunc(test.LaidOutObjects(within), func(o fyne.CanvasObject) bool { return textOf(o) == text })
}

// openFirstRow opens the first row of the table within an object.
func openFirstRow(t *testing.T, within fyne.CanvasObject) {
	t.Helper()
	if table, ok := within.(interface{ OpenRow(i int) }); ok {
		table.OpenRow(0)
		return
	}
	box, ok := within.(*fyne.Container)
	if !ok {
		t.Fatalf("there is no table in %T", within)
	}
	openFirstRow(t, box.Objects[0])
}

func TestServicesWhoseHoursNobodyConfirmedAreToldOf(t *testing.T) {
	w := openSample(t)
	servedScreen(t, w)
	v := reportsView[*serviceReport](t, w, tabService)
	if got := v.table.Texts(4); got[1] != "1" || got[2] != "0" || !strings.Contains(v.sum.Text, "1 场还没有确认时长") {
		t.Errorf("May is %v, below stands %q", got, v.sum.Text)
	}
}

func TestTheSummaryOfServiceIsPrintedAndExported(t *testing.T) {
	w, v := serviceReportOf(t)
	var opened []string
	w.desk.open = func(path string) { opened = append(opened, filepath.Base(path)) }
	v.onPrint()
	v.exports()[0].Action()
	v.period.span.Choose(string(model.EachQuarter))
	if items := v.prints(); len(items) != 2 || items[0].Label != "打印2018年第二季度总结" || items[1].Label != "打印 2018 年总结" {
		t.Fatalf("to be printed: %v", items)
	}
	v.prints()[0].Action()
	v.exports()[1].Action()
	want := []string{"志愿服务年度总结 2018年.pdf", "志愿服务年度总结 2018年 按月份.xlsx", "志愿服务总结 2018年第二季度.pdf", "志愿服务总结 2018年第二季度.xlsx"}
	if !slices.Equal(opened, want) {
		t.Errorf("opened %q", opened)
	}
	folder, err := w.desk.printFolder(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range opened {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

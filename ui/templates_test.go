package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

func TestATemplateOfAnActivityBeginsAnother(t *testing.T) {
	w := openSample(t)
	p := shown[*activities](t, w, pageActivities)
	a := firstPlanned(t, w)
	a.Agenda, a.Theme, a.Initiative = "重温誓词", "我是党员我带头", "特色品牌星火"
	must[model.Activity](t)(w.desk.store.SaveActivity(t.Context(), a))
	keepAsTemplate(w.desk, w.desk.store, a)
	typeInto(t, w, "每月党日")
	w.desk.topDialog().onSave()

	p.onNew()
	f := p.form
	f.date.SetText("2018-6-8")
	f.post.SetText("保留")
	tapItem(t, f.templateItems(), "每月党日")
	if f.kind.Value() != string(model.MemberDay) || f.date.Text() != "2018-06-08" || f.start.Text != "19:00" || f.end.Text != "21:00" || f.theme.Text != "我是党员我带头" || f.post.Text != "保留" {
		t.Errorf("the form has %s on %s %s–%s, %q", f.kind.Value(), f.date.Text(), f.start.Text, f.end.Text, f.theme.Text)
	}
	test.Tap(f.save)
	got := must[model.Activity](t)(w.desk.store.Activity(t.Context(), p.opened.id))
	if got.Agenda != "重温誓词" || got.Host != "李敏" || got.Recorder != "周明" || got.Initiative != "特色品牌星火" {
		t.Errorf("saved is %+v", got)
	}

	list := openTemplates(w.desk, w.desk.store)
	list.table.SelectRow(0)
	test.Tap(list.rename)
	typeInto(t, w, "党日")
	w.desk.topDialog().onSave()
	if len(list.list) != 1 || list.list[0].Name != "党日" {
		t.Fatalf("the templates are %+v", list.list)
	}
	list.table.SelectRow(0)
	test.Tap(list.remove)
	tapText(t, w, "删除")
	if len(list.list) != 0 {
		t.Error("the template is still there")
	}
}

func TestAKindBeginsWithItsDefaultsAndMayBeHidden(t *testing.T) {
	w := openSample(t)
	k := openKinds(w.desk, w.desk.store)
	row := func(kind model.Kind) model.KindDefault {
		for _, d := range k.list {
			if d.Kind == kind {
				return d
			}
		}
		t.Fatalf("no %s", kind)
		return model.KindDefault{}
	}
	f := openKindForm(k, row(model.MemberDay))
	f.minutes.SetText("25:70")
	f.onSave()
	if f.form.Error("Minutes") == "" {
		t.Error("a length of 25:70 is taken")
	}
	f.minutes.SetText("100")
	f.place.SetText("党员议事厅")
	f.agenda.SetText("一、重温誓词")
	f.onSave()
	f = openKindForm(k, row(model.Visit))
	f.offered.SetChecked(false)
	f.onSave()
	k.box.close()

	p := shown[*activities](t, w, pageActivities)
	p.onNew()
	form := p.form
	form.kind.Choose(string(model.MemberDay))
	if form.place.Text != "党员议事厅" || form.end.Text != "10:40" {
		t.Errorf("a member day is at %s until %s", form.place.Text, form.end.Text)
	}
	for _, o := range form.kindsOffered() {
		if o.Value == string(model.Visit) {
			t.Error("a hidden kind is offered")
		}
	}
	form.kind.Choose(string(model.Lesson))
	if form.place.Text != "" {
		t.Errorf("a lesson is at %s", form.place.Text)
	}
	form.kind.Choose(string(model.MemberDay))
	form.title.SetText("党日")
	test.Tap(form.save)
	if got := must[model.Activity](t)(w.desk.store.Activity(t.Context(), p.opened.id)); got.Agenda != "一、重温誓词" || got.Minutes() != 100 {
		t.Errorf("saved is %+v", got)
	}
}

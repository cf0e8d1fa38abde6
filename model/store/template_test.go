package store

import (
	"strings"
	"testing"

	"jishi/model"
)

func TestATemplateHoldsWhatIsPlannedAlikeEachTime(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{
		Kind: model.MemberDay, Title: "主题党日", Theme: "我是党员我带头", Initiative: "特色品牌星火", Place: "党员议事厅", Organiser: "第一支部",
		Host: "李敏", Recorder: "王芳", Agenda: "重温誓词", Content: "学了", Outcome: "好", Credit: 60, Visitors: 3,
	}, model.Date{Year: 2018, Month: 5, Day: 11})
	must(t, s.SaveTemplate(t.Context(), model.Template{Name: " 每月党日 ", Draft: a}))
	list, err := s.Templates(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Name != "每月党日" {
		t.Fatalf("the templates are %+v", list)
	}
	draft := list[0].Draft
	if draft.Start.Format(clockLayout) != "09:00" || draft.Minutes() != 120 || draft.Content != "" || draft.Outcome != "" || draft.Visitors != 0 || draft.ID != "" {
		t.Errorf("the draft is %+v", draft)
	}
	draft.Start, draft.End, draft.Content, draft.Outcome, draft.Visitors = a.Start, a.End, a.Content, a.Outcome, a.Visitors
	draft.Record, draft.Room = a.Record, a.Room
	if draft != a {
		t.Errorf("of %+v is left %+v", a, draft)
	}
	if err := s.SaveTemplate(t.Context(), model.Template{Name: "每月党日", Draft: a}); model.CodeOf(err) != model.Invalid {
		t.Errorf("a second one of the same name: %v", err)
	}
	list[0].Name = "党日"
	must(t, s.SaveTemplate(t.Context(), list[0]))
	must(t, s.RemoveTemplate(t.Context(), list[0].ID))
	if list, err = s.Templates(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("left are %+v, %v", list, err)
	}
	must(t, s.SaveTemplate(t.Context(), model.Template{Name: "党日", Draft: a}))
}

func TestATemplateThatCannotBeReadIsSaid(t *testing.T) {
	s := newStore(t)
	for _, draft := range []string{"", "{", `{"kind":"lesson","start":"25:70"}`} {
		must(t, s.write(t.Context(), "spoil", func(c *change) error { return c.put(&templateRow{Name: "坏了", Draft: draft}) }))
		if _, err := s.Templates(t.Context()); err == nil {
			t.Errorf("%q is read", draft)
		}
		must(t, s.write(t.Context(), "mend", func(c *change) error { return c.Exec("DELETE FROM activity_templates").Error }))
	}
}

func TestKindsBeginWithWhatTheCentreSaid(t *testing.T) {
	s := newStore(t)
	all, err := s.KindDefaults(t.Context())
	must(t, err)
	if len(all) != len(model.Kinds()) || all[0].Kind != model.Lesson || all[0].Length() != 90 {
		t.Fatalf("the defaults are %+v", all)
	}
	lesson := all[0]
	lesson.Minutes, lesson.Place, lesson.Hidden = 45, " 教育大讲堂 ", true
	must(t, s.SaveKindDefault(t.Context(), lesson))
	all, err = s.KindDefaults(t.Context())
	must(t, err)
	if d := all[0]; d.Length() != 45 || d.Place != "教育大讲堂" || !d.Hidden || d.ID == "" {
		t.Errorf("saved is %+v", d)
	}
	for i, d := range all {
		d.Hidden = true
		err := s.SaveKindDefault(t.Context(), d)
		if last := i == len(all)-1; (err != nil) != last {
			t.Errorf("hiding %s: %v", d.Kind, err)
		}
	}
	for _, bad := range []model.KindDefault{{Kind: "no such"}, {Kind: model.Visit, Minutes: -1}, {Kind: model.Visit, Minutes: 1441}, {Kind: model.Visit, Place: strings.Repeat("长", 101)}} {
		if err := s.SaveKindDefault(t.Context(), bad); model.CodeOf(err) != model.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

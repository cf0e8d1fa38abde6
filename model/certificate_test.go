package model_test

import (
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

func TestCertificateNumberIsThatOfTheRegister(t *testing.T) {
	centre := model.Centre{Code: "410103001"}
	if got := model.CertificateNumber(centre.NumberPrefix(), model.Completion, 2018, 1); got != "410103-2018-结业-0001" {
		t.Errorf("the first completion of 2018 is %s", got)
	}
	if got := model.CertificateNumber(model.Centre{}.NumberPrefix(), model.VolunteerHours, 2018, 12345); got != "000000-2018-志愿-12345" {
		t.Errorf("a volunteer certificate of a centre without a code is %s", got)
	}
}

func TestHoursHaveOneDecimal(t *testing.T) {
	for minutes, want := range map[int]string{0: "0.0", 2: "0.0", 3: "0.1", 30: "0.5", 57: "1.0", 90: "1.5", 100: "1.7", 960: "16.0"} {
		if got := model.Hours(minutes); got != want {
			t.Errorf("%d minutes are %s hours, want %s", minutes, got, want)
		}
	}
	for minutes, want := range map[int]string{0: "0", 600: "10", 960: "16", 90: "1.5"} {
		if got := model.WholeHours(minutes); got != want {
			t.Errorf("%d minutes are %s hours on a certificate, want %s", minutes, got, want)
		}
	}
}

func TestProgrammeIsPassedExactlyFromItsShareOfSessionsOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := model.Programme{Title: "培训班", PassPercent: rapid.IntRange(1, 100).Draw(t, "percent")}
		r := model.Result{Sessions: rapid.IntRange(0, 50).Draw(t, "sessions")}
		r.Attended = rapid.IntRange(0, r.Sessions).Draw(t, "attended")
		want := r.Sessions > 0 && float64(r.Attended)/float64(r.Sessions) >= float64(p.PassPercent)/100
		if got := p.Passed(r); got != want {
			t.Fatalf("%d of %d sessions pass %d %%: %v", r.Attended, r.Sessions, p.PassPercent, got)
		}
	})
	p := model.Programme{PassPercent: 80}
	if p.Passed(model.Result{}) {
		t.Error("a programme without sessions is passed")
	}
	if got := p.WhyNot(model.Result{Sessions: 5, Attended: 3}); got != "出勤 3/5 课，要求 80%" {
		t.Errorf("the reason is %q", got)
	}
}

func TestProgrammeValidateNamesTheFieldAtFault(t *testing.T) {
	good := model.Programme{Title: "培训班", PassPercent: 80}
	if err := good.Validate(); err != nil {
		t.Fatalf("a plain programme is refused: %v", err)
	}
	for field, spoil := range map[string]func(*model.Programme){
		"Title":       func(p *model.Programme) { p.Title = "" },
		"Organiser":   func(p *model.Programme) { p.Organiser = "\xff" },
		"PassPercent": func(p *model.Programme) { p.PassPercent = 0 },
		"Closed":      func(p *model.Programme) { p.Closed = model.Date{2018, 2, 30} },
	} {
		p := good
		spoil(&p)
		fieldAtFault(t, p.Validate(), field)
	}
	good.PassPercent = 101
	fieldAtFault(t, good.Validate(), "PassPercent")
}

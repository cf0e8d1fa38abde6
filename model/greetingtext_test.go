package model_test

import (
	"strings"
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

func TestLettersAddressPeopleWithRespect(t *testing.T) {
	for want, m := range map[string]model.Member{
		"张三同志": {Name: "张三", Sex: model.Female, Standing: "正式党员"},
		"李四同志": {Name: "李四", Standing: "预备党员"},
		"王五女士": {Name: "王五", Sex: model.Female, Standing: "群众"},
		"赵六先生": {Name: "赵六", Sex: model.Male, Standing: "入党积极分子"},
		"钱七":   {Name: "钱七"},
	} {
		if got := m.Salutation(); got != want {
			t.Errorf("%s is addressed as %q", m.Name, got)
		}
	}
}

func TestEachAnniversaryHasItsText(t *testing.T) {
	for _, c := range []struct {
		kind  model.AnniversaryKind
		years int
		want  model.GreetingText
	}{
		{model.BirthdayAnniversary, 0, model.BirthdayText},
		{model.BirthdayAnniversary, 50, model.BirthdayText},
		{model.BirthdayAnniversary, 80, model.BirthdayMilestoneText},
		{model.PoliticalAnniversary, 20, model.PoliticalMilestoneText},
		{model.PoliticalAnniversary, 60, model.PoliticalText},
		{model.PoliticalAnniversary, 0, model.PoliticalText},
	} {
		if got := (model.Anniversary{Kind: c.kind, Years: c.years}).GreetingText(); got != c.want {
			t.Errorf("%s after %d years: %s", c.kind, c.years, got)
		}
	}
}

func TestATextIsFilledForOnePerson(t *testing.T) {
	a := model.Anniversary{Kind: model.PoliticalAnniversary, Years: 32, Member: model.Member{Name: "张三", Standing: "正式党员"}}
	if got, want := a.Fill(model.PoliticalText.Default(), "高山社区"), "张三同志：今天是您的政治生日，您入党已满32年。愿您不忘初心、牢记使命，祝您身体健康、工作顺利！——高山社区"; got != want {
		t.Errorf("says %s", got)
	}
	a.Years = 0
	if got, want := a.Fill(model.PoliticalText.Default(), "高山社区"), "张三同志：今天是您的政治生日。愿您不忘初心、牢记使命，祝您身体健康、工作顺利！——高山社区"; got != want {
		t.Errorf("without the years it says %s", got)
	}
	if got := a.Fill("祝{年数}岁的{姓名}快乐", "高山社区"); got != "" {
		t.Errorf("a text of nothing but the years says %q", got)
	}
}

func TestNoMarkIsLeftInAText(t *testing.T) {
	for _, text := range model.GreetingTexts() {
		if err := model.CheckGreetingText(text.Default()); err != nil {
			t.Errorf("%s: %v", text.Chinese(), err)
		}
	}
	parts := []string{"{姓名}", "{称呼}", "{年数}", "{中心}", "您好", "，", "。", "！"}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(parts)).Draw(r, "text"), "")
		a := model.Anniversary{Kind: model.BirthdayAnniversary, Years: rapid.IntRange(0, 100).Draw(r, "years"), Member: model.Member{Name: "张三"}}
		got := a.Fill(text, "高山社区")
		if strings.ContainsAny(got, "{}") || a.Years == 0 && strings.ContainsRune(got, '0') {
			r.Fatalf("%q says %q", text, got)
		}
		if a.Years > 0 && strings.Count(got, "，") != strings.Count(text, "，") {
			r.Fatalf("%q lost something: %q", text, got)
		}
	})
}

func TestATextThatCannotBeFilledIsRefused(t *testing.T) {
	for _, text := range []string{"", "  ", "您好{名字}", "您好{姓名", "{}", strings.Repeat("好", 301)} {
		fieldAtFault(t, model.CheckGreetingText(text), "Text")
	}
}

package model_test

import (
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

func member(birthday model.Birthday, joined model.Date) model.Member {
	return model.Member{Name: "张三", State: model.Active, Birthday: birthday, Joined: joined}
}

func TestAnniversariesCrossTheYearsEnd(t *testing.T) {
	m := member(solar(1949, 1, 3), model.Date{1971, 12, 26})
	got := model.Anniversaries(m, model.Date{2018, 12, 26}, 30)
	if len(got) != 2 {
		t.Fatalf("got %d anniversaries, want 2", len(got))
	}
	if a := got[0]; a.Kind != model.PoliticalAnniversary || a.Date != (model.Date{2018, 12, 26}) || a.Years != 47 {
		t.Errorf("the first is %s on %v after %d years", a.Kind, a.Date, a.Years)
	}
	if a := got[1]; a.Kind != model.BirthdayAnniversary || a.Date != (model.Date{2019, 1, 3}) || a.Years != 70 || a.Member.Name != "张三" {
		t.Errorf("the second is %s on %v after %d years", a.Kind, a.Date, a.Years)
	}
}

func TestAnniversariesCountTheFirstDayAndNotTheOneAfterTheLast(t *testing.T) {
	m := member(solar(1949, 5, 7), model.Date{})
	for _, c := range []struct {
		from model.Date
		days int
		want int
	}{
		{model.Date{2018, 5, 7}, 1, 1},
		{model.Date{2018, 5, 1}, 7, 1},
		{model.Date{2018, 4, 30}, 7, 0},
		{model.Date{2018, 5, 8}, 364, 0},
		{model.Date{2018, 5, 8}, 365, 1},
		{model.Date{2018, 5, 7}, 731, 2},
		{model.Date{2018, 5, 7}, 732, 3},
		{model.Date{2018, 5, 7}, 0, 0},
		{model.Date{2018, 5, 7}, -1, 0},
		{model.Date{2018, 5, 0}, 31, 0},
	} {
		if got := len(model.Anniversaries(m, c.from, c.days)); got != c.want {
			t.Errorf("%d days from %v: %d birthdays, want %d", c.days, c.from, got, c.want)
		}
	}
}

func TestOnlyActiveMembersHaveAnniversaries(t *testing.T) {
	from := model.Date{2018, 5, 7}
	m := member(solar(1949, 5, 7), from)
	m.Joined.Year = 1971
	if got := len(model.Anniversaries(m, from, 1)); got != 2 {
		t.Fatalf("an active member has %d, want 2", got)
	}
	for _, state := range []model.MemberState{model.Moved, model.Deceased} {
		m.State = state
		if got := model.Anniversaries(m, from, 1); len(got) != 0 {
			t.Errorf("a member who is %s has %d", state, len(got))
		}
	}
	m.State, m.Removed = model.Active, true
	if got := model.Anniversaries(m, from, 1); len(got) != 0 {
		t.Errorf("a removed member has %d", len(got))
	}
}

func TestPoliticalBirthdayNeedsMonthAndDay(t *testing.T) {
	for joined, want := range map[model.Date]int{
		{}: 0, {1971, 0, 0}: 0, {1971, 12, 0}: 0, {1971, 12, 26}: 1, {0, 12, 26}: 1, {1972, 2, 29}: 1, {2018, 12, 26}: 0,
	} {
		got := model.Anniversaries(member(model.Birthday{}, joined), model.Date{2018, 1, 1}, 365)
		if len(got) != want {
			t.Errorf("joined %q: %d anniversaries in 2018, want %d", joined, len(got), want)
		}
		if want == 1 && joined.Year == 0 && got[0].Years != 0 {
			t.Errorf("joined in an unknown year and has %d years", got[0].Years)
		}
	}
}

func TestLookingAheadEqualsLookingAtEachDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := member(birthdays().Draw(t, "birthday"), solarDays().Draw(t, "joined"))
		from, days := solarDays().Draw(t, "from"), rapid.IntRange(0, 800).Draw(t, "days")
		var single []model.Anniversary
		for i := range days {
			single = append(single, model.Anniversaries(m, from.AddDays(i), 1)...)
		}
		ahead := model.Anniversaries(m, from, days)
		if len(ahead) != len(single) {
			t.Fatalf("%d ahead, %d day by day", len(ahead), len(single))
		}
		for i, a := range ahead {
			s := single[i]
			if a.Date != s.Date || a.Kind != s.Kind || a.Years != s.Years {
				t.Fatalf("ahead %v %s, day by day %v %s", a.Date, a.Kind, s.Date, s.Kind)
			}
		}
	})
}

func TestPartyYearsAreFullYearsSinceConfirmation(t *testing.T) {
	for _, c := range []struct {
		confirmed, on model.Date
		want          int
	}{
		{model.Date{1972, 12, 26}, model.Date{2018, 12, 25}, 45},
		{model.Date{1972, 12, 26}, model.Date{2018, 12, 26}, 46},
		{model.Date{1972, 12, 0}, model.Date{2018, 12, 1}, 46},
		{model.Date{1972, 12, 0}, model.Date{2018, 11, 30}, 45},
		{model.Date{1972, 0, 0}, model.Date{2018, 1, 1}, 46},
		{model.Date{}, model.Date{2018, 1, 1}, 0},
		{model.Date{2019, 1, 1}, model.Date{2018, 1, 1}, 0},
	} {
		if got := model.PartyYears(c.confirmed, c.on); got != c.want {
			t.Errorf("confirmed %v: %d years on %v, want %d", c.confirmed, got, c.on, c.want)
		}
	}
}

// BenchmarkAnniversaries100000 looks 30 days ahead for a hundred thousand
// members, a third of whom keep a lunar birthday.
func BenchmarkAnniversaries100000(b *testing.B) {
	members := make([]model.Member, 100_000)
	for i := range members {
		born := model.Date{Year: 1930, Month: 1, Day: 1}.AddDays(i % 25_000)
		members[i] = member(model.Birthday{Date: born}, born.AddDays(10_000))
		if i%3 == 0 {
			members[i].Birthday, _ = model.LunarOf(born)
		}
	}
	from := model.Date{Year: 2018, Month: 12, Day: 15}
	for b.Loop() {
		found := 0
		for i := range members {
			found += len(model.Anniversaries(members[i], from, 30))
		}
		if found < 10_000 {
			b.Fatalf("only %d found", found)
		}
	}
}

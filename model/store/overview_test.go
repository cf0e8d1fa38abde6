package store

import (
	"slices"
	"testing"

	"jishi/model"
)

// recounted counts all centres' figures, as receiving does.
func (s street) recounted(t testing.TB) street {
	t.Helper()
	must(t, s.RecountCentres(t.Context()))
	return s
}

func TestTheOverviewSaysOfEachCentreWhatItsRecordsSay(t *testing.T) {
	s := newStreet(t).recounted(t)
	ctx := t.Context()
	for _, month := range []int{0, 5} {
		o, err := s.Overview(ctx, 2018, month)
		must(t, err)
		if len(o.Centres) != 2 || o.Centres[0].ID != s.river.ID {
			t.Fatalf("the ranking is %+v", o.Centres)
		}
		for _, c := range o.Centres {
			s.SetScope(c.ID)
			counted, err := s.Counted(ctx, dayOfMay(1), dayOfMay(31))
			must(t, err)
			want := counted.By(model.ByKind, model.StatisticNames{}).Sum
			page, err := s.Members(ctx, MemberFilter{State: model.Active})
			must(t, err)
			hours, err := s.VolunteerTotals(ctx, dayOfMay(1), dayOfMay(31), 0, 0)
			must(t, err)
			served := 0
			for _, h := range hours {
				served += h.Minutes
			}
			got := c.Statistic
			if got.Activities != want.Activities || got.Times != want.Times || got.People != want.People || got.Expected != want.Expected || got.Came != want.Came {
				t.Errorf("%s in month %d has %+v, its records %+v", c.Name, month, got, want)
			}
			if served == 0 || got.Minutes != served || c.Members != page.Total || c.NoPhone != 0 {
				t.Errorf("%s has %d minutes and %d people, its records %d and %d", c.Name, got.Minutes, c.Members, served, page.Total)
			}
			if trend := c.Trend[slices.Index(o.Months, model.Date{Year: 2018, Month: 5})]; trend != got.Times {
				t.Errorf("%s: May in the trend is %d of %d", c.Name, trend, got.Times)
			}
		}
		if sum := o.Centres[0].Times + o.Centres[1].Times; o.Sum.Times != sum || o.Sum.Members != 9 || o.Sum.People != 9 {
			t.Errorf("the sum is %+v", o.Sum)
		}
	}
}

func TestFiguresThatDoNotMatchTheRecordsAreFound(t *testing.T) {
	s := newStreet(t)
	problems, err := s.Check(t.Context())
	must(t, err)
	if len(problems) != 2 {
		t.Errorf("before counting: %v", problems)
	}
	s.recounted(t)
	if problems, err = s.Check(t.Context()); err != nil || len(problems) != 0 {
		t.Errorf("after counting: %v %v", problems, err)
	}
}

func TestACentreThatIsSilentForLongIsOverdue(t *testing.T) {
	s := newStreet(t)
	for i, sent := range map[int]int{1: 10, 2: 40, 3: 0} { // days ago; 0 for never
		r := officeRow{Kind: string(model.CentreOf), Name: []string{"", "甲", "乙", "丙"}[i], Recipient: "age1", SigningKey: "eA=="}
		if sent > 0 {
			r.LastReceived, r.LastSequence = timeText(s.Now().AddDate(0, 0, -sent)), 3
		}
		must(t, s.write(t.Context(), "pair", func(c *change) error { return c.put(&r) }))
	}
	above := officeRow{Kind: string(model.District), Name: "二七区", Recipient: "age1", SigningKey: "eA=="}
	must(t, s.write(t.Context(), "pair", func(c *change) error { return c.put(&above) }))
	late := func(days string) string {
		must(t, s.SaveSetting(t.Context(), OverdueSetting, days))
		o, err := s.Overview(t.Context(), 2018, 5)
		must(t, err)
		o.Rank(model.CentresByReceived)
		names := ""
		for _, c := range o.Centres {
			if c.Overdue && c.Received.IsZero() == (c.Sequence == 0) {
				names += c.Name[:len("甲")]
			}
		}
		return names
	}
	if got := late(""); got != "丙长高乙" {
		t.Errorf("overdue are %s", got)
	}
	if got := late("7"); got != "丙长高乙甲" {
		t.Errorf("within a week overdue are %s", got)
	}
}

func TestAPersonOfTwoCentresIsCountedOnceWhereConfirmed(t *testing.T) {
	s := newStreet(t).recounted(t)
	ctx := t.Context()
	pairs, err := s.SharedPeople(ctx, nil)
	must(t, err)
	// The three of the smaller centre have namesakes of one birthday and phone.
	if len(pairs) != 3 || pairs[0].Confirmed || len(pairs[0].Reasons) == 0 || pairs[0].FirstCentre == pairs[0].SecondCentre {
		t.Fatalf("found %+v", pairs)
	}
	people := func() (overview, register, figures, statistics int) {
		o, err := s.Overview(ctx, 2018, 5)
		must(t, err)
		f, err := s.Figures(ctx, dayOfMay(1), dayOfMay(31))
		must(t, err)
		c, err := s.Counted(ctx, dayOfMay(1), dayOfMay(31))
		must(t, err)
		return o.Sum.People, o.Sum.Members, f.People, c.By(model.ByKind, model.StatisticNames{}).Sum.People
	}
	expectPeople := func(want int) {
		t.Helper()
		if a, b, c, d := people(); a != want || b != want || c != want || d != want {
			t.Errorf("counted %d, %d, %d, %d people, want %d", a, b, c, d, want)
		}
	}
	expectPeople(9)
	must(t, s.ConfirmSame(ctx, pairs[0].First.ID, pairs[0].Second.ID, "身份证号相同"))
	must(t, s.ConfirmSame(ctx, pairs[1].Second.ID, pairs[1].First.ID, ""))
	expectPeople(7)
	must(t, s.KeepApart(ctx, pairs[2].First.ID, pairs[2].Second.ID))
	again, err := s.SharedPeople(ctx, nil)
	must(t, err)
	if len(again) != 2 || !again[0].Confirmed || !again[1].Confirmed {
		t.Errorf("then found %+v", again)
	}
	must(t, s.TakeBackSame(ctx, pairs[0].First.ID, pairs[0].Second.ID))
	expectPeople(8)
	refused(t, s.ConfirmSame(ctx, pairs[0].First.ID, s.ownSister(t, pairs[0].First), ""), model.Refused)
	s.SetScope(s.high.ID)
	if f, err := s.Figures(ctx, dayOfMay(1), dayOfMay(31)); err != nil || f.People != 3 {
		t.Errorf("one centre alone has %d people: %v", f.People, err)
	}
}

// ownSister is somebody else of m's centre.
func (s street) ownSister(t testing.TB, m model.Member) model.ID {
	t.Helper()
	var ids []model.ID
	must(t, s.reading.Model(&memberRow{}).Where("owner = ? AND id <> ?", string(m.Owner), string(m.ID)).Pluck("id", &ids).Error)
	return ids[0]
}

func TestWhoIsOnePersonThroughOthersIsCountedAsOne(t *testing.T) {
	rows := countedOnce([]personPairRow{
		{First: "d", Second: "e"}, {First: "b", Second: "c"}, {First: "a", Second: "c"}, {First: "c", Second: "d"}, {First: "x", Second: "y", Record: Record{Removed: true}},
	})
	if len(rows) != 5 {
		t.Fatalf("got %v", rows)
	}
	for _, r := range rows {
		if r.Person != "a" {
			t.Errorf("%s is counted as %s", r.Member, r.Person)
		}
	}
}

func TestCentresPeopleAtTheStreetsOwnActivityAreCountedOnce(t *testing.T) {
	s := newStreet(t).recounted(t)
	ctx := t.Context()
	page, err := s.Members(ctx, MemberFilter{})
	must(t, err)
	a := addActivity(t, s.Store, model.Activity{Kind: model.Training, Title: "街道培训"}, dayOfMay(6))
	markAll(t, s.Store, expect(t, s.Store, a, page.Members...), model.Present) // all ten, nine of whom came at their centres too
	for _, to := range []model.Date{dayOfMay(31), dayOfMay(30)} {              // as a month, and as any days
		f, err := s.Figures(ctx, dayOfMay(1), to)
		must(t, err)
		if f.People != 10 || f.Held != 6 || f.Attendances != 3+2+6*2+2+10 {
			t.Errorf("to %s: %+v", to, f)
		}
	}
}

package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"jishi/model"
)

// AnniversaryFilter says whose anniversaries on which days. A zero field does
// not restrict.
type AnniversaryFilter struct {
	From   model.Date
	Days   int // From included
	Kind   model.AnniversaryKind
	People MemberFilter // which members; its order, page and state are of no account
	// Milestones asks only for those of model.Anniversary.Milestone.
	Milestones    bool
	Greeted       Greeted
	Offset, Limit int // Limit 0 means all
}

// Greeted says whether anniversaries with or without greetings are asked for.
type Greeted string

// The values of Greeted; the zero value asks for both.
const (
	OnlyGreeted   Greeted = "greeted"
	OnlyUngreeted Greeted = "ungreeted"
)

// AnniversaryPage is one page of anniversaries.
type AnniversaryPage struct {
	Anniversaries []model.Anniversary
	Total         int // anniversaries that match, on all pages
	People        int // members that they belong to, each once
}

// kept is an anniversary found, before its member is read.
type kept struct {
	model.AnniversaryKey
	years  int
	pinyin string
}

// Anniversaries returns the birthdays and 政治生日 of active members that f
// asks for, in order of the day, then of pinyin.
func (s *Store) Anniversaries(ctx context.Context, f AnniversaryFilter) (AnniversaryPage, error) {
	const doing = "list anniversaries"
	if f.Days < 1 || !f.From.Full() {
		return AnniversaryPage{}, nil
	}
	greetings, err := s.greetingsBetween(ctx, f.From, f.From.AddDays(f.Days-1))
	if err != nil {
		return AnniversaryPage{}, explain(doing, err)
	}
	list, err := s.keptBetween(ctx, f)
	if err != nil {
		return AnniversaryPage{}, explain(doing, err)
	}
	list = slices.DeleteFunc(list, func(k kept) bool {
		greeted := len(greetings[k.AnniversaryKey]) > 0
		return f.Kind != "" && k.Kind != f.Kind || f.Milestones && !k.bare().Milestone() ||
			f.Greeted == OnlyGreeted && !greeted || f.Greeted == OnlyUngreeted && greeted
	})
	slices.SortFunc(list, func(a, b kept) int {
		return cmp.Or(a.Date.Compare(b.Date), strings.Compare(a.pinyin, b.pinyin), cmp.Compare(a.Member, b.Member), cmp.Compare(a.Kind, b.Kind))
	})
	page := AnniversaryPage{Total: len(list), People: peopleIn(list)}
	list = list[min(max(f.Offset, 0), len(list)):]
	if f.Limit > 0 && f.Limit < len(list) {
		list = list[:f.Limit]
	}
	if page.Anniversaries, err = s.complete(ctx, list); err != nil {
		return AnniversaryPage{}, explain(doing, err)
	}
	for i := range page.Anniversaries {
		a := &page.Anniversaries[i]
		a.Greetings = greetings[a.Key()]
	}
	return page, nil
}

// bare is the anniversary without its member.
func (k kept) bare() model.Anniversary {
	return model.Anniversary{Date: k.Date, Kind: k.Kind, Years: k.years}
}

func peopleIn(list []kept) int {
	people := make(map[model.ID]bool, len(list))
	for _, k := range list {
		people[k.Member] = true
	}
	return len(people)
}

// keptBetween finds who keeps an anniversary on the days of f: in memory, or,
// where the directory is not read in yet and everybody counts, by the index.
func (s *Store) keptBetween(ctx context.Context, f AnniversaryFilter) (list []kept, err error) {
	people := f.People
	people.State, people.Order, people.Offset, people.Limit = model.Active, ByPinyin, 0, 0
	days := keptDays(f.From, f.Days)
	take := func(c *card) {
		m := model.Member{Birthday: c.birthday(), Joined: dayOfSortable(c.joined), State: c.state, Record: model.Record{ID: c.id, Removed: c.removed}}
		for _, a := range model.Anniversaries(m, f.From, f.Days) {
			list = append(list, kept{a.Key(), a.Years, strings.Clone(c.pinyin())})
		}
	}
	if people.indexed() && !s.people.ready() {
		s.people.start()
		texts := days.texts()
		tx := s.read(ctx).Model(&memberRow{}).Where("removed = ? AND state = ?", people.Removed, people.State).
			Where("(birth_day IN ? OR joined_day IN ?)", texts, texts)
		return list, eachMember(tx, func(r *memberRow) error {
			c, err := cardOf(r)
			if err == nil {
				take(&c)
			}
			return err
		})
	}
	n, err := s.finding(ctx, people)
	if err != nil {
		return nil, err
	}
	err = s.people.use(ctx, func(d *directory) error {
		d.mu.Lock()
		defer d.mu.Unlock()
		list = nil
		if d.of == nil {
			return errForgotten
		}
		for _, c := range d.cards {
			if (days.has(c.birth, c.lunar, c.leap) || days.has(c.joined, false, false)) && n.matches(c) {
				take(c)
			}
		}
		return nil
	})
	return list, err
}

// complete reads the members of list.
func (s *Store) complete(ctx context.Context, list []kept) ([]model.Anniversary, error) {
	members := make(map[model.ID]model.Member, len(list))
	var ids []model.ID
	for _, k := range list {
		if _, ok := members[k.Member]; !ok {
			members[k.Member] = model.Member{}
			ids = append(ids, k.Member)
		}
	}
	for part := range slices.Chunk(ids, chunk) {
		err := membersByID(s.read(ctx), part, func(r *memberRow) error {
			m, err := r.model()
			members[m.ID] = m
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	names, err := branchNames(s.read(ctx))
	if err != nil {
		return nil, err
	}
	var complete []model.Anniversary
	for _, k := range list {
		m := members[k.Member]
		if m.ID == "" {
			return nil, errors.New("a member of the directory is not in the database")
		}
		a := k.bare()
		a.Member, a.Branch = m, names[m.Branch]
		complete = append(complete, a)
	}
	return complete, nil
}

// dayOfYear is a day of birth or of joining without its year, as keptDay
// writes it.
type dayOfYear struct {
	calendar byte // 'S', 'L' or, in a leap month, 'P'
	month    int8
	day      int8
}

// daysOfYear are days of the year that are kept within some time.
type daysOfYear map[dayOfYear]bool

// keptDays are the days that are kept on one of the days from from on. Trying
// every day there is leaves leap months, short months and 29 February to the
// one place that knows them.
func keptDays(from model.Date, days int) daysOfYear {
	last := from.AddDays(days - 1)
	kept := daysOfYear{}
	try := func(calendar byte, b model.Birthday) {
		if on := b.On(from); !on.IsZero() && on.Compare(last) <= 0 {
			kept[dayOfYear{calendar, int8(b.Date.Month), int8(b.Date.Day)}] = true
		}
	}
	for month := 1; month <= 12; month++ {
		for day := 1; day <= 31; day++ {
			d := model.Date{Month: month, Day: day}
			try('S', model.Birthday{Date: d, Calendar: model.Solar})
			if day <= 30 {
				try('L', model.Birthday{Date: d, Calendar: model.Lunar})
				try('P', model.Birthday{Date: d, Calendar: model.Lunar, Leap: true})
			}
		}
	}
	return kept
}

// has reports whether a day (yyyymmdd) of a calendar is among them.
func (k daysOfYear) has(day int32, lunar, leap bool) bool {
	calendar := byte('S')
	switch {
	case lunar && leap:
		calendar = 'P'
	case lunar:
		calendar = 'L'
	}
	return day%100 != 0 && k[dayOfYear{calendar, int8(day / 100 % 100), int8(day % 100)}]
}

// texts are the days as keptDay stores them.
func (k daysOfYear) texts() []string {
	var texts []string
	for d := range k {
		b := model.Birthday{Date: model.Date{Month: int(d.month), Day: int(d.day)}}
		if d.calendar != 'S' {
			b.Calendar, b.Leap = model.Lunar, d.calendar == 'P'
		}
		texts = append(texts, keptDay(b))
	}
	return texts
}

package store

import (
	"cmp"
	"context"
	"slices"

	"jishi/model"
)

// AnniversaryFilter says whose anniversaries on which days.
type AnniversaryFilter struct {
	From   model.Date
	Days   int                   // From included
	Kind   model.AnniversaryKind // empty for both
	People MemberFilter          // which members; its order, page and state are of no account
}

// Anniversaries returns the birthdays and 政治生日 of active members that f
// asks for, in order of the day, then of pinyin.
func (s *Store) Anniversaries(ctx context.Context, f AnniversaryFilter) ([]model.Anniversary, error) {
	const doing = "list anniversaries"
	from, days := f.From, f.Days
	if days < 1 || !from.Full() {
		return nil, nil
	}
	kept := keptDays(from, days)
	tx := s.read(ctx).Model(&memberRow{}).
		Where("removed = ? AND state = ?", false, model.Active).
		Where("(birth_day IN ? OR joined_day IN ?)", kept, kept)
	var list []model.Anniversary
	err := eachMember(tx, func(r *memberRow) error {
		m, err := r.model()
		list = append(list, model.Anniversaries(m, from, days)...)
		return err
	})
	if err != nil {
		return nil, explain(doing, err)
	}
	names, err := branchNames(s.read(ctx))
	if err != nil {
		return nil, explain(doing, err)
	}
	for i := range list {
		list[i].Branch = names[list[i].Member.Branch]
	}
	slices.SortFunc(list, func(a, b model.Anniversary) int {
		return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Member.Pinyin, b.Member.Pinyin),
			cmp.Compare(a.Member.ID, b.Member.ID), cmp.Compare(a.Kind, b.Kind))
	})
	return list, nil
}

// keptDays are the stored days (see keptDay) that are kept on one of the days
// from from on. Trying every day there is leaves leap months, short months and
// 29 February to the one place that knows them.
func keptDays(from model.Date, days int) []string {
	last := from.AddDays(days - 1)
	var kept []string
	try := func(b model.Birthday) {
		if on := b.On(from); !on.IsZero() && on.Compare(last) <= 0 {
			kept = append(kept, keptDay(b))
		}
	}
	for month := 1; month <= 12; month++ {
		for day := 1; day <= 31; day++ {
			d := model.Date{Month: month, Day: day}
			try(model.Birthday{Date: d, Calendar: model.Solar})
			if day <= 30 {
				try(model.Birthday{Date: d, Calendar: model.Lunar})
				try(model.Birthday{Date: d, Calendar: model.Lunar, Leap: true})
			}
		}
	}
	return kept
}

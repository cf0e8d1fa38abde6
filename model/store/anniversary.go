package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// AnniversaryFilter says whose anniversaries on which days, and which page of
// them. A zero field does not restrict.
type AnniversaryFilter struct {
	From   model.Date
	Days   int                   // From included
	Kind   model.AnniversaryKind // empty for both
	People MemberFilter          // which members; its order, page and state are of no account
	// Milestones asks only for those of model.Anniversary.Milestone.
	Milestones bool
	Greeted    Greeted
	// PerDay is how many of each day are returned at most; 0 means all.
	PerDay        int
	Offset, Limit int // of those returned; Limit 0 means all
}

// Greeted says whether anniversaries with or without greetings are asked for.
type Greeted string

// The values of Greeted; the zero value asks for both.
const (
	OnlyGreeted   Greeted = "greeted"
	OnlyUngreeted Greeted = "ungreeted"
)

// AnniversaryPage is one page of anniversaries and what there is on all pages.
type AnniversaryPage struct {
	Anniversaries []model.Anniversary
	Total         int   // anniversaries that match, on all pages
	People        int   // members that they belong to, each once
	Births        int   // how many of Total are birthdays, not 政治生日
	Days          []int // how many fall on each day, from From on
}

// Anniversaries returns the birthdays and 政治生日 of active members that f
// asks for, in order of the day, then of pinyin.
func (s *Store) Anniversaries(ctx context.Context, f AnniversaryFilter) (AnniversaryPage, error) {
	const doing = "list anniversaries"
	if f.Days < 1 || !f.From.Full() {
		return AnniversaryPage{}, nil
	}
	w := newWindow(f)
	if err := s.fillWindow(ctx, w, f.People); err != nil {
		return AnniversaryPage{}, explain(doing, err)
	}
	if f.Milestones {
		w.narrow((*keeping).milestone)
	}
	if f.Greeted != "" {
		greeted, err := s.greeted(ctx, w)
		if err != nil {
			return AnniversaryPage{}, explain(doing, err)
		}
		w.narrow(func(k *keeping) bool { return greeted[k.key()] == (f.Greeted == OnlyGreeted) })
	}
	page, chosen := w.page(f)
	var err error
	page.Anniversaries, err = s.complete(ctx, chosen)
	if err != nil {
		return AnniversaryPage{}, explain(doing, err)
	}
	return page, explain(doing, s.addGreetings(ctx, w, page.Anniversaries))
}

// page counts everything and picks f's page.
func (w *window) page(f AnniversaryFilter) (page AnniversaryPage, chosen []keeping) {
	people := map[model.ID]struct{}{}
	for _, day := range w.days {
		page.Days = append(page.Days, len(day))
		page.Total += len(day)
		for i := range day {
			people[day[i].member] = struct{}{}
			if day[i].kind == model.BirthdayAnniversary {
				page.Births++
			}
		}
		if f.PerDay > 0 {
			day = day[:min(f.PerDay, len(day))]
		}
		chosen = append(chosen, day...)
	}
	page.People = len(people)
	chosen = chosen[min(max(f.Offset, 0), len(chosen)):]
	if f.Limit > 0 {
		chosen = chosen[:min(f.Limit, len(chosen))]
	}
	return page, chosen
}

// complete reads the members of chosen. One who was changed in between, so that
// the day is not kept any more, is left out.
func (s *Store) complete(ctx context.Context, chosen []keeping) ([]model.Anniversary, error) {
	ids := make([]model.ID, len(chosen))
	for i := range chosen {
		ids[i] = chosen[i].member
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	members := make(map[model.ID]model.Member, len(ids))
	for part := range slices.Chunk(ids, chunk) {
		tx := s.read(ctx).Model(&memberRow{}).Where("id IN ?", part)
		err := eachMember(tx, func(r *memberRow) error {
			m, err := r.model()
			members[m.ID] = m
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	names, err := ownBranches(s.read(ctx))
	if err != nil {
		return nil, err
	}
	var list []model.Anniversary
	for _, k := range chosen {
		m := members[k.member]
		for _, a := range model.Anniversaries(m, k.date, 1) {
			if a.Kind == k.kind {
				a.Branch = names[m.Branch]
				list = append(list, a)
			}
		}
	}
	return list, nil
}

// ownBranches names the branch that each branch and group belongs to: cards
// come from a branch, never from a group of it.
func ownBranches(tx *gorm.DB) (map[model.ID]string, error) {
	var rows []organisationRow
	if err := tx.Select("id", "parent", "kind", "name").Find(&rows).Error; err != nil {
		return nil, err
	}
	names, branches := make(map[model.ID]string, len(rows)), map[ref]string{}
	for _, r := range rows {
		names[model.ID(r.ID)] = r.Name
		if r.Kind == string(model.Branch) {
			branches[ref(r.ID)] = r.Name
		}
	}
	for _, r := range rows {
		if above, ok := branches[r.Parent]; ok && r.Kind == string(model.Group) {
			names[model.ID(r.ID)] = above
		}
	}
	return names, nil
}

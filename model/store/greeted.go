package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// partyGuest is somebody who came to a 生日会.
type partyGuest struct{ Member, StartAt, Host string }

// parties selects who came to the 生日会 of the window's months. Whoever came
// to the one of a month counts as greeted on a birthday of that month: the
// party itself is the note, so that nothing has to be written down twice.
func (s *Store) parties(ctx context.Context, w *window) *gorm.DB {
	return s.read(ctx).Model(&attendanceRow{}).
		Joins("JOIN activities ON activities.id = attendances.activity").
		Where("activities.kind = ? AND activities.removed = ? AND activities.state IN ?", model.BirthdayParty, false, []model.ActivityState{model.Held, model.Closed}).
		Where("activities.start_at >= ? AND activities.start_at < ?", monthText(w.from), monthText(w.to)+"-99").
		Where("attendances.removed = ? AND attendances.state IN ? AND attendances.member IS NOT NULL", false, attended).
		Select("attendances.member, activities.start_at, activities.host").Order("activities.start_at")
}

// monthText is the month of a day as stored times begin.
func monthText(day model.Date) string { return day.String()[:len("2006-01")] }

// greeted tells which anniversaries of the window anybody has greeted.
func (s *Store) greeted(ctx context.Context, w *window) (map[model.AnniversaryKey]bool, error) {
	var rows []greetingRow
	err := s.read(ctx).Select("member", "kind", "kept_on").
		Where("removed = ? AND kept_on BETWEEN ? AND ?", false, w.from.String(), w.to.String()).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	noted := map[model.AnniversaryKey]bool{}
	for _, r := range rows {
		day, err := dayOf(r.KeptOn)
		if err != nil {
			return nil, err
		}
		noted[model.AnniversaryKey{Member: model.ID(r.Member), Kind: model.AnniversaryKind(r.Kind), Date: day}] = true
	}
	var guests []partyGuest
	if err := s.parties(ctx, w).Scan(&guests).Error; err != nil {
		return nil, err
	}
	came := map[partyGuest]bool{}
	for _, g := range guests {
		came[partyGuest{Member: g.Member, StartAt: g.StartAt[:len("2006-01")]}] = true
	}
	greeted := map[model.AnniversaryKey]bool{}
	for _, day := range w.days {
		for i := range day {
			k := day[i].key()
			greeted[k] = noted[k] || k.Kind == model.BirthdayAnniversary && came[partyGuest{Member: string(k.Member), StartAt: monthText(k.Date)}]
		}
	}
	return greeted, nil
}

// addGreetings fills in how the people of list, of the window's days, were
// greeted. A party is in it without an ID: it is a note nowhere.
func (s *Store) addGreetings(ctx context.Context, w *window, list []model.Anniversary) error {
	at := map[model.AnniversaryKey]*model.Anniversary{}
	ofMonth := map[partyGuest][]*model.Anniversary{}
	var members []string
	for i := range list {
		a := &list[i]
		at[a.Key()] = a
		if a.Kind == model.BirthdayAnniversary {
			g := partyGuest{Member: string(a.Member.ID), StartAt: monthText(a.Date)}
			ofMonth[g] = append(ofMonth[g], a)
		}
		members = append(members, string(a.Member.ID))
	}
	slices.Sort(members)
	for part := range slices.Chunk(slices.Compact(members), chunk) {
		var rows []greetingRow
		err := s.read(ctx).Where("removed = ? AND member IN ? AND kept_on BETWEEN ? AND ?", false, part, w.from.String(), w.to.String()).
			Order("created_at, id").Find(&rows).Error
		if err != nil {
			return err
		}
		notes, err := convert(rows, greetingRow.model)
		if err != nil {
			return err
		}
		for _, g := range notes {
			if a := at[g.AnniversaryKey]; a != nil {
				a.Greetings = append(a.Greetings, g)
			}
		}
		var guests []partyGuest
		if err := s.parties(ctx, w).Where("attendances.member IN ?", part).Scan(&guests).Error; err != nil {
			return err
		}
		for _, g := range guests {
			for _, a := range ofMonth[partyGuest{Member: g.Member, StartAt: g.StartAt[:len("2006-01")]}] {
				if err := addParty(a, g); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// addParty adds a party to how somebody was greeted, unless one was noted.
func addParty(a *model.Anniversary, guest partyGuest) error {
	if slices.ContainsFunc(a.Greetings, func(g model.Greeting) bool { return g.Way == model.ByParty }) {
		return nil
	}
	start, err := wallOf(guest.StartAt)
	a.Greetings = append(a.Greetings, model.Greeting{
		Record: model.Record{CreatedAt: start}, AnniversaryKey: a.Key(), Way: model.ByParty, Greeter: guest.Host,
	})
	return err
}

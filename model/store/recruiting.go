package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// numberRuleSetting holds the rule of volunteer numbers as JSON.
const numberRuleSetting = "volunteer-number"

// NumberRule returns how volunteers are numbered.
func (s *Store) NumberRule(ctx context.Context) (model.NumberRule, error) {
	text, err := s.Setting(ctx, numberRuleSetting)
	if err != nil || text == "" {
		return model.DefaultNumberRule(), err
	}
	var rule model.NumberRule
	if err := json.Unmarshal([]byte(text), &rule); err != nil {
		return model.DefaultNumberRule(), explain("read the rule of numbers", err)
	}
	return rule, nil
}

// SaveNumberRule says how volunteers are numbered from now on; numbers that
// were given stay.
func (s *Store) SaveNumberRule(ctx context.Context, rule model.NumberRule) error {
	const doing = "save the rule of numbers"
	if err := rule.Validate(); err != nil {
		return explain(doing, err)
	}
	text, err := json.Marshal(rule)
	if err != nil {
		return explain(doing, err)
	}
	return s.SaveSetting(ctx, numberRuleSetting, string(text))
}

// NextVolunteerNumber is the number that who joins in a year would get.
func (s *Store) NextVolunteerNumber(ctx context.Context, rule model.NumberRule, year int) (string, error) {
	const doing = "look for the next volunteer number"
	centre, err := s.Centre(ctx)
	if err != nil {
		return "", err
	}
	numbers, err := freeNumbers(s.read(ctx), rule, rule.Head(centre.Code, year), 1)
	if err != nil {
		return "", explain(doing, err)
	}
	return numbers[0], nil
}

// freeNumbers are the n smallest numbers of a rule after head that nobody has,
// so that none is left out. Removed members keep theirs.
func freeNumbers(tx *gorm.DB, rule model.NumberRule, head string, n int) ([]string, error) {
	var given []string
	err := tx.Model(&memberRow{}).Where("volunteer_number <> '' AND volunteer_number >= ? AND volunteer_number < ?", head, head+"\uffff").
		Pluck("volunteer_number", &given).Error
	if err != nil {
		return nil, err
	}
	taken := make(map[int]bool, len(given))
	for _, number := range given {
		if serial, ok := rule.Serial(head, number); ok {
			taken[serial] = true
		}
	}
	numbers := make([]string, 0, n)
	for serial := 1; len(numbers) < n; serial++ {
		if !taken[serial] {
			numbers = append(numbers, rule.Number(head, serial))
		}
	}
	return numbers, nil
}

// Recruiting is how members become volunteers.
type Recruiting struct {
	Joined  model.Date
	Classes []string // that they would serve in
	Team    model.ID // that they join as well; may be empty
}

// Recruit makes volunteers of members, each with the next number of the rule,
// and returns how many were none. Who served before comes back with the number
// and the classes they have, and what how adds to these.
func (s *Store) Recruit(ctx context.Context, members []model.ID, how Recruiting) (recruited int, err error) {
	const doing = "recruit volunteers"
	if !how.Joined.Full() {
		return 0, explain(doing, &model.Error{Code: model.Invalid, Field: "Joined", Message: "请填写注册时间。"})
	}
	rule, err := s.NumberRule(ctx)
	if err != nil {
		return 0, err
	}
	centre, err := s.Centre(ctx)
	if err != nil {
		return 0, err
	}
	err = s.write(ctx, doing, func(c *change) error {
		fresh, err := c.notServing(members)
		if err != nil {
			return err
		}
		recruited = len(fresh)
		if err := c.numberAll(fresh, rule, rule.Head(centre.Code, how.Joined.Year)); err != nil {
			return err
		}
		if err := c.register(fresh, how); err != nil {
			return err
		}
		if how.Team == "" {
			return nil
		}
		var team teamRow
		if err := c.Where("id = ? AND removed = ?", string(how.Team), false).Take(&team).Error; err != nil {
			return err
		}
		_, err = c.addToTeam(team.ID, members, how.Joined)
		return err
	})
	if err != nil {
		return 0, err
	}
	return recruited, nil
}

// notServing are those of members who are no volunteers, or stopped.
func (c *change) notServing(members []model.ID) ([]*memberRow, error) {
	var fresh []*memberRow
	named := map[string]bool{}
	for part := range slices.Chunk(members, chunk) {
		ended, err := idSet(c.Model(&volunteerRow{}).Select("member").Where("member IN ? AND removed = ? AND ended <> ''", part, false))
		if err != nil {
			return nil, err
		}
		err = membersByID(c.DB, part, func(r *memberRow) error {
			if (r.VolunteerNumber == "" || ended[model.ID(r.ID)]) && !r.Removed && !named[r.ID] {
				named[r.ID] = true
				one := *r
				fresh = append(fresh, &one)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

// RecruitFilter is Recruit for all active members who match f.
func (s *Store) RecruitFilter(ctx context.Context, f MemberFilter, how Recruiting) (int, error) {
	if f.State == "" {
		f.State = model.Active
	}
	f.Offset, f.Limit = 0, 0
	ids, _, err := s.find(ctx, f)
	if err != nil {
		return 0, explain("recruit volunteers", err)
	}
	return s.Recruit(ctx, ids, how)
}

// numberAll gives those of members a number who have none.
func (c *change) numberAll(members []*memberRow, rule model.NumberRule, head string) error {
	without := slices.DeleteFunc(slices.Clone(members), func(m *memberRow) bool { return m.VolunteerNumber != "" })
	numbers, err := freeNumbers(c.DB, rule, head, len(without))
	if err != nil {
		return err
	}
	for i, m := range without {
		before, err := m.model()
		if err != nil {
			return err
		}
		m.VolunteerNumber = numbers[i]
		if err := c.put(m); err != nil {
			return err
		}
		if err := c.memberChanged(m, "recruit a volunteer", &before); err != nil {
			return err
		}
	}
	return nil
}

// register notes that members volunteer, and in which classes. Who did before
// comes back.
func (c *change) register(members []*memberRow, how Recruiting) error {
	known := map[string]volunteerRow{}
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	for part := range slices.Chunk(ids, chunk) {
		var rows []volunteerRow
		if err := c.Where("member IN ?", part).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			known[r.Member] = r
		}
	}
	for _, id := range ids {
		r, ok := known[id]
		if !ok {
			r = volunteerRow{Member: id, Joined: how.Joined.String()}
		}
		v, err := r.model()
		if err != nil {
			return err
		}
		if r.Classes, err = wordList(append(v.Classes, how.Classes...)); err != nil {
			return fmt.Errorf("write classes: %w", err)
		}
		r.Ended, r.Removed = "", false
		if err := c.put(&r); err != nil {
			return err
		}
	}
	return nil
}

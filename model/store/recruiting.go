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
// and returns how many were none yet.
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
		var fresh []*memberRow
		named := map[string]bool{}
		for part := range slices.Chunk(members, chunk) {
			err := membersByID(c.DB, part, func(r *memberRow) error {
				if r.VolunteerNumber == "" && !r.Removed && !named[r.ID] {
					named[r.ID] = true
					one := *r
					fresh = append(fresh, &one)
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		numbers, err := freeNumbers(c.DB, rule, rule.Head(centre.Code, how.Joined.Year), len(fresh))
		if err != nil {
			return err
		}
		recruited = len(fresh)
		if err := c.recruit(fresh, numbers, how); err != nil {
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

// recruit numbers members and notes since when they volunteer.
func (c *change) recruit(members []*memberRow, numbers []string, how Recruiting) error {
	var known []volunteerRow
	ids := make([]string, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	for part := range slices.Chunk(ids, chunk) {
		var rows []volunteerRow
		if err := c.Where("member IN ?", part).Find(&rows).Error; err != nil {
			return err
		}
		known = append(known, rows...)
	}
	classes, err := wordList(how.Classes)
	if err != nil {
		return fmt.Errorf("write classes: %w", err)
	}
	for i, m := range members {
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
		r := volunteerRow{Member: m.ID, Joined: how.Joined.String(), Classes: classes}
		if at := slices.IndexFunc(known, func(k volunteerRow) bool { return k.Member == m.ID }); at >= 0 {
			r = known[at] // one whose number was taken away comes back
			r.Ended, r.Removed = "", false
		}
		if err := c.put(&r); err != nil {
			return err
		}
	}
	return nil
}

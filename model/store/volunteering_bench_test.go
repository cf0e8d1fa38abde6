package store

import (
	"fmt"
	"testing"

	"jishi/model"
)

// listedVolunteers is how many volunteers the promise of the list is for, among
// twice as many people.
const listedVolunteers = 10_000

// volunteerStore is a centre of many volunteers in forty teams.
func volunteerStore(b *testing.B) (*Store, model.ID) {
	b.Helper()
	s := openStore(b, b.TempDir())
	_, err := s.SaveCentre(background, testCentre)
	must(b, err)
	list := people(2 * listedVolunteers)
	for i := range list {
		if i%2 == 0 {
			list[i].VolunteerNumber = fmt.Sprintf("4101030080122018%05d", i)
		}
	}
	_, err = s.ApplyImport(background, roster(list))
	must(b, err)
	page, err := s.Volunteers(background, VolunteerFilter{})
	must(b, err)
	skills, classes := model.DefaultWords()[model.Skills], model.DefaultWords()[model.TeamClasses]
	rows := make([]volunteerRow, len(page.Volunteers))
	var teams []model.ID
	for i := range 40 {
		teams = append(teams, addTeam(b, s, model.Team{Name: fmt.Sprintf("第%d服务队", i+1), Class: classes[i%len(classes)]}).ID)
	}
	members := map[model.ID][]model.ID{}
	must(b, s.write(background, "fill", func(c *change) error {
		for i, v := range page.Volunteers {
			one := v.Volunteer
			one.Skills, one.Classes, one.Free = []string{skills[i%len(skills)], skills[(i*5+1)%len(skills)]}, []string{classes[i%len(classes)]}, model.FreeTime(i*7919%(1<<21))
			row, err := volunteerOf(one)
			if err != nil {
				return err
			}
			c.stamp(&row.Record)
			rows[i] = row
			members[teams[i%len(teams)]] = append(members[teams[i%len(teams)]], v.Member)
		}
		return c.CreateInBatches(&rows, together).Error
	}))
	for team, ids := range members {
		_, err := s.JoinTeam(background, team, ids, dayOfMay(1))
		must(b, err)
	}
	return s, teams[0]
}

// BenchmarkVolunteers is the list of 10,000 volunteers as it is narrowed: find,
// count, and read a page of fifty with their teams.
func BenchmarkVolunteers(b *testing.B) {
	s, team := volunteerStore(b)
	saturday := model.FreeTime(0).With(5, model.Morning, true)
	for name, f := range map[string]VolunteerFilter{
		"first page":  {},
		"middle page": {Offset: 5_000},
		"searched":    {Search: "z"},
		"one skill":   {Skill: "摄影"},
		"one team":    {Team: team},
		"free then":   {Free: saturday},
		"everything":  {Search: "w", Skill: "摄影", Class: "扶老助残", Free: saturday},
	} {
		f.Limit = 50
		b.Run(name, func(b *testing.B) {
			must(b, s.people.wait(background))
			for b.Loop() {
				_, err := s.Volunteers(background, f)
				must(b, err)
			}
		})
	}
}

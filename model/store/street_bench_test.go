package store

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"

	"jishi/model"
)

// A street with sixty centres of two thousand people, each with four hundred
// activities in two years and fifty people at each: 1.2 million attendances.
const (
	streetCentres    = 60
	streetMembers    = 2_000
	streetActivities = 400
	streetPeople     = 50 // at each activity
)

// streetFolder is the data of that street, made once for all benchmarks;
// TestMain removes it.
var streetFolder = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "jishi-street-"); err != nil {
		return "", err
	}
	s, err := Open(background, dir, Options{})
	if err != nil {
		return dir, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.SaveCentre(background, testStreet); err != nil {
		return dir, err
	}
	for i := range streetCentres {
		if err := s.write(background, "fill a centre", func(c *change) error { return c.fillCentre(i) }); err != nil {
			return dir, err
		}
	}
	return dir, s.RecountCentres(background)
})

// Rows of a centre, made by the database itself: ids and numbers differ from
// centre to centre.
const (
	fillOffice = `INSERT INTO organisations (id, owner, created_at, updated_at, kind, name, code)
		VALUES (@owner, @owner, @at, @at, 'centre', @name, @owner)`
	fillMembers = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @members)
		INSERT INTO members (id, owner, created_at, updated_at, name, pinyin, initials, birth, birth_calendar, birth_day, phone, category)
		SELECT @owner || '-m' || i, @owner, @at, @at, '党员' || i, 'dang yuan', 'dy', printf('%d-%02d-%02d', 1940 + i % 60, 1 + i % 12, 1 + i % 28),
			'solar', printf('S%02d%02d', 1 + i % 12, 1 + i % 28), CASE WHEN i % 10 = 0 THEN '' ELSE printf('139%08d', i) END, '社区' FROM n`
	fillActivities = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @activities)
		INSERT INTO activities (id, owner, created_at, updated_at, kind, title, start_at, end_at, state)
		SELECT @owner || '-a' || i, @owner, @at, @at, CASE i % 4 WHEN 0 THEN 'volunteering' ELSE 'lesson' END, '活动' || i,
			printf('%d-%02d-%02dT09:00', 2017 + i % 2, 1 + i / 2 % 12, 1 + i % 28), printf('%d-%02d-%02dT11:00', 2017 + i % 2, 1 + i / 2 % 12, 1 + i % 28), 'held' FROM n`
	fillAttendances = `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @activities * @people)
		INSERT INTO attendances (id, owner, created_at, updated_at, activity, member, state, minutes, serial)
		SELECT @owner || '-t' || i, @owner, @at, @at, @owner || '-a' || (i / @people), @owner || '-m' || ((i / @people * 37 + i % @people) % @members),
			CASE i % 5 WHEN 0 THEN 'absent' ELSE 'present' END, CASE i % 5 WHEN 0 THEN 0 ELSE 120 END, i % @people + 1 FROM n`
)

func (c *change) fillCentre(number int) error {
	values := map[string]any{
		"owner": fmt.Sprintf("4101030080%02d", number), "name": fmt.Sprintf("第%d社区党群服务中心", number+1), "at": c.at,
		"members": streetMembers, "activities": streetActivities, "people": streetPeople,
	}
	for _, fill := range []string{fillOffice, fillMembers, fillActivities, fillAttendances} {
		if err := c.Exec(fill, values).Error; err != nil {
			return err
		}
	}
	return nil
}

func bigStreet(b *testing.B) *Store {
	b.Helper()
	dir, err := streetFolder()
	if dir != "" {
		bigFolders = append(bigFolders, dir)
	}
	must(b, err)
	s, err := Open(background, dir, Options{})
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	return s
}

// BenchmarkOverview is 中心概览 of a month of sixty centres, of whom a hundred
// people were confirmed to be on two registers.
func BenchmarkOverview(b *testing.B) {
	s := bigStreet(b)
	for i := range 100 {
		first := model.ID(fmt.Sprintf("410103008000-m%d", i))
		must(b, s.ConfirmSame(background, first, model.ID(fmt.Sprintf("4101030080%02d-m%d", 1+i%59, i)), "同名同生日"))
	}
	b.ResetTimer()
	for b.Loop() {
		o, err := s.Overview(background, 2018, 5)
		must(b, err)
		if len(o.Centres) != streetCentres || o.Sum.Times == 0 {
			b.Fatalf("%d centres, %d attendances", len(o.Centres), o.Sum.Times)
		}
	}
}

// BenchmarkRecount is what a received package costs the overview.
func BenchmarkRecount(b *testing.B) {
	s := bigStreet(b)
	for b.Loop() {
		must(b, s.write(background, "count a centre", func(c *change) error { return c.recount("410103008059") }))
	}
}

// BenchmarkStreet is a page of each list over all centres and over one.
func BenchmarkStreet(b *testing.B) {
	s := bigStreet(b)
	must(b, s.people.wait(background))
	for name, scope := range map[string]model.ID{"all": "", "one": "410103008031"} {
		for list, read := range map[string]func() error{
			"people": func() error { _, err := s.Members(background, MemberFilter{Search: "dy", Limit: 50}); return err },
			"birthdays": func() error {
				_, err := s.Anniversaries(background, AnniversaryFilter{From: dayOfMay(7), Days: 7, Limit: 50})
				return err
			},
			"activities": func() error { _, _, err := s.Activities(background, ActivityFilter{Limit: 50}); return err },
			"figures":    func() error { _, err := s.Figures(background, dayOfMay(1), dayOfMay(31)); return err },
			"year": func() error {
				_, err := s.Figures(background, model.Date{Year: 2018, Month: 1, Day: 1}, model.Date{Year: 2018, Month: 12, Day: 31})
				return err
			},
		} {
			b.Run(list+" of "+name, func(b *testing.B) {
				s.SetScope(scope)
				for b.Loop() {
					must(b, read())
				}
			})
		}
	}
}

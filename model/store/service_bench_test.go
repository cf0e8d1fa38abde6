package store

import (
	"errors"
	"os"
	"strings"
	"sync"
	"testing"

	"jishi/model"
)

// A centre of volunteers: so many people, and services of twenty-five each over
// five years.
const (
	benchVolunteers = 10_000
	benchServices   = 12_000
	benchServedRows = 300_000
)

// servedFolder is the data of a centre of volunteers, made once for all
// benchmarks; TestMain removes it.
var servedFolder = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "jishi-bench-"); err != nil {
		return "", err
	}
	s, err := Open(background, dir, Options{})
	if err != nil {
		return dir, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.SaveCentre(background, testCentre); err != nil {
		return dir, err
	}
	if _, err := s.ApplyImport(background, roster(people(benchVolunteers))); err != nil {
		return dir, err
	}
	for _, sql := range []string{
		`CREATE TEMP TABLE numbered AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id FROM members`,
		`CREATE INDEX temp.numbered_by_n ON numbered (n)`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < 20)
			INSERT INTO stations (id, owner, created_at, updated_at, name) SELECT 'station' || i, @owner, @at, @at, '服务站' || i FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < 60)
			INSERT INTO teams (id, owner, created_at, updated_at, name, class, station)
			SELECT 'team' || i, @owner, @at, @at, '服务队' || i, '类别' || (i % 10), 'station' || (i % 20) FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < 87)
			INSERT INTO projects (id, owner, created_at, updated_at, name, origin) SELECT 'project' || i, @owner, @at, @at, '项目' || i, 'district' FROM n`,
		`INSERT INTO team_members (id, owner, created_at, updated_at, team, member)
			SELECT 'place' || n, @owner, @at, @at, 'team' || (n % 60), id FROM numbered`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @services)
			INSERT INTO activities (id, owner, created_at, updated_at, kind, title, start_at, end_at, team, team_id, project, service_field, state, hours_settled)
			SELECT printf('0196a000-0000-7000-8000-%012x', i), @owner, @at, @at, 'volunteering', '志愿服务' || i,
				date('2013-05-08', '+' || (i * 1826 / @services) || ' days') || 'T09:00', date('2013-05-08', '+' || (i * 1826 / @services) || ' days') || 'T11:00',
				'服务队' || (i % 60), 'team' || (i % 60), 'project' || (i % 87), '孝老关爱', 'held', 1 FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @rows)
			INSERT INTO attendances (id, owner, created_at, updated_at, activity, member, state, minutes, serial, served_on, confirmed_by, confirmed_at)
			SELECT printf('0196b000-0000-7000-8000-%012x', i), @owner, @at, @at, printf('0196a000-0000-7000-8000-%012x', i / (@rows / @services)),
				numbered.id, 'present', 120, i % (@rows / @services) + 1,
				date('2013-05-08', '+' || (i / (@rows / @services) * 1826 / @services) || ' days'), '李敏', @at
			FROM n JOIN numbered ON numbered.n = (i * 7919) % @people`,
		`INSERT INTO platform_entries (id, owner, created_at, updated_at, platform, batch, member, activity, minutes, entered)
			SELECT 'entry' || id, owner, created_at, updated_at, @platform, 'batch', member, activity, minutes, '2018-05-07'
			FROM attendances WHERE served_on < '2017-07-01'`,
		`DROP TABLE numbered`,
		`ANALYZE`,
	} {
		var values []any
		if strings.Contains(sql, "@") {
			values = append(values, map[string]any{
				"services": benchServices, "rows": benchServedRows, "people": benchVolunteers, "owner": string(s.office.Load().id), "at": "2018-05-07T01:00:00.000Z",
				"platform": outside,
			})
		}
		err := s.writing.Exec(sql, values...).Error
		if err != nil {
			return dir, err
		}
	}
	return dir, nil
})

func servedStore(b *testing.B) *Store {
	b.Helper()
	dir, err := servedFolder()
	if dir != "" {
		bigFolders = append(bigFolders, dir)
	}
	must(b, err)
	s, err := Open(background, dir, Options{})
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	return s
}

// BenchmarkServiceRecord is the record of one of ten thousand volunteers.
func BenchmarkServiceRecord(b *testing.B) {
	s := servedStore(b)
	totals, err := s.VolunteerTotals(background, ever[0], ever[1], 0, 100)
	must(b, err)
	b.ResetTimer()
	for i := range b.N {
		r, err := s.ServiceRecord(background, totals[i%len(totals)].Member)
		must(b, err)
		if len(r.Services) != benchServedRows/benchVolunteers {
			b.Fatalf("%d services", len(r.Services))
		}
	}
}

// BenchmarkRanking is the ranking of a year by person, team and station.
func BenchmarkRanking(b *testing.B) {
	s := servedStore(b)
	from, to := benchYear[0], benchYear[1]
	people := func(limit int) func() (int, error) {
		return func() (int, error) {
			list, err := s.VolunteerTotals(background, from, to, 0, limit)
			return len(list), err
		}
	}
	for name, rank := range map[string]func() (int, error){
		"everybody": people(0), "first page": people(50),
		"teams": func() (int, error) {
			list, err := s.TeamTotals(background, from, to)
			return len(list), err
		},
		"stations": func() (int, error) {
			list, err := s.StationTotals(background, from, to)
			return len(list), err
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				n, err := rank()
				must(b, err)
				if n == 0 {
					b.Fatal("nobody is ranked")
				}
			}
		})
	}
}

// benchYear is the year that is ranked.
var benchYear = [2]model.Date{{Year: 2017, Month: 1, Day: 1}, {Year: 2017, Month: 12, Day: 31}}

// BenchmarkRankingEver ranks all service there is, as the stars are counted.
func BenchmarkRankingEver(b *testing.B) {
	s := servedStore(b)
	for b.Loop() {
		_, err := s.VolunteerTotals(background, ever[0], ever[1], 0, 0)
		must(b, err)
	}
}

// BenchmarkPendingHours looks for what waits to be confirmed.
func BenchmarkPendingHours(b *testing.B) {
	s := servedStore(b)
	for b.Loop() {
		_, err := s.PendingHours(background)
		must(b, err)
	}
}

// BenchmarkServiceSummary counts a year of ten thousand volunteers by all that
// it is broken down by.
func BenchmarkServiceSummary(b *testing.B) {
	s := servedStore(b)
	for b.Loop() {
		sum, err := s.ServiceSummary(background, benchYear[0], benchYear[1])
		must(b, err)
		for _, by := range model.ServiceGroupings() {
			if found := sum.By(by); found.Sum.Times < benchServedRows/6 || len(found.Rows) == 0 {
				b.Fatalf("by %s the year is %+v", by, found.Sum)
			}
		}
	}
}

// BenchmarkPlatformPending lists what is to be entered of a year's services,
// where half of the year was entered, and where nothing was.
func BenchmarkPlatformPending(b *testing.B) {
	s := servedStore(b)
	for name, platform := range map[string]string{"half": outside, "nothing": "志愿云"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				list, err := s.PlatformPending(background, platform, benchYear[0], benchYear[1])
				must(b, err)
				if len(list) == 0 {
					b.Fatal("nothing is to be entered")
				}
			}
		})
	}
}

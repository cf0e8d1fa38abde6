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
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @services)
			INSERT INTO activities (id, owner, created_at, updated_at, kind, title, start_at, end_at, team, service_field, state, hours_settled)
			SELECT printf('0196a000-0000-7000-8000-%012x', i), @owner, @at, @at, 'volunteering', '志愿服务' || i,
				date('2013-05-08', '+' || (i * 1826 / @services) || ' days') || 'T09:00', date('2013-05-08', '+' || (i * 1826 / @services) || ' days') || 'T11:00',
				'服务队' || (i % 60), '孝老关爱', 'held', 1 FROM n`,
		`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @rows)
			INSERT INTO attendances (id, owner, created_at, updated_at, activity, member, state, minutes, serial, served_on, confirmed_by, confirmed_at)
			SELECT printf('0196b000-0000-7000-8000-%012x', i), @owner, @at, @at, printf('0196a000-0000-7000-8000-%012x', i / (@rows / @services)),
				numbered.id, 'present', 120, i % (@rows / @services) + 1,
				date('2013-05-08', '+' || (i / (@rows / @services) * 1826 / @services) || ' days'), '李敏', @at
			FROM n JOIN numbered ON numbered.n = (i * 7919) % @people`,
		`DROP TABLE numbered`,
		`ANALYZE`,
	} {
		var values []any
		if strings.Contains(sql, "@") {
			values = append(values, map[string]any{
				"services": benchServices, "rows": benchServedRows, "people": benchVolunteers, "owner": string(s.office.Load().id), "at": "2018-05-07T01:00:00.000Z",
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

// BenchmarkRanking is the ranking of a year by person.
func BenchmarkRanking(b *testing.B) {
	s := servedStore(b)
	for name, limit := range map[string]int{"everybody": 0, "first page": 50} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				list, err := s.VolunteerTotals(background, benchYear[0], benchYear[1], 0, limit)
				must(b, err)
				if len(list) == 0 {
					b.Fatal("nobody is ranked")
				}
			}
		})
	}
}

// benchYear is the year that is ranked.
var benchYear = [2]model.Date{{Year: 2017, Month: 1, Day: 1}, {Year: 2017, Month: 12, Day: 31}}

// BenchmarkRankingTeams is the ranking of a year by team.
func BenchmarkRankingTeams(b *testing.B) {
	s := servedStore(b)
	for b.Loop() {
		list, err := s.TeamTotals(background, benchYear[0], benchYear[1])
		must(b, err)
		if len(list) == 0 {
			b.Fatal("no team is ranked")
		}
	}
}

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

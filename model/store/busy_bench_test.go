package store

import (
	"errors"
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"jishi/model"
)

// A centre with ten thousand people that has held five thousand activities in
// three years, a hundred people at each: half a million attendances.
const (
	busyMembers    = 10_000
	busyActivities = 5_000
	busyPeople     = 100 // at each activity
	busyYears      = 3
)

// busyFolder is the data of that centre, made once for all benchmarks; TestMain
// removes it.
var busyFolder = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "jishi-busy-"); err != nil {
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
	if _, err := s.ApplyImport(background, roster(people(busyMembers))); err != nil {
		return dir, err
	}
	rooms, err := s.Rooms(background)
	if err != nil {
		return dir, err
	}
	return dir, s.write(background, "fill a busy centre", func(c *change) error { return c.fillBusy(rooms) })
})

// fillBusy adds the activities, spread over the years, and who was at them.
func (c *change) fillBusy(rooms []model.Room) error {
	programmes := make([]programmeRow, 26)
	for i := range programmes {
		programmes[i] = programmeOf(model.Programme{Kind: model.TrainingProgramme, Title: fmt.Sprintf("培训班 %d", i), PassPercent: 5, Closed: c.store.Today()})
		c.stamp(&programmes[i].Record)
	}
	if err := c.CreateInBatches(&programmes, together).Error; err != nil {
		return err
	}
	kinds, initiatives := model.Kinds(), model.DefaultWords()[model.Initiatives]
	first := model.Date{Year: 2016, Month: 1, Day: 1}
	rows := make([]activityRow, busyActivities)
	for i := range rows {
		start := first.AddDays(i * busyYears * 365 / busyActivities).Time().Add(time.Duration(8+i%11) * time.Hour)
		room := rooms[i%len(rooms)]
		rows[i] = activityOf(model.Activity{
			Kind: kinds[i%len(kinds)].Kind, Title: fmt.Sprintf("活动第 %d 场", i), Initiative: initiatives[i%len(initiatives)],
			Start: start, End: start.Add(90 * time.Minute), Place: room.Name, Room: room.ID, Presenter: fmt.Sprintf("主讲%d", i%40),
			Visitors: i % 7, State: model.Held,
		})
		if rows[i].Kind == string(model.Training) { // twelve to a programme
			rows[i].Programme = ref(programmes[i/len(kinds)/12%len(programmes)].ID)
		}
		c.stamp(&rows[i].Record)
	}
	if err := c.CreateInBatches(&rows, together).Error; err != nil {
		return err
	}
	// Of twenty, one is late, one on leave and one absent.
	return c.Exec(`WITH
		member AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM members),
		activity AS (SELECT id, owner, created_at, row_number() OVER (ORDER BY start_at, id) - 1 AS n FROM activities),
		place(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM place WHERE n + 1 < ?)
		INSERT INTO attendances (id, rev, owner, created_at, updated_at, activity, member, state, minutes, serial)
		SELECT activity.id || '-' || place.n, 1, activity.owner, activity.created_at, activity.created_at, activity.id, member.id,
			CASE place.n % 20 WHEN 4 THEN 'late' WHEN 9 THEN 'leave' WHEN 15 THEN 'absent' ELSE 'present' END,
			CASE WHEN place.n % 20 IN (9, 15) THEN 0 ELSE 90 END, place.n + 1
		FROM activity, place JOIN member ON member.n = (activity.n * 37 + place.n) % ?`, busyPeople, busyMembers).Error
}

func busyStore(b *testing.B) *Store {
	b.Helper()
	dir, err := busyFolder()
	if dir != "" {
		bigFolders = append(bigFolders, dir)
	}
	must(b, err)
	s, err := Open(background, dir, Options{})
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	var n int64
	must(b, s.read(background).Model(&attendanceRow{}).Count(&n).Error)
	if n != busyActivities*busyPeople {
		b.Fatalf("%d attendances, want %d", n, busyActivities*busyPeople)
	}
	return s
}

// BenchmarkCalendarMonth is what the month calendar asks for: all of the month
// for the grid, and the first page of the list beside it.
func BenchmarkCalendarMonth(b *testing.B) {
	s := busyStore(b)
	month := ActivityFilter{From: model.Date{Year: 2018, Month: 5, Day: 1}, To: model.Date{Year: 2018, Month: 5, Day: 31}}
	page := month
	page.Limit = 100
	for b.Loop() {
		all, _, err := s.Activities(background, month)
		must(b, err)
		_, total, err := s.Activities(background, page)
		must(b, err)
		if total < 100 || len(all) != total {
			b.Fatalf("%d of %d activities", len(all), total)
		}
	}
}

// BenchmarkActivityPage is what the page of one activity asks for: its roll,
// and who of it is in two places at once.
func BenchmarkActivityPage(b *testing.B) {
	s := busyStore(b)
	list, _, err := s.Activities(background, ActivityFilter{From: model.Date{Year: 2018, Month: 5, Day: 10}, Limit: 1})
	must(b, err)
	for b.Loop() {
		roll, err := s.Roll(background, list[0].ID)
		must(b, err)
		_, err = s.Clashes(background, roll.Activity)
		must(b, err)
		if len(roll.Attendees) != busyPeople {
			b.Fatalf("%d people on the roll", len(roll.Attendees))
		}
	}
}

// BenchmarkProgrammePage is what the page of one programme asks for: the table
// of people and sessions, and who has to make up what.
func BenchmarkProgrammePage(b *testing.B) {
	s := busyStore(b)
	list, err := s.Programmes(background)
	must(b, err)
	programme := list[len(list)-1].ID
	for b.Loop() {
		table, err := s.AttendanceTable(background, programme)
		must(b, err)
		missed, err := s.Missed(background, MissedFilter{Programme: programme})
		must(b, err)
		if len(table.People) < busyPeople || len(missed) == 0 {
			b.Fatalf("%d people, %d absences", len(table.People), len(missed))
		}
	}
}

// BenchmarkDuties is what is to be done, of twenty-six programmes closed lately
// among the rest.
func BenchmarkDuties(b *testing.B) {
	s := busyStore(b)
	for b.Loop() {
		d, err := s.Duties(background)
		must(b, err)
		if len(d.Certifiable) != 26 {
			b.Fatalf("%d programmes due", len(d.Certifiable))
		}
	}
}

// BenchmarkYearViews is what the views of a year ask for, each by itself.
func BenchmarkYearViews(b *testing.B) {
	s := busyStore(b)
	from, to := model.Date{Year: 2018, Month: 1, Day: 1}, model.Date{Year: 2018, Month: 12, Day: 31}
	for name, ask := range map[string]func() error{
		"plan": func() error { _, err := s.YearPlan(background, 2018); return err },
		"presenters": func() error {
			_, _, err := s.Activities(background, ActivityFilter{From: from, To: to, Presented: true})
			return err
		},
		"visitors": func() error { _, err := s.RoomVisits(background, from, to); return err },
		"rooms":    func() error { _, err := s.Booked(background, dayOfMay(7), dayOfMay(13)); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must(b, ask())
			}
		})
	}
}

// BenchmarkStatistics is what the statistics of a year ask for: who came to
// what, broken down by kind and by the people's category.
func BenchmarkStatistics(b *testing.B) {
	s := busyStore(b)
	names, err := s.StatisticNames(background)
	must(b, err)
	for b.Loop() {
		counted, err := s.Counted(background, model.Date{Year: 2018, Month: 1, Day: 1}, model.Date{Year: 2018, Month: 12, Day: 31})
		must(b, err)
		kinds, categories := counted.By(model.ByKind, names), counted.By(model.ByCategory, names)
		if kinds.Sum != categories.Sum || kinds.Sum.Activities < 1_600 || kinds.Sum.Times < 140_000 {
			b.Fatalf("%+v, %+v", kinds.Sum, categories.Sum)
		}
	}
}

// BenchmarkLife is the check of organisation life of a year and who of the
// leaders still has to come.
func BenchmarkLife(b *testing.B) {
	s := busyStore(b)
	for name, ask := range map[string]func() error{
		"check": func() error { _, err := s.LifeCheck(background, 2018); return err },
		"dual":  func() error { _, err := s.DualLife(background, 2018); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				must(b, ask())
			}
		})
	}
}

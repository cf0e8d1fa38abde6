package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// held are the states of activities that took place.
var held = []model.ActivityState{model.Held, model.Closed}

// Counted returns what statistics of the days from from to to count, both
// included: what was held, and who was expected and came.
//
// One pass over the index attendances_counted groups in SQL whoever is marked
// alike and names the people of each group in one text. All groupings, and who
// is behind each figure, come from that pass: counting different people in SQL
// costs a sorted copy of every attendance for each grouping, four times as much
// as the pass (half a million attendances, a third of them in the year).
func (s *Store) Counted(ctx context.Context, from, to model.Date) (model.Counted, error) {
	const doing = "count a period"
	c, err := s.counting(ctx, from, to)
	if err != nil {
		return c.Counted, explain(doing, err)
	}
	// Of one moment, so that a save meanwhile is counted whole or not.
	err = s.atOneMoment(ctx, func(tx, other *gorm.DB) error {
		if err := c.readActivities(tx); err != nil {
			return err
		}
		if err := c.readRollsWith(tx, other); err != nil {
			return err
		}
		if err := c.readGuests(tx); err != nil {
			return err
		}
		return c.readPeople(tx)
	})
	return c.Counted, explain(doing, err)
}

// counting is a period being read.
type counting struct {
	model.Counted
	place    map[string]int // of members in People
	activity map[string]int // place in Activities
	groupOf  map[string]model.ID
	guests   []string // activities at which somebody was who is no member
	owner    model.ID // whose activities alone; "" for all in reach
	// once is as whom people are counted who are on several registers.
	once map[string]string
}

func newCounting(from, to model.Date) *counting {
	return &counting{Counted: model.Counted{From: from, To: to}, place: map[string]int{}, activity: map[string]int{}}
}

// counting begins to count a period of what ctx reaches.
func (s *Store) counting(ctx context.Context, from, to model.Date) (*counting, error) {
	c := newCounting(from, to)
	c.Today = s.Today()
	var err error
	c.once, err = s.asWhomHere(ctx)
	return c, err
}

// asWhomHere is as whom people are counted of what ctx reaches: one office has
// nobody twice.
func (s *Store) asWhomHere(ctx context.Context) (map[string]string, error) {
	if s.reachOf(ctx).one() {
		return nil, nil
	}
	return asWhom(s.read(ctx))
}

func (c *counting) within(tx *gorm.DB) *gorm.DB {
	if c.owner != "" {
		tx = tx.Where("activities.owner = ?", string(c.owner))
	}
	return tx.Model(&activityRow{}).Where("activities.removed = ? AND activities.state IN ?", false, held).
		Where("activities.start_at >= ? AND activities.start_at < ?", c.From.String(), c.To.AddDays(1).String())
}

// readActivities reads what the rows of groupings are told apart by.
func (c *counting) readActivities(tx *gorm.DB) error {
	var err error
	if c.groupOf, err = groupBranches(tx); err != nil {
		return err
	}
	var rows []activityRow
	teams, err := teamNames(tx)
	if err != nil {
		return err
	}
	err = c.within(tx).Select("id, kind, title, start_at, branch, initiative, presenter, presenter_post, presenter_member, team, team_id, service_field").
		Order("start_at, id").Find(&rows).Error
	if err != nil {
		return err
	}
	c.Activities = make([]model.CountedActivity, len(rows))
	for i, r := range rows {
		start, err := wallOf(r.StartAt)
		if err != nil {
			return err
		}
		c.activity[r.ID] = i
		c.Activities[i] = model.CountedActivity{
			ID: model.ID(r.ID), Kind: model.Kind(r.Kind), Title: r.Title, Start: start, Branch: c.branch(string(r.Branch)), Initiative: r.Initiative,
			Presenter: model.Presenter{Member: model.ID(r.PresenterMember), Name: r.Presenter, Post: r.PresenterPost},
			Team:      cmp.Or(teams[string(r.TeamID)], r.Team), Field: r.ServiceField,
		}
	}
	return nil
}

// branch is the branch that a group belongs to, or what was given.
func (c *counting) branch(id string) model.ID {
	if branch, ok := c.groupOf[id]; ok {
		return branch
	}
	return model.ID(id)
}

// groupBranches are the branches of the groups.
func groupBranches(tx *gorm.DB) (map[string]model.ID, error) {
	var groups []organisationRow
	if err := tx.Select("id, parent").Where("kind = ? AND parent IS NOT NULL", model.Group).Find(&groups).Error; err != nil {
		return nil, err
	}
	branches := make(map[string]model.ID, len(groups))
	for _, g := range groups {
		branches[g.ID] = model.ID(g.Parent)
	}
	return branches, nil
}

// rollRow are the people of an activity who are marked alike; members are their
// ids with commas between.
type rollRow struct {
	Activity string
	State    string
	WalkIn   bool
	Minutes  int
	N        int
	Members  *string
}

// readRolls reads who was expected and who came.
func (c *counting) readRolls(tx *gorm.DB) error {
	return eachRoll(tx.Where("activity IN (?)", c.within(tx).Select("id")), c.add)
}

// readRollsWith is readRolls with the later half of the activities read over
// another connection meanwhile.
func (c *counting) readRollsWith(tx, other *gorm.DB) error {
	if len(c.Activities) == 0 {
		return nil
	}
	middle := wallText(c.Activities[len(c.Activities)/2].Start)
	var later []rollRow
	err := side(func() error {
		return eachRoll(tx.Where("activity IN (?)", c.within(tx).Where("start_at < ?", middle).Select("id")), c.add)
	}, func() error {
		half := c.within(other).Where("start_at >= ?", middle).Select("id")
		return eachRoll(other.Where("activity IN (?)", half), func(r rollRow) { later = append(later, r) })
	})
	for _, r := range later {
		c.add(r)
	}
	return err
}

// eachRoll gives away who is marked alike, of the attendances of a query.
func eachRoll(tx *gorm.DB, take func(rollRow)) error {
	// In the order of the index, so that nothing is sorted.
	return scanRolls(tx.Model(&attendanceRow{}).
		Select("activity, state, walk_in, minutes, COUNT(*) AS n, group_concat(member) AS members").
		Where("removed = ?", false).Group("activity, state, walk_in, minutes"), take)
}

// scanRolls gives away the rows of a query as they come.
func scanRolls(tx *gorm.DB, take func(rollRow)) (err error) {
	rows, err := tx.Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var r rollRow
		if err := rows.Scan(&r.Activity, &r.State, &r.WalkIn, &r.Minutes, &r.N, &r.Members); err != nil {
			return err
		}
		take(r)
	}
	return rows.Err()
}

// each gives away the members of the row one by one.
func (r rollRow) each(take func(member string)) {
	if r.Members == nil {
		return
	}
	for id := range strings.SplitSeq(*r.Members, ",") {
		take(id)
	}
}

func (c *counting) add(r rollRow) {
	roll := model.CountedRoll{State: model.AttendanceState(r.State), WalkIn: r.WalkIn, Minutes: r.Minutes, People: make([]int, 0, r.N)}
	r.each(func(id string) {
		id = cmp.Or(c.once[id], id)
		place, known := c.place[id]
		if !known {
			place = len(c.People)
			c.place[id] = place
			c.People = append(c.People, model.CountedPerson{Member: model.ID(id)})
		}
		roll.People = append(roll.People, place)
	})
	if len(roll.People) < r.N {
		c.guests = append(c.guests, r.Activity)
	}
	if len(roll.People) > 0 {
		a := &c.Activities[c.activity[r.Activity]]
		a.Rolls = append(a.Rolls, roll)
	}
}

// readGuests reads who was there and is no member; one name and phone is one
// person.
func (c *counting) readGuests(tx *gorm.DB) error {
	places := map[string]int{}
	for part := range slices.Chunk(slices.Compact(c.guests), chunk) {
		var rows []attendanceRow
		err := tx.Select("activity, state, walk_in, minutes, guest_name, guest_phone").
			Where("activity IN ? AND member IS NULL AND removed = ?", part, false).Order("activity, serial").Find(&rows).Error
		if err != nil {
			return err
		}
		for _, r := range rows {
			who := model.SearchName(r.GuestName) + " " + r.GuestPhone
			place, known := places[who]
			if !known {
				place = len(c.People)
				places[who] = place
				c.People = append(c.People, model.CountedPerson{Guest: r.GuestName})
			}
			a := &c.Activities[c.activity[r.Activity]]
			a.Rolls = append(a.Rolls, model.CountedRoll{State: model.AttendanceState(r.State), WalkIn: r.WalkIn, Minutes: r.Minutes, People: []int{place}})
		}
	}
	return nil
}

// readPeople reads what the rows of groupings of the people are told apart by.
// Members taken off the lists since stay counted.
func (c *counting) readPeople(tx *gorm.DB) (err error) {
	if len(c.place) == 0 {
		return nil
	}
	rows, err := tx.Model(&memberRow{}).Select("id, category, branch").Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var id, category string
		var branch ref
		if err := rows.Scan(&id, &category, &branch); err != nil {
			return err
		}
		if place, ok := c.place[id]; ok {
			c.People[place].Category, c.People[place].Home = category, c.branch(string(branch))
		}
	}
	return rows.Err()
}

// StatisticNames returns what groupings need to name and order their rows.
func (s *Store) StatisticNames(ctx context.Context) (model.StatisticNames, error) {
	const doing = "name the rows of statistics"
	names := model.StatisticNames{Branches: map[model.ID]string{}}
	var err error
	if names.Initiatives, err = s.Words(ctx, model.Initiatives); err != nil {
		return names, explain(doing, err)
	}
	if names.Categories, err = s.Words(ctx, model.Categories); err != nil {
		return names, explain(doing, err)
	}
	if names.Branches, err = branchNames(s.read(ctx)); err != nil {
		return names, explain(doing, err)
	}
	tree, err := s.Organisations(ctx)
	for _, o := range tree {
		names.BranchOrder = append(names.BranchOrder, o.ID)
	}
	return names, explain(doing, err)
}

// PeopleNames returns the names of members, those taken off the lists too.
func (s *Store) PeopleNames(ctx context.Context, members []model.ID) (map[model.ID]string, error) {
	names := make(map[model.ID]string, len(members))
	for part := range slices.Chunk(members, chunk) {
		var rows []memberRow
		if err := s.read(ctx).Select("id, name").Where("id IN ?", part).Find(&rows).Error; err != nil {
			return nil, explain("read the names of members", err)
		}
		for _, r := range rows {
			names[model.ID(r.ID)] = r.Name
		}
	}
	return names, nil
}

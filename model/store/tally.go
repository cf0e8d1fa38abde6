package store

import (
	"context"
	"slices"

	"jishi/model"
)

// tallyRow counts the attendances of an activity that are alike.
type tallyRow struct {
	Activity string
	WalkIn   bool
	State    string
	N        int
	Minutes  int
}

// addTo counts the row's attendances by the rule of model.Tally.Add.
func (r tallyRow) addTo(t *model.Tally) {
	var one model.Tally
	one.Add(model.Attendance{WalkIn: r.WalkIn, State: model.AttendanceState(r.State)})
	t.Expected += r.N * one.Expected
	t.Present += r.N * one.Present
	t.Late += r.N * one.Late
	t.Leave += r.N * one.Leave
	t.Absent += r.N * one.Absent
	t.Unmarked += r.N * one.Unmarked
	t.WalkIns += r.N * one.WalkIns
	t.Minutes += r.Minutes
}

// summaries counts the attendance of rows.
func (s *Store) summaries(ctx context.Context, rows []activityRow) ([]model.ActivitySummary, error) {
	tallies := make(map[string]*model.Tally, len(rows))
	for part := range slices.Chunk(rows, chunk) {
		ids := make([]string, len(part))
		for i, r := range part {
			ids[i], tallies[r.ID] = r.ID, &model.Tally{}
		}
		var counted []tallyRow
		// In the order of the index attendances_counted, so that nothing is sorted.
		err := s.read(ctx).Model(&attendanceRow{}).Select("activity, state, walk_in, COUNT(*) AS n, SUM(minutes) AS minutes").
			Where("activity IN ? AND removed = ?", ids, false).Group("activity, state, walk_in").Scan(&counted).Error
		if err != nil {
			return nil, err
		}
		for _, r := range counted {
			r.addTo(tallies[r.Activity])
		}
	}
	list := make([]model.ActivitySummary, len(rows))
	for i, r := range rows {
		a, err := r.model()
		if err != nil {
			return nil, err
		}
		list[i] = model.ActivitySummary{Activity: a, Tally: *tallies[r.ID]}
	}
	return list, nil
}

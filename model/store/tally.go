package store

import (
	"context"
	"slices"

	"jishi/model"
)

// tallyRow is an activity's attendance counted in SQL, by the rule of
// model.Tally.Add.
type tallyRow struct {
	Activity                                                  string
	Expected, Present, Late, Leave, Absent, Unmarked, WalkIns int
	Minutes                                                   int
}

// The counts of tallyRow. Whoever walked in or observes was not asked to come.
const tallyColumns = `activity,
	SUM(CASE WHEN NOT walk_in AND state <> 'observer' THEN 1 ELSE 0 END) AS expected,
	SUM(CASE WHEN NOT walk_in AND state = 'present' THEN 1 ELSE 0 END) AS present,
	SUM(CASE WHEN NOT walk_in AND state = 'late' THEN 1 ELSE 0 END) AS late,
	SUM(CASE WHEN NOT walk_in AND state = 'leave' THEN 1 ELSE 0 END) AS "leave",
	SUM(CASE WHEN NOT walk_in AND state = 'absent' THEN 1 ELSE 0 END) AS absent,
	SUM(CASE WHEN NOT walk_in AND state NOT IN ('present', 'late', 'leave', 'absent', 'observer') THEN 1 ELSE 0 END) AS unmarked,
	SUM(CASE WHEN state = 'observer' OR walk_in AND state IN ('present', 'late') THEN 1 ELSE 0 END) AS walk_ins,
	SUM(minutes) AS minutes`

// summaries counts the attendance of rows.
func (s *Store) summaries(ctx context.Context, rows []activityRow) ([]model.ActivitySummary, error) {
	tallies := make(map[string]model.Tally, len(rows))
	for part := range slices.Chunk(rows, chunk) {
		ids := make([]string, len(part))
		for i, r := range part {
			ids[i] = r.ID
		}
		var counted []tallyRow
		err := s.read(ctx).Model(&attendanceRow{}).Select(tallyColumns).
			Where("activity IN ? AND removed = ?", ids, false).Group("activity").Scan(&counted).Error
		if err != nil {
			return nil, err
		}
		for _, t := range counted {
			tallies[t.Activity] = model.Tally{
				Expected: t.Expected, Present: t.Present, Late: t.Late, Leave: t.Leave, Absent: t.Absent,
				Unmarked: t.Unmarked, WalkIns: t.WalkIns, Minutes: t.Minutes,
			}
		}
	}
	list := make([]model.ActivitySummary, len(rows))
	for i, r := range rows {
		a, err := r.model()
		if err != nil {
			return nil, err
		}
		list[i] = model.ActivitySummary{Activity: a, Tally: tallies[r.ID]}
	}
	return list, nil
}

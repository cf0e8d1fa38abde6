package store

import (
	"maps"
	"slices"
	"testing"

	"jishi/model"
)

func TestAMergeKeepsTheBetterScore(t *testing.T) {
	s := newStore(t)
	kept, dropped := addMember(t, s, model.Member{Name: "张三"}), addMember(t, s, model.Member{Name: "张三"})
	want := map[model.ID]int{}
	var programmes []model.ID
	for _, one := range []struct{ kept, dropped, want int }{{80, 60, 80}, {60, 80, 80}, {-1, 70, 70}, {70, -1, 70}} {
		p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "培训", PassPercent: 75, PassScore: 60})
		must(t, err)
		for member, points := range map[model.ID]int{kept.ID: one.kept, dropped.ID: one.dropped} {
			if points >= 0 {
				must(t, s.SaveScores(t.Context(), p.ID, []model.Score{{Member: member, Points: points}}))
			}
		}
		programmes, want[p.ID] = append(programmes, p.ID), one.want
	}
	batch := mergeNow(t, s, kept.ID, dropped.ID)
	got := map[model.ID]int{}
	var rows []scoreRow
	must(t, s.reading.Where("member = ? AND removed = ?", kept.ID, false).Find(&rows).Error)
	for _, r := range rows {
		got[model.ID(r.Programme)] = r.Points
	}
	if !maps.Equal(got, want) {
		t.Errorf("scores are %v, want %v", got, want)
	}
	must(t, s.SaveScores(t.Context(), programmes[2], []model.Score{{Member: kept.ID, Points: 75}}))
	if err := s.UndoMerge(t.Context(), batch.ID); model.CodeOf(err) != model.Conflict {
		t.Errorf("a score entered later was overwritten: %v", err)
	}
}

// Whatever names a member goes with it when two become one.
func TestAMergeKnowsEveryTableThatNamesMembers(t *testing.T) {
	s := newStore(t)
	known := []string{
		"attendances.member", "scores.member", "volunteers.member", // joined
		"import_changes.member", "member_merges.kept", "member_merges.dropped", "members_apart.first", "members_apart.second", // what was done to the records
		"person_pairs.first", "person_pairs.second", "people_once.member", // of two offices: a merge is within one
	}
	for _, m := range movable {
		known = append(known, m.table+"."+m.column)
	}
	var tables []string
	must(t, s.reading.Raw("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Scan(&tables).Error)
	found := 0
	for _, table := range tables {
		var keys []struct{ Table, From string }
		must(t, s.reading.Raw("SELECT * FROM pragma_foreign_key_list(?)", table).Scan(&keys).Error)
		for _, key := range keys {
			if key.Table != "members" {
				continue
			}
			found++
			if name := table + "." + key.From; !slices.Contains(known, name) {
				t.Errorf("%s names a member and is left behind by a merge", name)
			}
		}
	}
	if found < len(known) {
		t.Errorf("found %d of %d keys", found, len(known))
	}
}

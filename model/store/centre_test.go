package store

import (
	"slices"
	"testing"

	"jishi/model"
)

func TestTheFirstStartAsksForTheCentreOnce(t *testing.T) {
	s := openStore(t, t.TempDir())
	_, err := s.Centre(t.Context())
	refused(t, err, model.NotFound)
	_, err = s.SaveCentre(t.Context(), model.Centre{Name: "高山社区党群服务中心"})
	refused(t, err, model.Invalid)
	saved, err := s.SaveCentre(t.Context(), testCentre)
	must(t, err)
	read, err := s.Centre(t.Context())
	must(t, err)
	want := testCentre
	want.ID = saved.ID
	if read != want || saved != want {
		t.Errorf("read %+v, saved %+v, want %+v", read, saved, want)
	}
	words, err := s.Words(t.Context(), model.Categories)
	must(t, err)
	if !slices.Equal(words, model.DefaultWords()[model.Categories]) {
		t.Errorf("the lists begin with %v", words)
	}
	tree, err := s.Organisations(t.Context())
	must(t, err)
	if len(tree) != 3 || tree[2].Parent != tree[1].ID || tree[1].Parent != tree[0].ID || tree[2].ID != saved.ID {
		t.Errorf("tree: %+v", tree)
	}
}

func TestCorrectingTheCentreKeepsItsIdentity(t *testing.T) {
	s := newStore(t)
	before, err := s.Centre(t.Context())
	must(t, err)
	must(t, s.SaveWords(t.Context(), model.Categories, []string{"社区"}))
	after := before
	after.Name, after.Street, after.Code = "长江社区党群服务中心", "长江路街道", "410103009001"
	saved, err := s.SaveCentre(t.Context(), after)
	must(t, err)
	read, err := s.Centre(t.Context())
	must(t, err)
	if saved != after || read != after {
		t.Errorf("read %+v, want %+v", read, after)
	}
	if tree, err := s.Organisations(t.Context()); err != nil || len(tree) != 3 {
		t.Errorf("tree has %d nodes: %v", len(tree), err)
	}
	if words, err := s.Words(t.Context(), model.Categories); err != nil || len(words) != 1 {
		t.Errorf("the word list was reset to %v: %v", words, err)
	}
}

func TestWhatWasImportedBeforeTheCentreWasNamedBelongsToIt(t *testing.T) {
	s := openStore(t, t.TempDir())
	importRows(t, s, model.ImportRow{Fate: model.RowNew, Member: model.Member{Name: "张三"}, BranchName: "第一党支部"})
	centre, err := s.SaveCentre(t.Context(), testCentre)
	must(t, err)
	page, err := s.Members(t.Context(), MemberFilter{})
	must(t, err)
	if page.Members[0].Owner != centre.ID {
		t.Errorf("owner is %q", page.Members[0].Owner)
	}
	tree, err := s.Organisations(t.Context())
	must(t, err)
	for _, o := range tree {
		if o.Kind == model.Branch && (o.Parent != centre.ID || o.Owner != centre.ID) {
			t.Errorf("the branch is not the centre's: %+v", o)
		}
	}
}

func TestSettingsAndWordsAreKept(t *testing.T) {
	s := newStore(t)
	if v, err := s.Setting(t.Context(), "text-size"); v != "" || err != nil {
		t.Errorf("unset: %q %v", v, err)
	}
	for _, v := range []string{"大", "100%_'"} {
		must(t, s.SaveSetting(t.Context(), "text-size", v))
		if got, err := s.Setting(t.Context(), "text-size"); got != v || err != nil {
			t.Errorf("got %q %v, want %q", got, err, v)
		}
	}
	must(t, s.SaveWords(t.Context(), model.Places, []string{"广场", " 会议室 ", "", "广场"}))
	must(t, s.SaveWords(t.Context(), model.Places, []string{"会议室", "教育大讲堂"}))
	words, err := s.Words(t.Context(), model.Places)
	must(t, err)
	if want := []string{"会议室", "教育大讲堂"}; !slices.Equal(words, want) {
		t.Errorf("words %v, want %v", words, want)
	}
}

// A package carries what its centre owns: what was recorded before the centre
// was named must not stay behind, of whichever type it is.
func TestNothingRecordedBeforeTheCentreIsNamedStaysWithoutAnOwner(t *testing.T) {
	s := openStore(t, t.TempDir())
	m := addMember(t, s, model.Member{Name: "张三"})
	_, err := s.SaveHonour(t.Context(), model.Honour{Member: m.ID, Title: "优秀党员"})
	must(t, err)
	_, err = s.SaveCentre(t.Context(), testCentre)
	must(t, err)
	tables, err := ownedTables(s.reading)
	must(t, err)
	for table := range tables {
		var orphans int64
		must(t, s.reading.Table(table).Where("owner = ''").Count(&orphans).Error)
		if orphans > 0 {
			t.Errorf("%d rows of %s belong to nobody", orphans, table)
		}
	}
}

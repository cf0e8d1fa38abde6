package ui

import (
	"slices"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// duplicatesOf opens 重复人员 on a centre in which 单雪 was entered twice, the
// second time with more.
func duplicatesOf(t *testing.T, w *Window) *duplicates {
	t.Helper()
	shown[*members](t, w, pageMembers)
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{
		Name: "单　雪", Phone: "199-0000-1008", Address: "大学路12号院3号楼", Birthday: lunarBirthday(1962, 8, 15), IDNumber: "999999196209133009",
	}))
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{
		Name: "赵铁柱", Phone: "19900001006", Category: "社区",
	}))
	p := newDuplicates(w.desk, w.desk.store, must[[]model.Pair](t)(w.desk.store.Duplicates(t.Context(), nil)))
	p.open()
	return p
}

func (p *duplicates) listed() []string {
	var lines []string
	for i := range p.table.Total() {
		lines = append(lines, strings.Join(p.table.Texts(i), " "))
	}
	return lines
}

func TestPeopleEnteredTwiceBecomeOne(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	want := []string{"单　雪 很可能 姓名相同。电话相同。", "赵铁柱 很可能 姓名相同。电话相同。"}
	if got := p.listed(); !slices.Equal(got, want) {
		t.Fatalf("pairs are %v", got)
	}
	if first := p.side.compare.Rows()[0]; first.Left != "1 次，1.5 小时" || first.Right != "0 次，0.0 小时" {
		t.Errorf("took part: %+v", first)
	}
	for _, r := range p.side.compare.Rows() {
		if r.Key == "Phone" && r.Left != "199****1008" || r.Key == "IDNumber" && r.Right != "999999********3009" {
			t.Errorf("a number is not masked: %+v", r)
		}
	}
	p.side.onReveal()
	p.side.compare.Choose("Phone", true)
	p.merge.OnTapped()
	found := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "单雪"}))
	if found.Total != 1 {
		t.Fatalf("%d people are left", found.Total)
	}
	m := found.Members[0]
	if m.Phone != "199-0000-1008" || m.Address != "大学路12号院3号楼" || m.Category != "社区" || m.IDNumber == "" || m.Birthday.Date.Year != 1962 {
		t.Errorf("what stays is %+v", m)
	}
	if len(p.listed()) != 1 || p.show.Texts()[1] != "已合并 1" || p.undo.Hidden {
		t.Errorf("after the merge: %v, %v", p.listed(), p.show.Texts())
	}
	if merges := must[[]model.MergeBatch](t)(w.desk.store.Merges(t.Context())); len(merges) == 1 {
		panel := shown[*members](t, w, pageMembers).panel
		panel.show(merges[0].Dropped)
		if panel.into != "单雪" || len(panel.pillsOf(panel.member)) == 0 {
			t.Errorf("the one merged away is said to be in %q", panel.into)
		}
	}
	p.show.Choose(showMerges)
	p.done.SelectRow(0)
	p.buttons()
	p.merge.OnTapped()
	if found := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "单雪"})); found.Total != 2 {
		t.Errorf("%d people after the merge was undone", found.Total)
	}
}

func TestTwoPeopleAreNotShownAgain(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	p.apart.OnTapped()
	if got := p.listed(); len(got) != 1 || !strings.HasPrefix(got[0], "赵铁柱") {
		t.Errorf("pairs are %v", got)
	}
	p.box.close()
	if again := must[[]model.Pair](t)(w.desk.store.Duplicates(t.Context(), nil)); len(again) != 1 {
		t.Errorf("%d pairs are found again", len(again))
	}
}

func TestATakenBackDecisionIsOpenAgain(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	p.apart.OnTapped()
	p.undo.OnTapped()
	if got := p.listed(); len(got) != 2 {
		t.Errorf("pairs are %v", got)
	}
}

func TestWhoStaysMayBeChosen(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	right := p.side.pair.Second.ID
	p.side.stays.Choose(string(right))
	merge := p.side.merged()
	if merge.Keep != right || merge.Member.ID != right || merge.Member.Category != "社区" || merge.Member.Address == "" {
		t.Errorf("the merge is %+v", merge)
	}
}

func TestThreeRecordsOfOnePersonBecomeOne(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "单雪", Phone: "19900001008"}))
	p.again("", nil)
	if got := p.listed(); len(got) != 4 {
		t.Fatalf("pairs are %v", got)
	}
	p.merge.OnTapped()
	if got := p.listed(); len(got) != 2 || !strings.HasPrefix(got[0], "单") {
		t.Fatalf("after one merge the pairs are %v", got)
	}
	p.merge.OnTapped()
	if found := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "单雪"})); found.Total != 1 || len(p.listed()) != 1 {
		t.Errorf("%d people are left, pairs are %v", found.Total, p.listed())
	}
}

func TestABlankNeverTakesAValueAndDaysOfLeavingGoWithTheState(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	gone := p.side.pair.Second
	gone.State, gone.StateDate, gone.StateReason = model.Moved, model.Date{Year: 2017, Month: 3}, "搬家"
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), gone))
	p.again("", nil)
	for _, r := range p.side.compare.Rows() {
		if r.Open && (r.Left == "" || r.Right == "") || r.Key == "StateDate" && r.Open {
			t.Errorf("a choice is offered: %+v", r)
		}
	}
	if m := p.side.merged().Member; m.State != model.Active || !m.StateDate.IsZero() || m.StateReason != "" || m.Address == "" {
		t.Errorf("what stays is %+v", m)
	}
	p.side.compare.Choose("State", true)
	if m := p.side.merged().Member; m.State != model.Moved || m.StateDate.Year != 2017 || m.StateReason != "搬家" {
		t.Errorf("what stays of the one who left is %+v", m)
	}
}

func TestTwoPeopleTickedAreShownSideBySide(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	before := w.desk.topDialog()
	p.onMerge()
	if w.desk.topDialog() != before {
		t.Error("a dialog opened for nobody")
	}
	p.table.CheckRow(0)
	p.table.CheckRow(2)
	p.onMerge()
	if box := w.desk.topDialog(); box == nil || box.title != "重复人员" {
		t.Error("the two are not shown")
	}
}

func TestAPairChangedMeanwhileIsRefusedPlainly(t *testing.T) {
	w := openSample(t)
	p := duplicatesOf(t, w)
	m := p.side.pair.Second
	m.Notes = "刚改的"
	must[model.Member](t)(w.desk.store.SaveMember(t.Context(), m))
	p.merge.OnTapped()
	if box := w.desk.topDialog(); box == p.box {
		t.Error("nothing is said")
	}
	if found := must[store.MemberPage](t)(w.desk.store.Members(t.Context(), store.MemberFilter{Search: "单雪"})); found.Total != 2 {
		t.Error("merged all the same")
	}
}

// What the pictures of 重复人员 show.

func openDuplicatesScreen(t *testing.T, w *Window) {
	t.Helper()
	duplicatesOf(t, w)
}

func openMergesScreen(t *testing.T, w *Window) {
	t.Helper()
	p := duplicatesOf(t, w)
	p.merge.OnTapped()
	p.show.Choose(showMerges)
	p.done.SelectRow(0)
}

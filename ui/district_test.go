package ui

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
)

var districtMade sync.Once

// districtStore opens a copy of a district that holds the street of streetStore
// with its two centres, and a street that sent nothing yet.
func districtStore(t *testing.T) *store.Store {
	t.Helper()
	original := filepath.Join(filledDir, "district")
	districtMade.Do(func() {
		st := must[*store.Store](t)(store.Open(t.Context(), original, store.Options{Now: clockOfTests}))
		must[model.Centre](t)(st.SaveCentre(t.Context(), model.Centre{Kind: model.District, Name: "郑州市二七区", Code: "410103"}))
		officeOf(t, st) // its keys are there before others are registered
		keys := must[*keyring.Keys](t)(keyring.FromSeed("建中街街道"))
		silent := keys.Public(model.Office{ID: "01960000-0000-7000-8000-0000000000fe", Kind: model.Street, Name: "建中街街道", Code: "410103005"})
		if err := st.Approve(t.Context(), silent); err != nil {
			t.Fatal(err)
		}
		if err := st.Close(); err != nil {
			t.Fatal(err)
		}
		reportTo(t, streetStore(t), original, 2)
	})
	dir := filepath.Join(t.TempDir(), "district")
	if err := os.CopyFS(dir, os.DirFS(original)); err != nil {
		t.Fatal(err)
	}
	return openStoreIn(t, dir)
}

func TestADistrictSeesTheCentresOfItsStreets(t *testing.T) {
	w := openWindow(t, districtStore(t))
	p := shown[*centres](t, w, pageCentres)
	var lines []string
	for _, r := range p.rows {
		lines = append(lines, r.cells[0])
	}
	got := strings.Join(lines, "\n")
	want := "大学路街道\n　高山社区党群服务中心\n　长江社区党群服务中心\n　大学路街道（本级）\n建中街街道\n合计"
	other := "大学路街道\n　长江社区党群服务中心\n　高山社区党群服务中心\n　大学路街道（本级）\n建中街街道\n合计"
	if got != want && got != other {
		t.Errorf("the overview lists\n%s", got)
	}
	if p.tiles[0].Figure() != "2" || p.rows[0].cells[2] != "20" || p.rows[0].Members != p.overview.Sum.Members {
		t.Errorf("%s centres; the street has %v", p.tiles[0].Figure(), p.rows[0].cells)
	}
	total := func() int { return shown[*members](t, w, pageMembers).table.Total() }
	for _, c := range []struct {
		name string
		want int
	}{{"全部中心", 20}, {"大学路街道（含下属中心）", 20}, {"　高山社区", 9}, {"只看郑州市二七区", 0}} {
		chooseCentre(t, w, c.name)
		if n := total(); n != c.want {
			t.Errorf("%s has %d people, want %d", c.name, n, c.want)
		}
	}
	chooseCentre(t, w, "大学路街道（含下属中心）")
	row, _ := shown[*members](t, w, pageMembers).table.Row(0)
	if row.texts[ownerColumnID] == "" {
		t.Error("the list of people says no centre")
	}
}

func TestADistrictSettlesWhoseACentreIs(t *testing.T) {
	w := openWindow(t, districtStore(t))
	p := shown[*exchangePage](t, w, pageExchange)
	if p.offices.district.Hidden {
		t.Fatal("nobody can settle it")
	}
	p.offices.onBelonging()
	b := p.offices.belong
	b.centre.SetSelected(b.centre.Options[0])
	if b.street.Value() == "" {
		t.Error("whose it is now is not shown")
	}
	b.street.SetSelected("建中街街道")
	b.onOK()
	passed := must[[]model.RelayedCentre](t)(w.desk.store.RelayedCentres(t.Context()))
	decided := 0
	for _, r := range passed {
		if r.Decided && r.Street == "01960000-0000-7000-8000-0000000000fe" {
			decided++
		}
	}
	if decided != 1 {
		t.Errorf("settled are %+v", passed)
	}
}

func TestAnItemForSomeCentresAsksForWhich(t *testing.T) {
	w := openWindow(t, streetStore(t))
	p := shown[*exchangePage](t, w, pageExchange)
	f := openItemForm(p, model.StreetItem{Kind: model.Message})
	f.title.SetText("防汛值班")
	f.whom.Choose(forSome)
	f.onSave()
	if f.form.Error("For") == "" {
		t.Error("an item for nobody was saved")
	}
	f.some.SetSelected([]string{"高山社区党群服务中心"})
	f.onSave()
	if len(p.facts.items) != 1 || len(p.facts.items[0].For) != 1 {
		t.Fatalf("saved %+v", p.facts.items)
	}
	if got := p.answer.unsigned(p.facts.items[0]); got != "高山社区党群服务中心" {
		t.Errorf("still to sign: %q", got)
	}
	again := openItemForm(p, p.facts.items[0])
	if again.whom.Value() != forSome || strings.Join(again.some.Selected, "") != "高山社区党群服务中心" {
		t.Errorf("opened again it is for %v", again.some.Selected)
	}
	again.whom.Choose(forAll)
	again.onSave()
	if len(p.facts.items[0].For) != 0 {
		t.Error("it is not for all")
	}
}

func TestALostComputerIsReplacedThroughTheWindows(t *testing.T) {
	street := openWindow(t, streetStore(t))
	p := shown[*exchangePage](t, street, pageExchange)
	f, w := firstStart(t)
	f.centre.SetText("高山社区党群服务中心")
	f.code.SetText("410103008012")
	f.onReplace()
	fresh, ok := w.page().(*exchangePage)
	if !ok || fresh.guide == nil || w.desk.topDialog() == nil {
		t.Fatal("nobody is led through the replacing")
	}
	fresh.guide.box.close()
	registerOffice(t, fresh, p)
	file := officeFile(t, fresh)

	for i, o := range p.facts.offices {
		if o.Name == "高山社区党群服务中心" {
			p.offices.table.SelectRow(i)
		}
	}
	if p.offices.again.Disabled() {
		t.Fatal("no centre can be rebuilt")
	}
	stick := t.TempDir()
	p.desk.pick = func(chosen func(string)) { chosen(file) }
	p.offices.onRebuild()
	r := p.offices.rebuild
	r.print.SetText("0000 0000 0000 0000 0000 0000 0000 0000")
	r.onOK()
	if r.form.Error("Fingerprint") == "" {
		t.Error("a wrong fingerprint was taken")
	}
	r.print.SetText(fresh.facts.self.Fingerprint())
	r.onOK()
	if r.form.Error("Place") == "" {
		t.Error("a rebuild package can be written nowhere")
	}
	r.place.offer(stick)
	r.onOK()
	if box := street.desk.topDialog(); box == nil || box.title != "已写好并核对" {
		t.Fatal("nobody says that the stick can be pulled")
	}

	fresh.arrive.look([]string{stick})
	if len(fresh.arrive.ready()) != 1 || !strings.Contains(fresh.arrive.detail.Text, "重建包") {
		t.Fatalf("at the new computer: %s", fresh.arrive.detail.Text)
	}
	fresh.arrive.onTake()
	if n := shown[*members](t, w, pageMembers).table.Total(); n != 9 {
		t.Errorf("%d people are back", n)
	}
	if w.status.centre.Text != "高山社区党群服务中心" {
		t.Errorf("the status line says %q", w.status.centre.Text)
	}
	if !fresh.arrive.found[0].done {
		t.Errorf("taken in: %+v", fresh.arrive.found[0])
	}
}

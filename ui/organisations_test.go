package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
)

func (o *organisations) listed() []string {
	var lines []string
	for i := range o.table.Total() {
		texts := o.table.Texts(i)
		lines = append(lines, texts[0]+" "+texts[2]+" "+texts[3])
	}
	return lines
}

// pick selects a node by its name.
func (o *organisations) pick(t *testing.T, name string) {
	t.Helper()
	for i, n := range o.tree {
		if n.Name == name {
			o.table.SelectRow(i)
			return
		}
	}
	t.Fatalf("no %s in %q", name, o.listed())
}

// named types a name into the dialog that asks for one, and saves it.
func named(t *testing.T, w *Window, name string) {
	t.Helper()
	entry, ok := w.desk.window.Canvas().Focused().(interface{ SetText(string) })
	if !ok {
		t.Fatal("no name is asked for")
	}
	entry.SetText(name)
	w.onSave()
}

func TestTheTreeIsBuiltMovedAndRetired(t *testing.T) {
	w := openSample(t)
	shown[*settings](t, w, pageSettings)
	o := openOrganisations(w.desk, w.desk.store)
	test.Tap(o.branch)
	named(t, w, "高山第二支部")
	o.pick(t, "高山第一支部")
	test.Tap(o.group)
	named(t, w, "第一党小组")
	test.Tap(o.unit)
	named(t, w, "区税务局")
	want := []string{"高山第二支部 0 人 ", "区税务局 0 人 ", "高山第一支部 9 人 ", "　　第一党小组 0 人 "}
	if got := o.listed(); !slices.Equal(got, want) {
		t.Errorf("the tree is %q", got)
	}
	o.pick(t, "高山第一支部")
	test.Tap(o.retire)
	if box := w.desk.topDialog(); box == o.box {
		t.Error("a branch with people is retired without a word")
	} else {
		box.close()
	}
	o.pick(t, "第一党小组")
	test.Tap(o.move)
	w.onSave()
	if got := o.listed(); got[1] != "　　第一党小组 0 人 " {
		t.Errorf("after moving: %q", got)
	}
	o.pick(t, "第一党小组")
	test.Tap(o.retire)
	if got := o.listed(); got[1] != "　　第一党小组 0 人 2018-05-07 停用" || !o.revive.Visible() {
		t.Errorf("after retiring: %q", got)
	}
	o.all.OnTapped()
	if got := o.listed(); len(got) != 3 {
		t.Errorf("what is no longer used is shown: %q", got)
	}
	form, _ := formFor(t, w, "")
	for _, option := range form.branch.Options {
		if option == "　第一党小组" {
			t.Error("a group that is no longer used is offered")
		}
	}
	form.box.close()
}

func TestWhoIsAtTheComputerIsRemembered(t *testing.T) {
	w := openSample(t)
	if w.status.operator.Text() != "· 经办人：—" {
		t.Errorf("the status line says %q", w.status.operator.Text())
	}
	w.status.onOperator()
	named(t, w, "李敏")
	if w.desk.store.Operator() != "李敏" || w.status.operator.Text() != "· 经办人：李敏" {
		t.Errorf("the operator is %q, the line says %q", w.desk.store.Operator(), w.status.operator.Text())
	}
	if names := must[[]string](t)(w.desk.store.Words(t.Context(), model.Operators)); !slices.Equal(names, []string{"李敏"}) {
		t.Errorf("names %v", names)
	}
}

func openOrganisationsScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*settings](t, w, pageSettings)
	o := openOrganisations(w.desk, w.desk.store)
	test.Tap(o.branch)
	named(t, w, "高山第二支部")
	o.pick(t, "高山第一支部")
	test.Tap(o.group)
	named(t, w, "第一党小组")
	test.Tap(o.unit)
	named(t, w, "区税务局")
	o.pick(t, "第一党小组")
}

func openOperatorScreen(t *testing.T, w *Window) {
	t.Helper()
	w.status.onOperator()
}

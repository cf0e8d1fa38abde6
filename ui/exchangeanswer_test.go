package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/ui/widgets"
)

// answered lets a street that registered the centre hand an item down and
// writes its answers into a folder.
func answered(t *testing.T, street *exchangePage, title string) (stick string) {
	t.Helper()
	street.tabs.Choose(tabAnswer)
	f := openItemForm(street, model.StreetItem{Kind: model.MonthItem, Month: month(street.desk.today())})
	f.onSave()
	if f.form.Error("Title") == "" {
		t.Error("an item without a title was saved")
	}
	f.title.SetText(title)
	f.text.SetText("一、每个支部办一次主题党日。\n二、走访困难党员，月底前报走访名单。")
	f.onSave()
	if len(street.facts.items) == 0 {
		t.Fatal("nothing is handed down")
	}
	stick = t.TempDir()
	street.desk.pick = func(chosen func(string)) { chosen(stick) }
	w := openAnswerForm(street)
	if !w.ok.Disabled() {
		t.Error("answers can be written nowhere")
	}
	street.desk.chooseFolder(w.place.offer)
	w.onOK()
	if box := street.desk.topDialog(); box == nil || box.title != "已写好并核对" {
		t.Fatal("nobody says that the stick can be pulled")
	}
	street.desk.topDialog().close()
	return stick
}

func TestTheStreetAnswersAndTheCentreSigns(t *testing.T) {
	centre, street := openedExchange(t, filledStore(t)), openedExchange(t, emptyStreet(t))
	registerOffice(t, centre, street)
	registerOffice(t, street, centre)
	report := func() {
		folder := t.TempDir()
		centre.tabs.Choose(tabSend)
		centre.facts.folder = folder
		centre.send.choose(folder)
		centre.send.onWrite()
		centre.desk.topDialog().close()
		street.arrive.look([]string{folder})
		street.arrive.onTake()
	}
	report()
	stick := answered(t, street, "主题党日和走访")

	centre.arrive.look([]string{stick})
	if got := centre.arrive.detail.Text; !strings.Contains(got, "回执包：下发事项 1 条") {
		t.Errorf("beside the answer stands %q", got)
	}
	test.Tap(centre.arrive.take)
	if centre.send.rows[0].tone != widgets.Good {
		t.Errorf("the package that the street has is %q", centre.send.rows[0].at)
	}
	if len(centre.facts.fromAbove) != 1 {
		t.Fatalf("handed down: %+v", centre.facts.fromAbove)
	}
	if text := street.answer.unsigned(street.facts.items[0]); !strings.Contains(text, centre.facts.self.Name) {
		t.Errorf("who has not signed: %q", text)
	}
	h := shown[*home](t, centre.desk.shell, pageHome)
	if len(h.shown.unsigned) != 1 {
		t.Fatalf("首页 reminds of %+v", h.shown.unsigned)
	}
	for _, one := range h.dutiesOf(h.shown) {
		if strings.Contains(one.text, "主题党日和走访") {
			one.do()
		}
	}
	if box := centre.desk.topDialog(); box == nil || box != centre.send.above.box {
		t.Fatal("the reminder does not open the item")
	}
	centre.send.above.box.close()
	centre.send.above.onSign(centre.facts.fromAbove[0])
	if centre.facts.fromAbove[0].SignedBy(centre.facts.self.ID).IsZero() {
		t.Fatal("it is not signed for")
	}
	if h = shown[*home](t, centre.desk.shell, pageHome); len(h.shown.unsigned) != 0 {
		t.Errorf("首页 still reminds of %+v", h.shown.unsigned)
	}
	report()
	if len(street.facts.items[0].Signed) != 1 || street.answer.unsigned(street.facts.items[0]) != "" {
		t.Errorf("the street sees %+v", street.facts.items[0].Signed)
	}
	street.answer.table.SelectRow(0)
	test.Tap(street.answer.back)
	agree(t, street.desk)
	if len(street.facts.items) != 0 {
		t.Error("what was taken back is still there")
	}
}

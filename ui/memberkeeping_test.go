package ui

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"

	"pgregory.net/rapid"
)

// places are organisations that people can be of: in use, retired, and some
// that have the same name.
type places struct{ branches, units []model.ID }

func makePlaces(t *testing.T, st *store.Store) (p places) {
	t.Helper()
	save := func(o model.Organisation) model.ID {
		return must[model.Organisation](t)(st.SaveOrganisation(t.Context(), o)).ID
	}
	first := save(model.Organisation{Kind: model.Branch, Name: "城南支部"})
	second := save(model.Organisation{Kind: model.Branch, Name: "城北支部"})
	p.branches = []model.ID{
		"", first, second,
		save(model.Organisation{Kind: model.Group, Name: "第一党小组", Parent: first}),
		save(model.Organisation{Kind: model.Group, Name: "第一党小组", Parent: second}),
		save(model.Organisation{Kind: model.Branch, Name: "旧支部"}),
	}
	p.units = []model.ID{
		"", save(model.Organisation{Kind: model.HostUnit, Name: "区税务局"}),
		save(model.Organisation{Kind: model.HostUnit, Name: "原粮食局"}),
	}
	for _, id := range []model.ID{p.branches[5], p.units[2]} {
		if err := st.RetireOrganisation(t.Context(), id, model.Date{Year: 2018, Month: 1, Day: 1}); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// drawMember draws a person with anything in any field, as imports, merges
// and older versions may have left it.
func drawMember(t *rapid.T, p places) model.Member {
	var m model.Member
	value := reflect.ValueOf(&m).Elem()
	for i := range value.NumField() {
		name := value.Type().Field(i).Name
		var drawn any
		switch value.Field(i).Interface().(type) {
		case model.Record:
			continue
		case string:
			drawn = rapid.SampledFrom([]string{"", "旧词", "前后有空格", "两 个　词", "第一行\n第二行", "abc-DE_f１２", " 空格 "}).Draw(t, name)
		case bool:
			drawn = rapid.Bool().Draw(t, name)
		case []string:
			drawn = rapid.SampledFrom([][]string{nil, {"独居"}, {"旧标签", "独居"}, {"流动", "困难", "另一个"}}).Draw(t, name)
		case model.Date:
			drawn = rapid.SampledFrom([]model.Date{{}, {Year: 1971}, {Year: 1971, Month: 7}, {Year: 2000, Month: 2, Day: 29}}).Draw(t, name)
		case model.Birthday:
			drawn = drawBirthday(t)
		case model.Sex:
			drawn = rapid.SampledFrom([]model.Sex{"", model.Male, model.Female}).Draw(t, name)
		case model.MemberState:
			drawn = rapid.SampledFrom([]model.MemberState{model.Active, model.Moved, model.Deceased}).Draw(t, name)
		case model.ID:
			drawn = rapid.SampledFrom(map[string][]model.ID{"Branch": p.branches, "HostUnit": p.units}[name]).Draw(t, name)
		default:
			t.Fatalf("nothing is drawn for %s", name)
		}
		value.Field(i).Set(reflect.ValueOf(drawn))
	}
	m.Name = rapid.SampledFrom([]string{"仇铉", "单　雪", "阿依古丽•买买提", "李㛃"}).Draw(t, "Name")
	m.IDNumber = rapid.SampledFrom([]string{"", "11010519491231002X", "110105491231002", "１１０１０５19491231002x", "110105194912310021"}).Draw(t, "IDNumber")
	m.Photo = ""
	return m
}

func drawBirthday(t *rapid.T) model.Birthday {
	day := model.Date{Year: 1920, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 35000).Draw(t, "born"))
	b := model.Birthday{Date: day, Calendar: model.Solar}
	if rapid.Bool().Draw(t, "lunar") {
		b, _ = model.LunarOf(day)
	}
	switch rapid.IntRange(0, 4).Draw(t, "known") {
	case 0:
		return model.Birthday{}
	case 1:
		b.Date.Year = 0
	case 2:
		b.Date.Month, b.Date.Day, b.Leap = 0, 0, false
	}
	return b
}

// formEdit is one thing that somebody does in the form; fields name what it
// may change.
type formEdit struct {
	do     func(f *memberForm)
	fields string
}

var formEdits = []formEdit{
	{func(*memberForm) {}, ""},
	{func(f *memberForm) { f.phone.SetText("138 0000 0000") }, "Phone"},
	{func(f *memberForm) { f.name.SetText("曾国强") }, "Name Pinyin Initials"},
	{func(f *memberForm) { f.joined.SetText("1965.7") }, "Joined"},
	{func(f *memberForm) { f.sex.Choose("") }, "Sex"},
	{func(f *memberForm) { f.birthday.SetText("") }, "Birthday"},
	{func(f *memberForm) { f.number.SetText("11010519491231002X") }, "IDNumber Sex Birthday"},
	{func(f *memberForm) { test.Tap(f.tags.buttons["独居"]) }, "Tags"},
	{func(f *memberForm) { f.branch.Choose("") }, "Branch"},
	{func(f *memberForm) { f.service.Choose("yes") }, "InService"},
	{func(f *memberForm) { f.service.Choose("") }, "InService HostUnit"},
	{func(f *memberForm) { f.state.Choose(string(model.Moved)) }, "State"},
	{func(f *memberForm) { f.state.Choose(string(model.Active)) }, "State StateDate StateReason"},
	{func(f *memberForm) {
		before := f.state.Value()
		f.state.Choose(string(model.Moved))
		f.stateDate.SetText("2018-05-01")
		f.state.Choose(before)
	}, "StateDate"},
}

// TestSavingNeverChangesWhatWasNotTouched draws people with anything in any
// field, shown or not, opens them in turn in one form and does one thing.
func TestSavingNeverChangesWhatWasNotTouched(t *testing.T) {
	w := openSample(t)
	st := w.desk.store
	p := makePlaces(t, st)
	f, _ := formFor(t, w, "仇　铉")
	f.options = must[memberOptions](t)(loadMemberOptions(t.Context(), f.store))
	rapid.Check(t, func(t *rapid.T) {
		drawn := drawMember(t, p)
		before, err := st.SaveMember(context.Background(), drawn)
		if err != nil {
			t.Skip(err)
		}
		f.fill(before)
		if f.held() != f.clean {
			t.Fatal("the form says it was changed when it was only opened")
		}
		edit := rapid.SampledFrom(formEdits).Draw(t, "edit")
		edit.do(f)
		read, ok := f.read()
		if !ok {
			t.Fatalf("what was stored cannot be saved again: %s", f.anyError())
		}
		after, err := st.SaveMember(context.Background(), read)
		if err != nil {
			t.Fatal(err)
		}
		before.Record, after.Record = model.Record{}, model.Record{}
		was, is := reflect.ValueOf(before), reflect.ValueOf(after)
		for i := range was.NumField() {
			name := was.Type().Field(i).Name
			if strings.Contains(" "+edit.fields+" ", " "+name+" ") {
				continue
			}
			if !reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
				t.Fatalf("%s became %#v, was %#v", name, is.Field(i), was.Field(i))
			}
		}
		if f.state.Value() == string(model.Active) && drawn.State == model.Active && before.StateDate != after.StateDate {
			t.Fatalf("a day typed into a field that was hidden again is stored: %v", after.StateDate)
		}
	})
}

// anyError is what the form says under any field.
func (f *memberForm) anyError() string {
	for _, field := range []string{"Name", "Birthday", "Joined", "Confirmed", "StateDate", "IDNumber"} {
		if text := f.errorAt(field); text != "" {
			return field + ": " + text
		}
	}
	return ""
}

func TestAnIDNumberFillsBlanksOnlyWhenItIsEntered(t *testing.T) {
	w := openSample(t)
	f, _ := formFor(t, w, "")
	typed := ""
	for _, digit := range "110105200503154" {
		typed += string(digit)
		f.number.SetText(typed)
	}
	if f.birthday.Text() != "" {
		t.Errorf("fifteen of eighteen digits fill in %s", f.birthday.Text())
	}
	f.number.OnLeft()
	if f.birthday.Text() != "1920-05-03" {
		t.Errorf("an old number of fifteen digits fills in %q", f.birthday.Text())
	}

	m := must[model.Member](t)(w.desk.store.SaveMember(t.Context(), model.Member{Name: "曾国强", IDNumber: "11010519491231002X"}))
	f.fill(m)
	f.number.OnLeft()
	if f.birthday.Text() != "" || f.sex.Value() != "" {
		t.Error("opening and walking through the form fills fields in")
	}
	f.number.SetText("110105194912310021")
	f.number.SetText("11010519491231002X ")
	f.birthday.SetText("1949-12-31")
	f.birthday.SetText("")
	if f.birthday.Text() != "" {
		t.Error("a birthday that was taken out comes back")
	}
}

func TestABranchNoLongerUsedIsNotTakenByItsName(t *testing.T) {
	w := openSample(t)
	p := makePlaces(t, w.desk.store)
	f, _ := formFor(t, w, "仇　铉")
	f.branch.Choose(newBranchChoice)
	test.Type(w.desk.window.Canvas().Focused(), "第一党小组")
	w.onSave()
	chosen := model.ID(f.branch.Value())
	for _, group := range p.branches[3:5] {
		if chosen == group {
			t.Error("a group was taken for the branch of that name")
		}
	}
	if w.desk.topDialog() == f.box && chosen == "" {
		t.Error("no branch was made")
	}
}

func TestTheQuestionBeforeLosingInputSaysWhatItsButtonsDo(t *testing.T) {
	w := openSample(t)
	f, _ := formFor(t, w, "仇　铉")
	test.Type(f.name, "强")
	w.onEscape()
	var texts []string
	for _, b := range w.desk.topDialog().buttons {
		button, ok := b.(*widgets.Button)
		if !ok {
			t.Fatalf("%T is no button", b)
		}
		texts = append(texts, button.Text)
	}
	if got := strings.Join(texts, " "); got != "继续填写 不保存" {
		t.Errorf("the buttons say %q", got)
	}
}

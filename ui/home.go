package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
	"jishi/ui/widgets"
)

// homeStore is what 首页 reads.
type homeStore interface {
	reportStore
	ItemsFromAbove(ctx context.Context) ([]model.StreetItem, error)
	Anniversaries(ctx context.Context, f store.AnniversaryFilter) (store.AnniversaryPage, error)
	Activities(ctx context.Context, f store.ActivityFilter) ([]model.ActivitySummary, int, error)
	Duties(ctx context.Context) (model.Duties, error)
	Figures(ctx context.Context, from, to model.Date) (model.Figures, error)
	ServiceMinutes(ctx context.Context, from, to model.Date) (int, error)
	SaveSetting(ctx context.Context, key, value string) error
}

// home is 首页: whose day comes, what waits, the month in figures, the week,
// and the work done most.
type home struct {
	desk  *desk
	store homeStore
	ahead int // days that the birthdays look ahead; 0 for those of the setting

	week, month       *widgets.LinkText
	party             *widgets.LinkText
	birthdayCount     *widgets.Text
	birthdays, duties *fyne.Container
	dutyCount         *widgets.Text
	activities        *fyne.Container
	held, came, hours *widgets.StatTile

	record, addPerson, importRoster, printSheet, printBirthdays, backUp *widgets.Button

	left, right *fyne.Container // cards that share a column by what they hold
	reminder    *birthdayReminder
	shown       homeFacts
	trouble     *trouble
	content     fyne.CanvasObject
}

// homeFacts is all that 首页 shows, as it was at one moment.
type homeFacts struct {
	anniversaries  []model.Anniversary // the first of them
	people, kept   int                 // how many people have how many of them
	aheadSet       int                 // days to look ahead, as the setting says
	present        int                 // kept today, 0 where somebody took note of it
	coming         int                 // kept after today, as far as aheadSet; 0 likewise
	activities     []model.ActivitySummary
	duties         model.Duties
	month          model.Figures
	yearMinutes    int // of volunteer service
	lastBackup     string
	reportLate     int                // days that a package to the office above is overdue
	unsigned       []model.StreetItem // handed down and not signed for
	today, weekEnd model.Date
}

func newHome(d *desk) page {
	h := &home{
		desk: d, store: d.store,
		birthdayCount: widgets.NewMuted(""), dutyCount: widgets.NewMuted(""),
		birthdays: widgets.Down(0), duties: widgets.Down(0), activities: widgets.Down(0),
		held: widgets.NewStatTile(lang.L("Activities this month")), came: widgets.NewStatTile(lang.L("Came this month")),
		hours: widgets.NewStatTile(lang.L("Volunteer service")),
	}
	h.week = widgets.NewQuietLink(aheadWord(usualAhead), func() { h.onAhead(0) })
	h.month = widgets.NewQuietLink(lang.L("Next 30 days"), func() { h.onAhead(30) })
	h.reminder = newBirthdayReminder(h.onSeeBirthdays, h.onNoted)
	h.party = widgets.NewQuietLink(lang.L("Hold a birthday party"), h.onParty)
	h.record = widgets.NewBigButton(lang.L("Record an activity"), func() { d.goTo(pageActivities, addRecord{}) })
	h.addPerson = widgets.NewBigButton(lang.L("Add a person"), func() { d.goTo(pageMembers, addRecord{}) })
	h.importRoster = widgets.NewBigButton(lang.L("Import a roster"), func() { d.goTo(pageMembers, importRecords{}) })
	h.printSheet = widgets.NewBigButton(lang.L("Print a sign-in sheet"), h.onPrintSheet)
	h.printBirthdays = widgets.NewBigButton(lang.L("Print this month's birthdays"), h.onPrintBirthdays)
	h.backUp = widgets.NewBigButton(lang.L("Back up"), func() { d.backup(d.backupFolder()) })
	h.record.Importance = widget.HighImportance
	h.trouble = newTrouble(h.Refresh)
	h.week.SetStrong(true)
	h.content = h.layout()
	return h
}

func (h *home) layout() fyne.CanvasObject {
	all := widgets.NewQuietLink(lang.L("All"), func() { h.desk.goTo(pageActivities, nil) })
	three := func(objects ...fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Shares(12, []float32{1, 1, 1}, objects...)
	}
	frequent := widgets.NewCard(lang.L("Frequent"), widgets.SharesDown(12, []float32{1, 1},
		three(h.record, h.addPerson, h.importRoster), three(h.printSheet, h.printBirthdays, h.backUp)))
	birthdays, duties, week := widgets.NewScrollBox(h.birthdays), widgets.NewScrollBox(h.duties), widgets.NewScrollBox(h.activities)
	h.left = widgets.StackCards(
		widgets.NewCard(lang.L("Birthdays ahead"), birthdays, h.birthdayCount, h.week, h.month, h.party), birthdays,
		widgets.NewCard(lang.L("To do"), duties, h.dutyCount), duties)
	h.right = widgets.StackCards(widgets.NewCard(lang.L("This week"), week, all), week, frequent, nil)
	tiles := widgets.Down(0, widgets.Shares(widgets.Gap, []float32{1, 1, 1}, h.held, h.came, h.hours), widgets.Spacer(0, widgets.Gap))
	return widgets.Frame(widgets.Down(0, h.trouble.content, h.reminder.content), nil, nil, nil,
		widgets.Shares(widgets.Gap, []float32{0.92, 1.08}, h.left, widgets.Frame(tiles, nil, nil, nil, h.right)))
}

func (h *home) Title() string { return lang.L("Home") }

// Subtitle is the day in both calendars.
func (h *home) Subtitle() string {
	today := h.desk.today()
	return punctuated(today.Chinese()+" "+today.Weekday(), model.LunarText(today))
}

func (h *home) Content() fyne.CanvasObject { return h.content }

// Refresh reads everything anew.
func (h *home) Refresh() {
	today, ahead := h.desk.today(), h.ahead
	var facts homeFacts
	h.desk.run(func(ctx context.Context) (err error) {
		facts, err = readHome(ctx, h.store, today, ahead)
		return err
	}, func(err error) {
		h.trouble.show(h.desk, err)
		if err == nil {
			h.show(facts)
		}
	})
}

func readHome(ctx context.Context, st homeStore, today model.Date, ahead int) (f homeFacts, err error) {
	monday := mondayOf(today)
	first, last := firstAndLast(monthOf(today))
	f.today, f.weekEnd = today, monday.AddDays(6)
	for _, step := range []func() error{
		func() error { return f.readBirthdays(ctx, st, ahead) },
		func() (err error) {
			f.activities, _, err = st.Activities(ctx, store.ActivityFilter{From: monday, To: f.weekEnd, Limit: lineLimit})
			return err
		},
		func() (err error) { f.duties, err = st.Duties(ctx); return err },
		func() (err error) { f.month, err = st.Figures(ctx, first, last); return err },
		func() (err error) {
			f.yearMinutes, err = st.ServiceMinutes(ctx, model.Date{Year: today.Year, Month: 1, Day: 1}, model.Date{Year: today.Year, Month: 12, Day: 31})
			return err
		},
		func() (err error) { f.lastBackup, err = st.Setting(ctx, lastBackup); return err },
		func() (err error) { f.reportLate, err = reportLate(ctx, st, today); return err },
		func() (err error) { f.unsigned, err = unsignedItems(ctx, st); return err },
	} {
		if err := step(); err != nil {
			return f, err
		}
	}
	return f, nil
}

func (h *home) show(f homeFacts) {
	h.shown = f
	h.week.SetText(aheadWord(f.aheadSet))
	h.month.Hidden = f.aheadSet == 30
	h.reminder.show(f)
	h.showFigures(f)
	h.showBirthdays(f)
	h.showWeek(f)
	h.showDuties(f)
	h.left.Refresh()
	h.right.Refresh()
	h.desk.retitle()
}

func (h *home) showFigures(f homeFacts) {
	h.held.Set(lang.L("{{.N}} activities", map[string]any{"N": f.month.Held}),
		lang.L("{{.N}} more planned", map[string]any{"N": f.month.Planned}))
	h.came.Set(lang.L("{{.N}} attendances", map[string]any{"N": f.month.Attendances}),
		lang.L("{{.N}} people", map[string]any{"N": f.month.People}))
	h.hours.Set(lang.L("{{.N}} hours", map[string]any{"N": model.Hours(f.month.ServiceMinutes)}),
		lang.L("{{.N}} hours this year", map[string]any{"N": model.Hours(f.yearMinutes)}))
}

// onAhead switches how far the birthdays look ahead; 0 is as far as the setting
// says.
func (h *home) onAhead(days int) {
	h.ahead = days
	h.week.SetStrong(days == 0)
	h.month.SetStrong(days != 0)
	h.Refresh()
}

func (h *home) onPrintBirthdays() {
	h.desk.print(nil, printing.Job{Kind: printing.Birthdays, Month: monthOf(h.desk.today())})
}

// onNew is Ctrl+N: what is recorded most.
func (h *home) onNew() { h.record.OnTapped() }

// onPrint is Ctrl+P.
func (h *home) onPrint() { h.onPrintSheet() }

// dayWord says a day near today as people do: 今天, 明天, else 5月10日.
func dayWord(d *desk, day model.Date) string {
	switch d.today().DaysUntil(day) {
	case 0:
		return lang.L("Today")
	case 1:
		return lang.L("Tomorrow")
	}
	return d.shortDay(day)
}

// mondayOf is the first day of the week a day lies in.
func mondayOf(day model.Date) model.Date {
	return day.AddDays(-(int(day.Time().Weekday()) + 6) % 7)
}

// backupAge is how many whole days ago the last backup was; ok is false where
// there was none.
func backupAge(stamp string, today model.Date) (days int, ok bool) {
	at, err := time.Parse(time.RFC3339, stamp)
	if err != nil {
		return 0, false
	}
	return model.DateOf(at).DaysUntil(today), true
}

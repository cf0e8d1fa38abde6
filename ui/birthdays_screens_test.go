package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"jishi/model"
	"jishi/model/store"
)

// What the pictures of 生日 show.

func openBirthdaysScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*birthdays](t, w, pageBirthdays)
	p.span.Choose("30")
	p.table.CheckRow(0)
	p.table.CheckRow(1)
	p.onGreet(model.ByCard)
}

func openBirthdaysGrid(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*birthdays](t, w, pageBirthdays)
	p.view.Choose(gridView)
	p.grid.grid.ChooseDay(6)
}

func openBirthdaysLeapMonth(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*birthdays](t, w, pageBirthdays)
	p.view.Choose(gridView)
	p.goToMonth(model.Date{Year: 2020, Month: 5})
}

func openBirthdaysMonthChoice(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*birthdays](t, w, pageBirthdays)
	test.Tap(p.named)
	test.Tap(p.named)
}

func openBirthdaysFiltered(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*birthdays](t, w, pageBirthdays)
	p.filters.kind.Choose(string(model.BirthdayAnniversary))
	p.filters.greeted.Choose(string(store.OnlyUngreeted))
	p.filters.years.Choose("milestones")
}

func openGreetScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*birthdays](t, w, pageBirthdays).onGreetForm()
}

func openCardsScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*birthdays](t, w, pageBirthdays).onCards()
}

func openTextsScreen(t *testing.T, w *Window) {
	t.Helper()
	shown[*birthdays](t, w, pageBirthdays).onTexts()
}

func openTextsFormScreen(t *testing.T, w *Window) {
	t.Helper()
	p := shown[*birthdays](t, w, pageBirthdays)
	openTextsForm(w.desk, p.store, nil)
}

func openReminded(t *testing.T, w *Window) {
	t.Helper()
	test.Tap(shown[*home](t, w, pageHome).reminder.noted)
}

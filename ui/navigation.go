package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"jishi/model/store"
)

// Keys of the pages, for desk.goTo.
const (
	pageHome       = "home"
	pageCentres    = "centres"
	pageMembers    = "members"
	pageBirthdays  = "birthdays"
	pageActivities = "activities"
	pageCheckIn    = "check-in"
	pageProgrammes = "programmes"
	pageVolunteers = "volunteers"
	pageReports    = "reports"
	pageExchange   = "exchange"
	pageSettings   = "settings"
)

// rooms is the navigation, from the top down.
func rooms() []room {
	return []room{
		{pageHome, lang.L("Home"), nil, newHome},
		{pageMembers, lang.L("Members"), nil, newMembers},
		{pageBirthdays, lang.L("Birthdays"), birthdaysToday, newBirthdays},
		{pageActivities, lang.L("Activities"), nil, newActivities},
		{pageCheckIn, lang.L("Sign-in desk"), nil, newCheckIn},
		{pageProgrammes, lang.L("Training and lectures"), nil, newProgrammes},
		{pageVolunteers, lang.L("Volunteer service"), nil, newVolunteers},
		{pageReports, lang.L("Reports"), nil, newReports},
		{pageExchange, lang.L("Reporting"), overdueReport, newExchange},
		{pageSettings, lang.L("Settings"), nil, newSettings},
	}
}

// birthdaysToday counts who has a birthday or 政治生日 today.
func birthdaysToday(ctx context.Context, d *desk) (int, error) {
	page, err := d.store.Anniversaries(ctx, store.AnniversaryFilter{From: d.today(), Days: 1, Limit: 1})
	return page.Total, err
}

// overdueReport counts 1 where the office above waits for a package.
func overdueReport(ctx context.Context, d *desk) (int, error) {
	late, err := reportLate(ctx, d.store, d.today())
	return min(late, 1), err
}

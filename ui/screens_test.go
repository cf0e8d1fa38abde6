package ui

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/model/store"
	"jishi/report/chart"
	"jishi/ui/widgets"
)

var (
	screensDir  = flag.String("screens", "", "folder to draw every page and dialog into")
	screensData = flag.String("data", "", "data folder to draw; a small made-up centre where none is given")
	screensOnly = flag.String("only", "", "draw only pictures whose name contains this")
)

// screen is one picture: name.png shows what open leaves in view.
type screen struct {
	name string
	open func(t *testing.T, w *Window)
}

// screens are all pages and dialogs, in the order of the navigation.
var screens = []screen{
	{"first", openFirstStart},
	{"home", func(_ *testing.T, w *Window) { w.goTo(pageHome, nil) }},
	{"members", openMembers},
	{"members-past", openMembersPast},
	{"members-empty", openMembersEmpty},
	{"members-none", openMembersNone},
	{"member-form", openMemberFormScreen},
	{"member-form-foot", openMemberFormFoot},
	{"member-form-warnings", openMemberFormWarnings},
	{"member-moving", openMovingScreen},
	{"member-proof", openProofScreen},
	{"import", openImportScreen},
	{"import-refused", openImportRefused},
	{"import-preview", openImportPreview},
	{"import-done", openImportDone},
	{"import-deciding", openDecidingScreen},
	{"import-columns", openMappingScreen},
	{"member-page", openPageTab(tabFacts)},
	{"member-page-attended", openPageTab(tabAttended)},
	{"member-page-honours", openPageTab(tabHonours)},
	{"member-page-changes", openPageTab(tabMemberChange)},
	{"members-ticked", openTickedScreen},
	{"members-more", openFurtherScreen},
	{"members-columns", openColumnsScreen},
	{"members-export", openExportScreen},
	{"members-save-list", openSaveListScreen},
	{"members-lists", openListsScreen},
	{"duplicates", openDuplicatesScreen},
	{"duplicates-merged", openMergesScreen},
	{"birthdays", openBirthdaysScreen},
	{"birthdays-grid", openBirthdaysGrid},
	{"birthdays-grid-leap", openBirthdaysLeapMonth},
	{"birthdays-month", openBirthdaysMonthChoice},
	{"birthdays-filtered", openBirthdaysFiltered},
	{"birthdays-greet", openGreetScreen},
	{"birthdays-cards", openCardsScreen},
	{"birthdays-texts", openTextsScreen},
	{"birthdays-words", openTextsFormScreen},
	{"activities", openActivitiesScreen},
	{"activities-month", openMonthScreen},
	{"plan-calendar", openCalendarScreen},
	{"plan-move", openMoveScreen},
	{"plan-repeat", openRepeatScreen},
	{"plan-cancel", openCancellingScreen},
	{"plan-year", openYearScreen},
	{"plan-themes", openThemesScreen},
	{"plan-taken", openTakenScreen},
	{"plan-rooms", openRoomsScreen},
	{"plan-rooms-list", openRoomListScreen},
	{"plan-rooms-visits", openVisitsScreen},
	{"plan-kinds", openKindsScreen},
	{"plan-kind", openKindScreen},
	{"plan-templates", openTemplatesScreen},
	{"activity-form", openActivityFormScreen},
	{"activity-form-session", openSessionForm},
	{"activity-form-service", openFormOf(model.Volunteering)},
	{"activity-form-member-day", openFormOf(model.MemberDay)},
	{"activity-form-party", openFormOf(model.BirthdayParty)},
	{"activity-overview", openActivityTab(tabOverview)},
	{"activity-service", openServedTab(tabOverview)},
	{"roll", openRollScreen},
	{"roll-service", openServedTab(tabRoll)},
	{"roll-empty", openEmptyRollScreen},
	{"roll-unmarked", openUnmarkedScreen},
	{"roll-expect", openExpectScreen},
	{"roll-walk-in", openWalkInScreen},
	{"roll-leave", openLeaveScreen},
	{"roll-detail", openDetailScreen},
	{"roll-paper", openPaperScreen},
	{"roll-late", openLateScreen},
	{"check-in", openCheckInScreen("")},
	{"check-in-choose", openCheckInScreen("w")},
	{"check-in-nobody", openCheckInScreen("xx")},
	{"check-in-none", openCheckInNone},
	{"check-out", openCheckOutScreen},
	{"activity-record", openActivityTab(tabRecord)},
	{"activity-record-votes", openRecordMinutes},
	{"activity-photos", openPhotosScreen},
	{"activity-photos-none", openActivityTab(tabPhotos)},
	{"activity-print", openActivityTab(tabPrint)},
	{"programmes", openProgrammesScreen},
	{"programme-form", openProgrammeFormScreen},
	{"programme-sessions", openProgrammeTab(tabSessions)},
	{"programme-running", openRunningProgramme},
	{"programme-matrix", openProgrammeTab(tabMatrix)},
	{"programme-make-up", openProgrammeTab(tabMakeUp)},
	{"programme-results", openProgrammeTab(tabResults)},
	{"programme-certificates", openProgrammeTab(tabCertificates)},
	{"programme-void", openVoidScreen},
	{"programme-issue", openIssueScreen},
	{"series", openSeriesListScreen},
	{"series-page", openSeriesScreen},
	{"series-form", openSeriesFormScreen},
	{"series-poster", openPosterScreen},
	{"lectures", openLecturesScreen},
	{"plan-presenter", openPresenterScreen},
	{"volunteers", openVolunteersScreen},
	{"volunteers-services", openVolunteersTab(tabServices)},
	{"volunteers-platform", openPlatformPart(platformWaiting)},
	{"volunteers-platform-entered", openPlatformPart(platformEntered)},
	{"volunteers-platform-people", openPlatformPart(platformAccounts)},
	{"volunteers-platform-columns", openPlatformColumns},
	{"volunteers-register", openVolunteersTab(tabRegister)},
	{"awards", openAwardsScreen},
	{"awards-empty", openServiceTab(tabAwards)},
	{"award-form", openAwardFormScreen},
	{"award-ceremony", openCeremonyScreen},
	{"award-certificates", openAwardIssueScreen},
	{"award-register", openAwardRegisterScreen},
	{"press", openPressScreen},
	{"press-empty", openServiceTab(tabPress)},
	{"press-form", openPressFormScreen},
	{"press-activity", openPressActivityScreen},
	{"service-teams", openServiceTab(tabTeams)},
	{"service-team", openTeamScreen},
	{"service-team-form", openTeamFormScreen},
	{"service-team-honours", openTeamHonours},
	{"service-team-adding", openTeamAdding},
	{"service-team-names", openUnknownScreen},
	{"service-stations", openServiceTab(tabStations)},
	{"service-station", openStationScreen(tabDuty)},
	{"service-station-shift", openShiftScreen},
	{"service-station-items", openStationScreen(tabItems)},
	{"service-station-form", openStationFormScreen},
	{"service-projects", openServiceTab(tabProjects)},
	{"service-project", openProjectScreen(tabMilestones)},
	{"service-project-expenses", openProjectScreen(tabExpenses)},
	{"service-project-form", openProjectFormOf},
	{"service-volunteers", openServiceTab(tabPeople)},
	{"service-volunteer-form", openVolunteerFormScreen},
	{"service-recruit", openRecruitScreen},
	{"service-finder", openFinderScreen},
	{"service-numbers", openRuleScreen},
	{"hours-next", openHoursView(byNext)},
	{"hours-teams", openHoursView(byTeam)},
	{"hours-stations", openHoursView(byPlace)},
	{"hours-confirm", openConfirmScreen},
	{"hours-sheet", openHoursSheetScreen},
	{"hours-late", openLateHoursScreen},
	{"hours-rules", openVolunteerRulesScreen},
	{"hours-record", openServiceRecordScreen},
	{"hours-correction", openCorrectionScreen},
	{"notices", openNoticesScreen},
	{"notice", openNoticeScreen},
	{"notice-new", openNewNoticeScreen},
	{"verify", openVerifyScreen},
	{"reports", openReportsTab(tabStatistics)},
	{"reports-month", openStatisticsBy(model.ByMonth, chart.Line)},
	{"reports-activities", openBehindScreen(figureActivities)},
	{"reports-people", openBehindScreen(figurePeople)},
	{"reports-days", openAnyDaysScreen},
	{"reports-service", openServiceReport(model.ByMonth, "")},
	{"reports-service-team", openServiceReport(model.ByTeam, "")},
	{"reports-service-class", openServiceReport(model.ByTeamClass, "")},
	{"reports-service-services", openServiceReport(model.ByField, figureActivities)},
	{"reports-service-people", openServiceReport(model.ByField, figurePeople)},
	{"reports-service-hours", openServiceReport(model.ByField, figureHours)},
	{"reports-service-teams", openServiceReport(model.ByTeamClass, figureTeams)},
	{"reports-service-none", openNoServiceScreen},
	{"reports-life", openReportsTab(tabLifeCheck)},
	{"reports-life-rules", openLifeRulesScreen},
	{"reports-life-rule", openLifeRuleScreen},
	{"reports-dual", openReportsTab(tabDualLife)},
	{"exchange-new", openExchangeNew},
	{"exchange-send", openExchangeSend},
	{"exchange-arrive", openExchangeArrive},
	{"exchange-arrived", openExchangeArrived},
	{"exchange-handed-down", openHandedDown},
	{"exchange-handed-item", openHandedItem},
	{"exchange-answer", openExchangeAnswer},
	{"exchange-answer-item", openExchangeItem},
	{"exchange-answer-item-some", openExchangeItemSome},
	{"exchange-answer-write", openExchangeAnswerWrite},
	{"handover", openHandoverScreen},
	{"handover-moving", openHandoverMoving},
	{"handover-written", openHandoverWritten},
	{"handover-gone", openHandoverGone},
	{"handover-arrive", openHandoverArrive},
	{"handover-ask", openHandoverAsk},
	{"handover-taken", openHandoverTaken},
	{"handover-past", openHandoverPast},
	{"exchange-handed-home", openHandedHome},
	{"exchange-rebuild", openExchangeRebuild},
	{"exchange-replace", openExchangeReplace},
	{"exchange-offices", openExchangeOffices},
	{"exchange-pairing", openExchangePairing},
	{"exchange-restoring", openExchangeRestoring},
	{"exchange-keys-lost", openExchangeKeysLost},
	{"exchange-keys-other", openExchangeKeysOther},
	{"exchange-keys-renew", openExchangeKeysRenew},
	{"exchange-keys-new", openExchangeKeysNew},
	{"settings", func(_ *testing.T, w *Window) { w.goTo(pageSettings, nil) }},
	{"settings-branch", func(t *testing.T, w *Window) { shown[*settings](t, w, pageSettings).branches.onAdd() }},
	{"home-reminded", openReminded},
	{"settings-organisations", openOrganisationsScreen},
	{"operator", openOperatorScreen},
	{"street-first", openStreetFirst},
	{"street-home", atStreet(pageHome, "")},
	{"street-centres", atStreet(pageCentres, "")},
	{"street-people", openStreetPeople},
	{"street-members", atStreet(pageMembers, "")},
	{"street-members-one", atStreet(pageMembers, "高山社区")},
	{"street-birthdays", atStreet(pageBirthdays, "")},
	{"street-activities", atStreet(pageActivities, "")},
	{"street-activity", openStreetActivity(tabRoll)},
	{"street-activity-record", openStreetActivity(tabRecord)},
	{"street-programmes", atStreet(pageProgrammes, "")},
	{"street-volunteers", atStreet(pageVolunteers, "")},
	{"district-centres", atDistrict(pageCentres)},
	{"district-members", atDistrict(pageMembers)},
	{"district-exchange", atDistrict(pageExchange)},
	{"district-belonging", openDistrictBelonging},
	{"home-sample", func(_ *testing.T, w *Window) { w.showSample(w.desk.store) }},
	{"home-sheet", func(t *testing.T, w *Window) { shown[*home](t, w, pageHome).onPrintSheet() }},
	{"question", func(_ *testing.T, w *Window) {
		w.desk.ask("不保存就离开吗？", "这里填写的内容还没有保存。", "不保存", func() {})
	}},
	{"failure", func(_ *testing.T, w *Window) { w.desk.fail(errors.New("disk"), func() {}) }},
	{"remarks", openRemarks},
	{"progress", openProgress},
	{"date-sheet", func(t *testing.T, w *Window) { openDateSheet(t, w, widgets.Day{Year: 1960, Month: 3, Day: 5}) }},
	{"date-sheet-lunar", func(t *testing.T, w *Window) {
		openDateSheet(t, w, widgets.Day{Year: 2020, Month: 4, Day: 28, Lunar: true, Leap: true})
	}},
}

// openRemarks tells something long, as a print with many rare characters does.
func openRemarks(_ *testing.T, w *Window) {
	var lines []string
	for i := range 30 {
		lines = append(lines, fmt.Sprintf("第%d行“𬭎”字体缺字，已印作〓。", i+1))
	}
	w.desk.tell("已打印，有几处请看一看", strings.Join(lines, "\n"))
}

// openProgress shows long work half done.
func openProgress(_ *testing.T, w *Window) {
	w.desk.run = func(work func(context.Context) error, _ func(error)) {
		if err := work(context.Background()); err != nil {
			panic(err)
		}
	}
	w.desk.long("正在导入花名册", func(_ context.Context, tell progress) error {
		tell(1, 2)
		tell(3, 4)
		return nil
	}, func(error) {})
}

// openDateSheet opens the sheet of days of a birthday field in a form.
func openDateSheet(t *testing.T, w *Window, day widgets.Day) {
	t.Helper()
	field := w.desk.birthdayField()
	field.SetDay(day)
	form := widgets.NewForm(2)
	form.Add("Birthday", "生日", field)
	form.Add("Phone", "电话", widgets.NewEntry())
	w.desk.openDialog(dialogSpec{title: "新增人员", content: form, size: fyne.NewSize(860, 300)})
	field.Choose()
}

func openFirstStart(t *testing.T, w *Window) {
	t.Helper()
	f := newFirst(w.desk, func() {})
	f.centre.SetText("高山社区党群服务中心")
	f.code.SetText("410103008012")
	w.desk.window.SetContent(f.content)
}

// TestScreens draws the pictures of make screens. Without -screens it opens
// everything at the size that needs most room, and makes sure that it fits the
// smallest screen.
func TestScreens(t *testing.T) {
	sizes := []textScale{large}
	if *screensDir != "" {
		sizes = []textScale{medium, large}
	}
	for _, scale := range sizes {
		for _, s := range screens {
			if !strings.Contains(s.name, *screensOnly) {
				continue
			}
			t.Run(s.name+"-"+string(scale), func(t *testing.T) {
				w := openScreens(t, scale)
				s.open(t, w)
				fits(t, w)
				draw(t, w, s.name+"-"+string(scale))
			})
		}
	}
	t.Run("home-dark", func(t *testing.T) {
		w := openScreens(t, medium)
		fyne.CurrentApp().Settings().SetTheme(dark{look{medium}})
		draw(t, w, "home-dark")
	})
}

// openScreens opens the window on the data to draw, at a text size.
func openScreens(t *testing.T, scale textScale) *Window {
	t.Helper()
	var st *store.Store
	if *screensData == "" {
		st = filledStore(t)
	} else {
		st = openStoreIn(t, copied(t, *screensData))
	}
	if err := st.SaveSetting(t.Context(), scaleSetting, string(scale)); err != nil {
		t.Fatal(err)
	}
	return openWindow(t, st)
}

// copied keeps drawing from touching the data that is drawn.
func copied(t *testing.T, dir string) string {
	t.Helper()
	if !store.Exists(dir) {
		t.Fatalf("%s holds no data", dir)
	}
	to := t.TempDir()
	if err := os.CopyFS(filepath.Join(to, "data"), os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(to, "data")
}

// fits makes sure that neither the window nor a dialog needs more room than a
// 1366 × 768 screen has.
func fits(t *testing.T, w *Window) {
	t.Helper()
	canvas := w.desk.window.Canvas()
	need := canvas.Content().MinSize()
	for _, o := range canvas.Overlays().List() {
		need = need.Max(o.MinSize())
	}
	if need.Width > smallest.Width || need.Height > smallest.Height {
		t.Errorf("needs %v, the smallest screen has %v", need, smallest)
	}
}

// settle lays everything out anew where the least size of a part has changed;
// a real window does so before each frame, the test driver's never.
func settle(w *Window) {
	size := w.desk.window.Canvas().Size()
	w.desk.window.Resize(size.Subtract(fyne.NewSize(8, 8)))
	w.desk.window.Resize(size)
}

func draw(t *testing.T, w *Window, name string) {
	t.Helper()
	if *screensDir == "" {
		return
	}
	canvas := w.desk.window.Canvas()
	for _, o := range append(canvas.Overlays().List(), canvas.Content()) {
		hideScrolledAway(o)
	}
	settle(w)
	if err := os.MkdirAll(*screensDir, 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(*screensDir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, w.desk.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

// hideScrolledAway hides what has been scrolled out of view. The painter of the
// test driver, unlike the real one, draws a scrolled field within a scrolled
// form as if the outer one did not cut it off.
func hideScrolledAway(root fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	for _, o := range test.LaidOutObjects(root) {
		scroll, ok := o.(*container.Scroll)
		if !ok || !scroll.Visible() {
			continue
		}
		top := driver.AbsolutePositionForObject(scroll)
		for _, inside := range test.LaidOutObjects(scroll.Content) {
			if _, field := inside.(fyne.Focusable); !field {
				continue
			}
			at := driver.AbsolutePositionForObject(inside)
			if at.Y >= top.Y+scroll.Size().Height || at.Y+inside.Size().Height <= top.Y {
				inside.Hide()
			}
		}
	}
}

// dark is the dark variant whatever the system's is.
type dark struct{ look }

func (d dark) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	return d.look.Color(name, theme.VariantDark)
}

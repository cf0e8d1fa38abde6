package ui

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"jishi/model"
	"jishi/ui/widgets"
)

func TestEveryPageOpensAndSaysItsName(t *testing.T) {
	w := openSample(t)
	for _, r := range w.rooms {
		w.goTo(r.key, nil)
		if w.page().Title() != r.title {
			t.Errorf("%q says %q", r.title, w.page().Title())
		}
		if box := w.desk.topDialog(); box != nil {
			t.Errorf("%q opens with a dialog: %s", r.title, box.title)
			box.close()
		}
	}
}

func TestTheSearchBoxOpensPeopleFromAnyPage(t *testing.T) {
	w := openSample(t)
	w.goTo(pageSettings, nil)
	w.onSearch()
	if w.desk.window.Canvas().Focused() != w.top.search {
		t.Fatal("Ctrl+F does not go to the search box")
	}
	w.top.search.SetText("zgl")
	w.top.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if w.shown != pageMembers || w.top.search.Text != "zgl" {
		t.Errorf("shows %q with %q in the box", w.shown, w.top.search.Text)
	}
}

func TestAPageShownAgainStillSaysWhatItWasSearchedFor(t *testing.T) {
	w := openSample(t)
	p := shown[*members](t, w, pageMembers)
	w.top.search.SetText("zgl")
	found := p.table.Total()
	w.goTo(pageSettings, nil)
	if w.top.search.Text != "" {
		t.Errorf("设置 is searched for %q", w.top.search.Text)
	}
	w.goTo(pageMembers, nil)
	if w.top.search.Text != "zgl" || p.table.Total() != found {
		t.Errorf("%q in the box, %d people on the list, want %d", w.top.search.Text, p.table.Total(), found)
	}
	p.onClear()
	w.goTo(pageSettings, nil)
	w.goTo(pageMembers, nil)
	if w.top.search.Text != "" || p.search != "" {
		t.Errorf("%q in the box and %q in use after all is cleared", w.top.search.Text, p.search)
	}
}

func TestEscapeAndCtrlSGoToTheUppermostDialog(t *testing.T) {
	w := openSample(t)
	w.goTo(pageSettings, nil)
	saved := 0
	w.desk.openDialog(dialogSpec{title: "下", content: widgets.NewText("下")})
	upper := w.desk.openDialog(dialogSpec{title: "上", content: widgets.NewText("上"), onSave: func() { saved++ }})
	w.onSave()
	w.onNew()
	if saved != 1 {
		t.Errorf("saved %d times", saved)
	}
	w.onEscape()
	if top := w.desk.topDialog(); top == nil || top == upper {
		t.Fatal("the upper dialog did not close first")
	}
	w.onEscape()
	if w.desk.topDialog() != nil || w.desk.window.Canvas().Overlays().Top() != nil {
		t.Error("a dialog stayed")
	}
}

func TestADialogWithUnsavedInputAsksBeforeItCloses(t *testing.T) {
	w := openSample(t)
	form := w.desk.openDialog(dialogSpec{title: "表单", content: widgets.NewText(""), dirty: func() bool { return true }})
	w.onEscape()
	if w.desk.topDialog() == form {
		t.Fatal("does not ask")
	}
	answer(t, w.desk, "继续填写")
	if w.desk.topDialog() != form {
		t.Fatal("cancelling closed the form")
	}
	closed := false
	w.desk.window.SetOnClosed(func() { closed = true })
	w.onClose()
	if closed {
		t.Fatal("the window closed on unsaved input")
	}
	answer(t, w.desk, "关闭")
	if !closed {
		t.Error("the window does not close")
	}
}

func TestTheRealRunnerBringsBackWhatCameOut(t *testing.T) {
	test.NewTempApp(t)
	var under sync.WaitGroup
	wrong := errors.New("wrong")
	answers := make(chan error, 1)
	background(t.Context(), &under)(func(context.Context) error { return wrong }, func(err error) { answers <- err })
	under.Wait()
	if err := <-answers; !errors.Is(err, wrong) {
		t.Errorf("came back with %v", err)
	}
}

func TestWorkUnderWayCanBeCancelled(t *testing.T) {
	w := openSample(t)
	var ended error
	w.desk.long("导入", func(ctx context.Context, tell progress) error {
		tell(1, 2)
		answer(t, w.desk, "取消")
		<-ctx.Done()
		return ctx.Err()
	}, func(err error) { ended = err })
	if !errors.Is(ended, context.Canceled) {
		t.Errorf("ended with %v", ended)
	}
	if w.desk.topDialog() != nil {
		t.Error("the dialog stayed")
	}
	w.desk.fail(ended, nil)
	if w.desk.topDialog() != nil {
		t.Error("what a person cancelled is called a failure")
	}
}

func TestFailuresAreToldPlainlyAndLoggedWithoutNames(t *testing.T) {
	w := openSample(t)
	var log strings.Builder
	w.desk.log = slog.New(slog.NewTextHandler(&log, nil))
	tried := 0
	w.desk.fail(errors.New("disk i/o error 10"), func() { tried++ })
	box := w.desk.topDialog()
	if text := errorText(errors.New("x")); !strings.HasPrefix(text, "操作没有完成") {
		t.Errorf("says %q", text)
	}
	answer(t, w.desk, "重试")
	if tried != 1 || w.desk.topDialog() == box {
		t.Error("重试 did nothing")
	}
	w.desk.fail(&model.Error{Code: model.Invalid, Field: "Phone", Message: "“张三 19900001001”不是电话。"}, nil)
	if strings.Contains(log.String(), "张三") || !strings.Contains(log.String(), "disk i/o error") || !strings.Contains(log.String(), "Phone") {
		t.Errorf("the log has %q", log.String())
	}
}

func TestAPageThatCannotLoadSaysSoAndTriesAgain(t *testing.T) {
	w := openSample(t)
	h := shown[*home](t, w, pageHome)
	run := w.desk.run
	w.desk.run = func(_ func(context.Context) error, done func(error)) { done(errors.New("database is locked")) }
	h.Refresh()
	if !h.trouble.content.Visible() || !strings.HasPrefix(h.trouble.text.Text, "操作没有完成") {
		t.Errorf("says %q", h.trouble.text.Text)
	}
	w.desk.run = run
	test.Tap(h.trouble.again)
	if h.trouble.content.Visible() {
		t.Error("still says that it failed")
	}
}

func TestEverythingToClickIsLargeEnoughAtEverySize(t *testing.T) {
	app := test.NewTempApp(t)
	for _, scale := range scales {
		app.Settings().SetTheme(look{scale})
		for name, o := range map[string]fyne.CanvasObject{
			"button": widgets.NewButton("保存", nil), "entry": widgets.NewEntry(), "choice": widgets.NewChoice("", nil),
			"navigation": widgets.NewNavItem("首页", nil), "search": widgets.NewSearchEntry("", nil),
			"line": widgets.NewListLine(0, nil, widgets.NewText("行"), nil, func() {}),
		} {
			if height := o.MinSize().Height; height < widgets.MinTarget {
				t.Errorf("%s at %s is %v high", name, scale, height)
			}
		}
		if size := theme.CaptionTextSize(); size < 13 {
			t.Errorf("small print at %s is %v", scale, size)
		}
	}
}

func TestBothVariantsAreReadable(t *testing.T) {
	for _, variant := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for _, pair := range [][2]fyne.ThemeColorName{
			{theme.ColorNameForeground, theme.ColorNameBackground},
			{theme.ColorNameForeground, widgets.ColorSurface},
			{widgets.ColorMuted, widgets.ColorSurface},
			{widgets.ColorAccent, widgets.ColorAccentSoft},
			{widgets.ColorGood, widgets.ColorGoodSoft},
			{widgets.ColorWarn, widgets.ColorWarnSoft},
			{widgets.ColorInfo, widgets.ColorInfoSoft},
			{widgets.ColorNeutral, widgets.ColorNeutralBg},
			{theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary},
			{widgets.ColorAccent, widgets.ColorSurface},
			{theme.ColorNameError, widgets.ColorSurface},
			{theme.ColorNameForeground, theme.ColorNameSelection},
		} {
			// WCAG 2.1 asks for 4.5 : 1 between text and its ground.
			if ratio := contrast(pair[0], pair[1], variant); ratio < 4.5 {
				t.Errorf("variant %d: %s on %s has contrast %.2f", variant, pair[0], pair[1], ratio)
			}
		}
	}
}

// contrast is the contrast ratio of WCAG 2.1.
func contrast(text, ground fyne.ThemeColorName, variant fyne.ThemeVariant) float64 {
	a, b := luminance(text, variant), luminance(ground, variant)
	return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

func luminance(name fyne.ThemeColorName, variant fyne.ThemeVariant) float64 {
	r, g, b, _ := look{medium}.Color(name, variant).RGBA()
	linear := func(v uint32) float64 {
		c := float64(v) / 0xFFFF
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

package widgets

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"pgregory.net/rapid"
)

func TestWrappedLinesFitAndLoseNothing(t *testing.T) {
	newApp(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("大学路12号院，。：（）楼 单元a“”")), 0, 60, -1).Draw(t, "text")
		width := float32(rapid.IntRange(60, 400).Draw(t, "width"))
		lines := breakLine(text, width, theme.TextSize())
		without := func(s string) string { return strings.ReplaceAll(s, " ", "") }
		if without(strings.Join(lines, "")) != without(text) {
			t.Fatalf("%q became %q", text, lines)
		}
		for i, line := range lines {
			if got := fyne.MeasureText(line, theme.TextSize(), fyne.TextStyle{}).Width; got > width {
				t.Fatalf("line %q is %v wide, there are %v", line, got, width)
			}
			if i > 0 && line != "" && line[0] == ' ' {
				t.Fatalf("line %q begins with a space", line)
			}
		}
	})
}

func TestNoLineBeginsWithAClosingMark(t *testing.T) {
	newApp(t)
	width := fyne.MeasureText("请确认表格里有姓名", theme.TextSize(), fyne.TextStyle{}).Width
	lines := breakLine("请确认表格里有姓名。", width, theme.TextSize())
	if len(lines) != 2 || strings.HasPrefix(lines[1], "。") {
		t.Errorf("lines are %q", lines)
	}
}

func TestWrappedTextIsAsHighAsItsLines(t *testing.T) {
	newApp(t)
	em := fyne.MeasureText("字", theme.TextSize(), fyne.TextStyle{})
	w := NewWrapped("一二三四五六七八九十", fyne.MeasureText("一二三四五", theme.TextSize(), fyne.TextStyle{}).Width)
	if got := w.MinSize().Height; got != 2*em.Height {
		t.Errorf("height is %v, a line is %v", got, em.Height)
	}
	w.SetText("一二三\n四")
	if got := w.MinSize().Height; got != 2*em.Height {
		t.Errorf("two paragraphs are %v high", got)
	}
	w.SetWidth(0)
	if got := w.MinSize().Width; got < em.Width {
		t.Errorf("without a width it is %v wide", got)
	}
}

func TestAFlowGoesOnInTheNextRow(t *testing.T) {
	newApp(t)
	var pills []fyne.CanvasObject
	for range 3 {
		pills = append(pills, Spacer(40, 20))
	}
	box := container.New(&Flow{Width: 100, Gap: 6}, pills...)
	if got := box.MinSize().Height; got != 46 {
		t.Errorf("three of 40 in 100 are %v high", got)
	}
	box.Resize(fyne.NewSize(100, 46))
	if got := pills[2].Position(); got != fyne.NewPos(0, 26) {
		t.Errorf("the third is at %v", got)
	}
}

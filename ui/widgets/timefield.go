package widgets

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/text/width"
)

// TimeField takes a time of day as people write it (900, 9:00, 9点半) and shows
// it as 09:00 once it is left.
type TimeField struct {
	Entry
	// OnTime is called when a person entered another time.
	OnTime func()
	last   string
}

// NewTimeField returns an empty time field.
func NewTimeField() *TimeField {
	t := &TimeField{}
	t.Wrapping = fyne.TextWrapOff
	t.Scroll = fyne.ScrollHorizontalOnly
	t.PlaceHolder = "09:00"
	t.OnLeft = t.tidy
	t.ExtendBaseWidget(t)
	return t
}

// SetTime shows a time.
func (t *TimeField) SetTime(hour, minute int) {
	t.SetText(fmt.Sprintf("%02d:%02d", hour, minute))
	t.last = t.Text
}

// Time returns what was typed; ok is false where it is no time of day.
func (t *TimeField) Time() (hour, minute int, ok bool) { return ParseTime(t.Text) }

// Clock returns what was typed as 09:02, "" where nothing was; ok is false, and
// the text as it was typed, where it is no time of day.
func (t *TimeField) Clock() (text string, ok bool) {
	text = strings.TrimSpace(t.Text)
	hour, minute, ok := t.Time()
	if !ok {
		return text, text == ""
	}
	return fmt.Sprintf("%02d:%02d", hour, minute), true
}

func (t *TimeField) tidy() {
	if hour, minute, ok := t.Time(); ok {
		t.SetText(fmt.Sprintf("%02d:%02d", hour, minute))
	}
	if t.Text != t.last {
		t.last = t.Text
		if t.OnTime != nil {
			t.OnTime()
		}
	}
}

var (
	compactTime = regexp.MustCompile(`^(\d{1,2}?)(\d{2})$`)
	spelledTime = regexp.MustCompile(`^(\d{1,2})(?:[:.时点](?:(\d{1,2})分?|(半))?)?$`)
)

// ParseTime reads 9, 09:00, 900, 9.30, 9点半, 下午3点, 15：00.
func ParseTime(text string) (hour, minute int, ok bool) {
	s := strings.ReplaceAll(width.Narrow.String(strings.TrimSpace(text)), " ", "")
	s = strings.ReplaceAll(s, "：", ":")
	afternoon := false
	for _, word := range []string{"上午", "早上", "下午", "晚上", "中午"} {
		if rest, found := strings.CutPrefix(s, word); found {
			s, afternoon = rest, word == "下午" || word == "晚上"
		}
	}
	var parts []string
	if m := spelledTime.FindStringSubmatch(s); m != nil {
		parts = m[1:3]
		if m[3] != "" {
			parts[1] = "30"
		}
	} else if m := compactTime.FindStringSubmatch(s); m != nil {
		parts = m[1:3]
	} else {
		return 0, 0, false
	}
	hour, minute = digits(parts[0]), digits(parts[1])
	if afternoon && hour < 12 {
		hour += 12
	}
	return hour, minute, hour < 24 && minute < 60
}

// arrowIcon and newInnerButton make the small button inside an entry.
func arrowIcon() fyne.Resource { return theme.MenuDropDownIcon() }

func newInnerButton(icon fyne.Resource, tapped func()) *widget.Button {
	b := widget.NewButtonWithIcon("", icon, tapped)
	b.Importance = widget.LowImportance
	return b
}

// digits reads a short run of digits; an empty one is 0.
func digits(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/roster"
	"jishi/ui/widgets"
)

// columnMapping is the dialog that says what each column of a file is taken
// for, and lets somebody correct it.
type columnMapping struct {
	page   *importing
	sheet  *widgets.ChoiceField
	header *widgets.Entry
	form   *widgets.Form
	fields []*widgets.ChoiceField // by column
	box    *dialogBox
}

func openColumnMapping(i *importing) *columnMapping {
	m := &columnMapping{page: i, header: widgets.NewEntry(), form: widgets.NewForm(2)}
	m.sheet = widgets.NewChoice("", widgets.Words("", i.sheet.Sheets))
	m.sheet.SetValue(i.sheet.Name)
	m.header.SetText(strconv.Itoa(i.sheet.Header))
	if len(i.sheet.Sheets) > 1 {
		m.form.Add("Sheet", lang.L("Worksheet"), m.sheet)
	}
	m.form.Add("Header", lang.L("Row of the titles"), m.header)
	m.sheet.OnChosen = func(string) { m.again() }
	m.header.OnLeft = func() {
		if strings.TrimSpace(m.header.Text) != strconv.Itoa(i.sheet.Header) {
			m.again()
		}
	}
	options := []widgets.Option{{Text: lang.L("Not imported")}}
	for _, f := range roster.FieldChoices() {
		options = append(options, widgets.Option{Value: f.Key, Text: f.Label})
	}
	list := widgets.Down(0)
	for _, c := range i.sheet.Columns {
		choice := widgets.NewChoice("", options)
		choice.SetValue(c.Key)
		m.fields = append(m.fields, choice)
		list.Add(m.line(c, choice))
	}
	scroll := container.NewVScroll(clearOfBar(list))
	scroll.SetMinSize(fyne.NewSize(760, 380))
	apply := func() { m.onApply() }
	m.box = i.desk.openDialog(dialogSpec{
		title: lang.L("What is in the columns?"), onSave: apply,
		content: container.NewBorder(widgets.Down(8, m.form, widgets.Spacer(0, 2)), nil, nil, nil, scroll),
		buttons: []fyne.CanvasObject{
			widgets.NewButton(lang.L("Cancel"), func() { m.box.close() }), widgets.NewPrimary(lang.L("Read it like this"), apply),
		},
	})
	return m
}

// line is one column: its letter and title, what stands in it, what it is.
func (m *columnMapping) line(c roster.Column, choice *widgets.ChoiceField) fyne.CanvasObject {
	title := c.Title
	if title == "" {
		title = lang.L("(no title)")
	}
	name := widgets.NewText(columnLetters(c.Index) + "　" + title)
	name.Shrink = true
	samples := widgets.NewMuted(strings.Join(maskedSamples(c), "、"))
	samples.Shrink = true
	return widgets.Down(0, widgets.Inset(0, 3, widgets.Shares(12, []float32{3, 4, 3}, widgets.Inset(0, 6, name), widgets.Inset(0, 6, samples), choice)), widgets.NewLine())
}

// maskedSamples are a column's samples; what looks like an ID or a phone number
// is masked whatever the column is taken for.
func maskedSamples(c roster.Column) []string {
	masked := make([]string, len(c.Samples))
	for i, text := range c.Samples {
		digits := len(strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, text))
		switch {
		case c.Key == "id-number" || digits >= 15:
			masked[i] = model.MaskIDNumber(text)
		case c.Key == "phone" || digits >= 11:
			masked[i] = model.MaskPhone(text)
		default:
			masked[i] = text
		}
	}
	return masked
}

// columnLetters names a column as Excel does.
func columnLetters(index int) string {
	letters := ""
	for n := index + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return letters
}

// again reads the file with another worksheet or header and shows its columns.
func (m *columnMapping) again() {
	choice, ok := m.choice()
	if !ok {
		return
	}
	m.box.close()
	m.page.readAs(choice, m.page.onColumns)
}

// choice is the worksheet and the header that were chosen.
func (m *columnMapping) choice() (roster.Choice, bool) {
	m.form.ClearErrors()
	row, err := strconv.Atoi(strings.TrimSpace(m.header.Text))
	if err != nil || row < 1 || row > 30 {
		m.form.ShowError("Header", lang.L("The titles stand in one of the first 30 rows: a number from 1 to 30."))
		return roster.Choice{}, false
	}
	choice := roster.Choice{Sheet: m.sheet.Value()}
	if m.sheet.Value() == m.page.sheet.Name {
		choice.Header = row
	}
	return choice, true
}

// onApply reads the file with the columns as they were said to be.
func (m *columnMapping) onApply() {
	choice, ok := m.choice()
	if !ok {
		return
	}
	choice.Fields = map[int]string{}
	names := 0
	for i, f := range m.fields {
		choice.Fields[i] = f.Value()
		if f.Value() == "name" {
			names++
		}
	}
	if names == 0 {
		m.page.desk.tell(lang.L("Which column has the names?"), lang.L("Say for one of the columns that it is the full name."))
		return
	}
	m.page.readAs(choice, m.box.close)
}

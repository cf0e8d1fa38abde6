package ui

import (
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// arrivalDetail says who sent a package, and what is new, changed, removed and
// doubtful in each type of record, with the fields that differ.
func arrivalDetail(r arrival) string {
	switch {
	case r.file == "":
		return ""
	case r.err != nil:
		return filepath.Base(r.file) + "\n\n" + errorText(r.err)
	}
	p := r.diff.Package
	lines := []string{lang.L("{{.Name}}, package {{.N}}", map[string]any{"Name": r.diff.Sender.Name, "N": p.Sequence}), heldText(r)}
	if !r.approved {
		return strings.Join(append(lines, "", lang.L("This office is not registered yet. Call it and compare its fingerprint:"), r.diff.Sender.Fingerprint()), "\n")
	}
	if len(r.diff.Missing) > 0 {
		lines = append(lines, lang.L("Packages that never came: {{.N}}. That is harmless: each package holds everything.", map[string]any{"N": numberList(r.diff.Missing)}))
	}
	if p.Kind == model.HandoverPackage {
		return strings.Join(append(lines, alikeLines(r.diff)...), "\n")
	}
	if r.diff.Relays > 0 {
		lines = append(lines, lang.L("With the records of {{.N}} centres that it passes on.", map[string]any{"N": r.diff.Relays}))
	}
	if len(r.diff.LeftOut) > 0 {
		lines = append(lines, lang.L("Left out, since somebody settled that they are another street's: {{.Names}}", map[string]any{"Names": strings.Join(r.diff.LeftOut, "、")}))
	}
	for _, t := range r.diff.Tables {
		if t.New+t.Changed+t.Removed+t.Doubtful == 0 {
			continue
		}
		lines = append(lines, lang.L("{{.Table}}: {{.New}} new, {{.Changed}} changed, {{.Removed}} removed", map[string]any{
			"Table": t.Table.Chinese(), "New": grouped(t.New), "Changed": grouped(t.Changed), "Removed": grouped(t.Removed),
		}))
		if t.Doubtful > 0 {
			lines = append(lines, lang.L("{{.N}} of them went back to an older state: ask the centre whether it went on from an old backup.", map[string]any{"N": grouped(t.Doubtful)}))
		}
		if t.Named > 0 {
			lines = append(lines, namedText(t.Named))
		}
		lines = append(lines, rowLines(t)...)
	}
	return strings.Join(lines, "\n")
}

// namedText says what becomes of n rows that go, or do not come, but that others
// name.
func namedText(n int) string {
	return lang.L("{{.N}} of them stay here marked as removed, since records of other offices name them: lists keep the names, and they are counted no more.", map[string]any{"N": grouped(n)})
}

// heldText says what a package holds.
func heldText(r arrival) string {
	p := r.diff.Package
	if p.Kind == model.HandoverPackage {
		return comingText(r.diff)
	}
	if p.Kind == model.AnswerPackage {
		return lang.L("An answer package: {{.Items}} items, {{.Words}} words for the lists, {{.Files}} files",
			map[string]any{"Items": grouped(p.Rows["street_items"]), "Words": grouped(p.Rows["words"]), "Files": grouped(r.diff.Files)})
	}
	text := lang.L("{{.People}} people, {{.Activities}} activities, {{.Marks}} marks, {{.Files}} photos and files",
		map[string]any{"People": grouped(p.Rows["members"]), "Activities": grouped(p.Rows["activities"]), "Marks": grouped(p.Rows["attendances"]), "Files": grouped(r.diff.Files)})
	if p.Kind == model.RebuildPackage {
		text += "\n" + lang.L("A rebuild package: this computer becomes the office that lost its own, and goes on with its numbers.")
	}
	return text
}

// shownRows is how many rows of each type are told.
const shownRows = 12

// rowLines tell the first rows of a type that are not new.
func rowLines(t model.TableDiff) []string {
	var lines []string
	for _, row := range t.Rows[:min(len(t.Rows), shownRows)] {
		text := "· " + row.Label + " " + row.Fate.Chinese()
		if row.Centre != "" {
			text = "· " + model.ShortOffice(row.Centre) + " " + row.Label + " " + row.Fate.Chinese()
		}
		var fields []string
		for _, f := range row.Fields {
			fields = append(fields, f.Column.Chinese()+" "+orDash(f.Was)+" → "+orDash(f.Is))
		}
		if len(fields) > 0 {
			text += "：" + strings.Join(fields, "；")
		}
		lines = append(lines, text)
	}
	return lines
}

func numberList(numbers []int) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, "、")
}

package roster

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"jishi/model"
)

// Choice is how somebody wants a file to be read. The zero value leaves all to
// the program.
type Choice struct {
	Sheet  string // name of the worksheet; "" is the first with a header
	Header int    // row of the header, from 1; 0 looks for it
	// Fields say by column, from 0, what it is: the key of a FieldChoice, or ""
	// for what is not imported. nil goes by the titles.
	Fields map[int]string
}

// Layouts remembers for a layout of columns what somebody said they are.
type Layouts interface {
	// RosterLayout returns what was said of a layout; ok is false where nothing
	// was.
	RosterLayout(ctx context.Context, layout string) (fields map[int]string, ok bool, err error)
}

// FieldChoice is something that a column can be.
type FieldChoice struct {
	Key   string
	Label string // as the program calls it
}

// fieldKeys name the fields for ever: they are stored.
var fieldKeys = [fieldCount]string{
	nameField: "name", idNumberField: "id-number", sexField: "sex", ethnicField: "ethnic", nativePlaceField: "native-place",
	educationField: "education", degreeField: "degree", birthdayField: "birthday", calendarField: "calendar", phoneField: "phone",
	branchField: "branch", groupField: "group", unitField: "unit", inServiceField: "in-service", joinedField: "joined",
	confirmedField: "confirmed", standingField: "standing", categoryField: "category", partyPostField: "party-post",
	hardshipField: "hardship", livingAloneField: "living-alone", awayField: "away", lostTouchField: "lost-touch", tagsField: "tags",
	employerAndPostField: "employer-and-post", employerField: "employer", postField: "post", addressField: "address",
	volunteerNumberField: "volunteer-number", notesField: "notes", stateField: "state",
}

// FieldChoices lists what columns can be.
func FieldChoices() []FieldChoice {
	var list []FieldChoice
	for f, key := range fieldKeys {
		if key != "" {
			list = append(list, FieldChoice{key, labels[f]})
		}
	}
	return list
}

// layout names the titles of a header, whatever stands between them.
func (h header) layout() string {
	var bare []string
	for _, title := range h.titles {
		bare = append(bare, bareTitle(title))
	}
	sum := sha256.Sum256([]byte(strings.TrimRight(strings.Join(bare, "\x00"), "\x00")))
	return hex.EncodeToString(sum[:16])
}

// choose makes columns what somebody said they are.
func (h *header) choose(fields map[int]string) {
	for f := range h.byField {
		h.byField[f] = nil
	}
	clear(h.lunar)
	for _, column := range slices.Sorted(maps.Keys(fields)) {
		f := field(slices.Index(fieldKeys[:], fields[column]))
		if fields[column] == "" || f <= noField || column < 0 || column >= len(h.titles) {
			continue
		}
		h.byField[f] = append(h.byField[f], column)
		h.lunar[column] = f == birthdayField && strings.ContainsAny(h.titles[column], "农阴")
	}
}

// headerAt is the header in a row that somebody named, whatever it says.
func headerAt(top []line, number int) header {
	for _, row := range top {
		if row.number == number {
			return headerOf(row)
		}
	}
	return header{}
}

// settle makes the header what was chosen now or, where nothing was, what was
// said of its layout before. remembered reports the latter.
func (o reading) settle(ctx context.Context, h *header) (remembered bool, err error) {
	fields := o.choice.Fields
	if fields == nil && o.layouts != nil {
		if fields, remembered, err = o.layouts.RosterLayout(ctx, h.layout()); err != nil || !remembered {
			return false, err
		}
	}
	if fields != nil {
		h.choose(fields)
	}
	if !h.found() {
		if remembered { // a file like that one, whose names stood elsewhere
			return false, nil
		}
		return false, &model.Error{Code: model.Invalid, Field: "Fields", Message: "请指定哪一列是姓名。"}
	}
	return remembered, nil
}

// reading is how a file is read.
type reading struct {
	choice   Choice
	layouts  Layouts // may be nil
	progress func(done, total int)
}

// header picks the header out of the first rows of a table: the chosen row, else
// one of a layout of which somebody said what its columns are, else the one
// that names the most.
func (o reading) header(ctx context.Context, top []line) (header, error) {
	if o.choice.Header > 0 {
		return headerAt(top, o.choice.Header), nil
	}
	if o.layouts == nil || o.choice.Fields != nil {
		return findHeader(top), nil
	}
	for _, row := range top {
		h := headerOf(row)
		if h.filled() < 2 {
			continue
		}
		fields, ok, err := o.layouts.RosterLayout(ctx, h.layout())
		if err != nil {
			return header{}, err
		}
		if ok {
			if h.choose(fields); h.found() {
				return h, nil
			}
		}
	}
	return findHeader(top), nil
}

// filled is the number of columns with a title.
func (h header) filled() int {
	n := 0
	for _, title := range h.titles {
		if title != "" {
			n++
		}
	}
	return n
}

// usable reports whether people can be read below the header, perhaps after
// somebody said which column has the names.
func (o reading) usable(h header) bool {
	return h.found() || o.choice.Header > 0 && len(h.titles) > 0
}

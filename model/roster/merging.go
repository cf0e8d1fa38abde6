package roster

import (
	"fmt"
	"slices"
	"strings"

	"jishi/model"
)

// merging brings the values of a row into a person already known.
type merging struct {
	member  model.Member // starts as the person is known
	draft   *draft
	changes []model.FieldChange
	odd     []string
	// certain says that a person has decided who it is: name and ID number are
	// taken over too.
	certain bool
}

func (m *merging) changed(name, label, before, after string) {
	m.changes = append(m.changes, model.FieldChange{Field: name, Label: label, Before: before, After: after})
}

// merge takes over every value of the row that is not blank and says
// something else than what is known.
func (m *merging) merge() {
	to, from := &m.member, &m.draft.member
	if sex := cmpSex(from.Sex, to.Sex, m.draft.facts.Sex); sex != to.Sex {
		m.changed("Sex", labels[sexField], to.Sex.Chinese(), sex.Chinese())
		to.Sex = sex
	}
	for _, f := range []struct {
		name  string
		label field
		to    *string
		value string
	}{
		{"Ethnic", ethnicField, &to.Ethnic, from.Ethnic},
		{"NativePlace", nativePlaceField, &to.NativePlace, from.NativePlace},
		{"Education", educationField, &to.Education, from.Education},
		{"Degree", degreeField, &to.Degree, from.Degree},
		{"Address", addressField, &to.Address, from.Address},
		{"Employer", employerField, &to.Employer, from.Employer},
		{"Post", postField, &to.Post, from.Post},
		{"Standing", standingField, &to.Standing, from.Standing},
		{"Category", categoryField, &to.Category, from.Category},
		{"PartyPost", partyPostField, &to.PartyPost, from.PartyPost},
		{"VolunteerNumber", volunteerNumberField, &to.VolunteerNumber, from.VolunteerNumber},
		{"Notes", notesField, &to.Notes, from.Notes},
	} {
		if f.value != "" && !sameText(f.value, *f.to) {
			m.changed(f.name, labels[f.label], *f.to, f.value)
			*f.to = f.value
		}
	}
	if m.certain && model.SearchName(from.Name) != model.SearchName(to.Name) {
		m.changed("Name", labels[nameField], to.Name, from.Name)
		to.Name, to.Pinyin = from.Name, ""
	}
	if from.InService && !to.InService {
		m.changed("InService", labels[inServiceField], "", "是")
		to.InService = true
	}
	m.mergeNumbers()
	m.mergeBirthday()
	m.mergeDate("Joined", joinedField, &to.Joined, from.Joined)
	m.mergeDate("Confirmed", confirmedField, &to.Confirmed, from.Confirmed)
	m.mergeTags()
}

// cmpSex is the row's sex, else the known one, else that of the ID number.
func cmpSex(row, known, id model.Sex) model.Sex {
	for _, sex := range []model.Sex{row, known} {
		if sex != "" {
			return sex
		}
	}
	return id
}

// sameText reports whether two texts differ in spaces at most.
func sameText(a, b string) bool {
	return a == b || strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

// mergeNumbers takes over phone and ID number unless they are only written
// otherwise; the old form of an ID number does not replace the new one.
func (m *merging) mergeNumbers() {
	to, from := &m.member, &m.draft.member
	if from.Phone != "" && from.Phone != model.NormalisePhone(to.Phone) {
		m.changed("Phone", labels[phoneField], to.Phone, from.Phone)
		to.Phone = from.Phone
	}
	known := model.NormaliseIDNumber(to.IDNumber)
	if id := from.IDNumber; id != "" && id != known && (len(id) > len(known) || m.certain && !model.SameIDNumber(id, known)) {
		m.changed("IDNumber", labels[idNumberField], to.IDNumber, id)
		to.IDNumber = id
	}
}

func (m *merging) mergeDate(name string, label field, to *model.Date, from model.Date) {
	if merged := finer(*to, from); merged != *to {
		m.changed(name, labels[label], to.String(), merged.String())
		*to = merged
	}
}

// finer is the row's date, unless the known one says the same and more.
func finer(known, row model.Date) model.Date {
	if !known.Agrees(row) {
		return row
	}
	return model.Date{Year: max(known.Year, row.Year), Month: max(known.Month, row.Month), Day: max(known.Day, row.Day)}
}

// mergeBirthday takes over the row's birthday. A day that is known as lunar
// stays lunar unless the row itself says that it is a solar one: a roster that
// does not speak of calendars usually has the day of the ID card.
func (m *merging) mergeBirthday() {
	before, d := m.member.Birthday, m.draft
	row := d.member.Birthday
	merged := before
	switch {
	case row.IsZero() || before.Calendar == model.Lunar && !d.calendar:
		if !row.IsZero() && model.CompareBirthdays(row, before) == model.Different {
			m.odd = append(m.odd, fmt.Sprintf("已有的生日是%s，这一行是 %s，没有说明历法，没有改动。", before.Chinese(), row.Chinese()))
		}
	case before.IsZero() || (before.Calendar == model.Lunar) != (row.Calendar == model.Lunar):
		merged = row
	case !before.Date.Agrees(row.Date) || before.Date.Full() && row.Date.Full():
		merged = row
	default:
		merged.Date = finer(before.Date, row.Date)
		merged.Leap = before.Leap || row.Leap
	}
	if merged = completeBirthday(merged, d.facts); merged != before && !sameBirthday(merged, before) {
		m.changed("Birthday", labels[birthdayField], before.Chinese(), merged.Chinese())
		m.member.Birthday = merged
	}
}

// sameBirthday counts an unsaid calendar as solar.
func sameBirthday(a, b model.Birthday) bool {
	return a.Date == b.Date && a.Leap == b.Leap && (a.Calendar == model.Lunar) == (b.Calendar == model.Lunar)
}

// completeBirthday fills in what a solar birthday lacks from the ID number,
// where the two do not contradict each other.
func completeBirthday(b model.Birthday, facts model.IdentityFacts) model.Birthday {
	if facts.Birth.IsZero() || b.Calendar == model.Lunar || !b.Date.Agrees(facts.Birth) {
		return b
	}
	return model.Birthday{Date: facts.Birth, Calendar: model.Solar}
}

// birthdayOf is the birthday that a row gives, completed by its ID number.
func birthdayOf(d *draft) model.Birthday { return completeBirthday(d.member.Birthday, d.facts) }

// complete is the person of a row with what the ID number says of blanks.
func complete(d *draft) model.Member {
	m := d.member
	m.Birthday = birthdayOf(d)
	if m.Sex == "" {
		m.Sex = d.facts.Sex
	}
	return m
}

// mergeTags adds the row's tags and takes off those that it denies.
func (m *merging) mergeTags() {
	before := m.member.Tags
	var after []string
	for _, tag := range before {
		if !slices.Contains(m.draft.denied, tag) {
			after = append(after, tag)
		}
	}
	for _, tag := range m.draft.member.Tags {
		if !slices.Contains(after, tag) {
			after = append(after, tag)
		}
	}
	if !slices.Equal(before, after) {
		m.changed("Tags", labels[tagsField], strings.Join(before, "、"), strings.Join(after, "、"))
		m.member.Tags = after
	}
}

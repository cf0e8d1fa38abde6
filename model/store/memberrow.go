package store

import (
	"encoding/json"
	"fmt"

	"jishi/model"
)

// memberRow is a row of members. Its fields, memberColumns and targets name
// the columns in one order: members are read and written in their thousands,
// where gorm's reflection would be most of the work.
type memberRow struct {
	Record
	Name, Pinyin, Initials               string
	Sex                                  string
	Ethnic, NativePlace                  string
	Education, Degree                    string
	Birth, BirthCalendar                 string
	BirthLeap                            bool
	IDNumber                             string
	Phone, Address, Employer, Post       string
	Standing, Category                   string
	Branch                               ref
	Joined, Confirmed                    string
	PartyPost, Tags, VolunteerNumber     string
	State, StateDate, StateReason, Notes string
	BirthDay, JoinedDay                  string
	ImportBatch                          ref
	InService                            bool
	HostUnit                             ref
	Photo                                string
}

// TableName implements gorm's Tabler.
func (memberRow) TableName() string { return "members" }

var memberColumns = []string{
	"id", "rev", "owner", "created_at", "updated_at", "removed",
	"name", "pinyin", "initials", "sex", "ethnic", "native_place", "education", "degree",
	"birth", "birth_calendar", "birth_leap", "id_number", "phone", "address", "employer", "post",
	"standing", "category", "branch", "joined", "confirmed", "party_post", "tags", "volunteer_number",
	"state", "state_date", "state_reason", "notes", "birth_day", "joined_day", "import_batch",
	"in_service", "host_unit", "photo",
}

// targets are pointers to the row's fields in the order of memberColumns.
func (r *memberRow) targets() []any {
	return []any{
		&r.ID, &r.Rev, &r.Owner, &r.CreatedAt, &r.UpdatedAt, &r.Removed,
		&r.Name, &r.Pinyin, &r.Initials, &r.Sex, &r.Ethnic, &r.NativePlace, &r.Education, &r.Degree,
		&r.Birth, &r.BirthCalendar, &r.BirthLeap, &r.IDNumber, &r.Phone, &r.Address, &r.Employer, &r.Post,
		&r.Standing, &r.Category, &r.Branch, &r.Joined, &r.Confirmed, &r.PartyPost, &r.Tags, &r.VolunteerNumber,
		&r.State, &r.StateDate, &r.StateReason, &r.Notes, &r.BirthDay, &r.JoinedDay, &r.ImportBatch,
		&r.InService, &r.HostUnit, &r.Photo,
	}
}

func (r *memberRow) model() (model.Member, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Member{}, err
	}
	m := model.Member{
		Record: rec,
		Name:   r.Name, Pinyin: r.Pinyin, Initials: r.Initials,
		Sex: model.Sex(r.Sex), Ethnic: r.Ethnic, NativePlace: r.NativePlace, Education: r.Education, Degree: r.Degree,
		Birthday: model.Birthday{Calendar: model.Calendar(r.BirthCalendar), Leap: r.BirthLeap},
		IDNumber: r.IDNumber, Phone: r.Phone, Address: r.Address, Employer: r.Employer, Post: r.Post,
		Standing: r.Standing, Category: r.Category, Branch: model.ID(r.Branch),
		PartyPost: r.PartyPost, VolunteerNumber: r.VolunteerNumber,
		State: model.MemberState(r.State), StateReason: r.StateReason, Notes: r.Notes,
		InService: r.InService, HostUnit: model.ID(r.HostUnit), Photo: r.Photo,
	}
	for _, d := range []struct {
		to   *model.Date
		text string
	}{{&m.Birthday.Date, r.Birth}, {&m.Joined, r.Joined}, {&m.Confirmed, r.Confirmed}, {&m.StateDate, r.StateDate}} {
		if *d.to, err = dayOf(d.text); err != nil {
			return model.Member{}, err
		}
	}
	if r.Tags != "" {
		if err := json.Unmarshal([]byte(r.Tags), &m.Tags); err != nil {
			return model.Member{}, fmt.Errorf("read stored tags: %w", err)
		}
	}
	return m, nil
}

func memberOf(m model.Member) (memberRow, error) {
	r := memberRow{
		Record: recordOf(m.Record),
		Name:   m.Name, Pinyin: m.Pinyin, Initials: m.Initials,
		Sex: string(m.Sex), Ethnic: m.Ethnic, NativePlace: m.NativePlace, Education: m.Education, Degree: m.Degree,
		Birth: m.Birthday.Date.String(), BirthCalendar: string(m.Birthday.Calendar), BirthLeap: m.Birthday.Leap,
		IDNumber: m.IDNumber, Phone: m.Phone, Address: m.Address, Employer: m.Employer, Post: m.Post,
		Standing: m.Standing, Category: m.Category, Branch: ref(m.Branch),
		Joined: m.Joined.String(), Confirmed: m.Confirmed.String(),
		PartyPost: m.PartyPost, VolunteerNumber: m.VolunteerNumber,
		State: string(m.State), StateDate: m.StateDate.String(), StateReason: m.StateReason, Notes: m.Notes,
		InService: m.InService, HostUnit: ref(m.HostUnit), Photo: m.Photo,
		BirthDay: keptDay(m.Birthday), JoinedDay: keptDay(model.Birthday{Date: m.Joined}),
	}
	if len(m.Tags) > 0 {
		tags, err := json.Marshal(m.Tags)
		if err != nil {
			return r, fmt.Errorf("write tags: %w", err)
		}
		r.Tags = string(tags)
	}
	return r, nil
}

// keptDay is the day of the year on which b is kept, whatever the year: the
// calendar's letter, month and day ("S0305", "L0322", "P0402" in a leap month).
// Empty where month or day is not known.
func keptDay(b model.Birthday) string {
	if b.Date.Month == 0 || b.Date.Day == 0 {
		return ""
	}
	letter := byte('S')
	if b.Calendar == model.Lunar {
		letter = 'L'
		if b.Leap {
			letter = 'P'
		}
	}
	m, d := b.Date.Month, b.Date.Day
	return string([]byte{letter, byte('0' + m/10), byte('0' + m%10), byte('0' + d/10), byte('0' + d%10)})
}

package store

import (
	"strings"

	"jishi/model"
)

// card is what of a member can be searched, filtered and ordered by.
type card struct {
	id    model.ID
	owner model.ID
	// text is the name as searched, the pinyin, the phone's digits, the ID
	// number, the volunteer number and the place in the order of strokes in one
	// string; the cuts are where each but the last ends.
	text    string
	cuts    [5]uint16
	letters uint32 // with which syllables of the pinyin begin
	latin   bool   // the name has letters a–z or digits

	removed, inService bool
	lunar, leap        bool // how the birthday is counted
	state              model.MemberState
	sex                model.Sex
	branch             model.ID
	category, standing string
	ethnic, education  string
	degree, partyPost  string
	hostUnit           model.ID
	tags               string // as stored
	birth              int32  // yyyymmdd, unknown parts 00; 0 where nothing is known
	joined, confirmed  int32
	left               int32 // since when the state is what it is
}

func (c *card) name() string     { return c.text[:c.cuts[0]] }
func (c *card) pinyin() string   { return c.text[c.cuts[0]:c.cuts[1]] }
func (c *card) phone() string    { return c.text[c.cuts[1]:c.cuts[2]] }
func (c *card) idNumber() string { return c.text[c.cuts[2]:c.cuts[3]] }
func (c *card) number() string   { return c.text[c.cuts[3]:c.cuts[4]] }
func (c *card) strokes() string  { return c.text[c.cuts[4]:] }

func (c *card) birthday() model.Birthday {
	b := model.Birthday{Date: dayOfSortable(c.birth), Calendar: model.Solar}
	if c.lunar {
		b.Calendar, b.Leap = model.Lunar, c.leap
	}
	return b
}

// lacks reports whether the member lacks what is asked for.
func (c *card) lacks(what MemberLack) bool {
	switch what {
	case LacksBirthday:
		return c.birth == 0
	case LacksPhone:
		return c.phone() == ""
	}
	return false
}

// cardColumns are the columns that cardOf reads, in the order of cardTargets.
var cardColumns = []string{
	"id", "removed", "name", "pinyin", "phone", "id_number", "volunteer_number", "birth", "birth_leap", "joined", "confirmed", "in_service",
	// A few values of these repeat for everybody.
	"birth_calendar", "state", "sex", "branch", "category", "standing", "ethnic", "education", "tags",
	"degree", "party_post", "host_unit", "state_date", "owner",
}

// cardTargets are pointers to the row's fields of cardColumns: those that are
// read as they are, and those of which one copy of each value is kept.
func (r *memberRow) cardTargets() (own, shared []any) {
	own = []any{
		&r.ID, &r.Removed, &r.Name, &r.Pinyin, &r.Phone, &r.IDNumber, &r.VolunteerNumber, &r.Birth, &r.BirthLeap, &r.Joined, &r.Confirmed, &r.InService,
	}
	shared = []any{
		&r.BirthCalendar, &r.State, &r.Sex, &r.Branch, &r.Category, &r.Standing, &r.Ethnic, &r.Education, &r.Tags,
		&r.Degree, &r.PartyPost, &r.HostUnit, &r.StateDate, &r.Owner,
	}
	return own, shared
}

func cardOf(r *memberRow) (card, error) {
	name := model.SearchName(r.Name)
	c := card{
		id: model.ID(r.ID), owner: model.ID(r.Owner), latin: strings.ContainsAny(name, letters+digits),
		removed: r.Removed, inService: r.InService, state: model.MemberState(r.State), sex: model.Sex(r.Sex),
		branch: model.ID(r.Branch), category: r.Category, standing: r.Standing, ethnic: r.Ethnic, education: r.Education, tags: r.Tags,
		degree: r.Degree, partyPost: r.PartyPost, hostUnit: model.ID(r.HostUnit),
		lunar: r.BirthCalendar == string(model.Lunar), leap: r.BirthLeap,
	}
	parts := [...]string{name, r.Pinyin, searchDigits(r.Phone), model.SearchName(r.IDNumber), model.SearchName(r.VolunteerNumber), model.StrokesKey(r.Name)}
	c.text = strings.Join(parts[:], "")
	end := 0
	for i := range c.cuts {
		end += len(parts[i])
		c.cuts[i] = uint16(end)
	}
	for syllable := range strings.FieldsSeq(r.Pinyin) {
		c.letters |= letterBit(syllable[0])
	}
	for _, d := range []struct {
		to   *int32
		text string
	}{{&c.birth, r.Birth}, {&c.joined, r.Joined}, {&c.confirmed, r.Confirmed}, {&c.left, r.StateDate}} {
		day, err := dayOf(d.text)
		if err != nil {
			return c, err
		}
		*d.to = sortableDay(day)
	}
	return c, nil
}

// sortableDay is d as yyyymmdd.
func sortableDay(d model.Date) int32 {
	return int32((d.Year*100+d.Month)*100 + d.Day)
}

func dayOfSortable(n int32) model.Date {
	return model.Date{Year: int(n / 10000), Month: int(n / 100 % 100), Day: int(n % 100)}
}

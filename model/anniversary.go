package model

import "slices"

// AnniversaryKind is what is kept on an anniversary.
type AnniversaryKind string

// The kinds of anniversary.
const (
	BirthdayAnniversary  AnniversaryKind = "birthday"  // 生日
	PoliticalAnniversary AnniversaryKind = "political" // 政治生日: the day of joining
)

// AnniversaryKey names one Anniversary.
type AnniversaryKey struct {
	Member ID
	Kind   AnniversaryKind
	Date   Date // the solar day on which it is kept
}

// Anniversary is one person's birthday or 政治生日 on one solar day.
type Anniversary struct {
	Date      Date
	Kind      AnniversaryKind
	Years     int // of age or of membership; 0 where the year is unknown
	Member    Member
	Branch    string     // name of the member's branch
	Greetings []Greeting // the oldest first
}

// Key is the anniversary's name.
func (a Anniversary) Key() AnniversaryKey { return AnniversaryKey{a.Member.ID, a.Kind, a.Date} }

// Milestone reports whether the years are ones that are kept with more than a
// card: 60 to 100 years of age, 10 to 50 of membership, in tens.
func (a Anniversary) Milestone() bool {
	first, last := 60, 100
	if a.Kind == PoliticalAnniversary {
		first, last = 10, 50
	}
	return a.Years%10 == 0 && a.Years >= first && a.Years <= last
}

// Anniversaries lists what is kept for m on the days days that begin with
// from, in the order of their dates, across New Year too. Members who moved,
// died or were removed have none, nor has a date without its month and day.
// Branch and Greetings are left to the caller.
func Anniversaries(m Member, from Date, days int) []Anniversary {
	if m.State != Active || m.Removed || days < 1 || !from.Full() {
		return nil
	}
	to := from.AddDays(days - 1)
	var list []Anniversary
	for _, kept := range [...]struct {
		kind AnniversaryKind
		day  Birthday
	}{
		{BirthdayAnniversary, m.Birthday},
		{PoliticalAnniversary, Birthday{Date: m.Joined}},
	} {
		for _, day := range kept.day.Between(from, to) {
			list = append(list, Anniversary{Date: day, Kind: kept.kind, Years: kept.day.Age(day), Member: m})
		}
	}
	slices.SortStableFunc(list, func(a, b Anniversary) int { return a.Date.Compare(b.Date) })
	return list
}

// PartyYears is the 党龄 on a day: the full years since confirmed (转正时间),
// 0 where its year is not known. Unknown parts of confirmed count as reached.
func PartyYears(confirmed, on Date) int { return Birthday{Date: confirmed}.Age(on) }

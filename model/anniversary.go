package model

// AnniversaryKind is what is kept on an anniversary.
type AnniversaryKind string

// The kinds of anniversary.
const (
	BirthdayAnniversary  AnniversaryKind = "birthday"  // 生日
	PoliticalAnniversary AnniversaryKind = "political" // 政治生日: the day of joining
)

// Anniversary is one person's birthday or 政治生日 on one solar day.
type Anniversary struct {
	Date   Date
	Kind   AnniversaryKind
	Years  int // of age or of membership; 0 where the year is unknown
	Member Member
	Branch string // name of the member's branch
}

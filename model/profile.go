package model

// Profile (个人档案) is everything that is known of one member.
type Profile struct {
	Member       Member
	Names        map[ID]string // of the organisations
	History      []Participation
	Certificates []Certificate
	Honours      []Honour    // newest first
	Greetings    []Greeting  // newest first
	Handovers    []Handover  // to and from other centres, the last first
	Past         []PastEvent // at other centres, newest first
	Photo        []byte      // JPEG; nil for none
}

// YearOfParticipation is what somebody took part in within a year.
type YearOfParticipation struct {
	Year, Times, Minutes int
	Volunteer            int // minutes of volunteer service among them
}

// Years sums the history up by year, newest first, of what the member was at.
func (p Profile) Years() []YearOfParticipation {
	var years []YearOfParticipation
	for _, h := range p.History { // newest first
		if !h.State.Attended() {
			continue
		}
		if len(years) == 0 || years[len(years)-1].Year != h.Start.Year() {
			years = append(years, YearOfParticipation{Year: h.Start.Year()})
		}
		y := &years[len(years)-1]
		y.Times++
		y.Minutes += h.Minutes
		if h.Kind == Volunteering && h.Confirmed {
			y.Volunteer += h.Minutes
		}
	}
	return years
}

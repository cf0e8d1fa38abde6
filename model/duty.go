package model

// Duties (待办) are what the records show to be waiting for somebody.
type Duties struct {
	// Unmarked are activities of days gone by at which nobody, or not everybody
	// who was expected, was marked; latest first.
	Unmarked []ActivitySummary
	// Closable are programmes still open of which every session is over,
	// Certifiable those closed with people who passed but hold no certificate.
	Closable, Certifiable []ProgrammeDuty
	// Missed are series of lectures that missed months of the last twelve.
	Missed []SeriesDuty
	// FollowUps are what records say is to be done and is not, as far as it is
	// late, due within FollowUpDays or without a date; the earliest first.
	FollowUps []FollowUpDuty
	// Members counts who is on the register, NoBirthday and NoPhone those of
	// them who lack one.
	Members, NoBirthday, NoPhone int
}

// FollowUpDays is how many days ahead of its date a follow-up begins to be
// waiting.
const FollowUpDays = 7

// FollowUpDuty is a follow-up that was agreed at an activity and is not done.
type FollowUpDuty struct {
	FollowUp
	Activity ID
	Title    string // of the activity
}

// ProgrammeDuty is a programme that waits for something.
type ProgrammeDuty struct {
	ID       ID
	Title    string
	Sessions int // held
	People   int // who passed and hold no certificate; 0 for a Closable one
}

// Figures are the counts of a period.
type Figures struct {
	Held, Planned  int // activities held, and still to be held
	Attendances    int // 人次: how often people came
	People         int // 人数: how many different people came
	ServiceMinutes int // of volunteer service confirmed
}

// SeriesDuty is a series of lectures that missed months of its plan.
type SeriesDuty struct {
	ID     ID
	Title  string
	Months []Date // without day, earliest first
}

package model

// ActivitySummary is an activity as lists show it: with its attendance counted.
type ActivitySummary struct {
	Activity
	Tally Tally
}

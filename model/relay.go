package model

import "time"

// Relay (转报) is a centre whose records a street passes on to the district
// with its own package: the district need not know the centre's keys, the
// street vouches for it.
type Relay struct {
	Centre ID
	// Sequence is the number of the centre's package that the street holds, and
	// Received when that came to the street.
	Sequence int
	Received time.Time
}

// RelayedCentre is a Relay as the district holds it.
type RelayedCentre struct {
	Relay
	Street ID
	// Decided says that a person here settled to which street the centre belongs:
	// what other streets send of it is left out.
	Decided bool
}

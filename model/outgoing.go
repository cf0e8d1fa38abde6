package model

import "time"

// Outgoing (待上报) is what a package to an office would hold, set beside the
// last one that the office confirmed.
type Outgoing struct {
	// Since is when that one was made; zero while none was confirmed.
	Since  time.Time
	Counts []OutgoingCount
	Relays int // centres whose records go along
	// Photos and attachments that the office has not confirmed, and their size
	// in bytes.
	Files int
	Bytes int64
}

// OutgoingCount counts one type of record.
type OutgoingCount struct {
	Table        Table
	All          int // not removed
	New, Changed int // since the last package that was confirmed; Changed has removed ones too
}

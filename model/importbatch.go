package model

// ImportBatch is one roster that was brought in, and can be undone as a whole.
type ImportBatch struct {
	Record
	File    string // name of the file, without its folder
	New     int    // members it made
	Changed int    // members it changed
	Undone  bool
}

package model

import "errors"

// Code says of what sort an Error is; it decides what the program does, the
// Message is what a person reads.
type Code string

// The sorts of error that people meet.
const (
	Invalid    Code = "invalid"    // a value that cannot be; Field names it
	NotFound   Code = "not-found"  // no such record
	Conflict   Code = "conflict"   // somebody saved the record in between
	Refused    Code = "refused"    // a rule forbids it
	Locked     Code = "locked"     // the data folder is open in another window
	Newer      Code = "newer"      // the database was written by a newer version
	Unreadable Code = "unreadable" // a foreign file that cannot be read
	DiskFull   Code = "disk-full"
	Unwritable Code = "unwritable" // a folder or file that cannot be written
	Damaged    Code = "damaged"    // the database fails its integrity check
	KeysLost   Code = "keys-lost"  // this office's own keys are not there or cannot be opened
)

// Error is a failure that can be told to a person.
type Error struct {
	Code  Code
	Field string // the struct field at fault, such as "Name"; empty where none is
	// Message is one plain Chinese sentence with full-width punctuation.
	Message string
	Err     error // the cause, for the log only
}

func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// CodeOf returns the Code of the first Error in err's chain, or "".
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func invalid(field, message string) error {
	return &Error{Code: Invalid, Field: field, Message: message}
}

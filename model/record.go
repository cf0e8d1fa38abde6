package model

import (
	"time"

	"github.com/google/uuid"
)

// ID names a record for ever and in every centre: a UUIDv7 as text.
// The empty ID means "none".
type ID string

// NewID returns a fresh ID; later IDs sort after earlier ones.
func NewID() ID { return ID(uuid.Must(uuid.NewV7()).String()) }

// Record is what every stored type begins with. The store fills it in: a
// caller sets at most ID, to change an existing record.
type Record struct {
	ID  ID
	Rev int // counts saves, from 1; 0 means never saved
	// Owner is the centre that made the record and alone may change it.
	Owner     ID
	CreatedAt time.Time
	UpdatedAt time.Time
	// Removed marks a record taken off the lists. Nothing is ever deleted.
	Removed bool
}

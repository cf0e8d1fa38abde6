package model

import (
	"crypto/ed25519"
	"time"
)

// PublicKeys are the public halves of an office's keys.
type PublicKeys struct {
	Recipient  string // an X25519 recipient of age, "age1…"
	SigningKey ed25519.PublicKey
	// Since is when they became this office's.
	Since time.Time
	// Renewed says that they were made in place of lost ones and nobody has said
	// yet that the other offices know them.
	Renewed bool
}

// Same reports whether both are the same keys.
func (k PublicKeys) Same(other PublicKeys) bool {
	return k.Recipient == other.Recipient && k.SigningKey.Equal(other.SigningKey)
}

// Of is o with these keys.
func (k PublicKeys) Of(o Office) Office {
	o.Recipient, o.SigningKey = k.Recipient, k.SigningKey
	return o
}

// KeyRecord (密钥登记) is what the database knows of this office's own keys. The
// keys themselves lie in the data folder and in no backup, so that they may be
// missing or others where the data were moved to another computer.
type KeyRecord struct {
	Keys []PublicKeys // the former ones, oldest first, and at the end the present ones
	// InUse says that packages were exchanged or other offices registered: they
	// know this office by its keys.
	InUse bool
}

// Present are the keys that this office has now; false while none were noted.
func (r KeyRecord) Present() (PublicKeys, bool) {
	if len(r.Keys) == 0 {
		return PublicKeys{}, false
	}
	return r.Keys[len(r.Keys)-1], true
}

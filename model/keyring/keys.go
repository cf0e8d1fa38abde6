// Package keyring keeps the keys of this office: an X25519 identity of age, to
// which others seal packages for it, and an Ed25519 key with which it signs its
// own.
//
// It owns their file in the data folder, the recovery file with which they
// outlive the computer, and the public file by which other offices come to
// know them. Whom this office knows is kept by the store.
package keyring

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"fmt"

	"filippo.io/age"

	"jishi/model"
)

// Keys are the secret keys of one office.
type Keys struct {
	identity *age.X25519Identity
	signing  ed25519.PrivateKey
}

// Generate makes new keys.
func Generate() (*Keys, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make an identity: %w", err)
	}
	_, signing, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("make a signing key: %w", err)
	}
	return &Keys{identity, signing}, nil
}

// FromSeed makes the same keys of the same seed each time: for samples and
// tests, whose keys protect nothing.
func FromSeed(seed string) (*Keys, error) {
	part := func(name string) ([]byte, error) {
		return hkdf.Key(sha256.New, []byte(seed), nil, "jishi "+name, ed25519.SeedSize)
	}
	secret, err := part("identity")
	if err != nil {
		return nil, fmt.Errorf("derive an identity: %w", err)
	}
	identity, err := age.ParseX25519Identity(bech32("AGE-SECRET-KEY-", secret))
	if err != nil {
		return nil, fmt.Errorf("derive an identity: %w", err)
	}
	signing, err := part("signing key")
	if err != nil {
		return nil, fmt.Errorf("derive a signing key: %w", err)
	}
	return &Keys{identity, ed25519.NewKeyFromSeed(signing)}, nil
}

// Identity opens what was sealed to the office.
func (k *Keys) Identity() age.Identity { return k.identity }

// Sign returns the office's signature of message.
func (k *Keys) Sign(message []byte) []byte { return ed25519.Sign(k.signing, message) }

// SigningKey is the public key that verifies what Sign returns.
func (k *Keys) SigningKey() ed25519.PublicKey {
	return ed25519.PublicKey(k.signing[ed25519.SeedSize:])
}

// Public is o with the public halves of the keys.
func (k *Keys) Public(o model.Office) model.Office {
	return k.halves().Of(o)
}

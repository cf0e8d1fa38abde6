package store

import (
	"crypto/ed25519"
	"testing"

	"jishi/model"
)

func testOffice(name, code string) model.Office {
	return model.Office{
		ID: model.NewID(), Kind: model.Street, Name: name, Code: code,
		Recipient: "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj", SigningKey: make([]byte, ed25519.PublicKeySize),
	}
}

func TestAnApprovedOfficeIsKnownByIDAndCode(t *testing.T) {
	s := newStore(t)
	street := testOffice("大学路街道", "410103008")
	_, err := s.Known(t.Context(), string(street.ID))
	refused(t, err, model.NotFound)
	must(t, s.Approve(t.Context(), street))
	must(t, s.Approve(t.Context(), testOffice("没有代码的中心", "")))
	for _, by := range []string{string(street.ID), street.Code} {
		known, err := s.Known(t.Context(), by)
		must(t, err)
		if known.Name != street.Name || !known.SameKeys(street) || known.Approved.IsZero() {
			t.Errorf("by %s: %+v", by, known)
		}
	}
	_, err = s.Known(t.Context(), "")
	refused(t, err, model.NotFound)
	list, err := s.Offices(t.Context())
	must(t, err)
	if len(list) != 2 {
		t.Errorf("offices: %v", list)
	}
}

func TestACodeThatTwoOfficesHaveNamesNeither(t *testing.T) {
	s := newStore(t)
	must(t, s.Approve(t.Context(), testOffice("甲街道", "410103008")))
	must(t, s.Approve(t.Context(), testOffice("乙街道", "410103008")))
	_, err := s.Known(t.Context(), "410103008")
	refused(t, err, model.NotFound)
}

func TestApprovingNewKeysReplacesTheOld(t *testing.T) {
	s := newStore(t)
	street := testOffice("大学路街道", "410103008")
	must(t, s.Approve(t.Context(), street))
	street.SigningKey = append([]byte{1}, street.SigningKey[1:]...)
	must(t, s.Approve(t.Context(), street))
	known, err := s.Known(t.Context(), street.Code)
	must(t, err)
	if !known.SameKeys(street) {
		t.Errorf("known as %+v", known)
	}
}

func TestAnOfficeDoesNotKnowItself(t *testing.T) {
	s := newStore(t)
	centre, err := s.Centre(t.Context())
	must(t, err)
	own := testOffice(centre.Name, centre.Code)
	own.ID = centre.ID
	refused(t, s.Approve(t.Context(), own), model.Refused)
}

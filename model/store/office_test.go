package store

import (
	"crypto/ed25519"
	"testing"
	"time"

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

func TestWhatGoesOutIsCountedFromTheLastConfirmedPackage(t *testing.T) {
	s := newStore(t)
	day := s.Now()
	s.options.Now = func() time.Time { return day }
	street := testOffice("大学路街道", "410103008")
	must(t, s.Approve(t.Context(), street))
	first, err := s.SaveMember(t.Context(), model.Member{Name: "张秀梅"})
	must(t, err)
	members := func() model.OutgoingCount {
		t.Helper()
		out, err := s.Outgoing(t.Context(), street.ID)
		must(t, err)
		return out.Counts[0]
	}
	if got := members(); got.All != 1 || got.New != 1 || got.Changed != 0 {
		t.Errorf("before any package: %+v", got)
	}
	p, err := s.BeginPackage(t.Context(), model.ReportPackage, street.ID, nil)
	must(t, err)
	p.State = model.PackageWritten
	must(t, s.FinishPackage(t.Context(), p))
	day = day.Add(time.Hour)
	if got := members(); got.New != 1 {
		t.Errorf("a package that nobody confirmed counts: %+v", got)
	}
	must(t, s.ConfirmPackages(t.Context(), street.ID, []model.ID{p.Package}))
	first.Phone = "19900001001"
	_, err = s.SaveMember(t.Context(), first)
	must(t, err)
	_, err = s.SaveMember(t.Context(), model.Member{Name: "李敏"})
	must(t, err)
	if got := members(); got.All != 2 || got.New != 1 || got.Changed != 1 {
		t.Errorf("after one that was confirmed: %+v", got)
	}
}

package model

import (
	"crypto/ed25519"
	"strings"
	"testing"
)

func testOffice() Office {
	return Office{
		ID: "01960000-0000-7000-8000-000000000003", Kind: CentreOf, Name: "高山社区党群服务中心", Code: "410103008012",
		Recipient:  "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj",
		SigningKey: ed25519.PublicKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))[ed25519.SeedSize:]),
	}
}

func TestAFingerprintIsEightGroupsOfFourDigits(t *testing.T) {
	groups := strings.Split(testOffice().Fingerprint(), " ")
	if len(groups) != 8 {
		t.Fatalf("groups %q", groups)
	}
	for _, g := range groups {
		if len(g) != 4 || strings.Trim(g, "0123456789") != "" {
			t.Errorf("group %q", g)
		}
	}
}

func TestAFingerprintFollowsTheKeysAndNotTheName(t *testing.T) {
	o := testOffice()
	spoken := o.Fingerprint()
	o.Name, o.Code = "高山社区中心", ""
	if o.Fingerprint() != spoken {
		t.Error("a corrected name changes the fingerprint")
	}
	for what, change := range map[string]func(o *Office){
		"id":          func(o *Office) { o.ID = "01960000-0000-7000-8000-000000000004" },
		"kind":        func(o *Office) { o.Kind = Street },
		"recipient":   func(o *Office) { o.Recipient = strings.ToUpper(o.Recipient) },
		"signing key": func(o *Office) { o.SigningKey = make([]byte, ed25519.PublicKeySize) },
	} {
		other := testOffice()
		change(&other)
		if other.Fingerprint() == spoken {
			t.Errorf("another %s has the same fingerprint", what)
		}
		if other.SameKeys(testOffice()) {
			t.Errorf("another %s counts as the same keys", what)
		}
	}
}

func TestAFingerprintIsReadHoweverItIsTyped(t *testing.T) {
	o := testOffice()
	spoken := o.Fingerprint()
	for _, typed := range []string{spoken, strings.ReplaceAll(spoken, " ", ""), strings.ReplaceAll(spoken, " ", "-"), " " + spoken + "。"} {
		if !o.SameFingerprint(typed) {
			t.Errorf("%q is not taken for %q", typed, spoken)
		}
	}
	for _, typed := range []string{"", spoken[:len(spoken)-1], spoken + "0", strings.Repeat("0", 32)} {
		if o.SameFingerprint(typed) {
			t.Errorf("%q is taken for %q", typed, spoken)
		}
	}
}

func TestAnOfficeWithoutWhatItNeedsIsRefused(t *testing.T) {
	if err := testOffice().Validate(); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(o *Office){
		"ID":         func(o *Office) { o.ID = "" },
		"Kind":       func(o *Office) { o.Kind = Branch },
		"Name":       func(o *Office) { o.Name = " " },
		"SigningKey": func(o *Office) { o.SigningKey = nil },
	} {
		o := testOffice()
		change(&o)
		if CodeOf(o.Validate()) != Invalid {
			t.Errorf("an office without %s is taken", field)
		}
	}
}

package model

import (
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func TestEveryMemberHasACardOfDigitsThatLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var id uuid.UUID
		copy(id[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		member := ID(id.String())
		code := CardCode(member)
		if got, ok := CardMember(code); !ok || got != member {
			t.Fatalf("card %s of %s leads to %s, %v", code, member, got, ok)
		}
		if in := ReadDeskInput(" " + code + "\r\n"); in != (DeskInput{Card: member}) {
			t.Fatalf("the desk reads %+v", in)
		}
		// A digit misread, or two neighbours exchanged, is noticed.
		at := rapid.IntRange(0, len(code)-2).Draw(t, "at")
		wrong := []byte(code)
		wrong[at] = '0' + (wrong[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if got, ok := CardMember(string(wrong)); ok {
			t.Fatalf("the misread card %s is taken for %s", wrong, got)
		}
		turned := []byte(code)
		turned[at], turned[at+1] = turned[at+1], turned[at]
		if got, ok := CardMember(string(turned)); ok && got != member {
			t.Fatalf("the card %s is taken for %s", turned, got)
		}
	})
}

func TestTheDeskTellsWhatWasTyped(t *testing.T) {
	for typed, want := range map[string]DeskInput{
		"":                     {},
		" ww ":                 {Text: "ww"},
		"１００７":                 {Text: "1007"},
		"13812345678":          {Text: "13812345678"},
		"11010519491231002x\n": {IDNumber: "11010519491231002X"},
		"110105491231002":      {IDNumber: "110105491231002"},
		"110105194912310021":   {Fault: "身份证号没有读对，请再刷一次，或改用姓名签到。"},
		"1101051949123100211":  {Fault: "会员卡没有读完整，请再扫一次。"},
		"阿依古丽·买买提":             {Text: "阿依古丽·买买提"},
	} {
		if got := ReadDeskInput(typed); got != want {
			t.Errorf("%q is read as %+v, want %+v", typed, got, want)
		}
	}
	if CardCode("no id") != "" {
		t.Error("what is no ID has a card")
	}
}

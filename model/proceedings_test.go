package model

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAVoteIsCarriedByMoreThanHalfOfAllWhoMayVote(t *testing.T) {
	for _, c := range []struct {
		vote Vote
		want string
	}{
		{Vote{Eligible: 55, Voting: 55, InFavour: 54, Abstained: 1}, "通过"},
		{Vote{Eligible: 55, Voting: 28, InFavour: 28}, "通过"},
		{Vote{Eligible: 55, Voting: 28, InFavour: 27, Against: 1}, "未通过"},
		{Vote{Eligible: 56, Voting: 28, InFavour: 28}, "到会不过半，表决无效"},
		{Vote{}, "未填人数"},
	} {
		if got := c.vote.Outcome(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.vote, got, c.want)
		}
	}
}

func TestVotesThatCannotBeAreRefused(t *testing.T) {
	ok := Vote{Subject: "加装路灯", Eligible: 10, Voting: 8, InFavour: 6, Against: 1, Abstained: 1}
	if err := ok.Validate(); err != nil {
		t.Fatal(err)
	}
	for field, change := range map[string]func(*Vote){
		"Subject":   func(v *Vote) { v.Subject = " " },
		"Voting":    func(v *Vote) { v.Voting = 11 },
		"InFavour":  func(v *Vote) { v.InFavour = 7 },
		"Against":   func(v *Vote) { v.Against = -1 },
		"Abstained": func(v *Vote) { v.Abstained = 200_000 },
	} {
		v := ok
		change(&v)
		if err := v.Validate(); CodeOf(err) != Invalid {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestMoneyIsReadAsPeopleWriteIt(t *testing.T) {
	for text, want := range map[string]int{"": 0, "128": 12800, "128.5": 12850, "￥1,280.05元": 128005, "１２８．５": 12850, "0.01": 1} {
		if got, err := ParseYuan(text); err != nil || got != want {
			t.Errorf("%q is %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"一百", "-5", "1.234", "1e9", ".", "99999999999"} {
		if got, err := ParseYuan(text); CodeOf(err) != Invalid {
			t.Errorf("%q is %d, %v", text, got, err)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		fen := rapid.IntRange(0, MostSpending).Draw(t, "fen")
		if got, err := ParseYuan(Yuan(fen)); err != nil || got != fen {
			t.Fatalf("%s is %d, %v", Yuan(fen), got, err)
		}
	})
}

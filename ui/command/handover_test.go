package command_test

import (
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

type person struct {
	Name, Day string
	Past      []struct {
		Kind string
		N    int
	}
	Alike []struct{ ID, Name, Likely string }
}

func TestAMemberIsHandedOverByCommand(t *testing.T) {
	from, to, street := demo(t), smallCentre(t, 1, 2), street(t)
	stick, back := t.TempDir(), t.TempDir()
	know(t, to, from)
	var who model.Member
	inStore(t, from, func(s *store.Store) error {
		totals, err := s.VolunteerTotals(t.Context(), model.Date{Year: 1949, Month: 1, Day: 1}, s.Today(), 0, 1)
		if err != nil {
			return err
		}
		who, err = s.Member(t.Context(), totals[0].Member)
		return err
	})
	var own identity
	ask(t, &own, "identity", "--data", from)

	var looked, sent struct {
		File, Office string
		Person       person
	}
	ask(t, &looked, "handover", string(who.ID), "--to-centre", "410103008001", "--data", from)
	if looked.File != "" || looked.Person.Name != who.Name || len(looked.Person.Past) < 2 {
		t.Errorf("looked at: %+v", looked)
	}
	ask(t, &sent, "handover", string(who.ID), "--to-centre", "410103008001", "--to", stick, "--data", from)
	if line := refuse(t, 1, "handover", string(who.ID), "--to-centre", "410103008001", "--to", stick, "--data", from); !strings.Contains(line, "已转出") {
		t.Errorf("handed over twice: %q", line)
	}
	var got []struct {
		received
		Person    person
		Withdrawn int
	}
	ask(t, &got, "receive", stick, "--apply", "--data", to)
	if len(got) != 1 || !got[0].Applied || got[0].Person.Name != who.Name || len(got[0].Person.Past) != len(looked.Person.Past) {
		t.Errorf("received: %+v", got)
	}
	if people := membersOf(t, to); !strings.Contains(people, who.Name) {
		t.Error("the person is not on the new centre's register")
	}
	var receipt handedDown
	ask(t, &receipt, "answer", own.Code, "--to", back, "--data", to)
	if receipt.Receipts != 1 || receipt.Rows != 0 {
		t.Errorf("the receipt: %+v", receipt)
	}
	ask(t, &got, "receive", back, "--apply", "--data", from)
	if got[0].Confirmed != 1 {
		t.Errorf("the receipt was received: %+v", got)
	}
	if line := refuse(t, 1, "handover", string(who.ID), "--undo", "--data", from); !strings.Contains(line, "已经签收") {
		t.Errorf("taken back after the receipt: %q", line)
	}
	var undone struct{ Undone int }
	ask(t, &undone, "undo", own.Code, "--data", to)
	if people := membersOf(t, to); strings.Contains(people, who.Name) {
		t.Error("the person stayed after the undo")
	}
	if status, out, _ := jishi(t, "receive", stick, "--apply", "--data", street); status != 1 || !strings.Contains(out, "不是发给本单位") {
		t.Errorf("at the street: status %d, %q", status, out)
	}
}

func TestHandoversThatAreNotClearAreRefused(t *testing.T) {
	from, to, stick := smallCentre(t, 1, 2), smallCentre(t, 2, 0), t.TempDir()
	file, fingerprint := publicFile(t, to, "接收中心")
	for says, args := range map[string][]string{
		"没有找到":      {"没有这人", "--to-centre", file},
		"对上了 2 个人":  {"周", "--to-centre", file},
		"还没有核对过":    {"周甲", "--to-centre", file, "--to", stick},
		"指纹":        {"周甲", "--to-centre", file, "--to", stick, "--fingerprint", strings.Repeat("0000 ", 8)},
		"打不开":       {"周甲", "--to-centre", file + "没有"},
		"没有可以撤销的转出": {"周甲", "--undo"},
	} {
		if line := refuse(t, 1, append(append([]string{"handover"}, args...), "--data", from)...); !strings.Contains(line, says) {
			t.Errorf("%v: %q does not speak of %s", args, line, says)
		}
	}
	refuse(t, 2, "handover", "周甲", "--data", from)
	var sent struct{ File string }
	ask(t, &sent, "handover", "周甲", "--to-centre", file, "--fingerprint", fingerprint, "--to", stick, "--data", from)
	var undone struct{ Person person }
	ask(t, &undone, "handover", "周甲", "--undo", "--data", from)
	if undone.Person.Name != "周甲" {
		t.Errorf("taken back: %+v", undone)
	}
}

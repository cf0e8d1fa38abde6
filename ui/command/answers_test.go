package command_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// inStore works on the store of a data folder that no command has open.
func inStore(t *testing.T, dir string, work func(s *store.Store) error) {
	t.Helper()
	s, err := store.Open(t.Context(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = work(s)
	if closing := s.Close(); err != nil || closing != nil {
		t.Fatal(err, closing)
	}
}

// smallCentre is the data folder of a centre with a few people.
func smallCentre(t *testing.T, n, people int) string {
	t.Helper()
	dir := t.TempDir()
	inStore(t, dir, func(s *store.Store) error {
		_, err := s.SaveCentre(t.Context(), model.Centre{
			Name: fmt.Sprintf("第%d社区党群服务中心", n), Code: fmt.Sprintf("410103008%03d", n), Street: "大学路街道", District: "郑州市二七区",
		})
		for i := range people {
			if err == nil {
				_, err = s.SaveMember(t.Context(), model.Member{Name: fmt.Sprintf("周%c", '甲'+rune(i))})
			}
		}
		return err
	})
	return dir
}

// know lets the offices in two data folders know each other.
func know(t *testing.T, one, other string) {
	t.Helper()
	for _, way := range [][2]string{{one, other}, {other, one}} {
		file, fingerprint := publicFile(t, way[1], "单位")
		var paired identity
		ask(t, &paired, "pair", file, "--fingerprint", fingerprint, "--data", way[0])
	}
}

// handedDown is what answer and rebuild wrote.
type handedDown struct {
	File                                          string
	Sequence, Receipts, Items, Words, Rows, Files int
}

func TestTenCentresReportAndAreAnswered(t *testing.T) {
	street, stick := street(t), t.TempDir()
	centres := make([]string, 10)
	for i := range centres {
		centres[i] = smallCentre(t, i+1, 2+i)
		know(t, street, centres[i])
		var sent struct{ Sequence int }
		ask(t, &sent, "export", "--to", stick, "--data", centres[i])
	}
	var got []received
	ask(t, &got, "receive", stick, "--apply", "--data", street)
	if len(got) != 10 {
		t.Fatalf("%d packages came", len(got))
	}
	inStore(t, street, func(s *store.Store) error {
		_, err := s.SaveStreetItem(t.Context(), model.StreetItem{Kind: model.MonthItem, Month: model.Date{Year: 2018, Month: 5}, Title: "五月重点工作事项"})
		return err
	})
	for i, centre := range centres {
		code, back := fmt.Sprintf("410103008%03d", i+1), t.TempDir()
		var answer handedDown
		ask(t, &answer, "answer", code, "--to", back, "--data", street)
		if answer.Receipts != 1 || answer.Items != 1 || answer.Words == 0 {
			t.Fatalf("answer: %+v", answer)
		}
		var came []received
		ask(t, &came, "receive", back, "--apply", "--data", centre)
		if !came[0].Applied || came[0].Confirmed != 1 {
			t.Errorf("%s received %+v", code, came)
		}
		ask(t, &came, "receive", back, "--apply", "--data", centre)
		if came[0].Applied || !came[0].Repeated {
			t.Errorf("twice: %+v", came)
		}
		if status, out, _ := jishi(t, "receive", back, "--apply", "--data", centres[(i+1)%10]); status != 1 || !strings.Contains(out, "不是发给本单位的") {
			t.Errorf("another centre opens it: status %d, %q", status, out)
		}
		refuse(t, 1, "answer", code, "--to", back, "--data", centre)
	}
	if people := membersOf(t, street); strings.Count(people, `"id"`) != 65 {
		t.Errorf("the street shows %d people", strings.Count(people, `"id"`))
	}
}

func TestALostComputerIsRebuiltByCommand(t *testing.T) {
	street, centre, stick := street(t), smallCentre(t, 1, 5), t.TempDir()
	know(t, street, centre)
	for range 2 {
		var sent struct{ Sequence int }
		ask(t, &sent, "export", "--to", stick, "--data", centre)
	}
	refuse(t, 1, "rebuild", "410103008001", "--for", stick, "--to", stick, "--data", street)
	var got []received
	ask(t, &got, "receive", stick, "--apply", "--data", street)

	fresh := smallCentre(t, 1, 0)
	file, fingerprint := publicFile(t, fresh, "新电脑")
	if line := refuse(t, 1, "rebuild", "410103008001", "--for", file, "--to", stick, "--data", street); !strings.Contains(line, "指纹") {
		t.Errorf("without a fingerprint: %q", line)
	}
	refuse(t, 1, "rebuild", "410103008001", "--for", file, "--fingerprint", strings.Repeat("0", 32), "--to", stick, "--data", street)
	back := t.TempDir()
	var written handedDown
	ask(t, &written, "rebuild", "410103008001", "--for", file, "--fingerprint", fingerprint, "--to", back, "--data", street)
	if written.Rows == 0 || filepath.Dir(written.File) != back {
		t.Errorf("written: %+v", written)
	}
	streetFile, streetPrint := publicFile(t, street, "街道")
	var paired identity
	ask(t, &paired, "pair", streetFile, "--fingerprint", streetPrint, "--data", fresh)
	var came []received
	ask(t, &came, "receive", back, "--data", fresh)
	if !came[0].OK || came[0].Applied {
		t.Errorf("looked at: %+v", came)
	}
	ask(t, &came, "receive", back, "--apply", "--data", fresh)
	if status, out, _ := jishi(t, "receive", back, "--apply", "--data", fresh); status != 1 || !strings.Contains(out, "已经有自己的记录") {
		t.Errorf("rebuilt twice: status %d, %q", status, out)
	}
	if people := membersOf(t, fresh); strings.Count(people, `"id"`) != 5 {
		t.Errorf("the new computer shows %s", people)
	}

	next := t.TempDir()
	var sent struct{ Sequence int }
	ask(t, &sent, "export", "--to", next, "--data", fresh)
	if sent.Sequence != 3 {
		t.Errorf("the next package is number %d", sent.Sequence)
	}
	ask(t, &got, "receive", next, "--apply", "--data", street)
	for _, table := range got[0].Tables {
		if table.New+table.Changed+table.Removed > 0 {
			t.Errorf("the street sees a change: %+v", table)
		}
	}
}

func TestAStreetReportsToNobodyBelow(t *testing.T) {
	street, centre, stick := street(t), smallCentre(t, 1, 1), t.TempDir()
	know(t, street, centre)
	if line := refuse(t, 1, "export", "--to", stick, "--data", street); !strings.Contains(line, "还没有登记上级单位") {
		t.Errorf("without an office above: %q", line)
	}
	if line := refuse(t, 1, "export", "--to", stick, "--office", "410103008001", "--data", street); !strings.Contains(line, "不是上级单位") {
		t.Errorf("to a centre: %q", line)
	}
}

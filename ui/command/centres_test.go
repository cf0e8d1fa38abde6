package command_test

import (
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/ui/sample"
)

// centreLine is a row of the centres command.
type centreLine struct {
	identity
	Street                              string
	LastSequence                        int
	LastReceived                        string
	Overdue                             bool
	Members, Activities, Times, Minutes int
	Rate                                *float64
}

func centreLines(t *testing.T, dir string, args ...string) map[string]centreLine {
	t.Helper()
	var list []centreLine
	ask(t, &list, append(args, "--data", dir)...)
	lines := map[string]centreLine{}
	for _, l := range list {
		lines[l.Code] = l
	}
	return lines
}

func TestStreetsReportToTheirDistrictWhichSettlesWhoseACentreIs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "区")
	if _, err := sample.MakeDistrict(t.Context(), dir, model.Date{Year: 2018, Month: 5, Day: 7}); err != nil {
		t.Fatal(err)
	}
	year := []string{"centres", "--year", "2018"}
	lines := centreLines(t, dir, year...)
	street, centre := lines["410103008"], lines["410103008101"]
	if len(lines) != 7 || centre.Street != "大学路街道" || centre.LastSequence != 2 || centre.LastReceived == "" || centre.Fingerprint != "" {
		t.Errorf("%d lines, a centre is %+v", len(lines), centre)
	}
	if centre.Members != 34 || centre.Times == 0 || centre.Minutes == 0 || centre.Rate == nil || street.Members != 74 || street.Fingerprint == "" {
		t.Errorf("the centre has %+v, the street %+v", centre, street)
	}
	refuse(t, 2, "centres", "--assign", centre.Code, "--data", dir)
	refuse(t, 1, "centres", "--assign", "999", "--street", "410103005", "--data", dir)

	// The centre goes to the other street, and reports to it from now on.
	centreDir := filepath.Join(dir, "街道", "大学路街道", "中心", "棉纺路社区")
	other, stick := filepath.Join(dir, "街道", "建中街街道"), t.TempDir()
	for _, pair := range [][2]string{{centreDir, other}, {other, centreDir}} {
		file, spoken := publicFile(t, pair[1], "单位")
		var paired identity
		ask(t, &paired, "pair", file, "--fingerprint", spoken, "--data", pair[0])
	}
	var sent struct {
		File   string
		Relays int
	}
	ask(t, &sent, "export", "--to", stick, "--office", "410103005", "--data", centreDir)
	var got []received
	ask(t, &got, "receive", sent.File, "--apply", "--data", other)
	ask(t, &sent, "export", "--to", stick, "--data", other)
	if sent.Relays != 3 {
		t.Errorf("the street passes %d centres on", sent.Relays)
	}
	if status, out, _ := jishi(t, "receive", sent.File, "--apply", "--data", dir); status != 1 || !strings.Contains(out, "大学路街道") {
		t.Errorf("a centre of another street: status %d, %q", status, out)
	}
	lines = centreLines(t, dir, append(year, "--assign", centre.Code, "--street", "410103005")...)
	if lines[centre.Code].Street != "建中街街道" {
		t.Errorf("settled, it is %+v", lines[centre.Code])
	}
	ask(t, &got, "receive", sent.File, "--apply", "--data", dir)
	if !got[0].Applied {
		t.Errorf("received: %+v", got)
	}
	first := filepath.Join(dir, "街道", "大学路街道")
	ask(t, &sent, "export", "--to", stick, "--data", first)
	var left []struct{ LeftOut []string }
	ask(t, &left, "receive", sent.File, "--apply", "--data", dir)
	if len(left[0].LeftOut) != 1 {
		t.Errorf("left out %v", left[0].LeftOut)
	}
	after := centreLines(t, dir, year...)
	if after[centre.Code].Members != 34 || after["410103008"].Members != 40 || after["410103005"].Members != lines["410103005"].Members {
		t.Errorf("afterwards: %+v", after)
	}
	if status, out, complaint := jishi(t, "check", "--data", dir); status != 0 {
		t.Errorf("check: %s%s", out, complaint)
	}
}

func TestAStreetThatKnowsNobodyListsNobody(t *testing.T) {
	dir := street(t)
	if lines := centreLines(t, dir, "centres"); len(lines) != 0 {
		t.Errorf("it lists %+v", lines)
	}
	refuse(t, 2, "centres", "--year", "2018", "--month", "2018-05", "--data", dir)
}

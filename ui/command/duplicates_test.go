package command_test

import (
	"slices"
	"strings"
	"testing"
)

func TestDuplicatesAreListedAndLeftAsTheyAre(t *testing.T) {
	dir := demo(t)
	type member struct{ ID, Name, Phone string }
	var before, after []member
	ask(t, &before, "members", "--data", dir)
	var pairs []struct {
		Strength      string
		Reasons       []string
		First, Second member
	}
	ask(t, &pairs, "duplicates", "--data", dir)
	if len(pairs) == 0 {
		t.Fatal("the sample centre has nobody entered twice")
	}
	p := pairs[0]
	if p.Strength != "certain" || !slices.Contains(p.Reasons, "电话相同。") || p.First.ID == p.Second.ID {
		t.Errorf("the surest pair is %+v", p)
	}
	phone := before[slices.IndexFunc(before, func(m member) bool { return m.ID == p.First.ID })].Phone
	status, out, complaint := jishi(t, "duplicates", "--data", dir)
	if status != 0 || complaint != "" || !strings.Contains(out, "几乎肯定") || !strings.Contains(out, p.First.Name) {
		t.Errorf("status %d, %q, %q", status, out, complaint)
	}
	if strings.Contains(out, phone) || p.First.Phone == phone {
		t.Errorf("the phone is not hidden: %q", out)
	}
	ask(t, &after, "members", "--data", dir)
	if !slices.Equal(before, after) {
		t.Error("looking changed something")
	}
}

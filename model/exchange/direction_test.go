package exchange

import (
	"testing"

	"jishi/model"
)

// send writes what from has for to.
func (p *post) send(t testing.TB, kind model.PackageKind, to *post) string {
	t.Helper()
	x := Export{Kind: kind, To: p.knownAs(t, to.self.ID), Keys: p.keys, Folder: t.TempDir()}
	if kind == model.RebuildPackage {
		x.Owner = to.self.ID
	}
	done, err := x.Write(background, p)
	must(t, err)
	return done.Path
}

// TestReportsGoUpAndAnswersDown keeps the rows of other offices out of a
// centre's own lists, whoever sends them, by mistake or not.
func TestReportsGoUpAndAnswersDown(t *testing.T) {
	street := newStreet(t)
	one, other := newCentre(t, street, 1), newCentre(t, street, 2)
	next := openPost(t, t.TempDir(), "街道二").is(t, model.Centre{Kind: model.Street, Name: "五里堡街道", District: "郑州市二七区"})
	for _, pair := range [][2]*post{{one, other}, {street, next}} {
		must(t, pair[0].Approve(background, pair[1].self))
		must(t, pair[1].Approve(background, pair[0].self))
	}
	other.live(t, 2)
	for what, c := range map[string]struct {
		kind     model.PackageKind
		from, to *post
	}{
		"a centre's report at a centre": {model.ReportPackage, other, one},
		"a street's report at a centre": {model.ReportPackage, street, one},
		"a street's report at a street": {model.ReportPackage, next, street},
		"a centre's answer at a street": {model.AnswerPackage, one, street},
		"a street's answer at a street": {model.AnswerPackage, next, street},
		"a centre's rebuild":            {model.RebuildPackage, other, one},
	} {
		file, before := c.from.send(t, c.kind, c.to), c.to.allRows(t)
		if _, _, err := c.to.reader(t).Inspect(background, c.to, file); model.CodeOf(err) != model.Refused {
			t.Errorf("%s, looked at: %v", what, err)
		}
		if _, err := c.to.reader(t).Receive(background, c.to, file); model.CodeOf(err) != model.Refused {
			t.Errorf("%s: %v", what, err)
		}
		if c.to.allRows(t) != before {
			t.Errorf("%s changed something", what)
		}
	}
}

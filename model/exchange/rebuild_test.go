package exchange

import (
	"bytes"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

var filterSent = store.PackageFilter{Sent: true, Kind: model.ReportPackage}

// rebuiltFor is a new computer for the centre, which knows the street.
func rebuiltFor(t testing.TB, street, centre *post) *post {
	t.Helper()
	fresh := openPost(t, t.TempDir(), "新电脑").is(t, model.Centre{
		Name: centre.self.Name, Code: centre.self.Code, Street: "大学路街道", District: "郑州市二七区",
	})
	must(t, fresh.Approve(background, street.self))
	return fresh
}

// rebuild writes the centre's rebuild package for the new computer.
func (p *post) rebuild(t testing.TB, centre, fresh *post) Exported {
	t.Helper()
	must(t, p.Rekey(background, centre.self.ID, fresh.self))
	done, err := Export{
		Kind: model.RebuildPackage, To: p.knownAs(t, centre.self.ID), Owner: centre.self.ID, Keys: p.keys, Folder: t.TempDir(),
	}.Write(background, p)
	must(t, err)
	return done
}

func TestARebuiltCentreGoesOnWhereTheStreetSawItEnd(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	people := centre.live(t, 20)
	photo, err := centre.SavePhoto(background, bytes.NewReader(picture(t, 1)))
	must(t, err)
	people[0].Photo = photo
	_, err = centre.SaveMember(background, people[0])
	must(t, err)
	stick := t.TempDir()
	for range 3 {
		street.receive(t, centre.export(t, street, stick).Path)
	}
	held := centre.everything(t)

	fresh := rebuiltFor(t, street, centre)
	pack := street.rebuild(t, centre, fresh)
	fresh.receive(t, pack.Path)
	self, err := fresh.Self(background)
	must(t, err)
	if self.ID != centre.self.ID || self.Name != centre.self.Name {
		t.Fatalf("the new computer is %+v", self)
	}
	fresh.self = fresh.keys.Public(self)
	if fresh.everything(t) != held {
		t.Error("the new computer does not have what the lost one had")
	}
	if _, err := fresh.SaveMember(background, model.Member{Name: "新来"}); err != nil {
		t.Fatalf("nobody can be entered: %v", err)
	}
	must(t, fresh.Approve(background, street.self)) // its row is the centre's own now

	sent := fresh.export(t, street, t.TempDir())
	if sent.Package.Sequence != 4 || len(sent.Package.Files) != 0 {
		t.Errorf("the next package is number %d with files %v", sent.Package.Sequence, sent.Package.Files)
	}
	diff := street.receive(t, sent.Path)
	if sum := diff.Sum(); sum.New != 1 || sum.Changed+sum.Removed+sum.Doubtful > 0 || len(diff.Missing) > 0 {
		t.Errorf("beside the new member the street sees %+v, missing %v", sum, diff.Missing)
	}
}

func TestTheStreetSeesNoChangeInWhatItGaveBack(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 5)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	fresh := rebuiltFor(t, street, centre)
	fresh.receive(t, street.rebuild(t, centre, fresh).Path)
	diff := street.receive(t, fresh.export(t, street, t.TempDir()).Path)
	if sum := diff.Sum(); sum.Same == 0 || sum.New+sum.Changed+sum.Removed+sum.Doubtful > 0 {
		t.Errorf("the street sees %+v", sum)
	}
}

func TestOnlyAnEmptyOfficeIsRebuilt(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 2)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	fresh := rebuiltFor(t, street, centre)
	_, err := fresh.SaveMember(background, model.Member{Name: "已有的人"})
	must(t, err)
	pack := street.rebuild(t, centre, fresh)
	before := fresh.allRows(t)
	_, _, err = fresh.reader(t).Inspect(background, fresh, pack.Path)
	refused(t, err, model.Refused)
	_, err = fresh.reader(t).Receive(background, fresh, pack.Path)
	refused(t, err, model.Refused)
	if fresh.allRows(t) != before {
		t.Error("a refused package changed something")
	}
}

func TestTheLostComputersPackagesAreRefusedAfterwards(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	centre.live(t, 2)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	refused(t, street.Rekey(background, centre.self.ID, street.self), model.Refused)
	fresh := rebuiltFor(t, street, centre)
	street.rebuild(t, centre, fresh)
	_, err := street.reader(t).Receive(background, street, centre.export(t, street, t.TempDir()).Path)
	refused(t, err, model.Refused)
	other := newCentre(t, street, 2)
	refused(t, street.Rekey(background, other.self.ID, fresh.self), model.Refused) // nothing came of it
}

func TestAnotherCentreDoesNotBecomeTheLostOne(t *testing.T) {
	street := newStreet(t)
	centre, other := newCentre(t, street, 1), newCentre(t, street, 2)
	for _, c := range []*post{centre, other} {
		c.live(t, 2)
		street.receive(t, c.export(t, street, t.TempDir()).Path)
	}
	// The wrong office file on the stick.
	refused(t, street.Rekey(background, centre.self.ID, other.self), model.Refused)
	if now := street.knownAs(t, centre.self.ID); !now.SameKeys(centre.self) {
		t.Error("the lost centre has the other's keys")
	}
	if _, err := street.Known(background, string(other.self.ID)); err != nil {
		t.Errorf("the other centre is gone: %v", err)
	}
	must(t, street.Rekey(background, centre.self.ID, centre.self)) // which found its keys again
}

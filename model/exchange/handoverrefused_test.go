package exchange

import (
	"os"
	"strings"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/keyring"
)

func TestHandoversThatCannotBeAreRefused(t *testing.T) {
	street, from, to := neighbours(t)
	people := from.live(t, 3)
	known := from.knownAs(t, to.self.ID)
	depart := func(p *post, m model.ID, to model.KnownOffice, day model.Date) error {
		_, err := p.Departing(background, m, to, day)
		return err
	}
	refused(t, depart(from, people[0].ID, from.knownAs(t, street.self.ID), mayFifth), model.Refused)
	refused(t, depart(from, people[0].ID, known, model.Date{Year: 2018}), model.Invalid)
	refused(t, depart(from, people[0].ID, known, model.Date{Year: 2019, Month: 1, Day: 1}), model.Invalid)
	stranger := known
	stranger.Approved = time.Time{}
	refused(t, depart(from, people[0].ID, stranger, mayFifth), model.NotFound)
	must(t, from.RemoveMember(background, people[0].ID))
	refused(t, depart(from, people[0].ID, known, mayFifth), model.Refused)
	street.receive(t, from.export(t, street, t.TempDir()).Path)
	refused(t, depart(street, people[1].ID, street.knownAs(t, to.self.ID), mayFifth), model.Refused)
	from.handOver(t, people[1].ID, to)
	refused(t, depart(from, people[1].ID, known, mayFifth), model.Refused)

	// Somebody changed the record while the package was written.
	d, err := from.Departing(background, people[2].ID, known, mayFifth)
	must(t, err)
	people[2].Phone = "19911112222"
	_, err = from.SaveMember(background, people[2])
	must(t, err)
	stick := t.TempDir()
	_, err = Export{Kind: model.HandoverPackage, To: known, Keys: from.keys, Folder: stick}.Write(background, d)
	refused(t, err, model.Conflict)
	if left, err := os.ReadDir(stick); err != nil || len(left) > 0 {
		t.Errorf("on the stick: %v %v", left, err)
	}
	// A plain store hands nobody over, least of all everybody.
	_, err = Export{Kind: model.HandoverPackage, To: known, Keys: from.keys, Folder: stick}.Write(background, from)
	if err == nil {
		t.Error("everybody was handed over")
	}
}

func TestEachWrongHandoverIsRefusedWithItsOwnSentence(t *testing.T) {
	street, from, to := neighbours(t)
	people := from.live(t, 2)
	good := from.handOver(t, people[0].ID, to).Path
	report := from.export(t, street, t.TempDir()).Path
	fresh := func() *parts { return takeApart(t, to, good, from.keys) }
	swap := func(table, is, be string) string {
		return fresh().edit(t, table, func(lines string) string { return strings.ReplaceAll(lines, is, be) }).pack(t)
	}
	stranger, err := keyring.FromSeed("陌生人")
	must(t, err)
	before := to.allRows(t)
	for what, c := range map[string]struct{ file, says string }{
		"for somebody else": {report, "不是发给本单位"},
		"sealed anew":       {func() string { p := fresh(); p.Recipient = street.self.Recipient; return p.pack(t) }(), "写明是发给别的单位"},
		"signed by another": {func() string { p := fresh(); p.signer = stranger; return p.pack(t) }(), "签名不对"},
		"other tables":      {fresh().add("data/activities.jsonl", nil).list().pack(t), "清单以外的内容"},
		"another's person":  {swap("members", string(from.self.ID), string(to.self.ID)), "不是发送单位自己的记录"},
		"another's past":    {swap("past_events", string(from.self.ID), string(street.self.ID)), "不是发送单位自己的记录"},
		"a past of nobody":  {swap("past_events", string(people[0].ID), string(people[1].ID)), "不合规则"},
		"two people":        {fresh().edit(t, "members", func(l string) string { return l + strings.ReplaceAll(l, string(people[0].ID), string(people[1].ID)) }).pack(t), "不止一个人"},
		"nobody went":       {swap("members", `"state":"moved"`, `"state":"active"`), "没有写明哪天转出"},
		"no such kind":      {swap("past_events", `"kind":"activity"`, `"kind":"party"`), "不合规则"},
		"a report to a peer": {func() string {
			p := takeApart(t, street, report, from.keys)
			p.to, p.Recipient = to.self.Recipient, to.self.Recipient
			return p.pack(t)
		}(), "不是下级单位"},
	} {
		_, err := to.reader(t).Receive(background, to, c.file)
		if !strings.Contains(sentence(err), c.says) {
			t.Errorf("%s: %v, %q", what, err, sentence(err))
		}
	}
	if to.allRows(t) != before {
		t.Error("a refused handover changed something")
	}
	up := takeApart(t, to, good, from.keys)
	up.to, up.Recipient = street.self.Recipient, street.self.Recipient
	_, err = street.reader(t).Receive(background, street, up.pack(t))
	if !strings.Contains(sentence(err), "只在两个中心之间") {
		t.Errorf("to the street: %v", err)
	}
}

func TestAHandoverCutOrAlteredAnywhereIsRefused(t *testing.T) {
	t.Parallel()
	_, from, to := neighbours(t)
	m, err := from.SaveMember(background, model.Member{Name: "张三"})
	must(t, err)
	content, err := os.ReadFile(from.handOver(t, m.ID, to).Path)
	must(t, err)
	to.refusesCut(t, content)
	to.refusesAltered(t, content)
}

// TestWhoMovedIsOnePersonInAnyOrder delivers what two centres sent before and
// after somebody moved to a street, in any order and more than once: at the end

package store

import (
	"crypto/ed25519"
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jishi/model"
	"jishi/model/keyring"
)

func keysOf(t testing.TB, seed string) *keyring.Keys {
	t.Helper()
	keys, err := keyring.FromSeed(seed)
	must(t, err)
	return keys
}

// movableClock is a store's clock that tests set.
type movableClock struct{ day model.Date }

// proofCentre is a centre whose clock stands at 7 May and at which everybody
// named served two hours on the 1st and the 2nd.
func proofCentre(t testing.TB, names ...string) (*Store, *movableClock, []model.Member) {
	t.Helper()
	clock := &movableClock{dayOfMay(7)}
	options := testOptions()
	ticks := options.Now
	options.Now = func() time.Time {
		now := ticks()
		return clock.day.Time().Add(time.Duration(now.Unix()%86400) * time.Second)
	}
	s, err := Open(t.Context(), t.TempDir(), options)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	_, err = s.SaveCentre(t.Context(), testCentre)
	must(t, err)
	members := addMembers(t, s, names...)
	for day := 1; day <= 2; day++ {
		confirmAll(t, s, serve(t, s, dayOfMay(day), members...).ID)
	}
	return s, clock, members
}

var noticeOfMay = model.Notice{From: dayOfMay(1), To: dayOfMay(6), Starts: dayOfMay(7), Ends: dayOfMay(14), Place: "公示栏"}

func idsOf(members []model.Member) []model.ID {
	ids := make([]model.ID, len(members))
	for i, m := range members {
		ids[i] = m.ID
	}
	return ids
}

func TestAProofWaitsForItsNotice(t *testing.T) {
	s, clock, m := proofCentre(t, "张三", "李四")
	short := noticeOfMay
	short.Ends = dayOfMay(13)
	_, err := s.PutUpNotice(t.Context(), short, nil)
	if model.CodeOf(err) != model.Invalid || messageOf(err) != "公示至少 7 天：从2018年5月7日起，要到2018年5月14日或以后。" {
		t.Errorf("six days: %v", err)
	}
	n, err := s.PutUpNotice(t.Context(), noticeOfMay, nil)
	must(t, err)
	if len(n.Lines) != 2 || n.Lines[0].Minutes != 240 || n.Lines[0].Times != 2 || n.State(dayOfMay(7)) != "公示中" {
		t.Fatalf("the notice is %+v", n)
	}
	for _, day := range []int{7, 14} {
		clock.day = dayOfMay(day)
		_, _, err = s.IssueProofs(t.Context(), n.ID, idsOf(m), "", keysOf(t, "k"))
		if model.CodeOf(err) != model.Refused || messageOf(err) != "公示要到2018年5月14日结束，2018年5月15日起才能出具证明。" {
			t.Errorf("on the %dth: %v", day, err)
		}
	}
	clock.day = dayOfMay(15)
	issued, refusals, err := s.IssueProofs(t.Context(), n.ID, idsOf(m), "无", keysOf(t, "k"))
	must(t, err)
	if len(issued) != 2 || len(refusals) != 0 || issued[0].Number != "410103-2018-证明-0001" || issued[1].Serial != 2 {
		t.Errorf("issued %+v, refused %v", issued, refusals)
	}
	again, _, err := s.IssueProofs(t.Context(), n.ID, idsOf(m[:1]), "", keysOf(t, "k"))
	must(t, err)
	if len(again) != 1 || again[0].Number != issued[0].Number {
		t.Errorf("asked for again: %+v", again)
	}
	proofs, err := s.Proofs(t.Context(), []model.ID{issued[0].ID, issued[1].ID})
	must(t, err)
	if p := proofs[0]; len(proofs) != 2 || p.Content() != "生态环保 2 次 4.0 小时" || p.Late != 240 || p.Notice.Ends != dayOfMay(14) || p.Code == "" || p.Remark != "无" {
		t.Errorf("proofs %+v", proofs)
	}
}

func TestWhoIsObjectedToOrCorrectedGetsNoProof(t *testing.T) {
	s, clock, m := proofCentre(t, "张三", "李四", "王五")
	n, err := s.PutUpNotice(t.Context(), noticeOfMay, nil)
	must(t, err)
	must(t, s.Object(t.Context(), n.Lines[0].ID, "当天不在"))
	services, err := servicesOf(s.reading, []model.ID{n.Lines[1].Member}, dayOfMay(1), dayOfMay(6))
	must(t, err)
	must(t, s.CorrectHours(t.Context(), services[n.Lines[1].Member][0].Attendance, 60, "早退"))
	clock.day = dayOfMay(20)
	issued, refusals, err := s.IssueProofs(t.Context(), n.ID, append(idsOf(m), "nobody"), "", keysOf(t, "k"))
	must(t, err)
	if len(issued) != 1 || issued[0].Member != n.Lines[2].Member || issued[0].Serial != 1 {
		t.Errorf("issued %+v", issued)
	}
	told := strings.Join(refusals, "\n")
	for _, want := range []string{"有异议：当天不在", "公示的是 4.0 小时，更正后是 3.0 小时", "不在这次公示里"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told in %q", want, told)
		}
	}
	err = s.WithdrawNotice(t.Context(), n.ID, "名单有误")
	refused(t, err, model.Refused)
	if want := "这次公示已出具 1 份有效的证明（" + issued[0].Number + "）。请先在“登记簿”里把它们作废，再撤回公示。"; messageOf(err) != want {
		t.Errorf("refused with %q", messageOf(err))
	}
	must(t, s.VoidCertificate(t.Context(), issued[0].ID, "名单有误"))
	must(t, s.WithdrawNotice(t.Context(), n.ID, "名单有误"))
	_, _, err = s.IssueProofs(t.Context(), n.ID, idsOf(m), "", keysOf(t, "k"))
	refused(t, err, model.Refused)
}

func TestACodeIsCheckedAgainstTheRegister(t *testing.T) {
	s, clock, m := proofCentre(t, "张三")
	keys, other := keysOf(t, "ours"), keysOf(t, "other")
	n, err := s.PutUpNotice(t.Context(), noticeOfMay, nil)
	must(t, err)
	clock.day = dayOfMay(15)
	issued, _, err := s.IssueProofs(t.Context(), n.ID, idsOf(m), "", keys)
	must(t, err)
	proofs, err := s.Proofs(t.Context(), []model.ID{issued[0].ID})
	must(t, err)
	code := proofs[0].Code
	verdict := func(code string) model.ProofCheck {
		t.Helper()
		check, err := s.CheckProof(t.Context(), code, []ed25519.PublicKey{keys.SigningKey()})
		must(t, err)
		return check
	}
	if c := verdict(strings.ToLower(code)); c.Verdict != model.ProofGenuine || !c.Listed || c.Code.Name != "张三" || c.Code.Minutes != 240 || c.Centre != testCentre.Name {
		t.Errorf("genuine: %+v", c)
	}
	digit := "0"
	if code[30] == '0' {
		digit = "1"
	}
	altered := code[:30] + digit + code[31:]
	if c := verdict(altered); c.Verdict == model.ProofGenuine {
		t.Errorf("altered: %+v", c)
	}
	foreign, err := model.SignProof(model.ProofCode{Number: issued[0].Number, Name: "张三", Minutes: 1, Issued: dayOfMay(15)}, other)
	must(t, err)
	if c := verdict(foreign); c.Verdict != model.ProofUnknownCentre {
		t.Errorf("of a centre nobody knows: %+v", c)
	}
	unlisted, err := model.SignProof(model.ProofCode{Number: "410103-2018-证明-0099", Name: "张三", Minutes: 1, Issued: dayOfMay(15)}, keys)
	must(t, err)
	if c := verdict(unlisted); c.Verdict != model.ProofGenuine || c.Listed || !strings.Contains(c.Sentence(), "登记簿里没有这份证明") {
		t.Errorf("not in the register: %+v", c)
	}
	must(t, s.VoidCertificate(t.Context(), issued[0].ID, "姓名有误"))
	if c := verdict(code); c.Verdict != model.ProofVoid || c.VoidReason != "姓名有误" {
		t.Errorf("void: %+v", c)
	}
	// After voiding, a new one gets the next number.
	anew, _, err := s.IssueProofs(t.Context(), n.ID, idsOf(m), "", keys)
	must(t, err)
	if len(anew) != 1 || anew[0].Serial != 2 {
		t.Errorf("issued anew: %+v", anew)
	}
}

// Whatever is issued, refused and voided in any order, numbers count from 1
// with none left out.
func TestProofNumbersHaveNoGaps(t *testing.T) {
	s, clock, m := proofCentre(t, "张三", "李四", "王五")
	n, err := s.PutUpNotice(t.Context(), noticeOfMay, nil)
	must(t, err)
	keys := keysOf(t, "k")
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 6).Draw(r, "steps") {
			who := rapid.SliceOfNDistinct(rapid.IntRange(0, 2), 1, 3, rapid.ID).Draw(r, "who")
			ids := []model.ID{"nobody"}
			for _, i := range who {
				ids = append(ids, m[i].ID)
			}
			clock.day = dayOfMay(rapid.SampledFrom([]int{10, 15, 20}).Draw(r, "day"))
			issued, _, err := s.IssueProofs(t.Context(), n.ID, ids, "", keys)
			if (err != nil) != (clock.day == dayOfMay(10)) {
				r.Fatalf("on %s: %v", clock.day, err)
			}
			for _, c := range issued {
				if rapid.Bool().Draw(r, "void") {
					must(t, s.VoidCertificate(t.Context(), c.ID, "试"))
				}
			}
		}
		register, err := s.Certificates(t.Context(), CertificateFilter{Kind: model.ServiceProof})
		must(t, err)
		for i, c := range register {
			if c.Serial != i+1 || c.Number != fmt.Sprintf("410103-2018-证明-%04d", i+1) {
				r.Fatalf("place %d has %s", i+1, c.Number)
			}
		}
	})
}

func TestARecordOfServiceHasItsFiveParts(t *testing.T) {
	s, _, m := proofCentre(t, "张三")
	lecture := addActivity(t, s, model.Activity{Kind: model.Training, Title: "急救知识"}, dayOfMay(3))
	markAll(t, s, expect(t, s, lecture, m...), model.Present)
	_, err := s.SaveHonour(t.Context(), model.Honour{Member: m[0].ID, Title: "优秀志愿者"})
	must(t, err)
	_, err = s.SaveServiceReview(t.Context(), model.ServiceReview{Member: m[0].ID, Given: dayOfMay(5)})
	refused(t, err, model.Invalid)
	review, err := s.SaveServiceReview(t.Context(), model.ServiceReview{Member: m[0].ID, Given: dayOfMay(5), Giver: "李敏", Grade: "优秀"})
	must(t, err)
	r, err := s.ServiceRecord(t.Context(), m[0].ID)
	must(t, err)
	minutes, late := r.Total()
	if r.Member.Name != "张三" || len(r.Services) != 2 || minutes != 240 || late != 240 || len(r.Trainings) != 1 || len(r.Honours) != 1 || len(r.Reviews) != 1 {
		t.Errorf("the record is %+v", r)
	}
	if got := r.Services[0]; !got.Start.After(r.Services[1].Start) || got.Guarantor != "周明" || got.ConfirmedBy != "李敏" || got.Field != "生态环保" {
		t.Errorf("the newest is %+v", got)
	}
	must(t, s.RemoveServiceReview(t.Context(), review.ID))
	if r, err = s.ServiceRecord(t.Context(), m[0].ID); err != nil || len(r.Reviews) != 0 {
		t.Errorf("removed, there are %v %v", r.Reviews, err)
	}
	must(t, s.RestoreServiceReview(t.Context(), review.ID))
	if r, err = s.ServiceRecord(t.Context(), m[0].ID); err != nil || len(r.Reviews) != 1 || r.Reviews[0].Grade != "优秀" || r.Reviews[0].Giver != "李敏" {
		t.Errorf("put back, there are %v %v", r.Reviews, err)
	}
}

func TestSomebodyIsProvedOnceThoughNamedTwice(t *testing.T) {
	s, clock, m := proofCentre(t, "张三")
	n, err := s.PutUpNotice(t.Context(), noticeOfMay, nil)
	must(t, err)
	clock.day = dayOfMay(15)
	issued, _, err := s.IssueProofs(t.Context(), n.ID, []model.ID{m[0].ID, m[0].ID}, "", keysOf(t, "proofs"))
	must(t, err)
	if len(issued) != 1 {
		t.Errorf("%d proofs", len(issued))
	}
}

func TestNobodyObjectsToWhatAProofSaysUntilItIsVoid(t *testing.T) {
	s, clock, m := proofCentre(t, "张三")
	n, err := s.PutUpNotice(t.Context(), noticeOfMay, nil)
	must(t, err)
	clock.day = dayOfMay(15)
	issued, _, err := s.IssueProofs(t.Context(), n.ID, idsOf(m), "", keysOf(t, "proofs"))
	must(t, err)
	refused(t, s.Object(t.Context(), n.Lines[0].ID, "没有去"), model.Refused)
	must(t, s.VoidCertificate(t.Context(), issued[0].ID, "有异议"))
	must(t, s.Object(t.Context(), n.Lines[0].ID, "没有去"))
}

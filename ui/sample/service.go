package sample

import (
	"fmt"
	"time"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/printing"
)

// keySeed makes the sample centre's keys: they protect nothing, and the same
// sample has the same codes on its proofs.
const keySeed = "服务纪实示例中心"

// How the sample's half year of patrols went.
const (
	patrols       = 26 // weeks
	patrolMinutes = 240
	patrolPeople  = 8
)

// patrol records half a year of weekly patrols by the same few people, so that
// some of them have earned a star.
func (b *builder) patrol() error {
	rules := model.DefaultVolunteerRules()
	rules.Principal, rules.Handler, rules.Contact = "李敏", operator, "0371-60000000"
	if err := b.store.SaveVolunteerRules(b, rules); err != nil {
		return err
	}
	var people []model.ID
	for _, m := range b.everyone {
		if m.VolunteerNumber != "" && m.State == model.Active && len(people) < patrolPeople {
			people = append(people, m.ID)
		}
	}
	for week := patrols; week > 0; week-- {
		day := -18 - 7*week
		b.clock.goTo(day)
		d := b.day.AddDays(day)
		start := time.Date(d.Year, time.Month(d.Month), d.Day, 8, 0, 0, 0, time.UTC)
		a, err := b.store.SaveActivity(b, model.Activity{
			Kind: model.Volunteering, Title: "平安巡逻：院落和楼道", Initiative: "社区党建融合", Place: "三官庙院", Organiser: Centre.Name,
			Host: "李　敏", Recorder: "王　芳", Team: "高山社区平安应急志愿服务队", ServiceField: "平安应急", Project: b.projectOf["平安应急"], Beneficiaries: 200,
			Content: "查看楼道消防通道、电动车充电和高空杂物，劝导整改。", Start: start, End: start.Add(patrolMinutes * time.Minute), State: model.Planned,
		})
		if err != nil {
			return fmt.Errorf("record a patrol: %w", err)
		}
		if _, err := b.store.Expect(b, a.ID, people); err != nil {
			return err
		}
		if err := b.mark(a); err != nil {
			return err
		}
		b.made.Activities++
		b.made.Attendances += len(people)
	}
	_, _, err := b.store.ConfirmPending(b, operator)
	b.clock.goTo(0)
	return err
}

// service confirms what the month's volunteers served, puts up notices of it
// and issues proofs, the way a centre does.
func (b *builder) service() error {
	keys, err := keyring.FromSeed(keySeed)
	if err != nil {
		return err
	}
	if err := keyring.Restore(b, b.store, keys, b.clock.start); err != nil {
		return err
	}
	if err := b.lateHours(); err != nil {
		return err
	}
	if _, _, err := b.store.ConfirmPending(b, operator); err != nil {
		return err
	}
	b.clock.goTo(-9)
	first := model.Notice{
		From: b.day.AddDays(-210), To: b.day.AddDays(-10), Starts: b.day.AddDays(-9), Ends: b.day.AddDays(-2),
		Place: "社区公示栏", Contact: "王芳（0371-60000000）",
	}
	hung, err := b.store.PutUpNotice(b, first, nil)
	if err != nil {
		return err
	}
	b.clock.goTo(0)
	var people []model.ID
	for _, l := range hung.Lines[:min(3, len(hung.Lines))] {
		people = append(people, l.Member)
	}
	issued, _, err := b.store.IssueProofs(b, hung.ID, people, "", keys)
	if err != nil {
		return err
	}
	b.made.Certificates += len(issued)
	if len(issued) == 3 {
		if err := b.store.VoidCertificate(b, issued[2].ID, "服务内容写错"); err != nil {
			return err
		}
	}
	second := first
	second.From, second.To, second.Starts, second.Ends = b.day.AddDays(-9), b.day.AddDays(-1), b.day, b.day.AddDays(7)
	if _, err := b.store.PutUpNotice(b, second, nil); err != nil {
		return err
	}
	_, err = b.store.SaveServiceReview(b, model.ServiceReview{
		Member: people[0], Given: b.day.AddDays(-6), Giver: "李敏", Grade: "优秀", Words: "半年巡逻没有缺过一次，耐心细致。",
	})
	return err
}

// lateHours enters what nobody wrote down on the day, and corrects one
// person's hours.
func (b *builder) lateHours() error {
	pending, err := b.store.PendingHours(b)
	if err != nil || len(pending) == 0 {
		return err
	}
	oldest := pending[len(pending)-1]
	sheet, err := b.store.ServiceSheet(b, oldest.Activity)
	if err != nil || len(sheet.Lines) == 0 {
		return err
	}
	day := b.day.AddDays(-14)
	start := time.Date(day.Year, time.Month(day.Month), day.Day, 14, 0, 0, 0, time.UTC)
	if _, err := b.store.AddLateHours(b, model.LateHours{
		Member: sheet.Lines[0].Member, Reason: "当天停电或电脑故障", Guarantor: "李敏", Minutes: 90,
		Draft: model.Activity{
			Title: "生态环保：清理河道", Place: "金水河边", Host: "李　敏", Recorder: "王　芳", Team: "高山社区生态环保志愿服务队", ServiceField: "生态环保",
			Start: start, End: start.Add(2 * time.Hour),
		},
	}); err != nil {
		return err
	}
	b.made.Activities++
	b.made.Attendances++
	if _, _, err := b.store.ConfirmPending(b, operator); err != nil {
		return err
	}
	return b.store.CorrectHours(b, sheet.Lines[0].ID, sheet.Lines[0].Proposed-30, "有事提前半小时离开")
}

// servicePDFs are the forms of volunteer service: notices, valid proofs, records of
// those who have one.
func (b *builder) servicePDFs() ([]printing.Job, error) {
	notices, err := b.store.Notices(b)
	if err != nil {
		return nil, err
	}
	var jobs []printing.Job
	for _, n := range notices {
		jobs = append(jobs, printing.Job{Kind: printing.PublicNotice, ID: n.ID})
	}
	proofs, err := b.store.Certificates(b, store.CertificateFilter{Kind: model.ServiceProof})
	if err != nil {
		return nil, err
	}
	for _, c := range proofs {
		if !c.Void {
			jobs = append(jobs, printing.Job{Kind: printing.ServiceProof, ID: c.ID})
		}
		jobs = append(jobs, printing.Job{Kind: printing.ServiceRecord, ID: c.Member})
	}
	return append(jobs, printing.Job{Kind: printing.Register, Of: model.ServiceProof, Month: model.Date{Year: b.day.Year}}), nil
}

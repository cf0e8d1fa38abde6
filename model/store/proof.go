package store

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

type proofRow struct {
	Record
	Certificate, Notice         string
	LateMinutes                 int
	Services                    string // JSON of model.Service
	Remark                      string
	Principal, Handler, Contact string
	Code                        string
}

// TableName implements gorm's Tabler.
func (proofRow) TableName() string { return "proofs" }

// IssueProofs enters a proof (志愿服务记录证明) for each of members from a notice
// that has hung its time, numbered without gaps and signed. Somebody who has a
// valid one of the notice gets the same again, so that a reprint keeps its
// number. Who gets none is told in refusals, a sentence each: an objection,
// hours corrected since, nobody of that name on the notice.
func (s *Store) IssueProofs(ctx context.Context, notice model.ID, members []model.ID, remark string, signer model.Signer) (issued []model.Certificate, refusals []string, err error) {
	const doing = "issue proofs of service"
	if len([]rune(remark)) > 200 {
		return nil, nil, explain(doing, &model.Error{Code: model.Invalid, Field: "Remark", Message: "其他说明最多 200 个字。"})
	}
	err = s.write(ctx, doing, func(c *change) error {
		issued, refusals = nil, nil
		draft, err := c.draftProofs(notice, members)
		if err != nil {
			return err
		}
		fresh, err := c.issue(model.ServiceProof, draft.rows)
		if err != nil {
			return err
		}
		if err := c.signProofs(draft, fresh, remark, signer); err != nil {
			return err
		}
		issued, refusals = append(draft.again, fresh...), draft.refusals
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return issued, refusals, nil
}

// proofDraft is who gets a proof of a notice.
type proofDraft struct {
	notice   model.Notice
	rules    model.VolunteerRules
	rows     []certificateRow             // to be numbered
	services map[model.ID][]model.Service // by member
	again    []model.Certificate          // valid ones from before
	refusals []string
}

func (c *change) draftProofs(id model.ID, members []model.ID) (proofDraft, error) {
	var d proofDraft
	var err error
	if d.notice, err = notice(c.DB, id); err != nil {
		return d, err
	}
	if err := d.notice.Refusal(c.store.Today()); err != nil {
		return d, err
	}
	if d.rules, err = volunteerRules(c.DB); err != nil {
		return d, err
	}
	if d.services, err = servicesOf(c.DB, members, d.notice.From, d.notice.To); err != nil {
		return d, err
	}
	before, err := c.proofsOf(id)
	if err != nil {
		return d, err
	}
	seen := map[model.ID]bool{}
	for _, member := range members {
		if seen[member] {
			continue
		}
		seen[member] = true
		i := slices.IndexFunc(d.notice.Lines, func(l model.NoticeLine) bool { return l.Member == member })
		if i < 0 {
			d.refusals = append(d.refusals, "有一个人不在这次公示里，没有出具证明。")
			continue
		}
		line := d.notice.Lines[i]
		if c, ok := before[member]; ok {
			d.again = append(d.again, c)
			continue
		}
		minutes, _ := model.TotalServed(d.services[member])
		if refusal := refusalOf(line, minutes); refusal != "" {
			d.refusals = append(d.refusals, refusal)
			continue
		}
		d.rows = append(d.rows, certificateRow{
			Member: ref(member), Name: line.Name, FromDay: d.notice.From.String(), ToDay: d.notice.To.String(), Minutes: minutes, Times: line.Times,
		})
	}
	return d, nil
}

// refusalOf says why the person of a line gets no proof, now that they have
// minutes; "" where they get one.
func refusalOf(l model.NoticeLine, minutes int) string {
	switch {
	case l.Objection != "":
		return l.Name + "的公示有异议：" + l.Objection + "。没有出具证明。"
	case minutes != l.Minutes:
		return fmt.Sprintf("%s公示的是 %s 小时，更正后是 %s 小时，请重新公示。", l.Name, model.Hours(l.Minutes), model.Hours(minutes))
	}
	return ""
}

// proofsOf are the valid proofs of a notice, by member.
func (c *change) proofsOf(notice model.ID) (map[model.ID]model.Certificate, error) {
	var rows []certificateRow
	err := c.Where("kind = ? AND void = ? AND removed = ?", model.ServiceProof, false, false).
		Where("id IN (SELECT certificate FROM proofs WHERE notice = ?)", string(notice)).Find(&rows).Error
	if err != nil {
		return nil, err
	}
	found := make(map[model.ID]model.Certificate, len(rows))
	for _, r := range rows {
		if found[model.ID(r.Member)], err = r.model(); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// signProofs keeps what the new proofs say, each with its signed code.
func (c *change) signProofs(d proofDraft, issued []model.Certificate, remark string, signer model.Signer) error {
	if len(issued) == 0 {
		return nil
	}
	rows := make([]proofRow, len(issued))
	for i, one := range issued {
		services := d.services[one.Member]
		text, err := json.Marshal(services)
		if err != nil {
			return err
		}
		_, late := model.TotalServed(services)
		code, err := model.SignProof(model.ProofCode{Number: one.Number, Name: one.Name, Minutes: one.Minutes, Issued: one.Issued}, signer)
		if err != nil {
			return err
		}
		rows[i] = proofRow{
			Certificate: string(one.ID), Notice: string(d.notice.ID), LateMinutes: late, Services: string(text), Remark: remark,
			Principal: d.rules.Principal, Handler: d.rules.Handler, Contact: d.rules.Contact, Code: code,
		}
		c.stamp(&rows[i].Record)
	}
	return c.CreateInBatches(&rows, together).Error
}

// Proofs returns the proofs of the certificates ids in the order of their
// numbers, void ones too.
func (s *Store) Proofs(ctx context.Context, ids []model.ID) ([]model.ProofOfService, error) {
	const doing = "read proofs of service"
	var list []model.ProofOfService
	for part := range slices.Chunk(ids, chunk) {
		var rows []struct {
			Certificate               certificateRow `gorm:"embedded"`
			Notice                    noticeRow      `gorm:"embedded;embeddedPrefix:notice_"`
			LateMinutes               int
			Services, Remark          string
			Principal, Handler        string
			Contact, Code             string
			IDNumber, VolunteerNumber string
		}
		err := s.read(ctx).Table("certificates").
			Select(`certificates.*, notices.id AS notice_id, notices.created_at AS notice_created_at, notices.updated_at AS notice_updated_at,
				notices.from_day AS notice_from_day, notices.to_day AS notice_to_day, notices.starts AS notice_starts, notices.ends AS notice_ends,
				notices.place AS notice_place, notices.contact AS notice_contact, notices.withdrawn AS notice_withdrawn,
				proofs.late_minutes, proofs.services, proofs.remark, proofs.principal, proofs.handler, proofs.contact, proofs.code,
				members.id_number, members.volunteer_number`).
			Joins("JOIN proofs ON proofs.certificate = certificates.id").
			Joins("JOIN notices ON notices.id = proofs.notice").
			Joins("JOIN members ON members.id = certificates.member").
			Where("certificates.id IN ?", part).Order("certificates.year, certificates.serial").Scan(&rows).Error
		if err != nil {
			return nil, explain(doing, err)
		}
		for _, r := range rows {
			p := model.ProofOfService{
				Late: r.LateMinutes, Remark: r.Remark, Principal: r.Principal, Handler: r.Handler, Contact: r.Contact, Code: r.Code,
				IDNumber: r.IDNumber, VolunteerNumber: r.VolunteerNumber,
			}
			if p.Certificate, err = r.Certificate.model(); err != nil {
				return nil, explain(doing, err)
			}
			if p.Notice, err = r.Notice.model(); err != nil {
				return nil, explain(doing, err)
			}
			if err := json.Unmarshal([]byte(r.Services), &p.Services); err != nil {
				return nil, explain(doing, fmt.Errorf("read the services of a proof: %w", err))
			}
			list = append(list, p)
		}
	}
	return list, nil
}

// CheckProof tells whether the typed or scanned code of a proof is genuine, by
// own, this centre's public keys, former ones too, and those of the offices
// somebody here has approved. A number that a register here has as void is told so.
func (s *Store) CheckProof(ctx context.Context, text string, own []ed25519.PublicKey) (model.ProofCheck, error) {
	const doing = "check a proof"
	offices, err := s.Offices(ctx)
	if err != nil {
		return model.ProofCheck{}, explain(doing, err)
	}
	var signedBy model.ID
	var check model.ProofCheck
	check.Code, check.Verdict = model.ReadProof(text, func(mark [model.KeyMarkSize]byte) (ed25519.PublicKey, bool) {
		for _, key := range own {
			if model.KeyMark(key) == mark {
				check.Own = true
				return key, true
			}
		}
		for _, o := range offices {
			if !o.Approved.IsZero() && model.KeyMark(o.SigningKey) == mark {
				signedBy, check.Centre = o.ID, o.Name
				return o.SigningKey, true
			}
		}
		return nil, false
	})
	if check.Verdict != model.ProofGenuine {
		return check, nil
	}
	if check.Own {
		centre, err := s.Centre(ctx)
		if err != nil {
			return check, explain(doing, err)
		}
		signedBy, check.Centre = centre.ID, centre.Name
	}
	return check, explain(doing, inRegister(s.read(ctx), &check, signedBy))
}

// inRegister looks the number of check up in the register of the centre that
// signed it.
func inRegister(tx *gorm.DB, check *model.ProofCheck, centre model.ID) error {
	var rows []certificateRow
	err := tx.Where("owner = ? AND kind = ? AND number = ? AND removed = ?", string(centre), model.ServiceProof, check.Code.Number, false).
		Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return err
	}
	check.Listed = rows[0].Name == check.Code.Name && rows[0].Minutes == check.Code.Minutes
	if rows[0].Void {
		check.Verdict, check.VoidReason = model.ProofVoid, rows[0].VoidReason
	}
	return nil
}

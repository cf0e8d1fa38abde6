package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type certificateRow struct {
	Record
	Kind             string
	Year, Serial     int
	Number, Issued   string
	Member           ref
	Name             string
	Programme        ref
	Honour           ref
	Title, Organiser string
	FromDay, ToDay   string
	Minutes, Times   int
	Void             bool
	VoidReason       string
	Prints           int
	Design           int
	Wording          string
	Points           int
}

// TableName implements gorm's Tabler.
func (certificateRow) TableName() string { return "certificates" }

func (r certificateRow) model() (model.Certificate, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Certificate{}, err
	}
	c := model.Certificate{
		Record: rec, Kind: model.CertificateKind(r.Kind), Year: r.Year, Serial: r.Serial, Number: r.Number,
		Member: model.ID(r.Member), Name: r.Name, Programme: model.ID(r.Programme), Honour: model.ID(r.Honour), Title: r.Title, Organiser: r.Organiser,
		Minutes: r.Minutes, Times: r.Times, Void: r.Void, VoidReason: r.VoidReason, Prints: r.Prints,
		Points: r.Points, Design: r.Design, Wording: r.Wording,
	}
	for _, d := range []struct {
		to   *model.Date
		text string
	}{{&c.Issued, r.Issued}, {&c.From, r.FromDay}, {&c.To, r.ToDay}} {
		if *d.to, err = dayOf(d.text); err != nil {
			return model.Certificate{}, err
		}
	}
	return c, nil
}

// CertificateFilter says which certificates. A zero field does not restrict.
type CertificateFilter struct {
	Kind      model.CertificateKind
	Programme model.ID
	Member    model.ID
	Year      int
}

// Certificates returns the register in order of year, kind and serial, void
// ones too.
func (s *Store) Certificates(ctx context.Context, f CertificateFilter) ([]model.Certificate, error) {
	const doing = "read the register"
	tx := s.read(ctx).Where("removed = ?", false)
	if f.Kind != "" {
		tx = tx.Where("kind = ?", f.Kind)
	}
	if f.Programme != "" {
		tx = tx.Where("programme = ?", f.Programme)
	}
	if f.Member != "" {
		tx = tx.Where("member = ?", f.Member)
	}
	if f.Year != 0 {
		tx = tx.Where("year = ?", f.Year)
	}
	var rows []certificateRow
	if err := tx.Order("year, kind, serial").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, certificateRow.model)
	return list, explain(doing, err)
}

// VoidCertificate marks a wrong certificate as void; its number stays taken.
func (s *Store) VoidCertificate(ctx context.Context, id model.ID, reason string) error {
	const doing = "void a certificate"
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return explain(doing, &model.Error{Code: model.Invalid, Field: "VoidReason", Message: "请填写作废的原因。"})
	}
	return s.write(ctx, doing, func(c *change) error {
		var r certificateRow
		if err := c.Where("id = ?", string(id)).Take(&r).Error; err != nil || r.Void {
			return err
		}
		r.Void, r.VoidReason = true, reason
		return c.put(&r)
	})
}

// Printed counts one more printing of each certificate. Where it was in
// another design than it was issued in, design says which, so that the next is
// alike; 0 leaves the design.
func (s *Store) Printed(ctx context.Context, ids []model.ID, design int) error {
	return s.write(ctx, "note a printing", func(c *change) error {
		values := map[string]any{"prints": gorm.Expr("prints + 1"), "rev": nextRev, "updated_at": c.at}
		if design > 0 {
			values["design"] = design
		}
		for part := range slices.Chunk(ids, chunk) {
			if err := c.Model(&certificateRow{}).Where("id IN ?", part).Updates(values).Error; err != nil {
				return err
			}
		}
		return nil
	})
}

// issue numbers rows and enters them in the register. The transaction is
// immediate, so no other can take the same numbers; where it fails no number
// is lost.
func (c *change) issue(kind model.CertificateKind, rows []certificateRow) ([]model.Certificate, error) {
	if err := c.issuing().number(c.DB, kind, rows); err != nil {
		return nil, err
	}
	return c.enter(rows)
}

// enter puts numbered rows into the register.
func (c *change) enter(rows []certificateRow) ([]model.Certificate, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	for i := range rows {
		c.stamp(&rows[i].Record)
	}
	if err := c.CreateInBatches(&rows, together).Error; err != nil {
		return nil, err
	}
	return convert(rows, certificateRow.model)
}

// issuing is who issues certificates, and when.
type issuing struct {
	centre model.ID
	day    model.Date
	at     string // as stored
}

func (c *change) issuing() issuing { return issuing{c.store.centre, c.store.Today(), c.at} }

// number gives rows the numbers that follow the last one of their kind and
// year.
func (i issuing) number(tx *gorm.DB, kind model.CertificateKind, rows []certificateRow) error {
	of, err := centreRow(tx, i.centre)
	if err != nil {
		return err
	}
	var last int
	err = tx.Model(&certificateRow{}).Where("owner = ? AND kind = ? AND year = ?", i.centre, kind, i.day.Year).
		Select("COALESCE(MAX(serial), 0)").Scan(&last).Error
	if err != nil {
		return err
	}
	prefix := model.Centre{Code: of.Code}.NumberPrefix()
	for n := range rows {
		r := &rows[n]
		r.CreatedAt, r.UpdatedAt = i.at, i.at
		r.Kind, r.Year, r.Issued, r.Design = string(kind), i.day.Year, i.day.String(), 1
		r.Serial = last + 1 + n
		r.Number = model.CertificateNumber(prefix, kind, r.Year, r.Serial)
	}
	return nil
}

// centreRow is the centre itself, empty before it was set up.
func centreRow(tx *gorm.DB, centre model.ID) (organisationRow, error) {
	var rows []organisationRow
	err := tx.Where("id = ?", centre).Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return organisationRow{}, err
	}
	return rows[0], nil
}

// IssueVolunteer enters a certificate for one member's volunteer service from
// from to to, both included. Without service there is none; where a valid one
// from the same day on says the same it is returned again, so that a reprint
// keeps its number and the same hours are never certified twice because a day
// has passed.
func (s *Store) IssueVolunteer(ctx context.Context, member model.ID, from, to model.Date) (issued model.Certificate, err error) {
	const doing = "issue a volunteer certificate"
	if err := fullPeriod(from, to); err != nil {
		return issued, explain(doing, err)
	}
	err = s.write(ctx, doing, func(c *change) error {
		m, err := memberByID(c.DB, member)
		if err != nil {
			return err
		}
		totals, err := volunteerTotals(c.Where("members.id = ?", string(member)), from, to)
		if err != nil {
			return err
		}
		if len(totals) == 0 {
			return &model.Error{Code: model.Refused, Message: m.Name + "在这段时间没有确认过的志愿服务时长，不能发证书。"}
		}
		r := certificateRow{
			Member: ref(m.ID), Name: m.Name, FromDay: from.String(), ToDay: to.String(), Minutes: totals[0].Minutes, Times: totals[0].Times,
		}
		if r.Title, err = c.serviceFields(member, from, to); err != nil {
			return err
		}
		before, err := c.sameProof(r)
		if err != nil {
			return err
		}
		if before != nil {
			issued, err = before.model()
			return err
		}
		list, err := c.issue(model.VolunteerHours, []certificateRow{r})
		if err == nil {
			issued = list[0]
		}
		return err
	})
	return issued, err
}

// sameProof returns the valid certificate that says what r would, nil where
// there is none; one that gives other hours for the same days has to be voided
// first.
func (c *change) sameProof(r certificateRow) (*certificateRow, error) {
	var rows []certificateRow
	err := c.Where("kind = ? AND member = ? AND from_day = ? AND void = ? AND removed = ?",
		model.VolunteerHours, r.Member, r.FromDay, false, false).Order("year, serial").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	for i, before := range rows {
		if before.Minutes == r.Minutes && before.Times == r.Times {
			return &rows[i], nil
		}
	}
	for _, before := range rows {
		if before.ToDay == r.ToDay {
			return nil, &model.Error{
				Code:    model.Refused,
				Message: fmt.Sprintf("这段时间已开过证明%s，但时长不同。请先把它作废，再重新开具。", before.Number),
			}
		}
	}
	return nil, nil
}

// serviceFields names what the member served in, as the certificate's content.
func (c *change) serviceFields(member model.ID, from, to model.Date) (string, error) {
	var fields []string
	err := served(c.DB, from, to).Where("attendances.member = ?", string(member)).
		Joins("JOIN activities ON activities.id = attendances.activity").Where("activities.service_field <> ?", "").
		Distinct("activities.service_field").Order("activities.service_field").Pluck("activities.service_field", &fields).Error
	return strings.Join(fields, "、"), err
}

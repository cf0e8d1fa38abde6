package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type noticeRow struct {
	Record
	FromDay, ToDay string
	Starts, Ends   string
	Place, Contact string
	Withdrawn      string
}

// TableName implements gorm's Tabler.
func (noticeRow) TableName() string { return "notices" }

func (r noticeRow) model() (model.Notice, error) {
	rec, err := r.Record.model()
	n := model.Notice{Record: rec, Place: r.Place, Contact: r.Contact, Withdrawn: r.Withdrawn}
	for _, d := range []struct {
		to   *model.Date
		text string
	}{{&n.From, r.FromDay}, {&n.To, r.ToDay}, {&n.Starts, r.Starts}, {&n.Ends, r.Ends}} {
		if err == nil {
			*d.to, err = dayOf(d.text)
		}
	}
	return n, err
}

type noticeLineRow struct {
	Record
	Notice, Member string
	Position       int
	Name           string
	Times, Minutes int
	LateMinutes    int
	Objection      string
}

// TableName implements gorm's Tabler.
func (noticeLineRow) TableName() string { return "notice_lines" }

// PutUpNotice makes a public notice of the hours that members served in its
// period, as they are now; of everybody who served where members is empty.
func (s *Store) PutUpNotice(ctx context.Context, n model.Notice, members []model.ID) (model.Notice, error) {
	const doing = "put up a notice"
	n.Place, n.Contact = strings.TrimSpace(n.Place), strings.TrimSpace(n.Contact)
	err := s.write(ctx, doing, func(c *change) error {
		rules, err := volunteerRules(c.DB)
		if err != nil {
			return err
		}
		if err := n.Validate(rules.NoticeDays); err != nil {
			return err
		}
		totals, err := volunteerTotals(c.DB, n.From, n.To)
		if err != nil {
			return err
		}
		if len(members) > 0 {
			totals = slices.DeleteFunc(totals, func(t model.VolunteerTotal) bool { return !slices.Contains(members, t.Member) })
		}
		if len(totals) == 0 {
			return &model.Error{Code: model.Refused, Field: "From", Message: "这段时间没有确认过的服务时长，不用公示。"}
		}
		row := noticeRow{
			FromDay: n.From.String(), ToDay: n.To.String(), Starts: n.Starts.String(), Ends: n.Ends.String(), Place: n.Place, Contact: n.Contact,
		}
		if err := c.put(&row); err != nil {
			return err
		}
		n.ID = model.ID(row.ID)
		lines := make([]noticeLineRow, len(totals))
		for i, t := range totals {
			lines[i] = noticeLineRow{
				Notice: row.ID, Member: string(t.Member), Position: i + 1, Name: t.Name, Times: t.Times, Minutes: t.Minutes, LateMinutes: t.Late,
			}
			c.stamp(&lines[i].Record)
		}
		return c.CreateInBatches(&lines, together).Error
	})
	if err != nil {
		return n, err
	}
	return s.Notice(ctx, n.ID)
}

// Notices returns the public notices without their lines, the latest first.
func (s *Store) Notices(ctx context.Context) ([]model.Notice, error) {
	const doing = "list notices"
	var rows []struct {
		Notice noticeRow `gorm:"embedded"`
		People int
	}
	err := s.read(ctx).Table("notices").
		Select("notices.*, (SELECT COUNT(*) FROM notice_lines WHERE notice_lines.notice = notices.id AND notice_lines.removed = ?) AS people", false).
		Where("notices.removed = ?", false).Order("notices.starts DESC, notices.id DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.Notice, len(rows))
	for i, r := range rows {
		if list[i], err = r.Notice.model(); err != nil {
			return nil, explain(doing, err)
		}
		list[i].People = r.People
	}
	return list, nil
}

// Notice returns a public notice with its lines in their order, each with the
// number of the valid proof that followed.
func (s *Store) Notice(ctx context.Context, id model.ID) (model.Notice, error) {
	n, err := notice(s.read(ctx), id)
	return n, explain("read a notice", err)
}

func notice(tx *gorm.DB, id model.ID) (model.Notice, error) {
	var row noticeRow
	if err := tx.Where("id = ?", string(id)).Take(&row).Error; err != nil {
		return model.Notice{}, err
	}
	n, err := row.model()
	if err != nil {
		return n, err
	}
	err = tx.Table("notice_lines").
		Select(`notice_lines.id, notice_lines.member, notice_lines.name, COALESCE(organisations.name, '') AS branch,
			members.volunteer_number AS number, notice_lines.times, notice_lines.minutes, notice_lines.late_minutes AS late,
			notice_lines.objection, COALESCE(certificates.number, '') AS proof`).
		Joins("JOIN members ON members.id = notice_lines.member").
		Joins("LEFT JOIN organisations ON organisations.id = members.branch").
		Joins(`LEFT JOIN certificates ON certificates.member = notice_lines.member AND certificates.void = ? AND certificates.removed = ?
			AND certificates.id IN (SELECT certificate FROM proofs WHERE proofs.notice = notice_lines.notice)`, false, false).
		Where("notice_lines.notice = ? AND notice_lines.removed = ?", string(id), false).
		Order("notice_lines.position").Scan(&n.Lines).Error
	n.People = len(n.Lines)
	return n, err
}

// WithdrawNotice takes a notice down and keeps why: no proof follows from it
// any more. Refused while a valid proof rests on it.
func (s *Store) WithdrawNotice(ctx context.Context, id model.ID, reason string) error {
	const doing = "withdraw a notice"
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return explain(doing, &model.Error{Code: model.Invalid, Field: "Reason", Message: "请填写撤回的原因。"})
	}
	return s.write(ctx, doing, func(c *change) error {
		var r noticeRow
		if err := c.Where("id = ?", string(id)).Take(&r).Error; err != nil || r.Withdrawn != "" {
			return err
		}
		proofs, err := c.proofsOf(id)
		if err != nil {
			return err
		}
		var numbers []string
		for _, proof := range proofs {
			numbers = append(numbers, proof.Number)
		}
		if err := model.CheckWithdrawal(numbers); err != nil {
			return err
		}
		r.Withdrawn = reason
		return c.put(&r)
	})
}

// Object notes an objection to a line of a notice: that person gets no proof
// from it. An empty one takes it back. Where there is a valid proof, which says
// that nobody objected, it has to be voided first.
func (s *Store) Object(ctx context.Context, line model.ID, objection string) error {
	const doing = "note an objection"
	return s.write(ctx, doing, func(c *change) error {
		var r noticeLineRow
		if err := c.Where("id = ?", string(line)).Take(&r).Error; err != nil {
			return err
		}
		r.Objection = strings.TrimSpace(objection)
		if len([]rune(r.Objection)) > 200 {
			return &model.Error{Code: model.Invalid, Field: "Objection", Message: "异议内容最多 200 个字。"}
		}
		proofs, err := c.proofsOf(model.ID(r.Notice))
		if err != nil {
			return err
		}
		if proof, ok := proofs[model.ID(r.Member)]; ok && r.Objection != "" {
			return &model.Error{Code: model.Refused, Field: "Objection", Message: "已经出具了证明" + proof.Number + "，上面写着无异议。请先把它作废，再登记异议。"}
		}
		return c.put(&r)
	})
}

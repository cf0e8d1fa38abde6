package store

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// IssueCompletions enters a certificate in the given style for everybody who
// passed a closed programme and has no valid one yet, and returns the new ones.
func (s *Store) IssueCompletions(ctx context.Context, programme model.ID, style model.CertificateStyle) (issued []model.Certificate, err error) {
	const doing = "issue completion certificates"
	style = style.Tidy()
	if err := style.Validate(); err != nil {
		return nil, explain(doing, err)
	}
	err = s.write(ctx, doing, func(c *change) error {
		rows, err := c.issuing().completions(c.DB, programme, style)
		if err != nil {
			return err
		}
		issued, err = c.enter(rows)
		return err
	})
	if err != nil {
		return nil, err
	}
	return issued, nil
}

// DueCompletions returns the certificates that IssueCompletions would enter
// now, with the numbers they would have, and enters none.
func (s *Store) DueCompletions(ctx context.Context, programme model.ID, style model.CertificateStyle) ([]model.Certificate, error) {
	const doing = "preview completion certificates"
	style = style.Tidy()
	if err := style.Validate(); err != nil {
		return nil, explain(doing, err)
	}
	by, err := s.wouldIssue(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := by.completions(s.read(ctx), programme, style)
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, certificateRow.model)
	return list, explain(doing, err)
}

// completions are the certificates that are still to be issued for a closed
// programme, numbered, with what each says.
func (i issuing) completions(tx *gorm.DB, programme model.ID, style model.CertificateStyle) ([]certificateRow, error) {
	rows, err := completionsOf(tx, programme)
	if err != nil {
		return nil, err
	}
	if err := i.number(tx, model.Completion, rows); err != nil {
		return nil, err
	}
	return rows, i.word(tx, rows, style)
}

// completionsOf are the certificates that are still to be issued for a closed
// programme, without numbers.
func completionsOf(tx *gorm.DB, programme model.ID) ([]certificateRow, error) {
	p, err := programmeByID(tx, programme)
	if err != nil {
		return nil, err
	}
	if p.Closed == "" {
		return nil, &model.Error{Code: model.Refused, Message: "“" + p.Title + "”还没有结业，不能发结业证书。"}
	}
	rule, err := p.model()
	if err != nil {
		return nil, err
	}
	table, err := attendanceTable(tx, p)
	if err != nil {
		return nil, err
	}
	var certified []string
	err = tx.Model(&certificateRow{}).Where("programme = ? AND kind = ? AND void = ? AND removed = ?", p.ID, model.Completion, false, false).
		Pluck("member", &certified).Error
	if err != nil {
		return nil, err
	}
	has := make(map[model.ID]bool, len(certified))
	for _, member := range certified {
		has[model.ID(member)] = true
	}
	var period struct{ First, Last string }
	err = heldSessions(tx, rule.ID).Where("activities.makes_up IS NULL").Select("COALESCE(MIN(start_at), '') AS first, COALESCE(MAX(end_at), '') AS last").Scan(&period).Error
	if err != nil {
		return nil, err
	}
	var rows []certificateRow
	for _, r := range table.Results() {
		if !rule.Passed(r) || has[r.Member] {
			continue
		}
		rows = append(rows, certificateRow{
			Member: ref(r.Member), Name: r.Name, Programme: ref(p.ID), Title: p.Title, Organiser: p.Organiser,
			FromDay: dayPart(period.First), ToDay: dayPart(period.Last), Minutes: r.Minutes, Times: r.Attended, Points: r.Points,
		})
	}
	return rows, nil
}

// dayPart is the day of a stored wall-clock time.
func dayPart(wall string) string {
	day, _, _ := strings.Cut(wall, "T")
	return day
}

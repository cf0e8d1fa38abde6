package store

import (
	"context"
	"encoding/json"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// IssueHonours enters a certificate (荣誉证书) in the given style for each of
// honours that has no valid one yet, and returns the new ones.
func (s *Store) IssueHonours(ctx context.Context, honours []model.ID, style model.CertificateStyle) (issued []model.Certificate, err error) {
	const doing = "issue certificates of honours"
	style = honourStyle(style)
	if err := style.Validate(); err != nil {
		return nil, explain(doing, err)
	}
	err = s.write(ctx, doing, func(c *change) error {
		rows, err := c.issuing().honours(c.DB, honours, style)
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

// DueHonours returns the certificates that IssueHonours would enter now, with
// the numbers they would have, and enters none.
func (s *Store) DueHonours(ctx context.Context, honours []model.ID, style model.CertificateStyle) ([]model.Certificate, error) {
	const doing = "preview certificates of honours"
	style = honourStyle(style)
	if err := style.Validate(); err != nil {
		return nil, explain(doing, err)
	}
	by, err := s.wouldIssue(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := by.honours(s.read(ctx), honours, style)
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, certificateRow.model)
	return list, explain(doing, err)
}

// wouldIssue is who would issue certificates now.
func (s *Store) wouldIssue(ctx context.Context) (issuing, error) {
	centre, err := s.Centre(ctx)
	if err != nil && model.CodeOf(err) != model.NotFound {
		return issuing{}, err
	}
	return issuing{centre.ID, s.Today(), timeText(s.options.Now())}, nil
}

// honours are the certificates that are still to be issued for honours of this
// office, the oldest first, numbered, with what each says.
func (i issuing) honours(tx *gorm.DB, honours []model.ID, style model.CertificateStyle) ([]certificateRow, error) {
	var lines []honourLine
	for part := range slices.Chunk(honours, chunk) {
		of, err := honourLines(tx, HonourFilter{IDs: part})
		if err != nil {
			return nil, err
		}
		lines = append(lines, of...)
	}
	var rows []certificateRow
	for _, l := range slices.Backward(lines) { // the newest come first
		h := l.Honour
		if l.CertificateNumber != "" {
			continue
		}
		if model.ID(h.Owner) != i.centre {
			return nil, &model.Error{Code: model.Refused, Message: "“" + l.recipient() + "”的荣誉是别的中心登记的，荣誉证书由它自己发。"}
		}
		rows = append(rows, certificateRow{
			Member: h.Member, Name: l.recipient(), Honour: ref(h.ID), Title: h.Title, Organiser: h.Giver, FromDay: h.Given, ToDay: h.Given,
		})
	}
	if err := i.number(tx, model.HonourAward, rows); err != nil {
		return nil, err
	}
	return rows, i.word(tx, rows, style)
}

// word gives numbered rows the style and what each says in it.
func (i issuing) word(tx *gorm.DB, rows []certificateRow, style model.CertificateStyle) error {
	of, err := centreRow(tx, i.centre)
	if err != nil {
		return err
	}
	for n := range rows {
		c, err := rows[n].model()
		if err != nil {
			return err
		}
		rows[n].Design, rows[n].Wording = style.Design, style.Say(c, of.Name)
	}
	return nil
}

func honourStyle(style model.CertificateStyle) model.CertificateStyle {
	style.Kind = model.HonourAward
	return style.Tidy()
}

// certificateStyleSettings name the settings that hold the CertificateStyle of
// a kind.
var certificateStyleSettings = map[model.CertificateKind]string{
	model.Completion:  "certificate-style",
	model.HonourAward: "honour-certificate-style",
}

// CertificateStyle returns the style that the centre issues completion
// certificates in, the program's own before one was chosen.
func (s *Store) CertificateStyle(ctx context.Context) (model.CertificateStyle, error) {
	return s.styleOf(ctx, model.Completion)
}

// HonourStyle is CertificateStyle of certificates of honours.
func (s *Store) HonourStyle(ctx context.Context) (model.CertificateStyle, error) {
	style, err := s.styleOf(ctx, model.HonourAward)
	return honourStyle(style), err
}

func (s *Store) styleOf(ctx context.Context, kind model.CertificateKind) (model.CertificateStyle, error) {
	const doing = "read the style of certificates"
	style := model.CertificateStyle{}
	saved, err := s.Setting(ctx, certificateStyleSettings[kind])
	if err == nil && saved != "" {
		err = explain(doing, json.Unmarshal([]byte(saved), &style))
	}
	return style.Tidy(), err
}

// SaveCertificateStyle keeps the style that the next certificates of its kind
// are issued in; those issued stay as they are.
func (s *Store) SaveCertificateStyle(ctx context.Context, style model.CertificateStyle) error {
	const doing = "save the style of certificates"
	style = style.Tidy()
	if err := style.Validate(); err != nil {
		return explain(doing, err)
	}
	kind := style.Kind
	if kind == "" {
		kind = model.Completion
	}
	text, err := json.Marshal(style)
	if err != nil {
		return explain(doing, err)
	}
	return s.SaveSetting(ctx, certificateStyleSettings[kind], string(text))
}

package store

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

type officeRow struct {
	Record
	Kind, Name, Code      string
	Recipient, SigningKey string
	Approved              string
	LastSequence          int
	LastReceived          string
	Held                  string
}

// TableName implements gorm's Tabler.
func (officeRow) TableName() string { return "offices" }

func (r officeRow) model() (model.KnownOffice, error) {
	key, err := base64.StdEncoding.DecodeString(r.SigningKey)
	if err != nil {
		return model.KnownOffice{}, fmt.Errorf("read a stored key: %w", err)
	}
	o := model.KnownOffice{
		Office: model.Office{
			ID: model.ID(r.ID), Kind: model.OrganisationKind(r.Kind), Name: r.Name, Code: r.Code,
			Recipient: r.Recipient, SigningKey: ed25519.PublicKey(key),
		},
		LastSequence: r.LastSequence,
	}
	if o.Approved, err = timeOrNone(r.Approved); err != nil {
		return o, err
	}
	if o.Rows, err = r.held(); err != nil {
		return o, err
	}
	o.LastReceived, err = timeOrNone(r.LastReceived)
	return o, err
}

// held is how many rows of each table are held of the office's.
func (r officeRow) held() (map[string]int, error) {
	held := map[string]int{}
	if r.Held == "" {
		return held, nil
	}
	if err := json.Unmarshal([]byte(r.Held), &held); err != nil {
		return nil, fmt.Errorf("read how many rows are held: %w", err)
	}
	return held, nil
}

// timeOrNone reads a stored time that may be empty.
func timeOrNone(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return timeOf(text)
}

// Offices returns the offices that this one knows, by code and name.
func (s *Store) Offices(ctx context.Context) ([]model.KnownOffice, error) {
	const doing = "list the offices"
	var rows []officeRow
	if err := s.read(ctx).Where("removed = ?", false).Order("code, name, id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, officeRow.model)
	if err != nil {
		return nil, explain(doing, err)
	}
	var came []struct {
		Office   model.ID
		Sequence int
	}
	err = PackageFilter{Came: true}.narrow(s.read(ctx).Model(&packageRow{})).Where("kind NOT IN ?", []model.PackageKind{model.RebuildPackage, model.HandoverPackage}).
		Select("office", "sequence").Find(&came).Error
	there := map[model.ID]map[int]bool{}
	for _, p := range came {
		if there[p.Office] == nil {
			there[p.Office] = map[int]bool{}
		}
		there[p.Office][p.Sequence] = true
	}
	for i, o := range list {
		list[i].Missing = missing(there[o.ID], o.LastSequence)
	}
	return list, explain(doing, err)
}

// mostMissing is how many numbers are named that never came.
const mostMissing = 100

// missing are the numbers before last that are not there, the first few.
func missing(there map[int]bool, last int) []int {
	var numbers []int
	for n := 1; n < last && len(numbers) < mostMissing; n++ {
		if !there[n] {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// Known finds an office that this one knows, by its ID, or by its code where
// one alone has it; else model.NotFound.
func (s *Store) Known(ctx context.Context, codeOrID string) (model.KnownOffice, error) {
	const doing = "find an office"
	var rows []officeRow
	err := s.read(ctx).Where("removed = ?", false).Where("id = ? OR code = ? AND code <> ''", codeOrID, codeOrID).
		Limit(2).Find(&rows).Error
	if err == nil && len(rows) != 1 {
		err = unknownOffice()
	}
	if err != nil {
		return model.KnownOffice{}, explain(doing, err)
	}
	o, err := rows[0].model()
	return o, explain(doing, err)
}

func unknownOffice() error {
	return &model.Error{Code: model.NotFound, Message: "没有登记过这个单位，请先用单位文件登记，并核对指纹。"}
}

// Approve notes that somebody compared the fingerprint of o with the office
// itself: from now on packages are sealed to its key and taken from it. An
// office that was known with other keys is known by these from now on.
func (s *Store) Approve(ctx context.Context, o model.Office) error {
	const doing = "approve an office"
	if err := o.Validate(); err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		if o.ID == s.centre {
			return &model.Error{Code: model.Refused, Message: "这是本单位自己的单位文件，请用对方单位的。"}
		}
		r := officeRow{
			Kind: string(o.Kind), Name: o.Name, Code: o.Code, Recipient: o.Recipient,
			SigningKey: base64.StdEncoding.EncodeToString(o.SigningKey), Approved: c.at,
		}
		r.ID = string(o.ID)
		c.stamp(&r.Record)
		err := c.Clauses(clause.OnConflict{
			Columns: []clause.Column{{Name: "id"}},
			DoUpdates: append(clause.AssignmentColumns([]string{"kind", "name", "code", "recipient", "signing_key", "approved", "updated_at", "removed"}),
				clause.Assignment{Column: clause.Column{Name: "rev"}, Value: clause.Expr{SQL: "offices.rev + 1"}}),
		}).Create(&r).Error
		if err != nil {
			return err
		}
		return c.audit("approve office", o.ID, nil, map[string]any{"fingerprint": o.Fingerprint()})
	})
}

// officeByID reads an office inside a transaction.
func officeByID(tx *gorm.DB, id model.ID) (officeRow, error) {
	var rows []officeRow
	err := tx.Where("id = ? AND removed = ?", string(id), false).Find(&rows).Error
	if err == nil && len(rows) == 0 {
		err = unknownOffice()
	}
	if err != nil {
		return officeRow{}, err
	}
	return rows[0], nil
}

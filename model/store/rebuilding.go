package store

import (
	"context"
	"encoding/base64"
	"slices"

	"jishi/model"
)

// An office that lost its computer begins anew in an empty data folder, under
// new keys, and becomes what it was from the copy that the office above has.

// founded are the tables in which an office has rows before anybody has entered
// anything, and how many at most that is: 0 means any number.
var founded = map[string]int64{"organisations": 3, "words": 0, "rooms": 0}

// unused refuses to rebuild an office that has records already.
func (s *Store) unused(r *reception) error {
	inUse := &model.Error{Code: model.Refused, Message: "这台电脑里已经有自己的记录，重建包只能导入刚装好、还没有录入的程序。没有导入。"}
	for _, t := range r.tables {
		most, allowed := founded[t.Name]
		if allowed && most == 0 {
			continue
		}
		var n int64
		if err := r.tx.Table(t.Name).Where("owner = ?", string(r.self)).Count(&n).Error; err != nil {
			return err
		}
		if n > most {
			return inUse
		}
	}
	var sent int64
	err := PackageFilter{Sent: true}.narrow(r.tx.Model(&packageRow{})).Count(&sent).Error
	if err == nil && sent > 0 {
		err = inUse
	}
	return err
}

// rebuild makes this computer the office whose rows the package has, and
// continues its packages where the sender saw them end.
func (c *change) rebuild(r *reception) error {
	if err := c.Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
		return err
	}
	for _, t := range slices.Backward(r.tables) {
		if err := c.Table(t.Name).Where("owner = ?", string(r.self)).Delete(nil).Error; err != nil {
			return err
		}
	}
	for _, t := range r.tables {
		if err := c.addRows(r, t, r.finds[t.Name]); err != nil {
			return err
		}
	}
	if err := c.become(r.self, r.parcel.Owner()); err != nil {
		return err
	}
	if err := c.continuePackages(r); err != nil {
		return err
	}
	row, err := packageOf(r.pack)
	if err != nil {
		return err
	}
	row.Sent, row.State = false, string(model.PackageApplied)
	if _, err := c.notePackage(row); err != nil {
		return err
	}
	c.forget = true
	return c.audit("rebuild", r.parcel.Owner(), nil, map[string]any{"from": r.pack.Office, "package": r.pack.Package})
}

// become gives what is this computer's own to the office that it now is.
func (c *change) become(was, is model.ID) error {
	var there []organisationRow
	if err := c.Where("id = ? AND kind = ?", string(is), model.CentreOf).Find(&there).Error; err != nil {
		return err
	}
	if len(there) == 0 {
		return &model.Error{Code: model.Refused, Message: "这个重建包里没有中心的名称，没有导入。请街道重新写一个。"}
	}
	tables, err := ownedTables(c.DB)
	if err != nil {
		return err
	}
	for table := range tables {
		if err := c.Table(table).Where("owner = ?", string(was)).Update("owner", string(is)).Error; err != nil {
			return err
		}
	}
	c.store.centre = is
	return c.set(centreSetting, string(is))
}

// continuePackages notes the packages that the sender has, so that the next one
// gets the next number and photos that are there do not go again.
func (c *change) continuePackages(r *reception) error {
	rows, err := c.receiptRows(r, func(receipt model.Receipt) bool { return receipt.Kind == model.ReportPackage })
	if err != nil || len(rows) == 0 {
		return err
	}
	last, err := packageOf(model.Package{Rows: r.pack.Rows, Files: r.pack.Files})
	if err != nil {
		return err
	}
	rows[len(rows)-1].Counts, rows[len(rows)-1].Files = last.Counts, last.Files
	return c.CreateInBatches(&rows, together).Error
}

// receiptRows are the wanted among the packages that the sender has of this
// office's, as they are noted where nothing else is known of them.
func (c *change) receiptRows(r *reception, wanted func(model.Receipt) bool) ([]packageRow, error) {
	var rows []packageRow
	previous := ""
	for _, receipt := range r.parcel.Receipts() {
		if !wanted(receipt) {
			continue
		}
		row, err := packageOf(model.Package{
			Office: r.pack.Office, Sent: true, Kind: receipt.Kind, Package: receipt.Package, Sequence: receipt.Sequence,
			State: model.PackageConfirmed, Made: receipt.Made, Hash: receipt.Hash, Previous: previous,
		})
		if err != nil {
			return nil, err
		}
		row.Record = Record{}
		c.stamp(&row.Record)
		rows, previous = append(rows, row), receipt.Hash
	}
	return rows, nil
}

// Rekey notes that an office of which rows are held goes on with the keys of o,
// whose fingerprint somebody compared: it lost its computer, and began anew as
// o. Packages under its former keys are refused from now on.
func (s *Store) Rekey(ctx context.Context, office model.ID, o model.Office) error {
	const doing = "give an office new keys"
	if err := o.Validate(); err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		row, err := officeByID(c.DB, office)
		if err != nil {
			return err
		}
		if model.OrganisationKind(row.Kind) != o.Kind {
			return &model.Error{Code: model.Refused, Message: "这个单位文件不是中心的，不能用来重建“" + row.Name + "”。"}
		}
		if row.LastSequence == 0 {
			return &model.Error{Code: model.Refused, Message: "还没有收到过“" + row.Name + "”的包，没有可以重建的数据。"}
		}
		if err := c.notInUse(office, o); err != nil {
			return err
		}
		row.Recipient, row.SigningKey, row.Approved = o.Recipient, base64.StdEncoding.EncodeToString(o.SigningKey), c.at
		if err := c.put(&row); err != nil {
			return err
		}
		if o.ID != office { // by which it was known while it was empty
			err := c.Model(&officeRow{}).Where("id = ? AND removed = ?", string(o.ID), false).
				Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
			if err != nil {
				return err
			}
		}
		return c.audit("rekey office", office, nil, map[string]any{"fingerprint": o.Fingerprint()})
	})
}

// notInUse refuses the public file of an office that sends packages of its own:
// everything of the lost one would go to it, and its own be refused.
func (c *change) notInUse(lost model.ID, o model.Office) error {
	var names []string
	err := c.Model(&officeRow{}).Where("id = ? AND id <> ? AND removed = ? AND last_sequence > 0", string(o.ID), string(lost), false).
		Pluck("name", &names).Error
	if err != nil || len(names) == 0 {
		return err
	}
	return &model.Error{Code: model.Refused, Message: "这是“" + names[0] + "”的单位文件，它自己在上报，不能用来重建别的中心。请用新电脑上导出的单位文件。"}
}

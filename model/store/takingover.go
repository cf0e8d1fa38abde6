package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"jishi/model"
)

// compareHandover finds who comes with a handover package.
func (r *reception) compareHandover(diff *model.PackageDiff) error {
	h := &model.Handing{}
	for _, t := range r.tables {
		take, err := taker(h, t)
		if err != nil {
			return err
		}
		check, found := checkOf(t), model.TableDiff{Table: t}
		err = r.parcel.Rows(t, func(values []any) error {
			found.New++
			err := check(values)
			if err == nil {
				err = take(values)
			}
			if err != nil {
				return misfit(t, found.New, err)
			}
			return nil
		})
		if err != nil {
			return err
		}
		if found.New > 0 {
			diff.Tables = append(diff.Tables, found)
		}
	}
	if h.Member.ID != "" {
		diff.Coming = h
	}
	return nil
}

// taker puts rows of t into h.
func taker(h *model.Handing, t model.Table) (func(values []any) error, error) {
	if t.Name == (memberRow{}).TableName() {
		fields, err := fieldsOf[memberRow](t)
		return func(values []any) error {
			if h.Member.ID != "" {
				return &model.Error{Code: model.Refused, Message: "转移包里不止一个人。"}
			}
			r, err := rowOf[memberRow](fields, values)
			if err != nil {
				return err
			}
			if h.Member, err = r.model(); err == nil && (h.Member.State != model.Moved || !h.Member.StateDate.Full()) {
				err = &model.Error{Code: model.Refused, Message: "没有写明哪天转出。"}
			}
			return err
		}, err
	}
	fields, err := fieldsOf[pastEventRow](t)
	return func(values []any) error {
		r, err := rowOf[pastEventRow](fields, values)
		if err != nil {
			return err
		}
		e, err := r.model()
		h.Events = append(h.Events, e)
		return err
	}, err
}

// alike finds who on the register may be the one who comes.
func (s *Store) alike(ctx context.Context, diff *model.PackageDiff) (err error) {
	if diff.Coming != nil {
		diff.Alike, err = s.Alike(ctx, diff.Coming.Member)
	}
	return err
}

// takeOver makes a record of this centre's own of whom a handover package
// brings. Nobody on the register is touched: whether it is somebody who was
// here before is for people to say, in 重复人员.
func (c *change) takeOver(r *reception, diff *model.PackageDiff) error {
	pack, err := packageOf(r.pack)
	if err != nil {
		return err
	}
	pack.Sent, pack.State = false, string(model.PackageApplied)
	if _, err := c.notePackage(pack); err != nil {
		return err
	}
	if err := c.takeReceipts(r, diff); err != nil || diff.Coming == nil {
		return err
	}
	m := diff.Coming.Member
	came := m.StateDate
	// What another centre's organisations and rules say holds there alone.
	m.Record, m.Branch, m.HostUnit, m.InService, m.PartyPost, m.VolunteerNumber = model.Record{}, "", "", false, "", ""
	m.State, m.StateDate, m.StateReason = model.Active, model.Date{}, ""
	if m.Photo != "" {
		if _, err := os.Stat(filepath.Join(c.store.dir, photoFolder, m.Photo)); errors.Is(err, os.ErrNotExist) {
			m.Photo = "" // it was lost there
		} else if err != nil {
			return err
		}
	}
	spell(&m)
	row, err := memberOf(m)
	if err != nil {
		return err
	}
	row.Record = Record{}
	if err := c.put(&row); err != nil {
		return err
	}
	h := handoverRow{
		Member: row.ID, Way: string(model.TakenOver), Office: r.office.ID, OfficeName: r.office.Name, Day: came.String(), Package: string(r.pack.Package),
	}
	if err := c.put(&h); err != nil {
		return err
	}
	rows := make([]pastEventRow, len(diff.Coming.Events))
	for i, e := range diff.Coming.Events {
		rows[i] = pastEventOf(e)
		rows[i].Record, rows[i].Member = Record{}, row.ID
		c.stamp(&rows[i].Record)
	}
	if len(rows) > 0 {
		if err := c.CreateInBatches(&rows, together).Error; err != nil {
			return err
		}
	}
	return c.memberChanged(&row, "take over", nil)
}

// undoTakingOver takes the last member that came from a centre off the register
// again, where nothing was made of the record since.
func (c *change) undoTakingOver(office officeRow) (packageRow, error) {
	var came []handoverRow
	err := c.mine().Where("office = ? AND way = ? AND removed = ?", office.ID, model.TakenOver, false).
		Order("created_at DESC, id DESC").Limit(1).Find(&came).Error
	if err != nil {
		return packageRow{}, err
	}
	if len(came) == 0 {
		return packageRow{}, &model.Error{Code: model.Refused, Message: "“" + office.Name + "”没有可以撤销的包。"}
	}
	h := came[0]
	r, err := memberByID(c.DB, model.ID(h.Member))
	if err != nil {
		return packageRow{}, err
	}
	if err := c.unmade(r); err != nil {
		return packageRow{}, err
	}
	before, err := r.model()
	if err != nil {
		return packageRow{}, err
	}
	var packs []packageRow
	if err := (PackageFilter{Kind: model.HandoverPackage, Came: true}).narrow(c.DB).Where("package = ?", h.Package).Limit(1).Find(&packs).Error; err != nil {
		return packageRow{}, err
	}
	if len(packs) == 0 {
		return packageRow{}, &model.Error{Code: model.Refused, Message: "这台电脑上没有这次转入的包，不能撤销。"}
	}
	packs[0].State = string(model.PackageUndone)
	h.Removed, r.Removed = true, true
	for _, row := range []row{&packs[0], &h, &r} {
		if err := c.put(row); err != nil {
			return packageRow{}, err
		}
	}
	err = c.Model(&pastEventRow{}).Where("member = ? AND removed = ?", r.ID, false).
		Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
	if err != nil {
		return packageRow{}, err
	}
	return packs[0], c.memberChanged(&r, "undo taking over", &before)
}

// unmade refuses where somebody worked with the record of a member who came.
func (c *change) unmade(r memberRow) error {
	inUse := &model.Error{Code: model.Refused, Message: "“" + r.Name + "”转入以后资料已经改过，或已有签到等记录，不能撤销转入。请改为再转出。"}
	if r.Rev != 1 {
		return inUse
	}
	tables, err := tablesOf(c.DB)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if t.Name == (handoverRow{}).TableName() || t.Name == (pastEventRow{}).TableName() {
			continue
		}
		for _, column := range t.Columns {
			if column.Refers != (memberRow{}).TableName() {
				continue
			}
			var n int64
			if err := c.Table(t.Name).Where(map[string]any{column.Name: r.ID}).Count(&n).Error; err != nil {
				return err
			}
			if n > 0 {
				return inUse
			}
		}
	}
	return nil
}

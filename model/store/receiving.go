package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// LookInto tells what taking a package in would change, and changes nothing.
func (s *Store) LookInto(ctx context.Context, p model.Parcel) (model.PackageDiff, error) {
	const doing = "look into a package"
	var diff model.PackageDiff
	err := s.read(everything(ctx)).Transaction(func(tx *gorm.DB) error {
		r, err := s.reception(tx, p)
		if err != nil {
			return err
		}
		diff, err = r.compare()
		return err
	})
	if err == nil {
		err = s.alike(ctx, &diff)
	}
	return diff, explain(doing, err)
}

// Receive takes a package in: its sender's rows are here from now on what they
// are there, in one transaction, and UndoReceive takes it back. A package that
// is older than what is held is noted and changes nothing, so that packages
// may come in any order and more than once. The sender must be approved
// (Approve). Photos and attachments are kept first: they harm nobody if the
// rest fails.
func (s *Store) Receive(ctx context.Context, p model.Parcel) (model.PackageDiff, error) {
	const doing = "receive a package"
	var diff model.PackageDiff
	if err := s.keepFiles(ctx, p.Files()); err != nil {
		return diff, explain(doing, err)
	}
	var alike []model.Pair
	if p.Package().Kind == model.HandoverPackage { // who was here before the person is
		before, err := s.LookInto(ctx, p)
		if err != nil {
			return before, err
		}
		alike = before.Alike
	}
	err := s.write(everything(ctx), doing, func(c *change) (err error) {
		c.asReceived()
		r, err := s.reception(c.DB, p)
		if err != nil {
			return err
		}
		if diff, err = r.compare(); err != nil || diff.Repeated {
			return err
		}
		if err := c.Exec(wideCache).Error; err != nil {
			return err
		}
		defer func() { err = errors.Join(err, c.Exec(usualCache).Error) }()
		switch r.pack.Kind {
		case model.RebuildPackage:
			return c.rebuild(r)
		case model.HandoverPackage:
			return c.takeOver(r, &diff)
		}
		return c.takeIn(r, &diff)
	})
	diff.Alike = alike
	if err != nil {
		return diff, err
	}
	if diff.Package.Kind == model.RebuildPackage {
		return diff, explain(doing, s.settle(ctx))
	}
	return diff, explain(doing, s.gather(ctx))
}

// The rows of a package lie scattered among those of other offices, made in the
// same years: with more pages at hand the sixtieth costs little more than the
// first.
const (
	wideCache  = "PRAGMA cache_size = -96000" // 96 MB
	usualCache = "PRAGMA cache_size = -16000" // as pragmas says
)

// reception is a package on its way in.
type reception struct {
	tx       *gorm.DB
	self     model.ID
	parcel   model.Parcel
	pack     model.Package
	office   officeRow
	held     map[string]int // rows here, by table
	tables   []model.Table
	finds    map[string]*finds
	words    map[model.DictionaryKind][]string // this office's lists with what an answer adds
	grown    []model.DictionaryKind            // those that it adds to
	repeated bool
	older    bool
	missing  []int
	// Whose rows come and go with the sender's packages: mine are the sender and
	// the centres that it passes on, now or before, relays those of this package.
	mine    map[string]bool
	relays  []model.Relay
	left    map[string]string // centres that were settled to be another street's, and whose
	leftOut []string          // what those are called
	named   map[string]string // the centres that the sender passes on
	lent    idSets            // rows of centres in left that come all the same
	stay    idSets            // rows that are gone and stay, since others name them
}

// finds are the rows of one table that a package changes.
type finds struct {
	first   bool                // no row is held: all are new
	come    map[string]bool     // ids of new rows
	differ  map[string]bool     // ids of changed rows
	lost    []lostRow           // rows that the package no longer has
	gone    []string            // ids of those that leave
	marked  []string            // ids of those that stay and are marked as removed
	lent    map[string][]string // by centre, ids of new rows that are lent
	was     [][]byte            // changed, gone and marked rows as they were, as JSON
	arrived int                 // rows in the package
}

// reception looks at what is known of the sender and its packages.
func (s *Store) reception(tx *gorm.DB, p model.Parcel) (*reception, error) {
	r := &reception{tx: tx, self: s.office.Load().id, parcel: p, pack: p.Package(), finds: map[string]*finds{}}
	sender := p.Sender()
	var err error
	if r.office, err = officeByID(tx, sender.ID); err != nil {
		return nil, err
	}
	known, err := r.office.model()
	if err != nil {
		return nil, err
	}
	if known.Approved.IsZero() || !known.SameKeys(sender) {
		return nil, unknownOffice()
	}
	if err := r.direction(s.office.Load().kind, known.Office); err != nil {
		return nil, err
	}
	r.held = known.Rows
	if r.tables, err = carriedTables(tx, r.pack.Kind); err != nil {
		return nil, err
	}
	if r.pack.Kind == model.RebuildPackage {
		r.held = map[string]int{}
		return r, s.unused(r)
	}
	if err := r.place(); err != nil {
		return nil, err
	}
	return r, r.claim()
}

// direction refuses what an office may not send to one of kind own: reports go
// up, answers and rebuild packages down, people from centre to centre. The rows
// of others would otherwise stand among a centre's own.
func (r *reception) direction(own model.OrganisationKind, sender model.Office) error {
	wrong := ""
	switch kind := r.pack.Kind; kind {
	case model.ReportPackage:
		if !own.Above(sender.Kind) {
			wrong = "“" + sender.Name + "”不是下级单位，本单位不接收它的" + kind.Chinese() + "，没有导入。"
		}
	case model.AnswerPackage, model.RebuildPackage:
		if !sender.Kind.Above(own) {
			wrong = "“" + sender.Name + "”不是上级单位，不能发" + kind.Chinese() + "，没有导入。"
		}
	case model.HandoverPackage:
		if own != model.CentreOf || sender.Kind != model.CentreOf {
			wrong = "转移包只在两个中心之间交接，没有导入。"
		}
	default:
		wrong = "这是一个" + kind.Chinese() + "，这个版本还不能接收。"
	}
	if wrong != "" {
		return &model.Error{Code: model.Refused, Message: wrong}
	}
	return nil
}

// place finds where the package stands among those that came.
func (r *reception) place() error {
	var came []struct {
		Package  model.ID
		Sequence int
		State    model.PackageState
	}
	err := PackageFilter{Office: r.pack.Office, Kind: r.pack.Kind, Came: true}.narrow(r.tx.Model(&packageRow{})).
		Select("package", "sequence", "state").Order("sequence").Find(&came).Error
	if err != nil {
		return err
	}
	if r.pack.Kind == model.HandoverPackage { // each is of another person: none stands for those before it
		for _, p := range came {
			r.repeated = r.repeated || p.Package == r.pack.Package && p.State == model.PackageApplied
		}
		return nil
	}
	there := map[int]bool{r.pack.Sequence: true}
	for _, p := range came {
		there[p.Sequence] = true
		if p.Package != r.pack.Package && p.Sequence == r.pack.Sequence && p.State != model.PackageUndone {
			return &model.Error{
				Code:    model.Refused,
				Message: fmt.Sprintf("“%s”的第 %d 号包已经收到过另一个，这个没有导入。请问一下对方是不是用旧备份恢复过。", r.office.Name, r.pack.Sequence),
			}
		}
		if p.Package == r.pack.Package {
			older := p.State == model.PackageOlder && p.Sequence < r.office.LastSequence
			r.repeated = older || p.State == model.PackageApplied
		}
	}
	r.older = r.pack.Sequence < r.office.LastSequence
	r.missing = missing(there, r.pack.Sequence)
	return nil
}

// takeIn writes what compare found.
func (c *change) takeIn(r *reception, diff *model.PackageDiff) error {
	row, err := packageOf(r.pack)
	if err != nil {
		return err
	}
	row.Sent, row.State = false, string(model.PackageApplied)
	if diff.Older {
		row.State = string(model.PackageOlder)
	}
	if row, err = c.notePackage(row); err != nil {
		return err
	}
	if err := c.takeReceipts(r, diff); err != nil || diff.Older {
		return err
	}
	// Rows may refer to each other in any order until the end.
	if err := c.Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
		return err
	}
	if err := c.replaceRows(r, row.ID); err != nil {
		return err
	}
	held, err := json.Marshal(r.held)
	if err != nil {
		return fmt.Errorf("note how many rows are held: %w", err)
	}
	office := r.parcel.Sender()
	err = c.Model(&officeRow{}).Where("id = ?", r.office.ID).Updates(map[string]any{
		"name": office.Name, "code": office.Code, "last_sequence": r.pack.Sequence, "last_received": c.at,
		"held": string(held), "rev": nextRev, "updated_at": c.at,
	}).Error
	if err != nil {
		return err
	}
	if r.pack.Kind == model.AnswerPackage {
		return c.adoptWords(r)
	}
	if err := c.takeRelays(r); err != nil {
		return err
	}
	return c.settleRows(r.owners())
}

// settleRows brings what is worked out of offices' rows up to date with them.
func (c *change) settleRows(offices []string) error {
	c.forget = true
	if err := c.forgetGone(); err != nil {
		return err
	}
	for _, office := range offices {
		if err := c.recount(model.ID(office)); err != nil {
			return err
		}
	}
	return nil
}

// notePackage keeps that a package came; one that was undone and comes again
// keeps its row.
func (c *change) notePackage(r packageRow) (packageRow, error) {
	var there []packageRow
	err := PackageFilter{Office: model.ID(r.Office), Came: true}.narrow(c.DB).Where("package = ?", r.Package).Find(&there).Error
	if err != nil {
		return r, err
	}
	r.Record = Record{}
	if len(there) > 0 {
		r.Record = there[0].Record
	}
	return r, c.put(&r)
}

// replaceRows makes the sender's rows what the package has: first those that
// change or are gone leave, then all that are new come, so that no two stand
// in each other's way.
func (c *change) replaceRows(r *reception, pack string) error {
	if err := c.forgetChanges(r.pack.Office); err != nil {
		return err
	}
	keep := &keeper{c: c, pack: pack}
	if err := keep.begin(); err != nil {
		return err
	}
	if err := keep.noteRelays(r.office.ID); err != nil {
		return err
	}
	for _, t := range slices.Backward(r.kept()) {
		f := r.finds[t.Name]
		if err := keep.note(t.Name, f); err != nil {
			return err
		}
		leaving := append(slices.Collect(maps.Keys(f.differ)), f.gone...)
		if err := c.dropRows(t.Name, leaving); err != nil {
			return err
		}
		if err := c.markRows(t.Name, f.marked); err != nil {
			return err
		}
	}
	for _, t := range r.kept() {
		f := r.finds[t.Name]
		r.held[t.Name] += len(f.come) - len(f.gone)
		if f.first {
			r.held[t.Name] = f.arrived
		}
		for centre, ids := range f.lent {
			r.held[t.Name] -= len(ids)
			if err := c.countHeld(r.left[centre], map[string]int{t.Name: len(ids)}, 1); err != nil {
				return err
			}
		}
		if !f.first && len(f.come)+len(f.differ) == 0 {
			continue
		}
		if err := c.addRows(r, t, f); err != nil {
			return err
		}
	}
	return nil
}

// kept are the tables whose rows are kept under the sender's name: the words of
// an answer are taken into this office's own lists instead.
func (r *reception) kept() []model.Table {
	return slices.DeleteFunc(slices.Clone(r.tables), func(t model.Table) bool {
		return r.pack.Kind == model.AnswerPackage && t.Name == (wordRow{}).TableName()
	})
}

// addRows inserts the rows of the package that are not here.
func (c *change) addRows(r *reception, t model.Table, f *finds) error {
	in := newInsertion(c, t)
	id := t.Position("id")
	err := r.rows(t, func(values []any) error {
		if name := textOf(values[id]); !f.first && !f.come[name] && !f.differ[name] {
			return nil
		}
		return in.add(values)
	})
	if err != nil {
		return err
	}
	return in.end()
}

// dropRows deletes rows of another office's that it has changed or no longer
// has. They are a copy: what the office itself removes stays there, marked.
func (c *change) dropRows(table string, ids []string) error {
	for part := range slices.Chunk(ids, chunk) {
		if err := c.Table(table).Where("id IN ?", part).Delete(nil).Error; err != nil {
			return err
		}
	}
	return nil
}

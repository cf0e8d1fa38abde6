package store

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

type packageRow struct {
	Record
	Office   string
	Sent     bool
	Kind     string
	Package  string
	Sequence int
	State    string
	Made     string
	File     string
	Size     int64
	Hash     string
	Previous string
	Counts   string
	Files    string
}

// TableName implements gorm's Tabler.
func (packageRow) TableName() string { return "packages" }

func (r packageRow) model() (model.Package, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Package{}, err
	}
	p := model.Package{
		Record: rec, Office: model.ID(r.Office), Sent: r.Sent, Kind: model.PackageKind(r.Kind), Package: model.ID(r.Package),
		Sequence: r.Sequence, State: model.PackageState(r.State), File: r.File, Size: r.Size, Hash: r.Hash, Previous: r.Previous,
		Files: strings.Fields(r.Files),
	}
	if r.Counts != "" {
		if err := json.Unmarshal([]byte(r.Counts), &p.Rows); err != nil {
			return p, fmt.Errorf("read the counts of a package: %w", err)
		}
	}
	p.Made, err = timeOf(r.Made)
	return p, err
}

func packageOf(p model.Package) (packageRow, error) {
	counts, err := json.Marshal(p.Rows)
	return packageRow{
		Record: recordOf(p.Record), Office: string(p.Office), Sent: p.Sent, Kind: string(p.Kind), Package: string(p.Package),
		Sequence: p.Sequence, State: string(p.State), Made: timeText(p.Made), File: p.File, Size: p.Size, Hash: p.Hash,
		Previous: p.Previous, Counts: string(counts), Files: strings.Join(p.Files, " "),
	}, err
}

// PackageFilter chooses packages; the zero value means all.
type PackageFilter struct {
	Office model.ID
	Kind   model.PackageKind
	State  model.PackageState
	Sent   bool // only those sent
	Came   bool // only those received
}

// Packages returns packages that were sent or received, newest first.
func (s *Store) Packages(ctx context.Context, f PackageFilter) ([]model.Package, error) {
	const doing = "list the packages"
	var rows []packageRow
	if err := f.narrow(s.read(ctx)).Order("made DESC, sequence DESC, id DESC").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, packageRow.model)
	return list, explain(doing, err)
}

func (f PackageFilter) narrow(tx *gorm.DB) *gorm.DB {
	tx = tx.Where("removed = ?", false)
	if f.Office != "" {
		tx = tx.Where("office = ?", string(f.Office))
	}
	if f.Kind != "" {
		tx = tx.Where("kind = ?", string(f.Kind))
	}
	if f.State != "" {
		tx = tx.Where("state = ?", string(f.State))
	}
	if f.Sent != f.Came {
		tx = tx.Where("sent = ?", f.Sent)
	}
	return tx
}

// BeginPackage takes the next number for a package to an approved office: once
// taken it belongs to this package alone, even where the computer stops before
// the package is written. there are the numbers of this office's packages that
// lie on the stick. Those that nothing is known of here are passed over, to
// whomever they went: this office went on from an older backup.
func (s *Store) BeginPackage(ctx context.Context, kind model.PackageKind, to model.ID, there map[model.ID]int) (model.Package, error) {
	r := packageRow{Office: string(to), Sent: true, Kind: string(kind), State: string(model.PackageWriting)}
	err := s.write(ctx, "begin a package", func(c *change) error {
		office, err := officeByID(c.DB, to)
		if err != nil {
			return err
		}
		if office.Approved == "" {
			return unknownOffice()
		}
		of := func() *gorm.DB {
			return PackageFilter{Office: to, Kind: kind, Sent: true}.narrow(c.Model(&packageRow{}))
		}
		var last int
		err = of().Select("COALESCE(MAX(sequence), 0)").Where("state <> ?", model.PackageFailed).Scan(&last).Error
		if err != nil {
			return err
		}
		after, err := c.unknownSent(there)
		if err != nil {
			return err
		}
		var hashes []string
		err = of().Where("state IN ?", []model.PackageState{model.PackageWritten, model.PackageConfirmed}).
			Order("sequence DESC").Limit(1).Pluck("hash", &hashes).Error
		if err != nil {
			return err
		}
		r.Previous = strings.Join(hashes, "")
		r.Sequence, r.Made = max(last, after)+1, c.at
		r.Package = string(s.options.NewID())
		c.stamp(&r.Record)
		return c.Create(&r).Error
	})
	if err != nil {
		return model.Package{}, err
	}
	p, err := r.model()
	return p, explain("begin a package", err)
}

// unknownSent is the highest number among packages of this office's that it
// knows nothing of; 0 where it knows all.
func (c *change) unknownSent(there map[model.ID]int) (highest int, err error) {
	unknown := maps.Clone(there)
	for part := range slices.Chunk(slices.Collect(maps.Keys(there)), chunk) {
		var known []model.ID
		err := PackageFilter{Sent: true}.narrow(c.Model(&packageRow{})).Where("package IN ?", part).Pluck("package", &known).Error
		if err != nil {
			return 0, err
		}
		for _, id := range known {
			delete(unknown, id)
		}
	}
	for _, n := range unknown {
		highest = max(highest, n)
	}
	return highest, nil
}

// FinishPackage notes what became of a package that BeginPackage began: written
// with what it holds, or failed, which frees its number. Only a package of
// which nothing can have reached the stick under its name may have failed.
func (s *Store) FinishPackage(ctx context.Context, p model.Package) error {
	const doing = "finish a package"
	if p.State != model.PackageWritten && p.State != model.PackageFailed {
		return explain(doing, fmt.Errorf("state %q", p.State))
	}
	r, err := packageOf(p)
	if err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error { return c.put(&r) })
}

// ConfirmPackages notes that an office has told that it received packages; the
// photos in them need not be sent again. Numbers that were never sent are
// passed over.
func (s *Store) ConfirmPackages(ctx context.Context, office model.ID, packages []model.ID) error {
	return s.write(ctx, "confirm packages", func(c *change) error { return c.confirmPackages(office, packages) })
}

// waiting are the states of packages that nobody has confirmed yet.
var waiting = []model.PackageState{model.PackageWriting, model.PackageWritten}

func (c *change) confirmPackages(office model.ID, packages []model.ID) error {
	for part := range slices.Chunk(packages, chunk) {
		err := PackageFilter{Office: office, Sent: true}.narrow(c.Model(&packageRow{})).
			Where("package IN ? AND state IN ?", part, waiting).
			Updates(map[string]any{"state": model.PackageConfirmed, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// LastHeld are the packages whose rows are held here: of each office, and of each
// kind of package, the one with the highest number that was taken in and not
// undone.
func (s *Store) LastHeld(ctx context.Context) ([]model.ID, error) {
	var ids []model.ID
	newest := PackageFilter{Came: true, State: model.PackageApplied}.narrow(s.read(ctx).Model(&packageRow{})).
		Select("package", "ROW_NUMBER() OVER (PARTITION BY office, kind ORDER BY sequence DESC, made DESC) AS place")
	err := s.read(ctx).Table("(?) AS came", newest).Where("place = 1").Pluck("package", &ids).Error
	return ids, explain("list the packages that are held", err)
}

// Receipts are the packages that came from the office and were taken in, or
// noted as older than what was here: each package to it says so.
func (s *Store) Receipts(ctx context.Context, office model.ID) ([]model.Receipt, error) {
	const doing = "list the receipts"
	var rows []packageRow
	err := PackageFilter{Office: office, Came: true}.narrow(s.read(ctx)).Select("kind", "package", "sequence", "made", "hash").
		Where("state IN ?", []model.PackageState{model.PackageApplied, model.PackageOlder}).Order("sequence, id").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, func(r packageRow) (model.Receipt, error) {
		made, err := timeOf(r.Made)
		return model.Receipt{Kind: model.PackageKind(r.Kind), Package: model.ID(r.Package), Sequence: r.Sequence, Made: made, Hash: r.Hash}, err
	})
	return list, explain(doing, err)
}

// ConfirmedFiles are the photos and attachments that the office has told it
// received.
func (s *Store) ConfirmedFiles(ctx context.Context, office model.ID) (map[string]bool, error) {
	var lists []string
	err := PackageFilter{Office: office, State: model.PackageConfirmed, Sent: true}.narrow(s.read(ctx).Model(&packageRow{})).
		Where("files <> ''").Pluck("files", &lists).Error
	confirmed := map[string]bool{}
	for _, list := range lists {
		for name := range strings.FieldsSeq(list) {
			confirmed[name] = true
		}
	}
	return confirmed, explain("list the files that were confirmed", err)
}

package store

import (
	"context"
	"os"
	"path/filepath"

	"gorm.io/gorm/clause"

	"jishi/model"
)

// outgoingTables are the types of record that staff count in.
var outgoingTables = []string{"members", "activities", "attendances", "certificates"}

// Outgoing tells what a package to the office would hold. Everything goes each
// time; new and changed is what it has not confirmed yet.
func (s *Store) Outgoing(ctx context.Context, office model.ID) (model.Outgoing, error) {
	const doing = "count what goes out"
	var out model.Outgoing
	db := s.read(everything(ctx))
	relays, err := passedOn(db, s.office.Load().id)
	if err != nil {
		return out, explain(doing, err)
	}
	out.Relays = len(relays)
	owners := []string{string(s.office.Load().id)}
	for _, r := range relays {
		owners = append(owners, string(r.Centre))
	}
	last, err := s.Packages(ctx, PackageFilter{Office: office, Kind: model.ReportPackage, State: model.PackageConfirmed, Sent: true})
	if err != nil {
		return out, err
	}
	if len(last) > 0 {
		out.Since = last[0].Made
	}
	since := timeText(out.Since)
	for _, name := range outgoingTables {
		count := model.OutgoingCount{Table: model.Table{Name: name}}
		var sums struct{ Living, Fresh, Touched int }
		err := db.Table(name).Where("owner IN ?", owners).Select(`COUNT(*) FILTER (WHERE removed = 0) AS living,
			COUNT(*) FILTER (WHERE removed = 0 AND created_at > ?) AS fresh,
			COUNT(*) FILTER (WHERE created_at <= ? AND updated_at > ?) AS touched`, since, since, since).Scan(&sums).Error
		if err != nil {
			return out, explain(doing, err)
		}
		count.All, count.New, count.Changed = sums.Living, sums.Fresh, sums.Touched
		out.Counts = append(out.Counts, count)
	}
	return out, s.outgoingFiles(ctx, office, owners, &out)
}

// outgoingFiles counts the photos and attachments that go along.
func (s *Store) outgoingFiles(ctx context.Context, office model.ID, owners []string, out *model.Outgoing) error {
	const doing = "count the files that go out"
	confirmed, err := s.ConfirmedFiles(ctx, office)
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, kept := range []struct{ table, column, folder string }{
		{"members", "photo", photoFolder}, {"activity_photos", "photo", photoFolder}, {"attachments", "file", fileFolder}, {"street_item_files", "file", fileFolder},
	} {
		var names []string
		err := s.read(everything(ctx)).Table(kept.table).Where("owner IN ?", owners).Where(clause.Neq{Column: kept.column, Value: ""}).Distinct().Pluck(kept.column, &names).Error
		if err != nil {
			return explain(doing, err)
		}
		for _, name := range names {
			info, err := os.Stat(filepath.Join(s.dir, kept.folder, name))
			if seen[name] || confirmed[name] || err != nil {
				continue // one that is lost cannot go
			}
			seen[name] = true
			out.Files++
			out.Bytes += info.Size()
		}
	}
	return nil
}

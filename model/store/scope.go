package store

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

// office is whose computer this is, and whose records are being looked at.
type office struct {
	id       model.ID
	kind     model.OrganisationKind
	receives bool     // 街道, 区: the rows of many centres are here
	scope    model.ID // the office whose rows are read; "" for everybody's
	// below are the centres whose rows a street passes on, by the street: its
	// scope is theirs as well.
	below map[model.ID][]model.ID
	// owned are the tables whose rows belong to somebody; nil unless it receives.
	owned map[string]bool
}

// ownAlways are the tables of which nobody reads other offices' rows: word
// lists, settings of forms, what was imported and saved here.
var ownAlways = []string{
	"words", "kind_defaults", "activity_templates", "life_rules", "member_lists", "roster_layouts", "import_batches",
}

// ownElse are the tables of which one office's rows make sense, and several
// offices' do not: a year has one theme.
var ownElse = []string{"themes"}

// scopeless are the tables that are read whole: they are reached through other
// rows, or are the program's own.
var scopeless = []string{
	"settings", "audits", "import_changes", "member_merges", "members_apart", "person_pairs", "people_once", "centre_figures",
	"offices", "packages", "package_changes", "relays",
}

// settle finds out whose computer this is, after opening and when somebody has
// said so.
func (s *Store) settle(ctx context.Context) error {
	o := &office{}
	id, err := s.Setting(ctx, centreSetting)
	if err != nil {
		return err
	}
	o.id = model.ID(id)
	var kinds []model.OrganisationKind
	err = s.reading.WithContext(ctx).Model(&organisationRow{}).Where("id = ?", id).Pluck("kind", &kinds).Error
	if err != nil {
		return err
	}
	o.kind = model.CentreOf
	if len(kinds) > 0 {
		o.kind = kinds[0]
	}
	o.receives = model.Centre{Kind: o.kind}.Receives()
	if o.receives {
		if o.owned, err = ownedTables(s.reading.WithContext(ctx)); err != nil {
			return err
		}
	}
	s.office.Store(o)
	return s.gather(ctx)
}

// gather finds out which centres belong to which street, after packages came or
// went.
func (s *Store) gather(ctx context.Context) error {
	if !s.Receives() {
		return nil
	}
	list, err := s.RelayedCentres(ctx)
	if err != nil {
		return err
	}
	below := map[model.ID][]model.ID{}
	for _, c := range list {
		if c.Street != c.Centre {
			below[c.Street] = append(below[c.Street], c.Centre)
		}
	}
	for {
		now := s.office.Load()
		next := *now
		next.below = below
		if s.office.CompareAndSwap(now, &next) {
			return nil
		}
	}
}

// ownedTables are those with a column owner, asked of the database so that a
// new table is never forgotten.
func ownedTables(tx *gorm.DB) (map[string]bool, error) {
	var names []string
	err := tx.Table("sqlite_master AS t").Joins("JOIN pragma_table_info(t.name) AS c").
		Where("t.type = 'table' AND c.name = 'owner'").Pluck("t.name", &names).Error
	owned := make(map[string]bool, len(names))
	for _, name := range names {
		owned[name] = !slices.Contains(scopeless, name)
	}
	return owned, err
}

// Scope returns the office whose records are read, "" for everybody's.
func (s *Store) Scope() model.ID { return s.office.Load().scope }

// SetScope lets every list, search and count read the records of one office
// alone, of a street with those of its centres, or with "" those of everybody. At a centre, which has no others', it
// changes nothing.
func (s *Store) SetScope(centre model.ID) {
	for {
		now := s.office.Load()
		if !now.receives {
			return
		}
		next := *now
		next.scope = centre
		if s.office.CompareAndSwap(now, &next) {
			return
		}
	}
}

// scopeKey finds in a context whose rows are to be read.
type scopeKey struct{}

// reach is whose rows a query reads: of everybody, of one owner or, where that
// is "", of all in as far as that makes sense. The owner may be a street, with
// which its centres are read.
type reach struct {
	everything bool
	owner      model.ID
	below      []model.ID
}

// one reports whether rows of one office alone are read.
func (r reach) one() bool { return r.owner != "" && len(r.below) == 0 }

// has reports whether an owner's rows are read.
func (r reach) has(owner model.ID) bool {
	return r.owner == "" || r.owner == owner || slices.Contains(r.below, owner)
}

// owners are those whose rows are read, where they are not everybody's.
func (r reach) owners() []string {
	list := []string{string(r.owner)}
	for _, id := range r.below {
		list = append(list, string(id))
	}
	return list
}

// within lets what is read with the context be one office's alone, whatever the
// store's scope is.
func within(ctx context.Context, owner model.ID) context.Context {
	return context.WithValue(ctx, scopeKey{}, reach{owner: owner})
}

// OwnOnly lets what is read with the context be this office's alone: what people
// enter is compared with that.
func (s *Store) OwnOnly(ctx context.Context) context.Context { return within(ctx, s.office.Load().id) }

// everything lets what is read with the context be everybody's.
func everything(ctx context.Context) context.Context {
	return context.WithValue(ctx, scopeKey{}, reach{everything: true})
}

// reachOf is whose rows are read with ctx.
func (s *Store) reachOf(ctx context.Context) reach {
	if r, ok := ctx.Value(scopeKey{}).(reach); ok {
		return r
	}
	o := s.office.Load()
	return reach{owner: o.scope, below: o.below[o.scope]}
}

// followScope adds to each query, those within queries too, whose rows it
// reads. It is the one place that knows: a query written tomorrow is within the
// scope without saying so.
func (s *Store) followScope(db *gorm.DB) {
	o := s.office.Load()
	if !o.receives || !o.owned[db.Statement.Table] {
		return
	}
	r := s.reachOf(db.Statement.Context)
	if r.everything {
		return
	}
	switch {
	case slices.Contains(ownAlways, db.Statement.Table):
		r = reach{owner: o.id}
	case slices.Contains(ownElse, db.Statement.Table):
		r = reach{owner: cmp.Or(r.owner, o.id)}
	case r.owner == "":
		return
	}
	whose := clause.Column{Table: clause.CurrentTable, Name: "owner"}
	var within clause.Expression = clause.Eq{Column: whose, Value: string(r.owner)}
	if !r.one() {
		values := make([]any, 0, len(r.below)+1)
		for _, owner := range r.owners() {
			values = append(values, owner)
		}
		within = clause.IN{Column: whose, Values: values}
	}
	db.Statement.AddClause(clause.Where{Exprs: []clause.Expression{within}})
}

// scoped lets the queries of a connection follow the scope.
func (s *Store) scoped(db *gorm.DB) error {
	if err := db.Callback().Query().Before("gorm:query").Register("jishi:scope", s.followScope); err != nil {
		return err
	}
	return db.Callback().Row().Before("gorm:row").Register("jishi:scope", s.followScope)
}

// Receives reports whether this is the computer of an office that receives the
// records of others (街道, 区).
func (s *Store) Receives() bool { return s.office.Load().receives }

// Owns reports whether a record of owner is this office's own, to be changed
// here.
func (s *Store) Owns(owner model.ID) bool {
	id := s.office.Load().id
	return owner == "" || owner == id
}

// Centres returns the offices whose records are here beside one's own, by code
// and name.
func (s *Store) Centres(ctx context.Context) ([]model.Organisation, error) {
	const doing = "list the centres"
	var rows []organisationRow
	err := s.read(everything(ctx)).Where("removed = ? AND owner = id AND id <> ?", false, string(s.office.Load().id)).
		Order("code, name, id").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, organisationRow.model)
	return list, explain(doing, err)
}

// OwnerNames returns what the offices are called whose records are here, one's
// own too; nothing at a centre, whose lists need not say so.
func (s *Store) OwnerNames(ctx context.Context) (map[model.ID]string, error) {
	const doing = "name the centres"
	if !s.Receives() {
		return nil, nil
	}
	var rows []organisationRow
	if err := s.read(everything(ctx)).Select("id", "name").Where("owner = id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	names := make(map[model.ID]string, len(rows))
	for _, r := range rows {
		names[model.ID(r.ID)] = r.Name
	}
	return names, nil
}

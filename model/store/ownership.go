package store

import (
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

// Every record belongs to the office that made it, and only that one changes
// it: so that records of many offices can be merged without conflicts. What
// follows refuses everything else, whichever method tries.

// receivedKey marks the statements of a change that may write others' rows.
const receivedKey = "jishi:received"

// asReceived lets c write what belongs to others: it came from them.
func (c *change) asReceived() { c.DB = c.Set(receivedKey, true).Session(&gorm.Session{}) }

// guarded lets a connection refuse to change what belongs to others.
func (s *Store) guarded(db *gorm.DB) error {
	if err := db.Callback().Update().Before("gorm:update").Register("jishi:ownership", s.refuseUpdate); err != nil {
		return err
	}
	return db.Callback().Create().Before("gorm:create").Register("jishi:ownership", s.refuseCreate)
}

// unguarded reports whether everything in the database is one's own, or may be
// written all the same.
func (s *Store) unguarded(db *gorm.DB) bool {
	_, received := db.Get(receivedKey)
	return db.Error != nil || received || s.centre == ""
}

// foreign are the owners other than this office among the rows that where
// finds.
func (s *Store) foreign(db *gorm.DB, table string, where ...clause.Expression) error {
	var owners []model.ID
	err := db.Session(&gorm.Session{NewDB: true}).Table(table).Clauses(clause.Where{Exprs: where}).
		Where("owner NOT IN ?", []string{"", string(s.centre)}).Limit(1).Pluck("owner", &owners).Error
	if err != nil || len(owners) == 0 {
		return err
	}
	return s.belongsTo(db, owners[0])
}

// belongsTo is the refusal to change what is owner's; nil where that is this
// office.
func (s *Store) belongsTo(db *gorm.DB, owner model.ID) error {
	if owner == "" || owner == s.centre || s.unguarded(db) {
		return nil
	}
	var names []string
	if err := db.Session(&gorm.Session{NewDB: true}).Model(&organisationRow{}).Where("id = ?", string(owner)).Pluck("name", &names).Error; err != nil {
		return err
	}
	whose := "其他中心"
	if len(names) > 0 {
		whose = "“" + names[0] + "”"
	}
	return &model.Error{Code: model.Refused, Message: fmt.Sprintf("这是%s的记录，只有它自己能修改，这里只能查看。", whose)}
}

// refuseUpdate refuses an update that would reach a row of somebody else.
func (s *Store) refuseUpdate(db *gorm.DB) {
	if s.unguarded(db) {
		return
	}
	var exprs []clause.Expression
	if where, ok := db.Statement.Clauses["WHERE"].Expression.(clause.Where); ok {
		exprs = append(exprs, where.Exprs...)
	}
	if value := db.Statement.ReflectValue; db.Statement.Schema != nil && value.Kind() == reflect.Struct {
		for _, field := range db.Statement.Schema.PrimaryFields {
			if id, zero := field.ValueOf(db.Statement.Context, value); !zero {
				exprs = append(exprs, clause.Eq{Column: clause.Column{Name: field.DBName}, Value: id})
			}
		}
	}
	if err := s.foreign(db, db.Statement.Table, exprs...); err != nil {
		db.Error = errors.Join(db.Error, err)
	}
}

// parents are the columns that say what a new row is part of, the nearest
// first, and the tables they lead to. What is part of somebody else's record
// is that one's as well; members alone are spoken of by others' records, such
// as the list of an activity that a street holds for its centres' people.
var parents = []struct{ column, table string }{
	{"activity", "activities"},
	{"programme", "programmes"},
	{"team", "teams"},
	{"station", "stations"},
	{"project", "projects"},
	{"member", "members"},
}

// refuseCreate refuses new rows that would be part of somebody else's record.
func (s *Store) refuseCreate(db *gorm.DB) {
	if s.unguarded(db) || db.Statement.Schema == nil || db.Statement.Schema.LookUpField("owner") == nil {
		return
	}
	within := map[string]map[string]bool{} // by table
	rows := db.Statement.ReflectValue
	switch rows.Kind() {
	case reflect.Struct:
		s.partOf(db, rows, within)
	case reflect.Slice, reflect.Array:
		for i := range rows.Len() {
			s.partOf(db, reflect.Indirect(rows.Index(i)), within)
		}
	default:
	}
	for table, ids := range within {
		var values []any
		for id := range ids {
			values = append(values, id)
		}
		if err := s.foreign(db, table, clause.IN{Column: clause.Column{Name: "id"}, Values: values}); err != nil {
			db.Error = errors.Join(db.Error, err)
			return
		}
	}
}

// partOf notes what a new row is part of.
func (s *Store) partOf(db *gorm.DB, row reflect.Value, within map[string]map[string]bool) {
	for _, p := range parents {
		field := db.Statement.Schema.LookUpField(p.column)
		if field == nil {
			continue
		}
		value, zero := field.ValueOf(db.Statement.Context, row)
		if zero {
			continue
		}
		if within[p.table] == nil {
			within[p.table] = map[string]bool{}
		}
		within[p.table][fmt.Sprint(value)] = true
		return
	}
}

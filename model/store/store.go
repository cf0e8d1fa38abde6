// Package store keeps a centre's records in one SQLite database, and is the
// only place that knows it is one: what goes in and out are model types.
//
// It owns the schema and its migrations, transactions, the lock that keeps a
// second program out, backups, and what the screens ask for counted and paged
// in SQL. It leaves rules that need no storage to package model.
//
// A method that changes something is one transaction: when it returns without
// an error the change is on the disk, else nothing has changed. Errors that
// can be told to a person are *model.Error in the chain.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gofrs/flock"
	"gorm.io/gorm"

	"jishi/model"
)

// Names inside a data folder.
const (
	databaseName = "jishi.db"
	lockName     = "jishi.lock"
	backupFolder = "backup"
)

// Options are what a Store takes from outside; the zero value is for a real
// centre, a test injects its clock and ids.
type Options struct {
	Now   func() time.Time // nil means time.Now
	NewID func() model.ID  // nil means model.NewID
	Log   *slog.Logger     // nil logs nothing; never given a name or a number
}

// Store is an open data folder. Its methods may be called from any goroutine.
type Store struct {
	dir     string
	options Options
	lock    *flock.Flock
	reading *gorm.DB // a pool that cannot write
	writing *gorm.DB // one connection

	turn   sync.Mutex // held by the one change under way
	closed bool       // guarded by turn
	centre model.ID   // owner of new records; guarded by turn
	// operator is who is at the computer, for the audit trail; guarded by turn.
	operator string
	commit   sync.Mutex // held while a change becomes visible
	pair     sync.Mutex // held while a reading has two connections
	people   directory
	office   atomic.Pointer[office]
}

// Exists reports whether dir holds a centre's data.
func Exists(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, databaseName))
	return err == nil && info.Mode().IsRegular() && info.Size() > 0
}

// Open opens the data in dir, which is made where it is missing. Only one
// Store at a time may have a folder open: the second gets model.Locked. A
// database of a newer program is left as it is (model.Newer), one of an older
// program is backed up and brought up to date.
func Open(ctx context.Context, dir string, o Options) (*Store, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewID == nil {
		o.NewID = model.NewID
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, explain("open the data folder", err)
	}
	s := &Store{dir: dir, options: o}
	s.people.read = s.readCards
	s.office.Store(&office{})
	if err := s.open(ctx); err != nil {
		return nil, errors.Join(explain("open the data folder", err), s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context) error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return err
	}
	lock, err := lockFolder(s.dir)
	if err != nil {
		return err
	}
	s.lock = lock
	version, err := versionOf(ctx, s.database())
	if err != nil {
		return err
	}
	if err := writable(s.database()); err != nil {
		return err
	}
	if s.writing, err = connect(ctx, s.database(), true); err != nil {
		return err
	}
	if err := s.guarded(s.writing); err != nil {
		return err
	}
	if version < latestVersion() {
		if err := s.migrate(ctx, version); err != nil {
			return err
		}
	}
	if s.reading, err = connect(ctx, s.database(), false); err != nil {
		return err
	}
	if err := s.scoped(s.reading); err != nil {
		return err
	}
	if err := s.settle(ctx); err != nil {
		return err
	}
	s.centre = s.office.Load().id
	s.operator, err = s.Setting(ctx, operatorSetting)
	return err
}

// Close waits for the change under way, ends the use of the folder and lets
// others open it. What is asked of the store afterwards fails.
func (s *Store) Close() error {
	s.people.close()
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	var failures []error
	for _, db := range []*gorm.DB{s.reading, s.writing} {
		if db == nil { // not opened yet
			continue
		}
		if err := disconnect(db); err != nil {
			failures = append(failures, fmt.Errorf("close the database: %w", err))
		}
	}
	if s.lock != nil {
		if err := s.lock.Unlock(); err != nil {
			failures = append(failures, fmt.Errorf("unlock the data folder: %w", err))
		}
	}
	return errors.Join(failures...)
}

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Now is the time of the store's clock.
func (s *Store) Now() time.Time { return s.options.Now() }

// Today is the civil day of the store's clock.
func (s *Store) Today() model.Date { return model.DateOf(s.options.Now()) }

func (s *Store) database() string { return filepath.Join(s.dir, databaseName) }

// read returns the pool for queries, which follow the scope.
func (s *Store) read(ctx context.Context) *gorm.DB { return s.reading.WithContext(ctx) }

// change is one transaction under way.
type change struct {
	*gorm.DB
	store *Store
	at    string // now, as stored
	cards []card // of the members it changes, as they will be

	// forget says that cards does not have all of them: the directory is to be
	// read anew.
	forget bool
}

// write runs work in one transaction; nothing of it stays where work fails.
func (s *Store) write(ctx context.Context, doing string, work func(c *change) error) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	c := &change{store: s, at: timeText(s.options.Now())}
	centre, operator := s.centre, s.operator
	committing := false
	err := s.writing.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		c.DB = tx
		if err := work(c); err != nil {
			return err
		}
		s.commit.Lock()
		committing = true
		return nil
	}, &sql.TxOptions{})
	if committing {
		s.commit.Unlock()
	}
	if err != nil {
		s.centre, s.operator = centre, operator
		err = explain(doing, err)
		s.options.Log.Warn("change refused", "doing", doing, "code", model.CodeOf(err), "cause", cause(err))
		return err
	}
	if c.forget {
		s.people.forget()
	} else {
		s.people.update(c.cards)
	}
	return nil
}

// mine are the rows of this office alone.
func (c *change) mine() *gorm.DB { return c.Where("owner = ?", string(c.store.centre)) }

// stamp fills in the record of a new row.
func (c *change) stamp(r *Record) {
	if r.ID == "" {
		r.ID = string(c.store.options.NewID())
	}
	r.Rev, r.Owner = 1, string(c.store.centre)
	r.CreatedAt, r.UpdatedAt = c.at, c.at
}

// nextRev counts a row's change up.
var nextRev = gorm.Expr("rev + 1")

// row is a table's row with a record in it.
type row interface{ head() *Record }

// put saves r: as new where it has no ID, else in place of the revision its
// record names; the columns kept are left as they are. A revision that somebody
// has replaced since is model.Conflict.
func (c *change) put(r row, kept ...string) error {
	rec := r.head()
	if rec.ID == "" {
		c.stamp(rec)
		return c.Create(r).Error
	}
	was := rec.Rev
	rec.Rev, rec.UpdatedAt = was+1, c.at
	result := c.Model(r).Where("rev = ?", was).Select("*").Omit(append(kept, "id", "owner", "created_at")...).Updates(r)
	if result.Error != nil {
		return result.Error
	}
	if result.RowsAffected == 0 {
		return c.stale(r)
	}
	return nil
}

// stale says why no row had r's ID and revision.
func (c *change) stale(r row) error {
	var n int64
	if err := c.Model(r).Count(&n).Error; err != nil {
		return err
	}
	if n == 0 {
		return gorm.ErrRecordNotFound
	}
	return &model.Error{Code: model.Conflict, Message: "这条记录刚才已被改动，请重新打开后再修改。"}
}

package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/glebarez/sqlite"
	"github.com/gofrs/flock"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"jishi/model"
)

// readers is how many queries run at once; a desktop needs no more.
const readers = 4

// pragmas are set on every connection.
var pragmas = []string{
	"busy_timeout(5000)",
	"journal_mode(WAL)",
	"synchronous(FULL)",
	"foreign_keys(1)",
	"cache_size(-16000)", // 16 MB
}

// connect opens the database file, for writing (made where it is missing,
// every transaction immediate) or for reading.
func connect(ctx context.Context, file string, writing bool) (*gorm.DB, error) {
	query := url.Values{"_pragma": pragmas}
	if writing {
		query.Set("_txlock", "immediate")
	} else {
		query["_pragma"] = append(query["_pragma"][:len(pragmas):len(pragmas)], "query_only(1)")
	}
	db, err := gorm.Open(sqlite.Open(dataSource(file, query)), settings())
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	if !writing {
		pool.SetMaxOpenConns(readers)
		pool.SetMaxIdleConns(readers)
	}
	return db, pool.PingContext(ctx)
}

// inspect opens the file with SQLite's own URI parameters, which a plain path
// cannot carry, to look at it without changing a byte.
func inspect(file string, query url.Values) (*gorm.DB, error) {
	return gorm.Open(sqlite.Open(fileURI(file, query)), settings())
}

// disconnect closes db's pool.
func disconnect(db *gorm.DB) error {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Close()
}

// dataSource names file and query for the driver, which cuts a plain path at
// its first question mark; only such a path (none on Windows) needs a URI.
func dataSource(file string, query url.Values) string {
	if strings.ContainsRune(file, '?') {
		return fileURI(file, query)
	}
	return file + "?" + query.Encode()
}

func fileURI(file string, query url.Values) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/… on Windows
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: query.Encode()}
	return u.String()
}

func settings() *gorm.Config {
	return &gorm.Config{
		// Transactions are begun where several statements belong together, and
		// gorm's own logger would write values, names among them.
		SkipDefaultTransaction: true,
		Logger:                 logger.Discard,
		NowFunc:                func() time.Time { return time.Time{} },
	}
}

// lockFolder takes the folder for this program.
func lockFolder(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, lockName), flock.SetPermissions(0o600), flock.SetFlag(os.O_CREATE|os.O_RDWR))
	taken, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock the data folder: %w", err)
	}
	if !taken {
		return nil, &model.Error{
			Code:    model.Locked,
			Message: "服务纪实已经打开了这份数据。请切换到已打开的窗口，或先把它关闭。",
		}
	}
	return lock, nil
}

// writable reports an error where file is there and cannot be written. SQLite
// would open it all the same, and fail at the first save.
func writable(file string) error {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// Remove deletes the database and the photos in dir, for a sample
// that is made anew; a folder that is open is refused with model.Locked.
func Remove(dir string) error {
	const doing = "remove the database"
	if !Exists(dir) {
		return nil
	}
	lock, err := lockFolder(dir)
	if err != nil {
		return explain(doing, err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		err := os.Remove(filepath.Join(dir, databaseName+suffix))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(explain(doing, err), lock.Unlock())
		}
	}
	if err := errors.Join(os.RemoveAll(filepath.Join(dir, photoFolder)), os.RemoveAll(filepath.Join(dir, fileFolder))); err != nil {
		return errors.Join(explain(doing, err), lock.Unlock())
	}
	return explain(doing, lock.Unlock())
}

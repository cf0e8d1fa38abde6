// Package storetest makes stores for the tests of other packages.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"jishi/model/store"
)

// Open opens the data in dir like store.Open. Where there are none yet it lays a
// database there that was migrated once for the whole process: the migrations
// have tests of their own, and going through all of them took most of the time
// of others.
func Open(ctx context.Context, dir string, options store.Options) (*store.Store, error) {
	if !store.Exists(dir) {
		if err := lay(dir); err != nil {
			return nil, fmt.Errorf("lay an empty database: %w", err)
		}
	}
	return store.Open(ctx, dir, options)
}

func lay(dir string) error {
	files, err := migrated()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// migrated are the files of a database that holds the schema and nothing else.
var migrated = sync.OnceValues(func() (files map[string][]byte, err error) {
	dir, err := os.MkdirTemp("", "jishi-schema-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	s, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil {
		return nil, err
	}
	files = map[string][]byte{}
	for _, path := range paths {
		if files[filepath.Base(path)], err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	return files, nil
})

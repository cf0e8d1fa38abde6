package store

import (
	"context"
	"errors"

	"gorm.io/gorm"
)

// atOneMoment runs work with two transactions for reading that see the same
// state of the database, so that a long reading can use two processors. One such
// reading at a time, so that two never wait for each other's connection.
func (s *Store) atOneMoment(ctx context.Context, work func(a, b *gorm.DB) error) error {
	s.pair.Lock()
	defer s.pair.Unlock()
	return s.read(ctx).Transaction(func(a *gorm.DB) error {
		return s.read(ctx).Transaction(func(b *gorm.DB) error {
			if err := s.sameMoment(a, b); err != nil {
				return err
			}
			return work(a, b)
		})
	})
}

// sameMoment fixes what the transactions see, with no commit between them.
func (s *Store) sameMoment(list ...*gorm.DB) error {
	s.commit.Lock()
	defer s.commit.Unlock()
	for _, tx := range list {
		// SQLite takes its view of the file with the first page read.
		var version int
		if err := tx.Raw("PRAGMA user_version").Scan(&version).Error; err != nil {
			return err
		}
	}
	return nil
}

// side does both at the same time and waits for both.
func side(a, b func() error) error {
	done := make(chan error, 1)
	go func() { done <- b() }()
	err := a()
	return errors.Join(err, <-done)
}

//go:build !windows

package store

import (
	"errors"
	"os"
)

// syncFolder makes a rename inside the folder durable.
func syncFolder(name string) (err error) {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return f.Sync()
}

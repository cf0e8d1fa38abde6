package roster

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"maps"
	"slices"

	"github.com/xuri/excelize/v2"
)

// ordered writes the parts of a workbook in the order of their names. excelize
// writes several sheets as chance has it, and the same lists would make other
// files each time.
type ordered struct {
	*zip.Writer
	parts map[string]*bytes.Buffer
}

// inOrder is for excelize's SetZipWriter. It holds all parts in memory until
// they are written.
func inOrder(w io.Writer) excelize.ZipWriter {
	return &ordered{zip.NewWriter(w), map[string]*bytes.Buffer{}}
}

// Create keeps a part.
func (o *ordered) Create(name string) (io.Writer, error) {
	o.parts[name] = &bytes.Buffer{}
	return o.parts[name], nil
}

// AddFS is never needed: a new workbook has no files of another one.
func (o *ordered) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close writes the parts.
func (o *ordered) Close() error {
	for _, name := range slices.Sorted(maps.Keys(o.parts)) {
		part, err := o.Writer.Create(name)
		if err != nil {
			return err
		}
		if _, err := part.Write(o.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return o.Writer.Close()
}

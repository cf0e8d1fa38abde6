// Package sample makes the sample centre (示例中心): a made-up roster read
// through the real import, a month of activities recorded through the real
// store, and the PDFs of it through the real forms. Its people are fictional.
//
// It serves `jishi demo`, pictures and tests; nothing in a real centre's data
// ever comes from here.
package sample

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jishi/model"
	"jishi/model/roster"
	"jishi/model/store"
	"jishi/resources/sample"
)

// marker is the file that tells a sample folder from a real centre's data.
const marker = "示例数据.txt"

const markerText = "这个文件夹里是服务纪实的示例数据，人名均为虚构。重新生成示例时，原有的示例会被替换。\n"

// Centre is the sample centre. The place is real, the centre is not.
var Centre = model.Centre{
	Name: "高山社区党群服务中心", Code: "410103008012",
	Street: "大学路街道", District: "郑州市二七区",
}

// Made says what Make made.
type Made struct {
	Dir          string   `json:"dir"`
	Date         string   `json:"date"`
	Imported     int      `json:"imported"` // members read from the roster
	Members      int      `json:"members"`
	Activities   int      `json:"activities"`
	Attendances  int      `json:"attendances"`
	Certificates int      `json:"certificates"`
	Files        []string `json:"files"` // PDFs and exported lists, relative to Dir
	Warnings     []string `json:"warnings"`
}

// Make builds the sample centre in dir as it would stand on day, replacing an
// earlier sample there. A folder that holds anything else is refused.
func Make(ctx context.Context, dir string, day model.Date) (made Made, err error) {
	if err := prepare(dir); err != nil {
		return Made{}, err
	}
	c := newClock(day)
	st, err := store.Open(ctx, dir, store.Options{Now: c.now, NewID: c.newID})
	if err != nil {
		return Made{}, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()

	b := &builder{
		Context: ctx, store: st, clock: c, day: day, made: Made{Dir: dir, Date: day.String()}, projectOf: map[string]model.ID{},
	}
	for _, step := range []func() error{
		b.centre, b.members, b.tree, b.group, b.newcomers, b.portraits, b.read, b.teams, b.patrol, b.month, b.branchLife, b.plan, b.series, b.photos, b.service, b.certificates,
		b.honours, b.awards, b.press, b.greetings, b.lists, b.merge, b.read, b.pdfs, b.exports, b.platform,
	} {
		if err := step(); err != nil {
			return Made{}, err
		}
	}
	return b.made, nil
}

// prepare leaves dir as an empty sample folder, or refuses to touch it.
func prepare(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return &model.Error{Code: model.Unwritable, Message: "示例数据的位置不是文件夹，请换一个：" + dir, Err: err}
	}
	if len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, marker)); err != nil {
			return &model.Error{Code: model.Refused, Message: "这个文件夹里已有别的东西，示例数据只放进空文件夹：" + dir, Err: err}
		}
		if err := store.Remove(dir); err != nil {
			return err
		}
		for _, folder := range []string{pdfFolder, exportFolder} {
			if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
				return fmt.Errorf("remove the earlier sample's files: %w", err)
			}
		}
	}
	for _, folder := range []string{pdfFolder, exportFolder} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil { //nolint:gosec // a folder of the user's own
			return &model.Error{Code: model.Unwritable, Message: "不能在这里建文件夹，请换一个位置：" + dir, Err: err}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, marker), []byte(markerText), 0o644); err != nil { //nolint:gosec // meant to be read
		return &model.Error{Code: model.Unwritable, Message: "不能往这个文件夹里写文件：" + dir, Err: err}
	}
	return nil
}

// builder makes the sample centre step by step.
type builder struct {
	context.Context
	store *store.Store
	clock *clock
	day   model.Date
	made  Made

	everyone  []model.Member
	places    map[string]model.ID // of the tree, by their names
	branchOf  map[model.ID]string // the branch's name of a branch or group
	programme model.ID
	lectures  model.ID   // the series
	records   []model.ID // activities that were held, a record is printed of each

	awarded, plaque     []model.ID // honours with and without a certificate
	teamIDs, stationIDs []model.ID
	centreID            model.ID
	units               []model.ID          // 成员单位
	projectOf           map[string]model.ID // the last project of a field
}

func (b *builder) centre() error {
	_, err := b.store.SaveCentre(b, Centre)
	return err
}

// members imports the sample roster as a person would, through a file.
func (b *builder) members() error {
	file := filepath.Join(b.made.Dir, "花名册.xlsx")
	if err := os.WriteFile(file, sample.Roster, 0o644); err != nil { //nolint:gosec // meant to be opened
		return fmt.Errorf("lay out the sample roster: %w", err)
	}
	sheet, err := roster.Read(b, file)
	if err != nil {
		return err
	}
	plan, err := roster.Plan(b, sheet, b.store)
	if err != nil {
		return err
	}
	if _, err := b.store.ApplyImport(b, plan); err != nil {
		return err
	}
	if err := b.read(); err != nil {
		return err
	}
	b.made.Imported = b.made.Members
	return nil
}

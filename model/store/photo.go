package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
	"jishi/model/picture"
)

// photoFolder is where photos lie within a data folder, and beside a backup.
const photoFolder = "photos"

// SavePhoto keeps a photo (see picture.Prepare) under the hash of its content,
// once however often it is saved, and returns its name for Member.Photo.
func (s *Store) SavePhoto(ctx context.Context, r io.Reader) (name string, err error) {
	const doing = "save a photo"
	content, err := picture.Prepare(r)
	if err != nil {
		return "", explain(doing, err)
	}
	if err := ctx.Err(); err != nil {
		return "", explain(doing, err)
	}
	sum := sha256.Sum256(content)
	name = hex.EncodeToString(sum[:]) + ".jpg"
	return name, explain(doing, keepFile(filepath.Join(s.dir, photoFolder), name, content))
}

// keepFile puts a file in place whole or not at all; one that is there already
// is left as it is.
func keepFile(dir, name string, content []byte) (err error) {
	path := filepath.Join(dir, name)
	if info, err := os.Stat(path); err == nil && info.Size() == int64(len(content)) {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	file, err := os.CreateTemp(dir, ".new-*.tmp")
	if err != nil {
		return err
	}
	open := true
	defer func() {
		if err == nil {
			return
		}
		if open {
			err = errors.Join(err, file.Close())
		}
		err = errors.Join(err, os.Remove(file.Name()))
	}()
	if _, err := file.Write(content); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	open = false
	if err := file.Close(); err != nil {
		return err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return err
	}
	return syncFolder(dir)
}

// Photo returns the bytes of a photo that SavePhoto named. One that is not
// there is model.NotFound.
func (s *Store) Photo(name string) ([]byte, error) {
	const doing = "read a photo"
	if !photoName(name) {
		return nil, explain(doing, &model.Error{Code: model.NotFound, Message: "没有这张照片。"})
	}
	content, err := os.ReadFile(filepath.Join(s.dir, photoFolder, name))
	if errors.Is(err, fs.ErrNotExist) {
		err = &model.Error{Code: model.NotFound, Message: "照片文件不见了，请重新选一张。", Err: err}
	}
	return content, explain(doing, err)
}

// photoName reports whether name is one that SavePhoto gives, so that no
// record leads out of the folder.
func photoName(name string) bool {
	hash, ok := strings.CutSuffix(name, ".jpg")
	return ok && hashName(hash)
}

// AddPhoto keeps a photo as SavePhoto does and returns it for an activity's
// record, with the time that the camera noted.
func (s *Store) AddPhoto(ctx context.Context, r io.Reader) (model.ActivityPhoto, error) {
	content, err := io.ReadAll(io.LimitReader(r, picture.MaxBytes+1))
	if err != nil {
		return model.ActivityPhoto{}, explain("save a photo", err)
	}
	name, err := s.SavePhoto(ctx, bytes.NewReader(content))
	return model.ActivityPhoto{Photo: name, Taken: picture.Taken(content)}, err
}

// lostPhotos finds people and records whose photo is missing or is not what it
// was.
func (s *Store) lostPhotos(tx *gorm.DB) ([]string, error) {
	var rows []struct{ Name, Photo string }
	if err := tx.Model(&memberRow{}).Select("name", "photo").Where("photo <> ''").Order("pinyin, id").Find(&rows).Error; err != nil {
		return nil, err
	}
	var ofRecords []struct{ Name, Photo string }
	err := tx.Model(&activityPhotoRow{}).Select("activities.title AS name", "activity_photos.photo").
		Joins("JOIN activities ON activities.id = activity_photos.activity").Where("activity_photos.removed = ?", false).
		Order("activities.start_at, activity_photos.position").Find(&ofRecords).Error
	if err != nil {
		return nil, err
	}
	rows = append(rows, ofRecords...)
	var problems []string
	for _, r := range rows {
		content, err := s.Photo(r.Photo)
		sum := sha256.Sum256(content)
		switch {
		case err != nil:
			problems = append(problems, fmt.Sprintf("“%s”的照片文件不见了。", r.Name))
		case hex.EncodeToString(sum[:])+".jpg" != r.Photo:
			problems = append(problems, fmt.Sprintf("“%s”的照片文件已损坏。", r.Name))
		}
	}
	return problems, nil
}

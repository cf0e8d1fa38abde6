package store

import (
	"context"
	"strings"
	"time"

	"gorm.io/gorm"

	"jishi/model"
)

// part is what the rows of a record's lists share: they belong to an activity
// and have a place in their list.
type part struct {
	Record
	Activity string
	Position int
}

type voteRow struct {
	Part                                           part `gorm:"embedded"`
	Subject                                        string
	Eligible, Voting, InFavour, Against, Abstained int
}

// TableName implements gorm's Tabler.
func (voteRow) TableName() string { return "votes" }
func (r *voteRow) head() *Record  { return &r.Part.Record }
func (r *voteRow) at(activity string, position int) {
	r.Part.Activity, r.Part.Position = activity, position
}

func (r voteRow) model() (model.Vote, error) {
	rec, err := r.Part.Record.model()
	return model.Vote{
		Record: rec, Subject: r.Subject, Eligible: r.Eligible, Voting: r.Voting, InFavour: r.InFavour, Against: r.Against, Abstained: r.Abstained,
	}, err
}

type followUpRow struct {
	Part         part `gorm:"embedded"`
	Task, Person string
	Due, Done    string
}

// TableName implements gorm's Tabler.
func (followUpRow) TableName() string { return "follow_ups" }
func (r *followUpRow) head() *Record  { return &r.Part.Record }
func (r *followUpRow) at(activity string, position int) {
	r.Part.Activity, r.Part.Position = activity, position
}

func (r followUpRow) model() (model.FollowUp, error) {
	rec, err := r.Part.Record.model()
	if err != nil {
		return model.FollowUp{}, err
	}
	due, err := dayOf(r.Due)
	if err != nil {
		return model.FollowUp{}, err
	}
	done, err := dayOf(r.Done)
	return model.FollowUp{Record: rec, Task: r.Task, Person: r.Person, Due: due, Done: done}, err
}

type activityPhotoRow struct {
	Part           part `gorm:"embedded"`
	Photo, Caption string
	Taken          string
}

// TableName implements gorm's Tabler.
func (activityPhotoRow) TableName() string { return "activity_photos" }
func (r *activityPhotoRow) head() *Record  { return &r.Part.Record }
func (r *activityPhotoRow) at(activity string, position int) {
	r.Part.Activity, r.Part.Position = activity, position
}

func (r activityPhotoRow) model() (model.ActivityPhoto, error) {
	rec, err := r.Part.Record.model()
	p := model.ActivityPhoto{Record: rec, Photo: r.Photo, Caption: r.Caption}
	if err == nil && r.Taken != "" {
		p.Taken, err = wallOf(r.Taken)
	}
	return p, err
}

type attachmentRow struct {
	Part       part `gorm:"embedded"`
	File, Name string
	Size       int64
}

// TableName implements gorm's Tabler.
func (attachmentRow) TableName() string { return "attachments" }
func (r *attachmentRow) head() *Record  { return &r.Part.Record }
func (r *attachmentRow) at(activity string, position int) {
	r.Part.Activity, r.Part.Position = activity, position
}

func (r attachmentRow) model() (model.Attachment, error) {
	rec, err := r.Part.Record.model()
	return model.Attachment{Record: rec, File: r.File, Name: r.Name, Size: r.Size}, err
}

// Proceedings returns what an activity's record holds beside its texts.
func (s *Store) Proceedings(ctx context.Context, activity model.ID) (model.Proceedings, error) {
	p, err := proceedings(s.read(ctx), activity)
	return p, explain("read a record", err)
}

func proceedings(tx *gorm.DB, activity model.ID) (p model.Proceedings, err error) {
	if p.Votes, err = listOf(tx, activity, voteRow.model); err != nil {
		return p, err
	}
	if p.FollowUps, err = listOf(tx, activity, followUpRow.model); err != nil {
		return p, err
	}
	if p.Photos, err = listOf(tx, activity, activityPhotoRow.model); err != nil {
		return p, err
	}
	p.Attachments, err = listOf(tx, activity, attachmentRow.model)
	return p, err
}

// listOf reads one list of a record in its order.
func listOf[R, M any](tx *gorm.DB, activity model.ID, to func(R) (M, error)) ([]M, error) {
	var rows []R
	err := tx.Where("activity = ? AND removed = ?", string(activity), false).Order("position, id").Find(&rows).Error
	if err != nil {
		return nil, err
	}
	return convert(rows, to)
}

// SaveMinutes makes votes and follow-ups those of an activity's record, in
// this order. What is no longer among them is marked removed.
func (s *Store) SaveMinutes(ctx context.Context, activity model.ID, votes []model.Vote, followUps []model.FollowUp) error {
	const doing = "save votes and follow-ups"
	voteRows, followUpRows := make([]*voteRow, len(votes)), make([]*followUpRow, len(followUps))
	for i, v := range votes {
		v.Subject = strings.TrimSpace(v.Subject)
		if err := v.Validate(); err != nil {
			return explain(doing, err)
		}
		voteRows[i] = &voteRow{
			Part: part{Record: recordOf(v.Record)}, Subject: v.Subject,
			Eligible: v.Eligible, Voting: v.Voting, InFavour: v.InFavour, Against: v.Against, Abstained: v.Abstained,
		}
	}
	for i, f := range followUps {
		f.Task, f.Person = strings.TrimSpace(f.Task), strings.TrimSpace(f.Person)
		if err := f.Validate(); err != nil {
			return explain(doing, err)
		}
		followUpRows[i] = &followUpRow{
			Part: part{Record: recordOf(f.Record)}, Task: f.Task, Person: f.Person, Due: f.Due.String(), Done: f.Done.String(),
		}
	}
	return s.write(ctx, doing, func(c *change) error {
		if err := replaceList(c, activity, voteRows); err != nil {
			return err
		}
		return replaceList(c, activity, followUpRows)
	})
}

func takenText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return wallText(t)
}

// listRow is a row of a list that belongs to something: to a record, a station,
// a project.
type listRow interface {
	row
	at(owner string, position int)
}

// replaceList makes rows one list of an activity: those with an ID are
// changed, others added, and what was in the list and is none of them is
// marked removed.
func replaceList[R listRow](c *change, activity model.ID, rows []R) error {
	if _, err := activityByID(c.DB, activity); err != nil {
		return err
	}
	return replaceRows(c, "activity", activity, rows)
}

// replaceRows does so for what a column names; the owner is there.
func replaceRows[R listRow](c *change, column string, owner model.ID, rows []R) error {
	var one R
	stay := []string{""}
	for _, r := range rows {
		stay = append(stay, r.head().ID)
	}
	err := c.Model(one).Where(map[string]any{column: string(owner), "removed": false}).Where("id NOT IN ?", stay).
		Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
	if err != nil {
		return err
	}
	for i, r := range rows {
		r.at(string(owner), i+1)
		if err := c.put(r); err != nil {
			return err
		}
	}
	return nil
}

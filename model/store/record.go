package store

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"

	"jishi/model"
)

// Record is what every table's row begins with. Exported because gorm sees no
// other embedded fields.
type Record struct {
	ID        string `gorm:"primaryKey"`
	Rev       int
	Owner     string
	CreatedAt string
	UpdatedAt string
	Removed   bool
}

func (r *Record) head() *Record { return r }

func (r Record) model() (model.Record, error) {
	created, err := timeOf(r.CreatedAt)
	if err != nil {
		return model.Record{}, err
	}
	updated, err := timeOf(r.UpdatedAt)
	return model.Record{
		ID: model.ID(r.ID), Rev: r.Rev, Owner: model.ID(r.Owner),
		CreatedAt: created, UpdatedAt: updated, Removed: r.Removed,
	}, err
}

func recordOf(r model.Record) Record {
	return Record{
		ID: string(r.ID), Rev: r.Rev, Owner: string(r.Owner),
		CreatedAt: timeText(r.CreatedAt), UpdatedAt: timeText(r.UpdatedAt), Removed: r.Removed,
	}
}

// Times are stored to the millisecond in UTC, so that their text sorts.
const timeLayout = "2006-01-02T15:04:05.000Z"

func timeText(t time.Time) string { return t.UTC().Format(timeLayout) }

func timeOf(text string) (time.Time, error) {
	layout := timeLayout
	if len(text) == len(timeLayout) && text[19] == '.' && text[23] == 'Z' {
		layout = time.RFC3339 // of which it is a case, and which Parse reads several times as fast
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("read a stored time: %w", err)
	}
	return t, nil
}

// Wall-clock times of activities are stored to the minute.
const wallLayout = "2006-01-02T15:04"

func wallText(t time.Time) string { return t.Format(wallLayout) }

func wallOf(text string) (time.Time, error) {
	t, err := time.Parse(wallLayout, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("read a stored time: %w", err)
	}
	return t, nil
}

// dayOf reads what model.Date.String wrote. Lunar dates are stored the same
// way, so a 30th of the second month is read as well.
func dayOf(text string) (model.Date, error) {
	if text == "" {
		return model.Date{}, nil
	}
	var d model.Date
	var err error
	number := func(from, to int) int {
		n, e := strconv.Atoi(text[from:to])
		if e != nil || n < 0 {
			err = fmt.Errorf("read a stored date %q", text)
		}
		return n
	}
	switch {
	case len(text) == 7 && text[:2] == "--" && text[4] == '-':
		d = model.Date{Month: number(2, 4), Day: number(5, 7)}
	case len(text) == 4:
		d = model.Date{Year: number(0, 4)}
	case len(text) == 7 && text[4] == '-':
		d = model.Date{Year: number(0, 4), Month: number(5, 7)}
	case len(text) == 10 && text[4] == '-' && text[7] == '-':
		d = model.Date{Year: number(0, 4), Month: number(5, 7), Day: number(8, 10)}
	default:
		return d, fmt.Errorf("read a stored date %q", text)
	}
	return d, err
}

// ref is the ID of another row; none is stored as NULL.
type ref string

// Value implements driver.Valuer.
func (r ref) Value() (driver.Value, error) {
	if r == "" {
		return nil, nil
	}
	return string(r), nil
}

// Scan implements sql.Scanner.
func (r *ref) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*r = ""
	case string:
		*r = ref(v)
	case []byte:
		*r = ref(v)
	default:
		return fmt.Errorf("read a reference: %T", value)
	}
	return nil
}

// chunk is how many values one condition names at most.
const chunk = 500

// together is how many rows one statement writes. The driver looks for each
// value among all of its statement's, so that a statement costs the square of
// its values: one of 500 rows takes four times as long as these.
const together = 30

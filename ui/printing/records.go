package printing

import (
	"context"
	"fmt"
	"io"
	"slices"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
)

// recorded loads an activity with all that its record holds.
func recorded(ctx context.Context, st Store, activity model.ID) (report.Recorded, error) {
	roll, err := st.Roll(ctx, activity)
	if err != nil {
		return report.Recorded{}, err
	}
	p, err := st.Proceedings(ctx, activity)
	return report.Recorded{Roll: roll, Proceedings: p, Photo: st.Photo}, err
}

// loadFolder finds what was held in the month or year of job; the records
// themselves are read as they are drawn.
func loadFolder(ctx context.Context, st Store, job Job) (form, error) {
	first, last := folderDays(job.Month)
	list, _, err := st.Activities(ctx, store.ActivityFilter{From: first, To: last})
	if err != nil {
		return form{}, err
	}
	slices.Reverse(list) // the earliest first
	var activities []model.Activity
	for _, a := range list {
		underWay := a.Content == "" && !a.Date().Before(st.Today()) // its record is still to be written
		if (a.State == model.Held || a.State == model.Closed) && !underWay {
			activities = append(activities, a.Activity)
		}
	}
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.RecordFolder(w, folderTitle(job.Month), activities, func(i int) (report.Recorded, error) {
			if err := ctx.Err(); err != nil {
				return report.Recorded{}, err
			}
			return recorded(ctx, st, activities[i].ID)
		}, o)
	}}, nil
}

// folderDays are the first and last day of a month, or of a year where no
// month is given.
func folderDays(month model.Date) (first, last model.Date) {
	if month.Month == 0 {
		return model.Date{Year: month.Year, Month: 1, Day: 1}, model.Date{Year: month.Year, Month: 12, Day: 31}
	}
	first = model.Date{Year: month.Year, Month: month.Month, Day: 1}
	next := first.AddDays(31)
	next.Day = 1
	return first, next.AddDays(-1)
}

func folderTitle(month model.Date) string {
	if month.Month == 0 {
		return fmt.Sprintf("%d年活动纪实汇编", month.Year)
	}
	return fmt.Sprintf("%d年%d月活动纪实汇编", month.Year, month.Month)
}

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

// loadBirthdays loads what birthday lists, cards and visits are about.
func loadBirthdays(ctx context.Context, st Store, job Job) (form, error) {
	from, days, err := job.days()
	if err != nil {
		return form{}, err
	}
	page, err := st.Anniversaries(ctx, store.AnniversaryFilter{
		From: from, Days: days, Kind: job.Occasion, People: job.People, Milestones: job.Milestones, Greeted: job.Greeted,
	})
	if err != nil {
		return form{}, err
	}
	list := page.Anniversaries
	if len(job.Only) > 0 {
		only := make(map[model.AnniversaryKey]bool, len(job.Only))
		for _, key := range job.Only {
			only[key] = true
		}
		list = slices.DeleteFunc(list, func(a model.Anniversary) bool { return !only[a.Key()] })
	}
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		switch job.Kind {
		case Cards:
			return report.Cards(w, list, job.Card, o)
		case Visits:
			return report.Visits(w, from, from.AddDays(days-1), list, o)
		}
		return report.Birthdays(w, from, from.AddDays(days-1), list, o)
	}}, nil
}

// days are the days that the job is about.
func (job Job) days() (from model.Date, days int, err error) {
	if job.Days > 0 && job.From.Full() {
		return job.From, job.Days, nil
	}
	month := job.Month
	month.Day = 1
	if !month.Full() {
		return from, 0, &model.Error{Code: model.Invalid, Field: "Month", Message: "请选择哪一年哪一月。"}
	}
	return month, month.DaysUntil(model.DateOf(month.Time().AddDate(0, 1, 0))), nil
}

// birthdaysName names the file of a birthday list, cards or visits by its days.
func birthdaysName(_ context.Context, _ Store, job Job) (string, error) {
	from, days, err := job.days()
	if err != nil {
		return "", err
	}
	to := from.AddDays(days - 1)
	when := from.String() + " "
	switch {
	case from.Day == 1 && to == model.DateOf(from.Time().AddDate(0, 1, -1)):
		when = fmt.Sprintf("%d年%d月", from.Year, from.Month)
	case days > 1:
		when = from.String() + "至" + to.String() + " "
	}
	kind := "生日名单"
	switch {
	case job.Kind == Visits:
		kind = "走访名单"
	case job.Kind == Cards && job.Occasion == model.PoliticalAnniversary:
		kind = "政治生日贺卡"
	case job.Kind == Cards:
		kind = "生日贺卡"
	}
	if job.Kind == Cards {
		if job.Card.Design == 2 {
			kind += " 样式二"
		}
		if job.Card.Large {
			kind += " A4"
		}
	}
	return when + kind, nil
}

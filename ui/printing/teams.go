package printing

import (
	"context"
	"io"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
)

// The forms of teams, stations and projects.
const (
	Team       Kind = "team"        // 服务队概览 of the team ID
	DutyRoster Kind = "duty-roster" // 值班表 of the station ID, of the week that From lies in, this one where it is zero
	Projects   Kind = "projects"    // 公益项目一览表
)

// TeamStore is what printing teams, stations and projects needs of the store.
type TeamStore interface {
	Team(ctx context.Context, id model.ID, from, to model.Date) (model.TeamSummary, error)
	TeamPeople(ctx context.Context, team model.ID) ([]model.TeamPerson, error)
	Station(ctx context.Context, id model.ID, monday model.Date) (model.StationSummary, error)
	DutyRoster(ctx context.Context, station model.ID, monday model.Date) (model.DutyRoster, error)
	Projects(ctx context.Context, f store.ProjectFilter) ([]model.ProjectSummary, error)
}

func loadTeam(ctx context.Context, st Store, job Job) (form, error) {
	team, err := st.Team(ctx, job.ID, model.Date{}, model.Date{})
	if err != nil {
		return form{}, err
	}
	people, err := st.TeamPeople(ctx, job.ID)
	if err != nil {
		return form{}, err
	}
	honours, err := st.HonourList(ctx, store.HonourFilter{Team: job.ID})
	if err != nil {
		return form{}, err
	}
	services, _, err := st.Activities(ctx, store.ActivityFilter{Team: job.ID})
	v := report.TeamOverview{Team: team, People: people, Honours: honours, Services: services}
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.Team(w, v, o) }}, err
}

func loadDutyRoster(ctx context.Context, st Store, job Job) (form, error) {
	roster, err := st.DutyRoster(ctx, job.ID, job.week(st))
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.DutyRoster(w, roster, o)
	}}, err
}

// week is the Monday of the week that a duty roster is for.
func (job Job) week(st Store) model.Date {
	if job.From.Full() {
		return model.MondayOf(job.From)
	}
	return model.MondayOf(st.Today())
}

func loadProjects(ctx context.Context, st Store, _ Job) (form, error) {
	list, err := st.Projects(ctx, store.ProjectFilter{Finished: true})
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.Projects(w, list, o)
	}}, err
}

// teamName names the files of teams, stations and projects.
func teamName(ctx context.Context, st Store, job Job) (string, error) {
	switch job.Kind {
	case Team:
		t, err := st.Team(ctx, job.ID, model.Date{}, model.Date{})
		return "服务队概览 " + safe(t.Name), err
	case DutyRoster:
		s, err := st.Station(ctx, job.ID, job.week(st))
		return "值班表 " + safe(s.Name) + " " + job.week(st).String(), err
	default:
		return "公益项目一览表 " + st.Today().String(), nil
	}
}

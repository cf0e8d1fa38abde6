package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// formWords is what the form offers to choose from.
type formWords struct {
	initiatives, fields, places, organisers []string
	branches                                []model.Organisation // in use, each followed by its groups
	programmes                              []model.Programme
	themes                                  map[model.Date]string // of the months
	defaults                                map[model.Kind]model.KindDefault
	templates                               []model.Template
	presenters                              []model.Presenter // of earlier activities
	teams                                   []string
	projects                                []model.ProjectSummary // that run
}

func readFormWords(ctx context.Context, st activityFormStore) (words formWords, err error) {
	for _, list := range []struct {
		kind model.DictionaryKind
		to   *[]string
	}{{model.Initiatives, &words.initiatives}, {model.ServiceFields, &words.fields}, {model.Places, &words.places}} {
		if *list.to, err = st.Words(ctx, list.kind); err != nil {
			return words, err
		}
	}
	if err := words.readOrganisations(ctx, st); err != nil {
		return words, err
	}
	if words.programmes, err = st.Programmes(ctx); err != nil {
		return words, err
	}
	rooms, err := st.Rooms(ctx)
	if err != nil {
		return words, err
	}
	words.places = placesOf(rooms, words.places)
	if words.themes, err = readThemes(ctx, st); err != nil {
		return words, err
	}
	defaults, err := st.KindDefaults(ctx)
	if err != nil {
		return words, err
	}
	words.defaults = map[model.Kind]model.KindDefault{}
	for _, d := range defaults {
		words.defaults[d.Kind] = d
	}
	if words.templates, err = st.Templates(ctx); err != nil {
		return words, err
	}
	if words.presenters, err = st.Presenters(ctx); err != nil {
		return words, err
	}
	teams, err := st.Teams(ctx, store.TeamFilter{})
	if err != nil {
		return words, err
	}
	for _, t := range teams {
		words.teams = append(words.teams, t.Name)
	}
	words.projects, err = st.Projects(ctx, store.ProjectFilter{Finished: true})
	return words, err
}

// readOrganisations reads who may hold an activity: those in use.
func (words *formWords) readOrganisations(ctx context.Context, st activityFormStore) error {
	organisations, err := st.Organisations(ctx)
	if err != nil {
		return err
	}
	organisations = slices.DeleteFunc(organisations, func(o model.Organisation) bool { return !o.Retired.IsZero() })
	words.branches, _ = branchesAndUnits(organisations)
	for _, o := range organisations {
		switch o.Kind {
		case model.CentreOf:
			words.organisers = append([]string{o.Name}, words.organisers...)
		case model.Branch:
			words.organisers = append(words.organisers, o.Name)
		}
	}
	return nil
}

// projectOptions offers the projects that run, and the one that the activity is
// already of.
func projectOptions(projects []model.ProjectSummary, current model.ID) []widgets.Option {
	options := []widgets.Option{{Value: "", Text: lang.L("Of no project")}}
	for _, p := range projects {
		if p.Finished.IsZero() || p.ID == current {
			options = append(options, widgets.Option{Value: string(p.ID), Text: p.Name})
		}
	}
	return options
}

// branchOptions offers branches, and below each its groups.
func branchOptions(branches []model.Organisation) []widgets.Option {
	names := map[model.ID]string{}
	for _, o := range branches {
		names[o.ID] = o.Name
	}
	options := []widgets.Option{{Value: "", Text: lang.L("Of none in particular")}}
	for _, o := range branches {
		text := o.Name
		if above := names[o.Parent]; o.Kind == model.Group && above != "" {
			text = above + " › " + o.Name
		}
		options = append(options, widgets.Option{Value: string(o.ID), Text: text})
	}
	return options
}

// programmeOptions offers the programmes that still run, or for a lecture the
// series, and the one that the activity is already in.
func programmeOptions(programmes []model.Programme, kind model.Kind, current model.ID) []widgets.Option {
	options := []widgets.Option{{Value: "", Text: lang.L("In no programme")}}
	if kind == model.Lecture {
		options[0].Text = lang.L("In no series")
	}
	for _, p := range programmes {
		series := p.Kind == model.LectureSeries
		if p.ID == current || p.Closed.IsZero() && series == (kind == model.Lecture) {
			options = append(options, widgets.Option{Value: string(p.ID), Text: p.Title})
		}
	}
	return options
}

// placesOf offers the rooms, then the usual places that are none.
func placesOf(rooms []model.Room, places []string) []string {
	var names []string
	for _, room := range rooms {
		names = append(names, room.Name)
	}
	for _, place := range places {
		if !slices.Contains(names, place) {
			names = append(names, place)
		}
	}
	return names
}

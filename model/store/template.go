package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"jishi/model"
)

type kindDefaultRow struct {
	Record
	Kind          string
	Minutes       int
	Place, Agenda string
	Hidden        bool
}

// TableName implements gorm's Tabler.
func (kindDefaultRow) TableName() string { return "kind_defaults" }

func (r kindDefaultRow) model() (model.KindDefault, error) {
	rec, err := r.Record.model()
	return model.KindDefault{Record: rec, Kind: model.Kind(r.Kind), Minutes: r.Minutes, Place: r.Place, Agenda: r.Agenda, Hidden: r.Hidden}, err
}

// KindDefaults returns what new activities of each kind begin with, in the
// order of model.Kinds; a kind that the centre said nothing of has the zero
// values.
func (s *Store) KindDefaults(ctx context.Context) ([]model.KindDefault, error) {
	const doing = "list the defaults of kinds"
	var rows []kindDefaultRow
	if err := s.read(ctx).Where("removed = ?", false).Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	saved := map[string]kindDefaultRow{}
	for _, r := range rows {
		saved[r.Kind] = r
	}
	var list []model.KindDefault
	for _, k := range model.Kinds() {
		r, ok := saved[string(k.Kind)]
		if !ok {
			list = append(list, model.KindDefault{Kind: k.Kind})
			continue
		}
		d, err := r.model()
		if err != nil {
			return nil, explain(doing, err)
		}
		list = append(list, d)
	}
	return list, nil
}

// SaveKindDefault saves what new activities of a kind begin with. The last
// kind that is offered cannot be hidden.
func (s *Store) SaveKindDefault(ctx context.Context, d model.KindDefault) error {
	const doing = "save the defaults of a kind"
	d.Place, d.Agenda = strings.TrimSpace(d.Place), strings.TrimSpace(d.Agenda)
	if err := d.Validate(); err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		if d.Hidden {
			var hidden int64
			err := c.mine().Model(&kindDefaultRow{}).Where("hidden = ? AND kind <> ?", true, d.Kind).Count(&hidden).Error
			if err != nil {
				return err
			}
			if int(hidden) == len(model.Kinds())-1 {
				return &model.Error{Code: model.Refused, Field: "Hidden", Message: "至少要留一个类别。"}
			}
		}
		r := kindDefaultRow{Record: recordOf(d.Record), Kind: string(d.Kind), Minutes: d.Minutes, Place: d.Place, Agenda: d.Agenda, Hidden: d.Hidden}
		return c.put(&r)
	})
}

type templateRow struct {
	Record
	Name, Draft string
}

// TableName implements gorm's Tabler.
func (templateRow) TableName() string { return "activity_templates" }

// templateDraft is what a template holds of an activity, as JSON.
type templateDraft struct {
	Kind          string `json:"kind"`
	Title         string `json:"title"`
	Theme         string `json:"theme,omitempty"`
	Initiative    string `json:"initiative,omitempty"`
	Start         string `json:"start"` // time of day
	Minutes       int    `json:"minutes"`
	Place         string `json:"place,omitempty"`
	Organiser     string `json:"organiser,omitempty"`
	Presenter     string `json:"presenter,omitempty"`
	PresenterPost string `json:"presenter_post,omitempty"`
	Audience      string `json:"audience,omitempty"`
	Materials     string `json:"materials,omitempty"`
	Host          string `json:"host,omitempty"`
	Recorder      string `json:"recorder,omitempty"`
	Branch        string `json:"branch,omitempty"`
	Team          string `json:"team,omitempty"`
	ServiceField  string `json:"service_field,omitempty"`
	Gift          string `json:"gift,omitempty"`
	Agenda        string `json:"agenda,omitempty"`
	Credit        int    `json:"credit,omitempty"`
}

const clockLayout = "15:04"

func draftOf(a model.Activity) (string, error) {
	text, err := json.Marshal(templateDraft{
		Kind: string(a.Kind), Title: a.Title, Theme: a.Theme, Initiative: a.Initiative,
		Start: a.Start.Format(clockLayout), Minutes: a.Minutes(), Place: a.Place, Organiser: a.Organiser,
		Presenter: a.Presenter, PresenterPost: a.PresenterPost, Audience: a.Audience, Materials: a.Materials,
		Host: a.Host, Recorder: a.Recorder, Branch: string(a.Branch), Team: a.Team, ServiceField: a.ServiceField,
		Gift: a.Gift, Agenda: a.Agenda, Credit: a.Credit,
	})
	return string(text), err
}

func (r templateRow) model() (model.Template, error) {
	rec, err := r.Record.model()
	if err != nil {
		return model.Template{}, err
	}
	var d templateDraft
	if err := json.Unmarshal([]byte(r.Draft), &d); err != nil {
		return model.Template{}, fmt.Errorf("read a template: %w", err)
	}
	start, err := time.Parse(clockLayout, d.Start)
	if err != nil {
		return model.Template{}, fmt.Errorf("read a template: %w", err)
	}
	return model.Template{Record: rec, Name: r.Name, Draft: model.Activity{
		Kind: model.Kind(d.Kind), Title: d.Title, Theme: d.Theme, Initiative: d.Initiative,
		Start: start, End: start.Add(time.Duration(d.Minutes) * time.Minute), Place: d.Place, Organiser: d.Organiser,
		Presenter: d.Presenter, PresenterPost: d.PresenterPost, Audience: d.Audience, Materials: d.Materials,
		Host: d.Host, Recorder: d.Recorder, Branch: model.ID(d.Branch), Team: d.Team, ServiceField: d.ServiceField,
		Gift: d.Gift, Agenda: d.Agenda, Credit: d.Credit, State: model.Planned,
	}}, nil
}

// Templates returns the templates of activities by their names.
func (s *Store) Templates(ctx context.Context) ([]model.Template, error) {
	const doing = "list the templates"
	var rows []templateRow
	if err := s.read(ctx).Where("removed = ?", false).Order("name, id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, templateRow.model)
	return list, explain(doing, err)
}

// SaveTemplate adds or changes a template. Another one of the same name is
// refused: menus would show two alike.
func (s *Store) SaveTemplate(ctx context.Context, t model.Template) error {
	const doing = "save a template"
	t.Name = strings.TrimSpace(t.Name)
	t.Draft.State = model.Planned
	if err := t.Validate(); err != nil {
		return explain(doing, err)
	}
	draft, err := draftOf(t.Draft)
	if err != nil {
		return explain(doing, err)
	}
	return s.write(ctx, doing, func(c *change) error {
		var same int64
		err := c.mine().Model(&templateRow{}).Where("name = ? AND removed = ? AND id <> ?", t.Name, false, string(t.ID)).Count(&same).Error
		if err != nil {
			return err
		}
		if same > 0 {
			return &model.Error{Code: model.Invalid, Field: "Name", Message: "已经有叫“" + t.Name + "”的模板了。"}
		}
		return c.put(&templateRow{Record: recordOf(t.Record), Name: t.Name, Draft: draft})
	})
}

// RemoveTemplate takes a template off the menus.
func (s *Store) RemoveTemplate(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove a template", func(c *change) error {
		var r templateRow
		if err := c.Where("id = ? AND removed = ?", string(id), false).Take(&r).Error; err != nil {
			return err
		}
		r.Removed = true
		return c.put(&r)
	})
}

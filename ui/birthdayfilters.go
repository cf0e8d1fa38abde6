package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/widgets"
)

// birthdayFilters narrow 生日: by the people, by what is kept, by whether
// anybody has greeted, and to the years that end in nought.
type birthdayFilters struct {
	kind, greeted, years  *widgets.FilterButton
	branch, category, tag *widgets.FilterButton
	*furtherFilter
	buttons []fyne.CanvasObject
}

func newBirthdayFilters(d *desk, changed func()) *birthdayFilters {
	chosen := func(string) { changed() }
	f := &birthdayFilters{furtherFilter: newFurtherFilter(d, changed)}
	f.kind = widgets.NewFilter(lang.L("Occasion: "), []widgets.Option{
		{Text: lang.L("All")},
		{Value: string(model.BirthdayAnniversary), Text: lang.L("Birthday")},
		{Value: string(model.PoliticalAnniversary), Text: lang.L("Political birthday")},
	}, chosen)
	f.greeted = widgets.NewFilter(lang.L("Greeted: "), []widgets.Option{
		{Text: lang.L("All")},
		{Value: string(store.OnlyUngreeted), Text: lang.L("Not greeted yet")},
		{Value: string(store.OnlyGreeted), Text: lang.L("Greeted already")},
	}, chosen)
	f.years = widgets.NewFilter(lang.L("Years: "), []widgets.Option{
		{Text: lang.L("All")}, {Value: "milestones", Text: lang.L("Milestones only")},
	}, chosen)
	f.branch = widgets.NewFilter(lang.L("Branch: "), wordOptions(nil), chosen)
	f.category = widgets.NewFilter(lang.L("Category: "), wordOptions(nil), chosen)
	f.tag = widgets.NewFilter(lang.L("Tag: "), wordOptions(nil), chosen)
	f.buttons = []fyne.CanvasObject{f.kind, f.greeted, f.years, f.branch, f.category, f.tag, f.more}
	return f
}

// wordOptions offers words after 全部.
func wordOptions(words []string) []widgets.Option { return widgets.Words(lang.L("All"), words) }

// filter is what the buttons say; the days are left to the page.
func (f *birthdayFilters) filter() store.AnniversaryFilter {
	people := f.further
	people.Branch, people.Category, people.Tag = model.ID(f.branch.Value()), f.category.Value(), f.tag.Value()
	return store.AnniversaryFilter{
		Kind: model.AnniversaryKind(f.kind.Value()), Greeted: store.Greeted(f.greeted.Value()), Milestones: f.years.Value() != "",
		People: people,
	}
}

// load brings the choices up to date.
func (f *birthdayFilters) load(d *desk, st birthdayStore) {
	var tree []model.Organisation
	var categories, tags []string
	d.run(func(ctx context.Context) (err error) {
		if tree, err = st.Organisations(ctx); err != nil {
			return err
		}
		if categories, err = st.Words(ctx, model.Categories); err != nil {
			return err
		}
		tags, err = st.Words(ctx, model.MemberTags)
		return err
	}, func(err error) {
		if err != nil {
			d.note(err) // the list says so too; it can be used without the choices
			return
		}
		branches := wordOptions(nil)
		for _, o := range tree {
			if o.Kind == model.Branch || o.Kind == model.Group {
				branches = append(branches, widgets.Option{Value: string(o.ID), Text: o.Name})
			}
		}
		f.branch.SetOptions(branches)
		f.category.SetOptions(wordOptions(categories))
		f.tag.SetOptions(wordOptions(tags))
	})
}

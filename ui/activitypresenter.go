package ui

import (
	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// presenterLine is how a form offers an earlier presenter: 刘洋（区委党校讲师）.
func presenterLine(p model.Presenter) string {
	return presenterOf(model.Activity{Presenter: p.Name, PresenterPost: p.Post})
}

// offerPresenters lets the field of the presenter offer those of earlier
// activities, with their posts, and the members.
func (f *activityForm) offerPresenters(earlier []model.Presenter) {
	var lines []string
	for _, p := range earlier {
		lines = append(lines, presenterLine(p))
	}
	f.presenter.SetWords(lines)
	f.presenter.OnPicked = func(line string) {
		for _, p := range earlier {
			if presenterLine(p) == line {
				f.setPresenter(p)
				return
			}
		}
	}
	f.presenter.More = lang.L("Choose among the people…")
	f.presenter.OnMore = func() {
		f.choice = openPersonChoice(f.desk, f.desk.store, lang.L("Who presents?"), func(m model.Member) {
			f.setPresenter(model.Presenter{Member: m.ID, Name: m.Name, Post: m.Employer + m.Post})
		})
	}
	f.presenter.OnChanged = func(string) { f.showPresenter() }
}

// setPresenter writes who presents. A post that is not known leaves what was
// written.
func (f *activityForm) setPresenter(p model.Presenter) {
	f.speaker = p
	f.presenter.SetText(p.Name)
	if p.Post != "" {
		f.post.SetText(p.Post)
	}
	f.showPresenter()
}

// presentingMember is the member who presents; none once another name is
// written.
func (f *activityForm) presentingMember() model.ID {
	if model.SearchName(f.presenter.Text) != model.SearchName(f.speaker.Name) {
		return ""
	}
	return f.speaker.Member
}

// showPresenter says whether the presenter is a member.
func (f *activityForm) showPresenter() {
	label := lang.L("Presenter")
	if f.presentingMember() != "" {
		label = lang.L("Presenter (of our people)")
	}
	f.form.SetLabel("Presenter", label)
}

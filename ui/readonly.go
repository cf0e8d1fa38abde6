package ui

import "jishi/model"

// readOnly reports whether a record of owner may only be looked at here: a
// centre's records are the centre's alone to change. What a page hides or
// disables for it, it asks here.
func (d *desk) readOnly(owner model.ID) bool { return !d.store.Owns(owner) }

// looking reports whether another office's records alone are in view.
func (d *desk) looking() bool {
	scope := d.store.Scope()
	return scope != "" && d.readOnly(scope)
}

// among reports whether other offices' records are in view, alone or among
// one's own: what is for all in view would be for them too.
func (d *desk) among() bool { return d.looking() || d.store.Receives() && d.store.Scope() == "" }

// locked reports whether the activity may only be looked at.
func (p *activityPage) locked() bool { return p.desk.readOnly(p.roll.Activity.Owner) }

// lock leaves nothing to press that would change another centre's activity.
func (p *activityPage) lock() {
	if !p.locked() {
		return
	}
	p.people.lock()
	p.record.lock()
	p.photos.lock()
	p.makeUps.locked = true
}

// takesMarks reports whether people can be marked here.
func (r *roll) takesMarks() bool { return r.page.roll.Activity.TakesMarks() && !r.page.locked() }

func (r *roll) lock() {
	r.more.Hide()
	r.undo.Disable()
	r.content.Refresh()
}

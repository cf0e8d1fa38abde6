package ui

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"jishi/model"
)

// onGuest makes the chosen guest a member: the form opens with what the guest
// gave, and once it is saved all that the guest signed in for is the member's.
func (r *roll) onGuest() {
	people := r.chosen()
	if len(people) != 1 || people[0].Member != "" {
		r.desk.tell(lang.L("Make a guest a member"), lang.L("Choose one guest on the list first: somebody who came and is no member yet."))
		return
	}
	guest := people[0]
	var options memberOptions
	r.desk.run(func(ctx context.Context) (err error) {
		options, err = loadMemberOptions(ctx, r.desk.store)
		return err
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, r.onGuest)
			return
		}
		m := model.Member{
			Name: model.NormaliseName(guest.GuestName), Phone: model.NormalisePhone(guest.GuestPhone),
			Employer: guest.GuestUnit, State: model.Active,
		}
		r.guest = newMemberForm(r.desk, r.desk.store, m, options, func(id model.ID) { r.isMember(guest, id) })
		r.guest.open()
	})
}

func (r *roll) isMember(guest model.Attendee, member model.ID) {
	var n int
	r.desk.run(func(ctx context.Context) (err error) {
		n, err = r.desk.store.GuestIsMember(ctx, guest.ID, member)
		return err
	}, func(err error) {
		if err != nil {
			r.desk.fail(err, func() { r.isMember(guest, member) })
			return
		}
		r.marker.forget() // undoing would speak of a guest who is none any more
		r.desk.say(lang.L("{{.Name}} is a member now, with {{.N}} attendances", map[string]any{"Name": guest.GuestName, "N": n}))
		r.desk.changed()
	})
}

package ui

import (
	"context"
	"slices"

	"jishi/model"
)

// markStore is what marking people asks the store for.
type markStore interface {
	Roll(ctx context.Context, activity model.ID) (model.Roll, error)
	SaveMarks(ctx context.Context, activity model.ID, marks []model.Mark) error
	AddWalkIn(ctx context.Context, activity model.ID, w model.WalkIn) (model.Attendance, error)
	Unexpect(ctx context.Context, activity model.ID, attendances []model.ID) error
}

// marking is one change to some people of a list.
type marking struct {
	people []model.ID // attendances; nobody else is touched
	// change says what a person becomes, given how the list stands when it is
	// this change's turn.
	change func(model.Attendee) model.Mark
	words  string // what the status line says when it is saved
	// takeOff are walk-ins that undoing takes off the list again.
	takeOff []model.ID
	undoes  bool
	leaves  bool // says when somebody signed out
}

// marker saves markings one after the other, so that two marks of the same
// person reach the disk in the order they were given, and remembers what to
// undo. A person is shown as marked only after the mark is on the disk.
type marker struct {
	desk     *desk
	store    markStore
	activity model.ID
	current  func() model.Roll // the list as it is shown
	onSaved  func(model.Roll, marking)
	onFailed func(error, marking)

	waiting []queued
	busy    bool
	undoing []marking // the last one first to be undone
	// undoNext is set where undoing was asked for while a marking was under way.
	undoNext bool
}

// queued is what is saved when it is its turn; save calls done at its end.
type queued struct {
	save     func()
	newcomer bool // says by itself where it fails
}

// give puts a marking into the queue.
func (m *marker) give(one marking) { m.queue(queued{save: func() { m.save(one) }}) }

func (m *marker) queue(one queued) {
	m.waiting = append(m.waiting, one)
	m.next()
}

func (m *marker) next() {
	if m.busy || len(m.waiting) == 0 {
		return
	}
	one := m.waiting[0]
	m.waiting = m.waiting[1:]
	m.busy = true
	one.save()
}

// done lets the next one have its turn.
func (m *marker) done() {
	m.busy = false
	if m.undoNext && len(m.waiting) == 0 {
		m.undo()
	}
	m.next()
}

// save saves one marking.
func (m *marker) save(one marking) {
	before, marks := m.compare(one)
	if len(marks) == 0 {
		m.done()
		return
	}
	var roll model.Roll
	m.desk.run(func(ctx context.Context) (err error) {
		if err = m.store.SaveMarks(ctx, m.activity, marks); err != nil {
			return err
		}
		if len(one.takeOff) > 0 {
			if err = m.store.Unexpect(ctx, m.activity, one.takeOff); err != nil {
				return err
			}
		}
		roll, err = m.store.Roll(ctx, m.activity)
		return err
	}, func(err error) {
		if err != nil {
			// Marks that wait behind would fail alike, or be taken for saved.
			m.waiting = slices.DeleteFunc(m.waiting, func(q queued) bool { return !q.newcomer })
			m.undoNext = false
			if one.undoes {
				m.undoing = append(m.undoing, one)
			}
			m.onFailed(err, one)
			m.done()
			return
		}
		if !one.undoes {
			m.undoing = append(m.undoing, marking{people: one.people, change: goBackTo(before), words: one.words, undoes: true})
		}
		m.onSaved(roll, one)
		m.done()
	})
}

// compare finds the marks that change something, and how their people stand.
func (m *marker) compare(one marking) (before map[model.ID]model.Mark, marks []model.Mark) {
	wanted := map[model.ID]bool{}
	for _, id := range one.people {
		wanted[id] = true
	}
	before = map[model.ID]model.Mark{}
	roll := m.current()
	for _, p := range roll.Attendees {
		if !wanted[p.ID] {
			continue
		}
		was, becomes := markOf(p), one.change(p)
		if sameMark(was, becomes, roll.Activity) {
			continue
		}
		before[p.ID] = was
		marks = append(marks, becomes)
	}
	return before, marks
}

// walkIn signs in somebody who was not expected, once it is their turn, and
// shows the list with them.
func (m *marker) walkIn(w model.WalkIn, words string, failed func(error), done func(model.Attendance)) {
	m.queue(queued{save: func() { m.saveWalkIn(w, words, failed, done) }, newcomer: true})
}

func (m *marker) saveWalkIn(w model.WalkIn, words string, failed func(error), done func(model.Attendance)) {
	before := m.current()
	w.Arrived = arrivalTime(before.Activity, m.desk.now())
	var added model.Attendance
	var roll model.Roll
	m.desk.run(func(ctx context.Context) (err error) {
		if added, err = m.store.AddWalkIn(ctx, m.activity, w); err != nil {
			return err
		}
		roll, err = m.store.Roll(ctx, m.activity)
		return err
	}, func(err error) {
		defer m.done()
		if err != nil {
			failed(err)
			return
		}
		undo := marking{people: []model.ID{added.ID}, words: words, undoes: true, takeOff: []model.ID{added.ID}}
		undo.change = func(p model.Attendee) model.Mark { return model.Mark{Attendance: p.ID, State: model.Expected} }
		for _, p := range before.Attendees {
			if p.ID == added.ID { // was expected after all
				undo.change, undo.takeOff = goBackTo(map[model.ID]model.Mark{p.ID: markOf(p)}), nil
			}
		}
		m.undoing = append(m.undoing, undo)
		m.onSaved(roll, marking{people: []model.ID{added.ID}, words: words})
		done(added)
	})
}

// undo takes the last saved marking back.
func (m *marker) undo() {
	m.undoNext = m.busy
	if m.busy || len(m.undoing) == 0 {
		return
	}
	last := m.undoing[len(m.undoing)-1]
	m.undoing = m.undoing[:len(m.undoing)-1]
	m.give(last)
}

// forget drops what could be undone, as when another list is turned to.
func (m *marker) forget() { m.undoing, m.undoNext = nil, false }

// canUndo reports whether there is something to take back.
func (m *marker) canUndo() bool { return len(m.undoing) > 0 }

func goBackTo(before map[model.ID]model.Mark) func(model.Attendee) model.Mark {
	return func(p model.Attendee) model.Mark {
		if was, ok := before[p.ID]; ok {
			was.TakesBack = true
			return was
		}
		return markOf(p)
	}
}

// markOf is how a person stands, as a mark.
func markOf(p model.Attendee) model.Mark {
	minutes := p.Minutes
	return model.Mark{
		Attendance: p.ID, State: p.State, Minutes: &minutes, Arrived: p.Arrived, Left: p.Left, Reason: p.Reason, Capacity: p.Capacity,
		LateEntry: p.LateEntry, ConfirmedBy: p.ConfirmedBy, ConfirmedAt: p.ConfirmedAt,
	}
}

func sameMark(a, b model.Mark, activity model.Activity) bool {
	return a.State == b.State && a.Credited(activity) == b.Credited(activity) &&
		a.Arrived == b.Arrived && a.Left == b.Left && a.Reason == b.Reason && a.Capacity == b.Capacity
}

// quickMark is what one click or key makes of a person: what was noted before
// stays as far as it fits the new state.
func quickMark(state model.AttendanceState, arrived, reason string) func(model.Attendee) model.Mark {
	return func(p model.Attendee) model.Mark {
		m := model.Mark{Attendance: p.ID, State: state, Capacity: p.Capacity}
		switch {
		case state.Attended() && p.State.Attended():
			minutes := p.Minutes
			m.Minutes, m.Arrived, m.Left = &minutes, p.Arrived, p.Left
		case state.Attended():
			m.Arrived = arrived
		case state == model.Leave || state == model.Absent:
			m.Reason = reason
			if reason == "" && p.State == state {
				m.Reason = p.Reason
			}
		}
		return m
	}
}

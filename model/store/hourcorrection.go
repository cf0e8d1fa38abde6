package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"jishi/model"
)

type correctionRow struct {
	Record
	Attendance    string
	Before, After int
	Withdrawn     bool
	Reason        string
	Operator      string
}

// TableName implements gorm's Tabler.
func (correctionRow) TableName() string { return "hour_corrections" }

func (r correctionRow) model() (model.HourCorrection, error) {
	rec, err := r.Record.model()
	return model.HourCorrection{
		Record: rec, Attendance: model.ID(r.Attendance), Before: r.Before, After: r.After, Withdrawn: r.Withdrawn,
		Reason: r.Reason, Operator: r.Operator,
	}, err
}

// Why hours that were confirmed have to be confirmed anew.
const (
	remarked = "重新登记了签到"
	reshaped = "活动的时间或计入时长改动了"
	retyped  = "活动改成了别的类别"
	crowded  = "活动改期后，当天的时长超过上限或与别的服务同时"
)

// takenBack is why hours are confirmed again that a mark had withdrawn.
const takenBack = "撤销了签到的改动，恢复原来的确认"

// CorrectHours changes hours that were confirmed and keeps who did it, when,
// what they were before and why. Only what could be confirmed can be corrected
// to.
func (s *Store) CorrectHours(ctx context.Context, attendance model.ID, minutes int, reason string) error {
	const doing = "correct hours"
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return explain(doing, &model.Error{Code: model.Invalid, Field: "Reason", Message: "请填写更正的原因。"})
	}
	return s.write(ctx, doing, func(c *change) error {
		var r attendanceRow
		if err := c.Where("id = ?", string(attendance)).Take(&r).Error; err != nil {
			return err
		}
		if r.Service.ServedOn == "" || r.Removed {
			return &model.Error{Code: model.Refused, Message: "这次服务的时长还没有确认，请在确认时直接填写。"}
		}
		if r.Minutes == minutes {
			return nil
		}
		if err := c.correctable(r, minutes); err != nil {
			return err
		}
		if err := c.trail([]correctionRow{{Attendance: r.ID, Before: r.Minutes, After: minutes, Reason: reason}}); err != nil {
			return err
		}
		r.Minutes = minutes
		return c.put(&r)
	})
}

// correctable refuses minutes that could not have been confirmed.
func (c *change) correctable(r attendanceRow, minutes int) error {
	sheet, err := c.store.serviceSheet(c.DB, model.ID(r.Activity))
	if err != nil {
		return err
	}
	already, err := servedOn(c.DB, sheet.Activity)
	if err != nil {
		return err
	}
	for _, l := range sheet.Lines {
		if string(l.ID) != r.ID {
			continue
		}
		if err := model.CheckServed(sheet.Activity, l.Name, minutes); err != nil {
			return err
		}
		return withinDay(sheet, l.Name, minutes, already[l.Member])
	}
	return &model.Error{Code: model.NotFound, Message: "名单刚才有变动，请重新打开后再更正。"}
}

// trail keeps what was corrected.
func (c *change) trail(rows []correctionRow) error {
	if len(rows) == 0 {
		return nil
	}
	for i := range rows {
		rows[i].Operator = c.store.operator
		c.stamp(&rows[i].Record)
	}
	return c.CreateInBatches(&rows, together).Error
}

// withdraw takes the confirmation from rows, whose minutes become those that
// after says of each.
func (c *change) withdraw(rows []attendanceRow, reason string, after func(attendanceRow) int) error {
	trail := make([]correctionRow, len(rows))
	ids := make([]string, len(rows))
	activities := map[string]bool{}
	for i, r := range rows {
		trail[i] = correctionRow{Attendance: r.ID, Before: r.Minutes, After: after(r), Withdrawn: true, Reason: reason}
		ids[i] = r.ID
		activities[r.Activity] = true
	}
	if err := c.trail(trail); err != nil {
		return err
	}
	for part := range slices.Chunk(ids, chunk) {
		err := c.Model(&attendanceRow{}).Where("id IN ?", part).Updates(map[string]any{
			"served_on": "", "confirmed_by": "", "confirmed_at": "", "rev": nextRev, "updated_at": c.at,
		}).Error
		if err != nil {
			return err
		}
	}
	for activity := range activities {
		if err := c.unsettle([]string{activity}); err != nil {
			return err
		}
	}
	return nil
}

// remarkServed prepares marks of a volunteer service for those whose hours are
// confirmed: a mark that leaves somebody there and says nothing of minutes
// leaves the confirmed ones; what changes them, or has somebody leave too early
// for them, has to be confirmed anew.
func (c *change) remarkServed(a model.Activity, marks []model.Mark) ([]model.Mark, error) {
	confirmed := map[model.ID]attendanceRow{}
	for part := range slices.Chunk(marks, chunk) {
		ids := make([]string, len(part))
		for i, m := range part {
			ids[i] = string(m.Attendance)
		}
		var rows []attendanceRow
		if err := c.Where("id IN ? AND served_on <> ''", ids).Order("id").Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			confirmed[model.ID(r.ID)] = r
		}
	}
	if len(confirmed) == 0 {
		return marks, c.unsettle([]string{string(a.ID)})
	}
	rules, err := volunteerRules(c.DB)
	if err != nil {
		return nil, err
	}
	marks = slices.Clone(marks)
	var changed []attendanceRow
	after := map[string]int{}
	for i := range marks {
		m := &marks[i]
		r, ok := confirmed[m.Attendance]
		if !ok {
			continue
		}
		if m.State.Attended() && m.Minutes == nil {
			m.Minutes = &r.Minutes
		}
		if minutes := m.Credited(a); minutes != r.Minutes || !m.State.Attended() || leftTooEarly(rules, a, *m) {
			changed = append(changed, r)
			after[r.ID] = minutes
		}
	}
	if err := c.withdraw(changed, remarked, func(r attendanceRow) int { return after[r.ID] }); err != nil {
		return nil, err
	}
	return marks, c.unsettle([]string{string(a.ID)})
}

// reconfirm confirms again what marks withdrew that are taken back by these,
// where nothing was made of it since and nothing stands in the way now; else it
// waits to be confirmed.
func (c *change) reconfirm(a model.Activity, marks []model.Mark) error {
	wanted := confirmedBefore(marks)
	if len(wanted) == 0 {
		return nil
	}
	withdrawn, err := c.lastCorrections(slices.Collect(maps.Keys(wanted)))
	if err != nil {
		return err
	}
	sheet, err := c.store.serviceSheet(c.DB, a.ID)
	if err != nil {
		return err
	}
	already, err := servedOn(c.DB, sheet.Activity)
	if err != nil {
		return err
	}
	var again []model.ServiceLine
	var trail []correctionRow
	for _, l := range sheet.Lines {
		m, last := wanted[l.ID], withdrawn[l.ID]
		if !last.withdrew(l) || checkLine(sheet, l, already[l.Member]) != nil {
			continue
		}
		l.ConfirmedBy, l.ConfirmedAt = m.ConfirmedBy, m.ConfirmedAt
		again = append(again, l)
		trail = append(trail, correctionRow{Attendance: string(l.ID), Before: last.After, After: l.Minutes, Reason: takenBack})
	}
	for part := range slices.Chunk(again, together) {
		if err := c.confirmLines(sheet.Activity, part); err != nil {
			return err
		}
	}
	if err := c.trail(trail); err != nil {
		return err
	}
	return c.settle(a.ID)
}

// confirmedBefore are those of marks, by attendance, that put back somebody whose
// hours were confirmed.
func confirmedBefore(marks []model.Mark) map[model.ID]model.Mark {
	list := map[model.ID]model.Mark{}
	for _, m := range marks {
		if m.TakesBack && !m.ConfirmedAt.IsZero() && m.State.Attended() {
			list[m.Attendance] = m
		}
	}
	return list
}

// withdrew reports whether r is a mark's withdrawal of just the hours that l has
// again.
func (r correctionRow) withdrew(l model.ServiceLine) bool {
	return r.Withdrawn && r.Reason == remarked && r.Before == l.Minutes && !l.Confirmed()
}

// lastCorrections are the latest lines of the trails of attendances.
func (c *change) lastCorrections(attendances []model.ID) (map[model.ID]correctionRow, error) {
	last := make(map[model.ID]correctionRow, len(attendances))
	for part := range slices.Chunk(attendances, chunk) {
		var rows []correctionRow
		if err := c.Where("attendance IN ?", part).Order("created_at, id").Find(&rows).Error; err != nil {
			return nil, err
		}
		for _, r := range rows {
			last[model.ID(r.Attendance)] = r
		}
	}
	return last, nil
}

// leftTooEarly reports whether m's sign-out leaves less time than the minutes
// it credits, where hours go by it.
func leftTooEarly(rules model.VolunteerRules, a model.Activity, m model.Mark) bool {
	from, to := model.Attendance{Arrived: m.Arrived, Left: m.Left}.Span(a)
	return rules.Basis == model.BySignOut && m.Left != "" && int(to.Sub(from).Minutes()) < m.Credited(a)
}

// followActivity lets confirmed hours follow a change of their activity: to
// another time they move with it, if there is room for them; where its length,
// worth or kind changed they have to be confirmed anew.
func (c *change) followActivity(was, now model.Activity) error {
	if was.Kind != model.Volunteering && now.Kind != model.Volunteering {
		return nil
	}
	if err := c.unsettle([]string{string(now.ID)}); err != nil {
		return err
	}
	var reason string
	switch {
	case now.Kind != model.Volunteering:
		reason = retyped
	case was.Minutes() != now.Minutes() || was.CreditMinutes() != now.CreditMinutes():
		reason = reshaped
	case !was.Start.Equal(now.Start):
		return c.moveHours(was.Date(), now)
	default:
		return nil
	}
	var rows []attendanceRow
	if err := c.Where("activity = ? AND served_on <> ''", string(now.ID)).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	return c.withdraw(rows, reason, func(r attendanceRow) int {
		if r.Minutes == was.CreditMinutes() {
			return now.CreditMinutes()
		}
		return r.Minutes
	})
}

// moveHours moves confirmed hours with their activity from a day. Who has no
// room for them there, by the guards of confirming, has to be looked at again.
func (c *change) moveHours(from model.Date, now model.Activity) error {
	sheet, err := c.store.serviceSheet(c.DB, now.ID)
	if err != nil {
		return err
	}
	already, err := servedOn(c.DB, sheet.Activity)
	if err != nil {
		return err
	}
	anotherDay := now.Date() != from
	if anotherDay {
		err := c.Model(&attendanceRow{}).Where("activity = ? AND served_on <> ''", string(now.ID)).
			Updates(map[string]any{"served_on": now.Date().String(), "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	var rows []attendanceRow
	for _, l := range sheet.Lines {
		full := anotherDay && withinDay(sheet, l.Name, l.Minutes, already[l.Member]) != nil
		if l.Confirmed() && (full || l.Refusal != "") {
			rows = append(rows, attendanceRow{Record: recordOf(l.Record), Activity: string(now.ID), Minutes: l.Minutes})
		}
	}
	return c.withdraw(rows, crowded, func(r attendanceRow) int { return r.Minutes })
}

// HourCorrections returns how the hours of an attendance were corrected, the
// latest first.
func (s *Store) HourCorrections(ctx context.Context, attendance model.ID) ([]model.HourCorrection, error) {
	const doing = "read the corrections of hours"
	var rows []correctionRow
	err := s.read(ctx).Where("attendance = ?", string(attendance)).Order("created_at DESC, id DESC").Find(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, correctionRow.model)
	return list, explain(doing, err)
}

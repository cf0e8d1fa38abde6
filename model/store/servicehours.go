package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// unsettle notes that hours of volunteer services may wait to be confirmed.
func (c *change) unsettle(activities []string) error {
	for part := range slices.Chunk(activities, chunk) {
		err := c.Table("activities").Where("id IN ? AND kind = ? AND hours_settled = ?", part, model.Volunteering, true).
			Update("hours_settled", false).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// settle notes of a volunteer service whether anything waits.
func (c *change) settle(activity model.ID) error {
	var waiting int64
	if err := waitingRows(c.DB).Where("attendances.activity = ?", string(activity)).Count(&waiting).Error; err != nil {
		return err
	}
	return c.Table("activities").Where("id = ?", string(activity)).Update("hours_settled", waiting == 0).Error
}

// waitingRows are the attendances of members whose hours are not confirmed.
func waitingRows(tx *gorm.DB) *gorm.DB {
	return tx.Model(&attendanceRow{}).Where("attendances.removed = ? AND attendances.member IS NOT NULL", false).
		Where("attendances.state IN ? AND attendances.served_on = ''", attended)
}

// PendingHours lists the volunteer services that were held and whose hours
// wait to be confirmed, the latest first.
func (s *Store) PendingHours(ctx context.Context) ([]model.PendingHours, error) {
	const doing = "list hours to be confirmed"
	ctx = s.OwnOnly(ctx)
	var rows []struct {
		Activity, Title, StartAt, Host string
		People, Minutes                int
	}
	err := waitingRows(s.read(ctx)).
		Select("activities.id AS activity, activities.title, activities.start_at, activities.host, COUNT(*) AS people, SUM(attendances.minutes) AS minutes").
		Joins("JOIN activities ON activities.id = attendances.activity").
		Where("activities.kind = ? AND activities.removed = ? AND activities.hours_settled = ?", model.Volunteering, false, false).
		Where("activities.state IN ?", []model.ActivityState{model.Held, model.Closed}).
		Group("activities.id").Order("activities.start_at DESC, activities.id DESC").Scan(&rows).Error
	if err != nil {
		return nil, explain(doing, err)
	}
	list := make([]model.PendingHours, len(rows))
	for i, r := range rows {
		start, err := wallOf(r.StartAt)
		if err != nil {
			return nil, explain(doing, err)
		}
		list[i] = model.PendingHours{Activity: model.ID(r.Activity), Title: r.Title, Start: start, Host: r.Host, People: r.People, Minutes: r.Minutes}
	}
	return list, nil
}

// ServiceSheet returns a volunteer service with everybody who was there, what
// the rules credit each and what stands in the way.
func (s *Store) ServiceSheet(ctx context.Context, activity model.ID) (model.ServiceSheet, error) {
	sheet, err := s.serviceSheet(s.read(ctx), activity)
	return sheet, explain("read the hours of a service", err)
}

func (s *Store) serviceSheet(tx *gorm.DB, activity model.ID) (model.ServiceSheet, error) {
	var sheet model.ServiceSheet
	r, err := activityByID(tx, activity)
	if err != nil {
		return sheet, err
	}
	if sheet.Activity, err = r.model(); err != nil {
		return sheet, err
	}
	if sheet.Activity.Kind != model.Volunteering {
		return sheet, &model.Error{Code: model.Refused, Message: "“" + r.Title + "”不是志愿服务，没有服务时长要确认。"}
	}
	if sheet.Rules, err = volunteerRules(tx); err != nil {
		return sheet, err
	}
	var rows []struct {
		Attendance   attendanceRow `gorm:"embedded"`
		Name, Number string
	}
	err = tx.Table("attendances").Select("attendances.*, members.name, members.volunteer_number AS number").
		Joins("JOIN members ON members.id = attendances.member").
		Where("attendances.activity = ? AND attendances.removed = ? AND attendances.state IN ?", string(activity), false, attended).
		Order("attendances.serial").Scan(&rows).Error
	if err != nil {
		return sheet, err
	}
	for _, r := range rows {
		a, err := r.Attendance.model()
		if err != nil {
			return sheet, err
		}
		sheet.Lines = append(sheet.Lines, model.ServiceLine{Attendance: a, Name: r.Name, Number: r.Number})
	}
	_, err = judge(tx, &sheet)
	return sheet, err
}

// judge works out what the rules credit each line and what stands in the way.
// It returns what people have confirmed already for the day.
func judge(tx *gorm.DB, sheet *model.ServiceSheet) (already map[model.ID]int, err error) {
	a := sheet.Activity
	elsewhere, err := othersAtOnce(tx, a)
	if err != nil {
		return nil, err
	}
	if already, err = servedOn(tx, a); err != nil {
		return nil, err
	}
	for i := range sheet.Lines {
		l := &sheet.Lines[i]
		l.Proposed = sheet.Rules.Credit(a, l.Attendance)
		if limit := sheet.Rules.DailyCap; limit > 0 {
			if rest := max(0, limit-already[l.Member]); l.Proposed > rest {
				l.Proposed = rest
				l.Notice = fmt.Sprintf("当天已有 %s 小时，按每日上限只记 %s 小时。", model.Hours(already[l.Member]), model.Hours(rest))
			}
		}
		if l.LateEntry != "" && l.Guarantor == "" {
			l.Notice = "补录的时长，请填写证明人。"
		}
		for _, other := range elsewhere[l.Member] {
			other.tell(l, a)
		}
	}
	return already, nil
}

// presence is somebody's attendance at another activity about the same time.
type presence struct {
	attendance model.Attendance
	activity   model.Activity
}

// tell says on l that the person was at two places at once, if so. Hours that
// were confirmed elsewhere forbid it, other activities only give notice.
func (p presence) tell(l *model.ServiceLine, a model.Activity) {
	from, to := l.Span(a)
	otherFrom, otherTo := p.attendance.Span(p.activity)
	if !from.Before(otherTo) || !otherFrom.Before(to) {
		return
	}
	sentence := fmt.Sprintf("%s同一时间（%s—%s）还在“%s”。", l.Name, otherFrom.Format("15:04"), otherTo.Format("15:04"), p.activity.Title)
	if p.attendance.Confirmed() {
		l.Refusal = sentence
		return
	}
	l.Notice = sentence
}

// othersAtOnce are the attendances, by member, at other activities that
// overlap a.
func othersAtOnce(tx *gorm.DB, a model.Activity) (map[model.ID][]presence, error) {
	var activities []activityRow
	err := tx.Where("start_at < ? AND end_at > ? AND start_at >= ?", wallText(a.End), wallText(a.Start), model.DateOf(a.Start).AddDays(-1).String()).
		Where("id <> ? AND removed = ? AND state <> ?", string(a.ID), false, model.Cancelled).Find(&activities).Error
	if err != nil || len(activities) == 0 {
		return nil, err
	}
	at := map[string]model.Activity{}
	ids := make([]string, len(activities))
	for i, r := range activities {
		ids[i] = r.ID
		if at[r.ID], err = r.model(); err != nil {
			return nil, err
		}
	}
	here := tx.Model(&attendanceRow{}).Select("member").
		Where("activity = ? AND removed = ? AND state IN ? AND member IS NOT NULL", string(a.ID), false, attended)
	found := map[model.ID][]presence{}
	for part := range slices.Chunk(ids, chunk) {
		var rows []attendanceRow
		err := tx.Where("activity IN ? AND removed = ? AND state IN ? AND member IN (?)", part, false, attended, here).Order("id").Find(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			one, err := r.model()
			if err != nil {
				return nil, err
			}
			found[one.Member] = append(found[one.Member], presence{one, at[r.Activity]})
		}
	}
	return found, nil
}

// servedOn are the minutes that the people at a have confirmed for its day at
// other services.
func servedOn(tx *gorm.DB, a model.Activity) (map[model.ID]int, error) {
	var rows []struct {
		Member  string
		Minutes int
	}
	here := tx.Model(&attendanceRow{}).Select("member").
		Where("activity = ? AND removed = ? AND state IN ? AND member IS NOT NULL", string(a.ID), false, attended)
	day := a.Date()
	err := served(tx, day, day).Where("attendances.member IN (?) AND attendances.activity <> ?", here, string(a.ID)).
		Select("attendances.member, SUM(attendances.minutes) AS minutes").Group("attendances.member").Scan(&rows).Error
	minutes := make(map[model.ID]int, len(rows))
	for _, r := range rows {
		minutes[model.ID(r.Member)] = r.Minutes
	}
	return minutes, err
}

// ConfirmHours confirms what people served at an activity: by says who answers
// for it, the organiser. All of list or none is confirmed. Refused are minutes
// beyond the session, somebody at two places at once, more than the day or its
// cap holds, and hours entered late that nobody vouches for.
func (s *Store) ConfirmHours(ctx context.Context, activity model.ID, list []model.HoursConfirmation, by string) error {
	const doing = "confirm hours"
	by = strings.TrimSpace(by)
	if by == "" {
		return explain(doing, &model.Error{Code: model.Invalid, Field: "By", Message: "请填写由谁确认。"})
	}
	return s.write(ctx, doing, func(c *change) error { return c.confirm(activity, list, by) })
}

func (c *change) confirm(activity model.ID, list []model.HoursConfirmation, by string) error {
	if _, err := c.open(activity); err != nil {
		return err
	}
	sheet, err := c.store.serviceSheet(c.DB, activity)
	if err != nil {
		return err
	}
	lines := make(map[model.ID]*model.ServiceLine, len(sheet.Lines))
	for i := range sheet.Lines {
		lines[sheet.Lines[i].ID] = &sheet.Lines[i]
	}
	for _, one := range list {
		l := lines[one.Attendance]
		if l == nil {
			return &model.Error{Code: model.NotFound, Message: "名单刚才有变动，请重新打开后再确认。"}
		}
		if l.Confirmed() {
			return &model.Error{Code: model.Refused, Message: l.Name + "的时长已经确认过了；要改请用“更正”。"}
		}
		l.Left, l.Guarantor, l.Minutes, l.ConfirmedBy = one.Left, strings.TrimSpace(one.Guarantor), one.Minutes, by
	}
	already, err := judge(c.DB, &sheet)
	if err != nil {
		return err
	}
	for part := range slices.Chunk(list, together) {
		confirmed := make([]model.ServiceLine, len(part))
		for i, one := range part {
			confirmed[i] = *lines[one.Attendance]
			if err := checkLine(sheet, confirmed[i], already[confirmed[i].Member]); err != nil {
				return err
			}
		}
		if err := c.confirmLines(sheet.Activity, confirmed); err != nil {
			return err
		}
	}
	return c.settle(activity)
}

// checkLine refuses hours that cannot be confirmed.
func checkLine(sheet model.ServiceSheet, l model.ServiceLine, already int) error {
	if err := l.Validate(); err != nil {
		return err
	}
	if err := model.CheckServed(sheet.Activity, l.Name, l.Minutes); err != nil {
		return err
	}
	if err := model.CheckSignOut(sheet.Activity, l.Name, l.Attendance); err != nil {
		return err
	}
	if l.Refusal != "" {
		return &model.Error{Code: model.Refused, Field: "Minutes", Message: l.Refusal}
	}
	if l.LateEntry != "" && l.Guarantor == "" {
		return &model.Error{Code: model.Invalid, Field: "Guarantor", Message: l.Name + "的时长是补录的，请填写证明人。"}
	}
	return withinDay(sheet, l.Name, l.Minutes, already)
}

// withinDay refuses more hours than a day, or its cap, holds.
func withinDay(sheet model.ServiceSheet, name string, minutes, already int) error {
	limit := model.MaxActivityMinutes
	if sheet.Rules.DailyCap > 0 {
		limit = sheet.Rules.DailyCap
	}
	if already+minutes <= limit {
		return nil
	}
	return &model.Error{Code: model.Refused, Field: "Minutes", Message: fmt.Sprintf("%s在%s已有 %s 小时，再记 %s 小时就超过一天 %s 小时的上限了。",
		name, sheet.Activity.Date().Chinese(), model.Hours(already), model.Hours(minutes), model.WholeHours(limit))}
}

// confirmLines writes confirmed hours in one statement: confirmed now, or when
// the line says.
func (c *change) confirmLines(a model.Activity, lines []model.ServiceLine) error {
	values := make([]any, 0, len(lines)*6+2)
	for _, l := range lines {
		at := c.at
		if !l.ConfirmedAt.IsZero() {
			at = timeText(l.ConfirmedAt)
		}
		values = append(values, string(l.ID), l.Minutes, l.Left, l.Guarantor, l.ConfirmedBy, at)
	}
	values = append(values, a.Date().String(), c.at)
	return c.Exec(`WITH lines (id, minutes, left_at, guarantor, confirmed_by, confirmed_at) AS (VALUES `+
		strings.TrimSuffix(strings.Repeat("(?, ?, ?, ?, ?, ?), ", len(lines)), ", ")+`)
		UPDATE attendances SET minutes = lines.minutes, left_at = lines.left_at, guarantor = lines.guarantor,
			confirmed_by = lines.confirmed_by, confirmed_at = lines.confirmed_at, served_on = ?, rev = rev + 1, updated_at = ?
		FROM lines WHERE attendances.id = lines.id`, values...).Error
}

// ConfirmPending confirms all that waits and needs nobody's look, activity by
// activity, and returns how many people's hours it confirmed and how many it
// left: those with a notice, a refusal or no time at all.
func (s *Store) ConfirmPending(ctx context.Context, by string) (confirmed, left int, err error) {
	pending, err := s.PendingHours(ctx)
	if err != nil {
		return 0, 0, err
	}
	for _, p := range pending {
		sheet, err := s.ServiceSheet(ctx, p.Activity)
		if err != nil {
			return confirmed, left, err
		}
		var list []model.HoursConfirmation
		for _, l := range sheet.Lines {
			switch {
			case l.Confirmed():
			case l.Notice != "" || l.Refusal != "" || l.Proposed == 0:
				left++
			default:
				list = append(list, model.HoursConfirmation{Attendance: l.ID, Minutes: l.Proposed, Left: l.Left, Guarantor: l.Guarantor})
			}
		}
		if len(list) == 0 {
			continue
		}
		if err := s.ConfirmHours(ctx, p.Activity, list, by); err != nil {
			return confirmed, left, err
		}
		confirmed += len(list)
	}
	return confirmed, left, nil
}

// AddLateHours enters hours that nobody wrote down on the day; they wait to be
// confirmed like all others. Somebody whose service there is on record already
// is refused: nobody's hours are entered twice. What is refused leaves no
// activity behind.
func (s *Store) AddLateHours(ctx context.Context, l model.LateHours) (activity model.ID, err error) {
	const doing = "enter hours late"
	if err := l.Validate(); err != nil {
		return "", explain(doing, err)
	}
	fresh := l.Activity == ""
	err = s.write(ctx, doing, func(c *change) error {
		if fresh {
			l.Draft.Kind, l.Draft.State = model.Volunteering, model.Held
			r, err := c.saveActivity(l.Draft)
			if err != nil {
				return err
			}
			l.Activity = model.ID(r.ID)
		}
		return c.addLate(l, fresh)
	})
	if err != nil {
		return "", err
	}
	return l.Activity, nil
}

// addLate puts the person of l on the roll. At a fresh activity, made for it,
// nobody came unexpected.
func (c *change) addLate(l model.LateHours, fresh bool) error {
	a, err := c.open(l.Activity)
	if err != nil {
		return err
	}
	switch {
	case a.Kind != model.Volunteering:
		return &model.Error{Code: model.Refused, Field: "Activity", Message: "“" + a.Title + "”不是志愿服务，不能补录服务时长。"}
	case c.store.Today().Before(a.Date()):
		return &model.Error{Code: model.Refused, Field: "Activity", Message: "“" + a.Title + "”还没有举办，不能补录时长。"}
	}
	r, err := c.onRoll(a.ID, l.Member)
	if err != nil {
		return err
	}
	if l.Minutes == 0 {
		l.Minutes = a.CreditMinutes()
	}
	if err := model.CheckServed(a, "一个人", l.Minutes); err != nil {
		return err
	}
	if r.ID == "" {
		last, err := c.lastSerial(a.ID)
		if err != nil {
			return err
		}
		r.Serial = last + 1
	}
	r.Activity, r.State, r.Minutes = string(a.ID), string(model.Present), l.Minutes
	r.WalkIn = r.WalkIn && !fresh
	r.LateEntry, r.Service.Guarantor = strings.TrimSpace(l.Reason), strings.TrimSpace(l.Guarantor)
	if err := c.put(&r); err != nil {
		return err
	}
	if err := c.unsettle([]string{string(a.ID)}); err != nil {
		return err
	}
	return c.held(a)
}

package store

import (
	"context"

	"jishi/model"
)

// DeskMember returns the member whom a card or an ID number read at the
// sign-in desk names. A card of somebody who was merged into another is the
// other's. An 18-digit number also finds a member written down with the 15
// digits of the old form, and the other way round. Nobody is model.NotFound;
// so is somebody in the recycle bin.
func (s *Store) DeskMember(ctx context.Context, in model.DeskInput) (model.Member, error) {
	const doing = "find who is at the desk"
	tx := s.read(ctx).Model(&memberRow{}).Where("removed = ?", false)
	if in.Card != "" {
		tx = tx.Where(`id = COALESCE((SELECT kept FROM member_merges WHERE dropped = ? AND undone = ? ORDER BY rowid DESC LIMIT 1), ?)`,
			string(in.Card), false, string(in.Card))
	} else {
		tx = tx.Where("id_number <> '' AND id_number IN ?", model.IDNumberForms(in.IDNumber))
	}
	var rows []memberRow
	if err := tx.Order("id").Limit(2).Find(&rows).Error; err != nil {
		return model.Member{}, explain(doing, err)
	}
	switch {
	case len(rows) == 0 && in.Card != "":
		return model.Member{}, explain(doing, &model.Error{Code: model.NotFound, Message: "这张会员卡的人不在名册里。"})
	case len(rows) == 0:
		return model.Member{}, explain(doing, &model.Error{Code: model.NotFound, Message: "名册里没有这个身份证号的人。"})
	case len(rows) > 1:
		return model.Member{}, explain(doing, &model.Error{Code: model.Conflict, Message: "名册里有两个人是这个身份证号，请用姓名签到，再去“查重”里处理。"})
	}
	m, err := rows[0].model()
	return m, explain(doing, err)
}

// GuestIsMember gives what a guest signed in as to a member: this attendance
// and those of guests with the same name and phone number at other activities.
// Where the member is on such a roll already the stronger state stays. It
// returns how many attendances the member got.
func (s *Store) GuestIsMember(ctx context.Context, attendance, member model.ID) (n int, err error) {
	err = s.write(ctx, "make a guest a member", func(c *change) error {
		if _, err := memberByID(c.DB, member); err != nil {
			return err
		}
		var guest attendanceRow
		if err := c.Where("id = ? AND removed = ?", string(attendance), false).Take(&guest).Error; err != nil {
			return err
		}
		if guest.Member != "" {
			return &model.Error{Code: model.Refused, Message: guest.GuestName + "已经登记为人员了。"}
		}
		guests := []attendanceRow{guest}
		if guest.GuestPhone != "" {
			guests = nil
			err := c.Where("member IS NULL AND removed = ? AND guest_name = ? AND guest_phone = ?", false, guest.GuestName, guest.GuestPhone).
				Order("id").Find(&guests).Error
			if err != nil {
				return err
			}
		}
		n = len(guests)
		return c.giveAttendances(guests, member)
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// giveAttendances gives guests' rows to a member.
func (c *change) giveAttendances(guests []attendanceRow, member model.ID) error {
	activities := make([]string, len(guests))
	for i, g := range guests {
		activities[i] = g.Activity
	}
	var rows []attendanceRow
	if err := c.Where("member = ? AND activity IN ?", string(member), activities).Find(&rows).Error; err != nil {
		return err
	}
	own := map[string]*attendanceRow{}
	for i := range rows {
		own[rows[i].Activity] = &rows[i]
	}
	for i := range guests {
		g := &guests[i]
		if mine := own[g.Activity]; mine != nil {
			if err := c.joinAttendances(mine, g); err != nil {
				return err
			}
			continue
		}
		g.Member = ref(member)
		if err := c.put(g); err != nil {
			return err
		}
		own[g.Activity] = g // a guest written down twice is one member once
	}
	return c.unsettle(activities)
}

// lateEntry is the reason kept with a mark of an activity that ended before
// today, "" where the mark is in time.
func (c *change) lateEntry(a model.Activity, reason string) string {
	if !model.DateOf(a.End).Before(c.store.Today()) {
		return ""
	}
	if reason == "" {
		return model.LateUnexplained
	}
	return reason
}

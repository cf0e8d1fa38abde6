package model_test

import (
	"testing"

	"jishi/model"
)

func TestOnlyFullMembersWhoTakePartHaveAVote(t *testing.T) {
	person := func(standing string, state model.AttendanceState) model.Attendee {
		return model.Attendee{Attendance: model.Attendance{State: state}, Standing: standing}
	}
	guest, sitsIn := person("正式党员", model.Present), person("正式党员", model.Present)
	guest.WalkIn, sitsIn.Capacity = true, "列席"
	roll := model.Roll{Attendees: []model.Attendee{
		person("正式党员", model.Present), person("正式党员", model.Late), person("正式党员", model.Leave), person("正式党员", model.Expected),
		person("预备党员", model.Present), person("", model.Present), person("正式党员", model.Observer), guest, sitsIn,
	}}
	if eligible, there := roll.Voters(); eligible != 4 || there != 2 {
		t.Errorf("%d have a vote, %d of them came; want 4 and 2", eligible, there)
	}
}

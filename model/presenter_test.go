package model_test

import (
	"testing"
	"time"

	"jishi/model"
)

func TestPresentersAreCountedApartWhereNobodyKnowsThatTheyAreOne(t *testing.T) {
	given := func(day int, name, post string, member model.ID, state model.ActivityState) model.ActivitySummary {
		start := time.Date(2018, 5, day, 9, 0, 0, 0, time.UTC)
		return model.ActivitySummary{
			Activity: model.Activity{Start: start, End: start.Add(time.Hour), Presenter: name, PresenterPost: post, PresenterMember: member, State: state},
			Tally:    model.Tally{Present: 10, WalkIns: 1},
		}
	}
	got := model.CountPresenters([]model.ActivitySummary{
		given(1, "刘　洋", "区委党校讲师", "", model.Held),
		given(2, "刘洋", "区委党校讲师", "", model.Closed),
		given(3, "刘洋", "区医院主任", "", model.Held),
		given(4, "李敏", "书记", "m1", model.Held),
		given(5, "李　敏", "社区书记", "m1", model.Held),
		given(6, "李敏", "", "", model.Held),
		given(7, "刘洋", "区委党校讲师", "", model.Planned),
		given(8, "刘洋", "区委党校讲师", "", model.Cancelled),
		given(9, " ", "", "", model.Held),
	})
	if len(got) != 4 {
		t.Fatalf("counted are %+v", got)
	}
	for i, want := range []model.Presented{
		{Presenter: model.Presenter{Member: "m1", Name: "李　敏", Post: "社区书记"}, Lessons: 2, Came: 22, Minutes: 120},
		{Presenter: model.Presenter{Name: "刘洋", Post: "区委党校讲师"}, Lessons: 2, Came: 22, Minutes: 120},
	} {
		if got[i] != want {
			t.Errorf("number %d is %+v, want %+v", i+1, got[i], want)
		}
	}
}

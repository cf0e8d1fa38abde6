package store

import (
	"testing"

	"jishi/model"
)

func TestWhoPresentedIsOfferedTheLatestFirst(t *testing.T) {
	s := newStore(t)
	li := addMember(t, s, model.Member{Name: "李敏"})
	addActivity(t, s, model.Activity{Presenter: "刘洋", PresenterPost: "区委党校讲师"}, dayOfMay(1))
	addActivity(t, s, model.Activity{Presenter: "李敏", PresenterPost: "书记", PresenterMember: li.ID}, dayOfMay(3))
	addActivity(t, s, model.Activity{Presenter: "刘洋", PresenterPost: "区委党校讲师"}, dayOfMay(2))
	gone := addActivity(t, s, model.Activity{Presenter: "陈静"}, dayOfMay(4))
	must(t, s.RemoveActivity(t.Context(), gone.ID))
	addActivity(t, s, model.Activity{Kind: model.Visit}, dayOfMay(5))
	list, err := s.Presenters(t.Context())
	must(t, err)
	want := []model.Presenter{{Member: li.ID, Name: "李敏", Post: "书记"}, {Name: "刘洋", Post: "区委党校讲师"}}
	if len(list) != 2 || list[0] != want[0] || list[1] != want[1] {
		t.Errorf("offered are %+v", list)
	}
	_, presented, err := s.Activities(t.Context(), ActivityFilter{Presented: true})
	must(t, err)
	if presented != 3 {
		t.Errorf("%d activities are presented, want 3", presented)
	}
}

func TestWhatAPersonPresentedGoesWithAMerge(t *testing.T) {
	s := newStore(t)
	kept, dropped := addMember(t, s, model.Member{Name: "李敏"}), addMember(t, s, model.Member{Name: "李　敏"})
	a := addActivity(t, s, model.Activity{Presenter: "李敏", PresenterMember: dropped.ID}, dayOfMay(3))
	batch, err := s.MergeMembers(t.Context(), model.Merge{Keep: kept.ID, KeepRev: kept.Rev, Drop: dropped.ID, DropRev: dropped.Rev, Member: kept})
	must(t, err)
	presenter := func() model.ID {
		found, err := s.Activity(t.Context(), a.ID)
		must(t, err)
		return found.PresenterMember
	}
	if presenter() != kept.ID {
		t.Error("what was presented stayed with the record that is gone")
	}
	must(t, s.UndoMerge(t.Context(), batch.ID))
	if presenter() != dropped.ID {
		t.Error("what was presented did not come back")
	}
}

package command

import (
	"errors"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

func TestAGroupIsFoundByItsBranchWhereItsNameIsNotEnough(t *testing.T) {
	node := func(id, parent model.ID, kind model.OrganisationKind, name string) model.Organisation {
		return model.Organisation{Record: model.Record{ID: id}, Parent: parent, Kind: kind, Name: name}
	}
	tree := []model.Organisation{
		node("c", "", model.CentreOf, "中心"), node("b1", "c", model.Branch, "第一支部"), node("b2", "c", model.Branch, "第二支部"),
		node("g1", "b1", model.Group, "第一党小组"), node("g2", "b2", model.Group, "第一党小组"), node("g3", "b2", model.Group, "第二党小组"),
		node("u", "c", model.HostUnit, "区税务局"),
	}
	for name, want := range map[string]struct {
		id   model.ID
		code model.Code
	}{
		"第一支部": {id: "b1"}, "第二党小组": {id: "g3"}, "第二支部/第一党小组": {id: "g2"},
		"第一党小组": {code: model.Invalid}, "区税务局": {code: model.NotFound}, "没有": {code: model.NotFound},
	} {
		id, err := placeCalled(name, tree)
		if id != want.id || model.CodeOf(err) != want.code {
			t.Errorf("%s: %q, %v", name, id, err)
		}
	}
}

func TestASavedListIsAskedForByItsName(t *testing.T) {
	elders := store.MemberFilter{State: model.Active, AgeFrom: 80}
	lists := []store.MemberList{{Name: "独居老人"}, {Name: "八十岁以上", Filter: elders}}
	if f, err := listCalled("八十岁以上", lists); err != nil || f != elders {
		t.Errorf("found %+v, %v", f, err)
	}
	if _, err := listCalled("没有", lists); model.CodeOf(err) != model.NotFound || err.Error() != "没有叫“没有”的名单。现有：独居老人、八十岁以上。" {
		t.Errorf("a list that there is not: %v", err)
	}
	var usage *usageError
	if _, err := (who{List: "独居老人", Tag: "独居"}).filter(t.Context(), nil); !errors.As(err, &usage) {
		t.Errorf("a list and another condition: %v", err)
	}
}

package command

import (
	"testing"

	"jishi/model"
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

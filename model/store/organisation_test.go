package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func centreOf(t testing.TB, s *Store) model.ID {
	t.Helper()
	c, err := s.Centre(t.Context())
	must(t, err)
	return c.ID
}

func addNode(t testing.TB, s *Store, kind model.OrganisationKind, name string, parent model.ID) model.ID {
	t.Helper()
	o, err := s.SaveOrganisation(t.Context(), model.Organisation{Kind: kind, Name: name, Parent: parent})
	must(t, err)
	return o.ID
}

func TestTheTreeTakesOnlyWhatFits(t *testing.T) {
	s := newStore(t)
	centre := centreOf(t, s)
	first, second := addNode(t, s, model.Branch, "第一支部", centre), addNode(t, s, model.Branch, "第二支部", centre)
	group := addNode(t, s, model.Group, "第一党小组", first)
	addNode(t, s, model.Group, "第一党小组", second)
	addNode(t, s, model.HostUnit, "区税务局", centre)
	for name, o := range map[string]model.Organisation{
		"a second branch of the name": {Kind: model.Branch, Name: "第一支部", Parent: centre},
		"a second group of a branch":  {Kind: model.Group, Name: "第一党小组", Parent: first},
		"a group under the centre":    {Kind: model.Group, Name: "第二党小组", Parent: centre},
		"a branch under a group":      {Kind: model.Branch, Name: "第三支部", Parent: group},
		"no name":                     {Kind: model.Branch, Name: " ", Parent: centre},
		"under nothing":               {Kind: model.Group, Name: "第三党小组", Parent: "nobody"},
	} {
		if _, err := s.SaveOrganisation(t.Context(), o); model.CodeOf(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.MoveOrganisation(t.Context(), group, second); model.CodeOf(err) != model.Invalid {
		t.Errorf("moved beside one of its name: %v", err)
	}
	if err := s.MoveOrganisation(t.Context(), first, group); model.CodeOf(err) != model.Invalid {
		t.Errorf("moved below itself: %v", err)
	}
}

func TestWhatPeopleAreInIsRetiredLateAndNeverRemoved(t *testing.T) {
	s := newStore(t)
	centre := centreOf(t, s)
	branch := addNode(t, s, model.Branch, "第一支部", centre)
	group := addNode(t, s, model.Group, "第一党小组", branch)
	m := addMember(t, s, model.Member{Name: "张三", Branch: group})
	for _, id := range []model.ID{branch, group} {
		if err := s.RetireOrganisation(t.Context(), id, s.Today()); model.CodeOf(err) != model.Refused {
			t.Errorf("retired over people: %v", err)
		}
	}
	counts, err := s.OrganisationCounts(t.Context())
	must(t, err)
	if counts[group] != 1 || counts[branch] != 0 {
		t.Errorf("counts %v", counts)
	}
	m.State = model.Moved
	_, err = s.SaveMember(t.Context(), m)
	must(t, err)
	must(t, s.RetireOrganisation(t.Context(), group, s.Today()))
	must(t, s.RetireOrganisation(t.Context(), branch, s.Today()))
	if err := s.RemoveOrganisation(t.Context(), group); model.CodeOf(err) != model.Refused || !strings.Contains(err.Error(), "可以停用") {
		t.Errorf("removed over a record: %v", err)
	}
	must(t, s.ReviveOrganisation(t.Context(), branch))
	empty := addNode(t, s, model.Group, "第二党小组", branch)
	must(t, s.RemoveOrganisation(t.Context(), empty))
	tree, err := s.Organisations(t.Context())
	must(t, err)
	for _, o := range tree {
		if o.ID == empty || o.ID == branch && !o.Retired.IsZero() || o.ID == group && o.Retired.IsZero() {
			t.Errorf("%s is %+v", o.Name, o)
		}
	}
}

// Whatever is done to the tree, it has no circles, and everybody's branch is in
// it.
func TestTheTreeStaysATree(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := newStore(t)
		nodes := []model.ID{centreOf(t, s)}
		kinds := []model.OrganisationKind{model.Branch, model.Group, model.HostUnit}
		for i := range rapid.IntRange(3, 14).Draw(r, "steps") {
			pick := func(what string) model.ID { return rapid.SampledFrom(nodes).Draw(r, fmt.Sprint(what, i)) }
			switch rapid.IntRange(0, 5).Draw(r, fmt.Sprint("step", i)) {
			case 0, 1:
				o, err := s.SaveOrganisation(t.Context(), model.Organisation{
					Kind: rapid.SampledFrom(kinds).Draw(r, fmt.Sprint("kind", i)), Name: fmt.Sprint("组织", i%3), Parent: pick("parent"),
				})
				if err == nil {
					nodes = append(nodes, o.ID)
				}
			case 2:
				addMember(t, s, model.Member{Name: fmt.Sprint("人", i), Branch: pick("branch")})
			case 3: // refused or not: what counts is the tree afterwards
				if err := s.MoveOrganisation(t.Context(), pick("moved"), pick("to")); err != nil && model.CodeOf(err) == "" {
					r.Fatal(err)
				}
			case 4:
				if err := s.RetireOrganisation(t.Context(), pick("retired"), s.Today()); err != nil && model.CodeOf(err) == "" {
					r.Fatal(err)
				}
			case 5:
				gone := pick("removed")
				switch err := s.RemoveOrganisation(t.Context(), gone); {
				case err == nil:
					nodes = slices.DeleteFunc(nodes, func(id model.ID) bool { return id == gone })
				case model.CodeOf(err) == "":
					r.Fatal(err)
				}
			}
		}
		tree, err := s.Organisations(t.Context())
		must(t, err)
		parent := map[model.ID]model.ID{}
		for _, o := range tree {
			parent[o.ID] = o.Parent
		}
		for id := range parent {
			steps := 0
			for at := id; at != ""; at = parent[at] {
				if steps++; steps > len(tree) {
					r.Fatal("the tree has a circle")
				}
			}
		}
		page, err := s.Members(t.Context(), MemberFilter{})
		must(t, err)
		for _, m := range page.Members {
			if _, ok := parent[m.Branch]; !ok {
				r.Fatalf("the branch of %s is gone", m.Name)
			}
		}
		must(t, s.Close())
	})
}

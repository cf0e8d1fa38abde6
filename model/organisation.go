package model

import "strings"

// OrganisationKind is the level of an Organisation in the tree.
type OrganisationKind string

// The levels, from the top down.
const (
	District OrganisationKind = "district" // 区
	Street   OrganisationKind = "street"   // 街道
	CentreOf OrganisationKind = "centre"   // 社区党群服务中心
	Branch   OrganisationKind = "branch"   // 党支部
	Group    OrganisationKind = "group"    // 党小组
	HostUnit OrganisationKind = "unit"     // 成员单位
)

// Above reports whether offices of kind k receive the reports of offices of
// kind other, and answer them.
func (k OrganisationKind) Above(other OrganisationKind) bool {
	switch k {
	case District:
		return other == Street || other == CentreOf
	case Street:
		return other == CentreOf
	default:
		return false
	}
}

// Organisation (组织) is one node of the tree district, street, centre,
// branch, group.
type Organisation struct {
	Record
	Parent ID
	Kind   OrganisationKind
	Name   string
	Code   string // 统计代码; may be empty
	// Retired is the day from which nobody is put there any more; zero while
	// it is in use. Records keep pointing to it.
	Retired Date
}

// Chinese returns the level's name.
func (k OrganisationKind) Chinese() string {
	switch k {
	case District:
		return "区"
	case Street:
		return "街道"
	case CentreOf:
		return "中心"
	case Branch:
		return "党支部"
	case Group:
		return "党小组"
	case HostUnit:
		return "成员单位"
	}
	return string(k)
}

// MayHold reports whether one of kind below may stand under one of kind k.
func (k OrganisationKind) MayHold(below OrganisationKind) bool {
	switch k {
	case District: // an office has branches of its own, as a centre has
		return below == Street || CentreOf.MayHold(below)
	case Street:
		return below == CentreOf || CentreOf.MayHold(below)
	case CentreOf:
		return below == Branch || below == HostUnit
	case Branch:
		return below == Group
	default:
		return false
	}
}

// PlaceNames names the organisations of a tree as lists do on which people of
// all branches stand: a group behind its branch, parted by between, for many
// branches have a 第一党小组.
func PlaceNames(tree []Organisation, between string) map[ID]string {
	names, branches := make(map[ID]string, len(tree)), map[ID]string{}
	for _, o := range tree {
		names[o.ID] = o.Name
		if o.Kind == Branch {
			branches[o.ID] = o.Name
		}
	}
	for _, o := range tree {
		if branch := branches[o.Parent]; o.Kind == Group && branch != "" {
			names[o.ID] = branch + between + o.Name
		}
	}
	return names
}

// Validate reports the first field that cannot be saved.
func (o Organisation) Validate() error {
	if strings.TrimSpace(o.Name) == "" {
		return invalid("Name", "请填写组织名称。")
	}
	if err := checkLength("Name", "组织名称", o.Name, 100); err != nil {
		return err
	}
	return checkLength("Code", "统计代码", o.Code, 50)
}

// ShortOffice is what an office is called among many of its kind: 高山社区 of
// 高山社区党群服务中心.
func ShortOffice(name string) string {
	if short := strings.TrimSuffix(name, "党群服务中心"); short != "" {
		return short
	}
	return name
}

// Centre is the office that this computer serves, with what is above it: what
// the first start asks for. Mostly it is a centre (中心).
type Centre struct {
	ID       ID
	Kind     OrganisationKind // empty for a centre; Street or District for an office that receives
	Name     string           // 高山社区党群服务中心; 大学路街道; 郑州市二七区
	Code     string           // 统计代码, digits; may be empty
	Street   string           // 大学路街道; empty unless it is a centre
	District string           // 郑州市二七区; empty for a district
}

// Receives reports whether the office receives the records of others (街道, 区)
// and looks at them, which a centre does not.
func (c Centre) Receives() bool { return c.Kind == Street || c.Kind == District }

// Validate reports the first field that cannot be saved.
func (c Centre) Validate() error {
	name := "中心名称"
	if c.Receives() {
		name = c.Kind.Chinese() + "名称"
	}
	for _, f := range []struct {
		field, label, value string
		unused              bool
	}{
		{"District", "区", c.District, c.Kind == District}, {"Street", "街道", c.Street, c.Receives()}, {"Name", name, c.Name, false},
	} {
		if f.unused {
			continue
		}
		if strings.TrimSpace(f.value) == "" {
			return invalid(f.field, "请填写"+f.label+"。")
		}
		if err := checkLength(f.field, f.label, f.value, 100); err != nil {
			return err
		}
	}
	if strings.Trim(c.Code, "0123456789") != "" || len(c.Code) > 20 {
		return invalid("Code", "统计代码只能是不超过 20 位的数字，也可以先不填。")
	}
	return nil
}

// NumberPrefix is what certificate numbers of the centre begin with: the six
// digits of its district (410103), or 000000 while the code is unknown.
func (c Centre) NumberPrefix() string {
	if len(c.Code) >= 6 {
		return c.Code[:6]
	}
	return "000000"
}

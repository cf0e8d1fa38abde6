package sample

import (
	"fmt"
	"slices"

	"jishi/model"
	"jishi/model/store"
)

// operator is who keeps the sample centre's records.
const operator = "王芳"

// The sample centre's party groups with the branch of each, and its member
// units.
var (
	groups = []struct{ branch, name string }{
		{"高山第一支部", "棉纺路党小组"},
		{"高山第一支部", "大学路党小组"},
		{"高山第二支部", "三官庙党小组"},
		{"高山第二支部", "高山小区党小组"},
	}
	units = []string{"大学路小学", "区供水服务站", "和平物业服务公司"}
)

// tree adds to the branches of the roster what a roster does not name.
func (b *builder) tree() error {
	if err := b.store.SaveOperator(b, operator); err != nil {
		return err
	}
	list, err := b.store.Organisations(b)
	if err != nil {
		return err
	}
	b.places, b.branchOf = map[string]model.ID{}, map[model.ID]string{}
	var centre model.ID
	for _, o := range list {
		b.places[o.Name] = o.ID
		switch o.Kind {
		case model.CentreOf:
			centre = o.ID
		case model.Branch:
			b.branchOf[o.ID] = o.Name
		}
	}
	for _, g := range groups {
		saved, err := b.store.SaveOrganisation(b, model.Organisation{Parent: b.places[g.branch], Kind: model.Group, Name: g.name})
		if err != nil {
			return err
		}
		b.places[g.name], b.branchOf[saved.ID] = saved.ID, g.branch
	}
	for _, name := range units {
		saved, err := b.store.SaveOrganisation(b, model.Organisation{Parent: centre, Kind: model.HostUnit, Name: name})
		if err != nil {
			return err
		}
		b.places[name] = saved.ID
		b.units = append(b.units, saved.ID)
	}
	b.centreID = centre
	_, err = b.store.SaveOrganisation(b, model.Organisation{Parent: centre, Kind: model.HostUnit, Name: "大学路旧货市场", Retired: b.day.AddDays(-100)})
	return err
}

// group puts every third member of the first two branches into a group, as if
// somebody had begun with that.
func (b *builder) group() error {
	turn := 0
	for _, m := range b.everyone {
		mine := slices.DeleteFunc(slices.Clone(groups), func(g struct{ branch, name string }) bool { return b.places[g.branch] != m.Branch })
		if len(mine) == 0 {
			continue
		}
		if turn++; turn%3 != 0 {
			continue
		}
		m.Branch = b.places[mine[turn/3%len(mine)].name]
		if _, err := b.store.SaveMember(b, m); err != nil {
			return err
		}
	}
	return nil
}

// newcomers adds by hand the people that are not on the roster of a branch:
// residents, volunteers, members of other units' branches, and some who were
// entered twice. What is kept in the days ahead depends on the sample's day.
func (b *builder) newcomers() error {
	for i, m := range slices.Concat(b.residents(), b.reporting(), b.twice(), b.gone()) {
		if m.Phone == "" && m.Notes != noPhone {
			m.Phone = fmt.Sprint(19900000201 + i)
		}
		removed := m.Removed
		m.Removed = false
		saved, err := b.store.SaveMember(b, m)
		if err != nil {
			return fmt.Errorf("save %s: %w", m.Name, err)
		}
		if removed {
			if err := b.store.RemoveMember(b, saved.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

const noPhone = "没有电话，由女儿代为联系"

// yearsAgo is the birthday of somebody who turns so many years old, or has
// been a member for so long, some days after the sample's day.
func (b *builder) yearsAgo(years, days int) model.Date {
	d := b.day.AddDays(days)
	d.Year -= years
	if d.Month == 2 && d.Day == 29 {
		d.Day = 28
	}
	return d
}

func solar(d model.Date) model.Birthday { return model.Birthday{Date: d, Calendar: model.Solar} }

func lunar(year, month, day int, leap bool) model.Birthday {
	return model.Birthday{Date: model.Date{Year: year, Month: month, Day: day}, Calendar: model.Lunar, Leap: leap}
}

// residents are 群众 and 志愿者.
func (b *builder) residents() []model.Member {
	nameday := b.yearsAgo(0, 2)
	nameday.Year = 0
	list := []model.Member{
		{Name: "何玉兰", Sex: model.Female, Birthday: solar(b.yearsAgo(90, 6)), Address: "三官庙院 2 号楼 1 单元 101 号", Tags: []string{"困难", "独居"}, Notes: noPhone},
		{Name: "常德山", Sex: model.Male, Birthday: solar(b.yearsAgo(100, 20)), Address: "棉纺路家属院 3 号楼 1 单元 102 号", Tags: []string{"独居"}},
		{Name: "田淑贞", Sex: model.Female, Birthday: solar(nameday), Address: "高山小区 5 号楼 2 单元 301 号"},
		{Name: "汤小平", Sex: model.Male, Birthday: lunar(1958, 3, 25, false), Address: "大学路 36 号院 12 号楼 3 单元 402 号", Employer: "个体", Post: "修鞋"},
		{Name: "龚秀云", Sex: model.Female, Birthday: lunar(1952, 5, 8, true), Address: "三官庙院 1 号楼 2 单元 201 号", Tags: []string{"独居"}},
		{Name: "罗雅婷", Sex: model.Female, Birthday: solar(model.Date{Year: 1999, Month: 9, Day: 9}), Address: "大学路 36 号院 8 号楼 1 单元 601 号", VolunteerNumber: "EQZY20180201"},
		{Name: "江一帆", Sex: model.Male, Birthday: solar(model.Date{Year: 1996, Month: 2, Day: 29}), Address: "棉纺路家属院 6 号楼 2 单元 502 号", VolunteerNumber: "EQZY20180202"},
		{Name: "白雪梅", Sex: model.Female, Birthday: solar(model.Date{Year: 1985, Month: 5, Day: 30}), Address: "高山小区 2 号楼 4 单元 202 号", VolunteerNumber: "EQZY20180203", Employer: "和平路便民药房", Post: "店长"},
	}
	for i := range list {
		list[i].Standing, list[i].Category, list[i].Ethnic = "群众", "群众", "汉族"
		if list[i].VolunteerNumber != "" {
			list[i].Category = "志愿者"
		}
	}
	return list
}

// reporting are 双报到 members of the member units, and one whose membership
// began half a century ago.
func (b *builder) reporting() []model.Member {
	list := []model.Member{
		{Name: "郝文静", Sex: model.Female, HostUnit: b.places[units[0]], Post: "教师", Joined: b.yearsAgo(10, 4), Birthday: solar(model.Date{Year: 1982, Month: 6, Day: 1})},
		{Name: "段志刚", Sex: model.Male, HostUnit: b.places[units[1]], Post: "班长", Joined: b.yearsAgo(20, 11), Birthday: solar(model.Date{Year: 1972, Month: 3, Day: 18})},
		{Name: "侯俊杰", Sex: model.Male, HostUnit: b.places[units[2]], Post: "项目经理", Joined: model.Date{Year: 2012, Month: 7, Day: 1}, Birthday: solar(model.Date{Year: 1988, Month: 11, Day: 2}), VolunteerNumber: "EQZY20180204"},
		{Name: "夏青", Sex: model.Female, HostUnit: b.places[units[0]], Post: "教师", Joined: b.yearsAgo(1, 45), Birthday: solar(model.Date{Year: 1991, Month: 12, Day: 5}), VolunteerNumber: "EQZY20180205"},
	}
	for i, m := range list {
		list[i].Standing, list[i].Category, list[i].Ethnic, list[i].InService = "正式党员", "机关在职", "汉族", true
		list[i].Address = fmt.Sprintf("大学路 36 号院 %d 号楼 1 单元 %d02 号", i+3, i+2)
		for _, unit := range units {
			if b.places[unit] == m.HostUnit {
				list[i].Employer = unit
			}
		}
		if confirmed := m.Joined; confirmed.Year < b.day.Year-1 {
			confirmed.Year++
			list[i].Confirmed = confirmed
		} else {
			list[i].Standing = "预备党员"
		}
	}
	veteran := model.Member{
		Name: "姬永昌", Sex: model.Male, Ethnic: "汉族", Standing: "正式党员", Category: "离退休", Branch: b.places["棉纺路党小组"],
		Joined: b.yearsAgo(50, 9), Confirmed: b.yearsAgo(49, 9), Birthday: lunar(1945, 4, 12, false), Address: "棉纺路家属院 1 号楼 1 单元 101 号",
	}
	return append(list, veteran)
}

// twice are people of the roster who were entered once more by hand.
func (b *builder) twice() []model.Member {
	same := func(name, as string, change func(*model.Member)) model.Member {
		i := slices.IndexFunc(b.everyone, func(m model.Member) bool { return m.Name == name })
		if i < 0 {
			return model.Member{Name: as}
		}
		m := b.everyone[i]
		again := model.Member{Name: as, Sex: m.Sex, Birthday: m.Birthday, Phone: m.Phone, Standing: m.Standing}
		change(&again)
		return again
	}
	return []model.Member{
		same("单雪", "单　雪", func(m *model.Member) {
			m.Category, m.VolunteerNumber, m.Address = "志愿者", "EQZY20180211", "三官庙院 3 号楼 2 单元 101 号"
		}),
		same("韩冰洁", "韩冰杰", func(m *model.Member) { m.Category, m.Notes = "机关在职", "电话报名时登记" }),
		same("杨淑兰", "杨淑兰", func(m *model.Member) {
			m.Birthday, m.Phone, m.Branch = model.Birthday{}, "", b.places["高山第二支部"]
			m.Address, m.Notes, m.Tags = "三官庙院 4 号楼 1 单元 102 号", noPhone, []string{"独居"}
		}),
		same("冯志远", "冯志远", func(m *model.Member) {
			m.Category, m.Employer, m.Post = "社区", "大学路社区服务站", "网格员"
		}),
	}
}

// gone are people who moved, died, or were taken off the lists.
func (b *builder) gone() []model.Member {
	return []model.Member{
		{
			Name: "武长青", Sex: model.Male, Standing: "正式党员", Category: "社区", Branch: b.places["高山第三支部"], Joined: model.Date{Year: 1996, Month: 7, Day: 1},
			Birthday: solar(model.Date{Year: 1969, Month: 5, Day: 16}), State: model.Moved, StateDate: b.day.AddDays(-40), StateReason: "组织关系转往金水区文化路街道",
		},
		{
			Name: "石秀荣", Sex: model.Female, Standing: "正式党员", Category: "离退休", Branch: b.places["高山第一支部"], Joined: model.Date{Year: 1965, Month: 10, Day: 1},
			Birthday: lunar(1933, 3, 24, false), State: model.Deceased, StateDate: b.day.AddDays(-70), StateReason: "因病", Notes: noPhone,
		},
		{Name: "樊胜利", Sex: model.Male, Standing: "群众", Category: "群众", Birthday: solar(model.Date{Year: 1979, Month: 8, Day: 1}), Notes: "不是本社区居民，登记有误", Record: model.Record{Removed: true}},
	}
}

// merge joins one of those entered twice; the others wait on the page.
func (b *builder) merge() error {
	pairs, err := b.store.Duplicates(b, nil)
	if err != nil {
		return err
	}
	for _, p := range pairs {
		if p.First.Name != "冯志远" || p.Second.Name != "冯志远" {
			continue
		}
		_, err := b.store.MergeMembers(b, model.Merge{
			Keep: p.First.ID, Drop: p.Second.ID, KeepRev: p.First.Rev, DropRev: p.Second.Rev, Member: p.First.Filled(p.Second),
		})
		return err
	}
	return nil
}

// read reads the members as they are now.
func (b *builder) read() error {
	page, err := b.store.Members(b, store.MemberFilter{})
	b.everyone, b.made.Members = page.Members, page.Total
	return err
}

package report

import (
	"fmt"
	"time"

	"jishi/model"
)

// The people here are fictional: ID numbers begin with 999999, phones with
// 1990000.

var options = Options{
	Centre: model.Centre{
		Name: "高山社区党群服务中心", Code: "410103008012", Street: "大学路街道", District: "郑州市二七区",
	},
	Date: model.Date{Year: 2018, Month: 5, Day: 7},
}

var names = []string{
	"陈大勇", "单雪", "仇铉", "阿依古丽·买买提", "解䶮", "尉迟恭", "王伟", "王伟", "李㛃", "曾国强", "万俟芳", "赵铁柱",
	"周明", "郑秀英", "冯𬭎", "褚兰", "卫东升", "蒋玉梅", "吴𫖯", "马𠮷", "买买提·吐尔逊·阿不都热合曼", "欧阳修文",
}

var branches = map[model.ID]string{"b0": "高山第一支部", "b1": "高山第二支部", "b2": "高山小区物业服务企业联合支部"}

func day(y, m, d int) model.Date { return model.Date{Year: y, Month: m, Day: d} }

// name is one of names; from the second round on each has a number.
func name(i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%s%d", names[i%len(names)], i)
}

func member(i int) model.Member {
	m := model.Member{
		Record: model.Record{ID: model.ID(fmt.Sprint("m", i))},
		Name:   name(i), Sex: []model.Sex{model.Male, model.Female}[i%2], Ethnic: []string{"汉族", "汉族", "维吾尔族"}[i%3],
		IDNumber: fmt.Sprintf("999999%d%02d%02d%03dX", 1940+i%60, 1+i%12, 1+i%28, i%1000),
		Phone:    fmt.Sprintf("1990000%04d", i%10000), Education: []string{"初中", "高中", "大学本科"}[i%3],
		Birthday: model.Birthday{Date: day(1940+i%60, 1+i%12, 1+i%28), Calendar: model.Solar},
		Address:  fmt.Sprintf("大学路 %d 号院 %d 号楼 %d 单元", 1+i%90, 1+i%7, 1+i%4),
		Employer: "高山社区", Post: []string{"", "网格员", "退休教师"}[i%3], PartyPost: []string{"", "", "支部委员"}[i%3],
		Branch: model.ID(fmt.Sprint("b", i%3)), State: model.Active,
	}
	if i%5 > 0 {
		m.Joined, m.Confirmed = day(1985+i%30, 7, 1), day(1986+i%30, 7, 1)
	}
	if i%4 == 1 {
		m.Birthday.Calendar = model.Lunar
		m.Tags = []string{"困难", "独居"}
	}
	return m
}

func members(n int) []model.Member {
	all := make([]model.Member, n)
	for i := range all {
		all[i] = member(i)
	}
	return all
}

func roll(kind model.Kind, people int) model.Roll {
	r := model.Roll{
		Programme: "党务干部培训班", Branch: "高山第一支部", Project: "爱心助餐进楼院",
		Activity: model.Activity{
			Kind: kind, Title: "五月主题党日：我是党员我带头", Theme: "我是党员我带头", Initiative: "特色品牌星火",
			Start: time.Date(2018, 5, 11, 19, 30, 0, 0, time.UTC), End: time.Date(2018, 5, 11, 21, 0, 0, 0, time.UTC),
			Place: "党员议事厅", Organiser: "高山社区党委", Presenter: "刘洋", PresenterPost: "区委党校讲师", Host: "李敏", Recorder: "王芳",
			Agenda:    "一、重温入党誓词；二、集中学习；三、讨论社区微实事；四、表决。",
			Content:   "全体党员重温入党誓词，书记领学并结合社区工作谈体会；围绕院内照明、老人助餐两件实事讨论，共提出建议 9 条。",
			Decisions: "“三官庙院加装路灯”：有表决权 55 人，赞成 54，反对 0，弃权 1，通过。",
			Outcome:   "路灯已报街道，助餐走访完成。",
			FollowUp:  "路灯报价（周明，5月20日前）；助餐走访（单雪，5月18日前）。",
			Number:    2, Audience: "全体党员", Materials: "《党务工作手册》第三章", Team: "高山社区扶老助残志愿服务队", ServiceField: "孝老关爱",
			Beneficiaries: 26, Gift: "贺卡一张、长寿面一碗", State: model.Held,
		},
	}
	states := []model.AttendanceState{
		model.Present, model.Present, model.Late, model.Present, model.Leave, model.Present, model.Absent, model.Present,
	}
	for i := range people {
		m := member(i)
		a := model.Attendee{Name: m.Name, Phone: m.Phone, Branch: branches[m.Branch], Post: m.Post}
		a.Member, a.Serial, a.State = m.ID, i+1, states[i%len(states)]
		switch a.State {
		case model.Present:
			a.Arrived, a.Minutes = "19:25", 90
		case model.Late:
			a.Arrived, a.Minutes = "19:50", 70
		case model.Leave:
			a.Reason = "住院"
		case model.Absent, model.Expected, model.Observer:
		}
		r.Attendees = append(r.Attendees, a)
	}
	return r
}

func certificates(n int, kind model.CertificateKind) []model.Certificate {
	all := make([]model.Certificate, n)
	for i := range all {
		all[i] = model.Certificate{
			Kind: kind, Year: 2018, Serial: i + 1, Number: model.CertificateNumber("410103", kind, 2018, i+1),
			Issued: day(2018, 5, 28), Member: model.ID(fmt.Sprint("m", i)), Name: name(i), Title: "党务干部培训班",
			Organiser: "大学路街道党工委", From: day(2018, 5, 7), To: day(2018, 5, 28), Minutes: 960, Times: 12,
		}
	}
	return all
}

func anniversaries(n int) []model.Anniversary {
	all := make([]model.Anniversary, n)
	for i := range all {
		m := member(i)
		all[i] = model.Anniversary{
			Date: day(2018, 5, 1+i*30/n), Kind: model.BirthdayAnniversary, Years: 2018 - m.Birthday.Date.Year, Member: m, Branch: branches[m.Branch],
		}
		if i%3 == 1 && m.Joined.Full() {
			all[i].Kind, all[i].Years = model.PoliticalAnniversary, 2018-m.Joined.Year
		}
	}
	return all
}

package store

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

// honoured are whom honours were given to, in their order.
func honoured(list []model.HonourSummary) []string {
	var names []string
	for _, h := range list {
		names = append(names, h.Name)
	}
	return names
}

func TestHonoursAreGivenToPeopleTeamsStationsAndTheCentre(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	team := addTeam(t, s, model.Team{Name: "绿荫队"})
	station, err := s.SaveStation(t.Context(), model.Station{Name: "三官庙院服务站"})
	must(t, err)
	for day, h := range []model.Honour{
		{Member: m[0].ID, Title: "优秀志愿者", Level: "街道级"},
		{Whom: model.HonouredTeam, Team: team.ID, Title: "优秀服务队", Level: "区级"},
		{Whom: model.HonouredStation, Station: station.ID, Title: "示范站"},
		{Whom: model.HonouredCentre, Title: "先进集体", Level: "市级"},
	} {
		h.Given = dayOfMay(1 + day)
		_, err := s.SaveHonour(t.Context(), h)
		must(t, err)
	}
	list, err := s.HonourList(t.Context(), HonourFilter{})
	must(t, err)
	if got := honoured(list); !slices.Equal(got, []string{testCentre.Name, "三官庙院服务站", "绿荫队", "张三"}) {
		t.Errorf("honoured %v", got)
	}
	for filter, want := range map[string]int{"绿荫": 1, "优秀": 2, "100%": 0, "张三": 1} {
		list, err := s.HonourList(t.Context(), HonourFilter{Search: filter})
		must(t, err)
		if len(list) != want {
			t.Errorf("%s finds %v", filter, honoured(list))
		}
	}
	for _, f := range []HonourFilter{{Level: "区级"}, {Whom: model.HonouredTeam}, {Team: team.ID}} {
		list, err := s.HonourList(t.Context(), f)
		must(t, err)
		if len(list) != 1 || list[0].Team != team.ID {
			t.Errorf("%+v finds %v", f, honoured(list))
		}
	}
	if list, err := s.HonourList(t.Context(), HonourFilter{From: model.Date{Year: 2017, Month: 1, Day: 1}, To: model.Date{Year: 2017, Month: 12, Day: 31}}); err != nil || len(list) > 0 {
		t.Errorf("2017 has %v %v", honoured(list), err)
	}
	for _, bad := range []model.Honour{
		{Title: "优秀"},
		{Whom: model.HonouredTeam, Title: "优秀"},
		{Whom: model.HonouredCentre, Member: m[0].ID, Title: "优秀"},
		{Whom: "neighbour", Member: m[0].ID, Title: "优秀"},
		{Member: m[0].ID, Team: team.ID, Title: "优秀"},
	} {
		_, err := s.SaveHonour(t.Context(), bad)
		refused(t, err, model.Invalid)
	}
}

func TestSeveralAreHonouredAtOnceAndNobodyTwice(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四", "王五")
	h := model.Honour{Title: " 优秀志愿者 ", Level: "区级", Giver: "区文明办", Given: dayOfMay(4)}
	added, err := s.HonourMembers(t.Context(), h, idsOf(m[:2]))
	must(t, err)
	if len(added) != 2 {
		t.Fatalf("added %v", added)
	}
	added, err = s.HonourMembers(t.Context(), h, append(idsOf(m), m[2].ID))
	must(t, err)
	if len(added) != 1 {
		t.Errorf("added again %v", added)
	}
	must(t, s.RemoveHonours(t.Context(), added))
	if list, err := s.HonourList(t.Context(), HonourFilter{}); err != nil || len(list) != 2 {
		t.Errorf("taken back: %v %v", honoured(list), err)
	}
	must(t, s.RestoreHonours(t.Context(), added))
	if list, err := s.HonourList(t.Context(), HonourFilter{}); err != nil || len(list) != 3 {
		t.Errorf("put back: %v %v", honoured(list), err)
	}
	_, err = s.HonourMembers(t.Context(), h, nil)
	refused(t, err, model.Invalid)
	_, err = s.HonourMembers(t.Context(), model.Honour{}, idsOf(m))
	refused(t, err, model.Invalid)
}

func TestACeremonyExpectsTheHonouredMembersOnce(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	team := addTeam(t, s, model.Team{Name: "绿荫队"})
	ids, err := s.HonourMembers(t.Context(), model.Honour{Title: "优秀志愿者", Given: dayOfMay(4)}, idsOf(m))
	must(t, err)
	of, err := s.SaveHonour(t.Context(), model.Honour{Whom: model.HonouredTeam, Team: team.ID, Title: "优秀服务队"})
	must(t, err)
	a := addActivity(t, s, model.Activity{Kind: model.Meeting, Title: "颁奖会"}, dayOfMay(20))
	expect(t, s, a, m[1])
	n, err := s.HoldCeremony(t.Context(), a.ID, append(ids, of.ID))
	must(t, err)
	if roll := rollOf(t, s, a); n != 1 || len(roll.Attendees) != 2 {
		t.Errorf("%d were put on the list: %+v", n, roll.Attendees)
	}
	list, err := s.HonourList(t.Context(), HonourFilter{Ceremony: a.ID})
	must(t, err)
	if len(list) != 3 || list[0].CeremonyTitle != "颁奖会" || list[0].CeremonyDay != dayOfMay(20) {
		t.Errorf("honours of the ceremony: %+v", list)
	}
	if _, err := s.HoldCeremony(t.Context(), "", ids); err != nil {
		t.Fatal(err)
	}
	if list, err := s.HonourList(t.Context(), HonourFilter{Ceremony: a.ID}); err != nil || len(list) != 1 {
		t.Errorf("still of the ceremony: %v %v", honoured(list), err)
	}
	must(t, s.RemoveActivity(t.Context(), a.ID))
	if _, err := s.HoldCeremony(t.Context(), a.ID, ids); err == nil {
		t.Error("a ceremony that was removed took people")
	}
	if list, err := s.HonourList(t.Context(), HonourFilter{Ceremony: a.ID}); err != nil || len(list) != 1 {
		t.Errorf("what was refused stayed: %v %v", honoured(list), err)
	}
}

func TestAnHonourIsCertifiedOnceInTheCentresWords(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	team := addTeam(t, s, model.Team{Name: "绿荫队"})
	ids, err := s.HonourMembers(t.Context(), model.Honour{Title: "优秀志愿者", Giver: "街道党工委", Given: dayOfMay(4)}, idsOf(m))
	must(t, err)
	of, err := s.SaveHonour(t.Context(), model.Honour{Whom: model.HonouredTeam, Team: team.ID, Title: "优秀服务队"})
	must(t, err)
	ids = append(ids, of.ID)
	style := model.CertificateStyle{Design: 2, Wording: "于｛授予时间｝由{授予单位}评为“{荣誉}”，编号{编号}。"}
	due, err := s.DueHonours(t.Context(), ids, style)
	must(t, err)
	issued, err := s.IssueHonours(t.Context(), ids, style)
	must(t, err)
	if len(due) != 3 || len(issued) != 3 {
		t.Fatalf("due %d, issued %d", len(due), len(issued))
	}
	for i, c := range issued {
		if c.Number != due[i].Number || c.Wording != due[i].Wording || c.Design != 2 {
			t.Errorf("issued %+v\nshown  %+v", c, due[i])
		}
	}
	byName := map[string]model.Certificate{}
	for _, c := range issued {
		byName[c.Name] = c
	}
	if c := byName["张三"]; !strings.HasPrefix(c.Wording, "于2018年5月4日由街道党工委评为“优秀志愿者”，编号410103-2018-荣誉-000") {
		t.Errorf("it says %s", c.Wording)
	}
	if c := byName["绿荫队"]; c.Member != "" || !strings.HasPrefix(c.Wording, "编号410103-2018-荣誉-000") {
		t.Errorf("the team's %+v", c)
	}
	again, err := s.IssueHonours(t.Context(), ids, style)
	must(t, err)
	if len(again) != 0 {
		t.Errorf("issued again %+v", again)
	}
	refused(t, s.RemoveHonours(t.Context(), ids[:1]), model.Refused)
	must(t, s.VoidCertificate(t.Context(), byName["张三"].ID, "姓名写错"))
	again, err = s.IssueHonours(t.Context(), ids, style)
	must(t, err)
	if len(again) != 1 || again[0].Serial != 4 || again[0].Honour != byName["张三"].Honour {
		t.Errorf("issued anew %+v", again)
	}
	list, err := s.HonourList(t.Context(), HonourFilter{Search: "张三"})
	must(t, err)
	if len(list) != 1 || list[0].Certificate != again[0].Number {
		t.Errorf("its certificate: %+v", list)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("problems %v %v", problems, err)
	}
}

func TestTheStylesOfTheKindsAreKeptApart(t *testing.T) {
	s := newStore(t)
	own := model.CertificateStyle{Kind: model.HonourAward, Design: 3, Wording: "授予“{荣誉}”。"}
	must(t, s.SaveCertificateStyle(t.Context(), own))
	style, err := s.HonourStyle(t.Context())
	must(t, err)
	if style != own {
		t.Errorf("style %+v", style)
	}
	if style, err = s.CertificateStyle(t.Context()); err != nil || style != (model.CertificateStyle{Design: 1}) {
		t.Errorf("completion certificates have %+v %v", style, err)
	}
	refused(t, s.SaveCertificateStyle(t.Context(), model.CertificateStyle{Kind: model.HonourAward, Wording: "{学时}"}), model.Invalid)
}

func TestPressReportsAreFoundByYearLevelAndText(t *testing.T) {
	s := newStore(t)
	a := addActivity(t, s, model.Activity{Title: "清洁家园"}, dayOfMay(3))
	first, err := s.SavePressReport(t.Context(), model.PressReport{
		Outlet: " 郑州晚报 ", Title: "院落里的红马甲", Level: "市级", Published: dayOfMay(5), Link: "https://example.invalid/1", Activity: a.ID,
	})
	must(t, err)
	_, err = s.SavePressReport(t.Context(), model.PressReport{Outlet: "区报", Title: "书香讲坛开讲", Published: model.Date{Year: 2017, Month: 12, Day: 31}})
	must(t, err)
	list, err := s.PressReports(t.Context(), PressFilter{From: year2018[0], To: year2018[1], Level: "市级", Search: "晚报"})
	must(t, err)
	if len(list) != 1 || list[0].Outlet != "郑州晚报" || list[0].ActivityTitle != "清洁家园" {
		t.Fatalf("found %+v", list)
	}
	must(t, s.RemovePressReports(t.Context(), []model.ID{first.ID}))
	if list, err := s.PressReports(t.Context(), PressFilter{}); err != nil || len(list) != 1 {
		t.Errorf("left %+v %v", list, err)
	}
	must(t, s.RestorePressReports(t.Context(), []model.ID{first.ID}))
	for _, bad := range []model.PressReport{
		{Title: "题", Published: dayOfMay(5)},
		{Outlet: "报", Published: dayOfMay(5)},
		{Outlet: "报", Title: "题"},
		{Outlet: "报", Title: "题", Published: dayOfMay(5), Link: "www.example.invalid"},
		{Outlet: "报", Title: strings.Repeat("长", 201), Published: dayOfMay(5)},
	} {
		_, err := s.SavePressReport(t.Context(), bad)
		refused(t, err, model.Invalid)
	}
}

// The year's summary counts what the two lists show, whatever is entered,
// removed and put back.
func TestTheYearCountsTheHonoursAndReportsThatAreListed(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三", "李四")
	rapid.Check(t, func(r *rapid.T) {
		level := rapid.SampledFrom([]string{"", "国家级", "区级", "自定级"}).Draw(r, "level")
		day := model.Date{Year: rapid.IntRange(2017, 2018).Draw(r, "year"), Month: rapid.IntRange(0, 12).Draw(r, "month")}
		if day.Month > 0 {
			day.Day = rapid.IntRange(0, 28).Draw(r, "day")
		}
		honours, err := s.HonourList(t.Context(), HonourFilter{})
		must(t, err)
		switch rapid.IntRange(0, 3).Draw(r, "step") {
		case 0:
			_, err = s.SaveHonour(t.Context(), model.Honour{Member: rapid.SampledFrom(m).Draw(r, "member").ID, Title: "优秀", Level: level, Given: day})
		case 1:
			_, err = s.SaveHonour(t.Context(), model.Honour{Whom: model.HonouredCentre, Title: "先进", Level: level, Given: day})
		case 2:
			_, err = s.SavePressReport(t.Context(), model.PressReport{Outlet: "报", Title: "题", Level: level, Published: day})
		case 3:
			if len(honours) > 0 {
				err = s.RemoveHonour(t.Context(), honours[0].ID)
			}
		}
		must(t, err)
		y := summaryOf(t, s)
		honours, err = s.HonourList(t.Context(), HonourFilter{From: year2018[0], To: year2018[1]})
		must(t, err)
		press, err := s.PressReports(t.Context(), PressFilter{From: year2018[0], To: year2018[1]})
		must(t, err)
		month, err := s.HonourList(t.Context(), HonourFilter{From: dayOfMay(1), To: dayOfMay(31)})
		must(t, err)
		for _, h := range month {
			if h.Given.Year != 2018 || h.Given.Month != 5 {
				r.Fatalf("May has an honour of %s", h.Given)
			}
		}
		sum := model.SumLevels(y.Levels)
		if sum.Honours() != len(honours) || sum.Press != len(press) {
			r.Fatalf("the year counts %+v, listed are %d and %d", y.Levels, len(honours), len(press))
		}
		for i, l := range y.Levels {
			if i > 0 && (y.Levels[i-1].Level == "" || l.Level == "国家级") {
				r.Fatalf("levels out of order: %+v", y.Levels)
			}
		}
	})
}

// TestCheckMissesTheFilesOfHonours: what lies beside the database is looked
// after like the attachments of records.
func TestCheckMissesTheFilesOfHonours(t *testing.T) {
	s := newStore(t)
	m := addMembers(t, s, "张三")
	kept, err := s.AddFile(t.Context(), "奖状.jpg", strings.NewReader("图"))
	must(t, err)
	_, err = s.SaveHonour(t.Context(), model.Honour{Member: m[0].ID, Title: "优秀", File: model.KeptPaper{File: kept.File, Name: kept.Name, Size: kept.Size}})
	must(t, err)
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("problems %v %v", problems, err)
	}
	_, err = s.SavePressReport(t.Context(), model.PressReport{Outlet: "报", Title: "题", Published: dayOfMay(1), File: model.KeptPaper{File: strings.Repeat("a", 64), Name: "剪报.png"}})
	must(t, err)
	problems, err := s.Check(t.Context())
	must(t, err)
	if len(problems) != 1 || !strings.Contains(problems[0], "剪报.png") {
		t.Errorf("problems %v", problems)
	}
}

// Certificates, their proofs and honours of a centre that is older than honours
// of teams are the same after the update.
func TestAnOlderRegisterIsKeptWholeWithItsProofs(t *testing.T) {
	all := steps
	t.Cleanup(func() { steps = all })
	steps = all[:slices.IndexFunc(all, func(s step) bool { return s.version == 12 })]
	dir := t.TempDir()
	s, err := Open(t.Context(), dir, testOptions())
	must(t, err)
	for _, statement := range []string{
		"INSERT INTO members (id, created_at, updated_at, name, pinyin, initials) VALUES ('m', '2018-05-01T00:00:00.000Z', '2018-05-01T00:00:00.000Z', '张三', 'zhang san', 'zs')",
		"INSERT INTO notices (id, created_at, updated_at, from_day, to_day, starts, ends) VALUES ('n', '2018-05-01T00:00:00.000Z', '2018-05-01T00:00:00.000Z', '2018-01-01', '2018-04-30', '2018-05-01', '2018-05-07')",
		"INSERT INTO certificates (id, created_at, updated_at, kind, year, serial, number, issued, member, name, wording) VALUES ('c', '2018-05-01T00:00:00.000Z', '2018-05-01T00:00:00.000Z', 'proof', 2018, 1, '410103-2018-证明-0001', '2018-05-08', 'm', '张三', '字')",
		"INSERT INTO proofs (id, created_at, updated_at, certificate, notice, late_minutes, services, code) VALUES ('p', '2018-05-01T00:00:00.000Z', '2018-05-01T00:00:00.000Z', 'c', 'n', 0, '[]', 'x')",
		"INSERT INTO honours (id, created_at, updated_at, member, title, given) VALUES ('h', '2018-05-01T00:00:00.000Z', '2018-05-01T00:00:00.000Z', 'm', '优秀', '2018-05-04')",
	} {
		must(t, s.writing.Exec(statement).Error)
	}
	must(t, s.Close())
	steps = all
	s = openStore(t, dir)
	register, err := s.Certificates(t.Context(), CertificateFilter{})
	must(t, err)
	if len(register) != 1 || register[0].Member != "m" || register[0].Wording != "字" || register[0].Honour != "" {
		t.Errorf("register %+v", register)
	}
	list, err := s.HonourList(t.Context(), HonourFilter{From: year2018[0], To: year2018[1]})
	must(t, err)
	if len(list) != 1 || list[0].Whom != model.HonouredMember || list[0].Name != "张三" {
		t.Errorf("honours %+v", list)
	}
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("problems %v %v", problems, err)
	}
}

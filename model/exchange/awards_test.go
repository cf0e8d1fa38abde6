package exchange

import (
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
)

// TestHonoursAndPressReportsTravelWithTheirFiles: what a centre was awarded, the
// certificates of it and the cutting of a paper are at the street as they are at
// home, a team's, whose certificate names no member, too.
func TestHonoursAndPressReportsTravelWithTheirFiles(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	m := centre.live(t, 2)
	team, err := centre.SaveTeam(background, model.Team{Name: "绿荫队"})
	must(t, err)
	kept, err := centre.AddFile(background, "奖牌.jpg", strings.NewReader("奖牌的照片"))
	must(t, err)
	paper := model.KeptPaper{File: kept.File, Name: kept.Name, Size: kept.Size}
	honours, err := centre.HonourMembers(background, model.Honour{Title: "优秀志愿者", Level: "区级", Given: model.Date{Year: 2018, Month: 5}, File: paper}, []model.ID{m[0].ID, m[1].ID})
	must(t, err)
	of, err := centre.SaveHonour(background, model.Honour{Whom: model.HonouredTeam, Team: team.ID, Title: "优秀服务队"})
	must(t, err)
	_, err = centre.IssueHonours(background, append(honours, of.ID), model.CertificateStyle{})
	must(t, err)
	cutting, err := centre.AddFile(background, "剪报.pdf", strings.NewReader("剪报"))
	must(t, err)
	_, err = centre.SavePressReport(background, model.PressReport{
		Outlet: "晚报（示例）", Title: "红马甲", Published: model.Date{Year: 2018, Month: 5, Day: 7}, File: model.KeptPaper{File: cutting.File, Name: cutting.Name, Size: cutting.Size},
	})
	must(t, err)
	street.receive(t, centre.export(t, street, t.TempDir()).Path)
	if street.heldOf(t, centre) != centre.everything(t) {
		t.Error("the street holds other rows")
	}
	for _, file := range []string{kept.File, cutting.File} {
		if content, err := street.File(file); err != nil || len(content) == 0 {
			t.Errorf("the file is not there: %v", err)
		}
	}
	list, err := street.HonourList(background, store.HonourFilter{Whom: model.HonouredTeam})
	must(t, err)
	if len(list) != 1 || list[0].Name != "绿荫队" || list[0].Certificate == "" {
		t.Errorf("the team's honour: %+v", list)
	}
	if err := street.RemoveHonour(background, list[0].ID); model.CodeOf(err) != model.Refused {
		t.Errorf("the street removes a centre's honour: %v", err)
	}
	if _, err := street.IssueHonours(background, []model.ID{honours[0], of.ID}, model.CertificateStyle{}); err != nil {
		t.Errorf("what is certified is certified again: %v", err)
	}
}

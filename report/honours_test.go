package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"jishi/model"
)

func honours(n int) []model.HonourSummary {
	list := make([]model.HonourSummary, n)
	for i := range list {
		list[i] = model.HonourSummary{
			Honour: model.Honour{Whom: model.HonouredMember, Title: "优秀志愿者", Level: []string{"区级", "街道级"}[i%2], Giver: "大学路街道党工委", Given: day(2018, 5, 4)},
			Name:   names[i%len(names)], Certificate: fmt.Sprintf("410103-2018-荣誉-%04d", i+1),
		}
	}
	return append(list, model.HonourSummary{Honour: model.Honour{Whom: model.HonouredCentre, Title: "先进集体"}, Name: "高山社区党群服务中心"})
}

func TestTheListOfHonoursCountsThemByLevel(t *testing.T) {
	d := draw(t, func(w io.Writer) (Sheet, error) { return Honours(w, "2018年", honours(60), options) })
	d.has(t, "2018年荣誉一览表", "共 61 项荣誉，其中个人 60 项、集体 1 项。区级 30 项，街道级 30 项。", "410103-2018-荣誉-0060", "本中心")
	if d.Pages < 3 || !strings.Contains(squeeze(d.page(2)), "荣誉证书编号") {
		t.Errorf("%d pages", d.Pages)
	}
	none := draw(t, func(w io.Writer) (Sheet, error) { return Honours(w, "", nil, options) })
	none.has(t, "荣誉一览表", "无", "共 0 项荣誉")
}

func TestTheRegisterOfPressSaysWhatEachSpeaksOf(t *testing.T) {
	list := []model.PressSummary{
		{PressReport: model.PressReport{Outlet: "晚报", Title: strings.Repeat("院落里的红马甲", 12), Level: "市级", Published: day(2018, 5, 4)}, ActivityTitle: "平安巡逻", ProjectName: "夜间平安巡逻"},
		{PressReport: model.PressReport{Outlet: "区报", Title: "开讲", Published: day(2018, 4, 4)}},
	}
	d := draw(t, func(w io.Writer) (Sheet, error) { return Press(w, "2018年", list, options) })
	d.has(t, "2018年新闻报道登记表", "平安巡逻；夜间平安巡逻", "共 2 篇。")
}

func TestACertificateOfHonourAddressesPeopleAndTeams(t *testing.T) {
	list := certificates(2, model.HonourAward)
	for i := range list {
		list[i].Wording = "被评为“优秀”。特发此证。"
	}
	list[1].Member, list[1].Name = "", "绿荫志愿服务队"
	list[1].Prints = 1
	form := func(w io.Writer) (Sheet, error) { return HonourCertificates(w, list, options) }
	d := draw(t, form)
	d.has(t, "荣誉证书", "同志：", "被评为“优秀”", "（补发）")
	if second := squeeze(d.page(2)); strings.Contains(second, "同志") || !strings.Contains(second, "绿荫志愿服务队：") {
		t.Errorf("the team is addressed so:\n%s", second)
	}
	if again := draw(t, form); !bytes.Equal(d.bytes, again.bytes) {
		t.Error("the second time gave other bytes")
	}
	proofs := draw(t, func(w io.Writer) (Sheet, error) { return HonourProofs(w, list, options) })
	proofs.has(t, "样张")
	list[0].Void = true
	if _, err := HonourCertificates(io.Discard, list, options); model.CodeOf(err) != model.Refused {
		t.Errorf("void: %v", err)
	}
	if _, err := HonourCertificates(io.Discard, nil, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("none: %v", err)
	}
}

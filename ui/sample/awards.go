package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// awards honours volunteers, a team, a station and the centre, plans the
// ceremony and issues the centre's own certificates, one of them wrong.
func (b *builder) awards() error {
	day := b.day.AddDays(-20)
	year := fmt.Sprint(b.day.Year)
	var people []model.ID
	for _, m := range b.everyone {
		if m.VolunteerNumber != "" && m.State == model.Active && len(people) < 6 {
			people = append(people, m.ID)
		}
	}
	best := model.Honour{Title: year + "年度优秀志愿者", Level: "社区级", Giver: Centre.Name, Given: day}
	awarded, err := b.store.HonourMembers(b, best, people)
	if err != nil {
		return err
	}
	b.awarded = awarded
	plaque, err := b.picture("奖牌.png", color.RGBA{184, 140, 62, 255})
	if err != nil {
		return err
	}
	for _, h := range []model.Honour{
		{Whom: model.HonouredTeam, Team: b.teamIDs[0], Title: "优秀志愿服务队", Level: "街道级", Giver: "大学路街道党工委", Given: day.AddDays(2)},
		{Whom: model.HonouredStation, Station: b.stationIDs[0], Title: "示范志愿服务站", Level: "市级", Giver: "市精神文明建设指导委员会办公室", Given: day.AddDays(-60)},
		{Whom: model.HonouredCentre, Title: "先进基层党组织", Level: "区级", Giver: "二七区委", Given: day.AddDays(9), File: plaque},
	} {
		saved, err := b.store.SaveHonour(b, h)
		if err != nil {
			return err
		}
		b.plaque = append(b.plaque, saved.ID)
	}
	ceremony, err := b.save(b.at(32, 15, model.Activity{
		Kind: model.Meeting, Title: "优秀志愿者颁奖会", Place: "教育大讲堂", Agenda: "一、宣读表彰决定\n二、颁奖\n三、代表发言", State: model.Planned,
	}))
	if err != nil {
		return err
	}
	n, err := b.store.HoldCeremony(b, ceremony.ID, append(awarded[:len(awarded):len(awarded)], b.plaque[0]))
	if err != nil {
		return err
	}
	b.made.Attendances += n
	issued, err := b.store.IssueHonours(b, awarded, model.CertificateStyle{Design: 2})
	if err != nil {
		return err
	}
	b.made.Certificates += len(issued)
	return b.store.VoidCertificate(b, issued[len(issued)-1].ID, "姓名写错")
}

// press enters what papers and sites wrote about the centre.
func (b *builder) press() error {
	page, err := b.picture("剪报.png", color.RGBA{236, 230, 216, 255})
	if err != nil {
		return err
	}
	parties, _, err := b.store.Activities(b, store.ActivityFilter{Kind: model.BirthdayParty, To: b.day})
	if err != nil {
		return fmt.Errorf("find a birthday party: %w", err)
	}
	var party model.ID
	for _, a := range parties {
		party = a.ID
	}
	for _, p := range []model.PressReport{
		{Outlet: "郑州晚报（示例）", Title: "半年没缺过一次：院落里的平安巡逻队", Level: "市级", Published: b.day.AddDays(-12), Link: "https://example.invalid/xunluo", Project: b.projectOf["平安应急"], File: page},
		{Outlet: "二七文明网（示例）", Title: "老人过寿，邻里同乐", Level: "区级", Published: b.day.AddDays(-33), Link: "https://example.invalid/guoshou", Activity: party},
		{Outlet: "区融媒体中心（示例）", Title: "书香讲坛进社区", Level: "区级", Published: b.day.AddDays(-3)},
	} {
		if _, err := b.store.SavePressReport(b, p); err != nil {
			return err
		}
	}
	return nil
}

// picture keeps a drawn sheet in a colour with a frame, which stands for a
// scanned document.
func (b *builder) picture(name string, ground color.RGBA) (model.KeptPaper, error) {
	const width, height, frame = 320, 220, 14
	sheet := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := ground
			if edge := min(x, y, width-1-x, height-1-y); edge == frame || edge == frame+2 {
				c = color.RGBA{120, 84, 30, 255}
			}
			sheet.SetRGBA(x, y, c)
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, sheet); err != nil {
		return model.KeptPaper{}, fmt.Errorf("draw a document: %w", err)
	}
	kept, err := b.store.AddFile(b, name, &file)
	return model.KeptPaper{File: kept.File, Name: kept.Name, Size: kept.Size}, err
}

// awardLists are the year's honours and press reports.
func (b *builder) awardLists() []printing.Job {
	year := model.Date{Year: b.day.Year}
	return []printing.Job{{Kind: printing.Honours, Month: year}, {Kind: printing.Press, Month: year}}
}

// awardPDFs are the valid certificates of honours, a proof of one that is not
// issued, and the lists.
func (b *builder) awardPDFs() []printing.Job {
	return append([]printing.Job{
		{Kind: printing.Honour, Month: model.Date{Year: b.day.Year}},
		{Kind: printing.HonourProof, IDs: b.plaque[:1], Style: model.CertificateStyle{Design: 3}},
	}, b.awardLists()...)
}

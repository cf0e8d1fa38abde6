package report

import (
	"fmt"
	"io"
	"strconv"

	"jishi/model"
)

// Register draws the register of certificates (登记簿) under its title: every
// number, void ones too, with room for whoever takes the certificate to sign.
func Register(w io.Writer, title string, list []model.Certificate, o Options) (Sheet, error) {
	rows := RegisterCells(list)
	void := 0
	for i, c := range list {
		taken := ""
		if c.Void {
			void++
			taken = "—"
		}
		rows[i] = append(rows[i], taken)
	}
	return drawAwards(w, awardsForm{
		name: title, about: o, job: "register of certificates",
		columns: []column{
			{head: "序号", width: 12, align: centre},
			{head: "编号", width: 48, align: centre, shrink: true},
			{head: "姓名", width: 28, align: centre, shrink: true},
			{head: "发证日期", width: 25, align: centre, shrink: true},
			{head: "内容", width: 54, align: left},
			{head: "小时", width: 22, align: centre},
			{head: "状态", width: 36, align: centre},
			{head: "打印", width: 18, align: centre},
			{head: "领取人签字", width: 30, align: centre},
		},
		rows: rows, foot: fmt.Sprintf("共 %d 份，其中有效 %d 份、作废 %d 份。", len(list), len(list)-void, void),
	})
}

// RegisterTitle is what the register of a kind of certificates is called; "" is
// all kinds.
func RegisterTitle(kind model.CertificateKind) string {
	switch kind {
	case model.Completion:
		return "结业证书登记簿"
	case model.VolunteerHours:
		return "志愿服务证书登记簿"
	case model.ServiceProof:
		return "志愿服务记录证明登记簿"
	case model.HonourAward:
		return "荣誉证书登记簿"
	}
	return "证书登记簿"
}

// RegisterCells are certificates as tables write them: number, name, day, what
// it is for, hours, whether it is valid and how often it was printed.
func RegisterCells(list []model.Certificate) [][]string {
	rows := make([][]string, len(list))
	for i, c := range list {
		name, about, hours := c.Name, c.Title, "—"
		if c.Member != "" {
			name = model.SpacedName(c.Name)
		}
		if c.Kind == model.VolunteerHours || c.Kind == model.ServiceProof {
			about = c.From.Chinese() + "至" + c.To.Chinese()
		}
		if c.Kind != model.HonourAward {
			hours = model.WholeHours(c.Minutes)
		}
		state, prints := "有效", "未打印"
		if c.Void {
			state = "作废：" + c.VoidReason
		}
		if c.Prints > 0 {
			prints = strconv.Itoa(c.Prints) + " 次"
		}
		rows[i] = []string{c.Number, name, c.Issued.String(), orDash(about), hours, state, prints}
	}
	return rows
}

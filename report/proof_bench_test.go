package report

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/boombuler/barcode/qr"
	"github.com/jung-kurt/gofpdf"

	"jishi/model"
)

func benchProofs() []model.ProofOfService {
	list := make([]model.ProofOfService, 1000)
	for i := range list {
		list[i] = proof(12)
		list[i].Name = names[i%len(names)]
		list[i].Number = fmt.Sprintf("410103-2018-证明-%04d", i+1)
		list[i].Code = longCode(i)
	}
	return list
}

// longCode is as long as a signed code; no two are alike.
func longCode(i int) string {
	groups := []string{"JS1"}
	for g := range 28 {
		groups = append(groups, fmt.Sprintf("%05d", (i*31+g*7919)%100_000))
	}
	return strings.Join(groups, "-")
}

// A thousand proofs in one file, each with its list of services: at most twice
// the floor.
func BenchmarkProofs(b *testing.B) {
	all := benchProofs()
	for b.Loop() {
		if _, err := Proofs(io.Discard, all, options); err != nil {
			b.Fatal(err)
		}
	}
}

// The floor draws the same strings, rules and squares with bare gofpdf: no
// measuring, breaking, mapping or warning.
func BenchmarkProofsFloor(b *testing.B) {
	all := benchProofs()
	for b.Loop() {
		pdf := gofpdf.New(gofpdf.OrientationPortrait, "mm", "A4", "")
		pdf.SetAutoPageBreak(false, 0)
		for _, f := range []face{song, hei, songBold} {
			pdf.AddUTF8FontFromBytes(faces[f].family, "", *faces[f].data)
		}
		put := func(f face, size, x, y float64, text string) {
			pdf.SetFont(faces[f].family, "", size)
			pdf.SetXY(x, y)
			pdf.CellFormat(0, 6, text, "", 0, "L", false, 0, "")
		}
		for _, p := range all {
			pdf.AddPage()
			floorSheet(b, pdf, put, p)
			pdf.AddPage()
			put(songBold, 15, 70, 16, "志愿服务记录证明附页")
			put(song, 10.5, 18, 26, "姓名："+basic(model.SpacedName(p.Name)))
			put(song, 10.5, 120, 26, "编号："+p.Number)
			for i := range len(p.Services) + 1 {
				y := 34 + 7.4*float64(i)
				cells := []string{"序号", "日期", "服务内容", "服务领域", "小时", "备注"}
				if i > 0 {
					s := p.Services[i-1]
					cells = []string{fmt.Sprint(i), s.Start.Format("2006-01-02"), s.Title, orDash(s.Field), model.Hours(s.Minutes), lateNote(s)}
				}
				for j, text := range cells {
					pdf.Rect(18.5+28*float64(j), y, 28, 7.4, "D")
					put(song, 10, 19.5+28*float64(j), y, text)
				}
			}
			put(song, 10.5, 18, 140, fmt.Sprintf("合计 %d 次，%s 小时，其中补录 %s 小时。", len(p.Services), model.Hours(p.Minutes), model.Hours(p.Late)))
		}
		if err := pdf.Output(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// floorSheet draws the first page.
func floorSheet(b *testing.B, pdf *gofpdf.Fpdf, put func(f face, size, x, y float64, text string), p model.ProofOfService) {
	b.Helper()
	put(songBold, 22, 60, 16, "志愿服务记录证明")
	put(song, 11, 130, 30, "编号："+p.Number)
	rows := [][2]string{
		{"姓名", basic(model.SpacedName(p.Name))},
		{"证件类型", "居民身份证"},
		{"证件号码", model.MaskIDNumber(p.IDNumber)},
		{"志愿者编号", p.VolunteerNumber},
		{"服务时间", servedTime(p)},
		{"服务内容", p.Content() + "。明细见附页。"},
		{"公示", "2018年4月28日至5月5日，公示 7 天，无异议"},
		{"其他说明", "无"},
		{"出具单位：", options.Centre.Name},
		{"联系方式：", p.Contact},
		{"负责人：", p.Principal + "　签字："},
		{"经办人：", p.Handler + "　签字："},
		{"（盖章）", p.Issued.Chinese()},
	}
	for i, row := range rows {
		y := 38 + 10.7*float64(i)
		pdf.Rect(18.5, y, proofLabel, 10.7, "D")
		pdf.Rect(18.5+proofLabel, y, 140, 10.7, "D")
		put(hei, 11, 20, y, row[0])
		put(song, 11, 53, y, row[1])
	}
	code, err := qr.Encode(model.NormaliseProof(p.Code), qr.Q, qr.Auto)
	if err != nil {
		b.Fatal(err)
	}
	modules := code.Bounds().Dx()
	side := proofQR / float64(modules)
	for row := range modules {
		for from := 0; from < modules; from++ {
			to := from
			for to < modules && dark(code.At(to, row)) {
				to++
			}
			if to > from {
				pdf.Rect(proofSide+float64(from)*side, proofFoot+float64(row)*side, float64(to-from)*side, side, "F")
				from = to
			}
		}
	}
	put(song, 10, 54, 246, "扫码，或在“核验”中输入下面的核验码，不联网即可核验真伪：")
	for i := range 4 {
		put(hei, 10.5, 54, 253+5.6*float64(i), p.Code[40*i:40*i+38])
	}
}

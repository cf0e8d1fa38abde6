package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// The proof's sheet: a ruled table of four columns, signatures and the place of
// the seal below it, the code at the foot.
const (
	proofSide        = 18.5
	proofLabel       = 32.5 // width of the labels
	proofSecond      = 68.0 // width of the first value of a row of two
	proofRow         = 10.7
	proofContent     = 42.0  // height of 服务内容
	proofQR          = 31.0  // side of the code's square
	proofFoot        = 246.0 // top of the code
	proofGroups      = 8     // groups of the code on a line
	proofLead        = 5.6
	proofTextSize    = 11.0
	proofDetailTitle = 15.0
)

// Proofs draws 志愿服务记录证明 [民发〔2015〕149号], one to a sheet with the list of
// services on pages of its own after it. One printed before says 补发. ID
// numbers are masked. A void proof is refused with an Error.
func Proofs(w io.Writer, proofs []model.ProofOfService, o Options) (Sheet, error) {
	if len(proofs) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以打印的志愿服务记录证明。"}
	}
	heading := "志愿服务记录证明"
	if len(proofs) == 1 {
		heading += "：" + proofs[0].Name
	}
	d := proofPages{newDocument(heading, false, margins{side: proofSide, top: 16, bottom: 14}, o), o}
	for _, p := range proofs {
		if p.Void {
			return Sheet{}, &model.Error{Code: model.Refused, Message: "证明 " + p.Number + " 已作废，不能打印。"}
		}
		d.place = "证明 " + p.Number + "："
		if err := d.sheet(p); err != nil {
			return Sheet{}, err
		}
		d.detail(p)
	}
	return d.finish(w, "proofs of service")
}

type proofPages struct {
	*document
	options Options
}

func (d proofPages) sheet(p model.ProofOfService) error {
	d.newPage()
	d.title("志愿服务记录证明", style{songBold, 22}, 2, 14)
	d.text(numberOf(p), style{song, proofTextSize}, box{d.margins.side, d.y, d.inner(), 7, right})
	d.y += 8
	number := model.MaskIDNumber(p.IDNumber)
	kind := ""
	if number != "" {
		kind = "居民身份证"
	}
	d.two("姓名", model.SpacedName(p.Name), "证件类型", kind)
	d.two("证件号码", number, "志愿者编号", p.VolunteerNumber)
	d.one("服务时间", servedTime(p), proofRow)
	d.one("服务内容", p.Content()+"。明细见附页。", proofContent)
	d.one("公示", fmt.Sprintf("%s，公示 %d 天，无异议", p.Notice.Starts.Span(p.Notice.Ends), p.Notice.Days()), proofRow)
	d.one("其他说明", p.Remark, proofRow)
	d.signatures(p)
	return d.code(p)
}

func numberOf(p model.ProofOfService) string {
	if p.Prints > 0 {
		return "编号：" + p.Number + "（补发）"
	}
	return "编号：" + p.Number
}

// servedTime is 服务时间: the days from the first service to the last, and the
// hours, those entered late apart.
func servedTime(p model.ProofOfService) string {
	from, to := p.From, p.To
	if n := len(p.Services); n > 0 { // the newest first
		from, to = model.DateOf(p.Services[n-1].Start), model.DateOf(p.Services[0].Start)
	}
	text := fmt.Sprintf("%s，累计 %s 小时", from.Span(to), model.Hours(p.Minutes))
	if p.Late > 0 {
		text += fmt.Sprintf("（其中补录 %s 小时）", model.Hours(p.Late))
	}
	return text
}

// two draws a row of two labelled values.
func (d proofPages) two(label, value, second, other string) {
	x := d.margins.side
	d.labelled(label, value, box{x, d.y, proofLabel + proofSecond, proofRow, left})
	x += proofLabel + proofSecond
	d.labelled(second, other, box{x, d.y, d.inner() - proofLabel - proofSecond, proofRow, left})
	d.y += proofRow
}

// one draws a row of one labelled value, at least h high.
func (d proofPages) one(label, value string, h float64) {
	lines := d.lines(orNone(value), style{song, proofTextSize}, d.inner()-proofLabel-4)
	h = max(h, float64(len(lines))*proofLead+4)
	d.labelled(label, value, box{d.margins.side, d.y, d.inner(), h, left})
	d.y += h
}

// labelled draws a label's cell and beside it the value's, within b.
func (d proofPages) labelled(label, value string, b box) {
	d.cell([]string{label}, style{hei, proofTextSize}, box{b.x, b.y, proofLabel, b.h, centre}, proofLead)
	s, width := style{song, proofTextSize}, b.w-proofLabel-4
	value = orNone(value)
	if b.h <= proofRow {
		s = d.fit(value, s, width, 7)
	}
	lines := d.lines(value, s, width)
	d.rectangle(b.x+proofLabel, b.y, b.w-proofLabel, b.h)
	y := b.y + (b.h-float64(len(lines))*proofLead)/2
	for _, line := range lines {
		d.text(line, s, box{b.x + proofLabel + 2, y, width, proofLead, left})
		y += proofLead
	}
}

// signatures leaves room for both signatures and the seal.
func (d proofPages) signatures(p model.ProofOfService) {
	s := style{song, 12}
	second := d.margins.side + d.inner()/2
	half := d.inner()/2 - 2
	line := func(gap float64, left1, right1 string) {
		d.y += gap
		d.text(left1, d.fit(left1, s, half, 7), box{d.margins.side, d.y, half, 8, left})
		d.text(right1, d.fit(right1, s, half, 7), box{second, d.y, half, 8, left})
	}
	line(10, "出具单位："+orNone(d.options.Centre.Name), "联系方式："+orNone(p.Contact))
	line(14, "负责人："+p.Principal+"　签字：", "经办人："+p.Handler+"　签字：")
	d.y += 18
	d.text("（盖章）", s, box{second, d.y, half, 8, centre})
	d.y += 9
	d.text(p.Issued.Chinese(), s, box{second, d.y, half, 8, centre})
}

// code draws the signed code, to be scanned or typed.
func (d proofPages) code(p model.ProofOfService) error {
	y := max(proofFoot, d.y+12)
	if err := d.qr(model.NormaliseProof(p.Code), d.margins.side, y, proofQR); err != nil {
		return err
	}
	x := d.margins.side + proofQR + 5
	width := d.inner() - proofQR - 5
	d.text("扫码，或在“核验”中输入下面的核验码，不联网即可核验真伪：", style{song, 10}, box{x, y, width, 6, left})
	y += 7
	groups := strings.Split(p.Code, "-")
	for i := 0; i < len(groups); i += proofGroups {
		d.text(strings.Join(groups[i:min(i+proofGroups, len(groups))], "-"), style{hei, 10.5}, box{x, y, width, 5.6, left})
		y += 5.6
	}
	return nil
}

// detail lists the services that the proof counts.
func (d proofPages) detail(p model.ProofOfService) {
	t := &table{
		document: d.document,
		columns: []column{
			{head: "序号", width: 12, align: centre},
			{head: "日期", width: 25, align: centre},
			{head: "服务内容", width: 60, align: left},
			{head: "服务领域", width: 24, align: centre, shrink: true},
			{head: "小时", width: 15, align: centre},
			{head: "备注", width: 37, align: left},
		},
		style: style{song, 10}, head: style{hei, 10}, rowHeight: 7.4, headHeight: 8, lead: 4.4, reserve: footHeight,
	}
	t.begin = func() {
		d.title("志愿服务记录证明附页", style{songBold, proofDetailTitle}, 1, 10)
		d.text("姓名："+model.SpacedName(p.Name), style{song, 10.5}, box{d.margins.side, d.y, d.inner(), 7, left})
		d.text(numberOf(p), style{song, 10.5}, box{d.margins.side, d.y, d.inner(), 7, right})
		d.y += 8
	}
	t.open()
	for i := range p.Services {
		s := p.Services[len(p.Services)-1-i] // the earliest first
		t.row(strconv.Itoa(i+1), s.Start.Format("2006-01-02"), s.Title, orDash(s.Field), model.Hours(s.Minutes), lateNote(s))
	}
	d.foot(fmt.Sprintf("合计 %d 次，%s 小时，其中补录 %s 小时。", len(p.Services), model.Hours(p.Minutes), model.Hours(p.Late)))
}

// lateNote marks hours that were entered late, with the reason and who answers
// for them.
func lateNote(s model.Service) string {
	if s.Late == "" {
		return "—"
	}
	note := "补录：" + s.Late
	if s.Guarantor != "" {
		note += "；证明人：" + s.Guarantor
	}
	return note
}

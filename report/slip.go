package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"jishi/model"
)

// A slip is an A4 page of two alike halves, one for each office.
const (
	slipSide  = 20.0
	slipTop   = 14.0
	slipLabel = 26.0
	slipRow   = 8.2
)

// Slip is what a hand-over slip says.
type Slip struct {
	Package  model.Package
	From, To string // the offices' names
}

// HandoverSlip draws the hand-over slip (核对单) of a package: what was handed
// over on the stick, for both sides to sign and keep.
func HandoverSlip(w io.Writer, s Slip, o Options) (Sheet, error) {
	d := newDocument("核对单", false, margins{side: slipSide, top: slipTop, bottom: 10}, o)
	d.newPage()
	for i, keeper := range []string{s.From, s.To} {
		d.y = slipTop + float64(i)*longSide/2
		d.slip(s, keeper)
	}
	d.pdf.SetDashPattern([]float64{1.5, 1.5}, 0)
	d.rule(8, longSide/2, d.width-16)
	d.pdf.SetDashPattern(nil, 0)
	return d.finish(w, "hand-over slip")
}

// slip draws one half.
func (d *document) slip(s Slip, keeper string) {
	p := s.Package
	d.title(p.Kind.Chinese()+"核对单", style{songBold, 17}, 1.5, 10)
	d.text(keeper+"留存", style{song, 9.5}, box{d.margins.side, d.y, d.inner(), 5, right})
	d.y += 6
	half := d.inner() / 2
	d.slipRow(slipCell{"交出单位", s.From, half}, slipCell{"接收单位", s.To, half})
	d.slipRow(slipCell{"序号", fmt.Sprintf("第 %d 号", p.Sequence), half}, slipCell{"生成时间", stamp(p.Made), half})
	d.slipRow(slipCell{"文件名", p.File, d.inner()})
	d.slipRow(slipCell{"大小", thousands(p.Size) + " 字节", half}, slipCell{"照片和附件", fmt.Sprintf("%d 个", len(p.Files)), half})
	d.slipRow(s.counts(d.inner())...)
	d.slipHash(p.Hash)
	d.y += 4
	note := "双方核对序号、日期和校验码的前两组，一致后签字。"
	if p.Kind != model.HandoverPackage {
		note = "人数、场数、人次中含已移到回收站的记录。" + note
	}
	for _, line := range []string{note, ""} {
		d.text(line, style{song, 9}, box{d.margins.side, d.y, d.inner(), 5, left})
		d.y += 5
	}
	d.text("交出人签字：＿＿＿＿＿＿＿＿", style{song, 11}, box{d.margins.side, d.y, half, 8, left})
	d.text("接收人签字：＿＿＿＿＿＿＿＿", style{song, 11}, box{d.margins.side + half, d.y, half, 8, left})
	d.y += 9
	d.text("日期：＿＿＿＿年＿＿月＿＿日", style{song, 11}, box{d.margins.side, d.y, half, 8, left})
	d.text("日期：＿＿＿＿年＿＿月＿＿日", style{song, 11}, box{d.margins.side + half, d.y, half, 8, left})
}

// counts are how many rows the package has of what people count in; from centre
// to centre that is one person and the past in words.
func (s Slip) counts(width float64) []slipCell {
	rows := s.Package.Rows
	people := slipCell{"人员", strconv.Itoa(rows["members"]) + " 人", width / 3}
	if s.Package.Kind == model.HandoverPackage {
		people.width = width / 2
		return []slipCell{people, {"经历", strconv.Itoa(rows["past_events"]) + " 条", width / 2}}
	}
	return []slipCell{
		people, {"活动", strconv.Itoa(rows["activities"]) + " 场", width / 3}, {"签到", strconv.Itoa(rows["attendances"]) + " 人次", width / 3},
	}
}

type slipCell struct {
	label, value string
	width        float64
}

func (d *document) slipRow(cells ...slipCell) {
	x := d.margins.side
	for _, c := range cells {
		d.cell([]string{c.label}, style{hei, 10}, box{x, d.y, slipLabel, slipRow, centre}, 5)
		room := c.width - slipLabel
		value := orNone(c.value)
		d.cell([]string{value}, d.fit(value, style{song, 10.5}, room-4, 6), box{x + slipLabel, d.y, room, slipRow, left}, 5)
		x += c.width
	}
	d.y += slipRow
}

// slipHash writes the file's hash in groups of eight, as people compare it.
func (d *document) slipHash(hash string) {
	var groups []string
	for from := 0; from < len(hash); from += 8 {
		groups = append(groups, hash[from:min(from+8, len(hash))])
	}
	lines := []string{strings.Join(groups[:len(groups)/2], " "), strings.Join(groups[len(groups)/2:], " ")}
	const height = 12.0
	d.cell([]string{"校验码", "SHA-256"}, style{hei, 9}, box{d.margins.side, d.y, slipLabel, height, centre}, 4.6)
	d.cell(lines, style{song, 10}, box{d.margins.side + slipLabel, d.y, d.inner() - slipLabel, height, left}, 5)
	d.y += height
}

// stamp writes a moment as it was on the clock of this computer.
func stamp(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }

// thousands groups the digits of n: 44,040,192.
func thousands(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

package report

import (
	"fmt"
	"io"
	"strconv"

	"jishi/model"
)

// A sign-in sheet with photos: nine rows to a page.
const (
	photoRow                = 22.0
	photoRowsPerPage        = 9
	photoWidth, photoHeight = 15.0, 20.0
)

// SignInWithPhotos draws the 签到表 of an activity to be signed by hand, with
// the photo of everybody who has one: for activities at which the keeper of the
// sheet does not know the people. photo returns a member's JPEG, nil for none.
func SignInWithPhotos(w io.Writer, roll model.Roll, photo func(member model.ID) ([]byte, error), o Options) (Sheet, error) {
	name := roll.Activity.Title + "签到表"
	d := newDocument(name, false, margins{side: 17, top: 14, bottom: 17}, o)
	t := &table{
		document: d,
		columns: []column{
			{head: "序号", width: 11, align: centre},
			{head: "照片", width: 19, align: centre},
			{head: "姓名", width: 27, align: centre, shrink: true},
			{head: "单位（支部）", width: 35, align: centre},
			{head: "联系电话", width: 28, align: centre, shrink: true},
			{head: "签名", width: 36, align: centre},
			{head: "备注", width: 20, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5},
		rowHeight: photoRow, headHeight: signInRow, lead: 4.2, perPage: photoRowsPerPage, reserve: signInFoot,
		begin: func() { signInHead(d, roll, name, o) },
	}
	t.open()
	last := 0
	for i, a := range roll.Attendees {
		d.place = fmt.Sprintf("第%d行", i+1)
		last = max(last, a.Serial)
		cells := signInCells(a, false)
		t.row(cells[0], "", cells[1], cells[2], cells[4], "", cells[6])
		content, err := photo(a.Member)
		if err != nil {
			return Sheet{}, err
		}
		if len(content) > 0 {
			if err := d.image(string(a.Member), content, box{x: d.margins.side + 11 + 2, y: d.y - photoRow + 1, w: photoWidth, h: photoHeight}); err != nil {
				return Sheet{}, err
			}
		}
	}
	d.place = ""
	for range min(leastBlank, max(0, photoRowsPerPage-t.rows)) {
		last++
		t.row(strconv.Itoa(last), "", "", "", "", "", "")
	}
	signInTotals(d, roll, false)
	d.numberPages()
	return d.finish(w, "sign-in sheet with photos")
}

package report

import (
	"fmt"
	"strconv"

	"jishi/model"
)

// photoGap is between photos, photoCaption the height of a line below them;
// leastPhoto is how much smaller a row may get for the sake of a full page.
const (
	photoGap     = 4.0
	photoCaption = 5.0
	leastPhoto   = 0.7
)

// photoGrid is how so many photos stand: columns, and the height of each. They
// keep their shape within it.
func photoGrid(photos int) (columns int, height float64) {
	switch {
	case photos == 1:
		return 1, 100
	case photos <= 4:
		return 2, 62
	case photos <= 6:
		return 2, 50
	}
	return 3, 42
}

// photos draws the photos of a record with their captions, 图1 and so on. Where
// a row does not fit the page any more it goes to the next; photo and caption
// stay together.
func (r record) photos(one Recorded) error {
	type picture struct {
		content []byte
		model.ActivityPhoto
	}
	var all []picture
	for _, p := range one.Proceedings.Photos {
		content, err := one.Photo(p.Photo)
		if model.CodeOf(err) == model.NotFound {
			r.warn("照片文件不见了，没有印：" + p.Caption)
			continue
		}
		if err != nil {
			return err
		}
		all = append(all, picture{content, p})
	}
	if len(all) == 0 {
		return nil
	}
	columns, height := photoGrid(len(all))
	width := (r.inner() - photoGap*float64(columns-1)) / float64(columns)
	if columns == 1 {
		width = 150
	}
	r.y += photoGap
	for from := 0; from < len(all); from += columns {
		row := all[from:min(from+columns, len(all))]
		captions, most := make([][]string, len(row)), 1
		for i, p := range row {
			captions[i] = cut(r.lines(captionOf(from+i, p.Caption), style{song, 10}, width), 2)
			most = max(most, len(captions[i]))
		}
		below := float64(most)*photoCaption + 1
		tall := height
		if tall+below > r.room() {
			// A little smaller is better than a page that ends in a gap.
			if tall = r.room() - below; tall < leastPhoto*height {
				r.newPage()
				tall = height
			}
		}
		// A row that is not full stands in the middle.
		x := r.margins.side + (r.inner()-width*float64(len(row))-photoGap*float64(len(row)-1))/2
		for i, p := range row {
			if err := r.image(p.Photo, p.content, box{x: x, y: r.y, w: width, h: tall}); err != nil {
				return err
			}
			for n, line := range captions[i] {
				r.text(line, style{song, 10}, box{x, r.y + tall + 1 + float64(n)*photoCaption, width, photoCaption, centre})
			}
			x += width + photoGap
		}
		r.y += tall + below + photoGap/2
	}
	return nil
}

// captionOf is what stands below the photo at a place: 图1　重温入党誓词.
func captionOf(place int, caption string) string {
	if caption == "" {
		return "图" + strconv.Itoa(place+1)
	}
	return fmt.Sprintf("图%d　%s", place+1, caption)
}

// list draws who was expected and who came, from a new page on; nothing where
// nobody was on the list.
func (r record) list(roll model.Roll) {
	if len(roll.Attendees) == 0 {
		return
	}
	t := &table{
		document: r.document,
		columns: []column{
			{head: "序号", width: 12, align: centre},
			{head: "姓名", width: 34, align: centre, shrink: true},
			{head: "单位（支部）", width: 44, align: centre},
			{head: "情况", width: 20, align: centre},
			{head: "签到时间", width: 20, align: centre},
			{head: "备注", width: 40, align: centre},
		},
		style: style{song, 10.5}, head: style{hei, 10.5},
		rowHeight: 7.5, headHeight: 8, lead: 4.2,
		begin: func() {
			r.title("签到名单", style{songBold, 16}, 1, 9)
			r.text(roll.Activity.Title+"　"+period(roll.Activity), r.fit(roll.Activity.Title+"　"+period(roll.Activity), style{song, 10}, r.inner(), 6),
				box{r.margins.side, r.y, r.inner(), 7, left})
			r.y += 8
		},
	}
	t.open()
	for i, a := range roll.Attendees {
		r.place = fmt.Sprintf("名单第%d行", i+1)
		cells := signInCells(a, true)
		note := a.Reason
		if a.WalkIn {
			note = joinWords("新来", note)
		}
		if a.LateEntry != "" {
			note = joinWords(note, "补录")
		}
		t.row(cells[0], cells[1], cells[2], cells[5], orDash(a.Arrived), orDash(joinWords(a.Capacity, note)))
	}
	r.place = ""
}

// joinWords puts a space between words, none where one is empty.
func joinWords(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

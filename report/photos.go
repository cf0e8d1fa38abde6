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

// photoGrid is how photos stand: columns, and the height of each. They keep
// their shape within it.
type photoGrid struct {
	columns int
	height  float64
}

// photoGrids are the grids that suit so many photos, the best first; a denser
// one where that keeps them on the page.
func photoGrids(photos int) []photoGrid {
	dense := photoGrid{3, 42}
	switch {
	case photos == 1:
		return []photoGrid{{1, 100}}
	case photos <= 4:
		return []photoGrid{{2, 62}, dense}
	case photos <= 6:
		return []photoGrid{{2, 50}, dense}
	}
	return []photoGrid{dense}
}

// width of a photo's place in the grid.
func (g photoGrid) width(inner float64) float64 {
	if g.columns == 1 {
		return 150
	}
	return (inner - photoGap*float64(g.columns-1)) / float64(g.columns)
}

// recordPicture is a photo of a record with its content.
type recordPicture struct {
	content []byte
	model.ActivityPhoto
}

// pictureRow is photos side by side, with the lines of their captions, which take
// so many millimetres below them.
type pictureRow struct {
	photos   []recordPicture
	captions [][]string
	below    float64
}

// photos draws the photos of a record with their captions, 图1 and so on, as
// placePhotos says; photo and caption stay together.
func (r record) photos(one Recorded) error {
	all, err := r.pictures(one)
	if err != nil || len(all) == 0 {
		return err
	}
	r.y += photoGap
	grids := photoGrids(len(all))
	var grid photoGrid
	var rows []pictureRow
	var pages []photoPage
	for i := range grids {
		grid = grids[i]
		rows = r.pictureRows(all, grid)
		if pages = placePhotos(rows, grid.height, r.room(), r.limit()-r.margins.top); len(pages) == 1 {
			break
		}
	}
	if len(pages) > 1 {
		grid = grids[0]
		rows = r.pictureRows(all, grid)
		pages = placePhotos(rows, grid.height, r.room(), r.limit()-r.margins.top)
	}
	for i, page := range pages {
		if i > 0 {
			r.newPage()
		}
		for _, row := range rows[:page.rows] {
			if err := r.pictureRow(row, grid.width(r.inner()), page.height); err != nil {
				return err
			}
		}
		rows = rows[page.rows:]
	}
	return nil
}

// pictures reads the photos of a record.
func (r record) pictures(one Recorded) ([]recordPicture, error) {
	var all []recordPicture
	for _, p := range one.Proceedings.Photos {
		content, err := one.Photo(p.Photo)
		if model.CodeOf(err) == model.NotFound {
			r.warn("照片文件不见了，没有印：" + p.Caption)
			continue
		}
		if err != nil {
			return nil, err
		}
		all = append(all, recordPicture{content, p})
	}
	return all, nil
}

func (r record) pictureRows(all []recordPicture, grid photoGrid) []pictureRow {
	var rows []pictureRow
	for from := 0; from < len(all); from += grid.columns {
		row := pictureRow{photos: all[from:min(from+grid.columns, len(all))]}
		most := 1
		for i, p := range row.photos {
			lines := cut(r.lines(captionOf(from+i, p.Caption), style{song, 10}, grid.width(r.inner())), 2)
			row.captions, most = append(row.captions, lines), max(most, len(lines))
		}
		row.below = float64(most)*photoCaption + 1 + photoGap/2
		rows = append(rows, row)
	}
	return rows
}

// photoPage is how many rows of photos stand on a page, and how high they are.
type photoPage struct {
	rows   int
	height float64
}

// placePhotos parts rows of photos over pages: the first has room left, the
// others are full. Where it can be helped no page has but the signatures, which
// follow the last row, or a single photo; for that, and for a page that does
// not end in a gap, photos get a little smaller.
func placePhotos(rows []pictureRow, height, room, full float64) []photoPage {
	var pages []photoPage
	for ; len(rows) > 0; room = full {
		if h, fit := rowHeight(rows, height, room-recordSign); fit {
			return append(pages, photoPage{len(rows), h})
		}
		n := 0
		for n < len(rows) {
			if _, fit := rowHeight(rows[:n+1], height, room); !fit {
				break
			}
			n++
		}
		if n == len(rows) {
			n-- // the signatures keep a row with them
		}
		if len(rows)-n == 1 && len(rows[n].photos) == 1 && n > 0 {
			n--
		}
		if n == 0 && room == full {
			n = 1
		}
		h, _ := rowHeight(rows[:n], height, room)
		pages, rows = append(pages, photoPage{n, h}), rows[n:]
	}
	return pages
}

// rowHeight is how high the photos of rows may be that share a room, and
// whether that is enough.
func rowHeight(rows []pictureRow, height, room float64) (float64, bool) {
	for _, row := range rows {
		room -= row.below
	}
	if n := len(rows); n > 0 {
		room /= float64(n)
		return min(height, room), room >= leastPhoto*height
	}
	return height, true
}

// pictureRow draws a row. One that is not full stands in the middle.
func (r record) pictureRow(row pictureRow, width, height float64) error {
	x := r.margins.side + (r.inner()-width*float64(len(row.photos))-photoGap*float64(len(row.photos)-1))/2
	for i, p := range row.photos {
		if err := r.image(p.Photo, p.content, box{x: x, y: r.y, w: width, h: height}); err != nil {
			return err
		}
		for n, line := range row.captions[i] {
			r.text(line, style{song, 10}, box{x, r.y + height + 1 + float64(n)*photoCaption, width, photoCaption, centre})
		}
		x += width + photoGap
	}
	r.y += height + row.below
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

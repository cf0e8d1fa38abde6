package report

import (
	"io"
	"strconv"
	"strings"

	"jishi/model"
)

// The contents page of a folder of records.
const (
	contentsRow     = 8.5
	contentsPerPage = 26
)

// RecordFolder draws the records of a month or year as one file (活动纪实汇编):
// contents with page numbers, then every record from a new page on, each with
// a bookmark. read returns the record at a place, so that not all need be held
// at once. None is an Error.
func RecordFolder(w io.Writer, title string, activities []model.Activity, read func(i int) (Recorded, error), o Options) (Sheet, error) {
	if len(activities) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "这段时间没有已举办的活动，没有可以汇编的纪实。"}
	}
	d := newDocument(title, false, recordMargins, o)
	contents := (len(activities) + contentsPerPage - 1) / contentsPerPage
	for range contents {
		d.newPage()
	}
	d.pdf.SetPage(1)
	d.selectStyle(style{song, 10}) // bookmarks are written in the selected face's way
	d.pdf.Bookmark(bookmark("目录"), 0, 0)
	d.pdf.SetPage(contents)
	pages, links := make([]int, len(activities)), make([]int, len(activities))
	for i, a := range activities {
		one, err := read(i)
		if err != nil {
			return Sheet{}, err
		}
		d.place = a.Date().Chinese() + "“" + a.Title + "”："
		before := d.pdf.PageCount()
		if err := (record{d}).draw(one, o); err != nil {
			return Sheet{}, err
		}
		pages[i], links[i] = before+1, d.pdf.AddLink()
		d.pdf.SetLink(links[i], 0, before+1)
		last := d.pdf.PageCount()
		d.pdf.SetPage(before + 1)
		d.style = style{}
		d.selectStyle(style{song, 10})
		d.pdf.Bookmark(bookmark(a.Date().String()+" "+a.Title), 0, 0)
		d.pdf.SetPage(last)
	}
	d.place = ""
	d.contents(title, activities, pages, links, o)
	d.dashPages()
	return d.finish(w, "folder of records")
}

// bookmark is text as gofpdf can write it into a bookmark: it spoils what lies
// above U+FFFF.
func bookmark(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return missing
		}
		return r
	}, strings.ReplaceAll(printable(text), "\n", " "))
}

// contents fills the pages kept for it at the beginning.
func (d *document) contents(title string, activities []model.Activity, pages, links []int, o Options) {
	const date, page = 34.0, 14.0
	s := style{song, 11}
	for i, a := range activities {
		if i%contentsPerPage == 0 {
			d.pdf.SetPage(i/contentsPerPage + 1)
			d.style = style{}
			d.y = d.margins.top
			if i == 0 {
				d.title(title, style{songBold, 20}, 1.2, 11)
				d.underTitle(o, style{song, 11}, 9)
			}
		}
		number := strconv.Itoa(pages[i])
		room := d.inner() - date - page
		name := "［" + model.KindOf(a.Kind).Name + "］" + a.Title
		d.text(a.Date().Chinese(), s, box{d.margins.side, d.y, date, contentsRow, left})
		fit := d.fit(name, s, room-2, 7)
		name = cut(d.lines(name, fit, room-2), 1)[0]
		d.text(name, fit, box{d.margins.side + date, d.y, room, contentsRow, left})
		d.dots(d.margins.side+date+d.textWidth(name, fit)+2, d.margins.side+d.inner()-d.textWidth(number, s)-2, s)
		d.text(number, s, box{d.margins.side + d.inner() - page, d.y, page, contentsRow, right})
		d.pdf.Link(d.margins.side, d.y, d.inner(), contentsRow, links[i])
		d.y += contentsRow
	}
}

// dots lead the eye from a title to its page.
func (d *document) dots(from, to float64, s style) {
	dot := d.textWidth("·", s)
	n := int((to - from) / dot)
	if n < 2 {
		return
	}
	d.text(strings.Repeat("·", n), s, box{to - float64(n)*dot, d.y, float64(n) * dot, contentsRow, left})
}

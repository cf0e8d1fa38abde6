package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"pgregory.net/rapid"

	"jishi/model"
)

// recorded is a roll with so many photos, standing and lying by turns, the odd
// ones with a caption.
func recorded(r model.Roll, photos int) Recorded {
	one := Recorded{Roll: r}
	for i := range photos {
		p := model.ActivityPhoto{Photo: fmt.Sprintf("p%d", i), Taken: time.Date(2018, 5, 11, 19, 30+i%30, 0, 0, time.UTC)}
		if i%2 == 0 {
			p.Caption = []string{"重温入党誓词", "讨论社区微实事", "现场表决，全体党员举手通过了加装路灯的方案", "会后走访"}[i/2%4]
		}
		one.Proceedings.Photos = append(one.Proceedings.Photos, p)
	}
	one.Photo = func(name string) ([]byte, error) {
		w, h := 320, 240
		if strings.HasSuffix(name, "1") {
			w, h = 240, 320
		}
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range h {
			for x := range w {
				m.Set(x, y, color.RGBA{uint8(160 + x*60/w), uint8(150 + y*60/h), uint8(len(name)*20 + int(name[len(name)-1])), 255})
			}
		}
		var out bytes.Buffer
		err := jpeg.Encode(&out, m, nil)
		return out.Bytes(), err
	}
	return one
}

func TestARecordSaysWhatWasDecidedAndAgreed(t *testing.T) {
	one := recorded(roll(model.MemberDay, 16), 4)
	one.Roll.Activity.Spending, one.Roll.Activity.SpendingNote = 12850, "横幅、茶水"
	one.Proceedings.Votes = []model.Vote{{Subject: "三官庙院加装路灯", Eligible: 55, Voting: 55, InFavour: 54, Abstained: 1}, {Subject: "换届", Eligible: 55, Voting: 20, InFavour: 20}}
	one.Proceedings.FollowUps = []model.FollowUp{{Task: "路灯报价", Person: "周明", Due: day(2018, 5, 20)}, {Task: "助餐走访", Done: day(2018, 5, 16)}}
	one.Proceedings.Attachments = []model.Attachment{{Name: "方案.docx"}}
	one.Roll.Attendees[1].LateEntry = "按纸质签到表补录"
	d := draw(t, func(w io.Writer) (Sheet, error) { return ActivityRecord(w, one, options) })
	d.sound(t)
	d.has(t, "“三官庙院加装路灯”：有表决权 55 人，到会 55 人，赞成 54，反对 0，弃权 1，通过。", "到会不过半，表决无效",
		"1. 路灯报价（周明，2018年5月20日前）", "2. 助餐走访（2018年5月16日已完成）", "1. 方案.docx", "128.50 元（横幅、茶水）",
		"图1　重温入党誓词", "图2", "图4", "签到名单", "补录")
}

func TestPhotosOfARecordStandWellFromOneToTwelve(t *testing.T) {
	for photos := 1; photos <= 12; photos++ {
		one := recorded(roll(model.MemberDay, 16), photos)
		d := draw(t, func(w io.Writer) (Sheet, error) { return ActivityRecord(w, one, options) })
		d.sound(t)
		d.has(t, fmt.Sprintf("图%d", photos))
		d.lacks(t, fmt.Sprintf("图%d", photos+1))
		if d.Pages > 4 {
			t.Errorf("%d photos take %d pages", photos, d.Pages)
		}
	}
}

// Whatever stands above them, photos and signatures share their pages well.
func TestNoPageOfARecordHasOnlyTheSignaturesOrASinglePhoto(t *testing.T) {
	sign := regexp.MustCompile(`主持人（签字）`)
	for _, photos := range []int{0, 1, 2, 3, 5, 7} {
		for paragraphs := 0; paragraphs < 28; paragraphs += 4 {
			one := recorded(roll(model.MemberDay, 3), photos)
			one.Roll.Activity.Content = strings.Repeat("讨论社区微实事。\n", paragraphs) + "散会。"
			d := draw(t, func(w io.Writer) (Sheet, error) { return ActivityRecord(w, one, options) })
			for page := 1; page <= d.Pages; page++ {
				text := squeeze(d.page(page))
				figures := strings.Count(text, "图")
				if sign.MatchString(text) && figures == 0 && !strings.Contains(text, "后续事项") {
					t.Errorf("%d photos, %d paragraphs: page %d has only the signatures", photos, paragraphs, page)
				}
				if figures == 1 && photos > 1 {
					t.Errorf("%d photos, %d paragraphs: page %d has a single photo", photos, paragraphs, page)
				}
			}
		}
	}
}

// However many photos there are and however much of the page is left, each has
// its place once, pages are never overfull, and the signatures have room.
func TestPhotosArePlacedOnceWithRoomForTheSignatures(t *testing.T) {
	const full = 257.0
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, model.MostPhotos).Draw(t, "photos")
		grid := rapid.SampledFrom(photoGrids(n)).Draw(t, "grid")
		var rows []pictureRow
		for from := 0; from < n; from += grid.columns {
			below := photoCaption*float64(rapid.IntRange(1, 2).Draw(t, "lines")) + 1 + photoGap/2
			rows = append(rows, pictureRow{photos: make([]recordPicture, min(grid.columns, n-from)), below: below})
		}
		room := rapid.Float64Range(0, full).Draw(t, "room")
		rest := rows
		for i, page := range placePhotos(rows, grid.height, room, full) {
			if i > 0 {
				room = full
			}
			if page.rows == 0 && i > 0 || page.height > grid.height || page.rows > 0 && page.height < leastPhoto*grid.height {
				t.Fatalf("page %d has %+v", i, page)
			}
			for _, row := range rest[:page.rows] {
				room -= page.height + row.below
			}
			if rest = rest[page.rows:]; room < -1e-9 {
				t.Fatalf("page %d lacks %.1f mm", i, -room)
			}
			if len(rest) == 1 && len(rest[0].photos) == 1 && len(rows) > 1 {
				t.Fatalf("page %d leaves a single photo over", i)
			}
		}
		if len(rest) > 0 || room < recordSign-1e-9 {
			t.Fatalf("%d rows are left over, %.1f mm for the signatures", len(rest), room)
		}
	})
}

func TestALostPhotoIsLeftOutWithARemark(t *testing.T) {
	one := recorded(roll(model.MemberDay, 3), 2)
	there := one.Photo
	one.Photo = func(name string) ([]byte, error) {
		if name == "p0" {
			return nil, &model.Error{Code: model.NotFound, Message: "照片文件不见了。"}
		}
		return there(name)
	}
	d := draw(t, func(w io.Writer) (Sheet, error) { return ActivityRecord(w, one, options) })
	d.lacks(t, "图1　重温入党誓词")
	if len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0], "照片文件不见了") {
		t.Errorf("warnings %v", d.Warnings)
	}
}

func TestAFolderHasContentsThatLeadToEveryRecord(t *testing.T) {
	var activities []model.Activity
	for i := range 40 {
		a := roll(model.MemberDay, 5).Activity
		a.Title = fmt.Sprintf("第%d次主题党日：冯𬭎谈体会", i+1)
		activities = append(activities, a)
	}
	folder := func(w io.Writer) (Sheet, error) {
		return RecordFolder(w, "2018年活动纪实汇编", activities, func(i int) (Recorded, error) {
			r := roll(model.MemberDay, 5)
			r.Activity = activities[i]
			return recorded(r, i%3), nil
		}, options)
	}
	d := draw(t, folder)
	d.sound(t)
	for i, a := range activities {
		page := squeeze(d.page(i/contentsPerPage + 1))
		if !strings.Contains(page, squeeze(a.Title)) {
			t.Errorf("contents do not name %s", a.Title)
		}
	}
	marks, err := api.Bookmarks(bytes.NewReader(d.bytes), validation)
	if err != nil || len(marks) != 41 || marks[0].PageFrom != 1 || marks[1].PageFrom != 3 {
		t.Fatalf("%d bookmarks, %v", len(marks), err)
	}
	for i, m := range marks[1:] {
		if page := squeeze(d.page(m.PageFrom)); !strings.Contains(page, squeeze(activities[i].Title)) {
			t.Errorf("bookmark %d leads to page %d, which has another record", i+1, m.PageFrom)
		}
		contents := squeeze(d.page(i/contentsPerPage + 1))
		if !strings.Contains(contents, fmt.Sprintf("·%d", m.PageFrom)) {
			t.Errorf("page %d does not stand in the contents", m.PageFrom)
		}
	}
	if again := draw(t, folder); !bytes.Equal(again.bytes, d.bytes) {
		t.Error("the bytes differ the second time")
	}
	if _, err := RecordFolder(io.Discard, "空", nil, nil, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("no record: %v", err)
	}
}

// A record with twelve photos of the size that is kept: under a second.
func BenchmarkRecord12Photos(b *testing.B) {
	one := recorded(roll(model.MemberDay, 60), 12)
	large := make([][]byte, 12)
	for i := range large {
		m := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
		for y := range 1200 {
			for x := range 1600 {
				m.Set(x, y, color.RGBA{uint8(x*y + i), uint8(x ^ y), uint8(x + y), 255})
			}
		}
		var out bytes.Buffer
		if err := jpeg.Encode(&out, m, &jpeg.Options{Quality: 88}); err != nil {
			b.Fatal(err)
		}
		large[i] = out.Bytes()
	}
	next := 0
	one.Photo = func(string) ([]byte, error) { next++; return large[next%len(large)], nil }
	for b.Loop() {
		if _, err := ActivityRecord(io.Discard, one, options); err != nil {
			b.Fatal(err)
		}
	}
}

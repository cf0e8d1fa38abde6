package report

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

func portrait(t testing.TB, w, h int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for i := range w * h {
		m.Set(i%w, i/w, color.RGBA{200, 190, 180, 255})
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func profile(t testing.TB, times int) model.Profile {
	p := model.Profile{Member: member(14), Names: branches, Photo: portrait(t, 300, 400)}
	p.Member.Name = "冯𬭎"
	p.Member.Notes = strings.Repeat("热心公益，常年参加社区清洁和助老。", 6)
	p.Member.State, p.Member.StateDate, p.Member.StateReason = model.Moved, day(2018, 4, 1), "迁往外省，随子女居住"
	for i := range times {
		p.History = append(p.History, model.Participation{
			Kind: []model.Kind{model.Volunteering, model.Lesson}[i%2], Title: fmt.Sprintf("活动%d", i), State: []model.AttendanceState{model.Present, model.Absent}[i%3/2],
			Start: time.Date(2018-i/10, 5, 7, 9, 0, 0, 0, time.UTC), Minutes: 90 * (1 - i%3/2),
		})
	}
	p.Certificates = certificates(2, model.Completion)
	p.Certificates[1].Void = true
	p.Honours = []model.Honour{{Title: "优秀共产党员", Level: "区级", Giver: "二七区委", Given: day(2017, 7, 1)}}
	return p
}

func TestAProfileTellsOfOtherCentresApart(t *testing.T) {
	p := profile(t, 3)
	p.Member.State = model.Active
	p.Handovers = []model.Handover{{Way: model.TakenOver, OfficeName: "康乐社区党群服务中心", Day: day(2018, 3, 1)}}
	d := draw(t, func(w io.Writer) (Sheet, error) { return Profile(w, p, false, options) })
	if strings.Contains(squeeze(d.text), "原中心经历") {
		t.Error("a past elsewhere of somebody without one")
	}
	for range 80 {
		p.Past = append(p.Past, model.PastEvent{
			Centre: "康乐社区党群服务中心", Kind: model.PastService, Day: day(2017, 3, 5), Title: "院落巡逻", Number: "410103-2017-志愿-0001", Minutes: 90,
		})
	}
	d = draw(t, func(w io.Writer) (Sheet, error) { return Profile(w, p, false, options) })
	d.has(t, "2018-03-01", "转入", "来自康乐社区党群服务中心", "六、原中心经历", "志愿服务", "院落巡逻", "1.5")
}

func TestAProfileSaysEverythingOfOnePerson(t *testing.T) {
	p := profile(t, 40)
	p.History = append([]model.Participation{{Kind: model.Lesson, Title: "明年的党课", State: model.Expected, Start: time.Date(2019, 5, 7, 9, 0, 0, 0, time.UTC)}}, p.History...)
	d := draw(t, func(w io.Writer) (Sheet, error) { return Profile(w, p, false, options) })
	d.has(t, "个人档案", "冯𬭎", "999999********014X", "199****0014", "热心公益", "优秀共产党员", "二七区委", "410103-2018-结业-0001", "已作废",
		"2018", "迁往外省，随子女居住", "一、参加活动（按年）", "五、变动情况")
	for _, secret := range []string{p.Member.IDNumber, p.Member.Phone} {
		if strings.Contains(squeeze(d.text), secret) {
			t.Errorf("%s is printed in full", secret)
		}
	}
	if strings.Contains(squeeze(d.text), "明年的党课") {
		t.Error("what is still to come counts as taken part in")
	}
	full := draw(t, func(w io.Writer) (Sheet, error) { return Profile(w, p, true, options) })
	full.has(t, p.Member.IDNumber, p.Member.Phone)
}

func TestAProfileOfWhomLittleIsKnownSaysNone(t *testing.T) {
	p := model.Profile{Member: model.Member{Name: "新来的", State: model.Active}}
	d := draw(t, func(w io.Writer) (Sheet, error) { return Profile(w, p, false, options) })
	if n := strings.Count(d.text, "无"); n < 15 || d.Pages != 1 {
		t.Errorf("%d times 无 on %d pages:\n%s", n, d.Pages, d.text)
	}
}

func TestAPhotoThatIsNoneFailsPlainly(t *testing.T) {
	p := profile(t, 1)
	p.Photo = []byte("no photo")
	if _, err := Profile(io.Discard, p, false, options); err == nil {
		t.Error("drawn all the same")
	}
}

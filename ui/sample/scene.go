package sample

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"jishi/model"
)

// A scene's size in pixels: that of a photo taken lying.
const sceneWidth, sceneHeight = 640, 480

// captions are what the photos of a record show, by the activity's kind.
var captions = map[model.Kind][]string{
	model.Lesson:        {"授课现场", "党员认真听讲", "交流讨论"},
	model.Training:      {"培训现场", "分组练习"},
	model.MemberDay:     {"重温入党誓词", "讨论社区微实事", "现场表决", "会后走访"},
	model.BirthdayParty: {"共唱生日歌", "送上贺卡", "合影留念"},
	model.Volunteering:  {"服务现场", "队员合影"},
}

// photos gives every record that was held its photos, votes and follow-ups.
func (b *builder) photos() error {
	for i, id := range b.records {
		a, err := b.store.Activity(b, id)
		if err != nil {
			return err
		}
		words := captions[a.Kind]
		if len(words) == 0 {
			words = captions[model.Lesson][:2]
		}
		photos := make([]model.ActivityPhoto, len(words))
		for n, caption := range words {
			var file bytes.Buffer
			if err := png.Encode(&file, drawScene(i*7+n*3)); err != nil {
				return fmt.Errorf("draw a scene: %w", err)
			}
			if photos[n], err = b.store.AddPhoto(b, &file); err != nil {
				return err
			}
			photos[n].Caption, photos[n].Taken = caption, a.Start.Add(time.Duration(10+15*n)*time.Minute)
		}
		if _, err := b.store.AddActivityPhotos(b, id, photos); err != nil {
			return err
		}
		if a.Kind == model.MemberDay {
			if err := b.minutes(a); err != nil {
				return err
			}
		}
	}
	return nil
}

// minutes is what the member day decided and agreed.
func (b *builder) minutes(a model.Activity) error {
	roll, err := b.store.Roll(b, a.ID)
	if err != nil {
		return err
	}
	eligible, came := roll.Voters()
	return b.store.SaveMinutes(b, a.ID,
		[]model.Vote{{Subject: "三官庙院加装路灯", Eligible: eligible, Voting: came, InFavour: came - 1, Abstained: 1}},
		[]model.FollowUp{
			{Task: "联系供电所报路灯价格", Person: "周明", Due: a.Date().AddDays(14)},
			{Task: "走访三户独居老人，登记助餐", Person: "单雪", Due: a.Date().AddDays(7), Done: a.Date().AddDays(5)},
		})
}

// drawScene paints a room with a screen and people seen from behind: nobody's
// photo. Another seed is another room.
func drawScene(seed int) image.Image {
	shade := func(base, step int) uint8 { return uint8(base + seed*step%40) }
	wall := color.RGBA{shade(200, 7), shade(196, 5), shade(186, 3), 255}
	floor := color.RGBA{shade(150, 5), shade(136, 7), shade(120, 11), 255}
	board := color.RGBA{shade(120, 13), shade(52, 3), shade(46, 5), 255}
	coats := []color.RGBA{{70, 84, 110, 255}, {110, 70, 66, 255}, {84, 98, 82, 255}, {96, 92, 104, 255}}
	picture := image.NewRGBA(image.Rect(0, 0, sceneWidth, sceneHeight))
	for y := range sceneHeight {
		for x := range sceneWidth {
			c := wall
			switch {
			case y > sceneHeight*6/10:
				c = floor
			case x > sceneWidth/4 && x < sceneWidth*3/4 && y > sceneHeight/8 && y < sceneHeight*4/10:
				c = board
			}
			picture.SetRGBA(x, y, c)
		}
	}
	for row := range 3 {
		for place := range 7 {
			size := 22 + 10*row
			x := sceneWidth/2 + (place-3)*(70+14*row) + (row%2)*30 + seed%17
			y := sceneHeight*6/10 + 10 + 52*row
			disc(picture, x, y+2*size, size*3/2, coats[(place+row+seed)%len(coats)])
			disc(picture, x, y, size, color.RGBA{uint8(40 + 20*((place+seed)%4)), 42, 40, 255})
		}
	}
	return picture
}

// disc paints a filled circle.
func disc(on *image.RGBA, x, y, radius int, c color.RGBA) {
	for dy := -radius; dy <= radius; dy++ {
		for dx := -radius; dx <= radius; dx++ {
			if dx*dx+dy*dy <= radius*radius && image.Pt(x+dx, y+dy).In(on.Rect) {
				on.SetRGBA(x+dx, y+dy, c)
			}
		}
	}
}

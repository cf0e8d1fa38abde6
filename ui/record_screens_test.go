package ui

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

// scene is a drawn landscape that stands for a photo.
func scene(t *testing.T, w, h, seed int) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			ridge := float64(h) * (0.55 + 0.12*math.Sin(float64(x)/float64(w)*6+float64(seed)))
			c := color.RGBA{uint8(168 + 60*y/h), uint8(196 + 30*y/h), 224, 255}
			if float64(y) > ridge {
				c = color.RGBA{uint8(90 + 20*(seed%4)), uint8(120 - 10*(seed%3)), 92, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, m, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// openPhotosScreen shows a record with photos, lying and standing, and a file.
func openPhotosScreen(t *testing.T, w *Window) {
	t.Helper()
	p := lastHeld(t, w, tabPhotos)
	var photos []model.ActivityPhoto
	for i, caption := range []string{"授课现场", "党员认真听讲", "", "课后交流，大家围绕院内照明和老人助餐谈看法"} {
		size := [2]int{640, 480}
		if i == 1 {
			size = [2]int{360, 480}
		}
		photo := must[model.ActivityPhoto](t)(w.desk.store.AddPhoto(t.Context(), bytes.NewReader(scene(t, size[0], size[1], i))))
		photo.Caption, photo.Taken = caption, p.roll.Activity.Start.Add(time.Duration(12*i)*time.Minute)
		photos = append(photos, photo)
	}
	must[int](t)(w.desk.store.AddActivityPhotos(t.Context(), p.id, photos))
	file := must[model.Attachment](t)(w.desk.store.AddFile(t.Context(), "学习讲堂讲义.docx", strings.NewReader(strings.Repeat("讲义", 40_000))))
	if err := w.desk.store.AddAttachments(t.Context(), p.id, []model.Attachment{file}); err != nil {
		t.Fatal(err)
	}
	p.refresh()
}

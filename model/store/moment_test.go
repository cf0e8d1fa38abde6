package store

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"jishi/model"
)

func TestTwoReadingsOfOneMomentSeeTheSameWhileOthersSave(t *testing.T) {
	s := newStore(t)
	const members = 200
	saved := make(chan error, 1)
	go func() {
		var err error
		for i := 0; i < members && err == nil; i++ {
			_, err = s.SaveMember(t.Context(), model.Member{Name: fmt.Sprintf("示例%d", i)})
		}
		saved <- err
	}()
	for done := false; !done; {
		select {
		case err := <-saved:
			must(t, err)
			done = true
		default:
		}
		var a, b int64
		must(t, s.atOneMoment(t.Context(), func(one, other *gorm.DB) error {
			return side(
				func() error { return one.Model(&memberRow{}).Count(&a).Error },
				func() error { return other.Model(&memberRow{}).Count(&b).Error })
		}))
		if a != b || done && a != members {
			t.Fatalf("one sees %d members, the other %d", a, b)
		}
	}
}

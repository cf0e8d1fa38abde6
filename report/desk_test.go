package report

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/uuid"

	"jishi/model"
)

// carded are n members with IDs that cards can be made of.
func carded(n int) []model.Member {
	all := members(n)
	for i := range all {
		all[i].ID = model.ID(uuid.NewSHA1(uuid.NameSpaceOID, []byte{byte(i), byte(i >> 8)}).String())
	}
	return all
}

func TestMemberCardsStandTenToAPageAndTellNoSecrets(t *testing.T) {
	all := carded(23)
	all[3].VolunteerNumber = "410103-0004"
	d := draw(t, func(w io.Writer) (Sheet, error) { return MemberCards(w, all, branches, options) })
	d.sound(t)
	if d.Pages != 3 || len(d.Warnings) > 0 {
		t.Errorf("%d pages, warnings %v", d.Pages, d.Warnings)
	}
	d.has(t, "高山社区党群服务中心", "陈大勇", "阿依古丽·买买提", "马𠮷", "高山小区物业服务企业联合支部", "志愿者编号：410103-0004")
	for _, secret := range []string{all[0].IDNumber, all[0].Phone} {
		if strings.Contains(squeeze(d.text), secret) {
			t.Errorf("a card tells %s", secret)
		}
	}
	again := draw(t, func(w io.Writer) (Sheet, error) { return MemberCards(w, all, branches, options) })
	if !bytes.Equal(again.bytes, d.bytes) {
		t.Error("the same cards are other bytes the second time")
	}
	_, err := MemberCards(io.Discard, nil, branches, options)
	if model.CodeOf(err) != model.NotFound {
		t.Errorf("nobody: %v", err)
	}
}

func TestAPlaceCardIsReadFromBothSides(t *testing.T) {
	d := draw(t, func(w io.Writer) (Sheet, error) {
		return PlaceCards(w, []string{"单雪", "阿依古丽·买买提", "买买提·吐尔逊·阿不都热合曼"}, options)
	})
	d.sound(t)
	if d.Pages != 3 {
		t.Errorf("%d pages", d.Pages)
	}
	if n := strings.Count(squeeze(d.text), "阿依古丽·买买提"); n != 2 {
		t.Errorf("the name stands %d times on its card", n)
	}
	_, err := PlaceCards(io.Discard, nil, options)
	if model.CodeOf(err) != model.NotFound {
		t.Errorf("nobody: %v", err)
	}
}

func TestASheetWithPhotosHasEverybodyAndThePhotosThereAre(t *testing.T) {
	for _, people := range []int{0, 1, 9, 10, 11, 45} {
		r := roll(model.Lesson, people)
		for i := range r.Attendees {
			r.Attendees[i].Member = model.ID(rune('a' + i%26))
		}
		jpeg := portrait(t, 300, 400)
		d := draw(t, func(w io.Writer) (Sheet, error) {
			return SignInWithPhotos(w, r, func(m model.ID) ([]byte, error) {
				if m == "a" {
					return jpeg, nil
				}
				return nil, nil
			}, options)
		})
		d.sound(t)
		if want := max(1, (people+photoRowsPerPage-1)/photoRowsPerPage); d.Pages != want {
			t.Errorf("%d people take %d pages, want %d", people, d.Pages, want)
		}
		if people > 0 {
			d.has(t, "陈大勇", "照片", "第1页")
		}
	}
}

// Pictures of one width come in the order in which they were drawn: the same
// pages are the same bytes.
func TestPagesWithPhotosAreTheSameBytesEachTime(t *testing.T) {
	r := roll(model.Lesson, 20)
	form := func(w io.Writer) (Sheet, error) {
		return SignInWithPhotos(w, r, func(m model.ID) ([]byte, error) {
			return portrait(t, 300, 300+10*len(m)+int(m[len(m)-1])), nil
		}, options)
	}
	first := draw(t, form)
	for range 5 {
		if !bytes.Equal(draw(t, form).bytes, first.bytes) {
			t.Fatal("the bytes differ")
		}
	}
}

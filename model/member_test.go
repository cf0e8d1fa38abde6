package model_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"jishi/model"
)

func TestMemberValidateNamesTheFieldAtFault(t *testing.T) {
	good := model.Member{
		Name: "买买提·艾力", State: model.Active, Sex: model.Male, Birthday: lunar(1938, 2, 30),
		IDNumber: "110105194912310021", // a wrong check digit is warned of elsewhere, never refused
		Joined:   model.Date{1971, 12, 26}, Confirmed: model.Date{1972, 12, 26},
	}
	if err := good.Validate(); err != nil {
		t.Fatalf("a plain member is refused: %v", err)
	}
	for field, spoil := range map[string]func(*model.Member){
		"Name":      func(m *model.Member) { m.Name = " " },
		"Phone":     func(m *model.Member) { m.Phone = strings.Repeat("1", 51) },
		"Address":   func(m *model.Member) { m.Address = "a\x00" },
		"Notes":     func(m *model.Member) { m.Notes = "\xff" },
		"Standing":  func(m *model.Member) { m.Standing = "\x00" },
		"Tags":      func(m *model.Member) { m.Tags = []string{"困难", "\x00"} },
		"Birthday":  func(m *model.Member) { m.Birthday = leap(2021, 4, 1) },
		"Joined":    func(m *model.Member) { m.Joined = model.Date{1971, 13, 1} },
		"Confirmed": func(m *model.Member) { m.Confirmed = model.Date{1971, 12, 25} },
		"StateDate": func(m *model.Member) { m.StateDate = model.Date{2018, 2, 30} },
		"Sex":       func(m *model.Member) { m.Sex = "男" },
		"State":     func(m *model.Member) { m.State = "" },
	} {
		m := good
		spoil(&m)
		fieldAtFault(t, m.Validate(), field)
	}
}

func TestANameOfThreeHundredCharactersIsToldWithItsLength(t *testing.T) {
	err := model.Member{Name: strings.Repeat("长", 300), State: model.Active}.Validate()
	fieldAtFault(t, err, "Name")
	if want := "姓名太长：300 个字，最多 50 个字。"; err.Error() != want {
		t.Errorf("it says %q, want %q", err, want)
	}
}

func TestConfirmedMayLackItsDay(t *testing.T) {
	m := model.Member{Name: "张三", State: model.Active, Joined: model.Date{1971, 12, 26}, Confirmed: model.Date{1971, 12, 0}}
	if err := m.Validate(); err != nil {
		t.Errorf("a month that may lie after the day is refused: %v", err)
	}
}

func TestCentreNeedsItsThreeNames(t *testing.T) {
	good := model.Centre{Name: "高山社区党群服务中心", Street: "大学路街道", District: "郑州市二七区", Code: "410103001"}
	if err := good.Validate(); err != nil {
		t.Fatalf("a plain centre is refused: %v", err)
	}
	for field, spoil := range map[string]func(*model.Centre){
		"District": func(c *model.Centre) { c.District = "" },
		"Street":   func(c *model.Centre) { c.Street = " " },
		"Name":     func(c *model.Centre) { c.Name = strings.Repeat("长", 101) },
		"Code":     func(c *model.Centre) { c.Code = "41010A" },
	} {
		c := good
		spoil(&c)
		fieldAtFault(t, c.Validate(), field)
	}
	fieldAtFault(t, model.Organisation{}.Validate(), "Name")
	fieldAtFault(t, model.Organisation{Name: "第一党支部", Code: "\x00"}.Validate(), "Code")
}

func TestCodeOfFindsTheErrorInItsChain(t *testing.T) {
	cause := errors.New("disk I/O error")
	e := &model.Error{Code: model.DiskFull, Message: "磁盘已满。", Err: cause}
	wrapped := fmt.Errorf("save activity: %w", e)
	if got := model.CodeOf(wrapped); got != model.DiskFull {
		t.Errorf("code %q, want disk-full", got)
	}
	if !errors.Is(wrapped, cause) || e.Error() != "磁盘已满。" {
		t.Errorf("the cause or the sentence is lost: %v", e)
	}
	if got := model.CodeOf(cause); got != "" {
		t.Errorf("a foreign error has code %q", got)
	}
}

func TestLaterIDsSortAfterEarlierOnes(t *testing.T) {
	last := model.NewID()
	for range 1000 {
		next := model.NewID()
		if next <= last {
			t.Fatalf("%s was made after %s", next, last)
		}
		last = next
	}
}

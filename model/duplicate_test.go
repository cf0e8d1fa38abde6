package model_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func TestLikelyDuplicatesAreToldWithTheirReason(t *testing.T) {
	born := func(y, m, d int) model.Birthday { return model.Birthday{Date: model.Date{Year: y, Month: m, Day: d}} }
	lunar := model.Birthday{Date: model.Date{Year: 1960, Month: 2, Day: 8}, Calendar: model.Lunar}
	for name, c := range map[string]struct {
		a, b   model.Member
		want   model.Strength
		reason string
	}{
		"old and new ID number": {
			model.Member{Name: "张三", IDNumber: "110105491231002"}, model.Member{Name: "张 三", IDNumber: "11010519491231002X"}, model.Certain, "身份证号相同",
		},
		"one number, two names": {
			model.Member{Name: "张三", IDNumber: "11010519491231002X"}, model.Member{Name: "李四", IDNumber: "11010519491231002X"}, model.Likely, "姓名不同",
		},
		"a slip in the number": {
			model.Member{Name: "张三", IDNumber: "11010519491231002X"}, model.Member{Name: "张三", IDNumber: "11010519491231020X"}, model.Certain, "只差一处",
		},
		"same birthday": {model.Member{Name: "张三", Birthday: born(1960, 3, 5)}, model.Member{Name: "张三", Birthday: born(1960, 3, 5)}, model.Likely, "生日相同"},
		"the same day by the moon": {
			model.Member{Name: "张三", Birthday: lunar}, model.Member{Name: "张三", Birthday: model.Birthday{Date: lunar.Born()}}, model.Likely, "生日相同",
		},
		"same phone":               {model.Member{Name: "张三", Phone: "199-0000-1234"}, model.Member{Name: "张三", Phone: "19900001234"}, model.Likely, "电话相同"},
		"a name misspelt":          {model.Member{Name: "张小明", Phone: "1", Birthday: born(1960, 3, 5)}, model.Member{Name: "张晓明", Phone: "1", Birthday: born(1960, 3, 5)}, model.Likely, "姓名只差"},
		"one branch, little known": {model.Member{Name: "张三", Branch: "b"}, model.Member{Name: "张三", Branch: "b", Birthday: born(1960, 3, 5)}, model.Possible, "同一个支部"},
		"namesakes":                {model.Member{Name: "张三"}, model.Member{Name: "张三"}, model.NotAlike, ""},
		"namesakes of another age": {model.Member{Name: "张三", Birthday: born(1960, 3, 5)}, model.Member{Name: "张三", Birthday: born(1961, 3, 5)}, model.NotAlike, ""},
		"another sex":              {model.Member{Name: "张三", Sex: model.Male, Phone: "1"}, model.Member{Name: "张三", Sex: model.Female, Phone: "1"}, model.NotAlike, ""},
		"other ID numbers": {
			model.Member{Name: "张三", Phone: "1", IDNumber: "11010519491231002X"}, model.Member{Name: "张三", Phone: "1", IDNumber: "410103195805070011"}, model.NotAlike, "",
		},
		"all the same but the ID number": {
			model.Member{Name: "张三", Phone: "1", Birthday: born(1960, 3, 5), IDNumber: "11010519491231002X"},
			model.Member{Name: "张三", Phone: "1", Birthday: born(1960, 3, 5), IDNumber: "410103195805070011"},
			model.Likely, "身份证号不同",
		},
		"all the same but the sex": {
			model.Member{Name: "张三", Phone: "1", Birthday: born(1960, 3, 5), Sex: model.Male},
			model.Member{Name: "张三", Phone: "1", Birthday: born(1960, 3, 5), Sex: model.Female},
			model.Possible, "性别不同",
		},
		"only the year known": {
			model.Member{Name: "张三", Birthday: model.Birthday{Date: model.Date{Year: 1960}}}, model.Member{Name: "张三", Birthday: born(1960, 3, 5)}, model.Possible, "出生年份相同",
		},
		"another lunar day of one year": {
			model.Member{Name: "张三", Birthday: lunar}, model.Member{Name: "张三", Birthday: born(1960, 12, 5)}, model.NotAlike, "",
		},
		"an ID number like another's": {
			model.Member{Name: "张小明", IDNumber: "11010519491231002X"}, model.Member{Name: "张大明", IDNumber: "11010519491231020X"}, model.NotAlike, "",
		},
		"a couple with one phone": {model.Member{Name: "张三", Phone: "1"}, model.Member{Name: "李四", Phone: "1"}, model.NotAlike, ""},
	} {
		for _, pair := range [][2]model.Member{{c.a, c.b}, {c.b, c.a}} {
			got, reasons := model.LikenessOf(pair[0], pair[1])
			if got != c.want || !strings.Contains(strings.Join(reasons, ""), c.reason) || (got == model.NotAlike) != (len(reasons) == 0) {
				t.Errorf("%s: %v %v", name, got, reasons)
			}
		}
	}
}

func drawAttendance(t *rapid.T, name string) model.Attendance {
	a := model.Attendance{
		WalkIn: rapid.Bool().Draw(t, name+" walked in"),
		State: rapid.SampledFrom([]model.AttendanceState{
			model.Expected, model.Present, model.Late, model.Leave, model.Absent, model.Observer,
		}).Draw(t, name),
		Capacity: rapid.SampledFrom([]string{"", "主讲"}).Draw(t, name+" capacity"),
		Arrived:  rapid.SampledFrom([]string{"", "09:02", "09:30"}).Draw(t, name+" arrived"),
	}
	if a.State.Attended() {
		a.Minutes = rapid.IntRange(0, 120).Draw(t, name+" minutes")
	} else {
		a.Arrived = ""
	}
	return a
}

func TestTheStrongerAttendanceStays(t *testing.T) {
	order := []model.AttendanceState{model.Expected, model.Absent, model.Leave, model.Observer, model.Late, model.Present}
	rank := func(s model.AttendanceState) int {
		for i, o := range order {
			if o == s {
				return i
			}
		}
		return -1
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawAttendance(t, "a"), drawAttendance(t, "b")
		got, other := model.MergeAttendance(a, b), model.MergeAttendance(b, a)
		if rank(got.State) != max(rank(a.State), rank(b.State)) {
			t.Fatalf("%s and %s give %s", a.State, b.State, got.State)
		}
		if got.State != other.State || got.Minutes != other.Minutes || got.WalkIn != other.WalkIn || got.Arrived != other.Arrived {
			t.Fatalf("the order matters: %+v, %+v", got, other)
		}
		if got.Minutes > max(a.Minutes, b.Minutes) || got.Minutes > 0 && !got.State.Attended() {
			t.Fatalf("%d minutes of %d and %d", got.Minutes, a.Minutes, b.Minutes)
		}
		if again := model.MergeAttendance(got, got); again != got {
			t.Fatalf("merging once more changes %+v to %+v", got, again)
		}
	})
}

func TestFillingInNeverReplacesAValue(t *testing.T) {
	whole := model.Member{Name: "张三", Phone: "1", Tags: []string{"独居"}, Branch: "b", State: model.Moved, Photo: "p"}
	other := model.Member{Name: "李四", Phone: "2", Address: "大学路", Tags: []string{"困难", "独居"}, Branch: "c", HostUnit: "u", State: model.Active, Photo: "q"}
	got := whole.Filled(other)
	if got.Name != "张三" || got.Phone != "1" || got.Branch != "b" || got.State != model.Moved || got.Photo != "p" {
		t.Errorf("a value was replaced: %+v", got)
	}
	if got.Address != "大学路" || got.HostUnit != "u" || strings.Join(got.Tags, " ") != "独居 困难" {
		t.Errorf("a blank was not filled in: %+v", got)
	}
	if len(whole.Tags) != 1 {
		t.Error("the record it was filled from was changed")
	}
}

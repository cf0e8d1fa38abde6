package model

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Proceedings are what the record of an activity (活动纪实) holds beside its
// texts, each list in the order of the record.
type Proceedings struct {
	Votes       []Vote
	FollowUps   []FollowUp
	Photos      []ActivityPhoto
	Attachments []Attachment
}

// AskedPhotos is how many photos a record should have at least.
const AskedPhotos = 2

// MostPhotos is how many photos a record takes: more is an album.
const MostPhotos = 60

// Vote (表决) is what was decided by vote at an activity.
type Vote struct {
	Record
	Subject  string // 议题
	Eligible int    // 应到会有表决权人数
	Voting   int    // 实到会有表决权人数
	InFavour int    // 赞成
	Against  int    // 反对
	// Abstained are 弃权; whoever is in none of the three handed in no valid vote.
	Abstained int
}

// Validate reports the first field that cannot be saved.
func (v Vote) Validate() error {
	if strings.TrimSpace(v.Subject) == "" {
		return invalid("Subject", "请填写表决的议题。")
	}
	if err := checkLength("Subject", "议题", v.Subject, 200); err != nil {
		return err
	}
	for _, c := range []struct {
		field, label string
		n            int
	}{
		{"Eligible", "有表决权人数", v.Eligible},
		{"Voting", "到会有表决权人数", v.Voting},
		{"InFavour", "赞成票", v.InFavour},
		{"Against", "反对票", v.Against},
		{"Abstained", "弃权票", v.Abstained},
	} {
		if c.n < 0 || c.n > 100_000 {
			return invalid(c.field, "“"+shorten(v.Subject)+"”的"+c.label+"不对，请核对。")
		}
	}
	switch cast := v.InFavour + v.Against + v.Abstained; {
	case v.Voting > v.Eligible:
		return invalid("Voting", fmt.Sprintf("“%s”到会有表决权的 %d 人，多于应到的 %d 人。", shorten(v.Subject), v.Voting, v.Eligible))
	case cast > v.Voting:
		return invalid("InFavour", fmt.Sprintf("“%s”赞成、反对、弃权共 %d 票，多于到会有表决权的 %d 人。", shorten(v.Subject), cast, v.Voting))
	}
	return nil
}

// Quorate reports whether more than half of those who may vote were there,
// without which nothing can be decided.
func (v Vote) Quorate() bool { return 2*v.Voting > v.Eligible }

// Passed reports whether the subject was carried: the meeting was quorate and
// more than half of all who may vote were in favour.
func (v Vote) Passed() bool { return v.Quorate() && 2*v.InFavour > v.Eligible }

// Outcome says the result in a word or two.
func (v Vote) Outcome() string {
	switch {
	case v.Eligible == 0:
		return "未填人数"
	case !v.Quorate():
		return "到会不过半，表决无效"
	case v.Passed():
		return "通过"
	}
	return "未通过"
}

// FollowUp (后续事项) is something that was agreed to be done after an activity.
type FollowUp struct {
	Record
	Task   string
	Person string // 负责人; may be empty
	Due    Date   // zero where none was set
	Done   Date   // zero until it is done
}

// Validate reports the first field that cannot be saved.
func (f FollowUp) Validate() error {
	if strings.TrimSpace(f.Task) == "" {
		return invalid("Task", "请填写后续事项。")
	}
	if err := checkLength("Task", "后续事项", f.Task, 200); err != nil {
		return err
	}
	if err := checkLength("Person", "负责人", f.Person, 50); err != nil {
		return err
	}
	if err := f.Due.validate("Due", "期限"); err != nil {
		return err
	}
	return f.Done.validate("Done", "完成日期")
}

// Late reports whether it should have been done before today and is not.
func (f FollowUp) Late(today Date) bool {
	return f.Done.IsZero() && f.Due.Full() && f.Due.Before(today)
}

// ActivityPhoto (照片) is one picture of an activity's record.
type ActivityPhoto struct {
	Record
	Photo   string // as the store names it
	Caption string // 说明; may be empty
	// Taken is the wall-clock time that the camera noted; zero where it did not.
	Taken time.Time
}

// Validate reports the first field that cannot be saved.
func (p ActivityPhoto) Validate() error {
	if p.Photo == "" {
		return invalid("Photo", "没有选照片。")
	}
	return checkLength("Caption", "照片说明", p.Caption, 60)
}

// SortByTaken puts photos in the order in which they were taken where all of
// them tell; else it leaves them as they were chosen.
func SortByTaken(photos []ActivityPhoto) {
	if slices.ContainsFunc(photos, func(p ActivityPhoto) bool { return p.Taken.IsZero() }) {
		return
	}
	slices.SortStableFunc(photos, func(a, b ActivityPhoto) int { return a.Taken.Compare(b.Taken) })
}

// Attachment (附件) is a file kept with an activity's record as it came.
type Attachment struct {
	Record
	File string // as the store names it
	Name string // as it was called
	Size int64  // bytes
}

// Validate reports the first field that cannot be saved.
func (a Attachment) Validate() error {
	if a.File == "" || strings.TrimSpace(a.Name) == "" {
		return invalid("File", "没有选文件。")
	}
	return checkLength("Name", "文件名", a.Name, 200)
}

// Yuan writes an amount of 分 as 元: 128.50.
func Yuan(fen int) string { return fmt.Sprintf("%d.%02d", fen/100, fen%100) }

// MostSpending bounds what one activity may have cost, in 分.
const MostSpending = 100_000_000_00

// ParseYuan reads an amount of money as people write it (128, 128.5, ￥1,280元)
// and returns 分. An empty text is 0. The error is an Error of field Spending.
func ParseYuan(text string) (fen int, err error) {
	cleaned := strings.Trim(strings.NewReplacer(",", "", "，", "", "¥", "", "￥", "", "元", "", " ", "").Replace(NormaliseIDNumber(text)), " ")
	if cleaned == "" {
		return 0, nil
	}
	whole, part, _ := strings.Cut(cleaned, ".")
	bad := invalid("Spending", "经费请写成“128.50”这样，单位是元。")
	if len(part) > 2 || whole+part == "" || len(whole) > 9 {
		return 0, bad
	}
	for _, r := range whole + part {
		if r < '0' || r > '9' {
			return 0, bad
		}
		fen = fen*10 + int(r-'0')
	}
	for range 2 - len(part) {
		fen *= 10
	}
	if fen > MostSpending {
		return 0, bad
	}
	return fen, nil
}

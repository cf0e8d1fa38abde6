package command

import (
	"fmt"
	"io"
	"text/tabwriter"

	"jishi/model"
	"jishi/model/store"
)

type membersCommand struct {
	Search string `placeholder:"Q" help:"姓名、拼音、首字母或电话尾号。"`
}

// memberAnswer is one row of the members command.
type memberAnswer struct {
	ID        model.ID          `json:"id"`
	Name      string            `json:"name"`
	Pinyin    string            `json:"pinyin"`
	Initials  string            `json:"initials"`
	Sex       model.Sex         `json:"sex"`
	Birthday  model.Date        `json:"birthday"`
	Calendar  model.Calendar    `json:"calendar"`
	Leap      bool              `json:"leap"`
	IDNumber  string            `json:"idNumber"`
	Phone     string            `json:"phone"`
	Branch    string            `json:"branch"`
	Category  string            `json:"category"`
	Joined    model.Date        `json:"joined"`
	Confirmed model.Date        `json:"confirmed"`
	State     model.MemberState `json:"state"`
}

func (c *membersCommand) Run(s *session) error {
	return s.withStore(func(st *store.Store) error {
		page, err := st.Members(s, store.MemberFilter{Search: c.Search})
		if err != nil {
			return err
		}
		rows := make([]memberAnswer, 0, len(page.Members))
		for _, m := range page.Members {
			calendar := m.Birthday.Calendar
			if calendar == "" {
				calendar = model.Solar
			}
			rows = append(rows, memberAnswer{
				ID: m.ID, Name: m.Name, Pinyin: m.Pinyin, Initials: m.Initials, Sex: m.Sex,
				Birthday: m.Birthday.Date, Calendar: calendar, Leap: m.Birthday.Leap,
				IDNumber: m.IDNumber, Phone: m.Phone, Branch: page.Branches[m.Branch], Category: m.Category,
				Joined: m.Joined, Confirmed: m.Confirmed, State: m.State,
			})
		}
		return s.answer(rows, func(w io.Writer) error {
			t := newTable(w, "姓名", "性别", "生日", "支部", "类别", "电话", "状态")
			for i, r := range rows {
				t.row(r.Name, r.Sex.Chinese(), page.Members[i].Birthday.Chinese(), r.Branch, r.Category, model.MaskPhone(r.Phone), r.State.Chinese())
			}
			return t.end(fmt.Sprintf("共 %d 人。", page.Total))
		})
	})
}

type birthdaysCommand struct {
	From date `placeholder:"DATE" help:"从哪一天起。不写时从今天起。"`
	Days int  `default:"30" help:"看多少天，含第一天。"`
}

// birthdayAnswer is one row of the birthdays command.
type birthdayAnswer struct {
	Date   model.Date            `json:"date"`
	Member model.ID              `json:"member"`
	Name   string                `json:"name"`
	Kind   model.AnniversaryKind `json:"kind"`
	Years  int                   `json:"years"`
}

func (c *birthdaysCommand) Run(s *session) error {
	if c.Days < 1 || c.Days > 3660 {
		return &usageError{"--days 要在 1 到 3660 之间"}
	}
	from := model.Date(c.From)
	if from.IsZero() {
		from = model.DateOf(s.now())
	}
	return s.withStore(func(st *store.Store) error {
		found, err := st.Anniversaries(s, store.AnniversaryFilter{From: from, Days: c.Days})
		if err != nil {
			return err
		}
		rows := make([]birthdayAnswer, 0, len(found.Anniversaries))
		for _, a := range found.Anniversaries {
			rows = append(rows, birthdayAnswer{a.Date, a.Member.ID, a.Member.Name, a.Kind, a.Years})
		}
		return s.answer(rows, func(w io.Writer) error {
			t := newTable(w, "日期", "姓名", "类别", "年数", "支部")
			for _, a := range found.Anniversaries {
				kind := "生日"
				if a.Kind == model.PoliticalAnniversary {
					kind = "政治生日"
				}
				t.row(a.Date.String(), a.Member.Name, kind, fmt.Sprint(a.Years), a.Branch)
			}
			return t.end(fmt.Sprintf("共 %d 人次。", len(rows)))
		})
	})
}

type activitiesCommand struct{}

// activityAnswer is one row of the activities command.
type activityAnswer struct {
	ID       model.ID   `json:"id"`
	Kind     model.Kind `json:"kind"`
	Title    string     `json:"title"`
	Start    string     `json:"start"`
	End      string     `json:"end"`
	Expected int        `json:"expected"`
	Present  int        `json:"present"`
	Late     int        `json:"late"`
	Leave    int        `json:"leave"`
	Absent   int        `json:"absent"`
	WalkIns  int        `json:"walkIns"`
}

func (c *activitiesCommand) Run(s *session) error {
	return s.withStore(func(st *store.Store) error {
		found, total, err := st.Activities(s, store.ActivityFilter{})
		if err != nil {
			return err
		}
		const minute = "2006-01-02T15:04"
		rows := make([]activityAnswer, 0, len(found))
		for _, f := range found {
			a, t := f.Activity, f.Tally
			rows = append(rows, activityAnswer{
				a.ID, a.Kind, a.Title, a.Start.Format(minute), a.End.Format(minute),
				t.Expected, t.Present, t.Late, t.Leave, t.Absent, t.WalkIns,
			})
		}
		return s.answer(rows, func(w io.Writer) error {
			t := newTable(w, "开始", "类别", "名称", "应到", "实到", "迟到", "请假", "缺席", "新来")
			for _, r := range rows {
				t.row(r.Start, model.KindOf(r.Kind).Name, r.Title, fmt.Sprint(r.Expected), fmt.Sprint(r.Present),
					fmt.Sprint(r.Late), fmt.Sprint(r.Leave), fmt.Sprint(r.Absent), fmt.Sprint(r.WalkIns))
			}
			return t.end(fmt.Sprintf("共 %d 场。", total))
		})
	})
}

type checkCommand struct{}

// checkAnswer is what the check command found.
type checkAnswer struct {
	OK       bool     `json:"ok"`
	Problems []string `json:"problems"`
}

func (c *checkCommand) Run(s *session) error {
	return s.withStore(func(st *store.Store) error {
		problems, err := st.Check(s)
		if err != nil {
			return err
		}
		if problems == nil {
			problems = []string{}
		}
		err = s.answer(checkAnswer{len(problems) == 0, problems}, func(w io.Writer) error {
			for _, p := range problems {
				if _, err := fmt.Fprintln(w, p); err != nil {
					return err
				}
			}
			if len(problems) == 0 {
				_, err := fmt.Fprintln(w, "数据完好。")
				return err
			}
			return nil
		})
		if err == nil && len(problems) > 0 {
			err = &model.Error{Code: model.Damaged, Message: fmt.Sprintf("发现 %d 处问题。", len(problems))}
		}
		return err
	})
}

// table aligns plain answers; its first error is reported by end.
type table struct {
	w   *tabwriter.Writer
	out io.Writer
	err error
}

func newTable(w io.Writer, headings ...string) *table {
	t := &table{w: tabwriter.NewWriter(w, 0, 8, 2, ' ', 0), out: w}
	t.row(headings...)
	return t
}

func (t *table) row(cells ...string) {
	for i, c := range cells {
		end := "\t"
		if i == len(cells)-1 {
			end = "\n"
		}
		if t.err == nil {
			_, t.err = io.WriteString(t.w, c+end)
		}
	}
}

func (t *table) end(summary string) error {
	if t.err == nil {
		t.err = t.w.Flush()
	}
	if t.err == nil {
		_, t.err = fmt.Fprintln(t.out, summary)
	}
	return t.err
}

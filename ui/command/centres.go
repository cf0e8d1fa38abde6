package command

import (
	"cmp"
	"fmt"
	"io"
	"time"

	"jishi/model"
	"jishi/model/store"
)

type centresCommand struct {
	Month  month  `placeholder:"2018-05" help:"看哪一月的数字；什么时间都不写时为本月。"`
	Year   int    `placeholder:"2018" help:"看哪一年的数字。"`
	Assign string `placeholder:"CODE" help:"区里定下这个中心归哪个街道，和 --street 一起用。两个街道都报来同一个中心时要先定。"`
	Street string `placeholder:"CODE" help:"归哪个街道；写中心自己的代码，就是由它直接报。"`
}

// centreAnswer is one row of the centres command.
type centreAnswer struct {
	officeAnswer
	Street       string         `json:"street"` // that passes its records on; empty where it sends them itself
	Approved     bool           `json:"approved"`
	LastSequence int            `json:"lastSequence"`
	LastReceived string         `json:"lastReceived"` // empty where nothing came
	Overdue      bool           `json:"overdue"`
	Missing      []int          `json:"missing"`
	Rows         map[string]int `json:"rows"` // held here, by table; of a street with those of its centres
	// Figures of the period; of a street with its centres.
	Members    int      `json:"members"` // on the register, active
	Activities int      `json:"activities"`
	Times      int      `json:"times"`  // 人次
	People     int      `json:"people"` // 人数
	Minutes    int      `json:"minutes"`
	Rate       *float64 `json:"rate"` // 0 to 1; null where nobody was expected

	figures model.CentreFigures
}

func (c *centresCommand) Run(s *session) error {
	if (c.Assign == "") != (c.Street == "") {
		return &usageError{"--assign 和 --street 要一起用"}
	}
	if c.Year != 0 && !model.Date(c.Month).IsZero() {
		return &usageError{"--year 和 --month 只能用一个"}
	}
	return s.withStore(func(st *store.Store) error {
		if c.Assign != "" {
			if err := c.assign(s, st); err != nil {
				return err
			}
		}
		view, err := st.Overview(s, c.period(model.DateOf(s.now())).Year, c.period(model.DateOf(s.now())).Month)
		if err != nil {
			return err
		}
		offices, err := st.Offices(s)
		if err != nil {
			return err
		}
		rows := centreAnswers(offices, view)
		return s.answer(rows, func(w io.Writer) error {
			t := newTable(w, "代码", "单位", "最近的包", "收到时间", "上报", "缺号", "在册", "场次", "人次", "人数", "服务小时", "到会率", "指纹")
			for _, r := range rows {
				name, sent := r.Name, "按时"
				if r.Street != "" {
					name = "　" + name
				}
				if r.Overdue {
					sent = "逾期"
				}
				f := r.figures
				t.row(r.Code, name, numberOr(r.LastSequence, "还没有"), r.LastReceived, sent, numbers(r.Missing), fmt.Sprint(f.Members),
					fmt.Sprint(f.Activities), fmt.Sprint(f.Times), fmt.Sprint(f.People), model.Hours(f.Minutes), cmp.Or(f.RateText(), "—"), r.Fingerprint)
			}
			return t.end(fmt.Sprintf("共 %d 个单位，%s：在册 %d 人，活动 %d 场，%d 人次、%d 人，志愿服务 %s 小时；%d 个逾期没有上报。", len(rows), view.Chinese(),
				view.Sum.Members, view.Sum.Activities, view.Sum.Times, view.Sum.People, model.Hours(view.Sum.Minutes), view.Overdue()))
		})
	})
}

// period is the month or the year of the figures.
func (c *centresCommand) period(today model.Date) model.Date {
	switch {
	case c.Year != 0:
		return model.Date{Year: c.Year}
	case !model.Date(c.Month).IsZero():
		return model.Date(c.Month)
	}
	return model.Date{Year: today.Year, Month: today.Month}
}

// assign settles to which street a centre belongs.
func (c *centresCommand) assign(s *session, st *store.Store) error {
	list, err := st.Centres(s)
	if err != nil {
		return err
	}
	for _, centre := range list {
		if centre.Code != c.Assign && string(centre.ID) != c.Assign {
			continue
		}
		to, err := st.Known(s, c.Street)
		if err != nil {
			return err
		}
		return st.AssignCentre(s, centre.ID, to.ID)
	}
	return &model.Error{Code: model.NotFound, Message: "这里没有这个中心的记录：" + c.Assign}
}

// centreAnswers are the known offices, and after each street the centres that
// it passes on.
func centreAnswers(offices []model.KnownOffice, view model.Overview) []centreAnswer {
	figures := map[model.ID]model.CentreFigures{}
	below := map[model.ID][]model.CentreFigures{}
	for _, f := range view.Centres {
		figures[f.ID] = f
		if f.Street != "" && f.Kind != model.Street {
			below[f.Street] = append(below[f.Street], f)
		}
	}
	streets := map[model.ID]string{}
	for _, f := range view.Streets {
		figures[f.ID], streets[f.ID] = f, f.Name
	}
	rows := make([]centreAnswer, 0, len(offices))
	for _, o := range offices {
		f := figures[o.ID]
		f.Sequence, f.Received = o.LastSequence, o.LastReceived
		row := centreAnswerOf(officeOf(o.Office), f)
		row.Approved, row.Missing, row.Rows = !o.Approved.IsZero(), append(row.Missing, o.Missing...), o.Rows
		rows = append(rows, row)
		for _, f := range below[o.ID] {
			row := centreAnswerOf(officeAnswer{ID: f.ID, Kind: f.Kind, Name: f.Name, Code: f.Code}, f)
			row.Street = streets[f.Street]
			rows = append(rows, row)
		}
	}
	return rows
}

func centreAnswerOf(office officeAnswer, f model.CentreFigures) centreAnswer {
	row := centreAnswer{
		officeAnswer: office, LastSequence: f.Sequence, Overdue: f.Overdue, Missing: []int{}, Rows: map[string]int{}, Members: f.Members,
		Activities: f.Activities, Times: f.Times, People: f.People, Minutes: f.Minutes, figures: f,
	}
	if !f.Received.IsZero() {
		row.LastReceived = f.Received.Local().Format(time.DateTime)
	}
	if rate, ok := f.Rate(); ok {
		row.Rate = &rate
	}
	return row
}

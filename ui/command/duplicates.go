package command

import (
	"fmt"
	"io"
	"strings"

	"jishi/model"
	"jishi/model/store"
)

type duplicatesCommand struct{}

// pairAnswer is one row of the duplicates command.
type pairAnswer struct {
	Strength string   `json:"strength"` // certain, likely or possible
	Reasons  []string `json:"reasons"`
	First    twin     `json:"first"`
	Second   twin     `json:"second"`
}

// twin is one of two records that may be of one person.
type twin struct {
	ID       model.ID `json:"id"`
	Name     string   `json:"name"`
	Birthday string   `json:"birthday"` // as people read it
	Phone    string   `json:"phone"`    // its middle hidden
}

func twinOf(m model.Member) twin {
	return twin{m.ID, m.Name, m.Birthday.Brief(), model.MaskPhone(m.Phone)}
}

func (t twin) text() string {
	return strings.Join(strings.Fields(t.Name+" "+t.Birthday+" "+t.Phone), " ")
}

func (c *duplicatesCommand) Run(s *session) error {
	words := map[model.Strength]string{model.Certain: "certain", model.Likely: "likely", model.Possible: "possible"}
	return s.withStore(func(st *store.Store) error {
		pairs, err := st.Duplicates(s, nil)
		if err != nil {
			return err
		}
		rows := make([]pairAnswer, 0, len(pairs))
		for _, p := range pairs {
			rows = append(rows, pairAnswer{words[p.Strength], p.Reasons, twinOf(p.First), twinOf(p.Second)})
		}
		return s.answer(rows, func(w io.Writer) error {
			t := newTable(w, "把握", "先登记的", "后登记的", "理由")
			for i, r := range rows {
				t.row(pairs[i].Strength.Chinese(), r.First.text(), r.Second.text(), strings.Join(r.Reasons, ""))
			}
			return t.end(fmt.Sprintf("共 %d 对。合并请在窗口的“重复人员”里进行。", len(rows)))
		})
	})
}

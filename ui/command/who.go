package command

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// who says which members, as the list in the window does.
type who struct {
	List       string            `placeholder:"NAME" help:"窗口里存下的名单，不和下面别的筛选一起用。"`
	Search     string            `placeholder:"Q" help:"姓名、拼音、首字母、电话或身份证尾号。"`
	Branch     string            `placeholder:"NAME" help:"支部或党小组的名称。"`
	Category   string            `placeholder:"WORD" help:"类别。"`
	Tag        string            `placeholder:"WORD" help:"标签。"`
	State      model.MemberState `enum:",active,moved,deceased,all,removed" default:"" help:"active（在册，不写时就是）、moved（已转出）、deceased（已去世）、all（全部）或 removed（回收站）。"`
	AgeFrom    int               `placeholder:"N" help:"不小于多少岁。"`
	AgeTo      int               `placeholder:"N" help:"不大于多少岁。"`
	JoinedFrom date              `placeholder:"DATE" help:"入党不早于哪一天。"`
	JoinedTo   date              `placeholder:"DATE" help:"入党不晚于哪一天。"`
	InService  bool              `help:"只要双报到的在职党员。"`
	HasPhone   bool              `help:"只要有电话的人。"`
	Lacks      store.MemberLack  `enum:",birthday,phone" default:"" help:"只要没有填 birthday（生日）或 phone（电话）的人。"`
	Order      store.MemberOrder `enum:",strokes,birth,joined,confirmed,branch,category,standing,sex,ethnic,education,state,degree,party-post,in-service,host-unit,state-date" default:"" help:"按什么排序；不写时按拼音，strokes 是按姓氏笔画。"`
	Descending bool              `help:"倒着排。"`
}

// filter finds the saved list or the branch by its name.
func (w who) filter(ctx context.Context, st *store.Store) (store.MemberFilter, error) {
	if w.List != "" {
		if w != (who{List: w.List}) {
			return store.MemberFilter{}, &usageError{"--list 已经说了要哪些人，不要再写别的筛选"}
		}
		lists, err := st.MemberLists(ctx)
		if err != nil {
			return store.MemberFilter{}, err
		}
		return listCalled(w.List, lists)
	}
	f := store.MemberFilter{
		Search: w.Search, Category: w.Category, Tag: w.Tag, State: w.State, AgeFrom: w.AgeFrom, AgeTo: w.AgeTo,
		JoinedFrom: model.Date(w.JoinedFrom), JoinedTo: model.Date(w.JoinedTo), InService: w.InService,
		Lacks: w.Lacks, Order: w.Order, Descending: w.Descending,
	}
	switch f.State {
	case "":
		f.State = model.Active
	case "all":
		f.State = ""
	case "removed":
		f.State, f.Removed = "", true
	}
	if w.HasPhone {
		f.Has = store.LacksPhone
	}
	if w.Branch == "" {
		return f, nil
	}
	tree, err := st.Organisations(ctx)
	if err != nil {
		return f, err
	}
	f.Branch, err = placeCalled(w.Branch, tree)
	return f, err
}

// listCalled finds the filter of the saved list called name.
func listCalled(name string, lists []store.MemberList) (store.MemberFilter, error) {
	names := make([]string, len(lists))
	for i, l := range lists {
		if l.Name == name {
			return l.Filter, nil
		}
		names[i] = l.Name
	}
	return store.MemberFilter{}, &model.Error{Code: model.NotFound, Field: "List", Message: "没有叫“" + name + "”的名单。现有：" + strings.Join(names, "、") + "。"}
}

// placeCalled finds the branch or group called name; a group may be told from
// others of its name by its branch: 第一支部/第一党小组.
func placeCalled(name string, tree []model.Organisation) (model.ID, error) {
	names := map[model.ID]string{}
	for _, o := range tree {
		names[o.ID] = o.Name
	}
	var found []model.ID
	var offered []string
	for _, o := range tree {
		full := o.Name
		switch o.Kind {
		case model.Branch:
		case model.Group:
			full = names[o.Parent] + "/" + o.Name
		default:
			continue
		}
		if name == o.Name || name == full {
			found = append(found, o.ID)
		}
		offered = append(offered, full)
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return "", &model.Error{Code: model.NotFound, Field: "Branch", Message: "没有叫“" + name + "”的支部或党小组。现有：" + strings.Join(offered, "、") + "。"}
	}
	return "", &model.Error{
		Code: model.Invalid, Field: "Branch",
		Message: fmt.Sprintf("叫“%s”的有 %d 个，请写成“支部/党小组”。现有：%s。", name, len(found), strings.Join(offered, "、")),
	}
}

type exportListCommand struct {
	Who     who      `embed:""`
	Columns []string `placeholder:"KEY" help:"要哪些列，用逗号隔开（Name,Phone …）；不写时为全部。"`
	Full    bool     `help:"写出完整的身份证号和电话；不加时隐去中间几位。"`
	Out     string   `required:"" placeholder:"FILE" help:"写到哪个 .xlsx 或 .csv 文件。"`
}

// exportListAnswer is what the export-list command wrote.
type exportListAnswer struct {
	File   string `json:"file"`
	People int    `json:"people"`
}

func (c *exportListCommand) Run(s *session) error {
	file, err := filepath.Abs(c.Out)
	if err != nil {
		return fmt.Errorf("find %s: %w", c.Out, err)
	}
	return s.withStore(func(st *store.Store) error {
		f, err := c.Who.filter(s, st)
		if err != nil {
			return err
		}
		n, err := printing.Export(s, st, printing.ExportJob{People: f, Columns: c.Columns, Full: c.Full, File: file}, nil)
		if err != nil {
			return err
		}
		return s.answer(exportListAnswer{c.Out, n}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "已写好 %s，共 %d 人。\n", c.Out, n)
			return err
		})
	})
}

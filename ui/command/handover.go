package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
)

type handoverCommand struct {
	Member      string `arg:"" help:"转给别的中心的人：姓名、拼音、电话或编号，只能对上一个人。"`
	ToCentre    string `placeholder:"FILE" help:"接收中心的单位文件，或登记过的统计代码。"`
	Fingerprint string `placeholder:"F" help:"接收中心在电话里念出的指纹；已用 pair 核对过的不用写。"`
	Day         date   `placeholder:"DATE" help:"哪天转出；不写时是今天。"`
	To          string `placeholder:"DIR" help:"写到哪个文件夹，一般是U盘。不写时只看带去什么，什么都不改。"`
	Undo        bool   `help:"撤销这个人的转出，对方签收以前可以。"`
}

// pastAnswer counts what goes along of one kind.
type pastAnswer struct {
	Kind    model.PastKind `json:"kind"`
	N       int            `json:"n"`
	Minutes int            `json:"minutes"`
}

// personAnswer is who goes with a package from centre to centre.
type personAnswer struct {
	Name string       `json:"name"`
	Day  string       `json:"day"` // of the move
	Past []pastAnswer `json:"past"`
	// Alike are own members who may be the same person; nobody is merged.
	Alike []alikeAnswer `json:"alike"`
}

type alikeAnswer struct {
	ID      model.ID `json:"id"`
	Name    string   `json:"name"`
	Likely  string   `json:"likely"`
	Reasons []string `json:"reasons"`
}

func personOf(h model.Handing, alike []model.Pair) *personAnswer {
	a := &personAnswer{Name: h.Member.Name, Day: h.Member.StateDate.String(), Past: []pastAnswer{}, Alike: []alikeAnswer{}}
	for _, c := range h.Counts() {
		a.Past = append(a.Past, pastAnswer(c))
	}
	for _, p := range alike {
		a.Alike = append(a.Alike, alikeAnswer{p.Second.ID, p.Second.Name, p.Strength.Chinese(), p.Reasons})
	}
	return a
}

// lines say who goes, with what, and who here may be the same person.
func (a *personAnswer) lines() []string {
	text := "  " + a.Name + "，" + a.Day + " 转出；带去本人资料"
	for _, p := range a.Past {
		text += fmt.Sprintf("，%s %d 条", p.Kind.Chinese(), p.N)
	}
	lines := []string{text + "。"}
	for _, p := range a.Alike {
		lines = append(lines, fmt.Sprintf("  本中心有“%s”，%s是同一个人：%s没有合并，请在“重复人员”里处理。", p.Name, p.Likely, strings.Join(p.Reasons, "")))
	}
	return lines
}

// handoverAnswer is what the handover command did.
type handoverAnswer struct {
	File     string        `json:"file"` // empty where nothing was written
	Office   string        `json:"office"`
	Sequence int           `json:"sequence"`
	Person   *personAnswer `json:"person"`
	Lost     int           `json:"lost"` // photos missing or damaged here
}

func (c *handoverCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		member, err := c.member(s, st)
		if err != nil {
			return err
		}
		if c.Undo {
			return c.undo(s, st, member)
		}
		to, err := c.office(s, st)
		if err != nil {
			return err
		}
		day := model.Date(c.Day)
		if day.IsZero() {
			day = st.Today()
		}
		d, err := st.Departing(s, member.ID, to, day)
		if err != nil {
			return err
		}
		answer := handoverAnswer{Office: to.Name, Person: personOf(d.Handing, nil)}
		if c.To != "" {
			done, err := exchange.Export{Kind: model.HandoverPackage, To: to, Keys: keys, Folder: c.To}.Write(s, d)
			if err != nil {
				return err
			}
			answer.File, answer.Sequence, answer.Lost = done.Path, done.Package.Sequence, len(done.Lost)
		}
		return s.answer(answer, answer.print)
	})
}

func (a handoverAnswer) print(w io.Writer) error {
	lines := append([]string{"转给" + a.Office + "："}, a.Person.lines()...)
	if a.File == "" {
		lines = append(lines, "还没有转出；加 --to 写到U盘。")
	} else {
		lines = append(lines, fmt.Sprintf("已写好并读回核对：%s\n已标记为转出，签到、证书等记录仍留在本中心。请把U盘交给对方；对方签收以前可以加 --undo 撤销。", a.File))
	}
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
	return err
}

// member finds the one whom the argument means; nobody who is in the recycle
// bin.
func (c *handoverCommand) member(s *session, st *store.Store) (model.Member, error) {
	m, err := st.Member(s, model.ID(c.Member))
	if err == nil || model.CodeOf(err) != model.NotFound {
		return m, err
	}
	const shown = 5
	page, err := st.Members(st.OwnOnly(s), store.MemberFilter{Search: c.Member, Limit: shown})
	if err != nil {
		return m, err
	}
	switch page.Total {
	case 1:
		return page.Members[0], nil
	case 0:
		return m, &model.Error{Code: model.NotFound, Message: "没有找到这个人：" + c.Member}
	}
	names := make([]string, len(page.Members))
	for i, found := range page.Members {
		names[i] = found.Name + " " + string(found.ID)
	}
	return m, &model.Error{Code: model.Invalid, Message: fmt.Sprintf("对上了 %d 个人，请用编号写明是谁：%s", page.Total, strings.Join(names, "；"))}
}

func (c *handoverCommand) undo(s *session, st *store.Store, m model.Member) error {
	if err := st.TakeBackHandover(s, m.ID); err != nil {
		return err
	}
	return s.answer(handoverAnswer{Person: &personAnswer{Name: m.Name, Past: []pastAnswer{}, Alike: []alikeAnswer{}}}, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "已撤销%s的转出，又在册了。那个U盘上的包不要再交给对方。\n", m.Name)
		return err
	})
}

// office is the centre that the member goes to: known by its code, or whose
// file it is. The fingerprint was compared just now, or when it was paired.
func (c *handoverCommand) office(s *session, st *store.Store) (known model.KnownOffice, err error) {
	if c.ToCentre == "" {
		return known, &usageError{"请用 --to-centre 写明转给哪个中心"}
	}
	if known, err = st.Known(s, c.ToCentre); model.CodeOf(err) != model.NotFound {
		return known, err
	}
	file, err := os.Open(c.ToCentre)
	if err != nil {
		return known, notFound(c.ToCentre, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	office, err := keyring.ReadPublic(file)
	if err != nil {
		return known, err
	}
	if c.Fingerprint != "" {
		if !office.SameFingerprint(c.Fingerprint) {
			return known, &model.Error{Code: model.Refused, Message: "指纹和这个文件的不一样，没有转出。请打电话再核对一遍。"}
		}
		if err := st.Approve(s, office); err != nil {
			return known, err
		}
	}
	known, err = st.Known(s, string(office.ID))
	if model.CodeOf(err) == model.NotFound || err == nil && (known.Approved.IsZero() || !known.SameKeys(office)) {
		return known, &model.Error{Code: model.Refused, Message: "还没有核对过“" + office.Name + "”的指纹。请打电话核对，再加上 --fingerprint F。"}
	}
	return known, err
}

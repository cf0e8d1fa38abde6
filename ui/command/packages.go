package command

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
)

type exportCommand struct {
	To     string `required:"" placeholder:"DIR" help:"写到哪个文件夹，一般是U盘。"`
	Office string `placeholder:"CODE" help:"报给哪个单位；只登记了一个上级时不用写。"`
}

// exportAnswer is what the export command wrote.
type exportAnswer struct {
	File     string         `json:"file"`
	Office   string         `json:"office"`
	Sequence int            `json:"sequence"`
	Size     int64          `json:"size"` // bytes
	Hash     string         `json:"sha256"`
	Rows     map[string]int `json:"rows"`   // by table
	Files    int            `json:"files"`  // photos and attachments
	Lost     []string       `json:"lost"`   // those missing or damaged here
	Relays   int            `json:"relays"` // centres whose records a street passes on
}

func (c *exportCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		to, err := c.office(s, st)
		if err != nil {
			return err
		}
		done, err := exchange.Export{Kind: model.ReportPackage, To: to, Keys: keys, Folder: c.To}.Write(s, st)
		if err != nil {
			return err
		}
		p := done.Package
		answer := exportAnswer{
			File: done.Path, Office: to.Name, Sequence: p.Sequence, Size: p.Size, Hash: p.Hash, Rows: p.Rows, Files: len(p.Files),
			Lost: append([]string{}, done.Lost...), Relays: done.Relays,
		}
		return s.answer(answer, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "已写好并读回核对：%s\n报给%s的第 %d 号包：人员 %d，活动 %d，签到 %d，照片和附件 %d 个。现在可以拔出U盘。\n",
				answer.File, answer.Office, answer.Sequence, p.Rows["members"], p.Rows["activities"], p.Rows["attendances"], answer.Files)
			if err == nil && answer.Relays > 0 {
				_, err = fmt.Fprintf(w, "包里有下属 %d 个中心的记录。\n", answer.Relays)
			}
			if err == nil && len(answer.Lost) > 0 {
				_, err = fmt.Fprintf(w, "有 %d 个照片或附件文件不见了或已损坏，没有放进去。\n", len(answer.Lost))
			}
			return err
		})
	})
}

// office is whom the package is for: the one named, or the only one above.
func (c *exportCommand) office(s *session, st *store.Store) (model.KnownOffice, error) {
	self, err := st.Self(s)
	if err != nil {
		return model.KnownOffice{}, err
	}
	if c.Office != "" {
		to, err := st.Known(s, c.Office)
		if err == nil && !to.Kind.Above(self.Kind) {
			err = &model.Error{Code: model.Refused, Message: "“" + to.Name + "”不是上级单位，不能向它上报。"}
		}
		return to, err
	}
	offices, err := st.Offices(s)
	if err != nil {
		return model.KnownOffice{}, err
	}
	var above []model.KnownOffice
	for _, o := range offices {
		if o.Kind.Above(self.Kind) && !o.Approved.IsZero() {
			above = append(above, o)
		}
	}
	switch len(above) {
	case 0:
		return model.KnownOffice{}, &model.Error{Code: model.Refused, Message: "还没有登记上级单位。请先用它的单位文件登记：pair FILE --fingerprint F"}
	case 1:
		return above[0], nil
	}
	return model.KnownOffice{}, &usageError{"登记了不止一个上级单位，请用 --office 写明报给哪个"}
}

type inspectCommand struct {
	File string `arg:"" help:"收到的包。"`
}

// stayNamed says what becomes of rows that go but are named by others.
const stayNamed = "记录别的单位还用着：那里名字照样有，这里按已移除处理，不再计入。"

// tableAnswer is what a package changes in one type of record.
type tableAnswer struct {
	Table    string         `json:"table"`
	New      int            `json:"new"`
	Changed  int            `json:"changed"`
	Removed  int            `json:"removed"`
	Same     int            `json:"same"`
	Doubtful int            `json:"doubtful"`
	Named    int            `json:"named"`  // rows that stay or come marked as removed, since others name them
	Fields   map[string]int `json:"fields"` // how often each column differs

	name string
}

// packageAnswer is what the commands tell of a package that came.
type packageAnswer struct {
	File     string       `json:"file"`
	OK       bool         `json:"ok"`
	Message  string       `json:"message"` // why not, or what is special
	Centre   officeAnswer `json:"centre"`
	Approved bool         `json:"approved"`
	Kind     string       `json:"kind"`
	Sequence int          `json:"sequence"`
	Made     string       `json:"made"`
	Applied  bool         `json:"applied"`
	Repeated bool         `json:"repeated"`
	Older    bool         `json:"older"`
	Missing  []int        `json:"missing"`
	Rows     int          `json:"rows"`  // in the package
	Files    int          `json:"files"` // photos and attachments in it
	// Confirmed is how many packages of this office's the sender says it has.
	Confirmed int `json:"confirmed"`
	// Withdrawn is how many of them are handovers that were taken back here.
	Withdrawn int           `json:"withdrawn"`
	Person    *personAnswer `json:"person"`  // who comes from another centre; null of other packages
	Relays    int           `json:"relays"`  // centres whose records came with a street's own
	LeftOut   []string      `json:"leftOut"` // centres that were settled to be another street's
	Tables    []tableAnswer `json:"tables"`
}

func packageOf(file string, d model.PackageDiff) packageAnswer {
	a := packageAnswer{
		File: file, OK: true, Centre: officeOf(d.Sender), Approved: true, Kind: string(d.Package.Kind), Sequence: d.Package.Sequence,
		Made: d.Package.Made.Local().Format(time.DateTime), Repeated: d.Repeated, Older: d.Older, Missing: append([]int{}, d.Missing...),
		Files: d.Files, Confirmed: d.Confirmed, Withdrawn: d.Withdrawn, Relays: d.Relays, LeftOut: append([]string{}, d.LeftOut...), Tables: []tableAnswer{},
	}
	if d.Coming != nil {
		a.Person = personOf(*d.Coming, d.Alike)
	}
	for _, n := range d.Package.Rows {
		a.Rows += n
	}
	for _, t := range d.Tables {
		a.Tables = append(a.Tables, tableAnswer{t.Table.Name, t.New, t.Changed, t.Removed, t.Same, t.Doubtful, t.Named, t.Fields, t.Table.Chinese()})
	}
	switch {
	case d.Repeated:
		a.Message = "这个包已经收过，没有变化。"
	case d.Older:
		a.Message = "已经有更新的包，这个只作登记。"
	}
	return a
}

func (a packageAnswer) print(w io.Writer) error {
	lines := []string{fmt.Sprintf("%s：%s", filepath.Base(a.File), a.Message)}
	if a.OK {
		lines = []string{
			fmt.Sprintf("%s：%s第 %d 号%s，%s 生成，共 %d 条记录，照片和附件 %d 个。%s",
				filepath.Base(a.File), a.Centre.Name, a.Sequence, model.PackageKind(a.Kind).Chinese(), a.Made, a.Rows, a.Files, a.Message),
		}
	}
	if a.OK && !a.Approved {
		lines = append(lines, "  还没有登记这个单位。请打电话核对指纹："+a.Centre.Fingerprint)
	}
	if a.Confirmed > 0 {
		lines = append(lines, fmt.Sprintf("  对方签收了本单位的 %d 个包。", a.Confirmed))
	}
	if a.Withdrawn > 0 {
		lines = append(lines, fmt.Sprintf("  对方收下了本单位已经撤销的 %d 个转移包，人在两边都在册：请打电话商量，由一方撤销或转出。", a.Withdrawn))
	}
	if a.Person != nil {
		lines = append(lines, a.Person.lines()...)
	}
	if a.Relays > 0 {
		lines = append(lines, fmt.Sprintf("  带着下属 %d 个中心的记录。", a.Relays))
	}
	if len(a.LeftOut) > 0 {
		lines = append(lines, "  已定归别的街道，没有导入："+strings.Join(a.LeftOut, "、"))
	}
	if len(a.Missing) > 0 {
		lines = append(lines, "  没有收到过第 "+numbers(a.Missing)+" 号包；不要紧，每个包都是全的。")
	}
	for _, t := range a.Tables {
		if t.New+t.Changed+t.Removed+t.Doubtful > 0 {
			lines = append(lines, fmt.Sprintf("  %s：新增 %d，有变化 %d，移除 %d，存疑 %d", t.name, t.New, t.Changed, t.Removed, t.Doubtful))
		}
		if t.Named > 0 {
			lines = append(lines, fmt.Sprintf("    其中 %d 条%s", t.Named, stayNamed))
		}
	}
	_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
	return err
}

func (c *inspectCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		reader, err := exchange.NewReader(s, keys, st)
		if err != nil {
			return err
		}
		diff, approved, err := reader.Inspect(s, st, c.File)
		if err != nil {
			return err
		}
		answer := packageOf(c.File, diff)
		answer.Approved = approved
		return s.answer(answer, answer.print)
	})
}

type receiveCommand struct {
	Paths []string `arg:"" name:"path" help:"包，或放包的U盘、文件夹。"`
	Apply bool     `help:"导入。不加时只看，什么都不改。"`
}

// Run handles each package by itself: one that is refused keeps none of the
// others away.
func (c *receiveCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		files, err := exchange.Find(c.Paths)
		if err != nil {
			return err
		}
		if len(files) == 0 {
			return &model.Error{Code: model.NotFound, Message: "这里没有服务纪实的包（.jishi）。"}
		}
		reader, err := exchange.NewReader(s, keys, st)
		if err != nil {
			return err
		}
		answers := make([]packageAnswer, 0, len(files))
		refused := 0
		for _, file := range files {
			answer, err := c.one(s, st, reader, file)
			var known *model.Error
			if errors.As(err, &known) {
				answer = packageAnswer{File: file, Message: known.Message, Missing: []int{}, LeftOut: []string{}, Tables: []tableAnswer{}}
				refused++
			} else if err != nil {
				return err
			}
			answers = append(answers, answer)
		}
		err = s.answer(answers, func(w io.Writer) error { return c.print(w, answers) })
		if err == nil && refused > 0 {
			err = &model.Error{Code: model.Refused, Message: fmt.Sprintf("%d 个包中有 %d 个没有收下。", len(files), refused)}
		}
		return err
	})
}

func (c *receiveCommand) one(s *session, st *store.Store, reader exchange.Reader, file string) (packageAnswer, error) {
	if c.Apply {
		diff, err := reader.Receive(s, st, file)
		answer := packageOf(file, diff)
		answer.Applied = err == nil && !diff.Repeated && !diff.Older
		return answer, err
	}
	diff, approved, err := reader.Inspect(s, st, file)
	answer := packageOf(file, diff)
	answer.Approved = approved
	return answer, err
}

func (c *receiveCommand) print(w io.Writer, answers []packageAnswer) error {
	for _, a := range answers {
		if err := a.print(w); err != nil {
			return err
		}
	}
	if c.Apply {
		return nil
	}
	_, err := fmt.Fprintln(w, "还没有导入；加 --apply 导入。")
	return err
}

type undoCommand struct {
	Centre string `arg:"" help:"中心的统计代码。"`
}

func (c *undoCommand) Run(s *session) error {
	return s.withStore(func(st *store.Store) error {
		office, err := st.Known(s, c.Centre)
		if err != nil {
			return err
		}
		undone, err := st.UndoReceive(s, office.ID)
		if err != nil {
			return err
		}
		now, err := st.Known(s, string(office.ID))
		if err != nil {
			return err
		}
		answer := struct {
			Centre   officeAnswer `json:"centre"`
			Undone   int          `json:"undone"`
			Sequence int          `json:"sequence"` // of the package whose rows are held now
			Named    int          `json:"named"`    // rows that stay marked as removed, since others name them
		}{officeOf(office.Office), undone.Sequence, now.LastSequence, undone.Named}
		return s.answer(answer, func(w io.Writer) error {
			stay := ""
			if undone.Named > 0 {
				stay = fmt.Sprintf("有 %d 条%s\n", undone.Named, stayNamed)
			}
			_, err := fmt.Fprintf(w, "已撤销%s的第 %d 号包；现在的数据来自：%s。\n%s", office.Name, undone.Sequence, numberOr(now.LastSequence, "没有包"), stay)
			return err
		})
	})
}

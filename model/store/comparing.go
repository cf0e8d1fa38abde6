package store

import (
	"fmt"
	"slices"

	"jishi/model"
)

// shownRows is how many changed rows of a table are shown with their values.
const shownRows = 50

// compare finds what the package changes, table by table.
func (r *reception) compare() (model.PackageDiff, error) {
	diff := model.PackageDiff{
		Package: r.pack, Sender: r.parcel.Sender(), Repeated: r.repeated, Older: r.older, Missing: r.missing,
		Files: len(r.parcel.Files()), Relays: len(r.relays), LeftOut: r.leftOut,
	}
	if r.repeated || r.older {
		return diff, nil
	}
	if r.pack.Kind == model.HandoverPackage {
		return diff, r.compareHandover(&diff)
	}
	if err := r.findLent(); err != nil {
		return diff, err
	}
	tables := make([]model.TableDiff, len(r.tables))
	for i, t := range r.tables {
		look := r.compareTable
		if r.pack.Kind == model.AnswerPackage && t.Name == (wordRow{}).TableName() {
			look = r.newWords
		}
		var err error
		if tables[i], err = look(t); err != nil {
			return diff, err
		}
	}
	if err := r.settleLost(tables); err != nil {
		return diff, err
	}
	diff.Tables = slices.DeleteFunc(tables, func(found model.TableDiff) bool {
		return found.New+found.Changed+found.Removed+found.Same+found.Doubtful == 0
	})
	return diff, nil
}

// comparing is a table whose rows are compared in portions.
type comparing struct {
	*finds
	r     *reception
	table model.Table
	diff  model.TableDiff
	id    int
	batch [][]any
	ids   []string
	met   map[string]bool // ids of held rows that the package has
}

func (r *reception) compareTable(t model.Table) (model.TableDiff, error) {
	c := &comparing{
		finds: &finds{first: r.held[t.Name] == 0, come: map[string]bool{}, differ: map[string]bool{}, lent: map[string][]string{}},
		r:     r, table: t, diff: model.TableDiff{Table: t, Fields: map[string]int{}}, id: t.Position("id"), met: map[string]bool{},
	}
	r.finds[t.Name] = c.finds
	check := checkOf(t)
	err := r.rows(t, func(values []any) error {
		c.arrived++
		if err := check(values); err != nil {
			return misfit(t, c.arrived, err)
		}
		if len(r.left) > 0 {
			c.countLent(values)
		}
		if c.first {
			return nil
		}
		c.batch = append(c.batch, append([]any(nil), values...))
		name := textOf(values[c.id])
		c.ids = append(c.ids, name)
		if len(c.batch) == chunk {
			return c.portion()
		}
		return nil
	})
	if err == nil {
		err = c.portion()
	}
	if err != nil {
		return c.diff, err
	}
	if c.first {
		c.diff.New = c.arrived
		return c.diff, nil
	}
	// Where as many were met as are held none is gone, and nobody need read all.
	if len(c.met) < r.held[t.Name] {
		err = c.findLost()
	}
	return c.diff, err
}

// countLent notes a row that comes though its centre is left out.
func (c *comparing) countLent(values []any) {
	if of := textOf(values[c.table.Position("owner")]); c.r.left[of] != "" {
		c.lent[of] = append(c.lent[of], textOf(values[c.id]))
		c.diff.Named++
	}
}

// misfit refuses a package for a row that breaks a rule.
func misfit(t model.Table, number int, cause error) error {
	return &model.Error{
		Code: model.Refused, Err: fmt.Errorf("row %d of %s: %s", number, t.Name, unquoted(cause)),
		Message: fmt.Sprintf("这个包里第 %d 条“%s”不合规则，没有导入：%s", number, t.Chinese(), sentenceOf(cause)),
	}
}

// portion compares the rows read so far with those held.
func (c *comparing) portion() error {
	if len(c.ids) == 0 {
		return nil
	}
	held := make(map[string][]any, len(c.ids))
	err := readRows(c.r.tx.Table(c.table.Name).Where("id IN ?", c.ids), c.table, func(values []any) error {
		name := textOf(values[c.id])
		held[name] = append([]any(nil), values...)
		return nil
	})
	if err != nil {
		return err
	}
	owner := c.table.Position("owner")
	for i, is := range c.batch {
		was, there := held[c.ids[i]]
		switch {
		case !there:
			c.come[c.ids[i]] = true
			c.diff.New++
		case !c.r.mine[textOf(was[owner])]:
			return &model.Error{
				Code: model.Refused, Err: fmt.Errorf("row %v of %s belongs to %v", was[c.id], c.table.Name, was[owner]),
				Message: fmt.Sprintf("这个包里有一条“%s”是别的单位的记录，没有导入。", c.table.Chinese()),
			}
		default:
			c.met[c.ids[i]] = true
			if err := c.differs(was, is); err != nil {
				return err
			}
		}
	}
	c.batch, c.ids = c.batch[:0], c.ids[:0]
	return nil
}

// differs notes how a held row changes.
func (c *comparing) differs(was, is []any) error {
	row := model.RowDiff{
		ID: model.ID(textOf(was[c.id])), Label: labelOf(c.table, is), Centre: c.r.named[textOf(is[c.table.Position("owner")])], Fate: model.RowDiffers,
	}
	rev, removed, updated := c.table.Position("rev"), c.table.Position("removed"), c.table.Position("updated_at")
	same := true
	for i, column := range c.table.Columns {
		if was[i] == is[i] {
			continue
		}
		same = false
		if i == rev || i == updated { // they count the change, and are none
			continue
		}
		c.diff.Fields[column.Name]++
		row.Fields = append(row.Fields, model.FieldDiff{Column: column, Was: textOf(was[i]), Is: textOf(is[i])})
	}
	if same {
		c.diff.Same++
		return nil
	}
	before, after := numberOf(was[rev]), numberOf(is[rev])
	// Marked without counting up is what stays here, or at the street that
	// passes it on, only since others name it.
	onlyMark := after == before && len(row.Fields) == 1 && was[removed] != is[removed]
	switch {
	case after < before, after == before && len(row.Fields) > 0 && !onlyMark:
		row.Fate = model.RowOdd
		c.diff.Doubtful++
	case was[removed] == int64(0) && is[removed] == int64(1):
		row.Fate = model.RowGone
		c.diff.Removed++
	case onlyMark:
		row.Fate, row.Fields = model.RowBack, nil
		c.diff.Changed++
	default:
		c.diff.Changed++
	}
	c.differ[string(row.ID)] = true
	if len(c.diff.Rows) < shownRows {
		c.diff.Rows = append(c.diff.Rows, row)
	}
	return c.keep(was)
}

// keep notes a row as it was.
func (c *comparing) keep(was []any) error {
	line, err := jsonOf(c.table, was)
	c.was = append(c.was, line)
	return err
}

// findLost finds the rows of the sender's that are held and not in the package.
func (c *comparing) findLost() error {
	owner, removed := c.table.Position("owner"), c.table.Position("removed")
	return readRows(c.r.tx.Table(c.table.Name).Where("owner IN ?", c.r.owners()), c.table, func(values []any) error {
		name := textOf(values[c.id])
		if c.met[name] {
			return nil
		}
		was, err := jsonOf(c.table, values)
		c.lost = append(c.lost, lostRow{
			id: name, label: labelOf(c.table, values), centre: c.r.named[textOf(values[owner])], removed: values[removed] != int64(0), was: was,
		})
		return err
	})
}

// textOf is a stored value as text; empty where there is none.
func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	return fmt.Sprint(value)
}

// numberOf is a stored value as a number; 0 of what is none.
func numberOf(value any) int64 {
	n, ok := value.(int64)
	if !ok {
		return 0
	}
	return n
}

// jsonOf is a row as packages have it.
func jsonOf(t model.Table, values []any) (line []byte, err error) {
	for i, c := range t.Columns {
		line = append(line, `,"`+c.Name+`":`...)
		if line, err = appendValue(line, values[i]); err != nil {
			return nil, err
		}
	}
	line[0] = '{'
	return append(line, '}'), nil
}

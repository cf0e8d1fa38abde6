package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"jishi/model"
)

// Self is this office, without keys; model.NotFound before the first start has
// asked for it.
func (s *Store) Self(ctx context.Context) (model.Office, error) {
	centre, err := s.Centre(ctx)
	o := model.Office{ID: centre.ID, Kind: centre.Kind, Name: centre.Name, Code: centre.Code}
	if o.Kind == "" {
		o.Kind = model.CentreOf
	}
	return o, err
}

// Snapshot runs work on what a package carries, as it is at one moment, while
// others go on working.
func (s *Store) Snapshot(ctx context.Context, of model.Contents, work func(model.Snapshot) error) error {
	const doing = "read everything"
	if of.Kind == model.HandoverPackage {
		return explain(doing, errors.New("a handover goes by a Departure"))
	}
	err := s.passing(everything(ctx), func(tx *gorm.DB) error {
		tables, err := carriedTables(tx, of.Kind)
		if err != nil {
			return err
		}
		snap := &snapshot{tx: tx, dir: s.dir, of: of, owners: []string{string(of.Owner)}, tables: tables, names: map[string]bool{}}
		if of.Owner == "" {
			if err := snap.sends(s.office.Load().id); err != nil {
				return err
			}
		}
		return work(snap)
	})
	return explain(doing, err)
}

// Where every row is read once a cache would only be filled and thrown away.
const narrowCache = "PRAGMA cache_size = -1000" // 1 MB

// passing runs work in a transaction that reads much and nothing twice.
func (s *Store) passing(ctx context.Context, work func(tx *gorm.DB) error) error {
	return s.read(ctx).Connection(func(conn *gorm.DB) (err error) {
		if err := conn.Exec(narrowCache).Error; err != nil {
			return err
		}
		// The connection goes back to the others, whoever lost patience.
		defer func() { err = errors.Join(err, conn.WithContext(context.WithoutCancel(ctx)).Exec(usualCache).Error) }()
		return conn.Transaction(work, &sql.TxOptions{ReadOnly: true})
	})
}

// snapshot implements model.Snapshot in one transaction.
type snapshot struct {
	tx     *gorm.DB
	dir    string
	of     model.Contents
	owners []string
	relays []model.Relay
	tables []model.Table
	names  map[string]bool // of photos and attachments in rows read so far
}

// sends finds whose rows this office sends.
func (s *snapshot) sends(self model.ID) (err error) {
	s.owners = []string{string(self)}
	if s.of.Kind != model.ReportPackage {
		return nil
	}
	s.relays, err = passedOn(s.tx, self)
	for _, r := range s.relays {
		s.owners = append(s.owners, string(r.Centre))
	}
	return err
}

// Relays implements model.Snapshot.
func (s *snapshot) Relays() []model.Relay { return s.relays }

// Schema implements model.Snapshot.
func (s *snapshot) Schema() int { return latestVersion() }

// Tables implements model.Snapshot.
func (s *snapshot) Tables() []model.Table { return s.tables }

// portion is how many rows are handed over together while a table is read.
const portion = 256

// Rows implements model.Snapshot. Rows are read in the background while those
// before them are checked and written.
func (s *snapshot) Rows(t model.Table, each func(line []byte) error) error {
	ctx, stop := context.WithCancel(s.tx.Statement.Context)
	defer stop()
	portions, read := make(chan []storedRow, 4), make(chan error, 1)
	go func() {
		defer close(portions)
		read <- s.readInto(ctx, t, portions)
	}()
	w := newLineWriter(s, t)
	var failed error
	for rows := range portions {
		for i := 0; i < len(rows) && failed == nil; i++ {
			failed = w.write(rows[i], each)
		}
		if failed != nil {
			stop() // and take what is on its way
		}
	}
	err := <-read
	if failed != nil {
		return failed
	}
	return err
}

// readInto reads the rows of t, some at a time.
func (s *snapshot) readInto(ctx context.Context, t model.Table, portions chan<- []storedRow) error {
	var list []storedRow
	pass := func() error {
		select {
		case portions <- list:
			list = make([]storedRow, 0, portion)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	// The sign keeps SQLite from looking owners up in an index and sorting: the
	// rows of most offices are nearly all there are.
	rows := s.tx.WithContext(ctx).Table(t.Name).Where("+owner IN ?", s.owners)
	if s.of.Kind == model.AnswerPackage {
		rows = s.answered(rows, t)
	}
	err := readStored(rows.Order("rowid"), t, func(row storedRow) error {
		list = append(list, row)
		if len(list) < portion {
			return nil
		}
		return pass()
	})
	if err != nil {
		return err
	}
	return pass()
}

// answered are those rows of t that an answer carries: the shared words, and
// the items for its office.
func (s *snapshot) answered(rows *gorm.DB, t model.Table) *gorm.DB {
	const forIt = "(recipients = '' OR instr(recipients, ?) > 0)"
	switch t.Name {
	case (wordRow{}).TableName():
		return rows.Where("kind IN ? AND removed = ?", model.SharedDictionaries(), false)
	case (streetItemRow{}).TableName():
		return rows.Where(forIt, string(s.of.To))
	case (itemFileRow{}).TableName():
		return rows.Where("item IN (?)", s.tx.Model(&streetItemRow{}).Select("id").Where(forIt, string(s.of.To)))
	}
	return rows
}

// lineWriter writes the rows of one table as lines of JSON.
type lineWriter struct {
	s      *snapshot
	row    *takenRow
	check  rowCheck
	heads  []string // what stands before each value
	pieces [][]byte // each value with its head
	line   []byte
}

func newLineWriter(s *snapshot, t model.Table) *lineWriter {
	w := &lineWriter{s: s, row: newTakenRow(t), check: checkOf(t), heads: make([]string, len(t.Columns)), pieces: make([][]byte, len(t.Columns))}
	for i, c := range t.Columns {
		w.heads[i] = `,"` + c.Name + `":`
	}
	w.heads[0] = "{" + w.heads[0][1:]
	return w
}

func (w *lineWriter) write(row storedRow, each func(line []byte) error) (err error) {
	if err := w.row.apart(row); err != nil {
		return err
	}
	if err := w.check(w.row.values); err != nil {
		return unfit(w.row.table, w.row.values, err)
	}
	for _, i := range w.row.changed {
		v := w.row.values[i]
		if w.pieces[i], err = appendValue(append(w.pieces[i][:0], w.heads[i]...), v); err != nil {
			return err
		}
		if name, ok := v.(string); ok && (len(name) == 64 && hashName(name) || len(name) == 68 && photoName(name)) {
			w.s.names[name] = true
		}
	}
	line := w.line[:0]
	for _, piece := range w.pieces {
		line = append(line, piece...)
	}
	w.line = append(line, '}')
	return each(w.line)
}

// unfit tells of a row here that another office would refuse.
func unfit(t model.Table, values []any, err error) error {
	return &model.Error{
		Code: model.Refused, Err: fmt.Errorf("row %v of %s: %s", values[0], t.Name, unquoted(err)),
		Message: fmt.Sprintf("有一条“%s”不合规则，请先改正再上报：%s%s", t.Chinese(), labelOf(t, values), sentenceOf(err)),
	}
}

// sentenceOf is what people are told of err.
func sentenceOf(err error) string {
	var known *model.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return "内容无法识别。"
}

// Files implements model.Snapshot.
func (s *snapshot) Files() (kept []model.KeptFile, lost []string) {
	for name := range s.names {
		folder := fileFolder
		if photoName(name) {
			folder = photoFolder
		}
		path := filepath.Join(s.dir, folder, name)
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			lost = append(lost, folder+"/"+name)
			continue
		}
		kept = append(kept, model.KeptFile{Name: folder + "/" + name, Path: path, Size: info.Size()})
	}
	slices.SortFunc(kept, func(a, b model.KeptFile) int { return strings.Compare(a.Name, b.Name) })
	slices.Sort(lost)
	return kept, lost
}

// appendValue writes a value as JSON. encoding/json would do, at several times
// the cost of reading the row.
func appendValue(line []byte, value any) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return append(line, "null"...), nil
	case int64:
		return strconv.AppendInt(line, v, 10), nil
	case string:
		if !plain(v) {
			text, err := json.Marshal(v)
			return append(line, text...), err
		}
		line = append(line, '"')
		line = append(line, v...)
		return append(line, '"'), nil
	}
	return nil, fmt.Errorf("a value of type %T", value)
}

// plain reports whether JSON has text as it is.
func plain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c == '"' || c == '\\' {
			return false
		}
	}
	return utf8.ValidString(text)
}

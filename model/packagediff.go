package model

// PackageDiff is what taking a package in changes, or would change.
type PackageDiff struct {
	Package Package
	Sender  Office
	// Repeated says that exactly this package is held already, Older that a
	// newer one is: its rows change nothing.
	Repeated, Older bool
	// Missing are the numbers before the package's that never came. They are
	// harmless: each package holds everything.
	Missing []int
	Tables  []TableDiff
	Files   int // photos and attachments that came with it
	Relays  int // centres of the sender's whose records came with its own
	// LeftOut names the centres whose records were left out because somebody
	// settled that they are another street's.
	LeftOut []string
	// Confirmed is how many packages of this office's the sender says it has.
	Confirmed int
	// Withdrawn is how many handover packages of this office's the sender has
	// though they were taken back here: people have to talk.
	Withdrawn int
	// Coming is who comes with a handover package; nil of other packages and of
	// a mere receipt. Alike are who on the register may be the same person, the
	// likeliest first: nobody is merged.
	Coming *Handing
	Alike  []Pair
}

// TableDiff counts what is different in one type of record.
type TableDiff struct {
	Table Table
	// Removed counts rows that are marked so since, and those that the package
	// no longer has.
	New, Changed, Removed, Same int
	// Named counts, among all these, rows that stay or come marked as removed,
	// only because other offices' records name them: somebody on the list of the
	// street's own activity whom the centre no longer has.
	Named int
	// Doubtful counts changed rows that went back, or changed without counting
	// up: the centre went on from an old backup, say.
	Doubtful int
	Fields   map[string]int // how often each column of changed rows differs
	Rows     []RowDiff      // the first few that are not new
}

// RowFate says what a package does to one row.
type RowFate string

// The fates of a row that is held already.
const (
	RowDiffers RowFate = "changed"  // 有变化
	RowGone    RowFate = "removed"  // 已移除
	RowOdd     RowFate = "doubtful" // 存疑
	RowNamed   RowFate = "named"    // 已移除，名字保留
	RowBack    RowFate = "back"     // 重新出现
)

// Chinese returns the fate's name.
func (f RowFate) Chinese() string {
	switch f {
	case RowDiffers:
		return "有变化"
	case RowGone:
		return "已移除"
	case RowOdd:
		return "存疑"
	case RowNamed:
		return "已移除，名字保留"
	case RowBack:
		return "重新出现"
	}
	return string(f)
}

// RowDiff is one row that a package changes.
type RowDiff struct {
	ID     ID
	Label  string // the name or title, where the row has one
	Centre string // whose it is, of what a street passes on; empty of the sender's own
	Fate   RowFate
	Fields []FieldDiff
}

// FieldDiff is one value of a row, before and after.
type FieldDiff struct {
	Column  Column
	Was, Is string
}

// Sum adds up what the package does over all types of record.
func (d PackageDiff) Sum() TableDiff {
	var sum TableDiff
	for _, t := range d.Tables {
		sum.New += t.New
		sum.Changed += t.Changed
		sum.Removed += t.Removed
		sum.Same += t.Same
		sum.Named += t.Named
		sum.Doubtful += t.Doubtful
	}
	return sum
}

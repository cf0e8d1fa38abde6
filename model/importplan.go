package model

// Fate is what an import does with one row of a roster.
type Fate string

// The fates of a row. Only RowNew and RowChanged are ever applied.
const (
	RowNew       Fate = "new"       // 新增
	RowChanged   Fate = "changed"   // 有变化
	RowUnchanged Fate = "unchanged" // 无变化
	RowDoubtful  Fate = "doubtful"  // 存疑: a person has to decide
	RowWrong     Fate = "wrong"     // 错误: the row cannot be kept
)

// Fates lists the fates in the order previews show them.
func Fates() []Fate {
	return []Fate{RowNew, RowChanged, RowUnchanged, RowDoubtful, RowWrong}
}

// Chinese returns the fate's name in previews.
func (f Fate) Chinese() string {
	switch f {
	case RowNew:
		return "新增"
	case RowChanged:
		return "有变化"
	case RowUnchanged:
		return "无变化"
	case RowDoubtful:
		return "存疑"
	case RowWrong:
		return "错误"
	}
	return string(f)
}

// ImportPlan says row by row what importing a roster would do, before anything
// is done. The store applies it whole or not at all.
type ImportPlan struct {
	File  string      // name of the file, without its folder
	Sheet string      // name of the worksheet; empty for text files
	Rows  []ImportRow // in the order of the file
	// Notes are plain sentences about the file as a whole: columns not used,
	// rows passed over, other worksheets, branches that will be made.
	Notes []string
}

// Count is the number of rows with fate f.
func (p ImportPlan) Count(f Fate) int {
	n := 0
	for i := range p.Rows {
		if p.Rows[i].Fate == f {
			n++
		}
	}
	return n
}

// ImportRow is one person of a roster and what becomes of the row.
type ImportRow struct {
	Number int // row in the sheet, from 1, as Excel shows it
	Fate   Fate
	// Reasons are plain sentences: why the row is doubtful or wrong, and which
	// of its values look odd although they are kept.
	Reasons []string
	// Member is the person as it is to be saved. For RowChanged and
	// RowUnchanged it carries ID and Rev of the person already known, with the
	// row's values merged in. For RowDoubtful and RowWrong it holds what could
	// be read and is never saved.
	Member Member
	// BranchName is the branch to find or make under the centre, GroupName the
	// group (党小组) under it, UnitName the 成员单位; empty leaves the member's as
	// they are.
	BranchName, GroupName, UnitName string
	Changes                         []FieldChange // of a RowChanged

	// Candidates are the known people that a doubtful row may be, and Decision
	// what somebody has decided of it.
	Candidates []Member
	Decision   Decision
}

// Decision is what a person decided of a doubtful row.
type Decision string

// The decisions; the zero value is none yet.
const (
	SamePerson Decision = "same" // 同一人: the row changes the candidate
	NewPerson  Decision = "new"  // 新的人: the row is somebody new
	SkipRow    Decision = "skip" // 不导入
)

// Chinese returns the decision's name, "" for none.
func (d Decision) Chinese() string {
	switch d {
	case SamePerson:
		return "同一人"
	case NewPerson:
		return "新的人"
	case SkipRow:
		return "不导入"
	}
	return ""
}

// Undecided is the number of doubtful rows that nobody has decided yet.
func (p ImportPlan) Undecided() int {
	n := 0
	for i := range p.Rows {
		if p.Rows[i].Fate == RowDoubtful && p.Rows[i].Decision == "" {
			n++
		}
	}
	return n
}

// FieldChange is one value that an import replaces, as people read it.
type FieldChange struct {
	Field         string // of Member: "Phone"
	Label         string // 电话
	Before, After string
}

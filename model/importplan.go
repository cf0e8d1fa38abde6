package model

import "fmt"

// Fate is what an import does with one row of a roster.
type Fate string

// The fates of a row. Only New and Changed rows are ever applied.
const (
	New       Fate = "new"       // 新增
	Changed   Fate = "changed"   // 有变化
	Unchanged Fate = "unchanged" // 无变化
	Doubtful  Fate = "doubtful"  // 存疑: a person has to decide
	Wrong     Fate = "wrong"     // 错误: the row cannot be kept
)

// Fates lists the fates in the order previews show them.
func Fates() []Fate { return []Fate{New, Changed, Unchanged, Doubtful, Wrong} }

// Chinese returns the fate's name in previews.
func (f Fate) Chinese() string {
	switch f {
	case New:
		return "新增"
	case Changed:
		return "有变化"
	case Unchanged:
		return "无变化"
	case Doubtful:
		return "存疑"
	case Wrong:
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
	// other worksheets, branches that will be made.
	Notes []string
}

// ImportRow is one person of a roster and what becomes of the row.
type ImportRow struct {
	Number int // row in the sheet, from 1, as Excel shows it
	Fate   Fate
	// Reasons are plain sentences that explain a Doubtful or Wrong fate.
	Reasons []string
	// Warnings are plain sentences about values that are kept but look odd.
	Warnings []string
	// Member is the person as it is to be saved. For Changed and Unchanged it
	// carries ID and Rev of the person already known, with the row's values
	// merged in. For Doubtful and Wrong it holds what could be read.
	Member Member
	// BranchName is the branch to find or make under the centre; empty leaves
	// Member.Branch as it is.
	BranchName string
	Changes    []FieldChange // of a Changed row
}

// FieldChange is one value that an import replaces, as people read it.
type FieldChange struct {
	Field         string // of Member: "Phone"
	Label         string // 电话
	Before, After string
}

// RowNote is a sentence about one row of a sheet.
type RowNote struct {
	Row     int    `json:"row"`
	Message string `json:"message"`
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

// Errors are the reasons of the Wrong rows.
func (p ImportPlan) Errors() []RowNote {
	var notes []RowNote
	for i := range p.Rows {
		if row := &p.Rows[i]; row.Fate == Wrong {
			notes = appendNotes(notes, row, row.Reasons)
		}
	}
	return notes
}

// Warnings are the reasons of the Doubtful rows and the odd values of all rows.
func (p ImportPlan) Warnings() []RowNote {
	var notes []RowNote
	for i := range p.Rows {
		row := &p.Rows[i]
		if row.Fate == Doubtful {
			notes = appendNotes(notes, row, row.Reasons)
		}
		notes = appendNotes(notes, row, row.Warnings)
	}
	return notes
}

func appendNotes(notes []RowNote, row *ImportRow, messages []string) []RowNote {
	for _, message := range messages {
		notes = append(notes, RowNote{row.Number, message})
	}
	return notes
}

// Summary counts the rows in one sentence.
func (p ImportPlan) Summary() string {
	return fmt.Sprintf("共 %d 行：新增 %d，有变化 %d，无变化 %d，存疑 %d，错误 %d。",
		len(p.Rows), p.Count(New), p.Count(Changed), p.Count(Unchanged), p.Count(Doubtful), p.Count(Wrong))
}

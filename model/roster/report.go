package roster

import (
	"strconv"
	"strings"

	"jishi/model"
)

// Report is the table of what an import did, or would do, with each row
// (导入报告). Numbers in what changed are masked.
func Report(plan model.ImportPlan) Table {
	return Table{
		Title:   "导入报告",
		Columns: []string{"行号", "姓名", "结果", "决定", "变化", "说明"},
		Rows: func(yield func([]string, error) bool) {
			for i := range plan.Rows {
				row := &plan.Rows[i]
				var changes []string
				for _, c := range row.Changes {
					changes = append(changes, c.Label+"："+maskedChange(c))
				}
				line := []string{
					strconv.Itoa(row.Number), row.Member.Name, row.Fate.Chinese(), row.Decision.Chinese(),
					strings.Join(changes, "；"), strings.Join(row.Reasons, ""),
				}
				if !yield(line, nil) {
					return
				}
			}
		},
	}
}

func maskedChange(c model.FieldChange) string {
	before, after := c.Before, c.After
	switch c.Field {
	case "IDNumber":
		before, after = model.MaskIDNumber(before), model.MaskIDNumber(after)
	case "Phone":
		before, after = model.MaskPhone(before), model.MaskPhone(after)
	}
	if before == "" {
		return "补填 " + after
	}
	return before + " → " + after
}

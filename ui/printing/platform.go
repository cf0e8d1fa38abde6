package printing

import (
	"context"
	"fmt"
	"io"

	"jishi/model"
	"jishi/model/roster"
)

// PlatformJob is a table of services for an outside platform.
type PlatformJob struct {
	Platform model.OutsidePlatform
	From, To model.Date
	Activity model.ID // only this one's; all of the period where empty
	Mark     bool     // tick the rows as entered (已填报) once the file is written
	File     string   // .xlsx
}

// PlatformStore is what a table for a platform needs of the store.
type PlatformStore interface {
	PlatformLines(ctx context.Context, platform string, from, to model.Date, activity model.ID) ([]model.PlatformLine, error)
	EnterOnPlatform(ctx context.Context, platform string, lines []model.PlatformLine) (ticked int, err error)
}

// ExportPlatform writes what is not entered on the platform yet and returns the
// rows that stand in the file. ID numbers and phones stand there in full: the
// platform asks for them.
func ExportPlatform(ctx context.Context, st PlatformStore, job PlatformJob) ([]model.PlatformLine, error) {
	lines, err := st.PlatformLines(ctx, job.Platform.Name, job.From, job.To, job.Activity)
	if err != nil {
		return nil, fmt.Errorf("export for a platform: %w", err)
	}
	if len(lines) == 0 {
		return nil, &model.Error{Code: model.Refused, Message: "没有要在“" + job.Platform.Name + "”填报的服务：确认过的时长都已填报。"}
	}
	rows := make([][]string, len(lines))
	for i, l := range lines {
		rows[i] = job.Platform.Cells(l)
	}
	table := roster.Table{Title: job.Platform.Name, Columns: job.Platform.Headings(), Rows: eachOf(rows)}
	for _, c := range job.Platform.Columns {
		if c.Field.Quantity() {
			table.Quantities = append(table.Quantities, c.Heading())
		}
	}
	if err := WriteFile(job.File, func(w io.Writer) error { return roster.WriteXLSX(w, table) }); err != nil {
		return nil, fmt.Errorf("export for a platform: %w", err)
	}
	if job.Mark {
		if _, err := st.EnterOnPlatform(ctx, job.Platform.Name, lines); err != nil {
			return nil, fmt.Errorf("export for a platform: %w", err)
		}
	}
	return lines, nil
}

// PlatformFile names the table of a platform.
func PlatformFile(platform string, today model.Date) string {
	return safe(platform) + " 待填报 " + today.String() + ".xlsx"
}

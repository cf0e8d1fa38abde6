package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"jishi/model"
	"jishi/report"
	"jishi/report/chart"
	"jishi/ui/widgets"
)

// statisticChart is the picture beside a table of statistics.
type statisticChart struct {
	desk    *desk
	picture *canvas.Image
	drawn   int // a picture that another question has overtaken is dropped
}

func newStatisticChart(d *desk) *statisticChart {
	c := &statisticChart{desk: d, picture: canvas.NewImageFromResource(nil)}
	c.picture.FillMode = canvas.ImageFillContain
	return c
}

// newShapes chooses how a chart is drawn.
func newShapes(changed func()) *widgets.Segments {
	return widgets.NewSegments([]widgets.Option{
		{Value: string(chart.Bars), Text: lang.L("Bars")}, {Value: string(chart.Line), Text: lang.L("Line")},
	}, func(string) { changed() })
}

// The chart is drawn for a picture of about half its pixels.
const chartWidth, chartHeight, lineHeight = 900, 1000, 640

// show draws the rows of statistics, or nothing where there are none.
func (c *statisticChart) show(found model.Statistics, measure model.Measure, shape chart.Shape) {
	c.drawn++
	drawn := c.drawn
	if len(found.Rows) == 0 {
		c.picture.Resource = nil
		c.picture.Hide() // refreshing without a picture shows the last one
		return
	}
	height := lineHeight
	if shape == chart.Bars {
		height = min(60*len(found.Rows)+100, chartHeight)
	}
	var picture []byte
	c.desk.run(func(context.Context) (err error) {
		picture, err = report.StatisticChart(found, measure, shape, chartWidth, height)
		return err
	}, func(err error) {
		if drawn != c.drawn {
			return
		}
		if err != nil {
			c.desk.fail(err, func() { c.show(found, measure, shape) })
			return
		}
		c.picture.Resource = fyne.NewStaticResource("chart.png", picture)
		c.picture.Show()
		c.picture.Refresh()
	})
}

// Package chart draws figures as bars and lines, for the window and for PDFs.
//
// It owns how charts look and is the only importer of the drawing library.
// The same figures give the same picture.
package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"

	"jishi/resources"
)

// Shape is how a Chart shows its figures.
type Shape string

// The shapes.
const (
	Bars Shape = "bars" // one lying bar for each name, the first one on top
	Line Shape = "line" // a line over names that follow each other in time
)

// Chart is one row of figures to be drawn.
type Chart struct {
	Shape  Shape
	Names  []string
	Values []float64 // one for each name, none below 0
	// Unit stands after the figures, such as 人次; it may be empty.
	Unit string
	// Width and Height are in pixels; type is set for a picture that is shown at
	// half its size.
	Width, Height int
}

// Most is how many names a chart of bars shows well.
const Most = 14

const (
	family    = "jishi-hei"
	textSize  = 20
	nameMost  = 14 // characters of a name
	everyName = 12 // so many names of a line stand side by side
)

// face is the program's typeface: the library's own has no Chinese.
var face = sync.OnceValues(func() (*truetype.Font, error) {
	if err := charts.InstallFont(family, resources.Sans); err != nil {
		return nil, fmt.Errorf("read the face of charts: %w", err)
	}
	return charts.GetFont(family), nil
})

// PNG draws the chart.
func (c Chart) PNG() ([]byte, error) {
	font, err := face()
	if err != nil {
		return nil, err
	}
	look := charts.GetTheme(charts.ThemeLight).
		WithSeriesColors([]charts.Color{{R: 0xB8, G: 0x3A, B: 0x2E, A: 0xFF}}).
		WithXAxisTextColor(ink).WithYAxisTextColor(ink).WithLabelTextColor(ink)
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: c.Width, Height: c.Height, Font: font, Theme: look})
	if c.Shape == Line {
		err = p.LineChart(c.line(font, look))
	} else {
		err = p.BarChart(c.bars(font, look))
	}
	if err != nil {
		return nil, fmt.Errorf("draw a chart: %w", err)
	}
	picture, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("draw a chart: %w", err)
	}
	return picture, nil
}

var ink = charts.Color{R: 0x33, G: 0x33, B: 0x33, A: 0xFF}

// bars are drawn from the bottom up by the library.
func (c Chart) bars(font *truetype.Font, look charts.ColorPalette) charts.BarChartOption {
	n := len(c.Values)
	values, names := make([]float64, n), make([]string, n)
	for i, v := range c.Values {
		values[n-1-i], names[n-1-i] = v, short(c.Names[i])
	}
	opt := charts.NewBarChartOptionWithData([][]float64{values})
	opt.Horizontal, opt.Theme = true, look
	opt.Padding = charts.Box{Left: 8, Top: 8, Right: 90, Bottom: 8}
	opt.Legend.Show = charts.Ptr(false)
	opt.CategoryAxis = charts.CategoryAxisOption{Labels: names, LabelFontStyle: c.style(font), LabelCount: n}
	opt.ValueAxis[0] = c.values(font)
	opt.SeriesList[0].Label = c.labels(font)
	opt.BarSize = 0.62
	return opt
}

func (c Chart) line(font *truetype.Font, look charts.ColorPalette) charts.LineChartOption {
	opt := charts.NewLineChartOptionWithData([][]float64{c.Values})
	opt.Theme = look
	opt.Padding = charts.Box{Left: 8, Top: 24, Right: 24, Bottom: 8}
	opt.Legend.Show = charts.Ptr(false)
	names := make([]string, len(c.Names))
	for i, name := range c.Names {
		names[i] = short(name)
	}
	opt.XAxis = charts.CategoryAxisOption{Labels: names, LabelFontStyle: c.style(font), BoundaryGap: charts.Ptr(true)}
	if len(names) <= everyName {
		opt.XAxis.LabelCount = len(names) // the library would leave some out
	}
	opt.YAxis = []charts.YAxisOption{c.values(font)}
	opt.LineStrokeWidth = 3
	opt.SeriesList[0].Label = c.labels(font)
	opt.SeriesList[0].Label.LabelFormatter = pointLabel
	opt.SeriesList[0].Label.Distance = 12
	return opt
}

func (c Chart) style(font *truetype.Font) charts.FontStyle {
	return charts.FontStyle{Font: font, FontSize: textSize, FontColor: ink}
}

// values is the axis of the figures. It begins at nought, or a bar twice as
// long would not be twice as much, and ends at a round figure.
func (c Chart) values(font *truetype.Font) charts.ValueAxisOption {
	most := 0.0
	for _, v := range c.Values {
		most = max(most, v)
	}
	step := roundStep(most)
	top := max(1, math.Ceil(most/step)) * step
	return charts.ValueAxisOption{
		Min: charts.Ptr(0.0), Max: charts.Ptr(top), LabelCount: int(math.Round(top/step)) + 1, LabelFontStyle: c.style(font),
		ValueFormatter: figure, RangeValuePaddingScale: charts.Ptr(0.0), SplitLineShow: charts.Ptr(true),
	}
}

// roundStep is a step of 1, 2 or 5 times a power of ten that reaches most in
// about five.
func roundStep(most float64) float64 {
	if most <= 5 {
		return 1
	}
	ten := math.Pow(10, math.Floor(math.Log10(most/5)))
	for _, n := range []float64{1, 2, 5} {
		if n*ten*5 >= most {
			return n * ten
		}
	}
	return 10 * ten
}

func (c Chart) labels(font *truetype.Font) charts.SeriesLabel {
	return charts.SeriesLabel{Show: charts.Ptr(true), FontStyle: c.style(font), ValueFormatter: func(v float64) string {
		if c.Unit == "" {
			return figure(v)
		}
		return figure(v) + " " + c.Unit
	}}
}

// pointLabel stands beside a point, on a ground of its own where the line goes
// through it. A nought needs no label: it lies on the axis.
func pointLabel(_ int, _ string, v float64) (string, *charts.LabelStyle) {
	if v == 0 {
		return "", nil
	}
	return figure(v), &charts.LabelStyle{BackgroundColor: charts.Color{R: 0xFF, G: 0xFF, B: 0xFF, A: 0xE0}}
}

// figure is a number without decimals that it does not need.
func figure(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// short is a name as the edge of a chart has room for it, with glyphs that the
// face holds at other code points.
func short(name string) string {
	r := []rune(strings.Map(func(r rune) rune {
		if private, ok := resources.RareGlyphs()[r]; ok {
			return private
		}
		return r
	}, name))
	if len(r) > nameMost {
		return string(r[:nameMost-1]) + "…"
	}
	return string(r)
}

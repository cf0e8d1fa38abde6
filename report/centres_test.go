package report

import (
	"fmt"
	"io"
	"testing"
	"time"

	"jishi/model"
)

// overviewOf is a made-up street of so many centres, each with more than the
// one before; the last has sent nothing.
func overviewOf(centres int) model.Overview {
	v := model.Overview{Year: 2018, Month: 5}
	for i := range 12 {
		v.Months = append(v.Months, model.Date{Year: 2017 + (5+i)/12, Month: (5+i)%12 + 1})
	}
	for i := range centres {
		c := model.CentreFigures{
			ID: model.ID(fmt.Sprint(i)), Name: fmt.Sprintf("第%d社区党群服务中心", i+1), Sequence: 3, Received: time.Date(2018, 5, 1+i%28, 9, 0, 0, 0, time.UTC),
			Members: 100 + i, NoPhone: 10, Trend: make([]int, 12),
			Statistic: model.Statistic{Activities: 2 + i, Times: 40 + 10*i, People: 30 + i, Minutes: 90 * i, Expected: 60 + 10*i, Came: 40 + 9*i},
		}
		for m := range c.Trend {
			c.Trend[m] = 10*i + m
		}
		if i == centres-1 {
			c.Sequence, c.Received, c.Overdue = 0, time.Time{}, true
		}
		v.Centres = append(v.Centres, c)
	}
	v.Rank(model.CentresByTimes)
	v.Sum = v.Total()
	return v
}

func TestTheOverviewRanksTheCentresAndSaysWhoIsSilent(t *testing.T) {
	v := overviewOf(4)
	d := draw(t, func(w io.Writer) (Sheet, error) { return CentreOverview(w, v, options) })
	d.sound(t)
	d.has(t, "2018年5月中心概览", "共 4 个中心，在册 406 人。举办活动 14 场，参加 220 人次、126 人，志愿服务 9.0 小时，到会率 71.3 %；1 个中心逾期没有上报。",
		"1 第4社区党群服务中心 还没有 逾期 103 95.1 % 5 70 33 4.5 74.4 %", "4 第1社区党群服务中心 2018-05-01 100 95.0 % 2 40 30 0.0 66.7 %", "合计 406", "2017.6", "2018.5")
	if len(d.Warnings) > 0 {
		t.Error(d.Warnings)
	}
	again := draw(t, func(w io.Writer) (Sheet, error) { return CentreOverview(w, v, options) })
	if string(again.bytes) != string(d.bytes) {
		t.Error("the same figures make another file")
	}
}

func TestAnOverviewOfManyCentresGoesOnOverPages(t *testing.T) {
	d := draw(t, func(w io.Writer) (Sheet, error) { return CentreOverview(w, overviewOf(60), options) })
	d.sound(t)
	d.has(t, "60 第1社区党群服务中心", "共 60 个中心")
	if _, err := CentreOverview(io.Discard, model.Overview{}, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("no centre at all: %v", err)
	}
}

func TestTheOverviewOfADistrictGoesStreetByStreet(t *testing.T) {
	v := overviewOf(4)
	for i := range v.Centres {
		v.Centres[i].Street = model.ID([]string{"东", "西"}[i%2])
	}
	for _, name := range []string{"东", "西"} {
		v.Centres = append(v.Centres, model.CentreFigures{ID: model.ID(name), Kind: model.Street, Name: name + "街道", Trend: make([]int, 12), Received: time.Date(2018, 5, 3, 9, 0, 0, 0, time.UTC)})
	}
	v.Centres[4].Members = 2
	v.ByStreet()
	v.Rank(model.CentresByTimes)
	v.Sum = v.Total()
	if len(v.Centres) != 5 || v.Counted() != 4 || len(v.Lines()) != 7 {
		t.Fatalf("%d centres in %d lines", v.Counted(), len(v.Lines()))
	}
	d := draw(t, func(w io.Writer) (Sheet, error) { return CentreOverview(w, v, options) })
	d.sound(t)
	d.has(t, "2 个街道，共 4 个中心，在册 408 人", "街道 东街道 2018-05-03 206", "街道 西街道 2018-05-03 202", "东街道（本级） 2", "1 　第4社区", "1 个街道和中心逾期")
}

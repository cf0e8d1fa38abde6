package store

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"jishi/model"
)

func TestARowKeptBeforeAnUpgradeComesBackWithItsNewColumns(t *testing.T) {
	table := model.Table{Name: "members", Columns: []model.Column{
		{Name: "id", Required: true}, {Name: "name", Required: true}, {Name: "photo", Default: ""}, {Name: "stars", Integer: true, Default: int64(0)}, {Name: "team", Null: true},
	}}
	rows, err := packageChangeRow{Was: `{"id":"a","name":"张三"}` + "\n" + `{"id":"b","name":"李四","photo":"x.jpg","stars":2,"team":null}`}.rows()
	must(t, err)
	want := [][]any{{"a", "张三", "", int64(0), nil}, {"b", "李四", "x.jpg", int64(2), nil}}
	for i, row := range rows {
		if got := asItWas(table, row); !reflect.DeepEqual(got, want[i]) {
			t.Errorf("row %d is %v", i+1, got)
		}
	}
}

func TestTheLogDoesNotQuoteTheRowThatWasRefused(t *testing.T) {
	table := model.Table{Name: "members", Columns: []model.Column{{Name: "id"}, {Name: "name"}}}
	_, unreadable := dayOf("1960年三月")
	for _, inner := range []error{&model.Error{Code: model.Invalid, Field: "Name", Message: "“张三”太长。"}, unreadable, errors.New("张三")} {
		for _, err := range []error{misfit(table, 3, inner), unfit(table, []any{"01960000-0000-7000-8000-000000000001", "张三"}, inner)} {
			if text := cause(err); strings.Contains(text, "张三") || strings.Contains(text, "1960年") || !strings.Contains(text, "members") {
				t.Errorf("the log says %q", text)
			}
		}
	}
}

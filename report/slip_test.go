package report

import (
	"io"
	"strings"
	"testing"

	"jishi/model"
)

func TestASlipCountsWhatItsPackageCarries(t *testing.T) {
	pack := model.Package{
		Kind: model.ReportPackage, Sequence: 3, Hash: strings.Repeat("0123abcd", 8),
		Rows: map[string]int{"members": 137, "activities": 101, "attendances": 1899},
	}
	slip := func() drawn {
		return draw(t, func(w io.Writer) (Sheet, error) {
			return HandoverSlip(w, Slip{Package: pack, From: "高山社区党群服务中心", To: "康乐社区党群服务中心"}, options)
		})
	}
	slip().has(t, "上报包核对单", "137人", "101场", "1899人次", "含已移到回收站")
	pack.Kind, pack.Rows = model.HandoverPackage, map[string]int{"members": 1, "past_events": 36}
	moved := slip()
	moved.has(t, "转移包核对单", "高山社区党群服务中心留存", "康乐社区党群服务中心留存", "1人", "经历36条")
	if text := squeeze(moved.text); strings.Contains(text, "签到") || strings.Contains(text, "回收站") {
		t.Errorf("it counts what is not in the package: %s", text)
	}
}

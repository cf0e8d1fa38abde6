package model_test

import (
	"errors"
	"strings"
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

func aCompletion() model.Certificate {
	return model.Certificate{
		Kind: model.Completion, Number: "410103-2018-结业-0001", Issued: model.Date{Year: 2018, Month: 5, Day: 30}, Name: "单雪",
		Title: "党务干部培训班", From: model.Date{Year: 2018, Month: 5, Day: 7}, To: model.Date{Year: 2018, Month: 5, Day: 28},
		Minutes: 960, Times: 12, Points: 88,
	}
}

func TestACertificateSaysTheCentresOwnWords(t *testing.T) {
	c := aCompletion()
	for wording, want := range map[string]string{
		"": "于2018年5月7日至5月28日参加高山社区党群服务中心举办的“党务干部培训班”，学习期满，共 16 学时，考核合格，准予结业。",
		"兹证明{姓名}同志完成{课程}，{课次} 课，成绩 {成绩} 分。": "兹证明单雪同志完成党务干部培训班，12 课，成绩 88 分。",
		"{中心}于{日期}发证，编号 {编号}。":              "高山社区党群服务中心于2018年5月30日发证，编号 410103-2018-结业-0001。",
	} {
		if got := (model.CertificateStyle{Wording: wording}).Say(c, "高山社区党群服务中心"); got != want {
			t.Errorf("it says  %s\nnot %s", got, want)
		}
	}
	c.Points = 0
	if got := (model.CertificateStyle{Wording: "{姓名}学完，成绩 {成绩} 分，准予结业。"}).Say(c, ""); got != "单雪学完，准予结业。" {
		t.Errorf("without a score it says %s", got)
	}
}

func TestAPlaceholderThatDoesNotExistIsRefusedAtItsField(t *testing.T) {
	for wording, want := range map[string]string{
		"兹证明{名字}结业":              "“{名字}”看不懂",
		"兹证明{姓名结业":               "看不懂",
		"兹证明姓名}结业":               "多了一个“}”",
		"{{姓名}}结业":               "看不懂",
		"兹证明｛性名｝结业":              "“{性名}”看不懂",
		strings.Repeat("学", 301): "300",
	} {
		err := model.CertificateStyle{Wording: wording}.Tidy().Validate()
		var known *model.Error
		if !errors.As(err, &known) || known.Field != "Wording" || !strings.Contains(known.Message, want) {
			t.Errorf("%.20s: %v", wording, err)
		}
	}
	if err := (model.CertificateStyle{Design: 4}).Validate(); err == nil {
		t.Error("there is a fourth design")
	}
	if err := (model.CertificateStyle{Design: 3, Wording: "兹证明｛姓名｝结业"}).Tidy().Validate(); err != nil {
		t.Errorf("full-width braces: %v", err)
	}
}

// TestAWordingThatIsTakenLeavesNoBraces: what was accepted prints no mark.
func TestAWordingThatIsTakenLeavesNoBraces(t *testing.T) {
	pieces := append(model.CertificateStyle{}.Marks(), "学习", "，", "{", "}", "{无}", "｛姓名｝", "结业。")
	rapid.Check(t, func(t *rapid.T) {
		style := model.CertificateStyle{Wording: strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 12).Draw(t, "pieces"), "")}.Tidy()
		if style.Validate() == nil && strings.ContainsAny(style.Say(aCompletion(), "中心"), "{}") {
			t.Errorf("%q says %q", style.Wording, style.Say(aCompletion(), "中心"))
		}
	})
}

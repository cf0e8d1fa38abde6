package report

import (
	"io"
	"testing"

	"jishi/model"
)

func TestTheRegisterHasEveryNumberVoidOnesToo(t *testing.T) {
	list := certificates(3, model.ServiceProof)
	list[1].Void, list[1].VoidReason, list[2].Prints = true, "服务内容写错", 2
	d := draw(t, func(w io.Writer) (Sheet, error) {
		return Register(w, "2018年"+RegisterTitle(model.ServiceProof), list, options)
	})
	d.has(t, "2018年志愿服务记录证明登记簿", "领取人签字", list[0].Number, list[1].Number, "作废：服务内容写错", "未打印", "2 次",
		"2018年5月7日至2018年5月28日", "共 3 份，其中有效 2 份、作废 1 份。")
	d.sound(t)
}

func TestARegisterOfNothingSaysSo(t *testing.T) {
	draw(t, func(w io.Writer) (Sheet, error) { return Register(w, RegisterTitle(""), nil, options) }).has(t, "证书登记簿", "无", "共 0 份")
}

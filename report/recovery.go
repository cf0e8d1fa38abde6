package report

import (
	"io"
	"strings"

	"jishi/model"
)

// Recovery is the recovery file (恢复文件) as paper has it.
type Recovery struct {
	Office      model.Office
	Made        model.Date
	Fingerprint string
	Text        string // the whole file, to be scanned
	// Identity, Seed and Key are what is in it, to be typed in where nothing can
	// be scanned; the first two are secret.
	Identity, Seed, Key string
}

// RecoverySheet draws the recovery file: a code to be scanned and the same in
// groups to be typed, for the safe.
func RecoverySheet(w io.Writer, r Recovery, o Options) (Sheet, error) {
	d := newDocument("密钥恢复单", false, margins{side: 22, top: 18, bottom: 14}, o)
	d.newPage()
	d.title("密钥恢复单", style{songBold, 22}, 2, 14)
	for _, line := range d.lines("　　电脑坏了或重装以后，用这张纸上的内容可以找回“"+r.Office.Name+"”的密钥，继续接收和上报。谁拿到这张纸，谁就能打开发给本单位的包，也能冒用本单位的名义。请锁在保险柜里，不要拍照，不要复印。", style{song, 12}, d.inner()) {
		d.text(line, style{song, 12}, box{d.margins.side, d.y, d.inner(), 7.5, left})
		d.y += 7.5
	}
	d.y += 3
	for _, fact := range [][2]string{{"单位", r.Office.Name}, {"统计代码", r.Office.Code}, {"指纹", r.Fingerprint}, {"打印日期", r.Made.Chinese()}} {
		d.slipRow(slipCell{fact[0], fact[1], d.inner()})
	}
	d.y += 6
	const code = 82.0
	if err := d.qr(r.Text, (d.width-code)/2, d.y, code); err != nil {
		return Sheet{}, err
	}
	d.y += code + 6
	d.recoveryGroups("加密私钥（不分大小写，连字符也要输入）", r.Identity)
	d.recoveryGroups("签名私钥", r.Seed)
	d.recoveryGroups("签名公钥", r.Key)
	return d.finish(w, "recovery sheet")
}

// recoveryGroups writes a secret in groups of six, eight to a line.
func (d *document) recoveryGroups(label, secret string) {
	d.text(label, style{hei, 10.5}, box{d.margins.side, d.y, d.inner(), 6, left})
	d.y += 6.5
	const group, perLine = 6, 8
	var groups []string
	for from := 0; from < len(secret); from += group {
		groups = append(groups, secret[from:min(from+group, len(secret))])
	}
	for from := 0; from < len(groups); from += perLine {
		line := strings.Join(groups[from:min(from+perLine, len(groups))], "  ")
		d.text(line, style{song, 12}, box{d.margins.side, d.y, d.inner(), 6.5, left})
		d.y += 6.5
	}
	d.y += 3
}

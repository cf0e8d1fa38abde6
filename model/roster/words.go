package roster

import (
	"slices"
	"strings"

	"jishi/model"
)

// ethnicGroups are the 56 of China without 族, by which rosters shorten them.
var ethnicGroups = strings.Fields(`汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡
	纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺`)

// ethnicGroup writes 汉 as 汉族, and leaves anything else alone.
func ethnicGroup(text string) string {
	if slices.Contains(ethnicGroups, text) {
		return text + "族"
	}
	return text
}

// standings are other words for what a person is to the Party.
var standings = map[string]string{
	"正式": "正式党员", "党员": "正式党员", "中共党员": "正式党员", "中共正式党员": "正式党员",
	"预备": "预备党员", "中共预备党员": "预备党员",
	"积极分子": "入党积极分子", "入党积极份子": "入党积极分子",
}

func standing(text string) string {
	if word, ok := standings[text]; ok {
		return word
	}
	return text
}

func isStanding(text string) bool {
	return slices.Contains(defaultStandings, text)
}

// category writes 社区党员 as 社区, and leaves anything else alone.
func category(text string) string {
	if short := strings.TrimSuffix(text, "党员"); slices.Contains(defaultCategories, short) {
		return short
	}
	return standing(text)
}

var (
	defaultStandings  = model.DefaultWords()[model.Standings]
	defaultCategories = model.DefaultWords()[model.Categories]
)

// splitEmployer parts 二七区民政局 科员 at its only space.
func splitEmployer(text string) (employer, post string) {
	if parts := strings.Fields(text); len(parts) == 2 {
		return parts[0], parts[1]
	}
	return text, ""
}

// said is what a cell answers to the question in its column's title.
type said int

const (
	saidNothing said = iota
	saidYes
	saidNo
	saidMore // neither yes nor no, but words
)

func answer(text string) said {
	switch strings.ToUpper(text) {
	case "":
		return saidNothing
	case "是", "有", "对", "√", "✓", "✔", "●", "○", "Y", "YES", "TRUE", "1":
		return saidYes
	case "否", "不是", "非", "没有", "×", "✗", "✘", "N", "NO", "FALSE", "0":
		return saidNo
	}
	return saidMore
}

// taggingFields are the columns that ask whether a person has a tag.
var taggingFields = []struct {
	field field
	tag   string
}{{hardshipField, "困难"}, {livingAloneField, "独居"}, {awayField, "流动"}, {lostTouchField, "失联"}}

// readTags reads the columns that become tags, and the one that may hold
// 是 (a tag) as well as a post.
func (r *rowReader) readTags(d *draft) {
	tags, _ := r.text(d, tagsField)
	for _, tag := range strings.FieldsFunc(tags, func(c rune) bool { return strings.ContainsRune("、,，;； /", c) }) {
		d.tag(tag)
	}
	for _, t := range taggingFields {
		text, _ := r.text(d, t.field)
		switch answer(text) {
		case saidYes, saidMore:
			d.tag(t.tag)
		case saidNo:
			d.denied = append(d.denied, t.tag)
		}
	}
	service, _ := r.text(d, inServiceField)
	d.member.InService = answer(service) == saidYes || answer(service) == saidMore
	text, _ := r.text(d, partyPostField)
	switch answer(text) {
	case saidYes:
		d.tag("党务工作者")
	case saidMore:
		d.member.PartyPost = text
	}
}

func (d *draft) tag(tag string) {
	if !slices.Contains(d.member.Tags, tag) {
		d.member.Tags = append(d.member.Tags, tag)
	}
}

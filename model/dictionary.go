package model

// DictionaryKind names one editable list of words.
type DictionaryKind string

// The editable lists.
const (
	Initiatives   DictionaryKind = "initiative"    // 工程
	Categories    DictionaryKind = "category"      // 类别
	Standings     DictionaryKind = "standing"      // 人员类别
	MemberTags    DictionaryKind = "tag"           // 标签
	ServiceFields DictionaryKind = "service-field" // 服务领域
	TeamClasses   DictionaryKind = "team-class"    // 服务队类别
	Skills        DictionaryKind = "skill"         // 志愿者特长
	Places        DictionaryKind = "place"         // 地点
	Capacities    DictionaryKind = "capacity"      // 身份
	LeaveReasons  DictionaryKind = "leave-reason"  // 请假原因
	LateReasons   DictionaryKind = "late-reason"   // 补录原因
	HonourLevels  DictionaryKind = "level"         // 级别: of honours and press reports
	Operators     DictionaryKind = "operator"      // 经办人: who has been at the computer
)

// SharedDictionaries are the lists whose words an office above offers to those
// below it. Places and people are each office's own.
func SharedDictionaries() []DictionaryKind {
	return []DictionaryKind{
		Initiatives, Categories, Standings, MemberTags, ServiceFields, TeamClasses, Skills, Capacities, LeaveReasons, LateReasons, HonourLevels,
	}
}

// DefaultWords are what a new centre's lists begin with; every one can be
// changed there.
func DefaultWords() map[DictionaryKind][]string {
	return map[DictionaryKind][]string{
		Initiatives:   {"基层基础固本", "社区党建融合", "特色品牌星火", "农村党建磁铁", "非公党建红领", "机关党建先锋"},
		Categories:    {"机关在职", "村", "社区", "非公", "离退休", "群众", "志愿者"},
		Standings:     {"正式党员", "预备党员", "入党积极分子", "群众"},
		MemberTags:    {"困难", "独居", "流动", "失联", "党务工作者", LeaderTag},
		ServiceFields: {"孝老关爱", "善行美德", "文明礼仪", "生态环保", "助学支教", "医疗健康", "文化文艺", "平安应急"},
		TeamClasses:   {"理论宣讲", "文明礼仪", "扶老助残", "助学支教", "医疗健康", "法律维权", "文化文艺", "科学普及", "生态环保", "平安应急"},
		Skills:        {"理发", "医护", "摄影", "写作", "书画", "文艺", "家电维修", "水电维修", "法律咨询", "心理疏导", "电脑", "驾驶"},
		Places:        {"教育大讲堂", "党员议事厅", "图书阅览区", "党员交流区"},
		Capacities:    {"参加", AsOrdinaryMember, "主讲", "志愿者"},
		LateReasons:   {"按纸质签到表补录", "当天停电或电脑故障", "当天忘记登记"},
		HonourLevels:  {"国家级", "省级", "市级", "区级", "街道级", "社区级"},
		LeaveReasons:  {"外出", "生病", "值班", "家中有事"},
	}
}

// CheckWord refuses a word that no list, form or page could show.
func CheckWord(word string) error { return checkLength("Word", "“"+shorten(word)+"”", word, 50) }

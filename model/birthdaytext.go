package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

var (
	calendarWord = regexp.MustCompile(`(?:[农阴旧古夏公阳新]历|公元|[农阴公阳]):?|\([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年\)|[()]`)
	lunarWord    = regexp.MustCompile(`[农阴旧古夏]历|[农阴闰正冬腊初廿卅]`)
	solarWord    = regexp.MustCompile(`[公阳新]历|公元|[公阳]`)
	// 八月十五 is a lunar day unless it ends as solar ones do: 八月十五日.
	lunarManner = regexp.MustCompile(`月(?:[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])$`)
	timeOfDay   = regexp.MustCompile(`^(.*[\d日号])[T ]+(?:[上下]午 ?)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$`) // as databases write a day's midnight
	lunarFigure = strings.NewReplacer("念", "廿", "卄", "廿", "拾", "十")
	lunarDate   = regexp.MustCompile(`^(?:(\d{4}|[〇○零一二三四五六七八九]{4})年)?` +
		`(正|冬|腊|十[一二]?|[一二三四五六七八九]|\d{1,2})月` +
		`(初[一二三四五六七八九十]|卅|(?:廿|[一二三]?十)[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2}|)[日号]?$`)
)

// ParseBirthday reads a birthday as people write it. A lunar one says so
// (农历1938-3-28, 1938年3月28日（阴历）) or is written in lunar words
// (1938年三月廿八, 闰四月初一, 腊月二十三, 八月十五); any other text is read as
// ParseDate reads it, or in words (一九三八年三月二十八日). An empty text is the
// zero Birthday. The error is an Error of code Invalid and field "Birthday".
func ParseBirthday(text string) (Birthday, error) {
	s := strings.TrimSpace(width.Fold.String(text))
	s = lunarFigure.Replace(strings.Join(strings.Fields(timeOfDay.ReplaceAllString(s, "$1")), ""))
	isLunar, isSolar := lunarWord.MatchString(s), solarWord.MatchString(s)
	s = calendarWord.ReplaceAllString(s, "")
	if !isLunar && (isSolar || !lunarManner.MatchString(s)) {
		return solarBirthday(s)
	}
	b := Birthday{Calendar: Lunar, Leap: strings.Contains(s, "闰")}
	s = strings.ReplaceAll(s, "闰", "")
	d, ok := readDate(s)
	if !ok {
		d, ok = readLunarWords(s)
	}
	if !ok || d.IsZero() {
		return Birthday{}, invalid("Birthday", fmt.Sprintf("“%s”不是能识别的农历日期，请写成 农历1938年三月廿八 这样。", shorten(text)))
	}
	b.Date = d
	if err := b.Validate(); err != nil {
		return Birthday{}, err
	}
	return b, nil
}

// solarBirthday reads a solar one, in figures or in words.
func solarBirthday(s string) (Birthday, error) {
	d, err := ParseDate(s)
	if err != nil {
		words, ok := readLunarWords(s)
		if !ok || !words.exists() {
			return Birthday{}, invalid("Birthday", err.Error())
		}
		d = words
	}
	if d.IsZero() {
		return Birthday{}, nil
	}
	return Birthday{Date: d, Calendar: Solar}, nil
}

// readLunarWords reads 1938年三月廿八 and its parts.
func readLunarWords(s string) (Date, bool) {
	m := lunarDate.FindStringSubmatch(s)
	if m == nil {
		return Date{}, false
	}
	var year int
	for _, r := range m[1] {
		year = year*10 + hanDigit(r)
	}
	return Date{year, hanNumber(m[2]), hanNumber(m[3])}, true
}

var hanCalendarWords = strings.NewReplacer("正", "一", "冬", "十一", "腊", "十二", "初", "", "廿", "二十", "卅", "三十")

// hanNumber reads a month or a day in figures or words, as 廿八; "" is 0.
func hanNumber(word string) int {
	tens, ones, ok := strings.Cut(hanCalendarWords.Replace(word), "十")
	switch {
	case !ok:
		tens, ones = "", tens
	case tens == "":
		tens = "一"
	}
	n := 0
	for _, r := range ones {
		n = n*10 + hanDigit(r)
	}
	for _, r := range tens {
		n += hanDigit(r) * 10
	}
	return n
}

// hanDigit reads one digit in figures or words.
func hanDigit(r rune) int {
	if r >= '0' && r <= '9' {
		return int(r - '0')
	}
	return max(0, slices.Index([]rune("〇一二三四五六七八九"), r))
}

package roster

import (
	"fmt"
	"strings"

	"jishi/model"
)

// readDates reads the birthday and the dates of membership. They need the ID
// number, which decides what 1960.1 means.
func (r *rowReader) readDates(d *draft) {
	r.readBirthday(d)
	d.member.Joined = r.date(d, joinedField)
	d.member.Confirmed = r.date(d, confirmedField)
	for _, f := range []struct {
		label string
		date  model.Date
	}{{"入党时间", d.member.Joined}, {"转正时间", d.member.Confirmed}} {
		if !f.date.IsZero() && f.date.Year == 0 {
			d.oddf("%s缺少年份，请核对。", f.label)
		}
	}
	born := d.member.Birthday.Date.Year
	if joined := d.member.Joined.Year; born > 0 && joined > 0 && joined < born+17 {
		d.oddf("入党时间（%d年）离出生（%d年）不到 18 年，请核对。", joined, born)
	}
}

// date reads a solar date.
func (r *rowReader) date(d *draft, f field) model.Date {
	text, column := r.text(d, f)
	if text == "" {
		return model.Date{}
	}
	text, january := r.dateText(text, column)
	date, err := r.parse(text)
	if err != nil {
		d.refuseDate(labels[f], text, err)
		return model.Date{}
	}
	if january {
		d.oddf("%s“%s”可能是 1 月，也可能是 10 月（Excel 会去掉末尾的 0），按 1 月导入，请核对。", labels[f], text)
	}
	return date
}

// dateText brings a cell of a column of dates into a form that can be parsed.
func (r *rowReader) dateText(text string, column int) (date string, january bool) {
	if day, hours := cutTime(text); strings.Contains(hours, ":") {
		text = day // a day's midnight, as databases write it
	}
	kind := r.row.cell(column).kind
	if kind != numberCell && !isDigits(strings.TrimSuffix(text, ".0")) {
		return text, false
	}
	date, january = dateOfNumber(text, r.since1904)
	return date, january && kind == numberCell
}

func cutTime(text string) (day, hours string) {
	if i := strings.IndexAny(text, " T"); i > 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

// refuseDate says what is wrong with a date. A date that cannot be makes the
// row wrong; words in place of one (不详) only leave it out.
func (d *draft) refuseDate(label, text string, err error) {
	if strings.ContainsAny(text, "0123456789０１２３４５６７８９") {
		d.wrongf("%s：%s", label, err.Error())
		return
	}
	d.oddf("%s“%s”不是日期，没有导入这一格。", label, shorten(text))
}

// parse is model.ParseDate, quicker for the commonest form and for dates that
// came before.
func (r *rowReader) parse(text string) (model.Date, error) {
	if date, ok := isoDate(text); ok {
		return date, nil
	}
	reading, ok := r.dates[text]
	if !ok {
		reading.date, reading.err = model.ParseDate(text)
		if len(r.dates) < 1<<16 {
			r.dates[text] = reading
		}
	}
	return reading.date, reading.err
}

// isoDate reads 1960-03-05, its like with dots or slashes, and 19600305,
// where the day is one that every month has.
func isoDate(s string) (model.Date, bool) {
	if len(s) == 10 && s[4] == s[7] && strings.IndexByte("-./", s[4]) >= 0 {
		s = s[:4] + s[5:7] + s[8:]
	}
	if len(s) != 8 || !isDigits(s) {
		return model.Date{}, false
	}
	number := func(s string) int {
		n := 0
		for i := range len(s) {
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	d := model.Date{Year: number(s[:4]), Month: number(s[4:6]), Day: number(s[6:])}
	usual := d.Year >= 1900 && d.Year <= 2100 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= 28
	return d, usual
}

// readBirthday reads the birthday by the calendar that the row, its text or
// the column's title names; solar where none does.
func (r *rowReader) readBirthday(d *draft) {
	text, column := r.text(d, birthdayField)
	if text == "" {
		return
	}
	calendar, _ := r.text(d, calendarField)
	lunar := r.head.lunar[column] || strings.ContainsAny(calendar, "农阴旧")
	d.calendar = lunar || strings.ContainsAny(calendar+text, "公阳新") || strings.ContainsAny(r.head.titles[column], "公阳")
	text, january := r.dateText(text, column)
	if january && d.facts.Birth.Month == 10 && strings.HasPrefix(text, fmt.Sprintf("%d.", d.facts.Birth.Year)) {
		text, january = text+"0", false
	}
	birthday, err := r.parseLeap(d, text, lunar, strings.Contains(calendar, "闰"))
	if err != nil {
		d.refuseDate("出生日期", text, err)
		return
	}
	d.member.Birthday = birthday
	if birthday.Calendar == model.Lunar {
		d.calendar = true
	} else if january && d.facts.Birth.Month != 1 {
		d.oddf("出生日期“%s”可能是 1 月，也可能是 10 月（Excel 会去掉末尾的 0），按 1 月导入，请核对。", text)
	}
}

// parseLeap is parseBirthday that keeps the plain month in place of a leap
// month that its year did not have, as the birthday itself is kept in years
// without the leap month.
func (r *rowReader) parseLeap(d *draft, text string, lunar, leap bool) (model.Birthday, error) {
	birthday, err := r.parseBirthday(text, lunar, leap)
	if err == nil || !leap && !strings.Contains(text, "闰") {
		return birthday, err
	}
	plain, again := r.parseBirthday(strings.ReplaceAll(text, "闰", ""), true, false)
	if again != nil {
		return birthday, err
	}
	d.oddf("出生日期“%s”：%s按%s导入，请核对。", shorten(text), err.Error(), plain.Chinese())
	return plain, nil
}

func (r *rowReader) parseBirthday(text string, lunar, leap bool) (model.Birthday, error) {
	if !lunar {
		if date, ok := isoDate(text); ok {
			return model.Birthday{Date: date, Calendar: model.Solar}, nil
		}
		return model.ParseBirthday(text)
	}
	if !strings.ContainsAny(text, "农阴旧") {
		text = "农历" + text
	}
	if leap { // said before the day is read: the 30th may be one of the leap month alone
		text = "闰" + text
	}
	return model.ParseBirthday(text)
}

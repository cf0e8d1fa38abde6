package main

import (
	_ "embed"
	"fmt"
	"strings"

	"jishi/model"
)

//go:embed people.txt
var peopleTable string

// person is one line of people.txt with what follows from it.
type person struct {
	number    int // from 1
	branch    string
	name      string
	sex       string
	ethnic    string
	birthday  model.Birthday
	joined    model.Date
	standing  string
	category  string
	partyPost string
	employer  string
	education string
	volunteer bool
	tags      string
}

var branches = map[string]string{"1": "高山第一支部", "2": "高山第二支部", "3": "高山第三支部"}

// readPeople reads people.txt.
func readPeople() ([]person, error) {
	var people []person
	for _, text := range strings.Split(peopleTable, "\n") {
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		parts := strings.Split(text+strings.Repeat("|", 12), "|")
		for i := range parts {
			parts[i] = strings.TrimSpace(parts[i])
		}
		p := person{
			number: len(people) + 1, branch: branches[parts[0]], name: parts[1], sex: parts[2], ethnic: parts[3],
			standing: parts[6], category: parts[7], partyPost: parts[8], employer: parts[9], education: parts[10],
			volunteer: parts[11] != "", tags: parts[12],
		}
		var err error
		if p.birthday, err = model.ParseBirthday(parts[4]); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		if p.joined, err = model.ParseDate(parts[5]); err != nil {
			return nil, fmt.Errorf("%s: %w", p.name, err)
		}
		people = append(people, p)
	}
	return people, nil
}

// The people whose numbers are not as the rule makes them.
const (
	withExample    = "诸葛文" // the example that GB 11643 prints
	withOldNumber  = "区伯安" // 15 digits
	withWrongCheck = "司马强"
	withWideDigits = "华明远"
)

// idNumber makes up an ID number: the prefix 999999 is nobody's, the check
// digit is right.
func (p person) idNumber() (string, error) {
	if p.name == withExample {
		return "11010519491231002X", nil
	}
	born := p.birthday.Born()
	order := 10 + p.number*2
	if p.sex == "男" {
		order++
	}
	digits := fmt.Sprintf("999999%04d%02d%02d%03d", born.Year, born.Month, born.Day, order)
	if p.name == withOldNumber {
		return digits[:6] + digits[8:], nil
	}
	for _, check := range "0123456789X" {
		number := digits + string(check)
		if _, err := model.CheckIDNumber(number); err == nil {
			switch p.name {
			case withWrongCheck:
				return digits + string('0'+(check-'0'+1)%10), nil
			case withWideDigits:
				return wide(number), nil
			}
			return number, nil
		}
	}
	return "", fmt.Errorf("%s: no check digit fits %s", p.name, digits)
}

// wide writes digits as an input method left in full width does.
func wide(s string) string {
	return strings.Map(func(r rune) rune { return r + '０' - '0' }, s)
}

// phone is a number that is not given out; some people have none.
func (p person) phone() any {
	number := 19900000000 + p.number
	switch {
	case p.number%17 == 6:
		return nil
	case p.number%11 == 4: // kept as a quantity
		return number
	case p.number%13 == 7:
		s := fmt.Sprint(number)
		return s[:3] + " " + s[3:7] + " " + s[7:]
	}
	return fmt.Sprint(number)
}

var (
	places   = []string{"河南郑州", "河南新乡", "河南开封", "河南洛阳", "河南周口", "山东菏泽", "河北邯郸", "安徽阜阳"}
	homeland = map[string]string{
		"维吾尔族": "新疆喀什", "哈萨克族": "新疆伊犁", "藏族": "西藏日喀则", "朝鲜族": "吉林延吉", "壮族": "广西百色", "苗族": "湖南湘西", "满族": "辽宁抚顺",
	}
	streets = []string{"大学路 12 号院", "大学路 36 号院", "三官庙院", "高山小区", "棉纺路家属院"}
)

func (p person) nativePlace() string {
	if place, ok := homeland[p.ethnic]; ok {
		return place
	}
	return places[p.number*7%len(places)]
}

func (p person) address() string {
	if p.category == "村" {
		return fmt.Sprintf("高山村民组 %d 号", p.number)
	}
	return fmt.Sprintf("%s %d 号楼 %d 单元 %d 号", streets[p.number*3%len(streets)], p.number%9+1, p.number%4+1, p.number%6*100+p.number%2+101)
}

func (p person) degree() any {
	switch p.education {
	case "大学":
		return "学士"
	case "研究生":
		return "硕士"
	}
	return nil
}

// confirmed is a year after joining, for full members.
func (p person) confirmed() model.Date {
	if p.standing != "正式党员" || !p.joined.Full() {
		return model.Date{}
	}
	d := p.joined
	d.Year++
	return d
}

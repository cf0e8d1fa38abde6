package roster

import (
	"fmt"
	"slices"

	"jishi/model"
)

// people are those that a row may be: the members already known, and the new
// ones of the rows above.
type people struct {
	byID   map[string][]*somebody
	byName map[string][]*somebody
}

// somebody is one person that a row may be.
type somebody struct {
	member model.Member
	// row is the row of the file that is this person; 0 while none is.
	row int
}

// finding is who a row is: nobody known, a person, or in doubt.
type finding struct {
	person *somebody
	doubt  string // why it cannot be told
	// unsure is why the row must not change the person: the name is the same
	// and nothing else can be compared.
	unsure string
	// among are those that a doubtful row may be.
	among []*somebody
}

func newPeople(size int) *people {
	return &people{byID: make(map[string][]*somebody, size), byName: make(map[string][]*somebody, size)}
}

func (p *people) add(m model.Member, row int) {
	s := &somebody{member: m, row: row}
	if key := model.IDNumberKey(m.IDNumber); key != "" {
		p.byID[key] = append(p.byID[key], s)
	}
	p.addName(s)
}

// addName adds somebody who is to be found by name alone.
func (p *people) addName(s *somebody) {
	key := model.SearchName(s.member.Name)
	p.byName[key] = append(p.byName[key], s)
}

// update says what a known person becomes; the rows that follow are compared
// with that.
func (p *people) update(s *somebody, m model.Member) {
	if before, after := model.IDNumberKey(s.member.IDNumber), model.IDNumberKey(m.IDNumber); after != before {
		p.byID[after] = append(p.byID[after], s)
	}
	s.member = m
}

// find looks for the person of a row.
func (p *people) find(d *draft) finding {
	m := &d.member
	name := model.SearchName(m.Name)
	if m.IDNumber != "" {
		if found, ok := p.findByID(d, name); ok {
			return found
		}
	}
	var same, suspicious, unsure []*somebody
	for _, candidate := range p.byName[name] {
		switch compare(d, &candidate.member) {
		case model.Same:
			same = append(same, candidate)
		case model.Alike:
			suspicious = append(suspicious, candidate)
		case model.Unclear:
			unsure = append(unsure, candidate)
		}
	}
	switch {
	case len(same) == 1:
		return finding{person: same[0]}
	case len(same) > 1:
		return finding{doubt: fmt.Sprintf("有 %d 个人与这一行的姓名、出生日期或电话相同，不能确定是谁。", len(same)), among: same}
	case len(suspicious) > 0:
		return finding{doubt: whyAlike(d, suspicious[0]), among: suspicious}
	case len(unsure) == 0:
		return finding{}
	case len(unsure) == 1 && unsure[0].row == 0:
		return finding{person: unsure[0], unsure: whyUnsure(unsure[0])}
	}
	return finding{doubt: whyUnsure(unsure[0]), among: unsure}
}

// findByID looks for the person by ID number; ok is false where nobody has it.
// A number that differs in its check digit alone is that of a namesake written
// wrongly, but of somebody with another name it is another number.
func (p *people) findByID(d *draft, name string) (found finding, ok bool) {
	var exact []*somebody
	for _, candidate := range p.byID[model.IDNumberKey(d.member.IDNumber)] {
		switch {
		case model.SameIDNumber(candidate.member.IDNumber, d.member.IDNumber):
			exact = append(exact, candidate)
		case model.SearchName(candidate.member.Name) == name:
			found.doubt = fmt.Sprintf("身份证号与%s只差最后一位，请核对。", candidate.called())
			found.among = append(found.among, candidate)
		}
	}
	if len(exact) > 1 { // the old form of a number may stand for two of the new
		if named := slices.DeleteFunc(slices.Clone(exact), func(s *somebody) bool { return model.SearchName(s.member.Name) != name }); len(named) > 0 {
			exact = named
		}
	}
	switch {
	case len(exact) > 1:
		return finding{doubt: fmt.Sprintf("有 %d 个人用着这个身份证号，请先核对。", len(exact)), among: exact}, true
	case len(exact) == 0:
		return found, found.doubt != ""
	case model.SearchName(exact[0].member.Name) != name:
		return finding{doubt: fmt.Sprintf("身份证号与%s相同，姓名却不同；可能改了名，也可能填错了号。", exact[0].called()), among: exact}, true
	}
	return finding{person: exact[0]}, true
}

// called names a person as messages do.
func (s *somebody) called() string {
	if s.row > 0 {
		return fmt.Sprintf("第 %d 行的“%s”", s.row, s.member.Name)
	}
	return "已有的“" + s.member.Name + "”"
}

// compare says whether a row and somebody of the same name are one person.
func compare(d *draft, known *model.Member) model.Likeness {
	row := &d.member
	birth := model.CompareBirthdays(birthdayOf(d), known.Birthday)
	phone := model.Unclear
	if row.Phone != "" && known.Phone != "" {
		if phone = model.Different; row.Phone == model.NormalisePhone(known.Phone) {
			phone = model.Same
		}
	}
	switch {
	case row.IDNumber != "" && known.IDNumber != "":
		if model.SameIDNumber(row.IDNumber, known.IDNumber) {
			return model.Same
		}
		if birth == model.Same || phone == model.Same {
			return model.Alike
		}
		return model.Different
	case birth == model.Same:
		return model.Same
	case birth == model.Different && phone == model.Same:
		return model.Alike
	case birth == model.Different:
		return model.Different
	case phone == model.Same:
		return model.Same
	}
	return model.Unclear
}

func whyAlike(d *draft, s *somebody) string {
	if d.member.IDNumber != "" && s.member.IDNumber != "" {
		return fmt.Sprintf("与%s同名，出生日期或电话也相同，身份证号却不同，请核对。", s.called())
	}
	return fmt.Sprintf("与%s同名，电话也相同，出生日期却不同，请核对。", s.called())
}

func whyUnsure(s *somebody) string {
	return fmt.Sprintf("与%s同名，没有身份证号、出生日期或电话可以比较，不能确定是不是同一个人。", s.called())
}

package model

import (
	"slices"
	"strconv"
	"strings"
)

// GreetingText names one of the texts (祝福短信) that people are greeted with
// by phone.
type GreetingText string

// The texts, in the order in which they are edited.
const (
	BirthdayText           GreetingText = "birthday"
	BirthdayMilestoneText  GreetingText = "birthday-milestone"
	PoliticalText          GreetingText = "political"
	PoliticalMilestoneText GreetingText = "political-milestone"
)

// What stands in a text for what differs from person to person.
const (
	nameMark    = "{姓名}"
	addressMark = "{称呼}"
	yearsMark   = "{年数}"
	centreMark  = "{中心}"
)

// GreetingTexts lists the texts in their order.
func GreetingTexts() []GreetingText {
	return []GreetingText{BirthdayText, BirthdayMilestoneText, PoliticalText, PoliticalMilestoneText}
}

// Chinese returns the text's name.
func (t GreetingText) Chinese() string {
	switch t {
	case BirthdayText:
		return "生日"
	case BirthdayMilestoneText:
		return "逢十生日"
	case PoliticalText:
		return "政治生日"
	case PoliticalMilestoneText:
		return "逢十政治生日"
	}
	return string(t)
}

// Default is the text that a new centre begins with.
func (t GreetingText) Default() string {
	switch t {
	case BirthdayMilestoneText:
		return "{称呼}：今天是您的{年数}岁大寿，{中心}全体同志向您致以最诚挚的祝贺，祝您福寿安康、阖家幸福！"
	case PoliticalText:
		return "{称呼}：今天是您的政治生日，您入党已满{年数}年。愿您不忘初心、牢记使命，祝您身体健康、工作顺利！——{中心}"
	case PoliticalMilestoneText:
		return "{称呼}：今天是您入党{年数}周年的日子，感谢您{年数}年来的坚守与奉献，{中心}全体同志向您致敬，祝您健康长寿！"
	default:
		return "{称呼}：今天是您的生日，{中心}祝您生日快乐、身体健康、万事如意！"
	}
}

// GreetingText returns which text greets on the anniversary.
func (a Anniversary) GreetingText() GreetingText {
	switch {
	case a.Kind == PoliticalAnniversary && a.Milestone():
		return PoliticalMilestoneText
	case a.Kind == PoliticalAnniversary:
		return PoliticalText
	case a.Milestone():
		return BirthdayMilestoneText
	}
	return BirthdayText
}

// CheckGreetingText refuses a text that could not be sent: an empty or very
// long one, and a mark in braces that nothing stands for.
func CheckGreetingText(text string) error {
	if strings.TrimSpace(text) == "" {
		return invalid("Text", "请填写祝福的话。")
	}
	if err := checkLength("Text", "祝福的话", text, 300); err != nil {
		return err
	}
	return checkMarks("Text", text, nameMark, addressMark, yearsMark, centreMark)
}

// checkMarks refuses a text with something in braces that is none of marks.
func checkMarks(field, text string, marks ...string) error {
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "{")
		if !found {
			return nil
		}
		word, after, closed := strings.Cut(after, "}")
		shown := "{" + shorten(word)
		if closed {
			shown += "}"
		}
		if !closed || !slices.Contains(marks, "{"+word+"}") {
			return invalid(field, "“"+shown+"”看不懂：可以用的是 "+strings.Join(marks, " ")+"。")
		}
		rest = after
	}
}

// Fill writes the text for one person. Where the years are not known, the
// clause that would tell them is left out.
func (a Anniversary) Fill(text, centre string) string {
	years := strconv.Itoa(a.Years)
	if a.Years == 0 {
		text = withoutClauses(text, yearsMark)
	}
	return strings.NewReplacer(nameMark, a.Member.Name, addressMark, a.Member.Salutation(), yearsMark, years, centreMark, centre).Replace(text)
}

// Salutation is how a letter addresses m: a party member as 同志, others by their
// sex, by the name alone where that is not known.
func (m Member) Salutation() string {
	switch {
	case strings.HasSuffix(m.Standing, "党员"):
		return m.Name + "同志"
	case m.Sex == Male:
		return m.Name + "先生"
	case m.Sex == Female:
		return m.Name + "女士"
	}
	return m.Name
}

// withoutClauses leaves out the clauses of text that contain mark. The mark of
// punctuation that ends what is left out takes the place of the one before it,
// so that a sentence still ends.
func withoutClauses(text, mark string) string {
	var kept strings.Builder
	for _, c := range clauses(text) {
		if !strings.Contains(c, mark) {
			kept.WriteString(c)
			continue
		}
		before := strings.TrimRight(kept.String(), "，；、")
		if before != kept.String() {
			kept.Reset()
			kept.WriteString(before)
			end := []rune(c)
			if last := string(end[len(end)-1:]); strings.Contains(clauseEnds, last) {
				kept.WriteString(last)
			}
		}
	}
	return kept.String()
}

const clauseEnds = "，。！；：？、"

// clauses cuts text after each mark of punctuation.
func clauses(text string) []string {
	var list []string
	start := 0
	for i, r := range text {
		if strings.ContainsRune(clauseEnds, r) {
			end := i + len(string(r))
			list = append(list, text[start:end])
			start = end
		}
	}
	if start < len(text) {
		list = append(list, text[start:])
	}
	return list
}

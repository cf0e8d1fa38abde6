package model

import (
	"cmp"
	"slices"
	"strings"
)

// Honoured says whom an Honour was given to.
type Honoured string

// Who can be honoured.
const (
	HonouredMember  Honoured = "member"  // 个人
	HonouredTeam    Honoured = "team"    // 志愿服务队
	HonouredStation Honoured = "station" // 志愿服务站
	HonouredCentre  Honoured = "centre"  // 本中心
)

// AllHonoured lists who can be honoured in the order of menus.
func AllHonoured() []Honoured {
	return []Honoured{HonouredMember, HonouredTeam, HonouredStation, HonouredCentre}
}

// Chinese returns what lists call it.
func (h Honoured) Chinese() string {
	switch h {
	case HonouredTeam:
		return "服务队"
	case HonouredStation:
		return "服务站"
	case HonouredCentre:
		return "本中心"
	}
	return "个人"
}

// Honour (荣誉, 表彰奖励) is an award that a member, a team, a station or the
// centre itself was given.
type Honour struct {
	Record
	Whom    Honoured // HonouredMember where it is empty
	Member  ID       // of HonouredMember
	Team    ID       // of HonouredTeam
	Station ID       // of HonouredStation
	Title   string   // 优秀共产党员
	Level   string   // 区级, a word of HonourLevels; may be empty
	Giver   string   // 授予单位
	Given   Date     // may be empty or lack its day
	// Ceremony (颁奖活动) is the activity at which it is handed over; none where
	// there is none.
	Ceremony ID
	File     KeptPaper // of the decision, the medal or the certificate; may be empty
}

// KeptPaper (附件) is the one file that a record has: its picture or document.
type KeptPaper struct {
	File string // as the store names it; empty where there is none
	Name string // as it was called
	Size int64  // bytes
}

// Attachment is the file as records of activities have theirs.
func (p KeptPaper) Attachment() Attachment {
	return Attachment{File: p.File, Name: p.Name, Size: p.Size}
}

func (p KeptPaper) validate() error {
	if p.File == "" {
		return nil
	}
	return p.Attachment().Validate()
}

// Tidy returns the honour as it is kept: without blanks around its texts, and
// with one who is honoured.
func (h Honour) Tidy() Honour {
	h.Title, h.Level, h.Giver = strings.TrimSpace(h.Title), strings.TrimSpace(h.Level), strings.TrimSpace(h.Giver)
	if h.Whom == "" {
		h.Whom = HonouredMember
	}
	return h
}

// Validate reports the first field that cannot be saved.
func (h Honour) Validate() error {
	if err := h.checkWhom(); err != nil {
		return err
	}
	if strings.TrimSpace(h.Title) == "" {
		return invalid("Title", "请填写荣誉名称。")
	}
	for _, f := range []struct{ field, label, value string }{
		{"Title", "荣誉名称", h.Title}, {"Level", "级别", h.Level}, {"Giver", "授予单位", h.Giver},
	} {
		if err := checkLength(f.field, f.label, f.value, 100); err != nil {
			return err
		}
	}
	if err := h.File.validate(); err != nil {
		return err
	}
	return h.Given.validate("Given", "授予时间")
}

// checkWhom refuses an honour of nobody, and one of two at once.
func (h Honour) checkWhom() error {
	of := map[Honoured]struct {
		id             ID
		field, message string
	}{
		"":              {h.Member, "Member", "请选择受表彰的人员。"},
		HonouredMember:  {h.Member, "Member", "请选择受表彰的人员。"},
		HonouredTeam:    {h.Team, "Team", "请选择受表彰的服务队。"},
		HonouredStation: {h.Station, "Station", "请选择受表彰的服务站。"},
		HonouredCentre:  {},
	}
	one, known := of[h.Whom]
	if !known {
		return invalid("Whom", "请选择荣誉授予谁。")
	}
	if one.field != "" && one.id == "" {
		return invalid(one.field, one.message)
	}
	if h.Member+h.Team+h.Station != one.id {
		return invalid("Whom", "一项荣誉只能授予一个人、一支服务队、一个服务站或本中心。")
	}
	return nil
}

// HonourSummary is an honour as lists show it.
type HonourSummary struct {
	Honour
	Name          string // of whom it was given to
	Branch        string // of a member; may be empty
	CeremonyTitle string
	CeremonyDay   Date
	// Certificate is the number of its valid certificate (荣誉证书), empty before
	// there is one; Prints is how often that was printed.
	Certificate string
	Prints      int
}

// LevelFigure counts honours and press reports of one level (级别).
type LevelFigure struct {
	Level      string // empty of those that do not say
	Personal   int    // 个人荣誉
	Collective int    // 集体荣誉: of teams, stations and the centre
	Press      int    // 新闻报道
}

// Honours counts all honours of the level.
func (f LevelFigure) Honours() int { return f.Personal + f.Collective }

// SortLevels puts levels in the order of words; others come after them, those of
// no level last.
func SortLevels(levels []LevelFigure, words []string) {
	place := func(level string) int {
		if level == "" {
			return len(words) + 1
		}
		return placeIn(words, level)
	}
	slices.SortFunc(levels, func(a, b LevelFigure) int {
		return cmp.Or(place(a.Level)-place(b.Level), CompareTexts(a.Level, b.Level))
	})
}

// SumLevels adds levels up.
func SumLevels(levels []LevelFigure) (sum LevelFigure) {
	for _, l := range levels {
		sum.Personal += l.Personal
		sum.Collective += l.Collective
		sum.Press += l.Press
	}
	return sum
}

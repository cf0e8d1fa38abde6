package model

// ServiceFigure counts the volunteer service of one row: a month, a field of
// help, a project or a team. 人次, 人数 and minutes are of confirmed hours only.
type ServiceFigure struct {
	Name          string // as people read it; empty where the activities say nothing
	Activities    int    // 场: held, confirmed or not
	Times         int    // 人次
	People        int    // 人数: how many different people that were
	Minutes       int
	Beneficiaries int // 受益人数, as the activities have them
}

// Of is the figure in the unit of m, which is one of 场次, 人次, 人数 and 小时.
func (f ServiceFigure) Of(m Measure) float64 {
	return m.Of(Statistic{Activities: f.Activities, Times: f.Times, People: f.People, Minutes: f.Minutes})
}

// TeamClassFigure counts the teams of one class.
type TeamClassFigure struct {
	Class  string // empty where it is not said
	Teams  int
	People int // different people in them
}

// ServiceYear is the volunteer service of a year (志愿服务年度总结). 场次, 人次,
// minutes and 受益人数 of each list add up to Sum's; somebody who is in two rows
// is still one person.
type ServiceYear struct {
	Year       int
	Classes    []TeamClassFigure
	Volunteers int // with a number, in the register now
	Sum        ServiceFigure
	Months     []ServiceFigure // those that have begun
	Fields     []ServiceFigure // most minutes first, as those below
	Projects   []ServiceFigure
	Teams      []ServiceFigure
}

// TeamCount is how many teams there are.
func (y ServiceYear) TeamCount() (teams int) {
	for _, c := range y.Classes {
		teams += c.Teams
	}
	return teams
}

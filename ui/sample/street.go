package sample

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/printing"
)

// Where, within the sample street's folder, the data of its centres lie, and
// what stands for the stick that goes to and fro.
const (
	centresFolder = "中心"
	stickFolder   = "U盘"
)

// Street is the sample street. The place is real, the office's data are not.
var Street = model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"}

// smallCentres are the centres of the sample street; it has more of some than
// of others.
var smallCentres = []struct {
	name           string
	people, events int
	late           bool // has not reported since the first time
}{
	{"棉纺路社区", 34, 12, false},
	{"三官庙社区", 22, 9, false},
	{"长江社区", 41, 14, false},
	{"康桥社区", 18, 6, true},
	{"淮河社区", 27, 10, false},
	{"桃源社区", 30, 11, false},
	{"汉江社区", 15, 5, false},
	{"嵩山社区", 25, 8, false},
	{"航海社区", 37, 13, false},
	{"兴华社区", 20, 4, true},
}

// The days, before the sample's day, of the two rounds of packages.
const (
	firstRound  = -36
	secondRound = -1
)

// MadeStreet says what MakeStreet made.
type MadeStreet struct {
	Dir         string   `json:"dir"`
	Date        string   `json:"date"`
	Centres     int      `json:"centres"`
	Members     int      `json:"members"`
	Activities  int      `json:"activities"`
	Attendances int      `json:"attendances"`
	Received    int      `json:"received"` // packages that the street took in
	Answered    int      `json:"answered"` // answer packages that the centres took in
	Files       []string `json:"files"`    // PDFs and spreadsheets, relative to Dir
	Warnings    []string `json:"warnings"`
}

// post is one office of the sample, with its keys and a calendar of its own.
type post struct {
	*builder
	keys *keyring.Keys
	self model.Office
}

// openPost opens an office's data in dir. Its ids and keys depend on its name.
func openPost(ctx context.Context, dir string, day model.Date, centre model.Centre) (*post, error) {
	c := newClock(day)
	c.of = centre.Name
	c.goTo(firstRound - 120)
	st, err := store.Open(ctx, dir, store.Options{Now: c.now, NewID: c.newID})
	if err != nil {
		return nil, err
	}
	b := &builder{Context: ctx, store: st, clock: c, day: day, made: Made{Dir: dir}, projectOf: map[string]model.ID{}}
	p := &post{builder: b}
	if _, err = st.SaveCentre(ctx, centre); err == nil {
		p.self, err = st.Self(ctx)
	}
	if err == nil {
		p.keys, err = keyring.FromSeed(centre.Name)
	}
	if err == nil {
		p.self = p.keys.Public(p.self)
		err = keyring.Restore(ctx, st, p.keys, c.start)
	}
	if err != nil {
		return nil, errors.Join(err, st.Close())
	}
	return p, nil
}

// MakeStreet builds the sample street in dir as it would stand on day: ten
// centres with a life each, whose packages it received, and what it answered.
// The centres' data lie in a folder within. An earlier sample there is
// replaced, a folder that holds anything else is refused.
func MakeStreet(ctx context.Context, dir string, day model.Date) (made MadeStreet, err error) {
	if err := prepareOffices(dir); err != nil {
		return made, err
	}
	all := make([]int, len(smallCentres))
	for n := range all {
		all[n] = n
	}
	s, err := newStreetSample(ctx, dir, day, Street, all)
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, s.street.store.Close()) }()
	if err := s.fill(); err != nil {
		return s.made, err
	}
	return s.made, s.papers()
}

// prepareOffices makes room for the data of an office and of those below it.
func prepareOffices(dir string) error {
	if err := prepare(dir); err != nil {
		return err
	}
	for _, folder := range []string{centresFolder, streetsFolder, stickFolder, "received", "staging"} {
		if err := os.RemoveAll(filepath.Join(dir, folder)); err != nil {
			return fmt.Errorf("remove the earlier sample: %w", err)
		}
	}
	return nil
}

// streetSample makes a sample street centre by centre.
type streetSample struct {
	street  *post
	office  model.Centre
	centres []int // of smallCentres
	made    MadeStreet
}

// newStreetSample opens a street in dir, which is there.
func newStreetSample(ctx context.Context, dir string, day model.Date, office model.Centre, centres []int) (*streetSample, error) {
	if err := os.MkdirAll(filepath.Join(dir, stickFolder), 0o755); err != nil { //nolint:gosec // stands for a stick
		return nil, &model.Error{Code: model.Unwritable, Message: "不能在这里建文件夹，请换一个位置：" + dir, Err: err}
	}
	street, err := openPost(ctx, dir, day, office)
	if err != nil {
		return nil, err
	}
	made := MadeStreet{Dir: dir, Date: day.String(), Centres: len(centres), Warnings: []string{}}
	return &streetSample{street: street, office: office, centres: centres, made: made}, nil
}

// fill makes the centres and lets them report.
func (s *streetSample) fill() error {
	for _, n := range s.centres {
		if err := s.centre(n); err != nil {
			return fmt.Errorf("make %s: %w", smallCentres[n].name, err)
		}
	}
	return nil
}

// centre makes one centre, which reports, is answered, signs and reports again.
func (s *streetSample) centre(n int) (err error) {
	about := smallCentres[n]
	name := about.name + "党群服务中心"
	dir := filepath.Join(s.street.made.Dir, centresFolder, about.name)
	c, err := openPost(s.street, dir, s.street.day, model.Centre{
		Name: name, Code: fmt.Sprintf("%s%03d", s.office.Code, 101+n), Street: s.office.Name, District: s.office.District,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.store.Close()) }()
	if err := errors.Join(c.store.Approve(c, s.street.self), s.street.store.Approve(s.street, c.self)); err != nil {
		return err
	}
	if err := c.residentsOf(n); err != nil {
		return err
	}
	past, recent := c.yearOf(n)
	if err := c.live(past); err != nil {
		return err
	}
	if err := s.report(c, firstRound); err != nil {
		return err
	}
	if !about.late {
		if err := s.answer(c, n); err != nil {
			return err
		}
		if err := c.live(recent); err != nil {
			return err
		}
		if err := s.report(c, secondRound); err != nil {
			return err
		}
	}
	s.made.Members += c.made.Members
	s.made.Activities += c.made.Activities
	s.made.Attendances += c.made.Attendances
	return nil
}

// report carries a package of the centre's to the street, on a day.
func (s *streetSample) report(c *post, day int) error {
	if err := c.sendTo(s.street, model.ReportPackage, day, s.stick()); err != nil {
		return err
	}
	s.made.Received++
	return nil
}

// stick is the folder that stands for the stick.
func (s *streetSample) stick() string { return filepath.Join(s.street.made.Dir, stickFolder) }

// handed are what the street hands down: each stands in every answer.
func handed(day model.Date) []model.StreetItem {
	month := model.Date{Year: day.Year, Month: day.Month}
	return []model.StreetItem{
		{Kind: model.Message, Title: "统一志愿服务领域的叫法", Text: "请各中心按下发的词表登记志愿服务领域。"},
		{
			Kind: model.MonthItem, Month: month, Title: "本月重点工作事项",
			Text: "一、每个支部办一次主题党日，活动纪实附照片。\n二、走访困难党员和独居老人，月底前完成。\n三、核对在册党员的联系电话。\n四、志愿服务时长当月确认。",
		},
	}
}

// answer carries an answer package of the street's to the centre; every third
// centre leaves the newest item unsigned.
func (s *streetSample) answer(c *post, n int) error {
	s.street.clock.goTo(firstRound + 2)
	there, err := s.street.store.StreetItems(s.street)
	if err != nil {
		return err
	}
	if len(there) == 0 {
		for _, item := range handed(s.street.day) {
			if _, err := s.street.store.SaveStreetItem(s.street, item); err != nil {
				return err
			}
		}
	}
	if err := s.street.sendTo(c, model.AnswerPackage, firstRound+2, s.stick()); err != nil {
		return err
	}
	s.made.Answered++
	items, err := c.store.ItemsFromAbove(c)
	if err != nil {
		return err
	}
	for i, item := range items {
		if i == 0 && n%3 == 2 {
			continue
		}
		if err := c.store.SignItem(c, item.ID); err != nil {
			return err
		}
	}
	return nil
}

// sendTo writes a package for another office onto the stick and lets it be
// received there, on a day.
func (p *post) sendTo(other *post, kind model.PackageKind, day int, stick string) error {
	p.clock.goTo(day)
	other.clock.goTo(day)
	to, err := p.store.Known(p, string(other.self.ID))
	if err != nil {
		return err
	}
	sent, err := exchange.Export{Kind: kind, To: to, Keys: p.keys, Folder: stick}.Write(p, p.store)
	if err != nil {
		return err
	}
	reader, err := exchange.NewReader(p, other.keys, other.store)
	if err != nil {
		return err
	}
	_, err = reader.Receive(p, other.store, sent.Path)
	return err
}

// papers prints the overview of the sample's month and year.
func (s *streetSample) papers() error {
	if err := s.street.overviews(); err != nil {
		return err
	}
	s.made.Files, s.made.Warnings = s.street.made.Files, append(s.made.Warnings, s.street.made.Warnings...)
	return nil
}

// overviews prints the overview of the sample's month and year.
func (p *post) overviews() error {
	p.clock.goTo(0)
	for _, month := range []model.Date{{Year: p.day.Year, Month: p.day.Month}, {Year: p.day.Year}} {
		if err := p.print(printing.Job{Kind: printing.CentreOverview, Month: month}); err != nil {
			return err
		}
	}
	return nil
}

// Parts that the people of the small centres are named of.
const (
	sampleSurnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
	sampleGiven    = "建国 秀英 志强 桂兰 永福 淑珍 文博 丽娜 德明 玉梅 海涛 春花 学军 雅琴 振华 素云 立新 晓燕 保成 慧敏"
)

// residentsOf enters the people of a small centre. One of the first centre's
// lives in the second one's as well.
func (p *post) residentsOf(n int) error {
	var branches []model.ID
	for _, name := range []string{"第一党支部", "第二党支部"} {
		o, err := p.store.SaveOrganisation(p, model.Organisation{Parent: p.self.ID, Kind: model.Branch, Name: smallCentres[n].name + name})
		if err != nil {
			return err
		}
		branches = append(branches, o.ID)
	}
	surnames, given := []rune(sampleSurnames), strings.Fields(sampleGiven)
	categories := []string{"社区", "离退休", "机关在职", "非公"}
	for i := range smallCentres[n].people {
		turn := i + 7*n
		m := model.Member{
			Name: string(surnames[(turn*5+n)%len(surnames)]) + given[(turn*3+i/20)%len(given)], Sex: model.Male, Ethnic: "汉族",
			Phone: fmt.Sprintf("1990%02d%05d", n+10, 10000+i), Address: fmt.Sprintf("%s %d 号院 %d 号楼", smallCentres[n].name, i%6+1, i%9+1),
			Birthday: solar(model.Date{Year: 1948 + (turn*11)%50, Month: turn%12 + 1, Day: (turn*5)%28 + 1}), Standing: "正式党员", Category: categories[i%len(categories)],
			Branch: branches[i%2], Joined: model.Date{Year: 1980 + (turn*7)%35, Month: 7, Day: 1},
		}
		if turn*3%2 == 1 {
			m.Sex = model.Female
		}
		switch {
		case i%7 == 6:
			m.Standing, m.Category, m.Branch, m.Joined = "群众", "群众", "", model.Date{}
		case i%5 == 0:
			m.VolunteerNumber = fmt.Sprintf("EQZY2017%02d%02d", n+1, i+1)
		case i%11 == 10:
			m.Phone = "" // not everything is known of everybody
		}
		if n < 2 && i == 0 {
			m.Name, m.Phone, m.Birthday = "齐望舒", "19900098765", solar(model.Date{Year: 1975, Month: 5, Day: 19})
		}
		if _, err := p.store.SaveMember(p, m); err != nil {
			return err
		}
	}
	return p.read()
}

// yearOf are the events of a small centre before the first package, and those
// between it and the second.
func (p *post) yearOf(n int) (past, recent []event) {
	about := smallCentres[n]
	kinds := []model.Activity{
		{Kind: model.MemberDay, Title: "主题党日：学习与讨论", Initiative: "特色品牌星火"},
		{Kind: model.Volunteering, Title: "清洁家园志愿服务", Initiative: "社区党建融合", ServiceField: "生态环保", Beneficiaries: 60},
		{Kind: model.Lesson, Title: "党课：身边的榜样", Initiative: "基层基础固本", Presenter: "党委书记"},
		{Kind: model.Volunteering, Title: "孝老关爱上门服务", Initiative: "社区党建融合", ServiceField: "孝老关爱", Beneficiaries: 18},
		{Kind: model.BranchAssembly, Title: "支部党员大会", Initiative: "基层基础固本"},
	}
	for i := range about.events {
		a := kinds[(i+n)%len(kinds)]
		a.Place, a.Organiser, a.Host, a.Recorder = "党员活动室", p.self.Name, "支部书记", "社区干事"
		expect := func(m model.Member) bool { return m.Branch != "" || m.VolunteerNumber != "" }
		if a.Kind == model.Volunteering {
			expect = func(m model.Member) bool { return m.VolunteerNumber != "" }
		}
		e := event{activity: a, day: firstRound - 6 - 16*(i/2) - n%5, hour: 9 + 6*(i%2), length: 90 + 30*(n%3), expect: expect}
		if i%2 == 1 {
			e.day = secondRound - 1 - i/2*5 - n%5
			recent = append(recent, e)
			continue
		}
		past = append(past, e)
	}
	return past, recent
}

// live holds events, each on its day, and confirms the hours of service.
func (p *post) live(events []event) error {
	for _, e := range events {
		p.clock.goTo(e.day)
		if err := p.hold(e); err != nil {
			return err
		}
	}
	_, _, err := p.store.ConfirmPending(p, "社区干事")
	return err
}

package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"jishi/model"
)

// size is how big a benchmark's centre is: the variable's value, or usual.
func size(variable string, usual int) (int, error) {
	text := os.Getenv(variable)
	if text == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		err = fmt.Errorf("%s: %w", variable, err)
	}
	return n, err
}

const (
	surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
	givens   = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂红玉华建国志小文海燕春雪梅晓东云飞龙凤山水石金银铁树花草新民安康宁"
)

// people are n members as a roster gives them, the same ones each time.
func people(n int) []model.Member {
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(from []rune) string { return string(from[random.IntN(len(from))]) }
	family, given := []rune(surnames), []rune(givens)
	list := make([]model.Member, n)
	for i := range list {
		name := pick(family) + pick(given)
		if random.IntN(3) > 0 {
			name += pick(given)
		}
		born := model.Date{Year: 1935 + random.IntN(65), Month: 1 + random.IntN(12), Day: 1 + random.IntN(28)}
		birthday := model.Birthday{Date: born, Calendar: model.Solar}
		if random.IntN(2) == 0 {
			birthday.Calendar = model.Lunar
		}
		list[i] = model.Member{
			Name: name, Sex: []model.Sex{model.Male, model.Female}[random.IntN(2)], Ethnic: "汉族", Education: "大学", Birthday: birthday,
			IDNumber: fmt.Sprintf("999999%04d%02d%02d%04d", born.Year, born.Month, born.Day, i%10000),
			Phone:    fmt.Sprintf("199%08d", random.IntN(100_000_000)), Address: fmt.Sprintf("大学路 %d 号院 %d 号楼", i%300, i%40),
			Standing: "正式党员", Category: []string{"机关在职", "村", "社区", "非公", "离退休"}[random.IntN(5)],
			Joined: model.Date{Year: born.Year + 22, Month: 1 + random.IntN(12), Day: 1 + random.IntN(28)}, Employer: "某某单位", State: model.Active,
		}
	}
	return list
}

// roster is a plan that brings everybody in, in 35 branches.
func roster(list []model.Member) model.ImportPlan {
	plan := model.ImportPlan{File: "花名册.xlsx", Rows: make([]model.ImportRow, len(list))}
	for i, m := range list {
		plan.Rows[i] = model.ImportRow{Number: i + 2, Fate: model.RowNew, Member: m, BranchName: fmt.Sprintf("第%d党支部", i%35+1)}
	}
	return plan
}

// bigFolder is the data of JISHI_BENCH_MEMBERS members, 100,000 unless said
// otherwise, made once for all benchmarks; TestMain removes it.
var bigFolder = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "jishi-bench-"); err != nil {
		return "", err
	}
	s, err := Open(background, dir, Options{})
	if err != nil {
		return dir, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if _, err := s.SaveCentre(background, testCentre); err != nil {
		return dir, err
	}
	n, err := size("JISHI_BENCH_MEMBERS", 100_000)
	if err != nil {
		return dir, err
	}
	_, err = s.ApplyImport(background, roster(people(n)))
	return dir, err
})

func bigStore(b *testing.B) *Store {
	b.Helper()
	dir, err := bigFolder()
	if dir != "" {
		bigFolders = []string{dir}
	}
	must(b, err)
	s, err := Open(background, dir, Options{})
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	return s
}

// bigFolders is what TestMain removes.
var bigFolders []string

func TestMain(m *testing.M) {
	code := m.Run()
	for _, dir := range bigFolders {
		if err := os.RemoveAll(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// report gives the 95th percentile of what was measured.
func report(b *testing.B, took []time.Duration) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100])/1e6, "p95-ms")
	b.ReportMetric(float64(took[len(took)-1])/1e6, "max-ms")
}

// BenchmarkSearch is one key in the search box: find, count, and read the
// first page.
func BenchmarkSearch(b *testing.B) {
	s := bigStore(b)
	list := people(1000)
	queries := []string{"z", "w", "张", "李", "zxm", "wxm", "lj", "zhang", "zhangwei", "xiaoming", "zhang xiao", "1234", "00", "7", "小明", "%", "_", "'", "不在册"}
	for _, m := range list[:200] {
		queries = append(queries, m.Name, m.Phone[7:], model.PinyinOf(m.Name), model.InitialsOf(model.PinyinOf(m.Name)), string([]rune(m.Name)[1:]))
	}
	must(b, s.people.wait(background))
	var took []time.Duration
	b.ResetTimer()
	for i := range b.N {
		start := time.Now()
		_, err := s.Members(background, MemberFilter{Search: queries[i%len(queries)], State: model.Active, Limit: 50})
		must(b, err)
		took = append(took, time.Since(start))
	}
	report(b, took)
}

// BenchmarkFirstSearch also reads the directory in.
func BenchmarkFirstSearch(b *testing.B) {
	s := bigStore(b)
	must(b, s.Close())
	for b.Loop() {
		again, err := Open(background, s.dir, Options{})
		must(b, err)
		_, err = again.Members(background, MemberFilter{Search: "zxm", Limit: 50})
		must(b, err)
		must(b, again.Close())
	}
}

// BenchmarkList is a page of the list without a search.
func BenchmarkList(b *testing.B) {
	s := bigStore(b)
	tree, err := s.Organisations(background)
	must(b, err)
	branch := tree[len(tree)-1].ID
	for name, f := range map[string]MemberFilter{
		"first page":    {State: model.Active, Limit: 50},
		"all states":    {Limit: 50},
		"middle page":   {State: model.Active, Offset: 40_000, Limit: 50},
		"by strokes":    {State: model.Active, Order: ByStrokes, Limit: 50},
		"by birth":      {State: model.Active, Order: ByBirth, Limit: 50},
		"by joined":     {State: model.Active, Order: ByJoined, Limit: 50},
		"by branch":     {State: model.Active, Order: ByBranch, Limit: 50},
		"by education":  {State: model.Active, Order: ByEducation, Descending: true, Limit: 50},
		"one branch":    {State: model.Active, Branch: branch, Limit: 50},
		"one category":  {State: model.Active, Category: "社区", Order: ByBirth, Limit: 50},
		"aged 60 to 69": {State: model.Active, AgeFrom: 60, AgeTo: 69, Order: ByBirth, Limit: 50},
		"joined in the nineties": {
			State: model.Active, JoinedFrom: model.Date{Year: 1990}, JoinedTo: model.Date{Year: 1999}, Order: ByJoined, Limit: 50,
		},
		"has a phone": {State: model.Active, Has: LacksPhone, Order: ByBranch, Limit: 50},
		"everything": {
			State: model.Active, Branch: branch, Category: "社区", AgeFrom: 30, AgeTo: 79, JoinedFrom: model.Date{Year: 1960},
			Has: LacksPhone, Search: "z", Order: ByBirth, Limit: 50,
		},
	} {
		b.Run(name, func(b *testing.B) {
			must(b, s.people.wait(background))
			for b.Loop() {
				_, err := s.Members(background, f)
				must(b, err)
			}
		})
	}
}

// BenchmarkOpen is opening and closing a centre's data.
func BenchmarkOpen(b *testing.B) {
	s := bigStore(b)
	must(b, s.Close())
	for b.Loop() {
		again, err := Open(background, s.dir, Options{})
		must(b, err)
		must(b, again.Close())
	}
}

// BenchmarkAnniversaries is what 生日 asks for: what is in view, and counts of
// everything; alone the filter by greetings looks at notes, of which a third of
// the month's people have one.
func BenchmarkAnniversaries(b *testing.B) {
	s := bigStore(b)
	must(b, s.people.wait(background))
	from := dayOfMay(7)
	all, err := s.Anniversaries(background, AnniversaryFilter{From: from, Days: 30})
	must(b, err)
	var greetings []model.Greeting
	for i, a := range all.Anniversaries {
		if i%3 == 0 {
			greetings = append(greetings, model.Greeting{AnniversaryKey: a.Key(), Way: model.ByCard})
		}
	}
	_, err = s.Greet(background, greetings)
	must(b, err)
	for name, f := range map[string]AnniversaryFilter{
		"7":              {Days: 7, Limit: 100},
		"30":             {Days: 30, Limit: 100},
		"30 of a month":  {Days: 30, PerDay: 3},
		"30 not greeted": {Days: 30, Greeted: OnlyUngreeted, Limit: 100},
		"30 filtered": {
			Days: 30, Milestones: true, Kind: model.BirthdayAnniversary, Limit: 100,
			People: MemberFilter{Category: "社区", AgeFrom: 60, AgeTo: 90, Has: LacksPhone},
		},
		"30, all of them": {Days: 30},
	} {
		f.From = from
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := s.Anniversaries(background, f)
				must(b, err)
			}
		})
	}
}

// BenchmarkFirstAnniversaries is what 首页 asks for at start, when the
// directory is not read in yet.
func BenchmarkFirstAnniversaries(b *testing.B) {
	s := bigStore(b)
	must(b, s.Close())
	for b.Loop() {
		again, err := Open(background, s.dir, Options{})
		must(b, err)
		_, err = again.Anniversaries(background, AnniversaryFilter{From: dayOfMay(7), Days: 7, Limit: 50})
		must(b, err)
		must(b, again.Close())
	}
}

// BenchmarkEachMember reads everybody, as matching a roster does.
func BenchmarkEachMember(b *testing.B) {
	s := bigStore(b)
	for b.Loop() {
		must(b, s.EachMember(background, MemberFilter{}, func(model.Member) error { return nil }))
	}
}

// BenchmarkApplyImport brings in JISHI_BENCH_ROWS new members, 50,000 unless
// said otherwise.
func BenchmarkApplyImport(b *testing.B) {
	n, err := size("JISHI_BENCH_ROWS", 50_000)
	must(b, err)
	plan := roster(people(n))
	for b.Loop() {
		b.StopTimer()
		s, err := Open(background, b.TempDir(), Options{})
		must(b, err)
		b.StartTimer()
		_, err = s.ApplyImport(background, plan)
		must(b, err)
		b.StopTimer()
		must(b, s.Close())
		b.StartTimer()
	}
}

// BenchmarkMark is one person signed in, on the disk when it returns.
func BenchmarkMark(b *testing.B) {
	s := bigStore(b)
	a, err := s.SaveActivity(background, model.Activity{
		Kind: model.Lesson, Title: "党课", Start: dayOfMay(7).Time(), End: dayOfMay(7).Time().Add(time.Hour),
	})
	must(b, err)
	_, err = s.ExpectFilter(background, a.ID, MemberFilter{Category: "社区"})
	must(b, err)
	roll, err := s.Roll(background, a.ID)
	must(b, err)
	var took []time.Duration
	b.ResetTimer()
	for i := range b.N {
		start := time.Now()
		must(b, s.SaveMarks(background, a.ID, []model.Mark{{Attendance: roll.Attendees[i%len(roll.Attendees)].ID, State: model.Present}}))
		took = append(took, time.Since(start))
	}
	report(b, took)
}

var background = context.Background()

package report

import (
	"io"
	"strings"
	"testing"

	"jishi/model"
)

func cardsOf(list []model.Anniversary, style CardStyle) func(io.Writer) (Sheet, error) {
	return func(w io.Writer) (Sheet, error) { return Cards(w, list, style, options) }
}

// celebrations are an anniversary of each sort that a card has words for.
func celebrations() []model.Anniversary {
	var list []model.Anniversary
	add := func(name string, kind model.AnniversaryKind, years int, change func(*model.Anniversary)) {
		a := model.Anniversary{
			Date: day(2018, 5, 13), Kind: kind, Years: years, Branch: "高山第二支部",
			Member: model.Member{Record: model.Record{ID: model.ID(name)}, Name: name, Standing: "正式党员", Birthday: model.Birthday{Date: day(2018-years, 5, 13)}},
		}
		if change != nil {
			change(&a)
		}
		list = append(list, a)
	}
	birthday, political := model.BirthdayAnniversary, model.PoliticalAnniversary
	add("赵铁柱", birthday, 80, func(a *model.Anniversary) {
		a.Member.Birthday = model.Birthday{Date: day(1938, 3, 28), Calendar: model.Lunar}
	})
	add("仇铉", political, 10, nil)
	add("买买提·吐尔逊·阿不都热合曼", birthday, 100, func(a *model.Anniversary) { a.Member.Standing, a.Member.Sex = "群众", model.Male })
	add("冯𬭎", birthday, 0, func(a *model.Anniversary) { a.Member.Standing = "" })
	add("褚兰", birthday, 45, func(a *model.Anniversary) { a.Member.Standing, a.Member.Sex = "", model.Female })
	add("吴𫖯", political, 0, nil)
	add("马𠮷", political, 50, func(a *model.Anniversary) {
		a.Branch = "高山小区物业服务企业与业主委员会联合支部委员会"
	})
	add("卫东升", political, 33, nil)
	return list
}

func TestEachCardHasItsOwnWords(t *testing.T) {
	for _, style := range []CardStyle{{}, {Design: 1}, {Design: 2}, {Design: 1, Large: true}, {Design: 2, Large: true}} {
		d := draw(t, cardsOf(celebrations(), style))
		d.has(t, "生日快乐", "政治生日", "赵铁柱同志：", "八十华诞，松鹤延年。", "2018年5月13日（农历三月廿八）", "高山社区党群服务中心",
			"仇铉同志：", "今天是您入党 10 周年的日子。", "高山第二支部", "买买提·吐尔逊·阿不都热合曼先生：", "百岁期颐，寿比南山。",
			"冯𬭎：", "褚兰女士：", "祝您生日快乐，身体健康，万事如意！", "半个世纪初心不渝", "您入党已满 33 年。")
		want := 4
		if style.Large {
			want = 8
		}
		if d.Pages != want {
			t.Errorf("%+v: %d pages, want %d", style, d.Pages, want)
		}
		if strings.Contains(d.text, "0 年") && !strings.Contains(d.text, "10 周年") || strings.Contains(d.text, "满 0") {
			t.Errorf("years that nobody knows are on a card:\n%s", d.text)
		}
	}
}

func TestAPersonsOwnWordsStandOnTheCard(t *testing.T) {
	style := CardStyle{Birthday: "{姓名}，{年数}岁生日快乐！{中心}", Political: "致敬{称呼}。"}
	draw(t, cardsOf(celebrations()[:2], style)).has(t, "赵铁柱，80岁生日快乐！高山社区党群服务中心", "致敬仇铉同志。")
	style.Birthday = strings.Repeat("祝您福如东海长流水，寿比南山不老松。", 12)
	draw(t, cardsOf(celebrations()[:1], style)).has(t, "寿比南山不老松。")
	style.Birthday = strings.Repeat("祝您福如东海长流水，寿比南山不老松。", 100)
	if _, err := Cards(io.Discard, celebrations()[:1], style, options); model.CodeOf(err) != model.Invalid {
		t.Errorf("words that no card holds: %v", err)
	}
}

func TestNoCardsAreRefused(t *testing.T) {
	if _, err := Cards(io.Discard, nil, CardStyle{}, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("no cards: %v", err)
	}
}

func TestTheListOfVisitsTellsWhereToGo(t *testing.T) {
	list := anniversaries(40)
	d := draw(t, func(w io.Writer) (Sheet, error) { return Visits(w, day(2018, 5, 1), day(2018, 5, 31), list, options) })
	d.has(t, "2018年5月走访名单", "大学路 1 号院 1 号楼 1 单元", "19900000039", "困难、独居", "入党 32 年", "共 40 人。", "签收/备注")
	if n := strings.Count(squeeze(d.text), "序号"); n != d.Pages || n < 2 {
		t.Errorf("the head is on %d of %d pages", n, d.Pages)
	}
	draw(t, func(w io.Writer) (Sheet, error) { return Visits(w, day(2018, 5, 1), day(2018, 5, 31), nil, options) }).has(t, "共 0 人")
}

func TestABirthdayListOfAnyDaysNamesThem(t *testing.T) {
	list := celebrations()
	list[0].Greetings = []model.Greeting{{Way: model.ByCard}, {Way: model.ByVisit}, {Way: model.ByCard}}
	d := draw(t, func(w io.Writer) (Sheet, error) {
		return Birthdays(w, day(2018, 5, 7), day(2018, 5, 13), list, options)
	})
	d.has(t, "生日名单（2018年5月7日至5月13日）", "80 岁 ★", "10 年 ★", "贺卡、上门", "★ 逢十 4 人。")
	draw(t, func(w io.Writer) (Sheet, error) {
		return Birthdays(w, day(2018, 12, 20), day(2019, 1, 18), list, options)
	}).
		has(t, "2018年12月20日至2019年1月18日")
}

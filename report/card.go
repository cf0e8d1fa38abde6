package report

import (
	"io"
	"strings"

	"jishi/model"
)

// CardStyle says how greeting cards are drawn.
type CardStyle struct {
	Design int  // 1 or 2; 0 counts as 1
	Large  bool // one card to an A4 page instead of two A5 cards
	// Birthday and Political are the words on the cards, with the marks of
	// model.Anniversary.Fill; empty for the words that fit the years.
	Birthday, Political string
}

// A card's measures on A5, in millimetres and points. A4 is larger in all by
// the root of two.
const (
	cardWidth, cardHeight = 190.0, 128.5
	cardMargin            = 10.0
	cardSide              = 15.0 // from the card's edge to its text
	cardTitle             = 38.0
	cardText              = 18.5
	cardClose             = 16.0 // no smaller for the sake of a last character
	cardAlone             = 2    // characters, the full stop among them
	cardLeast             = 9.0
	cardFootText          = 15.0
	cardLeading           = 2.0 // in sizes of the type
	cardBand              = 30.0
)

// colour is red, green and blue, 0 to 255.
type colour [3]int

var (
	cardRed  = colour{163, 40, 31}
	cardInk  = colour{60, 50, 46}
	cardGold = colour{201, 163, 92}
)

// Cards draws greeting cards (生日贺卡, 政治生日贺卡), one for each anniversary
// in the order given: two A5 cards to a page with a line to cut along, or one
// A4 card. None is an Error, as are words too long for a card.
func Cards(w io.Writer, anniversaries []model.Anniversary, cs CardStyle, o Options) (Sheet, error) {
	if len(anniversaries) == 0 {
		return Sheet{}, &model.Error{Code: model.NotFound, Message: "没有可以打印的贺卡：这些日子没有人过生日。"}
	}
	c := cards{document: newDocument("生日贺卡", cs.Large, margins{}, o), options: o, look: cs, scale: 1}
	if cs.Large {
		c.scale = (longSide - 2*cardMargin) / cardWidth
	}
	for i, a := range anniversaries {
		lower := i%2 == 1 && !cs.Large
		if !lower {
			c.newPage()
			c.cutLine()
		}
		c.place = a.Member.Name + "的贺卡："
		b := box{x: cardMargin, y: cardMargin, w: cardWidth * c.scale, h: cardHeight * c.scale}
		if lower {
			b.y += longSide / 2
		}
		if err := c.card(a, b); err != nil {
			return Sheet{}, err
		}
	}
	return c.finish(w, "greeting cards")
}

// cards draws cards.
type cards struct {
	*document
	options Options
	look    CardStyle
	scale   float64
}

// card draws one card in b.
func (c cards) card(a model.Anniversary, b box) error {
	political := a.Kind == model.PoliticalAnniversary
	title := "生日快乐"
	if political {
		title = "政治生日"
	}
	var inside box
	if c.look.Design == 2 {
		inside = c.bandDesign(title, political, b)
	} else {
		inside = c.softDesign(title, political, b)
	}
	c.ink(cardInk)
	text := c.look.Birthday
	if political {
		text = c.look.Political
	}
	if text == "" {
		text = cardWords(a)
	}
	issuer := organiser("", c.options)
	if political && a.Branch != "" {
		issuer = a.Branch
	}
	foot := inside
	foot.h = 2 * cardFootText * point * cardLeading * c.scale
	foot.y = inside.y + inside.h - foot.h
	inside.h -= foot.h + 3*c.scale
	if err := c.words(a.Member.Salutation()+"：", a.Fill(text, organiser("", c.options)), inside); err != nil {
		return err
	}
	c.cardFoot(issuer, cardDay(a), foot)
	c.ink(colour{})
	return nil
}

// words writes the salutation and the words below it, as large as they fit; a
// little smaller where that keeps a last character from standing alone.
func (c cards) words(salutation, text string, b box) error {
	for size := cardText * c.scale; size >= cardLeast*c.scale; size -= 0.5 {
		s := style{kai, size}
		lines := append(c.lines(salutation, s, b.w), c.lines("　　"+strings.TrimSpace(text), s, b.w)...)
		lead := size * point * cardLeading
		alone := len([]rune(lines[len(lines)-1])) <= cardAlone && size > cardClose*c.scale
		if float64(len(lines))*lead > b.h || alone {
			continue
		}
		for i, line := range lines {
			c.text(line, s, box{b.x, b.y + float64(i)*lead, b.w, lead, left})
		}
		return nil
	}
	return &model.Error{Code: model.Invalid, Field: "Text", Message: "贺卡上的话太长，写不下，请缩短一些。"}
}

// cardFoot writes who sends the card and the day at the lower right.
func (c cards) cardFoot(issuer, day string, b box) {
	lead := b.h / 2
	for i, line := range []string{issuer, day} {
		s := c.fit(line, style{kai, cardFootText * c.scale}, b.w, 7)
		c.text(line, s, box{b.x, b.y + float64(i)*lead, b.w, lead, right})
	}
}

// softDesign is a round card in a warm shade with the title above the text. It
// returns where the text goes.
func (c cards) softDesign(title string, political bool, b box) box {
	from, to := colour{255, 249, 236}, colour{253, 229, 222}
	if political {
		from, to = colour{252, 243, 243}, colour{246, 217, 211}
	}
	c.pdf.ClipRoundedRect(b.x, b.y, b.w, b.h, 4*c.scale, false)
	c.pdf.LinearGradient(b.x, b.y, b.w, b.h, from[0], from[1], from[2], to[0], to[1], to[2], 0, 1, 1, 0)
	c.rings(b, political)
	c.pdf.ClipEnd()
	side := cardSide * c.scale
	c.ink(cardRed)
	s := style{kai, cardTitle * c.scale}
	height := cardTitle * point * 1.6 * c.scale
	c.text(title, s, box{b.x + side, b.y + 9*c.scale, b.w, height, left})
	top := 9*c.scale + height + 5*c.scale
	return box{x: b.x + side, y: b.y + top, w: b.w - 2*side, h: b.h - top - 9*c.scale}
}

// rings are quiet circles that run out of the card at the upper right.
func (c cards) rings(b box, political bool) {
	c.pdf.SetAlpha(0.35, "Normal")
	c.line(cardGold, 0.35*c.scale)
	for i := range 4 {
		radius := (14 + 9*float64(i)) * c.scale
		if political {
			c.pdf.Circle(b.x+b.w, b.y, radius, "D")
		} else {
			c.pdf.Circle(b.x+b.w-16*c.scale, b.y+14*c.scale, radius*0.7, "D")
		}
	}
	c.pdf.SetAlpha(1, "Normal")
	c.line(colour{}, 0.2)
}

// bandDesign is a white card in a double line with a coloured band at the left,
// in which the title stands upright. It returns where the text goes.
func (c cards) bandDesign(title string, political bool, b box) box {
	band := cardBand * c.scale
	from, to := colour{214, 106, 76}, colour{178, 58, 42}
	if political {
		from, to = colour{178, 52, 40}, colour{126, 24, 22}
	}
	c.pdf.LinearGradient(b.x, b.y, band, b.h, from[0], from[1], from[2], to[0], to[1], to[2], 0, 1, 0, 0)
	c.line(cardGold, 0.7*c.scale)
	c.rectangle(b.x, b.y, b.w, b.h)
	c.line(cardGold, 0.25*c.scale)
	c.rectangle(b.x+2*c.scale, b.y+2*c.scale, b.w-4*c.scale, b.h-4*c.scale)
	c.line(colour{}, 0.2)
	c.ink(colour{255, 246, 226})
	s := style{kai, cardTitle * c.scale}
	step := cardTitle * point * 1.35 * c.scale
	characters := []rune(title)
	y := b.y + (b.h-step*float64(len(characters)))/2
	c.spell(title, func() {
		for i, r := range characters {
			c.draw(string(r), s, b.x+(band-c.textWidth(string(r), s))/2, y+float64(i)*step, step, tiny)
		}
	})
	side := cardSide * c.scale
	return box{x: b.x + band + side, y: b.y + 17*c.scale, w: b.w - band - 2*side, h: b.h - 28*c.scale}
}

func (c cards) ink(to colour) { c.pdf.SetTextColor(to[0], to[1], to[2]) }

func (c cards) line(to colour, width float64) {
	c.pdf.SetDrawColor(to[0], to[1], to[2])
	c.pdf.SetLineWidth(width)
}

// cutLine is where a page of A5 cards is cut in two.
func (c cards) cutLine() {
	if c.look.Large {
		return
	}
	c.line(colour{150, 150, 150}, 0.2)
	c.pdf.SetDashPattern([]float64{2, 2}, 0)
	c.rule(0, longSide/2, shortSide)
	c.pdf.SetDashPattern([]float64{}, 0)
	c.line(colour{}, 0.2)
}

// cardDay is the day that is kept, with the lunar day of a lunar birthday.
func cardDay(a model.Anniversary) string {
	if a.Kind == model.BirthdayAnniversary && a.Member.Birthday.Calendar == model.Lunar {
		return a.Date.Chinese() + "（" + a.Member.Birthday.Short() + "）"
	}
	return a.Date.Chinese()
}

// cardWords are the words that fit the years.
func cardWords(a model.Anniversary) string {
	if a.Kind == model.PoliticalAnniversary {
		if words := map[int]string{
			10: "不忘来时路，奋斗正当时。", 20: "二十载初心如磐，愿您再续新篇。", 30: "三十年风雨兼程，感谢您始终走在前头。",
			40: "四十年不改本色，您是我们身边的榜样。", 50: "半个世纪初心不渝，感谢您的坚守与奉献。",
		}[a.Years]; words != "" {
			return "今天是您入党 {年数} 周年的日子。" + words
		}
		return "今天是您的政治生日，您入党已满 {年数} 年。愿您不忘初心，身体健康，工作顺利。"
	}
	if words := map[int]string{
		60: "六十花甲，福满人间。", 70: "七十古稀，松柏长青。", 80: "八十华诞，松鹤延年。", 90: "九秩高龄，福如东海。", 100: "百岁期颐，寿比南山。",
	}[a.Years]; words != "" {
		return words + "愿您身体康健，阖家幸福！"
	}
	if a.Years > 60 {
		return "祝您生日快乐，福寿安康，阖家幸福！"
	}
	return "祝您生日快乐，身体健康，万事如意！"
}

package ui

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"
)

// numberChoice is a setting that is one of a few numbers; choosing one saves it.
type numberChoice struct {
	page    *settings
	key     string
	usual   int // where nothing was chosen
	numbers []int
	word    func(int) string
	radio   *widget.RadioGroup
}

func newNumberChoice(s *settings, key string, usual int, numbers []int, word func(int) string) *numberChoice {
	c := &numberChoice{page: s, key: key, usual: usual, numbers: numbers, word: word}
	var texts []string
	for _, n := range numbers {
		texts = append(texts, word(n))
	}
	c.radio = widget.NewRadioGroup(texts, nil)
	c.radio.Horizontal, c.radio.Required = true, true
	return c
}

// show shows the number that was saved, and saves others once somebody chooses
// them.
func (c *numberChoice) show(saved string) {
	n, err := strconv.Atoi(saved)
	if err != nil || !slices.Contains(c.numbers, n) {
		n = c.usual
	}
	c.radio.OnChanged = nil
	c.radio.SetSelected(c.word(n))
	c.radio.OnChanged = func(text string) {
		for _, n := range c.numbers {
			if c.word(n) == text {
				c.onChosen(n)
			}
		}
	}
}

func (c *numberChoice) onChosen(n int) {
	d := c.page.desk
	d.run(func(ctx context.Context) error { return c.page.store.SaveSetting(ctx, c.key, strconv.Itoa(n)) }, func(err error) {
		if err != nil {
			d.fail(err, nil)
			return
		}
		d.say(lang.L("Saved"))
		d.changed()
	})
}

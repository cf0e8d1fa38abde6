package screen

import "fmt"

// Names of keys that write nothing, as the protocol numbers them.
const (
	returnKey = 0xff0d
	escapeKey = 0xff1b
	shiftKey  = 0xffe1
)

// key is one on the keyboard, and whether Shift is held with it.
type key struct {
	code    uint8
	shifted bool
}

// stroke is how long a key is down and up, in milliseconds: a fast scanner's.
// GLFW takes keys of one millisecond for an input method's echo.
const stroke = 1

// Type presses and releases the keys that write text, with the largest window
// in focus: what a person, a card reader or a scanner does. A new line is Enter, "\x1b" is Esc. Only characters of the
// screen's keyboard (Latin 1) can be typed.
func (s *Screen) Type(text string) error {
	return s.connected(func(c *connection) error {
		window, _, err := c.largest()
		if err != nil {
			return err
		}
		pretend, err := c.pretender()
		if err != nil {
			return err
		}
		keys, err := c.keyboard()
		if err != nil {
			return err
		}
		const toParent = 2 // gets the focus when the window closes
		if err := c.tell(request(setInputFocus, toParent, window, uint32(0))); err != nil {
			return err
		}
		shift := keys[shiftKey].code
		for _, r := range text {
			k, ok := keys[symbol(r)]
			if !ok {
				return fmt.Errorf("the keyboard has no key for %q", r)
			}
			strokes := [][2]uint8{{pressKey, k.code}, {releaseKey, k.code}}
			if k.shifted {
				strokes = [][2]uint8{{pressKey, shift}, strokes[0], strokes[1], {releaseKey, shift}}
			}
			for _, one := range strokes {
				if err := pretend(one[0], one[1], 0, stroke); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// symbol is what the protocol calls a character.
func symbol(r rune) uint32 {
	switch r {
	case '\n':
		return returnKey
	case '\x1b':
		return escapeKey
	}
	return uint32(r) // Latin 1 has its own numbers
}

// keyboard finds the key of each symbol: those that need no Shift first.
func (c *connection) keyboard() (map[uint32]key, error) {
	count := c.greatestKey - c.leastKey + 1
	reply, err := c.ask(request(getKeyboardMapping, 0, uint32(c.leastKey)|uint32(count)<<8))
	if err != nil {
		return nil, err
	}
	perKey := int(reply[1])
	symbols := words(reply[32:], perKey*int(count))
	keys := map[uint32]key{}
	for column := range min(2, perKey) { // the second is what Shift gives
		for i := column; i < len(symbols); i += perKey {
			if _, known := keys[symbols[i]]; !known && symbols[i] != 0 {
				keys[symbols[i]] = key{c.leastKey + uint8(i/perKey), column == 1}
			}
		}
	}
	return keys, nil
}

package screen

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"net"
	"slices"
	"strings"
)

// This file speaks the few words of the X11 protocol (X Window System
// Protocol, version 11, and the XTEST extension) that a hand needs: where the
// windows are, a click, and the close button.

// Requests of the protocol, by opcode.
const (
	getWindowAttributes = 3
	getGeometry         = 14
	queryTree           = 15
	internAtom          = 16
	getProperty         = 20
	sendEvent           = 25
	setInputFocus       = 42
	getInputFocus       = 43
	queryExtension      = 98
	getKeyboardMapping  = 101
)

// What the XTEST extension can pretend.
const (
	fakeInput                            = 2 // its request
	pressKey, releaseKey                 = 2, 3
	pressButton, releaseButton, movement = 4, 5, 6
)

var order = binary.LittleEndian

// connection is a client of the screen.
type connection struct {
	net.Conn
	root                  uint32
	leastKey, greatestKey uint8
	// the names WM_PROTOCOLS and WM_DELETE_WINDOW as this server numbers them
	protocols, deleted uint32
}

// Window is where the largest window lies on the screen.
func (s *Screen) Window() (place image.Rectangle, err error) {
	err = s.connected(func(c *connection) error {
		var err error
		_, place, err = c.largest()
		return err
	})
	return place, err
}

// Click presses the left button at x, y of the largest window.
func (s *Screen) Click(x, y int) error {
	return s.connected(func(c *connection) error {
		_, window, err := c.largest()
		if err != nil {
			return err
		}
		pretend, err := c.pretender()
		if err != nil {
			return err
		}
		const leftButton = 1
		place := uint32(window.Min.X+x) | uint32(window.Min.Y+y)<<16
		return errors.Join(pretend(movement, 0, place, 0), pretend(pressButton, leftButton, place, 0), pretend(releaseButton, leftButton, place, 0))
	})
}

// pretender finds out how to make the screen believe in a hand: kind is one of
// the events above, detail its key or button, place where the pointer is, pause
// how many milliseconds the screen waits before.
func (c *connection) pretender() (func(kind, detail uint8, place, pause uint32) error, error) {
	const name = "XTEST"
	reply, err := c.ask(request(queryExtension, 0, uint32(len(name)), name))
	if err != nil {
		return nil, err
	}
	if reply[8] == 0 {
		return nil, errors.New("the screen has no XTEST extension")
	}
	return func(kind, detail uint8, place, pause uint32) error {
		return c.tell(request(reply[9], fakeInput, uint32(kind)|uint32(detail)<<8, pause, c.root, uint32(0), uint32(0), place, uint32(0), uint32(0)))
	}, nil
}

// CloseWindow asks the largest window to close, as its close button would.
func (s *Screen) CloseWindow() error {
	return s.connected(func(c *connection) error {
		window, _, err := c.largest()
		if err != nil {
			return err
		}
		const clientMessage = 33 | 32<<8 // the event and the width of its values in bits
		return c.tell(request(sendEvent, 0, window, uint32(0),
			uint32(clientMessage), window, c.protocols, c.deleted, uint32(0), uint32(0), uint32(0), uint32(0)))
	})
}

// largest is the largest window in view that understands WM_DELETE_WINDOW,
// and where it lies.
func (c *connection) largest() (window uint32, place image.Rectangle, err error) {
	tree, err := c.ask(request(queryTree, 0, c.root))
	if err != nil {
		return 0, place, err
	}
	for _, child := range words(tree[32:], int(order.Uint16(tree[16:]))) {
		closable, err := c.closable(child)
		if err != nil {
			return 0, place, err
		}
		if !closable {
			continue
		}
		geometry, err := c.ask(request(getGeometry, 0, child))
		if err != nil {
			return 0, place, err
		}
		at := func(i int) int { return int(int16(order.Uint16(geometry[i:]))) }
		lies := image.Rect(at(12), at(14), at(12)+at(16), at(14)+at(18))
		if lies.Dx()*lies.Dy() > place.Dx()*place.Dy() {
			window, place = child, lies
		}
	}
	if window == 0 {
		return 0, place, errors.New("no window is in view")
	}
	return window, place, nil
}

// closable tells whether a window is in view and has a close button.
func (c *connection) closable(window uint32) (bool, error) {
	attributes, err := c.ask(request(getWindowAttributes, 0, window))
	if err != nil {
		return false, err
	}
	property, err := c.ask(request(getProperty, 0, window, c.protocols, uint32(0), uint32(0), uint32(32)))
	if err != nil {
		return false, err
	}
	const viewable = 2
	understood := words(property[32:], int(order.Uint32(property[16:])))
	return attributes[26] == viewable && slices.Contains(understood, c.deleted), nil
}

func (c *connection) atom(name string) (uint32, error) {
	reply, err := c.ask(request(internAtom, 0, uint32(len(name)), name))
	if err != nil {
		return 0, err
	}
	return order.Uint32(reply[8:]), nil
}

// connected runs work as a client of the screen and sees to it that the
// screen has done all that was asked.
func (s *Screen) connected(work func(*connection) error) (err error) {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(s.display, ":")) //nolint:noctx // a local socket
	if err != nil {
		return fmt.Errorf("connect to the screen: %w", err)
	}
	c := &connection{Conn: conn}
	defer func() { err = errors.Join(err, c.Close()) }()
	if err := c.greet(); err != nil {
		return fmt.Errorf("connect to the screen: %w", err)
	}
	if c.protocols, err = c.atom("WM_PROTOCOLS"); err != nil {
		return err
	}
	if c.deleted, err = c.atom("WM_DELETE_WINDOW"); err != nil {
		return err
	}
	if err := work(c); err != nil {
		return err
	}
	_, err = c.ask(request(getInputFocus, 0))
	return err
}

// greet opens the connection and learns the root window.
func (c *connection) greet() error {
	const version11 = 11
	hello := []byte{'l', 0, version11, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	if _, err := c.Write(hello); err != nil {
		return err
	}
	var head [8]byte
	if _, err := io.ReadFull(c, head[:]); err != nil {
		return err
	}
	body := make([]byte, 4*int(order.Uint16(head[6:])))
	if _, err := io.ReadFull(c, body); err != nil {
		return err
	}
	if head[0] != 1 {
		return errors.New("the screen refused")
	}
	vendor, formats := int(order.Uint16(body[16:])), int(body[21])
	c.root = order.Uint32(body[32+(vendor+3)/4*4+8*formats:])
	c.leastKey, c.greatestKey = body[26], body[27]
	return nil
}

// request builds a request: opcode, its small argument, then 32-bit values
// and text padded to four bytes.
func request(opcode, small uint8, values ...any) []byte {
	message := []byte{opcode, small, 0, 0}
	for _, value := range values {
		switch v := value.(type) {
		case uint32:
			message = order.AppendUint32(message, v)
		case string:
			message = append(message, v...)
			message = append(message, make([]byte, (4-len(v)%4)%4)...)
		}
	}
	order.PutUint16(message[2:], uint16(len(message)/4))
	return message
}

func (c *connection) tell(message []byte) error {
	if _, err := c.Write(message); err != nil {
		return fmt.Errorf("speak to the screen: %w", err)
	}
	return nil
}

// ask sends a request and returns its reply; events in between are passed over.
func (c *connection) ask(message []byte) ([]byte, error) {
	if err := c.tell(message); err != nil {
		return nil, err
	}
	for {
		reply := make([]byte, 32)
		if _, err := io.ReadFull(c, reply); err != nil {
			return nil, fmt.Errorf("listen to the screen: %w", err)
		}
		switch reply[0] {
		case 0:
			return nil, fmt.Errorf("the screen answered with error %d to request %d", reply[1], reply[10])
		case 1:
			more := make([]byte, 4*int(order.Uint32(reply[4:])))
			if _, err := io.ReadFull(c, more); err != nil {
				return nil, fmt.Errorf("listen to the screen: %w", err)
			}
			return append(reply, more...), nil
		}
	}
}

// words reads n 32-bit values.
func words(data []byte, n int) []uint32 {
	values := make([]uint32, 0, n)
	for i := range min(n, len(data)/4) {
		values = append(values, order.Uint32(data[4*i:]))
	}
	return values
}

// Package screen lays a screen of its own under a real window, so that tests
// and benchmarks can start the finished program, look at it, click on it and
// close it as a person would.
//
// The screen is an Xvfb, whose picture is read from its frame buffer file
// without the program noticing. Only programs in packaging use it.
package screen

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Screen is a running Xvfb.
type Screen struct {
	server  *exec.Cmd
	folder  string
	display string // such as ":99"
	frame   *os.File
	layout  layout
}

// layout says where the pixels lie in the frame buffer file.
type layout struct {
	offset, stride int64
	width, height  int
}

// Open starts a screen of width × height pixels, black until something is
// drawn on it.
func Open(width, height int) (_ *Screen, err error) {
	folder, err := os.MkdirTemp("", "jishi-screen-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the frame buffer: %w", err)
	}
	s := &Screen{folder: folder}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	number, told, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("make a pipe for the display number: %w", err)
	}
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-nolisten", "tcp", "-fbdir", folder, //nolint:gosec,noctx // ends with Close
		"-screen", "0", fmt.Sprintf("%dx%dx24", width, height))
	s.server.ExtraFiles = []*os.File{told}
	startErr := s.server.Start()
	if err := errors.Join(startErr, told.Close()); err != nil {
		s.server = nil
		return nil, errors.Join(fmt.Errorf("start Xvfb: %w", err), number.Close())
	}
	digits, err := io.ReadAll(io.LimitReader(number, 16))
	if err := errors.Join(err, number.Close()); err != nil {
		return nil, fmt.Errorf("learn the display number: %w", err)
	}
	s.display = ":" + strings.TrimSpace(string(digits))
	return s, s.openFrame()
}

// openFrame reads the header of the frame buffer, a file in XWD format.
func (s *Screen) openFrame() error {
	frame, err := os.Open(filepath.Join(s.folder, "Xvfb_screen0"))
	if err != nil {
		return fmt.Errorf("open the frame buffer: %w", err)
	}
	s.frame = frame
	var header [25]uint32
	if err := binary.Read(frame, binary.BigEndian, &header); err != nil {
		return fmt.Errorf("read the frame buffer's header: %w", err)
	}
	const headerSize, width, height, bitsPerPixel, stride, colours = 0, 4, 5, 11, 12, 19
	if header[bitsPerPixel] != 32 {
		return fmt.Errorf("the frame buffer has %d bits per pixel, not 32", header[bitsPerPixel])
	}
	s.layout = layout{
		offset: int64(header[headerSize]) + 12*int64(header[colours]),
		stride: int64(header[stride]),
		width:  int(header[width]), height: int(header[height]),
	}
	return nil
}

// Close ends the screen and whatever is still shown on it.
func (s *Screen) Close() error {
	var errs []error
	if s.frame != nil {
		errs = append(errs, s.frame.Close())
	}
	if s.server != nil {
		errs = append(errs, s.server.Process.Signal(os.Interrupt))
		var status *exec.ExitError // a server that was told to end may say so
		if err := s.server.Wait(); err != nil && !errors.As(err, &status) {
			errs = append(errs, err)
		}
	}
	return errors.Join(append(errs, os.RemoveAll(s.folder))...)
}

// Environ is the environment for a program that shall use the screen, with
// OpenGL done in software.
func (s *Screen) Environ() []string {
	var environ []string
	for _, entry := range os.Environ() {
		if !strings.HasPrefix(entry, "WAYLAND_DISPLAY=") {
			environ = append(environ, entry)
		}
	}
	return append(environ, "DISPLAY="+s.display, "LIBGL_ALWAYS_SOFTWARE=1", "XDG_RUNTIME_DIR="+s.folder)
}

// Picture is what the screen shows now.
func (s *Screen) Picture() (*image.NRGBA, error) {
	picture := image.NewNRGBA(image.Rect(0, 0, s.layout.width, s.layout.height))
	line := make([]byte, s.layout.stride)
	for y := range s.layout.height {
		if err := s.readLine(line, y); err != nil {
			return nil, err
		}
		row := picture.Pix[y*picture.Stride:][:picture.Stride]
		for i := 0; i < len(row); i += 4 { // stored as blue, green, red, unused
			row[i], row[i+1], row[i+2], row[i+3] = line[i+2], line[i+1], line[i], 0xff
		}
	}
	return picture, nil
}

func (s *Screen) readLine(line []byte, y int) error {
	if _, err := s.frame.ReadAt(line, s.layout.offset+int64(y)*s.layout.stride); err != nil {
		return fmt.Errorf("read line %d of the frame buffer: %w", y, err)
	}
	return nil
}

// covered is the share of the screen, from 0 to 1, that something was drawn
// on. It looks at every sixteenth line, which takes well under a millisecond.
func (s *Screen) covered() (float64, error) {
	line := make([]byte, s.layout.stride)
	drawn, seen := 0, 0
	for y := 0; y < s.layout.height; y += 16 {
		if err := s.readLine(line, y); err != nil {
			return 0, err
		}
		for i := 0; i < 4*s.layout.width; i += 4 {
			seen++
			if line[i]|line[i+1]|line[i+2] != 0 {
				drawn++
			}
		}
	}
	return float64(drawn) / float64(seen), nil
}

// WaitShown returns when a window has been drawn over at least half of the
// screen, to within a millisecond or two.
func (s *Screen) WaitShown(limit time.Duration) error {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(time.Millisecond) {
		share, err := s.covered()
		if err != nil {
			return err
		}
		if share >= 0.5 {
			return nil
		}
	}
	return fmt.Errorf("no window was drawn within %v", limit)
}

// blink is the share of the screen that a blinking text cursor may change
// while the screen still counts as being at rest.
const blink = 0.0002

// WaitStill returns the picture that stood unchanged for quiet, and when it
// came to stand.
func (s *Screen) WaitStill(quiet, limit time.Duration) (*image.NRGBA, time.Time, error) {
	var last *image.NRGBA
	var since time.Time
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		now := time.Now()
		picture, err := s.Picture()
		if err != nil {
			return nil, time.Time{}, err
		}
		switch {
		case last == nil || Difference(last, picture) > blink:
			last, since = picture, now
		case now.Sub(since) >= quiet:
			return last, since, nil
		}
	}
	return nil, time.Time{}, fmt.Errorf("the screen did not come to rest within %v", limit)
}

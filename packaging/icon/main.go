// Command icon draws resources/icons/icon.svg as the pictures that the
// window, the desktop and Windows ask for: icon.png, icon-256.png and
// icon.ico. Run it from the top of the repository after changing the drawing.
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

const folder = "resources/icons"

// icoSizes are the edge lengths, in pixels, that Windows picks from: lists,
// task bar, desktop at each scaling, large tiles.
var icoSizes = []int{16, 20, 24, 32, 40, 48, 64, 128, 256}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "icon:", err)
		os.Exit(1)
	}
}

func run() error {
	svg, err := os.ReadFile(filepath.Join(folder, "icon.svg"))
	if err != nil {
		return fmt.Errorf("read the drawing: %w", err)
	}
	files := map[string]func() ([]byte, error){
		"icon.png":     func() ([]byte, error) { return draw(svg, 512) },
		"icon-256.png": func() ([]byte, error) { return draw(svg, 256) },
		"icon.ico":     func() ([]byte, error) { return ico(svg) },
	}
	for name, build := range files {
		data, err := build()
		if err != nil {
			return fmt.Errorf("draw %s: %w", name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// draw returns the drawing as a PNG of size × size pixels.
func draw(svg []byte, size int) ([]byte, error) {
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg), oksvg.StrictErrorMode)
	if err != nil {
		return nil, fmt.Errorf("read the drawing: %w", err)
	}
	icon.SetTarget(0, 0, float64(size), float64(size))
	picture := image.NewRGBA(image.Rect(0, 0, size, size))
	scanner := rasterx.NewScannerGV(size, size, picture, picture.Bounds())
	icon.Draw(rasterx.NewDasher(size, size, scanner), 1)
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		return nil, fmt.Errorf("encode %d pixels: %w", size, err)
	}
	return out.Bytes(), nil
}

// ico returns a Windows icon file of PNG pictures in every size of icoSizes.
func ico(svg []byte) ([]byte, error) {
	const header, entry = 6, 16
	var directory, pictures bytes.Buffer
	write := func(values ...any) error {
		for _, v := range values {
			if err := binary.Write(&directory, binary.LittleEndian, v); err != nil {
				return fmt.Errorf("write the directory: %w", err)
			}
		}
		return nil
	}
	if err := write(uint16(0), uint16(1), uint16(len(icoSizes))); err != nil {
		return nil, err
	}
	for _, size := range icoSizes {
		picture, err := draw(svg, size)
		if err != nil {
			return nil, err
		}
		edge := uint8(size % 256) // 0 stands for 256
		offset := header + entry*len(icoSizes) + pictures.Len()
		err = write(edge, edge, uint8(0), uint8(0), uint16(1), uint16(32), uint32(len(picture)), uint32(offset))
		if err != nil {
			return nil, err
		}
		pictures.Write(picture)
	}
	return append(directory.Bytes(), pictures.Bytes()...), nil
}

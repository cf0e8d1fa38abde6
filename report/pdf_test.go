package report

import (
	"bytes"
	"io"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

// drawn is a form as tests look at it.
type drawn struct {
	Sheet
	bytes []byte
	text  string // what pdftotext reads, in the order it was drawn
}

func draw(t *testing.T, form func(io.Writer) (Sheet, error)) drawn {
	t.Helper()
	var out bytes.Buffer
	sheet, err := form(&out)
	if err != nil {
		t.Fatal(err)
	}
	return drawn{sheet, out.Bytes(), read(t, out.Bytes())}
}

// sound has pdfcpu check a PDF and its number of pages.
func (d drawn) sound(t *testing.T) {
	t.Helper()
	if err := api.Validate(bytes.NewReader(d.bytes), validation); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	if pages, err := api.PageCount(bytes.NewReader(d.bytes), validation); err != nil || pages != d.Pages {
		t.Errorf("pdfcpu counts %d pages (%v), the form says %d", pages, err, d.Pages)
	}
}

var validation = func() *model.Configuration {
	api.DisableConfigDir()
	return model.NewDefaultConfiguration()
}()

// read is the text of a PDF as poppler's pdftotext copies it.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	return poppler(t, pdf, "pdftotext", "-raw", "-", "-")
}

// poppler hands a PDF to one of poppler's tools and returns what it says.
func poppler(t *testing.T, pdf []byte, tool string, arguments ...string) string {
	t.Helper()
	command := exec.Command(tool, arguments...)
	command.Stdin = bytes.NewReader(pdf)
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s (package poppler-utils): %v", tool, err)
	}
	return string(out)
}

// page is the text of one page, from 1.
func (d drawn) page(n int) string { return strings.Split(d.text, "\f")[n-1] }

// has asks for texts on the form, however they are spaced and broken.
func (d drawn) has(t *testing.T, texts ...string) {
	t.Helper()
	all := squeeze(d.text)
	for _, text := range texts {
		if !strings.Contains(all, squeeze(text)) {
			t.Errorf("%q is not on the form:\n%s", text, d.text)
		}
	}
}

func (d drawn) lacks(t *testing.T, texts ...string) {
	t.Helper()
	all := squeeze(d.text)
	for _, text := range texts {
		if strings.Contains(all, squeeze(text)) {
			t.Errorf("%q is on the form:\n%s", text, d.text)
		}
	}
}

var space = regexp.MustCompile(`[\s\x{3000}]+`)

func squeeze(s string) string { return space.ReplaceAllString(s, "") }

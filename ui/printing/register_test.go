package printing_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// leaving is a store whose user gives up once the file is in place.
type leaving struct {
	*store.Store
	cancel context.CancelFunc
}

func (l leaving) Printed(ctx context.Context, ids []model.ID, design int) error {
	l.cancel()
	return l.Store.Printed(ctx, ids, design)
}

func TestAFileInPlaceIsAlwaysInTheRegister(t *testing.T) {
	c := newCentre(t)
	_, err := c.store.IssueCompletions(t.Context(), c.programme, model.CertificateStyle{})
	c.must(err)
	ctx, cancel := context.WithCancel(t.Context())
	job := printing.Job{Kind: printing.Completion, ID: c.programme, File: filepath.Join(t.TempDir(), "证书.pdf")}
	if _, err := printing.Print(ctx, leaving{c.store, cancel}, job); err != nil {
		t.Errorf("cancelled after the file was written: %v", err)
	}
	for _, certificate := range c.completions() {
		if certificate.Prints != 1 {
			t.Errorf("%s is on paper, the register says %d", certificate.Number, certificate.Prints)
		}
	}
}

// The cause of a failure goes to the log; names of files hold names of people.
func TestCausesDoNotNameTheFile(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "文件"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const name = "志愿服务证书 单雪.pdf"
	target := filepath.Join(folder, name)
	for what, err := range map[string]error{
		"no folder":           printing.WriteFile(filepath.Join(folder, "单雪", name), hello),
		"a file for a folder": printing.WriteFile(filepath.Join(folder, "文件", name), hello),
		"renaming": printing.WriteFile(target, func(w io.Writer) error {
			return errors.Join(hello(w), os.MkdirAll(filepath.Join(target, "x"), 0o700))
		}),
	} {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
		var known *model.Error
		cause := err
		if errors.As(err, &known) {
			cause = known.Err
		}
		if strings.Contains(fmt.Sprint(cause), "单雪") {
			t.Errorf("%s: the log would say %v", what, cause)
		}
	}
}

//go:build !windows

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// systemOpener puts a program in the place of the system's that opens files.
func systemOpener(t *testing.T, script string) {
	t.Helper()
	dir := t.TempDir()
	if script != "" {
		if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+"/bin")
}

func TestAFileThatNothingOpensIsSaidToBeWritten(t *testing.T) {
	for name, script := range map[string]string{"no such program": "", "no viewer": "exit 3"} {
		t.Run(name, func(t *testing.T) {
			systemOpener(t, script)
			w := openSample(t)
			told := make(chan func(), 1)
			w.desk.post = func(f func()) { told <- f }
			open := func(path string) {
				t.Helper()
				w.desk.openInSystem(path)
				(<-told)()
			}
			open("/打印/签到表.pdf")
			if got := says(w); !strings.Contains(got, "没有能打开 PDF 的程序") || !strings.Contains(got, "/打印/签到表.pdf") {
				t.Errorf("the dialog says %q", got)
			}
			w.onEscape()
			open("/打印/纪实.pdf")
			if w.desk.topDialog() != nil || !strings.Contains(w.status.saved.Text, "/打印/纪实.pdf") {
				t.Errorf("the second time: %q, the status line %q", says(w), w.status.saved.Text)
			}
			open("/打印")
			if got := says(w); !strings.Contains(got, "没有能打开它的程序") {
				t.Errorf("of a folder: %q", got)
			}
		})
	}
	systemOpener(t, `echo "$1" > "$1.opened"`)
	path := filepath.Join(t.TempDir(), "名册 2018.pdf")
	if err := openWith(path); err != nil {
		t.Error(err)
	}
	if opened, err := os.ReadFile(path + ".opened"); err != nil || strings.TrimSpace(string(opened)) != path {
		t.Errorf("opened %q: %v", opened, err)
	}
}

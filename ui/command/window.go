package command

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"jishi/model"
)

type windowCommand struct{}

// Run opens the window with a log beside the data: what goes wrong is written
// there, without names, phones or ID numbers.
func (c *windowCommand) Run(s *session) error {
	dir, err := s.dir()
	if err != nil {
		return err
	}
	logs := filepath.Join(dir, "log")
	if err := os.MkdirAll(logs, 0o700); err != nil {
		return &model.Error{Code: model.Unwritable, Message: "不能在数据文件夹里写文件，请检查：" + dir, Err: err}
	}
	out := &lumberjack.Logger{Filename: filepath.Join(logs, "jishi.log"), MaxSize: 2, MaxBackups: 5, LocalTime: true}
	log := slog.New(slog.NewTextHandler(out, nil))
	if err := keepCrash(filepath.Join(logs, "crash.log")); err != nil {
		log.Warn("keep a crash report", "error", err)
	}
	log.Info("start", "version", s.env.Version)
	err = s.env.Window(s, Window{Dir: dir, Now: s.windowClock(), Log: log})
	if err != nil {
		log.Error("window", "error", err)
	}
	if closeErr := out.Close(); closeErr != nil && err == nil {
		err = fmt.Errorf("close the log: %w", closeErr)
	}
	return err
}

// windowClock stands still at the date asked for, else runs.
func (s *session) windowClock() func() time.Time {
	if model.Date(s.args.Date).IsZero() {
		return time.Now
	}
	return s.now
}

// keepCrash sends the trace of a crash to a file; the last one is kept.
func keepCrash(file string) error {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("open the crash report: %w", err)
	}
	if err := debug.SetCrashOutput(f, debug.CrashOptions{}); err != nil {
		return fmt.Errorf("set the crash report: %w", err)
	}
	return f.Close() // the runtime keeps a handle of its own
}

package command

import (
	"fmt"
	"io"
	"path/filepath"

	"jishi/model"
	"jishi/ui/sample"
)

type demoCommand struct {
	Dir string `arg:"" help:"建在哪个文件夹里；要么是空的，要么是以前的示例。"`
}

func (c *demoCommand) Run(s *session) error {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return fmt.Errorf("find %s: %w", c.Dir, err)
	}
	made, err := sample.Make(s, dir, model.DateOf(s.now()))
	if err != nil {
		return err
	}
	made.Dir = c.Dir
	return s.answer(made, func(w io.Writer) error {
		if _, err := fmt.Fprintf(w, "示例中心建在 %s（当作今天是 %s）：\n人员 %d 人，活动 %d 场，应到和新来 %d 人次，证书 %d 份。\n",
			c.Dir, made.Date, made.Members, made.Activities, made.Attendances, made.Certificates); err != nil {
			return err
		}
		for _, list := range [][]string{made.Files, made.Warnings} {
			for _, line := range list {
				if _, err := fmt.Fprintln(w, "  "+line); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

package command

import (
	"fmt"
	"io"
	"path/filepath"

	"jishi/model"
	"jishi/ui/sample"
)

type demoCommand struct {
	Dir    string `arg:"" help:"建在哪个文件夹里；要么是空的，要么是以前的示例。"`
	Office string `enum:"centre,street,district" default:"centre" help:"建哪一种单位：centre 中心，street 街道（带十个已登记的中心和它们的包），district 区（带两个街道，各有几个中心）。"`
}

func (c *demoCommand) Run(s *session) error {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return fmt.Errorf("find %s: %w", c.Dir, err)
	}
	switch c.Office {
	case "street":
		return c.street(s, dir)
	case "district":
		return c.district(s, dir)
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
		return indented(w, made.Files, made.Warnings)
	})
}

// street makes the sample street.
func (c *demoCommand) street(s *session, dir string) error {
	made, err := sample.MakeStreet(s, dir, model.DateOf(s.now()))
	if err != nil {
		return err
	}
	made.Dir = c.Dir
	return s.answer(made, func(w io.Writer) error {
		if _, err := fmt.Fprintf(w, "示例街道建在 %s（当作今天是 %s）：\n中心 %d 个，收到上报包 %d 个，发出回执包 %d 个；人员 %d 人，活动 %d 场，应到 %d 人次。\n",
			c.Dir, made.Date, made.Centres, made.Received, made.Answered, made.Members, made.Activities, made.Attendances); err != nil {
			return err
		}
		return indented(w, made.Files, made.Warnings)
	})
}

// district makes the sample district.
func (c *demoCommand) district(s *session, dir string) error {
	made, err := sample.MakeDistrict(s, dir, model.DateOf(s.now()))
	if err != nil {
		return err
	}
	made.Dir = c.Dir
	return s.answer(made, func(w io.Writer) error {
		if _, err := fmt.Fprintf(w, "示例区建在 %s（当作今天是 %s）：\n街道 %d 个，中心 %d 个；人员 %d 人，活动 %d 场，应到 %d 人次。\n",
			c.Dir, made.Date, made.Streets, made.Centres, made.Members, made.Activities, made.Attendances); err != nil {
			return err
		}
		return indented(w, made.Files, made.Warnings)
	})
}

// indented prints lists, a line to each thing in them.
func indented(w io.Writer, lists ...[]string) error {
	for _, list := range lists {
		for _, line := range list {
			if _, err := fmt.Fprintln(w, "  "+line); err != nil {
				return err
			}
		}
	}
	return nil
}

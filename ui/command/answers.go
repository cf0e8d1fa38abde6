package command

import (
	"errors"
	"fmt"
	"io"
	"os"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
)

type answerCommand struct {
	Centre string `arg:"" help:"中心的统计代码。"`
	To     string `required:"" placeholder:"DIR" help:"写到哪个文件夹，一般是U盘。"`
}

// handedDown is what the commands tell of a package to an office below.
type handedDown struct {
	File     string `json:"file"`
	Office   string `json:"office"`
	Sequence int    `json:"sequence"`
	Receipts int    `json:"receipts"` // packages of the office's that were received
	Items    int    `json:"items"`
	Words    int    `json:"words"`
	Rows     int    `json:"rows"`
	Files    int    `json:"files"` // photos and attachments
	Lost     int    `json:"lost"`  // those missing or damaged here
}

func (c *answerCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		if !st.Receives() {
			return c.acknowledge(s, st, keys)
		}
		to, err := below(s, st, c.Centre)
		if err != nil {
			return err
		}
		answer, err := handDown(s, st, exchange.Export{Kind: model.AnswerPackage, To: to, Keys: keys, Folder: c.To})
		if err != nil {
			return err
		}
		return s.answer(answer, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "已写好并读回核对：%s\n给%s的第 %d 号回执包：签收 %d 个包，下发事项 %d 条，词 %d 个，附件 %d 个。现在可以拔出U盘。\n",
				answer.File, answer.Office, answer.Sequence, answer.Receipts, answer.Items, answer.Words, answer.Files)
			return err
		})
	})
}

// acknowledge tells another centre which of its handover packages came.
func (c *answerCommand) acknowledge(s *session, st *store.Store, keys *keyring.Keys) error {
	to, err := st.Known(s, c.Centre)
	if err != nil {
		return err
	}
	if to.Kind != model.CentreOf {
		return &model.Error{Code: model.Refused, Message: "中心只给另一个中心写回执；上级单位收到没有，看它的回执包。"}
	}
	receipt, err := st.Acknowledging(to)
	if err != nil {
		return err
	}
	answer, err := handDown(s, receipt, exchange.Export{Kind: model.HandoverPackage, To: to, Keys: keys, Folder: c.To})
	if err != nil {
		return err
	}
	return s.answer(answer, func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "已写好并读回核对：%s\n给%s的转移回执：签收 %d 个包。请把U盘交还对方。\n", answer.File, answer.Office, answer.Receipts)
		return err
	})
}

// below is an approved office that reports to this one.
func below(s *session, st *store.Store, code string) (model.KnownOffice, error) {
	if !st.Receives() {
		return model.KnownOffice{}, &model.Error{Code: model.Refused, Message: "只有街道和区能写回执包和重建包。"}
	}
	self, err := st.Self(s)
	if err != nil {
		return model.KnownOffice{}, err
	}
	to, err := st.Known(s, code)
	if err == nil && !self.Kind.Above(to.Kind) {
		err = &model.Error{Code: model.Refused, Message: "“" + to.Name + "”不是下级单位，不能给它写回执包和重建包。"}
	}
	return to, err
}

// handDown writes a package to an office below.
func handDown(s *session, st exchange.Sender, x exchange.Export) (handedDown, error) {
	receipts, err := st.Receipts(s, x.To.ID)
	if err != nil {
		return handedDown{}, err
	}
	done, err := x.Write(s, st)
	if err != nil {
		return handedDown{}, err
	}
	p := done.Package
	answer := handedDown{
		File: done.Path, Office: x.To.Name, Sequence: p.Sequence, Receipts: len(receipts), Items: p.Rows["street_items"],
		Words: p.Rows["words"], Files: len(p.Files), Lost: len(done.Lost),
	}
	for _, n := range p.Rows {
		answer.Rows += n
	}
	return answer, nil
}

type rebuildCommand struct {
	Centre      string `arg:"" help:"要重建的中心的统计代码。"`
	For         string `required:"" placeholder:"FILE" help:"新电脑上导出的单位文件。"`
	Fingerprint string `placeholder:"F" help:"新电脑的指纹，在电话里念出；已用 pair 核对过的不用写。"`
	To          string `required:"" placeholder:"DIR" help:"写到哪个文件夹，一般是U盘。"`
}

func (c *rebuildCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		centre, err := below(s, st, c.Centre)
		if err != nil {
			return err
		}
		fresh, err := c.approved(s, st)
		if err != nil {
			return err
		}
		if err := st.Rekey(s, centre.ID, fresh); err != nil {
			return err
		}
		to, err := st.Known(s, string(centre.ID))
		if err != nil {
			return err
		}
		answer, err := handDown(s, st, exchange.Export{Kind: model.RebuildPackage, To: to, Owner: centre.ID, Keys: keys, Folder: c.To})
		if err != nil {
			return err
		}
		return s.answer(answer, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "已写好并读回核对：%s\n%s的重建包：共 %d 条记录，照片和附件 %d 个。请在新电脑上先登记本单位，再接收这个包。\n",
				answer.File, answer.Office, answer.Rows, answer.Files)
			return err
		})
	})
}

// approved is the office of the new computer, whose fingerprint somebody
// compared: just now, or when it was paired.
func (c *rebuildCommand) approved(s *session, st *store.Store) (office model.Office, err error) {
	file, err := os.Open(c.For)
	if err != nil {
		return office, notFound(c.For, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if office, err = keyring.ReadPublic(file); err != nil {
		return office, err
	}
	if c.Fingerprint != "" {
		if !office.SameFingerprint(c.Fingerprint) {
			return office, &model.Error{Code: model.Refused, Message: "指纹和这个文件的不一样，没有写重建包。请打电话再核对一遍。"}
		}
		return office, nil
	}
	known, err := st.Known(s, string(office.ID))
	if model.CodeOf(err) == model.NotFound || err == nil && (known.Approved.IsZero() || !known.SameKeys(office)) {
		return office, &model.Error{Code: model.Refused, Message: "还没有核对过新电脑的指纹。请打电话核对，再加上 --fingerprint F。"}
	}
	return office, err
}

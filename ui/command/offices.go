package command

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jishi/model"
	"jishi/model/exchange"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/ui/printing"
)

// withKeys runs work on the data folder's store and this office's keys, which
// are made on first need. What a program that was cut off left open goes first.
func (s *session) withKeys(work func(st *store.Store, keys *keyring.Keys) error) error {
	return s.withStore(func(st *store.Store) error {
		if err := exchange.ClearStaging(st.Dir()); err != nil {
			s.log.Warn("clear the staging folder", "cause", err)
		}
		keys, err := keyring.Open(s, st)
		if err != nil {
			return err
		}
		return work(st, keys)
	})
}

type identityCommand struct {
	Out      string `placeholder:"FILE" help:"把本单位的单位文件写到哪里，交给对方登记。"`
	Recovery string `placeholder:"FILE" help:"把恢复文件写到哪里。谁拿到它谁就能打开发给本单位的包，请锁好。"`
	Restore  string `placeholder:"FILE" xor:"keys" help:"用恢复文件找回密钥；现有的密钥改名留着。"`
	Keep     bool   `xor:"keys" help:"电脑里的密钥不是本单位登记的那一份、而对方登记的正是它时，用电脑里的这一份。"`
	NewKeys  bool   `xor:"keys" help:"密钥丢了又没有恢复文件时换新密钥；对方要重新登记单位文件、核对指纹。"`
}

// officeAnswer is what the commands tell of an office.
type officeAnswer struct {
	ID          model.ID               `json:"id"`
	Kind        model.OrganisationKind `json:"kind"`
	Name        string                 `json:"name"`
	Code        string                 `json:"code"`
	Fingerprint string                 `json:"fingerprint"`
}

func officeOf(o model.Office) officeAnswer {
	return officeAnswer{o.ID, o.Kind, o.Name, o.Code, o.Fingerprint()}
}

func (o officeAnswer) String() string {
	return fmt.Sprintf("%s %s %s\n指纹：%s", o.Kind.Chinese(), o.Name, o.Code, o.Fingerprint)
}

func (c *identityCommand) Run(s *session) error {
	return s.withStore(func(st *store.Store) error {
		self, err := st.Self(s)
		if err != nil {
			return err
		}
		before, err := st.KeyRecord(s)
		if err != nil {
			return err
		}
		keys, err := c.keys(s, st)
		if err != nil {
			return withPrints(s, st, self, before, err)
		}
		if c.Out != "" {
			err := printing.WriteFile(c.Out, func(w io.Writer) error { return keyring.WritePublic(w, self, keys) })
			if err != nil {
				return err
			}
		}
		if c.Recovery != "" {
			if err := writeSecret(c.Recovery, keys.Recovery(self, st.Now())); err != nil {
				return err
			}
		}
		answer := officeOf(keys.Public(self))
		was, noted := before.Present()
		return s.answer(answer, func(w io.Writer) error {
			lines := []string{answer.String(), "请在电话里逐组念给对方核对。"}
			if former := was.Of(self).Fingerprint(); noted && (c.Keep || c.Restore != "") && former != answer.Fingerprint {
				lines = append(lines, "注意：原来登记的指纹是 "+former+"。如果对方登记的是那一个，请用那一份的恢复文件找回，或者打电话重新核对。")
			}
			if c.NewKeys {
				lines = append(lines, "已换新密钥，原来的改名留着。请把新的单位文件（--out FILE）交给交换包的每个单位重新登记；对方登记以前，本单位的包会被拒收。新的恢复文件（--recovery FILE）也要写一份，锁好。")
			}
			_, err := fmt.Fprintln(w, strings.Join(lines, "\n"))
			return err
		})
	})
}

// withPrints adds both fingerprints to the refusal of keys that are not those
// of record, to be told apart by phone.
func withPrints(s *session, st *store.Store, self model.Office, record model.KeyRecord, refused error) error {
	var known *model.Error
	if !errors.As(refused, &known) || known.Code != model.KeysLost {
		return refused
	}
	there, ok, err := keyring.Unnoted(s, st)
	if err != nil || !ok {
		return errors.Join(refused, err)
	}
	present, _ := record.Present()
	return &model.Error{Code: known.Code, Message: known.Message + "本单位登记的那一份指纹是 " + present.Of(self).Fingerprint() +
		"，这台电脑里的这一份是 " + there.Of(self).Fingerprint() + "，请打电话问街道登记的是哪一个。", Err: refused}
}

// keys are this office's own: as they are, brought back, kept or new.
func (c *identityCommand) keys(s *session, st *store.Store) (*keyring.Keys, error) {
	switch {
	case c.NewKeys:
		return keyring.Renew(s, st, st.Now())
	case c.Keep:
		return keyring.Adopt(s, st)
	case c.Restore == "":
		return keyring.Open(s, st)
	}
	text, err := os.ReadFile(c.Restore)
	if err != nil {
		return nil, notFound(c.Restore, err)
	}
	keys, err := keyring.ReadRecovery(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	return keys, keyring.Restore(s, st, keys, st.Now())
}

// writeSecret writes a file for this user alone; one that is there stays.
func writeSecret(path string, text []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return &model.Error{Code: model.Refused, Message: "已经有这个文件了，没有覆盖它：" + path, Err: err}
	}
	if err != nil {
		return &model.Error{Code: model.Unwritable, Message: "这里不能写文件：" + path, Err: err}
	}
	_, err = file.Write(text)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func notFound(path string, cause error) error {
	return &model.Error{Code: model.NotFound, Message: "打不开这个文件：" + path, Err: cause}
}

type pairCommand struct {
	File        string `arg:"" help:"对方的单位文件；对方的第一个包也行。"`
	Fingerprint string `required:"" placeholder:"F" help:"对方在电话里念出的指纹，八组四位数字。"`
}

func (c *pairCommand) Run(s *session) error {
	return s.withKeys(func(st *store.Store, keys *keyring.Keys) error {
		office, err := c.office(s, st, keys)
		if err != nil {
			return err
		}
		if !office.SameFingerprint(c.Fingerprint) {
			return &model.Error{Code: model.Refused, Message: "指纹和这个文件的不一样，没有登记“" + office.Name + "”。请打电话再核对一遍；还不一样就不要用这个文件。"}
		}
		before, err := st.Known(s, string(office.ID))
		if err != nil && model.CodeOf(err) != model.NotFound {
			return err
		}
		replaced := err == nil && !before.SameKeys(office)
		if err := st.Approve(s, office); err != nil {
			return err
		}
		answer := officeOf(office)
		return s.answer(answer, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "已登记：%s\n", answer)
			if err == nil && replaced {
				_, err = fmt.Fprintf(w, "“%s”原来登记的密钥已换成这个文件的，用原来密钥的包以后不再接收。\n", before.Name)
			}
			return err
		})
	})
}

// office reads whose file it is.
func (c *pairCommand) office(s *session, st *store.Store, keys *keyring.Keys) (office model.Office, err error) {
	if strings.EqualFold(filepath.Ext(c.File), exchange.Extension) {
		reader, err := exchange.NewReader(s, keys, st)
		if err != nil {
			return office, err
		}
		opened, err := reader.Open(s, c.File)
		if err != nil {
			return office, err
		}
		return opened.Sender(), opened.Close()
	}
	file, err := os.Open(c.File)
	if err != nil {
		return office, notFound(c.File, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return keyring.ReadPublic(file)
}

func numberOr(n int, none string) string {
	if n == 0 {
		return none
	}
	return fmt.Sprintf("第 %d 号", n)
}

// numbers lists numbers as people write them.
func numbers(list []int) string {
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = fmt.Sprint(n)
	}
	return strings.Join(words, "、")
}

package command

import (
	"fmt"
	"io"
	"strings"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
)

// verifyCommand checks the code of a proof of service. Anything but a genuine
// one is exit status 1.
type verifyCommand struct {
	Code []string `arg:"" name:"code" help:"证明上的核验码，或扫码得到的文字。大小写、全角、空格和横线都不要紧。"`
}

// verifyAnswer is what checking found.
type verifyAnswer struct {
	Verdict  model.ProofVerdict `json:"verdict"`
	Title    string             `json:"title"`
	Sentence string             `json:"sentence"`
	Number   string             `json:"number,omitempty"`
	Name     string             `json:"name,omitempty"`
	Minutes  int                `json:"minutes,omitempty"`
	Issued   string             `json:"issued,omitempty"`
	Centre   string             `json:"centre,omitempty"`
}

func (c *verifyCommand) Run(s *session) error {
	return s.withStore(func(st *store.Store) error {
		own, err := keyring.SigningKeys(s, st)
		if err != nil {
			return err
		}
		check, err := st.CheckProof(s, strings.Join(c.Code, " "), own)
		if err != nil {
			return err
		}
		answer := verifyAnswer{Verdict: check.Verdict, Title: check.Title(), Sentence: check.Sentence(), Centre: check.Centre}
		if check.Verdict != model.ProofAltered {
			// What an altered code says means nothing.
			answer.Number, answer.Name, answer.Minutes, answer.Issued = check.Code.Number, check.Code.Name, check.Code.Minutes, check.Code.Issued.String()
		}
		if err := s.answer(answer, answer.write); err != nil {
			return err
		}
		if check.Verdict != model.ProofGenuine {
			return &model.Error{Code: model.Refused, Message: "这份证明没有通过核验。"}
		}
		return nil
	})
}

func (a verifyAnswer) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s。%s\n", a.Title, a.Sentence); err != nil || a.Number == "" {
		return err
	}
	_, err := fmt.Fprintf(w, "编号 %s，姓名 %s，时长 %s 小时，出具日期 %s\n", a.Number, a.Name, model.Hours(a.Minutes), a.Issued)
	return err
}

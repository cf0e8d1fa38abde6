package model

import (
	"errors"
	"testing"
)

func TestANoticeStaysWhileProofsRestOnIt(t *testing.T) {
	for _, c := range []struct {
		proofs []string
		want   string
	}{
		{nil, ""},
		{[]string{"B-2", "B-1"}, "这次公示已出具 2 份有效的证明（B-1、B-2）。请先在“登记簿”里把它们作废，再撤回公示。"},
		{[]string{"B-4", "B-2", "B-1", "B-3"}, "这次公示已出具 4 份有效的证明（B-1、B-2、B-3 等）。请先在“登记簿”里把它们作废，再撤回公示。"},
	} {
		got := ""
		if err := CheckWithdrawal(c.proofs); err != nil {
			got = messageOf(err)
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.proofs, got, c.want)
		}
	}
}

// messageOf is what a person reads of an error.
func messageOf(err error) string {
	var known *Error
	if errors.As(err, &known) {
		return known.Message
	}
	return ""
}

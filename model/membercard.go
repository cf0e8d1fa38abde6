package model

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/text/width"
)

// A member card's code is the member's ID as a number of 39 digits and two
// check digits (ISO 7064 MOD 97-10). It is digits alone because a scanner types
// it like a keyboard, and a Chinese input method that is switched on would take
// letters for pinyin.
const (
	cardDigits = 39
	cardLength = cardDigits + 2
)

// CardCode returns what the QR code on a member's card (会员卡) says. An ID that
// is no UUID has no code.
func CardCode(member ID) string {
	id, err := uuid.Parse(string(member))
	if err != nil {
		return ""
	}
	number := fmt.Sprintf("%0*s", cardDigits, new(big.Int).SetBytes(id[:]))
	return number + fmt.Sprintf("%02d", 98-mod97(number+"00"))
}

// CardMember returns whose card has the code, and whether it is a card's code
// at all, read without a fault.
func CardMember(code string) (ID, bool) {
	if len(code) != cardLength || strings.Trim(code, "0123456789") != "" || mod97(code) != 1 {
		return "", false
	}
	n, ok := new(big.Int).SetString(code[:cardDigits], 10)
	if !ok || n.BitLen() > 128 {
		return "", false
	}
	var id uuid.UUID
	n.FillBytes(id[:])
	return ID(id.String()), true
}

func mod97(digits string) int {
	rest := 0
	for _, d := range digits {
		rest = (rest*10 + int(d-'0')) % 97
	}
	return rest
}

// DeskInput is what was typed at the sign-in desk (签到台), by hand or by a reader
// that types: exactly one field is set, none where nothing was typed.
type DeskInput struct {
	Card     ID     // of the member card that was scanned
	IDNumber string // 18 or 15 characters, right by GB 11643
	Text     string // part of a name, pinyin, initials, or the end of a phone number
	// Fault is a sentence for people where a scanner or an ID reader was misread.
	Fault string
}

// ReadDeskInput tells what was typed.
func ReadDeskInput(typed string) DeskInput {
	text := strings.TrimSpace(width.Narrow.String(typed))
	digits := strings.ReplaceAll(text, " ", "")
	if strings.Trim(digits, "0123456789") == "" && len(digits) > 18 {
		if id, ok := CardMember(digits); ok {
			return DeskInput{Card: id}
		}
		return DeskInput{Fault: "会员卡没有读完整，请再扫一次。"}
	}
	number := NormaliseIDNumber(text)
	if (len(number) == 18 || len(number) == 15) && strings.Trim(number[:len(number)-1], "0123456789") == "" {
		if _, err := CheckIDNumber(number); err != nil {
			return DeskInput{Fault: "身份证号没有读对，请再刷一次，或改用姓名签到。"}
		}
		return DeskInput{IDNumber: number}
	}
	return DeskInput{Text: text}
}

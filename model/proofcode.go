package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ProofCode is what the code of a 志愿服务记录证明 holds: enough to tell, with
// no network, whether the paper says what its centre signed.
type ProofCode struct {
	// Key tells whose signature it is, see KeyMark.
	Key [KeyMarkSize]byte
	// Number is that of the proof: 410103-2018-证明-0006.
	Number  string
	Name    string // whose hours
	Minutes int
	Issued  Date
}

// KeyMarkSize is the length of a KeyMark in bytes.
const KeyMarkSize = 5

// KeyMark is the short mark of a public key by which a code names its centre.
func KeyMark(key ed25519.PublicKey) (mark [KeyMarkSize]byte) {
	sum := sha256.Sum256(append([]byte("jishi proof key\n"), key...))
	copy(mark[:], sum[:])
	return mark
}

// Signer signs as a centre does: keyring.Keys is one.
type Signer interface {
	Sign(message []byte) []byte
	SigningKey() ed25519.PublicKey
}

// ProofVerdict is what a code turned out to be.
type ProofVerdict string

// The values of ProofVerdict.
const (
	ProofGenuine       ProofVerdict = "genuine"        // 真实
	ProofAltered       ProofVerdict = "altered"        // 内容被改动, or typed wrongly
	ProofVoid          ProofVerdict = "void"           // 已作废
	ProofUnknownCentre ProofVerdict = "unknown-centre" // 不认识的中心
)

// Chinese returns the verdict in words.
func (v ProofVerdict) Chinese() string {
	switch v {
	case ProofGenuine:
		return "真实有效"
	case ProofVoid:
		return "已作废"
	case ProofUnknownCentre:
		return "不认识的中心"
	}
	return "核验不通过"
}

// proofPrefix begins the text of every code; its digit is the version.
const proofPrefix = "JS1"

// proofDomain keeps a signature of a proof from being taken for one of
// anything else.
const proofDomain = "jishi proof 1\n"

// crockford is the alphabet of Crockford's base32: no I, L, O and U, so that a
// code read from paper is typed as it was printed.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// SignProof returns the text of c signed: groups of five letters and digits,
// "JS1-7QKXA-…", which fit a QR code's alphanumeric mode.
func SignProof(c ProofCode, s Signer) (string, error) {
	c.Key = KeyMark(s.SigningKey())
	body, err := c.pack()
	if err != nil {
		return "", err
	}
	signed := append(body, s.Sign(append([]byte(proofDomain), body...))...)
	return grouped(base32Text(signed)), nil
}

// ReadProof reads the text of a code and checks its signature. keyOf finds the
// public key that has the mark; ok is false where no known centre has it. What
// was typed in lower case or full width, with spaces or line breaks, or with O
// for 0 and I or L for 1, is read as it was meant. The code is what the text
// says, as far as it can be read, and means nothing unless it is genuine.
func ReadProof(text string, keyOf func(mark [KeyMarkSize]byte) (key ed25519.PublicKey, ok bool)) (ProofCode, ProofVerdict) {
	signed, ok := base32Bytes(NormaliseProof(text))
	if !ok || len(signed) <= ed25519.SignatureSize {
		return ProofCode{}, ProofAltered
	}
	body, signature := signed[:len(signed)-ed25519.SignatureSize], signed[len(signed)-ed25519.SignatureSize:]
	c, err := unpackProof(body)
	if err != nil {
		return ProofCode{}, ProofAltered
	}
	key, ok := keyOf(c.Key)
	if !ok {
		return c, ProofUnknownCentre
	}
	if !ed25519.Verify(key, append([]byte(proofDomain), body...), signature) {
		return c, ProofAltered
	}
	return c, ProofGenuine
}

// NormaliseProof writes a typed or scanned code as it was signed: half-width
// capitals without what separates the groups.
func NormaliseProof(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case r == '—', r == '–', r == '‐', r == '−', r == '·':
			return -1
		}
		switch {
		case r == '-', r == '_', r == '.', r == '　', invisible(r), r <= ' ':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, text)
}

// grouped sets a hyphen after the prefix and after every five characters.
func grouped(digits string) string {
	const group = 5
	var b strings.Builder
	b.WriteString(proofPrefix)
	for i, r := range digits {
		if i%group == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func base32Text(data []byte) string {
	var b strings.Builder
	var bits, have uint
	for _, one := range data {
		bits, have = bits<<8|uint(one), have+8
		for have >= 5 {
			have -= 5
			b.WriteByte(crockford[bits>>have&31])
		}
		bits &= 1<<have - 1
	}
	if have > 0 {
		b.WriteByte(crockford[bits<<(5-have)&31])
	}
	return b.String()
}

// base32Bytes undoes base32Text after the prefix. Bits that stand for nothing
// have to be zero, so that no other text means the same.
func base32Bytes(text string) ([]byte, bool) {
	digits, ok := strings.CutPrefix(text, proofPrefix)
	if !ok {
		return nil, false
	}
	var data []byte
	var bits, have uint
	for _, r := range digits {
		switch r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		value := strings.IndexRune(crockford, r)
		if value < 0 {
			return nil, false
		}
		bits, have = bits<<5|uint(value), have+5
		if have >= 8 {
			have -= 8
			data = append(data, byte(bits>>have))
			bits &= 1<<have - 1
		}
	}
	return data, bits == 0 && have < 5
}

// proofEpoch is the first day that a code can hold.
var proofEpoch = Date{Year: 2000, Month: 1, Day: 1}

// pack writes c as bytes: the key's mark, then district, year and serial of the
// number, day, minutes and name.
func (c ProofCode) pack() ([]byte, error) {
	district, year, serial, ok := splitProofNumber(c.Number)
	day := proofEpoch.DaysUntil(c.Issued)
	switch {
	case !ok:
		return nil, invalid("Number", "证明编号“"+shorten(c.Number)+"”不对，不能生成核验码。")
	case !c.Issued.Full() || day < 0:
		return nil, invalid("Issued", "出具日期不对，不能生成核验码。")
	case c.Minutes < 0 || strings.TrimSpace(c.Name) == "" || !utf8.ValidString(c.Name):
		return nil, invalid("Name", "姓名或时长不对，不能生成核验码。")
	}
	body := append([]byte{}, c.Key[:]...)
	for _, n := range []int{district, year, serial, day, c.Minutes} {
		body = binary.AppendUvarint(body, uint64(n))
	}
	return append(body, c.Name...), nil
}

func unpackProof(body []byte) (c ProofCode, err error) {
	if len(body) < KeyMarkSize {
		return c, invalid("Code", "核验码太短。")
	}
	rest := body[copy(c.Key[:], body):]
	var numbers [5]int
	for i := range numbers {
		n, size := binary.Uvarint(rest)
		if size <= 0 || n > 1<<31 {
			return c, invalid("Code", "核验码不完整。")
		}
		numbers[i], rest = int(n), rest[size:]
	}
	if !utf8.Valid(rest) || len(rest) == 0 || numbers[0] > 999_999 || numbers[1] > 9999 {
		return c, invalid("Code", "核验码不完整。")
	}
	c.Number = CertificateNumber(fmt.Sprintf("%06d", numbers[0]), ServiceProof, numbers[1], numbers[2])
	c.Issued, c.Minutes, c.Name = proofEpoch.AddDays(numbers[3]), numbers[4], string(rest)
	return c, nil
}

// splitProofNumber undoes CertificateNumber.
func splitProofNumber(number string) (district, year, serial int, ok bool) {
	parts := strings.Split(number, "-")
	if len(parts) != 4 || parts[2] != ServiceProof.Chinese() {
		return 0, 0, 0, false
	}
	for i, to := range map[int]*int{0: &district, 1: &year, 3: &serial} {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 {
			return 0, 0, 0, false
		}
		*to = n
	}
	return district, year, serial, CertificateNumber(parts[0], ServiceProof, year, serial) == number && len(parts[0]) == 6
}

// ProofCheck is what checking a code found.
type ProofCheck struct {
	Verdict ProofVerdict
	Code    ProofCode
	Centre  string // who signed; empty where nobody known did
	// Own says that this centre signed it, Listed that a register here has it
	// under its number, with the same name and hours.
	Own, Listed bool
	VoidReason  string
}

// Title is the verdict in a few words.
func (p ProofCheck) Title() string {
	if p.Verdict == ProofGenuine && p.Own && !p.Listed {
		return "签名有效，但未登记"
	}
	return p.Verdict.Chinese()
}

// Sentence says in plain words what was found.
func (p ProofCheck) Sentence() string {
	switch {
	case p.Verdict == ProofAltered:
		return "核验码和签名对不上：内容被改动过，或者输入有误。请对照纸面逐组核对后再试。"
	case p.Verdict == ProofUnknownCentre:
		return "本机没有这个中心的公钥，无法判断真伪。请先导入并核对它的单位文件。"
	case p.Verdict == ProofVoid:
		return "签名是真的，但这份证明已作废，原因：" + p.VoidReason + "。"
	case p.Listed:
		return "由" + p.Centre + "签名，内容没有改动，登记簿里没有作废。"
	case p.Own:
		return "签名是本中心的，但登记簿里没有这份证明，请查看是否恢复过较早的备份。"
	}
	return "由" + p.Centre + "签名，内容没有改动。是否作废请向出具单位查询。"
}

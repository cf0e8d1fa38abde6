package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"math/big"
	"strings"
	"time"

	"golang.org/x/text/width"
)

// Office (单位) is what others may know of a centre, a street or a district:
// its name, to whom packages for it are sealed and by what its own are known.
type Office struct {
	// ID is that of its node in its own tree of organisations, and the owner of
	// the records it makes.
	ID        ID
	Kind      OrganisationKind // CentreOf, Street or District
	Name      string           // 高山社区党群服务中心
	Code      string           // 统计代码; may be empty
	Recipient string           // an X25519 recipient of age, "age1…"
	// SigningKey proves who wrote a package.
	SigningKey ed25519.PublicKey
}

// KnownOffice is an Office that this one exchanges packages with.
type KnownOffice struct {
	Office
	// Approved is when somebody here compared the fingerprint; zero while
	// nobody has.
	Approved time.Time
	// LastSequence is the number of the office's package whose rows are held
	// here, 0 while there is none; LastReceived when that was.
	LastSequence int
	LastReceived time.Time
	// Missing are the numbers before the last that never came.
	Missing []int
	Rows    map[string]int // held here, by table, removed ones too
}

// Validate reports the first field that cannot be. It does not look whether
// Recipient is a key: only the keyring knows keys.
func (o Office) Validate() error {
	if o.ID == "" {
		return invalid("ID", "单位文件里没有编号。")
	}
	switch o.Kind {
	case CentreOf, Street, District:
	default:
		return invalid("Kind", "单位只能是中心、街道或区。")
	}
	if strings.TrimSpace(o.Name) == "" {
		return invalid("Name", "单位文件里没有名称。")
	}
	if err := checkLength("Name", "单位名称", o.Name, 100); err != nil {
		return err
	}
	if err := checkLength("Code", "统计代码", o.Code, 50); err != nil {
		return err
	}
	if len(o.SigningKey) != ed25519.PublicKeySize {
		return invalid("SigningKey", "单位文件里的签名密钥不对。")
	}
	return nil
}

// Fingerprint is what two offices compare by phone before they trust each
// other's keys: eight groups of four digits. The name is not in it, so that an
// office may correct its name.
func (o Office) Fingerprint() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "jishi office\n%s\n%s\n%s\n%x\n", o.ID, o.Kind, o.Recipient, []byte(o.SigningKey)))
	const groups, digits = 8, 4
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(groups*digits), nil)
	text := fmt.Sprintf("%0*d", groups*digits, new(big.Int).Mod(new(big.Int).SetBytes(sum[:]), limit))
	parts := make([]string, groups)
	for i := range parts {
		parts[i] = text[i*digits : (i+1)*digits]
	}
	return strings.Join(parts, " ")
}

// SameFingerprint reports whether typed is the office's fingerprint, however
// its digits are grouped.
func (o Office) SameFingerprint(typed string) bool {
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, width.Fold.String(s))
	}
	return digits(typed) == digits(o.Fingerprint())
}

// SameKeys reports whether both are one office with the same keys.
func (o Office) SameKeys(other Office) bool {
	return o.ID == other.ID && o.Kind == other.Kind && o.Recipient == other.Recipient && o.SigningKey.Equal(other.SigningKey)
}

package keyring

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"time"

	"filippo.io/age"
	"golang.org/x/text/width"

	"jishi/model"
)

// Lines of the recovery file that this program reads; age takes each for a
// comment.
const (
	signingSeedLine = "# signing key seed: "
	signingKeyLine  = "# signing key: "
)

// maxKeyFile is more than any file of keys holds, in bytes.
const maxKeyFile = 64 << 10

// Recovery is the recovery file (恢复文件): whoever holds it can open what was
// sealed to the office and sign in its name. It is a file of identities as age
// reads it (age -d -i FILE), with the signing key in a comment. made is when
// it was written.
func (k *Keys) Recovery(o model.Office, made time.Time) []byte {
	o = k.Public(o)
	var text bytes.Buffer
	fmt.Fprintf(&text, "# 服务纪实 恢复文件：请锁在柜子里，谁拿到它谁就能打开发给本单位的包。\n")
	fmt.Fprintf(&text, "# %s %s\n", strings.Join(strings.Fields(o.Name), " "), o.Code)
	fmt.Fprintf(&text, "# created: %s\n", made.UTC().Format(time.RFC3339))
	fmt.Fprintf(&text, "# fingerprint: %s\n", o.Fingerprint())
	fmt.Fprintf(&text, "# public key: %s\n", o.Recipient)
	fmt.Fprintf(&text, "%s%x\n", signingKeyLine, []byte(o.SigningKey))
	fmt.Fprintf(&text, "%s%x\n", signingSeedLine, k.signing.Seed())
	fmt.Fprintf(&text, "%s\n", k.identity)
	return text.Bytes()
}

// ReadRecovery reads what Recovery wrote, from a file or typed in. What is no
// such file, or was mistyped, is model.Unreadable.
func ReadRecovery(r io.Reader) (*Keys, error) {
	keys, err := readRecovery(r)
	if err != nil {
		return nil, &model.Error{Code: model.Unreadable, Message: "这不是完整的恢复文件，请检查有没有漏字或错字。", Err: err}
	}
	return keys, nil
}

func readRecovery(r io.Reader) (*Keys, error) {
	var seed, public []byte
	var identity *age.X25519Identity
	lines := bufio.NewScanner(io.LimitReader(r, maxKeyFile))
	for lines.Scan() {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		var err error
		switch value, found := strings.CutPrefix(line, signingSeedLine); {
		case found:
			seed, err = hex.DecodeString(value)
		case strings.HasPrefix(line, signingKeyLine):
			public, err = hex.DecodeString(line[len(signingKeyLine):])
		case line == "" || line[0] == '#':
		case identity != nil:
			err = fmt.Errorf("more than one identity")
		default:
			identity, err = age.ParseX25519Identity(line)
		}
		if err != nil {
			return nil, err
		}
	}
	switch {
	case lines.Err() != nil:
		return nil, lines.Err()
	case identity == nil || len(seed) != ed25519.SeedSize:
		return nil, fmt.Errorf("a key is missing")
	}
	keys := &Keys{identity, ed25519.NewKeyFromSeed(seed)}
	if !keys.SigningKey().Equal(ed25519.PublicKey(public)) {
		return nil, fmt.Errorf("the signing key is not that of its seed")
	}
	return keys, nil
}

// Spelled are the keys as they are printed, to be typed in again: the identity,
// the seed of the signing key, and the public signing key by which a slip of
// the hand in the seed is told.
func (k *Keys) Spelled() (identity, seed, key string) {
	return k.identity.String(), hex.EncodeToString(k.signing.Seed()), hex.EncodeToString(k.SigningKey())
}

// FromSpelled reads what Spelled returned, however it is grouped, in either case
// and of either width. What is not complete, or was mistyped, is model.Unreadable.
func FromSpelled(identity, seed, key string) (*Keys, error) {
	joined := func(s string) string { return strings.Join(strings.Fields(width.Fold.String(s)), "") }
	text := signingKeyLine + strings.ToLower(joined(key)) + "\n" + signingSeedLine + strings.ToLower(joined(seed)) + "\n" +
		strings.ToUpper(joined(identity)) + "\n"
	return ReadRecovery(strings.NewReader(text))
}

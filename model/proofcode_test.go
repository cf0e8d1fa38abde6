package model

import (
	"crypto/ed25519"
	"crypto/sha256"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// testSigner signs with the key of a seed.
type testSigner struct{ key ed25519.PrivateKey }

func signerOf(seed string) testSigner {
	sum := sha256.Sum256([]byte(seed))
	return testSigner{ed25519.NewKeyFromSeed(sum[:])}
}

func (s testSigner) Sign(message []byte) []byte { return ed25519.Sign(s.key, message) }

func (s testSigner) SigningKey() ed25519.PublicKey {
	return ed25519.PublicKey(s.key[ed25519.SeedSize:])
}

func known(signers ...testSigner) func([KeyMarkSize]byte) (ed25519.PublicKey, bool) {
	return func(mark [KeyMarkSize]byte) (ed25519.PublicKey, bool) {
		for _, s := range signers {
			if KeyMark(s.SigningKey()) == mark {
				return s.SigningKey(), true
			}
		}
		return nil, false
	}
}

var proofOfShan = ProofCode{Number: "410103-2018-证明-0006", Name: "单雪", Minutes: 9870, Issued: Date{Year: 2018, Month: 5, Day: 7}}

func signed(t interface{ Fatal(...any) }, c ProofCode, s Signer) string {
	text, err := SignProof(c, s)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestACodeHoldsWhatTheProofSays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		c := ProofCode{
			Number: CertificateNumber("410103", ServiceProof, rapid.IntRange(2000, 2099).Draw(r, "year"), rapid.IntRange(1, 99999).Draw(r, "serial")),
			Name:   rapid.SampledFrom([]string{"单雪", "阿依古丽·买买提", "𫖯立", "Li"}).Draw(r, "name"), Minutes: rapid.IntRange(0, 1_000_000).Draw(r, "minutes"),
			Issued: Date{Year: rapid.IntRange(2000, 2099).Draw(r, "y"), Month: rapid.IntRange(1, 12).Draw(r, "m"), Day: rapid.IntRange(1, 28).Draw(r, "d")},
		}
		s := signerOf("gaoshan")
		got, verdict := ReadProof(signed(r, c, s), known(s))
		c.Key = KeyMark(s.SigningKey())
		if verdict != ProofGenuine || got != c {
			r.Fatalf("%s: %+v", verdict, got)
		}
	})
}

func TestEveryAlteredCharacterIsRefused(t *testing.T) {
	s := signerOf("gaoshan")
	code := signed(t, proofOfShan, s)
	meant := func(text string) string {
		return strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(NormaliseProof(text)[3:])
	}
	for i := range code {
		for _, r := range crockford + "OILU" {
			altered := code[:i] + string(r) + code[i+1:]
			if NormaliseProof(altered)[:3] == "JS1" && meant(altered) == meant(code) {
				continue // the same character, or what it is typed as
			}
			if _, verdict := ReadProof(altered, known(s)); verdict == ProofGenuine {
				t.Fatalf("character %d changed to %c is genuine", i, r)
			}
		}
		if code[i] != '-' {
			if _, verdict := ReadProof(code[:i]+code[i+1:], known(s)); verdict == ProofGenuine {
				t.Fatalf("without character %d it is genuine", i)
			}
		}
	}
	for _, text := range []string{"", "JS1", "JS1-", code + "0", code + "Z", code + code, code[:len(code)-1], "志愿", strings.Replace(code, "JS1", "JS2", 1)} {
		if _, verdict := ReadProof(text, known(s)); verdict != ProofAltered {
			t.Errorf("%q is %s", text, verdict)
		}
	}
}

func TestACodeIsReadAsItWasMeant(t *testing.T) {
	s := signerOf("gaoshan")
	code := signed(t, proofOfShan, s)
	full := strings.Map(func(r rune) rune { return r + '！' - '!' }, code)
	for _, text := range []string{
		strings.ToLower(code), full, strings.ToLower(strings.ReplaceAll(code, "-", "")), strings.ReplaceAll(code, "-", " "),
		strings.ReplaceAll(code, "-", "\r\n"), "　" + strings.ReplaceAll(code, "-", "—") + "　", strings.ReplaceAll(code[3:], "0", "O"), "\ufeff" + code,
	} {
		if !strings.Contains(strings.ToUpper(NormaliseProof(text)), "JS1") {
			text = "js1" + text
		}
		if _, verdict := ReadProof(text, known(s)); verdict != ProofGenuine {
			t.Errorf("%q is %s", text, verdict)
		}
	}
}

func TestACodeOfAnotherCentreIsTold(t *testing.T) {
	ours, other := signerOf("gaoshan"), signerOf("another")
	code := signed(t, proofOfShan, other)
	if c, verdict := ReadProof(code, known(ours)); verdict != ProofUnknownCentre || c.Name != "单雪" {
		t.Errorf("unknown: %s %+v", verdict, c)
	}
	if _, verdict := ReadProof(code, known(ours, other)); verdict != ProofGenuine {
		t.Errorf("known: %s", verdict)
	}
	// Somebody signs as us: the mark is ours, the signature is not.
	forged := proofOfShan
	forged.Key = KeyMark(ours.SigningKey())
	body, err := forged.pack()
	if err != nil {
		t.Fatal(err)
	}
	text := grouped(base32Text(append(body, other.Sign(append([]byte(proofDomain), body...))...)))
	if _, verdict := ReadProof(text, known(ours, other)); verdict != ProofAltered {
		t.Errorf("forged: %s", verdict)
	}
}

func TestWhatNoProofCanSayIsNotSigned(t *testing.T) {
	for name, change := range map[string]func(*ProofCode){
		"a number of another kind": func(c *ProofCode) { c.Number = "410103-2018-志愿-0006" },
		"no number":                func(c *ProofCode) { c.Number = "" },
		"no name":                  func(c *ProofCode) { c.Name = " " },
		"no day":                   func(c *ProofCode) { c.Issued = Date{Year: 2018} },
		"minutes below none":       func(c *ProofCode) { c.Minutes = -1 },
	} {
		c := proofOfShan
		change(&c)
		if _, err := SignProof(c, signerOf("gaoshan")); CodeOf(err) != Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadProof(f *testing.F) {
	s := signerOf("gaoshan")
	f.Add(signed(f, proofOfShan, s))
	f.Add("JS1-00000-00000")
	f.Fuzz(func(t *testing.T, text string) {
		c, verdict := ReadProof(text, known(s))
		if verdict == ProofGenuine && signed(t, c, s) == "" {
			t.Error("genuine and empty")
		}
	})
}

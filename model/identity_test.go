package model_test

import (
	"strings"
	"testing"

	"jishi/model"

	"pgregory.net/rapid"
)

func TestIDNumberOfTheStandardIsValid(t *testing.T) {
	want := model.IdentityFacts{Number: "11010519491231002X", Sex: model.Female, Birth: model.Date{1949, 12, 31}}
	for _, text := range []string{
		"11010519491231002X", "11010519491231002x", " 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ", "'11010519491231002X",
		"110105\u200b19491231002X\ufeff", "11010519491231002×", "110105　19491231\t002X",
	} {
		if got, err := model.CheckIDNumber(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func TestIDNumberOfFifteenDigits(t *testing.T) {
	got, err := model.CheckIDNumber("440524880101001")
	want := model.IdentityFacts{Number: "440524880101001", Sex: model.Male, Birth: model.Date{1988, 1, 1}, Old: true}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
}

func TestSexIsThe17thDigit(t *testing.T) {
	for number, want := range map[string]model.Sex{
		"440524188001010014": model.Male, "11010519491231002X": model.Female, "999999600305012": model.Female,
	} {
		if got, err := model.CheckIDNumber(number); err != nil || got.Sex != want {
			t.Errorf("%s: sex %q, %v; want %q", number, got.Sex, err, want)
		}
	}
}

func TestWrongCheckDigitIsToldWithTheFacts(t *testing.T) {
	got, err := model.CheckIDNumber("110105194912310021")
	fieldAtFault(t, err, "IDNumber")
	want := model.IdentityFacts{Number: "110105194912310021", Sex: model.Female, Birth: model.Date{1949, 12, 31}}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestIDNumberThatCannotBe(t *testing.T) {
	for number, about := range map[string]string{
		"1101051949123100":     "16 位",
		"11010519491231002":    "17 位",
		"11010519491231002X1":  "19 位",
		"张三":                   "2 位",
		"一二三四五六":               "数字", // eighteen bytes
		"110105199013450021":   "出生日期",
		"110105199002300021":   "出生日期",
		"110105000001010021":   "出生日期",
		"110105900230001":      "出生日期",
		"1101051949123X0021":   "数字",
		"X10105194912310021":   "数字",
		"11010519491231002A":   "数字",
		"11010519491231XXXX":   "数字",
		"44052488010100X":      "数字",
		"+110105194912310021":  "19 位",
		"110105194912310021.0": "20 位",
	} {
		_, err := model.CheckIDNumber(number)
		fieldAtFault(t, err, "IDNumber")
		if err != nil && !strings.Contains(err.Error(), about) {
			t.Errorf("%s: %q says nothing of %s", number, err, about)
		}
	}
}

func TestNoIDNumberIsNoError(t *testing.T) {
	for _, text := range []string{"", "  ", "\u200b"} {
		if got, err := model.CheckIDNumber(text); err != nil || got != (model.IdentityFacts{}) {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
}

func TestOneWrongDigitIsAlwaysNoticed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := []byte("11010519491231002X")
		i := rapid.IntRange(0, 16).Draw(t, "place")
		digit := rapid.ByteRange('0', '9').Draw(t, "digit")
		same := number[i] == digit
		number[i] = digit
		if _, err := model.CheckIDNumber(string(number)); (err == nil) != same {
			t.Fatalf("%s: %v", number, err)
		}
	})
}

func TestMaskedIDNumberHidesTheBirthDate(t *testing.T) {
	for number, want := range map[string]string{
		"41010319600305002X": "410103********002X", "410103600305002": "410103*****5002", "4101031960": "4********0",
		"1234": "****", "": "", "护照号一二三四五六七八": "护照号一二三*五六七八",
	} {
		if got := model.MaskIDNumber(number); got != want {
			t.Errorf("%q is masked %q, want %q", number, got, want)
		}
	}
}

func TestPhoneIsStoredWithoutDecoration(t *testing.T) {
	for text, want := range map[string]string{
		"19900001234": "19900001234", " 199 0000 1234 ": "19900001234", "199-0000-1234": "19900001234",
		"+8619900001234": "19900001234", "+86 199-0000-1234": "19900001234", "0086-19900001234": "19900001234", "8619900001234": "19900001234",
		"19900001234.0": "19900001234", "１９９００００１２３４": "19900001234", "199—0000–1234": "19900001234", "'19900001234": "19900001234",
		"0371-66660000": "037166660000", "（0371）66660000": "037166660000", "+86 371 66660000": "37166660000", "86660000": "86660000",
		"19900001234、19900005678": "19900001234、19900005678", "19900001234/19900005678": "19900001234/19900005678",
		"": "", "无": "无", "199\u200b00001234\ufeff": "19900001234",
	} {
		got := model.NormalisePhone(text)
		if got != want {
			t.Errorf("%q is stored %q, want %q", text, got, want)
		}
		if again := model.NormalisePhone(got); again != got {
			t.Errorf("%q is stored %q the second time", got, again)
		}
	}
}

func TestMaskedPhoneKeepsItsEnds(t *testing.T) {
	for phone, want := range map[string]string{
		"19900001234": "199****1234", "037166660000": "0371****0000", "66660000": "****0000", "123456": "**3456",
		"12345": "*2345", "110": "110", "": "", "0371-66660000转801": "0371-****0000转801",
		"19900001234、19900005678": "199****1234、199****5678",
		"199-0000-1234":           "199****1234", "199 0000 1234": "199****1234",
	} {
		if got := model.MaskPhone(phone); got != want {
			t.Errorf("%q is masked %q, want %q", phone, got, want)
		}
	}
}

func FuzzCheckIDNumber(f *testing.F) {
	for _, seed := range []string{"11010519491231002X", "440524880101001", "110105194912310021", "１１０１０５", "\xff\x00", "一二三四五六"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		facts, err := model.CheckIDNumber(text)
		if err != nil {
			fieldAtFault(t, err, "IDNumber")
		} else if facts.Number != "" && (facts.Sex == "" || !facts.Birth.Full()) {
			t.Errorf("%q is right but says only %+v", text, facts)
		}
		if again := model.NormaliseIDNumber(facts.Number); again != facts.Number {
			t.Errorf("%q becomes %q, then %q", text, facts.Number, again)
		}
		if masked := model.MaskIDNumber(facts.Number); facts.Number != "" && !strings.Contains(masked, "*") {
			t.Errorf("%q is masked as %q", facts.Number, masked)
		}
	})
}

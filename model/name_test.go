package model_test

import (
	"regexp"
	"strings"
	"testing"

	"jishi/model"

	"github.com/mozillazg/go-pinyin"
	"pgregory.net/rapid"
)

func TestNameIsStoredInOneSpelling(t *testing.T) {
	for text, want := range map[string]string{
		"张三": "张三", "  张三　": "张三", "张　三": "张三", "张 三\n": "张三", "张\u200b三\ufeff": "张三", "欧 阳 娜": "欧阳娜",
		"买买提·艾力": "买买提·艾力", "买买提•艾力": "买买提·艾力", "买买提・艾力": "买买提·艾力", "买买提‧艾力": "买买提·艾力", "买买提･艾力": "买买提·艾力",
		"买买提 · 艾力": "买买提·艾力", "买买提.艾力": "买买提·艾力", "买买提．艾力": "买买提·艾力", "买买提. 艾力": "买买提·艾力",
		"𠮷 田": "𠮷田", "𬭎 㛃": "𬭎㛃", "Anna  Lee": "Anna Lee", " J. Smith": "J. Smith", "李 Anna": "李 Anna", "": "", " ": "",
	} {
		if got := model.NormaliseName(text); got != want {
			t.Errorf("%q is stored %q, want %q", text, got, want)
		}
	}
}

func TestNamesOfTwoCharactersAreSpacedInPrint(t *testing.T) {
	for name, want := range map[string]string{
		"张三": "张　三", "𠮷䶮": "𠮷　䶮", "㛃𬭎": "㛃　𬭎", "李四光": "李四光", "张": "张", "": "", "Al": "Al", "张A": "张A", "阿·力": "阿·力",
	} {
		if got := model.SpacedName(name); got != want {
			t.Errorf("%q is printed %q, want %q", name, got, want)
		}
	}
}

func TestSearchIgnoresDotsAndSpaces(t *testing.T) {
	for _, same := range [][]string{
		{"买买提·艾力", "买买提艾力", "买买提 艾力", "买买提•艾力", "买买提.艾力"},
		{"张三", "张　三", " 张 三 "},
		{"Anna Lee", "annalee", "ＡＮＮＡ ＬＥＥ"},
	} {
		for _, name := range same[1:] {
			if a, b := model.SearchName(same[0]), model.SearchName(name); a != b {
				t.Errorf("%q is searched as %q, %q as %q", same[0], a, name, b)
			}
		}
	}
}

func TestNameRulesMayBeAppliedAgain(t *testing.T) {
	part := rapid.StringOf(rapid.SampledFrom([]rune("张三欧阳𠮷㛃·•.． 　\u200bAb1")))
	rapid.Check(t, func(t *rapid.T) {
		name := part.Draw(t, "name")
		stored := model.NormaliseName(name)
		if again := model.NormaliseName(stored); again != stored {
			t.Fatalf("%q is stored %q, then %q", name, stored, again)
		}
		if spaced := model.NormaliseName(model.SpacedName(stored)); spaced != stored {
			t.Fatalf("%q is printed so that it reads %q", stored, spaced)
		}
		if a, b := model.SearchName(name), model.SearchName(model.SearchName(name)); a != b {
			t.Fatalf("%q is searched as %q, then %q", name, a, b)
		}
	})
}

func TestSurnamesAreReadAsSurnames(t *testing.T) {
	for name, want := range map[string]string{
		"曾国华": "zēng guó huá", "单雄": "shàn xióng", "解放": "xiè fàng", "仇英": "qiú yīng", "区建国": "ōu jiàn guó", "查良": "zhā liáng",
		"任红": "rén hóng", "盖明": "gě míng", "朴英": "piáo yīng", "华国": "huà guó", "宁静": "nìng jìng", "翟明": "zhái míng", "冼星": "xiǎn xīng",
		"员兰": "yùn lán", "缪斯": "miào sī", "乐平": "yuè píng", "晁盖": "cháo gài", "谌平": "chén píng", "折文": "shé wén", "黑明": "hè míng",
		"宓平": "mì píng", "万俟芳": "mò qí fāng", "尉迟恭": "yù chí gōng", "长孙平": "zhǎng sūn píng", "澹台明": "tán tái míng",
		"令狐冲": "líng hú chōng", "诸葛亮": "zhū gě liàng", "欧阳修": "ōu yáng xiū", "肖红": "xiāo hóng", "葛平": "gě píng", "薄平": "bó píng",
		"阚平": "kàn píng", "卜平": "bǔ píng", "覃平": "qín píng", "燕平": "yān píng", "沈石": "shěn shí", "万红": "wàn hóng",
		"贠红": "yùn hóng", "相里": "xiàng lǐ", "藏青": "zāng qīng", "还平": "huán píng", "宰父明": "zǎi fǔ míng",
	} {
		if got := model.PinyinWithTones(name); got != want {
			t.Errorf("%s is read %q, want %q", name, got, want)
		}
	}
}

func TestSurnameReadingsAreForSurnamesOnly(t *testing.T) {
	for name, want := range map[string]string{
		"李乐": "lǐ lè", "王解放": "wáng jiě fàng", "张华": "zhāng huá", "李长乐": "lǐ cháng lè", "单": "dān", // one character: no surname to tell
		"长孙":  "cháng sūn", // two characters: surname 长, given name 孙
		"华·单": "huá dān", "买买提·区": "mǎi mǎi tí qū",
	} {
		if got := model.PinyinWithTones(name); got != want {
			t.Errorf("%s is read %q, want %q", name, got, want)
		}
	}
}

func TestPinyinIsWhatAnInputMethodTakes(t *testing.T) {
	for name, want := range map[string]string{
		"吕丽": "lv li", "闾丘略": "lv qiu lve", "女娲": "nv wa", "居玉": "ju yu", "万俟芳": "mo qi fang", "买买提·艾力": "mai mai ti ai li",
		"㛃䶮": "jie yan", "𬭎𫖯𠮷": "hong fu ji", "李 Anna": "li anna", "Anna Lee": "anna lee", "欧阳 娜": "ou yang na", "王2": "wang 2",
		"": "", "·": "", "李\U0003FFFD": "li", // no reading: left out
	} {
		if got := model.PinyinOf(name); got != want {
			t.Errorf("%s is spelled %q, want %q", name, got, want)
		}
	}
}

func TestEveryReadingIsSpelledInPlainLetters(t *testing.T) {
	plain := regexp.MustCompile(`^[a-z]+$`)
	for r := range pinyin.PinyinDict {
		if got := model.PinyinOf(string(rune(r))); !plain.MatchString(got) {
			t.Errorf("%c (U+%04X) is spelled %q", r, r, got)
		}
	}
}

func TestInitials(t *testing.T) {
	for spelled, want := range map[string]string{
		"mo qi fang": "mqf", "zhang san": "zs", "": "", "  Lv  li ": "ll", "lǚ é": "lé",
	} {
		if got := model.InitialsOf(spelled); got != want {
			t.Errorf("initials of %q are %q, want %q", spelled, got, want)
		}
	}
}

func TestPinyinHasASyllableForEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.RuneFrom([]rune("曾单解王李张国华丽乐长孙万俟尉迟澹台䶮𬭎𫖯𠮷")), 1, 5, -1).Draw(t, "name")
		spelled := model.PinyinOf(name)
		if got, want := len(strings.Fields(spelled)), len([]rune(name)); got != want {
			t.Fatalf("%s is spelled %q: %d syllables for %d characters", name, spelled, got, want)
		}
		if got, want := len(model.InitialsOf(spelled)), len([]rune(name)); got != want {
			t.Fatalf("%s has %d initials", name, got)
		}
	})
}

// BenchmarkPinyin50000 spells a roster of fifty thousand names.
func BenchmarkPinyin50000(b *testing.B) {
	names := []string{"曾国华", "吕丽", "万俟芳", "欧阳明月", "买买提·艾力", "张三", "𠮷田𬭎"}
	for b.Loop() {
		for i := range 50_000 {
			if model.PinyinOf(names[i%len(names)]) == "" {
				b.Fatal("no pinyin")
			}
		}
	}
}

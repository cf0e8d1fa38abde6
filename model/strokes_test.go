package model_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jishi/model"
)

func byStrokes(names []string) []string {
	sorted := slices.Clone(names)
	slices.SortStableFunc(sorted, func(a, b string) int { return strings.Compare(model.StrokesKey(a), model.StrokesKey(b)) })
	return sorted
}

// The order in which surnames of 2 to 16 strokes stand on the lists of names
// that the press prints 按姓氏笔画为序.
func TestNamesAreOrderedByTheStrokesOfTheSurname(t *testing.T) {
	want := strings.Fields("丁一 卜二 于三 万四 马五 王六 尤七 毛八 方九 邓十 石一 卢二 田三 冯四 司五 邢六 吕八 朱九 任十 刘一 江二 许三 孙四 " +
		"杜一 李二 杨三 吴四 何五 余六 汪七 沈八 宋九 张十 陆一 陈二 武一 林二 罗一 周二 郑三 孟四 赵一 胡二 钟三 姜四 姚五 " +
		"袁一 贾二 夏三 钱四 徐五 高六 唐七 黄一 曹二 崔三 章四 梁五 彭一 董二 蒋三 韩四 程五 傅六 曾七 谢八 蔡一 谭二 熊三 黎四 潘五 薛六 戴七 魏八")
	shuffled := slices.Clone(want)
	slices.Reverse(shuffled)
	if got := byStrokes(shuffled); !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestASecondCharacterDecidesBetweenNamesakes(t *testing.T) {
	want := []string{"王", "王　力", "王大明", "王文", "王文一", "王 伟", "王麟"}
	shuffled := []string{"王麟", "王文一", "王 伟", "王", "王大明", "王文", "王　力"}
	if got := byStrokes(shuffled); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCharactersOutsideTheTableComeLast(t *testing.T) {
	want := []string{"龚一", "𬭎一", "𠮷一"}
	if got := byStrokes([]string{"𠮷一", "龚一", "𬭎一"}); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if a, b := model.StrokesKey("阿依古丽·买买提"), model.StrokesKey("阿依古丽买买提"); a != b {
		t.Error("the dot of a name changes its place")
	}
}

// The parts of the national table are ordered by strokes themselves: merging
// them may not change the order within a part.
func TestEachPartOfTheNationalTableKeepsItsOrder(t *testing.T) {
	text, err := os.ReadFile("../resources/fonts/tgscc-8105.txt")
	if err != nil {
		t.Fatal(err)
	}
	table := []rune(strings.Join(strings.Fields(string(text)), ""))
	for _, part := range [][]rune{table[:3500], table[3500:6500], table[6500:]} {
		for i := 1; i < len(part); i++ {
			if a, b := string(part[i-1]), string(part[i]); model.StrokesKey(a) >= model.StrokesKey(b) {
				t.Fatalf("%s does not come before %s", a, b)
			}
		}
	}
}

func TestStrokesOrderIsOne(t *testing.T) {
	table, err := os.ReadFile("../resources/fonts/tgscc-8105.txt")
	if err != nil {
		t.Fatal(err)
	}
	characters := rapid.SampledFrom([]rune(strings.Join(strings.Fields(string(table)), "")))
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.StringOfN(characters, 1, 4, -1).Draw(t, "a")
		b := rapid.StringOfN(characters, 1, 4, -1).Draw(t, "b")
		if (model.StrokesKey(a) == model.StrokesKey(b)) != (a == b) {
			t.Fatalf("%s and %s have one place", a, b)
		}
	})
}

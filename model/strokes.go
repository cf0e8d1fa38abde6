package model

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

// strokesTable is made by resources/strokes/make.py: on each line a number of
// strokes, the shape of the first one, and the characters in their order.
//
//go:embed strokes.txt
var strokesTable string

// strokeRanks gives the place of each character of the 通用规范汉字表 in the
// order of strokes, from 1.
var strokeRanks = sync.OnceValue(func() map[rune]rune {
	ranks := make(map[rune]rune, 8105)
	for line := range strings.Lines(strokesTable) {
		at := strings.IndexAny(line, "横竖撇点折")
		if at < 1 {
			panic(fmt.Sprintf("embedded table of strokes: line %q", line))
		}
		for _, c := range []rune(strings.TrimSpace(line[at:]))[1:] {
			ranks[c] = rune(len(ranks) + 1)
		}
	}
	return ranks
})

// unranked is added to characters that the table does not have, which come
// after all others in the order of their code points.
const unranked = 0x10000

// StrokesKey is what names are compared by in the order of strokes
// (按姓氏笔画为序): by the number of strokes of the first character, then by
// the shape of its first stroke, then by the next character; a name that ends
// earlier goes first. Spaces and the dot of minority names do not count.
// Characters of the same number and shape keep the order of the
// 通用规范汉字表, part by part.
func StrokesKey(name string) string {
	ranks := strokeRanks()
	var key []byte
	for _, c := range SearchName(name) {
		rank, ok := ranks[c]
		if !ok {
			rank = unranked + c
		}
		// Three bytes each, most significant first, so that keys compare as bytes.
		key = append(key, byte(rank>>16), byte(rank>>8), byte(rank))
	}
	return string(key)
}

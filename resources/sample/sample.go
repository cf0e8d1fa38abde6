// Package sample holds the sample roster: about 120 made-up people in the
// shape in which centres keep theirs. The program in generate writes it:
//
//	go run ./resources/sample/generate
package sample

import _ "embed"

// Roster is 花名册.xlsx.
//
//go:embed 花名册.xlsx
var Roster []byte

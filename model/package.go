package model

import (
	"slices"
	"time"
)

// PackageKind says what a package carries.
type PackageKind string

// The kinds of package.
const (
	ReportPackage   PackageKind = "report"   // 上报包: all that an office has, to the office above
	AnswerPackage   PackageKind = "answer"   // 回执包: receipts and month items, to the office below
	RebuildPackage  PackageKind = "rebuild"  // 重建包: an office's own records back to it
	HandoverPackage PackageKind = "handover" // 转移包: a member from one office to another
)

// Chinese returns the kind's name.
func (k PackageKind) Chinese() string {
	switch k {
	case ReportPackage:
		return "上报包"
	case AnswerPackage:
		return "回执包"
	case RebuildPackage:
		return "重建包"
	case HandoverPackage:
		return "转移包"
	}
	return string(k)
}

// answerTables are the types of record that answer packages carry.
var answerTables = []string{"words", "street_items", "street_item_files"}

// handoverTables are the types of record that handover packages carry: a person
// and, in words, the person's past, so that nobody else's data goes along.
var handoverTables = []string{"members", "past_events"}

// Carries reports whether packages of the kind have rows of the table.
func (k PackageKind) Carries(table string) bool {
	switch k {
	case AnswerPackage:
		return slices.Contains(answerTables, table)
	case HandoverPackage:
		return slices.Contains(handoverTables, table)
	}
	return true
}

// PackageState is how far a package has come.
type PackageState string

// The states, first of packages sent, then of packages received.
const (
	PackageWriting   PackageState = "writing"   // 正在写: its number is taken
	PackageWritten   PackageState = "written"   // 已写好: read back and verified
	PackageConfirmed PackageState = "confirmed" // 已签收: the other office has answered
	PackageFailed    PackageState = "failed"    // 没写成: its number is free again
	PackageWithdrawn PackageState = "withdrawn" // 已撤回: a handover that was taken back

	PackageApplied PackageState = "applied" // 已导入: its rows were taken in
	PackageOlder   PackageState = "older"   // 较旧: a newer one was there before it
	PackageUndone  PackageState = "undone"  // 已撤销: its rows were taken out again
)

// Package (交换包) is one package that was sent or received.
type Package struct {
	Record
	Office   ID   // the other side
	Sent     bool // else received
	Kind     PackageKind
	Package  ID  // its own, given by the sender
	Sequence int // counts the sender's packages of the kind for the recipient, from 1
	State    PackageState
	Made     time.Time
	File     string         // the file's name, without a folder
	Size     int64          // of the file, in bytes
	Hash     string         // SHA-256 of the file, in hexadecimal
	Previous string         // Hash of the one before it
	Rows     map[string]int // how many rows it has of each table
	Files    []string       // names of the photos and files in it
}

// UndonePackage is a package that was taken back.
type UndonePackage struct {
	Package
	// Named counts rows that it had brought and that stay marked as removed,
	// since other offices' records name them.
	Named int
}

// Package translations embeds the window's texts: zh/ and en/ hold the same
// files, one per page, each with the same keys, sorted, one to a line. The
// wording of printed forms is not here but in package report.
package translations

import "embed"

// FS holds zh/*.json and en/*.json.
//
//go:embed zh en
var FS embed.FS

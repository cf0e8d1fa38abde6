package resources

import _ "embed"

// Icon is the program's own sign, PNG, 256 × 256 pixels. Nobody may write
// into it.
//
//go:embed icons/icon-256.png
var Icon []byte

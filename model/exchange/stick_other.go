//go:build !linux && !windows

package exchange

// sticks cannot be told from other drives here; a folder can be chosen.
func sticks() []Stick { return nil }

//go:build !windows

package ui

import (
	"context"
	"os/exec"
)

// openWith hands a path to the system and waits until it has taken it.
func openWith(path string) error {
	return exec.CommandContext(context.Background(), "xdg-open", path).Run() //nolint:gosec // the program's own file, or a folder that somebody chose
}

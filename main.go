// Command jishi is 服务纪实: the record of a community service centre's people,
// activities and certificates, on one PC and without a network.
//
// Without a command it opens the window; see `jishi --help` for the commands.
package main

import (
	"context"
	"os"
	"os/signal"

	"jishi/ui"
	"jishi/ui/command"
)

// version is set by the build to the version in FyneApp.toml.
var version = "dev"

func main() {
	os.Exit(run())
}

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	env := command.Env{Out: os.Stdout, Err: os.Stderr, Version: version, Window: openWindow}
	return command.Main(ctx, env, os.Args[1:])
}

func openWindow(ctx context.Context, w command.Window) error {
	return ui.Run(ctx, ui.Options{Dir: w.Dir, Version: version, Now: w.Now, Log: w.Log})
}

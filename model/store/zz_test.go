package store

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func cpu() time.Duration {
	var r syscall.Rusage
	syscall.Getrusage(0, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func TestZZ(t *testing.T) {
	list := people(50000)
	plan := roster(list)
	for k := 0; k < 5; k++ {
		s := openStore(t, t.TempDir())
		c0 := cpu()
		t0 := time.Now()
		_, err := s.ApplyImport(t.Context(), plan)
		must(t, err)
		fmt.Println("apply", (cpu()-c0)/50000, "per row", time.Since(t0))
		must(t, s.Close())
	}
	slices.Sort([]string{})
	strings.ToLower("")
}

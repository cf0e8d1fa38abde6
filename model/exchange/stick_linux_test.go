package exchange

import (
	"slices"
	"testing"
)

func TestSticksAreFoundByWhereTheyAreMounted(t *testing.T) {
	got := mounted("/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/li/KINGSTON vfat rw 0 0\n" +
		"/dev/sdc1 /run/media/li/街道\\040U盘 exfat rw 0 0\nproc /proc proc rw 0 0\nbroken\n")
	if want := []string{"/media/li/KINGSTON", "/run/media/li/街道 U盘"}; !slices.Equal(got, want) {
		t.Errorf("found %q", got)
	}
}

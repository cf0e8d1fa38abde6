package exchange

import (
	"cmp"
	"slices"
)

// Stick (U盘) is a removable drive as people see it.
type Stick struct {
	Name        string // its label, or where it is where it has none: KINGSTON (E:)
	Path        string // its root folder
	Free, Total int64  // bytes
}

// Sticks lists the removable drives that are in now, by name. One that is
// pulled meanwhile, or that cannot be asked, is left out.
func Sticks() []Stick {
	list := sticks()
	slices.SortFunc(list, func(a, b Stick) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Path, b.Path)) })
	return list
}

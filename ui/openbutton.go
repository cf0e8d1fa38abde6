package ui

import "jishi/ui/widgets"

// openButton opens the chosen row of a table, for those who would not think of
// a double click; it waits until a row is chosen.
func openButton[T any](text string, table *widgets.DataTable[T]) *widgets.Button {
	button := widgets.NewPrimary(text, func() {
		if row, ok := table.Selected(); ok {
			table.OnOpened(row)
		}
	})
	button.Disable()
	table.OnSelected = func(T) { button.Enable() }
	return button
}

// Package widgets holds the window's building blocks: tables, date fields,
// forms, cards and labels. They know Fyne and how the program looks, not what
// a community centre does; what they show and read comes in as text and
// functions.
//
// Everything here lives on the UI thread.
package widgets

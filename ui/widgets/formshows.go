package widgets

// Shows reports whether the form shows the named field.
func (f *Form) Shows(name string) bool {
	field := f.field(name)
	return field != nil && field.Visible()
}

package widgets

// Focus moves the keys to the rows, as after a button that acts on them.
func (t *DataTable[T]) Focus() {
	if canvas := canvasOf(t); canvas != nil {
		canvas.Focus(t.rows.field)
	}
}

func (t *DataTable[T]) typed(r rune) {
	if t.OnRune != nil {
		t.OnRune(r)
	}
}

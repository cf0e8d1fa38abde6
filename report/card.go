package report

// CardStyle says how greeting cards are drawn.
type CardStyle struct {
	Design int  // 1 or 2; 0 counts as 1
	Large  bool // one card to an A4 page instead of two A5 cards
	// Birthday and Political are the lines on the cards, with {name}, {years}
	// and {centre} to be filled in; empty for the lines that fit the years.
	Birthday, Political string
}

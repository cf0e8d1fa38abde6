package roster

import (
	"regexp"
	"slices"
	"strings"
)

// heading is a row in the middle of a sheet that names the branch, or the
// group, of the people below it.
type heading struct{ branch, group string }

var (
	headingNumber = regexp.MustCompile(`^(?:第?\d+[、.．]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)])`)
	headingCount  = regexp.MustCompile(`(?:[（(][^（()）]*[）)]|[：:]|共?\d+[人名])+$`)
)

// readHeading reads a row as a heading: one text alone that ends like the name
// of a branch or a group, whichever cell it stands in.
func (r *rowReader) readHeading() (heading, bool) {
	alone := ""
	for i, c := range r.row.cells {
		text := bare(c)
		if text == "" || text == alone {
			continue
		}
		if alone != "" || r.row.repeated(i) {
			return heading{}, false
		}
		alone = text
	}
	name := headingCount.ReplaceAllString(headingNumber.ReplaceAllString(branchKey(alone), ""), "")
	if len(name) > 3*40 || strings.ContainsAny(name, "：:，。；") || fieldOf(name) != noField {
		return heading{}, false
	}
	switch {
	case strings.HasSuffix(name, "支部"):
		return heading{branch: name}, true
	case strings.HasSuffix(name, "小组"):
		branch, group := splitGroup(name)
		if group == "" {
			return heading{group: branch}, true
		}
		return heading{branch, group}, true
	}
	return heading{}, false
}

// under makes a heading the one that counts for the rows below. A group's
// stays under the branch's before it.
func (r *rowReader) under(h heading) {
	if h.branch == "" {
		h.branch = r.heading.branch
	}
	r.heading = h
	if name := h.branch + h.group; !slices.Contains(r.headings, name) {
		r.headings = append(r.headings, name)
	}
}

// placeUnder gives a person the branch and the group of the heading above,
// where the sheet has no columns that say them.
func (r *rowReader) placeUnder(d *draft) {
	if len(r.head.byField[branchField]) > 0 {
		return
	}
	d.branch = r.heading.branch
	if len(r.head.byField[groupField]) == 0 {
		d.group = r.heading.group
	}
}

// headingNote says what the headings were taken for.
func (r *rowReader) headingNote() []string {
	if len(r.headings) == 0 || len(r.head.byField[branchField]) > 0 {
		return nil
	}
	const shown = 5
	some := "“" + strings.Join(r.headings[:min(shown, len(r.headings))], "”“") + "”"
	if len(r.headings) > shown {
		some += "等"
	}
	return []string{"表格中间的小标题" + some + "作为它下面人员的支部或党小组。"}
}

package roster

import (
	"context"
	"fmt"
	"strings"

	"jishi/model"
)

// Known is whom and what the centre already has; *store.Store is one.
type Known interface {
	// EveryMember calls visit for every member that is not removed.
	EveryMember(ctx context.Context, visit func(model.Member) error) error
	Organisations(ctx context.Context) ([]model.Organisation, error)
}

// Plan compares the sheet with the people already known and says of every row
// what importing it would do. It changes nothing.
//
// A row is a known person's if the ID number says so, else name and birth
// date, else name and phone. Where that is contradicted (another name, another
// ID number) or cannot be told from the row (a namesake and nothing to compare)
// the row is doubtful. A blank never takes the place of a value.
func Plan(ctx context.Context, sheet *Sheet, known Known) (model.ImportPlan, error) {
	plan := model.ImportPlan{File: sheet.File, Sheet: sheet.Name, Rows: make([]model.ImportRow, len(sheet.drafts))}
	branches, err := readBranches(ctx, known)
	if err != nil {
		return model.ImportPlan{}, err
	}
	people := newPeople(len(sheet.drafts))
	err = known.EveryMember(ctx, func(m model.Member) error {
		people.add(m, 0)
		return ctx.Err()
	})
	if err != nil {
		return model.ImportPlan{}, fmt.Errorf("plan an import: %w", err)
	}
	p := planner{people: people, branches: branches, firstWith: make(map[string]int, len(sheet.drafts))}
	// Those who can be told best come first, so that a row that could be
	// several people does not take the place of the one it is not.
	for _, clear := range []clarity{byID, byBirth, byLess} {
		if err := ctx.Err(); err != nil {
			return model.ImportPlan{}, err
		}
		for i := range sheet.drafts {
			if d := &sheet.drafts[i]; clarityOf(d) == clear {
				p.plan(d, plan.Rows, i)
			}
		}
	}
	plan.Notes = append(append(plan.Notes, sheet.Notes...), branches.note()...)
	return plan, nil
}

// clarity is how well a row tells who it is.
type clarity int

const (
	byID clarity = iota
	byBirth
	byLess
)

func clarityOf(d *draft) clarity {
	switch {
	case d.member.IDNumber != "":
		return byID
	case birthdayOf(d).Date.Full():
		return byBirth
	}
	return byLess
}

// planner decides rows one after another: a row may turn out to be the same
// person as one before it.
type planner struct {
	people    *people
	branches  *branches
	firstWith map[string]int // place in the plan of the first row with an ID number
}

// plan fills in rows[i] for d.
func (p *planner) plan(d *draft, rows []model.ImportRow, i int) {
	row := &rows[i]
	*row = model.ImportRow{Number: d.number, Member: d.member}
	defer func() { row.Reasons = append(row.Reasons, d.odd...) }()
	if len(d.wrong) > 0 {
		row.Fate, row.Reasons = model.RowWrong, append(row.Reasons, d.wrong...)
		return
	}
	if key := idKey(d.member.IDNumber); key != "" {
		first, ok := p.firstWith[key]
		if ok && sameID(rows[first].Member.IDNumber, d.member.IDNumber) {
			row.Fate = model.RowWrong
			row.Reasons = []string{fmt.Sprintf("身份证号与第 %d 行（%s）相同，这一行没有导入。", rows[first].Number, rows[first].Member.Name)}
			rows[first].Reasons = append(rows[first].Reasons, fmt.Sprintf("第 %d 行（%s）的身份证号与这一行相同，请核对。", d.number, d.member.Name))
			return
		}
		if !ok {
			p.firstWith[key] = i
		}
	}
	found := p.people.find(d)
	switch {
	case found.doubt != "":
		p.doubt(d, row, found.doubt)
	case found.person == nil:
		row.Fate = model.RowNew
		row.Member = complete(d)
		row.BranchName = p.branches.assign(&row.Member, d.branch)
		p.people.add(row.Member, d.number)
	case found.person.row > 0:
		p.doubt(d, row, fmt.Sprintf("与第 %d 行（%s）像是同一个人，请核对。", found.person.row, found.person.member.Name))
	default:
		p.merge(d, row, found)
	}
}

// doubt leaves the row to a person. Rows that follow are compared with it all
// the same: they may be the person that it is.
func (p *planner) doubt(d *draft, row *model.ImportRow, why string) {
	row.Fate, row.Reasons = model.RowDoubtful, []string{why}
	p.people.addName(&somebody{member: complete(d), row: d.number})
}

// merge makes row the change of a known person.
func (p *planner) merge(d *draft, row *model.ImportRow, found finding) {
	merging := merging{member: found.person.member, draft: d}
	merging.merge()
	row.BranchName = p.branches.change(&merging, d.branch)
	if len(merging.changes) > 0 && found.unsure != "" {
		p.doubt(d, row, found.unsure)
		return
	}
	row.Reasons = append(row.Reasons, merging.odd...)
	row.Member, row.Changes = merging.member, merging.changes
	row.Fate = model.RowUnchanged
	if found.unsure == "" { // else a row below may be the person for certain
		found.person.row = d.number
	}
	if len(row.Changes) == 0 {
		return
	}
	row.Fate = model.RowChanged
	if err := row.Member.Validate(); err != nil {
		row.Fate, row.Reasons = model.RowWrong, append([]string{err.Error()}, row.Reasons...)
		return
	}
	p.people.update(found.person, row.Member)
	if row.Member.State != model.Active {
		row.Reasons = append(row.Reasons, fmt.Sprintf("%s已登记为“%s”，导入不改变这一点。", row.Member.Name, row.Member.State.Chinese()))
	}
}

// branches finds branches by their names.
type branches struct {
	byName map[string]model.Organisation
	names  map[model.ID]string
	made   []string // names that no branch has yet
	isMade map[string]bool
}

func readBranches(ctx context.Context, known Known) (*branches, error) {
	organisations, err := known.Organisations(ctx)
	if err != nil {
		return nil, fmt.Errorf("plan an import: %w", err)
	}
	b := &branches{byName: map[string]model.Organisation{}, names: map[model.ID]string{}, isMade: map[string]bool{}}
	for _, o := range organisations {
		b.names[o.ID] = o.Name
		key := strings.Join(strings.Fields(o.Name), "")
		// A branch goes before a group of the same name, and the older of two
		// before the younger, as the store has it.
		if known, taken := b.byName[key]; o.Kind == model.Branch && known.Kind != model.Branch || o.Kind == model.Group && !taken {
			b.byName[key] = o
		}
	}
	return b, nil
}

// branchKey is what names of branches are compared by.
func branchKey(name string) string { return strings.Join(strings.Fields(name), "") }

// assign puts m into the branch called name and returns the name under which
// the store finds or makes it; a group is found already.
func (b *branches) assign(m *model.Member, name string) string {
	if name == "" {
		return ""
	}
	if o, ok := b.byName[name]; ok {
		m.Branch = o.ID
		if o.Kind != model.Branch {
			return ""
		}
		return o.Name
	}
	if !b.isMade[name] {
		b.isMade[name] = true
		b.made = append(b.made, name)
	}
	return name
}

// change is assign for a known person; another branch is a change.
func (b *branches) change(m *merging, name string) string {
	before := m.member.Branch
	if name == "" || before != "" && branchKey(b.names[before]) == name {
		return ""
	}
	after := b.assign(&m.member, name)
	m.changed("Branch", labels[branchField], b.names[before], name)
	return after
}

func (b *branches) note() []string {
	if len(b.made) == 0 {
		return nil
	}
	return []string{"将新建支部：" + strings.Join(b.made, "、") + "。"}
}

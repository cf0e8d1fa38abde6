package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"jishi/model"
)

// Known is whom and what the centre already has; *store.Store is one.
type Known interface {
	// EveryMember calls visit for every member that is not removed.
	EveryMember(ctx context.Context, visit func(model.Member) error) error
	Organisations(ctx context.Context) ([]model.Organisation, error)
}

// Plan says what importing a sheet would do, see Draft.
func Plan(ctx context.Context, sheet *Sheet, known Known) (model.ImportPlan, error) {
	draft, err := Compare(ctx, sheet, known)
	if err != nil {
		return model.ImportPlan{}, err
	}
	return draft.Plan, nil
}

// Draft is a plan whose doubtful rows can be decided.
type Draft struct {
	Plan model.ImportPlan

	drafts   []draft // of the plan's rows
	branches *branches
	notes    []string         // of the plan, before those on branches
	asked    map[int][]string // reasons of rows, by their place, before anybody decided of them
}

// Compare compares a sheet with the people known. It changes nothing.
//
// A row is a known person's if the ID number says so, else name and birth
// date, else name and phone. Where that is contradicted (another name, another
// ID number) or cannot be told from the row (a namesake and nothing to compare)
// the row is doubtful. A blank never takes the place of a value.
func Compare(ctx context.Context, sheet *Sheet, known Known) (*Draft, error) {
	plan := model.ImportPlan{File: sheet.File, Sheet: sheet.Name, Rows: make([]model.ImportRow, len(sheet.drafts))}
	branches, err := readBranches(ctx, known)
	if err != nil {
		return nil, err
	}
	people := newPeople(len(sheet.drafts))
	err = known.EveryMember(ctx, func(m model.Member) error {
		people.add(m, 0)
		return ctx.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("plan an import: %w", err)
	}
	p := planner{people: people, branches: branches, firstWith: make(map[string]int, len(sheet.drafts))}
	// Those who can be told best come first, so that a row that could be
	// several people does not take the place of the one it is not.
	for _, clear := range []clarity{byID, byBirth, byLess} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i := range sheet.drafts {
			if d := &sheet.drafts[i]; clarityOf(d) == clear {
				p.plan(d, plan.Rows, i)
			}
		}
	}
	d := &Draft{Plan: plan, drafts: sheet.drafts, branches: branches, notes: sheet.Notes, asked: map[int][]string{}}
	d.note()
	return d, nil
}

// note brings the plan's notes up to date.
func (d *Draft) note() {
	var branches, groups, units []string
	add := func(to *[]string, name string) {
		if name != "" && !slices.Contains(*to, name) {
			*to = append(*to, name)
		}
	}
	for i := range d.Plan.Rows {
		row := &d.Plan.Rows[i]
		if row.Fate != model.RowNew && row.Fate != model.RowChanged {
			continue
		}
		if d.branches.isMade[row.BranchName] {
			add(&branches, row.BranchName)
		}
		if row.GroupName != "" {
			branch := row.BranchName
			if branch == "" {
				branch = d.branches.names[row.Member.Branch]
			}
			add(&groups, branch+row.GroupName)
		}
		add(&units, row.UnitName)
	}
	d.Plan.Notes = slices.Clone(d.notes)
	for _, fresh := range []struct {
		kind  string
		names []string
	}{{"支部", branches}, {"党小组", groups}, {"成员单位", units}} {
		if len(fresh.names) > 0 {
			d.Plan.Notes = append(d.Plan.Notes, "将新建"+fresh.kind+"："+strings.Join(fresh.names, "、")+"。")
		}
	}
}

// Row is the person of a row as the file has it.
func (d *Draft) Row(i int) model.Member { return complete(&d.drafts[i]) }

// Place is the branch, and the group, that a row names.
func (d *Draft) Place(i int) string {
	return strings.TrimSpace(d.drafts[i].branch + " " + d.drafts[i].group)
}

// Names are the names of the organisations known, groups with their branches.
func (d *Draft) Names() map[model.ID]string { return d.branches.full }

// Decide settles a doubtful row, or settles it anew: it is the candidate of
// that number, somebody new, or is not imported. Two rows cannot be one known
// person: the second is refused.
func (d *Draft) Decide(row int, decision model.Decision, candidate int) error {
	r := &d.Plan.Rows[row]
	if r.Fate != model.RowDoubtful && r.Decision == "" {
		return &model.Error{Code: model.Refused, Message: "这一行不用决定。"}
	}
	asked, ok := d.asked[row]
	if !ok {
		asked = slices.Clone(r.Reasons)
		d.asked[row] = asked
	}
	decided := model.ImportRow{
		Number: r.Number, Reasons: slices.Clone(asked), Candidates: r.Candidates, Decision: decision, Fate: model.RowDoubtful, Member: d.drafts[row].member,
	}
	switch decision {
	case model.SamePerson:
		if candidate < 0 || candidate >= len(r.Candidates) {
			return &model.Error{Code: model.Refused, Message: "请先选是名册里的哪一位。"}
		}
		known := r.Candidates[candidate]
		for i := range d.Plan.Rows {
			if other := &d.Plan.Rows[i]; i != row && other.Member.ID == known.ID && (other.Fate == model.RowChanged || other.Fate == model.RowUnchanged) {
				return &model.Error{Code: model.Refused, Message: fmt.Sprintf("第 %d 行已经是“%s”了，两行不能是同一个人。", other.Number, known.Name)}
			}
		}
		d.becomes(&decided, row, known)
	case model.NewPerson:
		decided.Fate, decided.Member = model.RowNew, complete(&d.drafts[row])
		d.branches.place(&decided, &d.drafts[row], "")
	case model.SkipRow, "":
	}
	d.Plan.Rows[row] = decided
	d.note()
	return nil
}

// becomes makes row the change of a known person, name and ID number included:
// somebody has said that it is the same one.
func (d *Draft) becomes(row *model.ImportRow, at int, known model.Member) {
	merging := merging{member: known, draft: &d.drafts[at], certain: true}
	merging.merge()
	d.branches.move(row, &merging)
	row.Reasons = append(row.Reasons, merging.odd...)
	row.Member, row.Changes = merging.member, merging.changes
	row.Fate = model.RowUnchanged
	if len(row.Changes) == 0 {
		return
	}
	row.Fate = model.RowChanged
	if err := row.Member.Validate(); err != nil {
		row.Fate, row.Reasons = model.RowWrong, append(row.Reasons, err.Error())
		return
	}
	sayState(row)
}

// sayState points out that a changed person is not active, and stays so.
func sayState(row *model.ImportRow) {
	if row.Member.State != model.Active {
		row.Reasons = append(row.Reasons, fmt.Sprintf("%s已登记为“%s”，导入不改变这一点。", row.Member.Name, row.Member.State.Chinese()))
	}
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
	if key := model.IDNumberKey(d.member.IDNumber); key != "" {
		first, ok := p.firstWith[key]
		if ok && model.SameIDNumber(rows[first].Member.IDNumber, d.member.IDNumber) {
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
		p.doubt(d, row, found.doubt, found.among)
	case found.person == nil:
		row.Fate = model.RowNew
		row.Member = complete(d)
		p.branches.place(row, d, "")
		p.people.add(row.Member, d.number)
	case found.person.row > 0:
		p.doubt(d, row, fmt.Sprintf("与第 %d 行（%s）像是同一个人，请核对。", found.person.row, found.person.member.Name), []*somebody{found.person})
	default:
		p.merge(d, row, found)
	}
}

// doubt leaves the row to a person, who chooses among those it may be. Rows
// that follow are compared with it all the same: they may be the person that
// it is.
func (p *planner) doubt(d *draft, row *model.ImportRow, why string, among []*somebody) {
	row.Fate, row.Reasons = model.RowDoubtful, []string{why}
	for _, s := range among {
		if s.member.ID != "" {
			row.Candidates = append(row.Candidates, s.member)
		}
	}
	p.people.addName(&somebody{member: complete(d), row: d.number})
}

// merge makes row the change of a known person.
func (p *planner) merge(d *draft, row *model.ImportRow, found finding) {
	merging := merging{member: found.person.member, draft: d}
	merging.merge()
	p.branches.move(row, &merging)
	if len(merging.changes) > 0 && found.unsure != "" {
		row.BranchName, row.GroupName, row.UnitName = "", "", ""
		p.doubt(d, row, found.unsure, []*somebody{found.person})
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
	sayState(row)
}

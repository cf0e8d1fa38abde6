package store

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// MemberOrder is what a list of members is ordered by; equals are ordered by
// pinyin, what is unknown comes last.
type MemberOrder string

// The orders.
const (
	ByPinyin    MemberOrder = ""        // the default
	ByStrokes   MemberOrder = "strokes" // 按姓氏笔画
	ByBirth     MemberOrder = "birth"
	ByJoined    MemberOrder = "joined"
	ByConfirmed MemberOrder = "confirmed"
	ByBranch    MemberOrder = "branch"
	ByCategory  MemberOrder = "category"
	ByStanding  MemberOrder = "standing"
	BySex       MemberOrder = "sex"
	ByEthnic    MemberOrder = "ethnic"
	ByEducation MemberOrder = "education"
	ByState     MemberOrder = "state"
	ByDegree    MemberOrder = "degree"
	ByPartyPost MemberOrder = "party-post"
	ByInService MemberOrder = "in-service" // those who report here first
	ByHostUnit  MemberOrder = "host-unit"
	ByStateDate MemberOrder = "state-date"
)

// MemberFilter says which members, in which order, and which page of them. A
// zero field does not restrict; Removed asks for those taken off the lists
// instead of the others.
type MemberFilter struct {
	Search    string // see query
	Branch    model.ID
	Category  string
	Tag       string
	State     model.MemberState
	Lacks     MemberLack // only those without it
	Has       MemberLack // only those with it
	InService bool       // only those who report from another unit (双报到)
	// AgeFrom and AgeTo are full years today, both included; 0 is no limit.
	// Whose year of birth is unknown is in no band.
	AgeFrom, AgeTo int
	// JoinedFrom and JoinedTo are days of joining, both included; zero is no
	// limit. A day known by its year alone counts as that whole year.
	JoinedFrom, JoinedTo model.Date
	Removed              bool
	// At leaves only those on the list of an activity, and AtPart of them those
	// who came or those who did not.
	At            model.ID
	AtPart        RollPart
	Team          model.ID // of volunteers, only those who are in it today
	Order         MemberOrder
	Descending    bool
	Offset, Limit int // Limit 0 means all
}

// RollPart is some of the people on a list; empty for all.
type RollPart string

// The values of RollPart.
const (
	Came   RollPart = "came"   // present, late, observers
	Missed RollPart = "missed" // on leave, absent, not marked
)

// MemberLack is something that a member's record may lack.
type MemberLack string

// What may be lacking; Duties counts both.
const (
	LacksBirthday MemberLack = "birthday"
	LacksPhone    MemberLack = "phone"
)

// MemberPage is one page of members.
type MemberPage struct {
	Members  []model.Member
	Branches map[model.ID]string // names of the members' branches, units and owners
	Total    int                 // members that match, on all pages
}

// Members returns a page of the members that match f.
func (s *Store) Members(ctx context.Context, f MemberFilter) (MemberPage, error) {
	const doing = "list members"
	// Whoever looks at the list will search or scroll next.
	s.people.start()
	page := MemberPage{Members: []model.Member{}, Branches: map[model.ID]string{}}
	take := func(r *memberRow) error {
		m, err := r.model()
		page.Members = append(page.Members, m)
		return err
	}
	var err error
	if s.indexed(ctx, f) && !s.people.ready() {
		page.Total, err = s.listed(ctx, f, take)
	} else {
		page.Total, err = s.found(ctx, f, take)
	}
	if err != nil {
		return MemberPage{}, explain(doing, err)
	}
	names, err := branchNames(s.read(ctx))
	if err != nil {
		return MemberPage{}, explain(doing, err)
	}
	for i := range page.Members {
		for _, id := range []model.ID{page.Members[i].Branch, page.Members[i].HostUnit, page.Members[i].Owner} {
			if id != "" {
				page.Branches[id] = names[id]
			}
		}
	}
	return page, nil
}

// EachMember calls visit for the members that match f, in its order, without
// holding them all; an error of visit ends it.
func (s *Store) EachMember(ctx context.Context, f MemberFilter, visit func(model.Member) error) error {
	const doing = "read the members"
	take := func(r *memberRow) error {
		m, err := r.model()
		if err != nil {
			return err
		}
		return visit(m)
	}
	var err error
	if s.indexed(ctx, f) {
		err = eachMember(s.inOrder(ctx, f), take)
	} else {
		_, err = s.found(ctx, f, take)
	}
	return explain(doing, err)
}

// EveryMember calls visit for all members on the lists, in order of pinyin.
func (s *Store) EveryMember(ctx context.Context, visit func(model.Member) error) error {
	return s.EachMember(ctx, MemberFilter{}, visit)
}

// indexed reports whether an index of the database serves f, so that nothing
// has to be read into memory first.
func (f MemberFilter) indexed() bool {
	plain := MemberFilter{State: f.State, Removed: f.Removed, Descending: f.Descending, Offset: f.Offset, Limit: f.Limit}
	if queryOf(f.Search).empty() {
		f.Search = ""
	}
	return f == plain
}

// indexed is f.indexed within the scope: no index serves one office's people
// alone.
func (s *Store) indexed(ctx context.Context, f MemberFilter) bool {
	return f.indexed() && s.reachOf(ctx).owner == ""
}

// listed visits a page of an indexed filter and counts all.
func (s *Store) listed(ctx context.Context, f MemberFilter, visit func(*memberRow) error) (int, error) {
	var total int64
	if err := s.matching(ctx, f).Count(&total).Error; err != nil {
		return 0, err
	}
	return int(total), eachMember(s.inOrder(ctx, f), visit)
}

func (s *Store) matching(ctx context.Context, f MemberFilter) *gorm.DB {
	tx := s.read(ctx).Model(&memberRow{}).Where("removed = ?", f.Removed)
	if f.State != "" {
		tx = tx.Where("state = ?", f.State)
	}
	return tx
}

func (s *Store) inOrder(ctx context.Context, f MemberFilter) *gorm.DB {
	tx := s.matching(ctx, f)
	if f.Descending {
		tx = tx.Order("pinyin DESC, id DESC")
	} else {
		tx = tx.Order("pinyin, id")
	}
	if f.Limit > 0 {
		tx = tx.Limit(f.Limit)
	}
	return tx.Offset(f.Offset)
}

// found visits a page of any filter and counts all, by the directory.
func (s *Store) found(ctx context.Context, f MemberFilter, visit func(*memberRow) error) (int, error) {
	ids, total, err := s.find(ctx, f)
	if err != nil {
		return 0, err
	}
	for part := range slices.Chunk(ids, chunk) {
		if err := membersByID(s.read(ctx), part, visit); err != nil {
			return 0, err
		}
	}
	return total, nil
}

// find returns f's page of those who match it and how many match in all.
func (s *Store) find(ctx context.Context, f MemberFilter) (ids []model.ID, total int, err error) {
	n, err := s.finding(ctx, f)
	if err != nil {
		return nil, 0, err
	}
	err = s.people.use(ctx, func(d *directory) error {
		ids, total, err = d.find(n)
		return err
	})
	return ids, total, err
}

// finding makes f ready for the directory.
func (s *Store) finding(ctx context.Context, f MemberFilter) (*finding, error) {
	var tree map[model.ID]organisationRow
	if f.Branch != "" || f.Order == ByBranch || f.Order == ByHostUnit {
		var rows []organisationRow
		if err := s.read(ctx).Select("id", "parent", "name").Find(&rows).Error; err != nil {
			return nil, err
		}
		tree = make(map[model.ID]organisationRow, len(rows))
		for _, r := range rows {
			tree[model.ID(r.ID)] = r
		}
	}
	n, err := f.finding(tree, s.Today())
	n.reach = s.reachOf(ctx)
	if err == nil && f.At != "" {
		n.among, err = s.onList(ctx, f.At, f.AtPart)
	}
	if err != nil || f.Team == "" {
		return n, err
	}
	team, err := s.inTeam(ctx, f.Team)
	if n.among != nil {
		maps.DeleteFunc(team, func(id model.ID, _ bool) bool { return !n.among[id] })
	}
	n.among = team
	return n, err
}

// onList are the members on an activity's list, or a part of them.
func (s *Store) onList(ctx context.Context, activity model.ID, part RollPart) (map[model.ID]bool, error) {
	tx := s.read(ctx).Model(&attendanceRow{}).Where("activity = ? AND removed = ? AND member IS NOT NULL", string(activity), false)
	switch part {
	case Came:
		tx = tx.Where("state IN ?", attended)
	case Missed:
		tx = tx.Where("state NOT IN ?", attended)
	}
	return membersOf(tx)
}

// inTeam are the members who are in a team.
func (s *Store) inTeam(ctx context.Context, team model.ID) (map[model.ID]bool, error) {
	return membersOf(s.read(ctx).Model(&teamMemberRow{}).Where("team = ? AND removed = ? AND left_on = ''", string(team), false))
}

// membersOf are the members that rows name.
func membersOf(tx *gorm.DB) (map[model.ID]bool, error) {
	var ids []model.ID
	if err := tx.Pluck("member", &ids).Error; err != nil {
		return nil, err
	}
	among := make(map[model.ID]bool, len(ids))
	for _, id := range ids {
		among[id] = true
	}
	return among, nil
}

// membersByID visits the members with the ids, at most a chunk, in that order.
func membersByID(tx *gorm.DB, ids []model.ID, visit func(*memberRow) error) error {
	rows := make(map[model.ID]memberRow, len(ids))
	err := eachMember(tx.Model(&memberRow{}).Where("id IN ?", ids), func(r *memberRow) error {
		rows[model.ID(r.ID)] = *r
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		if r, ok := rows[id]; ok {
			if err := visit(&r); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachMember runs a query on members and visits its rows one by one.
func eachMember(tx *gorm.DB, visit func(*memberRow) error) (err error) {
	rows, err := tx.Select(memberColumns).Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var r memberRow
	targets := r.targets()
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		if err := visit(&r); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readCards reads what the directory holds of every member.
func (s *Store) readCards(ctx context.Context) (cards []card, err error) {
	rows, err := s.read(everything(ctx)).Model(&memberRow{}).Select(cardColumns).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	// A few values repeat for everybody: one copy of each is kept.
	seen := map[string]string{}
	var r memberRow
	own, shared := r.cardTargets()
	texts := make([]sql.RawBytes, len(shared))
	targets := own
	for i := range texts {
		targets = append(targets, &texts[i])
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return nil, err
		}
		for i, to := range shared {
			switch to := to.(type) {
			case *string:
				*to = once(seen, texts[i])
			case *ref:
				*to = ref(once(seen, texts[i]))
			}
		}
		c, err := cardOf(&r)
		if err != nil {
			return nil, err
		}
		cards = append(cards, c)
	}
	return cards, rows.Err()
}

func once(seen map[string]string, text []byte) string {
	if known, ok := seen[string(text)]; ok {
		return known
	}
	seen[string(text)] = string(text)
	return string(text)
}

func branchNames(tx *gorm.DB) (map[model.ID]string, error) {
	var rows []organisationRow
	if err := tx.Select("id", "name").Find(&rows).Error; err != nil {
		return nil, err
	}
	names := make(map[model.ID]string, len(rows))
	for _, r := range rows {
		names[model.ID(r.ID)] = r.Name
	}
	return names, nil
}

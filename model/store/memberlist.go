package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"jishi/model"
)

// MemberList (名单) is a filter that was given a name, with its order and the
// columns that are shown.
type MemberList struct {
	model.Record
	Name    string
	Filter  MemberFilter // without a page
	Columns []string
}

type memberListRow struct {
	Record
	Name    string
	Filter  string
	Columns string
}

// TableName implements gorm's Tabler.
func (memberListRow) TableName() string { return "member_lists" }

// listFilter is a MemberFilter as it is stored.
type listFilter struct {
	Search     string            `json:"search,omitempty"`
	Branch     model.ID          `json:"branch,omitempty"`
	Category   string            `json:"category,omitempty"`
	Tag        string            `json:"tag,omitempty"`
	State      model.MemberState `json:"state,omitempty"`
	Lacks      MemberLack        `json:"lacks,omitempty"`
	Has        MemberLack        `json:"has,omitempty"`
	InService  bool              `json:"inService,omitempty"`
	AgeFrom    int               `json:"ageFrom,omitempty"`
	AgeTo      int               `json:"ageTo,omitempty"`
	JoinedFrom model.Date        `json:"joinedFrom"`
	JoinedTo   model.Date        `json:"joinedTo"`
	Removed    bool              `json:"removed,omitempty"`
	Order      MemberOrder       `json:"order,omitempty"`
	Descending bool              `json:"descending,omitempty"`
}

func (r memberListRow) model() (MemberList, error) {
	rec, err := r.Record.model()
	if err != nil {
		return MemberList{}, err
	}
	var f listFilter
	if err := json.Unmarshal([]byte(r.Filter), &f); err != nil {
		return MemberList{}, fmt.Errorf("read a saved list: %w", err)
	}
	list := MemberList{Record: rec, Name: r.Name, Columns: strings.Fields(r.Columns), Filter: MemberFilter{
		Search: f.Search, Branch: f.Branch, Category: f.Category, Tag: f.Tag, State: f.State, Lacks: f.Lacks, Has: f.Has, InService: f.InService,
		AgeFrom: f.AgeFrom, AgeTo: f.AgeTo, JoinedFrom: f.JoinedFrom, JoinedTo: f.JoinedTo,
		Removed: f.Removed, Order: f.Order, Descending: f.Descending,
	}}
	return list, nil
}

// MemberLists returns the saved lists in the order of their names.
func (s *Store) MemberLists(ctx context.Context) ([]MemberList, error) {
	const doing = "read the saved lists"
	var rows []memberListRow
	if err := s.read(ctx).Where("removed = ?", false).Order("name, id").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	lists, err := convert(rows, memberListRow.model)
	return lists, explain(doing, err)
}

// SaveMemberList adds a list, or changes the one with its ID. Two lists of one
// name are refused at "Name".
func (s *Store) SaveMemberList(ctx context.Context, l MemberList) (MemberList, error) {
	const doing = "save a list"
	l.Name = strings.TrimSpace(l.Name)
	if l.Name == "" {
		return l, explain(doing, &model.Error{Code: model.Invalid, Field: "Name", Message: "请给名单起个名字。"})
	}
	if err := model.CheckWord(l.Name); err != nil {
		return l, explain(doing, &model.Error{Code: model.Invalid, Field: "Name", Message: "名单的名字太长，最多 50 个字。"})
	}
	f := l.Filter
	text, err := json.Marshal(listFilter{
		Search: f.Search, Branch: f.Branch, Category: f.Category, Tag: f.Tag, State: f.State, Lacks: f.Lacks, Has: f.Has, InService: f.InService,
		AgeFrom: f.AgeFrom, AgeTo: f.AgeTo, JoinedFrom: f.JoinedFrom, JoinedTo: f.JoinedTo,
		Removed: f.Removed, Order: f.Order, Descending: f.Descending,
	})
	if err != nil {
		return l, explain(doing, err)
	}
	r := memberListRow{Record: recordOf(l.Record), Name: l.Name, Filter: string(text), Columns: strings.Join(l.Columns, " ")}
	err = s.write(ctx, doing, func(c *change) error {
		var same int64
		if err := c.mine().Model(&memberListRow{}).Where("name = ? AND id <> ? AND removed = ?", r.Name, r.ID, false).Count(&same).Error; err != nil {
			return err
		}
		if same > 0 {
			return &model.Error{Code: model.Invalid, Field: "Name", Message: "已经有叫“" + r.Name + "”的名单了，请换个名字。"}
		}
		return c.put(&r)
	})
	if err != nil {
		return l, err
	}
	saved, err := r.model()
	return saved, explain(doing, err)
}

// RemoveMemberList takes a list away; the people in it stay as they are.
func (s *Store) RemoveMemberList(ctx context.Context, id model.ID) error {
	return s.write(ctx, "remove a list", func(c *change) error {
		return c.Model(&memberListRow{}).Where("id = ? AND removed = ?", string(id), false).
			Updates(map[string]any{"removed": true, "rev": nextRev, "updated_at": c.at}).Error
	})
}

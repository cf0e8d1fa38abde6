package store

import (
	"context"
	"database/sql"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// Departure is a member about to go to another centre. It is a Store that sends
// this one person, in place of everything there is, and marks the person as
// moved in the moment in which the package is written and verified.
type Departure struct {
	*Store
	// Handing is what goes along; of a mere receipt nobody.
	Handing model.Handing
	to      model.KnownOffice
	day     model.Date
	rev     int // of the member, as it goes
}

// Departing prepares that a member goes to another centre on a day. Nothing is
// changed before the package is written.
func (s *Store) Departing(ctx context.Context, member model.ID, to model.KnownOffice, day model.Date) (*Departure, error) {
	const doing = "prepare a handover"
	if err := s.betweenCentres(to); err != nil {
		return nil, explain(doing, err)
	}
	switch {
	case !day.Full():
		return nil, explain(doing, &model.Error{Code: model.Invalid, Field: "Day", Message: "请填写转出日期。"})
	case s.Today().Before(day):
		return nil, explain(doing, &model.Error{Code: model.Invalid, Field: "Day", Message: "转出日期不能晚于今天。"})
	}
	p, err := s.Profile(ctx, member)
	if err != nil {
		return nil, explain(doing, err)
	}
	m := p.Member
	switch {
	case !s.Owns(m.Owner):
		return nil, explain(doing, &model.Error{Code: model.Refused, Message: "“" + m.Name + "”是别的中心的，只有它能办转出。"})
	case m.Removed:
		return nil, explain(doing, &model.Error{Code: model.Refused, Message: "“" + m.Name + "”在回收站里，请先恢复再办转出。"})
	case m.State != model.Active:
		return nil, explain(doing, &model.Error{Code: model.Refused, Message: "“" + m.Name + "”" + m.State.Chinese() + "，不能再办转出。"})
	}
	d := &Departure{Store: s, to: to, day: day, rev: m.Rev}
	if d.Handing, err = s.handing(ctx, p); err != nil {
		return nil, explain(doing, err)
	}
	d.Handing.Member.State, d.Handing.Member.StateDate, d.Handing.Member.StateReason = model.Moved, day, to.Name
	return d, nil
}

// Acknowledging prepares a package to another centre that carries nobody and
// tells which of its handover packages came.
func (s *Store) Acknowledging(to model.KnownOffice) (*Departure, error) {
	return &Departure{Store: s, to: to}, explain("prepare a receipt", s.betweenCentres(to))
}

// betweenCentres refuses handovers that are not from one centre to another.
func (s *Store) betweenCentres(to model.KnownOffice) error {
	switch self := s.office.Load(); {
	case self.id == "" || self.receives:
		return &model.Error{Code: model.Refused, Message: "只有中心能把人员转给另一个中心。"}
	case to.Kind != model.CentreOf:
		return &model.Error{Code: model.Refused, Message: "“" + to.Name + "”不是中心，人员只能转给另一个中心。"}
	case to.ID == self.id:
		return &model.Error{Code: model.Refused, Message: "这是本中心自己，不用转。"}
	case to.Approved.IsZero():
		return unknownOffice()
	}
	return nil
}

// BeginPackage takes the next number, of handovers to this one centre alone.
func (d *Departure) BeginPackage(ctx context.Context, _ model.PackageKind, _ model.ID, after map[model.ID]int) (model.Package, error) {
	return d.Store.BeginPackage(ctx, model.HandoverPackage, d.to.ID, after)
}

// ConfirmedFiles is empty: the photo goes along each time.
func (d *Departure) ConfirmedFiles(context.Context, model.ID) (map[string]bool, error) {
	return map[string]bool{}, nil
}

// Snapshot runs work on the person, as Departing found the records.
func (d *Departure) Snapshot(ctx context.Context, of model.Contents, work func(model.Snapshot) error) error {
	const doing = "read what goes along"
	err := d.read(everything(ctx)).Transaction(func(tx *gorm.DB) error {
		tables, err := carriedTables(tx, of.Kind)
		if err != nil {
			return err
		}
		h := &handingSnapshot{snapshot{tx: tx, dir: d.dir, of: of, tables: tables, names: map[string]bool{}}, d}
		return work(h)
	}, &sql.TxOptions{ReadOnly: true})
	return explain(doing, err)
}

// handingSnapshot has the rows of one person in place of all.
type handingSnapshot struct {
	snapshot
	of *Departure
}

// Rows implements model.Snapshot.
func (h *handingSnapshot) Rows(t model.Table, each func(line []byte) error) error {
	if h.of.Handing.Member.ID == "" { // a receipt
		return nil
	}
	w := newLineWriter(&h.snapshot, t)
	write := func(values []any, err error) error {
		if err != nil {
			return err
		}
		return w.write(storedRow{apart: values}, each)
	}
	if t.Name == (memberRow{}).TableName() {
		r, err := memberOf(h.of.Handing.Member)
		if err != nil {
			return err
		}
		return write(valuesOf(t, &r))
	}
	for _, e := range h.of.Handing.Events {
		r := pastEventOf(e)
		if err := write(valuesOf(t, &r)); err != nil {
			return err
		}
	}
	return nil
}

// FinishPackage notes what became of the package and, where it is written, that
// the member went.
func (d *Departure) FinishPackage(ctx context.Context, p model.Package) error {
	if p.State != model.PackageWritten || d.Handing.Member.ID == "" {
		return d.Store.FinishPackage(ctx, p)
	}
	const doing = "hand a member over"
	pack, err := packageOf(p)
	if err != nil {
		return explain(doing, err)
	}
	return d.write(ctx, doing, func(c *change) error {
		r, err := c.unchanged(d.Handing.Member.ID, d.rev)
		if model.CodeOf(err) == model.Conflict {
			return &model.Error{Code: model.Conflict, Message: "“" + r.Name + "”的资料刚才被改动过，没有转出。请重新办理。", Err: err}
		}
		if err != nil {
			return err
		}
		before, err := r.model()
		if err != nil {
			return err
		}
		if err := c.put(&pack); err != nil {
			return err
		}
		r.State, r.StateDate, r.StateReason = string(model.Moved), d.day.String(), d.to.Name
		if err := c.put(&r); err != nil {
			return err
		}
		h := handoverRow{
			Member: r.ID, Way: string(model.HandedOver), Office: string(d.to.ID), OfficeName: d.to.Name, Day: d.day.String(), Package: string(p.Package),
		}
		if err := c.put(&h); err != nil {
			return err
		}
		return c.memberChanged(&r, "hand over", &before)
	})
}

// handing is what goes along with a member: the record without what is the old
// centre's own, and the past in words.
func (s *Store) handing(ctx context.Context, p model.Profile) (model.Handing, error) {
	self, err := s.Self(ctx)
	if err != nil {
		return model.Handing{}, err
	}
	m := p.Member
	m.Branch, m.HostUnit, m.InService, m.PartyPost, m.VolunteerNumber = "", "", false, "", ""
	h := model.Handing{Member: m}
	past := pastOf{s: s, centre: self.Name, today: s.Today(), member: p.Member.ID, record: p.Member.Record}
	past.register(p)
	past.attended(p.History)
	past.given(p)
	if err := past.served(ctx); err != nil {
		return h, err
	}
	h.Events = append(past.events, p.Past...)
	return h, nil
}

// pastOf gathers what somebody did and was given at this centre.
type pastOf struct {
	s      *Store
	centre string
	today  model.Date
	member model.ID
	record model.Record
	events []model.PastEvent
}

func (o *pastOf) add(e model.PastEvent) {
	e.Record = o.record
	e.ID, e.Rev = o.s.options.NewID(), 1
	e.Member, e.Centre = o.member, o.centre
	o.events = append(o.events, e)
}

// words joins what there is of parts.
func words(parts ...string) string {
	var list []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, "，")
}

// register notes where in the old centre the person was.
func (o *pastOf) register(p model.Profile) {
	m := p.Member
	for _, fact := range []struct{ label, value string }{
		{"所在支部", p.Names[m.Branch]}, {"党内职务", m.PartyPost}, {"双报到单位", p.Names[m.HostUnit]}, {"志愿者编号", m.VolunteerNumber},
	} {
		if fact.value != "" {
			o.add(model.PastEvent{Kind: model.PastRegister, Day: o.today, Title: fact.label + "：" + fact.value})
		}
	}
}

// attended notes the activities until today.
func (o *pastOf) attended(history []model.Participation) {
	for _, h := range history {
		day := model.DateOf(h.Start)
		if o.today.Before(day) {
			continue // whether the person comes is not known
		}
		e := model.PastEvent{Kind: model.PastActivity, Day: day, Title: h.Title, Minutes: h.Minutes, Detail: words(model.KindOf(h.Kind).Name, h.Place, h.State.Chinese(), h.Reason)}
		if h.Kind == model.Volunteering && h.Confirmed {
			e.Kind = model.PastService
		}
		o.add(e)
	}
}

// given notes certificates, honours and greetings.
func (o *pastOf) given(p model.Profile) {
	for _, k := range p.Certificates {
		e := model.PastEvent{Kind: model.PastCertificate, Day: k.Issued, Title: words(k.Kind.Chinese()+"证书", k.Title), Number: k.Number, Minutes: k.Minutes}
		if k.Kind == model.ServiceProof {
			e.Title = "志愿服务记录证明"
		}
		if k.Void {
			e.Detail = words("已作废", k.VoidReason)
		}
		o.add(e)
	}
	for _, h := range p.Honours {
		o.add(model.PastEvent{Kind: model.PastHonour, Day: h.Given, Title: h.Title, Detail: words(h.Level, h.Giver)})
	}
	for _, g := range p.Greetings {
		title := "生日"
		if g.Kind == model.PoliticalAnniversary {
			title = "政治生日"
		}
		o.add(model.PastEvent{Kind: model.PastGreeting, Day: g.Date, Title: title, Detail: words(g.Way.Chinese(), g.Note)})
	}
}

// served notes the teams that the person was in and reviews of the service.
func (o *pastOf) served(ctx context.Context) error {
	var teams []struct{ Name, Joined, LeftOn string }
	err := o.s.read(ctx).Model(&teamMemberRow{}).Select("teams.name, team_members.joined, team_members.left_on").
		Joins("JOIN teams ON teams.id = team_members.team").
		Where("team_members.member = ? AND team_members.removed = ?", string(o.member), false).
		Order("team_members.joined, team_members.id").Scan(&teams).Error
	if err != nil {
		return err
	}
	for _, t := range teams {
		day, err := dayOf(t.Joined)
		if err != nil {
			return err
		}
		e := model.PastEvent{Kind: model.PastTeam, Day: day, Title: t.Name}
		if t.LeftOn != "" {
			e.Detail = t.LeftOn + " 离队"
		}
		o.add(e)
	}
	reviews, err := o.s.serviceReviews(ctx, o.member)
	for _, v := range reviews {
		o.add(model.PastEvent{Kind: model.PastReview, Day: v.Given, Title: "服务评议：" + v.Grade, Detail: v.Words})
	}
	return err
}

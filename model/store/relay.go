package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

// A street passes the records of its centres on to the district with its own.
// The district holds each centre by one street alone: which, the first package
// says, and where a second street sends the centre too, a person.

// relayRow is a centre with the street that passes its records on.
type relayRow struct {
	Centre, Street string
	Sequence       int
	Received       string
	Decided        bool
}

// TableName implements gorm's Tabler.
func (relayRow) TableName() string { return "relays" }

func (r relayRow) model() (model.RelayedCentre, error) {
	c := model.RelayedCentre{
		Relay: model.Relay{Centre: model.ID(r.Centre), Sequence: r.Sequence}, Street: model.ID(r.Street), Decided: r.Decided,
	}
	var err error
	c.Received, err = timeOrNone(r.Received)
	return c, err
}

// RelayedCentres returns, at a district, the centres that streets pass on.
func (s *Store) RelayedCentres(ctx context.Context) ([]model.RelayedCentre, error) {
	const doing = "list the centres of the streets"
	var rows []relayRow
	if err := s.read(ctx).Order("street, centre").Find(&rows).Error; err != nil {
		return nil, explain(doing, err)
	}
	list, err := convert(rows, relayRow.model)
	return list, explain(doing, err)
}

// passedOn are the centres whose rows a street passes on to the district; of
// any other office none.
func passedOn(tx *gorm.DB, self model.ID) ([]model.Relay, error) {
	var own []model.OrganisationKind
	if err := tx.Model(&organisationRow{}).Where("id = ?", string(self)).Pluck("kind", &own).Error; err != nil {
		return nil, err
	}
	if len(own) == 0 || own[0] != model.Street {
		return nil, nil
	}
	var rows []relayRow
	err := tx.Model(&organisationRow{}).Joins("LEFT JOIN offices ON offices.id = organisations.id").
		Where("organisations.owner = organisations.id AND organisations.id <> ? AND organisations.kind = ?", string(self), model.CentreOf).
		Select("organisations.id AS centre, COALESCE(offices.last_sequence, 0) AS sequence, COALESCE(offices.last_received, '') AS received").
		Order("organisations.id").Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	return convert(rows, func(r relayRow) (model.Relay, error) {
		c, err := r.model()
		return c.Relay, err
	})
}

// claim finds whose rows of the package are taken in: the sender's, and those
// of the centres that it vouches for and no other street has.
func (r *reception) claim() error {
	r.mine = map[string]bool{string(r.pack.Office): true}
	var there []relayRow
	if err := r.tx.Find(&there).Error; err != nil {
		return err
	}
	by := make(map[string]relayRow, len(there))
	for _, c := range there {
		by[c.Centre] = c
		if c.Street == r.office.ID {
			r.mine[c.Centre] = true
		}
	}
	if r.repeated || r.older || r.pack.Kind != model.ReportPackage {
		return nil
	}
	if c, ok := by[r.office.ID]; ok && c.Street != r.office.ID {
		street, err := r.called(c.Street, "")
		return refuseClaim(err, fmt.Sprintf("“%s”的记录由“%s”转报，它直接来的包没有导入。", r.office.Name, street))
	}
	if err := r.nameCentres(); err != nil {
		return err
	}
	for _, relay := range r.parcel.Relays() {
		if err := r.claimCentre(relay, by[string(relay.Centre)], r.named[string(relay.Centre)]); err != nil {
			return err
		}
	}
	return r.nameGone()
}

// claimCentre takes a centre that the sender vouches for, or leaves it out.
func (r *reception) claimCentre(relay model.Relay, has relayRow, name string) error {
	id := string(relay.Centre)
	var known []officeRow
	if err := r.tx.Where("id = ? AND removed = ?", id, false).Find(&known).Error; err != nil {
		return err
	}
	switch {
	case name == "" || relay.Centre == r.self || len(known) > 0 && known[0].Kind != string(model.CentreOf):
		return &model.Error{
			Code: model.Refused, Err: fmt.Errorf("%s is no centre of %s", id, r.office.ID),
			Message: "这个包里有不是“" + r.office.Name + "”下属中心的记录，没有导入。",
		}
	case has.Street == "" && len(known) > 0 && known[0].LastSequence > 0:
		has.Street = id // it reports here itself
	}
	if has.Street == "" || has.Street == r.office.ID {
		r.mine[id] = true
		r.relays = append(r.relays, relay)
		return nil
	}
	street, err := r.called(has.Street, name)
	if err != nil {
		return err
	}
	if has.Decided {
		if r.left == nil {
			r.left = map[string]string{}
		}
		r.left[id] = has.Street
		r.leftOut = append(r.leftOut, fmt.Sprintf("%s（归%s）", name, street))
		return nil
	}
	return refuseClaim(nil, fmt.Sprintf("“%s”的包里有“%s”的记录，可这里已有它由“%s”报来的记录，没有导入。请问清楚这个中心归谁，在“单位与密钥”里定下归属后再收。",
		r.office.Name, name, street))
}

func refuseClaim(cause error, sentence string) error {
	if cause != nil {
		return cause
	}
	return &model.Error{Code: model.Refused, Message: sentence}
}

// called is what an office is called here; other where it is unknown.
func (r *reception) called(id, other string) (string, error) {
	var names []string
	err := r.tx.Model(&officeRow{}).Where("id = ?", id).Pluck("name", &names).Error
	return strings.Join(append(names, other)[:1], ""), err
}

// nameCentres notes what the centres in the package are called.
func (r *reception) nameCentres() error {
	r.named = map[string]string{}
	if len(r.parcel.Relays()) == 0 {
		return nil
	}
	for _, t := range r.tables {
		if t.Name != (organisationRow{}).TableName() {
			continue
		}
		id, owner, kind, name := t.Position("id"), t.Position("owner"), t.Position("kind"), t.Position("name")
		err := r.parcel.Rows(t, func(values []any) error {
			if values[id] == values[owner] && values[kind] == string(model.CentreOf) {
				r.named[textOf(values[id])] = textOf(values[name])
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// nameGone notes what the centres are called that the sender passed on before
// and no longer does.
func (r *reception) nameGone() error {
	var gone []string
	for id := range r.mine {
		if r.named[id] == "" && id != r.office.ID {
			gone = append(gone, id)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	var rows []organisationRow
	err := r.tx.Select("id", "name").Where("id IN ?", gone).Find(&rows).Error
	for _, o := range rows {
		r.named[o.ID] = o.Name
	}
	return err
}

// rows are the rows of the package. Of centres that are left out there are
// those alone that other rows name and that are not here, marked as removed.
func (r *reception) rows(t model.Table, each func(values []any) error) error {
	if len(r.left) == 0 {
		return r.parcel.Rows(t, each)
	}
	id, owner, removed := t.Position("id"), t.Position("owner"), t.Position("removed")
	return r.parcel.Rows(t, func(values []any) error {
		if r.left[textOf(values[owner])] == "" {
			return each(values)
		}
		if !r.lent.has(t.Name, textOf(values[id])) {
			return nil
		}
		marked := slices.Clone(values)
		marked[removed] = int64(1)
		return each(marked)
	})
}

// owners are those whose rows the sender's packages bring.
func (r *reception) owners() []string {
	list := make([]string, 0, len(r.mine))
	for id := range r.mine {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}

// relaysOf are the centres that a street passes on.
func relaysOf(tx *gorm.DB, street string) ([]relayRow, error) {
	var rows []relayRow
	err := tx.Where("street = ?", street).Order("centre").Find(&rows).Error
	return rows, err
}

// setRelays notes which centres the street passes on now. What somebody decided
// stays decided.
func (c *change) setRelays(street string, rows []relayRow) error {
	if err := c.Where("street = ? AND decided = ?", street, false).Delete(&relayRow{}).Error; err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	return c.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "centre"}}, DoUpdates: clause.AssignmentColumns([]string{"sequence", "received"}),
	}).CreateInBatches(&rows, together).Error
}

// takeRelays notes the centres that a package brought.
func (c *change) takeRelays(r *reception) error {
	rows := make([]relayRow, len(r.relays))
	for i, relay := range r.relays {
		rows[i] = relayRow{Centre: string(relay.Centre), Street: r.office.ID, Sequence: relay.Sequence}
		if !relay.Received.IsZero() {
			rows[i].Received = timeText(relay.Received)
		}
	}
	before, err := relaysOf(c.DB, r.office.ID)
	if err != nil {
		return err
	}
	return c.setRelays(r.office.ID, stillHeld(rows, before, r.stay))
}

// stillHeld adds to the centres that a street passes on those that it no longer
// does, but of which rows stay since others name them: whose they are has to be
// known when another street passes such a centre on.
func stillHeld(passed, before []relayRow, stay idSets) []relayRow {
	for _, relay := range before {
		again := slices.ContainsFunc(passed, func(p relayRow) bool { return p.Centre == relay.Centre })
		if !again && stay.has((organisationRow{}).TableName(), relay.Centre) {
			passed = append(passed, relayRow{Centre: relay.Centre, Street: relay.Street})
		}
	}
	return passed
}

// noteRelays keeps which centres the street passed on before.
func (k *keeper) noteRelays(street string) error {
	before, err := relaysOf(k.c.DB, street)
	if err != nil || len(before) == 0 {
		return err
	}
	text, err := json.Marshal(before)
	if err != nil {
		return fmt.Errorf("note the centres of a street: %w", err)
	}
	return k.add(packageChangeRow{OfTable: (relayRow{}).TableName(), Was: string(text)})
}

// takeBackRelays lets a street pass on again what it did before. A centre that
// came by another street since stays there: then nothing is taken back.
func (c *change) takeBackRelays(office *officeRow, changes []packageChangeRow, now []relayRow, stay idSets) error {
	var before []relayRow
	for _, ch := range changes {
		if ch.OfTable != (relayRow{}).TableName() {
			continue
		}
		if err := json.Unmarshal([]byte(ch.Was), &before); err != nil {
			return fmt.Errorf("read the centres of a street: %w", err)
		}
	}
	centres := make([]string, len(before))
	for i, b := range before {
		centres[i] = b.Centre
	}
	var elsewhere int64
	err := c.Model(&relayRow{}).Where("centre IN ? AND street <> ?", centres, office.ID).Count(&elsewhere).Error
	if err != nil {
		return err
	}
	if elsewhere > 0 {
		return &model.Error{Code: model.Refused, Message: "“" + office.Name + "”原来的中心有的已由别的街道报来，这个包不能撤销。"}
	}
	return c.setRelays(office.ID, stillHeld(before, now, stay))
}

package sample

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"jishi/model"
)

// streetsFolder is where, within the sample district's folder, the data of its
// streets lie.
const streetsFolder = "街道"

// District is the sample district. The place is real, the office's data are not.
var District = model.Centre{Kind: model.District, Name: "郑州市二七区", Code: "410103"}

// districtStreets are the streets of the sample district, each with some of
// smallCentres.
var districtStreets = []struct {
	office  model.Centre
	centres []int
}{
	{Street, []int{0, 1, 3}},
	{model.Centre{Kind: model.Street, Name: "建中街街道", Code: "410103005", District: "郑州市二七区"}, []int{4, 5}},
}

// MadeDistrict says what MakeDistrict made.
type MadeDistrict struct {
	MadeStreet
	Streets int `json:"streets"`
}

// MakeDistrict builds the sample district in dir as it would stand on day: two
// streets with a few centres each, which report to their street, whose package
// the district received. A folder is treated as MakeStreet does.
func MakeDistrict(ctx context.Context, dir string, day model.Date) (made MadeDistrict, err error) {
	if err := prepareOffices(dir); err != nil {
		return made, err
	}
	district, err := openPost(ctx, dir, day, District)
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, district.store.Close()) }()
	made = MadeDistrict{MadeStreet: MadeStreet{Dir: dir, Date: day.String(), Warnings: []string{}}}
	for _, street := range districtStreets {
		sub, err := district.street(street.office, street.centres)
		if err != nil {
			return made, fmt.Errorf("make %s: %w", street.office.Name, err)
		}
		made.Streets++
		made.Received++
		made.Centres += sub.Centres
		made.Members += sub.Members
		made.Activities += sub.Activities
		made.Attendances += sub.Attendances
	}
	err = district.overviews()
	made.Files, made.Warnings = district.made.Files, append(made.Warnings, district.made.Warnings...)
	return made, err
}

// street makes a street with its centres, which reports to the district.
func (p *post) street(office model.Centre, centres []int) (made MadeStreet, err error) {
	s, err := newStreetSample(p, filepath.Join(p.made.Dir, streetsFolder, office.Name), p.day, office, centres)
	if err != nil {
		return made, err
	}
	defer func() { err = errors.Join(err, s.street.store.Close()) }()
	if err := errors.Join(p.store.Approve(p, s.street.self), s.street.store.Approve(s.street, p.self)); err != nil {
		return made, err
	}
	if err := s.fill(); err != nil {
		return s.made, err
	}
	return s.made, s.street.sendTo(p, model.ReportPackage, 0, s.stick())
}

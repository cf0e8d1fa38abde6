package command

import (
	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// teamOrStation finds the team or station meant by job's ID: the record's own,
// a team's name, a station's name or code.
func teamOrStation(s *session, st *store.Store, job printing.Job) (model.ID, error) {
	meant := string(job.ID)
	if job.Kind == printing.Team {
		list, err := st.Teams(s, store.TeamFilter{Ended: true})
		if err != nil {
			return "", err
		}
		for _, t := range list {
			if string(t.ID) == meant || t.Name == meant {
				return t.ID, nil
			}
		}
		return "", &model.Error{Code: model.NotFound, Message: "没有这支服务队：" + meant}
	}
	list, err := st.Stations(s, store.StationFilter{Closed: true})
	if err != nil {
		return "", err
	}
	for _, one := range list {
		if string(one.ID) == meant || one.Name == meant || one.Code == meant {
			return one.ID, nil
		}
	}
	return "", &model.Error{Code: model.NotFound, Message: "没有这个服务站：" + meant}
}

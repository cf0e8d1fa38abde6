package command

import (
	"slices"

	"jishi/model"
	"jishi/model/store"
	"jishi/ui/printing"
)

// honour completes the job of certificates of honours: those meant by --id, or
// of the whole year. Those that are due are entered in the register, in the
// style asked for, else in the centre's; a proof enters none.
func (c *printCommand) honour(s *session, st *store.Store, job printing.Job) (printing.Job, error) {
	style, err := st.HonourStyle(s)
	if err != nil {
		return job, err
	}
	if c.Design > 0 {
		style.Design = c.Design
	}
	if c.Words != "" {
		style.Wording = c.Words
	}
	register, err := st.Certificates(s, store.CertificateFilter{Kind: model.HonourAward})
	if err != nil {
		return job, err
	}
	if slices.ContainsFunc(register, func(one model.Certificate) bool { return one.ID == c.ID }) {
		return job, nil // printed again, or refused where it is void
	}
	honours, err := c.honours(s, st, job.Month.Year)
	if err != nil {
		return job, err
	}
	job.ID = ""
	if job.Kind == printing.HonourProof {
		job.IDs, job.Style = honours, style
		return job, nil
	}
	job.Style.Design = c.Design
	if _, err := st.IssueHonours(s, honours, style); err != nil {
		return job, err
	}
	if register, err = st.Certificates(s, store.CertificateFilter{Kind: model.HonourAward}); err != nil {
		return job, err
	}
	for _, one := range register {
		if !one.Void && slices.Contains(honours, one.Honour) {
			job.IDs = append(job.IDs, one.ID)
		}
	}
	return job, nil
}

// honours are those meant by --id, an honour's own or that of a member, else
// all of a year.
func (c *printCommand) honours(s *session, st *store.Store, year int) ([]model.ID, error) {
	var filter store.HonourFilter
	if c.ID == "" {
		filter.From, filter.To = model.EachYear.Days(year, 0)
	}
	list, err := st.HonourList(s, filter)
	var ids []model.ID
	for _, h := range list {
		if c.ID == "" || h.ID == c.ID || h.Member == c.ID {
			ids = append(ids, h.ID)
		}
	}
	if err == nil && len(ids) == 0 {
		err = &model.Error{Code: model.NotFound, Message: "没有登记过这项荣誉，请先在“志愿服务”的“荣誉”里登记。"}
	}
	return ids, err
}

package printing

import (
	"context"
	"fmt"
	"io"

	"jishi/model"
	"jishi/report"
)

// loadService loads the forms of volunteer service.
func loadService(ctx context.Context, st Store, job Job) (form, error) {
	switch job.Kind {
	case ServiceRecord:
		r, err := st.ServiceRecord(ctx, job.ID)
		return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
			return report.ServiceRecord(w, r, job.Full, o)
		}}, err
	case PublicNotice:
		n, err := st.Notice(ctx, job.ID)
		return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.Notice(w, n, o) }}, err
	}
	proofs, err := st.Proofs(ctx, proofIDs(job))
	f := form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.Proofs(w, proofs, o) }}
	for _, p := range proofs {
		f.certificates = append(f.certificates, p.ID)
	}
	return f, err
}

// proofIDs are the certificates of job.
func proofIDs(job Job) []model.ID {
	if job.ID == "" {
		return job.IDs
	}
	return append([]model.ID{job.ID}, job.IDs...)
}

// serviceName names the file of a form of volunteer service.
func serviceName(ctx context.Context, st Store, job Job) (string, error) {
	switch job.Kind {
	case ServiceRecord:
		r, err := st.ServiceRecord(ctx, job.ID)
		return "志愿服务记录 " + safe(r.Member.Name) + " " + st.Today().String(), err
	case PublicNotice:
		n, err := st.Notice(ctx, job.ID)
		return fmt.Sprintf("公示 志愿服务时长 %s至%s", n.Starts, n.Ends), err
	}
	proofs, err := st.Proofs(ctx, proofIDs(job))
	if err != nil || len(proofs) != 1 {
		return fmt.Sprintf("志愿服务记录证明 %s %d份", st.Today(), len(proofs)), err
	}
	return "志愿服务记录证明 " + safe(proofs[0].Name) + " " + safe(proofs[0].Number), nil
}

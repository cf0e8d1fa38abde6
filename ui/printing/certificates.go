package printing

import (
	"context"
	"io"
	"slices"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
)

func loadCertificates(ctx context.Context, st Store, job Job) (form, error) {
	certificates, err := wanted(ctx, st, job)
	if err != nil {
		return form{}, err
	}
	f := form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		if job.Kind == Completion {
			return report.Completions(w, certificates, o)
		}
		return report.VolunteerCertificates(w, certificates, o)
	}}
	for i, c := range certificates {
		f.certificates = append(f.certificates, c.ID)
		if job.Style.Design > 0 {
			certificates[i].Design = job.Style.Design
		}
	}
	return f, nil
}

// wanted are the certificates of job: all valid ones of a programme, or the
// volunteer certificates named, void ones too, which report refuses.
func wanted(ctx context.Context, st Store, job Job) ([]model.Certificate, error) {
	if job.Kind == Completion {
		all, err := st.Certificates(ctx, store.CertificateFilter{Kind: model.Completion, Programme: job.ID})
		return slices.DeleteFunc(all, func(c model.Certificate) bool {
			return c.Void || len(job.IDs) > 0 && !slices.Contains(job.IDs, c.ID)
		}), err
	}
	all, err := st.Certificates(ctx, store.CertificateFilter{Kind: model.VolunteerHours})
	return slices.DeleteFunc(all, func(c model.Certificate) bool {
		return c.ID != job.ID && !slices.Contains(job.IDs, c.ID)
	}), err
}

// loadProof loads what would be issued in the job's style; where nothing is
// due, what was issued as the style would have it.
func loadProof(ctx context.Context, st Store, job Job) (form, error) {
	list, err := st.DueCompletions(ctx, job.ID, job.Style)
	if err != nil {
		return form{}, err
	}
	if len(list) == 0 {
		if list, err = wanted(ctx, st, Job{Kind: Completion, ID: job.ID}); err != nil {
			return form{}, err
		}
		if err := restyle(ctx, st, list, job.Style); err != nil {
			return form{}, err
		}
	}
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) {
		return report.CompletionProofs(w, list, o)
	}}, nil
}

// restyle lets issued certificates look and say what a style would have them.
func restyle(ctx context.Context, st Store, list []model.Certificate, style model.CertificateStyle) error {
	centre, err := st.Centre(ctx)
	style = style.Tidy()
	for i, c := range list {
		list[i].Design, list[i].Wording, list[i].Prints = style.Design, style.Say(c, centre.Name), 0
	}
	return err
}

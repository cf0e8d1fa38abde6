package printing

import (
	"context"
	"fmt"
	"io"
	"slices"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/report"
)

// loadExchange loads the forms that go with packages and keys.
func loadExchange(ctx context.Context, st Store, job Job) (form, error) {
	if job.Kind == RecoverySheet {
		return loadRecovery(ctx, st)
	}
	slip, err := slipOf(ctx, st, job.ID)
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.HandoverSlip(w, slip, o) }}, err
}

// slipOf finds a package and the offices that it goes between.
func slipOf(ctx context.Context, st Store, id model.ID) (report.Slip, error) {
	packages, err := st.Packages(ctx, store.PackageFilter{})
	if err != nil {
		return report.Slip{}, err
	}
	at := slices.IndexFunc(packages, func(p model.Package) bool { return p.ID == id || p.Package == id })
	if at < 0 {
		return report.Slip{}, &model.Error{Code: model.NotFound, Message: "没有这个包的记录。"}
	}
	self, err := st.Self(ctx)
	if err != nil {
		return report.Slip{}, err
	}
	offices, err := st.Offices(ctx)
	if err != nil {
		return report.Slip{}, err
	}
	s := report.Slip{Package: packages[at], From: self.Name}
	for _, o := range offices {
		if o.ID == s.Package.Office {
			s.To = o.Name
		}
	}
	if !s.Package.Sent {
		s.From, s.To = s.To, s.From
	}
	return s, nil
}

func loadRecovery(ctx context.Context, st Store) (form, error) {
	self, err := st.Self(ctx)
	if err != nil {
		return form{}, err
	}
	keys, err := keyring.Open(ctx, st)
	if err != nil {
		return form{}, err
	}
	r := report.Recovery{Office: self, Made: st.Today(), Fingerprint: keys.Public(self).Fingerprint()}
	r.Text = string(keys.Recovery(self, st.Today().Time()))
	r.Identity, r.Seed, r.Key = keys.Spelled()
	return form{draw: func(w io.Writer, o report.Options) (report.Sheet, error) { return report.RecoverySheet(w, r, o) }}, nil
}

// exchangeName names the file of a form that goes with packages.
func exchangeName(ctx context.Context, st Store, job Job) (string, error) {
	if job.Kind == RecoverySheet {
		return "密钥恢复单 " + st.Today().String(), nil
	}
	slip, err := slipOf(ctx, st, job.ID)
	return fmt.Sprintf("核对单 %s 第%d号 %s", safe(slip.From), slip.Package.Sequence, model.DateOf(slip.Package.Made)), err
}

// OfficeFileName proposes a name for an office's public file.
func OfficeFileName(o model.Office) string {
	return "单位文件 " + safe(o.Name) + keyring.PublicExtension
}

package command

import (
	"slices"

	"jishi/model"
	"jishi/model/store"
)

// proofOf finds the proof of service meant by id: the certificate itself, or
// the latest valid one of a member. None is issued here: a proof follows from a
// public notice.
func proofOf(s *session, st *store.Store, id model.ID) (model.ID, error) {
	all, err := st.Certificates(s, store.CertificateFilter{Kind: model.ServiceProof})
	if err != nil {
		return "", err
	}
	for _, c := range slices.Backward(all) {
		if c.ID == id || c.Member == id && !c.Void {
			return c.ID, nil
		}
	}
	return "", &model.Error{Code: model.NotFound, Message: "这个人还没有志愿服务记录证明，请先公示，公示结束后在窗口里出具。"}
}

// noticeOf is the public notice id, or the latest one that counts.
func noticeOf(s *session, st *store.Store, id model.ID) (model.ID, error) {
	if id != "" {
		return id, nil
	}
	all, err := st.Notices(s)
	if err != nil {
		return "", err
	}
	for _, n := range all {
		if n.Withdrawn == "" {
			return n.ID, nil
		}
	}
	return "", &model.Error{Code: model.NotFound, Message: "还没有公示过志愿服务时长。"}
}

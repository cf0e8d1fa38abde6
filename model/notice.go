package model

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Notice (公示) shows in public whose hours are to be proved, for at least
// MinNoticeDays: only after it do proofs follow.
type Notice struct {
	Record
	From, To     Date   // the service that it shows, both days included
	Starts, Ends Date   // hangs from Starts to Ends
	Place        string // where it hangs
	Contact      string // whom to tell of an objection
	// Withdrawn is why it was taken down; empty while it counts.
	Withdrawn string
	Lines     []NoticeLine // not in lists
	People    int          // lines in all
}

// NoticeLine is one person on a Notice, with the hours as they were when it was
// put up.
type NoticeLine struct {
	ID             ID
	Member         ID
	Name           string
	Branch, Number string // 支部, 志愿者编号; may be empty
	Times          int
	Minutes, Late  int    // Late of them entered late
	Objection      string // 异议; empty where nobody objected
	Proof          string // number of the valid proof that followed; may be empty
}

// Days is how long the notice hangs.
func (n Notice) Days() int { return n.Starts.DaysUntil(n.Ends) }

// Finished reports whether on day today the notice has hung its time.
func (n Notice) Finished(today Date) bool { return n.Withdrawn == "" && n.Ends.Before(today) }

// State says on day today how far it is.
func (n Notice) State(today Date) string {
	switch {
	case n.Withdrawn != "":
		return "已撤回"
	case n.Finished(today):
		return "已结束"
	case today.Before(n.Starts):
		return "未开始"
	}
	return "公示中"
}

// Refusal says on day today why no proof may follow yet; nil where it may.
func (n Notice) Refusal(today Date) error {
	switch {
	case n.Withdrawn != "":
		return &Error{Code: Refused, Message: "这次公示已撤回，不能据此出具证明。"}
	case !n.Finished(today):
		return &Error{Code: Refused, Message: fmt.Sprintf("公示要到%s结束，%s起才能出具证明。", n.Ends.Chinese(), n.Ends.AddDays(1).Chinese())}
	}
	return nil
}

// CheckWithdrawal refuses to take a notice down on which the valid proofs with
// these numbers rest.
func CheckWithdrawal(proofs []string) error {
	if len(proofs) == 0 {
		return nil
	}
	const named = 3
	sorted := slices.Sorted(slices.Values(proofs))
	text := strings.Join(sorted[:min(named, len(sorted))], "、")
	if len(sorted) > named {
		text += " 等"
	}
	return &Error{Code: Refused, Message: fmt.Sprintf("这次公示已出具 %d 份有效的证明（%s）。请先在“登记簿”里把它们作废，再撤回公示。", len(sorted), text)}
}

// Proofs are the numbers of the valid proofs that followed.
func (n Notice) Proofs() []string {
	var numbers []string
	for _, l := range n.Lines {
		if l.Proof != "" {
			numbers = append(numbers, l.Proof)
		}
	}
	return numbers
}

// Validate reports the first field that cannot be saved; least is how many days
// a notice hangs at least.
func (n Notice) Validate(least int) error {
	if !n.From.Full() || !n.To.Full() || n.To.Before(n.From) {
		return invalid("From", "请填写服务起止日期，开始日期不能晚于结束日期。")
	}
	if !n.Starts.Full() || !n.Ends.Full() {
		return invalid("Starts", "请填写公示起止日期。")
	}
	if least = max(least, MinNoticeDays); n.Days() < least {
		return invalid("Ends", fmt.Sprintf("公示至少 %d 天：从%s起，要到%s或以后。", least, n.Starts.Chinese(), n.Starts.AddDays(least).Chinese()))
	}
	if n.Starts.Before(n.To) {
		return invalid("Starts", "公示要在服务截止日当天或以后开始。")
	}
	if err := checkLength("Place", "公示地点", n.Place, 100); err != nil {
		return err
	}
	return checkLength("Contact", "联系方式", n.Contact, 100)
}

// ProofOfService (志愿服务记录证明) is a certificate of kind ServiceProof with all that
// its four parts say, as it was issued.
type ProofOfService struct {
	Certificate
	Notice                      Notice // without lines
	Late                        int    // of Minutes, entered late
	Services                    []Service
	Remark                      string // 其他说明
	Principal, Handler, Contact string
	Code                        string
	// IDNumber and VolunteerNumber are the person's present ones: no copy of
	// them is kept.
	IDNumber, VolunteerNumber string
}

// Content is 服务内容: services and hours by field, most hours first, at most
// five, the others together.
func (p ProofOfService) Content() string {
	type field struct {
		name           string
		times, minutes int
	}
	var fields []field
	for _, s := range p.Services {
		name := s.Field
		if name == "" {
			name = "其他"
		}
		i := 0
		for i < len(fields) && fields[i].name != name {
			i++
		}
		if i == len(fields) {
			fields = append(fields, field{name: name})
		}
		fields[i].times++
		fields[i].minutes += s.Minutes
	}
	slices.SortStableFunc(fields, func(a, b field) int {
		if last := a.name == "其他"; last != (b.name == "其他") {
			if last {
				return 1
			}
			return -1
		}
		return cmp.Or(cmp.Compare(b.minutes, a.minutes), cmp.Compare(a.name, b.name))
	})
	const most = 5
	if len(fields) > most {
		rest := field{name: "其他"}
		for _, f := range fields[most-1:] {
			rest.times += f.times
			rest.minutes += f.minutes
		}
		fields = append(fields[:most-1], rest)
	}
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = fmt.Sprintf("%s %d 次 %s 小时", f.name, f.times, Hours(f.minutes))
	}
	return strings.Join(parts, "；")
}

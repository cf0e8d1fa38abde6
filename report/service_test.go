package report

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"jishi/model"
)

const proofCode = "JS1-7QKXA-2M4PD-0123456789-ABCDE-FGHJK-MNPQR-STVWX"

func services(n int) []model.Service {
	fields := []string{"孝老关爱", "文明礼仪", "生态环保", ""}
	list := make([]model.Service, n)
	for i := range list {
		list[i] = model.Service{
			Start: time.Date(2018, 5, 6, 9, 0, 0, 0, time.UTC).AddDate(0, 0, -7*i), Title: "为独居老人理发、量血压", Field: fields[i%len(fields)],
			Team: "夕阳红志愿服务队", Minutes: 120, ConfirmedBy: "李　敏",
		}
		if i%10 == 3 {
			list[i].Late, list[i].Guarantor = "按纸质签到表补录", "周　明"
		}
	}
	return list
}

func proof(n int) model.ProofOfService {
	p := model.ProofOfService{
		Services: services(n), Principal: "李　敏", Handler: "王　芳", Contact: "0371-60000000", Code: proofCode,
		IDNumber: "41010319580229022X", VolunteerNumber: "GS-000128",
		Notice: model.Notice{Starts: day(2018, 4, 28), Ends: day(2018, 5, 5)},
	}
	p.Kind, p.Number, p.Name = model.ServiceProof, "410103-2018-证明-0006", "单雪"
	p.From, p.To, p.Issued, p.Times = day(2017, 1, 1), day(2018, 5, 6), day(2018, 5, 7), n
	p.Minutes, p.Late = model.TotalServed(p.Services)
	return p
}

func proofs(list ...model.ProofOfService) func(io.Writer) (Sheet, error) {
	return func(w io.Writer) (Sheet, error) { return Proofs(w, list, options) }
}

func TestAProofHasItsFourParts(t *testing.T) {
	d := draw(t, proofs(proof(60)))
	d.has(t, "志愿服务记录证明", "编号：410103-2018-证明-0006", "单　雪", "居民身份证", "410103********022X", "GS-000128",
		"2017年3月19日至2018年5月6日，累计 120.0 小时（其中补录 12.0 小时）", "孝老关爱 15 次 30.0 小时", "其他 15 次 30.0 小时",
		"2018年4月28日至5月5日，公示 7 天，无异议", "出具单位：高山社区党群服务中心", "负责人：李　敏　签字：", "经办人：王　芳　签字：",
		"联系方式：0371-60000000", "（盖章）", "2018年5月7日", "JS1-7QKXA", "附页", "补录：按纸质签到表补录；证明人：周　明", "合计 60 次")
	d.lacks(t, "补发", "19580229")
	again := proof(3)
	again.Prints = 1
	draw(t, proofs(again)).has(t, "编号：410103-2018-证明-0006（补发）")
}

func TestAVoidProofIsNotPrinted(t *testing.T) {
	p := proof(1)
	p.Void = true
	if _, err := Proofs(io.Discard, []model.ProofOfService{p}, options); model.CodeOf(err) != model.Refused {
		t.Errorf("void: %v", err)
	}
	if _, err := Proofs(io.Discard, nil, options); model.CodeOf(err) != model.NotFound {
		t.Errorf("none: %v", err)
	}
}

func notice(people int) model.Notice {
	n := model.Notice{From: day(2018, 1, 1), To: day(2018, 4, 27), Starts: day(2018, 4, 28), Ends: day(2018, 5, 5), Place: "社区公示栏", Contact: "王　芳（0371-60000000）"}
	for i := range people {
		n.Lines = append(n.Lines, model.NoticeLine{Name: names[i%len(names)], Branch: "高山第一支部", Times: 12, Minutes: 1440, Late: 60 * (i % 2)})
	}
	return n
}

func TestANoticeSaysFromWhenToWhen(t *testing.T) {
	d := draw(t, func(w io.Writer) (Sheet, error) { return Notice(w, notice(80), options) })
	d.has(t, "志愿服务时长公示", "2018年4月28日起至2018年5月5日止，共 7 天", "公示地点：社区公示栏", "向王　芳（0371-60000000）反映", "合计 80 人，1920.0 小时", "（盖章）")
	if d.Pages < 3 || !strings.Contains(squeeze(d.page(2)), "其中补录") {
		t.Errorf("%d pages", d.Pages)
	}
	withdrawn := notice(1)
	withdrawn.Withdrawn = "名单有误"
	if _, err := Notice(io.Discard, withdrawn, options); model.CodeOf(err) != model.Refused {
		t.Errorf("withdrawn: %v", err)
	}
}

func serviceRecord() model.ServiceRecord {
	return model.ServiceRecord{
		Member: model.Member{Name: "单雪", Sex: model.Female, IDNumber: "41010319580229022X", Phone: "19900000001", VolunteerNumber: "GS-000128", Standing: "正式党员"},
		Branch: "高山第一支部", Rules: model.DefaultVolunteerRules(), Services: services(60),
		Trainings: []model.Participation{{Kind: model.Training, Title: "急救知识", Start: time.Date(2018, 3, 1, 9, 0, 0, 0, time.UTC), Minutes: 90}},
		Honours:   []model.Honour{{Title: "优秀志愿者", Level: "街道级", Given: day(2018, 1, 5)}},
		Reviews:   []model.ServiceReview{{Given: day(2018, 4, 2), Grade: "优秀", Words: "热心细致", Giver: "李　敏"}},
	}
}

func TestARecordOfServiceHasFiveParts(t *testing.T) {
	d := draw(t, func(w io.Writer) (Sheet, error) { return ServiceRecord(w, serviceRecord(), false, options) })
	d.has(t, "一、个人基本信息", "二、志愿服务情况", "三、培训情况", "四、表彰奖励", "五、评价情况", "120.0 小时（其中补录 12.0 小时）", "一星",
		"410103********022X", "急救知识", "优秀志愿者", "热心细致", "夕阳红志愿服务队")
	d.lacks(t, "19900000001")
	full := draw(t, func(w io.Writer) (Sheet, error) { return ServiceRecord(w, serviceRecord(), true, options) })
	full.has(t, "41010319580229022X", "19900000001")
}

func TestFormsOfServiceAreTheSameEachTime(t *testing.T) {
	for name, form := range map[string]func(io.Writer) (Sheet, error){
		"proofs": proofs(proof(60), proof(1)),
		"notice": func(w io.Writer) (Sheet, error) { return Notice(w, notice(30), options) },
		"record": func(w io.Writer) (Sheet, error) { return ServiceRecord(w, serviceRecord(), false, options) },
	} {
		t.Run(name, func(t *testing.T) {
			first, second := draw(t, form), draw(t, form)
			if !bytes.Equal(first.bytes, second.bytes) {
				t.Error("the second time gave other bytes")
			}
			first.sound(t)
		})
	}
}

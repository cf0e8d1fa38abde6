package sample

import (
	"os"
	"path/filepath"
	"slices"

	"jishi/model"
	"jishi/model/store"
	"jishi/report"
	"jishi/ui/printing"
)

// Folders of the sample beside its data.
const (
	pdfFolder    = "pdf"
	exportFolder = "导出"
)

// certificates completes the training and honours the busiest volunteers.
func (b *builder) certificates() error {
	issued, err := b.store.IssueCompletions(b, b.programme, model.CertificateStyle{})
	if err != nil {
		return err
	}
	b.made.Certificates += len(issued)
	totals, err := b.store.VolunteerTotals(b, b.day.AddDays(-30), b.day, 0, 3)
	if err != nil {
		return err
	}
	for _, t := range totals {
		if _, err := b.store.IssueVolunteer(b, t.Member, b.day.AddDays(-30), b.day); err != nil {
			return err
		}
		b.made.Certificates++
	}
	return nil
}

// pdfs prints every form the way the window does.
func (b *builder) pdfs() error {
	jobs := append(b.peoplePDFs(), b.trainingPDFs()...)
	if len(b.records) > 0 {
		latest := b.records[len(b.records)-1]
		jobs = append(jobs, printing.Job{Kind: printing.SignInPhotos, ID: latest}, printing.Job{Kind: printing.PlaceCards, ID: latest})
	}
	jobs = append(jobs, printing.Job{Kind: printing.RecordFolder, Month: model.Date{Year: b.day.Year, Month: b.day.Month}},
		printing.Job{Kind: printing.RecordFolder, Month: model.Date{Year: b.day.Year}})
	jobs = append(jobs, b.reports()...)
	for _, id := range b.records {
		jobs = append(jobs,
			printing.Job{Kind: printing.SignIn, ID: id},
			printing.Job{Kind: printing.SignedIn, ID: id},
			printing.Job{Kind: printing.Record, ID: id})
	}
	hours, err := b.store.Certificates(b, store.CertificateFilter{Kind: model.VolunteerHours})
	if err != nil {
		return err
	}
	for _, c := range hours {
		jobs = append(jobs, printing.Job{Kind: printing.Volunteer, ID: c.ID})
	}
	service, err := b.servicePDFs()
	if err != nil {
		return err
	}
	for _, job := range slices.Concat(jobs, service, b.teamPDFs(), b.awardPDFs()) {
		if err := b.print(job); err != nil {
			return err
		}
	}
	return nil
}

// reports are the statistics and checks of the sample's year.
func (b *builder) reports() []printing.Job {
	year := model.Date{Year: b.day.Year}
	return []printing.Job{
		{Kind: printing.Statistics, Month: year},
		{Kind: printing.Statistics, Month: model.Date{Year: b.day.Year, Month: b.day.Month}, By: model.ByKind},
		{Kind: printing.LifeCheck, Month: year},
		{Kind: printing.LifeCheck, Month: year, ID: b.places["高山第一支部"]},
		{Kind: printing.DualLife, Month: year},
		{Kind: printing.VolunteerYear, Month: year},
		{Kind: printing.VolunteerYear, Month: model.Date{Year: b.day.Year, Month: b.day.Month}},
	}
}

// peoplePDFs are the forms of people and birthdays: the rosters, the lists of
// birthdays and of visits, cards in all designs and sizes, personal records.
func (b *builder) peoplePDFs() []printing.Job {
	month := model.Date{Year: b.day.Year, Month: b.day.Month}
	jobs := []printing.Job{
		{Kind: printing.Birthdays, Month: month},
		{Kind: printing.Birthdays, From: b.day, Days: 30},
		{Kind: printing.Visits, From: b.day, Days: 30, People: store.MemberFilter{AgeFrom: 60}},
		{Kind: printing.Roster, People: store.MemberFilter{State: model.Active}},
		{Kind: printing.Roster, People: store.MemberFilter{State: model.Active, Tag: "独居", Order: store.ByStrokes}},
		{Kind: printing.MemberCards, People: store.MemberFilter{State: model.Active}},
	}
	for _, occasion := range []model.AnniversaryKind{model.BirthdayAnniversary, model.PoliticalAnniversary} {
		for _, style := range []report.CardStyle{{Design: 1}, {Design: 2}, {Design: 1, Large: true}, {Design: 2, Large: true}} {
			jobs = append(jobs, printing.Job{Kind: printing.Cards, From: b.day, Days: 7, Occasion: occasion, Card: style})
		}
	}
	for _, m := range b.everyone {
		if m.Name == "李敏" || m.Name == "赵铁柱" {
			jobs = append(jobs, printing.Job{Kind: printing.Profile, ID: m.ID})
		}
	}
	return jobs
}

// exports writes lists of people the way the window does.
func (b *builder) exports() error {
	active := store.MemberFilter{State: model.Active}
	for _, job := range []printing.ExportJob{
		{File: "人员名单.xlsx", People: active},
		{File: "人员名单.csv", People: active},
		{
			File: "双报到党员.xlsx", People: store.MemberFilter{State: model.Active, InService: true},
			Columns: []string{"Name", "Sex", "HostUnit", "Post", "Joined", "Phone"},
		},
	} {
		b.made.Files = append(b.made.Files, exportFolder+"/"+job.File)
		job.File = filepath.Join(b.made.Dir, exportFolder, job.File)
		if _, err := printing.Export(b, b.store, job, nil); err != nil {
			return err
		}
	}
	jobs := []printing.Job{{Kind: printing.Attendance, ID: b.programme}, {Kind: printing.NotPassed, ID: b.programme}}
	for _, job := range b.reports() {
		if job.ID == "" && job.By == "" { // no part of another one
			jobs = append(jobs, job)
		}
	}
	jobs = append(jobs, b.awardLists()...)
	for _, job := range jobs {
		job.Spreadsheet = true
		if err := b.print(job); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) print(job printing.Job) error {
	name, err := printing.FileName(b, b.store, job)
	if err != nil {
		return err
	}
	folder := pdfFolder
	if job.Spreadsheet {
		folder = exportFolder
	}
	job.File = filepath.Join(b.made.Dir, folder, name)
	// Two activities of one title and day would overwrite each other's sheets.
	if _, err := os.Stat(job.File); err == nil {
		return &model.Error{Code: model.Refused, Message: "示例里有两份同名的文件：" + name}
	}
	result, err := printing.Print(b, b.store, job)
	if err != nil {
		return err
	}
	b.made.Files = append(b.made.Files, folder+"/"+name)
	b.made.Warnings = append(b.made.Warnings, result.Warnings...)
	return nil
}

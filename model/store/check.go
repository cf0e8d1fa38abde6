package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"jishi/model"
)

// Check looks the whole database over and returns what it found wrong, one
// plain sentence each; nothing where all is well.
func (s *Store) Check(ctx context.Context) ([]string, error) {
	const doing = "check the database"
	tx := s.read(everything(ctx))
	var problems []string
	for _, look := range []func(*gorm.DB) ([]string, error){integrity, registerGaps, wrongNumbers, wrongCredits, brokenRolls, s.lostPhotos, s.lostFiles, s.wrongFigures} {
		found, err := look(tx)
		if err != nil {
			return nil, explain(doing, err)
		}
		problems = append(problems, found...)
	}
	return problems, nil
}

// integrity asks SQLite itself.
func integrity(tx *gorm.DB) ([]string, error) {
	var lines []string
	if err := tx.Raw("PRAGMA integrity_check").Scan(&lines).Error; err != nil {
		return nil, err
	}
	var problems []string
	for _, line := range lines {
		if line != "ok" {
			problems = append(problems, "数据文件不完整："+line)
		}
	}
	var broken []struct {
		Table, Parent string
		Rows          int
	}
	err := tx.Raw(`SELECT "table", parent, COUNT(*) AS rows FROM pragma_foreign_key_check GROUP BY "table", parent ORDER BY "table", parent`).
		Scan(&broken).Error
	for _, b := range broken {
		problems = append(problems, fmt.Sprintf("有 %d 条记录指向不存在的内容（%s → %s）。", b.Rows, b.Table, b.Parent))
	}
	return problems, err
}

// registerGaps finds kinds and years whose numbers do not run from 1 without a
// gap.
func registerGaps(tx *gorm.DB) ([]string, error) {
	var gaps []struct {
		Kind                string
		Year, Entries, Last int
	}
	err := tx.Model(&certificateRow{}).Select("kind, year, COUNT(*) AS entries, MAX(serial) AS last").
		Group("owner, kind, year").Having("COUNT(*) <> MAX(serial) OR MIN(serial) <> 1").
		Order("year, kind").Scan(&gaps).Error
	problems := make([]string, 0, len(gaps))
	for _, g := range gaps {
		problems = append(problems, fmt.Sprintf("%d 年%s证书的编号有缺号：最大 %d 号，只有 %d 张。",
			g.Year, model.CertificateKind(g.Kind).Chinese(), g.Last, g.Entries))
	}
	return problems, err
}

// wrongNumbers finds certificates whose printed number is not that of their
// place in the register.
func wrongNumbers(tx *gorm.DB) ([]string, error) {
	var rows []certificateRow
	if err := tx.Select("number", "kind", "year", "serial").Order("year, kind, serial").Find(&rows).Error; err != nil {
		return nil, err
	}
	var problems []string
	for _, r := range rows {
		prefix := model.Centre{Code: r.Number}.NumberPrefix()
		if r.Number != model.CertificateNumber(prefix, model.CertificateKind(r.Kind), r.Year, r.Serial) {
			problems = append(problems, fmt.Sprintf("证书编号%s与登记的 %d 年第 %d 号不符。", r.Number, r.Year, r.Serial))
		}
	}
	return problems, nil
}

// wrongCredits finds minutes that nobody can have been credited with.
func wrongCredits(tx *gorm.DB) ([]string, error) {
	var rows []struct {
		Title string
		Wrong int
	}
	err := tx.Model(&attendanceRow{}).Select("activities.title, COUNT(*) AS wrong").
		Joins("JOIN activities ON activities.id = attendances.activity").
		Where("attendances.minutes < 0 OR attendances.minutes > ? OR attendances.minutes > 0 AND attendances.state NOT IN ?",
			model.MaxActivityMinutes, attended).
		Group("activities.id, activities.title").Order("activities.id").Scan(&rows).Error
	problems := make([]string, 0, len(rows))
	for _, r := range rows {
		problems = append(problems, fmt.Sprintf("活动“%s”有 %d 人的计入时长与签到不符。", r.Title, r.Wrong))
	}
	return problems, err
}

// brokenRolls finds attendance that no tally can count: a state that is none,
// or nobody it speaks of.
func brokenRolls(tx *gorm.DB) ([]string, error) {
	states := append([]model.AttendanceState{model.Expected, model.Leave, model.Absent}, attended...)
	var rows []struct {
		Title string
		Wrong int
	}
	err := tx.Model(&attendanceRow{}).Select("activities.title, COUNT(*) AS wrong").
		Joins("JOIN activities ON activities.id = attendances.activity").
		Where("attendances.state NOT IN ? OR attendances.member IS NULL AND attendances.guest_name = ?", states, "").
		Group("activities.id, activities.title").Order("activities.id").Scan(&rows).Error
	problems := make([]string, 0, len(rows))
	for _, r := range rows {
		problems = append(problems, fmt.Sprintf("活动“%s”的名单有 %d 行无法统计。", r.Title, r.Wrong))
	}
	return problems, err
}

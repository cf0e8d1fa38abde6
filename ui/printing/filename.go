package printing

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"jishi/model"
)

// Windows and Linux both allow names of 255, Windows of UTF-16 units, Linux of
// bytes; the title is the only part that can be long.
const maxTitleBytes = 150

// FileName proposes a name for the file of job: Chinese, allowed on Windows,
// beginning so that a folder sorts by day.
func FileName(ctx context.Context, st Store, job Job) (string, error) {
	name, err := plainName(ctx, st, job)
	if err != nil {
		return "", fmt.Errorf("name the file of %s: %w", job.Kind, err)
	}
	if job.Spreadsheet {
		return name + ".xlsx", nil
	}
	return name + ".pdf", nil
}

func plainName(ctx context.Context, st Store, job Job) (string, error) {
	r, ok := recipes[job.Kind]
	if !ok {
		return "", unknown(job.Kind)
	}
	return r.name(ctx, st, job)
}

// activityName has the time in it: the same thing may be held twice a day.
func activityName(ctx context.Context, st Store, job Job) (string, error) {
	a, err := st.Activity(ctx, job.ID)
	form := map[Kind]string{SignIn: "签到表", SignedIn: "签到情况", SignInPhotos: "签到表（带照片）", PlaceCards: "席卡", Record: "活动纪实"}[job.Kind]
	return a.Start.Format("2006-01-02 15.04") + " " + safe(a.Title) + " " + form, err
}

func folderName(_ context.Context, _ Store, job Job) (string, error) {
	return folderTitle(job.Month), nil
}

func programmeName(ctx context.Context, st Store, job Job) (string, error) {
	p, err := st.Programme(ctx, job.ID)
	if job.Kind == Attendance {
		return safe(p.Title) + " 考勤表", err
	}
	return safe(p.Title) + " 未合格人员", err
}

func proofName(ctx context.Context, st Store, job Job) (string, error) {
	p, err := st.Programme(ctx, job.ID)
	return safe(p.Title) + " 结业证书样张" + designName(max(job.Style.Design, 1)), err
}

func volunteerName(ctx context.Context, st Store, job Job) (string, error) {
	certificates, err := wanted(ctx, st, job)
	if err != nil || len(certificates) != 1 {
		return "志愿服务证书 " + st.Today().String(), err
	}
	return "志愿服务证书 " + safe(certificates[0].Name) + " " + safe(certificates[0].Number), nil
}

func centresName(_ context.Context, _ Store, job Job) (string, error) {
	return "中心概览 " + job.Month.Chinese(), nil
}

func profileName(ctx context.Context, st Store, job Job) (string, error) {
	p, err := st.Profile(ctx, job.ID)
	return "个人档案 " + safe(p.Member.Name) + " " + st.Today().String(), err
}

// rosterName says what the people were narrowed to.
func rosterName(_ context.Context, st Store, job Job) (string, error) {
	name := map[Kind]string{Roster: "花名册", MemberCards: "会员卡"}[job.Kind]
	for _, word := range []string{job.People.Category, job.People.Tag} {
		if word != "" {
			name += " " + safe(word)
		}
	}
	return name + " " + st.Today().String(), nil
}

// completionName tells a programme's certificates from a few printed again,
// which must not take the place of the whole.
func completionName(ctx context.Context, st Store, job Job) (string, error) {
	p, err := st.Programme(ctx, job.ID)
	name := safe(p.Title) + " 结业证书" + designName(job.Style.Design)
	if err != nil || len(job.IDs) == 0 {
		return name, err
	}
	certificates, err := wanted(ctx, st, job)
	if err != nil || len(certificates) != 1 {
		return fmt.Sprintf("%s %s %d份", name, st.Today(), len(certificates)), err
	}
	return name + " " + safe(certificates[0].Name) + " " + safe(certificates[0].Number), nil
}

// designName tells apart files in designs that were asked for; 0 was not.
func designName(design int) string {
	names := []string{"", " 样式一", " 样式二", " 样式三"}
	return names[min(max(design, 0), len(names)-1)]
}

// forbidden on Windows, and the full-width forms that are not.
var fullWidth = strings.NewReplacer(`\`, "＼", "/", "／", ":", "：", "*", "＊", "?", "？", `"`, "”", "<", "＜", ">", "＞", "|", "｜")

// safe makes a title part of a file name: nothing that Windows forbids, no
// dots and spaces at the ends, not too long.
func safe(title string) string {
	title = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, fullWidth.Replace(title))
	title = strings.Trim(strings.Join(strings.Fields(title), " "), ". ")
	for i := range title {
		if i > maxTitleBytes {
			return strings.TrimRight(title[:i], ". ") + "…"
		}
	}
	if title == "" {
		return string(model.MiddleDot)
	}
	return title
}

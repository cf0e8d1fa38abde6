package printing

import (
	"context"
	"fmt"
	"strings"

	"jishi/model"
	"jishi/model/store"
)

// about says what the people or rows of job were narrowed to, for the heading of a
// list; empty where it is everybody.
func about(ctx context.Context, st Store, job Job) (string, error) {
	f := job.People
	var words []string
	say := func(is bool, word string) {
		if is {
			words = append(words, word)
		}
	}
	if f.Branch != "" {
		tree, err := st.Organisations(ctx)
		if err != nil {
			return "", err
		}
		for _, o := range tree {
			say(o.ID == f.Branch, o.Name)
		}
	}
	say(job.Occasion == model.BirthdayAnniversary, "只列生日")
	say(job.Occasion == model.PoliticalAnniversary, "只列政治生日")
	say(job.Milestones, "只列逢十")
	say(job.Greeted == store.OnlyUngreeted, "还没有祝贺的")
	say(job.Greeted == store.OnlyGreeted, "已祝贺的")
	say(f.Category != "", "类别："+f.Category)
	say(f.Tag != "", "标签："+f.Tag)
	say(f.InService, "双报到")
	say(f.State == model.Moved || f.State == model.Deceased, f.State.Chinese())
	say(f.Removed, "回收站")
	say(f.AgeFrom > 0 && f.AgeTo == 0, fmt.Sprintf("%d 岁以上", f.AgeFrom))
	say(f.AgeFrom == 0 && f.AgeTo > 0, fmt.Sprintf("%d 岁以下", f.AgeTo))
	say(f.AgeFrom > 0 && f.AgeTo > 0, fmt.Sprintf("%d 至 %d 岁", f.AgeFrom, f.AgeTo))
	say(!f.JoinedFrom.IsZero(), f.JoinedFrom.Chinese()+"起入党")
	say(!f.JoinedTo.IsZero(), f.JoinedTo.Chinese()+"及以前入党")
	lacking := map[store.MemberLack]string{store.LacksPhone: "电话", store.LacksBirthday: "生日"}
	say(f.Has != "", "有"+lacking[f.Has])
	say(f.Lacks != "", "没有"+lacking[f.Lacks])
	say(job.Level != "", "级别："+job.Level)
	say(job.Whom != "", "授予"+job.Whom.Chinese())
	for _, text := range []string{f.Search, job.Search} {
		if search := []rune(strings.TrimSpace(text)); len(search) > 0 {
			words = append(words, "查找“"+string(search[:min(len(search), 20)])+"”")
		}
	}
	return strings.Join(words, "，"), nil
}

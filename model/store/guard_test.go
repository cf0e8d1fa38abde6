package store

import (
	"bytes"
	"database/sql"
	"os"
	"strings"
	"testing"

	"jishi/model"
)

func TestADatabaseOfAnotherProgramIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	db, err := sql.Open("sqlite", databaseIn(dir))
	must(t, err)
	_, err = db.ExecContext(t.Context(), "CREATE TABLE diary (day TEXT); INSERT INTO diary VALUES ('2018-05-07')")
	must(t, err)
	must(t, db.Close())
	before, err := os.ReadFile(databaseIn(dir))
	must(t, err)

	_, err = Open(t.Context(), dir, testOptions())
	refused(t, err, model.Unreadable)
	after, err := os.ReadFile(databaseIn(dir))
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("another program's database was changed")
	}
}

func TestTwoBranchesOfOneNameAreRefused(t *testing.T) {
	s := newStore(t)
	branch := model.Organisation{Kind: model.Branch, Name: "高山第九支部"}
	first, err := s.SaveOrganisation(t.Context(), branch)
	must(t, err)
	_, err = s.SaveOrganisation(t.Context(), branch)
	refused(t, err, model.Invalid)
	_, err = s.SaveOrganisation(t.Context(), first)
	must(t, err)
}

func TestAListTakesNoWordThatCannotBeShown(t *testing.T) {
	s := newStore(t)
	for _, word := range []string{"零\x00节", strings.Repeat("长", 51)} {
		refused(t, s.SaveWords(t.Context(), model.Places, []string{"会议室", word}), model.Invalid)
	}
}

func TestAProgrammeWithALessonAheadIsNotClosed(t *testing.T) {
	s := newStore(t)
	p, err := s.SaveProgramme(t.Context(), model.Programme{Title: "培训班", PassPercent: 80})
	must(t, err)
	lesson := addActivity(t, s, model.Activity{Kind: model.Training, Programme: p.ID}, s.Today().AddDays(7))
	markAll(t, s, expect(t, s, lesson, addMembers(t, s, "张三")...), model.Present)
	refused(t, s.CloseProgramme(t.Context(), p.ID), model.Refused)
	must(t, s.RemoveActivity(t.Context(), lesson.ID))
	must(t, s.CloseProgramme(t.Context(), p.ID))
}

package exchange

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jishi/model"
	"jishi/model/keyring"
	"jishi/model/store"
	"jishi/model/store/storetest"
)

// post is an office with its data and its keys.
type post struct {
	*store.Store
	keys *keyring.Keys
	self model.Office
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t testing.TB, err error, code model.Code) {
	t.Helper()
	if model.CodeOf(err) != code {
		t.Fatalf("got %v (code %q), want code %q", err, model.CodeOf(err), code)
	}
}

var background = context.Background()

// open opens the data of an office in dir; its clock goes on a second with each
// look.
func openPost(t testing.TB, dir, seed string) *post {
	t.Helper()
	now := time.Date(2018, 5, 7, 1, 0, 0, 0, time.UTC)
	s, err := storetest.Open(background, dir, store.Options{Now: func() time.Time {
		now = now.Add(time.Second)
		return now
	}})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	keys, err := keyring.FromSeed(seed)
	must(t, err)
	return &post{Store: s, keys: keys}
}

func (p *post) is(t testing.TB, c model.Centre) *post {
	t.Helper()
	_, err := p.SaveCentre(background, c)
	must(t, err)
	self, err := p.Self(background)
	must(t, err)
	p.self = p.keys.Public(self)
	return p
}

func newStreet(t testing.TB) *post {
	t.Helper()
	return openPost(t, t.TempDir(), "街道").is(t, model.Centre{Kind: model.Street, Name: "大学路街道", Code: "410103008", District: "郑州市二七区"})
}

// newCentre is a centre that street and it know each other.
func newCentre(t testing.TB, street *post, n int) *post {
	t.Helper()
	name := fmt.Sprintf("第%d社区党群服务中心", n)
	c := openPost(t, t.TempDir(), name).is(t, model.Centre{
		Name: name, Code: fmt.Sprintf("410103008%03d", n), Street: "大学路街道", District: "郑州市二七区",
	})
	must(t, c.Approve(background, street.self))
	must(t, street.Approve(background, c.self))
	return c
}

// live gives the centre people, an activity they came to and a photo.
func (p *post) live(t testing.TB, people int) []model.Member {
	t.Helper()
	members := make([]model.Member, people)
	ids := make([]model.ID, people)
	for i := range members {
		var err error
		members[i], err = p.SaveMember(background, model.Member{Name: fmt.Sprintf("张%c%c", '一'+rune(i%50), '丁'+rune(i/50)), Phone: fmt.Sprintf("1990000%04d", i)})
		must(t, err)
		ids[i] = members[i].ID
	}
	start := time.Date(2018, 5, 7, 9, 0, 0, 0, time.UTC)
	a, err := p.SaveActivity(background, model.Activity{Kind: model.Lesson, Title: "学习党章，“三会一课”", Start: start, End: start.Add(2 * time.Hour)})
	must(t, err)
	_, err = p.Expect(background, a.ID, ids)
	must(t, err)
	roll, err := p.Roll(background, a.ID)
	must(t, err)
	var marks []model.Mark
	for _, attendee := range roll.Attendees {
		marks = append(marks, model.Mark{Attendance: attendee.ID, State: model.Present})
	}
	must(t, p.SaveMarks(background, a.ID, marks))
	return members
}

// liveLong gives the centre so much that its people are packed while they are
// read, and files of which one does not get smaller.
func (p *post) liveLong(t testing.TB) []model.Member {
	t.Helper()
	people := p.live(t, 60)
	for i := range people {
		people[i].Notes = strings.Repeat(fmt.Sprintf("第%d位的备注", i), 250)
		var err error
		people[i], err = p.SaveMember(background, people[i])
		must(t, err)
	}
	a, err := p.SaveActivity(background, model.Activity{Kind: model.Lesson, Title: "党课", Start: time.Date(2018, 5, 8, 9, 0, 0, 0, time.UTC), End: time.Date(2018, 5, 8, 10, 0, 0, 0, time.UTC)})
	must(t, err)
	var files []model.Attachment
	for name, content := range map[string][]byte{"录音.mp3": noise(300_000), "记录.txt": bytes.Repeat([]byte("会议记录。"), 50_000)} {
		file, err := p.AddFile(background, name, bytes.NewReader(content))
		must(t, err)
		files = append(files, file)
	}
	must(t, p.AddAttachments(background, a.ID, files))
	return people
}

func (p *post) knownAs(t testing.TB, id model.ID) model.KnownOffice {
	t.Helper()
	known, err := p.Known(background, string(id))
	must(t, err)
	return known
}

// export writes a package of c's for street into dir.
func (p *post) export(t testing.TB, street *post, dir string) Exported {
	t.Helper()
	done, err := Export{Kind: model.ReportPackage, To: p.knownAs(t, street.self.ID), Keys: p.keys, Folder: dir}.Write(background, p)
	must(t, err)
	return done
}

func (p *post) reader(t testing.TB) Reader {
	t.Helper()
	r, err := NewReader(background, p.keys, p)
	must(t, err)
	return r
}

func (p *post) receive(t testing.TB, file string) model.PackageDiff {
	t.Helper()
	diff, err := p.reader(t).Receive(background, p, file)
	must(t, err)
	return diff
}

// stagingIsEmpty fails where something decrypted was left behind.
func (p *post) stagingIsEmpty(t testing.TB) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(p.Dir(), "staging", "*"))
	must(t, err)
	if len(left) > 0 {
		t.Errorf("left in staging: %v", left)
	}
}

// everything is all that an office sends: what the receiver has to hold.
func (p *post) everything(t testing.TB) string {
	t.Helper()
	return p.heldOf(t, p)
}

// heldOf is what p holds of an office's, in the order of ids.
func (p *post) heldOf(t testing.TB, of *post) string {
	t.Helper()
	var text strings.Builder
	must(t, p.Snapshot(background, model.Contents{Kind: model.ReportPackage, Owner: of.self.ID}, func(snap model.Snapshot) error {
		for _, table := range snap.Tables() {
			var lines []string
			if err := snap.Rows(table, func(line []byte) error { lines = append(lines, string(line)); return nil }); err != nil {
				return err
			}
			slices.Sort(lines)
			text.WriteString(table.Name + "\n" + strings.Join(lines, "\n") + "\n")
		}
		return nil
	}))
	return text.String()
}

func write(t testing.TB, dir, name string, content []byte) string {
	t.Helper()
	file := filepath.Join(dir, name)
	must(t, os.WriteFile(file, content, 0o600))
	return file
}

// allRows is a hash of every row that the office holds, of whomever.
func (p *post) allRows(t testing.TB) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "copy.db")
	must(t, p.Backup(background, file))
	content, err := os.ReadFile(file)
	must(t, err)
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// idIn is the first ID of a row.
func idIn(line string) string {
	_, rest, _ := strings.Cut(line, `"id":"`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}

// idOf is the first ID of a table among what heldOf told.
func idOf(t testing.TB, held, table string) string {
	t.Helper()
	_, rest, found := strings.Cut(held, "\n"+table+"\n")
	if !found {
		t.Fatalf("no %s", table)
	}
	return idIn(rest)
}

// picture is a small photo, another one for each n.
func picture(t testing.TB, n int) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 20+n, 20))
	var out bytes.Buffer
	must(t, jpeg.Encode(&out, img, nil))
	return out.Bytes()
}

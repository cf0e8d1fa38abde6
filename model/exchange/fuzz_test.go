package exchange

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"jishi/model"
)

// TestMain lets rapid try a quarter of its usual hundred cases: each opens a
// street's database.
func TestMain(m *testing.M) {
	flag.Parse()
	usual := flag.Lookup("rapid.checks")
	if usual.Value.String() == usual.DefValue {
		if err := usual.Value.Set("25"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// FuzzOpen gives the reader whole files.
func FuzzOpen(f *testing.F) {
	street, content := small(f)
	r := street.reader(f)
	for _, seed := range [][]byte{content, content[:len(content)/2], []byte(intro), nil} {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content []byte) {
		file := write(t, dir, "包.jishi", content)
		o, err := r.Open(background, file)
		if err == nil {
			must(t, o.Close())
		} else if sentence(err) == "" {
			t.Errorf("nothing plain to say of %v", err)
		}
		street.stagingIsEmpty(t)
	})
}

// FuzzUnpack gives the reader what may be inside the encryption: it is the
// deepest that somebody gets who has the street's public file.
// With -fuzzminimizetime 1x it tries thousands in a minute; without, that goes
// into making one input smaller.
func FuzzUnpack(f *testing.F) {
	street := newStreet(f)
	centre := newCentre(f, street, 1)
	centre.live(f, 1)
	file := centre.export(f, street, f.TempDir()).Path
	r := street.reader(f)
	f.Add(plainTar(f, street, file))
	p := takeApart(f, street, file, centre.keys)
	f.Add(p.add("../evil", []byte("x")).tar(f))
	f.Fuzz(func(t *testing.T, text []byte) {
		r.Limits = Limits{Members: 1000, Member: 1 << 20, Total: 1 << 22}
		staging, err := newStaging(street.Dir())
		must(t, err)
		o := &Opened{staging: staging, tables: map[string]model.Table{}}
		if err := r.unpack(background, bytes.NewReader(text), o); err != nil && sentence(err) == "" {
			t.Errorf("nothing plain to say of %v", err)
		}
		for _, path := range []string{"evil", filepath.Join("..", "evil")} {
			if _, err := os.Lstat(filepath.Join(staging, path)); err == nil {
				t.Errorf("%s was written", path)
			}
		}
		must(t, o.Close())
	})
}

// FuzzRow compares the decoder of rows with that of the standard library.
func FuzzRow(f *testing.F) {
	table := model.Table{Name: "members", Columns: []model.Column{
		{Name: "id", Required: true}, {Name: "n", Integer: true, Default: int64(7)}, {Name: "ref", Null: true}, {Name: "text", Default: "x"},
	}}
	seeds := []string{
		`{"id":"a","n":1,"ref":null,"text":"张三\n\"\u5f20\""}`, `{"id":"a"}`, `{}`, `{"id":"a",}`, `{"id":"a","id":"b"}`, `{"id":"a","n":-0}`,
		`{"id":"a","n":1.5}`, `{"id":"\ud800"}`, `{"id":"a"} `, `{"id":null}`, `{"text":"a","ref":"b","n":12,"id":"c"}`, `{"id":"a","n":12,"ref":"","text":"a"}`, `{"id":"a","n":1,"ref":"null","text":""}`,
	}
	for _, seed := range seeds {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		values, err := newDecoder(table).decode(line)
		for _, before := range seeds { // a row is read alike behind whichever
			d := newDecoder(table)
			if _, err := d.decode([]byte(before)); err != nil {
				continue
			}
			after, failed := d.decode(line)
			if (failed == nil) != (err == nil) || err == nil && !reflect.DeepEqual(after, values) {
				t.Fatalf("%q: %v, %v; behind %q %v, %v", line, values, err, before, after, failed)
			}
		}
		if err != nil {
			return
		}
		var want struct {
			ID   string
			N    *int64
			Ref  *string
			Text *string
		}
		d := json.NewDecoder(bytes.NewReader(line))
		d.DisallowUnknownFields()
		if err := d.Decode(&want); err != nil {
			t.Fatalf("%q is taken; encoding/json says %v", line, err)
		}
		expect := []any{want.ID, int64(7), nil, "x"}
		if want.N != nil {
			expect[1] = *want.N
		}
		if want.Ref != nil {
			expect[2] = *want.Ref
		}
		if want.Text != nil {
			expect[3] = *want.Text
		}
		if !reflect.DeepEqual(values, expect) {
			t.Errorf("%q: %v, encoding/json reads %v", line, values, expect)
		}
	})
}

func TestALongRowIsReadWhole(t *testing.T) {
	street := newStreet(t)
	centre := newCentre(t, street, 1)
	p := takeApart(t, street, centre.export(t, street, t.TempDir()).Path, centre.keys)
	long := bytes.Repeat([]byte("长"), 200_000) // beyond the reader's buffer
	p.edit(t, "member_lists", func(s string) string { return s + memberList(centre, string(long)) })
	street.receive(t, p.pack(t))
	if !bytes.Contains([]byte(street.heldOf(t, centre)), long) {
		t.Error("a long row was cut")
	}
	p.Sequence, p.Package = 2, model.NewID()
	p.edit(t, "member_lists", func(string) string { return memberList(centre, string(bytes.Repeat([]byte("x"), maxLine))) })
	_, err := street.reader(t).Open(background, p.pack(t))
	refused(t, err, model.Refused)
}

// memberList is a row of the centre's that may be of any length.
func memberList(centre *post, name string) string {
	return `{"id":"01960000-0000-7000-8000-00000000aaaa","rev":1,"owner":"` + string(centre.self.ID) +
		`","created_at":"2018-05-07T01:00:00.000Z","updated_at":"2018-05-07T01:00:00.000Z","removed":0,"name":"` + name + `","filter":"{}","columns":""}` + "\n"
}

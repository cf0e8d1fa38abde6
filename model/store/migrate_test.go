package store

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The dump of each released schema stays as it is for ever: what differs from
// it in the field would be met by every later migration.
func TestEachSchemaIsWhatWasReleased(t *testing.T) {
	all := steps
	t.Cleanup(func() { steps = all })
	for i, step := range all {
		t.Run(step.name, func(t *testing.T) {
			steps = all[:i+1]
			s, err := Open(t.Context(), t.TempDir(), testOptions()) // not openStore, which begins with all steps
			must(t, err)
			got := schema(t, s)
			must(t, s.Close())
			golden := filepath.Join("testdata", step.name+".schema.sql")
			if *update {
				must(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			must(t, err)
			if got != string(want) {
				t.Errorf("the schema is not the released one:\n%s", got)
			}
		})
	}
}

func schema(t *testing.T, s *Store) string {
	t.Helper()
	var lines []string
	must(t, s.reading.Raw("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name").Scan(&lines).Error)
	return strings.Join(lines, ";\n\n") + ";\n"
}

func TestAnOlderDatabaseIsBackedUpAndMigrated(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir, testOptions())
	must(t, err)
	addMembers(t, s, "张三")
	must(t, s.Close())

	released := steps
	t.Cleanup(func() { steps = released })
	steps = append(steps[:len(steps):len(steps)],
		step{98, "0098_test", "ALTER TABLE members ADD COLUMN nickname TEXT NOT NULL DEFAULT ''; PRAGMA user_version = 98;"},
		step{99, "0099_test", "UPDATE members SET nickname = name; PRAGMA user_version = 99;"})
	s = openStore(t, dir)
	var nickname string
	must(t, s.reading.Raw("SELECT nickname FROM members").Scan(&nickname).Error)
	if nickname != "张三" {
		t.Errorf("nickname %q", nickname)
	}
	backups, err := filepath.Glob(filepath.Join(dir, backupFolder, "before-0099-*.db"))
	must(t, err)
	if len(backups) != 1 {
		t.Fatalf("backups: %v", backups)
	}
	steps = released
	old := t.TempDir()
	must(t, os.Rename(backups[0], databaseIn(old)))
	if got := search(t, openStore(t, old), "zs"); len(got) != 1 {
		t.Errorf("the backup holds %v", got)
	}
}

func TestAMigrationThatFailsLeavesTheDatabaseAsItWas(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), dir, testOptions())
	must(t, err)
	addMembers(t, s, "张三")
	before := schema(t, s)
	must(t, s.Close())

	released := steps
	t.Cleanup(func() { steps = released })
	steps = append(steps[:len(steps):len(steps)],
		step{98, "0098_test", "ALTER TABLE members ADD COLUMN nickname TEXT; DELETE FROM members; PRAGMA user_version = 98; SELECT * FROM nowhere;"})
	if _, err := Open(t.Context(), dir, testOptions()); err == nil {
		t.Fatal("the migration cannot have worked")
	}
	steps = released
	s = openStore(t, dir)
	if got := search(t, s, "zs"); len(got) != 1 || schema(t, s) != before {
		t.Errorf("half a migration stayed: %v", got)
	}
}

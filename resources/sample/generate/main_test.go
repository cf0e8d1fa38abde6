package main

import (
	"bytes"
	"testing"

	"jishi/resources/sample"
)

func TestTheCommittedRosterIsWhatTheProgramWrites(t *testing.T) {
	people, err := readPeople()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		content, err := roster(people)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(content, sample.Roster) {
			t.Fatal("run go run ./resources/sample/generate")
		}
	}
}

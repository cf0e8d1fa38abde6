package command_test

import (
	"os"
	"strings"
	"testing"

	"jishi/ui/printing"
)

func TestTheReadmeNamesEveryFormThatCanBePrinted(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range printing.Kinds() {
		if kind == printing.SignedIn { // print sign-in --signed
			continue
		}
		if !strings.Contains(string(readme), "`"+string(kind)+"`") {
			t.Errorf("README.md does not name %s", kind)
		}
	}
}

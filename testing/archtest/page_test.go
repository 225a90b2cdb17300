package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// roomRow is a row of the page's table of rooms: folder (empty: as above), rooms, what they do.
var roomRow = regexp.MustCompile("^\\| *(?:`([^`]*)`)? *\\| *(`[^|]*`) *\\|")

// pageRooms reads the table of rooms in docs/architecture.md: folders with their rooms.
func pageRooms(page string) map[string][]string {
	rooms := make(map[string][]string)
	folder := ""
	_, page, _ = strings.Cut(page, "## 2. The rooms")
	for _, line := range strings.Split(page, "\n") {
		if strings.HasPrefix(line, "## ") {
			break
		}
		m := roomRow.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		if m[1] != "" {
			folder = strings.TrimSuffix(m[1], "/")
		}
		for _, r := range strings.Split(m[2], ",") {
			rooms[folder] = append(rooms[folder], strings.Trim(strings.TrimSpace(r), "`"))
		}
	}
	return rooms
}

// missing compares what the page lists of a folder with what is there, both ways.
func missing(folder string, listed, there []string) (faults []string) {
	for _, r := range there {
		if !slices.Contains(listed, r) {
			faults = append(faults, fmt.Sprintf("%s/%s is not on the page", folder, r))
		}
	}
	for _, r := range listed {
		if !slices.Contains(there, r) && !strings.Contains(r, "/") {
			faults = append(faults, fmt.Sprintf("%s/%s is on the page, and not there", folder, r))
		}
	}
	return faults
}

// TestPageShowsTheRooms: docs/architecture.md lists the folders that are there.
func TestPageShowsTheRooms(t *testing.T) {
	root := filepath.Join("..", "..")
	page, err := os.ReadFile(filepath.Join(root, "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	rooms := pageRooms(string(page))
	for _, folder := range []string{"base", "clock", "kv", "range", "txn", "sql", "sql/plan", "server", "server/node", "testing"} {
		entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(folder)))
		if err != nil {
			t.Fatal(err)
		}
		var there []string
		for _, e := range entries {
			if e.IsDir() && e.Name() != "testdata" {
				there = append(there, e.Name())
			}
		}
		for _, fault := range missing(folder, rooms[folder], there) {
			t.Error(fault)
		}
	}
}

// decisionRow is a row of the page's table of decisions: what, the file, the function.
var decisionRow = regexp.MustCompile("^\\| [^|]* \\| `([^`|]*\\.go)` \\| `([^`|]*)` \\|")

// TestPageShowsDecisions: the functions that docs/architecture.md names are where it says.
func TestPageShowsDecisions(t *testing.T) {
	page, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, line := range strings.Split(string(page), "\n") {
		m := decisionRow.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		n++
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(m[1])))
		if err != nil || !declares(string(text), m[2]) {
			t.Errorf("docs/architecture.md: %s is not in %s", m[2], m[1])
		}
	}
	if n < 15 {
		t.Errorf("the page shows %d decisions", n)
	}
	if declares("package p\n\nfunc (s *S) F() {}\n", "S.G") || !declares("package p\n\nfunc (s *S) F() {}\n", "S.F") || !declares("func G() {}", "G") {
		t.Error("the rule does not tell what is declared")
	}
}

// declares reports whether a file's text declares a function, or the method of a type.
func declares(text, name string) bool {
	recv, method, ok := strings.Cut(name, ".")
	if !ok {
		return strings.Contains("\n"+text, "\nfunc "+name+"(")
	}
	return regexp.MustCompile(`(?m)^func \(\w+ \*?` + recv + `\) ` + method + `\(`).MatchString(text)
}

func TestPageRooms(t *testing.T) {
	rooms := pageRooms("## 1.\n| `x/` | `y` | z |\n## 2. The rooms\n| folder | room | what |\n|---|---|---|\n| `kv/` | `keys`, `engine` | rows |\n| | `mvcc` | versions |\n## 3.\n| | `w` | z |\n")
	if got := strings.Join(rooms["kv"], " "); got != "keys engine mvcc" || len(rooms) != 1 {
		t.Errorf("got %v", rooms)
	}
	if got := missing("kv", rooms["kv"], []string{"keys", "mvcc", "feed"}); len(got) != 2 {
		t.Errorf("got %v", got)
	}
}

package differential

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var mends = flag.String("mends", "", "take out the mends whose names match, one after another, and find each beside the Postgres of -postgres")

// statementsForMend is how many statements may run until a missing mend is found.
const statementsForMend = 20_000

// mend is a line that mends a wrong answer, and what stood there before.
type mend struct{ name, file, with, without string }

func readMends(t *testing.T) []mend {
	data, err := os.ReadFile("testdata/mends.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []mend
	for _, block := range strings.Split(string(data), "\n\n") {
		var m mend
		for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
			name, value, _ := strings.Cut(line, ": ")
			switch name {
			case "mend":
				m.name = value
			case "file":
				m.file = value
			case "with":
				m.with = value
			case "without":
				m.without = value
			}
		}
		if m.name != "" {
			list = append(list, m)
		}
	}
	return list
}

// source gives the text of a mend's file with the mend taken out.
func (m *mend) source(root string) (string, error) {
	data, err := os.ReadFile(filepath.Join(root, m.file))
	if err != nil {
		return "", err
	}
	if n := strings.Count(string(data), m.with); n != 1 {
		return "", fmt.Errorf("%s has %q %d times, not once", m.file, m.with, n)
	}
	return strings.Replace(string(data), m.with, m.without, 1), nil
}

// TestMendsAreThere shows that the list says what the sources do.
func TestMendsAreThere(t *testing.T) {
	for _, m := range readMends(t) {
		if _, err := m.source("../.."); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
	}
}

var ranStatements = regexp.MustCompile(`(\d+) statements, .* (\d+) differences`)

// TestMends takes mends out, and prints after how many statements the fuzzer found each.
func TestMends(t *testing.T) {
	if *mends == "" {
		return // asked for by its flag alone: it builds the node anew for each mend
	}
	if *postgres == "" {
		t.Fatal("-mends needs -postgres")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	which := regexp.MustCompile(*mends)
	for _, m := range readMends(t) {
		if !which.MatchString(m.name) {
			continue
		}
		binary, err := m.build(root, t.TempDir())
		if err != nil {
			t.Fatalf("%s: %v", m.name, err)
		}
		ran, out := hunt(binary, strconv.Itoa(statementsForMend))
		if ran == "" {
			t.Errorf("%s: not found:\n%s", m.name, out)
			continue
		}
		if also, out := hunt(os.Args[0], ran); also != "" {
			t.Errorf("%s: there is a difference with it too:\n%s", m.name, out)
			continue
		}
		t.Logf("%6s statements: %s", ran, m.name)
	}
}

// hunt runs a fuzzer until it finds a difference, and says after how many statements; "" for
// none.
func hunt(binary, statements string) (ran, out string) {
	cmd := exec.Command(binary, "-test.run", "TestDifferential$", "-test.v", "-findings", "1", "-plans=false",
		"-seed", strconv.FormatUint(*seed, 10), "-statements", statements, "-postgres", *postgres)
	said, err := cmd.CombinedOutput()
	m := ranStatements.FindStringSubmatch(string(said))
	if err == nil || m == nil || m[2] == "0" {
		return "", string(said)
	}
	return m[1], string(said)
}

// build makes a test binary whose source lacks the mend, which an overlay shows to the
// compiler alone.
func (m *mend) build(root, dir string) (string, error) {
	text, err := m.source(root)
	if err != nil {
		return "", err
	}
	changed, overlay, binary := filepath.Join(dir, "changed.go"), filepath.Join(dir, "overlay.json"), filepath.Join(dir, "differential.test")
	if err := os.WriteFile(changed, []byte(text), 0o600); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(root, m.file): changed}})
	if err != nil {
		return "", err
	}
	if err := os.WriteFile(overlay, list, 0o600); err != nil {
		return "", err
	}
	out, err := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", binary, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return binary, nil
}

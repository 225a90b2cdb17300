package pgoracle

import (
	"bufio"
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"
)

// agreeMin is how many statements of the corpus the two parsers agree on at
// least. It only rises.
const agreeMin = 5400

// judgeBytesMax bounds what the fuzzer hands to libpg_query: deep nesting ends
// its process, which no test survives.
const judgeBytesMax = 2000

var statements = flag.Int("statements", 1500, "how many new random statements to judge")

// known is a disagreement with its reason.
type known struct {
	outcome string
	reason  string
	seen    bool
}

// readKnown reads disagreements.txt: reasons by name, then outcome, reason's
// name and statement, separated by tabs.
func readKnown(t *testing.T) map[string]*known {
	t.Helper()
	f, err := os.Open("disagreements.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	reasons := map[string]bool{}
	list := map[string]*known{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if name, _, ok := strings.Cut(strings.TrimPrefix(line, "# "), ": "); ok && strings.HasPrefix(line, "# ") {
			reasons[name] = true
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.SplitN(line, "\t", 3)
		if len(parts) != 3 || !reasons[parts[1]] {
			t.Fatalf("disagreements.txt: bad line or unknown reason: %q", line)
		}
		sql, err := decodeLine(parts[2])
		if err != nil {
			t.Fatal(err)
		}
		list[sql] = &known{outcome: parts[0], reason: parts[1]}
	}
	return list
}

// TestCorpus judges the corpus. What the parsers disagree on must be listed
// with a reason, and what is listed must still be so.
func TestCorpus(t *testing.T) {
	list := readKnown(t)
	agree := 0
	for _, path := range Files() {
		corpus, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, sql := range corpus {
			v := Judge(sql)
			k := list[sql]
			switch {
			case v.Outcome <= BothReject:
				agree++
			case k == nil:
				t.Errorf("%s\n  %s, without a reason\n  postgres: %s\n  isochron: %s\n  printed: %s", sql, v.Outcome, v.Postgres, v.Isochron, v.Printed)
			case k.outcome != v.Outcome.String():
				t.Errorf("%s\n  got %s, want %s", sql, v.Outcome, k.outcome)
			}
			if k != nil {
				k.seen = v.Outcome > BothReject
			}
		}
	}
	for sql, k := range list {
		if !k.seen {
			t.Errorf("%s\n  is listed as %q, but the parsers agree or it is not in the corpus", sql, k.outcome)
		}
	}
	t.Logf("%d statements agree, %d disagree with a reason", agree, len(list))
	if agree < agreeMin {
		t.Errorf("%d statements agree, want at least %d", agree, agreeMin)
	}
}

// TestGolden checks that the golden files are current.
func TestGolden(t *testing.T) {
	for _, path := range Files() {
		corpus, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(Golden(path))
		if err != nil {
			t.Fatal(err)
		}
		if got := GoldenLines(corpus); !bytes.Equal(got, want) {
			t.Errorf("%s is not current: run go run ./cmd/golden", Golden(path))
		}
	}
}

// newer tells that libpg_query's grammar, which is younger, explains an
// outcome.
func newer(v Verdict) bool {
	return strings.Contains(v.Postgres, "multiple limit options") ||
		strings.Contains(v.Isochron, "must have an alias") || strings.Contains(v.Postgres, "multiple limit")
}

// TestRandom judges statements that no one has seen, half of them broken.
// Where an error stands may differ; whether there is one may not, nor a tree.
func TestRandom(t *testing.T) {
	g := NewGenerator(7)
	for i := range *statements {
		sql := g.Statement()
		if i%2 == 1 {
			sql = g.Mutate(sql)
		}
		v := Judge(sql)
		if v.Outcome <= BothReject || v.Outcome == ErrorsDiffer || v.Unsupported || newer(v) {
			continue
		}
		t.Errorf("%s\n  %s\n  postgres: %s\n  isochron: %s\n  printed: %s", sql, v.Outcome, v.Postgres, v.Isochron, v.Printed)
	}
}

// FuzzJudge lets the fuzzer look for disagreements.
func FuzzJudge(f *testing.F) {
	for _, path := range Files() {
		corpus, err := Read(path)
		if err != nil {
			f.Fatal(err)
		}
		for i, sql := range corpus {
			if i%8 == 0 {
				f.Add(sql)
			}
		}
	}
	f.Fuzz(func(t *testing.T, sql string) {
		if len(sql) > judgeBytesMax {
			return
		}
		if v := Judge(sql); v.Outcome == TreesDiffer || v.Outcome == NoRoundTrip {
			t.Errorf("%s\n  %s\n  postgres: %s\n  isochron: %s\n  printed: %s", sql, v.Outcome, v.Postgres, v.Isochron, v.Printed)
		}
	})
}

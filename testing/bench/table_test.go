package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Rows that a run leaves out stay as they were, in their places; those that it measures are new.
func TestTableKeepsOtherRows(t *testing.T) {
	file := filepath.Join(t.TempDir(), "b.md")
	old := "# Benchmarks\n\n| row | measure |\n|---|---|\n| 3 | old three | then |\n| 9 | nine | then |\n| 11 | eleven | then |\n\nRow 3 (old three): slow\n\nRow 11 (eleven): wide\n\n## Why\n\nBecause.\n"
	if err := os.WriteFile(file, []byte(old), 0o600); err != nil {
		t.Fatal(err)
	}
	b := &bench{o: options{out: file}}
	var err error
	if b.notes, b.earlier, err = readTable(file); err != nil {
		t.Fatal(err)
	}
	b.table = []entry{{row: "9", what: "new nine", ours: samples{1}, note: "fast"}, {row: "3", what: "new three", ours: samples{2}}}
	rows, notes := b.lines()
	got := strings.Join(append(rows, notes...), "\n")
	for i, want := range []string{"| 3 | new three", "| 9 | new nine", "| 11 | eleven | then |", "Row 9 (new nine): fast", "Row 11 (eleven): wide"} {
		if line := append(rows, notes...)[i]; !strings.HasPrefix(line, want) {
			t.Errorf("line %d is %q, want %q", i, line, want)
		}
	}
	if strings.Contains(got, "old three") || !strings.HasPrefix(string(b.notes), "\n## Why") {
		t.Errorf("kept:\n%s\n%s", got, b.notes)
	}
}

// TestMet: a goal is of the peer's figure where it says so, and of the figure itself elsewhere.
func TestMet(t *testing.T) {
	tests := []struct {
		goal       string
		ours, peer samples
		want       string
	}{
		{"≤ 100", samples{196}, samples{30}, "no"},
		{"≤ 100", samples{83}, samples{0.5}, "yes"},
		{"≤ 2", samples{2.1}, nil, "no"},
		{"≥ 1.2 ×", samples{12}, samples{10}, "yes"},
		{"≥ 1.2 ×", samples{11}, samples{10}, "no"},
		{"≤ 3 ×", samples{31}, samples{10}, "no"},
		{"≥ 1.0 ×", samples{0.9}, nil, "no"}, // a ratio already
		{"≥ 1.2 ×", nil, samples{10}, ""},
		{"", samples{1}, nil, ""},
	}
	for _, tt := range tests {
		e := entry{goal: tt.goal, ours: tt.ours, peer: tt.peer}
		if got := e.met(); got != tt.want {
			t.Errorf("%v of %v against %q: %q, want %q", tt.ours, tt.peer, tt.goal, got, tt.want)
		}
	}
}

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

package main

import (
	"fmt"
	"strings"
	"testing"
)

// TestAgreed: of what the clusters print, the worst region counts; a world without all its regions is
// no measurement.
func TestAgreed(t *testing.T) {
	var out strings.Builder
	for _, g := range agreedGoals {
		for r := range g.regions {
			fmt.Fprintf(&out, "    figures_test.go:1: something\nagreed: world=%s kind=%s region=%c commits=60 over=1/%d.5/9 waited=0/%d/8\n", g.world, g.kind, 'a'+r, 2+r, 1+r)
		}
	}
	text := out.String()
	for _, line := range []string{"world=regions-utc5 kind=local region=a", "world=regions-utc5 kind=local region=b", "world=regions-utc5 kind=local region=c"} { // it is two goals'
		i := strings.LastIndex(text, "agreed: "+line)
		text = text[:i] + strings.Replace(text[i:], "agreed: ", "twice: ", 1)
	}
	lines, err := parseAgreed([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	entries, err := agreedEntries(lines)
	if err != nil || len(entries) != len(agreedGoals) {
		t.Fatal(entries, err)
	}
	if e := entries[0]; e.ours[0] != 2.5 || e.met() != "no" || e.note != "region a, 60 commits: p50 1, p99 2.5, longest 9 ms" {
		t.Errorf("%+v", e)
	}
	if e := entries[2]; e.ours[0] != 3 || e.met() != "yes" { // what nodes say, of the worst of three
		t.Errorf("%+v", e)
	}
	if _, err := agreedEntries(lines[1:]); err == nil {
		t.Error("a world is missing")
	}
	if _, err := parseAgreed([]byte("agreed: world=x\n")); err == nil {
		t.Error("a line that is cut")
	}
}

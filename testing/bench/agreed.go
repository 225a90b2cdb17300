package main

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// Row 14 of goals.md beyond one node: whole clusters in virtual time (server/local, TestAgreeFigures),
// of which a test tells in lines, one for each region.

// agreedLine is such a line: times are in ms, the median, p99 and the longest.
type agreedLine struct {
	world, kind, region string
	commits             int
	over, waited        [3]float64 // beyond quorums, as clients see it; and what nodes say
}

// parseAgreed finds the lines in a test's output.
func parseAgreed(out []byte) (lines []agreedLine, err error) {
	for line := range bytes.Lines(out) {
		text, ok := strings.CutPrefix(strings.TrimSpace(string(line)), "agreed: ")
		if !ok {
			continue
		}
		var l agreedLine
		fields := strings.NewReplacer("world=", "", "kind=", "", "region=", "", "commits=", "", "over=", "", "waited=", "", "/", " ").Replace(text)
		if _, err := fmt.Sscan(fields, &l.world, &l.kind, &l.region, &l.commits, &l.over[0], &l.over[1], &l.over[2], &l.waited[0], &l.waited[1], &l.waited[2]); err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// agreedGoals are the figures of the row, of all regions that a world has; goals are in ms.
var agreedGoals = []struct {
	world, kind string
	regions     int
	seen        bool // by clients; else as nodes say
	goal, what  string
}{
	{"place", "local", 1, true, "≤ 0.2", "three nodes in one place (one way 0.1 ms), clocks free-running ± 2 s and 200 ppm: commits beyond their quorums, p99"},
	{"place", "lag", 1, true, "≤ 0.4", "the same: what a commit would wait that waits for no quorum, p99"},
	{"regions-utc5", "local", 3, false, "≤ 11", "three regions (33, 75, 103 ms), UTC within 5 ms: wait of commits within a region, p99 of the worst region"},
	{"regions-utc5", "local", 3, true, "≤ 11", "the same: commits beyond their quorums as clients see it"},
	{"regions-utc250", "local", 3, true, "≤ 103", "UTC within 250 ms: commits within a region beyond their quorums"},
	{"regions-utc250", "all", 3, true, "≤ 0.2", "the same: commits over all regions beyond their quorums"},
	{"regions-unknown", "local", 3, true, "≤ 103", "UTC unknown, clocks free-running ± 2 s and 200 ppm: commits within a region beyond their quorums"},
	{"regions-unknown", "all", 3, true, "≤ 0.2", "the same: commits over all regions beyond their quorums"},
}

// agreedEntries are the rows that the lines give: in each the worst region counts.
func agreedEntries(lines []agreedLine) ([]entry, error) {
	var out []entry
	for _, g := range agreedGoals {
		e, found := entry{row: "14", what: g.what, unit: " ms", goal: g.goal, ours: samples{0}}, 0
		for _, l := range lines {
			if l.world != g.world || l.kind != g.kind {
				continue
			}
			v := l.over
			if !g.seen {
				v = l.waited
			}
			found++
			e.ours[0] = max(e.ours[0], v[1])
			e.note += fmt.Sprintf("; region %s, %d commits: p50 %g, p99 %g, longest %g ms", l.region, l.commits, v[0], v[1], v[2])
		}
		if found != g.regions {
			return nil, fmt.Errorf("figures of %d regions of %d: %s, %s", found, g.regions, g.world, g.kind)
		}
		e.note = strings.TrimPrefix(e.note, "; ")
		out = append(out, e)
	}
	return out, nil
}

// agreed runs the test. That it fails, for a goal that is missed, is no reason to have no figures;
// a cluster that did not come to be, or stood still, prints none.
func (b *bench) agreed() error {
	out, ended := exec.CommandContext(b.ctx, "go", "test", "-count=1", "-v", "-timeout=1h", "-run", "^TestAgreeFigures$", "github.com/isochrondb/isochron/server/local", "-agree-figures=3").CombinedOutput()
	lines, err := parseAgreed(out)
	if err != nil {
		return errors.Join(err, ended)
	}
	entries, err := agreedEntries(lines)
	if err != nil {
		return errors.Join(err, ended)
	}
	b.table = append(b.table, entries...)
	return nil
}

package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// Rows 27 and 28 of goals.md: simulated clusters (testing/sim/fleet), which tell what came
// of them in a line.

// fleetLine is that line.
type fleetLine struct {
	hours                                float64
	txns, faults, anomalies, kills, lost int64
	lasted                               float64
	failed, runs                         int64
	rest                                 string // what the nodes did in the background, and what was compared
}

const fleetFormat = "fleet: hours=%g txns=%d faults=%d anomalies=%d kills=%d lost=%d lasted=%g failed=%d runs=%d"

// parseFleet finds the line in a test's output.
func parseFleet(out []byte) (l fleetLine, err error) {
	for line := range bytes.Lines(out) {
		if bytes.HasPrefix(line, []byte("fleet: ")) {
			text := strings.TrimSpace(string(line))
			if _, err := fmt.Sscanf(text, fleetFormat, &l.hours, &l.txns, &l.faults, &l.anomalies, &l.kills, &l.lost, &l.lasted, &l.failed, &l.runs); err != nil {
				return l, err
			}
			if words := strings.Fields(text); len(words) > fleetWords {
				l.rest = strings.Join(words[fleetWords:], " ")
			}
			return l, nil
		}
	}
	return l, errors.New("the simulation printed no line")
}

// fleetWords are those of fleetFormat.
const fleetWords = 10

// fleet runs the simulation. A run that fails is no measurement, whatever its line says:
// clusters that stood still or never came to be had no anomalies.
func (b *bench) fleet(args ...string) (fleetLine, error) {
	args = append([]string{"test", "github.com/isochrondb/isochron/testing/sim/fleet", "-v", "-count=1", "-timeout=6h", "-run", "TestFleet$"}, args...)
	out, failed := exec.CommandContext(b.ctx, "go", args...).CombinedOutput()
	return judgeFleet(out, failed)
}

// judgeFleet takes what a simulation printed, and how it ended.
func judgeFleet(out []byte, ended error) (fleetLine, error) {
	l, err := parseFleet(out)
	switch {
	case err != nil:
		return l, errors.Join(err, ended)
	case ended != nil || l.failed > 0 || l.runs == 0:
		return l, fmt.Errorf("the simulation failed (%v): %v", cmp.Or(ended, errFleet), l)
	}
	return l, nil
}

var errFleet = errors.New("and ended well all the same")

// hours is row 27: simulated hours with faults, and what was found in them.
func (b *bench) hours() error {
	l, err := b.fleet("-fleet-hours", "1")
	if err != nil {
		return err
	}
	b.table = append(b.table,
		entry{row: "27", what: "simulated hours of clusters with faults, of a CI run", unit: " h", goal: "≥ 1", ours: samples{l.hours}, note: l.String()},
		entry{row: "27", what: "anomalies in them", goal: "≤ 0", ours: samples{float64(l.anomalies)}})
	return nil
}

// powerCuts is row 28: acknowledged commits that are gone after over a thousand random kills, a
// half of which lose all that was not synced, and power cuts of all nodes at once. Any anomaly
// may be a loss, whatever its name.
func (b *bench) powerCuts() error {
	l, err := b.fleet("-fleet-hours", "3", "-every", "5s", "-kinds", "kill,crash,dark")
	if err != nil {
		return err
	}
	b.table = append(b.table, entry{
		row: "28", what: fmt.Sprintf("acknowledged commits lost over %d kills and power cuts", l.kills), goal: "≤ 0", ours: samples{float64(max(l.lost, l.anomalies))}, note: l.String(),
	})
	return nil
}

// String is what the note under the table says.
func (l fleetLine) String() string {
	line := fmt.Sprintf(fleetFormat, l.hours, l.txns, l.faults, l.anomalies, l.kills, l.lost, l.lasted, l.failed, l.runs)
	return strings.TrimSpace(strings.TrimPrefix(line, "fleet: ") + " " + l.rest)
}

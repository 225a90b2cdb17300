package main

import (
	"bytes"
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
}

const fleetFormat = "fleet: hours=%g txns=%d faults=%d anomalies=%d kills=%d lost=%d"

// parseFleet finds the line in a test's output.
func parseFleet(out []byte) (l fleetLine, err error) {
	for line := range bytes.Lines(out) {
		if bytes.HasPrefix(line, []byte("fleet: ")) {
			_, err := fmt.Sscanf(string(line), fleetFormat, &l.hours, &l.txns, &l.faults, &l.anomalies, &l.kills, &l.lost)
			return l, err
		}
	}
	return l, errors.New("the simulation printed no line")
}

// fleet runs the simulation. That it fails is told by its line, if there is one.
func (b *bench) fleet(args ...string) (fleetLine, error) {
	args = append([]string{"test", "github.com/isochrondb/isochron/testing/sim/fleet", "-v", "-count=1", "-timeout=6h", "-run", "TestFleet$"}, args...)
	out, failed := exec.CommandContext(b.ctx, "go", args...).CombinedOutput()
	l, err := parseFleet(out)
	return l, errors.Join(err, onlyIf(err != nil, failed))
}

func onlyIf(cond bool, err error) error {
	if cond {
		return err
	}
	return nil
}

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
// half of which lose all that was not synced. Any anomaly may be a loss, whatever its name.
func (b *bench) powerCuts() error {
	l, err := b.fleet("-fleet-hours", "3", "-every", "5s", "-kinds", "kill,crash")
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
	return strings.TrimPrefix(fmt.Sprintf(fleetFormat, l.hours, l.txns, l.faults, l.anomalies, l.kills, l.lost), "fleet: ")
}

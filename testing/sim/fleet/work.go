package fleet

import (
	"fmt"
	"strings"

	"github.com/isochrondb/isochron/server/local"
)

// Work counts what a run's nodes did in the background, and what was compared: a simulation
// that never gets there proves nothing about it.
type Work struct {
	Collections, Merges, Repairs, Checks int // of old versions, of ranges, of replicas, of replicas
	Reads, Inside                        int // at timestamps of the past, through nodes and from replicas, compared (T14)
	Beside                               int // of those from replicas, from such as don't vote
	Alike                                int // ranges whose replicas were compared in the end
	Blackouts                            int // power cuts of all nodes at once
	Shown                                int // commits that were visible before they were durable
	Beginnings                           int // of logs whose syncs were late, that power cuts kept
}

// String tells it, as a line that can be read.
func (w Work) String() string {
	return fmt.Sprintf("collections=%d merges=%d repairs=%d checks=%d reads=%d inside=%d beside=%d alike=%d blackouts=%d shown=%d beginnings=%d",
		w.Collections, w.Merges, w.Repairs, w.Checks, w.Reads, w.Inside, w.Beside, w.Alike, w.Blackouts, w.Shown, w.Beginnings)
}

// fields are the counts, in String's order.
func (w *Work) fields() []*int {
	return []*int{&w.Collections, &w.Merges, &w.Repairs, &w.Checks, &w.Reads, &w.Inside, &w.Beside, &w.Alike, &w.Blackouts, &w.Shown, &w.Beginnings}
}

// add adds what another run did.
func (w *Work) add(o Work) {
	others := o.fields()
	for i, n := range w.fields() {
		*n += *others[i]
	}
}

// below names what falls short of a floor, for so many times of it.
func (w Work) below(floor Work, times float64) (short []string) {
	names := []string{"collections", "merges", "repairs", "comparisons of replicas", "reads through nodes", "reads of replicas", "reads of replicas without a vote", "ranges compared in the end", "power cuts of all nodes", "commits that were visible early", "beginnings of logs kept"}
	least := floor.fields()
	for i, n := range w.fields() {
		if want := float64(*least[i]) * times; float64(*n) < want {
			short = append(short, fmt.Sprintf("%d %s, want %.0f", *n, names[i], want))
		}
	}
	return short
}

// odometer reads nodes' counters, which begin again with each of their lives.
type odometer struct {
	last map[*local.Node]map[string]int
	sum  map[string]int
	kept map[*local.Node]int // beginnings of logs, by their disks

	broken map[string]bool // invariants, of which is told once
}

func newOdometer() *odometer {
	return &odometer{last: map[*local.Node]map[string]int{}, sum: map[string]int{}, kept: map[*local.Node]int{}, broken: map[string]bool{}}
}

// look reads all nodes that are up. What they did between the last look and their end is not
// counted.
func (o *odometer) look(c *local.Cluster, problem func(string, ...any)) {
	for _, n := range c.Nodes() {
		o.kept[n] = n.Disk.Met("beginning")
		x := n.Node()
		if x == nil {
			continue
		}
		all, err := x.Metrics().Gather()
		if err != nil {
			problem("metrics of %v: %v", n, err)
			continue
		}
		if o.last[n] == nil {
			o.last[n] = map[string]int{}
		}
		for _, f := range all {
			if v := f.GetMetric()[0].GetCounter().GetValue(); v > 0 && strings.HasPrefix(f.GetName(), "isochron_invariant_") && !o.broken[f.GetName()] {
				o.broken[f.GetName()] = true
				problem("%s at %v is %v: %s", f.GetName(), n, v, f.GetHelp())
			}
			switch name := f.GetName(); name {
			case "isochron_range_collections_total", "isochron_placement_merges_total", "isochron_placement_repairs_total", "isochron_range_comparisons_total", "isochron_range_early_visible_total":
				now, was := int(f.GetMetric()[0].GetCounter().GetValue()), o.last[n][name]
				if now < was {
					was = 0
				}
				o.sum[name] += now - was
				o.last[n][name] = now
			}
		}
	}
}

// read fills in what was counted.
func (o *odometer) read(w *Work) {
	w.Collections, w.Merges = o.sum["isochron_range_collections_total"], o.sum["isochron_placement_merges_total"]
	w.Shown = o.sum["isochron_range_early_visible_total"]
	for _, n := range o.kept {
		w.Beginnings += n
	}
	w.Repairs, w.Checks = o.sum["isochron_placement_repairs_total"], o.sum["isochron_range_comparisons_total"]
}

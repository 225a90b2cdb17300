package allocator

import (
	"math"
)

// What only tests of the package need.

// Usage is what lies on a store once what is planned is done.
type Usage struct {
	Store          uint32
	Ranges, Leases int
	Bytes          uint64
	Load           float64 // cores
}

// Usage returns what is planned to lie on each store, in the snapshot's order.
func (c *Cluster) Usage() []Usage {
	out := make([]Usage, len(c.stores))
	for i := range c.stores {
		x := &c.stores[i]
		out[i] = Usage{Store: x.ID, Ranges: int(math.Round(x.planned[byRanges])), Leases: int(math.Round(x.planned[byLeases])),
			Bytes: uint64(math.Round(max(0, x.planned[byBytes]))), Load: x.planned[byWork]}
	}
	return out
}

// Step returns the next step of one range. It reckons with what has been noted
// and changes nothing. Unlike Pass it does not ask whether others should go
// first. A range that the snapshot does not know needs no step.
func (c *Cluster) Step(rangeID uint64) Decision {
	i, ok := c.byID[rangeID]
	if !ok {
		return Decision{Range: rangeID, Why: "not in the snapshot"}
	}
	w := &c.ranges[i]
	if w.touched {
		return Decision{Range: rangeID, Generation: w.Generation, Why: "its last step is not done"}
	}
	if !w.counted {
		return Decision{Range: rangeID, Generation: w.Generation}
	}
	planned, lease := c.takeOff(w)
	d := c.choose(i)
	c.putBack(w, planned, lease)
	return d
}

// takeOff takes what is planned of a range off its stores while it is being
// decided, and plans that it stays as it is. putBack restores that.
func (c *Cluster) takeOff(w *work) (planned [replicasMax + 1]int32, lease int32) {
	c.lift(w, -1)
	n := copy(planned[:], w.planned)
	if n < len(planned) {
		planned[n] = -1
	}
	lease = w.lease
	c.planNow(w)
	return planned, lease
}

func (c *Cluster) putBack(w *work, planned [replicasMax + 1]int32, lease int32) {
	w.planned, w.lease = w.planned[:0], lease
	for _, s := range planned {
		if s < 0 {
			break
		}
		w.planned = append(w.planned, s)
	}
	c.lift(w, 1)
}

// Note remembers that the step that Step returned for a range is being carried
// out, so that later steps reckon with it.
func (c *Cluster) Note(rangeID uint64) {
	i, ok := c.byID[rangeID]
	if !ok || c.ranges[i].touched || !c.ranges[i].counted {
		return
	}
	if d := c.decide(i); d.Action != None {
		c.note(&c.ranges[i], &d)
	}
}

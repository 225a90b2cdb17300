package catalog

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/metric"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord"
)

// A lease of the range is renewed by reading the row of the catalog's version at a timestamp
// S ahead of now, at the leaseholder of the catalog's range (rangelease.go). One reading
// serves all transactions of the node that need no more. While the node is in use the
// next one is under way before S is needed; a node that was idle asks when it needs to.

// How far ahead S lies follows from what must fit in: what a commit needs beyond now, the
// way to the catalog and back, and the time between two renewals. A change of the schema
// waits as long (Rule W), so there is no more than that.
const (
	renewEveryMin = 25 * time.Millisecond // between renewals, on a fast network
	rttMax        = 2 * time.Second       // a slower network is taken for this one
	lingerTime    = 10 * time.Second      // since its last use that a node goes on renewing
	flightsMax    = 4                     // readings under way at once
	attemptMin    = 2 * time.Second       // that one message may take, at least
	attemptTrips  = 10                    // and in round trips
)

// Metrics count what the schema lease has cost this node.
type Metrics struct {
	Renewals metric.Counter   // readings of the version in the background
	Asks     metric.Counter   // statements and commits that waited for a reading
	Changes  metric.Counter   // readings that found the schema changed elsewhere
	Reloads  metric.Counter   // of those, with too many changes to be read one by one
	AskTime  metric.Histogram // what those waited
}

// Metrics returns the node's counters.
func (c *Catalog) Metrics() *Metrics { return &c.ranged.met }

// Ahead is how far ahead of now the schema is certified; negative: how far behind, which
// is where an idle node comes to be. 0 where that has no end.
func (c *Catalog) Ahead() time.Duration {
	exact := hlc.Timestamp(c.exact.Load())
	if exact == hlc.Max {
		return 0
	}
	return exact.Sub(c.o.DB.Now())
}

// timing is what the lease is renewed by.
type timing struct {
	lead  time.Duration // of S, when it is asked for
	every time.Duration // between two renewals
	rtt   time.Duration
}

func (c *Catalog) timing() timing {
	var t timing
	if c.o.RTT != nil {
		t.rtt = min(max(c.o.RTT(), 0), rttMax)
	}
	t.every = max(renewEveryMin, t.rtt/2)
	// A commit is on its way to a range and its quorum when the next answer is due, and that
	// may come late by as much as lies between two.
	t.lead = t.rtt + t.every + c.o.DB.CertifyAhead() + 2*t.rtt + t.every
	return t
}

// flight is one reading under way.
type flight struct {
	need   hlc.Timestamp // the least that it is for
	target hlc.Timestamp // what it asks for; with Catalog.mu held
	stuck  bool          // nobody serves the catalog's range; with Catalog.mu held
	done   chan struct{} // closed when it has ended
	err    error         // valid then
}

// ask makes the schema known up to need at least.
func (c *Catalog) ask(ctx context.Context, need hlc.Timestamp) error {
	if !c.rules.asks() {
		raise(&c.exact, int64(need))
		return nil
	}
	started := time.Now()
	err := c.await(ctx, need)
	c.ranged.met.Asks.Inc()
	c.ranged.met.AskTime.Observe(time.Since(started))
	return err
}

// await waits for a reading at need or above.
func (c *Catalog) await(ctx context.Context, need hlc.Timestamp) error {
	now, err := c.o.DB.Reading(ctx)
	if err != nil {
		return err
	}
	f := c.flightTo(need, need, max(need, now.Add(c.timing().lead)))
	select {
	case <-f.done:
		return f.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// flightTo returns a reading under way that asks for enough, or else starts one for target, or
// for need at the least. Where too many are under way, or nobody has an answer yet, it is the
// last, whatever it asks for: the caller looks, and asks again.
func (c *Catalog) flightTo(enough, need, target hlc.Timestamp) *flight {
	t := &c.ranged
	c.mu.Lock()
	defer c.mu.Unlock()
	if f := t.last; f != nil && (f.target >= enough || f.stuck || t.flights >= flightsMax) {
		return f
	}
	f := &flight{need: need, target: target, done: make(chan struct{})}
	if !t.group.Go(func(ctx context.Context) { c.fly(ctx, f) }) {
		f.err = &coord.ClosedError{}
		close(f.done)
		return f
	}
	t.last = f
	t.flights++
	return f
}

// fly reads until there is an answer. A lease that does not reach so far ahead is asked
// for less, down to what is needed; where nobody has one, whoever gets it is asked for as much as
// ever, and so is it again what took so long that it has been collected.
func (c *Catalog) fly(ctx context.Context, f *flight) {
	target := f.target
	again := c.judge()
	for {
		if f.err = c.renewOnce(ctx, target); f.err == nil {
			break
		}
		heard, _ := errors.AsType[*kvpb.RetryElsewhere](f.err)
		next := max(c.withinReach(heard), f.need)
		if f.err = again(ctx, f.err, next > target); f.err != nil {
			break
		}
		target = next
		c.mu.Lock()
		f.target, f.stuck = target, heard == nil || heard.Until == 0
		c.mu.Unlock()
	}
	c.mu.Lock()
	c.ranged.flights--
	if c.ranged.last == f {
		c.ranged.last = nil
	}
	c.mu.Unlock()
	close(f.done)
}

// withinReach is what to ask for next: as much as at first, but no more than the lease that was
// heard of allows.
func (c *Catalog) withinReach(heard *kvpb.RetryElsewhere) hlc.Timestamp {
	target := c.o.DB.Now().Add(c.timing().lead)
	if heard != nil && heard.Until != 0 {
		target = min(target, hlc.Timestamp(heard.Until).Prev())
	}
	return target
}

// judge returns what judges the failures of one reading: it pauses, and returns nil
// where another attempt is due. later tells that it would be for a later time.
func (c *Catalog) judge() func(ctx context.Context, err error, later bool) error {
	var since time.Time
	try := 0
	return func(ctx context.Context, err error, later bool) error {
		_, old := errors.AsType[*coord.SnapshotError](err)
		if ctx.Err() != nil || !distsender.Passing(err) && !errors.Is(err, context.DeadlineExceeded) && !(old && later) {
			return err
		}
		if try == 0 {
			since = time.Now()
		} else if d := time.Since(since); d > c.o.DB.Failover() {
			return &coord.UnavailableError{Key: versionKey(), Why: err.Error(), For: d}
		}
		try++
		return stop.Sleep(ctx, pauseBefore(try-1))
	}
}

// renewOnce is renew, given up where no answer comes.
func (c *Catalog) renewOnce(ctx context.Context, at hlc.Timestamp) error {
	ctx, stop := context.WithTimeout(ctx, max(attemptMin, attemptTrips*c.timing().rtt))
	defer stop()
	return c.renew(ctx, c.now(), at)
}

// renewTo reads at exactly `at`, until there is an answer.
func (c *Catalog) renewTo(ctx context.Context, at hlc.Timestamp) error {
	for again := c.judge(); ; {
		err := c.renewOnce(ctx, at)
		if err == nil {
			return nil
		}
		if err := again(ctx, err, false); err != nil {
			return err
		}
	}
}

// renew reads the catalog's version at `at`, and what has changed since the node's own.
func (c *Catalog) renew(ctx context.Context, by reading, at hlc.Timestamp) error {
	var v version
	asked := c.rules.marks(at, c.o.DB.Now)
	from, err := c.read(ctx, by, asked, []keys.Span{keys.Point(versionKey())}, func(_, value []byte) (err error) {
		v, err = decodeVersion(value)
		return err
	})
	if err != nil {
		return err
	}
	known := c.current.Load()
	if v.number <= known.number {
		c.certified(v.number, at)
		return nil
	}
	c.ranged.met.Changes.Inc()
	if ids, ok := v.since(known.number); ok {
		changes, err := c.readObjects(ctx, by, at, ids)
		if err != nil {
			return err
		}
		c.succeed(v.number, from, at, func(cur *Snapshot) *Snapshot { return cur.with(changes, c.versions.Add(1), from, false) })
		return nil
	}
	c.ranged.met.Reloads.Inc()
	whole, err := c.loadOnce(ctx, by, at)
	if err != nil {
		return err
	}
	whole.from, whole.number = from, v.number
	c.seqs.forgetAll()
	c.succeed(v.number, from, at, func(*Snapshot) *Snapshot { return whole })
	return nil
}

// readObjects reads descriptors as they are at `at`.
func (c *Catalog) readObjects(ctx context.Context, by reading, at hlc.Timestamp, ids []ID) ([]change, error) {
	slices.Sort(ids)
	changes := make([]change, len(ids))
	spans := make([]keys.Span, len(ids))
	for i, id := range ids {
		changes[i].id = id
		spans[i] = keys.Point(descKey(id))
	}
	slices.SortFunc(spans, func(a, b keys.Span) int { return bytes.Compare(a.Start, b.Start) })
	_, err := c.read(ctx, by, at, spans, func(_, value []byte) error {
		d, err := decode(value)
		if err != nil {
			return err
		}
		if i, ok := slices.BinarySearch(ids, d.Common().ID); ok {
			changes[i].new = d
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	cur := c.current.Load()
	for i := range changes {
		// What another node has done to a sequence may be setval: its values here are over.
		if old, ok := cur.SequenceByID(changes[i].id); ok {
			c.seqs.forget(old.Prefix)
		}
	}
	return changes, nil
}

// certified notes that the version with that number is the newest up to `at`.
func (c *Catalog) certified(number uint64, at hlc.Timestamp) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if number == c.current.Load().number {
		raise(&c.exact, int64(at))
	}
}

// succeed makes what next gives the current snapshot, exact in [from, until], unless it is
// as new already.
func (c *Catalog) succeed(number uint64, from, until hlc.Timestamp, next func(*Snapshot) *Snapshot) {
	for {
		cur := c.current.Load()
		if cur.number > number {
			return
		}
		if cur.number == number {
			c.certified(number, until)
			return
		}
		s := next(cur)
		s.number = number
		if c.replace(cur, s, until) {
			return
		}
	}
}

// replace puts s in the place of cur, unless another was faster. The older one is exact
// until s begins where there was no change between them, else as far as was known.
func (c *Catalog) replace(cur, s *Snapshot, until hlc.Timestamp) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current.Load() != cur {
		return false
	}
	last := hlc.Timestamp(c.exact.Load())
	if s.number == cur.number+1 {
		last = s.from.Prev()
	}
	c.keep(held{cur, last})
	// In this order: whoever loads the new timestamp finds the new snapshot.
	c.current.Store(s)
	raise(&c.exact, int64(until))
	return true
}

// use notes that the schema is in use, so that its lease is renewed.
func (c *Catalog) use() {
	if !c.ranged.used.Load() {
		c.wake()
	}
}

func (c *Catalog) wake() {
	t := &c.ranged
	t.used.Store(true)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !t.renewing && c.rules.asks() {
		t.renewing = t.group.Go(c.keepCertified)
	}
}

// rest ends the renewals, unless the schema was used just now.
func (c *Catalog) rest() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ranged.renewing = c.ranged.used.Load()
	return !c.ranged.renewing
}

// asked is up to where the schema is certified, or will be by what has been asked for last.
func (c *Catalog) asked() hlc.Timestamp {
	c.mu.Lock()
	defer c.mu.Unlock()
	exact := hlc.Timestamp(c.exact.Load())
	if f := c.ranged.last; f != nil {
		return max(exact, f.target)
	}
	return exact
}

// keepCertified renews the lease until nobody has used the schema for a while. It asks again
// before the last answer has come: else S would have to lie further ahead by a round trip, and
// leases with it.
func (c *Catalog) keepCertified(ctx context.Context) {
	last := time.Now()
	var pause time.Duration // what fails, or gets no more than is there, is not asked for all the time
	for {
		now, err := c.o.DB.Reading(ctx)
		if err != nil {
			break
		}
		t := c.timing()
		left := c.asked().Sub(now)
		if stop.Sleep(ctx, min(max(left-(t.lead-t.every), pause), lingerTime)) != nil {
			break
		}
		pause = t.every / 2
		if c.ranged.used.Swap(false) {
			last = time.Now()
		} else if time.Since(last) >= lingerTime && c.rest() {
			return
		}
		if left > t.lead {
			continue
		}
		c.ranged.met.Renewals.Inc()
		now = c.o.DB.Now()
		c.flightTo(now.Add(t.lead), now, now.Add(t.lead))
	}
	c.rest()
}

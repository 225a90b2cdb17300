package wan

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Chain is the causal chain that led to a moment of one goroutine.
// A value, not a list: joining is a copy. Steps are linked backwards, so chains that part share what came
// before.
type Chain struct {
	Messages int // between regions
	took     time.Duration
	Waits    Waits
	last     *Step // while somebody wants to see them, at most stepsMax
	steps    int
}

// stepsMax bounds the requests that a chain remembers; those that follow are counted.
const stepsMax = 10_000

// step remembers a request. Steps are a list that grows at its end and is shared: chains that
// part have the same beginning, and none of them is copied.
func (c *Chain) step(s Step) {
	if c.steps < stepsMax {
		s.prev = c.last
		c.last, c.steps = &s, c.steps+1
	}
}

// Join makes c the longer of two chains.
// Of equal length the one that took longer: that is whom the transaction waited for.
func (c *Chain) Join(o *Chain) {
	if o.Messages > c.Messages || o.Messages == c.Messages && o.took > c.took {
		*c = *o
	}
}

// Waits are what the requests of a chain waited for.
type Waits struct {
	Network time.Duration // round trips between nodes, as they are measured
	Lock    time.Duration // requests for locks, beyond the network: others held the rows
	Quorum  time.Duration // consensus, as leaders told
	Ranges  time.Duration // the rest: the ranges' own work
	Clock   time.Duration // acknowledgements, by Rule W
}

// Sub is what came after o.
func (w Waits) Sub(o Waits) Waits {
	return Waits{w.Network - o.Network, w.Lock - o.Lock, w.Quorum - o.Quorum, w.Ranges - o.Ranges, w.Clock - o.Clock}
}

// Step is one request of a critical path.
type Step struct {
	What     string // "Read", "Lock", "Commit", …
	Range    uint64
	Node     uint32
	Region   string
	Messages int // between regions
	Took     time.Duration
	prev     *Step
}

// RangesAsked is what one region was asked for.
type RangesAsked struct {
	Region   string
	Ranges   []uint64 // sorted
	Requests int
	Bytes    int64 // between regions
}

// Price is what distance has cost a transaction so far.
// A reading; Sub of two gives a statement's.
type Price struct {
	Messages int   // between regions, on the longest causal chain
	Bytes    int64 // between regions, of all requests and their answers
	Waits    Waits // of that chain; complete while a Watch is there
}

// Sub is what came after o.
func (p Price) Sub(o Price) Price {
	return Price{p.Messages - o.Messages, p.Bytes - o.Bytes, p.Waits.Sub(o.Waits)}
}

// RoundTrips are the chain's: half its messages.
func (p Price) RoundTrips() float64 { return float64(p.Messages) / 2 }

// Trips is a number of messages in round trips, for people.
func Trips(messages int) string { return strconv.FormatFloat(float64(messages)/2, 'f', -1, 64) }

// Watch sees all requests of a transaction, also those that stay in the region. Make one with
// Txn.Watch. Safe for concurrent use.
type Watch struct {
	mu    sync.Mutex // a leaf
	asked map[string]*RangesAsked
}

// saw takes in a request to a range that is led in a region.
func (w *Watch) saw(region string, rangeID uint64, bytes int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	a := w.asked[region]
	if a == nil {
		a = &RangesAsked{Region: region}
		w.asked[region] = a
	}
	a.Requests++
	a.Bytes += bytes
	if !slices.Contains(a.Ranges, rangeID) {
		a.Ranges = append(a.Ranges, rangeID)
	}
}

// Asked is what was asked, by region.
func (w *Watch) Asked() []RangesAsked {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []RangesAsked
	for _, a := range w.asked {
		slices.Sort(a.Ranges)
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b RangesAsked) int { return strings.Compare(a.Region, b.Region) })
	return out
}

// Meter is what a transaction knows of its price.
// Only Bytes is safe for concurrent use: other goroutines of a transaction have chains of their own.
type Meter struct {
	Chain Chain // of the transaction's own goroutine
	// As Places.Affords compares: 2 × round trips + 1, so that 0 can mean any number.
	Most  int          // messages that the chain may have, and one; 0: any number
	Bytes atomic.Int64 // between regions
	Watch *Watch       // nil: nobody wants to see the requests
	Free  bool         // the commit has gone too far to be refused
}

// Reset readies it for another transaction.
func (w *Meter) Reset() {
	w.Chain, w.Most, w.Watch, w.Free = Chain{}, 0, nil, false
	w.Bytes.Store(0)
}

// LimitTo bounds the WAN round trips, those so far included; negative: no bound.
func (w *Meter) LimitTo(trips int) {
	if w.Most = 2*trips + 1; trips < 0 {
		w.Most = 0
	}
}

// Price is what distance has cost so far.
func (w *Meter) Price() Price { return Price{w.Chain.Messages, w.Bytes.Load(), w.Chain.Waits} }

// Carry goes on from what attempts before have cost.
// A transaction that is replayed costs its client both.
func (w *Meter) Carry(p Price) {
	w.Chain.Messages, w.Chain.Waits = p.Messages, p.Waits
	w.Bytes.Store(p.Bytes)
}

// See has all requests seen from now on, if on.
func (w *Meter) See(on bool) *Watch {
	w.Watch, w.Chain.last, w.Chain.steps = nil, nil, 0
	if on {
		w.Watch = &Watch{asked: map[string]*RangesAsked{}}
	}
	return w.Watch
}

// Idle reports whether nobody asks what waiting has cost.
func (w *Meter) Idle() bool { return w.Chain.Messages == 0 && w.Watch == nil }

// Path is the chain of requests since See, the first one first.
func (c *Chain) Path() (out []Step) {
	for s := c.last; s != nil; s = s.prev {
		out = append(out, *s)
	}
	slices.Reverse(out)
	return out
}

// Waited counts what others did for the transaction: the longest chain goes through it.
// on is the field of Waits that it counts as.
func (w *Meter) Waited(s Step, on *time.Duration) {
	w.Chain.Messages += s.Messages
	w.Chain.took += s.Took
	*on += s.Took
	if w.Watch != nil {
		w.Chain.step(s)
	}
}

// May reports whether so many messages more between regions may be taken.
// For messages that go beside the chain, whose range is not known yet.
func (w *Meter) May(messages int) bool {
	return w.Most == 0 || messages == 0 || w.Chain.Messages+messages < w.Most
}

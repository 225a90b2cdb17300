package coord

import (
	"context"
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// Way is what the way to a range's leaseholder is, as far as it is known here.
// For EXPLAIN and for plans that choose between ways; a Way may be wrong by the time it is used.
type Way struct {
	Range       uint64
	Region      string // of its leaseholder
	Leg, Quorum int    // messages between regions: there and back, and of its consensus
	RTT         time.Duration
	QuorumTime  time.Duration // of late; 0: not known
	Replica     bool          // the way is that to a replica that does not lead
}

// waysMax bounds the ranges of which Ways tells.
const waysMax = 4096

// Ways tells of the ranges of spans, each once, at most 4,096. It is nil where distance is not counted.
// The third bound, waysMax, keeps EXPLAIN of a scan of a whole cluster small: what lies beyond is left out.
func (db *DB) Ways(ctx context.Context, spans []keys.Span) ([]Way, error) {
	return db.ways(ctx, spans, db.way)
}

// ReadWays is Ways for who reads the present: of ranges where replicas nearby know it, to those.
func (db *DB) ReadWays(ctx context.Context, spans []keys.Span) ([]Way, error) {
	return db.ways(ctx, spans, func(d *descriptor.Range) Way {
		if r, ok := db.o.Router.(distsender.Nearby); ok && db.presentOf(d) {
			if node, _ := r.Near(d, nil); node != 0 {
				rtt, _ := db.places.Far.RTT(node)
				return Way{Range: d.ID, Region: db.places.Region(node), Leg: db.places.Leg(node), RTT: rtt, Replica: true}
			}
		}
		return db.way(d)
	})
}

// ways walks spans by ranges. Errors of look-ups are the caller's: without the directory there is no plan.
// A split or merge while this runs does no harm: a range that is met twice is named once, and
// the plan is an estimate anyway.
func (db *DB) ways(ctx context.Context, spans []keys.Span, to func(*descriptor.Range) Way) ([]Way, error) {
	if db.places == nil {
		return nil, nil
	}
	var out []Way
	for left := slices.Clone(spans); len(left) > 0 && len(out) < waysMax; {
		desc, err := db.lookup(ctx, left[0].Start)
		if err != nil {
			return nil, err
		}
		clip, n := clipSpans(nil, left, keys.Span{Start: desc.Start, End: desc.End}, false)
		left = beyond(left, clip, n, false)
		// Linear in what was found; 4,096 at most.
		if !slices.ContainsFunc(out, func(w Way) bool { return w.Range == desc.ID }) {
			out = append(out, to(desc))
		}
	}
	return out, nil
}

// A range whose leaseholder is not known has node 0, which names no region and counts no leg.
// way is what is known of the way to d's leaseholder; nothing is asked.
func (db *DB) way(d *descriptor.Range) Way {
	p, node := db.places, db.o.NodeID
	if !p.Here(d) {
		node = p.Leads(d)
	}
	rtt, _ := p.Far.RTT(node)
	return Way{d.ID, p.Region(node), p.Leg(node), p.Quorum(d, node), rtt, db.quorum(d.ID), false}
}

// Crossings are the messages between regions of one message from a node to another, for those who
// send others than requests to ranges.
// Both in one region: nothing. It is half of Leg, which counts the answer, too.
func (db *DB) Crossings(from, to uint32) int {
	if p := db.places; p == nil || p.Region(from) == p.Region(to) {
		return 0
	}
	return 1
}

// MayCross reports whether the transaction may take so many messages more between regions.
// To be asked before others are sent (a flow to another node, say): Places.Allows is for requests to ranges.
func (t *Txn) MayCross(messages int) bool {
	return t.wan.May(messages)
}

// Crossed counts messages that others sent for the transaction, one after the other, and took.
func (t *Txn) Crossed(what string, messages int, took time.Duration) {
	if t.db.places == nil {
		return
	}
	t.wan.Waited(wan.Step{What: what, Messages: messages, Took: took}, &t.wan.Chain.Waits.Ranges)
}

// CrossedBytes counts bytes that travelled between regions for the transaction beside its requests.
func (t *Txn) CrossedBytes(n int64) { t.wan.Bytes.Add(n) }

// CarryPrice goes on from what attempts before this one cost. Call it before the first use.
func (t *Txn) CarryPrice(p wan.Price) { t.wan.Carry(p) }

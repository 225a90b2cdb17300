package coord

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
)

// A transaction that may read what is a little old need not know how old: r may be anything from
// a limit to now, and the best one is the newest at which all that it reads is known nearby. So
// before its first statement the nearest replicas of the ranges that this reads are asked up to
// where they know them, and r is the least of what they say:
//
//	limit                                    now
//	  |        3   2                          |     known by the replicas of three ranges: r is at 3
//	1 |        3   2                          |     1 lies below the limit: its leaseholder serves at 3
//	1 |                                       |     nobody knows enough: r is now
//
// The answers are hints. Whatever r comes of them, it is read at like any r that a client names:
// by replicas whose closed timestamp it does not exceed, and by leaseholders.

// Freshness is what Freshest chose, and by whose word.
type Freshness struct {
	At        hlc.Timestamp // to read as of
	Asked     int           // ranges whose nearest replica counted
	Behind    int           // of those, how many replicas do not know the limit, or can't say
	Followers int           // and how many of the others don't lead
}

// FarError means that a read that only the nearest replica was to serve can't be served by it.
type FarError struct {
	Range     uint64
	At, Known hlc.Timestamp // what it was to know, and what it does; 0: it can't be asked
}

func (e *FarError) Error() string {
	return "the nearest replica does not know the past so far"
}

// SQLState is object_not_in_prerequisite_state.
func (e *FarError) SQLState() string { return "55000" }

// Detail says what was wanted, and what there is.
func (e *FarError) Detail() string {
	known := "does not know that yet, or can't be asked"
	if e.Known != 0 {
		known = "knows it up to " + e.Known.Time().UTC().Format(TimeFormat)
	}
	return fmt.Sprintf("Range %d was to be read as of %s; its nearest replica %s.", e.Range, e.At.Time().UTC().Format(TimeFormat), known)
}

// Hint tells what the client can do.
func (e *FarError) Hint() string {
	return "Allow an older time, or let leaseholders serve what replicas nearby don't know (nearest_only off)."
}

// TimeFormat is how errors write the times that transactions read as of.
const TimeFormat = "2006-01-02 15:04:05.000000-07"

const (
	// freshestRangesMax is how many ranges are asked about. Others are served by their leaseholders
	// where their replicas turn out to know less.
	freshestRangesMax = 1024
	// freshestAtOnce is how many are asked at a time.
	freshestAtOnce = 32
	// freshestTimeout is how long a replica may take to answer, or some round trips.
	freshestTimeout = time.Second
)

// Freshest chooses the timestamp, limit or later, of a transaction that begins by reading spans: the
// newest at which their nearest replicas serve, or now where none of them knows limit. With only it
// fails (*FarError) where one does not. Like Txn's start it waits while the clock is not well.
// Three answers of a range:
//
//	knows limit or later         f.At is not above what it knows
//	does not know limit          its leaseholder will be asked: it bounds nothing; with only, an error
//	can't be asked               the same
func (db *DB) Freshest(ctx context.Context, spans []keys.Span, limit hlc.Timestamp, only bool) (f Freshness, err error) {
	now, err := db.after(ctx, limit)
	if err != nil {
		return f, err
	}
	// Not beyond what Rule W makes wait: the newest data would cost more than it is worth to who bounds
	// staleness.
	f.At = max(limit, db.settled(now.Timestamp()))
	ranges := db.rangesOf(ctx, spans)
	answers := make([]known, len(ranges))
	workers := min(len(ranges), freshestAtOnce)
	// Worker w takes every workers-th range: no queue, and no order needed.
	parallel(workers, func(w int) {
		for i := w; i < len(ranges); i += workers {
			answers[i] = db.knownNearby(ctx, ranges[i], limit)
		}
	})
	if err := ctx.Err(); err != nil {
		return f, err
	}
	f.Asked = len(ranges)
	for i, k := range answers {
		switch {
		case k.at >= limit:
			f.At = min(f.At, k.at)
			if k.follower {
				f.Followers++
			}
		case only:
			return f, &FarError{Range: ranges[i].ID, At: limit, Known: k.at}
		default:
			f.Behind++
		}
	}
	db.metrics.Bounded.Add(1)
	if f.Behind > 0 {
		db.metrics.BoundedBehind.Add(1)
	}
	return f, nil
}

// after is a reading above ts, which lies ahead of now by less than clocks differ.
// A client's limit may come from another node's clock.
func (db *DB) after(ctx context.Context, ts hlc.Timestamp) (hlc.Reading, error) {
	now, err := db.reading(ctx)
	for err == nil && now.Timestamp() <= ts {
		if err = db.o.Clock.Wait(ctx, ts); err == nil {
			now, err = db.reading(ctx)
		}
	}
	return now, err
}

// settled is the newest timestamp at which nothing that is read has to be waited for by Rule W.
func (db *DB) settled(now hlc.Timestamp) hlc.Timestamp {
	d, _ := db.o.waiting()(now)
	return now.Add(-d)
}

// Apart is by how much the readings of two nodes may differ.
func (db *DB) Apart() time.Duration { return db.o.Bound.Epsilon() }

// rangesOf are the ranges of spans, as far as they are found.
// It stops early, without an error, at the bound and where a look-up fails: it is for hints.
func (db *DB) rangesOf(ctx context.Context, spans []keys.Span) (out []*descriptor.Range) {
	seen := map[uint64]bool{}
	for _, s := range spans {
		start, end := s.Bounds()
		for key := start; key.Compare(end) < 0; {
			d, err := db.LookupPast(ctx, key)
			if err != nil || len(out) == freshestRangesMax {
				return out
			}
			if !seen[d.ID] {
				seen[d.ID] = true
				out = append(out, d)
			}
			key = keys.Key(d.End)
		}
	}
	return out
}

// A leadKnower tells what is known of leaseholders from what is guessed (range/router).
type leadKnower interface {
	// Leads returns the node that is said to be desc's leaseholder; 0: nobody has said who is.
	Leads(desc *descriptor.Range) uint32
}

// ledElsewhere reports whether another node is known to lead desc.
func (db *DB) ledElsewhere(desc *descriptor.Range) bool {
	k, ok := db.o.Router.(leadKnower)
	if !ok {
		return false
	}
	node := k.Leads(desc)
	return node != 0 && node != db.o.NodeID
}

// known is up to where a replica knows its range; Zero: nobody can say.
// at is a timestamp up to which nothing changes there any more.
type known struct {
	at       hlc.Timestamp
	follower bool
}

// knownNearby is up to where the nearest replica of desc knows it; Max: it is the leaseholder, on
// another node, which knows whatever it is asked about.
// A range that has become another is asked once more, not followed.
func (db *DB) knownNearby(ctx context.Context, desc *descriptor.Range, limit hlc.Timestamp) known {
	k, moved := db.knownOf(ctx, desc, limit)
	if moved {
		if d, err := db.LookupPast(ctx, keys.Key(desc.Start)); err == nil {
			k, _ = db.knownOf(ctx, d, limit)
		}
	}
	return k
}

// knownOf is knownNearby by one descriptor; moved: the range has become another since.
func (db *DB) knownOf(ctx context.Context, desc *descriptor.Range, limit hlc.Timestamp) (k known, moved bool) {
	r, ok := db.o.Router.(distsender.Nearby)
	if !ok {
		return known{at: hlc.Max}, false
	}
	v, err := distsender.AskNear(r, desc, func(_ uint32, server kvpb.Sender) (err error) {
		if k, err = db.askKnown(ctx, server, desc, limit); err == nil {
			return nil
		}
		if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); !elsewhere {
			// Taken for a connection that broke, so that AskNear goes on to the next replica.
			err = &kvpb.Ambiguous{Why: err.Error()} // another one may be faster, or newer
		}
		return err
	})
	// This node leads it, or nobody is known to: then whoever Server takes for it is asked, too, once.
	if v == distsender.NearNone {
		if db.ledElsewhere(desc) {
			return known{at: hlc.Max}, false
		}
		err = distsender.Once(db.o.Router, desc, func() (err error) {
			k, err = db.askKnown(ctx, db.o.Router.Server(desc), desc, limit)
			return err
		})
		e, ok := distsender.Answer(err).(*kvpb.RetryElsewhere)
		moved = ok && e.Range != nil && (e.Range.RangeId != desc.ID || e.Range.Generation > desc.Generation)
	}
	if v == distsender.NearChanged {
		db.o.Router.Forget(desc)
		moved = true
	}
	if err != nil {
		return known{}, moved
	}
	return k, false
}

// askKnown asks one replica up to where it knows desc. Those of an older version say nothing.
// It is a read of no spans: it leaves no mark, and costs a look at what is closed.
func (db *DB) askKnown(ctx context.Context, server kvpb.Sender, desc *descriptor.Range, limit hlc.Timestamp) (known, error) {
	ctx, cancel := context.WithTimeout(ctx, db.slow(freshestTimeout))
	defer cancel()
	req := kvpb.ReadRequest{Header: &kvpb.Header{RangeId: desc.ID, Generation: desc.Generation}, ReadTs: int64(limit), Follower: true, Known: true}
	var resp kvpb.ReadResponse
	err := server.Send(ctx, &req, &resp)
	return known{hlc.Timestamp(resp.KnownTs), resp.Follower}, err
}

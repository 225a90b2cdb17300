package recover

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

var (
	_ replica.Settler = (*Recoverer)(nil)
	_ replica.Cleaner = (*Recoverer)(nil)
	_ coord.Recoverer = (*Recoverer)(nil)
)

// Clock gives readings.
type Clock interface{ Now() hlc.Reading }

// Options of a Recoverer. Zero limits take their defaults.
type Options struct {
	Router coord.Router
	Clock  Clock
	// Distances are as in coord.Options: limits of time grow with them. nil: all is near.
	Distances wan.Distances
	// Lives tells of gateways: those that are gone, or don't answer, are not left alone for
	// as long. nil: nobody can tell.
	Lives  Lives
	Limits Limits
	// Planted breaks a rule, for tests that show that the checkers notice.
	Planted    Planted
	CodeProbes *codeprobe.Paths // told of rare paths; nil: nobody is
}

// Lives tells of the processes of nodes. Served by server/node.
type Lives interface {
	// Alive reports whether that process of a node may still be there. known is false
	// where it does not answer.
	Alive(nodeID uint32, epoch uint64) (alive, known bool)
}

// Limits are times, and lower bounds: they grow with the round trips measured.
type Limits struct {
	// Grace is how long after c a coordinator is left alone. Default 3 s. Negative: nobody
	// is left alone, which is safe, and slow: for tests.
	Grace time.Duration
	// SilentGrace is the same for one whose node does not answer. Default 500 ms. One whose
	// process is gone is not left alone at all.
	SilentGrace time.Duration
	// PollMin and PollMax bound the pause between two looks at a record that is
	// not final; it doubles. Defaults 1 ms and 100 ms.
	PollMin, PollMax time.Duration
	// AskFor is how long one request is sent again while its range has no answer.
	// Default 10 s.
	AskFor time.Duration
}

// Recoverer settles transactions. Safe for concurrent use.
type Recoverer struct {
	o     Options
	rules rules
	// It decays by a 64th of the difference with each measurement: one slow moment lasts, but not for ever.
	farthest atomic.Int64 // the longest round trip to a leaseholder of late

	mu     sync.Mutex // a leaf
	flying map[flight]*call
}

// flight names a recovery that is under way.
// wait tells Settle from Recover: who must not wait is not to share the call of who does.
type flight struct {
	id      kvpb.TxnID
	attempt uint32
	wait    bool
}

// call is one recovery, shared by all who ask for it.
type call struct {
	done    chan struct{} // closed by the one who runs it
	outcome *kvpb.Outcome
	err     error
}

// New returns a Recoverer.
func New(o Options) *Recoverer {
	def := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	def(&o.Limits.Grace, 3*time.Second)
	def(&o.Limits.SilentGrace, 500*time.Millisecond)
	def(&o.Limits.PollMin, time.Millisecond)
	def(&o.Limits.PollMax, 100*time.Millisecond)
	def(&o.Limits.AskFor, 10*time.Second)
	return &Recoverer{o: o, rules: rules{o.Planted}, flying: map[flight]*call{}}
}

// subject is a transaction in question.
// c and attempt are as the stage names them; a record that is STAGING at another c is examined as itself.
type subject struct {
	txn     *kvpb.TxnMeta
	anchor  keys.Key
	c       hlc.Timestamp
	attempt uint32
}

// Settle returns the final outcome of a stage: it looks at the record, waits
// while its coordinator may still be at work, and recovers it after that. It
// does not resolve the stage. Fails with the context's error, or with what kept
// it from asking.
func (r *Recoverer) Settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	return r.once(ctx, subject{s.Txn, s.Anchor, s.CommitTS, s.Attempt}, true)
}

// Recover decides at once, without grace: for the coordinator that lost track of
// its own stages. The outcome may be Presumed, which is no answer for a gateway.
func (r *Recoverer) Recover(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, c hlc.Timestamp, attempt uint32) (*kvpb.Outcome, error) {
	return r.once(ctx, subject{txn, anchor, c, attempt}, false)
}

// once runs one recovery for all who ask at the same time. If the one who runs
// it gives up, the next takes over.
func (r *Recoverer) once(ctx context.Context, s subject, wait bool) (*kvpb.Outcome, error) {
	key := flight{s.txn.ID(), s.attempt, wait}
	for {
		r.mu.Lock()
		c := r.flying[key]
		if c == nil {
			c = &call{done: make(chan struct{})}
			r.flying[key] = c
			r.mu.Unlock()
			// The mutex is not held: this takes messages, and pauses.
			c.outcome, c.err = r.settle(ctx, s, wait)
			r.mu.Lock()
			delete(r.flying, key)
			r.mu.Unlock()
			close(c.done)
			return c.outcome, c.err
		}
		r.mu.Unlock()
		select {
		// Its context ended, which says nothing about the transaction: this caller goes round, and is
		// the next to run it or to wait for who is.
		case <-c.done:
			if c.err == nil || ctx.Err() != nil {
				return c.outcome, c.err
			}
			if !errors.Is(c.err, context.Canceled) && !errors.Is(c.err, context.DeadlineExceeded) {
				return nil, c.err
			}
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// settle looks until the outcome is final.
func (r *Recoverer) settle(ctx context.Context, s subject, wait bool) (*kvpb.Outcome, error) {
	for pauses := (retry.Policy{First: r.o.Limits.PollMin, Longest: r.o.Limits.PollMax}).Begin(); ; {
		o, err := r.look(ctx, s)
		if err != nil || final(o) {
			return o, err
		}
		if !wait || r.overdue(s) {
			if o, err = r.decide(ctx, s, o); err != nil || final(o) {
				return o, err
			}
		}
		if err := pauses.Sleep(ctx); err != nil {
			return nil, err
		}
	}
}

// final reports whether the outcome cannot change any more (T8 lets no record go before it is
// told).
func final(o *kvpb.Outcome) bool {
	return o.GetState() == kvpb.TxnState_COMMITTED || o.GetState() == kvpb.TxnState_ABORTED
}

// overdue tells whether c and the grace period are over. Recovery is safe at any time;
// grace is for coordinators that would be done sooner.
// The coordinator's process is asked for first:
//
//	its process is gone         at once: nobody will go on with the stage
//	its node does not answer    SilentGrace behind c
//	it lives                    Grace behind c
func (r *Recoverer) overdue(s subject) bool {
	grace := r.o.Limits.Grace
	if grace < 0 {
		return true
	}
	if r.o.Lives != nil {
		switch alive, known := r.o.Lives.Alive(s.txn.GetGateway(), s.txn.GetSessionEpoch()); {
		case !alive:
			return true
		case !known:
			grace = r.o.Limits.SilentGrace
		}
	}
	return r.o.Clock.Now().Timestamp() > s.c.Add(r.slow(grace))
}

// roundsMin is how many round trips fit into any limit of time: a stage with its
// quorum, the decision, and room.
const roundsMin = 8

// slow makes a limit of time fit for a slow network.
func (r *Recoverer) slow(limit time.Duration) time.Duration {
	return max(limit, roundsMin*time.Duration(r.farthest.Load()))
}

// measure notes how far desc's leaseholder is.
func (r *Recoverer) measure(desc *descriptor.Range) {
	l, ok := r.o.Router.(interface {
		Leader(*descriptor.Range) uint32
	})
	if r.o.Distances == nil || !ok {
		return
	}
	_, longest := r.o.Distances.RTT(l.Leader(desc))
	// Two goroutines may lose one of their measurements to each other. The next one makes up for
	// it.
	old := r.farthest.Load()
	r.farthest.Store(max(int64(longest), old-(old-int64(longest))/64))
}

// look asks for the record.
func (r *Recoverer) look(ctx context.Context, s subject) (*kvpb.Outcome, error) {
	return r.compareAndSet(ctx, s, &kvpb.DecideRequest{Anchor: s.anchor, ExaminedTs: int64(s.c)})
}

// decide finds the evidence of a record that is not final, and sets it. A record
// that changed in the meantime is returned as it is.
func (r *Recoverer) decide(ctx context.Context, s subject, seen *kvpb.Outcome) (*kvpb.Outcome, error) {
	req := &kvpb.DecideRequest{
		Anchor: s.anchor, Examined: seen.GetState(), ExaminedTs: int64(s.c),
		To: kvpb.TxnState_ABORTED, FinalTs: int64(s.c),
	}
	// Where the record is not STAGING there is no evidence to look for: it becomes ABORTED.
	if seen.GetState() == kvpb.TxnState_STAGING {
		s.c, s.attempt = hlc.Timestamp(seen.CommitTs), seen.Attempt
		all, err := r.evidence(ctx, s, seen.Participants)
		if err != nil {
			return nil, err
		}
		req.ExaminedTs, req.FinalTs = int64(s.c), int64(s.c)
		if all {
			req.To = kvpb.TxnState_COMMITTED
		}
		r.o.CodeProbes.HitIf(all, "recovery finds all stages of a transaction")
		r.o.CodeProbes.HitIf(!all, "recovery finds that a stage is missing")
	}
	return r.compareAndSet(ctx, s, req)
}

// compareAndSet sets the record to req.To if it is still as req.Examined says, and returns what
// it is then, whoever set it. A request without To only looks. Sent again it does no harm: the
// second one finds what the first has set.
func (r *Recoverer) compareAndSet(ctx context.Context, s subject, req *kvpb.DecideRequest) (*kvpb.Outcome, error) {
	var resp kvpb.DecideResponse
	err := r.ask(ctx, s, s.anchor, func(h *kvpb.Header, server kvpb.Sender) error {
		resp.Reset()
		req.Header = h
		return server.Send(ctx, req, &resp)
	})
	return resp.Outcome, err
}

// evidence tells whether all participants have evidence for c. It stops at the
// first range that lacks some, and has been prevented.
func (r *Recoverer) evidence(ctx context.Context, s subject, participants []*kvpb.KeySet) (bool, error) {
	return r.each(ctx, s, participants, func(h *kvpb.Header, server kvpb.Sender, ks []*kvpb.Span) (bool, error) {
		var resp kvpb.EvidenceResponse
		err := server.Send(ctx, &kvpb.EvidenceRequest{
			Header: h, Keys: ks, Attempt: s.attempt, CommitTs: int64(s.c), LookOnly: r.rules.looksOnly(),
		}, &resp)
		return resp.Found, err
	})
}

// keysMax bounds the keys of one request.
const keysMax = 16384

// each calls f with the keys of all participants, in order, those of one range together: one
// request a range, not one a key. It ends early where f does not want to go on.
func (r *Recoverer) each(ctx context.Context, s subject, participants []*kvpb.KeySet, f func(*kvpb.Header, kvpb.Sender, []*kvpb.Span) (bool, error)) (all bool, err error) {
	var spans []keys.Span
	for _, p := range participants {
		for _, x := range p.Spans {
			spans = append(spans, keys.Span{Start: x.Key, End: x.EndKey})
		}
	}
	all = true
	p := r.pursuit()
	err = p.Walk(ctx, spans, keysMax, func(desc *descriptor.Range, here []keys.Span) (bool, error) {
		ks := make([]*kvpb.Span, len(here))
		for i, x := range here {
			ks[i] = &kvpb.Span{Key: x.Start, EndKey: x.End}
		}
		h, server := r.way(desc, s)
		goOn, err := f(h, server, ks)
		all = goOn
		return goOn, err
	})
	return all && err == nil, last(err)
}

// CleanUp resolves a transaction whose record is final at all its participants,
// and then lets the anchor forget the record (T8: not before all is resolved).
// Doing it twice, or beside the coordinator, does no harm.
func (r *Recoverer) CleanUp(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, outcome *kvpb.Outcome) error {
	if !final(outcome) || outcome.Presumed {
		return errNotFinal
	}
	s := subject{txn: txn, anchor: anchor, c: hlc.Timestamp(outcome.CommitTs), attempt: outcome.Attempt}
	// The record goes last: as long as a stage may stand somewhere, who meets it must find the
	// outcome.
	resolve := func(forget bool) func(*kvpb.Header, kvpb.Sender, []*kvpb.Span) (bool, error) {
		return func(h *kvpb.Header, server kvpb.Sender, ks []*kvpb.Span) (bool, error) {
			req := &kvpb.ResolveRequest{Header: h, Keys: ks, Outcome: outcome, ForgetRecord: forget, Anchor: s.anchor}
			return true, server.Send(ctx, req, &kvpb.ResolveResponse{})
		}
	}
	if _, err := r.each(ctx, s, outcome.Participants, resolve(false)); err != nil {
		return err
	}
	_, err := r.each(ctx, s, []*kvpb.KeySet{{Spans: []*kvpb.Span{{Key: anchor}}}}, resolve(true))
	return err
}

// errNotFinal refuses a clean-up that could take away what another still decides by.
var errNotFinal = errors.New("recover: the record is not final")

// ask sends a request about key to its range until it is answered.
func (r *Recoverer) ask(ctx context.Context, s subject, key keys.Key, f func(*kvpb.Header, kvpb.Sender) error) error {
	p := r.pursuit()
	return last(p.Until(ctx, key, r.o.Router.Lookup, func(desc *descriptor.Range) error { return f(r.way(desc, s)) }))
}

// way is how desc is asked on behalf of a transaction.
func (r *Recoverer) way(desc *descriptor.Range, s subject) (*kvpb.Header, kvpb.Sender) {
	r.measure(desc)
	return &kvpb.Header{RangeId: desc.ID, Generation: desc.Generation, Txn: s.txn}, r.o.Router.Server(desc)
}

// pursuit is the way of a request. All of them may be sent twice.
func (r *Recoverer) pursuit() distsender.Pursuit {
	p := distsender.Pursuit{Routes: r.o.Router, Pace: asking{r}}
	p.Begin()
	return p
}

// asking is the pace of all requests.
type asking struct{ r *Recoverer }

// Timeout grows with the way to the farthest leaseholder of late.
func (a asking) Timeout() time.Duration { return a.r.slow(a.r.o.Limits.AskFor) }

// Pause doubles from PollMin to PollMax. It ends early with the context's error.
func (a asking) Pause(ctx context.Context, tries int) error {
	l := &a.r.o.Limits
	return stop.Sleep(ctx, min(l.PollMin<<min(tries, 30), l.PollMax))
}

// last is the error of a pursuit as callers judge it: what was heard last.
func last(err error) error {
	if e, ok := err.(*distsender.Unserved); ok {
		return e.Last
	}
	return err
}

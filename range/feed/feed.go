// Package feed tells the changes of a span, in the order of their timestamps,
// together with a closed timestamp: how far the history is known and final.
//
// A subscription does not follow the log. It waits until the ranges of its span
// have applied something, asks up to where they are certified (transactions.md,
// section 8: closed, short of any undecided stage), and reads from the engine
// the versions between the last such timestamp and this one. So stages that are
// resolved late, splits and restarts need no special care: a version at or below
// a certified timestamp is there, and no further one will come (T4).
//
//	… delivered … | closed | versions not yet certified … now
//
// A subscriber that is slow delays itself alone: what it has not seen stays in
// the engine, until collection passes it; then the subscription fails with
// ErrCollected, and the subscriber reads the span anew.
//
// The package must not know what the rows mean.
package feed

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Errors of a subscription.
var (
	// ErrCollected means that versions that were not delivered yet may be gone.
	ErrCollected = errors.New("feed: changes have been collected before they were delivered")
	// ErrClosed means that the hub was closed.
	ErrClosed = errors.New("feed: closed")
)

// Change is one version of one key.
type Change struct {
	Key       keys.Key
	Timestamp hlc.Timestamp
	Value     []byte // nil with Deleted
	Deleted   bool
}

// Sink receives changes, on the subscription's goroutine.
type Sink interface {
	// Changes delivers all changes in (the last closed timestamp, closed], ordered by
	// timestamp, then key. There may be none. The sink may keep them. An error ends
	// the subscription.
	Changes(changes []Change, closed hlc.Timestamp) error
}

// Source knows how final the history of a span is (store.Store).
type Source interface {
	// Certified is up to where span's history is known and final.
	Certified(ctx context.Context, span keys.Span) (hlc.Timestamp, error)
	// Threshold is the highest timestamp below which versions may be gone.
	Threshold(ctx context.Context, span keys.Span) (hlc.Timestamp, error)
}

// Hub wakes subscriptions. It serves store.Listener. Make it before the store,
// and Start it with the store. Safe for concurrent use.
type Hub struct {
	mu     sync.Mutex // guards what is below; a leaf
	reader engine.Reader
	source Source
	subs   map[*Subscription]struct{}
	closed bool
}

// NewHub returns a hub without subscriptions.
func NewHub() *Hub { return &Hub{subs: make(map[*Subscription]struct{})} }

// Start gives the hub what it reads from. Subscriptions come after it.
func (h *Hub) Start(r engine.Reader, s Source) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.reader, h.source = r, s
}

// Applied implements store.Listener: it wakes the subscriptions of the range.
func (h *Hub) Applied(d *descriptor.Range) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.subs {
		if s.span.Overlaps(d.Span()) {
			s.wake()
		}
	}
}

// Close ends all subscriptions and waits for them.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	subs := make([]*Subscription, 0, len(h.subs))
	for s := range h.subs {
		subs = append(subs, s)
	}
	h.mu.Unlock()
	for _, s := range subs {
		s.Close()
	}
}

// Subscription is one subscriber's place in the history of a span.
//
// Its goroutine belongs to the Hub, which waits for it in Close; after is its
// alone. A sink must not call Close of its own subscription, which waits for the
// goroutine that the sink runs on.
type Subscription struct {
	hub    *Hub
	span   keys.Span
	sink   Sink
	after  hlc.Timestamp // of the goroutine
	poke   chan struct{} // capacity 1
	cancel context.CancelFunc
	done   chan struct{} // closed by the goroutine
	err    error         // valid after done
}

// Subscribe delivers the changes of span after a timestamp to sink, until Close,
// or an error.
func (h *Hub) Subscribe(span keys.Span, after hlc.Timestamp, sink Sink) (*Subscription, error) {
	ctx, cancel := context.WithCancel(context.Background())
	s := &Subscription{
		hub: h, span: span, sink: sink, after: after,
		poke: make(chan struct{}, 1), cancel: cancel, done: make(chan struct{}),
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed || h.source == nil {
		cancel()
		return nil, ErrClosed
	}
	h.subs[s] = struct{}{}
	// Once at the beginning: what is certified already is delivered without waiting for an entry.
	s.wake()
	go s.run(ctx)
	return s, nil
}

// wake never blocks: one poke that waits stands for any number.
func (s *Subscription) wake() {
	select {
	case s.poke <- struct{}{}:
	default:
	}
}

// Close ends the subscription and waits for its goroutine.
func (s *Subscription) Close() {
	s.cancel()
	<-s.done
}

// Done is closed when the subscription has ended.
func (s *Subscription) Done() <-chan struct{} { return s.done }

// Err returns why the subscription ended, once Done is closed; ErrClosed where it
// was closed.
func (s *Subscription) Err() error {
	select {
	case <-s.done:
		return s.err
	default:
		return nil
	}
}

// run delivers after each poke, until an error or the end of ctx. Any error of the
// source ends it, passing ones too: who subscribes begins again from the last
// closed timestamp.
func (s *Subscription) run(ctx context.Context) {
	defer close(s.done)
	defer func() {
		s.hub.mu.Lock()
		delete(s.hub.subs, s)
		s.hub.mu.Unlock()
	}()
	for {
		select {
		case <-s.poke:
		case <-ctx.Done():
			s.err = ErrClosed
			return
		}
		if err := s.deliver(ctx); err != nil {
			s.err = err
			if ctx.Err() != nil {
				s.err = ErrClosed
			}
			return
		}
	}
}

// deliver brings the sink up to what is certified now.
func (s *Subscription) deliver(ctx context.Context) error {
	upto, err := s.hub.source.Certified(ctx, s.span)
	if err != nil || upto <= s.after {
		return err
	}
	changes, err := Read(s.hub.reader, s.span, s.after, upto)
	if err != nil {
		return err
	}
	// After the read: what was there then had not been collected before.
	gone, err := s.hub.source.Threshold(ctx, s.span)
	if err != nil {
		return err
	}
	// From zero on everything was asked for that is still there: nothing can have been missed that was promised.
	if s.after > hlc.Zero && gone > s.after {
		return fmt.Errorf("%w: delivered up to %s, collected up to %s", ErrCollected, s.after, gone)
	}
	if err := s.sink.Changes(changes, upto); err != nil {
		return err
	}
	// Only after the sink has it: who subscribes anew after an error begins where this one stood.
	s.after = upto
	return nil
}

// Read returns the versions of span in (after, upto], ordered by timestamp, then key.
// All of them are in memory at once, with copies of their keys and values.
func Read(r engine.Reader, span keys.Span, after, upto hlc.Timestamp) ([]Change, error) {
	start, end := span.Bounds()
	it, err := r.NewIter(engine.IterOptions{Lower: start, Upper: end, MinTimestamp: after.Next(), MaxTimestamp: upto})
	if err != nil {
		return nil, err
	}
	defer it.Close()
	var out []Change
	for ok := it.First(); ok; ok = it.Next() {
		ts := it.Timestamp()
		// The iterator's bounds skip blocks; versions in those that are read may lie
		// outside.
		if ts <= after || ts > upto {
			continue
		}
		v, err := it.Value()
		if err != nil {
			return nil, err
		}
		head, value, err := mvcc.DecodeVersion(v)
		if err != nil {
			return nil, err
		}
		c := Change{Key: bytes.Clone(it.Key()), Timestamp: ts, Deleted: head.Tombstone}
		if !c.Deleted {
			c.Value = append([]byte{}, value...)
		}
		out = append(out, c)
	}
	if err := it.Err(); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Timestamp, b.Timestamp), bytes.Compare(a.Key, b.Key))
	})
	return out, nil
}

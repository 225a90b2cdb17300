package probe

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/probe/probepb"
)

// TxnOpen implements replica.Prober.
// It waits for the answer of the round that its question goes with, or of the next one. false, nil: the
// transaction is over, or counts as that. An error: nothing is known, and the lock stays.
func (p *Prober) TxnOpen(ctx context.Context, txn *kvpb.TxnMeta) (bool, error) {
	node, epoch := txn.GetGateway(), txn.GetSessionEpoch()
	// Without a mesh there is nobody else to ask: a gateway of another node's number is one of before.
	if node == p.o.NodeID || p.o.Mesh == nil {
		return p.openHere(txn.ID(), epoch), nil
	}
	if p.dead(node, epoch) {
		return false, nil
	}
	q := p.enqueue(node, txn)
	if q == nil {
		return false, errClosed
	}
	select {
	case <-q.done:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	// Asked again after the failure: what made it fail may have become known meanwhile.
	if q.err != nil && (p.dead(node, epoch) || p.forsaken(node)) {
		return false, nil
	}
	return q.open, q.err
}

// dead reports whether a gateway's process is certainly gone. Epoch 0 names no process.
func (p *Prober) dead(node uint32, epoch uint64) bool {
	if p.o.Lives == nil || epoch == 0 {
		return false
	}
	alive, known := p.o.Lives.Alive(node, epoch)
	return known && !alive
}

// forsaken reports whether a gateway has been silent for so long that its locks go.
// It counts from the first failure in a row; one answer ends it. Twenty round trips, so that a far gateway is
// not given up sooner than a near one.
func (p *Prober) forsaken(node uint32) bool {
	p.mu.Lock()
	l := p.lines[node]
	silent := l != nil && !l.silent.IsZero()
	since := time.Time{}
	if silent {
		since = l.silent
	}
	p.mu.Unlock()
	return silent && time.Since(since) >= max(p.o.Limits.ForsakenAfter, 20*p.rtt(node))
}

// enqueue puts a question in the gateway's line; nil: there is no more asking.
// Who asks after the same transaction shares the question: many may wait for one holder.
func (p *Prober) enqueue(node uint32, txn *kvpb.TxnMeta) *question {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.lines[node]
	if l == nil {
		l = &line{waiting: map[kvpb.TxnID]*question{}}
		p.lines[node] = l
	}
	q := l.waiting[txn.ID()]
	if q == nil {
		q = &question{name: nameOf(txn), done: make(chan struct{})}
		l.waiting[txn.ID()] = q
	}
	if !l.busy {
		// With mu held, which Go does not wait for: run takes the mutex itself, a moment later.
		if l.busy = p.group.Go(func(ctx context.Context) { p.run(ctx, node, l) }); !l.busy {
			delete(l.waiting, txn.ID())
			return nil
		}
	}
	return q
}

// run asks until nobody is in line.
// A round for each turn, so the more there are, the more share a message: who asks is held up by one round
// trip at most, and NamesMax bounds the message.
func (p *Prober) run(ctx context.Context, node uint32, l *line) {
	for {
		asked, req := p.take(l)
		if len(asked) == 0 {
			return
		}
		reply, err := p.ask(ctx, node, req)
		// An answer of another length can't be told apart by name; nobody's is believed.
		if err == nil && len(reply.Open) != len(asked) {
			err = errors.New("probe: an answer that does not fit the question")
		}
		p.note(l, err)
		for i, q := range asked {
			// An error counts for all who were in the message; each waiter asks again by itself.
			if q.err = err; err == nil {
				q.open = reply.Open[i]
			}
			close(q.done)
		}
	}
}

// take takes who is in line; where nobody is, the line is idle from then on.
func (p *Prober) take(l *line) (asked []*question, req *probepb.Request) {
	p.mu.Lock()
	defer p.mu.Unlock()
	req = &probepb.Request{}
	for id, q := range l.waiting {
		if len(asked) == p.o.Limits.NamesMax {
			break
		}
		delete(l.waiting, id)
		asked, req.Open = append(asked, q), append(req.Open, q.name)
	}
	// busy is set under the mutex in which the line was found empty, so that nobody is left in line without a
	// run.
	l.busy = len(asked) > 0
	return asked, req
}

// note remembers whether the gateway was reached.
// What counts is an answer at all; what it said is not asked.
func (p *Prober) note(l *line, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case err == nil:
		l.silent = time.Time{}
	case l.silent.IsZero():
		l.silent = time.Now()
	}
}

package catalog

import (
	"context"
	"sync/atomic"
)

// barrierCount is how many barriers there are of a kind: each serves the tables whose IDs share its
// number.
const barrierCount = 64

func barrierOf(id ID) int { return int(id) % barrierCount }

// shutBit in barrier.state: it is shut.
const shutBit = 1 << 40

// barrier counts those who use some tables, and can be shut for those who come. Entering costs one
// atomic addition, and nothing is sent.
type barrier struct {
	// state is the number of those inside, plus shutBit.
	state atomic.Int64
	// promised is the highest timestamp certified to anyone who entered, owed the
	// highest of those who left without knowing their outcome.
	promised atomic.Int64
	owed     atomic.Int64
	// shut is set while it is shut.
	shut atomic.Pointer[shutBarrier]
	_    [32]byte // barriers do not share cache lines
}

// shutBarrier: open is closed when it opens again, drained gets a token when
// the last one leaves. passed: the change goes on whoever is inside, who gets no
// further promise.
type shutBarrier struct {
	open, drained chan struct{}
	passed        atomic.Bool
}

// enter counts the caller in, waiting while it is shut.
func (b *barrier) enter(ctx context.Context) error {
	for {
		if b.state.Add(1)&shutBit == 0 {
			return nil
		}
		// Read before leaving: while the caller counts, it cannot be
		// shut anew by another change.
		sh := b.shut.Load()
		b.leave()
		if sh == nil {
			continue
		}
		select {
		case <-sh.open:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (b *barrier) leave() {
	if b.state.Add(-1) == shutBit {
		if sh := b.shut.Load(); sh != nil {
			select {
			case sh.drained <- struct{}{}:
			default:
			}
		}
	}
}

// raise makes a at least ts.
func raise(a *atomic.Int64, ts int64) {
	for {
		old := a.Load()
		if old >= ts || a.CompareAndSwap(old, ts) {
			return
		}
	}
}

// close shuts it. Only the holder of the right to change calls it.
func (b *barrier) close() {
	b.shut.Store(&shutBarrier{open: make(chan struct{}), drained: make(chan struct{}, 1)})
	b.state.Add(shutBit)
}

// reopen opens it again.
func (b *barrier) reopen() {
	sh := b.shut.Load()
	b.shut.Store(nil)
	b.state.Add(-shutBit)
	close(sh.open)
}

package node

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/clock/hlc"
)

// side is what must be past before what came by a way of its own, not as rows, is acted upon
// (transactions.md, section 13: C7): a lock that is granted by numbers tells its holder that
// another session has gone on, and so what that had read and written is to be seen. Rule W has
// seen to that for what was acknowledged; not for what a transaction has read that is still open.
//
// Messages that carry such words tell a reading that was taken after all of it, the owner of the
// locks passes the highest on, and who is granted a lock waits until its own clock is there. Only
// agreed clocks are that close: by the budget it would take up to twice that.
type side struct{ past atomic.Int64 }

// sideAheadMax bounds what is waited for: no permit reaches so far.
const sideAheadMax = agree.CapAheadMax + time.Second

// hear takes another node's word.
func (s *side) hear(n *Node, past hlc.Timestamp) {
	if n.goesBy() == byBudget || past > hlc.Timestamp(n.clock.Physical()).Add(sideAheadMax) {
		return
	}
	for was := s.past.Load(); int64(past) > was && !s.past.CompareAndSwap(was, int64(past)); was = s.past.Load() {
	}
}

// told is what this node has others know; 0: nothing.
func (s *side) told(n *Node) hlc.Timestamp {
	if n.goesBy() == byBudget || n.o.PlantedAgree.NoSide {
		return 0
	}
	return max(n.clock.Now().Timestamp(), hlc.Timestamp(s.past.Load()))
}

// caught waits until this node's readings are above what was heard.
func (s *side) caught(ctx context.Context, n *Node) error {
	past := hlc.Timestamp(s.past.Load())
	for d := n.clock.Until(past); d > 0; d = n.clock.Until(past) {
		if err := stop.Sleep(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

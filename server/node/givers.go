package node

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/server/node/membership"
	"github.com/isochrondb/isochron/txn/coord"
)

// Who gives permits (agree.Config). The first configuration is of a node that has been alone, when
// it takes another in; or where several nodes keep to their budget, a row that one of them writes.
// Each that follows is decided by a transaction that finds the one before in that row, once that
// is settled; notes tell it to everybody.

// giversKey is the row of the newest configuration. There is none while the first is that of a
// node that was alone.
func giversKey() keys.Key { return append(keys.Key{keys.System}, "clock/givers"...) }

// first makes this node, which is alone, the one that gives permits, before another is taken in.
func (a *agreement) first() error {
	if a == nil || !a.n.lone() || !a.n.versions.Active(version.Agreeing) {
		return nil
	}
	a.mu.Lock()
	a.find(agree.Config{Gen: 1, Givers: []uint32{a.n.ident.NodeID}})
	a.mu.Unlock()
	return a.keepFound()
}

// find takes note of a configuration while there is no state. With mu held.
func (a *agreement) find(c agree.Config) {
	if a.mu.st == nil && (a.mu.found == nil || a.mu.found.Gen < c.Gen) {
		a.mu.found = &c
	}
}

// keepFound stores what was found before it is gone by.
func (a *agreement) keepFound() error {
	a.keeping.Lock() // nothing else stores while there is no state
	defer a.keeping.Unlock()
	a.mu.Lock()
	c, d := a.mu.found, a.durable
	a.mu.found = nil
	a.mu.Unlock()
	if c == nil || d.Config.Gen > 0 {
		return nil
	}
	d.Config = *c
	if err := a.store(d); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.durable = d
	return nil
}

// mayPermit reports whether somebody gives permits once the cluster goes by clocks that agree: this
// node knows who does, or will be the first, or takes no part in it.
func (a *agreement) mayPermit() bool {
	if a == nil || a.n.lone() {
		return true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.mu.st != nil
}

// next is what follows the configuration that this node knows, nearer to want.
func (a *agreement) next(want []uint32) (agree.Config, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil { // nobody goes by one yet, or it will be heard
		return agree.Config{Gen: 1, Givers: want}, a.n.goesBy() == byBudget && a.mu.found == nil
	}
	return a.mu.st.Next(a.now(), want)
}

func (a *agreement) learn(c agree.Config) {
	a.mu.Lock()
	defer a.mu.Unlock()
	defer a.soon()
	if a.mu.st == nil {
		a.find(c)
	} else if err := a.mu.st.Learn(c); err != nil {
		a.n.log.Warn("who gives permits was not understood", "error", err)
	}
}

// settleGivers has the givers follow the voters of the directory's range, if that is this node's
// business. Should two think so, the transactions decide.
func (n *Node) settleGivers(ctx context.Context) error {
	if n.agreed == nil || !n.agreed.works() {
		return nil
	}
	if turns := n.goesBy() == byBudget; !turns && !n.membership.Leads() { // the first one may only go along
		return nil
	}
	want := votersOf(n.members.First())
	if len(want) == 0 || len(want) > agree.GiversMax {
		return nil
	}
	c, ok := n.agreed.next(want)
	if !ok {
		return nil
	}
	decided := c
	err := n.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "givers"}, func(ctx context.Context, t *coord.Txn) error {
		decided = c
		b, found, err := membership.LockRow(ctx, t, giversKey())
		if err != nil {
			return err
		}
		if found {
			old, err := agree.DecodeConfig(b)
			if err != nil {
				return fmt.Errorf("the row of those who give permits: %w", err)
			}
			if old.Gen >= c.Gen {
				decided = old
				return nil
			}
		}
		return t.Put(ctx, giversKey(), c.Append(nil), kvpb.LockMode_UPDATE)
	})
	if err != nil {
		return err
	}
	n.log.Info("who gives permits to clocks that agree", "gen", decided.Gen, "nodes", decided.Givers)
	n.agreed.learn(decided)
	return nil
}

// gives reports whether a node gives permits, or counts among those who do, by what was decided
// last: it may not leave for good. Others follow it by themselves once it votes no more in the
// directory's range.
func (n *Node) gives(ctx context.Context, nodeID uint32) (bool, error) {
	if n.agreed == nil {
		return false, nil
	}
	rows, err := membership.ReadRows(ctx, n.db, keys.Span{Start: giversKey(), End: giversKey().Next()})
	if err != nil {
		return false, err
	}
	for _, r := range rows {
		c, err := agree.DecodeConfig(r.Value)
		if err != nil {
			return false, fmt.Errorf("the row of those who give permits: %w", err)
		}
		n.agreed.learn(c)
		if slices.Contains(c.Givers, nodeID) {
			return true, nil
		}
	}
	return n.agreed.gives(nodeID), nil
}

// gives is Node.gives by what this node knows.
func (a *agreement) gives(nodeID uint32) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.mu.st != nil && !a.mu.st.Left(a.now(), nodeID)
}

// giveBackWithin bounds how long a node that stops waits for the givers to hear it.
const giveBackWithin = 300 * time.Millisecond

// giveBack gives the permit back, so that nobody waits for this node's clock until its end.
func (a *agreement) giveBack(ctx context.Context) {
	a.mu.Lock()
	st := a.mu.st
	if st == nil {
		a.mu.Unlock()
		return
	}
	began := a.now()
	st.Stop(began)
	a.stepped()
	givers := st.Config().Givers
	a.mu.Unlock()
	for end := began.Elapsed + giveBackWithin; ; {
		a.mu.Lock()
		now, silent := a.now(), 0
		for _, id := range givers {
			if id != a.n.ident.NodeID && !st.Heard(now, id, now.Elapsed-began.Elapsed) {
				silent++
				a.n.mesh.PingSoon(id)
			}
		}
		a.mu.Unlock()
		if silent == 0 || now.Elapsed >= end || stop.Sleep(ctx, startPoll) != nil {
			return
		}
	}
}

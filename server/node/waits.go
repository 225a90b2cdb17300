package node

import (
	"context"
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/session"
)

// Who waits for whom is known in pieces: each node knows what transactions wait for at its own
// ranges, which sessions its own transactions are of, and what advisory locks its own sessions
// have. The pieces of all nodes that answer are put together where somebody asks. They are not
// of one moment: a wait that ends meanwhile may be shown with a holder that is gone.

// lockWaitsMax is how many waits a node tells of.
const lockWaitsMax = 10_000

// lockView is the pieces of all nodes.
type lockView struct {
	sessions []session.Activity
	waits    []lockWait
	pids     map[kvpb.TxnID]int32 // 0: of no session
	advisory []session.AdvisoryShown
}

type lockWait struct {
	waiter   kvpb.TxnID
	blockers []kvpb.TxnID
	rangeID  uint64
	key      keys.Key
	since    time.Time
}

// locks asks all nodes that answer for their pieces.
func (n *Node) locks(ctx context.Context) *lockView {
	v, own := &lockView{sessions: n.sessions.Activities(), pids: map[kvpb.TxnID]int32{}}, &nodepb.SessionsReply{}
	n.tellLocks(own)
	v.add(own)
	n.askAll(ctx, &nodepb.SessionsRequest{Locks: true}, v.add)
	return v
}

// add takes a node's pieces in.
func (v *lockView) add(reply *nodepb.SessionsReply) {
	for _, p := range reply.Sessions {
		v.sessions = append(v.sessions, sessionIn(p))
	}
	for _, w := range reply.Waits {
		in := lockWait{waiter: txnIn(w.Waiter), rangeID: w.RangeId, key: w.Key, since: timeOf(w.Since)}
		for _, b := range w.Blockers {
			in.blockers = append(in.blockers, txnIn(b))
		}
		v.waits = append(v.waits, in)
	}
	for _, h := range reply.Holders {
		v.pids[txnIn(h.Txn)] = h.Pid
	}
	for _, l := range reply.Advisory {
		if l.Lock != nil {
			v.advisory = append(v.advisory, session.AdvisoryShown{AdvisoryLock: advisoryIn([]*nodepb.AdvisoryLock{l.Lock})[0], PID: l.Pid, Granted: l.Granted})
		}
	}
}

// tellLocks adds this node's pieces to an answer.
func (n *Node) tellLocks(reply *nodepb.SessionsReply) {
	for _, w := range n.parts.prober.Current(lockWaitsMax) {
		out := &nodepb.LockWait{Waiter: txnOut(w.Waiter.ID()), RangeId: w.RangeID, Key: w.Key, Since: nanosOf(w.Since)}
		for _, b := range w.Blockers {
			out.Blockers = append(out.Blockers, txnOut(b.ID()))
		}
		reply.Waits = append(reply.Waits, out)
	}
	for id, pid := range n.db.Holders() {
		reply.Holders = append(reply.Holders, &nodepb.Holder{Txn: txnOut(id), Pid: pid})
	}
	for _, l := range n.sessions.AdvisoryLocks() {
		reply.Advisory = append(reply.Advisory, &nodepb.SessionLock{Lock: advisoryOut([]session.AdvisoryLock{l.AdvisoryLock})[0], Pid: l.PID, Granted: l.Granted})
	}
}

func txnOut(id kvpb.TxnID) *nodepb.TxnName { return &nodepb.TxnName{Hi: id.Hi, Lo: id.Lo} }

func txnIn(n *nodepb.TxnName) kvpb.TxnID { return kvpb.TxnID{Hi: n.GetHi(), Lo: n.GetLo()} }

// blocking gives the process IDs of the sessions that a session waits for, in order, each once.
func (v *lockView) blocking(pid int32) (out []int32) {
	for i := range v.waits {
		if w := &v.waits[i]; v.pids[w.waiter] == pid {
			out = append(out, v.blockersOf(w)...)
		}
	}
	for i := range v.advisory {
		if w := &v.advisory[i]; w.PID == pid && !w.Granted {
			out = append(out, v.inTheWay(w)...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// blockersOf are the sessions that one wait is for.
func (v *lockView) blockersOf(w *lockWait) (out []int32) {
	for _, b := range w.blockers {
		if pid := v.pids[b]; pid != 0 {
			out = append(out, pid)
		}
	}
	return out
}

// inTheWay are the sessions whose advisory locks keep w from being granted; where none does,
// those that wait for the same in a mode that does not go with w's.
func (v *lockView) inTheWay(w *session.AdvisoryShown) []int32 {
	var holders, waiters []int32
	for i := range v.advisory {
		l := &v.advisory[i]
		same := l.Database == w.Database && l.Pair == w.Pair && l.A == w.A && l.B == w.B
		switch {
		case !same || l.PID == w.PID || !l.Exclusive && !w.Exclusive:
		case l.Granted:
			holders = append(holders, l.PID)
		default:
			waiters = append(waiters, l.PID)
		}
	}
	if len(holders) > 0 {
		return holders
	}
	return waiters
}

// waiting tells of each session that waits for what kind of lock it does, in Postgres's words.
func (v *lockView) waiting() map[int32]string {
	out := map[int32]string{}
	for i := range v.waits {
		out[v.pids[v.waits[i].waiter]] = "transactionid"
	}
	for _, l := range v.advisory {
		if !l.Granted {
			out[l.PID] = "advisory"
		}
	}
	return out
}

// txns names the transaction of each session that has one that holds or has asked for locks.
func (v *lockView) txns() map[int32]kvpb.TxnID {
	out := make(map[int32]kvpb.TxnID, len(v.pids))
	for id, pid := range v.pids {
		if pid != 0 {
			out[pid] = id
		}
	}
	return out
}

// lockRows lists who waits for whom as views show it.
func (n *Node) lockRows(ctx context.Context) pgcatalog.Locks {
	v := n.locks(ctx)
	out := pgcatalog.Locks{Advisory: advisoryRows(v.advisory)}
	for i := range v.waits {
		w := &v.waits[i]
		row := pgcatalog.LockWait{LockHolder: pgcatalog.LockHolder{PID: v.pids[w.waiter], Txn: w.waiter}, RangeID: w.rangeID, Key: w.key, Since: w.since}
		for _, b := range w.blockers {
			row.Blockers = append(row.Blockers, pgcatalog.LockHolder{PID: v.pids[b], Txn: b})
		}
		out.Waits = append(out.Waits, row)
	}
	slices.SortFunc(out.Waits, func(a, b pgcatalog.LockWait) int { return a.Since.Compare(b.Since) })
	return out
}

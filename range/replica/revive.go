package replica

import (
	"errors"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// Locks of large transactions (5.4). A row that was flushed has an intent, and beside it
// what its locks found. Those stand for the locks: the entries in memory go, and come
// back when somebody else asks for the row.
//
//	flush is applied     the entry goes, if nobody waits there and nobody shares the lock
//	another asks         it looks for foreign intents first, and puts back what they stand for
//	the transaction's    what was put back is released like any other lock; the intents
//	end                  are no locks any more
//
// So memory does not grow with the rows of a transaction, and such locks outlive the
// lease that they were granted under.

// flushedLocks knows which locks intents stand for. Guarded by the replica's mu.
type flushedLocks struct {
	r    *Replica
	seq  uint64                  // grows when locks go: who looked before looks again
	over map[kvpb.TxnID]struct{} // whose intents are no locks any more
}

// retire lets the locks of flushed rows go.
func (fl *flushedLocks) retire(id kvpb.TxnID, ws []*kvpb.Write) {
	if len(ws) == 0 {
		return
	}
	ks := make([]keys.Key, len(ws))
	for i, w := range ws {
		ks[i] = w.Key
	}
	fl.r.mu.Lock()
	defer fl.r.mu.Unlock()
	if fl.r.st.Flushed[id] != nil && fl.r.locks.Retire(id, ks) > 0 {
		fl.seq++
	}
}

// overLocked notes that a transaction lets go of all its locks. With mu held.
func (fl *flushedLocks) overLocked(id kvpb.TxnID) {
	if fl.r.st.Flushed[id] == nil {
		return
	}
	if fl.over == nil {
		fl.over = map[kvpb.TxnID]struct{}{}
	}
	fl.over[id] = struct{}{}
}

// looked is when a request looked for intents that stand for locks.
type looked struct {
	done bool
	seq  uint64
}

// mustLook reports whether intents that are not known of may stand for locks. With mu held.
func (fl *flushedLocks) mustLook(l looked) bool {
	return len(fl.r.st.Flushed) > 0 && (!l.done || l.seq != fl.seq)
}

// revive puts back the locks of others on keys that intents stand for. Without mu held.
func (fl *flushedLocks) revive(id kvpb.TxnID, l *looked, ks []*kvpb.LockKey) error {
	fl.r.mu.Lock()
	l.done, l.seq = true, fl.seq
	others := fl.flushersLocked(id)
	fl.r.mu.Unlock()
	var held []locktable.Held
	for _, m := range others {
		var err error
		if held, err = fl.intentLocks(held, m, ks); err != nil {
			return err
		}
	}
	fl.r.mu.Lock()
	defer fl.r.mu.Unlock()
	for _, h := range held {
		_, over := fl.over[h.Txn.ID()]
		if fl.r.st.Flushed[h.Txn.ID()] != nil && !over && fl.r.locks.Holds(h.Txn.ID(), h.Key) < h.Mode {
			fl.r.locks.Install([]locktable.Held{h})
		}
	}
	return nil
}

// flushersLocked are the other transactions whose intents stand for locks. With mu held.
func (fl *flushedLocks) flushersLocked(id kvpb.TxnID) (out []*kvpb.TxnMeta) {
	for o := range fl.over {
		if fl.r.st.Flushed[o] == nil {
			delete(fl.over, o)
		}
	}
	for o, m := range fl.r.st.Flushed {
		if _, over := fl.over[o]; o == id || over {
			continue
		}
		if m.Gateway == 0 { // read from the disk: the identity names the node, and is as old
			m = &kvpb.TxnMeta{IdHi: m.IdHi, IdLo: m.IdLo, Gateway: uint32(m.IdLo), Age: int64(m.IdHi)}
		}
		out = append(out, m)
	}
	return out
}

// intentLocks appends what one transaction's intents on keys stand for.
func (fl *flushedLocks) intentLocks(held []locktable.Held, m *kvpb.TxnMeta, ks []*kvpb.LockKey) ([]locktable.Held, error) {
	there, err := mvcc.NewIntentCursor(fl.r.o.Engine, spanning(ks, (*kvpb.LockKey).GetKey), keys.Txn(m.ID()))
	if err != nil {
		return held, err
	}
	for _, k := range ks {
		mode := mvcc.ModeNone
		err = there.On(k.Key, func(i mvcc.Intent) error {
			switch {
			case i.Lower != 0: // a stage's: it is waited for as such
			case i.Absent:
				mode = mvcc.ModeUpdate
			case i.Seq < rangestate.ExpectSeq:
				mode = max(mode, i.Mode, i.ExpectMode)
			default:
				mode = max(mode, mvcc.Mode(i.Seq-rangestate.ExpectSeq))
			}
			return nil
		})
		if err != nil {
			break
		}
		if mode > mvcc.ModeNone {
			held = append(held, locktable.Held{Txn: m, Key: keys.Key(k.Key), Mode: mode})
		}
	}
	return held, errors.Join(err, there.Close())
}

// Locks is how many row locks are held or waited for in memory.
func (r *Replica) Locks() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.locks.Len()
}

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

// retired notes that a transaction has flushed rows.
type retired struct {
	seq  uint64                  // grows when locks go: who looked before looks again
	over map[kvpb.TxnID]struct{} // whose intents are no locks any more
}

// retire lets the locks of flushed rows go.
func (r *Replica) retire(id kvpb.TxnID, ws []*kvpb.Write) {
	if len(ws) == 0 {
		return
	}
	ks := make([]keys.Key, len(ws))
	for i, w := range ws {
		ks[i] = w.Key
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.st.Flushed[id] != nil && r.locks.Retire(id, ks) > 0 {
		r.retired.seq++
	}
}

// overLocked notes that a transaction lets go of all its locks. With mu held.
func (r *Replica) overLocked(id kvpb.TxnID) {
	if r.st.Flushed[id] == nil {
		return
	}
	if r.retired.over == nil {
		r.retired.over = map[kvpb.TxnID]struct{}{}
	}
	r.retired.over[id] = struct{}{}
}

// looked is when a request looked for intents that stand for locks.
type looked struct {
	done bool
	seq  uint64
}

// mustLook reports whether intents that are not known of may stand for locks. With mu held.
func (r *Replica) mustLook(l looked) bool {
	return len(r.st.Flushed) > 0 && (!l.done || l.seq != r.retired.seq)
}

// revive puts back the locks of others on keys that intents stand for. Without mu held.
func (r *Replica) revive(id kvpb.TxnID, l *looked, ks []*kvpb.LockKey) error {
	r.mu.Lock()
	l.done, l.seq = true, r.retired.seq
	others := r.flushersLocked(id)
	r.mu.Unlock()
	var held []locktable.Held
	for _, m := range others {
		var err error
		if held, err = r.intentLocks(held, m, ks); err != nil {
			return err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, h := range held {
		_, over := r.retired.over[h.Txn.ID()]
		if r.st.Flushed[h.Txn.ID()] != nil && !over && r.locks.Holds(h.Txn.ID(), h.Key) < h.Mode {
			r.locks.Install([]locktable.Held{h})
		}
	}
	return nil
}

// flushersLocked are the other transactions whose intents stand for locks. With mu held.
func (r *Replica) flushersLocked(id kvpb.TxnID) (out []*kvpb.TxnMeta) {
	for o := range r.retired.over {
		if r.st.Flushed[o] == nil {
			delete(r.retired.over, o)
		}
	}
	for o, m := range r.st.Flushed {
		if _, over := r.retired.over[o]; o == id || over {
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
func (r *Replica) intentLocks(held []locktable.Held, m *kvpb.TxnMeta, ks []*kvpb.LockKey) ([]locktable.Held, error) {
	there, err := mvcc.NewIntentCursor(r.o.Engine, spanning(ks, (*kvpb.LockKey).GetKey), keys.Txn(m.ID()))
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

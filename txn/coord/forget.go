package coord

import (
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/distsender"
)

// Records of transactions that are resolved everywhere are let go of in bulk: their names travel with
// the next decision that this gateway sends to their range, or by themselves after forgetAfter. Nothing
// rests on it: a record whose name is lost is looked after by its range.
// late has two meanings, by its owner: forgets.late is the end of waiting, forgetting.late that a goroutine
// runs.
// A name that is told means: all participants are resolved, so nobody will look for the record (T8).
type forgets struct {
	mu   sync.Mutex // a leaf
	of   map[uint64]*forgetting
	n    int
	late chan struct{} // closed by Close: nothing is waited for any more
	once sync.Once
}

// forgetting is what is to be told to one range.
type forgetting struct {
	names []resolved
	late  bool // a goroutine tells what nobody else does
}

// resolved is a transaction of which nothing is left but its record.
type resolved struct {
	meta   *kvpb.TxnMeta
	anchor keys.Key
}

const (
	// forgetAfter is how long a name waits for company.
	forgetAfter = 500 * time.Millisecond
	// forgetMax is how many names one message carries.
	forgetMax = 256
	// forgetsMax is how many names wait, of all ranges: beyond it their ranges look after the records.
	forgetsMax = 1 << 16
)

// forget has the record of a transaction let go of, soon.
// Its caller has seen all resolutions answered. It sends nothing itself, but a look-up may.
func (db *DB) forget(s *staged) {
	// No range, no name: the record is its range's to look after.
	desc, err := db.lookup(db.ctx, s.anchor)
	if err != nil {
		return
	}
	f := &db.forgets
	// A copy of what names it: s goes, and with it the transaction's memory.
	meta := &kvpb.TxnMeta{IdHi: s.t.meta.IdHi, IdLo: s.t.meta.IdLo, Gateway: s.t.meta.Gateway, SessionEpoch: s.t.meta.SessionEpoch}
	f.mu.Lock()
	if f.n >= forgetsMax {
		f.mu.Unlock()
		return
	}
	x := f.of[desc.ID]
	if x == nil {
		if f.of == nil {
			f.of = map[uint64]*forgetting{}
		}
		x = &forgetting{}
		f.of[desc.ID] = x
	}
	x.names = append(x.names, resolved{meta, s.anchor})
	f.n++
	begin := !x.late
	x.late = true
	// One goroutine for each range with names, for as long as there are some.
	f.mu.Unlock()
	if begin {
		db.tasks.run(func() { db.forgetLate(desc.ID) })
	}
}

// take returns names of a range's records that need not stay, at most forgetMax.
// Called by whoever sends a decision to the range, too: then the names cost nothing.
func (f *forgets) take(rangeID uint64) (some []resolved) {
	f.mu.Lock()
	defer f.mu.Unlock()
	x := f.of[rangeID]
	if x == nil {
		return nil
	}
	some, x.names = x.names, nil
	if len(some) > forgetMax {
		some, x.names = some[:forgetMax:forgetMax], some[forgetMax:]
	}
	f.n -= len(some)
	return some
}

// over ends the wait for a range's names if there are none.
// Under the mutex, so that a name which comes now finds either this goroutine or none.
func (f *forgets) over(rangeID uint64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if x := f.of[rangeID]; x != nil && len(x.names) > 0 {
		return false
	}
	delete(f.of, rangeID)
	return true
}

// forgetLate tells a range whatever no decision has told it until then.
// It ends with the names, or with the gateway; what is not told then is lost, which is allowed.
func (db *DB) forgetLate(rangeID uint64) {
	timer := time.NewTimer(forgetAfter)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-db.forgets.late:
		case <-db.ctx.Done():
			return
		}
		for some := db.forgets.take(rangeID); len(some) > 0; some = db.forgets.take(rangeID) {
			db.tellResolved(some)
		}
		if db.forgets.over(rangeID) {
			return
		}
		timer.Reset(forgetAfter)
	}
}

// tellResolved lets go of records of one range.
// The anchor of the last one finds the range. Others may have been split off since: what is not the range's is
// not its to forget, and stays.
func (db *DB) tellResolved(some []resolved) {
	last := some[len(some)-1]
	desc, err := db.lookup(db.ctx, last.anchor)
	if err != nil {
		return
	}
	req := kvpb.DecideRequest{ // which only looks
		Header: &kvpb.Header{RangeId: desc.ID, Generation: desc.Generation, Txn: last.meta}, Anchor: last.anchor, Forget: names(some),
	}
	var resp kvpb.DecideResponse
	_ = distsender.Once(db.o.Router, desc, func() error { return db.o.Router.Server(desc).Send(db.ctx, &req, &resp) })
}

// One slab for all names: they are many and small.
func names(some []resolved) []*kvpb.TxnName {
	if len(some) == 0 {
		return nil
	}
	all, out := make([]kvpb.TxnName, len(some)), make([]*kvpb.TxnName, len(some))
	for i, x := range some {
		all[i].IdHi, all[i].IdLo = x.meta.IdHi, x.meta.IdLo
		out[i] = &all[i]
	}
	return out
}

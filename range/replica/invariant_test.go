package replica

import (
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// TestInvariantsAreWatched: an entry that breaks an invariant is counted, in every build, and
// one that does not is not.
func TestInvariantsAreWatched(t *testing.T) {
	id := kvpb.TxnID{Hi: 1, Lo: 2}
	txn := &kvpb.TxnMeta{IdHi: 1, IdLo: 2}
	evidence := func(c, staged int64) *replicapb.Effects {
		return &replicapb.Effects{Staged: []*replicapb.Evidence{{Txn: txn, CommitTs: c, StagedTs: staged}}}
	}
	record := func(state kvpb.TxnState, c, final int64) *replicapb.Effects {
		return &replicapb.Effects{Records: []*replicapb.Record{{Txn: txn, State: state, CommitTs: c, FinalTs: final}}}
	}
	committed := map[kvpb.TxnID]*replicapb.Record{id: record(kvpb.TxnState_COMMITTED, 20, 30).Records[0]}
	prevented := map[kvpb.TxnID]*replicapb.Prevention{id: {IdHi: 1, IdLo: 2}}
	for _, tt := range []struct {
		name    string
		st      rangestate.State
		effects *replicapb.Effects
		broken  func(*Metrics) *atomic.Uint64
	}{
		{"a stage above what is closed", rangestate.State{Applied: rangestate.Applied{Closed: 9}}, evidence(10, 10), nil},
		{"a stage at what is closed", rangestate.State{Applied: rangestate.Applied{Closed: 10}}, evidence(10, 10), func(m *Metrics) *atomic.Uint64 { return &m.BrokenT2 }},
		{"intents below their stage", rangestate.State{}, evidence(10, 9), func(m *Metrics) *atomic.Uint64 { return &m.BrokenT6 }},
		{"evidence of what is prevented", rangestate.State{Prevented: prevented}, evidence(10, 10), func(m *Metrics) *atomic.Uint64 { return &m.BrokenT8 }},
		{"a record that is written again", rangestate.State{Records: committed}, record(kvpb.TxnState_COMMITTED, 20, 30), nil},
		{"a record that changes its mind", rangestate.State{Records: committed}, record(kvpb.TxnState_ABORTED, 20, 30), func(m *Metrics) *atomic.Uint64 { return &m.BrokenT7 }},
		{"a record that changes its time", rangestate.State{Records: committed}, record(kvpb.TxnState_COMMITTED, 20, 31), func(m *Metrics) *atomic.Uint64 { return &m.BrokenT7 }},
		{"a commit below its stages", rangestate.State{}, record(kvpb.TxnState_COMMITTED, 20, 19), func(m *Metrics) *atomic.Uint64 { return &m.BrokenT6 }},
	} {
		r := &Replica{st: &tt.st, met: &Metrics{}, rules: rules{Planted{NoTag: true}}} // counted, not asserted
		r.prep.r = r
		r.prep.checkEffects(tt.effects)
		sum := uint64(0)
		for _, n := range []*atomic.Uint64{&r.met.BrokenT2, &r.met.BrokenT6, &r.met.BrokenT7, &r.met.BrokenT8} {
			sum += n.Load()
		}
		if want := uint64(0); tt.broken == nil && sum != want || tt.broken != nil && (sum != 1 || tt.broken(r.met).Load() != 1) {
			t.Errorf("%s: %d counted", tt.name, sum)
		}
	}
}

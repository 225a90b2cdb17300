package replica

import (
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	"github.com/isochrondb/isochron/range/replica/view"
)

// TestStagesOfOneKey: of a key that was cleared of one transaction's stage and staged again by another
// the later one's is found, in whichever order they are loaded, and after the earlier one's end.
func TestStagesOfOneKey(t *testing.T) {
	span := []*kvpb.Span{{Key: []byte("k")}}
	evidence := func(n uint64, at int64) *replicapb.Evidence {
		return &replicapb.Evidence{Txn: &kvpb.TxnMeta{IdHi: n, IdLo: n}, CommitTs: at, StagedTs: at, Covered: span, Writes: span}
	}
	earlier, later := evidence(1, 10), evidence(2, 20)
	for _, order := range [][]*replicapb.Evidence{{earlier, later}, {later, earlier}} {
		st := rangestate.NewState(&descriptor.Range{}, rangestate.Applied{})
		for _, ev := range order {
			st.AddStage(ev)
		}
		st.RemoveStages(earlier.Txn.ID())
		s := st.Written[string(keys.Key("k"))]
		if s == nil || s.Ev != later {
			t.Errorf("%d first: found %v", order[0].Txn.IdHi, s)
		}
	}
}

// TestNothingMissedOfAStage: what becomes of a stage between a reader's look at it and its wait is heard: the wait
// ends at once.
func TestNothingMissedOfAStage(t *testing.T) {
	id := kvpb.TxnID{Hi: 1, Lo: 1}
	for name, happens := range map[string]func(st *rangestate.State){
		"hinted": func(st *rangestate.State) {
			st.Staged[id].NoteHint(&kvpb.Outcome{State: kvpb.TxnState_COMMITTED, CommitTs: 10})
		},
		"gone": func(st *rangestate.State) { st.RemoveStages(id) },
	} {
		span := []*kvpb.Span{{Key: []byte("k")}}
		d := &descriptor.Range{ID: 1, Generation: 1, Start: keys.Key("a"), End: keys.Key("z")}
		r := &Replica{st: rangestate.NewState(d, rangestate.Applied{Closed: 20})}
		r.lim = Limits{}.WithDefaults()
		r.st.AddStage(&replicapb.Evidence{Txn: &kvpb.TxnMeta{IdHi: 1, IdLo: 1}, CommitTs: 10, StagedTs: 10, Covered: span, Writes: span})
		read := reading{r: r, ctx: t.Context(), follower: true, snap: &view.Snapshot{TS: 20, Spans: []keys.Span{keys.Point(keys.Key("k"))}}}
		o, err := read.look()
		if err != nil || o.stage == nil {
			t.Fatalf("found no stage: %v", err)
		}
		happens(r.st)
		if err := read.followStage(o.changed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if o, err := read.look(); err != nil || o.stage != nil {
			t.Errorf("%s: it is still waited for: %v, %v", name, o.stage, err)
		}
	}
}

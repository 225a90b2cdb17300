package replica

import (
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
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

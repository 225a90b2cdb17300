package probe

import (
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/probe/probepb"
)

type nobody struct{}

func (nobody) TxnOpen(kvpb.TxnID) bool { return false }

// Whatever another node sends, it gets an answer that fits, and nothing breaks.
func FuzzRequest(f *testing.F) {
	name := &probepb.Name{Hi: 1, Lo: 2, Epoch: 3}
	edge := &probepb.Edge{Wait: 1, Waiter: name, Blocker: &probepb.Name{Hi: 3}}
	meta := func(n uint64) *kvpb.TxnMeta { return &kvpb.TxnMeta{IdHi: n, Age: int64(n)} }
	req := &probepb.Request{
		Open: []*probepb.Name{name, nil}, Confirm: []*probepb.Edge{edge}, Abort: &probepb.Abort{Edge: edge, Cycle: []*kvpb.TxnMeta{meta(1)}},
		Report: &probepb.Report{Waits: []*probepb.Wait{
			{Id: 1, Waiter: meta(1), Blockers: []*kvpb.TxnMeta{meta(2), nil}}, {Id: 2, Waiter: meta(2), Blockers: []*kvpb.TxnMeta{meta(1)}}, {},
		}},
	}
	b, err := (&probepb.Request{Open: req.Open[:1], Confirm: req.Confirm, Abort: req.Abort, Report: req.Report}).MarshalVT()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		var req probepb.Request
		if req.UnmarshalVT(b) != nil {
			return
		}
		p, err := New(Options{NodeID: 1, Epoch: 3, Gateway: nobody{}})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		reply := p.answer(2, &req)
		if len(reply.Open) != len(req.Open) || len(reply.On) != len(req.Confirm) || reply.Aborted {
			t.Errorf("%v answered with %v", &req, reply)
		}
		p.gathered.Cycles()
	})
}

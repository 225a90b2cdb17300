package coord_test

import (
	"context"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// splitting splits a range when a commit of several has been planned and sent.
type splitting struct {
	e  *env
	at string // "": no more
}

func (s *splitting) Alone() bool { return true }

func (s *splitting) CommitTogether(ctx context.Context, reqs []*kvpb.CommitRequest, resps []*kvpb.CommitResponse) (hlc.Timestamp, error) {
	if at := s.at; at != "" {
		s.at = ""
		s.e.split(at)
	}
	return s.e.store.CommitTogether(ctx, reqs, resps)
}

// TestTogetherWhileSplit: a commit over several ranges of a lone store, one of which splits before it gets
// there, is planned anew, whether the split goes through what it writes or not.
func TestTogetherWhileSplit(t *testing.T) {
	for _, at := range []string{"c", "b", "q"} {
		s := &splitting{}
		e := start(t, func(o *coord.Options) { o.Together = s }, "m")
		s.e = e
		e.set("a", "1", "b", "1", "n", "1", "q", "1")
		s.at = at
		x := e.begin(sr)
		e.want(x.get("b"), "1")
		x.put("a", "2").put("b", "2").put("q", "2")
		e.want(code(x.tryCommit()), "00000")
		e.want(e.all(), "a=2 b=2 n=1 q=2")
	}
}

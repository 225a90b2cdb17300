package coord_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/txn/coord"
)

// TestStatementsSeeWhatWasSeen: under READ COMMITTED a statement sees at least what those
// before it have seen, also where this node's clock is behind the writer's.
func TestStatementsSeeWhatWasSeen(t *testing.T) { synctest.Test(t, statementsSeeWhatWasSeen) }

func statementsSeeWhatWasSeen(t *testing.T) {
	const behind = 40 * time.Millisecond
	source := bound.NewSimulated(-behind)
	source.SetError(behind)
	b, err := bound.New(source, 2*behind)
	if err != nil {
		t.Fatal(err)
	}
	clock, err := hlc.NewClock(hlc.Options{Source: b})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := clock.Close(); err != nil {
			t.Error(err)
		}
	})
	var o coord.Options
	e := start(t, func(x *coord.Options) { o = *x }, "k2")
	o.Clock, o.Bound, o.NodeID = clock, b, 2
	late, err := coord.New(o)
	e.must(err)
	t.Cleanup(func() { e.must(late.Close(context.Background())) })
	e.set("k1", "old", "k2", "old")
	time.Sleep(2 * behind) // both know that

	r := &txn{e, late.Begin(coord.TxnOptions{Isolation: rc}), e.Context()}
	r.stmt()
	e.want(r.get("k2"), "old")
	e.set("k1", "new", "k2", "new")
	r.stmt()
	e.want(string(r.lock("k1").Value), "new")
	r.stmt()
	e.want(r.get("k2"), "new")
	e.want(r.get("k1"), "new")
	r.commit()
}

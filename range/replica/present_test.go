package replica_test

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// present is a range whose present is read at its replicas, which a word takes way to.
func present(way time.Duration) func(*rt.Group) {
	return func(g *rt.Group) {
		g.Options.CloseAhead = func(*descriptor.Range) time.Duration { return way }
		g.Options.LeadMax = func() time.Duration { return time.Second }
	}
}

// lasting gives the range a lease with an end, as those of several voters have.
func (e *env) lasting(d time.Duration) { e.Lease(1).SetUntil(ts(e.ahead(d))) }

// closings lets time pass, with closings ahead of now.
func (e *env) closings(d time.Duration) {
	e.t.Helper()
	for range d / replica.PresentEvery {
		e.Clock.Advance(replica.PresentEvery)
		e.lasting(2 * time.Second)
		e.Replica(1).ClosePresent()
		e.Replica(1).Tick()
	}
}

// leads is how far ahead of now the range is closed.
func (e *env) leads() time.Duration { return e.Replica(1).Closed().Sub(e.Clock.Last()) }

// TestPresent: what is read at replicas is closed ahead of now by the way to them and what lies between
// two closings, as long as somebody reads it.
func TestPresent(t *testing.T) {
	const way = 100 * time.Millisecond
	e := start(t, present(way))
	e.lasting(2 * time.Second)
	e.closings(20 * time.Second) // a lease that begins does not know yet whether somebody reads
	if got := e.leads(); got > 0 {
		t.Errorf("what nobody reads is closed %v ahead of now", got)
	}
	if e.Replica(1).ReadPresent() {
		t.Error("it is read")
	}
	e.Replica(1).WantClosed()
	if !e.Replica(1).ReadPresent() {
		t.Error("it is not read")
	}
	for range 100 {
		e.closings(replica.PresentEvery)
		if got := e.leads(); got < way || got > 2*way {
			t.Fatalf("closed %v ahead of now, where a word takes %v", got, way)
		}
	}
	e.closings(11 * time.Minute)
	if got := e.leads(); got > 0 || e.Replica(1).ReadPresent() {
		t.Errorf("what nobody reads any more is closed %v ahead of now", got)
	}
}

// TestAbovePresent: whatever is written lies above what is closed (G2), whoever chooses c.
func TestAbovePresent(t *testing.T) {
	if !start(t, present(100*time.Millisecond)).abovePresent() {
		t.Error("something was written at what is closed")
	}
	if start(t, present(100*time.Millisecond), planted(replica.Planted{IgnoreClosed: true})).abovePresent() {
		t.Error("not noticed with the rule broken")
	}
}

func (e *env) abovePresent() bool {
	e.lasting(2 * time.Second)
	e.Replica(1).WantClosed()
	e.closings(200 * time.Millisecond)
	closed := int64(e.Replica(1).Closed())
	if c := e.write(1, put("a", "1")); c <= closed {
		return false
	}
	q := e.commitOf(2, put("b", "1"))
	q.CommitTs = closed
	q.LatestTs = closed
	if _, err := e.commit(q); err == nil {
		return false
	}
	_, err := e.stage(e.stageOf(3, closed, "c", []string{"c"}, put("c", "1")))
	return err != nil
}

// TestPresentEndsWithTheLease: nothing is closed at or above the lease's end (T3), and what was closed
// binds the next one (T4).
func TestPresentEndsWithTheLease(t *testing.T) {
	e := start(t, present(400*time.Millisecond))
	e.lasting(2 * time.Second)
	e.Replica(1).WantClosed()
	e.closings(100 * time.Millisecond)
	end := e.Replica(1).Closed().Add(50 * time.Millisecond)
	e.Lease(1).SetUntil(end)
	for range 15 {
		e.Clock.Advance(replica.PresentEvery)
		e.Replica(1).ClosePresent()
	}
	closed := e.Replica(1).Closed()
	if closed != end.Prev() {
		t.Errorf("%v is closed under a lease that ends at %v", closed, end)
	}
	e.NewTerm(1, replica.LeaseStart{Floor: e.Clock.Now().Timestamp()})
	e.lasting(2 * time.Second)
	if c := e.write(1, put("a", "1")); ts(c) <= closed {
		t.Errorf("the next lease writes at %v, where %v is closed", ts(c), closed)
	}
}

// TestPresentForgets: what the passing of closed timestamps ends goes, also where they are ahead of now.
func TestPresentForgets(t *testing.T) {
	e := start(t, present(100*time.Millisecond))
	e.lasting(2 * time.Second)
	e.Replica(1).WantClosed()
	e.closings(200 * time.Millisecond)
	c := e.ahead(300 * time.Millisecond)
	e.mustStage(e.stageOf(1, c, "a", []string{"a"}, put("a", "1")), c)
	e.decide(1, "a", stagingSt, c, kvpb.TxnState_ABORTED, c)
	if err := e.resolve(1, kvpb.TxnState_ABORTED, c, "", "a"); err != nil {
		t.Fatal(err)
	}
	e.closings(3 * time.Second)
	if e.Replica(1).Tick() {
		t.Error("something is left")
	}
}

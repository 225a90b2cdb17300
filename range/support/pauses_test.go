package support

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// asker is a store that asks one other for support, which answers after a while.
type asker struct {
	t   *testing.T
	s   *State
	now hlc.Reading
}

func newAsker(t *testing.T) *asker {
	a := &asker{t: t, s: newState(t, Persisted{}), now: labStart}
	a.s.SetPeers([]uint32{2})
	a.s.Advance(a.s.Ready())
	return a
}

func (a *asker) wait(d time.Duration) { a.now += hlc.Reading(d) }

// ask asks, and takes the answer after took; epoch 0: none comes.
func (a *asker) ask(took time.Duration, epoch Epoch) {
	a.t.Helper()
	a.s.Heartbeats(a.now)
	r := a.s.Ready()
	a.s.Advance(r)
	a.wait(took)
	for _, h := range r.Heartbeats {
		if h.To != 2 || epoch == 0 {
			continue
		}
		if err := a.s.ReceiveReply(a.now, Reply{From: 2, To: 1, Epoch: epoch, Until: h.Until}); err != nil {
			a.t.Fatal(err)
		}
	}
	a.wait(modelTiming.Renew)
}

func (a *asker) want(what string, want time.Duration) {
	a.t.Helper()
	if got := a.s.Pause(a.now); got != want {
		a.t.Errorf("%s: paused for %v, want %v", what, got, want)
	}
}

func TestPauses(t *testing.T) {
	const m = time.Millisecond
	a := newAsker(t)
	a.want("nothing asked", 0)
	a.ask(250*m, 1)
	a.want("the first answer of a store that has just come", 0)
	a.ask(20*m, 1)
	a.want("an answer", 20*m)
	a.ask(90*m, 1)
	a.ask(5*m, 1)
	a.want("a late answer", 90*m)
	a.ask(400*m, 0)
	a.want("no answer", 90*m)
	a.ask(10*m, 2)
	a.want("an answer in a new epoch: the store has been down", 90*m)
	a.ask(10*m, 2)
	a.wait(pausesFor)
	a.ask(30*m, 2)
	a.want("soon after", 90*m)
	a.wait(pausesFor)
	a.ask(2*m, 2)
	a.want("later", 30*m)
	a.wait(2 * pausesFor)
	a.want("long after", 0)
}

// What was asked for before the length changed is no pause, and what is asked after it may be.
func TestPausesOfAnotherLength(t *testing.T) {
	const m = time.Millisecond
	a := newAsker(t)
	a.ask(m, 1)
	a.ask(m, 1)
	a.s.Heartbeats(a.now)
	r := a.s.Ready()
	a.s.Advance(r)
	longer := modelTiming
	longer.Length += 500 * m
	if err := a.s.SetTiming(longer); err != nil {
		t.Fatal(err)
	}
	a.wait(m)
	if err := a.s.ReceiveReply(a.now, Reply{From: 2, To: 1, Epoch: 1, Until: r.Heartbeats[0].Until}); err != nil {
		t.Fatal(err)
	}
	a.want("an answer to what was asked before", m)
	a.wait(modelTiming.Renew)
	a.ask(7*m, 1)
	a.want("an answer to what was asked after", 7*m)
}

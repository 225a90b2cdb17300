package replica

import (
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// A range whose present is read at all of its replicas (a GLOBAL table's, transactions.md section 14)
// has its timestamps closed ahead of now: by so much that an entry which closes one is applied at the
// farthest replica before any gateway's clock gets there.
//
//	leaseholder  | proposes T, at now      | has a quorum
//	replica      |                         |              | applies it   | now = T - spare
//	             |<------- quorum -------->|<---- way --->|<-- clocks -->|
//
// So a read at a gateway's now finds its timestamp closed at the replica beside it, where nothing at
// or below changes any more. Nothing leans on the lead being long enough: where it is not, the replica
// says so, and the leaseholder is asked. What pays is who writes: a c lies above what is closed, and
// Rule W has it waited for. As with the past, that is only done while somebody reads the range so.

const (
	// presentShare is which share of the whole way lies between two closings: more often costs
	// entries, more rarely a longer lead.
	presentShare = 4
	// Bounds of that.
	presentEveryMin = 20 * time.Millisecond
	presentEveryMax = 250 * time.Millisecond
	// presentSpare is for what passes besides: the ticks of who calls, and disks.
	presentSpare = 5 * time.Millisecond
	// presentFlights is how many closings may be on their way at once.
	presentFlights = 64
	// presentKeep is for how many times longer than the past a range's present is kept up after it was
	// read: whoever reads first, and finds it behind, pays a way to the leaseholder.
	presentKeep = 10
)

// PresentEvery is how often ClosePresent is to be called.
const PresentEvery = presentEveryMin / 2

// present is by how much timestamps are closed ahead of now, and how often; 0: not at all. Without mu.
func (cl *closer) present() (ahead, every time.Duration) {
	if cl.r.o.CloseAhead == nil {
		return 0, 0
	}
	way := cl.r.o.CloseAhead(cl.r.Descriptor())
	if way <= 0 {
		return 0, 0
	}
	way += time.Duration(cl.quorum.Nanos())
	every = min(max(way/presentShare, presentEveryMin), presentEveryMax)
	// Half of what a lease reaches is left to commits, whose c lies above.
	return min(way+way/8+every+presentSpare, cl.leadMost()/2), every
}

// ReadPresent reports whether the range's present is read at all of its replicas, and has been of
// late: ClosePresent is to be called.
func (r *Replica) ReadPresent() bool {
	if r.o.CloseAhead == nil || r.o.Clock.Now().Timestamp() >= hlc.Timestamp(r.closer.pastRead.Load()) {
		return false
	}
	ahead, _ := r.closer.present()
	return ahead > 0
}

// ClosePresent closes timestamps ahead of now, if that is due. It never blocks. It reports whether it
// wants to be called again.
func (r *Replica) ClosePresent() (again bool) {
	ahead, every := r.closer.present()
	now, err := r.now()
	if err != nil {
		return true
	}
	if ahead == 0 || now >= hlc.Timestamp(r.closer.pastRead.Load()) {
		return false
	}
	r.mu.Lock()
	t, err := r.admit()
	if err != nil {
		r.mu.Unlock()
		return false
	}
	e := r.closer.presentClosing(t, now, ahead, every)
	r.mu.Unlock()
	if e != nil {
		r.closer.proposePresent(e)
	}
	return true
}

// presentClosing builds the command, or returns nil. With mu held.
func (cl *closer) presentClosing(t *lease, now hlc.Timestamp, ahead, every time.Duration) *eval {
	until := t.Until()
	if until == hlc.Max || cl.presenting >= presentFlights || now.Sub(cl.lastPresent) < every-PresentEvery {
		return nil // with one voter nobody else could read
	}
	target := min(now.Add(ahead), until.Prev()) // T3
	// A writer whose command is in line for the log comes before this one there: who knows the timestamp
	// closed has applied what it wrote.
	if target = cl.r.latches.LowestUnlogged(target.Next()).Prev(); target <= cl.proposedTS {
		return nil
	}
	e := cl.r.begin(cl.r.stop)
	cl.r.reqs.Add(^uint64(0)) // it is no load that anybody could take elsewhere
	e.lease, e.cmd.ClosedTS, e.cmd.Generation = t, target, cl.r.st.Desc.Generation
	cl.proposedTS, cl.lastPresent = target, now
	cl.presenting++
	return e
}

// proposePresent proposes without waiting. What a round of consensus takes is learnt here, too: a
// range that is read alone has no other.
func (cl *closer) proposePresent(e *eval) {
	end := func() {
		cl.r.mu.Lock()
		cl.presenting--
		cl.r.mu.Unlock()
		e.end()
	}
	if err := e.prepareCommand(); err != nil {
		end()
		return
	}
	cl.r.met.Proposals.Add(1)
	asked := time.Now()
	cl.r.o.Proposer.Propose(&e.cmd, nil, func(res Result) {
		if res.Code == Done {
			cl.quorum.Observe(time.Since(asked), cl.leadMost())
		}
		end()
	})
}

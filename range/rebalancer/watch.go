package rebalancer

import (
	"cmp"
	"slices"
	"time"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
)

// watch judges the health of stores by what this node sees of them: that their nodes
// answer, or that their rows change. Silence is counted from when the watch began, and
// not by the rows' times: after all of a cluster was stopped for a day, nobody is dead.
//
//	unheard ──► live            it answers for the first time
//	live ──► unreachable ──► dead   it is silent, for long
//	unreachable, dead ──► suspect ──► live   it answers again, for a while
//
// A plain struct that steps; now is an argument.
//
// It is the loop's; Stores makes one of its own. What it says is this node's view
// alone: others may see a store otherwise, and act on their own ranges by that.
type watch struct {
	timing allocator.Timing
	hasty  bool              // a planted bug
	sights map[uint32]*sight // by store
}

// sight is what was seen of a store.
type sight struct {
	reported time.Time // its row's
	epoch    uint64    // its node's
	first    time.Time // when it was looked for first
	heard    time.Time // zero: never
	back     time.Time // since when it answers again; zero: it was not away
	silent   bool      // at the last look
	// By the clock that the node's row was written by; rows of its stores are of
	// the same.
	started time.Time // the node's process
}

// newWatch has seen nothing: all silence counts from now on.
func newWatch(t allocator.Timing) *watch { return &watch{timing: t, sights: map[uint32]*sight{}} }

// judge takes in what is seen of a store now, and says how it is.
//
// A row that changes shows life even where this node can't connect, and puts death
// off; it does not make a store live. A new epoch is a restart, and so a return,
// even if no silence was seen.
func (w *watch) judge(now time.Time, row *directory.Store, epoch uint64, answers bool) allocator.Health {
	s := w.sights[row.ID]
	if s == nil {
		s = &sight{reported: row.ReportedAt, epoch: epoch, first: now}
		w.sights[row.ID] = s
	}
	restarted := epoch != s.epoch
	changed := restarted || !row.ReportedAt.Equal(s.reported)
	s.epoch, s.reported = epoch, row.ReportedAt
	switch {
	// It is back; suspect from now on for a while, so that one that comes and goes gets nothing.
	case answers && !s.heard.IsZero() && (s.silent || restarted):
		s.back = now
	case answers && s.heard.IsZero():
		s.heard = now
	}
	if answers || changed {
		s.heard = now
	}
	s.silent = !answers
	if !answers {
		// Never heard: silent since this node looks at it, whatever its row's time says.
		since := s.first
		if !s.heard.IsZero() {
			since = s.heard
		}
		if w.hasty {
			return allocator.Dead
		}
		// At least 1 ns: 0 would be "it answers".
		return w.timing.Health(max(now.Sub(since), 1), 0)
	}
	// One that was never away is trusted from the start, or all would be suspect
	// with each restart of this node.
	back := w.timing.SuspectFor
	if !s.back.IsZero() {
		back = now.Sub(s.back)
	}
	return w.timing.Health(0, back)
}

// started is when a store's process began: rows from before tell of what is over.
func (w *watch) started(store uint32) time.Time {
	if s := w.sights[store]; s != nil {
		return s.started
	}
	return time.Time{}
}

// forget drops what is remembered of stores whose rows have gone.
func (w *watch) forget(rows []*directory.Store) {
	for id := range w.sights {
		if !slices.ContainsFunc(rows, func(r *directory.Store) bool { return r.ID == id }) {
			delete(w.sights, id)
		}
	}
}

// storesOf makes placement's stores of rows, in the order of their IDs. answers tells
// whether a node answers; self is this store's ID.
// O(rows × rows) by forget, which is small beside the allocator's work.
func (w *watch) storesOf(now time.Time, nodes []*directory.Node, rows []*directory.Store, self uint32, answers func(nodeID uint32) bool) []allocator.Store {
	byID := make(map[uint32]*directory.Node, len(nodes))
	for _, n := range nodes {
		byID[n.ID] = n
	}
	out := make([]allocator.Store, 0, len(rows))
	for _, row := range rows {
		n := byID[row.NodeID]
		s := allocator.Store{ID: row.ID, Node: row.NodeID, Degraded: row.Degraded, CapacityBytes: row.CapacityBytes, UsedBytes: row.UsedBytes}
		var epoch uint64
		if n != nil {
			s.Locality, s.Member, s.Cores, epoch = localityOf(n), memberOf(n.Membership), n.Cores, n.Epoch
		}
		switch {
		case row.ID == self:
			s.Health = allocator.Live
		case n == nil: // a row before its node's: nothing goes there yet
			s.Health, s.Member = w.judge(now, row, 0, answers(row.NodeID)), allocator.Draining
		default:
			s.Health = w.judge(now, row, epoch, answers(row.NodeID))
			w.sights[row.ID].started = n.StartedAt
		}
		out = append(out, s)
	}
	w.forget(rows)
	slices.SortFunc(out, func(a, b allocator.Store) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// localityOf is a node's locality as the allocator has it.
func localityOf(n *directory.Node) (l allocator.Locality) {
	for _, t := range n.Locality {
		l = append(l, allocator.Tier{Key: t.Key, Value: t.Value})
	}
	return l
}

// memberOf takes what it does not know for gone.
func memberOf(m directory.Membership) allocator.Membership {
	switch m {
	case directory.Active:
		return allocator.Active
	case directory.Draining:
		return allocator.Draining
	case directory.Decommissioning:
		return allocator.Decommissioning
	}
	return allocator.Decommissioned
}

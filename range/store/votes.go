package store

import (
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
)

// Votes carry the voter's reading: who is free of a promise until t has read t, so a lease whose
// floor exceeds the readings of those who elected its holder begins above all that was served
// under an earlier one, however far their clocks are apart (transactions.md, section 13, C6).

// voteAheadMax bounds by how much a voter's reading may be ahead of this node's clock. One that
// is further ahead has no permit (clock/agree, CapAheadMax) and votes for nobody.
const voteAheadMax = 31 * time.Second

// sayReading has a vote tell a reading that was taken after it was given.
func (w *writer) sayReading(m *consensus.Message) {
	if consensus.IsVote(m) && w.store.o.Version.Active(version.Agreeing) && !w.store.o.PlantedSilentVotes {
		m.Context = w.store.o.Clock.Now().Timestamp().Append(nil)
	}
}

// hearReading takes it. false: the vote does not count.
func (w *writer) hearReading(sl *slot, m *consensus.Message) bool {
	if !consensus.IsVote(m) || len(m.GetContext()) == 0 {
		return true
	}
	r, _, err := hlc.Decode(m.GetContext())
	m.Context = nil
	if err != nil || r > hlc.Timestamp(w.store.o.Clock.Physical()).Add(voteAheadMax) {
		w.store.o.Log.Warn("a vote does not count: its reading is too far ahead", "range", sl.id, "reading", r)
		return false
	}
	sl.w.peers.voted = max(sl.w.peers.voted, r)
	return true
}

// floor is above all readings of this node and of those who have voted for it, and by ε above
// its own, for those whose votes do not tell.
func (sl *slot) floor() hlc.Timestamp {
	s := sl.store
	// A clock that has just become degraded gives old readings.
	at := max(s.o.Clock.Now().Timestamp(), hlc.Timestamp(s.o.Clock.Physical()))
	if s.o.Bound != nil && !s.o.PlantedLowFloor {
		at = at.Add(s.o.Bound.Epsilon())
	}
	return max(at, sl.w.peers.voted)
}

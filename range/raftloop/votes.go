package raftloop

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
// A vote that does not count only delays the election.
const voteAheadMax = 31 * time.Second

// sayReading has a vote tell a reading that was taken after it was given.
// Taken as the vote leaves: the promise that the vote rests on was over before.
func (lp *Loop) sayReading(m *consensus.Message) {
	if consensus.IsVote(m) && lp.o.Planted.readings(lp.o.Version.Active(version.Agreeing)) {
		m.Context = lp.o.Clock.Now().Timestamp().Append(nil)
	}
}

// hearReading takes it. false: the vote does not count.
// The highest of all votes is kept, also of terms that are over: a floor may be
// too high, not too low.
func (lp *Loop) hearReading(r *Range, m *consensus.Message) bool {
	if !consensus.IsVote(m) || len(m.GetContext()) == 0 {
		return true
	}
	at, _, err := hlc.Decode(m.GetContext())
	m.Context = nil
	if err != nil || at > hlc.Timestamp(lp.o.Clock.Physical()).Add(voteAheadMax) {
		lp.o.Log.Warn("a vote does not count: its reading is too far ahead", "range", r.id, "reading", at)
		return false
	}
	r.run.peers.voted = max(r.run.peers.voted, at)
	return true
}

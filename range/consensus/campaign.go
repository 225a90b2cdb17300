package consensus

import (
	"slices"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/clock/hlc"
)

// How a group gets another leader: who stands, when, and when again.
//
//	promise ends      at one voter after the other, as far apart as two renewals
//	pre-vote          the first in place asks at once; those still bound keep its request, and
//	                  answer when they are not (tickHeld)
//	log too short     whoever refuses for that stands itself (outlast)
//	vote              has its own time from then on (standing)
//	nobody won        again, after what an election takes, the later the lower in place (retry)

// doubt wakes a replica that another wants to replace the leader of. It stands itself only
// if the other does not come through, or would go after it.
// It leaves as many ticks to its own campaign as those before it in place need.
func (g *Group) doubt() {
	g.asleep = false
	if g.leadTerm == 0 {
		g.elapsed = max(g.elapsed, g.timeout-1-g.o.RetryTicks()*g.place())
	}
}

// standing gives the votes their time once the pre-votes are won: these may have been held for as
// long as promises differ, and a campaign anew would forget the votes that are on their way.
func (g *Group) standing() {
	st := g.raw.BasicStatus()
	if st.RaftState == raft.StateCandidate && g.stood != st.GetTerm() {
		g.stood, g.elapsed = st.GetTerm(), 0
	}
}

// place is how many other voters go before this one when a leader is to be replaced: were
// all to campaign at once, they would split the votes. The order is another in each range,
// so that what a lost store led spreads. Stores that this one does not support are not waited for:
// they are lost, too.
func (g *Group) place() int { return g.Place(nil) }

// Place is how many other voters go before this replica when a leader is to be replaced, without
// those on the stores named, which are lost. Replicas whose views agree compute the same order,
// without a message; one that can't campaign, and is not known to be lost, costs those after it what an
// election takes.
func (g *Group) Place(lost []uint32) (n int) {
	if g.desc == nil {
		return 0
	}
	v := g.view()
	order := func(replica uint64) uint64 { return (replica*2654435761 + g.o.RangeID*40503) % 1009 }
	waited := func(store uint32) bool {
		return store != g.gone && !slices.Contains(lost, store) && (v == nil || v.Supported(store))
	}
	for _, x := range g.desc.Replicas {
		if x.VotesNew() && x.ID != g.o.ReplicaID && waited(x.StoreID) && order(x.ID) < order(g.o.ReplicaID) {
			n++
		}
	}
	return n
}

// retryMax bounds how often the pause between two campaigns doubles.
// Doubling further would leave a range without a leader for longer than elections fail.
const retryMax = 1

// retry is the time from a campaign to the next, if nobody wins: a little more than an
// election takes, longer with each that failed, and not the same for two voters.
func (g *Group) retry() int {
	n := g.o.RetryTicks() << g.fails
	g.fails = min(g.fails+1, retryMax)
	return n*(1+g.place()) + g.rng.IntN(n)
}

// Campaign starts an election. It fails with ErrBound where the replica may not
// vote for itself now.
func (g *Group) Campaign(now hlc.Reading) error {
	if v := g.view(); v != nil && !g.voter.MayVote(v, now, false) {
		return ErrBound
	}
	g.elapsed, g.timeout = 0, g.retry()
	err := g.raw.Campaign()
	g.observe()
	return err
}

// tickHeld answers a pre-vote that came while the vote was bound, once it is not: the other
// need not ask again, and this replica need not stand against it.
func (g *Group) tickHeld(now hlc.Reading) error {
	m := g.held
	if v := g.view(); m == nil || v == nil || !g.voter.MayVote(v, now, false) {
		return nil
	}
	g.held = nil
	err := g.raw.Step(m)
	g.outlast(m)
	return err
}

// outlast has this replica stand with the next tick where it has refused a pre-vote because its own log
// goes further. Where all who are left have to agree nobody else can win, and its own turn would come
// only when those before it in place have tried.
func (g *Group) outlast(m *raftpb.Message) {
	if g.raw.BasicStatus().RaftState != raft.StateFollower || g.storeOf(m.GetFrom()) == 0 {
		return
	}
	last := g.log.Last()
	term, err := g.log.Term(last)
	if err == nil && (m.GetLogTerm() < term || m.GetLogTerm() == term && m.GetIndex() < last) {
		g.asleep, g.bound, g.elapsed = false, 0, max(g.elapsed, g.timeout)
	}
}

package consensus

import (
	"testing"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/support"
)

// trustingView is of a store that supports the others named.
func trustingView(t *testing.T, stores ...uint32) func() *support.View {
	t.Helper()
	st, err := support.New(support.Options{Self: 2, Timing: support.Derive(nil, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range stores {
		if err := st.Receive(1, support.Heartbeat{From: s, To: 2, Epoch: 1, Until: hlc.Timestamp(1).Add(support.LengthMin)}); err != nil {
			t.Fatal(err)
		}
	}
	st.Advance(st.Ready())
	return st.View
}

func drain(t *testing.T, g *Group) {
	t.Helper()
	for g.HasReady() {
		if eff := g.Ready(); eff.Append != nil {
			if _, err := g.Appended(eff.Append); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestStanding: pre-votes that come late leave the votes as much time as an election takes, once.
func TestStanding(t *testing.T) {
	g := peerGroup(t, newDisk(), roles("1 2 3"), trustingView(t))
	if err := g.Campaign(1); err != nil {
		t.Fatal(err)
	}
	drain(t, g)
	g.elapsed = g.timeout - 1 // the next tick would campaign anew
	next := g.raw.BasicStatus().GetTerm() + 1
	if err := g.Step(1, peerMessage(raftpb.MsgPreVoteResp, next)); err != nil {
		t.Fatal(err)
	}
	drain(t, g)
	if err := g.Tick(1); err != nil {
		t.Fatal(err)
	}
	if s := g.raw.BasicStatus(); s.RaftState != raft.StateCandidate || s.GetTerm() != next {
		t.Errorf("%v in term %d, want the candidate of term %d still", s.RaftState, s.GetTerm(), next)
	}
	g.elapsed = g.timeout - 1
	if err := g.Step(1, peerMessage(raftpb.MsgPreVoteResp, next)); err != nil { // another's, of the same campaign
		t.Fatal(err)
	}
	if err := g.Tick(1); err != nil {
		t.Fatal(err)
	}
	if s := g.raw.BasicStatus(); s.RaftState != raft.StatePreCandidate {
		t.Errorf("%v, want another campaign: nobody has won this one in its time", s.RaftState)
	}
}

// TestOutlast: who refuses a pre-vote because its own log goes further stands at the next tick; who
// grants it does not, nor who stands already.
func TestOutlast(t *testing.T) {
	for _, x := range []struct {
		name  string
		index uint64 // of the other's last entry
		stood bool
		want  bool
	}{
		{"the other's log is shorter", InitialIndex - 1, false, true},
		{"it is as long", InitialIndex, false, false},
		{"it stands already", InitialIndex - 1, true, false},
	} {
		g := peerGroup(t, newDisk(), roles("1 2 3"), trustingView(t))
		if x.stood {
			if err := g.Campaign(1); err != nil {
				t.Fatal(err)
			}
			drain(t, g)
		}
		m := peerMessage(raftpb.MsgPreVote, g.raw.BasicStatus().GetTerm()+1)
		m.Index, m.LogTerm = new(x.index), new(uint64(InitialTerm))
		if err := g.Step(1, m); err != nil {
			t.Fatal(err)
		}
		if got := g.elapsed >= g.timeout; got != x.want {
			t.Errorf("%s: it stands next: %v, want %v", x.name, got, x.want)
		}
	}
}

// TestPlace: stores that are not supported are not waited for.
func TestPlace(t *testing.T) {
	all := peerGroup(t, newDisk(), roles("1 2 3 4 5"), trustingView(t, 1, 3, 4, 5)).place()
	if none := peerGroup(t, newDisk(), roles("1 2 3 4 5"), trustingView(t)).place(); all == 0 || none != 0 {
		t.Errorf("%d and %d others go before it, where it supports all and none of them", all, none)
	}
}

package consensus

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
	"google.golang.org/protobuf/proto"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/support"
)

// roles makes replicas of a text: "1 2 3L 4I 5O", each on the store of its ID.
func roles(text string) *descriptor.Range {
	var out []descriptor.Replica
	for len(text) > 0 {
		x := descriptor.Replica{ID: uint64(text[0] - '0'), NodeID: uint32(text[0] - '0'), StoreID: uint32(text[0] - '0')}
		text = text[1:]
		for len(text) > 0 && (text[0] < '0' || text[0] > '9') {
			x.Learner = x.Learner || text[0] == 'L'
			switch text[0] {
			case 'I':
				x.Change = descriptor.Incoming
			case 'O':
				x.Change = descriptor.Outgoing
			}
			text = text[1:]
		}
		out = append(out, x)
	}
	return netDescriptor(out, 1)
}

func TestConfChange(t *testing.T) {
	tests := []struct {
		from, to string
		want     string // changes; "" for refused
		joint    bool
	}{
		{"1", "1 2L", "learner 2", false},
		{"1 2L", "1", "remove 2", false},
		{"1 2L", "1 2", "voter 2", false},
		{"1 2 3 4L", "1 2 3O 4I", "learner 3 voter 4", true},
		{"1 2 3O 4I", "1 2 3L 4", "leave", false},
		{"1 2 3 4L", "1 2 3 4I", "voter 4", true},
		{"1 2 3O 4I", "1 2 4", "", false},
		{"1 2 3", "1 2", "", false},          // a voter goes at once
		{"1 2", "1 2 3", "", false},          // comes at once
		{"1", "1 2L 3L", "", false},          // two at once
		{"1 2L 3L", "1 2 3", "", false},      // two votes without a joint configuration
		{"1 2", "1 2", "", false},            // nothing
		{"1 2", "1 2L", "", false},           // demoted at once
		{"1 2 3L", "1 2 3O", "", false},      // a learner does not go out
		{"1 2 3O 4I", "1 2 3O", "", false},   // joint, to another joint
		{"1 2 3O 4I", "1 2 3 4L", "", false}, // and back
	}
	for _, tt := range tests {
		cc, err := confChange(roles(tt.from), roles(tt.to))
		if tt.want == "" {
			if !errors.Is(err, ErrConfInvalid) {
				t.Errorf("%s to %s: got %v, %v, want a refusal", tt.from, tt.to, cc, err)
			}
			continue
		}
		got := ""
		for _, c := range cc.GetChanges() {
			word := map[raftpb.ConfChangeType]string{
				raftpb.ConfChangeAddNode: "voter", raftpb.ConfChangeAddLearnerNode: "learner", raftpb.ConfChangeRemoveNode: "remove",
			}[c.GetType()]
			got += fmt.Sprintf(" %s %d", word, c.GetNodeId())
		}
		if got == "" {
			got = " leave"
		}
		joint, _ := cc.EnterJoint()
		_, enters := cc.EnterJoint()
		if err != nil || got[1:] != tt.want || enters != tt.joint || joint {
			t.Errorf("%s to %s: got%s, joint %v, %v, want %s, %v", tt.from, tt.to, got, enters, err, tt.want, tt.joint)
		}
	}
}

func TestConfState(t *testing.T) {
	c := ConfState(roles("1 2 3O 4I 5L"))
	want := &raftpb.ConfState{Voters: []uint64{1, 2, 4}, VotersOutgoing: []uint64{1, 2, 3}, Learners: []uint64{5}, LearnersNext: []uint64{3}}
	if err := c.Equivalent(want); err != nil {
		t.Error(err)
	}
	if c := ConfState(roles("1 2 5L")); len(c.VotersOutgoing) != 0 || !slices.Equal(c.Voters, []uint64{1, 2}) {
		t.Errorf("got %v", c)
	}
}

func peerGroup(t testing.TB, d *disk, desc *descriptor.Range, view func() *support.View) *Group {
	t.Helper()
	c := ConfState(desc)
	l, err := LoadLog(d, testRange, 0, c.Voters, c.Learners)
	if err != nil {
		t.Fatal(err)
	}
	g, err := New(Options{RangeID: testRange, ReplicaID: 2, Log: l, Descriptor: desc, View: view})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func peerMessage(typ raftpb.MessageType, term uint64) *raftpb.Message {
	from, to := uint64(1), uint64(2)
	return &raftpb.Message{Type: typ.Enum(), From: &from, To: &to, Term: &term}
}

// TestCommitOfConfiguration crashes a follower that has the entries that enter
// and leave a joint configuration, knows that the first is committed, and has
// applied none: it must not campaign in the configuration before.
func TestCommitOfConfiguration(t *testing.T) {
	desc := roles("1 2 3L")
	d := newDisk()
	g := peerGroup(t, d, desc, nil)
	enter, err := confChange(desc, roles("1 2O 3I"))
	if err != nil {
		t.Fatal(err)
	}
	m := peerMessage(raftpb.MsgApp, 6)
	m.Index, m.LogTerm, m.Commit = new(uint64(InitialIndex)), new(uint64(InitialTerm)), new(uint64(InitialIndex+1))
	for i, cc := range []*raftpb.ConfChangeV2{enter, {}} {
		b, err := proto.Marshal(cc)
		if err != nil {
			t.Fatal(err)
		}
		m.Entries = append(m.Entries, &raftpb.Entry{
			Index: new(uint64(InitialIndex + 1 + i)), Term: new(uint64(6)), Type: raftpb.EntryConfChangeV2.Enum(), Data: b,
		})
	}
	if err := g.Step(0, m); err != nil {
		t.Fatal(err)
	}
	for g.HasReady() {
		eff := g.Ready()
		if eff.Append != nil {
			b := &diskBatch{}
			if err := g.Write(b, eff.Append); err != nil {
				t.Fatal(err)
			}
			d.write(b)
			d.sync(1)
		}
	}
	d.crash(0)
	g = peerGroup(t, d, desc, nil)
	if err := g.Campaign(0); err != nil {
		t.Fatal(err)
	}
	eff := g.Ready()
	if len(eff.Send) != 0 || len(eff.Commits) != 1 || eff.Commits[0].Conf == nil {
		t.Errorf("after the restart it sends %v and applies %+v, want nothing, and the change", eff.Send, eff.Commits)
	}
}

func TestStepRefuses(t *testing.T) {
	entry := func(index, term uint64) []*raftpb.Entry { return []*raftpb.Entry{{Index: &index, Term: &term}} }
	tests := []struct {
		name  string
		typ   raftpb.MessageType
		spoil func(*raftpb.Message)
	}{
		{"a proposal", raftpb.MsgProp, nil},
		{"a transfer", raftpb.MsgTransferLeader, nil},
		{"a read index", raftpb.MsgReadIndex, nil},
		{"a tick", raftpb.MsgBeat, nil},
		{"no term", raftpb.MsgHeartbeat, func(m *raftpb.Message) { m.Term = nil }},
		{"from a thread of this process", raftpb.MsgAppResp, func(m *raftpb.Message) { m.From = new(^uint64(0)) }},
		{"a hole", raftpb.MsgApp, func(m *raftpb.Message) { m.Entries = entry(9, 6) }},
		{"an entry of the future", raftpb.MsgApp, func(m *raftpb.Message) { m.Entries = entry(1, 99) }},
		{"an unreadable configuration", raftpb.MsgApp, func(m *raftpb.Message) {
			m.Entries = entry(1, 6)
			m.Entries[0].Type, m.Entries[0].Data = raftpb.EntryConfChangeV2.Enum(), []byte{0xff}
		}},
		{"a snapshot of nothing", raftpb.MsgSnap, nil},
	}
	for _, tt := range tests {
		g := peerGroup(t, newDisk(), roles("1 2 3"), nil)
		m := peerMessage(tt.typ, 6)
		if tt.spoil != nil {
			tt.spoil(m)
		}
		if err := g.Step(0, m); !errors.Is(err, ErrMessage) {
			t.Errorf("%s: got %v", tt.name, err)
		}
		if g.HasReady() {
			t.Errorf("%s: had an effect", tt.name)
		}
	}
}

func TestTransferRefused(t *testing.T) {
	g := peerGroup(t, newDisk(), roles("1 2 3"), nil)
	if err := g.Transfer(1); !errors.Is(err, ErrTransfer) {
		t.Errorf("a follower transfers: %v", err)
	}
	if err := g.ProposeConf(roles("1 2 3 4L"), nil, nil); err == nil {
		t.Error("a follower changes the configuration")
	}
	sole := peerGroup(t, newDisk(), roles("2"), nil)
	if err := sole.Campaign(0); err != nil {
		t.Fatal(err)
	}
	settleSole(t, sole)
	if err := sole.Transfer(2); !errors.Is(err, ErrTransfer) {
		t.Errorf("a transfer of a lease that lasts: %v", err)
	}
	sole.EndLease()
	if err := sole.Transfer(2); !errors.Is(err, ErrTransfer) {
		t.Errorf("a transfer to itself: %v", err)
	}
	if err := sole.StepDown(); err != nil || sole.LeaseUntil() != hlc.Zero {
		t.Errorf("after it stepped down: lease until %v, %v", sole.LeaseUntil(), err)
	}
}

func settleSole(t *testing.T, g *Group) {
	t.Helper()
	for g.HasReady() {
		eff := g.Ready()
		if a := eff.Append; a != nil {
			if err := g.Write(&diskBatch{}, a); err != nil {
				t.Fatal(err)
			}
			if _, err := g.Appended(a); err != nil {
				t.Fatal(err)
			}
		}
		if err := g.AppliedAll(&eff); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnswerFor shows what a store says for replicas that it does not have.
func TestAnswerFor(t *testing.T) {
	q := peerMessage(raftpb.MsgHeartbeatResp, 8)
	q.Context = []byte{noteQuery}
	a := AnswerFor(q, 5)
	if a == nil || a.GetTo() != 1 || a.GetFrom() != 2 || a.GetTerm() != 8 || !slices.Equal(a.GetContext(), []byte{noteReleased}) {
		t.Errorf("got %v", a)
	}
	if a := AnswerFor(peerMessage(raftpb.MsgHeartbeat, 8), 5); a != nil {
		t.Errorf("answers a heartbeat: %v", a)
	}
}

// FuzzStep gives a follower messages of any kind. It refuses, ignores or
// follows; it never panics.
func FuzzStep(f *testing.F) {
	add := func(m *raftpb.Message) {
		b, err := proto.Marshal(m)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, typ := range []raftpb.MessageType{
		raftpb.MsgHeartbeat, raftpb.MsgHeartbeatResp, raftpb.MsgVote, raftpb.MsgPreVote, raftpb.MsgTimeoutNow, raftpb.MsgAppResp,
	} {
		for note := range byte(5) {
			m := peerMessage(typ, 6)
			m.Context = []byte{note, 1, 2}
			add(m)
		}
	}
	m := peerMessage(raftpb.MsgApp, 6)
	m.Index, m.LogTerm = new(uint64(InitialIndex)), new(uint64(InitialTerm))
	m.Entries = []*raftpb.Entry{{Index: new(uint64(11)), Term: new(uint64(6)), Data: []byte("x")}}
	add(m)
	m = peerMessage(raftpb.MsgSnap, 6)
	m.Snapshot = &raftpb.Snapshot{Metadata: &raftpb.SnapshotMetadata{
		Index: new(uint64(50)), Term: new(uint64(6)), ConfState: ConfState(roles("1 2 3")),
	}}
	add(m)
	st, err := support.New(support.Options{Self: 2, Timing: netTiming})
	if err != nil {
		f.Fatal(err)
	}
	st.Advance(st.Ready())
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := DecodeMessage(b)
		if err != nil {
			return
		}
		g := peerGroup(t, newDisk(), roles("1 2 3"), st.View)
		if g.Step(netBase, m) != nil {
			return
		}
		for g.HasReady() {
			eff := g.Ready()
			if a := eff.Append; a != nil {
				if _, ok := a.Installed(); ok {
					return
				}
				if err := g.Write(&diskBatch{}, a); err != nil {
					t.Fatal(err)
				}
				if _, err := g.Appended(a); err != nil {
					return
				}
			}
			if g.AppliedAll(&eff) != nil {
				return
			}
		}
	})
}

// A candidate that is asked whether it leads does not speak for the term that it may still
// win: its word may come after its heartbeats of that term, and would free a vote that is bound.
func TestCandidateDoesNotRelease(t *testing.T) {
	st, err := support.New(support.Options{Self: 2, Timing: support.Derive(nil, 0, 0)})
	if err != nil {
		t.Fatal(err)
	}
	g := peerGroup(t, newDisk(), roles("1 2 3"), st.View)
	if err := g.Campaign(1); err != nil {
		t.Fatal(err)
	}
	for g.HasReady() {
		if eff := g.Ready(); eff.Append != nil {
			if _, err := g.Appended(eff.Append); err != nil {
				t.Fatal(err)
			}
		}
	}
	next := g.raw.BasicStatus().GetTerm() + 1
	yes := peerMessage(raftpb.MsgPreVoteResp, next)
	if err := g.Step(1, yes); err != nil {
		t.Fatal(err)
	}
	if s := g.raw.BasicStatus(); s.RaftState != raft.StateCandidate || s.GetTerm() != next {
		t.Fatalf("%v in term %d", s.RaftState, s.GetTerm())
	}
	q := peerMessage(raftpb.MsgHeartbeatResp, next-1)
	q.Context = []byte{noteQuery}
	if err := g.Step(1, q); err != nil {
		t.Fatal(err)
	}
	if len(g.out) != 1 || g.out[0].GetContext()[0] != noteReleased || g.out[0].GetTerm() != next-1 {
		t.Errorf("the candidate of term %d says %v", next, g.out)
	}
}

// TestDenied: a follower that denies what it has acknowledged is asked once for each heartbeat
// that it answers, not as fast as it answers.
func TestDenied(t *testing.T) {
	g := peerGroup(t, newDisk(), roles("1 2"), nil)
	sent := func() (apps int) {
		for g.HasReady() {
			eff := g.Ready()
			if a := eff.Append; a != nil {
				if _, err := g.Appended(a); err != nil {
					t.Fatal(err)
				}
			}
			if err := g.AppliedAll(&eff); err != nil {
				t.Fatal(err)
			}
			for _, m := range eff.Send {
				if m.GetType() == raftpb.MsgApp {
					apps++
				}
			}
		}
		return apps
	}
	step := func(m *raftpb.Message) {
		t.Helper()
		if err := g.Step(0, m); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Campaign(0); err != nil {
		t.Fatal(err)
	}
	sent()
	term := g.Term() + 1
	step(peerMessage(raftpb.MsgPreVoteResp, term))
	sent()
	step(peerMessage(raftpb.MsgVoteResp, term))
	sent()
	if !g.Leading() && g.leadTerm != term {
		t.Fatalf("it does not lead in term %d", term)
	}
	last := g.log.last
	yes := peerMessage(raftpb.MsgAppResp, term)
	yes.Index = &last
	step(yes)
	sent()
	g.raw.ReportUnreachable(1)
	for range 2 * denialsMin { // answers from before it had the entry, late, between agreements
		late := peerMessage(raftpb.MsgAppResp, term)
		late.Index, late.RejectHint, late.LogTerm, late.Reject = &last, &last, new(term-1), new(true)
		step(late)
		step(peerMessage(raftpb.MsgHeartbeatResp, term))
		again := peerMessage(raftpb.MsgAppResp, term)
		again.Index = &last
		step(again)
		sent()
		if id, _ := g.Denied(); id != 0 {
			t.Errorf("replica %d is told to have denied, and agreed since", id)
		}
		g.raw.ReportUnreachable(1)
	}
	for i := range 2 * denialsMin {
		no := peerMessage(raftpb.MsgAppResp, term)
		no.Index, no.RejectHint, no.LogTerm, no.Reject = &last, &last, new(term-1), new(true)
		step(no)
		if n := sent(); n != 0 {
			t.Fatalf("sends %d appends for a denial", n)
		}
		step(no) // it comes twice
		if n := sent(); n != 0 {
			t.Fatalf("sends %d appends for a denial that comes again", n)
		}
		want := uint64(0) // such an answer may be old
		if i+1 >= denialsMin {
			want = 1
		}
		if id, store := g.Denied(); id != want || uint64(store) != want {
			t.Errorf("%d: replica %d of store %d is told to have denied", i, id, store)
		}
		step(peerMessage(raftpb.MsgHeartbeatResp, term))
		if n := sent(); n != 1 {
			t.Errorf("sends %d appends for an answered heartbeat", n)
		}
	}
}

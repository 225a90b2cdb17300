package store

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftnet"
)

// demote makes the voter on a store a learner, and removes it.
func (c *cluster) removeFrom(key []byte, store uint32) {
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		out := slices.Clone(d.Replicas)
		for i := range out {
			if out[i].StoreID == store {
				out[i].Change = descriptor.Outgoing
			}
		}
		return out
	})
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica { return d.LeaveJoint() })
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		return slices.DeleteFunc(slices.Clone(d.Replicas), func(x descriptor.Replica) bool { return x.StoreID == store })
	})
}

// addOn gives a range a voter on a store.
func (c *cluster) addOn(key []byte, store uint32) {
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: store, StoreID: store, Learner: true})
	})
	c.changeOnce(key, func(d *descriptor.Range) []descriptor.Replica {
		out := slices.Clone(d.Replicas)
		out[len(out)-1].Learner = false
		return out
	})
}

// A message that breaks one group's Raft, and an entry that can't be applied, put that
// replica out of service and nothing else; it is named, and can be replaced.
func TestBadMessageBreaksOneReplica(t *testing.T) {
	for name, forge := range map[string]func(r Report, from, to uint64) *raftpb.Message{
		"a commit beyond the log": func(r Report, from, to uint64) *raftpb.Message {
			commit := uint64(1) << 40
			return &raftpb.Message{Type: raftpb.MsgHeartbeat.Enum(), From: &from, To: &to, Term: &r.Term, Commit: &commit}
		},
		"an entry of no command": func(r Report, from, to uint64) *raftpb.Message {
			last := r.Progress[0].Match
			next := last + 1
			return &raftpb.Message{
				Type: raftpb.MsgApp.Enum(), From: &from, To: &to, Term: &r.Term, Index: &last, LogTerm: &r.Term, Commit: &next,
				Entries: []*raftpb.Entry{{Term: &r.Term, Index: &next, Type: raftpb.EntryNormal.Enum(), Data: []byte("no command")}},
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := newCluster(t, 30, 3, 3, nil)
				defer c.close()
				ctx := t.Context()
				e := c.client(0)
				a, b := userKey("a"), userKey("b")
				e.check(e.split(ctx, b))
				e.check(e.put(ctx, a, "1"))
				e.check(e.put(ctx, b, "1"))
				time.Sleep(5 * time.Second)
				leader := c.leaderOf(a)
				bad := c.stores[leader.id%3]
				d := leader.get().Containing(a)
				r := leader.get().Reports(ctx, d.ID)[0]
				from, _ := d.Replica(leader.id)
				to, _ := d.Replica(bad.id)
				m, err := consensus.AppendMessage(nil, forge(r, from.ID, to.ID))
				e.check(err)
				bad.get().ReceiveRaft(raftnet.Peer{NodeID: leader.id, StoreID: leader.id}, raftnet.Message{RangeID: d.ID, FromReplica: from.ID, ToReplica: to.ID, Message: m})
				time.Sleep(time.Second)
				if err := bad.get().Err(); err != nil {
					t.Fatalf("the store stopped: %v", err)
				}
				for _, x := range c.stores {
					wrong := x.get().Wrong()
					if named := len(wrong) == 1 && wrong[0].RangeID == d.ID && wrong[0].Replica == to.ID; named != (x == bad) {
						t.Errorf("store %d names %v", x.id, wrong)
					}
				}
				for i := range 5 {
					e.check(e.put(ctx, a, fmt.Sprint(i)))
					e.check(e.put(ctx, b, fmt.Sprint(i)))
				}
				time.Sleep(20 * time.Second)
				for _, r := range bad.get().Reports(ctx) {
					if (r.State == Broken) != (r.Desc.ID == d.ID) || r.Wrong != (r.Desc.ID == d.ID) {
						t.Errorf("range %d is %v: %v", r.Desc.ID, r.State, r.Err)
					}
				}
				c.removeFrom(a, bad.id)
				time.Sleep(2 * queue.BrokenPoll)
				if got := bad.get().Containing(a); got != nil {
					t.Errorf("the store still has %s", got)
				}
				c.addOn(a, bad.id)
				time.Sleep(5 * time.Second)
				if wrong := bad.get().Wrong(); len(wrong) != 0 {
					t.Errorf("after it was replaced: %v", wrong)
				}
				e.check(e.put(ctx, a, "9"))
				time.Sleep(20 * time.Second)
				c.sameBytes(ctx, 3)
				if err := c.verdict(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

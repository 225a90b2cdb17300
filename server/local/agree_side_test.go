package local_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/transportpb"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// lateAt has Raft messages to one node come late, once it is told to.
type lateAt struct {
	node uint32
	atomic.Bool
}

// RaftFate implements transport.RaftFaults.
func (l *lateAt) RaftFate(link transport.RaftLink, _ *transportpb.RaftMessage) (f transport.RaftFate) {
	if l.Load() && link.ToNode == l.node {
		f.Delay = 100 * time.Millisecond
	}
	return f
}

// TestLockAfterLock (C7): a session that is granted an advisory lock sees what the one had seen that
// gave it back, through whichever node, even where its own node's machine has just stood still, all
// its clocks with it, and nothing else tells. Planted: locks say nothing, and it reads what was there
// before. (That nothing is read below what was heard is taken out: it tells by chance.)
func TestLockAfterLock(t *testing.T) {
	for _, planted := range []bool{false, true} {
		t.Run(fmt.Sprintf("planted %v", planted), func(t *testing.T) {
			stale, judged := 0, 0
			// Where leases lie decides whether a cluster can notice: that is another in each.
			for seed := uint64(1); seed == 1 || planted && stale == 0 && seed <= lockClusters; seed++ {
				synctest.Test(t, func(t *testing.T) {
					s, j := lockAfterLock(t, planted, seed)
					stale, judged = stale+s, judged+j
				})
			}
			if stale > 0 != planted || judged < 3 {
				t.Errorf("%d of %d sessions that were granted a lock have read what was there before it", stale, judged)
			}
		})
	}
}

// lockClusters is how many clusters the planted bug has to show in, at most.
const lockClusters = 10

// lockAfterLock is five rounds in one cluster: how many sessions were granted the lock, and how many of
// them have read what was there before.
func lockAfterLock(t *testing.T, planted bool, seed uint64) (stale, judged int) {
	late := &lateAt{node: 3}
	c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: seed, Replicated: true, ClockError: 250 * time.Millisecond, AgreeClocks: true, RaftFaults: late,
		Configure: func(_ *local.Node, o *node.Options) {
			o.PlantedAgree = node.PlantedAgree{NoSide: planted, Rules: agree.Planted{Deaf: true}}
		}})
	nodes := c.Nodes()
	for _, n := range nodes {
		n.Clock.Claim(time.Hour)
	}
	one, other := connect(t, nodes[0]), connect(t, nodes[2])
	exec(t, one, "CREATE TABLE t (i int PRIMARY KEY, v int)")
	exec(t, one, "INSERT INTO t VALUES (1, 0)")
	await(t, time.Minute, func() string { return upreplicated(c) })
	for round := range 5 {
		await(t, time.Minute, func() string {
			for _, n := range nodes {
				if _, ok := n.Node().Agreed(); !ok || len(n.Node().Givers()) != 3 {
					return fmt.Sprintf("%v has no permit", n)
				}
			}
			return ""
		})
		count(t, other) // its schema is there
		exec(t, one, "SELECT pg_advisory_lock(7)")
		got := make(chan int, 1)
		go func() {
			v := 0
			_, err := other.Exec(context.Background(), "SELECT pg_advisory_lock(7)")
			if err == nil {
				err = other.QueryRow(context.Background(), "SELECT v FROM t WHERE i = 1").Scan(&v)
			}
			if err != nil { // its node has not heard of the owner for too long
				t.Log(err)
				v = -1
			}
			got <- v
		}()
		time.Sleep(time.Second + time.Duration(round)*37*time.Millisecond)
		from, to := nodes[2].Node().Store(), nodes[1].Node().StoreID()
		await(t, 10*time.Second, func() (why string) { // above all, the owner of the locks is another node
			for _, d := range from.Ranges() {
				if from.LeaseHeld(d.ID) {
					if err := from.TransferLease(t.Context(), d.ID, to); err != nil { // others may be balancing leases
						why = err.Error()
					}
				}
			}
			return why
		})
		time.Sleep(time.Second)
		late.Store(true)
		nodes[2].Clock.Stop(true)
		time.Sleep(20 * time.Millisecond)
		nodes[2].Clock.Stop(false)
		exec(t, one, "UPDATE t SET v = v + 1 WHERE i = 1")
		exec(t, one, "SELECT pg_advisory_unlock(7)")
		began := time.Now()
		v := <-got
		late.Store(false)
		if v < 0 {
			other = connect(t, nodes[2])
			continue
		}
		if judged++; v != round+1 {
			stale++
		}
		t.Logf("granted and read after %v; %d old values", time.Since(began), stale)
		exec(t, other, "SELECT pg_advisory_unlock(7)")
	}
	return stale, judged
}

package local_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestGiversLeaveTogether (C2): nodes whose memberships end at the same time, as soon as they hold
// nothing, take nobody's permit with them: each is let go when others give permits in its place.
func TestGiversLeaveTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 8}}, Seed: 1, Replicated: true, ClockError: 10 * time.Millisecond, AgreeClocks: true,
			Configure: func(_ *local.Node, o *node.Options) { o.AgreeClocks = true }})
		nodes := c.Nodes()
		fill(t, nodes[0])
		if err := c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		var stay, leave []*local.Node
		await(t, time.Minute, func() string {
			givers := nodes[0].Node().Givers()
			stay, leave = nil, nil
			for _, n := range nodes {
				if slices.Contains(givers, n.Node().ID()) && len(leave) < 3 {
					leave = append(leave, n)
				} else {
					stay = append(stay, n)
				}
			}
			if len(givers) != 5 {
				return fmt.Sprintf("%v give permits", givers)
			}
			return ""
		})
		ids := make([]uint32, len(leave))
		for i, n := range leave {
			ids[i] = n.Node().ID()
			exec(t, connect(t, stay[0]), fmt.Sprintf("SELECT isochron_internal.set_membership(%d, 'decommissioning')", ids[i]))
		}
		for began := time.Now(); held(leave) > 0; time.Sleep(10 * time.Millisecond) {
			if time.Since(began) > time.Minute {
				t.Fatal("they are not emptied")
			}
		}
		errs := make([]error, len(leave))
		var all sync.WaitGroup
		for i, n := range leave {
			conn := connect(t, stay[i])
			all.Go(func() {
				_, err := conn.Exec(t.Context(), "SELECT isochron_internal.set_membership($1, 'decommissioned')", int32(ids[i]))
				errs[i] = errors.Join(err, n.Kill(t.Context()))
			})
		}
		all.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second)
		mustHold(t, 100, stay...)
		if err := leave[0].Wipe(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := leave[0].Start(t.Context()); err != nil { // another joins
			t.Fatal(err)
		}
		mustHold(t, 100, leave[0])
	})
}

// TestDecommissionedLetsGo: clients of a node that is no member any more, whose clock may never be
// well again, hear of it, and its drain does not wait for them.
func TestDecommissionedLetsGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 4}}, Seed: 1, Replicated: true, ClockError: 10 * time.Millisecond, AgreeClocks: true,
			Configure: func(_ *local.Node, o *node.Options) { o.AgreeClocks = true }})
		nodes := c.Nodes()
		fill(t, nodes[0])
		if err := c.AwaitReplicated(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		stays, leaves := connect(t, nodes[0]), nodes[3]
		exec(t, stays, fmt.Sprintf("SELECT isochron_internal.set_membership(%d, 'decommissioning')", leaves.Node().ID()))
		await(t, time.Minute, func() string {
			if n := held([]*local.Node{leaves}); n > 0 {
				return fmt.Sprintf("it holds %d replicas", n)
			}
			return ""
		})
		conn := connect(t, leaves)
		ended := make(chan error, 1)
		go func() {
			for i := 0; ; i++ {
				if _, err := conn.Exec(context.Background(), fmt.Sprintf("INSERT INTO t VALUES (%d)", 1_000_000+i)); err != nil {
					ended <- err
					return
				}
			}
		}()
		exec(t, stays, fmt.Sprintf("SELECT isochron_internal.set_membership(%d, 'decommissioned')", leaves.Node().ID()))
		select {
		case err := <-ended:
			t.Log(err)
		case <-time.After(time.Minute):
			t.Error("its client still waits after a minute")
		}
		began := time.Now()
		if err := leaves.Stop(t.Context()); err != nil {
			t.Log(err)
		}
		if d := time.Since(began); d > 30*time.Second {
			t.Errorf("its drain took %v", d)
		}
	})
}

func held(nodes []*local.Node) (n int) {
	for _, x := range nodes {
		n += len(x.Node().Store().Ranges())
	}
	return n
}

package local_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestClocksAgree: three nodes in one data centre whose clocks lie 60 ms apart and claim no
// better than the default budget wait for twice that with each commit. What clocks that agree
// would have them wait for, by messages that are sent anyway, is less than a millisecond; a
// node that comes back has a permit again by itself, and nobody contradicts anybody.
func TestClocksAgree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const e = 250 * time.Millisecond
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: e, AgreeClocks: true})
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-1) * 30 * time.Millisecond)
			n.Clock.Claim(e - 2*time.Millisecond)
		}
		exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
		await(t, time.Minute, func() string { return upreplicated(c) })
		agreed := func() string {
			for _, n := range nodes {
				if behind, ok := n.Node().Agreed(); !ok || behind > 2*time.Millisecond {
					return fmt.Sprintf("%v: permit %v, behind by %v", n, ok, behind)
				}
			}
			return ""
		}
		await(t, time.Minute, agreed)
		conns := []func(i int){}
		for _, n := range nodes {
			conn := connect(t, n)
			conns = append(conns, func(i int) { exec(t, conn, fmt.Sprintf("INSERT INTO t VALUES (%d)", i)) })
		}
		before := make([]node.AgreementStats, len(nodes))
		for i, n := range nodes {
			before[i] = n.Node().AgreementStats()
		}
		began, waited := time.Now(), nodes[0].Node().CommitWait()
		for i := range 30 {
			conns[i%3](i)
		}
		t.Logf("30 commits in %v; node 1 waited %v for its 10", time.Since(began), nodes[0].Node().CommitWait()-waited)
		for i, n := range nodes {
			s := n.Node().AgreementStats()
			if waits := s.Waits - before[i].Waits; waits < 10 || s.Wait99 > 2*time.Millisecond || s.Unheard != before[i].Unheard || s.Contradictions != 0 {
				t.Errorf("%v: %+v, before %+v", n, s, before[i])
			}
			t.Logf("%v: %+v", n, s)
		}
		if err := nodes[2].Kill(t.Context()); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Second) // its permit is over, and it holds nobody up
		if behind, ok := nodes[0].Node().Agreed(); !ok || behind > 2*time.Millisecond {
			t.Errorf("without node 3: permit %v, behind by %v", ok, behind)
		}
		if err := nodes[2].Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		await(t, time.Minute, agreed)
		for _, n := range nodes {
			if s := n.Node().AgreementStats(); s.Contradictions != 0 {
				t.Errorf("%v: %+v", n, s)
			}
		}
	})
}

// TestClocksAgreeAcrossRegions: nodes that share no range have permits and hear each other all
// the same; with sources within 5 ms what all clocks have passed is some milliseconds behind,
// however far the regions are apart.
func TestClocksAgreeAcrossRegions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 2}, {Name: "eu-west", Nodes: 2}, {Name: "ap-northeast", Nodes: 2}}, Seed: 1, Replicated: true, ClockError: 6 * time.Millisecond, AgreeClocks: true})
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-2) * time.Millisecond)
			n.Clock.Claim(5 * time.Millisecond)
		}
		worst := time.Duration(0)
		await(t, 2*time.Minute, func() string {
			worst = 0
			for _, n := range nodes {
				behind, ok := n.Node().Agreed()
				if !ok || behind > 11*time.Millisecond {
					return fmt.Sprintf("%v: permit %v, behind by %v", n, ok, behind)
				}
				worst = max(worst, behind)
			}
			return ""
		})
		t.Logf("behind by %v at most", worst)
	})
}

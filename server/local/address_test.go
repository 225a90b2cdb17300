package local_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
)

// TestNewAddresses: nodes that all come back with other addresses find each other, whether they
// are told all of those, one of them, or, where one has stayed, none.
func TestNewAddresses(t *testing.T) {
	for name, joins := range map[string]func(c []*local.Node, n *local.Node, at func(*local.Node) string) []string{
		"all": func(all []*local.Node, _ *local.Node, at func(*local.Node) string) (out []string) {
			for _, n := range all {
				out = append(out, at(n))
			}
			return out
		},
		"one": func(all []*local.Node, _ *local.Node, at func(*local.Node) string) []string {
			return []string{at(all[0])}
		},
		"none": func([]*local.Node, *local.Node, func(*local.Node) string) []string { return nil },
	} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprintf("%s/%d", name, seed), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					var c *local.Cluster
					moved := false
					at := func(n *local.Node) string {
						port := 7000
						if moved && (name != "none" || n.Index > 0) {
							port = 8000
						}
						return fmt.Sprintf("%s:%d", n.Name, port+n.Index)
					}
					c = start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: seed, Replicated: true,
						Configure: func(n *local.Node, o *node.Options) {
							o.ListenAddr = at(n)
							switch {
							case moved:
								o.Join = joins(c.Nodes(), n, at)
							case n.Index > 0:
								o.Join = []string{"n1:7000"}
							}
						}})
					nodes := c.Nodes()
					fill(t, nodes[0])
					await(t, time.Minute, func() string { return upreplicated(c) })
					for _, n := range nodes {
						if err := n.Crash(t.Context()); err != nil {
							t.Fatal(err)
						}
					}
					moved = true
					began := time.Now()
					var all sync.WaitGroup
					errs := make([]error, len(nodes))
					for i, n := range nodes {
						all.Go(func() { // one after the other, as people do
							time.Sleep(time.Duration(i) * time.Second)
							ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
							defer cancel()
							errs[i] = n.Start(ctx)
						})
					}
					all.Wait()
					if err := errors.Join(errs...); err != nil {
						t.Fatal(err)
					}
					if took := time.Since(began); took > 20*time.Second {
						t.Errorf("they served after %v", took)
					}
					mustHold(t, 100, nodes...)
				})
			})
		}
	}
}

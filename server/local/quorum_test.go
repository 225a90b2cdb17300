package local_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/local"
)

// TestNotReadyWithoutQuorum: a node that can't reach a quorum of what clients need says so to who
// asks whether it is ready, and to who wants to log in.
func TestNotReadyWithoutQuorum(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 3, Replicated: true})
		nodes := c.Nodes()
		fill(t, nodes[0])
		await(t, time.Minute, func() string { return upreplicated(c) })
		if err := nodes[0].Node().Ready(); err != nil {
			t.Fatal(err)
		}
		for _, n := range nodes[1:] {
			if err := n.Crash(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(20 * time.Second)
		if err := nodes[0].Node().Ready(); err == nil || !strings.Contains(err.Error(), "nobody has served") {
			t.Errorf("without a quorum it is ready: %v", err)
		}
		conf, err := pgconn.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
		if err != nil {
			t.Fatal(err)
		}
		conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
		conf.DialFunc = dialer(nodes[0])
		if _, err = pgconn.ConnectConfig(t.Context(), conf); err == nil {
			t.Error("a client was let in")
		} else if e, ok := errors.AsType[*pgconn.PgError](err); !ok || e.Code != "57P03" || e.Severity != "FATAL" {
			t.Errorf("a client was told %v", err)
		}
		for _, n := range nodes[1:] {
			if err := n.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		await(t, 20*time.Second, func() string {
			if err := nodes[0].Node().Ready(); err != nil {
				return err.Error()
			}
			return ""
		})
		mustHold(t, 100, nodes...)
	})
}

package process

import (
	"context"
	"flag"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/bench/tpcc"
)

var (
	tpccKills   = flag.Int("tpcc-kills", 2, "how often TestTPCC kills the node with the most leases")
	tpccBetween = flag.Duration("tpcc-between", 4*time.Second, "time before and after each of its kills")
	tpccFull    = flag.Bool("tpcc-full", false, "TestTPCC with the specification's size of two warehouses (minutes)")
	tpccLevel   = flag.String("tpcc-isolation", "serializable", "TestTPCC's isolation level")
)

// TestTPCC runs TPC-C's mix on three nodes through all of them, kills the node with the most
// leases on the way, and looks at the consistency conditions at each node.
func TestTPCC(t *testing.T) {
	ctx := t.Context()
	size := tpcc.Size{Warehouses: 2, Items: 200, Customers: 30}
	if *tpccFull {
		size = tpcc.Full(2)
	}
	c := StartCluster(t, binary, t.TempDir(), 3)
	loadTPCC(t, c, size)
	c.AwaitReplicas(3, 5*time.Minute)
	var tried atomic.Int64
	o := tpcc.Options{
		Size: size, Terminals: 8, For: time.Duration(*tpccKills+1) * *tpccBetween, Seed: 1, Losses: true,
		Connect: func(ctx context.Context, _ int) (*pgx.Conn, error) {
			conf, err := pgx.ParseConfig(urls(c)[int(tried.Add(1))%len(c.Members())])
			if err != nil {
				return nil, err
			}
			conf.ConnectTimeout = 2 * time.Second
			conf.RuntimeParams["default_transaction_isolation"] = *tpccLevel
			return pgx.ConnectConfig(ctx, conf)
		},
	}
	results := make(chan *tpcc.Result, 1)
	go func() {
		r, err := tpcc.Run(ctx, o)
		if err != nil {
			t.Error(err)
		}
		results <- r
	}()
	for range *tpccKills {
		time.Sleep(*tpccBetween / 2)
		victim := c.Busiest(ctx)
		victim.Kill()
		time.Sleep(*tpccBetween / 2)
		if err := victim.Start(); err != nil {
			t.Fatalf("restart of node %d: %v\n%s", victim.Index+1, err, victim.Log())
		}
		t.Logf("node %d was killed", victim.Index+1)
	}
	r := <-results
	t.Logf("%v", r)
	for e, n := range r.Errors {
		t.Errorf("%d times: %s", n, e)
	}
	for code, n := range r.Repeated {
		if code != "40001" {
			t.Errorf("%d transactions ended with %s, the last one: %s", n, code, r.Why[code])
		}
	}
	for kind, n := range r.Done {
		if n == 0 {
			t.Errorf("no transaction of kind %d was committed", kind)
		}
	}
	if r.Lost < *tpccKills {
		t.Errorf("%d connections were lost over %d kills", r.Lost, *tpccKills)
	}
	for i, u := range urls(c) {
		checkTPCC(t, fmt.Sprintf("node %d", i+1), u, size)
	}
}

// loadTPCC fills the tables at one node, and has each warehouse's rows lie on ranges of
// their own.
func loadTPCC(t *testing.T, c *Cluster, size tpcc.Size) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), c.Members()[0].URL)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if err := tpcc.Load(t.Context(), conn, size); err != nil {
		t.Fatal(err)
	}
	for _, table := range []string{"warehouse", "district", "customer", "stock", "orders", "order_line"} {
		if _, err := conn.Exec(t.Context(), "ALTER TABLE "+table+" SPLIT AT VALUES (2)"); err != nil {
			t.Fatalf("SPLIT of %s: %v", table, err)
		}
	}
	checkTPCC(t, "the beginning", c.Members()[0].URL, size)
}

func checkTPCC(t *testing.T, where, url string, size tpcc.Size) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	defer conn.Close(t.Context())
	broken, err := tpcc.Check(t.Context(), conn, size, false)
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for _, b := range broken {
		t.Errorf("%s: %s", where, b)
	}
}

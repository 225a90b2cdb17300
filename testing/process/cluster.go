package process

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Cluster is several nodes as processes of their own, on addresses that stay.
type Cluster struct {
	t   testing.TB
	bin string
	dir string

	net *Network // between the nodes; nil: nothing is

	each func(i int) []string // further arguments of the node with that index; nil: none

	mu      sync.Mutex // guards what is below
	members []*Member
	given   map[string]bool // addresses of members
}

// Member is one node of a Cluster, running or not.
type Member struct {
	Index int // from 0
	c     *Cluster
	args  []string
	sql   string // addresses
	peers string // as others are told
	http  string
	id    atomic.Uint32 // 0: not known yet

	*Server // the present process, or the last one
}

// StartCluster starts n nodes, begins the cluster at one of them, and returns when all
// answer SQL.
func StartCluster(t testing.TB, bin, dir string, n int, args ...string) *Cluster {
	t.Helper()
	return startCluster(t, &Cluster{t: t, bin: bin, dir: dir}, n, args)
}

// StartClusterOver does the same with a network between the nodes.
func StartClusterOver(t testing.TB, net *Network, bin, dir string, n int, args ...string) *Cluster {
	t.Helper()
	return startCluster(t, &Cluster{t: t, bin: bin, dir: dir, net: net}, n, args)
}

// StartClusterEach is StartCluster with arguments of each node's own.
func StartClusterEach(t testing.TB, bin, dir string, n int, each func(i int) []string) *Cluster {
	t.Helper()
	return startCluster(t, &Cluster{t: t, bin: bin, dir: dir, each: each}, n, nil)
}

func startCluster(t testing.TB, c *Cluster, n int, args []string) *Cluster {
	t.Helper()
	for range n {
		c.add(args)
	}
	type started struct {
		m   *Member
		err error
	}
	ready := make(chan started, n)
	for _, m := range c.members {
		go func() { ready <- started{m, m.Start()} }() // Cleanup ends the process, and so it
	}
	c.init()
	t.Cleanup(func() {
		if t.Failed() {
			c.Tell()
		}
	})
	for range n {
		if s := <-ready; s.err != nil { // the others may wait for it for ever
			t.Fatalf("node %d: %v\n%s", s.m.Index+1, s.err, s.m.Log())
		}
	}
	return c
}

// Add starts one more node.
func (c *Cluster) Add(args ...string) (*Member, error) {
	m := c.add(args)
	return m, m.Start()
}

func (c *Cluster) add(args []string) *Member {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := &Member{Index: len(c.members), c: c, sql: c.freeAddress(), peers: c.freeAddress(), http: c.freeAddress()}
	m.args = []string{
		"--insecure", "--store=" + filepath.Join(c.dir, "n"+strconv.Itoa(m.Index+1)),
		"--sql-addr=" + m.sql, "--listen-addr=" + m.peers, "--http-addr=" + m.http,
	}
	if c.net != nil {
		m.peers = c.net.Front(m.peers, m.id.Load)
		m.args = append(m.args, "--advertise-addr="+m.peers)
	}
	m.args = append(m.args, args...)
	if c.each != nil {
		m.args = append(m.args, c.each(m.Index)...)
	}
	c.members = append(c.members, m)
	return m
}

// freeAddress is one that nobody listens on now and no other member was given, with a
// port that no outgoing connection gets: those begin at 32768 or above.
func (c *Cluster) freeAddress() string {
	if c.given == nil {
		c.given = map[string]bool{}
	}
	for range 1000 {
		address := fmt.Sprintf("127.0.0.1:%d", 10_000+rand.IntN(20_000))
		if c.given[address] {
			continue
		}
		if l, err := net.Listen("tcp", address); err == nil {
			_ = l.Close()
			c.given[address] = true
			return address
		}
	}
	c.t.Fatal("no free port")
	return ""
}

// logTail is how much of each node's log a failed test shows.
const logTail = 6 << 10

// Tell shows what the nodes have logged last.
func (c *Cluster) Tell() {
	for _, m := range c.Members() {
		if m.Server != nil {
			log := m.Log()
			c.t.Logf("node %d (ID %d) said:\n%s", m.Index+1, m.ID(), log[max(0, len(log)-logTail):])
		}
	}
}

// Members are all nodes that were started.
func (c *Cluster) Members() []*Member {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.members)
}

// init begins the cluster, once the node is there to hear it.
func (c *Cluster) init() {
	c.t.Helper()
	var out []byte
	var err error
	for range 100 {
		if out, err = exec.Command(c.bin, "init", "--insecure", "--host="+c.members[0].peers).CombinedOutput(); err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	c.t.Fatalf("init: %v: %s", err, out)
}

// Start starts the node's process, again if it has ended, and returns when it answers SQL.
func (m *Member) Start() error {
	var join []string
	for _, x := range m.c.Members() {
		join = append(join, x.peers)
	}
	s, err := Start(m.c.t, m.c.bin, append(slices.Clone(m.args), "--join="+strings.Join(join, ","))...)
	m.c.mu.Lock()
	m.Server = s
	m.c.mu.Unlock()
	if s.NodeID != 0 {
		m.id.Store(s.NodeID)
	}
	return err
}

// ID is the node's number in the cluster; 0: it has not been started.
func (m *Member) ID() uint32 { return m.id.Load() }

// Metric reads one of the node's metrics.
func (m *Member) Metric(ctx context.Context, name string) (float64, error) {
	text, err := m.metrics(ctx)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(text) {
		if v, ok := strings.CutPrefix(strings.TrimSpace(line), "isochron_"+name+" "); ok {
			return strconv.ParseFloat(v, 64)
		}
	}
	return 0, fmt.Errorf("no metric %s", name)
}

// Quantile is an upper bound of a quantile of what the node has observed of a duration, within
// a factor of two, and how often it has.
func (m *Member) Quantile(ctx context.Context, name string, q float64) (d time.Duration, count float64, err error) {
	text, err := m.metrics(ctx)
	if err != nil {
		return 0, 0, err
	}
	type bucket struct{ bound, count float64 }
	var buckets []bucket
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "isochron_"+name+"_bucket{le=\"")
		var b bucket
		if !ok {
			continue
		}
		if _, err := fmt.Sscanf(rest, "%g\"} %g", &b.bound, &b.count); err == nil {
			buckets = append(buckets, b)
			count = b.count
		}
	}
	for _, b := range buckets {
		if b.count >= q*count {
			return time.Duration(b.bound * float64(time.Second)), count, nil
		}
	}
	return 0, 0, fmt.Errorf("no histogram %s", name)
}

func (m *Member) metrics(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+m.http+"/metrics", nil)
	if err != nil {
		return "", err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return string(b), err
}

// Await asks again and again until ok says so.
func (c *Cluster) Await(what string, within time.Duration, ok func(ctx context.Context) bool) {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	every := time.NewTicker(50 * time.Millisecond)
	defer every.Stop()
	for !ok(ctx) {
		select {
		case <-every.C:
		case <-ctx.Done():
			c.t.Fatalf("%s: not within %v", what, within)
		}
	}
}

// AwaitReplicas waits until each of the first n nodes holds a replica of each range, and
// nothing is short of replicas.
func (c *Cluster) AwaitReplicas(n int, within time.Duration) {
	c.t.Helper()
	c.Await("replication", within, func(ctx context.Context) bool {
		most, least := 0.0, 1e9
		for _, m := range c.Members()[:n] {
			ranges, err := m.Metric(ctx, "ranges")
			short, serr := m.Metric(ctx, "placement_short_ranges")
			if err != nil || serr != nil || short != 0 {
				return false
			}
			most, least = max(most, ranges), min(least, ranges)
		}
		return least > 0 && least == most
	})
}

// Busiest is the node with the most leases.
func (c *Cluster) Busiest(ctx context.Context) *Member {
	var best *Member
	most := -1.0
	for _, m := range c.Members() {
		if n, err := m.Metric(ctx, "leases"); err == nil && n > most {
			best, most = m, n
		}
	}
	return best
}

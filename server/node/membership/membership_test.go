package membership

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/memnet"
)

func newEngine(t *testing.T) engine.Engine {
	t.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS(), Dir: "store", CacheBytes: 1 << 20, MemTableBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

// newMesh is an end of connections that nobody is at the other end of.
func newMesh(t *testing.T) *transport.Mesh {
	t.Helper()
	w := memnet.New(memnet.Options{})
	t.Cleanup(w.Close)
	m, err := transport.New(transport.MeshOptions{Network: w.Host("n1"), Resolve: func(uint32) (string, bool) { return "nobody:1", true }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(m.Close)
	return m
}

func row(id uint32, epoch uint64, address string, is directory.Membership) *directory.Node {
	return &directory.Node{ID: id, Epoch: epoch, Address: address, Membership: is, VersionMin: version.Min, VersionMax: version.Max}
}

// TestWhereNodesAre: of a row and of what a connection told, what the later process said counts.
func TestWhereNodesAre(t *testing.T) {
	m := newMembers(slog.New(slog.DiscardHandler), newEngine(t), nil)
	m.self = 1
	steps := []struct {
		name string
		do   func()
		want string // node 2's address; empty: not known
	}{
		{"at first", func() {}, ""},
		{"its row", func() { m.learnNode(row(2, 5, "a:1", directory.Active)) }, "a:1"},
		{"a connection of that process", func() { m.learnWhere(transport.Identity{NodeID: 2, Epoch: 5, Address: "b:1"}) }, "b:1"},
		{"what an earlier one said", func() { m.learnWhere(transport.Identity{NodeID: 2, Epoch: 4, Address: "c:1"}) }, "b:1"},
		{"an old row", func() { m.learnNode(row(2, 3, "d:1", directory.Active)) }, "b:1"},
		{"the row of a later process", func() { m.learnNode(row(2, 6, "e:1", directory.Active)) }, "e:1"},
	}
	for _, s := range steps {
		s.do()
		if got, ok := m.Resolve(2); got != s.want || ok != (s.want != "") {
			t.Errorf("%s: %q, %v; want %q", s.name, got, ok, s.want)
		}
	}
	if got := m.Others(); len(got) != 1 || got[0] != 2 {
		t.Errorf("others: %v", got)
	}
	m.learnNode(row(2, 6, "e:1", directory.Decommissioned))
	if err := m.Admit(transport.Peer{Identity: transport.Identity{NodeID: 2}}); !errors.Is(err, ErrDecommissioned) {
		t.Errorf("a node that has left is let in: %v", err)
	}
	if got := m.Others(); len(got) != 0 {
		t.Errorf("a node that has left is asked: %v", got)
	}
}

// TestMayBeAlive: a process is gone for sure where a later one is known or its node has left, and
// taken for gone once its node has not answered for some seconds.
func TestMayBeAlive(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMembers(slog.New(slog.DiscardHandler), newEngine(t), nil)
		m.self, m.epoch, m.mesh = 1, 9, newMesh(t)
		m.learnNode(row(2, 5, "a:1", directory.Active))
		m.learnNode(row(3, 5, "a:2", directory.Decommissioned))
		for _, tt := range []struct {
			node  uint32
			epoch uint64
			want  bool
		}{{1, 9, true}, {1, 8, false}, {2, 4, false}, {2, 5, true}, {3, 5, false}, {4, 1, true}} {
			if got, err := m.MayBeAlive(t.Context(), tt.node, tt.epoch); got != tt.want || err != nil {
				t.Errorf("process %d of node %d: %v, %v", tt.epoch, tt.node, got, err)
			}
		}
		// Node 2 is pinged from now on, and can't be reached.
		gone := false
		for began := time.Now(); !gone && time.Since(began) < time.Minute; time.Sleep(time.Second) {
			alive, _ := m.MayBeAlive(t.Context(), 2, 5)
			gone = !alive
			if gone && time.Since(began) < deadAfter {
				t.Errorf("it is gone after %v", time.Since(began))
			}
		}
		if !gone {
			t.Error("a node that never answers is never gone")
		}
	})
}

// TestNotes: what is known of others comes back from the disk.
func TestNotes(t *testing.T) {
	e := newEngine(t)
	m := newMembers(slog.New(slog.DiscardHandler), e, nil)
	m.self = 1
	m.learnNode(row(2, 5, "a:1", directory.Draining))
	m.learnWhere(transport.Identity{NodeID: 3, Epoch: 7, Address: "b:1"})
	if err := m.Become(); err != nil {
		t.Fatal(err)
	}
	back := newMembers(slog.New(slog.DiscardHandler), e, nil)
	back.self = 1
	if err := back.load(); err != nil {
		t.Fatal(err)
	}
	two, _ := back.Resolve(2)
	three, _ := back.Resolve(3)
	if !back.joint || two != "a:1" || three != "b:1" || back.Membership(2) != directory.Draining {
		t.Errorf("joint %v, node 2 at %q, node 3 at %q, node 2 is %v", back.joint, two, three, back.Membership(2))
	}
}

// TestVersionsAreNoted: gates open by what the disk says, which never goes back; a disk of a cluster
// at a version that the node does not speak is refused (V3).
func TestVersionsAreNoted(t *testing.T) {
	e := newEngine(t)
	open := func(min, max uint32) *Versions {
		v := NewVersions(slog.New(slog.DiscardHandler), e, min, max)
		v.attach(newMesh(t))
		return v
	}
	v := open(1, 5)
	if err := v.begin(directory.Version{Active: 2, Next: 3}); err != nil {
		t.Fatal(err)
	}
	if !v.Active(2) || v.Active(3) {
		t.Errorf("noted: %+v", v.Noted())
	}
	if err := v.note(directory.Version{Active: 1, Next: 2}); err != nil || !v.Noted().Equal(directory.Version{Active: 2, Next: 3}) {
		t.Errorf("it went back: %+v, %v", v.Noted(), err)
	}
	again := open(1, 5)
	if err := again.load(); err != nil || !again.Noted().Equal(v.Noted()) {
		t.Errorf("after a restart: %+v, %v", again.Noted(), err)
	}
	for _, x := range []struct{ min, max uint32 }{{1, 2}, {4, 5}} {
		if err := open(x.min, x.max).load(); !errors.Is(err, directory.ErrVersion) {
			t.Errorf("a node that speaks %d to %d: %v", x.min, x.max, err)
		}
	}
}

// TestFirst: a node without others makes its cluster's first store, once.
func TestFirst(t *testing.T) {
	e := newEngine(t)
	open := func() *Member {
		v := NewVersions(slog.New(slog.DiscardHandler), e, version.Min, version.Build(version.Max))
		m := New(Options{Host: quiet{}, Engine: e, Log: slog.New(slog.DiscardHandler), Versions: v, First: version.Build(version.Max), Epoch: 1, Now: func() hlc.Timestamp { return 1 }})
		m.Attach(newMesh(t))
		return m
	}
	first := open()
	id, err := first.Identify(t.Context())
	if err != nil || id.NodeID != 1 || !first.Began() || first.Joint() {
		t.Errorf("%+v, %v, began %v, joint %v", id, err, first.Began(), first.Joint())
	}
	again := open()
	if same, err := again.Identify(t.Context()); err != nil || same != id || again.Began() {
		t.Errorf("after a restart %+v, %v, began %v", same, err, again.Began())
	}
}

// quiet is a Host that has nothing to do.
type quiet struct{}

func (quiet) Forming(context.Context) error   { return nil }
func (quiet) Admitting(context.Context) error { return nil }
func (quiet) Describe(*directory.Node)        {}

// TestReasons: why an address does not answer is said at first, and then now and then.
func TestReasons(t *testing.T) {
	r := reasons{every: time.Second}
	at := time.Unix(100, 0)
	for i, want := range []bool{true, false, false, true, false} {
		if got := r.due(at.Add(time.Duration(i) * 400 * time.Millisecond)); got != want {
			t.Errorf("time %d: %v", i, got)
		}
	}
}

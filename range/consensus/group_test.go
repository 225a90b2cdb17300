package consensus

import (
	"bytes"
	"fmt"
	"testing"

	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
)

func openEngine(t testing.TB) engine.Engine {
	t.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// member is a group with a disk and a list of what it applied.
type member struct {
	t       testing.TB
	e       engine.Engine
	g       *Group
	applied []Commit
	lost    []any
	syncs   int
	leads   bool
}

const testRange = 7

func newMember(t testing.TB, e engine.Engine, id uint64, voters []uint64, applied uint64, o Options) *member {
	t.Helper()
	l, err := LoadLog(e, testRange, applied, voters, nil)
	if err != nil {
		t.Fatal(err)
	}
	o.RangeID, o.ReplicaID, o.Log, o.Applied = testRange, id, l, applied
	g, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &member{t: t, e: e, g: g}
}

// run does all that the group wants, one batch per Ready, and returns what it sends.
func (m *member) run() (send []*raftpb.Message) {
	for m.g.HasReady() {
		eff := m.g.Ready()
		send = append(send, eff.Send...)
		m.lost = append(m.lost, eff.Lost...)
		if a := eff.Append; a != nil {
			b := m.e.NewBatch(0)
			m.check(m.g.Write(b, a))
			if !b.Empty() {
				m.syncs++
			}
			m.check(m.e.Apply(b, true))
			m.check(b.Close())
			more, err := m.g.Appended(a)
			m.check(err)
			send = append(send, more...)
		}
		for _, c := range eff.Commits {
			m.applied = append(m.applied, c)
			m.leads = m.leads || c.Leads
		}
		m.check(m.g.AppliedAll(&eff))
	}
	return send
}

func (m *member) check(err error) {
	m.t.Helper()
	if err != nil {
		m.t.Fatal(err)
	}
}

func (m *member) propose(data ...string) {
	m.t.Helper()
	var d [][]byte
	var tokens []any
	for _, s := range data {
		d, tokens = append(d, []byte(s)), append(tokens, s)
	}
	m.check(m.g.Propose(d, tokens))
}

// text is the applied commands, with their tokens in brackets where they are known.
func (m *member) text() string {
	var b bytes.Buffer
	for _, c := range m.applied {
		fmt.Fprintf(&b, "%d/%d:%s", c.Index, c.Term, c.Data)
		if c.Token != nil {
			fmt.Fprintf(&b, "[%v]", c.Token)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func TestSoleVoter(t *testing.T) {
	e := openEngine(t)
	m := newMember(t, e, 1, []uint64{1}, 0, Options{})
	if !m.g.Sole() || m.g.Term() != InitialTerm {
		t.Fatalf("sole %v, term %d", m.g.Sole(), m.g.Term())
	}
	m.check(m.g.Campaign(0))
	if send := m.run(); len(send) != 0 {
		t.Errorf("a sole voter sends %v", send)
	}
	if !m.leads || m.g.Term() != InitialTerm+1 {
		t.Errorf("after the campaign: leads %v, term %d", m.leads, m.g.Term())
	}
	syncs := m.syncs
	m.propose("a", "b")
	m.propose("c")
	m.run()
	if got := m.syncs - syncs; got != 1 {
		t.Errorf("three proposals took %d writes, want 1", got)
	}
	if got, want := m.text(), "11/6: 12/6:a[a] 13/6:b[b] 14/6:c[c] "; got != want {
		t.Errorf("applied %q, want %q", got, want)
	}

	// A restart that had applied "a" applies the rest again, in a new term.
	r := newMember(t, e, 1, []uint64{1}, 12, Options{})
	r.check(r.g.Campaign(0))
	r.run()
	if got, want := r.text(), "13/6:b 14/6:c 15/7: "; got != want {
		t.Errorf("after the restart applied %q, want %q", got, want)
	}
}

func TestAbandonedProposalsStayInLog(t *testing.T) {
	e := openEngine(t)
	m := newMember(t, e, 1, []uint64{1}, 0, Options{})
	m.check(m.g.Campaign(0))
	m.run()
	m.propose("a")
	eff := m.g.Ready()
	b := e.NewBatch(0)
	m.check(m.g.Write(b, eff.Append))
	m.check(e.Apply(b, true))
	if got := fmt.Sprint(m.g.Abandon()); got != "[a]" {
		t.Errorf("abandoned %s, want [a]", got)
	}
	r := newMember(t, e, 1, []uint64{1}, m.g.Applied(), Options{})
	r.check(r.g.Campaign(0))
	r.run()
	if got, want := r.text(), "12/6:a 13/7: "; got != want {
		t.Errorf("applied %q, want %q", got, want)
	}
}

func TestTruncate(t *testing.T) {
	e := openEngine(t)
	m := newMember(t, e, 1, []uint64{1}, 0, Options{LogEntriesMax: 10, CacheBytes: 1})
	m.check(m.g.Campaign(0))
	m.run()
	truncations := 0
	for i := range 100 {
		m.propose(fmt.Sprint(i))
		m.run()
		b := e.NewBatch(0)
		did, err := m.g.Truncate(b)
		m.check(err)
		m.check(e.Apply(b, false))
		if did {
			truncations++
		}
		if n := m.g.Log().Last() - m.g.Log().Truncated(); n > 10 {
			t.Fatalf("the log has %d entries, limit 10", n)
		}
	}
	if truncations < 9 {
		t.Errorf("%d truncations of a log of 100 entries, limit 10", truncations)
	}
	r := newMember(t, e, 1, []uint64{1}, m.g.Applied(), Options{})
	if got, want := r.g.Log().Last(), m.g.Log().Last(); got != want {
		t.Errorf("last index %d, want %d", got, want)
	}
	span := keys.LogSpan(testRange, 0, r.g.Log().Truncated()+1)
	it, err := e.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	m.check(err)
	defer it.Close()
	if it.First() {
		t.Errorf("truncated entry %x is still there", it.Key())
	}
}

// Entries beyond the cache come from the engine, the same.
func TestLogReadsBack(t *testing.T) {
	for _, cache := range []int{1, 1 << 20} {
		e := openEngine(t)
		m := newMember(t, e, 1, []uint64{1}, 0, Options{CacheBytes: cache})
		m.check(m.g.Campaign(0))
		m.run()
		for i := range 50 {
			m.propose(fmt.Sprint(i))
			m.run()
		}
		l := m.g.Log()
		ents, err := l.Entries(InitialIndex+1, l.Last()+1, 1<<30)
		m.check(err)
		if len(ents) != 51 || string(ents[50].Data) != "49" {
			t.Fatalf("cache %d: %d entries", cache, len(ents))
		}
		for _, ent := range ents {
			if term, err := l.Term(ent.GetIndex()); err != nil || term != ent.GetTerm() {
				t.Errorf("term of %d: %d, %v, want %d", ent.GetIndex(), term, err, ent.GetTerm())
			}
		}
		if some, err := l.Entries(InitialIndex+1, l.Last()+1, 1); err != nil || len(some) != 1 {
			t.Errorf("a limit of 1 byte gives %d entries, %v", len(some), err)
		}
	}
}

// Several voters: the same struct, with messages in between.
func TestThreeVoters(t *testing.T) {
	var members []*member
	for id := uint64(1); id <= 3; id++ {
		members = append(members, newMember(t, openEngine(t), id, []uint64{1, 2, 3}, 0, Options{}))
	}
	settle := func(cut uint64) {
		for busy := true; busy; {
			busy = false
			for _, m := range members {
				for _, msg := range m.run() {
					busy = true
					if msg.GetTo() != cut && msg.GetFrom() != cut {
						_ = members[msg.GetTo()-1].g.Step(0, msg) // a follower may drop it
					}
				}
			}
		}
	}
	members[0].check(members[0].g.Campaign(0))
	settle(0)
	if !members[0].g.Leading() {
		t.Fatal("nobody leads")
	}
	members[0].propose("a")
	settle(0)
	if err := members[1].g.Propose([][]byte{[]byte("x")}, []any{"x"}); err == nil {
		t.Error("a follower forwards proposals")
	}
	// The leader proposes while cut off; another takes over and overwrites it.
	members[0].propose("b")
	settle(1)
	members[1].check(members[1].g.Campaign(0))
	settle(1)
	if !members[1].g.Leading() {
		t.Fatal("the second does not take over")
	}
	members[1].propose("c")
	settle(1)
	for range 3 {
		members[1].check(members[1].g.Tick(0))
		settle(0)
	}
	want := "11/6: 12/6:a 13/7: 14/7:c "
	for i, m := range members {
		for j := range m.applied {
			m.applied[j].Token = nil
		}
		if got := m.text(); got != want {
			t.Errorf("member %d applied %q, want %q", i+1, got, want)
		}
	}
	if got := fmt.Sprint(members[0].lost); got != "[b]" {
		t.Errorf("the old leader lost %s, want [b]", got)
	}
}

func TestCorruptState(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(w engine.Writer) error
	}{
		{"hard state cut", func(w engine.Writer) error {
			return w.Put(keys.Replica(testRange, keys.ReplicaHardState), hlc.Zero, []byte("x"))
		}},
		{"truncated state cut", func(w engine.Writer) error {
			return w.Put(keys.Replica(testRange, keys.ReplicaTruncated), hlc.Zero, []byte("x"))
		}},
		{"entry cut", func(w engine.Writer) error { return w.Put(keys.LogEntry(testRange, 12), hlc.Zero, nil) }},
		{"entry of a later term", func(w engine.Writer) error {
			return w.Put(keys.LogEntry(testRange, 12), hlc.Zero, []byte{99, 0})
		}},
		{"log ends before the applied index", func(w engine.Writer) error {
			return w.Delete(keys.LogEntry(testRange, 12), hlc.Zero)
		}},
	}
	for _, tt := range tests {
		e := openEngine(t)
		m := newMember(t, e, 1, []uint64{1}, 0, Options{})
		m.check(m.g.Campaign(0))
		m.run()
		m.propose("a")
		m.run()
		b := e.NewBatch(0)
		m.check(tt.spoil(b))
		m.check(e.Apply(b, true))
		if _, err := LoadLog(e, testRange, m.g.Applied(), []uint64{1}, nil); err == nil {
			t.Errorf("%s: loaded", tt.name)
		}
	}
}

func FuzzDecodeEntry(f *testing.F) {
	f.Add(uint64(1), appendEntryValue(nil, &raftpb.Entry{Term: new(uint64(7)), Data: []byte("x")}))
	f.Add(uint64(1), []byte{})
	f.Fuzz(func(t *testing.T, index uint64, b []byte) {
		e, err := decodeEntry(index, b)
		if err != nil {
			return
		}
		o, err := decodeEntry(index, appendEntryValue(nil, e))
		if err != nil || o.GetTerm() != e.GetTerm() || o.GetType() != e.GetType() || !bytes.Equal(o.Data, e.Data) {
			t.Fatalf("got %v, %v, want %v", o, err, e)
		}
	})
}

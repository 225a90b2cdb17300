package allocator

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

// town is a cluster in a few letters: one store per node, from 1 on, each in the
// place that zones names ("aabbcc"), with ranges added one by one.
func town(zones string) *Snapshot {
	s := &Snapshot{}
	for i, z := range zones {
		s.Stores = append(s.Stores, Store{ID: uint32(i + 1), Node: uint32(i + 1), CapacityBytes: 1 << 40, Locality: Locality{{"zone", string(z)}}})
	}
	return s
}

var threeReplicas = &Policy{Name: "three", Replicas: 3}

// add appends a range whose replicas a text gives: "1* 2 3l 4lb 5i 6o 7b": the
// store; * the lease, l a learner, i incoming, o outgoing, b behind, d differs.
func (s *Snapshot) add(replicas string) *Range {
	n := uint64(len(s.Ranges))
	r := Range{ID: n + 1, Start: key(n), End: key(n + 1), Generation: 5, Policy: threeReplicas, Bytes: 300 << 20, Age: time.Hour}
	for i, f := range strings.Fields(replicas) {
		x := Replica{ID: uint64(i + 1)}
		for _, c := range f {
			switch c {
			case 'l':
				x.Role = Learner
			case 'i':
				x.Role = Incoming
			case 'o':
				x.Role = Outgoing
			case 'b':
				x.Behind = true
			case 'd':
				x.Differs = true
			case '*':
				r.Lease = x.Store
			default:
				x.Store = 10*x.Store + uint32(c-'0')
			}
		}
		r.Replicas = append(r.Replicas, x)
	}
	s.Ranges = append(s.Ranges, r)
	return &s.Ranges[n]
}

// short is a decision without its words.
func short(d Decision) string {
	switch d.Action {
	case AddLearner:
		s := fmt.Sprintf("%v: add %d", d.Reason, d.Store)
		if d.Replaces != 0 {
			s += fmt.Sprintf(" for %d", d.Replaces)
		}
		return s
	case Remove, TransferLease:
		return fmt.Sprintf("%v: %v %d", d.Reason, d.Action, d.Store)
	case Change:
		return fmt.Sprintf("%v: +%v -%v", d.Reason, d.Promote, d.Demote)
	case Merge:
		return fmt.Sprintf("%v: merge with %d", d.Reason, d.With)
	case None:
		return d.Why
	}
	return fmt.Sprintf("%v: %v", d.Reason, d.Action)
}

func step(t *testing.T, s *Snapshot, o Options, rangeID uint64) Decision {
	t.Helper()
	c, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	d := c.Step(rangeID)
	if d.Action != None && (d.Why == "" || d.Generation == 0) {
		t.Errorf("%v has no reason or generation", d)
	}
	return d
}

func TestReplicas(t *testing.T) {
	type change = func(*Snapshot, *Range)
	health := func(h Health, stores ...int) change {
		return func(s *Snapshot, _ *Range) {
			for _, i := range stores {
				s.Stores[i-1].Health = h
			}
		}
	}
	member := func(m Membership, stores ...int) change {
		return func(s *Snapshot, _ *Range) {
			for _, i := range stores {
				s.Stores[i-1].Member = m
			}
		}
	}
	policy := func(p *Policy) change { return func(_ *Snapshot, r *Range) { r.Policy = p } }
	all := func(cs ...change) change {
		return func(s *Snapshot, r *Range) {
			for _, c := range cs {
				c(s, r)
			}
		}
	}
	five := &Policy{Name: "five", Replicas: 5}
	tests := []struct {
		name, zones, replicas string
		change                change
		want                  string
	}{
		// Growth.
		{"whole", "abc", "1* 2 3", nil, ""},
		{"alone, and nowhere to go", "a", "1*", nil, "has 1 of 3 voters, and 0 more nodes could hold one"},
		{"two nodes do not make a third voter", "ab", "1*", nil, "has 1 of 3 voters, and 1 more nodes could hold one"},
		{"grows: first learner", "abc", "1*", nil, "grow: add 2"},
		{"grows: second learner", "abc", "1* 2lb", nil, "grow: add 3"},
		{"grows: waits for one, has one", "abc", "1* 2l 3lb", nil, "waits for the learner on store 3 (zone=c) to catch up"},
		{"grows by two at once", "abc", "1* 2l 3l", nil, "grow: +[2 3] -[]"},
		{"from two to three", "abc", "1* 2 3l", nil, "grow: +[3] -[]"},
		{"five where five are", "abcde", "1* 2 3", policy(five), "grow: add 4"},
		{"four nodes hold three of five", "abcd", "1* 2 3", policy(five), ""},
		{"two nodes do not share single replicas", "aa", "1*", func(s *Snapshot, _ *Range) { s.Stores[0].Besides.Replicas = 50 }, "has 1 of 3 voters, and 1 more nodes could hold one"},
		{"what asks for one replica moves", "aa", "1*", func(s *Snapshot, r *Range) {
			s.Stores[0].Besides.Replicas, r.Policy = 50, &Policy{Name: "one", Replicas: 1}
		}, "balance: add 2 for 1"},
		{"an even number shrinks where it cannot grow", "ab", "2* 1", nil, "shrink: transfer-lease 1"},
		// Joint configurations.
		{"a joint configuration is left", "abcd", "1* 2 3o 4i", nil, "finish: leave-joint"},
		{"the leaseholder that leaves hands over", "abcd", "1 2 3o* 4i", nil, "finish: transfer-lease 1"},
		{"joint: the new half has no quorum", "abcde", "1* 2o 3o 4ib 5ib", nil, "has no quorum: store 4 (zone=d) is behind, store 5 (zone=e) is behind"},
		{"joint: the old half has none", "abcde", "1* 2ob 3ob 4i 5i", nil, "has no quorum: store 2 (zone=b) is behind, store 3 (zone=c) is behind"},
		// Repair.
		{"unreachable is not dead", "abcd", "1* 2 3", health(Unreachable, 3), ""},
		{"dead: a learner first", "abcd", "1* 2 3", health(Dead, 3), "repair: add 4 for 3"},
		{"dead: the learner is behind", "abcd", "1* 2 3 4lb", health(Dead, 3), "waits for the learner on store 4 (zone=d) to catch up"},
		{"dead: both in one change", "abcd", "1* 2 3 4l", health(Dead, 3), "repair: +[4] -[3]"},
		{"dead: no quorum that keeps up", "abcd", "1* 2b 3 4l", health(Dead, 3), "has no quorum: store 2 (zone=b) is behind, store 3 (zone=c) is dead"},
		{"dead, and nowhere to go", "abc", "1* 2 3", health(Dead, 3), "has 2 of 3 voters, and 0 more nodes could hold one"},
		{"came back: the learner goes", "abcd", "1* 2 3 4lb", nil, "cleanup: remove 4"},
		{"came back after it was replaced", "abcd", "1* 2 3l 4", nil, "cleanup: remove 3"},
		{"the learner's store died", "abcde", "1* 2 3 4lb", health(Dead, 3, 4), "cleanup: remove 4"},
		{"a learner that does not answer is passed over", "abcde", "1* 2 3 4lb", all(health(Dead, 3), health(Unreachable, 4)), "repair: add 5 for 3"},
		{"two of five dead: three live ones survive more", "abcde", "1* 2 3 4 5", all(policy(five), health(Dead, 4, 5)), "repair: +[] -[4 5]"},
		{"one of five dead: nothing is won", "abcde", "1* 2 3 4 5", all(policy(five), health(Dead, 5)), "has 4 of 5 voters, and 0 more nodes could hold one"},
		{"lost its quorum", "abcd", "1* 2 3", health(Dead, 2, 3), "has no quorum: store 2 (zone=b) is dead, store 3 (zone=c) is dead"},
		{"no leaseholder", "abc", "1 2 3", nil, "waits for a leaseholder"},
		{"suspect stores get no replicas", "abcde", "1* 2 3", all(health(Dead, 3), health(Suspect, 4)), "repair: add 5 for 3"},
		{"a store that nobody knows is dead", "abcd", "1* 2 9", nil, "repair: add 3 for 9"},
		// Replicas that differ.
		{"differs: a learner elsewhere", "abcd", "1* 2 3d", nil, "repair: add 4 for 3"},
		{"differs: exchanged", "abcd", "1* 2 3d 4l", nil, "repair: +[4] -[3]"},
		{"differs: what is left of it goes", "abcd", "1* 2 4 3ld", nil, "cleanup: remove 3"},
		{"differs, and there is no other store", "abc", "1* 2 3d", nil, "repair: +[] -[3]"},
		{"differs: the store gets a new one", "abc", "1* 2 3ld", nil, "cleanup: remove 3"},
		{"differs: a new one", "abc", "1* 2", nil, "grow: add 3"},
		{"differs: the lease goes elsewhere", "abc", "1* 2d 3", member(Draining, 1), "drain: transfer-lease 3"},
		{"differs, and another is behind", "abc", "1* 2b 3d", nil, "has 2 of 3 voters, and 0 more nodes could hold one"},
		// Decommission and drain.
		{"decommission", "abcd", "1* 2 3", member(Decommissioning, 2), "decommission: add 4 for 2"},
		{"decommission: change", "abcd", "1* 2 3 4l", member(Decommissioning, 2), "decommission: +[4] -[2]"},
		{"decommission: the lease goes first", "abcd", "1* 2 3 4l", member(Decommissioning, 1), "drain: transfer-lease 2"},
		{"decommission: and last the learner", "abcd", "1* 2l 3 4", member(Decommissioning, 2), "cleanup: remove 2"},
		{"decommission: nowhere to go", "abc", "1* 2 3", member(Decommissioning, 2), "has 2 of 3 voters, and 0 more nodes could hold one"},
		{"decommission of the only voter", "ab", "1*", member(Decommissioning, 1), "decommission: add 2 for 1"},
		{"decommission of the only voter: it stays until it can hand over", "ab", "1* 2l", member(Decommissioning, 1), "decommission: +[2] -[]"},
		{"five in five, one leaves: three are enough", "abcde", "1* 2 3 4 5", all(policy(five), member(Decommissioning, 5)), "shrink: +[] -[5 2]"},
		{"draining keeps replicas", "abcd", "1* 2 3", member(Draining, 2), ""},
		{"draining gives leases", "abcd", "1* 2 3", member(Draining, 1), "drain: transfer-lease 2"},
		{"draining stores get no replicas", "abcd", "1* 2 3", all(health(Dead, 3), member(Draining, 4)), "has 2 of 3 voters, and 0 more nodes could hold one"},
		{"degraded gives leases", "abc", "1* 2 3", func(s *Snapshot, _ *Range) { s.Stores[0].Degraded = true }, "drain: transfer-lease 2"},
		{"degraded does not count", "abc", "1 2* 3b", func(s *Snapshot, _ *Range) { s.Stores[0].Degraded = true }, "has no quorum: store 1 (zone=a) is degraded, store 3 (zone=c) is behind"},
		{"nobody can take the lease", "abc", "1* 2b 3", all(member(Draining, 1), health(Unreachable, 3)), "has no quorum: store 2 (zone=b) is behind, store 3 (zone=c) is unreachable"},
		// Shrink.
		{"asked for fewer: two at once", "abcde", "1* 2 3 4 5", nil, "shrink: +[] -[2 3]"},
		{"those that do not answer go first", "abcde", "1* 2 3 4 5", health(Unreachable, 2, 3), "shrink: +[] -[2 3]"},
		{"the dead goes first", "abcd", "1* 2 3 4", health(Dead, 2), "shrink: +[] -[2]"},
		{"what adds least diversity goes", "abcc", "1* 2 3 4", nil, "shrink: +[] -[3]"},
		// Rules and diversity.
		{"another zone", "aabc", "1* 2 3", nil, "diversity: add 4 for 2"},
		{"another zone: change", "aabc", "1* 2 3 4l", nil, "diversity: +[4] -[2]"},
		{"another zone: the leaseholder moves only if it must", "aabc", "1 2* 3 4l", nil, "diversity: +[4] -[1]"},
		{"no move while a voter is away", "aabc", "1* 2 3", health(Unreachable, 3), ""},
		{"no change while a voter is away", "aabc", "1* 2 3 4l", health(Unreachable, 3), ""},
		{"pinned", "aabb", "1* 3 4", policy(Pin("pin", Match{Key: "zone", Value: "a"}, Match{Key: "zone", Value: "a"}, Match{Key: "zone", Value: "b"})), "rules: add 2 for 3"},
		{"every voter in one zone", "aaab", "1* 2 4", policy(&Policy{Name: "a", Replicas: 3, Rules: []Rule{{Where: []Match{{Key: "zone", Value: "a"}}}}}), "rules: add 3 for 4"},
		{"no voter in one zone", "aaab", "1* 2 4", policy(&Policy{Name: "not b", Replicas: 3, Rules: []Rule{{Where: []Match{{Key: "zone", Value: "b", Not: true}}}}}), "rules: add 3 for 4"},
		{"a full disk", "abcc", "1* 2 3", func(s *Snapshot, _ *Range) { s.Stores[2].UsedBytes = 1<<40 - 1 }, "full disk: add 4 for 3"},
		{"a full disk gets none", "abcd", "1* 2 3", all(health(Dead, 3), func(s *Snapshot, _ *Range) { s.Stores[3].UsedBytes = 1<<40 - 1 }), "has 2 of 3 voters, and 0 more nodes could hold one"},
		// Splits.
		{"split by size", "abc", "1* 2 3", func(_ *Snapshot, r *Range) { r.Bytes = 600 << 20 }, "size: split"},
		{"split at a border", "abc", "1* 2 3", func(_ *Snapshot, r *Range) { r.End, r.PolicyEnd = key(100), key(50) }, "border: split"},
		{"no border split where there is one node", "a", "1*", func(_ *Snapshot, r *Range) { r.End, r.PolicyEnd = key(100), key(50) }, "has 1 of 3 voters, and 0 more nodes could hold one"},
	}
	for _, tt := range tests {
		s := town(tt.zones)
		r := s.add(tt.replicas)
		if tt.change != nil {
			tt.change(s, r)
		}
		if got := short(step(t, s, DefaultOptions(), 1)); got != tt.want {
			t.Errorf("%s: %s on %s: got %q, want %q", tt.name, tt.replicas, tt.zones, got, tt.want)
		}
	}
}

func TestLeases(t *testing.T) {
	in := func(zones ...string) (out [][]Match) {
		for _, z := range zones {
			out = append(out, []Match{{Key: "zone", Value: z}})
		}
		return out
	}
	tests := []struct {
		name   string
		lease  [][]Match
		others string // leases of other ranges, by store
		change func(*Snapshot)
		want   string
	}{
		{"balanced", nil, "123", nil, ""},
		{"one more is within tolerance", nil, "11223", nil, "lease balance: transfer-lease 3"},
		{"a store without", nil, "1122", nil, "lease balance: transfer-lease 3"},
		{"preferred", in("c"), "333333", nil, "preference: transfer-lease 3"},
		{"preferred, second choice", in("x", "b", "c"), "", nil, "preference: transfer-lease 2"},
		{"preferred, but drains", in("c", "b"), "", func(s *Snapshot) { s.Stores[2].Member = Draining }, "preference: transfer-lease 2"},
		{"preferred, but suspect", in("c"), "", func(s *Snapshot) { s.Stores[2].Health = Suspect }, ""},
		{"at home", in("a"), "1111111", nil, ""},
		{"by load", nil, "112233", func(s *Snapshot) { s.Ranges[1].Cores = 4 }, "lease balance: transfer-lease 2"},
	}
	for _, tt := range tests {
		s := town("abc")
		r := s.add("1* 2 3")
		r.Policy = &Policy{Name: "p", Replicas: 3, Lease: tt.lease}
		r.Cores = 0.1
		for _, x := range tt.others {
			s.add(strings.Replace("1 2 3", string(x), string(x)+"*", 1)).Cores = 0.1
		}
		if tt.change != nil {
			tt.change(s)
		}
		if got := short(step(t, s, DefaultOptions(), 1)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestMerge(t *testing.T) {
	tests := []struct {
		name, left, right string
		change            func(s *Snapshot, o *Options)
		wantL, wantR      string
	}{
		{"alike", "1* 2 3", "1* 2 3", nil, "merge: merge with 2", "waits to be merged into range 1"},
		{"the lease comes", "1* 2 3", "1 2* 3", nil, "waits for", "merge: transfer-lease 1"},
		{"a replica comes", "1* 2 3", "1* 2 4", nil, "waits for", "merge: add 3 for 4"},
		{"a replica goes", "1* 2 3", "1* 2 4 3l", nil, "waits for", "merge: +[3] -[4]"},
		{"the leftover goes", "1* 2 3", "1* 2 4l 3", nil, "waits for", "cleanup: remove 4"},
		{"too large", "1* 2 3", "1* 2 3", func(s *Snapshot, _ *Options) { s.Ranges[1].Bytes = 200 << 20 }, "", ""},
		{"too hot", "1* 2 3", "1* 2 3", func(s *Snapshot, o *Options) { o.Splits.PerSecondMax, s.Ranges[0].PerSecond = 1000, 300 }, "", ""},
		{"too young", "1* 2 3", "1* 2 3", func(s *Snapshot, _ *Options) { s.Ranges[1].Age = time.Minute }, "", ""},
		{"split by hand", "1* 2 3", "1* 2 3", func(s *Snapshot, _ *Options) { s.Ranges[1].Sticky = true }, "", ""},
		{"the left one is another driver's", "1* 2 3", "1 2* 3", func(s *Snapshot, _ *Options) { s.Ranges[0].Foreign = true }, "", "merge: transfer-lease 1"},
		{"another driver's, and the load is not known yet", "1* 2 3", "1 2* 3", func(s *Snapshot, _ *Options) {
			s.Ranges[0].Foreign, s.Ranges[1].Unmeasured = true, true
		}, "", "waits to be merged into range 1"},
		{"the load is not known yet", "1* 2 3", "1* 2 3", func(s *Snapshot, _ *Options) { s.Ranges[1].Unmeasured = true }, "waits for", "waits to be merged into range 1"},
		{"a border between them", "1* 2 3", "1* 2 3", func(s *Snapshot, _ *Options) { s.Ranges[0].PolicyEnd = s.Ranges[0].End }, "", ""},
		{"a gap between them", "1* 2 3", "1* 2 3", func(s *Snapshot, _ *Options) { s.Ranges[0].End = append(s.Ranges[0].Start, 0) }, "", ""},
		{"one is not well", "1* 2 3", "1* 2 3b", nil, "", ""},
		{"one is joint", "1* 2 3", "1* 2 4o 3i", nil, "waits for", "finish: leave-joint"},
	}
	for _, tt := range tests {
		s, o := town("abcc"), DefaultOptions()
		o.Balance.RangesTol, o.Balance.LeasesTol = 100, 100 // nothing moves for balance
		s.add(tt.left)
		s.add(tt.right)
		for i := range s.Ranges {
			s.Ranges[i].Bytes = 10 << 20
		}
		if tt.change != nil {
			tt.change(s, &o)
		}
		c, err := New(s, o)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{tt.wantL, tt.wantR} {
			if got := short(c.Step(uint64(i + 1))); got != want && (want != "waits for" || !strings.HasPrefix(got, want)) {
				t.Errorf("%s: range %d: got %q, want %q", tt.name, i+1, got, want)
			}
		}
	}
}

// What merges does not split again: the two rules look at the same numbers.
func TestMergedDoNotSplit(t *testing.T) {
	o := DefaultOptions()
	o.Splits.PerSecondMax = 1000
	for bytes := uint64(1 << 20); bytes < 1<<31; bytes *= 2 {
		s := town("a")
		for range 2 {
			r := s.add("1*")
			r.Bytes, r.PerSecond, r.Policy = bytes, float64(bytes>>20), &Policy{Name: "one", Replicas: 1}
		}
		if d := step(t, s, o, 1); d.Action != Merge {
			continue
		}
		merged := town("a")
		r := merged.add("1*")
		r.Bytes, r.PerSecond, r.Policy = 2*bytes, 2*float64(bytes>>20), s.Ranges[0].Policy
		r.Sample = sample("abcdefghijklmnopqrstuvwxyz")
		if d := step(t, merged, o, 1); d.Action != None {
			t.Errorf("two of %d bytes merge, and then %v", bytes, &d)
		}
	}
}

// TestOvershoot: a store joins, and all ranges may move at once. They stop where the
// share is even, with those on their way counted; later passes, while the learners
// are being fed, add none.
func TestOvershoot(t *testing.T) {
	run := func(b planted) int {
		s, o := town("aaaa"), DefaultOptions()
		o.Limits = Limits{1000, 1000, 1000, 1, 0.01, 1000, 1, 10}
		o.broken = b
		for i := range 60 {
			s.add([]string{"1* 2 3", "1 2* 3", "1 2 3*"}[i%3])
		}
		for range 3 {
			c, err := New(s, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range c.Pass().Decisions {
				r := &s.Ranges[d.Range-1]
				r.Replicas, r.Lease, err = d.Apply(r)
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		n := 0
		for i := range s.Ranges {
			if s.Ranges[i].Find(4) >= 0 {
				n++
			}
		}
		return n
	}
	if got := run(planted{}); got < 40 || got > 46 {
		t.Errorf("%d of 60 ranges go to the newcomer, want about 45", got)
	}
	if got := run(planted{ignoreLearners: true}); got <= 46 {
		t.Errorf("with learners not counted only %d go there: this test sees nothing", got)
	}
}

// Each driver sees its own ranges alone; what others' put on the stores comes as Besides.
// Together they come to the same end as one that sees all.
func TestBesides(t *testing.T) {
	s, o := town("aaaa"), DefaultOptions()
	for i := range 60 {
		s.add([]string{"1* 2 3", "1 2* 3", "1 2 3*"}[i%3])
	}
	shares := make([]map[uint32]Share, len(s.Stores)+1)
	turn := func(driver uint32) {
		own := Snapshot{Stores: slices.Clone(s.Stores)}
		for i := range own.Stores {
			for from, told := range shares {
				if x := told[own.Stores[i].ID]; uint32(from) != driver {
					b := &own.Stores[i].Besides
					b.Replicas, b.Leases, b.Bytes = b.Replicas+x.Replicas, b.Leases+x.Leases, b.Bytes+x.Bytes
				}
			}
		}
		for i := range s.Ranges {
			if s.Ranges[i].Lease == driver {
				own.Ranges = append(own.Ranges, s.Ranges[i])
			}
		}
		c, err := New(&own, o)
		if err != nil {
			t.Fatal(err)
		}
		shares[driver] = c.Shares()
		for _, d := range c.Pass().Decisions {
			r := &s.Ranges[d.Range-1]
			if r.Replicas, r.Lease, err = d.Apply(r); err != nil {
				t.Fatal(err)
			}
			for i := range r.Replicas {
				r.Replicas[i].Behind = false
			}
			r.Replicas = left(r.Replicas)
		}
	}
	for range 200 {
		for driver := range uint32(4) {
			turn(driver + 1)
		}
	}
	var replicas, leases [5]int
	for i := range s.Ranges {
		leases[s.Ranges[i].Lease]++
		for _, x := range s.Ranges[i].Replicas {
			replicas[x.Store]++
		}
	}
	for id := 1; id <= 4; id++ {
		if replicas[id] < 43 || replicas[id] > 47 || leases[id] < 13 || leases[id] > 17 {
			t.Errorf("store %d holds %d replicas and %d leases of 60 ranges", id, replicas[id], leases[id])
		}
		if got := shares[id][uint32(id)]; int(got.Leases) != leases[id] {
			t.Errorf("store %d tells of %v leases, it has %d", id, got.Leases, leases[id])
		}
	}
}

// Loads that are measured move a little each time. Nothing moves for that.
func TestNoise(t *testing.T) {
	run := func(b planted) (moves int) {
		w, s := newWorld(3, false)
		s = shape{zones: 3, nodes: 6, perNode: 1, ranges: 40, uniform: true}
		w.stores, w.ranges, w.o.broken = nil, nil, b
		for n := range s.nodes {
			w.join(s, uint32(n+1))
		}
		w.makeRanges(s)
		w.setPolicies(s)
		for i := range 400 {
			for j := range w.ranges {
				w.ranges[j].PerSecond = 2000 * (0.95 + 0.1*w.rng.Float64())
				w.ranges[j].Cores = 0.2 * (0.95 + 0.1*w.rng.Float64())
			}
			if p := w.step(); i >= 200 {
				moves += len(p.Decisions)
			}
		}
		if w.err != nil {
			t.Log(w.err)
		}
		return moves
	}
	if got := run(planted{}); got > 2 {
		t.Errorf("%d steps for noise of 5 %%", got)
	}
	if got := run(planted{noHysteresis: true}); got < 100 {
		t.Errorf("without hysteresis only %d steps: this test sees nothing", got)
	}
}

func TestLimits(t *testing.T) {
	s, o := town("aaaabbbbcccc"), DefaultOptions()
	for i := range 30 {
		s.add(fmt.Sprintf("%d* %d %d", i%3+2, i%4+5, i%4+9)).Replicas[0].Store = 1
		s.Ranges[i].Lease = s.Ranges[i].Replicas[1].Store
	}
	s.Stores[0].Health = Dead
	for _, perStore := range []int{1, 3} {
		for _, most := range []int{2, 7, 100} {
			o.Limits.SnapshotsToStore, o.Limits.SnapshotsFromStore, o.Limits.SnapshotsInCluster = perStore, perStore, most
			c, err := New(s, o)
			if err != nil {
				t.Fatal(err)
			}
			to, from, n := map[uint32]int{}, map[uint32]int{}, 0
			for _, d := range c.Pass().Decisions {
				if d.Action == AddLearner {
					n++
					to[d.Store]++
					from[s.Ranges[d.Range-1].Lease]++
					if to[d.Store] > perStore || from[s.Ranges[d.Range-1].Lease] > perStore {
						t.Errorf("%d per store: %v is beyond it", perStore, &d)
					}
				}
			}
			if n > most || n == 0 || n < min(most, perStore*3) {
				t.Errorf("%d per store, %d in the cluster: %d begin", perStore, most, n)
			}
		}
	}
}

// TestScatter: a load split one range into many, all on the same stores.
func TestScatter(t *testing.T) {
	s, o := town("abcabcabc"), DefaultOptions()
	o.Limits = Limits{100, 100, 100, 1, 0.01, 100, 1, 10}
	for range 30 {
		s.add("4 5* 6")
	}
	for range 30 {
		s.add("1* 2 3").Bytes = 500 << 20
	}
	span := keys.Span{Start: key(30), End: key(60)}
	for pass := 0; ; pass++ {
		c, err := NewScatter(s, o, span)
		if err != nil {
			t.Fatal(err)
		}
		p := c.Pass()
		if len(p.Decisions) == 0 {
			break
		}
		if pass > 100 {
			t.Fatalf("still scatters: %v", p.Decisions)
		}
		for _, d := range p.Decisions {
			r := &s.Ranges[d.Range-1]
			if !span.Contains(r.Start) {
				t.Fatalf("%v is not of the span", &d)
			}
			if r.Replicas, r.Lease, err = d.Apply(r); err != nil {
				t.Fatal(err)
			}
			for i := range r.Replicas {
				r.Replicas[i].ID, r.Replicas[i].Behind = uint64(pass*10+i+1), false
			}
		}
	}
	var replicas, leases [10]int
	for i := 30; i < 60; i++ {
		leases[s.Ranges[i].Lease]++
		for _, x := range s.Ranges[i].Replicas {
			replicas[x.Store]++
		}
	}
	if slices.Min(replicas[1:]) < 9 || slices.Max(replicas[1:]) > 11 || slices.Min(leases[1:]) < 2 || slices.Max(leases[1:]) > 5 {
		t.Errorf("replicas %v, leases %v, want about 10 and 3 on each of nine stores", replicas[1:], leases[1:])
	}
}

func TestRemoval(t *testing.T) {
	s := town("abcd")
	s.add("1* 2 3")
	s.add("2* 3 4")
	s.add("1* 2 4b")
	tests := []struct {
		stores []uint32
		lost   []uint64
	}{{[]uint32{3}, nil}, {[]uint32{1}, []uint64{3}}, {[]uint32{2, 3}, []uint64{1, 2, 3}}, {[]uint32{3, 4}, []uint64{2}}, {[]uint32{4}, nil}}
	for _, tt := range tests {
		err := CheckRemoval(s, tt.stores...)
		var q *QuorumError
		if errors.As(err, &q); (err != nil) != (tt.lost != nil) || q != nil && !slices.Equal(q.Ranges, tt.lost) {
			t.Errorf("without %v: got %v, want ranges %v refused", tt.stores, err, tt.lost)
		}
	}
	o := DefaultOptions()
	if err := CheckDecommission(s, o, 1); err != nil {
		t.Errorf("one of four can go: %v", err)
	}
	var room *RoomError
	if err := CheckDecommission(s, o, 1, 2); !errors.As(err, &room) || !slices.Equal(room.Ranges, []uint64{1, 2, 3}) {
		t.Errorf("two of four cannot: got %v", err)
	}
	// What is under way does not count: a learner that comes to the fourth, or a voter that goes there.
	moving := *s
	moving.Ranges = slices.Clone(s.Ranges)
	r := &moving.Ranges[0]
	free := uint32(10)
	for _, x := range r.Replicas {
		free -= x.Store
	}
	for what, role := range map[string]Role{"a learner": Learner, "an incoming voter": Incoming} {
		r.Replicas = append(slices.Clone(s.Ranges[0].Replicas), Replica{ID: 9, Store: free, Role: role, Behind: true})
		if role == Incoming {
			r.Replicas[2].Role = Outgoing
		}
		if err := CheckDecommission(&moving, o, 1); err != nil {
			t.Errorf("with %s on its way: %v", what, err)
		}
	}
}

func TestSnapshotIsChecked(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*Snapshot, *Options)
	}{
		{"a store twice", func(s *Snapshot, _ *Options) { s.Stores[1].ID = 1 }},
		{"a nameless store", func(s *Snapshot, _ *Options) { s.Stores[1].ID = 0 }},
		{"no policy", func(s *Snapshot, _ *Options) { s.Ranges[0].Policy = nil }},
		{"no replicas", func(s *Snapshot, _ *Options) { s.Ranges[0].Replicas = nil }},
		{"two replicas on one store", func(s *Snapshot, _ *Options) { s.Ranges[0].Replicas[1].Store = 1 }},
		{"overlap", func(s *Snapshot, _ *Options) { s.Ranges[0].End = key(7) }},
		{"empty", func(s *Snapshot, _ *Options) { s.Ranges[0].End = s.Ranges[0].Start }},
		{"no limit", func(_ *Snapshot, o *Options) { o.Limits.SnapshotsToStore = 0 }},
		{"no tolerance", func(_ *Snapshot, o *Options) { o.Balance.RangesTol = 0 }},
		{"merges what splits", func(_ *Snapshot, o *Options) { o.MergeShare = 0.9 }},
	}
	for _, tt := range tests {
		s, o := town("abc"), DefaultOptions()
		s.add("1* 2 3")
		s.add("1* 2 3")
		if _, err := New(s, o); err != nil {
			t.Fatal(err)
		}
		tt.spoil(s, &o)
		if _, err := New(s, o); !errors.Is(err, ErrSnapshot) && !errors.Is(err, ErrOptions) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
}

func TestHealth(t *testing.T) {
	tests := []struct {
		silent, back time.Duration
		want         Health
	}{
		{0, time.Hour, Live},
		{0, 10 * time.Second, Suspect},
		{time.Second, time.Hour, Unreachable},
		{5*time.Minute - 1, 0, Unreachable},
		{5 * time.Minute, 0, Dead},
	}
	for _, tt := range tests {
		if got := DefaultTiming().Health(tt.silent, tt.back); got != tt.want {
			t.Errorf("silent %v, back %v: got %v, want %v", tt.silent, tt.back, got, tt.want)
		}
	}
}

func TestPolicies(t *testing.T) {
	rows, system := Defaults()
	pin := Pin("pin", Match{Key: "region", Value: "eu"}, Match{Key: "region", Value: "eu"}, Match{Key: "region", Value: "us"})
	if want := (Rule{Voters: 2, Where: []Match{{Key: "region", Value: "eu"}}}); pin.Rules[0].Voters != want.Voters || len(pin.Rules) != 2 || len(pin.Lease) != 2 {
		t.Errorf("got %v", pin)
	}
	table, err := NewTable(rows, system, Override{key(10), key(20), pin}, Override{key(20), key(30), pin})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		at   keys.Key
		want *Policy
		end  keys.Key
	}{
		{keys.MinKey, system, keys.Key{keys.Rows}},
		{keys.Key{keys.Sequences, 9}, system, keys.Key{keys.Rows}},
		{key(0), rows, key(10)},
		{key(10), pin, key(20)},
		{key(20), pin, key(30)},
		{key(30), rows, keys.MaxKey},
	}
	for _, tt := range tests {
		if p, end := table.At(tt.at); p != tt.want || end.Compare(tt.end) != 0 {
			t.Errorf("at %v: got %v until %v, want %v until %v", tt.at, p, end, tt.want, tt.end)
		}
	}
	for _, bad := range []*Policy{{Replicas: 0}, {Replicas: 4}, {Replicas: 11}, {Replicas: 3, Rules: []Rule{{Voters: 4}}}} {
		if _, err := NewTable(bad, system); !errors.Is(err, ErrPolicy) {
			t.Errorf("%v: got %v", bad, err)
		}
	}
	if _, err := NewTable(rows, system, Override{key(1), key(3), pin}, Override{key(2), key(4), pin}); !errors.Is(err, ErrPolicy) {
		t.Errorf("overlapping overrides: got %v", err)
	}
}

func TestOf(t *testing.T) {
	d := &descriptor.Range{ID: 7, Start: key(1), End: key(2), Generation: 3,
		Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 4}, {ID: 2, NodeID: 2, StoreID: 5, Learner: true},
			{ID: 3, NodeID: 3, StoreID: 6, Change: descriptor.Incoming}, {ID: 4, NodeID: 4, StoreID: 7, Change: descriptor.Outgoing}}}
	got := Of(d)
	if got.ID != 7 || got.Generation != 3 || !slices.Equal(got.Replicas, []Replica{
		{ID: 1, Store: 4}, {ID: 2, Store: 5, Role: Learner}, {ID: 3, Store: 6, Role: Incoming}, {ID: 4, Store: 7, Role: Outgoing}}) {
		t.Errorf("got %+v", got)
	}
}

// TestGreedyDiversity holds what the simulation takes for the best diversity against
// every set, and shows that exchanges of one voter find it.
func TestGreedyDiversity(t *testing.T) {
	for seed := range uint64(300) {
		w, s := newWorld(seed, false)
		if len(w.stores) > 9 || s.perNode > 1 || len(w.stores) < 5 {
			continue
		}
		snap := w.snapshot()
		c, err := New(snap, w.o)
		if err != nil {
			t.Fatal(err)
		}
		all := make([]int32, len(w.stores))
		for i := range all {
			all[i] = int32(i)
		}
		best := int64(-1)
		for set := range 1 << len(all) {
			var in []int32
			for i := range all {
				if set>>i&1 == 1 {
					in = append(in, int32(i))
				}
			}
			if len(in) == 5 {
				best = max(best, w.diversity(c, in))
			}
		}
		if got := w.bestDiversity(c, all, 5); got != best {
			t.Errorf("seed %d: one by one gives %d, the best of all sets is %d", seed, got, best)
		}
	}
}

// settled carries decisions out at once until there are none.
func settled(t *testing.T, s *Snapshot, o Options) *Cluster {
	t.Helper()
	id := uint64(1000)
	for range 1000 {
		c, err := New(s, o)
		if err != nil {
			t.Fatal(err)
		}
		p := c.Pass()
		if len(p.Decisions) == 0 {
			return c
		}
		for _, d := range p.Decisions {
			r := &s.Ranges[d.Range-1]
			if r.Replicas, r.Lease, err = d.Apply(r); err != nil {
				t.Fatal(err)
			}
			for i := range r.Replicas {
				if x := &r.Replicas[i]; x.ID == 0 {
					x.ID, x.Behind = id, false
					id++
				}
			}
		}
	}
	t.Fatal("does not settle")
	return nil
}

// TestLoadSpreads: counts are even, but what is hot lies on three stores of six.
func TestLoadSpreads(t *testing.T) {
	s := town("aaaaaa")
	for i := range 60 {
		r := s.add([]string{"1* 2 3", "4* 5 6"}[i%2])
		r.PerSecond, r.WritesPerSecond, r.Cores = 100, 50, 0.02
		if i%6 == 0 {
			r.PerSecond, r.Cores = 5000, 1
		}
	}
	c := settled(t, s, DefaultOptions())
	total, most := 0.0, 0.0
	for _, u := range c.Usage() {
		total, most = total+u.Load, max(most, u.Load)
		if u.Ranges < 26 || u.Ranges > 34 {
			t.Errorf("store %d: %d ranges, want about 30", u.Store, u.Ranges)
		}
	}
	if mean := total / 6; most > 1.35*mean {
		t.Errorf("the busiest store has %.2f cores, the mean is %.2f", most, mean)
	}
}

// TestCapacity: a store twice as large gets about twice as much.
func TestCapacity(t *testing.T) {
	s := town("aaaaaa")
	s.Stores[5].CapacityBytes *= 2
	s.Stores[5].Cores = 16
	for i := range s.Stores[:5] {
		s.Stores[i].Cores = 8
	}
	for i := range 140 {
		s.add([]string{"1* 2 3", "1 2* 4"}[i%2])
	}
	us := settled(t, s, DefaultOptions()).Usage()
	for _, u := range us {
		want, wantLeases := 60, 20
		if u.Store == 6 {
			want, wantLeases = 120, 40
		}
		if u.Ranges < want*85/100 || u.Ranges > want*115/100 || u.Leases < wantLeases*80/100 || u.Leases > wantLeases*120/100 {
			t.Errorf("store %d: %d ranges, %d leases, want about %d and %d", u.Store, u.Ranges, u.Leases, want, wantLeases)
		}
	}
}

// TestNote: a driver that goes range by range keeps to the limits and does not overshoot.
func TestNote(t *testing.T) {
	s, o := town("aaaa"), DefaultOptions()
	o.Limits.SnapshotsToStore = 3
	for i := range 30 {
		s.add([]string{"1* 2 3", "1 2* 3", "1 2 3*"}[i%3])
	}
	c, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range s.Ranges {
		first, again := c.Step(r.ID), c.Step(r.ID)
		if first.Why != again.Why || first.Store != again.Store {
			t.Errorf("range %d: Step gave %v, then %v", r.ID, &first, &again)
		}
		if first.Action != None {
			got = append(got, fmt.Sprint(r.ID, " to ", first.Store))
			c.Note(r.ID)
			if d := c.Step(r.ID); d.Action != None {
				t.Errorf("range %d was given a step, and then %v", r.ID, &d)
			}
		}
	}
	if want := []string{"1 to 4", "2 to 4", "3 to 4"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if d := c.Step(999); d.Action != None || d.Why == "" {
		t.Errorf("an unknown range: got %v", &d)
	}
}

// What cannot be measured must not hide what can.
func TestBadMeasurements(t *testing.T) {
	s := town("abcc")
	for i := range 30 {
		r := s.add("1* 2 3")
		r.PerSecond, r.Cores, r.WritesPerSecond = math.NaN(), math.Inf(1), -5
		if i%2 == 0 {
			r.PerSecond, r.Cores = 100, 0
		}
	}
	c := settled(t, s, DefaultOptions())
	if us := c.Usage(); us[3].Ranges < 12 || us[0].Leases > 12 {
		t.Errorf("nothing moves: %+v", us)
	}
}

func TestWords(t *testing.T) {
	d := Decision{Range: 7, Action: Change, Promote: []uint32{4}, Demote: []uint32{2}, Why: "store 2 is dead"}
	for _, tt := range []struct {
		got  fmt.Stringer
		want string
	}{
		{&d, "range 7: change +[4] -[2] (store 2 is dead)"},
		{&Decision{Range: 7, Action: AddLearner, Store: 3, Why: "x"}, "range 7: add-learner 3 (x)"},
		{&Decision{Range: 7, Action: Merge, With: 8, Why: "x"}, "range 7: merge with 8 (x)"},
		{Pin("p", Match{Key: "region", Value: "eu"}), "p: 1 replicas, 1 at [region=eu], lease at [[region=eu]]"},
		{Match{Key: "region", Value: "eu", Not: true}, "not region=eu"},
		{Outgoing, "outgoing"}, {Decommissioned, "decommissioned"}, {Unreachable, "unreachable"}, {LeaseBalance, "lease balance"},
	} {
		if got := tt.got.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
	many := &QuorumError{Stores: []uint32{3}, Ranges: make([]uint64, 1000)}
	if got := many.Error(); len(got) > 200 || !strings.Contains(got, "1000 ranges") {
		t.Errorf("got %q", got)
	}
	if got := (&RoomError{Stores: []uint32{3}, Ranges: []uint64{9}}).Error(); !strings.Contains(got, "ranges [9]") {
		t.Errorf("got %q", got)
	}
}

// TestAnyState: whatever state a range is found in, a step fits it, and keeps the quorum that it has.
func TestAnyState(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	acted := map[Action]int{}
	states := 20_000
	if testing.Short() {
		states = 4_000
	}
	for range states {
		s := &Snapshot{}
		for i := range 1 + rng.IntN(9) {
			s.Stores = append(s.Stores, Store{ID: uint32(i + 1), Node: uint32(i/(1+rng.IntN(2)) + 1), Health: Health(rng.IntN(12) / 3 % 4), Degraded: rng.IntN(9) == 0,
				Member: Membership(max(0, rng.IntN(9)-5)), Locality: Locality{{"zone", fmt.Sprint(i % 3)}}[:rng.IntN(2)]})
		}
		for i := range 4 {
			r := s.add("1")
			r.Bytes, r.Replicas = uint64(rng.IntN(100<<20)), nil
			r.Policy = []*Policy{threeReplicas, {Name: "one", Replicas: 1}, {Name: "five", Replicas: 5}, Pin("pin", Match{Key: "zone", Value: "0"})}[rng.IntN(4)]
			for _, j := range rng.Perm(10)[:1+rng.IntN(6)] {
				r.Replicas = append(r.Replicas, Replica{ID: uint64(rng.IntN(20)), Store: uint32(j + 1), Role: Role(max(0, rng.IntN(8)-4)), Behind: rng.IntN(6) == 0})
			}
			if rng.IntN(5) > 0 {
				r.Lease = r.Replicas[rng.IntN(len(r.Replicas))].Store
			}
			if i > 0 && rng.IntN(2) == 0 {
				r.Replicas, r.Lease = slices.Clone(s.Ranges[i-1].Replicas), s.Ranges[i-1].Lease
			}
		}
		c, err := New(s, DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range c.Pass().Decisions {
			acted[d.Action]++
			r := &s.Ranges[d.Range-1]
			if !c.hasQuorum(r.Replicas) {
				t.Fatalf("%v: without a quorum: %v", &d, r.Replicas)
			}
			after, _, err := d.Apply(r)
			if err != nil || !c.hasQuorum(after) || slices.Contains(d.Demote, r.Lease) {
				t.Fatalf("%v: %v: from %v lease %d to %v", &d, err, r.Replicas, r.Lease, after)
			}
		}
		_ = CheckDecommission(s, DefaultOptions(), 1)
	}
	for _, a := range []Action{AddLearner, Change, LeaveJoint, Remove, TransferLease, Merge} {
		if acted[a] < states/1000 {
			t.Errorf("%v was decided %d times: the states are too poor", a, acted[a])
		}
	}
}

// TestMostInDangerFirst: one snapshot may be sent; the range that survives no further loss gets it.
func TestMostInDangerFirst(t *testing.T) {
	s, o := town("abcdefgh"), DefaultOptions()
	o.Limits.SnapshotsInCluster = 1
	five := &Policy{Name: "five", Replicas: 5}
	s.add("1* 2 3 4 8").Policy = five // survives one more
	s.add("1* 7 8 2 3").Policy = five // none
	s.add("1* 2 3 5 8").Policy = five
	s.Stores[6].Health, s.Stores[7].Health = Dead, Dead
	c, err := New(s, o)
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pass()
	if len(p.Decisions) != 1 || p.Decisions[0].Range != 2 || p.Short != 3 {
		t.Errorf("got %v, %d short; want range 2 alone, 3 short", p.Decisions, p.Short)
	}
}

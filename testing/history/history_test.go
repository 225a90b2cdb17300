package history

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// parse reads a history: one transaction a line, "client [invoked returned outcome] steps",
// with steps "r1=3,4" (read of key 1) and "a1+5" (append of 5 to key 1); "2/r1=" is one of
// statement 2.
func parse(t *testing.T, text string) (h []*Txn) {
	t.Helper()
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var outcome string
		x := &Txn{ID: i + 1}
		head, steps, ok := strings.Cut(strings.TrimSpace(line), ":")
		if _, err := fmt.Sscan(head, &x.Client, &x.Invoked, &x.Returned, &outcome); err != nil || !ok {
			t.Fatalf("line %q: %v", line, err)
		}
		x.Outcome = map[string]Outcome{"ok": Committed, "no": Aborted, "?": Unknown}[outcome]
		for _, s := range strings.Fields(steps) {
			var o Op
			var rest string
			if n, step, ok := strings.Cut(s, "/"); ok {
				if _, err := fmt.Sscan(n, &o.Statement); err != nil {
					t.Fatalf("step %q: %v", s, err)
				}
				s = step
			}
			if n, _ := fmt.Sscanf(s, "a%d+%d", &o.Key, &o.Append); n == 2 {
				x.Ops = append(x.Ops, o)
				continue
			}
			if n, _ := fmt.Sscanf(s, "r%d=%s", &o.Key, &rest); n == 0 {
				t.Fatalf("step %q", s)
			}
			o.Read = true
			for _, v := range strings.FieldsFunc(rest, func(r rune) bool { return r == ',' }) {
				var e int64
				if _, err := fmt.Sscan(v, &e); err != nil {
					t.Fatalf("step %q: %v", s, err)
				}
				o.List = append(o.List, e)
			}
			x.Ops = append(x.Ops, o)
		}
		h = append(h, x)
	}
	return h
}

func TestCheckLists(t *testing.T) {
	tests := []struct {
		name, history string
		level         Level
		want          string // kinds, space-separated
	}{
		{"serial", `
			1 0 1 ok: a1+1 a2+2
			2 2 3 ok: r1=1 a1+3
			1 4 5 ok: r1=1,3 r2=2`, StrictSerializable, ""},
		{"concurrent, either order", `
			1 0 9 ok: r1= a1+1
			2 0 9 ok: r1=1 r2=
			3 10 11 ok: r1=1`, StrictSerializable, ""},
		{"an unknown outcome that happened", `
			1 0 0 ?: a1+1
			2 5 6 ok: r1=1`, StrictSerializable, ""},
		{"an unknown outcome that did not", `
			1 0 0 ?: a1+1
			2 5 6 ok: r1=`, StrictSerializable, ""},
		{"an unknown outcome that happens late", `
			1 0 0 ?: a1+1
			2 5 6 ok: r1=
			2 7 8 ok: r1=1`, StrictSerializable, ""},
		{"own appends are read", `
			1 0 1 ok: a1+1 r1=1 a1+2 r1=1,2
			2 2 3 ok: r1=1,2`, StrictSerializable, ""},

		{"dirty write", `
			1 0 9 ok: a1+1 a2+1
			2 0 9 ok: a1+2 a2+2
			3 10 11 ok: r1=1,2 r2=2,1`, ReadCommitted, "G0"},
		{"aborted read", `
			1 0 1 no: a1+1
			2 2 3 ok: r1=1`, ReadCommitted, "G1a"},
		{"intermediate read", `
			1 0 9 ok: a1+1 a1+2
			2 0 9 ok: r1=1
			3 10 11 ok: r1=1,2`, ReadCommitted, "G1b"},
		{"circular information", `
			1 0 9 ok: a1+1 r2=2
			2 0 9 ok: a2+2 r1=1`, ReadCommitted, "G1c"},
		{"read skew", `
			1 0 9 ok: a1+1 a2+1
			2 0 9 ok: r1= r2=1`, Snapshot, "G-single"},
		{"read skew is allowed", `
			1 0 9 ok: a1+1 a2+1
			2 0 9 ok: r1= r2=1`, ReadCommitted, ""},
		{"write skew", `
			1 0 9 ok: r1= a2+1
			2 0 9 ok: r2= a1+1
			3 10 11 ok: r1=1 r2=1`, StrictSerializable, "G2"},
		{"write skew is allowed", `
			1 0 9 ok: r1= a2+1
			2 0 9 ok: r2= a1+1
			3 10 11 ok: r1=1 r2=1`, Snapshot, ""},
		{"lost update", `
			1 0 9 ok: r1= a1+1
			2 0 9 ok: r1= a1+2
			3 10 11 ok: r1=1,2`, Snapshot, "lost-update"},
		{"read-only anomaly", `
			1 0 5 ok: r1= a1+1
			2 0 9 ok: r1= r2= a2+2
			3 6 7 ok: r1=1 r2=
			3 10 11 ok: r1=1 r2=2`, StrictSerializable, "G2"},
		{"stale read", `
			1 0 1 ok: a1+1
			2 2 3 ok: r1=
			3 4 5 ok: r1=1`, StrictSerializable, "G-single-realtime"},
		{"lost write, never seen", `
			1 0 1 ok: a1+1
			2 2 3 ok: r1=`, StrictSerializable, "G-single-realtime"},
		{"lost write among seen ones", `
			1 0 1 ok: a1+1
			2 0 1 ok: a1+2
			2 2 3 ok: r1=2`, StrictSerializable, "G-single-realtime"},
		{"writes out of order", `
			1 0 1 ok: a1+1
			2 2 3 ok: a1+2
			3 4 5 ok: r1=2,1`, StrictSerializable, "G0-realtime"},
		{"reads go back", `
			1 0 99 ok: a1+1
			2 2 3 ok: r1=1
			3 4 5 ok: r1=`, StrictSerializable, "G-single-realtime"},
		{"causal reverse", `
			1 0 1 ok: a1+1
			2 2 3 ok: a2+2
			3 0 9 ok: r1= r2=2`, StrictSerializable, "G-single-realtime"},
		{"two reads differ within", `
			1 0 9 ok: a1+1
			2 0 9 ok: r1= r1=1`, Snapshot, "internal G-single"},
		{"who did not commit was promised nothing", `
			1 0 9 ok: a1+1
			2 0 9 ?: r1= r1=1`, Snapshot, ""},
		{"own append lost", `
			1 0 9 ok: a1+1 r1=`, Snapshot, "internal"},
		{"read skew within a statement", `
			1 0 9 ok: a1+1 a2+1
			2 0 9 ok: 1/r1= 1/r2=1`, ReadCommitted, "G-single"},
		{"reads go back within a transaction", `
			1 0 9 ok: a1+1
			2 0 9 ok: r1=1 r1=`, ReadCommitted, "G-single"},
		{"stale read, read committed", `
			1 0 1 ok: a1+1
			2 2 3 ok: r1=
			3 4 5 ok: r1=1`, ReadCommitted, "G-single-realtime"},
		{"stale read, snapshot", `
			1 0 1 ok: a1+1
			2 2 3 ok: r1=
			3 4 5 ok: r1=1`, Snapshot, "G-single-realtime"},
		{"lost update is allowed", `
			1 0 9 ok: r1= a1+1
			2 0 9 ok: r1= a1+2
			3 10 11 ok: r1=1,2`, ReadCommitted, ""},
		{"an acknowledged append is lost", `
			1 0 1 ok: a1+1
			2 0 1 ok: r1= a1+2
			3 2 3 ok: r1=2`, ReadCommitted, "G-single-realtime"},
		{"a write after an answer goes before", `
			1 0 1 ok: a1+1
			2 2 3 ok: r1=1 a1+2
			3 4 5 ok: a1+3
			4 6 7 ok: r1=1,3,2`, ReadCommitted, "G0-realtime"},
		{"a stale read in a knot of write skew", `
			1 0 1 ok: a3+7
			2 2 9 ok: r1= r3= a2+1
			3 2 9 ok: r2= a1+1
			4 10 11 ok: r1=1 r2=1 r3=7`, Snapshot, "G-single-realtime"},
		{"long fork", `
			1 0 1 ok: a1+1
			2 0 1 ok: a2+1
			3 0 3 ok: r1=1 r2=
			4 0 3 ok: r1= r2=1`, Snapshot, "G2"},
		{"write skew across time", `
			1 0 9 ok: r1= a2+1
			2 0 9 ok: r2= a3+1
			3 0 5 ok: r3= a1+1
			4 10 11 ok: r1=1 r2=1 r3=1`, Snapshot, ""},
		{"a read of an unknown outcome that is proven", `
			1 0 1 ok: a1+1
			2 2 0 ?: r1= a2+2
			3 4 5 ok: r2=2`, StrictSerializable, "G-single-realtime"},
		{"proven by one that is proven", `
			1 0 1 ok: a1+1
			2 2 0 ?: r1= a2+2
			3 2 0 ?: r2=2 a3+3
			4 4 5 ok: r3=3`, StrictSerializable, "G-single-realtime"},
		{"incompatible", `
			1 0 9 ok: a1+1
			2 0 9 ok: a1+2
			3 0 9 ok: r1=1
			4 0 9 ok: r1=2,1`, ReadCommitted, "incompatible G0 G1c"},
		{"garbage", `
			1 0 9 ok: r1=7`, ReadCommitted, "garbage"},
		{"duplicate", `
			1 0 1 ok: a1+1
			2 2 3 ok: r1=1,1`, ReadCommitted, "duplicate"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := CheckLists(parse(t, tt.history), tt.level)
			var kinds []string
			for _, a := range got {
				kinds = append(kinds, string(a.Kind))
			}
			want := strings.Fields(tt.want)
			if len(want) == 0 && len(kinds) == 0 {
				return
			}
			if len(want) > 0 && len(kinds) > 0 && kinds[0] == want[0] {
				return
			}
			t.Errorf("got %v, want %v", got, want)
		})
	}
}

// TestSerialHistories: what a single copy, changed by one transaction at a time,
// gives is never an anomaly, whatever the clients' timing, and whatever they
// did not hear.
func TestSerialHistories(t *testing.T) {
	for seed := range uint64(300) {
		if got := CheckLists(serial(seed), StrictSerializable); len(got) > 0 {
			t.Fatalf("seed %d: %v", seed, got)
		}
	}
}

// serial runs transactions one at a time, each at a moment between its sending
// and its return.
func serial(seed uint64) (h []*Txn) {
	rng := rand.New(rand.NewPCG(seed, 3))
	state := map[int][]int64{}
	next := int64(0)
	for i := range 60 {
		at := int64(i) * 10
		x := &Txn{ID: i, Client: i % 5, Invoked: at - rng.Int64N(30), Returned: at + rng.Int64N(30) + 1}
		x.Outcome = []Outcome{Committed, Committed, Committed, Unknown, Aborted}[rng.IntN(5)]
		happens := x.Outcome == Committed || x.Outcome == Unknown && rng.IntN(2) == 0
		own := map[int][]int64{}
		for range 1 + rng.IntN(4) {
			k := rng.IntN(3)
			if rng.IntN(2) == 0 {
				list := append(append([]int64{}, state[k]...), own[k]...)
				x.Ops = append(x.Ops, Op{Key: k, Read: true, List: list})
				continue
			}
			next++
			own[k] = append(own[k], next)
			x.Ops = append(x.Ops, Op{Key: k, Append: next})
		}
		if happens {
			for k, v := range own {
				state[k] = append(state[k], v...)
			}
		}
		h = append(h, x)
	}
	return h
}

// TestBrokenSerialHistories: a history in which one read misses what was
// acknowledged before it is caught.
func TestBrokenSerialHistories(t *testing.T) {
	caught, broken := 0, 0
	for seed := range uint64(300) {
		h := serial(seed)
		for _, x := range h[30:] {
			if x.Outcome == Committed && x.Ops[0].Read && len(x.Ops[0].List) > 3 && x.Invoked > 0 {
				x.Ops = x.Ops[:1]
				x.Ops[0].List = x.Ops[0].List[:1]
				broken++
				if len(CheckLists(h, StrictSerializable)) > 0 {
					caught++
				}
				break
			}
		}
	}
	if broken < 100 || caught < broken*9/10 {
		t.Errorf("caught %d of %d", caught, broken)
	}
}

func TestStory(t *testing.T) {
	got := CheckLists(parse(t, `
		1 0 1 ok: a1+1
		2 2 3 ok: r1=
		3 4 5 ok: r1=1`), StrictSerializable)
	want := []string{
		"T2 client 2 [2, 3] committed: r1=[]",
		"T2 -rw-> T1: key 1, the latter appended 1, which the former did not read",
		"T1 -rt-> T2: the client of T1 had its answer before T2 was sent",
	}
	for _, w := range want {
		if len(got) != 1 || !strings.Contains(got[0].Story, w) {
			t.Errorf("the story lacks %q: %v", w, got)
		}
	}
}

func TestCheckBank(t *testing.T) {
	got := CheckBank([]Balance{{1, []int64{50, 50}}, {2, []int64{40, 50}}, {3, []int64{110, -10}}}, 100)
	if len(got) != 1 || !strings.Contains(got[0].Story, "T2") {
		t.Errorf("got %v, want T2's sum", got)
	}
}

func TestCheckRegisters(t *testing.T) {
	w := func(key int, v, from, to int64, o Outcome) RegisterOp {
		return RegisterOp{Client: int(v), Key: key, Write: true, Value: v, Invoked: from, Returned: to, Outcome: o}
	}
	r := func(key int, v, from, to int64) RegisterOp {
		return RegisterOp{Client: 9, Key: key, Value: v, Invoked: from, Returned: to, Outcome: Committed}
	}
	tests := []struct {
		name string
		ops  []RegisterOp
		want int
	}{
		{"in order", []RegisterOp{w(1, 1, 0, 1, Committed), r(1, 1, 2, 3)}, 0},
		{"stale", []RegisterOp{w(1, 1, 0, 1, Committed), r(1, 0, 2, 3)}, 1},
		{"concurrent", []RegisterOp{w(1, 1, 0, 9, Committed), r(1, 0, 2, 3), r(1, 1, 4, 5)}, 0},
		{"back again", []RegisterOp{w(1, 1, 0, 9, Committed), r(1, 1, 2, 3), r(1, 0, 4, 5)}, 1},
		{"unknown, late", []RegisterOp{w(1, 1, 0, 0, Unknown), r(1, 0, 2, 3), r(1, 1, 4, 5)}, 0},
		{"aborted", []RegisterOp{w(1, 1, 0, 1, Aborted), r(1, 1, 2, 3)}, 1},
		{"each key by itself", []RegisterOp{w(1, 1, 0, 1, Committed), r(2, 0, 2, 3), r(3, 7, 2, 3)}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := CheckRegisters(tt.ops); len(got) != tt.want {
				t.Errorf("got %v, want %d", got, tt.want)
			}
		})
	}
}

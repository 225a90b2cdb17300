package locktable

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
)

const (
	ks  = mvcc.ModeKeyShare
	sh  = mvcc.ModeShare
	nku = mvcc.ModeNoKeyUpdate
	upd = mvcc.ModeUpdate
)

func txn(n int) *kvpb.TxnMeta { return &kvpb.TxnMeta{IdHi: 1, IdLo: uint64(n)} }
func id(n int) kvpb.TxnID     { return txn(n).ID() }

// take is Acquire that must not fail.
func take(t *testing.T, tab *Table, n int, key string, mode mvcc.Mode) *Waiter {
	t.Helper()
	_, w, _, err := tab.Acquire(txn(n), keys.Key(key), mode, true)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// aged asks for a lock on behalf of a transaction whose first attempt began at an age.
func aged(tab *Table, n int, age int64, key string, mode mvcc.Mode) *Waiter {
	m := txn(n)
	m.Age = age
	_, w, _, _ := tab.Acquire(m, keys.Key(key), mode, true)
	return w
}

// TestMatrix is Postgres's table of row locks (documentation, 13.3.2).
func TestMatrix(t *testing.T) {
	modes := []mvcc.Mode{ks, sh, nku, upd}
	want := []string{"...x", "..xx", ".xxx", "xxxx"}
	for i, held := range modes {
		for j, asked := range modes {
			var tab Table
			take(t, &tab, 1, "k", held)
			if free, _ := tab.Free(txn(2), keys.Key("k"), asked); free != (want[i][j] == '.') {
				t.Errorf("Free(%v) against %v = %t", asked, held, free)
			}
			w := take(t, &tab, 2, "k", asked)
			if got := w != nil; got != (want[i][j] == 'x') {
				t.Errorf("%v against %v: waits = %t", asked, held, got)
			}
		}
	}
}

func held(tab *Table, key string) string {
	l := tab.locks[key]
	if l == nil {
		return "-"
	}
	var parts []string
	for _, h := range l.holders {
		parts = append(parts, fmt.Sprintf("%d:%v", h.own.meta.IdLo, h.mode))
	}
	parts = append(parts, "|")
	for _, w := range l.queue {
		parts = append(parts, fmt.Sprintf("%d:%v", w.Txn.IdLo, w.Mode))
	}
	return strings.Join(parts, " ")
}

func TestLines(t *testing.T) {
	tests := []struct {
		name string
		do   func(t *testing.T, tab *Table)
		want string // holders | line
	}{
		{"in line behind an earlier one", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", sh)
			take(t, tab, 2, "k", upd)
			take(t, tab, 3, "k", sh) // could share with 1, but 2 came before
		}, "1:SHARE | 2:UPDATE 3:SHARE"},
		{"release grants in order", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", upd)
			take(t, tab, 2, "k", sh)
			take(t, tab, 3, "k", sh)
			take(t, tab, 4, "k", upd)
			tab.ReleaseTxn(id(1))
		}, "2:SHARE 3:SHARE | 4:UPDATE"},
		{"one that gives up lets the next ones in", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", sh)
			w := take(t, tab, 2, "k", upd)
			take(t, tab, 3, "k", sh)
			tab.Cancel(w, errors.New("gave up"))
		}, "1:SHARE 3:SHARE |"},
		{"a key share survives a no key update", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", nku)
			take(t, tab, 2, "k", ks)
		}, "1:NO KEY UPDATE 2:KEY SHARE |"},
		{"an upgrade at once", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", sh)
			take(t, tab, 1, "k", upd)
			take(t, tab, 1, "k", ks) // weaker: nothing changes
		}, "1:UPDATE |"},
		{"an upgrade goes before those in line", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", sh)
			take(t, tab, 2, "k", sh)
			take(t, tab, 3, "k", upd)
			take(t, tab, 1, "k", upd)
		}, "1:SHARE 2:SHARE | 1:UPDATE 3:UPDATE"},
		{"and is granted when the other holder goes", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", sh)
			take(t, tab, 2, "k", sh)
			take(t, tab, 3, "k", upd)
			take(t, tab, 1, "k", upd)
			tab.Release(id(2), keys.Key("k"))
		}, "1:UPDATE | 3:UPDATE"},
		{"the older goes before the younger", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", upd)
			aged(tab, 2, 20, "k", upd)
			aged(tab, 3, 10, "k", upd)
			aged(tab, 4, 20, "k", upd)
			aged(tab, 5, 30, "k", upd)
			aged(tab, 6, 15, "k", upd)
		}, "1:UPDATE | 3:UPDATE 6:UPDATE 2:UPDATE 4:UPDATE 5:UPDATE"},
		{"and past it to those that it can share with", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", sh)
			aged(tab, 2, 20, "k", upd)
			aged(tab, 3, 10, "k", sh)
			aged(tab, 4, 30, "k", sh)
		}, "1:SHARE 3:SHARE | 2:UPDATE 4:SHARE"},
		{"who holds it goes before the older", func(t *testing.T, tab *Table) {
			aged(tab, 1, 30, "k", sh)
			aged(tab, 2, 20, "k", sh)
			aged(tab, 3, 10, "k", upd)
			aged(tab, 1, 30, "k", upd)
			aged(tab, 2, 20, "k", nku)
		}, "1:SHARE 2:SHARE | 2:NO KEY UPDATE 1:UPDATE 3:UPDATE"},
		{"nothing is left", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", upd)
			take(t, tab, 2, "k", upd)
			tab.ReleaseTxn(id(1))
			tab.ReleaseTxn(id(2))
			if tab.Len() != 0 || len(tab.txns) != 0 {
				t.Errorf("%d locks, %d transactions are left", tab.Len(), len(tab.txns))
			}
		}, "-"},
		{"release by key keeps others", func(t *testing.T, tab *Table) {
			take(t, tab, 1, "k", upd)
			take(t, tab, 1, "l", upd)
			tab.Release(id(1), keys.Key("l"))
			tab.Release(id(9), keys.Key("k"))
		}, "1:UPDATE |"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var tab Table
			tt.do(t, &tab)
			if got := strings.TrimSpace(held(&tab, "k")); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNoQueueAndLimit(t *testing.T) {
	tab := Table{Max: 2}
	take(t, &tab, 1, "k", upd)
	granted, w, blocker, err := tab.Acquire(txn(2), keys.Key("k"), upd, false)
	if granted || w != nil || blocker.ID() != id(1) || err != nil {
		t.Fatalf("Acquire without queue = %t, %v, %v, %v", granted, w, blocker, err)
	}
	take(t, &tab, 1, "l", upd)
	if _, _, _, err := tab.Acquire(txn(1), keys.Key("m"), upd, true); !errors.Is(err, ErrFull) {
		t.Errorf("a third lock: error %v, want ErrFull", err)
	}
	if _, _, _, err := tab.Acquire(txn(2), keys.Key("k"), upd, true); !errors.Is(err, ErrFull) {
		t.Errorf("a waiter beyond the limit: error %v, want ErrFull", err)
	}
}

// observed is a table that notes what observers of it are told.
func observed() (tab *Table, log *[]string) {
	tab, log = &Table{}, new([]string)
	tab.Changed = func(w *Waiter) {
		var bs []string
		of, behind := tab.Blockers(w)
		for _, b := range of {
			bs = append(bs, fmt.Sprint(b.IdLo))
		}
		how := map[bool]string{false: "for", true: "behind"}[behind]
		*log = append(*log, fmt.Sprintf("%d waits %s %s", w.Txn.IdLo, how, strings.Join(bs, ",")))
	}
	tab.Ended = func(w *Waiter) { *log = append(*log, fmt.Sprintf("%d ends %v", w.Txn.IdLo, w.err)) }
	return tab, log
}

// Who goes past a line, to those that it can share with or to what it holds already, is waited for
// by that line from then on: a cycle may lead through it.
func TestObserverOfWhoGoesPast(t *testing.T) {
	tab, log := observed()
	aged(tab, 1, 10, "k", ks)
	aged(tab, 2, 10, "k", sh)
	tab.Observe(aged(tab, 3, 30, "k", nku))
	aged(tab, 4, 20, "k", sh)
	aged(tab, 1, 10, "k", sh)
	tab.Install([]Held{{Txn: txn(5), Key: keys.Key("k"), Mode: sh}})
	want := []string{"3 waits for 2", "3 waits for 2,4", "3 waits for 1,2,4", "3 waits for 1,2,4,5"}
	if !slices.Equal(*log, want) {
		t.Errorf("got  %q\nwant %q", *log, want)
	}
}

func TestObserver(t *testing.T) {
	tab, log := observed()
	take(t, tab, 1, "k", sh)
	take(t, tab, 2, "k", sh)
	w3, w4 := take(t, tab, 3, "k", upd), take(t, tab, 4, "k", upd)
	take(t, tab, 5, "k", upd) // not observed
	tab.Observe(w3)
	tab.Observe(w4)
	tab.ReleaseTxn(id(1))
	tab.ReleaseTxn(id(2)) // 3 has it: 4 waits for it, no longer behind it
	tab.Cancel(w4, errors.New("victim"))
	want := []string{"3 waits for 1,2", "4 waits behind 3", "3 waits for 2", "3 ends <nil>", "4 waits for 3", "4 ends victim"}
	if !slices.Equal(*log, want) {
		t.Errorf("got  %q\nwant %q", *log, want)
	}
}

func TestDivide(t *testing.T) {
	var left, right Table
	take(t, &left, 1, "a", upd)
	take(t, &left, 1, "m", sh)
	take(t, &left, 2, "m", sh)
	w := take(t, &left, 3, "m", upd)
	right.Adopt(left.Split(keys.Key("k")))
	if got := held(&left, "a"); got != "1:UPDATE |" {
		t.Errorf("left a: %q", got)
	}
	if !w.Over() || !errors.Is(w.Err(), ErrMoved) {
		t.Errorf("the waiter's end: %v, %v", w.Over(), w.Err())
	}
	if left.Len() != 1 || right.Len() != 2 {
		t.Errorf("left holds %d, right %d; want 1, 2", left.Len(), right.Len())
	}
	if free, _ := right.Free(txn(3), keys.Key("m"), upd); free {
		t.Error("the right-hand side lost the locks")
	}
}

// TestPart: while locks are moved apart, and when the split comes to nothing or to another key, all
// is as if they lay together.
func TestPart(t *testing.T) {
	const n = 20 * stepLocks
	l, m, ks := filled(n)
	w := take(t, l, 7, string(ks[n-1]), upd)
	other := take(t, l, 7, string(ks[0]), upd)
	first := true
	l.Part(ks[n/2], func() {
		if !first {
			return
		}
		first = false
		if free, _ := l.Free(txn(7), ks[n-2], upd); free || l.Holds(m.ID(), ks[n-3]) != upd {
			t.Error("a lock is lost while they move")
		}
		if bs, _ := l.Blockers(w); len(bs) != 1 {
			t.Errorf("who waits there waits for %v", bs)
		}
		l.Release(m.ID(), ks[n-4])
		take(t, l, 8, string(ks[n-4]), upd)
	})
	if l.Len() != n+2 {
		t.Errorf("%d holders and waiters, want %d", l.Len(), n+2)
	}
	if hold, wait := l.Txns(); hold != 2 || wait != 1 {
		t.Errorf("%d transactions hold locks and %d wait, want 2 and 1", hold, wait)
	}
	right := l.Split(ks[n/4])
	if right.Len() != n-n/4 || l.Len() != n/4+1 || !w.Over() || other.Over() {
		t.Errorf("%d and %d are left; over: %v, %v", l.Len(), right.Len(), w.Over(), other.Over())
	}
	for more := l.ReleaseTxn(m.ID()); more; more = l.Leave() {
		if free, by := l.Free(txn(9), ks[1], upd); !free {
			t.Fatalf("what is let go of in steps is not free: %v holds it", by)
		}
	}
	if !other.Over() || l.Len() != 1 || len(l.waits) > 0 || len(l.locks) != 1 {
		t.Errorf("%d left, waits %v", l.Len(), l.waits)
	}
}

// TestAgainstDefinition: no two holders conflict, no waiter that could have the
// lock waits, whoever waits for nobody in the graph is not waiting, and observers know whom those in
// line wait for. (But for those who stand
// in line for what is being let go of, step by step: they are told in the end.)
func TestAgainstDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for run := range 600 {
		tab := Table{once: run % 2, Changed: func(*Waiter) {}} // large, or in steps of one
		for range 60 {
			n, key := 1+rng.IntN(5), string(rune('a'+rng.IntN(4)))
			switch rng.IntN(6) {
			case 0:
				tab.CancelTxn(id(n), ErrMoved)
				tab.ReleaseTxn(id(n))
				if m := tab.Holds(id(n), keys.Key(key)); m != mvcc.ModeNone {
					t.Fatalf("a transaction that was let go of holds %s in mode %v", key, m)
				}
			case 1:
				tab.Release(id(n), keys.Key(key))
			case 2:
				tab.Leave()
			case 3:
				if run%3 == 0 {
					tab.Part(keys.Key("c"), nil) // few: nothing
					right := tab.Split(keys.Key(key))
					tab.Install(right.Divide())
				}
			default:
				if w := aged(&tab, n, int64(n%3), key, mvcc.Mode(1+rng.IntN(4))); w != nil {
					tab.Observe(w)
				}
			}
			checkDefinition(t, &tab)
		}
		for tab.Leave() {
			checkDefinition(t, &tab)
		}
		for n := range 6 {
			tab.CancelTxn(id(n), ErrMoved)
			for more := tab.ReleaseTxn(id(n)); more; more = tab.Leave() {
			}
		}
		if tab.Len() != 0 || len(tab.locks) > 0 || len(tab.txns) > 0 || len(tab.waits) > 0 || len(tab.leaving) > 0 {
			t.Fatalf("all has been let go of, and %d are left: %v, %v, %v, %v", tab.Len(), tab.locks, tab.txns, tab.waits, tab.leaving)
		}
	}
}

func checkDefinition(t *testing.T, tab *Table) {
	t.Helper()
	count := 0
	for _, l := range tab.locks {
		there := slices.DeleteFunc(slices.Clone(l.holders), func(h holder) bool { return h.own.leaving })
		count += len(there) + len(l.queue)
		for i, h := range there {
			for _, g := range there[:i] {
				if h.mode.Conflicts(g.mode) {
					t.Fatalf("conflicting holders: %s", held(tab, l.key))
				}
			}
		}
		for i, w := range l.queue {
			bs, behind := tab.Blockers(w)
			if i > 0 && l.heldBy(w.Txn.ID()) == nil && l.heldBy(l.queue[i-1].Txn.ID()) == nil && l.queue[i-1].Txn.Age > w.Txn.Age {
				t.Fatalf("the younger stands before the older: %s", held(tab, l.key))
			}
			if len(there) == len(l.holders) && (!l.blocked(w, i) || len(bs) == 0) || behind && i == 0 {
				t.Fatalf("waits for nothing: %s", held(tab, l.key))
			}
			if len(there) == len(l.holders) && w.observed && (!slices.Equal(ids(bs), w.blockers) || behind != w.behind) {
				t.Fatalf("observers believe that %d waits for %v: %s", w.Txn.IdLo, w.blockers, held(tab, l.key))
			}
		}
	}
	if count != tab.Len() {
		t.Fatalf("Len() = %d, counted %d", tab.Len(), count)
	}
}

func BenchmarkAcquireRelease(b *testing.B) {
	var tab Table
	m, key := txn(1), keys.Key("a key of a usual length")
	b.ReportAllocs()
	for b.Loop() {
		tab.Acquire(m, key, upd, true)
		tab.ReleaseTxn(m.ID())
	}
}

// TestRetireMost: what is left of a table that loses most of its locks at once stays as it was.
func TestRetireMost(t *testing.T) {
	const n, left = 4 * tidyMin, 10
	tab, m, ks := filled(n)
	take(t, tab, 2, "another's", sh)
	wait := take(t, tab, 2, string(ks[n-1]), upd)
	if got := tab.Retire(m.ID(), ks[:n-left]); got != n-left {
		t.Fatalf("%d locks went, of %d", got, n-left)
	}
	if got := tab.Len(); got != left+2 {
		t.Errorf("%d holders and waiters are left, want %d", got, left+2)
	}
	for i, k := range ks {
		if free, _ := tab.Free(txn(3), k, upd); free != (i < n-left) {
			t.Fatalf("%s is free: %t", k, free)
		}
	}
	tab.ReleaseTxn(m.ID())
	if !wait.Over() || wait.Err() != nil {
		t.Error("who waited for what was left does not have it")
	}
	if free, _ := tab.Free(txn(3), keys.Key("another's"), upd); free {
		t.Error("another's lock is gone")
	}
}

// BenchmarkRetire is a load whose locks go as its rows are flushed, but for those that are not
// written yet.
func BenchmarkRetire(b *testing.B) {
	const load, kept = 20_000, 500
	var tab Table
	m := txn(1)
	row := uint32(0)
	buf := make([]keys.Key, kept+load) // those that were kept, and the new ones
	for b.Loop() {
		for i := kept; i < len(buf); i++ {
			buf[i] = binary.BigEndian.AppendUint32(append(buf[i][:0], "a table's"...), row)
			row++
			tab.Acquire(m, buf[i], upd, true)
		}
		tab.Retire(m.ID(), buf[:load])
		for i := range kept {
			buf[i], buf[load+i] = buf[load+i], buf[i]
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/load, "ns/row")
}

// filled is a table in which one transaction holds n keys.
func filled(n int) (*Table, *kvpb.TxnMeta, []keys.Key) {
	var t Table
	m := &kvpb.TxnMeta{IdHi: 1}
	ks := make([]keys.Key, n)
	for i := range ks {
		ks[i] = fmt.Appendf(nil, "k%07d", i)
		t.Acquire(m, ks[i], mvcc.ModeUpdate, false)
	}
	return &t, m, ks
}

// largeMax is how long what is done to a table of 200,000 locks may take on a busy machine. Linear
// it takes a tenth of a second of work, quadratic ten and more.
const largeMax = 5 * time.Second

// TestLargeTables: a transaction that holds very much is let go of, in part and whole, in a time
// that grows as its locks do.
func TestLargeTables(t *testing.T) {
	const n = 200_000
	for _, tt := range []struct {
		name string
		do   func(*Table, *kvpb.TxnMeta, []keys.Key)
		left int
	}{
		{"a split", func(l *Table, _ *kvpb.TxnMeta, ks []keys.Key) {
			pauses := 0
			l.Part(ks[n/2], func() { pauses++ })
			if pauses < n/2/stepLocks {
				t.Errorf("others had %d pauses while %d locks moved", pauses, n/2)
			}
			l.Acquire(&kvpb.TxnMeta{IdHi: 9}, keys.Key("z"), mvcc.ModeUpdate, false) // afterwards
			for k := range l.locks {
				if k >= string(ks[n/2]) {
					t.Fatalf("%s is left for the log writer to move", k)
				}
			}
			var right Table
			right.Adopt(l.Split(ks[n/2]))
			if right.Len() != n/2+1 {
				t.Errorf("%d locks went over", right.Len())
			}
		}, n / 2},
		{"a rollback to a savepoint", func(l *Table, m *kvpb.TxnMeta, ks []keys.Key) {
			for i := n - 1; i >= n/4; i-- {
				l.Release(m.ID(), ks[i])
			}
		}, n / 4},
		{"flushes", func(l *Table, m *kvpb.TxnMeta, ks []keys.Key) {
			for i := 0; i < n; i += 100 {
				l.Retire(m.ID(), ks[i:i+100])
			}
		}, 0},
		{"rollbacks of others", func(l *Table, _ *kvpb.TxnMeta, _ []keys.Key) {
			for i := range 10_000 {
				l.CancelTxn(kvpb.TxnID{Hi: 2, Lo: uint64(i)}, ErrMoved)
			}
		}, n},
	} {
		l, m, ks := filled(n)
		began := time.Now()
		tt.do(l, m, ks)
		if took := time.Since(began); took > largeMax {
			t.Errorf("%s with %d locks took %v", tt.name, n, took)
		}
		if l.Len() != tt.left {
			t.Errorf("%s: %d locks left, want %d", tt.name, l.Len(), tt.left)
		}
		for more := l.ReleaseTxn(m.ID()); more; more = l.Leave() {
		}
		if l.Len() != 0 || len(l.locks) != 0 || len(l.txns) != 0 || len(l.waits) != 0 {
			t.Errorf("%s: %d locks left at the end", tt.name, l.Len())
		}
	}
}

// BenchmarkDivide splits a table of one owner in two.
func BenchmarkDivide(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 500_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for range b.N {
				b.StopTimer()
				l, _, ks := filled(n)
				b.StartTimer()
				var right Table
				right.Adopt(l.Split(ks[n/2]))
			}
		})
	}
}

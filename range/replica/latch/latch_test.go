package latch

import (
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

func spanOf(s string) keys.Span {
	for i := range s {
		if s[i] == '-' {
			return keys.Span{Start: keys.Key(s[:i]), End: keys.Key(s[i+1:])}
		}
	}
	return keys.Point(keys.Key(s))
}

// request builds one from words: "a" reads a key, "a-c" a span, "!a" writes it,
// "@7" is of transaction 7, "*" excludes all.
func request(words ...string) *Request {
	q := &Request{}
	for _, w := range words {
		switch w[0] {
		case '!':
			q.Add(spanOf(w[1:]), true)
		case '@':
			q.AddTxn(kvpb.TxnID{Lo: uint64(w[1])})
		case '*':
			q.AddAll()
		default:
			q.Add(spanOf(w), false)
		}
	}
	return q
}

func TestConflicts(t *testing.T) {
	tests := []struct {
		name string
		a, b []string
		want bool // b waits for a
	}{
		{"two readers", []string{"a"}, []string{"a"}, false},
		{"reader behind writer", []string{"!a"}, []string{"a"}, true},
		{"writer behind reader", []string{"a"}, []string{"!a"}, true},
		{"other keys", []string{"!a"}, []string{"!b"}, false},
		{"span over a written key", []string{"!b"}, []string{"a-c"}, true},
		{"span beside it", []string{"!c"}, []string{"a-c"}, false},
		{"written key in a span", []string{"a-c"}, []string{"!b"}, true},
		{"spans that read", []string{"a-c"}, []string{"b-d"}, false},
		{"spans, one writes", []string{"!a-c"}, []string{"b-d"}, true},
		{"spans that touch", []string{"!a-b"}, []string{"!b-d"}, false},
		{"one transaction", []string{"@7"}, []string{"@7"}, true},
		{"two transactions", []string{"@7"}, []string{"@8"}, false},
		{"all against a transaction", []string{"@7"}, []string{"*"}, true},
		{"a reader against all", []string{"*"}, []string{"a"}, true},
		{"several keys, one shared", []string{"!a", "!m", "x-z"}, []string{"!b", "!y"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var l Latches
			a, b := request(tt.a...), request(tt.b...)
			if !l.Acquire(a) {
				t.Fatal("the first request waits")
			}
			if got := !l.Acquire(b); got != tt.want {
				t.Fatalf("waits = %t, want %t", got, tt.want)
			}
			l.Release(a)
			if !b.Held() {
				t.Error("not granted after the release")
			}
			l.Release(b)
			if l.Len() != 0 || len(l.points) != 0 || l.spans != 0 {
				t.Errorf("something is left: %d requests, %d points, %d spans", l.Len(), len(l.points), l.spans)
			}
		})
	}
}

func TestFirstComeFirstServed(t *testing.T) {
	var l Latches
	w1, r2, w3, r4 := request("!a"), request("a"), request("!a"), request("a")
	for _, q := range []*Request{w1, r2, w3, r4} {
		l.Acquire(q)
	}
	granted := r4.Granted()
	l.Release(w1)
	if !r2.Held() || w3.Held() || r4.Held() {
		t.Fatalf("after the writer: held %t %t %t, want true false false", r2.Held(), w3.Held(), r4.Held())
	}
	l.Release(w3) // gives up waiting
	select {
	case <-granted:
	default:
		t.Fatal("the reader behind the writer that gave up is not told")
	}
	l.Release(r2)
	if !r4.Held() {
		t.Fatal("the last reader is not granted")
	}
}

func TestWriting(t *testing.T) {
	var l Latches
	w := request("!a", "!m-p", "z")
	l.Acquire(w)
	waiting := request("!a", "!q")
	l.Acquire(waiting)
	tests := []struct {
		span   string
		chosen hlc.Timestamp
		r      hlc.Timestamp
		want   bool
	}{
		{"a", 0, 5, true},
		{"a", 5, 5, true},
		{"a", 6, 5, false},
		{"n", 0, 5, true},
		{"n", 6, 5, false},
		{"z", 0, 5, false}, // only read
		{"b", 0, 5, false},
		{"a-b", 0, 5, true},
		{"b-c", 0, 5, false},
		{"o-x", 5, 5, true},
		{"q", 0, 5, false}, // still in line: will see the mark
	}
	for _, tt := range tests {
		w.Choose(tt.chosen)
		if got := l.Writing(spanOf(tt.span), tt.r) != nil; got != tt.want {
			t.Errorf("Writing(%s, %d) with c = %d: %t, want %t", tt.span, tt.r, tt.chosen, got, tt.want)
		}
	}
	w.Choose(7)
	if got := l.LowestChosen(9); got != 7 {
		t.Errorf("LowestChosen = %d, want 7", got)
	}
	for _, change := range []struct {
		name string
		do   func()
	}{{"a timestamp", func() { w.Choose(8) }}, {"the release", func() { l.Release(w) }}} {
		changed := w.Changed()
		change.do()
		select {
		case <-changed:
		default:
			t.Errorf("the reader is not told of %s", change.name)
		}
	}
}

// TestAgainstDefinition holds Latches against what it promises: a request holds its
// latches exactly when no earlier one that conflicts is left.
func TestAgainstDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		k := string(rune('a' + rng.IntN(6)))
		switch rng.IntN(5) {
		case 0:
			return k + "-" + string(k[0]+byte(1+rng.IntN(3)))
		case 1:
			return "!" + k + "-" + string(k[0]+byte(1+rng.IntN(3)))
		case 2:
			return k
		case 3:
			return "!" + k
		}
		return "@" + string(rune('0'+rng.IntN(3)))
	}
	conflict := func(a, b *Request) bool {
		for i := range b.points {
			for j := range a.points {
				if string(a.points[j].key) == string(b.points[i].key) && (a.points[j].exclusive || b.points[i].exclusive) {
					return true
				}
			}
		}
		for i := range a.spans {
			if a.spans[i].hitsPoints(b.points) || a.spans[i].hitsSpans(b.spans) {
				return true
			}
		}
		for i := range b.spans {
			if b.spans[i].hitsPoints(a.points) {
				return true
			}
		}
		return false
	}
	for range 500 {
		var l Latches
		var line []*Request
		for range 40 {
			if len(line) > 0 && rng.IntN(2) == 0 {
				i := rng.IntN(len(line))
				l.Release(line[i])
				line = append(line[:i:i], line[i+1:]...)
			} else {
				q := request(word(), word())
				l.Acquire(q)
				line = append(line, q)
			}
			for i, q := range line {
				want := true
				for _, e := range line[:i] {
					want = want && !conflict(e, q)
				}
				if q.Held() != want {
					t.Fatalf("request %d held = %t, want %t", i, q.Held(), want)
				}
			}
		}
	}
}

func TestNoAllocation(t *testing.T) {
	var l Latches
	q := &Request{}
	key := keys.Key("a key of a usual length")
	got := testing.AllocsPerRun(100, func() {
		q.Add(keys.Point(key), true)
		q.AddTxn(kvpb.TxnID{Hi: 1, Lo: 2})
		l.Acquire(q)
		l.Release(q)
		q.Reset()
	})
	if got > 0 {
		t.Errorf("%.1f allocations for an uncontended point latch, want 0", got)
	}
}

func BenchmarkPoint(b *testing.B) {
	var l Latches
	for i := range 64 { // others at work
		o := &Request{}
		o.Add(keys.Point(keys.Key{3, byte(i), 7}), true)
		l.Acquire(o)
	}
	q := &Request{}
	key := keys.Key("a key of a usual length")
	b.ReportAllocs()
	for b.Loop() {
		q.Add(keys.Point(key), true)
		l.Acquire(q)
		l.Release(q)
		q.Reset()
	}
}

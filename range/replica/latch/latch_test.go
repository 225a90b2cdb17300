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

// TestVisible: who goes past what is visible and not durable, and who waits for it.
func TestVisible(t *testing.T) {
	tests := []struct {
		name    string
		visible []string // the request that is visible
		words   []string
		early   bool
		held    bool
		after   uint64
	}{
		{"a commit goes past a commit", []string{"!a"}, []string{"!a"}, true, true, 7},
		{"past what it reads", []string{"!a"}, []string{"a", "!b"}, true, true, 7},
		{"past a span", []string{"!a-c"}, []string{"!b"}, true, true, 7},
		{"with a span", []string{"!b"}, []string{"a-c"}, true, true, 7},
		{"with nothing in its way", []string{"!a"}, []string{"!b"}, true, true, 0},
		{"others wait", []string{"!a"}, []string{"!a"}, false, false, 0},
		{"validations wait", []string{"!a"}, []string{"a"}, false, false, 0},
		{"what excludes all waits", []string{"!a"}, []string{"*"}, false, false, 0},
		{"a copy of it goes past", []string{"@1", "!a"}, []string{"@1", "!a"}, true, true, 7},
	}
	for _, x := range tests {
		for _, before := range []bool{true, false} { // it is visible before the other comes
			var l Latches
			v, q := request(x.visible...), request(x.words...)
			if x.early {
				q.Early()
			}
			l.Acquire(v)
			if before {
				l.Visible(v, 7)
			}
			held := l.Acquire(q)
			if !before {
				if held != (x.held && x.after == 0) {
					t.Errorf("%s: held %v before the other is visible", x.name, held)
				}
				var granted <-chan struct{}
				if !held {
					granted = q.Granted()
				}
				l.Visible(v, 7)
				if held = q.Held(); held && granted != nil {
					<-granted
				}
			}
			if held != x.held || q.After() != x.after {
				t.Errorf("%s (visible before: %v): held %v, after %d; want %v, %d", x.name, before, held, q.After(), x.held, x.after)
			}
			if l.Undurable(6) != nil || l.Undurable(7) != v {
				t.Errorf("%s: undurable is %v and %v", x.name, l.Undurable(6), l.Undurable(7))
			}
			l.Release(v)
			if !q.Held() || l.Undurable(7) != nil {
				t.Errorf("%s: held %v, undurable %v once it is durable", x.name, q.Held(), l.Undurable(7))
			}
			l.Release(q)
			if l.Len() != 0 || len(l.points) != 0 {
				t.Errorf("%s: %d requests are left", x.name, l.Len())
			}
		}
	}
}

// TestVisibleReaders: readers wait until it is durable, those who lock until it is visible.
func TestVisibleReaders(t *testing.T) {
	var l Latches
	v := request("!a", "!x-z")
	l.Acquire(v)
	v.Choose(5)
	for _, k := range []string{"a", "y"} {
		if l.Unseen(keys.Key(k)) != v || l.Writing(spanOf(k), 5) != v {
			t.Errorf("%s: at work, and not met", k)
		}
	}
	changed := v.Changed()
	l.Visible(v, 1)
	<-changed // who waits for a lock looks again
	for _, k := range []string{"a", "y"} {
		if l.Unseen(keys.Key(k)) != nil || l.Writing(spanOf(k), 5) != v || l.Writing(spanOf(k), 4) != nil {
			t.Errorf("%s: visible: unseen %v, writing %v", k, l.Unseen(keys.Key(k)), l.Writing(spanOf(k), 5))
		}
	}
	if l.LowestChosen(hlc.Max) != 5 {
		t.Error("what is not durable may be closed over")
	}
	l.Release(v)
	if l.Writing(spanOf("a"), 5) != nil {
		t.Error("met after its release")
	}
}

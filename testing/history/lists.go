package history

import (
	"cmp"
	"fmt"
	"slices"
)

// CheckLists finds the anomalies of a history of list transactions that level
// does not allow. Each proves that the promise was broken; none proves nothing.
func CheckLists(h []*Txn, level Level) []Anomaly {
	c := &lists{level: level, byID: map[int]*Txn{}, keys: map[int]*list{}, effective: map[int]bool{}}
	c.index(h)
	for _, t := range h {
		c.internal(t)
	}
	c.versionOrders()
	c.reads(h)
	return append(c.found, c.graph(h).anomalies()...)
}

// lists is a check under way.
type lists struct {
	level     Level
	byID      map[int]*Txn
	keys      map[int]*list
	effective map[int]bool // transactions that are known to have committed
	found     []Anomaly
}

// list is what is known of one key.
type list struct {
	writer  map[int64]*Txn // of each element
	order   []int64        // the longest read
	longest *Txn
	reads   []external
}

// external is what a transaction knows of a key from outside: the elements
// before its own.
type external struct {
	t    *Txn
	op   int // of its steps
	list []int64
}

func (c *lists) report(k Kind, format string, args ...any) {
	c.found = append(c.found, Anomaly{k, fmt.Sprintf(format, args...)})
}

func (c *lists) key(k int) *list {
	l := c.keys[k]
	if l == nil {
		l = &list{writer: map[int64]*Txn{}}
		c.keys[k] = l
	}
	return l
}

// index notes who wrote what. What was read of a transaction with an unknown
// outcome shows that it committed, and so what that one has read.
func (c *lists) index(h []*Txn) {
	for _, t := range h {
		c.byID[t.ID] = t
		for _, o := range t.Ops {
			if !o.Read {
				c.key(o.Key).writer[o.Append] = t
			}
		}
		if t.Outcome == Committed {
			c.effective[t.ID] = true
		}
	}
	for {
		before := len(c.effective)
		for _, t := range h {
			c.proves(t)
		}
		if len(c.effective) == before {
			return
		}
	}
}

// proves notes whom a transaction that committed has read.
func (c *lists) proves(t *Txn) {
	if !c.effective[t.ID] {
		return
	}
	for _, o := range t.Ops {
		for _, x := range o.List {
			if w := c.key(o.Key).writer[x]; w != nil && w.Outcome != Aborted {
				c.effective[w.ID] = true
			}
		}
	}
}

// internal checks a transaction's reads against its own steps, and notes what it
// knew from outside. One that did not commit was promised nothing.
func (c *lists) internal(t *Txn) {
	if !c.effective[t.ID] {
		return
	}
	type state struct {
		known bool
		base  []int64 // from outside
		own   []int64 // appended since
	}
	states := map[int]*state{}
	for i, o := range t.Ops {
		s := states[o.Key]
		if s == nil {
			s = &state{}
			states[o.Key] = s
		}
		if !o.Read {
			s.own = append(s.own, o.Append)
			continue
		}
		n := len(o.List) - len(s.own)
		switch {
		case n < 0 || !slices.Equal(o.List[n:], s.own):
			c.report(Internal, "%v\n  its read of key %d lacks its own appends %v", t, o.Key, s.own)
			continue
		case s.known && !slices.Equal(o.List[:n], s.base) && c.level != ReadCommitted:
			c.report(Internal, "%v\n  it read key %d as %v and then as %v", t, o.Key, s.base, o.List[:n])
		}
		s.known, s.base = true, o.List[:n]
		c.key(o.Key).reads = append(c.key(o.Key).reads, external{t, i, o.List[:n]})
	}
}

// versionOrders takes the longest read of each key, with the reader's own
// appends, for the order of its versions. All reads must be prefixes of it.
func (c *lists) versionOrders() {
	for _, k := range sortedKeys(c.keys) {
		l := c.keys[k]
		for _, r := range l.reads {
			if len(r.list) > len(l.order) {
				l.order, l.longest = r.list, r.t
			}
		}
		for _, r := range l.reads {
			if !slices.Equal(r.list, l.order[:min(len(r.list), len(l.order))]) {
				c.report(Incompatible, "key %d\n  %v\n  %v", k, r.t, l.longest)
			}
		}
		seen := map[int64]bool{}
		for _, x := range l.order {
			if seen[x] {
				c.report(Duplicate, "key %d holds %d twice: %v", k, x, l.longest)
			}
			seen[x] = true
		}
	}
}

// reads looks for what must not be read at all: G1a, G1b, garbage.
func (c *lists) reads(h []*Txn) {
	told := map[int64]bool{} // each element once
	for _, t := range h {
		if !c.effective[t.ID] {
			continue
		}
		for _, o := range t.Ops {
			for i, x := range o.List {
				w := c.key(o.Key).writer[x]
				if (w == nil || w.Outcome == Aborted) && told[x] {
					continue
				}
				told[x] = told[x] || w == nil || w.Outcome == Aborted
				switch {
				case w == nil:
					c.report(Garbage, "nobody appended %d to key %d:\n  %v", x, o.Key, t)
				case w.Outcome == Aborted:
					c.report(G1a, "%d of key %d was appended by a transaction that was reported as aborted:\n  %v\n  %v", x, o.Key, w, t)
				case i == len(o.List)-1 && w != t && lastAppend(w, o.Key) != x:
					c.report(G1b, "key %d was read between two appends of one transaction:\n  %v\n  %v", o.Key, w, t)
				}
			}
		}
	}
}

func lastAppend(t *Txn, key int) (x int64) {
	for _, o := range t.Ops {
		if !o.Read && o.Key == key {
			x = o.Append
		}
	}
	return x
}

// graph draws the dependencies of all transactions that committed.
func (c *lists) graph(h []*Txn) *graph {
	g := newGraph(c.level)
	for _, t := range h {
		if c.effective[t.ID] {
			g.add(t)
		}
	}
	for _, k := range sortedKeys(c.keys) {
		c.edges(g, k, c.keys[k])
	}
	g.realtime(h)
	return g
}

// edges adds what one key tells.
func (c *lists) edges(g *graph, k int, l *list) {
	position := map[int64]int{}
	for i, x := range l.order {
		position[x] = i
		if i > 0 {
			g.wrote(l.writer[l.order[i-1]], l.writer[x], k, fmt.Sprintf("appended %d right after %d", x, l.order[i-1]))
		}
	}
	// What was appended and is in no read comes after all that is: lists only grow.
	var unseen []int64
	for _, x := range sortedKeys(l.writer) {
		if _, ok := position[x]; !ok && c.effective[l.writer[x].ID] {
			unseen = append(unseen, x)
		}
	}
	for _, x := range unseen {
		if n := len(l.order); n > 0 {
			g.wrote(l.writer[l.order[n-1]], l.writer[x], k, fmt.Sprintf("appended %d after all of %v", x, l.order))
		}
	}
	for _, r := range l.reads {
		n := len(r.list)
		if n > 0 {
			g.saw(l.writer[r.list[n-1]], r.t, r.op, k, fmt.Sprintf("read %d", r.list[n-1]))
		}
		next := unseen
		if n < len(l.order) {
			next = l.order[n : n+1]
		}
		for _, x := range next {
			g.missed(r.t, r.op, l.writer[x], k, fmt.Sprintf("appended %d, which the former did not read", x))
		}
	}
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

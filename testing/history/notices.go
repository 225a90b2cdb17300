package history

import (
	"fmt"
	"slices"
)

// This file judges notifications: transactions that tell something as they commit, and sessions
// that listen.
//
//	set       who listens hears all that is acknowledged from then on, until its session is lost,
//	          and nothing that was refused
//	whole     all parts of a transaction, one after the other, each once
//	order     all sessions hear the same in the same order, which is that of the commits: what was
//	          acknowledged before another was sent is heard before it
//
// A session that is lost knows it; what it has heard until then has no gaps.

// Notice is a transaction that tells something in so many parts, numbered from 1.
type Notice struct {
	Fact
	Parts int
}

// Heard is one part of a notice that a session was told of.
type Heard struct {
	ID   int64
	Part int
	At   int64
}

// Listener is a session that listens.
type Listener struct {
	Name  string
	Since int64 // when it was told that it listens
	// Until is when it had heard all that was acknowledged before; 0: its connection was lost.
	Until int64
	Heard []Heard
}

// CheckNotices finds what sessions should have heard and did not, and what they should not have.
func CheckNotices(sent []Notice, sessions []*Listener) (out []Anomaly) {
	c := &noticeCheck{sent: sent, byID: map[int64]*Notice{}}
	for i := range sent {
		c.byID[sent[i].ID] = &sent[i]
	}
	orders := make([][]int64, len(sessions))
	for i, l := range sessions {
		orders[i] = c.one(l)
	}
	for i := range orders {
		for k := range i {
			c.pair(sessions[k], sessions[i], orders[k], orders[i])
		}
	}
	return c.found
}

type noticeCheck struct {
	sent  []Notice
	byID  map[int64]*Notice
	found []Anomaly
}

func (c *noticeCheck) report(k Kind, format string, args ...any) {
	c.found = append(c.found, Anomaly{k, fmt.Sprintf(format, args...)})
}

// one checks what a session heard, and returns the order of what it heard whole.
func (c *noticeCheck) one(l *Listener) (order []int64) {
	heard := map[int64]bool{}
	newest := (*Notice)(nil) // heard so far, sent last
	for i := 0; i < len(l.Heard); {
		h := l.Heard[i]
		n := c.byID[h.ID]
		if n == nil {
			c.report(Garbage, "%s heard %d part %d, which nobody sent", l.Name, h.ID, h.Part)
			i++
			continue
		}
		switch {
		case n.Outcome == Aborted:
			c.report(G1a, "%s heard of %v, which was refused", l.Name, n.Fact)
		case n.Invoked > h.At:
			c.report("future", "%s heard at %d of %v", l.Name, h.At, n.Fact)
		case heard[h.ID]:
			c.report(Duplicate, "%s heard of %v twice", l.Name, n.Fact)
		case newest != nil && n.Outcome == Committed && n.Returned < newest.Invoked:
			c.report("order", "%s heard of %v after %v, which was sent when that was acknowledged", l.Name, n.Fact, newest.Fact)
		}
		parts := c.parts(l, i, n)
		if i += parts; parts == n.Parts || l.Until > 0 || i < len(l.Heard) {
			heard[h.ID], order = true, append(order, h.ID)
		}
		if newest == nil || n.Invoked > newest.Invoked {
			newest = n
		}
	}
	c.missing(l, heard, newest)
	return order
}

// parts is how many parts of a notice stand at a place of what a session heard: all of them, but
// where the session's end cut them off.
func (c *noticeCheck) parts(l *Listener, at int, n *Notice) (parts int) {
	for at+parts < len(l.Heard) && l.Heard[at+parts].ID == n.ID && l.Heard[at+parts].Part == parts+1 {
		parts++
	}
	if cut := l.Until == 0 && at+parts == len(l.Heard); parts != n.Parts && !(cut && parts > 0) {
		c.report("half", "%s heard %d parts of %d of %v, then %v", l.Name, parts, n.Parts, n.Fact, l.Heard[at:min(len(l.Heard), at+n.Parts+1)])
	}
	return max(parts, 1)
}

// missing finds what was acknowledged while a session listened, and it did not hear, though it was
// there to the end, or heard of what came later.
func (c *noticeCheck) missing(l *Listener, heard map[int64]bool, newest *Notice) {
	for i := range c.sent {
		f := &c.sent[i]
		if f.Outcome != Committed || heard[f.ID] || f.Invoked <= l.Since {
			continue
		}
		switch {
		case l.Until > f.Returned:
			c.report(Missing, "%s, listening from %d until %d, never heard of %v", l.Name, l.Since, l.Until, f.Fact)
		case newest != nil && f.Returned < newest.Invoked && !c.cut(l, f):
			c.report(Missing, "%s heard of %v, and not of %v, which was acknowledged before", l.Name, newest.Fact, f.Fact)
		}
	}
}

// cut reports whether a session's end cut a notice off.
func (c *noticeCheck) cut(l *Listener, n *Notice) bool {
	return l.Until == 0 && len(l.Heard) > 0 && l.Heard[len(l.Heard)-1].ID == n.ID
}

// pair compares what two sessions heard: between what both did, both heard the same.
func (c *noticeCheck) pair(a, b *Listener, x, y []int64) {
	inX, inY := placesOf(x), placesOf(y)
	common := func(list []int64, other map[int64]int) []int64 {
		first := slices.IndexFunc(list, func(id int64) bool { _, ok := other[id]; return ok })
		if first < 0 {
			return nil
		}
		last := len(list)
		for _, ok := other[list[last-1]]; !ok; _, ok = other[list[last-1]] {
			last--
		}
		return list[first:last]
	}
	p, q := common(x, inY), common(y, inX)
	for i := range min(len(p), len(q)) {
		if p[i] != q[i] {
			c.report("order", "%s heard of %d where %s heard of %d", a.Name, p[i], b.Name, q[i])
			return
		}
	}
	if len(p) != len(q) {
		c.report("order", "%s heard of %d notices where %s heard of %d", a.Name, len(p), b.Name, len(q))
	}
}

func placesOf(list []int64) map[int64]int {
	out := make(map[int64]int, len(list))
	for i, id := range list {
		out[id] = i
	}
	return out
}

package history

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
)

// This file judges histories of facts: rows that are inserted once, and reads that
// show which of them are there. From strict serializability follows, for facts of
// any transactions:
//
//	set         a read shows every fact that was acknowledged before it began, and none that
//	            was refused, or that nobody had yet sent when it ended
//	sequential  one that shows a fact shows all that were acknowledged before that one was
//	            sent, whoever sent them ("causal reverse" is what breaks it)
//	long fork   of two reads, one shows all that the other shows
//	monotonic   what a read shows, those that begin after its end show
//
// Each is cheaper to check than a cycle is to find, and tells its story in two lines.

// Fact is an insert of one row.
type Fact struct {
	ID       int64 // unique
	Client   int
	Invoked  int64
	Returned int64 // meaningless if Unknown
	Outcome  Outcome
	Note     string // shown in stories: what the client was told
}

// Look is a committed read of facts.
type Look struct {
	Client            int
	Invoked, Returned int64
	Saw               []int64 // IDs
	// From is the least ID that it could have seen.
	From int64
}

// CheckFacts finds what strict serializability forbids. It takes time in proportion to
// what the looks show, and to how many of them overlap.
func CheckFacts(facts []Fact, looks []Look) (out []Anomaly) {
	c := &factCheck{byID: map[int64]*Fact{}, first: map[int64]*Look{}}
	c.index(facts)
	c.looks = slices.Clone(looks)
	slices.SortFunc(c.looks, func(a, b Look) int { return cmp.Compare(a.Invoked, b.Invoked) })
	c.saw = make([]map[int64]bool, len(c.looks))
	for i := range c.looks {
		c.show(i)
	}
	for i := range c.looks {
		c.set(i)
		c.monotonic(i)
		c.forks(i)
	}
	return c.found
}

type factCheck struct {
	facts []Fact  // by ID
	sent  []int64 // when the first of facts[i:] was sent
	byID  map[int64]*Fact
	looks []Look // by when they were sent
	saw   []map[int64]bool
	first map[int64]*Look // the first to end that shows a fact
	found []Anomaly
}

func (c *factCheck) index(facts []Fact) {
	c.facts = slices.Clone(facts)
	slices.SortFunc(c.facts, func(a, b Fact) int { return cmp.Compare(a.ID, b.ID) })
	c.sent = make([]int64, len(c.facts))
	for i := len(c.facts) - 1; i >= 0; i-- {
		f := &c.facts[i]
		c.byID[f.ID] = f
		c.sent[i] = f.Invoked
		if i+1 < len(c.facts) {
			c.sent[i] = min(f.Invoked, c.sent[i+1])
		}
	}
}

// show notes what look i shows.
func (c *factCheck) show(i int) {
	l := &c.looks[i]
	c.saw[i] = map[int64]bool{}
	for _, id := range l.Saw {
		if c.saw[i][id] {
			c.report("duplicate", "%v shows fact %d twice", *l, id)
		}
		c.saw[i][id] = true
		if was := c.first[id]; was == nil || l.Returned < was.Returned {
			c.first[id] = l
		}
	}
}

// missing are the facts that look i could show and does not, of those that were sent
// before it ended.
func (c *factCheck) missing(i int) iter.Seq[*Fact] {
	l := &c.looks[i]
	from, _ := slices.BinarySearchFunc(c.facts, l.From, func(f Fact, id int64) int { return cmp.Compare(f.ID, id) })
	return func(yield func(*Fact) bool) {
		for k := from; k < len(c.facts) && c.sent[k] < l.Returned; k++ {
			if f := &c.facts[k]; !c.saw[i][f.ID] && !yield(f) {
				return
			}
		}
	}
}

func (c *factCheck) report(k Kind, format string, args ...any) {
	c.found = append(c.found, Anomaly{k, fmt.Sprintf(format, args...)})
}

// String shows a look in one line.
func (l Look) String() string {
	return fmt.Sprintf("the read [%d, %d] of client %d (%d facts)", l.Invoked, l.Returned, l.Client, len(l.Saw))
}

// String shows a fact in one line.
func (f Fact) String() string {
	end := fmt.Sprint(f.Returned)
	if f.Outcome == Unknown {
		end = "…"
	}
	note := ""
	if f.Note != "" {
		note = " (" + f.Note + ")"
	}
	return fmt.Sprintf("fact %d [%d, %s] of client %d%s", f.ID, f.Invoked, end, f.Client, note)
}

// set checks one look against all facts.
func (c *factCheck) set(i int) {
	l := c.looks[i]
	newest := (*Fact)(nil) // seen, sent last
	for _, id := range l.Saw {
		f := c.byID[id]
		switch {
		case f == nil:
			c.report(Garbage, "%v shows fact %d, which nobody sent", l, id)
		case f.Outcome == Aborted:
			c.report(G1a, "%v shows %v, which was refused", l, f)
		case f.Invoked > l.Returned:
			c.report("future", "%v shows %v, which was not sent yet", l, f)
		case newest == nil || f.Invoked > newest.Invoked:
			newest = f
		}
	}
	for f := range c.missing(i) {
		switch {
		case f.Outcome != Committed:
		case f.Returned < l.Invoked:
			c.report("stale", "%v does not show %v, which was acknowledged before", l, f)
		case newest != nil && f.Returned < newest.Invoked:
			c.report("causal-reverse", "%v shows %v, and not %v, which was acknowledged before that was sent", l, newest, f)
		}
	}
}

// monotonic looks for a fact that a look shows which ended before look i began: the first
// of them to end stands for all.
func (c *factCheck) monotonic(i int) {
	for f := range c.missing(i) {
		if was := c.first[f.ID]; was != nil && was.Returned < c.looks[i].Invoked {
			c.report("monotonic", "%v shows %v; %v, later, does not", *was, f, c.looks[i])
			return
		}
	}
}

// forks compares look i with those that overlap it by what both could see: one must show
// all that the other shows. (Of two that don't overlap, the later must: see monotonic.)
func (c *factCheck) forks(i int) {
	for k := i + 1; k < len(c.looks) && c.looks[k].Invoked <= c.looks[i].Returned; k++ {
		if a, b := c.only(i, k), c.only(k, i); a != nil && b != nil {
			c.report("long-fork", "%v shows %v and not %v; %v the other way round", c.looks[i], a, b, c.looks[k])
		}
	}
}

// only is a fact that look i shows, and k does not, though it could.
func (c *factCheck) only(i, k int) *Fact {
	for _, id := range c.looks[i].Saw {
		if f := c.byID[id]; f != nil && !c.saw[k][id] && id >= c.looks[k].From {
			return f
		}
	}
	return nil
}

// Claim is an attempt to be the only one who has something.
type Claim struct {
	Fact
	Key int64
}

// CheckUnique finds what several clients were told is theirs alone. winner is who has it
// in the end, by key; nobody else may have been acknowledged, and whoever has it may not
// have been refused.
func CheckUnique(claims []Claim, winner map[int64]int64) (out []Anomaly) {
	byID := map[int64]*Claim{}
	acked := map[int64]*Claim{}
	for i := range claims {
		c := &claims[i]
		byID[c.ID] = c
		if c.Outcome != Committed {
			continue
		}
		if o := acked[c.Key]; o != nil {
			out = append(out, Anomaly{"unique", fmt.Sprintf("key %d was given to %v and to %v", c.Key, o.Fact, c.Fact)})
		}
		acked[c.Key] = c
		if w, ok := winner[c.Key]; !ok || w != c.ID {
			out = append(out, Anomaly{"unique", fmt.Sprintf("key %d was given to %v, and in the end it is with %d (%v)", c.Key, c.Fact, w, ok)})
		}
	}
	for _, key := range sortedKeys(winner) {
		switch w := byID[winner[key]]; {
		case w == nil:
			out = append(out, Anomaly{Garbage, fmt.Sprintf("key %d is with %d, which nobody sent", key, winner[key])})
		case w.Outcome == Aborted:
			out = append(out, Anomaly{G1a, fmt.Sprintf("key %d is with %v, which was refused", key, w.Fact)})
		}
	}
	return out
}

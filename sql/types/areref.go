package types

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A back reference is met by the text that its group has, which no set of states knows: it
// takes the place of any text that the group can have, and what such a match is divided
// into is then looked at, one division after the other, in Spencer's order, until the texts
// are the same. A part that has been divided is not divided otherwise for a later one's
// sake unless its bounds change, as there.

// areRefPiece stands for a back reference in RE2's syntax.
const areRefPiece = `(?:)`

// areTriesMax bounds the divisions of one text: their number may grow exponentially.
const areTriesMax = 1 << 22

var errRegexpTries = pgerror.New(pgerror.ProgramLimitExceeded, "regular expression failed: too many ways to meet its back references")

// refs reports whether there are back references.
func (a *are) refs() bool { return a.tree.flags&areRefs != 0 }

func (p *areParser) backReference(group int) *areNode {
	lang, ok := p.closed[group]
	if !ok || p.looking > 0 {
		p.fail(pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: invalid backreference number"))
		lang = areEmpty
	}
	return &areNode{op: 'b', ref: group, flags: areRefs, min: 1, max: 1, lang: lang.unconstrained()}
}

// unconstrained is the language without its assertions, which hold where the group is, not
// where it is referred to.
func (l *areLang) unconstrained() *areLang {
	if l.op == 'a' {
		return areEmpty
	}
	free := *l
	free.kids = make([]*areLang, len(l.kids))
	for i, k := range l.kids {
		free.kids[i] = k.unconstrained()
	}
	return &free
}

// met gives the match that begins at a place, and its groups; nil if there is none whose
// back references are met.
func (a *are) met(t *areText, begin int) []int {
	out := make([]int, 2*(a.groups+1))
	for i := range out {
		out[i] = -1
	}
	var found []int
	a.tree.fwd.each(t, begin, len(t.s), a.tree.flags&areShorter != 0, func(end int) bool {
		if a.meet(a.tree, t, begin, end, out) {
			out[0], out[1] = begin, end
			found = out
		}
		return found == nil && t.err == nil
	})
	return found
}

// find gives the first match of a pattern with back references, from a place on; nil for
// none. As in Postgres no match is looked for at the very end of a text once one that ends
// shortly before it has failed.
func (a *are) find(t *areText, at int) []int {
	for {
		var found bool
		if at, found = a.candidate(t.s, at); !found {
			return nil
		}
		first, cold := a.firstEnd(t, at)
		if first < 0 {
			return nil
		}
		for at = cold; at <= first && t.err == nil; at += StepRune(t.s[at:]) {
			if loc := a.met(t, at); loc != nil {
				return loc
			}
			if at == len(t.s) {
				return nil
			}
		}
		if at >= len(t.s) || t.err != nil {
			return nil
		}
	}
}

// firstEnd is the first place from one on where a match ends, -1 for none, and a place
// before which none begins.
func (a *are) firstEnd(t *areText, from int) (end, cold int) {
	if d := a.search.take(t, true); d != nil {
		defer d.give()
		return d.first(from)
	}
	return a.stepFirstEnd(t, from), from
}

// stepFirstEnd is firstEnd by steps of all states.
func (a *are) stepFirstEnd(t *areText, from int) int {
	r := a.search.start(t)
	start := int32(len(a.search.inst) - 1)
	at := from
	for r.begin(at); !r.accepting; r.add(start, at, int32(at)) {
		if at == len(t.s) || !t.goesOn(stateSteps*(len(r.nxt)+1)) {
			return -1
		}
		var c rune
		c, at = t.after(at)
		r.advance(c, at)
		if r.accepting {
			break
		}
	}
	return at
}

// each calls f with the places where a match that begins at from may end, the nearest or
// the farthest first, until it returns false.
func (p *areProg) each(t *areText, from, limit int, nearest bool, f func(at int) bool) {
	var ends []int
	defer t.check.Env.Drop(t.check.Env.Mark())
	p.ends(t, from, limit, func(at int) bool {
		if nearest {
			return f(at)
		}
		if ends = append(ends, at); len(ends)%areGrain == 0 {
			return t.room(2 * areGrain * placeBytes)
		}
		return true
	})
	for i := len(ends) - 1; i >= 0 && f(ends[i]); i-- {
	}
}

// meet divides a text of n's language so that its back references are met. The groups of
// what fails are taken back.
func (a *are) meet(n *areNode, t *areText, begin, end int, out []int) bool {
	if n.flags&(areGroups|areRefs) == 0 {
		return true
	}
	if t.tried++; t.tried > areTriesMax && t.err == nil {
		t.err = errRegexpTries
	}
	if !t.goesOn(stateSteps) || !a.meetParts(n, t, begin, end, out) {
		n.forget(out)
		return false
	}
	if n.group > 0 {
		out[2*n.group], out[2*n.group+1] = begin, end
	}
	return true
}

// forget takes back the groups within n.
func (n *areNode) forget(out []int) {
	if n.group > 0 {
		out[2*n.group], out[2*n.group+1] = -1, -1
	}
	for _, k := range n.kids {
		k.forget(out)
	}
}

func (a *are) meetParts(n *areNode, t *areText, begin, end int, out []int) bool {
	switch n.op {
	case 'b':
		return a.again(n, t.s, begin, end, out)
	case '(':
		return a.meet(n.kids[0], t, begin, end, out)
	case '.':
		return a.meetBoth(n, t, begin, end, out)
	case '|':
		return slices.ContainsFunc(n.kids, func(k *areNode) bool {
			return k.exact(t, begin, end) && a.meet(k, t, begin, end, out)
		})
	case '*':
		return a.meetRounds(n, t, begin, end, out)
	}
	return true
}

// again reports whether a text is that of n's group, as often as it may be.
func (a *are) again(n *areNode, s string, begin, end int, out []int) bool {
	if out[2*n.ref] < 0 {
		return false
	}
	text := s[out[2*n.ref]:out[2*n.ref+1]]
	switch {
	case text == "":
		return begin == end
	case begin == end:
		return n.min == 0
	}
	rounds := 0
	for begin < end {
		begin = a.skip(s, text, begin, end)
		rounds++
	}
	return begin == end && rounds >= n.min && (n.max < 0 || rounds <= n.max)
}

// skip is the place behind a text that stands at a place; none is behind the end.
func (a *are) skip(s, text string, at, end int) int {
	if !a.fold {
		if strings.HasPrefix(s[at:end], text) {
			return at + len(text)
		}
		return end + 1
	}
	for _, want := range text {
		if at >= end {
			return end + 1
		}
		r, n := utf8.DecodeRuneInString(s[at:])
		if r != want && (a.ascii && max(r, want) >= utf8.RuneSelf || unicode.ToLower(r) != unicode.ToLower(want)) {
			return end + 1
		}
		at += n
	}
	return at
}

// meetBoth tries the places between two parts.
func (a *are) meetBoth(n *areNode, t *areText, begin, end int, out []int) bool {
	defer t.check.Env.Drop(t.check.Env.Mark())
	if !t.room(end - begin + 1) {
		return false
	}
	starts := make([]bool, end-begin+1)
	n.kids[1].rev.ends(t, end, begin, func(at int) bool {
		starts[at-begin] = true
		return true
	})
	found := false
	n.kids[0].fwd.each(t, begin, end, n.kids[0].flags&areShorter != 0, func(mid int) bool {
		if starts[mid-begin] && a.meet(n.kids[0], t, begin, mid, out) {
			if found = a.meet(n.kids[1], t, mid, end, out); !found {
				n.kids[0].forget(out)
			}
		}
		return !found && t.err == nil
	})
	return found
}

// meetRounds tries the ways to divide a text among the rounds of a repetition. Whether what
// stands in a round is met is asked when the rounds reach the end, from the first one not
// known to be met on; where one is not, it is the next to change.
func (a *are) meetRounds(n *areNode, t *areText, begin, end int, out []int) bool {
	if begin == end && n.min <= 0 {
		if n.kids[0].flags&areShorter == 0 && n.kids[0].exact(t, begin, end) { // as in lastRound
			a.meet(n.kids[0], t, begin, end, out)
		}
		return true
	}
	least := max(n.min, 1)
	most := max(end-begin, least)
	if n.max >= 0 {
		most = max(min(most, n.max), least)
	}
	kid := n.kids[0]
	type round struct {
		at   int
		ends []int // those that were not tried yet
	}
	open := func(k, at int) round {
		r := round{at: at}
		kid.fwd.each(t, at, end, kid.flags&areShorter != 0, func(e int) bool {
			if e > at || e == end && k >= least || k < least && least-k >= end-e {
				r.ends = append(r.ends, e)
			}
			return true
		})
		return r
	}
	rounds, met := []round{open(1, begin)}, 0
	for len(rounds) > 0 && t.goesOn(stateSteps) {
		if t.tried++; t.tried > areTriesMax && t.err == nil {
			t.err = errRegexpTries
		}
		k := len(rounds)
		r := &rounds[k-1]
		met = min(met, k-1)
		if len(r.ends) == 0 {
			rounds = rounds[:k-1]
			continue
		}
		e := r.ends[0]
		r.ends = r.ends[1:]
		if e != end || k < least {
			if k < most {
				rounds = append(rounds, open(k+1, e))
			}
			continue
		}
		for met < k {
			to := end
			if met+1 < k {
				to = rounds[met+1].at
			}
			kid.forget(out)
			if !a.meet(kid, t, rounds[met].at, to, out) {
				break
			}
			met++
		}
		if met == k {
			return true
		}
		rounds = rounds[:met+1]
	}
	return false
}

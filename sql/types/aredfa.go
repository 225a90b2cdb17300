package types

import (
	"encoding/binary"
	"slices"
	"sync/atomic"
	"unicode/utf8"
)

// What the states of a program become when they read a character is remembered, so that
// most characters cost one look into a table: an automaton that is built as it is needed
// (Thompson 1968; RE2's). A state of it is the set of states that the program is in. What an
// assertion asks of the character behind the place is only known when that is read, so in
// programs with assertions what is accepted is told one character later.
//
// An automaton belongs to one run at a time. What it holds is bounded: it starts over when
// that is too much, and where this does not pay the program is stepped as before.

// Bounds of what is remembered.
const (
	areDFABytesMax  = 256 << 10
	areDFALooksMax  = 3       // each doubles the tables
	areDFAEntryMax  = 1 << 12 // entries of one state
	areDFAPays      = 10      // so many characters each state must have been good for
	areDFAStateSize = 160     // beside its table and its list
	areChunk        = 4 << 10 // bytes between looks whether the statement goes on
)

// An entry of a table is where the next state's table begins, and flags.
const (
	dfaKnown  = 1 << iota
	dfaAccept // a match ends here; in programs with assertions: before this character
	dfaDead   // no match can follow
	dfaFresh  // no match that began earlier is under way
	dfaShift  = 4
)

// areDFA is an automaton of a program. Floating, a match may begin at each place.
type areDFA struct {
	p        *areProg
	floating bool
	delayed  bool // there are assertions
	restarts bool // floating: matches can begin elsewhere than at an edge
	looks    []*areLook
	stride   int32

	trans  []int32
	states []areDFAState
	index  map[string]int32 // number of a state by its key
	begins [areKinds]int32  // entries by what stands before
	bytes  int
	clears int // how often it was started over
	read   int // characters read since it was started over
	wide   *[256]areWide

	t          *areText
	mark       []int32
	round      int32
	stack      []int32
	live, list []int32
	accepting  bool
	key        []byte
}

type areDFAState struct {
	insts []int32
	kind  areKind // of what was read last
}

// areWide remembers the class of a character beyond ASCII.
type areWide struct {
	r     rune
	class uint16
}

// areRoom counts what the automata of a session's patterns hold, in bytes; nil: nobody does.
type areRoom struct{ bytes atomic.Int64 }

func (r *areRoom) add(n int) {
	if r != nil {
		r.bytes.Add(int64(n))
	}
}

// areShared is what the programs of a pattern have in common.
type areShared struct {
	alphabet *areAlphabet // nil: there are too many classes
	room     *areRoom
	bytesMax int // of an automaton
}

// take lends an automaton for a run over t; nil where the program is to be stepped. It is
// to be given back.
func (p *areProg) take(t *areText, floating bool) *areDFA {
	if p.shared == nil || p.shared.alphabet == nil || p.slow.Load() {
		return nil
	}
	d := p.slot(floating).Swap(nil)
	if d == nil {
		if d = newAreDFA(p, floating); d == nil {
			p.slow.Store(true)
			return nil
		}
	}
	d.t = t
	return d
}

func (p *areProg) slot(floating bool) *atomic.Pointer[areDFA] {
	if floating {
		return &p.kept[1]
	}
	return &p.kept[0]
}

func (d *areDFA) give() {
	d.t = nil
	if other := d.p.slot(d.floating).Swap(d); other != nil {
		d.p.shared.room.add(-other.bytes)
	}
}

func newAreDFA(p *areProg, floating bool) *areDFA {
	d := &areDFA{p: p, floating: floating}
	for i := range p.inst {
		in := &p.inst[i]
		d.delayed = d.delayed || in.op == 'a'
		if in.look != nil && !slices.Contains(d.looks, in.look) {
			d.looks = append(d.looks, in.look)
		}
	}
	if len(d.looks) > areDFALooksMax {
		return nil
	}
	entries := (len(p.shared.alphabet.member) + 1) << len(d.looks)
	if entries > areDFAEntryMax {
		return nil
	}
	d.stride = int32(entries)
	d.mark = make([]int32, len(p.inst))
	if p.shared.alphabet.beyond {
		d.wide = new([256]areWide)
	}
	d.clear()
	d.grow(4*len(p.inst) + 4<<10)
	for kind := areOther; kind < areEdge && floating && !d.restarts; kind++ {
		d.closure(kind)
		d.restarts = d.accepting || len(d.list) > 0
	}
	return d
}

func (d *areDFA) grow(n int) {
	d.bytes += n
	d.p.shared.room.add(n)
}

// clear starts over.
func (d *areDFA) clear() {
	if d.read < areDFAPays*len(d.states) {
		d.p.slow.Store(true)
	}
	if d.index != nil {
		d.grow(4*len(d.p.inst) + 4<<10 - d.bytes)
	}
	d.clears++
	d.trans, d.states, d.index, d.begins, d.read = nil, nil, map[string]int32{}, [areKinds]int32{}, 0
}

// closure is what the start leads to behind a character of a kind, in list.
func (d *areDFA) closure(kind areKind) {
	d.round++
	d.list, d.accepting = d.list[:0], false
	d.follow(int32(len(d.p.inst)-1), kind)
}

// follow adds what a state leads to without reading. What depends on the next character
// waits in the list, and in programs with assertions the end does, too.
func (d *areDFA) follow(state int32, kind areKind) {
	d.stack = append(d.stack[:0], state)
	for len(d.stack) > 0 {
		s := d.stack[len(d.stack)-1]
		d.stack = d.stack[:len(d.stack)-1]
		if d.mark[s] == d.round {
			continue
		}
		d.mark[s] = d.round
		switch in := &d.p.inst[s]; in.op {
		case 's':
			d.list = append(d.list, s)
		case 'a':
			if d.p.possible(in, kind) {
				d.list = append(d.list, s)
			}
		case '|':
			d.stack = append(d.stack, in.y, in.x)
		case 'm':
			if d.accepting = true; d.delayed {
				d.list = append(d.list, s)
			}
		}
	}
}

// possible reports whether an assertion may hold behind (backwards: before) a character.
func (p *areProg) possible(in *areInst, kind areKind) bool {
	if in.look != nil {
		return true
	}
	for next := areOther; next < areKinds; next++ {
		if p.asserted(in.kind, kind, next) {
			return true
		}
	}
	return false
}

// asserted tells whether an assertion holds between what was read and what is read next.
func (p *areProg) asserted(assertion byte, read, next areKind) bool {
	before, after := read, next
	if p.back {
		before, after = next, read
	}
	switch assertion {
	case 'A':
		return before == areEdge
	case 'Z':
		return after == areEdge
	case '^':
		return before == areEdge || before == areLine
	case '$':
		return after == areEdge || after == areLine
	case 'm':
		return before != areWord && after == areWord
	case 'M':
		return before == areWord && after != areWord
	case 'Y':
		return (before == areWord) == (after == areWord)
	}
	return (before == areWord) != (after == areWord)
}

// resolve puts into live what a state is once it is known what is read next.
func (d *areDFA) resolve(st *areDFAState, next areKind, looks int) (accepted bool) {
	d.round++
	d.live = d.live[:0]
	d.stack = append(d.stack[:0], st.insts...)
	for len(d.stack) > 0 {
		s := d.stack[len(d.stack)-1]
		d.stack = d.stack[:len(d.stack)-1]
		if d.mark[s] == d.round {
			continue
		}
		d.mark[s] = d.round
		switch in := &d.p.inst[s]; in.op {
		case 's':
			d.live = append(d.live, s)
		case 'a':
			holds := false
			if in.look != nil {
				holds = looks>>slices.Index(d.looks, in.look)&1 != 0
			} else {
				holds = d.p.asserted(in.kind, st.kind, next)
			}
			if holds {
				d.stack = append(d.stack, in.x)
			}
		case '|':
			d.stack = append(d.stack, in.y, in.x)
		case 'm':
			accepted = true
		}
	}
	return accepted
}

// entry is what a state becomes by a symbol: a class, or the edge of the text, and what
// looking around has told at this place.
func (d *areDFA) entry(cur, symbol int32) int32 {
	if e := d.trans[cur+symbol]; e != 0 {
		return e
	}
	alphabet := d.p.shared.alphabet
	st := &d.states[cur/d.stride]
	class, kind := int(symbol)>>len(d.looks), areEdge
	if class < len(alphabet.member) {
		kind = alphabet.kinds[class]
	}
	live, flags := st.insts, int32(0)
	if d.delayed {
		if d.resolve(st, kind, int(symbol)&(1<<len(d.looks)-1)) {
			flags = dfaAccept
		}
		live = d.live
	}
	d.round++
	d.list, d.accepting = d.list[:0], false
	if kind != areEdge {
		for _, s := range live {
			if in := &d.p.inst[s]; in.op == 's' && in.set.has(alphabet.member[class]) {
				d.follow(in.x, kind)
			}
		}
	}
	if d.floating {
		if len(d.list) == 0 && !d.accepting {
			flags |= dfaFresh
		}
		d.follow(int32(len(d.p.inst)-1), kind)
	}
	d.t.goesOn(stateSteps * (len(live) + len(d.list) + 1))
	clears := d.clears
	e := d.intern(kind) | flags
	if d.clears == clears { // else the table is gone
		d.trans[cur+symbol] = e
	}
	return e
}

// intern is the entry of the state in list.
func (d *areDFA) intern(kind areKind) int32 {
	flags := int32(dfaKnown)
	if d.accepting && !d.delayed {
		flags |= dfaAccept
	}
	if len(d.list) == 0 && !(d.floating && d.restarts) {
		flags |= dfaDead
	}
	if !d.delayed {
		kind = areOther
	}
	slices.Sort(d.list)
	d.key = append(d.key[:0], byte(kind))
	for _, s := range d.list {
		d.key = binary.LittleEndian.AppendUint32(d.key, uint32(s))
	}
	n, ok := d.index[string(d.key)]
	if !ok {
		size := 4*int(d.stride) + 8*len(d.list) + areDFAStateSize
		if d.bytes+size > d.p.shared.bytesMax && len(d.states) > 0 {
			d.clear()
		}
		d.grow(size)
		n = int32(len(d.states))
		d.states = append(d.states, areDFAState{insts: slices.Clone(d.list), kind: kind})
		d.trans = append(d.trans, make([]int32, d.stride)...)
		d.index[string(d.key)] = n
	}
	return n*d.stride<<dfaShift | flags
}

// begin is the entry of the state before anything is read, at a place.
func (d *areDFA) begin(at int) int32 {
	kind := areOther
	if d.delayed {
		kind = d.kindBehind(at)
	}
	if d.begins[kind] == 0 {
		d.closure(kind)
		e := d.intern(kind)
		d.begins[kind] = e
	}
	return d.begins[kind]
}

// kindBehind is the kind of what would have been read before a place.
func (d *areDFA) kindBehind(at int) areKind {
	s := d.t.s
	var r rune
	switch {
	case d.p.back && at < len(s):
		r, _ = d.t.after(at)
	case !d.p.back && at > 0:
		r, _ = d.t.before(at)
	default:
		return areEdge
	}
	return d.p.shared.alphabet.kinds[d.class(r)]
}

func (d *areDFA) class(r rune) int32 {
	a := d.p.shared.alphabet
	switch {
	case r < utf8.RuneSelf:
		return int32(a.ascii[r])
	case !a.beyond:
		return int32(a.of[len(a.of)-1])
	}
	w := &d.wide[r&0xff]
	if w.r != r {
		w.r, w.class = r, a.class(r)
	}
	return int32(w.class)
}

// next reads the symbol at a place, and gives the place behind it.
func (d *areDFA) next(at int) (symbol int32, to int) {
	var r rune
	switch {
	case d.p.back && at == 0 || !d.p.back && at == len(d.t.s):
		symbol, to = int32(len(d.p.shared.alphabet.member)), at
	case d.p.back:
		r, to = d.t.before(at)
		symbol = d.class(r)
	default:
		r, to = d.t.after(at)
		symbol = d.class(r)
	}
	if len(d.looks) > 0 {
		symbol <<= len(d.looks)
		for i, look := range d.looks {
			if d.t.looks(look, at) {
				symbol |= 1 << i
			}
		}
	}
	return symbol, to
}

// areScan is a run of an automaton over a text.
type areScan struct {
	cur  int32
	at   int // where it is
	last int // where the last character began
	cold int // no match that began before is under way
}

// scan reads up to limit, or to where a flag asks for more than going on; 0: limit.
func (d *areDFA) scan(r *areScan, limit int) (flags int32) {
	for r.at != limit && d.t.err == nil {
		from, to := r.at, limit
		if d.p.back {
			to = max(limit, from-areChunk)
		} else {
			to = min(limit, from+areChunk)
		}
		switch {
		case d.p.back || len(d.looks) > 0:
			flags = d.scanSlow(r, to)
		default:
			flags = d.scanForward(r, to)
		}
		n := max(r.at-from, from-r.at)
		d.read += n
		d.t.goesOn(n)
		if flags != 0 {
			return flags
		}
	}
	return 0
}

// scanForward is the loop that most characters pass through.
func (d *areDFA) scanForward(r *areScan, limit int) int32 {
	s, trans, ascii := d.t.s, d.trans, &d.p.shared.alphabet.ascii
	cur, at := r.cur, r.at
	for at < limit {
		last := at
		var symbol int32
		if c := s[at]; c < utf8.RuneSelf {
			symbol = int32(ascii[c])
			at++
		} else {
			symbol, at = d.next(at)
		}
		e := trans[cur+symbol]
		if e == 0 {
			e = d.entry(cur, symbol)
			trans = d.trans
		}
		cur = e >> dfaShift
		if e&(dfaAccept|dfaDead|dfaFresh) != 0 {
			if e&(dfaAccept|dfaDead) != 0 {
				r.cur, r.at, r.last = cur, at, last
				return e & (dfaAccept | dfaDead)
			}
			r.cold = at
		}
	}
	r.cur, r.at = cur, at
	return 0
}

// scanSlow is scanForward for either direction, and with constraints that look around.
func (d *areDFA) scanSlow(r *areScan, limit int) int32 {
	for d.p.back && r.at > limit || !d.p.back && r.at < limit {
		r.last = r.at
		var symbol int32
		symbol, r.at = d.next(r.at)
		e := d.entry(r.cur, symbol)
		r.cur = e >> dfaShift
		if e&(dfaAccept|dfaDead) != 0 {
			return e & (dfaAccept | dfaDead)
		}
		if e&dfaFresh != 0 {
			r.cold = r.at
		}
	}
	return 0
}

// ends is areProg.ends.
func (d *areDFA) ends(from, limit int, f func(at int) bool) {
	d.run(&areScan{at: from, cold: from}, limit, f)
}

// run reads from where r is up to limit, and calls f with each place where a match ends,
// until it returns false.
func (d *areDFA) run(r *areScan, limit int, f func(at int) bool) {
	e := d.begin(r.at)
	r.cur = e >> dfaShift
	if e&dfaAccept != 0 && !f(r.at) || e&dfaDead != 0 {
		return
	}
	for r.at != limit {
		flags := d.scan(r, limit)
		if d.t.err != nil {
			return
		}
		if flags&dfaAccept != 0 {
			place := r.at
			if d.delayed {
				place = r.last
			}
			if !f(place) {
				return
			}
		}
		if flags&dfaDead != 0 {
			return
		}
	}
	if d.delayed {
		if symbol, _ := d.next(limit); d.entry(r.cur, symbol)&dfaAccept != 0 {
			f(limit)
		}
	}
}

// first is the first place from one on where a match ends (-1: none), and a place before
// which no such match begins.
func (d *areDFA) first(from int) (end, cold int) {
	r := areScan{at: from, cold: from}
	end = -1
	d.run(&r, len(d.t.s), func(at int) bool {
		end = at
		return false
	})
	return end, min(r.cold, max(end, from))
}

// everywhere tells of each place whether a match ends there.
func (p *areProg) everywhere(t *areText) []bool {
	found := make([]bool, len(t.s)+1)
	from, to := 0, len(t.s)
	if p.back {
		from, to = to, from
	}
	if d := p.take(t, true); d != nil {
		d.ends(from, to, func(at int) bool {
			found[at] = true
			return true
		})
		d.give()
		return found
	}
	r := p.start(t)
	start := int32(len(p.inst) - 1)
	at := from
	for r.begin(at); ; r.add(start, at, 0) {
		found[at] = r.accepting
		if at == to || !t.goesOn(stateSteps*(len(r.nxt)+1)) {
			return found
		}
		var c rune
		if p.back {
			c, at = t.before(at)
		} else {
			c, at = t.after(at)
		}
		r.advance(c, at)
	}
}

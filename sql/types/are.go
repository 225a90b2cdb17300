package types

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Postgres's regular expressions prefer as Spencer's do: the match as a whole starts as far
// left as it can and is then the longest, or the shortest, by the first quantifier that has
// a preference; then each part takes its own longest or shortest piece of that, the parts to
// the left first (RE2 takes one path through the pattern instead). Sets of states step over
// the text, forwards from where a part begins and backwards from where it ends, so that no
// pattern makes it try all ways (Spencer's regexp, "dissect"); aredfa.go remembers steps.

// Preferences of a part, as in section 9.7.3.5 of Postgres's manual.
const (
	areLonger  = 1 << iota // takes the longest
	areShorter             // takes the shortest
	areMixed               // parts within prefer differently
	areGroups              // groups within
	areRefs                // back references within
)

func areUp(f int) int {
	up := f & (areMixed | areGroups | areRefs)
	if f&areLonger != 0 && f&areShorter != 0 {
		up |= areMixed
	}
	return up
}

func areMessy(f int) bool { return f&(areMixed|areGroups|areRefs) != 0 }

func arePref(f int) int { return f & (areLonger | areShorter) }

// areCombine is the preference of two parts, one after the other: the first one's.
func areCombine(a, b int) int {
	pref := arePref(a)
	if pref == 0 {
		pref = arePref(b)
	}
	return areUp(a|b) | pref
}

// areLang is what texts a part matches, without preferences.
type areLang struct {
	op       byte // 'e' nothing, 's' a character, 'a' an assertion, '.' in turn, '|' one of, '*' repeated
	set      *areSet
	assert   byte
	look     *areLook // of the assertion areLooks
	kids     []*areLang
	min, max int // max < 0: without end
}

var areEmpty = &areLang{op: 'e'}

func areCat(a, b *areLang) *areLang {
	if a.op == 'e' {
		return b
	}
	return &areLang{op: '.', kids: []*areLang{a, b}}
}

func areRepeat(a *areLang, min, max int) *areLang {
	if min == 1 && max == 1 {
		return a
	}
	return &areLang{op: '*', kids: []*areLang{a}, min: min, max: max}
}

// areNode is a part whose match may have to be divided.
type areNode struct {
	op       byte // '=' a text of lang, '.' left then right, '|' one of kids, '*' kid repeated, '(' kid, 'b' a group's text repeated
	flags    int
	group    int // 0: none
	ref      int // whose text a 'b' repeats
	kids     []*areNode
	min, max int
	lang     *areLang
	fwd, rev *areProg
}

// areSet is a set of characters: pairs of first and last.
type areSet struct {
	ascii  [4]uint32
	ranges []rune
}

func (s *areSet) has(r rune) bool {
	if r < 128 {
		return s.ascii[r>>5]&(1<<(r&31)) != 0
	}
	i, _ := slices.BinarySearchFunc(s.ranges, r, func(a, b rune) int { return int(a - b) })
	return i < len(s.ranges) && (s.ranges[i] == r || i%2 == 1)
}

func newAreSet(ranges []rune) *areSet {
	s := &areSet{ranges: ranges}
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1] && r < 128; r++ {
			s.ascii[r>>5] |= 1 << (r & 31)
		}
	}
	return s
}

// areToken is an item of a pattern.
type areToken struct {
	kind     byte // 's', 'a', '(' group, ':' group without number, 'l' look-around, 'b' back reference, ')', '|', '*' quantifier
	lang     *areLang
	look     *areLook
	ref      int
	min, max int
	lazy     bool
}

// areTokenOf makes a token of what an item was (raw) and what it is in Go's syntax.
func areTokenOf(prefix, raw, piece string) (areToken, error) {
	switch raw {
	case "(":
		return areToken{kind: '('}, nil
	case ")":
		return areToken{kind: ')'}, nil
	case "|":
		return areToken{kind: '|'}, nil
	case `\m`, "[[:<:]]":
		return areAssert('m'), nil
	case `\M`, "[[:>:]]":
		return areAssert('M'), nil
	case `\y`:
		return areAssert('y'), nil
	case `\Y`:
		return areAssert('Y'), nil
	}
	if strings.HasPrefix(raw, "(?:") {
		return areToken{kind: ':'}, nil
	}
	if look := areLookOf(raw); look != nil {
		return areToken{kind: 'l', look: look}, nil
	}
	if piece == areRefPiece {
		ref, err := strconv.Atoi(raw[1:])
		return areToken{kind: 'b', ref: ref}, err
	}
	if c := raw[0]; c == '*' || c == '+' || c == '?' || c == '{' && piece[0] == '{' {
		return areQuantifier(piece)
	}
	re, err := syntax.Parse(prefix+piece, syntax.Perl)
	if err != nil {
		return areToken{}, regexpError(err)
	}
	switch re.Op {
	case syntax.OpBeginText:
		return areAssert('A'), nil
	case syntax.OpEndText:
		return areAssert('Z'), nil
	case syntax.OpBeginLine:
		return areAssert('^'), nil
	case syntax.OpEndLine:
		return areAssert('$'), nil
	case syntax.OpAnyChar:
		return areChar([]rune{0, unicode.MaxRune}), nil
	case syntax.OpAnyCharNotNL:
		return areChar([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}), nil
	case syntax.OpCharClass:
		return areChar(re.Rune), nil
	case syntax.OpNoMatch:
		return areChar(nil), nil
	case syntax.OpLiteral:
		if len(re.Rune) == 1 {
			return areChar(areFolded(re.Rune[0], re.Flags&syntax.FoldCase != 0, false)), nil
		}
	}
	return areToken{}, pgerror.Internal("regular expression: item %q", raw)
}

func areFolded(r rune, fold, ascii bool) []rune {
	all := []rune{r}
	if fold {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			if !ascii || max(r, f) < utf8.RuneSelf {
				all = append(all, f)
			}
		}
		slices.Sort(all)
	}
	var out []rune
	for _, r := range all {
		out = append(out, r, r)
	}
	return out
}

func areAssert(kind byte) areToken {
	return areToken{kind: 'a', lang: &areLang{op: 'a', assert: kind}}
}

func areChar(ranges []rune) areToken {
	return areToken{kind: 's', lang: &areLang{op: 's', set: newAreSet(ranges)}}
}

func areQuantifier(piece string) (areToken, error) {
	t := areToken{kind: '*', min: 0, max: -1}
	body, lazy := strings.CutSuffix(piece, "?")
	if lazy && body != "" {
		t.lazy = true
	} else {
		body = piece
	}
	switch body {
	case "*":
	case "+":
		t.min = 1
	case "?":
		t.max = 1
	default:
		lo, hi, two := strings.Cut(strings.Trim(body, "{}"), ",")
		var err error
		if t.min, err = strconv.Atoi(lo); err != nil {
			return t, regexpError(&syntax.Error{Code: syntax.ErrInvalidRepeatSize})
		}
		if t.max = t.min; two {
			if t.max = -1; hi != "" {
				if t.max, err = strconv.Atoi(hi); err != nil {
					return t, regexpError(&syntax.Error{Code: syntax.ErrInvalidRepeatSize})
				}
			}
		} else {
			t.kind = '#' // {m} has its atom's preference
		}
	}
	return t, nil
}

// areParser makes the tree of parts.
type areParser struct {
	tokens  []areToken
	groups  int
	closed  map[int]*areLang // what groups that have ended match
	looking int              // in how many constraints that look around
	err     error
}

func (p *areParser) peek() byte {
	if len(p.tokens) == 0 {
		return 0
	}
	return p.tokens[0].kind
}

func (p *areParser) next() areToken {
	t := p.tokens[0]
	p.tokens = p.tokens[1:]
	return t
}

// alternatives parses branches up to a ) or the end.
func (p *areParser) alternatives() *areNode {
	first := p.branch()
	if p.peek() != '|' {
		return first
	}
	n := &areNode{op: '|', flags: areLonger, kids: []*areNode{first}}
	for p.peek() == '|' {
		p.next()
		n.kids = append(n.kids, p.branch())
	}
	n.lang = &areLang{op: '|'}
	for _, k := range n.kids {
		n.flags |= areUp(n.flags | k.flags)
		n.lang.kids = append(n.lang.kids, k.lang)
	}
	if !areMessy(n.flags) {
		n.op, n.kids = '=', nil
	}
	return n
}

// branch parses items that follow each other. Plain ones are one part; one with groups, or
// that prefers otherwise than what stands before it, divides the branch.
func (p *areParser) branch() *areNode {
	top := &areNode{op: '=', lang: areEmpty}
	for k := p.peek(); k != 0 && k != '|' && k != ')'; k = p.peek() {
		if k == '*' || k == '#' { // behind another one, and what an expanded pattern or a comment has between them
			p.fail(regexpError(&syntax.Error{Code: syntax.ErrMissingRepeatArgument}))
			p.next()
			continue
		}
		constraint := k == 'a' || k == 'l'
		atom, group := p.atom()
		if k = p.peek(); constraint && (k == '*' || k == '#') {
			p.fail(regexpError(&syntax.Error{Code: syntax.ErrMissingRepeatArgument}))
		}
		min, max, pref := p.quantifier()
		if min == 0 && max == 0 {
			continue
		}
		f := top.flags | pref | atom.flags
		if !group && !areMessy(areUp(f)) {
			top.lang, top.flags = areCat(top.lang, areRepeat(atom.lang, min, max)), f
			continue
		}
		return p.divide(top, areQuantified(atom, min, max, pref), areCombine(pref, atom.flags))
	}
	return top
}

// divide makes prefix, part and the rest of the branch parts of their own.
func (p *areParser) divide(prefix, part *areNode, flags int) *areNode {
	t := part
	if k := p.peek(); k != 0 && k != '|' && k != ')' {
		rest := p.branch()
		t = &areNode{op: '.', flags: flags | areCombine(flags, rest.flags), kids: []*areNode{part, rest}, lang: areCat(part.lang, rest.lang)}
		if part.op == '=' && rest.op == '=' && part.group == 0 && rest.group == 0 && !areMessy(areUp(part.flags|rest.flags)) {
			t = &areNode{op: '=', flags: areCombine(part.flags, rest.flags), lang: t.lang}
		}
	}
	if prefix.lang.op == 'e' {
		return t
	}
	return &areNode{op: '.', flags: prefix.flags | areCombine(prefix.flags, t.flags), kids: []*areNode{prefix, t}, lang: areCat(prefix.lang, t.lang)}
}

// areQuantified repeats a part. Only the last repetition's groups count, so all before it
// are one part without groups.
func areQuantified(atom *areNode, min, max, pref int) *areNode {
	flags := areCombine(pref, atom.flags)
	own := atom.flags & (areLonger | areShorter | areMixed)
	switch {
	case atom.op == 'b' && atom.group == 0:
		return &areNode{op: 'b', ref: atom.ref, flags: atom.flags | flags, min: min, max: max, lang: areRepeat(atom.lang, min, max)}
	case min == 1 && max == 1 && (pref == 0 || own == 0 || own == pref):
		return atom
	case min > 0 && atom.flags&areRefs == 0:
		more := max
		if max > 0 {
			more = max - 1
		}
		before := &areNode{op: '=', flags: arePref(flags), lang: areRepeat(atom.lang, min-1, more)}
		return &areNode{op: '.', flags: flags, kids: []*areNode{before, atom}, lang: areCat(before.lang, atom.lang)}
	}
	return &areNode{op: '*', flags: flags, min: min, max: max, kids: []*areNode{atom}, lang: areRepeat(atom.lang, min, max)}
}

func (p *areParser) atom() (n *areNode, group bool) {
	t := p.next()
	switch t.kind {
	case 'b':
		return p.backReference(t.ref), false
	case 'l':
		return &areNode{op: '=', lang: p.lookAround(t.look)}, false
	case '(', ':':
		number := 0
		if t.kind == '(' && p.looking == 0 {
			p.groups++
			number = p.groups
		}
		n = p.inParens()
		if number == 0 {
			return n, false
		}
		p.closed[number] = n.lang
		if n.group != 0 { // ((x))
			n = &areNode{op: '(', flags: n.flags, kids: []*areNode{n}, lang: n.lang}
		}
		n.flags |= areGroups
		n.group = number
		return n, true
	}
	return &areNode{op: '=', lang: t.lang}, false
}

// inParens parses what stands before the next ).
func (p *areParser) inParens() *areNode {
	n := p.alternatives()
	if p.peek() == ')' {
		p.next()
	}
	return n
}

func (p *areParser) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

func (p *areParser) quantifier() (min, max, pref int) {
	switch p.peek() {
	case '*':
		t := p.next()
		if t.lazy {
			return t.min, t.max, areShorter
		}
		return t.min, t.max, areLonger
	case '#':
		t := p.next()
		return t.min, t.max, 0
	}
	return 1, 1, 0
}

// areProg are the states of a part. Backwards it reads the text from its end.
type areProg struct {
	inst   []areInst
	back   bool
	shared *areShared
	kept   [2]atomic.Pointer[areDFA] // for matches that begin at a place, and anywhere
	slow   atomic.Bool               // automata do not pay
}

type areInst struct {
	op   byte // 's' a character, 'a' an assertion, '|' both ways, 'm' the end
	set  *areSet
	look *areLook
	kind byte
	x, y int32
}

// areStatesMax bounds the states of one part: repetitions are written out.
const areStatesMax = 100_000

var errRegexpComplex = pgerror.New(pgerror.InvalidRegularExpression, "invalid regular expression: regular expression is too complex")

func newAreProg(l *areLang, back bool) (*areProg, error) {
	p := &areProg{back: back}
	end := p.add(areInst{op: 'm'})
	start := p.compile(l, end)
	if start < 0 {
		return nil, errRegexpComplex
	}
	p.inst = append(p.inst, areInst{op: '|', x: start, y: start}) // the last one is where it begins
	return p, nil
}

func (p *areProg) add(i areInst) int32 {
	if len(p.inst) >= areStatesMax {
		return -1
	}
	p.inst = append(p.inst, i)
	return int32(len(p.inst) - 1)
}

// compile adds the states of l, which go on to next; below 0: there are too many.
func (p *areProg) compile(l *areLang, next int32) int32 {
	if next < 0 {
		return -1
	}
	switch l.op {
	case 's':
		return p.add(areInst{op: 's', set: l.set, x: next})
	case 'a':
		return p.add(areInst{op: 'a', kind: l.assert, look: l.look, x: next})
	case '.':
		first, second := l.kids[0], l.kids[1]
		if p.back {
			first, second = second, first
		}
		return p.compile(first, p.compile(second, next))
	case '|':
		at := p.compile(l.kids[len(l.kids)-1], next)
		for i := len(l.kids) - 2; i >= 0 && at >= 0; i-- {
			at = p.add(areInst{op: '|', x: p.compile(l.kids[i], next), y: at})
		}
		return at
	case '*':
		return p.repeat(l, next)
	}
	return next
}

func (p *areProg) repeat(l *areLang, next int32) int32 {
	at := next
	if l.max < 0 {
		loop := p.add(areInst{op: '|', y: next})
		body := p.compile(l.kids[0], loop)
		if loop < 0 || body < 0 {
			return -1
		}
		p.inst[loop].x = body
		at = loop
	} else {
		for range l.max - l.min {
			at = p.add(areInst{op: '|', x: p.compile(l.kids[0], at), y: next})
		}
	}
	for range l.min {
		at = p.compile(l.kids[0], at)
	}
	return at
}

// are is a compiled pattern.
type are struct {
	tree   *areNode
	groups int
	fold   bool // upper and lower case are the same
	ascii  bool // of ASCII's letters alone, and there are no others
	search *areProg
	shared areShared

	prefix   string // what every match begins with
	literal  bool   // and all there is to it
	anchored bool   // matches begin at the start of the text
	required string // what every match has in it
}

func newAre(tokens []areToken, o RegexpOptions) (*are, error) {
	p := &areParser{tokens: tokens, closed: map[int]*areLang{}}
	a := &are{tree: p.alternatives(), fold: o.Fold, ascii: o.ascii}
	a.groups = p.groups
	if p.err != nil {
		return nil, p.err
	}
	var err error
	if a.search, err = newAreProg(a.tree.lang, false); err != nil {
		return nil, err
	}
	if err := a.tree.compile(); err != nil {
		return nil, err
	}
	a.shared.bytesMax = areDFABytesMax
	a.share()
	a.constant()
	return a, nil
}

// share gives all programs of the pattern one alphabet.
func (a *are) share() {
	var progs []*areProg
	var add func(p *areProg)
	add = func(p *areProg) {
		p.shared = &a.shared
		progs = append(progs, p)
		for i := range p.inst {
			if look := p.inst[i].look; look != nil && look.prog.shared == nil {
				add(look.prog)
			}
		}
	}
	add(a.search)
	a.shared.alphabet = newAreAlphabet(progs, a.ascii)
	var nodes func(n *areNode)
	nodes = func(n *areNode) {
		n.fwd.shared, n.rev.shared = &a.shared, &a.shared
		for _, k := range n.kids {
			nodes(k)
		}
	}
	nodes(a.tree)
}

func (n *areNode) compile() (err error) {
	if n.fwd, err = newAreProg(n.lang, false); err != nil {
		return err
	}
	if n.rev, err = newAreProg(n.lang, true); err != nil {
		return err
	}
	for _, k := range n.kids {
		if err := k.compile(); err != nil {
			return err
		}
	}
	return nil
}

// areText is a text that a pattern runs over. Places in it are bytes. What runs over it
// looks at err when it is done: once that is set, the statement is to end, and what was
// found means nothing.
type areText struct {
	s     string
	check Checkpoints
	err   error
	// begins: by place, whether a match begins there; nil: not known.
	begins []bool
	seen   map[*areLook][]bool // by place: whether it holds there
	tried  int                 // ways that were tried to meet back references
}

func newAreText(env *Env, s string) *areText { return &areText{s: s, check: Checkpoints{Env: env}} }

// goesOn counts steps; false: they are to end.
func (t *areText) goesOn(steps int) bool {
	if t.err == nil {
		t.err = t.check.Steps(steps)
	}
	return t.err == nil
}

// room accounts for n bytes.
func (t *areText) room(n int) bool {
	if t.err == nil && n >= LargeBytes {
		t.err = t.check.Env.Building(int64(n))
	}
	return t.err == nil
}

// after is the character that begins at a place, and where the next one does.
func (t *areText) after(at int) (rune, int) {
	if c := t.s[at]; c < utf8.RuneSelf {
		return rune(c), at + 1
	}
	r, n := utf8.DecodeRuneInString(t.s[at:])
	return r, at + n
}

// before is the character that ends at a place, and where it begins.
func (t *areText) before(at int) (rune, int) {
	if c := t.s[at-1]; c < utf8.RuneSelf {
		return rune(c), at - 1
	}
	r, n := utf8.DecodeLastRuneInString(t.s[:at])
	return r, at - n
}

// isWord reports whether a character is one of a word.
func (t *areText) isWord(r rune) bool {
	return isWordRune(r, t.check.Env != nil && t.check.Env.ASCIILetters)
}

func isWordRune(r rune, ascii bool) bool {
	if ascii {
		return r == '_' || r < utf8.RuneSelf && (IsAlpha(byte(r)) || IsDigit(byte(r)))
	}
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

// holds tells whether an assertion holds at a place.
func (t *areText) holds(kind byte, at int) bool {
	switch kind {
	case 'A':
		return at == 0
	case 'Z':
		return at == len(t.s)
	case '^':
		return at == 0 || t.s[at-1] == '\n'
	case '$':
		return at == len(t.s) || t.s[at] == '\n'
	}
	before, after := false, false
	if at > 0 {
		r, _ := t.before(at)
		before = t.isWord(r)
	}
	if at < len(t.s) {
		r, _ := t.after(at)
		after = t.isWord(r)
	}
	switch kind {
	case 'm':
		return !before && after
	case 'M':
		return before && !after
	case 'Y':
		return before == after
	}
	return before != after
}

// areThread is a state that reads a character, and where its match began.
type areThread struct{ state, from int32 }

// areRun steps the states of a program over a text.
type areRun struct {
	p         *areProg
	t         *areText
	cur, nxt  []areThread
	mark      []int32 // by state: the step it was added in, from 1
	step      int32
	accepting bool
	begun     int32 // where the accepted match began
	stack     []int32
}

func (p *areProg) start(t *areText) *areRun {
	return &areRun{p: p, t: t, mark: make([]int32, len(p.inst))}
}

// add follows a state without reading, at a place of the text. Of two ways to a state the
// first to be added stays: it began further left.
func (r *areRun) add(state int32, at int, from int32) {
	r.stack = append(r.stack[:0], state)
	for len(r.stack) > 0 {
		s := r.stack[len(r.stack)-1]
		r.stack = r.stack[:len(r.stack)-1]
		if r.mark[s] == r.step {
			continue
		}
		r.mark[s] = r.step
		switch i := &r.p.inst[s]; i.op {
		case 's':
			r.nxt = append(r.nxt, areThread{s, from})
		case 'a':
			if i.look != nil && r.t.looks(i.look, at) || i.look == nil && r.t.holds(i.kind, at) {
				r.stack = append(r.stack, i.x)
			}
		case '|':
			r.stack = append(r.stack, i.y, i.x)
		case 'm':
			if !r.accepting {
				r.accepting, r.begun = true, from
			}
		}
	}
}

// advance reads one character; the new place is at.
func (r *areRun) advance(c rune, at int) {
	r.cur, r.nxt = r.nxt, r.cur[:0]
	r.step++
	r.accepting = false
	for _, t := range r.cur {
		if i := &r.p.inst[t.state]; i.set.has(c) {
			r.add(i.x, at, t.from)
		}
	}
}

// begin starts at a place.
func (r *areRun) begin(at int) {
	r.step++
	r.accepting = false
	r.nxt = r.nxt[:0]
	r.add(int32(len(r.p.inst)-1), at, int32(at))
}

// stateSteps is what stepping one state counts for.
const stateSteps = 8

// ends calls f with each place where a match that begins at from may end, up to limit (or
// down to it, backwards), until f returns false.
func (p *areProg) ends(t *areText, from, limit int, f func(at int) bool) {
	if d := p.take(t, false); d != nil {
		d.ends(from, limit, f)
		d.give()
		return
	}
	p.stepEnds(t, from, limit, f)
}

// stepEnds is ends by steps of all states.
func (p *areProg) stepEnds(t *areText, from, limit int, f func(at int) bool) {
	r := p.start(t)
	r.begin(from)
	for at := from; ; {
		if r.accepting && !f(at) || at == limit || len(r.nxt) == 0 || !t.goesOn(stateSteps*len(r.nxt)) {
			return
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

// exact reports whether all between two places matches.
func (n *areNode) exact(t *areText, begin, end int) bool {
	found := false
	n.fwd.ends(t, begin, end, func(at int) bool {
		found = at == end
		return true
	})
	return found
}

// reach is where the match that begins at a place ends, -1 if none does.
func (a *are) reach(t *areText, begin int) int {
	end := -1
	a.tree.fwd.ends(t, begin, len(t.s), func(at int) bool {
		end = at
		return a.tree.flags&areShorter == 0
	})
	return end
}

// areNear is at how many places the start of a match is looked for one by one.
const areNear = 64

// locate is where the first match from a place on begins and ends; -1 for none.
func (a *are) locate(t *areText, from int) (begin, end int) {
	from, found := a.candidate(t.s, from)
	switch {
	case !found:
		return -1, -1
	case a.literal:
		return from, from + len(a.prefix)
	case t.begins != nil:
		return a.begun(t, from)
	}
	d := a.search.take(t, true)
	if d == nil {
		if begin = a.leftmost(t, from); begin < 0 || t.err != nil {
			return -1, -1
		}
		return begin, a.reach(t, begin)
	}
	first, cold := d.first(from)
	d.give()
	if first < 0 || t.err != nil {
		return -1, -1
	}
	for n := 0; cold <= first && n < areNear && t.err == nil; n++ {
		if end := a.reach(t, cold); end >= 0 {
			return cold, end
		}
		if cold == len(t.s) {
			return -1, -1
		}
		cold += StepRune(t.s[cold:])
	}
	// One pass backwards tells of all places at once.
	if t.err != nil || !t.room(len(t.s)+1) {
		return -1, -1
	}
	t.begins = a.tree.rev.everywhere(t)
	return a.begun(t, cold)
}

// begun is locate where it is known where matches begin.
func (a *are) begun(t *areText, from int) (begin, end int) {
	i := slices.Index(t.begins[from:], true)
	if i < 0 || t.err != nil {
		return -1, -1
	}
	return from + i, a.reach(t, from+i)
}

// has reports whether there is a match. There are no back references.
func (a *are) has(t *areText) bool {
	from, found := a.candidate(t.s, 0)
	if !found || a.literal {
		return found
	}
	if d := a.search.take(t, true); d != nil {
		end, _ := d.first(from)
		d.give()
		return end >= 0
	}
	return a.leftmost(t, from) >= 0
}

// leftmost is where the first match begins, -1 for none, by steps of all states.
func (a *are) leftmost(t *areText, from int) int {
	r := a.search.start(t)
	best := -1
	for at := from; ; {
		if best < 0 {
			if at == from {
				r.begin(at)
			} else {
				r.add(int32(len(a.search.inst)-1), at, int32(at))
			}
		}
		if r.accepting && (best < 0 || int(r.begun) < best) {
			best = int(r.begun)
		}
		if at == len(t.s) || best >= 0 && !r.earlier(best) || !t.goesOn(stateSteps*(len(r.nxt)+1)) {
			return best
		}
		var c rune
		c, at = t.after(at)
		r.advance(c, at)
	}
}

// earlier reports whether a match that began before best may yet end.
func (r *areRun) earlier(best int) bool {
	for _, t := range r.nxt {
		if int(t.from) < best {
			return true
		}
	}
	return false
}

// divide gives the groups of a match, as byte offsets.
func (a *are) divide(t *areText, begin, end int) []int {
	out := make([]int, 2*(a.groups+1))
	for i := range out {
		out[i] = -1
	}
	a.tree.dissect(t, begin, end, out)
	out[0], out[1] = begin, end
	return out
}

// dissect divides a text that matches n among its parts.
func (n *areNode) dissect(t *areText, begin, end int, out []int) {
	if n.group > 0 {
		out[2*n.group], out[2*n.group+1] = begin, end
	}
	if n.flags&areGroups == 0 {
		return
	}
	switch n.op {
	case '(':
		n.kids[0].dissect(t, begin, end, out)
	case '.':
		mid := n.middle(t, begin, end)
		n.kids[0].dissect(t, begin, mid, out)
		n.kids[1].dissect(t, mid, end, out)
	case '|':
		for _, k := range n.kids {
			if k.exact(t, begin, end) {
				k.dissect(t, begin, end, out)
				return
			}
		}
	case '*':
		if from, to, ok := n.lastRound(t, begin, end); ok {
			n.kids[0].dissect(t, from, to, out)
		}
	}
}

// middle is where the left part ends: as late as it can, or as early, so that the right one
// matches the rest.
func (n *areNode) middle(t *areText, begin, end int) int {
	defer t.check.Env.Drop(t.check.Env.Mark())
	if !t.room(end - begin + 1) {
		return begin
	}
	starts := make([]bool, end-begin+1)
	n.kids[1].rev.ends(t, end, begin, func(at int) bool {
		starts[at-begin] = true
		return true
	})
	mid := begin
	n.kids[0].fwd.ends(t, begin, end, func(at int) bool {
		if starts[at-begin] {
			mid = at
			return n.kids[0].flags&areShorter == 0
		}
		return true
	})
	return mid
}

// Places and dead ends that are not counted one by one.
const (
	areGrain   = 1024
	placeBytes = 8
	deadBytes  = 64
)

// lastRound finds the last repetition where each takes its longest, or shortest, piece in turn.
func (n *areNode) lastRound(t *areText, begin, end int) (from, to int, ok bool) {
	if begin == end && n.min <= 0 {
		// One round of nothing, where there can be and none is not shorter.
		return begin, end, n.kids[0].flags&areShorter == 0 && n.kids[0].exact(t, begin, end)
	}
	least := max(n.min, 1)
	most := max(end-begin, least)
	if n.max >= 0 {
		most = max(min(most, n.max), least)
	}
	// After the first least rounds only the place counts, unless rounds are limited.
	type state struct{ round, at int }
	dead := map[state]bool{}
	defer t.check.Env.Drop(t.check.Env.Mark())
	seen := func(round, at int) state {
		if n.max < 0 {
			round = min(round, least)
		}
		return state{round, at}
	}
	type frame struct {
		round, at int
		ends      []int
	}
	open := func(round, at int) frame {
		f := frame{round: round, at: at}
		n.kids[0].fwd.ends(t, at, end, func(e int) bool {
			if e > at || round < least && least-round >= end-e || e == end && round >= least {
				f.ends = append(f.ends, e)
				if len(f.ends)%areGrain == 0 { // up to twice as many, as they grow
					return t.room(2 * areGrain * placeBytes)
				}
			}
			return true
		})
		if n.kids[0].flags&areShorter == 0 {
			slices.Reverse(f.ends)
		}
		return f
	}
	stack := []frame{open(1, begin)}
	for len(stack) > 0 && t.goesOn(stateSteps) {
		f := &stack[len(stack)-1]
		if len(f.ends) == 0 {
			if dead[seen(f.round, f.at)] = true; len(dead)%areGrain == 0 {
				t.room(areGrain * deadBytes)
			}
			stack = stack[:len(stack)-1]
			continue
		}
		e := f.ends[0]
		f.ends = f.ends[1:]
		switch {
		case e == end && f.round >= least:
			return f.at, e, true
		case f.round < most && !dead[seen(f.round+1, e)]:
			stack = append(stack, open(f.round+1, e))
		}
	}
	return 0, 0, false
}

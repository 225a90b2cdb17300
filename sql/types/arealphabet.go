package types

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"unicode"
)

// areAlphabet divides characters into classes that no set of a pattern parts, so that what
// is remembered of a state is a short table.
type areAlphabet struct {
	ascii  [128]uint16 // class of each
	starts []rune      // where runs of characters of one class begin, from 0 on
	of     []uint16    // class of each run
	member []rune      // by class: a character of it
	kinds  []areKind   // by class
	beyond bool        // some characters beyond ASCII are in other classes than others
}

// areKind is what an assertion asks of a character.
type areKind uint8

// Kinds of characters; areEdge stands for the end, or the start, of the text.
const (
	areOther areKind = iota
	areWord
	areLine
	areEdge
	areKinds
)

// Bounds of alphabets, which what is remembered of each state grows with.
const (
	areSetsMax    = 256
	areClassesMax = 2048
	areSmallSet   = 4 // a set of so few characters has a class for each
)

// newAreAlphabet makes the classes for what some programs read; nil if there are too many.
func newAreAlphabet(progs []*areProg, ascii bool) *areAlphabet {
	g := areGathered{runes: map[rune]bool{}, seen: map[*areSet]bool{}, known: map[string]bool{}, ascii: ascii}
	for _, p := range progs {
		g.prog(p)
	}
	if g.words {
		g.set(newAreSet(wordRunes(ascii)))
	}
	if g.lines {
		g.runes['\n'] = true
	}
	if len(g.sets) > areSetsMax || len(g.runes) > areClassesMax {
		return nil
	}
	return g.alphabet()
}

// wordRunes are the characters of words, as pairs of first and last.
func wordRunes(ascii bool) []rune {
	if ascii {
		return []rune{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'}
	}
	re, err := syntax.Parse("["+wordClass+"]", syntax.Perl)
	if err != nil {
		return nil
	}
	return re.Rune
}

// areGathered is what is known of the sets of programs.
type areGathered struct {
	runes        map[rune]bool // have a class of their own
	sets         []*areSet
	seen         map[*areSet]bool
	known        map[string]bool // sets by what they hold
	words, lines bool            // assertions ask for them
	ascii        bool            // the characters of words are ASCII's
}

func (g *areGathered) prog(p *areProg) {
	for i := range p.inst {
		switch in := &p.inst[i]; {
		case in.op == 's':
			g.set(in.set)
		case in.op != 'a' || in.look != nil:
		case in.kind == '^' || in.kind == '$':
			g.lines = true
		case in.kind != 'A' && in.kind != 'Z':
			g.words = true
		}
	}
}

func (g *areGathered) set(s *areSet) {
	if g.seen[s] {
		return
	}
	g.seen[s] = true
	n := 0
	for i := 0; i < len(s.ranges) && n <= areSmallSet; i += 2 {
		n += int(s.ranges[i+1]-s.ranges[i]) + 1
	}
	if n <= areSmallSet {
		for i := 0; i < len(s.ranges); i += 2 {
			for r := s.ranges[i]; r <= s.ranges[i+1]; r++ {
				g.runes[r] = true
			}
		}
		return
	}
	var key []byte
	for _, r := range s.ranges {
		key = binary.LittleEndian.AppendUint32(key, uint32(r))
	}
	if !g.known[string(key)] && len(g.sets) <= areSetsMax {
		g.known[string(key)] = true
		g.sets = append(g.sets, s)
	}
}

// alphabet puts the runs between all bounds of sets that are in the same sets into one class.
func (g *areGathered) alphabet() *areAlphabet {
	bounds := []rune{0}
	for r := range g.runes {
		bounds = append(bounds, r, r+1)
	}
	for _, s := range g.sets {
		for i := 0; i < len(s.ranges); i += 2 {
			bounds = append(bounds, s.ranges[i], s.ranges[i+1]+1)
		}
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	a := &areAlphabet{}
	classes := map[string]uint16{}
	var key []byte
	for _, r := range bounds {
		if r > unicode.MaxRune {
			break
		}
		if key = key[:0]; g.runes[r] {
			key = binary.LittleEndian.AppendUint32(key, uint32(r))
		} else {
			for _, s := range g.sets {
				key = append(key, 'n')
				if s.has(r) {
					key[len(key)-1] = 'y'
				}
			}
		}
		if g.runes[r] {
			key = append(key, 'r')
		}
		class, ok := classes[string(key)]
		if !ok {
			class = uint16(len(a.member))
			classes[string(key)] = class
			a.member = append(a.member, r)
			a.kinds = append(a.kinds, g.kind(r))
		}
		if len(a.member) > areClassesMax {
			return nil
		}
		if n := len(a.of); n == 0 || a.of[n-1] != class {
			a.starts, a.of = append(a.starts, r), append(a.of, class)
		}
	}
	for r := range a.ascii {
		a.ascii[r] = a.class(rune(r))
	}
	a.beyond = a.starts[len(a.starts)-1] > 128
	return a
}

func (g *areGathered) kind(r rune) areKind {
	switch {
	case g.lines && r == '\n':
		return areLine
	case g.words && isWordRune(r, g.ascii):
		return areWord
	}
	return areOther
}

func (a *areAlphabet) class(r rune) uint16 {
	i, ok := slices.BinarySearch(a.starts, r)
	if !ok {
		i--
	}
	return a.of[i]
}

package types

import "strings"

// What is constant in a pattern is looked for before its states are stepped: most texts
// that do not match lack it.

// areConstMax is how many characters of a constant text are looked for.
const areConstMax = 64

// constant finds what is constant in the pattern.
func (a *are) constant() {
	items := a.tree.lang.items(nil)
	plain := true
	for i, l := range items {
		if l.op == 'a' {
			plain = false
			a.anchored = a.anchored || l.assert == 'A' && a.prefix == ""
			continue
		}
		r, ok := l.single()
		if !ok {
			break
		}
		if i < areConstMax {
			a.prefix += string(r)
		}
		a.literal = i == len(items)-1
	}
	a.literal = a.literal && plain && a.groups == 0 && len(items) <= areConstMax
	a.required = a.tree.lang.longestText()
}

// items are the parts of a language that follow each other.
func (l *areLang) items(to []*areLang) []*areLang {
	switch {
	case l.op == 'e':
	case l.op == '.':
		for _, k := range l.kids {
			to = k.items(to)
		}
	default:
		to = append(to, l)
	}
	return to
}

// single is the character that a language is.
func (l *areLang) single() (rune, bool) {
	if l.op != 's' || len(l.set.ranges) != 2 || l.set.ranges[0] != l.set.ranges[1] {
		return 0, false
	}
	return l.set.ranges[0], true
}

// longestText is the longest of the texts that each text of a language has in it.
func (l *areLang) longestText() string {
	best, n := "", 0
	var run strings.Builder
	take := func(s string) {
		if len(s) > len(best) {
			best = s
		}
	}
	for _, k := range l.items(nil) {
		if r, ok := k.single(); ok && n < areConstMax {
			run.WriteRune(r)
			n++
			continue
		}
		if k.op == 'a' { // takes no room
			continue
		}
		take(run.String())
		run.Reset()
		n = 0
		if k.op == '*' && k.min > 0 {
			take(k.kids[0].longestText())
		}
	}
	take(run.String())
	return best
}

// candidate is the place from one on where a match may begin; found is false where none is in
// the text.
func (a *are) candidate(s string, from int) (at int, found bool) {
	switch {
	case a.anchored && (from > 0 || !strings.HasPrefix(s, a.prefix)):
		return 0, false
	case a.anchored:
	case a.prefix != "":
		i := strings.Index(s[from:], a.prefix)
		if i < 0 {
			return 0, false
		}
		from += i
	}
	if len(a.required) > len(a.prefix) && !strings.Contains(s[from:], a.required) {
		return 0, false
	}
	return from, true
}

package types

import "strings"

// areLook is a constraint that looks ahead or behind: some text that begins, or ends, at
// the place is of a language, or none is.
type areLook struct {
	behind, not bool
	prog        *areProg
}

// areLooks is the assertion that has a look.
const areLooks = 'l'

// areLookOf is the constraint that an item of a pattern begins; nil for none.
func areLookOf(raw string) *areLook {
	rest, ok := strings.CutPrefix(raw, "(?")
	if !ok {
		return nil
	}
	rest, behind := strings.CutPrefix(rest, "<")
	switch {
	case strings.HasPrefix(rest, "="):
		return &areLook{behind: behind}
	case strings.HasPrefix(rest, "!"):
		return &areLook{behind: behind, not: true}
	}
	return nil
}

// lookAround parses what a constraint looks for. Groups in it have no numbers.
func (p *areParser) lookAround(look *areLook) *areLang {
	p.looking++
	n := p.inParens()
	p.looking--
	prog, err := newAreProg(n.lang, !look.behind)
	if err != nil {
		p.fail(err)
	}
	look.prog = prog
	return &areLang{op: 'a', assert: areLooks, look: look}
}

// looks tells whether a constraint holds at a place. All places are told by one pass over
// the text: from its end where the text is to begin there, from its start where it is to
// end there; so what a pattern costs does not depend on how often it asks.
func (t *areText) looks(look *areLook, at int) bool {
	places, ok := t.seen[look]
	if !ok {
		if !t.room(len(t.s) + 1) {
			return false
		}
		places = look.prog.everywhere(t)
		if t.seen == nil {
			t.seen = map[*areLook][]bool{}
		}
		t.seen[look] = places
	}
	return places[at] != look.not
}

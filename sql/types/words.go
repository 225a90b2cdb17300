package types

import (
	"fmt"
	"strings"
)

// Relative serves pgerror.Relative: the names of types that the system has are the same for all.
func (t *Type) Relative() bool {
	return t != nil && (t.Schema != "" || t.elem != nil && t.elem.Schema != "")
}

// Words are parts of a message in a row, types among them, whose names the session may have to
// write with their schemas.
type Words []any

// Listed are types with commas between them.
func Listed(ts []*Type) Words {
	var w Words
	for i, t := range ts {
		if i > 0 {
			w = append(w, ", ")
		}
		w = append(w, t)
	}
	return w
}

// String has types as they call themselves.
func (w Words) String() string { return w.Under((*Type).String) }

// Relative serves pgerror.Relative.
func (w Words) Relative() bool {
	for _, x := range w {
		switch x := x.(type) {
		case *Type:
			if x.Relative() {
				return true
			}
		case Words:
			if x.Relative() {
				return true
			}
		}
	}
	return false
}

// Under is the text with types as show has them.
func (w Words) Under(show func(*Type) string) string {
	var b strings.Builder
	for _, x := range w {
		switch x := x.(type) {
		case *Type:
			b.WriteString(show(x))
		case Words:
			b.WriteString(x.Under(show))
		default:
			fmt.Fprint(&b, x)
		}
	}
	return b.String()
}

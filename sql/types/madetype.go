package types

// MadeKind tells them apart; 0 is none.
type MadeKind uint8

const (
	// MadeCitext and MadeHstore are types that extensions make.
	MadeCitext MadeKind = 1
	MadeHstore MadeKind = 2
)

// madeKinds are their names, which are stored and sent.
var madeKinds = map[string]MadeKind{"citext": MadeCitext, "hstore": MadeHstore}

// NewMade makes the type of a kind; nil where this version knows none of it.
func NewMade(n UserName, kind string) *Type {
	t := &Type{Len: -1, Typtype: 'b', Align: 'i', Storage: 'x', Input: kind + "_in", Output: kind + "_out", Receive: kind + "_recv", Send: kind + "_send", made: madeKinds[kind]}
	switch t.made {
	case MadeCitext:
		t.Category, t.kind = 'S', KindText
		t.Input, t.Output, t.Receive, t.Send = "citextin", "citextout", "citextrecv", "citextsend"
	case MadeHstore:
		t.Category, t.kind = 'U', KindBytes
	default:
		return nil
	}
	return n.user(t)
}

// MadeKind tells which extension made t, 0 for others.
func (t *Type) MadeKind() MadeKind { return t.made }

// Made is the kind of a type that an extension made, "" for others.
func (t *Type) Made() string {
	for name, k := range madeKinds {
		if t.made == k {
			return name
		}
	}
	return ""
}

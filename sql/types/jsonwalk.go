package types

// JSONVisitor is told of a jsonb value part by part, in the order of its printing.
type JSONVisitor interface {
	Null()
	Bool(v bool)
	String(s string)
	// Number gets a numeric.
	Number(d Datum)
	// Begin says that n elements follow, or n pairs of a key and a value.
	Begin(object bool, n int)
	Key(s string)
}

// WalkJSONB shows the parts of a jsonb value to v.
func WalkJSONB(d Datum, v JSONVisitor) { d.JSON().walk(v) }

func (n JSONNode) walk(v JSONVisitor) {
	switch n.Kind() {
	case JSONNull:
		v.Null()
	case JSONBool:
		v.Bool(n.IsTrue())
	case JSONString:
		v.String(n.Text())
	case JSONNumber:
		v.Number(n.Number())
	default:
		x := n.Box()
		v.Begin(x.Object, x.N)
		for i := range x.N {
			if x.Object {
				v.Key(x.Key(i))
			}
			x.Child(i).walk(v)
		}
	}
}

// JSONBuilder makes a jsonb value of parts, in the order of a JSONVisitor; End closes what
// Begin began.
type JSONBuilder struct{ b JSONBWriter }

// Null adds a null.
func (b *JSONBuilder) Null() { b.b.Null() }

// Bool adds a boolean.
func (b *JSONBuilder) Bool(v bool) { b.b.bool(v) }

// String adds a string.
func (b *JSONBuilder) String(s string) { b.b.String(s) }

// Number adds a finite numeric.
func (b *JSONBuilder) Number(d Datum) { b.b.Number(d) }

// Begin opens an array or an object.
func (b *JSONBuilder) Begin(object bool) { b.b.Begin(object) }

// Key begins a pair.
func (b *JSONBuilder) Key(s string) { b.b.Key(s) }

// End closes the innermost array or object. The error is 54001.
func (b *JSONBuilder) End() error { return b.b.End() }

// Datum is the value, when all is closed.
func (b *JSONBuilder) Datum() (Datum, error) { return b.b.Datum() }

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
func WalkJSONB(d Datum, v JSONVisitor) { d.json().walk(v) }

func (n jsonNode) walk(v JSONVisitor) {
	switch n.kind() {
	case jsonNull:
		v.Null()
	case jsonBool:
		v.Bool(n.isTrue())
	case jsonString:
		v.String(n.text())
	case jsonNumber:
		v.Number(n.number())
	default:
		x := n.box()
		v.Begin(x.object, x.n)
		for i := range x.n {
			if x.object {
				v.Key(x.key(i))
			}
			x.child(i).walk(v)
		}
	}
}

// JSONBuilder makes a jsonb value of parts, in the order of a JSONVisitor; End closes what
// Begin began.
type JSONBuilder struct{ b jsonBuilder }

// Null adds a null.
func (b *JSONBuilder) Null() { b.b.null() }

// Bool adds a boolean.
func (b *JSONBuilder) Bool(v bool) { b.b.bool(v) }

// String adds a string.
func (b *JSONBuilder) String(s string) { b.b.string(s) }

// Number adds a finite numeric.
func (b *JSONBuilder) Number(d Datum) { b.b.number(d) }

// Begin opens an array or an object.
func (b *JSONBuilder) Begin(object bool) { b.b.begin(object) }

// Key begins a pair.
func (b *JSONBuilder) Key(s string) { b.b.key(s) }

// End closes the innermost array or object. The error is 54001.
func (b *JSONBuilder) End() error { return b.b.end() }

// Datum is the value, when all is closed.
func (b *JSONBuilder) Datum() (Datum, error) { return b.b.datum() }

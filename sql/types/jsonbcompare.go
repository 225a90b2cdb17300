package types

import (
	"cmp"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// jsonWireVersion stands before the text in the binary form of jsonb and jsonpath.
const jsonWireVersion = 1

// decodeJSON reads json, jsonb or jsonpath.
func decodeJSON(t *Type, s string, env *Env) (Datum, error) {
	if err := CheckText(s); err != nil {
		return Null, err
	}
	switch t.OID {
	case OIDJSON:
		return checkJSON(s, env)
	case OIDJSONPath:
		return decodeJSONPath(s)
	}
	return parseJSONB(s, env)
}

// decodeVersioned reads the binary form of jsonb or jsonpath.
func decodeVersioned(t *Type, b []byte, env *Env) (Datum, error) {
	if len(b) == 0 {
		return Null, errShortMessage
	}
	if b[0] != jsonWireVersion {
		return Null, pgerror.New(pgerror.InternalError, "unsupported %s version number %d", t, b[0])
	}
	return decodeJSON(t, string(b[1:]), env)
}

// compareJSONB orders as Postgres does: object, array, boolean, number, string, null, but an
// empty array at the top comes before everything.
func compareJSONB(a, b jsonNode) int {
	if c := cmp.Compare(jsonRank(a), jsonRank(b)); c != 0 {
		return c
	}
	return compareNodes(a, b)
}

// jsonRank is where the kind of a whole value sorts.
func jsonRank(n jsonNode) int {
	if n.kind() == jsonArray && n.box().n == 0 {
		return -1
	}
	return int(n.kind())
}

func compareNodes(a, b jsonNode) int {
	k := a.kind()
	if c := cmp.Compare(k, b.kind()); c != 0 {
		return c
	}
	switch k {
	case jsonString:
		return strings.Compare(a.text(), b.text())
	case jsonNumber:
		return NumericCompare(a.number(), b.number())
	case jsonBool:
		return cmp.Compare(a.tag(), b.tag())
	case jsonArray, jsonObject:
		return compareBoxes(a.box(), b.box())
	}
	return 0
}

// compareBoxes compares how much is in them, then what, in order.
func compareBoxes(x, y jsonBox) int {
	if c := cmp.Compare(x.n, y.n); c != 0 {
		return c
	}
	for i := range x.n {
		if x.object {
			if c := strings.Compare(x.key(i), y.key(i)); c != 0 {
				return c
			}
		}
		if c := compareNodes(x.child(i), y.child(i)); c != 0 {
			return c
		}
	}
	return 0
}

// hashJSON hashes a value by its parts.
func hashJSON(n jsonNode, seed uint64, hash func(*Type, Datum, uint64) uint64) uint64 {
	seed = mix(seed, uint64(n.kind()))
	switch n.kind() {
	case jsonString:
		return hash(TText, Text(n.text()), seed)
	case jsonNumber:
		return hash(TNumeric, n.number(), seed)
	case jsonBool:
		return mix(seed, uint64(n.tag()))
	case jsonArray, jsonObject:
		x := n.box()
		for i := range x.n {
			if x.object {
				seed = hash(TText, Text(x.key(i)), seed)
			}
			seed = hashJSON(x.child(i), seed, hash)
		}
		return mix(seed, uint64(x.n))
	}
	return seed
}

// containment answers @>. It ends early, with an error, where the statement is to end.
type containment struct {
	check checkpoints
	err   error
}

func containsJSON(env *Env, a, b jsonNode) (bool, error) {
	c := containment{check: checkpoints{env: env}}
	if a.kind() == jsonArray && !b.isBox() { // at the top alone
		found := c.element(a.box(), b)
		return found, c.err
	}
	found := c.node(a, b)
	return found, c.err
}

func (c *containment) node(a, b jsonNode) bool {
	if a.kind() != b.kind() {
		return false
	}
	switch a.kind() {
	case jsonObject:
		return c.pairs(a.box(), b.box())
	case jsonArray:
		return c.elements(a.box(), b.box())
	}
	return compareNodes(a, b) == 0
}

func (c *containment) pairs(x, y jsonBox) bool {
	if x.n < y.n {
		return false
	}
	for i := range y.n {
		at, ok := x.find(y.key(i))
		if !ok || !c.node(x.value(at), y.value(i)) {
			return false
		}
	}
	return true
}

func (c *containment) elements(x, y jsonBox) bool {
	for i := range y.n {
		if !c.element(x, y.at(i)) {
			return false
		}
	}
	return true
}

// element reports whether one of x's elements contains n.
func (c *containment) element(x jsonBox, n jsonNode) bool {
	for i := range x.n {
		if c.err == nil {
			c.err = c.check.steps(8)
		}
		if c.err != nil {
			return false
		}
		if c.node(x.at(i), n) {
			return true
		}
	}
	return false
}

// hasKey reports whether a string is a key of an object or an element of an array.
func (n jsonNode) hasKey(s string) bool {
	switch n.kind() {
	case jsonObject:
		_, ok := n.get(s)
		return ok
	case jsonArray:
		x := n.box()
		for i := range x.n {
			if e := x.at(i); e.kind() == jsonString && e.text() == s {
				return true
			}
		}
	case jsonString:
		return n.text() == s
	}
	return false
}

// castFromJSONB reads the scalars that a cast has a use for.
func castFromJSONB(to *Type) castBody {
	want := jsonNumber
	var convert castBody
	switch to.kind {
	case KindBool:
		want = jsonBool
	case KindNumeric:
		convert = keep
	case KindInt, KindFloat:
		convert = castFromNumeric(to)
	default:
		return nil
	}
	return func(env *Env, d Datum, explicit bool) (Datum, error) {
		n := d.json()
		switch {
		case n.kind() != want:
			return Null, errJSONCast(n, to)
		case want == jsonBool:
			return Bool(n.isTrue()), nil
		}
		return convert(env, n.number(), explicit)
	}
}

func errJSONCast(n jsonNode, to *Type) error {
	what := [...]string{jsonNull: "null", jsonString: "string", jsonNumber: "numeric", jsonBool: "boolean", jsonArray: "array", jsonObject: "object"}
	return pgerror.New(pgerror.InvalidParameterValue, "cannot cast jsonb %s to type %s", what[n.kind()], to)
}

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
	return ParseJSONB(s, env)
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

// CompareJSONB orders as Postgres does: object, array, boolean, number, string, null, but an
// empty array at the top comes before everything.
func CompareJSONB(a, b JSONNode) int {
	if c := cmp.Compare(jsonRank(a), jsonRank(b)); c != 0 {
		return c
	}
	return CompareNodes(a, b)
}

// jsonRank is where the kind of a whole value sorts.
func jsonRank(n JSONNode) int {
	if n.Kind() == JSONArray && n.Box().N == 0 {
		return -1
	}
	return int(n.Kind())
}

// CompareNodes orders two values of JSONB.
func CompareNodes(a, b JSONNode) int {
	k := a.Kind()
	if c := cmp.Compare(k, b.Kind()); c != 0 {
		return c
	}
	switch k {
	case JSONString:
		return strings.Compare(a.Text(), b.Text())
	case JSONNumber:
		return NumericCompare(a.Number(), b.Number())
	case JSONBool:
		return cmp.Compare(a.tag(), b.tag())
	case JSONArray, JSONObject:
		return compareBoxes(a.Box(), b.Box())
	}
	return 0
}

// compareBoxes compares how much is in them, then what, in order.
func compareBoxes(x, y JSONBox) int {
	if c := cmp.Compare(x.N, y.N); c != 0 {
		return c
	}
	for i := range x.N {
		if x.Object {
			if c := strings.Compare(x.Key(i), y.Key(i)); c != 0 {
				return c
			}
		}
		if c := CompareNodes(x.Child(i), y.Child(i)); c != 0 {
			return c
		}
	}
	return 0
}

// hashJSON hashes a value by its parts.
func hashJSON(n JSONNode, seed uint64, hash func(*Type, Datum, uint64) uint64) uint64 {
	seed = mix(seed, uint64(n.Kind()))
	switch n.Kind() {
	case JSONString:
		return hash(TText, Text(n.Text()), seed)
	case JSONNumber:
		return hash(TNumeric, n.Number(), seed)
	case JSONBool:
		return mix(seed, uint64(n.tag()))
	case JSONArray, JSONObject:
		x := n.Box()
		for i := range x.N {
			if x.Object {
				seed = hash(TText, Text(x.Key(i)), seed)
			}
			seed = hashJSON(x.Child(i), seed, hash)
		}
		return mix(seed, uint64(x.N))
	}
	return seed
}

// containment answers @>. It ends early, with an error, where the statement is to end.
type containment struct {
	check Checkpoints
	err   error
}

// ContainsJSON is a @> b.
func ContainsJSON(env *Env, a, b JSONNode) (bool, error) {
	c := containment{check: Checkpoints{Env: env}}
	if a.Kind() == JSONArray && !b.IsBox() { // at the top alone
		found := c.element(a.Box(), b)
		return found, c.err
	}
	found := c.node(a, b)
	return found, c.err
}

func (c *containment) node(a, b JSONNode) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case JSONObject:
		return c.pairs(a.Box(), b.Box())
	case JSONArray:
		return c.elements(a.Box(), b.Box())
	}
	return CompareNodes(a, b) == 0
}

func (c *containment) pairs(x, y JSONBox) bool {
	if x.N < y.N {
		return false
	}
	for i := range y.N {
		at, ok := x.Find(y.Key(i))
		if !ok || !c.node(x.Value(at), y.Value(i)) {
			return false
		}
	}
	return true
}

func (c *containment) elements(x, y JSONBox) bool {
	for i := range y.N {
		if !c.element(x, y.At(i)) {
			return false
		}
	}
	return true
}

// element reports whether one of x's elements contains n.
func (c *containment) element(x JSONBox, n JSONNode) bool {
	for i := range x.N {
		if c.err == nil {
			c.err = c.check.Steps(8)
		}
		if c.err != nil {
			return false
		}
		if c.node(x.At(i), n) {
			return true
		}
	}
	return false
}

// HasKey reports whether a string is a key of an object or an element of an array.
func (n JSONNode) HasKey(s string) bool {
	switch n.Kind() {
	case JSONObject:
		_, ok := n.Get(s)
		return ok
	case JSONArray:
		x := n.Box()
		for i := range x.N {
			if e := x.At(i); e.Kind() == JSONString && e.Text() == s {
				return true
			}
		}
	case JSONString:
		return n.Text() == s
	}
	return false
}

// ErrJSONCast is of a JSON value that can't become one of a type.
func ErrJSONCast(n JSONNode, to *Type) error {
	what := [...]string{JSONNull: "null", JSONString: "string", JSONNumber: "numeric", JSONBool: "boolean", JSONArray: "array", JSONObject: "object"}
	return pgerror.New(pgerror.InvalidParameterValue, "cannot cast jsonb %s to type %s", what[n.Kind()], to)
}

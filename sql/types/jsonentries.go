package types

import "hash/fnv"

// JSONPart is what EachJSONPart meets in a document.
type JSONPart struct {
	// Key tells a key of an object from a scalar, Element a scalar in an array, or one that
	// is the whole document, from one under a key.
	Key, Element bool
	// Scalar is the key, or the scalar: text, a numeric, a bool, or NULL for null.
	Scalar Datum
	// Path tells of the keys on the way to a scalar, those of arrays' elements left out:
	// other keys have, all but surely, another number.
	Path uint64
}

// EachJSONPart calls f for each key and each scalar of a jsonb document. The texts share the
// document's memory.
func EachJSONPart(doc Datum, f func(JSONPart)) { doc.JSON().Parts(0, true, f) }

// Parts calls f for each key and scalar in a node, with where it stands.
func (n JSONNode) Parts(path uint64, element bool, f func(JSONPart)) {
	switch n.Kind() {
	case JSONArray:
		x := n.Box()
		for i := range x.N {
			x.At(i).Parts(path, true, f)
		}
	case JSONObject:
		x := n.Box()
		for i := range x.N {
			key := x.Key(i)
			f(JSONPart{Key: true, Scalar: Text(key)})
			x.Value(i).Parts(keyPath(path, key), false, f)
		}
	case JSONString:
		f(JSONPart{Element: element, Scalar: Text(n.Text()), Path: path})
	case JSONNumber:
		f(JSONPart{Element: element, Scalar: n.Number(), Path: path})
	case JSONBool:
		f(JSONPart{Element: element, Scalar: Bool(n.IsTrue()), Path: path})
	default:
		f(JSONPart{Element: element, Scalar: Null, Path: path})
	}
}

// keyPath is the number of the path that goes on with a key.
func keyPath(path uint64, key string) uint64 {
	h := fnv.New64a()
	var b [8]byte
	for i := range b {
		b[i] = byte(path >> (8 * i))
	}
	_, _ = h.Write(b[:])
	_, _ = h.Write([]byte(key))
	return h.Sum64()
}

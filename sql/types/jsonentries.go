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
func EachJSONPart(doc Datum, f func(JSONPart)) { doc.json().parts(0, true, f) }

func (n jsonNode) parts(path uint64, element bool, f func(JSONPart)) {
	switch n.kind() {
	case jsonArray:
		x := n.box()
		for i := range x.n {
			x.at(i).parts(path, true, f)
		}
	case jsonObject:
		x := n.box()
		for i := range x.n {
			key := x.key(i)
			f(JSONPart{Key: true, Scalar: Text(key)})
			x.value(i).parts(keyPath(path, key), false, f)
		}
	case jsonString:
		f(JSONPart{Element: element, Scalar: Text(n.text()), Path: path})
	case jsonNumber:
		f(JSONPart{Element: element, Scalar: n.number(), Path: path})
	case jsonBool:
		f(JSONPart{Element: element, Scalar: Bool(n.isTrue()), Path: path})
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

package rowenc

import (
	"github.com/isochrondb/isochron/sql/types"
)

// The parts of a jsonb value in a key, in the order in which they sort. Arrays and objects
// go on with how much is in them. An empty array sorts before everything where it is the
// whole value, and among arrays within another.
const (
	jsonKeyEmpty = 0x10 + iota
	jsonKeyNull
	jsonKeyString
	jsonKeyNumber
	jsonKeyFalse
	jsonKeyTrue
	jsonKeyArray
	jsonKeyObject
)

// jsonKey appends the parts of a value to a key.
type jsonKey struct {
	dst   []byte
	inner bool
}

func appendJSONKey(dst []byte, d types.Datum) []byte {
	k := jsonKey{dst: append(dst, tagJSON)}
	types.WalkJSONB(d, &k)
	return k.dst
}

func (k *jsonKey) Null() { k.dst = append(k.dst, jsonKeyNull) }

func (k *jsonKey) Bool(v bool) {
	if v {
		k.dst = append(k.dst, jsonKeyTrue)
	} else {
		k.dst = append(k.dst, jsonKeyFalse)
	}
}

func (k *jsonKey) String(s string) { k.dst = appendBytes(append(k.dst, jsonKeyString), []byte(s)) }

func (k *jsonKey) Number(d types.Datum) {
	k.dst = appendNumericKey(append(k.dst, jsonKeyNumber), d)
}

func (k *jsonKey) Begin(object bool, n int) {
	switch {
	case object:
		k.dst = appendInt(append(k.dst, jsonKeyObject), int64(n))
	case n == 0 && !k.inner:
		k.dst = append(k.dst, jsonKeyEmpty)
	default:
		k.dst = appendInt(append(k.dst, jsonKeyArray), int64(n))
	}
	k.inner = true
}

func (k *jsonKey) Key(s string) { k.dst = appendBytes(k.dst, []byte(s)) }

func (r *keyReader) json() (types.Datum, error) {
	if err := r.tag(tagJSON); err != nil {
		return types.Null, err
	}
	var b types.JSONBuilder
	if err := r.jsonPart(&b, 0); err != nil {
		return types.Null, err
	}
	return b.Datum()
}

func (r *keyReader) jsonPart(b *types.JSONBuilder, depth int) error {
	c, err := r.byte()
	if err != nil {
		return err
	}
	switch c {
	case jsonKeyNull:
		b.Null()
	case jsonKeyFalse, jsonKeyTrue:
		b.Bool(c == jsonKeyTrue)
	case jsonKeyString:
		s, err := r.bytes()
		if err != nil {
			return err
		}
		b.String(string(s))
	case jsonKeyNumber:
		d, err := r.numeric()
		if err != nil {
			return err
		}
		if !types.NumericIsFinite(d) {
			return corrupt("a number without a value in jsonb")
		}
		b.Number(d)
	case jsonKeyEmpty, jsonKeyArray, jsonKeyObject:
		return r.jsonBox(b, c, depth)
	default:
		return corrupt("tag %#x in place of a part of jsonb", c)
	}
	return nil
}

func (r *keyReader) jsonBox(b *types.JSONBuilder, c byte, depth int) error {
	if depth >= types.JSONDepthMax {
		return errTooDeep
	}
	n := int64(0)
	if c != jsonKeyEmpty {
		var err error
		if n, err = r.int(); err != nil {
			return err
		}
	}
	if n < 0 || n > int64(len(r.b)) {
		return corrupt("%d parts of jsonb", n)
	}
	b.Begin(c == jsonKeyObject)
	for range n {
		if c == jsonKeyObject {
			s, err := r.bytes()
			if err != nil {
				return err
			}
			b.Key(string(s))
		}
		if err := r.jsonPart(b, depth+1); err != nil {
			return err
		}
	}
	return b.End()
}

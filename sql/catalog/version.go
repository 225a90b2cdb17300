package catalog

import (
	"encoding/binary"
	"errors"

	"github.com/isochrondb/isochron/kv/keys"
)

// The catalog's version is one row that every change of the schema writes where
// the cluster has several nodes:
//
//	0x05 'v' → the number of the change, and which objects it and those before it changed
//
// Reading it tells a node whether what it knows is all, and if not, what to read.

// versionKey is the row of the catalog's version.
func versionKey() keys.Key { return keys.Key{keys.Catalog, 'v'} }

// Version rows name the objects of the last changes, so many at most; a node that has
// missed more reads the whole catalog.
const (
	versionStepsMax = 64
	versionIDsMax   = 512
)

const versionFormat = 1

var errVersion = errors.New("catalog: malformed version of the catalog")

// version is the row: number counts the changes, steps[i] are the objects that change
// number-i changed.
type version struct {
	number uint64
	steps  [][]ID
}

// next is the version after a change of ids.
func (v version) next(ids []ID) version {
	n := version{number: v.number + 1}
	left := versionIDsMax
	for _, s := range append([][]ID{ids}, v.steps...) {
		if left -= len(s); left < 0 || len(n.steps) == versionStepsMax {
			break
		}
		n.steps = append(n.steps, s)
	}
	return n
}

// since returns the objects that changed after version number; ok is false where the
// row does not reach back so far.
func (v version) since(number uint64) (ids []ID, ok bool) {
	if number > v.number || v.number-number > uint64(len(v.steps)) {
		return nil, false
	}
	seen := map[ID]bool{}
	for _, s := range v.steps[:v.number-number] {
		for _, id := range s {
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids, true
}

func (v version) encode() []byte {
	b := binary.AppendUvarint([]byte{versionFormat}, v.number)
	b = binary.AppendUvarint(b, uint64(len(v.steps)))
	for _, s := range v.steps {
		b = binary.AppendUvarint(b, uint64(len(s)))
		for _, id := range s {
			b = binary.AppendUvarint(b, uint64(id))
		}
	}
	return b
}

// decodeVersion reads what encode wrote; no bytes are version 0, of a catalog that only
// one node has ever changed. It never panics on malformed input.
func decodeVersion(b []byte) (version, error) {
	var v version
	if len(b) == 0 {
		return v, nil
	}
	if b[0] != versionFormat {
		return v, corrupt(errVersion)
	}
	b = b[1:]
	ok := true
	next := func(limit uint64) uint64 {
		x, w := binary.Uvarint(b)
		if w <= 0 || x > limit {
			ok, b = false, nil
			return 0
		}
		b = b[w:]
		return x
	}
	v.number = next(1<<64 - 1)
	left := uint64(versionIDsMax)
	for range next(versionStepsMax) {
		n := next(left)
		left -= n
		s := make([]ID, 0, n)
		for range n {
			s = append(s, ID(next(idMax)))
		}
		v.steps = append(v.steps, s)
	}
	if !ok || len(b) != 0 {
		return version{}, corrupt(errVersion)
	}
	return v, nil
}

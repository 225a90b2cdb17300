package rowenc

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// An inverted index (GIN) has an entry for each thing that a value contains. What the things
// are is said by its operator class:
//
//	jsonb_ops       keys and strings in arrays alike (k), other scalars (v)
//	jsonb_path_ops  scalars together with the keys that lead to them: a hash of both
//	array_ops       elements (e), that there is a NULL (n), that there is no element (z)
//	tsvector_ops    lexemes (w), of which long ones are cut, so that prefixes find them
//	gin_trgm_ops    trigrams of a text (g), in small letters (pg_trgm)
//	gin_hstore_ops  keys (k), and each once more together with its value (p) or its NULL (n)
//	btree_gin's     none: such a column stands beside others, and is judged of the rows that those name
//
// A query is answered by rows that have certain entries, and is judged of each of those rows
// again: entries only need to miss none. So what is long is hashed.

// EntryClass is an operator class of inverted indexes. The values are stored.
type EntryClass byte

// The classes.
const (
	EntriesJSON     EntryClass = 1
	EntriesJSONPath EntryClass = 2
	EntriesArray    EntryClass = 3
	EntriesVector   EntryClass = 4 // since version.Parted
	EntriesTrigram  EntryClass = 5 // since version.Parted
	EntriesHstore   EntryClass = 6 // since version.Paired
	EntriesNone     EntryClass = 7 // since version.Besides
)

// TrigramOps is the operator class that the extension pg_trgm has.
const TrigramOps = "gin_trgm_ops"

// HstoreOps is the operator class that the extension hstore has.
const HstoreOps = "gin_hstore_ops"

// EntryClassOf is the class of a name for values of a type; "" means the type's own.
func EntryClassOf(name string, t *types.Type) (EntryClass, bool) {
	t = t.Base()
	switch {
	case t == types.TJSONB && (name == "" || name == "jsonb_ops"):
		return EntriesJSON, true
	case t == types.TJSONB && name == "jsonb_path_ops":
		return EntriesJSONPath, true
	case t == types.TTSVector && (name == "" || name == "tsvector_ops"):
		return EntriesVector, true
	case t.IsString() && name == TrigramOps:
		return EntriesTrigram, true
	case t.MadeKind() == types.MadeHstore && (name == "" || name == HstoreOps):
		return EntriesHstore, true
	case t.IsArray() && t.Elem() != nil && CanBeKey(t.Elem()) && (name == "" || name == "array_ops"):
		return EntriesArray, true
	}
	return 0, false
}

// EntryClassName is the name of a class.
func EntryClassName(c EntryClass) string {
	switch c {
	case EntriesJSON:
		return "jsonb_ops"
	case EntriesJSONPath:
		return "jsonb_path_ops"
	case EntriesVector:
		return "tsvector_ops"
	case EntriesTrigram:
		return TrigramOps
	case EntriesHstore:
		return HstoreOps
	}
	return "array_ops"
}

// entryBytesMax is how long an entry is before it is hashed.
const entryBytesMax = 125

func long(e []byte) []byte {
	if len(e) <= entryBytesMax {
		return e
	}
	sum := sha256.Sum256(e)
	return append([]byte{'h', e[0]}, sum[:16]...)
}

// Entries are the entries of a value of type t, sorted, each once. NULL has none.
func Entries(class EntryClass, t *types.Type, d types.Datum) [][]byte {
	if d.IsNull() || class == EntriesNone {
		return nil
	}
	var out [][]byte
	switch class {
	case EntriesArray:
		out = arrayEntries(t, d)
	case EntriesVector:
		for _, l := range types.VectorOf(d) {
			out = append(out, WordEntry(l.Word))
		}
	case EntriesTrigram:
		for _, t := range builtin.Trigrams(d.Text()) {
			out = append(out, trigramEntry(t))
		}
	case EntriesHstore:
		out = hstoreEntries(d)
	default:
		types.EachJSONPart(d, func(p types.JSONPart) {
			if e := jsonEntry(class, p); e != nil {
				out = append(out, e)
			}
		})
	}
	slices.SortFunc(out, bytes.Compare)
	return slices.CompactFunc(out, bytes.Equal)
}

// What the entries of arrays begin with: those of elements, behind which the element's key stands, and
// that of a NULL.
const (
	ElementEntry = 'e'
	NullEntry    = 'n'
)

func arrayEntries(t *types.Type, d types.Datum) (out [][]byte) {
	col := KeyColumn{Type: t.Base().Elem()}
	for _, it := range d.Array().Items {
		if it.IsNull() {
			out = append(out, []byte{NullEntry})
		} else {
			out = append(out, long(AppendKeyColumn([]byte{ElementEntry}, col, it)))
		}
	}
	if len(out) == 0 {
		out = append(out, []byte{'z'})
	}
	return out
}

// jsonEntry is the entry of a part of a document; nil for none.
func jsonEntry(class EntryClass, p types.JSONPart) []byte {
	if class == EntriesJSONPath {
		if p.Key {
			return nil
		}
		h := fnv.New64a()
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, p.Path))
		_, _ = h.Write(appendScalar(nil, p.Scalar))
		return h.Sum(nil)
	}
	if p.Key || p.Element && p.Scalar.Kind() == types.KindText {
		return long(append([]byte{'k'}, p.Scalar.Text()...))
	}
	return long(appendScalar([]byte{'v'}, p.Scalar))
}

// IsKeyEntry reports whether an entry of a document is that of a key, or of a string in an array.
func IsKeyEntry(e []byte) bool { return e[0] == 'k' || e[0] == 'h' && e[1] == 'k' }

// appendScalar appends a scalar so that equal ones, and those alone, are alike.
func appendScalar(b []byte, d types.Datum) []byte {
	switch d.Kind() {
	case types.KindText:
		return append(append(b, 's'), d.Text()...)
	case types.KindBool:
		if d.Bool() {
			return append(b, 't')
		}
		return append(b, 'f')
	case types.KindNull:
		return append(b, '0')
	}
	return AppendKeyColumn(append(b, 'n'), KeyColumn{Type: types.TNumeric}, d)
}

// WordEntry is the entry of a lexeme, or what those begin with of the lexemes that begin so.
func WordEntry(word string) []byte {
	return append([]byte{'w'}, word[:min(len(word), entryBytesMax-1)]...)
}

// hstoreEntries are the entries of the pairs of an hstore. A pair's entry begins with the length of
// its key, so that no two pairs are alike.
func hstoreEntries(d types.Datum) (out [][]byte) {
	for _, p := range hstorePairs(d) {
		out = append(out, keyEntry(p.Key), pairEntry(p))
	}
	return out
}

// hstorePairs are the pairs of a value, none where it is damaged.
func hstorePairs(d types.Datum) []types.HstorePair {
	pairs, _ := types.PairsOf(d)
	return pairs
}

func keyEntry(key string) []byte { return long(append([]byte{'k'}, key...)) }

func pairEntry(p types.HstorePair) []byte {
	mark := byte('p')
	if p.Null {
		mark = 'n'
	}
	b := binary.AppendUvarint([]byte{mark}, uint64(len(p.Key)))
	return long(append(append(b, p.Key...), p.Value...))
}

func trigramEntry(t builtin.Trigram) []byte { return append([]byte{'g'}, t[:]...) }

// EntryQuery says which rows may be an answer: those that have Entry, or with Prefix an entry that
// begins so; or are in all of All;
// or in any of Any, which may be empty: none is (in at least Least of them). Every tells that all rows may be.
type EntryQuery struct {
	Every  bool
	Entry  []byte
	Prefix bool
	All    []EntryQuery
	Any    []EntryQuery
	Least  int
}

// Under is the query of entries that all begin with mark.
func (q EntryQuery) Under(mark []byte) EntryQuery {
	if len(mark) == 0 {
		return q
	}
	if q.Entry != nil {
		q.Entry = append(mark[:len(mark):len(mark)], q.Entry...)
	}
	q.All, q.Any = allUnder(q.All, mark), allUnder(q.Any, mark)
	return q
}

func allUnder(list []EntryQuery, mark []byte) []EntryQuery {
	out := make([]EntryQuery, len(list))
	for i, q := range list {
		out[i] = q.Under(mark)
	}
	return out
}

// EntryOperator reports whether an operator of a class is answered by entries: of the indexed
// value on the left of it.
func EntryOperator(class EntryClass, op string) bool {
	switch class {
	case EntriesNone:
		return false
	case EntriesJSON, EntriesHstore:
		return op == "@>" || op == "?" || op == "?|" || op == "?&"
	case EntriesJSONPath:
		return op == "@>"
	case EntriesVector:
		return op == "@@" || op == "@@@"
	case EntriesTrigram:
		return op == "~~" || op == "~~*" || op == "=" || op == SimilarOp || op == SimilarWordOp || op == SimilarWordsOp
	}
	return op == "@>" || op == "<@" || op == "&&" || op == "="
}

// QueryEntries is the query of an operator with x, of type t, on its right.
func QueryEntries(class EntryClass, op string, t *types.Type, x types.Datum) EntryQuery {
	switch {
	case x.IsNull():
		return EntryQuery{}
	case class == EntriesArray:
		return arrayQuery(op, t, x)
	case class == EntriesVector:
		return needsQuery(types.QueryOf(x).Needs())
	case class == EntriesTrigram:
		return trigramQuery(op, x.Text())
	case class == EntriesHstore && op == "@>":
		return hstoreQuery(x)
	case op == "?":
		return EntryQuery{Entry: jsonEntry(class, types.JSONPart{Key: true, Scalar: x})}
	case op == "?|" || op == "?&":
		var list []EntryQuery
		for _, it := range x.Array().Items {
			if !it.IsNull() {
				list = append(list, EntryQuery{Entry: jsonEntry(class, types.JSONPart{Key: true, Scalar: it})})
			}
		}
		if op == "?|" {
			return EntryQuery{Any: list}
		}
		return all(list)
	}
	return allOf(Entries(class, t, x))
}

// hstoreQuery asks for all pairs of x: their keys are told with them.
func hstoreQuery(x types.Datum) EntryQuery {
	var list []EntryQuery
	for _, p := range hstorePairs(x) {
		list = append(list, EntryQuery{Entry: pairEntry(p)})
	}
	return all(list)
}

// The operators of pg_trgm: a text is like another, or has a part that is. As great a share of the
// other's trigrams is in it as their setting says (Similar).
const (
	SimilarOp      = "%"
	SimilarWordOp  = "%>"
	SimilarWordsOp = "%>>"
)

// Similar is the query of one of them with the settings of a session.
func (q EntryQuery) Similar(op string, limits types.TrigramLimits) EntryQuery {
	limit := limits.Similarity
	switch op {
	case SimilarWordOp:
		limit = limits.Word
	case SimilarWordsOp:
		limit = limits.StrictWord
	case SimilarOp:
	default:
		return q
	}
	for q.Least = 1; q.Least < len(q.Any) && float64(float32(q.Least)/float32(len(q.Any))) < limit; {
		q.Least++
	}
	return q
}

func trigramQuery(op, x string) EntryQuery {
	list := builtin.Trigrams(x)
	if op == "~~" || op == "~~*" {
		list = builtin.LikeTrigrams(x)
	}
	entries := make([]EntryQuery, len(list))
	for i, t := range list {
		entries[i].Entry = trigramEntry(t)
	}
	if strings.HasPrefix(op, SimilarOp) && len(list) > 0 {
		return EntryQuery{Any: entries}
	}
	return all(entries)
}

func arrayQuery(op string, t *types.Type, x types.Datum) EntryQuery {
	items := x.Array().Items
	null := slices.ContainsFunc(items, types.Datum.IsNull)
	switch op {
	case "@>":
		if null {
			return EntryQuery{} // nothing contains a NULL
		}
		if len(items) == 0 {
			return EntryQuery{Every: true}
		}
	case "&&", "<@":
		var any []EntryQuery
		for _, e := range Entries(EntriesArray, t, x) {
			if e[0] != NullEntry && e[0] != 'z' {
				any = append(any, EntryQuery{Entry: e})
			}
		}
		if op == "<@" {
			any = append(any, EntryQuery{Entry: []byte{'z'}})
		}
		return EntryQuery{Any: any}
	}
	return allOf(Entries(EntriesArray, t, x))
}

func allOf(entries [][]byte) EntryQuery {
	list := make([]EntryQuery, len(entries))
	for i, e := range entries {
		list[i].Entry = e
	}
	return all(list)
}

func all(list []EntryQuery) EntryQuery {
	if len(list) == 0 {
		return EntryQuery{Every: true}
	}
	return EntryQuery{All: list}
}

// needsQuery asks for what documents need to have that answer a query of text search.
func needsQuery(n textsearch.Needs) EntryQuery {
	if n.Operand != nil {
		return EntryQuery{Entry: WordEntry(n.Operand.Word), Prefix: n.Operand.Prefix}
	}
	q := EntryQuery{Every: n.Every}
	for _, k := range n.All {
		q.All = append(q.All, needsQuery(k))
	}
	for _, k := range n.Any {
		q.Any = append(q.Any, needsQuery(k))
	}
	return q
}

// CutEntry is what stands in a key behind the rest of an entry that has no zero byte.
func CutEntry(b []byte) []byte {
	i := bytes.Index(b, []byte{escape, terminator})
	if i < 0 {
		return nil
	}
	return b[i+2:]
}

package stats

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// What values are made of: the elements of arrays, the words of documents, the keys of hstore and
// jsonb, and of jsonb what stands where. Each is named as an inverted index would name it
// (rowenc.Entries), whether there is one or not. Of a sample of the rows it is counted how many have
// each; rows come into the sample by hashes of their numbers, fewer of them once it is full.

// The limits of what is known of the elements of a column.
const (
	// elementsMax is how many are kept: Postgres's, ten for each common value.
	elementsMax = 10 * commonMax
	// elementsBytesMax bounds the bytes of those that are kept.
	elementsBytesMax = 32 << 10
	// elementRowsMax and elementCellsMax bound the sample: its rows, and their elements (those of
	// all columns).
	elementRowsMax  = 4000
	elementCellsMax = 200_000
	// elementValueBytesMax is how large a value is looked into: Postgres's ARRAY_WIDTH_THRESHOLD.
	elementValueBytesMax = 64 << 10
)

// jsonPathMark is what the elements of jsonb begin with that tell what stands where. Those of
// keys begin otherwise.
const jsonPathMark = 'q'

// elementClasses are the kinds of elements of values of a type; none: it has no parts.
func elementClasses(t *types.Type) []rowenc.EntryClass {
	class, ok := rowenc.EntryClassOf("", t)
	switch {
	case !ok:
		return nil
	case class == rowenc.EntriesJSON:
		return []rowenc.EntryClass{rowenc.EntriesJSON, rowenc.EntriesJSONPath}
	}
	return []rowenc.EntryClass{class}
}

// ElementQuery says which elements a value of type t has for which an operator holds, with x of
// type xt on its right. ok is false where elements of that type are not measured, or don't tell.
func ElementQuery(t *types.Type, op string, xt *types.Type, x types.Datum) (q rowenc.EntryQuery, ok bool) {
	classes := elementClasses(t)
	if len(classes) == 0 || !rowenc.EntryOperator(classes[0], op) {
		return q, false
	}
	// What stands where tells more than which keys and values there are. A document without a scalar
	// has its keys alone.
	if len(classes) > 1 && rowenc.EntryOperator(classes[1], op) {
		if q = rowenc.QueryEntries(classes[1], op, xt, x); !q.Every {
			return q.Under([]byte{jsonPathMark}), true
		}
	}
	return rowenc.QueryEntries(classes[0], op, xt, x), true
}

// Element is the share of rows that have an element.
func (c *Column) Element(key []byte) float64 {
	if i, ok := slices.BinarySearchFunc(c.Elements, key, func(x Common, key []byte) int { return bytes.Compare(x.Key, key) }); ok {
		return c.Elements[i].Share
	}
	return c.Rare
}

// Begin is the share of rows that have an element which begins so.
func (c *Column) Begin(prefix []byte) float64 {
	miss := 1 - c.Rare
	i, _ := slices.BinarySearchFunc(c.Elements, prefix, func(x Common, key []byte) int { return bytes.Compare(x.Key, key) })
	for ; i < len(c.Elements) && bytes.HasPrefix(c.Elements[i].Key, prefix); i++ {
		miss *= 1 - c.Elements[i].Share
	}
	return 1 - miss
}

// elementSample are the elements of some rows of a column.
type elementSample struct {
	t       *types.Type
	classes []rowenc.EntryClass
	within  uint64 // rows whose hashes are no more
	rows    []elementRow
	cells   int
	most    int // cells
}

type elementRow struct {
	hash uint64
	list [][]byte
}

// elementsOf begins a sample for each column whose values have parts.
func elementsOf(cols []*columnSample) {
	var with []*columnSample
	for _, s := range cols {
		if classes := elementClasses(s.t); len(classes) > 0 {
			s.elements = &elementSample{t: s.t, classes: classes, within: math.MaxUint64}
			with = append(with, s)
		}
	}
	for _, s := range with {
		s.elements.most = elementCellsMax / len(with)
	}
}

// add takes the value of a row, the number of which is told.
func (s *elementSample) add(d types.Datum, number int64) {
	hash := mix(^uint64(number))
	if hash > s.within {
		return
	}
	var list [][]byte
	if !d.IsNull() && d.MemoryBytes() <= elementValueBytesMax {
		list = s.parts(d)
	}
	s.rows, s.cells = append(s.rows, elementRow{hash, list}), s.cells+len(list)
	for len(s.rows) > elementRowsMax || s.cells > s.most && len(s.rows) > 1 {
		s.within /= 2
		s.cells = 0
		s.rows = slices.DeleteFunc(s.rows, func(r elementRow) bool {
			if r.hash > s.within {
				return true
			}
			s.cells += len(r.list)
			return false
		})
	}
}

// parts are the elements of a value.
func (s *elementSample) parts(d types.Datum) (out [][]byte) {
	for i, class := range s.classes {
		for _, e := range rowenc.Entries(class, s.t, d) {
			switch {
			case i > 0:
				out = append(out, append([]byte{jsonPathMark}, e...))
			case class != rowenc.EntriesJSON || rowenc.IsKeyEntry(e):
				out = append(out, e)
			}
		}
	}
	return out
}

// sum sums the sample up, of a table of so many rows: the share of rows that each of the most
// frequent elements has, in order of their keys, and that of any other.
func (s *elementSample) sum(rows int64) (list []Common, rare float64) {
	n := len(s.rows)
	if n == 0 {
		return nil, 0
	}
	counts := map[string]int{}
	for _, r := range s.rows {
		for _, e := range r.list {
			counts[string(e)]++
		}
	}
	// One row of a sample says nothing of how many others have what it has.
	least := 2
	if int64(n) >= rows {
		least = 1
	}
	type counted struct {
		key string
		n   int
	}
	all := make([]counted, 0, len(counts))
	for k, n := range counts {
		all = append(all, counted{k, n})
	}
	slices.SortFunc(all, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.key, b.key)) })
	kept, size := 0, 0
	for kept < len(all) && kept < elementsMax && all[kept].n >= least && size+len(all[kept].key) <= elementsBytesMax {
		list = append(list, Common{Key: []byte(all[kept].key), Share: float64(all[kept].n) / float64(n)})
		size += len(all[kept].key)
		kept++
	}
	slices.SortFunc(list, func(a, b Common) int { return bytes.Compare(a.Key, b.Key) })
	others, once := 0, 0
	for _, x := range all[kept:] {
		if others += x.n; x.n == 1 {
			once++
		}
	}
	return list, rareShare(float64(len(all)-kept), float64(others), float64(once), float64(n), float64(rows))
}

// rareShare is the share of rows that an element is taken to have which is not kept: of `distinct` such
// in a sample of n rows, which have it `all` times together, `once` of them one time. There are as many
// in the table as distinctOf would say.
func rareShare(distinct, all, once, n, rows float64) float64 {
	if all == 0 {
		return 0.5 / math.Max(1, rows)
	}
	whole := all * math.Max(1, rows/n)
	elements := math.Min(whole, all*distinct/(all-once+once*all/whole))
	return whole / math.Max(1, elements) / math.Max(1, rows)
}

func (c *Column) appendElements(b []byte) []byte {
	b = binary.AppendVarint(b, int64(c.Rare*shareUnit))
	b = binary.AppendVarint(b, int64(len(c.Elements)))
	for _, x := range c.Elements {
		b = binary.AppendVarint(b, int64(x.Share*shareUnit))
		b = append(binary.AppendVarint(b, int64(len(x.Key))), x.Key...)
	}
	return b
}

func (c *Column) readElements(r *reader) {
	c.Rare = r.share()
	for range r.count() {
		share := r.share()
		c.Elements = append(c.Elements, Common{Key: r.bytes(), Share: share})
	}
}

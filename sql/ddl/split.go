package ddl

import (
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// splitRegionsMax is how many ranges SPLIT TABLE … BETWEEN makes at most, as in TiDB.
const splitRegionsMax = 1000

// splitTable is SPLIT TABLE, of all partitions where the table has any. Everything is looked at
// before the first range is split.
func (r *run) splitTable(s *ast.SplitTable) error {
	t, named, err := r.rangesOf(s.Name, "split")
	if err != nil {
		return err
	}
	if named != nil {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table", s.Name.Name).WithHint("Name the table, and the index behind INDEX.")
	}
	ix, err := splitIndex(t, s.Index)
	if err != nil {
		return err
	}
	parts, err := r.splitParts(t, ix, s.Partitions)
	if err != nil {
		return err
	}
	points := [][]types.Datum{}
	for _, row := range s.Rows {
		ds, err := r.splitValues(t, ix, row)
		if err != nil {
			return err
		}
		points = append(points, ds)
	}
	if len(s.Rows) == 0 {
		if points, err = r.splitBetween(t, ix, s); err != nil {
			return err
		}
	}
	for _, p := range parts {
		for _, ds := range points {
			if err := r.x.o.Jobs.Bulk().SplitAt(r.ctx, splitPoint(p.Table, p.Index, ds)); err != nil {
				return err
			}
		}
	}
	return nil
}

// splitIndex is the index of a name; "" and, where none is called so, PRIMARY: that of the rows.
func splitIndex(t *catalog.TableDesc, name string) (*catalog.IndexDesc, error) {
	if name == "" {
		return t.Primary(), nil
	}
	if ix, ok := t.IndexNamed(name); ok {
		return ix, nil
	}
	if strings.EqualFold(name, "primary") {
		return t.Primary(), nil
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "index %q of table %q does not exist", name, t.Name).
		WithHint("Without INDEX the ranges of the rows are split, which lie in the primary key.")
}

// splitParts are the tables that have the rows, with their parts of an index.
func (r *run) splitParts(t *catalog.TableDesc, ix *catalog.IndexDesc, names []string) (out []catalog.HomePart, err error) {
	if !t.Partitioned() {
		if len(names) > 0 {
			return nil, pgerror.New(pgerror.WrongObjectType, "table %q is not partitioned", t.Name).WithHint("Leave PARTITION out.")
		}
		return []catalog.HomePart{{Table: t, Index: ix}}, nil
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if ix.OID == 0 {
		ix = nil // each partition has its own
	}
	var found, all []string
	snap.Leaves(t, func(p *catalog.TableDesc) {
		all = append(all, p.Name)
		if len(names) > 0 && !slices.Contains(names, p.Name) {
			return
		}
		found = append(found, p.Name)
		if part := partOf(snap, p, t, ix); part != nil && len(part.Columns) > 0 {
			out = append(out, catalog.HomePart{Table: p, Index: part})
		}
		if r.env.State.Changed(p.ID) {
			err = pgerror.Unsupported("Commit first.", "a table that the transaction has changed cannot be split")
		}
	})
	for _, name := range names {
		if !slices.Contains(found, name) {
			return nil, pgerror.New(pgerror.UndefinedTable, "partition %q of table %q does not exist", name, t.Name).
				WithHint("Its partitions are: %s.", strings.Join(all, ", "))
		}
	}
	return out, err
}

// partOf is the part that a leaf has of an index of the table; nil for ix: its primary index.
func partOf(snap *catalog.Snapshot, leaf, t *catalog.TableDesc, ix *catalog.IndexDesc) *catalog.IndexDesc {
	if ix == nil {
		return leaf.Primary()
	}
	for i := range leaf.Indexes {
		for x := &leaf.Indexes[i]; ; {
			if x.Parent == ix.OID {
				return &leaf.Indexes[i]
			}
			up := parentIndex(snap, leaf, x.Parent)
			if up == nil {
				break
			}
			x = up
		}
	}
	return nil
}

// parentIndex is the index of an OID among the tables that a partition is a part of; nil: none.
func parentIndex(snap *catalog.Snapshot, leaf *catalog.TableDesc, oid catalog.ID) *catalog.IndexDesc {
	for oid != 0 && leaf.IsPartition() {
		up, ok := snap.TableByID(leaf.PartitionOf)
		if !ok {
			return nil
		}
		if at := slices.IndexFunc(up.Indexes, func(x catalog.IndexDesc) bool { return x.OID == oid }); at >= 0 {
			return &up.Indexes[at]
		}
		leaf = up
	}
	return nil
}

// splitValues evaluates values for the first columns of an index.
func (r *run) splitValues(t *catalog.TableDesc, ix *catalog.IndexDesc, row []ast.Expr) ([]types.Datum, error) {
	if len(row) == 0 || len(row) > len(ix.Columns) {
		return nil, pgerror.New(pgerror.SyntaxError, "SPLIT TABLE has %d values, but the index has %d columns", len(row), len(ix.Columns)).
			WithHint("Give values for the first columns of the index, one at least.")
	}
	out := make([]types.Datum, len(row))
	for i, x := range row {
		c, _, _ := t.ColumnByID(ix.Columns[i].ID)
		var err error
		if out[i], err = r.constant(x, c); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// splitPoint is the key where values for the first columns of an index begin.
func splitPoint(t *catalog.TableDesc, ix *catalog.IndexDesc, ds []types.Datum) keys.Key {
	layout := t.Layout(ix)
	key := slices.Clone(layout.Prefix)
	for i, d := range ds {
		key = appendKeyColumn(key, layout.Key[i], d)
	}
	return key
}

// splitBetween are the values at which ranges between two are to begin.
func (r *run) splitBetween(t *catalog.TableDesc, ix *catalog.IndexDesc, s *ast.SplitTable) (out [][]types.Datum, err error) {
	if s.Regions < 1 || s.Regions > splitRegionsMax {
		return nil, pgerror.New(pgerror.InvalidParameterValue, "SPLIT TABLE can't make %d ranges", s.Regions).WithHint("REGIONS is from 1 to %d.", splitRegionsMax)
	}
	if len(s.Lower) != len(s.Upper) {
		return nil, pgerror.New(pgerror.SyntaxError, "SPLIT TABLE has %d values below and %d above", len(s.Lower), len(s.Upper)).
			WithHint("Give values for the same columns of the index on both sides of AND.")
	}
	low, err := r.splitValues(t, ix, s.Lower)
	if err != nil {
		return nil, err
	}
	high, err := r.splitValues(t, ix, s.Upper)
	if err != nil {
		return nil, err
	}
	at, typ := -1, (*types.Type)(nil)
	for i := range low {
		c, _, _ := t.ColumnByID(ix.Columns[i].ID)
		if low[i].IsNull() || high[i].IsNull() {
			return nil, pgerror.New(pgerror.NullValueNotAllowed, "SPLIT TABLE can't divide what lies between NULLs").WithHint("Name the values: SPLIT TABLE ... BY (...), (...).")
		}
		order := types.Compare(c.Type, low[i], high[i])
		if at, typ = i, c.Type; order < 0 {
			break
		}
		if order > 0 || i == len(low)-1 {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "the lower values of SPLIT TABLE are not below the upper ones").WithHint("BETWEEN (lower) AND (upper).")
		}
	}
	before := low[at]
	for i := int64(1); i < s.Regions; i++ {
		d, ok := valueBetween(typ, low[at], high[at], i, s.Regions)
		if !ok {
			return nil, pgerror.Unsupported("Name the values: SPLIT TABLE ... BY (...), (...).", "SPLIT TABLE can't divide what lies between these values of type %s", typ)
		}
		if types.Compare(typ, d, before) <= 0 || types.Compare(typ, d, high[at]) >= 0 {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "fewer than %d values lie between those of SPLIT TABLE", s.Regions).WithHint("Ask for fewer REGIONS.")
		}
		out, before = append(out, append(slices.Clone(low[:at]), d)), d
	}
	return out, nil
}

// valueBetween is what lies i n-ths of the way from one value to another; false: that can't be told.
func valueBetween(t *types.Type, low, high types.Datum, i, n int64) (types.Datum, bool) {
	switch low.Kind() {
	case types.KindInt:
		return types.Int(intBetween(low.Int(), high.Int(), i, n)), true
	case types.KindDate:
		return types.Date(int32(intBetween(int64(low.Date()), int64(high.Date()), i, n))), true
	case types.KindTime:
		return types.Time(intBetween(low.Time(), high.Time(), i, n)), true
	case types.KindTimestamp:
		return types.Timestamp(intBetween(low.Timestamp(), high.Timestamp(), i, n)), true
	case types.KindFloat:
		a, b := low.Float(), high.Float()
		x := a + (b/float64(n)-a/float64(n))*float64(i)
		return types.Float(x), !math.IsInf(x, 0) && !math.IsNaN(x)
	case types.KindNumeric:
		return numericBetween(low, high, i, n)
	case types.KindUUID:
		a, b := low.UUID(), high.UUID()
		var out [16]byte
		partWay(new(big.Int).SetBytes(a[:]), new(big.Int).SetBytes(b[:]), i, n).FillBytes(out[:])
		return types.UUID(out), true
	case types.KindBytes:
		b, ok := bytesBetween(low.Bytes(), high.Bytes(), 0, 256, i, n)
		return types.Bytes(b), ok && t.OID == types.OIDBytea
	case types.KindText:
		b, ok := bytesBetween([]byte(low.Text()), []byte(high.Text()), 1, 127, i, n)
		return types.Text(string(b)), ok && t.IsString() && !types.ComparesFolded(t)
	}
	return types.Null, false
}

// partWay is i n-ths of the way from a to b.
func partWay(a, b *big.Int, i, n int64) *big.Int {
	x := new(big.Int).Sub(b, a)
	x.Mul(x, big.NewInt(i)).Quo(x, big.NewInt(n))
	return x.Add(x, a)
}

func intBetween(a, b, i, n int64) int64 { return partWay(big.NewInt(a), big.NewInt(b), i, n).Int64() }

func numericBetween(low, high types.Datum, i, n int64) (types.Datum, bool) {
	if !types.NumericIsFinite(low) || !types.NumericIsFinite(high) {
		return types.Null, false
	}
	x, err := types.NumericSub(high, low)
	if err == nil {
		x, err = types.NumericMul(x, types.NumericInt(i))
	}
	if err == nil {
		x, err = types.NumericDiv(x, types.NumericInt(n))
	}
	if err == nil {
		x, err = types.NumericAdd(low, x)
	}
	return x, err == nil
}

// splitBytes is how many bytes behind what two values have in common tell one from the other.
const splitBytes = 8

// bytesBetween takes bytes for digits, of which there are so many from the least on.
func bytesBetween(low, high []byte, least, digits int64, i, n int64) ([]byte, bool) {
	common := 0
	for common < len(low) && common < len(high) && low[common] == high[common] {
		common++
	}
	number := func(b []byte) (*big.Int, bool) {
		x := new(big.Int)
		for k := range splitBytes {
			digit := int64(0)
			if k < len(b) {
				if digit = int64(b[k]) - least; digit < 0 || digit >= digits {
					return nil, false
				}
			}
			x.Mul(x, big.NewInt(digits)).Add(x, big.NewInt(digit))
		}
		return x, true
	}
	a, ok := number(low[common:])
	b, known := number(high[common:])
	if !ok || !known {
		return nil, false
	}
	x, rest := partWay(a, b, i, n), new(big.Int)
	tail := make([]byte, splitBytes)
	for k := splitBytes - 1; k >= 0; k-- {
		x.QuoRem(x, big.NewInt(digits), rest)
		tail[k] = byte(rest.Int64() + least)
	}
	for len(tail) > 0 && tail[len(tail)-1] == byte(least) {
		tail = tail[:len(tail)-1]
	}
	return append(slices.Clone(low[:common]), tail...), true
}

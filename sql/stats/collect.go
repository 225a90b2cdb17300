package stats

import (
	"bytes"
	"cmp"
	"context"
	"math"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// The limits of what is known of a column.
const (
	// commonMax and boundsMax are how many common values and bounds of a histogram are
	// kept: Postgres's default_statistics_target.
	commonMax = 100
	boundsMax = 101
	// sampleRowsMax and sampleCellsMax bound the rows that are kept while a table is
	// measured, and their values.
	sampleRowsMax  = 30_000
	sampleCellsMax = 300_000
	// valueBytesMax is how much of a value is kept. What is longer is no common value.
	valueBytesMax = 64
)

// Collecting says how a table is measured.
type Collecting struct {
	// Columns are the slots to measure; nil: all.
	Columns map[int]bool
	// At is the time as of which it is read.
	At hlc.Timestamp
	// Now is the time of the measurement.
	Now time.Time
	// Likely, where it is not 0, says that a sample will do, of a table with about so many rows:
	// all rows are counted, but only those of the sample are looked into, and how many distinct
	// values there are is estimated by it.
	Likely int64
	// Exprs are expressions to measure. One that can't be computed of a row is left out, or, with Strict, fails
	// the measurement.
	Exprs  []Expr
	Strict bool
	// Together are sets of columns to look at together.
	Together []Together
	// Pause is called after every pauseRows rows; nil: never.
	Pause func() error
}

const pauseRows = 4096

// Collect measures a table, in memory that does not grow with it. It reads beside any
// transaction, as of a time, and has nothing to validate.
func Collect(ctx context.Context, db *coord.DB, t *catalog.TableDesc, o Collecting) (*Table, error) {
	txn := db.Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, AsOf: o.At, Name: "statistics"})
	defer txn.Rollback(ctx)
	if err := txn.StartStatement(ctx); err != nil {
		return nil, err
	}
	c := newCollector(t, o.Columns, o.Exprs)
	if o.Likely > 0 {
		c.sample(o.Likely)
	}
	c.hash(o.Together)
	l := t.Layout(t.Primary())
	dec, row := l.Decoder(), make([]types.Datum, len(t.Columns), len(t.Columns)+len(c.values))
	rows := txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{t.Span(t.Primary())}})
	defer rows.Close()
	for rows.Next(ctx) {
		if c.wants() {
			if err := l.Decode(dec, rows.Key(), rows.Value(), row); err != nil {
				return nil, err
			}
			all, err := c.compute(row, o.Strict)
			if err != nil {
				return nil, err
			}
			c.add(all)
		}
		c.rows++
		if o.Pause != nil && c.rows%pauseRows == 0 {
			if err := o.Pause(); err != nil {
				return nil, err
			}
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	c.dropFailed()
	out := &Table{ID: t.ID, Prefix: t.Prefix, Rows: c.rows, At: o.Now.UnixNano(), Exprs: c.exprs}
	c.combine(o.Together, out)
	for i := range c.cols {
		out.Columns = append(out.Columns, c.cols[i].column(c.rows, c.looked))
	}
	c.together(o.Together, out)
	return out, nil
}

// Keep takes over from an older measurement of the same rows what t, which is of some columns, lacks.
func (t *Table) Keep(old *Table) {
	if old.Prefix != t.Prefix {
		return
	}
	for i := range old.Columns {
		if t.Column(old.Columns[i].ID) == nil {
			t.Columns = append(t.Columns, old.Columns[i])
		}
	}
	// Expressions are of all columns' measurements alone, so t has none.
	t.Exprs = old.Exprs
	for _, g := range old.Groups {
		if t.Group(g.Columns) == nil {
			t.Groups = append(t.Groups, g)
		}
	}
	for _, d := range old.Dependencies {
		if t.Dependency(d.From, d.To) == nil {
			t.Dependencies = append(t.Dependencies, d)
		}
	}
	for _, c := range old.Combined {
		if t.CombinedOf(c.Columns) == nil {
			t.Combined = append(t.Combined, c)
		}
	}
}

// collector measures the columns of rows that pass.
type collector struct {
	cols    []*columnSample
	rows    int64  // that have passed
	looked  int64  // of them looked into
	within  uint64 // those whose numbers are hashed to no more
	sampled int
	most    int
	// values compute what is not in the row, and comes behind it; exprs are those of them that objects of
	// CREATE STATISTICS have, failed the slots of those that could not be computed of a row.
	values []func(row []types.Datum) (types.Datum, error)
	exprs  []MeasuredExpr
	failed []int
}

// columnSample measures one column: all of its values by a sketch, some of them
// themselves.
type columnSample struct {
	id     catalog.ColumnID
	slot   int
	t      *types.Type
	keyed  bool // values have an order
	sketch Sketch
	nulls  int64
	bytes  int64
	cells  []cell
	hashes []uint64 // of the sample's values, where the rest of the rows is not looked into; 0: NULL
	hashed bool
	// elements is nil where values have no parts.
	elements *elementSample
	// counts is how often the sample has each value, empty NULL; nil: nobody has asked (shareOf).
	counts map[string]int
	empty  int
}

// cell is a value of the sample: its key, and the number of its row. nil: NULL.
type cell struct {
	key []byte
	row int64
	cut bool
}

func newCollector(t *catalog.TableDesc, want map[int]bool, exprs []Expr) *collector {
	c := &collector{within: math.MaxUint64}
	for i := range t.Columns {
		col := &t.Columns[i]
		if col.Hidden || !types.Comparable(col.Type) || want != nil && !want[i] {
			continue
		}
		c.cols = append(c.cols, newColumnSample(col.ID, i, col.Type))
	}
	c.addExprs(exprs, len(t.Columns))
	elementsOf(c.cols)
	c.most = min(sampleRowsMax, sampleCellsMax/max(1, len(c.cols)))
	return c
}

func newColumnSample(id catalog.ColumnID, slot int, t *types.Type) *columnSample {
	return &columnSample{id: id, slot: slot, t: t, keyed: rowenc.CanBeKey(t)}
}

// sample has as few rows looked into as make a sample of a table of so many.
func (c *collector) sample(likely int64) {
	if share := float64(c.most) / float64(likely); share < 1 {
		c.within = uint64(share * math.MaxUint64)
	}
	for _, s := range c.cols {
		s.hashed = true
	}
}

// hash keeps the hashes of the columns that are looked at together.
func (c *collector) hash(list []Together) {
	for _, w := range list {
		for _, s := range c.cols {
			s.hashed = s.hashed || slices.Contains(w.Columns, s.id) || len(w.Exprs) > 0 && s.id >= exprColumn
		}
	}
}

// wants tells whether the next row is to be added. Which are is decided by their numbers, so that the
// same table is always measured alike.
func (c *collector) wants() bool { return mix(uint64(c.rows)+1) <= c.within }

// add takes a row. The sample is a reservoir (Vitter's R): each row is in it with the
// same probability.
func (c *collector) add(row []types.Datum) {
	at := c.sampled
	if c.sampled == c.most {
		at = int(mix(uint64(c.looked)+1) % uint64(c.looked+1))
	}
	for _, s := range c.cols {
		s.add(row[s.slot], c.rows, at, c.most)
		if s.elements != nil {
			s.elements.add(row[s.slot], c.looked)
		}
	}
	c.looked++
	c.sampled = min(c.sampled+1, c.most)
}

func (s *columnSample) add(d types.Datum, row int64, at, most int) {
	var key []byte
	var hash uint64
	cut := false
	if d.IsNull() {
		s.nulls++
	} else {
		hash = max(1, types.Hash(s.t, d, 0))
		s.sketch.Add(hash)
		s.bytes += int64(widthOf(s.t, d))
		if s.keyed && at < most {
			key = rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: s.t}, d)
			if cut = len(key) > valueBytesMax; cut {
				key = slices.Clone(key[:valueBytesMax])
			}
		}
	}
	if s.keyed {
		place(&s.cells, at, most, cell{key, row, cut})
	}
	if s.hashed {
		place(&s.hashes, at, most, hash)
	}
}

// place puts an element of a sample in its place, or leaves it out.
func place[T any](sample *[]T, at, most int, x T) {
	switch {
	case at >= most:
	case at == len(*sample):
		*sample = append(*sample, x)
	default:
		(*sample)[at] = x
	}
}

// widthOf is the size of a value as Postgres would count it.
func widthOf(t *types.Type, d types.Datum) int {
	if t.Len > 0 {
		return int(t.Len)
	}
	switch d.Kind() {
	case types.KindText, types.KindBytes:
		if n := len(d.Text()); n < 127 { // a short header
			return n + 1
		}
		return len(d.Text()) + 4
	}
	return d.MemoryBytes() + 4
}

// column sums a sample up, of a table of so many rows, looked of which were added.
func (s *columnSample) column(rows, looked int64) Column {
	c := Column{ID: s.id, Distinct: s.sketch.Distinct(), Nulls: s.nulls}
	if n := looked - s.nulls; n > 0 {
		c.Width = s.bytes / n
		c.Distinct = min(c.Distinct, n)
	}
	if looked < rows && looked > 0 {
		c.Nulls = int64(float64(s.nulls) / float64(looked) * float64(rows))
		c.Distinct = distinctOf(slices.Clone(s.hashes), rows-c.Nulls)
	}
	whole := len(s.cells)
	cells := slices.DeleteFunc(s.cells, func(x cell) bool { return x.key == nil })
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.row, b.row)) })
	c.Correlation = correlation(cells)
	common := commonOf(cells, c.Distinct)
	for _, g := range common {
		c.Common = append(c.Common, Common{Key: cells[g.from].key, Share: float64(g.n) / float64(whole)})
	}
	c.Bounds = boundsOf(cells, common)
	if s.elements != nil {
		c.Elements, c.Rare = s.elements.sum(rows)
	}
	return c
}

// distinctOf estimates how many distinct values n have, by a sample of all with their NULLs (0):
// Duj1 of Haas and Stokes, Estimating the number of classes in a finite population (1998), equation
// 10, which Postgres uses, too.
func distinctOf(sample []uint64, n int64) int64 {
	slices.Sort(sample)
	i := 0
	for i < len(sample) && sample[i] == 0 {
		i++
	}
	sample = sample[i:]
	distinct, once := 0, 0
	for i := 0; i < len(sample); {
		j := i + 1
		for j < len(sample) && sample[j] == sample[i] {
			j++
		}
		if distinct++; j-i == 1 {
			once++
		}
		i = j
	}
	if distinct == 0 {
		return 0
	}
	size, f1 := float64(len(sample)), float64(once)
	return min(n, int64(size*float64(distinct)/(size-f1+f1*size/float64(n))+0.5))
}

// group is equal cells.
type group struct{ from, n int }

// commonOf finds the values that are so frequent that it is worth to know them: all,
// where there are few values, else those clearly above the average.
func commonOf(cells []cell, distinct int64) []group {
	var all []group
	for i := 0; i < len(cells); {
		j := i + 1
		for j < len(cells) && bytes.Equal(cells[j].key, cells[i].key) {
			j++
		}
		if !cells[i].cut && j-i > 1 {
			all = append(all, group{i, j - i})
		}
		i = j
	}
	slices.SortFunc(all, func(a, b group) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.from, b.from)) })
	if int64(len(all)) >= distinct && len(all) <= commonMax {
		return all
	}
	least := 1.25 * float64(len(cells)) / math.Max(1, float64(distinct))
	n := 0
	for n < len(all) && n < commonMax && float64(all[n].n) > least {
		n++
	}
	return all[:n]
}

// boundsOf makes a histogram of the cells that are no common values: bounds between which
// equally many lie.
func boundsOf(cells []cell, common []group) [][]byte {
	drop := make(map[int]int, len(common))
	for _, g := range common {
		drop[g.from] = g.n
	}
	var rest [][]byte
	for i := 0; i < len(cells); {
		if n := drop[i]; n > 0 {
			i += n
			continue
		}
		rest = append(rest, cells[i].key)
		i++
	}
	n := min(boundsMax, len(rest))
	if n < 2 {
		return nil
	}
	out := make([][]byte, n)
	for i := range out {
		out[i] = rest[i*(len(rest)-1)/(n-1)]
	}
	return out
}

// correlation is that of the order of values with the order of rows, -1 to 1.
func correlation(cells []cell) float64 {
	n := float64(len(cells))
	if n < 2 {
		return 0
	}
	byRow := make([]int, len(cells))
	for i := range byRow {
		byRow[i] = i
	}
	slices.SortFunc(byRow, func(a, b int) int { return cmp.Compare(cells[a].row, cells[b].row) })
	var sum float64
	for rank, i := range byRow {
		sum += float64(rank) * float64(i)
	}
	mean := (n - 1) / 2
	return (sum/n - mean*mean) / ((n*n - 1) / 12)
}

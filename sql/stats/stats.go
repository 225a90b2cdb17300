// Package stats keeps what the planner asks about tables: how many rows, and
// per column how many distinct values and NULLs, the most common values, a histogram of
// the others, how their order goes with that of the rows, and what values that have parts are made of.
//
//	0x04 's' table → Table
//	0x04 'S'       → which tables were measured last (follow.go)
//	0x04 'S' table → until when a node has it to itself to measure it (keep.go)
//
// ANALYZE measures, and nodes do by themselves what has changed much (Keep); between two
// measurements writers report what they have added
// (Changed), so that a table which was filled since is not taken for empty.
// Nothing here is exact and nothing depends on it being so.
//
// Columns' distinct values are counted by a sketch of the smallest hashes (k
// minimum values; Bar-Yossef et al. 2002), in fixed memory.
package stats

import (
	"context"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// Column is what is known of a column.
type Column struct {
	ID       catalog.ColumnID
	Distinct int64 // distinct values, NULL not counted
	Nulls    int64
	Width    int64 // bytes on average
	// Correlation is that of the order of values with the order of rows, -1 to 1.
	Correlation float64
	// Common are the most frequent values, the most frequent first.
	Common []Common
	// Bounds part the other values into parts of equal size, in ascending order. Like
	// Common's, they are keys (rowenc, ascending), perhaps cut.
	Bounds [][]byte
	// Elements are the most frequent parts of values (elements.go), in order of their keys, and Rare is the
	// share of rows that any other has. Both are 0 where values have none.
	Elements []Common
	Rare     float64
}

// Common is a frequent value.
type Common struct {
	Key   []byte
	Share float64 // of all rows
}

// Table is what ANALYZE measured.
type Table struct {
	ID      catalog.ID
	Prefix  uint64 // of the rows that were measured
	Rows    int64
	At      int64 // nanoseconds since the Unix epoch
	Auto    bool  // nobody asked for it
	Columns []Column
	// Exprs are the expressions of CREATE STATISTICS that were measured, each of which is a column, too.
	Exprs []MeasuredExpr
	// Groups, Dependencies and Combined are of what CREATE STATISTICS asks for.
	Groups       []Group
	Dependencies []Dependency
	Combined     []Combined
}

// Store keeps statistics in memory and on disk. Safe for concurrent use.
type Store struct {
	db    *coord.DB
	o     Options
	group *stop.Group
	used  atomic.Bool   // since the other nodes' were last looked at
	seen  atomic.Uint64 // number of the newest measurement known

	version atomic.Uint64
	absent  map[catalog.ID]int // in how many of sweep's last looks tables were not there

	mu     sync.RWMutex // a leaf; guards the map
	tables map[catalog.ID]*entry
}

// Options are what a Store needs beside its database.
type Options struct {
	// Version reports whether all nodes understand what came with a version; nil: no.
	Version func(uint32) bool
}

type entry struct {
	table    atomic.Pointer[Table]
	changed  atomic.Int64 // rows added since
	modified atomic.Int64 // rows inserted, updated and deleted since
	class    atomic.Int64 // of size, when plans were last asked to notice
	// What this node's statements have written since it started, whatever became of it.
	inserted, updated, deleted atomic.Int64
	scans                      map[catalog.IndexID]*ScanCount // under Store.mu; 0: from end to end
}

// unmeasuredRowsMin is the size from which a table that was never measured
// counts with the rows that this node has seen added. Below it the planner's
// own guess holds, so that plans over small tables don't depend on who filled them.
const unmeasuredRowsMin = 1000

// classOf puts tables whose plans should be alike together: a step is a factor
// of eight.
func classOf(rows int64) int64 {
	return int64(bits.Len64(uint64(max(rows, 0)/unmeasuredRowsMin))+2) / 3
}

// Open reads what is stored. Close it.
func Open(ctx context.Context, db *coord.DB, o Options) (*Store, error) {
	s := &Store{db: db, o: o, tables: map[catalog.ID]*entry{}, group: stop.New()}
	return s, s.read(ctx, func(l log) []keys.Span { return all() })
}

// Close ends what Follow began.
func (s *Store) Close() { s.group.Stop() }

func key(id catalog.ID) keys.Key {
	return keys.AppendUvarint(keys.Key{keys.System, 's'}, uint64(id))
}

func (s *Store) entry(id catalog.ID) *entry {
	if e := s.lookup(id); e != nil {
		return e
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.tables[id]
	if e == nil {
		e = &entry{}
		s.tables[id] = e
	}
	return e
}

func (s *Store) lookup(id catalog.ID) *entry {
	if !s.used.Load() {
		s.used.Store(true)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.tables[id]
}

// Rows estimates a table's rows; ok is false where nothing is known.
func (s *Store) Rows(id catalog.ID) (rows float64, ok bool) {
	e := s.lookup(id)
	if e == nil {
		return 0, false
	}
	n := e.changed.Load()
	if t := e.table.Load(); t != nil {
		return float64(max(n+t.Rows, 0)), true
	}
	return float64(max(n, 0)), n >= unmeasuredRowsMin
}

// Version changes whenever a table has grown or shrunk so much that plans made
// before may be the wrong ones. Starts at 0.
func (s *Store) Version() uint64 { return s.version.Load() }

// Column returns what is known of a column, and of how many rows; nil for nothing. It
// must not be changed.
func (t *Table) Column(id catalog.ColumnID) *Column {
	if t == nil {
		return nil
	}
	for i := range t.Columns {
		if t.Columns[i].ID == id {
			return &t.Columns[i]
		}
	}
	return nil
}

// Table returns what ANALYZE measured, nil for nothing. It must not be changed.
func (s *Store) Table(id catalog.ID) *Table {
	if e := s.lookup(id); e != nil {
		return e.table.Load()
	}
	return nil
}

// Modified reports that rows of a table were changed which are as many as before.
func (s *Store) Modified(id catalog.ID, rows int64) {
	if rows > 0 {
		e := s.entry(id)
		e.modified.Add(rows)
		e.updated.Add(rows)
	}
}

// Mixed reports that rows were inserted, updated or deleted, who knows which.
func (s *Store) Mixed(id catalog.ID, rows int64) {
	if rows > 0 {
		s.entry(id).modified.Add(rows)
	}
}

// Written is how many rows of a table this node's statements have inserted, updated and deleted
// since it started, or since ResetCounts.
func (s *Store) Written(id catalog.ID) (inserted, updated, deleted int64) {
	if e := s.lookup(id); e != nil {
		return e.inserted.Load(), e.updated.Load(), e.deleted.Load()
	}
	return 0, 0, 0
}

// ResetCounts has Written and Scans begin anew.
func (s *Store) ResetCounts(id catalog.ID) {
	e := s.lookup(id)
	if e == nil {
		return
	}
	e.inserted.Store(0)
	e.updated.Store(0)
	e.deleted.Store(0)
	s.mu.RLock()
	defer s.mu.RUnlock()
	for _, c := range e.scans {
		c.reset()
	}
}

// ModifiedRows is how many rows this node has seen change since the last measurement.
func (s *Store) ModifiedRows(id catalog.ID) int64 {
	if e := s.lookup(id); e != nil {
		return e.modified.Load()
	}
	return 0
}

// Changed reports that rows were added to (or, negative, deleted from) a table.
func (s *Store) Changed(id catalog.ID, rows int64) {
	if rows == 0 {
		return
	}
	e := s.entry(id)
	e.modified.Add(max(rows, -rows))
	if rows > 0 {
		e.inserted.Add(rows)
	} else {
		e.deleted.Add(-rows)
	}
	n := e.changed.Add(rows)
	if t := e.table.Load(); t != nil {
		n += t.Rows
	}
	s.noticed(e, n)
}

// noticed asks for new plans where a table of n rows has changed its class.
func (s *Store) noticed(e *entry, n int64) {
	if c := classOf(n); e.class.Swap(c) != c {
		s.version.Add(1)
	}
}

// Save keeps what was measured, in a transaction of its own.
func (s *Store) Save(ctx context.Context, t *Table) error {
	err := s.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "statistics"},
		func(ctx context.Context, txn *coord.Txn) error {
			if err := txn.StartStatement(ctx); err != nil {
				return err
			}
			k := key(t.ID)
			got, err := txn.Lock(ctx, []coord.LockTarget{{Key: k, Mode: kvpb.LockMode_UPDATE}, {Key: logKey(), Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
			if err != nil {
				return err
			}
			l, err := decodeLog(got[1].Value)
			if err != nil {
				return err
			}
			if err := txn.Put(ctx, k, t.encode(s.form(t)), kvpb.LockMode_UPDATE); err != nil {
				return err
			}
			return txn.Put(ctx, logKey(), l.next(t.ID).encode(), kvpb.LockMode_UPDATE)
		})
	if err != nil {
		return err
	}
	s.learn(t)
	return nil
}

// learn takes a measurement, unless it is known.
func (s *Store) learn(t *Table) {
	e := s.entry(t.ID)
	old := e.table.Swap(t)
	if old != nil && old.At == t.At && old.Rows == t.Rows {
		return
	}
	e.changed.Store(0)
	e.modified.Store(0)
	e.class.Store(classOf(t.Rows))
	s.version.Add(1)
}

// form is that in which a measurement is stored: the fullest that all nodes know, or that it needs.
func (s *Store) form(t *Table) byte {
	switch known := s.o.Version; {
	case known == nil || !known(version.Guarded):
		return format
	case len(t.Exprs)+len(t.Combined) > 0 && known(version.Combined):
		return formatCombined
	case t.hasElements() && known(version.Sampled):
		return formatElements
	case len(t.Groups)+len(t.Dependencies) > 0 && known(version.Declared):
		return formatTogether
	}
	return formatFull
}

// The forms of a measurement. What an older build does not know it skips.
const (
	format     = 1 // counts
	formatFull = 2 // counts, common values and histograms: from version.Guarded on
	// formatTogether has columns that are looked at together: from version.Declared on.
	formatTogether = 3
	// formatElements has what values are made of as well: from version.Sampled on.
	formatElements = 4
	// formatCombined has expressions and frequent combinations as well: from version.Combined on.
	formatCombined = 5
)

func (t *Table) hasElements() bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return len(c.Elements) > 0 || c.Rare > 0 })
}

var errStats = errors.New("stats: malformed statistics")

func (t *Table) encode(form byte) []byte {
	b, full := []byte{form}, form >= formatFull
	if form < formatCombined {
		t = t.older()
	}
	for _, v := range []int64{int64(t.ID), int64(t.Prefix), t.Rows, t.At} {
		b = binary.AppendVarint(b, v)
	}
	if full {
		b = append(b, 0)
		if t.Auto {
			b[len(b)-1] = 2 // 1 as a varint
		}
	}
	if form >= formatCombined {
		b = t.appendExprs(b)
	}
	b = binary.AppendVarint(b, int64(len(t.Columns)))
	for i := range t.Columns {
		c := &t.Columns[i]
		for _, v := range []int64{int64(c.ID), c.Distinct, c.Nulls, c.Width} {
			b = binary.AppendVarint(b, v)
		}
		if full {
			b = c.appendValues(b)
		}
		if form >= formatElements {
			b = c.appendElements(b)
		}
	}
	if form >= formatTogether {
		b = t.appendTogether(b)
	}
	if form >= formatCombined {
		b = t.appendCombined(b)
	}
	return b
}

// shareUnit is what shares are stored in.
const shareUnit = 1 << 30

func (c *Column) appendValues(b []byte) []byte {
	b = binary.AppendVarint(b, int64(c.Correlation*shareUnit))
	b = binary.AppendVarint(b, int64(len(c.Common)))
	for _, x := range c.Common {
		b = binary.AppendVarint(b, int64(x.Share*shareUnit))
		b = append(binary.AppendVarint(b, int64(len(x.Key))), x.Key...)
	}
	b = binary.AppendVarint(b, int64(len(c.Bounds)))
	for _, k := range c.Bounds {
		b = append(binary.AppendVarint(b, int64(len(k))), k...)
	}
	return b
}

// reader reads what encode wrote; after an error it gives zeros.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) fail() {
	r.bad, r.b = true, nil
}

func (r *reader) int() int64 {
	v, w := binary.Varint(r.b)
	if w <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[w:]
	return v
}

// count reads how many things follow, each of which takes a byte at least.
func (r *reader) count() int {
	n := r.int()
	if n < 0 || n > int64(len(r.b)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) bytes() []byte {
	n := r.count()
	k := r.b[:n:n]
	r.b = r.b[n:]
	return k
}

// share reads a number from -1 to 1.
func (r *reader) share() float64 {
	v := r.int()
	if v < -shareUnit || v > shareUnit {
		r.fail()
		return 0
	}
	return float64(v) / shareUnit
}

func (c *Column) readValues(r *reader) {
	c.Correlation = r.share()
	for range r.count() {
		share := r.share()
		c.Common = append(c.Common, Common{Key: r.bytes(), Share: share})
	}
	for range r.count() {
		c.Bounds = append(c.Bounds, r.bytes())
	}
}

// decode reads what encode wrote. It never panics on malformed input.
func decode(b []byte) (*Table, error) {
	if len(b) == 0 || b[0] < format || b[0] > formatCombined {
		return nil, errStats
	}
	r := &reader{b: b[1:]}
	t := &Table{ID: catalog.ID(r.int()), Prefix: uint64(r.int()), Rows: r.int(), At: r.int()}
	full := b[0] >= formatFull
	if full {
		t.Auto = r.int() == 1
	}
	if b[0] >= formatCombined {
		t.readExprs(r)
	}
	for range r.count() {
		c := Column{ID: catalog.ColumnID(r.int()), Distinct: r.int(), Nulls: r.int(), Width: r.int()}
		if full {
			c.readValues(r)
		}
		if b[0] >= formatElements {
			c.readElements(r)
		}
		t.Columns = append(t.Columns, c)
	}
	if b[0] >= formatTogether {
		t.readTogether(r)
	}
	if b[0] >= formatCombined {
		t.readCombined(r)
	}
	if r.bad || len(r.b) != 0 || !t.known() {
		return nil, errStats
	}
	return t, nil
}

// Package stats keeps what the planner asks about tables: how many rows, and
// per column how many distinct values and NULLs.
//
//	0x04 's' table → Table
//	0x04 'S'       → which tables were measured last (follow.go)
//
// ANALYZE measures; between two of them writers report what they have added
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
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/base/stop"
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
}

// Table is what ANALYZE measured.
type Table struct {
	ID      catalog.ID
	Prefix  uint64 // of the rows that were measured
	Rows    int64
	At      int64 // nanoseconds since the Unix epoch
	Columns []Column
}

// Store keeps statistics in memory and on disk. Safe for concurrent use.
type Store struct {
	db    *coord.DB
	group *stop.Group
	used  atomic.Bool   // since the other nodes' were last looked at
	seen  atomic.Uint64 // number of the newest measurement known

	version atomic.Uint64

	mu     sync.RWMutex // a leaf; guards the map
	tables map[catalog.ID]*entry
}

type entry struct {
	table   atomic.Pointer[Table]
	changed atomic.Int64 // rows added since
	class   atomic.Int64 // of size, when plans were last asked to notice
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
func Open(ctx context.Context, db *coord.DB) (*Store, error) {
	s := &Store{db: db, tables: map[catalog.ID]*entry{}, group: stop.New()}
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

// Distinct estimates the distinct values of a column; ok is false where it was
// never measured.
func (s *Store) Distinct(id catalog.ID, col catalog.ColumnID) (n int64, ok bool) {
	t := s.Table(id)
	if t == nil {
		return 0, false
	}
	for _, c := range t.Columns {
		if c.ID == col {
			return c.Distinct, true
		}
	}
	return 0, false
}

// Table returns what ANALYZE measured, nil for nothing. It must not be changed.
func (s *Store) Table(id catalog.ID) *Table {
	if e := s.lookup(id); e != nil {
		return e.table.Load()
	}
	return nil
}

// Changed reports that rows were added to (or, negative, deleted from) a table.
func (s *Store) Changed(id catalog.ID, rows int64) {
	if rows == 0 {
		return
	}
	e := s.entry(id)
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

// Forget drops what is known of a table: it was truncated.
func (s *Store) Forget(id catalog.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.tables, id)
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
			if err := txn.Put(ctx, k, t.encode(), kvpb.LockMode_UPDATE); err != nil {
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
	e.class.Store(classOf(t.Rows))
	s.version.Add(1)
}

const format = 1

var errStats = errors.New("stats: malformed statistics")

func (t *Table) encode() []byte {
	b := []byte{format}
	for _, v := range []int64{int64(t.ID), int64(t.Prefix), t.Rows, t.At, int64(len(t.Columns))} {
		b = binary.AppendVarint(b, v)
	}
	for _, c := range t.Columns {
		for _, v := range []int64{int64(c.ID), c.Distinct, c.Nulls, c.Width} {
			b = binary.AppendVarint(b, v)
		}
	}
	return b
}

// decode reads what encode wrote. It never panics on malformed input.
func decode(b []byte) (*Table, error) {
	if len(b) == 0 || b[0] != format {
		return nil, errStats
	}
	b = b[1:]
	ok := true
	next := func() int64 {
		v, w := binary.Varint(b)
		if w <= 0 {
			ok, b = false, nil
			return 0
		}
		b = b[w:]
		return v
	}
	t := &Table{ID: catalog.ID(next()), Prefix: uint64(next()), Rows: next(), At: next()}
	n := next()
	if n < 0 || n > int64(len(b)) {
		return nil, errStats
	}
	for range n {
		t.Columns = append(t.Columns, Column{ID: catalog.ColumnID(next()), Distinct: next(), Nulls: next(), Width: next()})
	}
	if !ok || len(b) != 0 {
		return nil, errStats
	}
	return t, nil
}

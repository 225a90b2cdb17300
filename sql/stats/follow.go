package stats

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// Follow looks that often whether other nodes have measured tables, while anybody asks
// about any. Until Close.
func (s *Store) Follow(every time.Duration) {
	s.group.Every(every, func(ctx context.Context) {
		if s.used.Swap(false) {
			// What can't be read now is read the next time: plans go on with what there is.
			if err := s.Refresh(ctx); err != nil {
				s.used.Store(true)
			}
		}
	})
}

// Refresh reads what was measured since the last look.
func (s *Store) Refresh(ctx context.Context) error {
	return s.read(ctx, func(l log) []keys.Span {
		ids, ok := l.since(s.seen.Load())
		if !ok {
			return all()
		}
		spans := make([]keys.Span, len(ids))
		for i, id := range ids {
			spans[i] = keys.Point(key(id))
		}
		return spans
	})
}

// all is the statistics of all tables.
func all() []keys.Span {
	p := keys.Key{keys.System, 's'}
	return []keys.Span{{Start: p, End: p.PrefixEnd()}}
}

// read reads the log, and what `which` makes of it.
func (s *Store) read(ctx context.Context, which func(log) []keys.Span) error {
	var l log
	var tables []*Table
	err := s.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, Name: "statistics"},
		func(ctx context.Context, t *coord.Txn) error {
			if err := t.StartStatement(ctx); err != nil {
				return err
			}
			b, _, err := t.Get(ctx, logKey(), kvpb.WholeRow, nil)
			if err != nil {
				return err
			}
			if l, err = decodeLog(b); err != nil {
				return err
			}
			tables, err = readTables(ctx, t, which(l))
			return err
		})
	if err != nil {
		return err
	}
	for _, t := range tables {
		s.learn(t)
	}
	s.seen.Store(l.number)
	return nil
}

func readTables(ctx context.Context, t *coord.Txn, spans []keys.Span) (out []*Table, err error) {
	if len(spans) == 0 {
		return nil, nil
	}
	rows := t.Scan(ctx, coord.ScanSpec{Spans: spans})
	defer rows.Close()
	for rows.Next(ctx) {
		// A copy: what is decoded keeps parts of it, and the scan's holds until the next row.
		if d, err := decode(bytes.Clone(rows.Value())); err == nil {
			out = append(out, d)
		}
	}
	return out, rows.Err()
}

// log is the row that every ANALYZE writes: how many there were, and the tables of the
// last ones, newest first.
type log struct {
	number uint64
	tables []catalog.ID
}

func logKey() keys.Key { return keys.Key{keys.System, 'S'} }

// logTablesMax is how many tables the log names.
const logTablesMax = 256

func (l log) next(id catalog.ID) log {
	n := log{l.number + 1, append([]catalog.ID{id}, l.tables...)}
	n.tables = n.tables[:min(len(n.tables), logTablesMax)]
	return n
}

// since returns the tables that were measured after number, sorted by key; ok is false
// where the log does not reach back so far.
func (l log) since(number uint64) (ids []catalog.ID, ok bool) {
	if number > l.number || l.number-number > uint64(len(l.tables)) {
		return nil, false
	}
	ids = slices.Clone(l.tables[:l.number-number])
	slices.SortFunc(ids, func(a, b catalog.ID) int { return bytes.Compare(key(a), key(b)) })
	return slices.Compact(ids), true
}

func (l log) encode() []byte {
	b := binary.AppendUvarint([]byte{format}, l.number)
	for _, id := range l.tables {
		b = binary.AppendUvarint(b, uint64(id))
	}
	return b
}

// decodeLog reads what encode wrote; no bytes are an empty log. It never panics on
// malformed input.
func decodeLog(b []byte) (log, error) {
	var l log
	if len(b) == 0 {
		return l, nil
	}
	if b[0] != format {
		return l, errStats
	}
	first := true
	for b = b[1:]; first || len(b) > 0; first = false {
		v, w := binary.Uvarint(b)
		switch {
		case w <= 0, !first && (v >= 1<<32 || len(l.tables) == logTablesMax):
			return log{}, errStats
		case first:
			l.number = v
		default:
			l.tables = append(l.tables, catalog.ID(v))
		}
		b = b[w:]
	}
	return l, nil
}

package schema

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// judge looks at the whole database as it was at a timestamp.
type judge struct {
	w    *world
	cat  *catalog.Catalog
	seen map[uint64]bool // prefixes that were in use
}

// rows are the keys of one prefix at one timestamp.
type rows struct {
	keys, values [][]byte
}

// at checks every table at r: all rows decode under the schema at r, and each index holds
// what the rows say and no more (T13, T20). It returns how many keys lie under prefixes of
// no table, by prefix.
func (j *judge) at(ctx context.Context, r hlc.Timestamp) (dead map[uint64]int, err error) {
	snap, err := j.cat.Snapshot(ctx, r)
	if err != nil {
		return nil, err
	}
	txn := j.cat.DB().Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, AsOf: r})
	defer txn.Rollback(ctx)
	live := map[uint64]*catalog.TableDesc{}
	for t := range snap.Tables(0) {
		live[t.Prefix], j.seen[t.Prefix] = t, true
	}
	for _, t := range live {
		if err := j.table(ctx, txn, t); err != nil {
			return nil, fmt.Errorf("at %v: %w", r, err)
		}
	}
	return unowned(ctx, txn, live)
}

// unowned counts the keys of prefixes that no table has.
func unowned(ctx context.Context, txn *coord.Txn, live map[uint64]*catalog.TableDesc) (map[uint64]int, error) {
	const space, prefixMax = uint64(catalog.DatabaseDefault), 1 << 20
	first := keys.TablePrefix(space, 0)
	all, err := scan(ctx, txn, keys.Span{Start: first, End: keys.TablePrefix(space, prefixMax)})
	if err != nil {
		return nil, err
	}
	dead := map[uint64]int{}
	for _, k := range all.keys {
		prefix, _, ok := keys.DecodeUvarint(k[len(first)-len(keys.AppendUvarint(nil, 0)):])
		if !ok {
			return nil, fmt.Errorf("key %x", k)
		}
		if live[prefix] == nil {
			dead[prefix]++
		}
	}
	return dead, nil
}

func scan(ctx context.Context, txn *coord.Txn, span keys.Span) (rows, error) {
	var out rows
	s := txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{span}})
	defer s.Close()
	for s.Next(ctx) {
		out.keys = append(out.keys, bytes.Clone(s.Key()))
		out.values = append(out.values, bytes.Clone(s.Value()))
	}
	return out, s.Err()
}

// table checks one table.
func (j *judge) table(ctx context.Context, txn *coord.Txn, t *catalog.TableDesc) error {
	decoded, err := decode(ctx, txn, t, t.Primary())
	if err != nil {
		return fmt.Errorf("table %s: %w", t.Name, err)
	}
	for i := range t.Checks {
		if err := check(t, &t.Checks[i], decoded); err != nil {
			return err
		}
	}
	for i := range t.Columns {
		for _, row := range decoded {
			if t.Columns[i].NotNull && row[i].IsNull() {
				return fmt.Errorf("table %s: column %s is NULL in %v", t.Name, t.Columns[i].Name, row)
			}
		}
	}
	for i := range t.Indexes[1:] {
		ix := &t.Indexes[i+1]
		if ix.State != catalog.IndexPublic {
			continue
		}
		if err := j.agree(ctx, txn, t, ix, decoded); err != nil {
			return err
		}
	}
	return nil
}

func decode(ctx context.Context, txn *coord.Txn, t *catalog.TableDesc, ix *catalog.IndexDesc) ([][]types.Datum, error) {
	got, err := scan(ctx, txn, t.Span(ix))
	if err != nil {
		return nil, err
	}
	l := t.Layout(ix)
	dec := l.Decoder()
	out := make([][]types.Datum, len(got.keys))
	for i := range got.keys {
		out[i] = make([]types.Datum, len(t.Columns))
		if err := l.Decode(dec, got.keys[i], got.values[i], out[i]); err != nil {
			return nil, fmt.Errorf("row %x: %w", got.keys[i], err)
		}
	}
	return out, nil
}

// check evaluates the checks that the world makes: b <> k, with k the last digit of the name.
func check(t *catalog.TableDesc, c *catalog.CheckDesc, decoded [][]types.Datum) error {
	_, slot, ok := t.ColumnNamed("b")
	if !ok {
		return nil
	}
	k := int64(c.Name[len(c.Name)-1] - '0')
	for _, row := range decoded {
		if !row[slot].IsNull() && row[slot].Int() == k {
			return fmt.Errorf("table %s: b = %d violates %s", t.Name, k, c.Name)
		}
	}
	return nil
}

// agree compares an index with the rows.
func (j *judge) agree(ctx context.Context, txn *coord.Txn, t *catalog.TableDesc, ix *catalog.IndexDesc, decoded [][]types.Datum) error {
	got, err := scan(ctx, txn, t.Span(ix))
	if err != nil {
		return err
	}
	l := t.Layout(ix)
	var want []string
	for _, row := range decoded {
		want = append(want, fmt.Sprintf("%x=%x", l.AppendKey(nil, row), l.AppendValue(nil, row)))
	}
	slices.Sort(want)
	have := make([]string, len(got.keys))
	for i := range got.keys {
		have[i] = fmt.Sprintf("%x=%x", got.keys[i], got.values[i])
	}
	slices.Sort(have)
	if !slices.Equal(have, want) {
		j.explain(ctx, txn.ReadTS(), t, ix, got, decoded)
		return fmt.Errorf("index %s (%d) of %s (prefix %d, version %d, indexes %+v) holds %d entries, the table %d rows: %v", ix.Name, ix.ID, t.Name, t.Prefix, t.Version, t.Indexes, len(have), len(want), differ(have, want))
	}
	return nil
}

// differ names some that only one of the lists has.
func differ(have, want []string) (out []string) {
	for _, h := range have {
		if _, ok := slices.BinarySearch(want, h); !ok {
			out = append(out, "+"+h)
		}
	}
	for _, h := range want {
		if _, ok := slices.BinarySearch(have, h); !ok {
			out = append(out, "-"+h)
		}
	}
	return out[:min(len(out), 4)]
}

// explain tells the history of one entry that only the index or only the table has.
func (j *judge) explain(ctx context.Context, r hlc.Timestamp, t *catalog.TableDesc, ix *catalog.IndexDesc, entries rows, decoded [][]types.Datum) {
	l, primary := t.Layout(ix), t.Layout(t.Primary())
	byKey := map[string][]byte{}
	for _, row := range decoded {
		byKey[string(l.AppendKey(nil, row))] = primary.AppendKey(nil, row)
	}
	for i, e := range entries.keys {
		if _, ok := byKey[string(e)]; !ok {
			row := make([]types.Datum, len(t.Columns))
			if err := l.Decode(l.Decoder(), e, entries.values[i], row); err != nil {
				j.w.t.Log(err)
			}
			j.tell(ctx, r, e, primary.AppendKey(nil, row))
			return
		}
		delete(byKey, string(e))
	}
	for e, row := range byKey {
		j.tell(ctx, r, []byte(e), row)
		return
	}
}

// tell prints when an entry and its row changed, and the table's catalog, in the seconds before r.
func (j *judge) tell(ctx context.Context, r hlc.Timestamp, entry, row []byte) {
	const step, back = 2 * time.Millisecond, 3 * time.Second
	last := ""
	for at := r.Add(-back); at <= r; at = at.Add(step) {
		txn := j.cat.DB().Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, AsOf: at})
		_, e, err1 := txn.Get(ctx, entry, kvpb.WholeRow, nil)
		v, p, err2 := txn.Get(ctx, row, kvpb.WholeRow, nil)
		txn.Rollback(ctx)
		if now := fmt.Sprintf("entry %x: %v %v, row %x: %v %x %v", entry, e, err1, row, p, v, err2); now != last {
			j.w.t.Logf("at %v: %s", at, now)
			last = now
		}
	}
	for at, version := r.Add(-back), uint64(0); at <= r; at = at.Add(20 * time.Millisecond) {
		snap, err := j.cat.Snapshot(ctx, at)
		if err != nil {
			j.w.t.Log(err)
			return
		}
		for t := range snap.Tables(0) {
			if bytes.HasPrefix(row, keys.TablePrefix(t.SpaceID, t.Prefix)) && t.Version != version {
				version = t.Version
				var states []string
				for _, ix := range t.Indexes {
					states = append(states, fmt.Sprint(ix.ID, " ", ix.Name, " ", ix.State))
				}
				j.w.t.Logf("by %v: %s version %d format %d: %v", at, t.Name, t.Version, t.Format, states)
			}
		}
	}
}

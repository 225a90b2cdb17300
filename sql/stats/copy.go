package stats

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Copied is a table that a transaction makes as a copy of another.
type Copied struct {
	From, To catalog.ID
	// Prefix is that of the copy's rows.
	Prefix uint64
	// Fits reports whether what was measured under a prefix is still From's.
	Fits func(prefix uint64) bool
	// Number is what another object of the original has become; nil: the same.
	Number func(catalog.ID) catalog.ID
}

// exprs are those of the original, as the copies of its objects have them.
func (c *Copied) exprs(list []MeasuredExpr) []MeasuredExpr {
	if c.Number == nil || len(list) == 0 {
		return list
	}
	out := slices.Clone(list)
	for i := range out {
		x := &out[i]
		x.Object, x.Type = c.Number(x.Object), types.OID(c.Number(catalog.ID(x.Type)))
	}
	return out
}

// Copy writes what is known of tables for their copies, with the transaction that makes these.
// learn takes it in, once that has committed.
func (s *Store) Copy(ctx context.Context, txn *coord.Txn, list []Copied) (learn func(), err error) {
	type known struct {
		c     Copied
		of    *entry
		table *Table
	}
	var all []known
	var measured []*Table
	for _, c := range list {
		e := s.lookup(c.From)
		if e == nil {
			continue
		}
		k := known{c: c, of: e}
		if t := e.table.Load(); t != nil && c.Fits(t.Prefix) {
			n := *t
			n.ID, n.Prefix, n.Exprs = c.To, c.Prefix, c.exprs(t.Exprs)
			k.table = &n
			measured = append(measured, k.table)
		}
		all = append(all, k)
	}
	if err := s.saveCopies(ctx, txn, measured); err != nil {
		return nil, err
	}
	return func() {
		for _, k := range all {
			e := s.entry(k.c.To)
			if k.table != nil {
				s.learn(k.table)
			}
			n := k.of.changed.Load()
			e.changed.Store(n)
			e.modified.Store(k.of.modified.Load())
			if k.table != nil {
				n += k.table.Rows
			}
			s.noticed(e, n)
		}
	}, nil
}

// saveCopies is Save of tables that nobody knows of yet.
func (s *Store) saveCopies(ctx context.Context, txn *coord.Txn, measured []*Table) error {
	if len(measured) == 0 {
		return nil
	}
	got, err := txn.Lock(ctx, []coord.LockTarget{{Key: logKey(), Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
	if err != nil {
		return err
	}
	l, err := decodeLog(got[0].Value)
	if err != nil {
		return err
	}
	for _, t := range measured {
		if err := txn.PutFresh(ctx, key(t.ID), t.encode(s.form(t))); err != nil {
			return err
		}
		l = l.next(t.ID)
	}
	return txn.Put(ctx, logKey(), l.encode(), kvpb.LockMode_UPDATE)
}

package stats

import (
	"context"
	"encoding/binary"
	"iter"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// Keeping is how tables are measured without anybody's asking.
type Keeping struct {
	// Every is how often the tables are looked through.
	Every time.Duration
	// Tables lists them.
	Tables func() iter.Seq[*catalog.TableDesc]
	// There reports whether there is such a table: what is known of others is forgotten.
	There func(catalog.ID) bool
	// Together is what of a table's columns is looked at together.
	Together func(*catalog.TableDesc) []Together
	// Exprs are what is measured beside its columns.
	Exprs func(*catalog.TableDesc) []Expr
	// Failed is told of a table that could not be measured, or, nil, that others could not be forgotten; it is tried
	// again.
	Failed func(t *catalog.TableDesc, err error)
}

// A table is measured anew when that many of its rows were changed here, and this share
// of all: Postgres's autovacuum_analyze_threshold and …_scale_factor, but for the
// threshold, below which no plan depends on a table's figures.
const (
	staleRows  = 500
	staleShare = 0.1
)

// busyShare is how much of the time a measurement reads; the rest it waits.
const busyShare = 0.2

// claimFor is how long a node has a table to itself.
const claimFor = 15 * time.Minute

// Keep measures tables that have changed much, one at a time and at one node each, and forgets what is not there any
// more. Until Close.
func (s *Store) Keep(o Keeping) {
	s.group.Every(o.Every, func(ctx context.Context) {
		for t := range o.Tables() {
			if ctx.Err() != nil {
				return
			}
			if t.Virtual || !s.stale(t.ID) {
				continue
			}
			if err := s.renew(ctx, t, &o); err != nil && ctx.Err() == nil {
				o.Failed(t, err)
			}
		}
		if err := s.sweep(ctx, o.There); err != nil && ctx.Err() == nil {
			o.Failed(nil, err)
		}
	})
}

// stale reports whether a table has changed much since it was measured.
func (s *Store) stale(id catalog.ID) bool {
	e := s.lookup(id)
	if e == nil {
		return false
	}
	rows := int64(0)
	if t := e.table.Load(); t != nil {
		rows = t.Rows
	}
	return e.modified.Load() > staleRows+int64(staleShare*float64(rows))
}

// renew measures a table, unless another node has or does.
func (s *Store) renew(ctx context.Context, t *catalog.TableDesc, o *Keeping) error {
	if err := s.Refresh(ctx); err != nil || !s.stale(t.ID) {
		return err
	}
	mine, err := s.claim(ctx, t.ID)
	if err != nil || !mine {
		return err
	}
	began := time.Now()
	pause := func() error {
		wait := time.NewTimer(min(time.Since(began)*time.Duration((1-busyShare)*10)/time.Duration(busyShare*10), time.Second))
		defer wait.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-wait.C:
		}
		began = time.Now()
		return nil
	}
	likely, _ := s.Rows(t.ID)
	exprs := o.Exprs(t)
	m, err := Collect(ctx, s.db, t, Collecting{At: s.db.Now(), Now: time.Now(), Likely: max(1, int64(likely)), Together: o.Together(t), Exprs: exprs, Pause: pause})
	if err != nil {
		return err
	}
	m.Auto = true
	m.keepUncomputed(s.Table(t.ID), exprs)
	return s.Save(ctx, m)
}

func claimKey(id catalog.ID) keys.Key {
	return keys.AppendUvarint(keys.Key{keys.System, 'S'}, uint64(id))
}

// claim takes the right to measure a table for some time.
func (s *Store) claim(ctx context.Context, id catalog.ID) (mine bool, err error) {
	err = s.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "statistics"},
		func(ctx context.Context, txn *coord.Txn) error {
			if err := txn.StartStatement(ctx); err != nil {
				return err
			}
			k := claimKey(id)
			got, err := txn.Lock(ctx, []coord.LockTarget{{Key: k, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
			if err != nil {
				return err
			}
			now := s.db.Now()
			if until, w := binary.Uvarint(got[0].Value); w > 0 && hlc.Timestamp(until) > now {
				mine = false
				return nil
			}
			mine = true
			return txn.Put(ctx, k, binary.AppendUvarint(nil, uint64(now)+uint64(claimFor)), kvpb.LockMode_UPDATE)
		})
	return mine && err == nil, err
}

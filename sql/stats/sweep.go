package stats

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// What is known of a table goes some time after the table, in memory at each node, and on disk by whoever is first.
// Nothing else waits for it: numbers of tables are not used again.

// sweptMax is how many tables one transaction forgets.
const sweptMax = 100

// countedLooks is how many looks in a row a table that was never measured is missed in before its counts go: it may be
// one of a transaction under way. One that was measured was there for all to see.
const countedLooks = 60

// countedMax is how many such tables are waited for: the oldest numbers go first (temporary tables come by the second).
const countedMax = 10_000

// sweep forgets the tables that are not there, and were not at the last look, or at many.
func (s *Store) sweep(ctx context.Context, there func(catalog.ID) bool) error {
	last := s.absent
	s.absent = map[catalog.ID]int{}
	var gone, stored, waiting []catalog.ID
	s.mu.RLock()
	for id, e := range s.tables {
		if there(id) {
			continue
		}
		missed, measured := last[id]+1, e.table.Load() != nil
		switch {
		case measured && missed > 1:
			stored = append(stored, id)
		case missed > countedLooks:
			gone = append(gone, id)
		default:
			if s.absent[id] = missed; !measured {
				waiting = append(waiting, id)
			}
		}
	}
	s.mu.RUnlock()
	if more := len(waiting) - countedMax; more > 0 {
		slices.Sort(waiting)
		gone = append(gone, waiting[:more]...)
	}
	s.forget(gone)
	for len(stored) > 0 {
		some := stored[:min(len(stored), sweptMax)]
		if err := s.unsave(ctx, some); err != nil {
			return err
		}
		s.forget(some)
		stored = stored[len(some):]
	}
	return nil
}

func (s *Store) forget(ids []catalog.ID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, id := range ids {
		delete(s.tables, id)
	}
}

// unsave deletes what is stored of tables, unless another node has.
func (s *Store) unsave(ctx context.Context, ids []catalog.ID) error {
	var ks []coord.LockTarget
	for _, id := range ids {
		for _, k := range []keys.Key{key(id), claimKey(id)} {
			ks = append(ks, coord.LockTarget{Key: k, Mode: kvpb.LockMode_UPDATE})
		}
	}
	return s.db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "statistics"},
		func(ctx context.Context, txn *coord.Txn) error {
			if err := txn.StartStatement(ctx); err != nil {
				return err
			}
			got, err := txn.Lock(ctx, ks, coord.LockOptions{Newest: true})
			for i := 0; err == nil && i < len(ks); i++ {
				if len(got[i].Value) > 0 {
					err = txn.Delete(ctx, ks[i].Key)
				}
			}
			return err
		})
}

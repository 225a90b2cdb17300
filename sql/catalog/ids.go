package catalog

import (
	"context"
	"encoding/binary"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// FirstID is the first ID that is given out: those below belong to Postgres's
// own objects.
const FirstID ID = 16384

// idMax is the last ID: Postgres's OIDs have 32 bits.
const idMax = 1<<32 - 1

// idBlock is the IDs that were taken from the counter and not given out yet. They
// are lost when the process ends.
type idBlock struct {
	turn      chan struct{} // the right to touch what follows, also while the counter is asked
	next, end uint64
}

// NewID returns an ID that was never given out before. It is not undone by a
// rollback.
func (c *Catalog) NewID(ctx context.Context) (ID, error) {
	select {
	case c.ids.turn <- struct{}{}:
		defer func() { <-c.ids.turn }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if c.ids.next == c.ids.end {
		first, err := c.takeIDs(ctx, uint64(c.o.IDBlock))
		if err != nil {
			return 0, err
		}
		c.ids.next, c.ids.end = first, first+uint64(c.o.IDBlock)
	}
	id := c.ids.next
	c.ids.next++
	return ID(id), nil
}

// takeIDs advances the counter by n in a transaction of its own.
func (c *Catalog) takeIDs(ctx context.Context, n uint64) (first uint64, err error) {
	err = c.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "new IDs"}, func(ctx context.Context, t *coord.Txn) error {
		if err := t.StartStatement(ctx); err != nil {
			return err
		}
		got, err := t.Lock(ctx, []coord.LockTarget{{Key: counterKey(), Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
		if err != nil {
			return err
		}
		first = uint64(FirstID)
		if got[0].Exists {
			v, w := binary.Uvarint(got[0].Value)
			if w <= 0 {
				return pgerror.New(pgerror.DataCorrupted, "the counter of object IDs is malformed")
			}
			first = v
		}
		if first+n > idMax {
			return pgerror.New(pgerror.ProgramLimitExceeded, "all object IDs are used")
		}
		return t.Put(ctx, counterKey(), binary.AppendUvarint(nil, first+n), kvpb.LockMode_UPDATE)
	})
	return first, err
}

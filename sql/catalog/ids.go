package catalog

import (
	"context"
	"encoding/binary"

	"github.com/isochrondb/isochron/kv/keys"
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
	id, err := c.ids.draw(ctx, func() (uint64, uint64, error) {
		first, err := c.takeIDs(ctx, counterKey(), uint64(FirstID), uint64(c.o.IDBlock), idMax)
		return first, uint64(c.o.IDBlock), err
	})
	return ID(id), err
}

// draw takes the next ID; take gives a block where none is left.
func (b *idBlock) draw(ctx context.Context, take func() (first, n uint64, err error)) (uint64, error) {
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	if b.next == b.end {
		first, n, err := take()
		if err != nil {
			return 0, err
		}
		b.next, b.end = first, first+n
	}
	b.next++
	return b.next - 1, nil
}

// Row IDs of nodes whose number has more bits than a row ID has room for come from a counter of
// the cluster, which is stored, in blocks. A bit that no clock reading has before the year 2116
// tells them from the others.
const (
	rowIDCounted = 1 << 62
	rowIDBlock   = 1 << 16
)

// countedRowID draws a row ID from the counter.
func (c *Catalog) countedRowID(ctx context.Context) (int64, error) {
	id, err := c.rowBlock.draw(ctx, func() (uint64, uint64, error) {
		first, err := c.takeIDs(ctx, rowCounterKey(), 0, rowIDBlock, rowIDCounted-1)
		return first, rowIDBlock, err
	})
	return int64(rowIDCounted | id), err
}

// takeIDs advances a counter by n in a transaction of its own.
func (c *Catalog) takeIDs(ctx context.Context, key keys.Key, begin, n, most uint64) (first uint64, err error) {
	err = c.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "new IDs"}, func(ctx context.Context, t *coord.Txn) error {
		if err := t.StartStatement(ctx); err != nil {
			return err
		}
		got, err := t.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
		if err != nil {
			return err
		}
		first = begin
		if got[0].Exists {
			v, w := binary.Uvarint(got[0].Value)
			if w <= 0 {
				return pgerror.New(pgerror.DataCorrupted, "a counter of IDs is malformed")
			}
			first = v
		}
		if first+n > most {
			return pgerror.New(pgerror.ProgramLimitExceeded, "all IDs are used")
		}
		return t.Put(ctx, key, binary.AppendUvarint(nil, first+n), kvpb.LockMode_UPDATE)
	})
	return first, err
}

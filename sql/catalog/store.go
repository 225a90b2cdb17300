package catalog

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// The rows of the catalog:
//
//	0x05 'd' id                 → descriptor (codec.go)
//	0x05 'n' parent kind name   → id of the object with this name
//
// and beside it
//
//	0x04 'o'                    → the next free ID
//	0x06 number                 → a sequence's state (sequence.go)

func descKey(id ID) keys.Key {
	return keys.AppendUvarint(append(make(keys.Key, 0, 8), keys.Catalog, 'd'), uint64(id))
}

func (k nameKey) key() keys.Key {
	b := append(make(keys.Key, 0, 16+len(k.name)), keys.Catalog, 'n')
	b = keys.AppendUvarint(b, uint64(k.parent))
	b = append(b, byte(k.kind))
	return append(b, k.name...)
}

// descSpan is all descriptors.
func descSpan() keys.Span {
	p := keys.Key{keys.Catalog, 'd'}
	return keys.Span{Start: p, End: p.PrefixEnd()}
}

// counterKey holds the next free ID.
func counterKey() keys.Key { return keys.Key{keys.System, 'o'} }

// load reads the catalog at r: for transactions older than the history, and at
// the start.
func (c *Catalog) load(ctx context.Context, r hlc.Timestamp) (*Snapshot, error) {
	t := c.o.DB.Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, AsOf: r, Name: "catalog"})
	defer t.Rollback(ctx)
	if err := t.StartStatement(ctx); err != nil {
		return nil, err
	}
	s := c.newSnapshot(t.ReadTS())
	rows := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{descSpan()}})
	defer rows.Close()
	for rows.Next(ctx) {
		d, err := decode(rows.Value())
		if err != nil {
			return nil, err
		}
		s.add(d)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	_, err := t.Commit(ctx)
	return s, err
}

// Open reads the catalog of a store, after making the first one on an empty
// store.
func Open(ctx context.Context, o Options) (*Catalog, error) {
	if o.HistoryMax == 0 {
		o.HistoryMax = 16
	}
	if o.IDBlock == 0 {
		o.IDBlock = 64
	}
	if o.CertifyAhead == 0 {
		o.CertifyAhead = 2 * time.Second
	}
	c := &Catalog{o: o, ddl: make(chan struct{}, 1)}
	c.seqs.init()
	c.ids.turn = make(chan struct{}, 1)
	for i := range c.doors {
		c.doors[i].right = make(chan struct{}, 1)
	}
	c.pendingSince.Store(int64(hlc.Max))
	if err := c.bootstrap(ctx); err != nil {
		return nil, err
	}
	s, err := c.load(ctx, 0)
	if err != nil {
		return nil, err
	}
	c.current.Store(s)
	return c, nil
}

// Run runs f in an internal transaction with a State, and commits it, again
// while it fails with something that a retry may cure.
func (c *Catalog) Run(ctx context.Context, f func(ctx context.Context, t *coord.Txn, s *State) error) error {
	s := c.NewState()
	for attempt := 0; ; attempt++ {
		err := c.runOnce(ctx, s, attempt, f)
		if err == nil || !retryable(err) || attempt == retriesMax {
			return err
		}
	}
}

// retriesMax bounds what an internal transaction tries.
const retriesMax = 100

func (c *Catalog) runOnce(ctx context.Context, s *State, attempt int, f func(ctx context.Context, t *coord.Txn, s *State) error) error {
	t := c.o.DB.Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "catalog", Retry: attempt})
	s.Begin(t)
	err := t.StartStatement(ctx)
	if err == nil {
		err = f(ctx, t, s)
	}
	if err != nil {
		s.Rollback(ctx)
		return err
	}
	_, err = s.Commit(ctx)
	return err
}

func retryable(err error) bool {
	var retry *coord.RetryError
	var stmt *coord.StatementRetry
	var dead *coord.DeadlockError
	return errors.As(err, &retry) || errors.As(err, &stmt) || errors.As(err, &dead) || errors.Is(err, ErrMoved)
}

package catalog

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// The rows of the catalog:
//
//	0x05 'd' id                 → descriptor (codec.go)
//	0x05 'n' parent kind name   → id of the object with this name
//	0x05 'v'                    → the catalog's version (version.go)
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

// rowCounterKey holds the next row ID of those that are counted.
func rowCounterKey() keys.Key { return keys.Key{keys.System, 'r'} }

// load reads the whole catalog at r (0: now): for transactions older than the history, and at
// the start. The snapshot's From is r, since what was dropped before may be collected.
func (c *Catalog) load(ctx context.Context, by reading, r hlc.Timestamp) (*Snapshot, error) {
	for again := c.judge(); ; {
		at := r
		if r == 0 {
			at = c.o.DB.Now()
		}
		s, err := c.loadOnce(ctx, by, at)
		if err == nil {
			return s, nil
		}
		if err := again(ctx, err, r == 0); err != nil {
			return nil, err
		}
	}
}

// pauseBefore is how long to wait after so many failures: 1 ms, and doubling to 32 ms, for a
// node has few such readings under way, and all of its statements wait for them.
func pauseBefore(try int) time.Duration { return time.Millisecond << min(try, 5) }

func (c *Catalog) loadOnce(ctx context.Context, by reading, r hlc.Timestamp) (*Snapshot, error) {
	s := c.newSnapshot(r)
	_, err := c.read(ctx, by, r, []keys.Span{descSpan(), keys.Point(versionKey())}, func(key, value []byte) error {
		if bytes.Equal(key, versionKey()) {
			v, err := decodeVersion(value)
			s.number = v.number
			return err
		}
		d, err := decode(value)
		if err == nil {
			s.add(d)
		}
		return err
	})
	s.complete()
	return s, err
}

// complete makes what a snapshot has besides its objects, once all of them are added.
func (s *Snapshot) complete() {
	s.rows = s.rowTablesOf()
	s.types = s.typesOf(nil)
	s.made = s.madeTypesOf()
	s.routines = s.routinesOf()
	s.operators = s.operatorsOf()
	s.statistics = s.statisticsOf()
	s.registries = s.registriesOf()
	s.searching = s.textSearchOf()
	s.watching = s.eventTriggersOf()
	s.link(nil, nil, true)
}

// Open reads the catalog of a store, after making the first one where there is none.
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
	c := &Catalog{o: o, rules: rules{o.Planted}, ddl: make(chan struct{}, 1)}
	c.seqs.init()
	c.ids.turn, c.rowBlock.turn = make(chan struct{}, 1), make(chan struct{}, 1)
	for i := range c.writers {
		c.writers[i].right = make(chan struct{}, 1)
	}
	c.own.c, c.ranged.c, c.ranged.group = c, c, stop.New()
	s, err := c.load(ctx, c.now(), 0)
	if err == nil {
		c.start(s)
		err = c.bootstrap(ctx)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// start makes s the first snapshot. Its read has left its mark: it is exact at s.from.
func (c *Catalog) start(s *Snapshot) {
	c.current.Store(s)
	if c.o.Shared {
		c.grantBy(&c.ranged)
		c.exact.Store(int64(s.from))
		return
	}
	c.grantBy(&c.own)
	c.ranged.used.Store(true) // nobody waits for a use
	c.exact.Store(int64(hlc.Max))
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

package workload

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/txn/coord"
)

// Bank are clients that move money between accounts, and ones that look at all
// of them.
type Bank struct {
	Accounts  int
	Each      int64 // in the beginning
	Isolation kvpb.Isolation
	Recorder  *Recorder
}

// Total is what all accounts hold together.
func (b *Bank) Total() int64 { return b.Each * int64(b.Accounts) }

// Open creates the accounts.
func (b *Bank) Open(ctx context.Context, db *coord.DB) error {
	return db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE}, func(ctx context.Context, t *coord.Txn) error {
		var targets []coord.LockTarget
		for i := range b.Accounts {
			targets = append(targets, coord.LockTarget{Key: AccountKey(i), Mode: kvpb.LockMode_UPDATE})
		}
		if _, err := t.Lock(ctx, targets, coord.LockOptions{Newest: true}); err != nil {
			return err
		}
		for _, x := range targets {
			if err := t.Put(ctx, x.Key, amount(b.Each), kvpb.LockMode_UPDATE); err != nil {
				return err
			}
		}
		return nil
	})
}

func amount(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func parseAmount(b []byte) (int64, error) {
	if len(b) != 8 {
		return 0, fmt.Errorf("workload: an account of %d bytes", len(b))
	}
	return int64(binary.BigEndian.Uint64(b)), nil
}

// Run sends n transactions.
func (b *Bank) Run(g func() *Gateway, client, n int, rng *rand.Rand) {
	for range n {
		w := g()
		var err error
		if rng.IntN(3) == 0 {
			err = b.Look(w, client)
		} else {
			err = b.transfer(w, rng)
		}
		if err != nil && !expected(err) && !w.Gone() {
			b.Recorder.Problem("bank: %v (%T)", err, err)
		}
	}
}

// transfer moves money between two accounts; under READ COMMITTED a statement
// that must see a newer snapshot starts over.
func (b *Bank) transfer(g *Gateway, rng *rand.Rand) error {
	from, to := rng.IntN(b.Accounts), rng.IntN(b.Accounts)
	if from == to {
		return nil
	}
	t := g.DB.Begin(coord.TxnOptions{Isolation: b.Isolation, Name: "transfer"})
	err := b.move(g.Ctx, t, from, to, 1+rng.Int64N(10))
	if err != nil {
		t.Rollback(g.Ctx)
		return err
	}
	_, err = t.Commit(g.Ctx)
	return err
}

func (b *Bank) move(ctx context.Context, t *coord.Txn, from, to int, n int64) error {
	targets := []coord.LockTarget{
		{Key: AccountKey(from), Mode: kvpb.LockMode_NO_KEY_UPDATE},
		{Key: AccountKey(to), Mode: kvpb.LockMode_NO_KEY_UPDATE},
	}
	got, err := t.Lock(ctx, targets, coord.LockOptions{Newest: b.Isolation == kvpb.Isolation_READ_COMMITTED})
	if err != nil {
		return err
	}
	for i, change := range []int64{-n, n} {
		a, err := parseAmount(got[i].Value)
		if err != nil {
			return err
		}
		if err := t.Put(ctx, targets[i].Key, amount(a+change), kvpb.LockMode_NO_KEY_UPDATE); err != nil {
			return err
		}
	}
	return nil
}

// Look reads all accounts in one transaction.
func (b *Bank) Look(g *Gateway, client int) error {
	t := g.DB.Begin(coord.TxnOptions{Isolation: b.Isolation, ReadOnly: true, Name: "look"})
	r := history.Balance{ID: client}
	rows := t.Scan(g.Ctx, coord.ScanSpec{Spans: []keys.Span{{Start: AccountKey(0), End: AccountKey(b.Accounts)}}, TargetBytes: 100})
	defer rows.Close()
	for rows.Next(g.Ctx) {
		a, err := parseAmount(rows.Value())
		if err != nil {
			return err
		}
		r.Accounts = append(r.Accounts, a)
	}
	if rows.Err() != nil {
		t.Rollback(g.Ctx)
		return rows.Err()
	}
	if _, err := t.Commit(g.Ctx); err != nil {
		return err
	}
	b.Recorder.mu.Lock()
	defer b.Recorder.mu.Unlock()
	b.Recorder.balances = append(b.Recorder.balances, r)
	return nil
}

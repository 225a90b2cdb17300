package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
)

// Registers are rows that are written blindly and read, one at a time.
type Registers struct {
	Common
	Keys int

	mu   sync.Mutex // guards what follows; a leaf
	ops  []history.RegisterOp
	next int64
}

// Name implements Load.
func (r *Registers) Name() string { return "registers" }

// Open implements Load.
func (r *Registers) Open(ctx context.Context, c *pgx.Conn) error {
	return execAll(ctx, c,
		"CREATE TABLE registers (k int PRIMARY KEY, v bigint NOT NULL)",
		fmt.Sprintf("INSERT INTO registers SELECT i, 0 FROM generate_series(0, %d) AS g(i)", r.Keys-1),
		fmt.Sprintf("ALTER TABLE registers SPLIT AT VALUES (%d)", r.Keys/2))
}

// One implements Load.
func (r *Registers) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	op := history.RegisterOp{Client: client, Write: rng.IntN(2) == 0, Key: rng.IntN(r.Keys), Value: r.value()}
	op.Invoked = r.Recorder.Now()
	var err error
	if op.Write {
		err = changesOne(ctx, c, "UPDATE registers SET v = $2 WHERE k = $1", op.Key, op.Value)
	} else {
		err = c.QueryRow(ctx, "SELECT v FROM registers WHERE k = $1", op.Key).Scan(&op.Value)
	}
	op.Outcome = r.judge(fmt.Sprint("register ", op.Key), c, alone(err))
	op.Returned = r.Recorder.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ops = append(r.ops, op)
}

// value is one that was never written.
func (r *Registers) value() int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.next++
	return r.next
}

// Final implements Load.
func (r *Registers) Final(ctx context.Context, c *pgx.Conn) error {
	for k := range r.Keys {
		op := history.RegisterOp{Client: -1, Key: k, Invoked: r.Recorder.Now()}
		if err := c.QueryRow(ctx, "SELECT v FROM registers WHERE k = $1", k).Scan(&op.Value); err != nil {
			return err
		}
		op.Outcome, op.Returned = history.Committed, r.Recorder.Now()
		r.ops = append(r.ops, op)
	}
	return nil
}

// Check implements Load.
func (r *Registers) Check() []history.Anomaly { return history.CheckRegisters(r.ops) }

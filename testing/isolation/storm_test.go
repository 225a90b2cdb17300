package isolation

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
	"github.com/isochrondb/isochron/testing/history"
)

// TestColumns has transactions at SERIALIZABLE read and write lists that share rows, each
// in a column of its own, and judges what they saw: what others change beside the columns
// that were read hurts nobody.
func TestColumns(t *testing.T) {
	h, lost := columnsStorm(t, replica.Planted{})
	if a := history.CheckLists(h, history.StrictSerializable); len(a) > 0 {
		t.Errorf("%d anomalies, the first: %v", len(a), a[0])
	}
	committed := 0
	for _, x := range h {
		if x.Outcome == history.Committed {
			committed++
		}
	}
	t.Logf("%d transactions committed, %d lost a conflict", committed, lost)
	if committed < len(h)/4 {
		t.Errorf("%d of %d transactions committed", committed, len(h))
	}
}

// TestColumnsPlanted is TestColumns where a change of the very columns that were read
// passes for one of others.
func TestColumnsPlanted(t *testing.T) {
	h, _ := columnsStorm(t, replica.Planted{BlindColumns: true})
	if a := history.CheckLists(h, history.StrictSerializable); len(a) == 0 {
		t.Error("no anomaly was seen")
	}
}

const (
	columnClients, columnTxns = 6, 80
	columnRows                = 3
	columnNames               = "abcd"
)

func columnsStorm(t *testing.T, planted replica.Planted) (h []*history.Txn, lost int) {
	ctx := context.Background()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.PlantedReplica = planted }))
	s := columns{}
	setup := c.Conn(ctx)
	if _, err := setup.Exec(ctx, fmt.Sprintf(`CREATE TABLE wide (id int PRIMARY KEY, a text DEFAULT '', b text DEFAULT '', c text DEFAULT '', d text DEFAULT '');
		INSERT INTO wide SELECT generate_series(0, %d)`, columnRows-1)); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for i := range columnClients {
		conn := c.Conn(ctx)
		all.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(i), 1))
			for range columnTxns {
				if err := s.one(ctx, conn, i, rng); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	return s.done, int(s.lost.Load())
}

// columns are the lists of a storm, one in each column of each row.
type columns struct {
	clock, next, lost atomic.Int64
	mu                sync.Mutex // guards done; a leaf
	done              []*history.Txn
}

func (s *columns) one(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) error {
	h := &history.Txn{Client: client, Invoked: s.clock.Add(1)}
	err := pgx.BeginTxFunc(ctx, c, pgx.TxOptions{IsoLevel: pgx.Serializable}, func(tx pgx.Tx) error {
		for range 2 + rng.IntN(3) {
			if err := s.step(ctx, tx, h, rng); err != nil {
				return err
			}
		}
		return nil
	})
	h.Returned, h.Outcome = s.clock.Add(1), history.Committed
	if err != nil {
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != "40001" && e.Code != "40P01" {
			return err
		}
		h.Outcome = history.Aborted
		s.lost.Add(1)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	h.ID = len(s.done) + 1
	s.done = append(s.done, h)
	return nil
}

func (s *columns) step(ctx context.Context, tx pgx.Tx, h *history.Txn, rng *rand.Rand) error {
	row, col, number := rng.IntN(columnRows), rng.IntN(len(columnNames)), len(h.Ops)+1
	name := columnNames[col : col+1]
	q, args := "SELECT id, "+name+" FROM wide WHERE id = $1", []any{row}
	switch rng.IntN(5) {
	case 0: // all rows, with a condition on the column
		q, args = "SELECT id, "+name+" FROM wide WHERE "+name+" IS NOT NULL", nil
	case 1:
		q += " FOR UPDATE"
	case 2, 3:
		x := s.next.Add(1)
		h.Ops = append(h.Ops, history.Op{Key: row*len(columnNames) + col, Append: x, Statement: number})
		q, args = "UPDATE wide SET "+name+" = "+name+" || $2 WHERE id = $1 RETURNING id, "+name, []any{row, fmt.Sprintf(" %d", x)}
	}
	rows, err := tx.Query(ctx, q, args...)
	if err != nil {
		return err
	}
	var id int
	var text string
	_, err = pgx.ForEachRow(rows, []any{&id, &text}, func() error {
		op := history.Op{Key: id*len(columnNames) + col, Read: true, Statement: number}
		for _, f := range strings.Fields(text) {
			x, err := strconv.ParseInt(f, 10, 64)
			if err != nil {
				return err
			}
			op.List = append(op.List, x)
		}
		h.Ops = append(h.Ops, op)
		return nil
	})
	return err
}

package workload

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/history"
)

// SQL are clients that do what Lists and Bank do, over the wire:
//
//	lists    (k int primary key, v text)    v is "1 5 3": a list
//	accounts (id int primary key, n int)
type SQL struct {
	Keys, Accounts int
	Each           int64
	Isolation      string // "SERIALIZABLE", …
	Recorder       *Recorder

	next atomic.Int64
}

// Open makes the tables.
func (s *SQL) Open(ctx context.Context, c *pgx.Conn) error {
	for _, q := range []string{
		"CREATE TABLE lists (k int PRIMARY KEY, v text NOT NULL)",
		"CREATE TABLE accounts (id int PRIMARY KEY, n bigint NOT NULL)",
		fmt.Sprintf("INSERT INTO lists SELECT i, '' FROM generate_series(0, %d) AS g(i)", s.Keys-1),
		fmt.Sprintf("INSERT INTO accounts SELECT i, %d FROM generate_series(0, %d) AS g(i)", s.Each, s.Accounts-1),
	} {
		if _, err := c.Exec(ctx, q); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	return nil
}

// Split divides the tables into ranges.
func (s *SQL) Split(ctx context.Context, c *pgx.Conn, ranges int) error {
	for i := 1; i < ranges; i++ {
		if _, err := c.Exec(ctx, fmt.Sprintf("ALTER TABLE lists SPLIT AT VALUES (%d)", i*s.Keys/ranges)); err != nil {
			return err
		}
	}
	_, err := c.Exec(ctx, fmt.Sprintf("ALTER TABLE accounts SPLIT AT VALUES (%d)", s.Accounts/2))
	return err
}

func sqlOutcome(err error) history.Outcome {
	var pg *pgconn.PgError
	switch {
	case err == nil:
		return history.Committed
	case errors.Is(err, errRollback), errors.Is(err, pgx.ErrTxCommitRollback):
		return history.Aborted
	case errors.As(err, &pg) && pg.Code != "40003":
		return history.Aborted
	}
	return history.Unknown
}

// One sends one transaction and records it.
func (s *SQL) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	if rng.IntN(4) == 0 {
		s.bank(ctx, c, client, rng)
		return
	}
	h := s.Recorder.Begin(client)
	var err error
	if rng.IntN(3) == 0 { // autocommit
		err = s.step(ctx, c, h, rng)
	} else {
		err = pgx.BeginTxFunc(ctx, c, pgx.TxOptions{IsoLevel: pgx.TxIsoLevel(s.Isolation)}, func(tx pgx.Tx) error {
			for range 1 + rng.IntN(4) {
				if err := s.step(ctx, tx, h, rng); err != nil {
					return err
				}
			}
			if rng.IntN(20) == 0 {
				return errRollback
			}
			return nil
		})
	}
	s.end(h, err)
}

func (s *SQL) end(h *history.Txn, err error) {
	var pg *pgconn.PgError
	if errors.As(err, &pg) && !strings.HasPrefix(pg.Code, "40") && pg.Code != "55P03" {
		s.Recorder.Problem("%v: %v", h, err)
	}
	if err != nil {
		h.Note = err.Error()
	}
	if o := sqlOutcome(err); o != history.Unknown {
		s.Recorder.End(h, o)
	}
}

type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func parseList(v string) (list []int64, err error) {
	for _, f := range strings.Fields(v) {
		x, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return list, nil
}

func (s *SQL) step(ctx context.Context, q querier, h *history.Txn, rng *rand.Rand) error {
	k := rng.IntN(s.Keys)
	switch rng.IntN(8) {
	case 0, 1:
		return s.get(ctx, q, h, k, "SELECT v FROM lists WHERE k = $1")
	case 2:
		return s.get(ctx, q, h, k, "SELECT v FROM lists WHERE k = $1 FOR UPDATE")
	case 3:
		return s.scan(ctx, q, h)
	}
	x := s.next.Add(1)
	h.Ops = append(h.Ops, history.Op{Key: k, Append: x})
	var v string
	if err := q.QueryRow(ctx, "UPDATE lists SET v = v || $2 WHERE k = $1 RETURNING v", k, fmt.Sprintf(" %d", x)).Scan(&v); err != nil {
		return err
	}
	list, err := parseList(v)
	h.Ops = append(h.Ops, history.Op{Key: k, Read: true, List: list})
	return err
}

func (s *SQL) get(ctx context.Context, q querier, h *history.Txn, k int, text string) error {
	var v string
	if err := q.QueryRow(ctx, text, k).Scan(&v); err != nil {
		return err
	}
	list, err := parseList(v)
	h.Ops = append(h.Ops, history.Op{Key: k, Read: true, List: list})
	return err
}

func (s *SQL) scan(ctx context.Context, q querier, h *history.Txn) error {
	rows, err := q.Query(ctx, "SELECT k, v FROM lists ORDER BY k DESC")
	if err != nil {
		return err
	}
	defer rows.Close()
	var ops []history.Op
	for rows.Next() {
		var k int
		var v string
		if err := rows.Scan(&k, &v); err != nil {
			return err
		}
		list, err := parseList(v)
		if err != nil {
			return err
		}
		ops = append(ops, history.Op{Key: k, Read: true, List: list})
	}
	if rows.Err() == nil {
		h.Ops = append(h.Ops, ops...)
		if len(ops) != s.Keys {
			s.Recorder.Problem("%v: a scan returned %d rows of %d", h, len(ops), s.Keys)
		}
	}
	return rows.Err()
}

func (s *SQL) bank(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	if rng.IntN(3) == 0 {
		if err := s.Look(ctx, c, client); sqlOutcome(err) == history.Unknown && ctx.Err() == nil && !broken(err) {
			s.Recorder.Problem("looking at the accounts: %v", err)
		}
		return
	}
	from, to, n := rng.IntN(s.Accounts), rng.IntN(s.Accounts), 1+rng.IntN(10)
	_ = pgx.BeginTxFunc(ctx, c, pgx.TxOptions{IsoLevel: pgx.TxIsoLevel(s.Isolation)}, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "UPDATE accounts SET n = n - $2 WHERE id = $1", from, n); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "UPDATE accounts SET n = n + $2 WHERE id = $1", to, n)
		return err
	})
}

// broken tells whether the server said 40003, or nothing.
func broken(err error) bool {
	var pg *pgconn.PgError
	return !errors.As(err, &pg) || pg.Code == "40003"
}

// Look reads all accounts in one statement.
func (s *SQL) Look(ctx context.Context, c *pgx.Conn, client int) error {
	rows, err := c.Query(ctx, "SELECT n FROM accounts")
	if err != nil {
		return err
	}
	r := history.Balance{ID: client}
	r.Accounts, err = pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return err
	}
	s.Recorder.mu.Lock()
	defer s.Recorder.mu.Unlock()
	s.Recorder.balances = append(s.Recorder.balances, r)
	return nil
}

// Final reads all lists.
func (s *SQL) Final(ctx context.Context, c *pgx.Conn) error {
	h := s.Recorder.Begin(-1)
	err := s.scan(ctx, c, h)
	s.end(h, err)
	return err
}

// Total is what all accounts hold together.
func (s *SQL) Total() int64 { return s.Each * int64(s.Accounts) }

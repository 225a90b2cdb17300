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
	Isolation      pgx.TxIsoLevel // of transactions with BEGIN; what is a statement by itself has the connection's
	Suffix         string         // of the tables' names
	With           string         // what CREATE TABLE says behind them
	Recorder       *Recorder
	// Leave is one in how many transactions with BEGIN the client leaves in the middle: before it
	// asks for a commit, or as soon as it has asked. 0: none.
	Leave int
	// Turn is how many appends lists take before all of them make room for new ones: what
	// a read shows, and a judge must look at, does not grow with the run. 0: any number.
	Turn int64

	bank    Tally        // of transfers and looks
	next    atomic.Int64 // appends
	turn    atomic.Int64 // the lists of now have keys from turn*Keys
	turning atomic.Bool  // somebody makes the lists of the next turn
}

// Open makes the tables.
func (s *SQL) Open(ctx context.Context, c *pgx.Conn) error {
	for _, q := range []string{
		"CREATE TABLE lists (k int PRIMARY KEY, v text NOT NULL)" + s.With,
		"CREATE TABLE accounts (id int PRIMARY KEY, n bigint NOT NULL)" + s.With,
		fmt.Sprintf("INSERT INTO lists SELECT i, '' FROM generate_series(0, %d) AS g(i)", s.Keys-1),
		fmt.Sprintf("INSERT INTO accounts SELECT i, %d FROM generate_series(0, %d) AS g(i)", s.Each, s.Accounts-1),
	} {
		if _, err := c.Exec(ctx, s.named(q)); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	return nil
}

// named puts the suffix behind the tables' names.
func (s *SQL) named(q string) string {
	if s.Suffix == "" {
		return q
	}
	return strings.NewReplacer(" lists", " lists"+s.Suffix, " accounts", " accounts"+s.Suffix).Replace(q)
}

// Split divides the tables into ranges.
func (s *SQL) Split(ctx context.Context, c *pgx.Conn, ranges int) error {
	for i := 1; i < ranges; i++ {
		if _, err := c.Exec(ctx, s.named(fmt.Sprintf("ALTER TABLE lists SPLIT AT VALUES (%d)", i*s.Keys/ranges))); err != nil {
			return err
		}
	}
	_, err := c.Exec(ctx, s.named(fmt.Sprintf("ALTER TABLE accounts SPLIT AT VALUES (%d)", s.Accounts/2)))
	return err
}

// One sends one transaction and records it.
func (s *SQL) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	if rng.IntN(4) == 0 {
		s.money(ctx, c, client, rng)
		return
	}
	s.makeRoom(ctx, c)
	h := s.Recorder.Begin(client)
	first := int(s.turn.Load()) * s.Keys
	switch {
	case rng.IntN(3) == 0:
		s.end(h, c, alone(s.step(ctx, c, h, first, rng)))
	case s.Leave > 0 && rng.IntN(s.Leave) == 0:
		s.leave(ctx, c, h, first, rng)
	default:
		s.end(h, c, inTxn(ctx, c, pgx.TxOptions{IsoLevel: s.Isolation}, func(tx pgx.Tx) error {
			if err := s.steps(ctx, tx, h, first, rng); err != nil {
				return err
			}
			if rng.IntN(20) == 0 {
				return errRollback
			}
			return nil
		}))
	}
}

func (s *SQL) steps(ctx context.Context, q querier, h *history.Txn, first int, rng *rand.Rand) error {
	for range 1 + rng.IntN(4) {
		if err := s.step(ctx, q, h, first, rng); err != nil {
			return err
		}
	}
	return nil
}

// leaveOneIn is how many transactions of loads one client leaves.
const leaveOneIn = 25

// leave is a transaction whose client's machine fails in the middle: the connection breaks
// without a word. Where COMMIT was not sent, nobody may ever see anything of it.
func (s *SQL) leave(ctx context.Context, c *pgx.Conn, h *history.Txn, first int, rng *rand.Rand) {
	h.Note = "left"
	tx, err := c.BeginTx(ctx, pgx.TxOptions{IsoLevel: s.Isolation})
	if err == nil {
		err = s.steps(ctx, tx, h, first, rng)
	}
	a := answer{err: err}
	if err == nil && rng.IntN(3) == 0 {
		h.Note, a = "left with COMMIT under way", answer{errLeft, true}
		_, _ = c.PgConn().Conn().Write([]byte("Q\x00\x00\x00\x0bCOMMIT\x00")) // a simple query
	}
	if err == nil {
		a.err = errLeft
	}
	_ = c.PgConn().Conn().Close()
	_ = c.Close(ctx)
	s.end(h, c, a)
}

var errLeft = errors.New("workload: the client has left")

// splitKeys is from how many lists on those of each turn lie in two ranges.
const splitKeys = 6

// makeRoom makes new lists when those of now are long.
func (s *SQL) makeRoom(ctx context.Context, c *pgx.Conn) {
	if s.Turn == 0 || s.next.Load() < (s.turn.Load()+1)*s.Turn || !s.turning.CompareAndSwap(false, true) {
		return
	}
	defer s.turning.Store(false)
	first := int(s.turn.Load()+1) * s.Keys
	if s.next.Load() < (s.turn.Load()+1)*s.Turn {
		return
	}
	_, err := c.Exec(ctx, s.named("INSERT INTO lists SELECT i, '' FROM generate_series($1::int, $2::int) AS g(i) ON CONFLICT DO NOTHING"), first, first+s.Keys-1)
	if err == nil {
		s.turn.Add(1)
		if s.Keys >= splitKeys { // else they are all in the last range: where it can't be, so be it
			_, _ = c.Exec(ctx, s.named(fmt.Sprintf("ALTER TABLE lists SPLIT AT VALUES (%d)", first+s.Keys/2)))
		}
	}
	s.Recorder.explain("making lists", c, err)
}

func (s *SQL) end(h *history.Txn, c *pgx.Conn, a answer) {
	if a.err != nil {
		s.Recorder.explain(h.String(), c, a.err)
		h.Note = strings.TrimSpace(h.Note + " " + a.err.Error())
	}
	if o := a.outcome(); o != history.Unknown {
		s.Recorder.End(h, o)
	}
}

type querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

func parseList(v string) (list []int64, err error) {
	for _, f := range strings.Fields(v) {
		x, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return nil, &garbled{fmt.Sprintf("the list %q", v)}
		}
		list = append(list, x)
	}
	return list, nil
}

func (s *SQL) step(ctx context.Context, q querier, h *history.Txn, first int, rng *rand.Rand) error {
	k := first + rng.IntN(s.Keys)
	switch rng.IntN(8) {
	case 0, 1:
		return s.get(ctx, q, h, k, "SELECT v FROM lists WHERE k = $1")
	case 2:
		return s.get(ctx, q, h, k, "SELECT v FROM lists WHERE k = $1 FOR UPDATE")
	case 3:
		return s.scan(ctx, q, h, first, s.Keys)
	}
	x, number := s.next.Add(1), len(h.Ops)+1
	h.Ops = append(h.Ops, history.Op{Key: k, Append: x, Statement: number})
	var v string
	if err := q.QueryRow(ctx, s.named("UPDATE lists SET v = v || $2 WHERE k = $1 RETURNING v"), k, fmt.Sprintf(" %d", x)).Scan(&v); err != nil {
		return err
	}
	return read(h, k, v, number)
}

// read notes what a statement showed of a list.
func read(h *history.Txn, k int, v string, statement int) error {
	list, err := parseList(v)
	if err != nil {
		return err
	}
	h.Ops = append(h.Ops, history.Op{Key: k, Read: true, List: list, Statement: statement})
	return nil
}

func (s *SQL) get(ctx context.Context, q querier, h *history.Txn, k int, text string) error {
	var v string
	if err := q.QueryRow(ctx, s.named(text), k).Scan(&v); err != nil {
		return err
	}
	return read(h, k, v, len(h.Ops)+1)
}

// scan reads so many lists in one statement.
func (s *SQL) scan(ctx context.Context, q querier, h *history.Txn, first, lists int) error {
	rows, err := q.Query(ctx, s.named("SELECT k, v FROM lists WHERE k >= $1 AND k < $2 ORDER BY k DESC"), first, first+lists)
	if err != nil {
		return err
	}
	defer rows.Close()
	number := len(h.Ops) + 1
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
		ops = append(ops, history.Op{Key: k, Read: true, List: list, Statement: number})
	}
	if rows.Err() != nil {
		return rows.Err()
	}
	h.Ops = append(h.Ops, ops...)
	if len(ops) != lists {
		return &vanished{fmt.Sprintf("a scan returned %d rows of %d", len(ops), lists)}
	}
	return nil
}

// money looks at all accounts, or moves some between two of them, and counts what came of it.
func (s *SQL) money(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	a := answer{sent: true}
	if rng.IntN(3) == 0 {
		a.err = s.Look(ctx, c, client)
	} else {
		a = s.transfer(ctx, c, rng)
	}
	s.bank.count(a.outcome())
	s.Recorder.explain("bank"+s.Suffix, c, a.err)
}

func (s *SQL) transfer(ctx context.Context, c *pgx.Conn, rng *rand.Rand) answer {
	from, to, n := rng.IntN(s.Accounts), rng.IntN(s.Accounts), 1+rng.IntN(10)
	return inTxn(ctx, c, pgx.TxOptions{IsoLevel: s.Isolation}, func(tx pgx.Tx) error {
		if err := changesOne(ctx, tx, s.named("UPDATE accounts SET n = n - $2 WHERE id = $1"), from, n); err != nil {
			return err
		}
		return changesOne(ctx, tx, s.named("UPDATE accounts SET n = n + $2 WHERE id = $1"), to, n)
	})
}

// Look reads all accounts in one statement.
func (s *SQL) Look(ctx context.Context, c *pgx.Conn, client int) error {
	rows, err := c.Query(ctx, s.named("SELECT n FROM accounts"))
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
	err := s.scan(ctx, c, h, 0, int(s.turn.Load()+1)*s.Keys)
	s.end(h, c, alone(err))
	return err
}

// Total is what all accounts hold together.
func (s *SQL) Total() int64 { return s.Each * int64(s.Accounts) }

package process

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// Transfers is a load of clients that move money between accounts and write each move
// down, each on a connection that it makes again where it is lost, at another node if
// need be. What was acknowledged, what failed, and when nothing was written, is kept.
type Transfers struct {
	t        testing.TB
	urls     []string
	accounts int
	apart    bool // each client has accounts of its own
	cancel   context.CancelFunc
	work     sync.WaitGroup
	next     atomic.Int64

	mu     sync.Mutex // guards what is below
	acked  map[int64]bool
	times  []time.Time // of acknowledgements
	errs   map[string]int
	strict []string // errors that no client should see
	doubt  int      // commits whose outcome a client was not told
	broken int      // connections that ended under a client, in doubt or not
}

const transferClients = 8

// Seed makes the tables that Transfers needs.
func Seed(ctx context.Context, url string, accounts int) error {
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	_, err = c.Exec(ctx, fmt.Sprintf(`CREATE TABLE accounts (id int PRIMARY KEY, balance int NOT NULL);
		CREATE TABLE history (id bigint PRIMARY KEY, src int NOT NULL, dst int NOT NULL, amount int NOT NULL);
		INSERT INTO accounts SELECT i, 1000 FROM generate_series(1, %d) i`, accounts))
	return err
}

// RunTransfers starts the load over the nodes at urls. Stop it.
func RunTransfers(t testing.TB, urls []string, accounts int) *Transfers {
	return runTransfers(t, urls, accounts, false)
}

// RunTransfersApart starts a load whose clients never meet at an account: nobody of them
// has a reason for 40001 but what happens to the nodes.
func RunTransfersApart(t testing.TB, urls []string, accounts int) *Transfers {
	return runTransfers(t, urls, accounts, true)
}

func runTransfers(t testing.TB, urls []string, accounts int, apart bool) *Transfers {
	ctx, cancel := context.WithCancel(context.Background())
	l := &Transfers{t: t, urls: urls, accounts: accounts, apart: apart, cancel: cancel, acked: map[int64]bool{}, errs: map[string]int{}}
	for i := range transferClients {
		l.work.Go(func() { l.client(ctx, i) })
	}
	return l
}

// Stop ends the load.
func (l *Transfers) Stop() {
	l.cancel()
	l.work.Wait()
}

func (l *Transfers) client(ctx context.Context, i int) {
	rng := rand.New(rand.NewPCG(uint64(i), 7))
	var c *pgx.Conn
	for at := i; ctx.Err() == nil; {
		if c == nil || c.IsClosed() {
			var err error
			dial, cancel := context.WithTimeout(ctx, 2*time.Second)
			c, err = pgx.Connect(dial, l.urls[at%len(l.urls)])
			cancel()
			if err != nil {
				c = nil
				at++
				continue
			}
		}
		id := l.next.Add(1)
		asked, err := moveMoney(ctx, c, id, l.account(rng, i), l.account(rng, i), 1+rng.IntN(10))
		l.note(ctx, c, id, asked, err)
		if err != nil && c.IsClosed() {
			at++
		}
	}
	if c != nil {
		_ = c.Close(context.Background())
	}
}

// account draws one for client i.
func (l *Transfers) account(rng *rand.Rand, i int) int {
	if l.apart {
		return 1 + i + transferClients*rng.IntN(l.accounts/transferClients)
	}
	return 1 + rng.IntN(l.accounts)
}

// moveMoney moves an amount as applications do: begin, read, two writes, commit. It tells
// whether it got as far as to ask for the commit.
func moveMoney(ctx context.Context, c *pgx.Conn, id int64, src, dst, amount int) (asked bool, err error) {
	err = pgx.BeginFunc(ctx, c, func(tx pgx.Tx) error {
		var balance int
		if err := tx.QueryRow(ctx, "SELECT balance FROM accounts WHERE id = $1", src).Scan(&balance); err != nil {
			return err
		}
		for _, half := range []struct{ account, change int }{{src, -amount}, {dst, amount}} {
			if tag, err := tx.Exec(ctx, "UPDATE accounts SET balance = balance + $2 WHERE id = $1", half.account, half.change); err != nil {
				return err
			} else if tag.RowsAffected() != 1 {
				return errVanished
			}
		}
		_, err := tx.Exec(ctx, "INSERT INTO history VALUES ($1, $2, $3, $4)", id, src, dst, amount)
		asked = err == nil
		return err
	})
	return asked, err
}

// errVanished is what a client says that finds an account gone.
var errVanished = errors.New("an account that was never removed is not there")

// note keeps what came of a transfer.
func (l *Transfers) note(ctx context.Context, c *pgx.Conn, id int64, asked bool, err error) {
	if ctx.Err() != nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		l.acked[id] = true
		l.times = append(l.times, time.Now())
		return
	}
	kind, retryable := classify(c, err)
	l.errs[kind]++
	if c.IsClosed() {
		l.broken++
	}
	if asked && inDoubt(c, err) {
		l.doubt++
	}
	if !retryable || l.apart && strings.HasPrefix(kind, "40") {
		l.strict = append(l.strict, err.Error())
	}
}

// classify names an error, and says whether an application may expect it of a node that
// is lost: a lost connection, or one of the codes that ask to try again.
func classify(c *pgx.Conn, err error) (kind string, retryable bool) {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	switch {
	case errors.Is(err, pgx.ErrNoRows), errors.Is(err, errVanished):
		return "missing row", false
	case !ok && !c.IsClosed(): // nor has it given up: that closes the connection
		return "client", false
	case !ok:
		return "connection", true
	}
	return pg.Code, strings.HasPrefix(pg.Code, "40") || strings.HasPrefix(pg.Code, "08") || strings.HasPrefix(pg.Code, "57P")
}

// inDoubt tells whether an error that answers COMMIT leaves open what came of it: the
// connection is gone, or the node says that it does not know.
func inDoubt(c *pgx.Conn, err error) bool {
	pg, ok := errors.AsType[*pgconn.PgError](err)
	return !ok || c.IsClosed() || pg.Code == "40003" || pg.Code == "08007"
}

// Broken is how many commits were left in doubt, and how many connections ended under a
// client: none of both is among the errors that clients should not see.
func (l *Transfers) Broken() (doubt, connections int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.doubt, l.broken
}

// Acked is how many transfers were acknowledged, and when the last was.
func (l *Transfers) Acked() (n int, last time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n = len(l.times); n > 0 {
		last = l.times[n-1]
	}
	return n, last
}

// Errors counts what clients saw, by SQLSTATE; unexpected are those that they should not.
func (l *Transfers) Errors() (byKind map[string]int, unexpected []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	byKind = make(map[string]int, len(l.errs))
	for k, n := range l.errs {
		byKind[k] = n
	}
	return byKind, slices.Clone(l.strict)
}

// LongestPause is the longest time between two acknowledgements, from the first after
// from to the last before to.
func (l *Transfers) LongestPause(from, to time.Time) (longest time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	times := slices.Clone(l.times)
	slices.SortFunc(times, time.Time.Compare)
	last := from
	for _, at := range times {
		if at.Before(from) {
			continue
		}
		if at.After(to) {
			break
		}
		longest = max(longest, at.Sub(last))
		last = at
	}
	return max(longest, to.Sub(last))
}

// Check compares what is there with what was acknowledged, in one snapshot: transfers
// whose clients were cut off may still commit.
func (l *Transfers) Check(ctx context.Context, url string) {
	l.t.Helper()
	c, err := pgx.Connect(ctx, url)
	if err != nil {
		l.t.Fatal(err)
	}
	defer func() { _ = c.Close(ctx) }()
	err = pgx.BeginTxFunc(ctx, c, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, func(tx pgx.Tx) error {
		want, found, err := l.moves(ctx, tx)
		if err != nil {
			return err
		}
		l.mu.Lock()
		lost := 0
		for id := range l.acked {
			if !found[id] {
				lost++
			}
		}
		l.mu.Unlock()
		if lost > 0 {
			l.t.Errorf("%d acknowledged transfers are lost", lost)
		}
		return l.compare(ctx, tx, want)
	})
	if err != nil {
		l.t.Fatal(err)
	}
}

// moves sums up what is written down.
func (l *Transfers) moves(ctx context.Context, tx pgx.Tx) (want map[int]int, found map[int64]bool, err error) {
	rows, err := tx.Query(ctx, "SELECT id, src, dst, amount FROM history")
	if err != nil {
		return nil, nil, err
	}
	want, found = make(map[int]int, l.accounts), map[int64]bool{}
	var id int64
	var src, dst, amount int
	_, err = pgx.ForEachRow(rows, []any{&id, &src, &dst, &amount}, func() error {
		found[id] = true
		want[src] -= amount
		want[dst] += amount
		return nil
	})
	return want, found, err
}

// compare checks each balance against the moves that are written down.
func (l *Transfers) compare(ctx context.Context, tx pgx.Tx, want map[int]int) error {
	l.t.Helper()
	rows, err := tx.Query(ctx, "SELECT id, balance FROM accounts")
	if err != nil {
		return err
	}
	var id, balance, n, sum int
	_, err = pgx.ForEachRow(rows, []any{&id, &balance}, func() error {
		if balance != 1000+want[id] {
			l.t.Errorf("account %d holds %d, its moves say %d", id, balance, 1000+want[id])
		}
		n++
		sum += balance
		return nil
	})
	if err != nil {
		return err
	}
	if n != l.accounts || sum != 1000*n {
		l.t.Errorf("%d accounts with %d in all; want %d with %d", n, sum, l.accounts, 1000*l.accounts)
	}
	return nil
}

package workload

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/history"
)

// Load is one kind of client that speaks SQL, with tables of its own and a way to
// judge what it saw. One is called by many clients at once, each with a connection
// of its own; the rest by one.
type Load interface {
	Name() string
	// Open makes the tables.
	Open(ctx context.Context, c *pgx.Conn) error
	// One sends one transaction, and records it. It may break the connection.
	One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand)
	// Final reads everything, on a cluster that is well.
	Final(ctx context.Context, c *pgx.Conn) error
	// Check judges, when all is done. It may take real time: not for bubbles.
	Check() []history.Anomaly
}

// Tally counts outcomes. Safe for concurrent use.
type Tally struct{ Committed, Aborted, Unknown atomic.Int64 }

func (t *Tally) count(o history.Outcome) {
	switch o {
	case history.Committed:
		t.Committed.Add(1)
	case history.Aborted:
		t.Aborted.Add(1)
	default:
		t.Unknown.Add(1)
	}
}

func (t *Tally) add(o *Tally) {
	t.Committed.Add(o.Committed.Load())
	t.Aborted.Add(o.Aborted.Load())
	t.Unknown.Add(o.Unknown.Load())
}

// Common is what loads share: who records, and what is counted.
type Common struct {
	Recorder *Recorder
	Tally    *Tally
}

// All makes one of each load.
func All(rec *Recorder, tally *Tally) []Load {
	c := Common{rec, tally}
	return []Load{
		NewListLoad(c), &Registers{Common: c, Keys: 8}, &Facts{Common: c}, &Unique{Common: c}, &Family{Common: c}, &Schema{Common: c},
	}
}

// judge turns an error into an outcome and counts it. What neither faults nor
// contention explain is a problem.
func (c Common) judge(what string, err error) history.Outcome {
	o := sqlOutcome(err)
	c.Tally.count(o)
	if err != nil && !explained(err) {
		c.Recorder.Problem("%s: %v", what, err)
	}
	return o
}

// explained tells whether faults or contention explain an error.
func explained(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) { // the connection broke, or the client gave up
		return true
	}
	switch pg.Code {
	case "55P03", "57014", "57P01", "57P02", "57P03", "53100", "53300", "58030", "XX001", "23505", "72000":
		return true
	}
	return strings.HasPrefix(pg.Code, "40") || strings.HasPrefix(pg.Code, "08")
}

// expectedCode tells whether an error is the server's, with one of the codes.
func expectedCode(err error, codes ...string) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	for _, c := range codes {
		if pg.Code == c {
			return true
		}
	}
	return false
}

// execAll runs statements one after the other.
func execAll(ctx context.Context, c *pgx.Conn, statements ...string) error {
	for _, q := range statements {
		if _, err := c.Exec(ctx, q); err != nil {
			return errors.Join(errors.New(q), err)
		}
	}
	return nil
}

// ListLoad are lists and a bank.
type ListLoad struct {
	SQL
	Common
}

// NewListLoad returns lists and a bank at SERIALIZABLE.
func NewListLoad(c Common) *ListLoad {
	return &ListLoad{SQL{Keys: 12, Accounts: 6, Each: 100, Turn: 400, Isolation: "serializable", Recorder: c.Recorder}, c}
}

// Name implements Load.
func (l *ListLoad) Name() string { return "lists" }

// Open implements Load: two ranges each.
func (l *ListLoad) Open(ctx context.Context, c *pgx.Conn) error {
	if err := l.SQL.Open(ctx, c); err != nil {
		return err
	}
	return l.Split(ctx, c, 2)
}

// Final implements Load.
func (l *ListLoad) Final(ctx context.Context, c *pgx.Conn) error {
	if err := l.SQL.Final(ctx, c); err != nil {
		return err
	}
	return l.Look(ctx, c, -1)
}

// Check implements Load.
func (l *ListLoad) Check() []history.Anomaly {
	for _, t := range l.SQL.Recorder.Transactions() {
		l.Tally.count(t.Outcome)
	}
	l.Tally.add(&l.bank)
	return append(history.CheckLists(l.SQL.Recorder.Transactions(), history.StrictSerializable), history.CheckBank(l.SQL.Recorder.Balances(), l.Total())...)
}

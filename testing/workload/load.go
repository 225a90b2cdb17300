package workload

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
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

// All makes one of each load; weak is the isolation of the lists that have less than
// SERIALIZABLE.
func All(rec *Recorder, tally *Tally, weak history.Level) []Load {
	c := Common{rec, tally}
	return []Load{
		NewListLoad(c, history.StrictSerializable), NewListLoad(c, weak),
		&Registers{Common: c, Keys: 8}, &Facts{Common: c}, &Unique{Common: c}, &Family{Common: c}, &Schema{Common: c},
	}
}

// Further makes one of each load that needs more of the database than others: clusters with older
// nodes refuse it, and each takes its time to open.
func Further(rec *Recorder, tally *Tally) []Load {
	c := Common{rec, tally}
	return []Load{&Estate{Common: c}, &Notices{Common: c}, NewGlobalLists(rec, tally)}
}

// answer is what a client heard of a transaction.
type answer struct {
	err error
	// sent: whoever lost the connection may have committed. It is a statement by itself, or
	// COMMIT was sent.
	sent bool
}

// alone is the answer to a statement that is a transaction by itself.
func alone(err error) answer { return answer{err, true} }

// inTxn runs f in a transaction. Where f fails, nobody was asked to commit it.
func inTxn(ctx context.Context, c *pgx.Conn, o pgx.TxOptions, f func(pgx.Tx) error) (a answer) {
	a.err = pgx.BeginTxFunc(ctx, c, o, func(tx pgx.Tx) error {
		err := f(tx)
		a.sent = err == nil
		return err
	})
	return a
}

// outcome is what the client knows of its transaction then.
func (a answer) outcome() history.Outcome {
	var pg *pgconn.PgError
	switch {
	case a.err == nil:
		return history.Committed
	case !a.sent, errors.Is(a.err, errRollback), errors.Is(a.err, pgx.ErrTxCommitRollback), errors.Is(a.err, pgx.ErrNoRows):
		return history.Aborted
	case errors.As(a.err, &pg) && pg.Code != "40003":
		return history.Aborted
	}
	return history.Unknown
}

// judge turns an answer into an outcome and counts it.
func (c Common) judge(what string, conn *pgx.Conn, a answer) history.Outcome {
	o := a.outcome()
	c.Tally.count(o)
	c.Recorder.explain(what, conn, a.err)
	return o
}

// garbled is a value that nobody has written.
type garbled struct{ why string }

func (g *garbled) Error() string { return "garbled: " + g.why }

// vanished is a statement that found fewer rows than there must be.
type vanished struct{ why string }

func (v *vanished) Error() string { return "rows have vanished: " + v.why }

// changesOne runs a statement that changes one row, which is there.
func changesOne(ctx context.Context, q querier, sql string, args ...any) error {
	tag, err := q.Exec(ctx, sql, args...)
	if err == nil && tag.RowsAffected() != 1 {
		return &vanished{fmt.Sprintf("%q of %v changed %d", sql, args, tag.RowsAffected())}
	}
	return err
}

// explain records what neither faults nor contention explain: rows that must be there and
// are not, values that make no sense, errors that nothing planned is a cause of.
func (r *Recorder) explain(what string, conn *pgx.Conn, err error) {
	var (
		pg    *pgconn.PgError
		scan  pgx.ScanArgError
		odd   *garbled
		fewer *vanished
	)
	switch {
	case err == nil, errors.Is(err, errRollback), errors.Is(err, pgx.ErrTxCommitRollback):
	case errors.Is(err, pgx.ErrNoRows):
		r.Anomaly(history.Missing, "%s: a row that was never removed is not there", what)
	case errors.As(err, &fewer):
		r.Anomaly(history.Missing, "%s: %v", what, err)
	case errors.As(err, &scan), errors.As(err, &odd):
		r.Anomaly(history.Garbage, "%s: %v", what, err)
	case errors.As(err, &pg):
		if !r.explained(pg.Code) {
			r.Problem("%s: %v", what, err)
		}
	case !conn.IsClosed(): // nor did the client give up: that closes it
		r.Problem("%s: on a connection that is well: %v", what, err)
	}
}

// explained tells whether faults or contention explain an error of the server.
func (r *Recorder) explained(code string) bool {
	switch code {
	case "55P03", "57P01", "57P02", "57P03":
		return true
	}
	return strings.HasPrefix(code, "40") || strings.HasPrefix(code, "08") || slices.Contains(r.root().excused, code)
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

// violates tells whether an error is that of a constraint.
func violates(err error, constraint string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.ConstraintName == constraint
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

// execTogether runs statements in one transaction: where nodes are far away, all of them wait but once.
func execTogether(ctx context.Context, c *pgx.Conn, statements ...string) error {
	_, err := c.PgConn().Exec(ctx, strings.Join(statements, ";\n")).ReadAll()
	return err
}

// ListLoad are lists and a bank.
type ListLoad struct {
	SQL
	Common
	level history.Level
}

// isolations are the levels by what SQL calls them.
var isolations = map[history.Level]pgx.TxIsoLevel{
	history.StrictSerializable: pgx.Serializable, history.Snapshot: pgx.RepeatableRead, history.ReadCommitted: pgx.ReadCommitted,
}

// suffixes of the tables' and loads' names, by level.
var suffixes = map[history.Level]string{history.Snapshot: "_rr", history.ReadCommitted: "_rc"}

// NewListLoad returns lists and a bank at a level, in tables of their own.
func NewListLoad(c Common, level history.Level) *ListLoad {
	return &ListLoad{
		SQL{Keys: 12, Accounts: 6, Each: 100, Turn: 400, Isolation: isolations[level], Suffix: suffixes[level], Recorder: c.Recorder.apart(), Leave: leaveOneIn},
		c, level,
	}
}

// NewHotLists returns lists that many clients want at once: three, at SERIALIZABLE.
func NewHotLists(rec *Recorder, tally *Tally) *ListLoad {
	c := Common{rec, tally}
	l := NewListLoad(c, history.StrictSerializable)
	l.Keys, l.Accounts, l.Turn, l.Suffix = 3, 2, 100, "_hot"
	return l
}

// NewGlobalLists returns lists of global tables: their present is read at all replicas.
func NewGlobalLists(rec *Recorder, tally *Tally) *ListLoad {
	l := NewListLoad(Common{rec, tally}, history.StrictSerializable)
	l.Suffix, l.With = "_global", " WITH (global)"
	return l
}

// Name implements Load.
func (l *ListLoad) Name() string { return "lists" + l.Suffix }

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

// ReadAll sends a statement that reads all lists, and records it. It is not tallied: who only
// reads does so for the sake of the judge.
func (l *ListLoad) ReadAll(ctx context.Context, c *pgx.Conn, client int) {
	h := l.SQL.Recorder.Begin(client)
	h.Note = readsAll
	l.end(h, c, alone(l.scan(ctx, c, h, int(l.turn.Load())*l.Keys, l.Keys)))
}

// readsAll begins the notes of those statements.
const readsAll = "reads all"

// Check implements Load.
func (l *ListLoad) Check() []history.Anomaly {
	for _, t := range l.SQL.Recorder.Transactions() {
		if !strings.HasPrefix(t.Note, readsAll) {
			l.Tally.count(t.Outcome)
		}
	}
	l.Tally.add(&l.bank)
	found := append(history.CheckLists(l.SQL.Recorder.Transactions(), l.level), history.CheckBank(l.SQL.Recorder.Balances(), l.Total())...)
	return append(found, l.SQL.Recorder.Anomalies()...)
}

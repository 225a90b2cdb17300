package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
)

// Facts are rows of two tables on several ranges, inserted once by clients that know
// nothing of each other, and read in one statement (history.CheckFacts).
type Facts struct {
	Common

	mu    sync.Mutex // guards what follows; a leaf
	facts []history.Fact
	looks []history.Look
	next  int64
}

// factWindow is how many of the newest facts a read asks for.
const factWindow = 150

// Name implements Load.
func (f *Facts) Name() string { return "facts" }

// Open implements Load.
func (f *Facts) Open(ctx context.Context, c *pgx.Conn) error {
	return execAll(ctx, c,
		"CREATE TABLE facts_a (id bigint PRIMARY KEY)", "CREATE TABLE facts_b (id bigint PRIMARY KEY)",
		"ALTER TABLE facts_a SPLIT AT VALUES (100), (300), (700)", "ALTER TABLE facts_b SPLIT AT VALUES (200)")
}

// One implements Load.
func (f *Facts) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	if rng.IntN(4) == 0 {
		f.judge("facts", c, alone(f.look(ctx, c, client)))
		return
	}
	f.insert(ctx, c, client, rng)
}

func (f *Facts) insert(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	f.mu.Lock()
	f.next++
	x := history.Fact{ID: f.next, Client: client}
	f.mu.Unlock()
	table := "facts_a"
	if x.ID%3 == 0 {
		table = "facts_b"
	}
	x.Invoked = f.Recorder.Now()
	var a answer
	q := fmt.Sprintf("INSERT INTO %s VALUES ($1)", table)
	if rng.IntN(3) > 0 {
		a = alone(changesOne(ctx, c, q, x.ID))
	} else {
		a = inTxn(ctx, c, pgx.TxOptions{}, func(tx pgx.Tx) error { return changesOne(ctx, tx, q, x.ID) })
	}
	x.Outcome = f.judge(fmt.Sprint("fact ", x.ID), c, a)
	if a.err != nil {
		x.Note = a.err.Error()
	}
	x.Returned = f.Recorder.Now()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.facts = append(f.facts, x)
}

func (f *Facts) look(ctx context.Context, c *pgx.Conn, client int) error {
	f.mu.Lock()
	from := max(0, f.next-factWindow)
	f.mu.Unlock()
	l, err := f.read(ctx, c, client, from)
	if err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.looks = append(f.looks, l)
	return nil
}

func (f *Facts) read(ctx context.Context, c *pgx.Conn, client int, from int64) (history.Look, error) {
	l := history.Look{Client: client, Invoked: f.Recorder.Now(), From: from}
	rows, err := c.Query(ctx, "SELECT id FROM facts_a WHERE id >= $1 UNION ALL SELECT id FROM facts_b WHERE id >= $1", from)
	if err != nil {
		return l, err
	}
	l.Saw, err = pgx.CollectRows(rows, pgx.RowTo[int64])
	l.Returned = f.Recorder.Now()
	return l, err
}

// Final implements Load.
func (f *Facts) Final(ctx context.Context, c *pgx.Conn) error {
	l, err := f.read(ctx, c, -1, 0)
	f.looks = append(f.looks, l)
	return err
}

// Check implements Load.
func (f *Facts) Check() []history.Anomaly { return history.CheckFacts(f.facts, f.looks) }

// Unique are claims to keys of a unique index: one client gets each.
type Unique struct {
	Common

	mu     sync.Mutex // guards what follows; a leaf
	claims []history.Claim
	next   int64
	winner map[int64]int64
	found  []history.Anomaly
}

// Name implements Load.
func (u *Unique) Name() string { return "unique" }

// Open implements Load.
func (u *Unique) Open(ctx context.Context, c *pgx.Conn) error {
	return execAll(ctx, c, "CREATE TABLE claims (id bigint PRIMARY KEY, k bigint NOT NULL UNIQUE)")
}

// One implements Load.
func (u *Unique) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	u.mu.Lock()
	u.next++
	x := history.Claim{Fact: history.Fact{ID: u.next, Client: client}, Key: u.next/3 - rng.Int64N(2)}
	u.mu.Unlock()
	x.Invoked = u.Recorder.Now()
	err := changesOne(ctx, c, "INSERT INTO claims VALUES ($1, $2)", x.ID, x.Key)
	if expectedCode(err, "23505") { // somebody else was faster
		u.Tally.count(history.Aborted)
		x.Outcome = history.Aborted
	} else {
		x.Outcome = u.judge("claim", c, alone(err))
	}
	x.Returned = u.Recorder.Now()
	u.mu.Lock()
	defer u.mu.Unlock()
	u.claims = append(u.claims, x)
}

// claimsAsked is how many keys of the index are asked for one by one in the end.
const claimsAsked = 300

// Final implements Load. It reads the claims by each index, which must agree.
func (u *Unique) Final(ctx context.Context, c *pgx.Conn) error {
	u.winner, u.found = map[int64]int64{}, nil
	rows, err := c.Query(ctx, "SELECT k, id FROM claims ORDER BY id")
	if err != nil {
		return err
	}
	var k, id int64
	if _, err := pgx.ForEachRow(rows, []any{&k, &id}, func() error {
		if was, taken := u.winner[k]; taken {
			u.found = append(u.found, history.Anomaly{Kind: "unique", Story: fmt.Sprintf("key %d is with %d and with %d", k, was, id)})
		}
		u.winner[k] = id
		return nil
	}); err != nil {
		return err
	}
	asked := 0
	for k, id := range u.winner {
		if asked++; asked > claimsAsked {
			break
		}
		var by int64
		if err := c.QueryRow(ctx, "SELECT id FROM claims WHERE k = $1", k).Scan(&by); err != nil || by != id {
			u.found = append(u.found, history.Anomaly{Kind: "index", Story: fmt.Sprintf("key %d is with %d by rows, with %d by the index (%v)", k, id, by, err)})
		}
	}
	return nil
}

// Check implements Load.
func (u *Unique) Check() []history.Anomaly {
	return append(u.found, history.CheckUnique(u.claims, u.winner)...)
}

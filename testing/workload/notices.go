package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/history"
)

// Notices are rows whose inserts are told to whoever listens (history.CheckNotices): by NOTIFY, by
// pg_notify in a statement, and by a trigger. What is said of a row that is not there in the end
// was said too much.
//
// Sessions listen beside the clients (Listen), and End says when they have heard enough.
type Notices struct {
	Common

	mu       sync.Mutex // guards what follows; a leaf
	next     int64
	sent     []history.Notice
	sessions []*history.Listener
	last     int64 // the notice after which nobody listens; 0: not sent yet
	there    map[int64]int

	listening sync.WaitGroup
}

const (
	noticePartsMax = 3
	// noticeUnheard is a part that is only sent within what is undone.
	noticeUnheard = 99
)

// Name implements Load.
func (n *Notices) Name() string { return "notices" }

// Open implements Load.
func (n *Notices) Open(ctx context.Context, c *pgx.Conn) error {
	err := execTogether(ctx, c,
		"CREATE TABLE notices (id bigint PRIMARY KEY, parts int NOT NULL, loud bool NOT NULL)",
		`CREATE FUNCTION announce() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			PERFORM pg_notify('notices', format('%s %s', NEW.id, g)) FROM generate_series(1, NEW.parts) g;
			RETURN NULL;
		END $$`,
		"CREATE TRIGGER announce AFTER INSERT ON notices FOR EACH ROW WHEN (NEW.loud) EXECUTE FUNCTION announce()")
	if err != nil {
		return err
	}
	return execAll(ctx, c, "ALTER TABLE notices SPLIT AT VALUES (60)")
}

// One implements Load.
func (n *Notices) One(ctx context.Context, c *pgx.Conn, client int, rng *rand.Rand) {
	x := n.begin(client, 1+rng.IntN(noticePartsMax))
	const quiet = "INSERT INTO notices VALUES ($1, $2, false)"
	say := func(q querier, part int) error {
		_, err := q.Exec(ctx, "SELECT pg_notify('notices', $1)", fmt.Sprintf("%d %d", x.ID, part))
		return err
	}
	var a answer
	switch rng.IntN(5) {
	case 0: // undone
		a = inTxn(ctx, c, pgx.TxOptions{}, func(tx pgx.Tx) error {
			if err := changesOne(ctx, tx, "INSERT INTO notices VALUES ($1, $2, true)", x.ID, x.Parts); err != nil {
				return err
			}
			return errRollback
		})
	case 1: // in a statement
		x.Parts = 1
		a = alone(changesOne(ctx, c, "INSERT INTO notices SELECT $1::bigint, $2, false WHERE pg_notify('notices', $1::text || ' 1') IS NOT NULL", x.ID, x.Parts))
	case 2: // by NOTIFY, some of it undone
		a = inTxn(ctx, c, pgx.TxOptions{IsoLevel: []pgx.TxIsoLevel{pgx.Serializable, pgx.RepeatableRead, pgx.ReadCommitted}[rng.IntN(3)]}, func(tx pgx.Tx) error {
			if err := changesOne(ctx, tx, quiet, x.ID, x.Parts); err != nil {
				return err
			}
			for part := 1; part <= x.Parts; part++ {
				if err := say(tx, part); err != nil {
					return err
				}
			}
			undone, err := tx.Begin(ctx)
			if err != nil {
				return err
			}
			if err := say(undone, noticeUnheard); err != nil {
				return err
			}
			return undone.Rollback(ctx)
		})
	default:
		a = alone(changesOne(ctx, c, "INSERT INTO notices VALUES ($1, $2, true)", x.ID, x.Parts))
	}
	n.end(c, x, a)
}

func (n *Notices) begin(client, parts int) history.Notice {
	n.mu.Lock()
	n.next++
	x := history.Notice{Fact: history.Fact{ID: n.next, Client: client}, Parts: parts}
	n.mu.Unlock()
	x.Invoked = n.Recorder.Now()
	return x
}

func (n *Notices) end(c *pgx.Conn, x history.Notice, a answer) {
	x.Outcome = n.judge(fmt.Sprint("notice ", x.ID), c, a)
	if a.err != nil {
		x.Note = a.err.Error()
	}
	x.Returned = n.Recorder.Now()
	n.mu.Lock()
	defer n.mu.Unlock()
	n.sent = append(n.sent, x)
}

// Listen listens with a session until it has heard the last notice, ctx is done, or the session is
// lost. It reports whether there may be more to hear.
func (n *Notices) Listen(ctx context.Context, c *pgx.Conn, name string) (more bool) {
	n.mu.Lock()
	over := n.last > 0
	if !over {
		n.listening.Add(1)
	}
	n.mu.Unlock()
	if over {
		return false
	}
	defer n.listening.Done()
	if _, err := c.Exec(ctx, "LISTEN notices"); err != nil {
		n.Recorder.explain("LISTEN", c, err)
		return ctx.Err() == nil
	}
	l := &history.Listener{Name: name, Since: n.Recorder.Now()}
	n.mu.Lock()
	n.sessions = append(n.sessions, l)
	n.mu.Unlock()
	for {
		h, err := c.WaitForNotification(ctx)
		if err != nil && ctx.Err() == nil {
			return true // the session is lost, and knows it
		}
		if err != nil { // it has waited long enough
			l.Until = n.Recorder.Now()
			return false
		}
		x, err := parseHeard(h.Payload)
		if err != nil {
			n.Recorder.Anomaly(history.Garbage, "%s heard %q", name, h.Payload)
			continue
		}
		x.At = n.Recorder.Now()
		n.mu.Lock()
		l.Heard = append(l.Heard, x)
		last := x.ID == n.last
		n.mu.Unlock()
		if last {
			l.Until = n.Recorder.Now()
			return false
		}
	}
}

func parseHeard(payload string) (h history.Heard, err error) {
	id, part, _ := strings.Cut(payload, " ")
	if h.ID, err = strconv.ParseInt(id, 10, 64); err == nil {
		h.Part, err = strconv.Atoi(part)
	}
	return h, err
}

// End sends the last notice, on a cluster that is well, and waits until all who listen have heard
// it, or ctx is done: the sessions' own end comes after that.
func (n *Notices) End(ctx context.Context, c *pgx.Conn) error {
	x := n.begin(-1, 1)
	n.mu.Lock()
	n.last = x.ID
	n.mu.Unlock()
	var err error
	for range 3 {
		if err = changesOne(ctx, c, "INSERT INTO notices VALUES ($1, $2, true)", x.ID, x.Parts); !expectedCode(err, "40001") {
			break
		}
	}
	n.end(c, x, alone(err))
	if err != nil {
		return err
	}
	heard := make(chan struct{})
	go func() {
		n.listening.Wait()
		close(heard)
	}()
	select {
	case <-heard:
	case <-ctx.Done():
	}
	return nil
}

// Final implements Load.
func (n *Notices) Final(ctx context.Context, c *pgx.Conn) (err error) {
	n.there, err = counted(ctx, c, "SELECT id FROM notices")
	return err
}

// Check implements Load.
func (n *Notices) Check() (out []history.Anomaly) {
	var rows []history.Row
	for _, x := range n.sent {
		rows = append(rows, history.Row{Fact: x.Fact, Group: x.ID})
	}
	for _, l := range n.sessions {
		for _, h := range l.Heard {
			if n.there[h.ID] == 0 && h.ID != n.last {
				out = append(out, history.Anomaly{Kind: history.G1a, Story: fmt.Sprintf("%s heard of notice %d, whose row is not there", l.Name, h.ID)})
			}
		}
	}
	rows = slices.DeleteFunc(rows, func(r history.Row) bool { return r.ID == n.last })
	delete(n.there, n.last)
	return slices.Concat(out, history.CheckRows(rows, nil, n.there), history.CheckNotices(n.sent, n.sessions))
}

// Heard is how many sessions listened, and how many parts of notices they heard.
func (n *Notices) Heard() (sessions, parts int) {
	for _, l := range n.sessions {
		parts += len(l.Heard)
	}
	return len(n.sessions), parts
}

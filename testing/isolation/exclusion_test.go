package isolation

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// overlaps counts pairs of rows that the constraint of bookings forbids.
const overlaps = "SELECT count(*) FROM bookings a, bookings b WHERE a.id < b.id AND a.room = b.room AND a.during && b.during"

// bookings has an exclusion constraint; btree_gist is there.
const bookings = `CREATE EXTENSION btree_gist; CREATE TABLE bookings (id int PRIMARY KEY, room int, during int4range,
	CONSTRAINT once EXCLUDE USING gist (room WITH =, during WITH &&) DEFERRABLE); INSERT INTO bookings VALUES (1, 1, '[1,10)'), (2, 2, '[1,10)')`

// TestExclusion: rows that an exclusion constraint forbids beside each other, written by
// transactions at the same time. No schedule leaves both.
func TestExclusion(t *testing.T) {
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for name, run := range exclusionSchedules {
			t.Run(level+"/"+name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t, level, bookings)
					run(s)
					if got := s.do(2, overlaps).rows; got != "0" {
						t.Errorf("%s pairs of rows overlap", got)
					}
				})
			})
		}
	}
}

// refused wants a step to fail as the constraint has it, or, but for READ COMMITTED, as a
// transaction that lost a conflict.
func (s *stage) refused(r result) {
	s.t.Helper()
	if want := []string{"23P01", "40001"}; !slices.Contains(want, r.code) || s.level == "READ COMMITTED" && r.code != "23P01" {
		s.t.Errorf("%q", r.code)
	}
}

var exclusionSchedules = map[string]func(s *stage){
	// The second waits for the first, and finds its row.
	"both insert": func(s *stage) {
		s.begin(0, 1)
		s.do(0, "INSERT INTO bookings VALUES (3, 1, '[20,30)')")
		if !s.start(1, "INSERT INTO bookings VALUES (4, 1, '[25,35)')") {
			s.t.Error("it did not wait")
		}
		if !s.commit(0) {
			s.t.Error("the first did not commit")
		}
		if r := s.end(1); r.code != "" {
			s.refused(r)
		} else if s.level == "READ COMMITTED" {
			s.t.Error("it did not see the first")
		}
		if s.commit(1) {
			s.t.Error("the second committed")
		}
	},
	"the first gives up": func(s *stage) {
		s.begin(0, 1)
		s.do(0, "INSERT INTO bookings VALUES (3, 1, '[20,30)')")
		s.start(1, "INSERT INTO bookings VALUES (4, 1, '[25,35)')")
		s.do(0, "ROLLBACK")
		if r := s.end(1); r.code != "" || !s.commit(1) {
			s.t.Errorf("the second: %q", r.code)
		}
	},
	"another room": func(s *stage) {
		s.begin(0, 1)
		s.do(0, "INSERT INTO bookings VALUES (3, 1, '[20,30)')")
		if s.start(1, "INSERT INTO bookings VALUES (4, 2, '[25,35)')") {
			s.t.Error("it waited")
		}
		s.end(1)
		if !s.commit(0) || !s.commit(1) {
			s.t.Error("one of them did not commit")
		}
	},
	// What others have committed since the snapshot.
	"inserted since": func(s *stage) {
		s.begin(0)
		s.do(0, "SELECT count(*) FROM bookings WHERE room = 2")
		s.do(1, "INSERT INTO bookings VALUES (3, 1, '[20,30)')")
		r := s.do(0, "INSERT INTO bookings VALUES (4, 1, '[25,35)')")
		if r.code != "" {
			s.refused(r)
		}
		if s.commit(0) {
			s.t.Error("it committed")
		}
	},
	// Rows are moved into each other's way, from both sides.
	"both move": func(s *stage) {
		s.begin(0, 1)
		s.do(0, "UPDATE bookings SET during = '[20,30)' WHERE id = 1")
		s.start(1, "UPDATE bookings SET during = '[15,25)', room = 1 WHERE id = 2")
		first := s.commit(0)
		s.end(1)
		if s.commit(1) && first {
			s.t.Error("both committed")
		}
	},
	// What is in the way may be about to go.
	"deleted meanwhile": func(s *stage) {
		s.begin(0, 1)
		s.do(0, "DELETE FROM bookings WHERE id = 1")
		if !s.start(1, "INSERT INTO bookings VALUES (3, 1, '[5,6)')") {
			s.t.Error("it did not wait")
		}
		s.commit(0)
		if r := s.end(1); s.level == "READ COMMITTED" && (r.code != "" || !s.commit(1)) {
			s.t.Errorf("the second: %q", r.code)
		}
		s.do(1, "ROLLBACK")
	},
	"deletion undone": func(s *stage) {
		s.begin(0, 1)
		s.do(0, "DELETE FROM bookings WHERE id = 1")
		s.start(1, "INSERT INTO bookings VALUES (3, 1, '[5,6)')")
		s.do(0, "ROLLBACK")
		s.refused(s.end(1))
	},
	// Checks at COMMIT.
	"both deferred": func(s *stage) {
		s.begin(0, 1)
		for w, row := range []string{"(3, 1, '[20,30)')", "(4, 1, '[25,35)')"} {
			s.do(w, "SET CONSTRAINTS once DEFERRED")
			if r := s.do(w, "INSERT INTO bookings VALUES "+row); r.code != "" {
				s.t.Errorf("an INSERT: %s", r.code)
			}
		}
		first := s.commit(0)
		if second := s.commit(1); first == second {
			s.t.Errorf("the first committed: %v, the second: %v", first, second)
		}
	},
	"another arbiter": func(s *stage) {
		s.begin(0)
		s.do(0, "INSERT INTO bookings VALUES (3, 1, '[20,30)')")
		s.start(1, "INSERT INTO bookings VALUES (4, 1, '[25,35)') ON CONFLICT (id) DO NOTHING")
		s.commit(0)
		s.refused(s.end(1))
	},
	// A transaction that has checked one room is not hurt by what others commit in another,
	// before it comes there.
	"one after another": func(s *stage) {
		s.begin(0)
		s.do(0, "INSERT INTO bookings VALUES (3, 1, '[20,30)')")
		s.do(1, "INSERT INTO bookings VALUES (4, 2, '[20,30)')")
		r := s.do(0, "INSERT INTO bookings VALUES (5, 2, '[30,40)')")
		if committed := s.commit(0); s.level == "READ COMMITTED" && (r.code != "" || !committed) {
			s.t.Errorf("%q, committed: %v", r.code, committed)
		}
	},
}

// TestExclusionDoNothing: ON CONFLICT DO NOTHING waits for a row that is in the way.
func TestExclusionDoNothing(t *testing.T) {
	const setup = `CREATE TABLE spans (id int PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&))`
	for _, level := range []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"} {
		for _, commits := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s/%v", level, commits), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					s := newStage(t, level, setup)
					s.begin(0, 1)
					s.do(0, "INSERT INTO spans VALUES (1, '[1,10)')")
					if !s.start(1, "INSERT INTO spans VALUES (2, '[5,6)') ON CONFLICT DO NOTHING") {
						t.Error("it did not wait")
					}
					want := "INSERT 0 1"
					if commits {
						s.commit(0)
						want = "INSERT 0 0"
					} else {
						s.do(0, "ROLLBACK")
					}
					r := s.end(1)
					if r.rows != want && (r.code != "40001" || level == "READ COMMITTED") && level != "REPEATABLE READ" {
						t.Errorf("%q %q, want %q", r.rows, r.code, want)
					}
					s.commit(1)
					if got := s.do(2, "SELECT count(*) FROM spans").rows; got != "1" {
						t.Errorf("%s rows", got)
					}
				})
			})
		}
	}
}

// exclusionForms are the constraints that TestExclusionStorm tries, with the pairs that each
// forbids.
var exclusionForms = []struct{ name, constraint, forbidden string }{
	{"equality and overlap", "EXCLUDE USING gist (room WITH =, during WITH &&)", "a.room = b.room AND a.during && b.during"},
	{"deferred", "EXCLUDE USING gist (during WITH &&, room WITH =) DEFERRABLE INITIALLY DEFERRED", "a.room = b.room AND a.during && b.during"},
	{"overlap alone", "EXCLUDE USING gist (during WITH &&) WHERE (room > 1)", "a.room > 1 AND b.room > 1 AND a.during && b.during"},
	{"neighbours", "EXCLUDE USING gist (room WITH =, during WITH -|-)", "a.room = b.room AND a.during -|- b.during"},
	{"inequality", "EXCLUDE USING gist (lower(during) WITH =, room WITH <>)", "lower(a.during) = lower(b.during) AND a.room <> b.room"},
}

const (
	exclusionClients, exclusionTxns = 6, 40
	exclusionRooms                  = 3
	exclusionLast                   = 40 // where ranges end
)

// TestExclusionStorm has many sessions book rooms at random, and counts what is forbidden.
func TestExclusionStorm(t *testing.T) {
	for _, form := range exclusionForms {
		for _, level := range []pgx.TxIsoLevel{pgx.Serializable, pgx.RepeatableRead, pgx.ReadCommitted} {
			t.Run(form.name+"/"+string(level), func(t *testing.T) {
				ctx := context.Background()
				c := cluster.Start(t)
				setup := c.Conn(ctx)
				if _, err := setup.Exec(ctx, `CREATE EXTENSION btree_gist; CREATE TABLE bookings (id serial PRIMARY KEY, room int, during int4range, `+form.constraint+`)`); err != nil {
					t.Fatal(err)
				}
				var committed, refused, lost atomic.Int64
				var all sync.WaitGroup
				for i := range exclusionClients {
					conn := c.Conn(ctx)
					all.Go(func() {
						rng := rand.New(rand.NewPCG(uint64(i), 7))
						for range exclusionTxns {
							var e *pgconn.PgError
							switch err := book(ctx, conn, level, rng); {
							case err == nil:
								committed.Add(1)
							case !errors.As(err, &e):
								t.Error(err)
								return
							case e.Code == "23P01":
								refused.Add(1)
							case e.Code == "40001" || e.Code == "40P01":
								lost.Add(1)
							default:
								t.Error(err)
								return
							}
						}
					})
				}
				all.Wait()
				var n int
				if err := setup.QueryRow(ctx, "SELECT count(*) FROM bookings a, bookings b WHERE a.id < b.id AND "+form.forbidden).Scan(&n); err != nil {
					t.Fatal(err)
				}
				if n > 0 {
					t.Errorf("%d pairs of rows that are forbidden", n)
				}
				t.Logf("%d committed, %d refused, %d lost a conflict", committed.Load(), refused.Load(), lost.Load())
				if committed.Load() < exclusionClients*exclusionTxns/8 || refused.Load() == 0 {
					t.Error("nothing much was tried")
				}
			})
		}
	}
}

// book runs one transaction: it books, moves and frees rooms.
func book(ctx context.Context, c *pgx.Conn, level pgx.TxIsoLevel, rng *rand.Rand) error {
	return pgx.BeginTxFunc(ctx, c, pgx.TxOptions{IsoLevel: level}, func(tx pgx.Tx) error {
		for range 1 + rng.IntN(2) {
			at := rng.IntN(exclusionLast)
			room, end := 1+rng.IntN(exclusionRooms), at+1+rng.IntN(6)
			var err error
			switch rng.IntN(4) {
			case 0, 1:
				_, err = tx.Exec(ctx, "INSERT INTO bookings (room, during) VALUES ($1, int4range($2, $3))", room, at, end)
			case 2:
				_, err = tx.Exec(ctx, "UPDATE bookings SET room = $1, during = int4range($2, $3) WHERE id = (SELECT id FROM bookings ORDER BY id DESC LIMIT 1 OFFSET $4)", room, at, end, rng.IntN(5))
			default:
				_, err = tx.Exec(ctx, "DELETE FROM bookings WHERE room = $1 AND lower(during) < $2", room, rng.IntN(exclusionLast))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

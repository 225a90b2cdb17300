package workload

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/testing/cluster"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/txn/coord"
)

// Sabotages are what somebody does behind the backs of the estate's clients: each is as if the
// database had done a half of something, and the load must notice.
var sabotages = []struct {
	name string
	do   []string
	kind history.Kind // that is among what is found; empty: nothing is
	last bool         // only looks come after it
}{
	{name: "nothing"},
	{"a trigger is left out for a row", []string{"DELETE FROM audit WHERE (thing, v, op) IN (SELECT thing, v, op FROM audit WHERE op = 'U' AND thing IN (SELECT id FROM things) LIMIT 1)"}, "audit", true},
	{"a change is lost from the audit with its row", []string{
		"ALTER TABLE things DISABLE TRIGGER things_d", "DELETE FROM audit WHERE thing = (SELECT min(id) FROM things)", "ALTER TABLE things DISABLE TRIGGER things_keep",
		"UPDATE sums SET c = c - 1, n = n - (SELECT n FROM things ORDER BY id LIMIT 1) WHERE k = (SELECT min(id) % 4 FROM things)", "DELETE FROM things WHERE id = (SELECT min(id) FROM things)",
		"ALTER TABLE things ENABLE TRIGGER things_keep", "ALTER TABLE things ENABLE TRIGGER things_d",
	}, history.Missing, false},
	{"a trigger fires twice", []string{"INSERT INTO audit SELECT thing, -v, op, token, 0 FROM audit WHERE op = 'U' AND token IS NOT NULL LIMIT 1"}, history.Duplicate, false},
	{"a statement is left out of the sums", []string{"ALTER TABLE things DISABLE TRIGGER things_u", "UPDATE things SET n = n + 5 WHERE id = (SELECT min(id) FROM things)", "ALTER TABLE things ENABLE TRIGGER things_u"}, "sums", false},
	{"a cascade is half done", []string{"ALTER TABLE owners DISABLE TRIGGER ALL", "DELETE FROM owners WHERE id = (SELECT min(owner) FROM things)", "ALTER TABLE owners ENABLE TRIGGER ALL"}, "orphan", false},
	{"an update is not carried on", []string{"ALTER TABLE owners DISABLE TRIGGER ALL", "UPDATE owners SET code = code + 7 WHERE code = (SELECT min(before) FROM things)", "ALTER TABLE owners ENABLE TRIGGER ALL"}, "orphan", false},
	{"a partial unique index lets two pass", []string{
		"DROP INDEX IF EXISTS things_slot, things_twin", "UPDATE things SET slot = 3, taken = true, kind = 2 WHERE id IN (SELECT id FROM things ORDER BY id LIMIT 2)",
	}, "unique", true},
	{"a parcel is gone", []string{"DELETE FROM parcels_0 WHERE id = (SELECT min(id) FROM parcels_0)"}, history.Missing, false},
	{"an index was built without some rows", []string{missing}, "index", true},
}

// sabotageTries is in how many worlds a sabotage is looked for: in one it may find nothing to
// break, such as an index that has just been dropped.
const sabotageTries = 10

// TestSabotage: the estate notices each sabotage, and says nothing of none.
func TestSabotage(t *testing.T) {
	for _, s := range sabotages {
		t.Run(strings.ReplaceAll(s.name, " ", "-"), func(t *testing.T) {
			for seed := range uint64(sabotageTries) {
				var err error
				synctest.Test(t, func(t *testing.T) { err = sabotage(t, seed, s.do, s.kind, s.last) })
				switch {
				case s.kind == "" && err != nil:
					t.Fatal(err)
				case err == nil:
					return
				}
				t.Logf("seed %d: %v", seed, err)
			}
			t.Error("nobody noticed")
		})
	}
}

// missing stands for the entries of the gin indexes being gone, each tenth of them.
const missing = "entries are gone"

// loseEntries removes entries of the gin indexes.
func loseEntries(ctx context.Context, c *cluster.Cluster) error {
	db := c.Node().DB()
	snap, err := c.Node().Catalog().Snapshot(ctx, db.Now())
	if err != nil {
		return err
	}
	return db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "sabotage"}, func(ctx context.Context, x *coord.Txn) error {
		for d := range snap.All() {
			t, ok := d.(*catalog.TableDesc)
			if !ok || !strings.HasPrefix(t.Name, "things_") {
				continue
			}
			for i := range t.Indexes {
				if ix := &t.Indexes[i]; strings.HasSuffix(ix.Name, "doc_idx") {
					if err := loseEach(ctx, x, t.KeyPrefix(ix)); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

func loseEach(ctx context.Context, x *coord.Txn, prefix keys.Key) error {
	var lost []keys.Key
	rows := x.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{{Start: prefix, End: prefix.PrefixEnd()}}})
	for n := 0; rows.Next(ctx); n++ {
		if n%10 == 0 {
			lost = append(lost, slices.Clone(rows.Key()))
		}
	}
	rows.Close()
	for _, k := range lost {
		if _, err := x.Lock(ctx, []coord.LockTarget{{Key: k, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{}); err != nil {
			return err
		}
		if err := x.Delete(ctx, k); err != nil {
			return err
		}
	}
	return rows.Err()
}

// sabotage has clients work, does something behind their backs, and has them go on; last: they
// only look then.
func sabotage(t *testing.T, seed uint64, do []string, kind history.Kind, last bool) error {
	ctx, c := t.Context(), cluster.Start(t)
	rec := &Recorder{}
	load := &Estate{Common: Common{rec, &Tally{}}}
	conn := c.Conn(ctx)
	if err := load.Open(ctx, conn); err != nil {
		t.Fatal(err)
	}
	work := func(seed uint64) {
		var clients sync.WaitGroup
		for k := range clientsOf {
			own := c.Conn(ctx)
			clients.Go(func() {
				rng := rand.New(rand.NewPCG(seed, uint64(k)))
				for range workOf / 6 {
					load.One(ctx, own, k, rng)
				}
				_ = own.Close(ctx)
			})
		}
		clients.Wait()
	}
	work(2 * seed)
	if slices.Contains(do, missing) {
		do = nil
		if err := execAll(ctx, conn, estateChanges[0].statement); err != nil {
			t.Fatal(err)
		}
		if err := loseEntries(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	if err := execAll(ctx, conn, do...); err != nil {
		return err
	}
	if last {
		rng := rand.New(rand.NewPCG(seed, 1))
		for range 10 {
			load.judge("estate", conn, load.look(ctx, conn, rng))
		}
	} else {
		work(2*seed + 1)
		if err := load.Final(ctx, conn); err != nil {
			t.Fatal(err)
		}
	}
	var kinds []history.Kind
	found := load.found
	if !last {
		found = load.Check()
	}
	for _, a := range append(found, rec.Anomalies()...) {
		kinds = append(kinds, a.Kind)
	}
	if got := len(kinds)+len(rec.Problems()) > 0; kind == "" && got || kind != "" && !slices.Contains(kinds, kind) {
		return fmt.Errorf("found %q, want %q: %.300q %.300q", kinds, kind, found, rec.Problems())
	}
	t.Logf("%d committed, %d aborted, %d anomalies", load.Tally.Committed.Load(), load.Tally.Aborted.Load(), len(kinds))
	return nil
}

// ears are lies to who listens.
var ears = []struct {
	name   string
	answer func(l *liar, kind byte, body []byte) [][]byte
	kinds  []history.Kind // one of which is found; empty: nothing is
}{
	{name: "the truth"},
	{"hides notifications", func(l *liar, kind byte, body []byte) [][]byte {
		if kind == notification && l.sometimes(20) {
			return nil
		}
		return [][]byte{message(kind, body)}
	}, []history.Kind{history.Missing, "half"}},
	{"tells them twice", func(l *liar, kind byte, body []byte) [][]byte {
		m := message(kind, body)
		if kind == notification && l.sometimes(20) {
			return [][]byte{m, m}
		}
		return [][]byte{m}
	}, []history.Kind{history.Duplicate}},
	{"tells them in another order", func(l *liar, kind byte, body []byte) [][]byte {
		m := message(kind, body)
		if kind != notification {
			return [][]byte{m}
		}
		if l.kept == nil && l.sometimes(10) {
			l.kept = m
			return nil
		}
		out := [][]byte{m}
		if l.kept != nil {
			out = append(out, l.kept)
		}
		l.kept = nil
		return out
	}, []history.Kind{"order"}},
	{"tells what was undone", func(l *liar, kind byte, body []byte) [][]byte {
		if kind == notification && l.sometimes(20) {
			body[len(body)-2] = '9'
		}
		return [][]byte{message(kind, body)}
	}, []history.Kind{"half"}},
}

const notification = 'A'

// TestEars: the notices notice what is wrong with what a session hears.
func TestEars(t *testing.T) {
	for _, e := range ears {
		t.Run(strings.ReplaceAll(e.name, " ", "-"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { hear(t, lie{answer: e.answer}, e.kinds) })
		})
	}
}

func hear(t *testing.T, told lie, kinds []history.Kind) {
	ctx, c := t.Context(), cluster.Start(t)
	rec := &Recorder{}
	load := &Notices{Common: Common{rec, &Tally{}}}
	conn := c.Conn(ctx)
	if err := load.Open(ctx, conn); err != nil {
		t.Fatal(err)
	}
	l := &liar{rng: rand.New(rand.NewPCG(1, 1)), lie: told}
	conf := c.ConnConfig()
	conf.DialFunc = l.dial(c)
	deceived, err := pgx.ConnectConfig(ctx, conf)
	if err != nil {
		t.Fatal(err)
	}
	l.turn(true)
	var sessions, clients sync.WaitGroup
	listening, enough := context.WithCancel(ctx)
	for name, conn := range map[string]*pgx.Conn{"the deceived": deceived, "the other": c.Conn(ctx)} {
		sessions.Go(func() {
			load.Listen(listening, conn, name)
			_ = conn.Close(ctx)
		})
	}
	time.Sleep(time.Second)
	for k := range clientsOf {
		own := c.Conn(ctx)
		clients.Go(func() {
			rng := rand.New(rand.NewPCG(2, uint64(k)))
			for range workOf / 5 {
				load.One(ctx, own, k, rng)
			}
			_ = own.Close(ctx)
		})
	}
	clients.Wait()
	l.turn(false)
	if err := load.Final(ctx, conn); err != nil {
		t.Fatal(err)
	}
	within, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := load.End(within, conn); err != nil {
		t.Fatal(err)
	}
	enough()
	sessions.Wait()
	found := append(load.Check(), rec.Anomalies()...)
	hit := slices.ContainsFunc(found, func(a history.Anomaly) bool { return slices.Contains(kinds, a.Kind) })
	if len(kinds) > 0 != hit || len(kinds) == 0 && len(found)+len(rec.Problems()) > 0 {
		t.Errorf("found %.300q %.300q, want one of %q", found, rec.Problems(), kinds)
	}
	heard, parts := load.Heard()
	t.Logf("%d sessions heard %d parts, %d lies, %d anomalies", heard, parts, l.told, len(found))
}

package fleet

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"net"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/txn/coord"
)

// parsed is what all connections have in common. Looking through the environment and the files
// of a home directory took 6 % of a simulation's time.
var parsed = sync.OnceValues(func() (*pgx.ConnConfig, error) {
	return pgx.ParseConfig("postgresql://isochron@in-process/isochron?sslmode=disable")
})

// connect opens a connection to one node.
func connect(ctx context.Context, n *local.Node) (*pgx.Conn, error) {
	shared, err := parsed()
	if err != nil {
		return nil, err
	}
	conf := shared.Copy()
	conf.LookupFunc = func(context.Context, string) ([]string, error) { return []string{"in-process"}, nil }
	conf.DialFunc = func(ctx context.Context, _, _ string) (net.Conn, error) { return n.Dial(ctx) }
	return pgx.ConnectConfig(ctx, conf)
}

// watcher reads at timestamps of the past, again and again: all rows by way of any node,
// and all keys from each replica, whoever leads it, as far as its closed timestamp goes. The
// same timestamp has the same bytes, whoever serves it (T14).
type watcher struct {
	c       *local.Cluster
	seed    uint64
	every   time.Duration
	trace   func(string, ...any)
	anomaly func(history.Kind, string, ...any)

	seen               map[hlc.Timestamp]*picture
	order              []hlc.Timestamp
	compared, replicas int // reads through nodes, and from replicas, that had something to compare with
	beside             int // of those, from replicas that don't vote
}

const (
	// watchBack is how far in the past: beyond what clocks differ by, even those that jump,
	// and beyond what is not closed yet.
	watchBack = 5 * time.Second
	// watchedMax is how many moments of the past are looked at again: the newest.
	watchedMax = 60
)

func (w *watcher) watch(ctx context.Context, stopped chan struct{}) {
	rng := rand.New(rand.NewPCG(w.seed, 77))
	nodes := w.c.Nodes()
	for !isClosed(stopped) {
		_ = stop.Sleep(ctx, w.every)
		at := hlc.Timestamp(time.Now().Add(-watchBack).UnixNano())
		if len(w.order) > 0 && rng.IntN(2) == 0 {
			at = w.order[rng.IntN(len(w.order))]
		}
		// Twice, through any two nodes: where the past is soon collected, no later look finds it.
		w.lookTwice(ctx, rng.Perm(len(nodes)), at)
		for _, n := range nodes {
			w.lookInside(ctx, n, w.order, rng)
		}
	}
}

// again reads at every timestamp once more, on a cluster that is well.
func (w *watcher) again(ctx context.Context) {
	nodes := w.c.Nodes()
	w.wake(ctx)
	time.Sleep(time.Second) // until followers know what is closed
	for i, at := range w.order {
		w.look(ctx, nodes[i%len(nodes)], at)
		w.lookInside(ctx, nodes[(i+1)%len(nodes)], w.order[i:i+1], nil)
	}
}

// lookTwice looks through the first two nodes of an order that answer: of those that are
// down, cut off or stand still there may be many, for most of a run.
func (w *watcher) lookTwice(ctx context.Context, order []int, at hlc.Timestamp) {
	answers := 0
	for _, i := range order {
		if answers == 2 {
			return
		}
		if w.look(ctx, w.c.Nodes()[i], at) {
			answers++
		}
	}
}

// look reads all rows at a timestamp through a node, compares, and reports whether it could.
func (w *watcher) look(ctx context.Context, n *local.Node, at hlc.Timestamp) bool {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	x := n.Node()
	if x == nil {
		return false
	}
	public, err := w.publicAt(ctx, x, at)
	if err != nil {
		w.trace("the schema at %v through %v: %v", at, n, err)
		return false
	}
	rows, err := readAt(ctx, x.DB(), at, public, w.pieces())
	if err != nil {
		w.trace("a read at %v through %v: %v", at, n, err)
		return false
	}
	if _, ok := w.seen[at]; !ok {
		w.seen[at] = &picture{rows: map[string]uint64{}, public: public}
		if w.order = append(w.order, at); len(w.order) > watchedMax {
			delete(w.seen, w.order[0])
			w.order = w.order[1:]
		}
	}
	if w.compare(fmt.Sprintf("through %v", n), at, allRows, rows) {
		w.compared++
	}
	return true
}

// lookInside reads each replica of a node at one of the timestamps, and compares.
func (w *watcher) lookInside(ctx context.Context, n *local.Node, times []hlc.Timestamp, rng *rand.Rand) {
	x := n.Node()
	if x == nil || len(times) == 0 {
		return
	}
	for _, d := range x.Store().Ranges() {
		at := times[0]
		if rng != nil {
			at = times[rng.IntN(len(times))]
		}
		p := w.seen[at]
		if p == nil {
			continue
		}
		rows, err := readReplica(ctx, x.Store(), d, at, p.public)
		if err != nil {
			if _, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err); !elsewhere {
				w.trace("a read at %v of %v at %v: %v", at, d, n, err)
			}
			continue
		}
		if w.compare(fmt.Sprintf("the replica of r%d at %v", d.ID, n), at, d.Span(), rows) {
			w.replicas++
			if at, ok := d.Replica(x.StoreID()); ok && at.Learner {
				w.beside++
			}
		}
	}
}

// compare takes a read in, and reports whether there was something to compare it with.
func (w *watcher) compare(who string, at hlc.Timestamp, span keys.Span, rows map[string]uint64) bool {
	p := w.seen[at]
	known, key, what := p.differs(span, rows)
	if what != "" {
		w.anomaly("T14", "%s at %v: %v %s", who, at, keys.Key(key), what)
	} else {
		p.add(span, rows)
	}
	return known
}

// picture is what was seen at one timestamp.
type picture struct {
	public indexes
	rows   map[string]uint64 // hashes of values
	spans  []keys.Span       // where all rows are known; they may overlap
}

func (p *picture) knows(key keys.Key) bool {
	return slices.ContainsFunc(p.spans, func(s keys.Span) bool { return s.Contains(key) })
}

// differs compares the rows of a span with what is known, and names one that differs.
func (p *picture) differs(span keys.Span, rows map[string]uint64) (known bool, key, what string) {
	known = slices.ContainsFunc(p.spans, span.Overlaps)
	for k, v := range rows {
		switch old, ok := p.rows[k]; {
		case ok && old != v:
			return known, k, "has another value than before"
		case !ok && p.knows(keys.Key(k)):
			return known, k, "was not there before"
		}
	}
	for k := range p.rows {
		if _, ok := rows[k]; !ok && span.Contains(keys.Key(k)) {
			return known, k, "was there before"
		}
	}
	return known, "", ""
}

func (p *picture) add(span keys.Span, rows map[string]uint64) {
	maps.Copy(p.rows, rows)
	covers := func(a, b keys.Span) bool { return a.Start.Compare(b.Start) <= 0 && b.End.Compare(a.End) <= 0 }
	if !slices.ContainsFunc(p.spans, func(s keys.Span) bool { return covers(s, span) }) {
		p.spans = append(slices.DeleteFunc(p.spans, func(s keys.Span) bool { return covers(span, s) }), span)
	}
}

func hashOf(value []byte) uint64 {
	h := fnv.New64a()
	_, _ = h.Write(value)
	return h.Sum64()
}

// allRows is where rows of tables lie.
var allRows = keys.Span{Start: keys.Key{keys.Rows}, End: keys.Key{keys.Rows + 1}}

// indexes are those that statements could read at a timestamp, by their keys' prefix: what a
// build that is under way has written into the past, or one that came to nothing has left,
// nobody sees.
type indexes map[string]bool

// publicAt reads the schema as it was.
func (w *watcher) publicAt(ctx context.Context, x *node.Node, at hlc.Timestamp) (indexes, error) {
	if p := w.seen[at]; p != nil {
		return p.public, nil
	}
	s, err := x.Catalog().At(ctx, at)
	if err != nil {
		return nil, err
	}
	out := indexes{}
	for d := range s.All() {
		t, ok := d.(*catalog.TableDesc)
		if !ok {
			continue
		}
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; ix.State == catalog.IndexPublic {
				out[string(t.KeyPrefix(ix))] = true
			}
		}
	}
	return out, nil
}

// readable tells whether statements could show what lies under a key.
func (p indexes) readable(k keys.Key) bool {
	if len(k) == 0 || k[0] != keys.Rows {
		return true
	}
	_, rest, _ := keys.DecodeUvarint(k[1:]) // the space
	_, rest, _ = keys.DecodeUvarint(rest)   // the table
	_, rest, ok := keys.DecodeUvarint(rest) // the index
	return ok && p[string(k[:len(k)-len(rest)])]
}

// wake writes something into each range of rows and removes it again, so that timestamps are
// closed in those, too, where nobody else writes. Nobody reads meanwhile.
func (w *watcher) wake(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	i := slices.IndexFunc(w.c.Nodes(), func(n *local.Node) bool { return n.Node() != nil })
	if i < 0 {
		return
	}
	db := w.c.Nodes()[i].Node().DB()
	write := func(key keys.Key, do func(context.Context, *coord.Txn) error) error {
		return db.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "wake"}, func(ctx context.Context, t *coord.Txn) error {
			if _, err := t.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true}); err != nil {
				return err
			}
			return do(ctx, t)
		})
	}
	for _, d := range w.c.Ranges() {
		start := slices.MaxFunc([]keys.Key{d.Start, allRows.Start}, keys.Key.Compare)
		key := append(slices.Clone(start), 0, 0xfe, 0x57)
		if !d.Contains(key) || !allRows.Contains(key) {
			continue
		}
		err := write(key, func(ctx context.Context, t *coord.Txn) error { return t.Put(ctx, key, nil, kvpb.LockMode_UPDATE) })
		if err == nil {
			err = write(key, func(ctx context.Context, t *coord.Txn) error { return t.Delete(ctx, key) })
		}
		if err != nil {
			w.trace("waking %v: %v", d, err)
		}
	}
}

// readAt reads all rows at a timestamp, in pieces beside each other: where nodes are far from each
// other, one range after the other would outlast the look.
func readAt(ctx context.Context, db *coord.DB, at hlc.Timestamp, public indexes, pieces []keys.Span) (map[string]uint64, error) {
	parts, errs := make([]map[string]uint64, len(pieces)), make([]error, len(pieces))
	var wg sync.WaitGroup
	for i := range pieces {
		wg.Go(func() { parts[i], errs[i] = readPiece(ctx, db, at, public, pieces[i]) })
	}
	wg.Wait()
	out := map[string]uint64{}
	for _, p := range parts {
		maps.Copy(out, p)
	}
	return out, errors.Join(errs...)
}

func readPiece(ctx context.Context, db *coord.DB, at hlc.Timestamp, public indexes, span keys.Span) (map[string]uint64, error) {
	t := db.Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, AsOf: at, Name: "watch"})
	defer t.Rollback(context.WithoutCancel(ctx))
	rows := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{span}})
	defer rows.Close()
	out := map[string]uint64{}
	for rows.Next(ctx) {
		if public.readable(rows.Key()) {
			out[string(rows.Key())] = hashOf(rows.Value())
		}
	}
	return out, rows.Err()
}

// pieces are where rows lie, divided where ranges are now: what has been divided or merged since
// is read all the same.
func (w *watcher) pieces() (out []keys.Span) {
	from := allRows.Start
	for _, d := range w.c.Ranges() {
		if d.Start.Compare(from) > 0 && d.Start.Compare(allRows.End) < 0 {
			out = append(out, keys.Span{Start: from, End: d.Start})
			from = d.Start
		}
	}
	return append(out, keys.Span{Start: from, End: allRows.End})
}

// readReplica reads what a store's replica of a range holds at a timestamp.
func readReplica(ctx context.Context, s *store.Store, d *descriptor.Range, at hlc.Timestamp, public indexes) (map[string]uint64, error) {
	out := map[string]uint64{}
	req := &kvpb.ReadRequest{
		Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, ReadTs: int64(at),
		Spans: []*kvpb.Span{{Key: d.Start, EndKey: d.End}},
	}
	for len(req.Spans) > 0 {
		var resp kvpb.ReadResponse
		if err := s.ReadFollower(ctx, req, &resp); err != nil {
			return nil, err
		}
		for rest := resp.Rows; len(rest) > 0; {
			var k, v []byte
			var err error
			if k, v, rest, err = kvpb.NextRow(rest); err != nil {
				return nil, err
			}
			if public.readable(k) {
				out[string(k)] = hashOf(v)
			}
		}
		req.Spans = resp.Resume
	}
	return out, nil
}

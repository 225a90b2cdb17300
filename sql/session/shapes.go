package session

import (
	"cmp"
	"context"
	"hash/fnv"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// shapes counts what statements of one shape took: the same text but for its literals, run by
// the same role in the same database (pg_stat_statements). Statements that fail, and those of
// routines and triggers, are not counted on their own.
//
// It is bounded by shapesMax and by its bytes. Where it is full those that ran least go.
type shapes struct {
	mu     sync.RWMutex // a leaf; guards what is below
	all    map[shapeKey]*shape
	since  time.Time
	gone   int64         // shapes that made room for others
	budget *limit.Budget // of their bytes: a small one of its own, beside the node's
}

const (
	// shapesMax is how many shapes a node counts.
	shapesMax = 5000
	// shapesLeave: of so many one goes where room is made.
	shapesLeave = 20
	// shapeTextMax is how long a text may be whose shape is looked for; of a longer one its first
	// word counts.
	shapeTextMax = 16 << 10
	// shapeBytes is what a shape takes besides its text.
	shapeBytes = 1 << 10
	// shapesBytesMax is what they take at most; less where clients may have less than shapesPart
	// times as much.
	shapesBytesMax = 8 << 20
	shapesPart     = 64
	// shapeLanes are written by different sessions, so that they don't wait for each other.
	shapeLanes = 8
)

type shapeKey struct {
	user, database catalog.ID
	text           string
}

type shape struct {
	key   shapeKey
	gone  atomic.Bool // it made room, or was reset: to be looked up again
	lanes [shapeLanes]shapeLane
}

type shapeLane struct {
	mu sync.Mutex // a leaf
	shapeCounts
	_ [64]byte // a cache line of its own
}

// shapeCounts are in nanoseconds.
type shapeCounts struct {
	calls, rows              int64
	messages, bytes          int64 // between regions
	total, squares, min, max float64
}

func (c *shapeCounts) add(o shapeCounts) {
	if o.calls == 0 {
		return
	}
	if c.calls == 0 || o.min < c.min {
		c.min = o.min
	}
	c.messages, c.bytes = c.messages+o.messages, c.bytes+o.bytes
	c.calls, c.rows, c.total, c.squares, c.max = c.calls+o.calls, c.rows+o.rows, c.total+o.total, c.squares+o.squares, max(c.max, o.max)
}

func (s *shapes) init(node *limit.Budget) {
	most := int64(shapesBytesMax)
	if node != nil && node.Max() > 0 {
		most = min(most, node.Max()/shapesPart)
	}
	s.all, s.since, s.budget = map[shapeKey]*shape{}, time.Now(), limit.New("statements", most, nil)
}

// find returns the shape of a text; nil: there is no memory for it.
func (s *shapes) find(k shapeKey) *shape {
	s.mu.RLock()
	x := s.all[k]
	s.mu.RUnlock()
	if x != nil {
		return x
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if x := s.all[k]; x != nil {
		return x
	}
	bytes := shapeBytes + int64(len(k.text))
	if len(s.all) >= shapesMax || s.budget.Used()+bytes > s.budget.Max() {
		s.makeRoomLocked()
	}
	if s.budget.Acquire(bytes) != nil {
		return nil
	}
	k.text = strings.Clone(k.text)
	x = &shape{key: k}
	s.all[k] = x
	return x
}

// makeRoomLocked forgets the shapes that ran least: a twentieth of them, one at least.
func (s *shapes) makeRoomLocked() {
	type ran struct {
		x     *shape
		calls int64
	}
	list := make([]ran, 0, len(s.all))
	for _, x := range s.all {
		list = append(list, ran{x, x.counts().calls})
	}
	slices.SortFunc(list, func(a, b ran) int { return cmp.Compare(a.calls, b.calls) })
	for _, r := range list[:min(len(list), len(list)/shapesLeave+1)] {
		s.forgetLocked(r.x)
		s.gone++
	}
}

func (s *shapes) forgetLocked(x *shape) {
	x.gone.Store(true)
	delete(s.all, x.key)
	s.budget.Release(shapeBytes + int64(len(x.key.text)))
}

// reset forgets the shapes of a role, of a database or with a number; 0: of any.
func (s *shapes) reset(user, database catalog.ID, id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, x := range s.all {
		if (user == 0 || user == k.user) && (database == 0 || database == k.database) && (id == 0 || id == x.id()) {
			s.forgetLocked(x)
		}
	}
	if user == 0 && database == 0 && id == 0 {
		s.since, s.gone = time.Now(), 0
	}
}

// id numbers a text, the same at every node.
func (x *shape) id() int64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(x.key.text))
	return int64(h.Sum64())
}

func (x *shape) counts() (all shapeCounts) {
	for i := range x.lanes {
		l := &x.lanes[i]
		l.mu.Lock()
		all.add(l.shapeCounts)
		l.mu.Unlock()
	}
	return all
}

// ran counts one execution.
func (x *shape) ran(lane int32, took time.Duration, rows int64, sent crossing) {
	l := &x.lanes[uint32(lane)%shapeLanes]
	t := float64(took)
	l.mu.Lock()
	l.add(shapeCounts{calls: 1, rows: rows, total: t, squares: t * t, min: t, max: t, messages: int64(sent.messages), bytes: sent.bytes})
	l.mu.Unlock()
}

// StatementsCounted lists the shapes of statements that ran on this node; since when they are
// counted, and how many had to make room for others since.
func (m *Manager) StatementsCounted() (out []pgcatalog.StatementCounts, since time.Time, gone int64) {
	m.shapes.mu.RLock()
	all := make([]*shape, 0, len(m.shapes.all))
	for _, x := range m.shapes.all {
		all = append(all, x)
	}
	since, gone = m.shapes.since, m.shapes.gone
	m.shapes.mu.RUnlock()
	for _, x := range all {
		if c := x.counts(); c.calls > 0 {
			out = append(out, pgcatalog.StatementCounts{User: x.key.user, Database: x.key.database, ID: x.id(), Text: x.key.text,
				Calls: c.calls, Rows: c.rows, Total: time.Duration(c.total), Min: time.Duration(c.min), Max: time.Duration(c.max), StdDev: time.Duration(c.deviation()),
				RoundTrips: float64(c.messages) / 2, DistantBytes: c.bytes})
		}
	}
	return out, since, gone
}

// shapeOf is the shape of a statement, found once for each plan and each prepared statement.
func (s *Session) shapeOf(p *prepared) *shape {
	if x := p.shape; x != nil && !x.gone.Load() && x.key.user == s.who.current {
		return x
	}
	c := p.cached
	if c != nil && p.key.env == s.envID { // environments tell roles and databases apart
		if x := c.shape.Load(); x != nil && !x.gone.Load() {
			p.shape = x
			return x
		}
	}
	text := p.raw
	if len(text) > shapeTextMax {
		text = text[:strings.IndexAny(text[:shapeTextMax]+" ", " \t\n")] + " …"
	} else {
		text = withoutLiterals(text)
	}
	p.shape = s.m.shapes.find(shapeKey{s.who.current, s.db.ID, text})
	if c != nil && p.key.env == s.envID {
		c.shape.Store(p.shape)
	}
	return p.shape
}

// counted runs a statement of a simple query and counts it.
func (s *Session) counted(p *prepared, run func() error) error {
	s.ranRows = 0
	from, spent := time.Now(), s.spent()
	err := run()
	if err == nil {
		s.counts(p, time.Since(from), s.spent().sub(spent))
	}
	return err
}

// counts notes that a statement of the client ran to its end, or to where its portal stopped.
func (s *Session) counts(p *prepared, took time.Duration, sent crossing) {
	if p == nil || p.stmt == nil {
		return
	}
	if x := s.shapeOf(p); x != nil {
		x.ran(s.params.PID, took, s.ranRows, sent)
	}
}

// deviation is that of the population.
func (c *shapeCounts) deviation() float64 {
	n := float64(c.calls)
	mean := c.total / n
	return math.Sqrt(max(0, c.squares/n-mean*mean))
}

// resetShapes is pg_stat_statements_reset.
func (m *Manager) resetShapes(_ context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
	if _, err := mayReset(s, "pg_stat_statements_reset"); err != nil {
		return types.Null, err
	}
	var of [3]int64
	for i, a := range args {
		of[i] = a.Int()
	}
	m.shapes.reset(catalog.ID(of[0]), catalog.ID(of[1]), of[2])
	return types.Void(), nil
}

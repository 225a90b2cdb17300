package notify

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

const (
	// inboxBytesMax bounds what waits for one session: one that does not take it is ended.
	inboxBytesMax = 16 << 20
	// lookEvery is how often a queue is looked at that nobody has told of.
	lookEvery = time.Second
	// removeEvery is how often old batches are looked for.
	removeEvery = 15 * time.Second
	// tellTimeout bounds a hint to another node.
	tellTimeout = 2 * time.Second
)

// Hint says that a database's queue has a batch of that number.
type Hint struct {
	Database catalog.ID
	Last     uint64
}

// Cluster is what a Hub needs of the other nodes. Served by nodes.
type Cluster interface {
	// Others lists the other nodes, none where this one is alone.
	Others() []uint32
	// Tell gives another node hints, by Hub.Heard.
	Tell(ctx context.Context, node uint32, hints []Hint) error
}

// Options are what a Hub is made of.
type Options struct {
	DB     *coord.DB
	Budget *limit.Budget // inboxes come out of it; nil: they are only counted
	Logger *slog.Logger  // nil: none
}

// Stats counts. All fields are read and written atomically.
type Stats struct {
	Sent, Delivered, Hints, Reads, Ended atomic.Int64
	Listeners                            atomic.Int64
}

// Hub gives the notifications of all databases to the sessions of a node. Safe for concurrent use.
type Hub struct {
	o       Options
	group   *stop.Group
	stats   Stats
	inboxes *limit.Budget
	kick    chan struct{} // a token: look again
	tell    chan struct{} // a token: there are hints for other nodes

	mu struct {
		sync.Mutex // never held while waiting; above a Listener's
		started    bool
		cluster    Cluster // nil: there is one node
		feeds      map[catalog.ID]*feed
		dirty      map[catalog.ID]bool              // queues that may have batches to remove
		hints      map[catalog.ID]uint64            // for all others
		telling    map[uint32]map[catalog.ID]uint64 // nodes that are being told, and what is for them since
	}
}

// feed is a queue that sessions of the node listen to.
type feed struct {
	cursor    uint64 // batches up to it were given out
	wanted    uint64 // there are batches up to it
	listeners map[*Listener]struct{}
	moved     chan struct{} // closed when the cursor moves
}

// NewHub returns a Hub. It does nothing until somebody sends or listens. Close it.
func NewHub(o Options) *Hub {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	h := &Hub{o: o, group: stop.New(), inboxes: limit.New("notifications", 0, o.Budget), kick: make(chan struct{}, 1), tell: make(chan struct{}, 1)}
	h.mu.feeds, h.mu.dirty = map[catalog.ID]*feed{}, map[catalog.ID]bool{}
	h.mu.hints, h.mu.telling = map[catalog.ID]uint64{}, map[uint32]map[catalog.ID]uint64{}
	return h
}

// Join makes the hub tell other nodes. Before anybody sends.
func (h *Hub) Join(c Cluster) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.mu.cluster = c
}

// Close ends what the hub does, and waits for it.
func (h *Hub) Close() { h.group.Stop() }

// Stats returns the counters.
func (h *Hub) Stats() *Stats { return &h.stats }

// startLocked starts the hub's goroutines with the first that needs them.
func (h *Hub) startLocked() {
	if h.mu.started {
		return
	}
	h.mu.started = true
	h.group.Go(h.follow)
	h.group.Go(h.tellOthers)
	h.group.Every(removeEvery, h.removeOld)
}

func token(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}

// Committed gives out what a transaction of this node has sent, now that it has committed, or
// has it read, in its turn.
func (h *Hub) Committed(s *Sent) {
	n := len(s.batches)
	if n == 0 {
		return
	}
	first, last := s.batches[0].number, s.batches[n-1].number
	h.mu.Lock()
	h.startLocked()
	h.stats.Sent.Add(1)
	h.mu.dirty[s.Database] = true
	if h.mu.cluster != nil {
		h.mu.hints[s.Database] = max(h.mu.hints[s.Database], last)
		token(h.tell)
	}
	var wake []*Listener
	if f := h.mu.feeds[s.Database]; f != nil {
		f.wanted = max(f.wanted, last)
		if f.cursor+1 == first {
			wake = h.giveLocked(f, s.batches)
		}
		if f.cursor < f.wanted {
			token(h.kick)
		}
	}
	h.mu.Unlock()
	wakeAll(wake)
}

// Heard takes another node's hints.
func (h *Hub) Heard(hints []Hint) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stats.Hints.Add(int64(len(hints)))
	for _, n := range hints {
		if f := h.mu.feeds[n.Database]; f != nil && f.cursor < n.Last {
			f.wanted = max(f.wanted, n.Last)
			token(h.kick)
		}
	}
}

// Await waits until what a transaction has sent was given out, or the context ends.
func (h *Hub) Await(ctx context.Context, s *Sent) {
	if len(s.batches) == 0 {
		return
	}
	last := s.batches[len(s.batches)-1].number
	for {
		h.mu.Lock()
		f := h.mu.feeds[s.Database]
		if f == nil || f.cursor >= last {
			h.mu.Unlock()
			return
		}
		moved := f.moved
		h.mu.Unlock()
		select {
		case <-moved:
		case <-ctx.Done():
			return
		case <-h.group.Stopping():
			return
		}
	}
}

// giveLocked gives batches, in order, to all who listen, and moves the cursor.
func (h *Hub) giveLocked(f *feed, list []*batch) (wake []*Listener) {
	for l := range f.listeners {
		if l.put(list) {
			wake = append(wake, l)
		}
	}
	f.cursor = list[len(list)-1].number
	close(f.moved)
	f.moved = make(chan struct{})
	return wake
}

func wakeAll(list []*Listener) {
	for _, l := range list {
		l.wake()
	}
}

// follow reads what others have sent, until the hub closes.
func (h *Hub) follow(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		all := false
		select {
		case <-ctx.Done():
			return
		case <-h.kick:
		case <-tick.C:
			all = true
		}
		for _, db := range h.due(all) {
			for h.advance(ctx, db) {
			}
		}
	}
}

// due lists the queues to look at.
func (h *Hub) due(all bool) (out []catalog.ID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for db, f := range h.mu.feeds {
		if all || f.cursor < f.wanted {
			out = append(out, db)
		}
	}
	return out
}

// advance reads a part of a queue; more tells that it goes on.
func (h *Hub) advance(ctx context.Context, db catalog.ID) (more bool) {
	h.mu.Lock()
	f := h.mu.feeds[db]
	if f == nil {
		h.mu.Unlock()
		return false
	}
	after := f.cursor
	h.mu.Unlock()
	h.stats.Reads.Add(1)
	head, list, err := read(ctx, h.o.DB, db, after)
	if err != nil {
		if ctx.Err() == nil {
			h.o.Logger.Warn("notifications can't be read, will be tried again", "database", db, "error", err)
		}
		return false // the next look
	}
	h.mu.Lock()
	var wake []*Listener
	if h.mu.feeds[db] == f {
		wake = h.takeLocked(f, head, list)
		more = f.cursor < head.last
	}
	h.mu.Unlock()
	wakeAll(wake)
	return more
}

// takeLocked gives out what was read, but for what has been given out meanwhile.
func (h *Hub) takeLocked(f *feed, head head, list []*batch) []*Listener {
	for len(list) > 0 && list[0].number <= f.cursor {
		list = list[1:]
	}
	if len(list) == 0 && head.last <= f.cursor {
		return nil
	}
	if len(list) > 0 && list[0].number == f.cursor+1 && list[len(list)-1].number == f.cursor+uint64(len(list)) {
		return h.giveLocked(f, list)
	}
	// What comes next was removed before this node could read it.
	h.o.Logger.Warn("notifications were removed before they were read: the sessions that wait for them end", "sessions", len(f.listeners))
	var wake []*Listener
	for l := range f.listeners {
		if l.lose(pgerror.New(pgerror.AdminShutdown, "terminating connection because notifications were lost").
			WithDetail("This node could not read them in the %d seconds for which they are kept.", int(keptFor.Seconds())).
			WithHint("Connect again, and look at what they would have told.")) {
			wake = append(wake, l)
		}
	}
	f.cursor = head.last
	close(f.moved)
	f.moved = make(chan struct{})
	return wake
}

// tellOthers hands hints on, until the hub closes. A node that is slow to take them gets
// later ones together.
func (h *Hub) tellOthers(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.tell:
		}
		h.mu.Lock()
		c := h.mu.cluster
		h.mu.Unlock()
		if c == nil {
			continue
		}
		nodes := c.Others()
		h.mu.Lock()
		for _, n := range nodes {
			since, busy := h.mu.telling[n]
			if since == nil {
				since = map[catalog.ID]uint64{}
				h.mu.telling[n] = since
			}
			maps.Copy(since, h.mu.hints)
			if !busy {
				h.group.Go(func(ctx context.Context) { h.tellOne(ctx, c, n) })
			}
		}
		clear(h.mu.hints)
		h.mu.Unlock()
	}
}

// tellOne tells a node all that there is for it.
func (h *Hub) tellOne(ctx context.Context, c Cluster, node uint32) {
	for {
		h.mu.Lock()
		var hints []Hint
		for db, last := range h.mu.telling[node] {
			hints = append(hints, Hint{db, last})
		}
		if len(hints) == 0 || ctx.Err() != nil {
			delete(h.mu.telling, node)
			h.mu.Unlock()
			return
		}
		clear(h.mu.telling[node])
		h.mu.Unlock()
		told, cancel := context.WithTimeout(ctx, tellTimeout)
		_ = c.Tell(told, node, hints) // who has not heard looks by itself
		cancel()
	}
}

// removeOld removes what has been there for long enough, of the queues that this node has
// written to since it has found one empty.
func (h *Hub) removeOld(ctx context.Context) {
	h.mu.Lock()
	var list []catalog.ID
	for db := range h.mu.dirty {
		list = append(list, db)
	}
	h.mu.Unlock()
	for _, db := range list {
		left, err := true, error(nil)
		for left && err == nil {
			left, err = remove(ctx, h.o.DB, db, time.Now())
		}
		if err != nil && ctx.Err() == nil {
			h.o.Logger.Warn("old notifications can't be removed yet", "database", db, "error", err)
		}
	}
}

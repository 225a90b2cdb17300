package notify

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// Listener is a session that listens, or may come to. Safe for concurrent use.
type Listener struct {
	hub  *Hub
	db   catalog.ID
	wake func() // tells that there is something to take; never called under a mutex

	mu       sync.Mutex // a leaf
	channels map[string]uint64
	order    []string
	inbox    []Notification
	bytes    int64
	lost     *pgerror.Error
}

// NewListener returns a listener that hears nothing yet. wake must not block.
func (h *Hub) NewListener(db catalog.ID, wake func()) *Listener {
	return &Listener{hub: h, db: db, wake: wake, channels: map[string]uint64{}}
}

// Start makes the hub follow the listener's database, and returns where it stands: from there
// on Listen hears. Either Listen or Stop follows.
func (l *Listener) Start(ctx context.Context) (from uint64, err error) {
	h := l.hub
	err = reading(ctx, h.o.DB, func(ctx context.Context, t *coord.Txn) error {
		now, err := readHead(ctx, t, l.db)
		from = now.last
		return err
	})
	if err != nil {
		return 0, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.startLocked()
	f := h.mu.feeds[l.db]
	if f == nil {
		f = &feed{cursor: from, wanted: from, listeners: map[*Listener]struct{}{}, moved: make(chan struct{})}
		h.mu.feeds[l.db] = f
		h.mu.dirty[l.db] = true
	}
	if _, ok := f.listeners[l]; !ok {
		f.listeners[l] = struct{}{}
		h.stats.Listeners.Add(1)
	}
	return from, nil
}

// Listen hears a channel from a place on that Start gave.
func (l *Listener) Listen(channel string, from uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.channels[channel]; !ok {
		l.channels[channel] = from
		l.order = append(l.order, channel)
	}
}

// Unlisten hears a channel no more.
func (l *Listener) Unlisten(channel string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.channels[channel]; ok {
		delete(l.channels, channel)
		l.order = slices.DeleteFunc(l.order, func(c string) bool { return c == channel })
	}
}

// UnlistenAll hears nothing more.
func (l *Listener) UnlistenAll() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.channels)
	l.order = nil
}

// Channels lists what is listened to, in the order of its beginning.
func (l *Listener) Channels() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.order)
}

// Stop takes a listener out that listens to nothing.
func (l *Listener) Stop() {
	if len(l.Channels()) > 0 {
		return
	}
	h := l.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	f := h.mu.feeds[l.db]
	if f == nil {
		return
	}
	if _, ok := f.listeners[l]; !ok {
		return
	}
	delete(f.listeners, l)
	h.stats.Listeners.Add(-1)
	if len(f.listeners) == 0 {
		close(f.moved)
		delete(h.mu.feeds, l.db)
	}
}

// Close ends the listener.
func (l *Listener) Close() {
	l.UnlistenAll()
	l.Stop()
	_, _ = l.Take()
}

// put adds what the listener hears of some batches, and reports whether it must be waked.
func (l *Listener) put(list []*batch) (wake bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lost != nil || len(l.channels) == 0 {
		return false
	}
	for _, b := range list {
		for i := range b.list {
			n := &b.list[i]
			from, ok := l.channels[n.Channel]
			if !ok || b.number <= from {
				continue
			}
			if err := l.addLocked(n); err != nil {
				l.loseLocked(err)
				return true
			}
			wake = true
		}
	}
	return wake
}

func (l *Listener) addLocked(n *Notification) *pgerror.Error {
	size := n.size()
	if l.bytes+size > inboxBytesMax || l.hub.inboxes.Acquire(size) != nil {
		return pgerror.New(pgerror.ProgramLimitExceeded, "terminating connection because too many notifications wait for it").
			WithDetail("%d bytes of notifications were not taken.", l.bytes).
			WithHint("Read them as they come: a session gets none while it is in a transaction.")
	}
	l.bytes += size
	l.inbox = append(l.inbox, *n)
	return nil
}

// lose ends the listener, whose session is to end with why.
func (l *Listener) lose(why *pgerror.Error) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.lost != nil || len(l.channels) == 0 {
		return false
	}
	l.loseLocked(why)
	return true
}

func (l *Listener) loseLocked(why *pgerror.Error) {
	l.hub.stats.Ended.Add(1)
	l.hub.inboxes.Release(l.bytes)
	l.lost, l.inbox, l.bytes = why.WithSeverity("FATAL"), nil, 0
}

// Take empties the inbox. What came by a channel that is listened to no more is dropped, as in
// Postgres, where it came before the transaction that ended the listening. The error says why the
// session must end.
func (l *Listener) Take() ([]Notification, *pgerror.Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := slices.DeleteFunc(l.inbox, func(n Notification) bool { _, ok := l.channels[n.Channel]; return !ok })
	l.hub.stats.Delivered.Add(int64(len(out)))
	l.hub.inboxes.Release(l.bytes)
	l.inbox, l.bytes = nil, 0
	return out, l.lost
}

// awaitTimeout bounds how long a session waits for its own notifications before it goes on:
// they come later then.
const awaitTimeout = 5 * time.Second

// AwaitOwn waits until what the session has sent itself is in its inbox, if it listens.
func (l *Listener) AwaitOwn(ctx context.Context, s *Sent) {
	if len(l.Channels()) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, awaitTimeout)
	defer cancel()
	l.hub.Await(ctx, s)
}

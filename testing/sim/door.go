package sim

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// door leads to the newest incarnation of the store. What was inside when the
// power went is heard of no more: it is unknown what became of it.
type door struct{ to atomic.Pointer[room] }

type room struct {
	server kvpb.Sender

	mu     sync.Mutex // guards what follows; a leaf
	dark   bool
	inside int
	empty  chan struct{} // closed when it is dark and nobody is inside
}

func (d *door) open(s kvpb.Sender) { d.to.Store(&room{server: s, empty: make(chan struct{})}) }

// enter tells whether there is light.
func (r *room) enter() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.dark {
		return false
	}
	r.inside++
	return true
}

// leave tells whether there still is.
func (r *room) leave() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inside--; r.dark && r.inside == 0 {
		close(r.empty)
	}
	return !r.dark
}

// darken ends it for all who are inside.
func (r *room) darken() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.dark = true; r.inside == 0 {
		close(r.empty)
	}
}

// shut returns what was behind it, or nil.
func (d *door) shut() *room {
	r := d.to.Swap(nil)
	if r != nil {
		r.darken()
	}
	return r
}

// Send implements kvpb.Sender.
func (d *door) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	r := d.to.Load()
	if r == nil || !r.enter() {
		return &kvpb.RetryElsewhere{Why: "the node has no power"}
	}
	err := r.server.Send(ctx, req, resp)
	if !r.leave() {
		return &kvpb.Ambiguous{Why: "the node lost its power"}
	}
	return err
}

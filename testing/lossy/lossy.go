// Package lossy is a network's faults for requests that are function calls: they
// are late, are lost, or arrive again, and so are their replies.
package lossy

import (
	"context"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Message describes a request to those who decide its fate.
type Message struct {
	Method  kvpb.Method
	RangeID uint64
	Bytes   int
}

// Fate says what happens to one request and its reply. The zero Fate delivers
// both at once.
//
// A caller that gets no reply sees *kvpb.Ambiguous after Timeout, as it would
// when a connection breaks: the network can't tell whether the request
// arrived.
type Fate struct {
	Delay      time.Duration   // before the request arrives
	Lost       bool            // the request never arrives
	ReplyDelay time.Duration   // before the reply arrives
	ReplyLost  bool            // the reply never arrives
	Timeout    time.Duration   // from a loss to the caller's hearing of it
	Copies     []time.Duration // further copies of the request, each this long after the call began; their replies go nowhere
}

// Faults decides the fate of each request. Safe for concurrent use.
type Faults interface {
	Fate(m Message) Fate
}

// Sender stands before another and lets faults strike. Safe for concurrent use.
type Sender struct {
	to     kvpb.Sender
	faults Faults

	ctx    context.Context // of copies under way
	cancel context.CancelFunc
	mu     struct {
		sync.Mutex // guards what is below; a leaf
		closed     bool
	}
	copies sync.WaitGroup
}

// New returns a sender before to. Close ends the copies under way.
func New(to kvpb.Sender, f Faults) *Sender {
	s := &Sender{to: to, faults: f}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// Close drops the copies under way and waits for their end.
func (s *Sender) Close() {
	s.mu.Lock()
	s.mu.closed = true
	s.mu.Unlock()
	s.cancel()
	s.copies.Wait()
}

// Send implements kvpb.Sender. The response goes into resp only when the caller is to see it.
func (s *Sender) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	fate := s.faults.Fate(Message{req.Method(), req.GetHeader().GetRangeId(), req.SizeVT()})
	for _, after := range fate.Copies {
		if err := s.sendCopy(req, after); err != nil {
			return err
		}
	}
	if err := pause(ctx, fate.Delay); err != nil {
		return err
	}
	if fate.Lost {
		return lose(ctx, fate, "the request may have been lost")
	}
	if fate.ReplyLost {
		_, unseen := req.Method().New() // the caller must not see what the network lost
		_ = s.to.Send(ctx, req, unseen)
		return lose(ctx, fate, "the reply was lost")
	}
	err := s.to.Send(ctx, req, resp)
	if perr := pause(ctx, fate.ReplyDelay); perr != nil {
		return &kvpb.Ambiguous{Why: perr.Error()}
	}
	return err
}

// lose makes the caller wait as for a broken connection.
func lose(ctx context.Context, fate Fate, why string) error {
	_ = pause(ctx, fate.Timeout)
	return &kvpb.Ambiguous{Why: why}
}

// sendCopy delivers the request once more, later, on a goroutine that s owns.
func (s *Sender) sendCopy(req kvpb.Request, after time.Duration) error {
	dup, unseen, err := copyOf(req)
	if err != nil || dup == nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mu.closed {
		return nil
	}
	s.copies.Go(func() {
		if pause(s.ctx, after) != nil {
			return
		}
		_ = s.to.Send(s.ctx, dup, unseen) // nobody waits for this answer
	})
	return nil
}

// copyOf gives a copy memory of its own, for the caller may change the original, and
// what its fragment refers to, as soon as its call returns: the fragment takes the form
// that it has on a wire. Where it has none, there is no copy.
func copyOf(req kvpb.Request) (kvpb.Request, kvpb.Response, error) {
	plain, frag := kvpb.Plain(req)
	b := make([]byte, plain.SizeVT())
	if _, err := plain.MarshalToSizedBufferVT(b); err != nil {
		return nil, nil, err
	}
	dup, resp := req.Method().New()
	if err := dup.UnmarshalVT(b); err != nil || frag == nil {
		return dup, resp, err
	}
	f, err := frag.Marshal()
	if err != nil {
		return nil, nil, nil
	}
	switch r := dup.(type) {
	case *kvpb.ReadRequest:
		r.Fragment = f
	case *kvpb.CommitRequest:
		r.Fragment = f
	}
	return dup, resp, nil
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	return stop.Sleep(ctx, d)
}

// Before puts a Sender before a node's store (node.Options.Before).
func Before(f Faults) func(kvpb.Sender) (kvpb.Sender, func()) {
	return func(to kvpb.Sender) (kvpb.Sender, func()) {
		s := New(to, f)
		return s, s.Close
	}
}

package transport

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// codec is what a copy of a request needs: memory of its own, for the caller
// may change the original as soon as its call returns.
type codec[T any] interface {
	*T
	sized
	MarshalVT() ([]byte, error)
	UnmarshalVT([]byte) error
}

// deliver performs one call with faults. The response goes into resp only when
// the caller is to see it.
func deliver[Q, P any, QP codec[Q], PP codec[P]](
	ctx context.Context, h *Hop, m Message, req QP, resp PP, frag kvpb.Fragment,
	call func(context.Context, *Q, kvpb.Fragment, *P) error,
) error {
	fate := h.faults.Fate(m)
	for _, after := range fate.Copies {
		if err := sendCopy(h, req, frag, after, call); err != nil {
			return err
		}
	}
	if err := pause(ctx, fate.Delay); err != nil {
		return err
	}
	if fate.Lost {
		return h.lose(ctx, fate, "the request may have been lost")
	}
	if fate.ReplyLost {
		var unseen P // the caller must not see what the network lost
		_ = call(ctx, (*Q)(req), frag, &unseen)
		return h.lose(ctx, fate, "the reply was lost")
	}
	err := call(ctx, (*Q)(req), frag, (*P)(resp))
	if perr := pause(ctx, fate.ReplyDelay); perr != nil {
		return &kvpb.Ambiguous{Why: perr.Error()}
	}
	h.reply(m.Method, resp, err)
	return err
}

// lose makes the caller wait as for a broken connection.
func (h *Hop) lose(ctx context.Context, fate Fate, why string) error {
	h.lost.Add(1)
	_ = pause(ctx, fate.Timeout)
	return &kvpb.Ambiguous{Why: why}
}

// sendCopy delivers the request once more, later, on a goroutine that the hop owns.
func sendCopy[Q, P any, QP codec[Q]](
	h *Hop, req QP, frag kvpb.Fragment, after time.Duration,
	call func(context.Context, *Q, kvpb.Fragment, *P) error,
) error {
	b, err := req.MarshalVT()
	if err != nil {
		return err
	}
	var dup Q
	if err := QP(&dup).UnmarshalVT(b); err != nil {
		return err
	}
	// The caller may use the fragment's memory again, too: the copy takes the form
	// that it has on a wire. Where it has none, there is no copy.
	if frag != nil && !encodeFragment(&dup, frag) {
		return nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.mu.closed {
		return nil
	}
	h.copies.Go(func() {
		if pause(h.ctx, after) != nil {
			return
		}
		h.copied.Add(1)
		var resp P
		_ = call(h.ctx, &dup, nil, &resp) // nobody waits for this answer
	})
	return nil
}

// encodeFragment puts the bytes of a fragment into a request.
func encodeFragment(req any, frag kvpb.Fragment) bool {
	b, err := frag.Marshal()
	if err != nil {
		return false
	}
	switch r := req.(type) {
	case *kvpb.ReadRequest:
		r.Fragment = b
	case *kvpb.CommitRequest:
		r.Fragment = b
	}
	return true
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return nil
	}
	return stop.Sleep(ctx, d)
}

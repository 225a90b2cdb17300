package membership

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
)

// How a node that was a member before finds the others. What it has noted on its disk may be
// old, and so is what they have noted of it: all of them may have moved. It asks each address of
// Join, again and again until it serves. Each connection tells either end where the other is,
// and each answer where the one that answers has met others (Book.met); whoever it has heard of
// is asked, too. The directory, which says the same, may be what nobody serves until then.

// refusalHeld is how long a refusal waits for another node's better word.
const refusalHeld = time.Second

// Greet asks the addresses of Join, and returns with the first answer, or when none has come:
// those that can't be reached may come later. It fails where one says that this node does not
// belong there, which is better heard now, and none says otherwise.
func (m *Member) Greet(ctx context.Context) error {
	addresses := slices.DeleteFunc(slices.Clone(m.o.Join), func(a string) bool { return a == m.address })
	heard := make(chan error, len(addresses))
	for _, address := range addresses {
		m.o.Group.Go(func(ctx context.Context) { m.seek(ctx, address, heard) })
	}
	m.o.Group.Go(m.seekKnown)
	var refused error
	var held <-chan time.Time
	for range addresses {
		select {
		case err := <-heard:
			if err == nil {
				return nil
			}
			if refused == nil && errors.Is(err, ErrRefused) {
				refused, held = err, time.After(refusalHeld)
			}
		case <-held:
			return refused
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return refused
}

// seek asks an address until this node serves; first gets what came of the first time.
func (m *Member) seek(ctx context.Context, address string, first chan<- error) {
	why := reasons{every: reasonEvery}
	for pauses := joinPauses(); ; {
		err := m.askAddress(ctx, address)
		if first != nil {
			first <- err
			first = nil
		}
		if err != nil && ctx.Err() == nil && why.due(time.Now()) {
			m.log.Info("not reached", "address", address, "why", err)
		}
		if !m.beforeServing(ctx, pauses.Next()) {
			return
		}
	}
}

// seekKnown asks the nodes that this one knows, until it serves: they may have met those that
// have moved since it heard of them.
func (m *Member) seekKnown(ctx context.Context) {
	for m.beforeServing(ctx, joinPauseMax) {
		m.members.AskAround(ctx)
	}
}

// beforeServing waits, and reports whether the node does not serve by then.
func (m *Member) beforeServing(ctx context.Context, wait time.Duration) bool {
	select {
	case <-m.serving:
		return false
	default:
		return stop.Sleep(ctx, wait) == nil
	}
}

// askAddress asks the node at an address what it knows.
func (m *Member) askAddress(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, joinTimeout)
	defer cancel()
	s, err := m.mesh.OpenAddress(ctx, address, serviceMembers)
	if err != nil {
		return belongs(address, err)
	}
	defer s.Close()
	var b nodepb.Book
	if err := s.Receive(&b); err != nil {
		return belongs(address, err)
	}
	m.members.learnBook(&b)
	return nil
}

// belongs is refusal for a node that has an identity.
func belongs(address string, err error) error {
	if err = refusal(address, err); errors.Is(err, transport.ErrNode) && !errors.Is(err, ErrRefused) {
		return fmt.Errorf("%w: %s: %w", ErrRefused, address, err)
	}
	return err
}

// reasonEvery is how often the log tells why an address does not answer.
const reasonEvery = 10 * time.Second

// reasons bounds how often the same is told. Not safe for concurrent use.
type reasons struct {
	every time.Duration
	last  time.Time
}

// due reports whether it is to be told, the first time at once.
func (r *reasons) due(now time.Time) bool {
	if !r.last.IsZero() && now.Sub(r.last) < r.every {
		return false
	}
	r.last = now
	return true
}

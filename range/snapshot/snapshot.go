// Package snapshot carries Raft snapshots, which are whole states of ranges, between an engine and the
// wire: Reader gives the bytes of one, an Outbox sends few at once and goes on with what broke off, an
// Inbox takes in what comes.
//
// A small snapshot that comes is one durable batch. A large one is first written as sorted files beside
// what is there; a marker says that all has come, and from then on it is put in place, by the next
// process if need be:
//
//	file 0, 1, …   each sealed, then the progress: what has come so far, with these files
//	marker         the batch that goes before them, with their names; synced
//	in place       that batch, then the files at once; the marker and the progress go, synced
//
// Invariants:
//
//	S1  A snapshot that breaks off has changed nothing of its range.
//	S2  No snapshot is ever whole in memory, but for those up to DirectBytes.
//	S3  One that broke off goes on after its last file, in another process, too.
//	S4  Nothing is used of a snapshot one of whose files has been damaged.
package snapshot

import (
	"context"
	"errors"
	"io"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
)

// ErrCorrupt reports that what is stored of snapshots contradicts itself.
var ErrCorrupt = errors.New("snapshot: corrupt")

// Reader gives the bytes of a range's state, as a view shows it, from an offset on. What lies before
// is made again and thrown away: that costs reading, not sending.
// Resuming so needs no memory of what was sent, but a view that is the same bytes from the start: the sender
// keeps one view for all tries of a snapshot, under one Name.ID.
func Reader(view engine.Reader, rangeID, offset uint64) (io.ReadCloser, error) {
	// The pipe couples the two: Write makes an entry only when somebody reads, so nothing piles up (S2).
	r, w := io.Pipe()
	o := &outgoing{r: r, written: make(chan struct{})}
	go func() { // ends with the pipe, whose reader Close closes
		defer close(o.written)
		w.CloseWithError(raftsnap.Write(view, rangeID, w))
	}()
	// Beyond the end is an error, too: the receiver says that it has more than there is.
	if _, err := io.CopyN(io.Discard, r, int64(offset)); err != nil {
		o.Close()
		return nil, err
	}
	return o, nil
}

// outgoing is the reading end of a state that is written.
// Not safe for concurrent use, as a pipe's end is not meant for two readers.
type outgoing struct {
	r       *io.PipeReader
	written chan struct{} // closed when the writer has ended
}

func (o *outgoing) Read(b []byte) (int, error) { return o.r.Read(b) }

// Close has Write fail at its next entry, and returns when it has let go of the view: who owns that may close
// it then.
func (o *outgoing) Close() error {
	o.r.CloseWithError(io.ErrClosedPipe)
	<-o.written
	return nil
}

const (
	// outMax is how many snapshots go at once.
	// Each reads a whole range: more at once would take the disk from those who wait for it.
	outMax = 2
	// resumeFor is how long after the last progress a snapshot that broke off is sent on: the
	// receiver may restart. The pause is that between two tries.
	resumeFor  = time.Minute
	retryPause = 500 * time.Millisecond
)

// Outbox has places for few snapshots that go at once. Safe for concurrent use.
type Outbox struct{ places chan struct{} }

// NewOutbox returns an Outbox.
func NewOutbox() *Outbox { return &Outbox{make(chan struct{}, outMax)} }

// Carry sends a snapshot, and goes on with it where it breaks off (raftnet.Broken) or is refused for
// now, until ctx ends. A place among those that go is taken only while it goes.
// Of errors there are four kinds:
//
//	nil                                   done
//	Broken, with more kept than before    progress: another try, and the time begins anew
//	Broken without more, ErrBusy          another try, while the last progress is less than resumeFor ago
//	anything else, or no progress ever    the caller's: Raft asks for a snapshot again by itself
func (o *Outbox) Carry(ctx context.Context, send func() error) error {
	var kept uint64
	var last time.Time
	for {
		select {
		case o.places <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		err := send()
		// Between two tries the place is another's: a receiver that restarts does not hold up the rest.
		<-o.places
		// kept only grows within one call, since what a receiver has recorded it has synced (S3).
		if b, ok := errors.AsType[*raftnet.Broken](err); ok && b.Kept > kept {
			kept, last = b.Kept, time.Now()
		} else if err == nil || kept == 0 || time.Since(last) > resumeFor || !ok && !errors.Is(err, raftnet.ErrBusy) {
			return err
		}
		if err := stop.Sleep(ctx, retryPause); err != nil {
			return err
		}
	}
}

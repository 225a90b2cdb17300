package snapshot

import (
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
)

// Options of an Inbox. All are required.
// DirectBytes bounds memory (S2), and FileBytes what is sent twice where a snapshot breaks off, since only
// sealed files are gone on with.
type Options struct {
	Engine      engine.Engine
	DirectBytes int // up to where a snapshot is one batch
	FileBytes   int // of one file of a larger one, about
	Log         *slog.Logger
	// Failed says why the engine's store has ended; nil while it runs.
	Failed func() error
	// Tend is called when some of a snapshot stays for its sender to go on with: DropOld is to be called
	// until it says that there is nothing more. It must not wait.
	Tend func()
}

// inMax is how many snapshots come at once.
// One at a time: two would take twice as long each, and leave twice as much half done.
const inMax = 1

// LookEvery is about how often DropOld is to be called.
const LookEvery = keptFor / 4

// Inbox takes in snapshots, and keeps what came of those that broke off. Safe for concurrent use.
// What it has of a range, and how that changes:
//
//	nothing            Begin: an Incoming, from offset 0
//	coming             a file is sealed and recorded: that is kept, too
//	broke off, kept    Begin by the same Name goes on; by another, the kept files go
//	whole              Install: the marker, then in place, then nothing again
//	kept too long, or one of too many: dropped
type Inbox struct {
	o      Options
	place  chan struct{} // taken while one comes
	counts struct{ resumed, files, bytes atomic.Uint64 }

	// kept has no entry for what comes and has no file yet, nor for what was installed. Partials are not
	// changed any more: record puts a new one in.
	mu   sync.Mutex          // guards kept; a leaf
	kept map[uint64]*partial // by range
}

// Open puts in place what had come whole when the last process ended, keeps for a while what has
// progress, and drops other files. It fails with ErrCorrupt and the engine's errors.
// Called before the store has any range in memory: what is put in place is what ranges are loaded from.
func Open(o Options) (*Inbox, error) {
	kept, err := finish(o.Engine)
	if err != nil {
		return nil, err
	}
	return &Inbox{o: o, place: make(chan struct{}, inMax), kept: kept}, nil
}

// Stats are figures since the inbox was opened.
type Stats struct {
	Resumed uint64 // times that a snapshot went on where it had broken off before a restart
	Files   uint64 // written
	Bytes   uint64 // of them
	Kept    int    // now: snapshots that broke off and may go on
}

// Stats returns those figures.
func (b *Inbox) Stats() Stats {
	b.mu.Lock()
	defer b.mu.Unlock()
	return Stats{b.counts.resumed.Load(), b.counts.files.Load(), b.counts.bytes.Load(), len(b.kept)}
}

// had is what has come of a range's state before.
func (b *Inbox) had(rangeID uint64) *partial {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.kept[rangeID]
}

// keep replaces what was known of the range: of one range only the newest progress counts.
func (b *Inbox) keep(rangeID uint64, p *partial) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.kept[rangeID] = p
}

// forget takes it out of memory alone; forgetStored does it on disk.
func (b *Inbox) forget(rangeID uint64) *partial {
	b.mu.Lock()
	defer b.mu.Unlock()
	p := b.kept[rangeID]
	delete(b.kept, rangeID)
	return p
}

// surplus is the range that is to make room for another.
func (b *Inbox) surplus() (id uint64, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.kept) < keptMax {
		return 0, false
	}
	// By last progress, not by size: the one that waits longest is least likely to go on.
	for x, p := range b.kept {
		if o := b.kept[id]; o == nil || p.at < o.at {
			id = x
		}
	}
	return id, true
}

// drop drops what has come of a snapshot, and further files.
func (b *Inbox) drop(rangeID uint64, files ...file) {
	if p := b.forget(rangeID); p != nil {
		files = append(files, p.files...)
	}
	// First the progress, then the files, or a crash between would leave a progress that names what is gone. It
	// is not synced: where it comes back all the same, the check of the files finds out (S4).
	err := forgetStored(b.o.Engine, rangeID)
	if err == nil {
		err = b.o.Engine.DropStaged(fileNames(files)...)
	}
	if err != nil && b.o.Failed() == nil { // it is tried again when the store opens
		b.o.Log.Warn("files of a range's snapshot not dropped", "range", rangeID, "error", err)
	}
}

// DropOld drops what nobody has gone on with, unless a snapshot is coming. It says whether there is
// more to look after.
// It takes the place of one that comes, for a moment, so that no Incoming goes on with files that are being
// dropped. Where it can't have it, it is to come again.
func (b *Inbox) DropOld() (more bool) {
	select {
	case b.place <- struct{}{}:
		defer func() { <-b.place }()
	default:
		return true
	}
	var old []uint64
	b.mu.Lock()
	for id, p := range b.kept {
		// Wall-clock time, since partials outlive the process; where the clock was set back they stay longer.
		if time.Now().UnixNano()-p.at > int64(keptFor) {
			old = append(old, id)
		}
	}
	more = len(b.kept) > len(old)
	b.mu.Unlock()
	for _, id := range old {
		b.drop(id)
	}
	return more
}

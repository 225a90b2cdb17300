package pebbleengine

import (
	"context"
	"errors"
	"fmt"
	iofs "io/fs"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/kv/engine"
)

// health is what the engine knows about its disk. The file system's wrapper
// tells it what went wrong before Pebble hears of it.
type health struct {
	failed  atomic.Pointer[error] // the first failure; never changes again
	full    atomic.Bool           // free space is below the reserve
	spent   atomic.Bool           // it is below half of it, or a write found none
	written atomic.Int64          // bytes since the free space was last looked at
	checked atomic.Int64          // when that was, in nanoseconds of the process's time
	syncs   atomic.Int64          // of the log
	started time.Time
	tell    func(error)     // Options.OnFailure; may be nil
	ctx     context.Context // ends with the first failure
	cancel  context.CancelFunc

	fs      vfs.FS
	dir     string
	reserve uint64
}

const (
	spaceCheckBytes = 4 << 20
	spaceCheckNanos = int64(time.Second)
)

func newHealth(o *Options) *health {
	h := &health{started: time.Now(), fs: o.FS, dir: o.Dir, reserve: o.ReserveBytes, tell: o.OnFailure}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	return h
}

// fail records the first failure, and tells of it. Later ones follow from it.
func (h *health) fail(err error) {
	e := failure(err)
	if !h.failed.CompareAndSwap(nil, &e) {
		return
	}
	h.cancel()
	if h.tell != nil {
		h.tell(e)
	}
}

// rotten is fail where err says that what lies on the disk is damaged: nothing that
// the engine says can be trusted to be whole any more.
func (h *health) rotten(err error) {
	if err != nil && pebble.IsCorruptionError(err) {
		h.fail(damage(err))
	}
}

// failures keeps Pebble's count of what lies in its tables from being tried again at once, for
// ever, where one of them is damaged: nothing else would come to run in a bubble of virtual
// time, and elsewhere a core and the log are full of it. Compactions that fail rest by
// themselves (compactions.rest), and a flush that fails ends the engine.
type failures struct {
	mu     sync.Mutex // guards what follows; a leaf
	last   time.Time
	pauses retry.Pauses
}

// Pauses after a count that failed again and again.
const (
	failuresApart   = time.Second // those further apart have nothing to do with each other
	failurePauseMin = time.Millisecond
	failurePauseMax = 100 * time.Millisecond
)

// pause delays whoever has just failed, if it is that count: all others fail with Pebble's
// mutex held, and nobody may sleep with that.
func (f *failures) pause() {
	if !countsTables() {
		return
	}
	f.mu.Lock()
	now := time.Now()
	if now.Sub(f.last) > failuresApart {
		f.pauses = retry.Policy{First: failurePauseMin, Longest: failurePauseMax}.Begin()
	}
	wait := f.pauses.Next()
	f.last = now.Add(wait)
	f.mu.Unlock()
	time.Sleep(wait)
}

// countsTables reports whether the caller is Pebble's job that collects the tables' statistics.
func countsTables() bool {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.HasSuffix(f.Function, ".collectTableStats") {
			return true
		}
		if !more {
			return false
		}
	}
}

// damage names the damaged file, where Pebble knows it.
func damage(err error) error {
	if i := pebble.ExtractDataCorruptionInfo(err); i != nil {
		return damaged(*i)
	}
	return fmt.Errorf("%w: %w", engine.ErrCorrupt, err)
}

func damaged(i pebble.DataCorruptionInfo) error {
	return fmt.Errorf("%w: file %s: %w", engine.ErrCorrupt, i.Path, i.Details)
}

// failure is err as every later write will see it.
func failure(err error) error {
	if vfs.IsNoSpaceError(err) {
		return fmt.Errorf("%w: %w: %w", engine.ErrFailed, engine.ErrFull, err)
	}
	return fmt.Errorf("%w: %w", engine.ErrFailed, err)
}

// err is nil while the engine accepts writes.
func (h *health) err() error {
	if p := h.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// writable is Engine.Writable.
func (h *health) writable() error {
	if err := h.err(); err != nil {
		return err
	}
	if !h.full.Load() {
		return nil
	}
	if int64(time.Since(h.started))-h.checked.Load() > spaceCheckNanos {
		h.checkSpace()
	}
	if h.full.Load() {
		return engine.ErrFull
	}
	return nil
}

// wrote counts bytes written and looks at the free space every few megabytes.
func (h *health) wrote(n int) {
	if h.written.Add(int64(n)) >= spaceCheckBytes {
		h.checkSpace()
	}
}

// note remembers that a write which Pebble may repeat found no room.
func (h *health) note(err error) {
	if err != nil && vfs.IsNoSpaceError(err) {
		h.checked.Store(int64(time.Since(h.started)))
		h.spent.Store(true)
		h.full.Store(true)
	}
}

// checkSpace compares the free space with the reserve. Where the file system
// can't tell, there is room.
func (h *health) checkSpace() {
	h.written.Store(0)
	h.checked.Store(int64(time.Since(h.started)))
	u, err := h.fs.GetDiskUsage(h.dir)
	reserve := min(h.reserve, u.TotalBytes/4)
	h.spent.Store(err == nil && u.AvailBytes < reserve/2)
	h.full.Store(err == nil && u.AvailBytes < reserve)
}

// openError gives an error of pebble.Open the engine's type.
func openError(dir string, err error) error {
	wrap := func(kind error) error { return fmt.Errorf("%w: %s: %w", kind, dir, err) }
	var path *iofs.PathError
	switch {
	case errors.Is(err, engine.ErrCorrupt): // it failed meanwhile
		return fmt.Errorf("opening %s: %w", dir, err)
	case errors.Is(err, pebble.ErrDBDoesNotExist):
		return wrap(engine.ErrForeign)
	case vfs.IsNoSpaceError(err):
		return wrap(engine.ErrFull)
	case strings.Contains(err.Error(), "unknown format major version"):
		return wrap(engine.ErrVersion)
	case strings.Contains(err.Error(), "comparer name from file"):
		return wrap(engine.ErrForeign)
	case errors.Is(err, iofs.ErrPermission), errors.As(err, &path) && !errors.Is(err, iofs.ErrNotExist):
		return fmt.Errorf("engine: opening %s: %w", dir, err)
	}
	return wrap(engine.ErrCorrupt)
}

// readError gives an error of a read the engine's type. One that has met a damaged file
// is the engine's failure.
func (h *health) readError(err error) error {
	if err == nil || !pebble.IsCorruptionError(err) {
		return err
	}
	h.rotten(err)
	return damage(err)
}

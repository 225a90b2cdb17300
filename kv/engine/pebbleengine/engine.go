package pebbleengine

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	iofs "io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// pebbleEngine is an engine.Engine.
type pebbleEngine struct {
	db        *pebble.DB
	popts     *pebble.Options
	fs        vfs.FS // without the guard: tables are no log
	dir       string
	health    *health
	failures  failures
	synced    func() // Options.AfterSync
	lock      *pebble.Lock
	diskStop  io.Closer // of the watcher for slow disks; may be nil
	uses      uses
	stalls    atomic.Int64
	tables    atomic.Uint64 // names given to tables
	iters     sync.Pool     // of *iterator
	batches   sync.Pool     // of *batch
	cache     *pebble.Cache
	newest    newest
	stretches stretches
	watches   watches
}

// Open opens the store in o.Dir, making it where the directory is missing or
// empty. It fails with ErrLocked, ErrForeign, ErrCorrupt, ErrVersion, ErrFull
// or what the file system says. The caller closes the engine.
func Open(o Options) (engine.Engine, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	e := &pebbleEngine{fs: o.FS, dir: o.Dir, health: newHealth(&o), synced: o.AfterSync}
	if e.synced == nil {
		e.synced = func() {}
	}
	e.uses.init()
	e.iters.New = func() any { return &iterator{shard: e.uses.shard()} }
	e.batches.New = func() any { return new(batch) }
	if err := checkDir(&o); err != nil {
		e.health.cancel()
		return nil, err
	}
	if err := e.open(&o); err != nil {
		e.release()
		return nil, err
	}
	e.health.checkSpace()
	return e, nil
}

// checkDir refuses a directory that holds something else, before anything is
// written into it.
func checkDir(o *Options) error {
	names, err := o.FS.List(o.Dir)
	switch {
	case errors.Is(err, iofs.ErrNotExist) && (o.MustExist || o.ReadOnly):
		return fmt.Errorf("%w: %s does not exist", engine.ErrForeign, o.Dir)
	case errors.Is(err, iofs.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("engine: opening %s: %w", o.Dir, err)
	}
	store, foreign := false, ""
	for _, n := range names {
		switch {
		case strings.HasPrefix(n, "marker.format-version."):
			store = true
		case !ownFile(n):
			foreign = n
		}
	}
	if !store && foreign != "" {
		return fmt.Errorf("%w: %s holds %q and no store", engine.ErrForeign, o.Dir, foreign)
	}
	return nil
}

// ownFile reports whether a store that was not finished may hold name.
func ownFile(name string) bool {
	for _, p := range []string{"LOCK", "MANIFEST-", "OPTIONS-", "marker.", "temporary.", tablesDir, stagedDir, "lost+found"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return isLog(name)
}

// open takes the lock and opens Pebble.
func (e *pebbleEngine) open(o *Options) error {
	if !o.ReadOnly {
		if err := o.FS.MkdirAll(o.Dir, 0o700); err != nil {
			return openError(o.Dir, err)
		}
	}
	lock, err := pebble.LockDirectory(o.Dir, o.FS)
	if err != nil {
		return lockError(o.Dir, err)
	}
	e.lock = lock
	fs := o.FS
	if fs == OSFS() {
		log := o.Logger
		fs, e.diskStop = vfs.WithDiskHealthChecks(fs, slowDiskThreshold, nil, func(i vfs.DiskSlowInfo) {
			log.Warn("storage engine: slow disk", "path", i.Path, "op", i.OpType.String(), "duration", i.Duration)
		})
	}
	guard := &guardFS{FS: fs, health: e.health} // by address: Pebble compares file systems
	if err := begin(o, guard, logger{o.Logger, e.health}, lock); err != nil {
		return openError(o.Dir, cmp.Or(e.health.err(), err))
	}
	if err := errors.Join(checkManifest(fs, o.Dir), checkLogs(fs, o.Dir)); err != nil {
		return openError(o.Dir, err)
	}
	compactions := newCompactions(newScheduler(e.health))
	e.popts = o.pebbleOptions(guard, logger{o.Logger, e.health}, e.listener(o.Logger, compactions))
	e.popts.Experimental.CompactionScheduler = compactions
	e.popts.EnsureDefaults() // tables are written with them too
	e.popts.Lock = lock
	e.cache = pebble.NewCache(o.CacheBytes)
	e.popts.Cache = e.cache
	e.newest.init(e.cache, o.CacheBytes)
	e.stretches.init(e.cache, o)
	db, err := pebble.Open(o.Dir, e.popts)
	if err == nil {
		e.db, err = db, e.health.err()
	}
	if err != nil {
		return openError(o.Dir, err)
	}
	return e.fs.RemoveAll(e.fs.PathJoin(e.dir, tablesDir))
}

// begin makes a store where there is none, and closes it. The log that Pebble begins with a
// store does not say up to where it was synced, which later ones do: in it a damaged record
// would be taken for the end of what was written.
func begin(o *Options, fs vfs.FS, log logger, lock *pebble.Lock) error {
	if d, err := pebble.Peek(o.Dir, fs); err != nil || d.Exists || o.ReadOnly {
		return err
	}
	popts := o.pebbleOptions(fs, log, nil)
	// Nobody else works on it: in virtual time, who waits for Close's mutex behind a slow sync
	// stops the clock that the sync waits for.
	popts.Lock, popts.DisableTableStats = lock, true
	db, err := pebble.Open(o.Dir, popts)
	if err != nil {
		return err
	}
	return db.Close()
}

// lockError tells a store in use from a directory that can't be written.
func lockError(dir string, err error) error {
	var path *iofs.PathError
	inUse := strings.Contains(err.Error(), "lock held by current process") ||
		errors.Is(err, syscall.EAGAIN) || !errors.As(err, &path) && !vfs.IsNoSpaceError(err)
	if inUse {
		return fmt.Errorf("%w: %s", engine.ErrLocked, dir)
	}
	return openError(dir, err)
}

// release closes what open opened.
func (e *pebbleEngine) release() error {
	defer e.health.cancel()
	var errs []error
	if e.cache != nil {
		e.newest.close()
		e.stretches.forget(e.newest.numbers.Load())
	}
	if e.db != nil {
		errs = append(errs, e.db.Close())
	}
	if e.cache != nil {
		e.cache.Unref()
	}
	if e.diskStop != nil {
		errs = append(errs, e.diskStop.Close())
	}
	if e.lock != nil {
		errs = append(errs, e.lock.Close())
	}
	return errors.Join(errs...)
}

// Close implements engine.Engine: it waits for what is under way. Closing twice is fine.
func (e *pebbleEngine) Close() error {
	if !e.uses.close() {
		return nil
	}
	return e.release()
}

// write begins a write, for leave(writeShard) to end.
func (e *pebbleEngine) write() error {
	if err := e.health.err(); err != nil {
		return err
	}
	if !e.uses.enter(writeShard) {
		return engine.ErrClosed
	}
	return nil
}

// Writable implements engine.Engine.
func (e *pebbleEngine) Writable() error { return e.health.writable() }

// Spare implements engine.Engine.
func (e *pebbleEngine) Spare() bool { return e.health.err() == nil && !e.health.spent.Load() }

// Get implements engine.Reader.
func (e *pebbleEngine) Get(key keys.Key, dst []byte) ([]byte, bool, error) {
	if !e.uses.enter(otherShard) {
		return dst, false, engine.ErrClosed
	}
	defer e.uses.leave(otherShard)
	var space [64]byte
	v, closer, err := e.db.Get(engine.AppendKey(space[:0], key, hlc.Zero))
	if errors.Is(err, pebble.ErrNotFound) {
		return dst, false, nil
	}
	if err != nil {
		return dst, false, e.health.readError(err)
	}
	dst = append(dst, v...)
	return dst, true, closer.Close()
}

// Newest implements engine.Engine.
func (e *pebbleEngine) Newest(key keys.Key, dst []byte) (hlc.Timestamp, []byte, bool) {
	return e.newest.get(key, dst)
}

// Stretch implements engine.Engine.
func (e *pebbleEngine) Stretch(key keys.Key) (*engine.Stretch, keys.Key) { return e.stretches.at(key) }

// Apply implements engine.Engine.
func (e *pebbleEngine) Apply(b engine.Batch, sync bool) error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	o := pebble.NoSync
	if sync {
		o = pebble.Sync
	}
	pb := b.(*batch).pb
	changes := pb.Reader() // now: Pebble takes the bytes of a large batch away
	if err := e.db.Apply(pb, o); err != nil {
		e.unknown()
		return failure(err)
	}
	e.applied(changes)
	if sync {
		e.synced()
	}
	err := e.health.err() // a failure before the sync ended
	if err != nil {
		e.unknown()
	}
	return err
}

// ApplyAsync implements engine.Engine.
func (e *pebbleEngine) ApplyAsync(b engine.Batch) (func() error, error) {
	if err := e.write(); err != nil {
		return nil, err
	}
	defer e.uses.leave(writeShard)
	pb := b.(*batch).pb
	if pb.Empty() {
		return e.health.err, nil
	}
	changes := pb.Reader()
	if err := e.db.ApplyNoSyncWait(pb, pebble.Sync); err != nil {
		e.unknown()
		return nil, failure(err)
	}
	if e.applied(changes); e.health.err() != nil {
		e.unknown()
	}
	return func() error {
		if err := pb.SyncWait(); err != nil {
			e.health.fail(err)
		}
		e.synced()
		return e.health.err()
	}, nil
}

// Flush implements engine.Engine.
func (e *pebbleEngine) Flush() error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	return e.db.Flush()
}

// Compact implements engine.Engine.
func (e *pebbleEngine) Compact(start, end keys.Key) error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	s, t := engine.AppendKey(nil, start, hlc.Zero), engine.AppendKey(nil, end, hlc.Zero)
	if err := e.db.Compact(e.health.ctx, s, t, false); err != nil {
		return errors.Join(e.health.err(), err)
	}
	return nil
}

// Checkpoint implements engine.Engine.
func (e *pebbleEngine) Checkpoint(dir string) error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	return e.db.Checkpoint(dir, pebble.WithFlushedWAL())
}

// EstimateBytes implements engine.Engine.
func (e *pebbleEngine) EstimateBytes(start, end keys.Key) (uint64, error) {
	if !e.uses.enter(otherShard) {
		return 0, engine.ErrClosed
	}
	defer e.uses.leave(otherShard)
	n, err := e.db.EstimateDiskUsage(engine.AppendKey(nil, start, hlc.Zero), engine.AppendKey(nil, end, hlc.Zero))
	return n, e.health.readError(err)
}

// Metrics implements engine.Engine.
func (e *pebbleEngine) Metrics() engine.Metrics {
	if !e.uses.enter(otherShard) {
		return engine.Metrics{}
	}
	defer e.uses.leave(otherShard)
	p := e.db.Metrics()
	total := p.Total()
	m := engine.Metrics{
		MemTableBytes:   p.MemTable.Size,
		CacheBytes:      p.BlockCache.Size,
		CacheHits:       p.BlockCache.Hits,
		CacheMisses:     p.BlockCache.Misses,
		DiskBytes:       p.DiskSpaceUsage(),
		WALBytes:        p.WAL.BytesWritten,
		Flushes:         p.Flush.Count,
		FlushBytes:      total.TableBytesFlushed,
		Compactions:     p.Compact.Count,
		CompactionBytes: total.TableBytesCompacted,
		FilesL0:         p.Levels[0].TablesCount,
		ReadAmp:         p.ReadAmp(),
		Stalls:          e.stalls.Load(),
		WALSyncs:        uint64(e.health.syncs.Load()),
	}
	m.RowBytes, m.RowHits, m.RowMisses = e.newest.figures()
	m.StretchBytes, m.StretchHits = e.stretches.figures()
	if u, err := e.fs.GetDiskUsage(e.dir); err == nil {
		m.FreeBytes = u.AvailBytes
	}
	return m
}

// Watch implements engine.Engine.
func (e *pebbleEngine) Watch(span keys.Span) engine.Watch {
	if w := e.watches.add(span); w != nil {
		return w
	}
	return nil
}

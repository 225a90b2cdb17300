package pebbleengine

import (
	"errors"
	"fmt"
	"io"
	iofs "io/fs"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/bloom"
	"github.com/cockroachdb/pebble/v2/cockroachkvs"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// FS is the file system that a store lies on. Layers above pass it on without
// importing Pebble.
type FS = vfs.FS

// OSFS is the operating system's file system.
func OSFS() FS { return vfs.Default }

// MemFS is a new file system in memory.
func MemFS() FS { return vfs.NewMem() }

// CrashFS is a file system in memory that remembers what has been synced.
//
// Some of MemFS's operations take its lock for reading twice: a crash that came between waited for
// the first, and was waited for by the second, for ever.
type CrashFS struct {
	*vfs.MemFS
	twice *sync.Mutex // held by those operations, and by crashes
}

// NewCrashFS returns an empty CrashFS.
func NewCrashFS() CrashFS { return CrashFS{vfs.NewCrashableMem(), new(sync.Mutex)} }

// Link implements FS.
func (c CrashFS) Link(oldname, newname string) error {
	c.twice.Lock()
	defer c.twice.Unlock()
	return c.MemFS.Link(oldname, newname)
}

// ReuseForWrite implements FS.
func (c CrashFS) ReuseForWrite(oldname, newname string, category vfs.DiskWriteCategory) (vfs.File, error) {
	c.twice.Lock()
	defer c.twice.Unlock()
	return c.MemFS.ReuseForWrite(oldname, newname, category)
}

// Lock implements FS.
func (c CrashFS) Lock(name string) (io.Closer, error) {
	c.twice.Lock()
	defer c.twice.Unlock()
	return c.MemFS.Lock(name)
}

// Crash returns the file system as a power cut at this moment would leave it: what
// was synced, and of the rest each piece with probability unsyncedPercent. The
// original goes on unharmed.
func (c CrashFS) Crash(unsyncedPercent int, rng *rand.Rand) CrashFS {
	c.twice.Lock()
	defer c.twice.Unlock()
	return CrashFS{c.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: unsyncedPercent, RNG: rng}), new(sync.Mutex)}
}

// Begin has a file, after a crash, begin as it did before, up to end, and be durable so: a crash may
// leave more than was synced. A file that the crash left nothing of stays away.
func (c CrashFS) Begin(before CrashFS, path string, end int64) error {
	from, err := before.Open(path)
	if err != nil {
		if errors.Is(err, iofs.ErrNotExist) {
			return nil
		}
		return err
	}
	b := make([]byte, end)
	n, err := from.ReadAt(b, 0)
	if err = errors.Join(err, from.Close()); n < len(b) && err != nil {
		return err
	}
	if _, err := c.Stat(path); errors.Is(err, iofs.ErrNotExist) {
		return nil
	}
	to, err := c.OpenReadWrite(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	_, err = to.WriteAt(b, 0)
	return errors.Join(err, to.Sync(), to.Close())
}

// Options of Open. Zero values mean the defaults named.
type Options struct {
	FS  FS     // OSFS
	Dir string // required with OSFS; else "store"

	CacheBytes     int64  // of blocks, grown as used; 128 MiB
	MemTableBytes  uint64 // of one memory table, grown as used up to this; 64 MiB, but at most an eighth of CacheBytes
	OpenFilesMax   int    // of table files kept open; 1000
	CompactionsMax int    // at a time; 2
	ReserveBytes   uint64 // Writable says ErrFull below this much free space, but at most a quarter of the disk; 64 MiB

	ReadOnly  bool         // for tools: nothing is written
	MustExist bool         // fail with ErrForeign where there is no store, rather than make one
	Logger    *slog.Logger // nil: silent
	// OnFailure is told why the engine takes no more writes (ErrFailed, with ErrCorrupt
	// where a file is damaged), once, as soon as it is so, at any time from Open on. It
	// must neither wait nor call the engine. Nil: nobody.
	OnFailure func(error)
	// AfterSync is called when a synced write has reached the disk, before that is reported:
	// for tests, a disk that is slow, or stuck. Nil: nothing.
	AfterSync func()
	// StretchKeys is about how many neighbouring rows are kept together for scans; 16.
	StretchKeys int
	// PlantedStaleStretches has batches not change what is kept for scans.
	PlantedStaleStretches bool
}

// Defaults of Options.
// ReserveBytesDefault is Options.ReserveBytes where nothing is said.
const ReserveBytesDefault = 64 << 20

const (
	defaultCacheBytes     = 128 << 20
	defaultMemTableBytes  = 64 << 20
	defaultOpenFilesMax   = 1000
	defaultStretchKeys    = 16
	defaultCompactionsMax = 2
	memTableBytesMin      = 64 << 10
	memTableBytesLow      = 2 << 20 // of a default
	memTablesOfCache      = 8
)

// Constants of the layout. Changing one changes what is written, not what can be read.
const (
	comparerName       = "isochron.v1"
	formatMajorVersion = pebble.FormatTableFormatV6
	bloomBitsPerKey    = 10
	blockBytes         = 16 << 10
	indexBlockBytes    = 256 << 10
	// rangeDeletionFlushDelay bounds how long dropped data holds its space.
	rangeDeletionFlushDelay = 10 * time.Second
	// memTablesMax is how many memory tables wait for their flush before writers stall.
	memTablesMax = 4
	// levelZeroCompaction is twice the layers of files that level zero is compacted at. With one, each flush is
	// merged at once with all that lies below it; with two, every second one, and a read may look into one file more.
	levelZeroCompaction = 4
	// levelZeroStallFiles stalls writers late: flow control is the layers' above.
	levelZeroStallFiles = 1000
	slowDiskThreshold   = 5 * time.Second
)

// Validate fills in defaults and reports what makes no sense.
func (o *Options) Validate() error {
	if o.FS == nil {
		o.FS = OSFS()
	}
	if o.Dir == "" {
		if o.FS == OSFS() {
			return fmt.Errorf("pebbleengine: no directory given")
		}
		o.Dir = "store"
	}
	setDefault(&o.CacheBytes, defaultCacheBytes)
	// Pebble takes the memory of its tables out of the cache: with tables as large as
	// the cache, nothing of the store would be cached.
	setDefault(&o.MemTableBytes, max(memTableBytesLow, min(defaultMemTableBytes, uint64(max(0, o.CacheBytes))/memTablesOfCache)))
	setDefault(&o.OpenFilesMax, defaultOpenFilesMax)
	setDefault(&o.StretchKeys, defaultStretchKeys)
	setDefault(&o.CompactionsMax, defaultCompactionsMax)
	setDefault(&o.ReserveBytes, ReserveBytesDefault)
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	switch {
	case o.CacheBytes < 0, o.OpenFilesMax < 0, o.CompactionsMax < 0:
		return fmt.Errorf("pebbleengine: negative limit")
	case o.StretchKeys < 1:
		return fmt.Errorf("pebbleengine: stretches of %d keys", o.StretchKeys)
	case o.MemTableBytes < memTableBytesMin:
		return fmt.Errorf("pebbleengine: memory table of %d bytes is below %d", o.MemTableBytes, memTableBytesMin)
	}
	return nil
}

func setDefault[T int | int64 | uint64](v *T, d T) {
	if *v == 0 {
		*v = d
	}
}

// newComparer is cockroachkvs's comparer under our name.
func newComparer() *pebble.Comparer {
	c := cockroachkvs.Comparer
	c.Name = comparerName
	return &c
}

// pebbleOptions is o in Pebble's terms.
func (o *Options) pebbleOptions(fs vfs.FS, log pebble.Logger, listen *pebble.EventListener) *pebble.Options {
	compactions := o.CompactionsMax
	schema := cockroachkvs.KeySchema
	po := &pebble.Options{
		FS:                          fs,
		Comparer:                    newComparer(),
		KeySchema:                   schema.Name,
		KeySchemas:                  sstable.MakeKeySchemas(&schema),
		BlockPropertyCollectors:     cockroachkvs.BlockPropertyCollectors,
		FormatMajorVersion:          formatMajorVersion,
		CacheSize:                   o.CacheBytes,
		MemTableSize:                o.MemTableBytes,
		MemTableStopWritesThreshold: memTablesMax,
		L0CompactionThreshold:       levelZeroCompaction,
		L0StopWritesThreshold:       levelZeroStallFiles,
		LBaseMaxBytes:               64 << 20,
		MaxOpenFiles:                o.OpenFilesMax,
		CompactionConcurrencyRange:  func() (int, int) { return 1, compactions },
		FlushDelayDeleteRange:       rangeDeletionFlushDelay,
		ReadOnly:                    o.ReadOnly,
		ErrorIfNotExists:            o.MustExist || o.ReadOnly,
		Logger:                      log,
		EventListener:               listen,
	}
	po.Experimental.FileCacheShards = 2
	po.Experimental.ReadSamplingMultiplier = -1 // no compactions for reads' sake
	for i := range po.Levels {
		po.Levels[i].BlockSize = blockBytes
		po.Levels[i].IndexBlockSize = indexBlockBytes
		po.Levels[i].FilterPolicy = bloom.FilterPolicy(bloomBitsPerKey)
	}
	return po
}

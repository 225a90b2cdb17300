package pebbleengine

import (
	"errors"
	"log/slog"
	"math/rand/v2"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/kv/engine"
)

// FS is the file system that a store lies on. Layers above pass it on without
// importing Pebble.
type FS = vfs.FS

// OSFS is the operating system's file system.
func OSFS() FS { return vfs.Default }

// MemFS is a new file system in memory.
func MemFS() FS { return vfs.NewMem() }

// CrashFS is a file system in memory that remembers what has been synced.
type CrashFS struct{ *vfs.MemFS }

// NewCrashFS returns an empty CrashFS.
func NewCrashFS() CrashFS { return CrashFS{vfs.NewCrashableMem()} }

// Crash returns the file system as a power cut at this moment would leave it: what
// was synced, and of the rest each piece with probability unsyncedPercent. The
// original goes on unharmed.
func (c CrashFS) Crash(unsyncedPercent int, rng *rand.Rand) CrashFS {
	return CrashFS{c.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: unsyncedPercent, RNG: rng})}
}

// Options of Open. Zero values mean the defaults named.
type Options struct {
	FS  FS     // OSFS
	Dir string // required, unless FS is a memory file system: then "store"

	CacheBytes     int64        // of blocks, grown as used; 128 MiB
	MemTableBytes  uint64       // of one memory table, grown as used; 64 MiB
	OpenFilesMax   int          // of table files kept open; 1000
	CompactionsMax int          // at a time; 2
	ReserveBytes   uint64       // Writable says ErrFull below this much free space; 64 MiB
	ReadOnly       bool         // for tools: nothing is written; the directory must be a store
	MustExist      bool         // fail with ErrForeign where there is no store, rather than make one
	Logger         *slog.Logger // nil: silent
}

// Open opens the store in o.Dir, making it where the directory is missing or
// empty. It fails with ErrLocked, ErrForeign, ErrCorrupt, ErrVersion, ErrFull
// or what the file system says.
func Open(o Options) (engine.Engine, error) { return nil, errors.New("pebbleengine: not built yet") }

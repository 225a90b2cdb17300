// Package engine says what a storage engine must offer: an ordered map from
// (key, timestamp) to bytes, with atomic batches, consistent snapshots and
// iterators. What the entries mean (versions, intents, logs) is for the layers
// above; which engine it is, for the composition root.
//
// An entry is named by a key and a timestamp. Timestamp zero is "no version":
// such entries are plain key-value pairs (store-local and range-local state).
// The order is: keys ascending as bytes; within a key the unversioned entry
// first, then versions from the newest to the oldest, so that "the newest
// version at or below t" is one seek.
//
// Only engine/pebbleengine imports Pebble.
package engine

import (
	"bytes"
	"errors"
	"sort"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
)

// Errors of an engine. Test with errors.Is; the error in hand says more.
var (
	// ErrFull means that the disk has no room for the write.
	ErrFull = errors.New("engine: disk full")
	// ErrFailed means that an earlier write or sync failed, so that the engine
	// accepts no more writes: what reached the disk is unknown until a restart.
	ErrFailed = errors.New("engine: failed")
	// ErrLocked means that another process has the store open.
	ErrLocked = errors.New("engine: store is in use by another process")
	// ErrForeign means that the directory holds something else than a store.
	ErrForeign = errors.New("engine: directory is not a store")
	// ErrCorrupt means that the store's files are damaged.
	ErrCorrupt = errors.New("engine: store is corrupt")
	// ErrVersion means that the store was written by a newer release.
	ErrVersion = errors.New("engine: store has a newer format")
	// ErrClosed means that the engine has been closed.
	ErrClosed = errors.New("engine: closed")
)

// Reader reads one consistent state (a Snapshot) or the newest one (an Engine,
// each call for itself).
type Reader interface {
	// Get appends the value of the unversioned entry of key to dst.
	Get(key keys.Key, dst []byte) (value []byte, found bool, err error)
	// NewIter opens an iterator. The caller closes it. Iterators of an Engine
	// each see the state at the time of the call.
	NewIter(o IterOptions) (Iterator, error)
}

// IterOptions narrows an iterator. The zero value iterates over everything.
type IterOptions struct {
	// Lower and Upper bound the keys: [Lower, Upper). Nil is unbounded. The
	// iterator copies them.
	Lower, Upper keys.Key
	// Point promises that only SeekPoint is used. It lets the engine use
	// its filters and open less.
	Point bool
	// Newest says that SeekPoint at hlc.Max, or without Point SeekGE at hlc.Max and NextKey, are
	// meant for the newest version, which the engine may keep for Engine.Newest. Only for
	// iterators of an Engine.
	Newest bool
	// Stretches says that a walk by First and NextKey is one over rows, each at its newest version,
	// which the engine may keep for Engine.Stretch. Only for iterators of an Engine.
	Stretches bool
	// MinTimestamp and MaxTimestamp, where MaxTimestamp is not zero, allow the
	// engine to skip versions outside of [MinTimestamp, MaxTimestamp]. It may
	// still return some: callers check. Unversioned entries may be skipped too.
	MinTimestamp, MaxTimestamp hlc.Timestamp
}

// Iterator walks entries in order. After opening it is nowhere: seek first. Each
// positioning method reports whether it stands on an entry; where it does not,
// Err tells whether that is the end or an error. Key and Value alias engine
// memory and hold until the iterator moves or closes. Not safe for concurrent
// use.
type Iterator interface {
	// SeekGE moves to the first entry at or after (key, ts): an entry of key
	// with a version at or below ts, or else a later key's. With ts zero that
	// is the unversioned entry of key, or all that follows it.
	SeekGE(key keys.Key, ts hlc.Timestamp) bool
	// SeekPoint is SeekGE within the entries of key alone. Moving on with Next
	// also ends with key's entries.
	SeekPoint(key keys.Key, ts hlc.Timestamp) bool
	// SeekLT moves to the last entry before all of key's.
	SeekLT(key keys.Key) bool
	// First and Last move to the first and last entries within the bounds.
	First() bool
	Last() bool
	// Next and Prev move by one entry; NextKey to the first entry of the next key.
	Next() bool
	Prev() bool
	NextKey() bool
	// SetBounds narrows or widens the iterator to [lower, upper), and unpositions it.
	SetBounds(lower, upper keys.Key)
	Valid() bool
	Key() keys.Key
	Timestamp() hlc.Timestamp
	Value() ([]byte, error)
	Err() error
	Close() error
}

// Writer collects changes.
type Writer interface {
	// Put sets the entry (key, ts) to value. Copies its arguments.
	Put(key keys.Key, ts hlc.Timestamp, value []byte) error
	// PutParts is Put of the concatenation of head and body.
	PutParts(key keys.Key, ts hlc.Timestamp, head, body []byte) error
	// Delete removes the entry (key, ts). Removing what is not there is fine.
	Delete(key keys.Key, ts hlc.Timestamp) error
	// DeleteRange removes all entries of all keys in [start, end).
	DeleteRange(start, end keys.Key) error
}

// Batch is changes that are applied as one. It can't be read from. Not safe for
// concurrent use.
type Batch interface {
	Writer
	// Repr is the batch as bytes, to ship in a command. It aliases the batch.
	// It is the engine's own, stable format; ApplyRepr reads it.
	Repr() []byte
	// ApplyRepr adds the changes of another batch's Repr. Malformed bytes fail
	// with ErrCorrupt and change nothing.
	ApplyRepr(repr []byte) error
	// Count and Len are the number of changes and bytes. Empty is Count() == 0.
	Count() int
	Len() int
	Empty() bool
	// Reset empties the batch, keeping its memory.
	Reset()
	// Close gives its memory back. A batch that was applied is closed too.
	Close() error
}

// Snapshot is one state of the engine. It is cheap (an iterator's cost), meant
// to live as long as a request, and holds files and memory tables while open.
// Not safe for concurrent use; its iterators must be closed before it.
type Snapshot interface {
	Reader
	Close() error
}

// Engine is an open store. Safe for concurrent use.
type Engine interface {
	Reader
	NewSnapshot() Snapshot
	// Newest appends the newest version of key to dst, if the engine has it at hand; ok is false
	// where it must be looked for. It is what an iterator that is opened at the time of the
	// call would find first, but that a batch may be missing whose Apply has not returned. Batches
	// that change the same key are not applied by two goroutines at once; DeleteRange changes all
	// keys of its span. No batch puts a version that it removes.
	Newest(key keys.Key, dst []byte) (ts hlc.Timestamp, value []byte, ok bool)
	// Stretch returns the rows that key lies among, if the engine has them at hand; where not, nil,
	// and where the next stretch begins that it has, nil for none. It is of the time of the call as
	// Newest is. Neither may be changed.
	Stretch(key keys.Key) (rows *Stretch, next keys.Key)
	// Watch watches a span of keys from keys.Directory on for entries that are put into it, until the
	// watch is closed: what becomes visible after the call, before its Apply or Ingest returns.
	// It returns nil where another watch has a key of the span, and for other spans.
	Watch(span keys.Span) Watch
	// NewBatch returns an empty batch, with room for sizeHint bytes (0: no hint).
	NewBatch(sizeHint int) Batch
	// Apply applies b as one and makes it visible. With sync it returns when b and
	// all that was applied before it are durable. An applied batch may be Reset and
	// used again, or closed. An error means that b's fate is unknown, and the
	// engine has failed (ErrFailed, with ErrFull where that is the cause), except
	// where it says ErrClosed.
	Apply(b Batch, sync bool) error
	// ApplyAsync applies b and makes it visible at once; wait, which must be called
	// exactly once, returns when b is durable. b must not be touched until then.
	ApplyAsync(b Batch) (wait func() error, err error)
	// Writable reports whether there is room for more user data: nil, ErrFull
	// (free space below the reserve), or ErrFailed. One atomic load. A replica asks
	// before it proposes; what has been proposed may use the reserve.
	Writable() error
	// Spare reports whether what removes data and keeps the cluster itself may be written though
	// Writable says ErrFull: half of the reserve is left. One atomic load.
	Spare() bool
	// NewTable begins a sorted file outside of the store, to be ingested.
	NewTable() (Table, error)
	// Ingest adds tables that overlap neither each other nor existing entries
	// with other values, as one, durably. The tables are used up.
	Ingest(tables ...Table) error
	// StageTable begins a sorted file under a name (letters, digits, dashes) that stays when the
	// process ends, once it is sealed; what had the name before goes. Ingest uses it up.
	StageTable(name string) (Table, error)
	// CheckStaged reads a staged file. It fails with ErrCorrupt, and names the file, where that is
	// not what Seal said.
	CheckStaged(name string, seal Seal) error
	// IngestStaged is Ingest of staged files, which stay: it may be done again.
	IngestStaged(names ...string) error
	// Staged names the staged files. DropStaged removes some; those that are not there are gone.
	Staged() ([]string, error)
	DropStaged(names ...string) error
	// EstimateBytes estimates how many bytes on disk the keys in [start, end) use.
	EstimateBytes(start, end keys.Key) (uint64, error)
	// Flush writes memory tables to files and returns when that is durable.
	Flush() error
	// Compact rewrites the files that hold [start, end), dropping what was deleted.
	Compact(start, end keys.Key) error
	// Checkpoint makes a copy of the store in dir, sharing files where it can.
	Checkpoint(dir string) error
	// Metrics is a reading of the engine's figures.
	Metrics() Metrics
	// Close waits for background work. It fails where iterators are still open.
	Close() error
}

// Stretch is the newest versions of all keys in [Start, End), in the order of the keys. It has one at
// least, and is not changed any more.
type Stretch struct {
	Start, End keys.Key
	Rows       []StretchRow // of some rows that are written often
	Sheet      *Sheet       // in place of Rows: of many that are not
}

// Sheet is rows one behind the other in memory, without pointers to each.
type Sheet struct {
	Data   []byte          // each row's key, and then its value
	Ends   []uint32        // in Data, of each row's key and of its value
	Stamps []hlc.Timestamp // of the rows; nil: all have Newest
	Newest hlc.Timestamp
}

// Len is how many rows there are.
func (s *Stretch) Len() int {
	if s.Sheet != nil {
		return len(s.Sheet.Ends) / 2
	}
	return len(s.Rows)
}

// Row is the row at place i, from 0 to Len()-1.
func (s *Stretch) Row(i int) StretchRow {
	if s.Sheet != nil {
		return s.Sheet.row(i)
	}
	return s.Rows[i]
}

func (h *Sheet) row(i int) StretchRow {
	from := uint32(0)
	if i > 0 {
		from = h.Ends[2*i-1]
	}
	mid, end, ts := h.Ends[2*i], h.Ends[2*i+1], h.Newest
	if h.Stamps != nil {
		ts = h.Stamps[i]
	}
	return StretchRow{Key: keys.Key(h.Data[from:mid:mid]), Timestamp: ts, Value: h.Data[mid:end:end]}
}

// From is the place of the first row at or behind key.
func (s *Stretch) From(key keys.Key) int {
	if bytes.Compare(key, s.Start) <= 0 {
		return 0
	}
	return sort.Search(s.Len(), func(i int) bool { return bytes.Compare(s.Row(i).Key, key) >= 0 })
}

// StretchRow is a key's newest version.
type StretchRow struct {
	Key       keys.Key
	Timestamp hlc.Timestamp
	Value     []byte
}

// Watch is a span that is watched. Safe for concurrent use.
type Watch interface {
	// Touched reports whether an entry was put since the watch began. Removals don't count.
	Touched() bool
	// Join takes in next, which begins where this one ends, and which is closed by that. It
	// reports false, and does nothing, where they don't meet.
	Join(next Watch) bool
	// Narrow watches [start, end), which lies within, alone.
	Narrow(start, end keys.Key)
	Close()
}

// Table writes a sorted file: entries must be put in order.
type Table interface {
	Put(key keys.Key, ts hlc.Timestamp, value []byte) error
	PutParts(key keys.Key, ts hlc.Timestamp, head, body []byte) error
	// Bytes is the size so far.
	Bytes() uint64
	// Seal ends a file, makes it durable and says what to check it by. Nothing is put after it.
	Seal() (Seal, error)
	// Abandon drops the file. Not needed after Ingest.
	Abandon() error
}

// Seal is how many bytes a file has, and their CRC-32C.
type Seal struct {
	Bytes    uint64
	Checksum uint32
}

// Metrics are figures of an engine since it was opened, unless they say "now".
type Metrics struct {
	MemTableBytes   uint64 // now
	CacheBytes      int64  // now
	CacheHits       int64
	CacheMisses     int64
	RowBytes        int64 // now: of newest versions in memory
	RowHits         int64
	RowMisses       int64
	StretchBytes    int64  // now: of newest versions of rows side by side in memory
	StretchHits     int64  // times that a walk came to a stretch
	DiskBytes       uint64 // now
	WALBytes        uint64 // written to the log
	WALSyncs        uint64
	Flushes         int64
	FlushBytes      uint64
	Compactions     int64
	CompactionBytes uint64
	FilesL0         int64 // now
	ReadAmp         int   // now
	Stalls          int64
	FreeBytes       uint64 // now, of the disk; 0: unknown
}

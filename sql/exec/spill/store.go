package spill

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// FS is the file system that temporary files lie on.
type FS interface {
	// Create makes an empty file, which can be appended to and read.
	Create(name string) (Handle, error)
	// Remove removes a file.
	Remove(name string) error
	// Clear makes the directory if there is none, and removes all that is in it.
	Clear(dir string) error
	// Free is how many bytes may still be written; false: nobody knows.
	Free() (uint64, bool)
}

// Handle is an open file.
type Handle interface {
	io.Writer
	io.ReaderAt
	io.Closer
}

// Options of Open.
type Options struct {
	FS  FS
	Dir string // all in it is the Store's
	// MaxBytes bounds all files together (53400 beyond it); 0: DefaultMaxBytes.
	MaxBytes int64
	// ReserveBytes of the disk are left alone (53100): the store needs them to go on.
	ReserveBytes uint64
	Logger       *slog.Logger // nil: silent
}

// DefaultMaxBytes bounds the temporary files of a node on a disk, MemoryMaxBytes those
// of one whose files lie in memory.
const (
	DefaultMaxBytes = 32 << 30
	MemoryMaxBytes  = 256 << 20
)

// Store is where a node keeps its temporary files. Safe for concurrent use.
type Store struct {
	o      Options
	number atomic.Uint64 // of the last file

	used  atomic.Int64 // bytes in files
	open  atomic.Int64 // files
	files atomic.Uint64
	bytes atomic.Uint64
	asked atomic.Int64 // bytes written since the disk's free space was looked at
}

// Stats are counts of a Store: files and bytes since the start, and those there now.
type Stats struct {
	Files, Bytes        uint64
	OpenFiles, OpenUsed int64
}

// Open takes over a directory and removes what a process before has left there.
func Open(o Options) (*Store, error) {
	if o.MaxBytes == 0 {
		o.MaxBytes = DefaultMaxBytes
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if err := o.FS.Clear(o.Dir); err != nil {
		return nil, fmt.Errorf("temporary files: %w", err)
	}
	return &Store{o: o}, nil
}

// Stats returns the counts so far.
func (s *Store) Stats() Stats {
	return Stats{Files: s.files.Load(), Bytes: s.bytes.Load(), OpenFiles: s.open.Load(), OpenUsed: s.used.Load()}
}

// Account is one session's use of a Store. Safe for concurrent use.
type Account struct {
	s     *Store
	limit atomic.Int64 // bytes; negative: none of its own
	log   atomic.Int64 // from which size on files are logged; negative: never
	used  atomic.Int64
	count *Counts
}

// Counts are the files and bytes that accounts have written since they began.
type Counts struct{ Files, Bytes atomic.Int64 }

// Count has the account's files counted in c from now on, which others may count in, too.
func (a *Account) Count(c *Counts) { a.count = c }

// Account returns a new account without a limit of its own.
func (s *Store) Account() *Account {
	a := &Account{s: s, count: &Counts{}}
	a.limit.Store(-1)
	a.log.Store(-1)
	return a
}

// SetLimit bounds the account's files together, in bytes; negative: not.
func (a *Account) SetLimit(bytes int64) { a.limit.Store(bytes) }

// SetLog has files logged from a size in bytes on when they end; negative: never.
func (a *Account) SetLog(bytes int64) { a.log.Store(bytes) }

// Used is how many bytes the account's files take now.
func (a *Account) Used() int64 { return a.used.Load() }

// freeLookBytes is how much is written between two looks at the disk's free space.
const freeLookBytes = 4 << 20

// take asks for n more bytes.
func (a *Account) take(n int64) error {
	limit := a.limit.Load()
	if limit >= 0 && a.used.Load()+n > limit {
		return pgerror.New(pgerror.ConfigurationLimitExceeded, "temporary file size exceeds temp_file_limit (%dkB)", limit>>10)
	}
	if a.s.used.Load()+n > a.s.o.MaxBytes {
		return pgerror.New(pgerror.ConfigurationLimitExceeded, "temporary files of the node exceed --max-temp-disk (%dkB)", a.s.o.MaxBytes>>10).
			WithHint("Let fewer statements with large intermediate results run at a time, or raise --max-temp-disk.")
	}
	if err := a.s.room(n); err != nil {
		return err
	}
	a.used.Add(n)
	a.s.used.Add(n)
	a.s.bytes.Add(uint64(n))
	a.count.Bytes.Add(n)
	return nil
}

// room looks at the disk's free space now and then.
func (s *Store) room(n int64) error {
	if s.asked.Add(-n) >= 0 || s.o.ReserveBytes == 0 {
		return nil
	}
	free, ok := s.o.FS.Free()
	if ok && free < s.o.ReserveBytes+freeLookBytes {
		return full(s.o.Dir, fmt.Errorf("%d bytes are free, %d of them are kept for the store", free, s.o.ReserveBytes))
	}
	s.asked.Store(freeLookBytes)
	return nil
}

func (a *Account) give(n int64) {
	a.used.Add(-n)
	a.s.used.Add(-n)
}

func full(name string, why error) error {
	return pgerror.Wrap(why, pgerror.DiskFull, "could not write to file %q: No space left on device", name).WithDetail("%s", why.Error())
}

// writeError is what the client hears of a write that failed.
func writeError(name string, err error) error {
	if isFull(err) {
		return full(name, err)
	}
	return pgerror.Wrap(err, pgerror.IOError, "could not write to file %q: %s", name, err.Error())
}

// isFull looks for the operating system's word for a full disk, whose number
// differs between systems.
func isFull(err error) bool {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	for _, w := range []string{"no space left on device", "disk quota exceeded", "not enough space on the disk"} {
		if strings.Contains(err.Error(), w) {
			return true
		}
	}
	return false
}

// create makes a new file.
func (s *Store) create() (string, Handle, error) {
	name := s.o.Dir + "/" + strconv.FormatUint(s.number.Add(1), 10) + ".tmp"
	h, err := s.o.FS.Create(name)
	if err != nil {
		return "", nil, writeError(name, err)
	}
	s.files.Add(1)
	s.open.Add(1)
	return name, h, nil
}

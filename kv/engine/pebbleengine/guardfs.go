package pebbleengine

import (
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// guardFS watches what Pebble writes. Errors of the log and of directories end up
// in health and go no further; those of other files are passed on, since Pebble
// repeats what failed. After a failure nothing is removed any more: what Pebble
// believes to have replaced may be all that the disk has.
type guardFS struct {
	vfs.FS
	health *health
}

func isLog(name string) bool { return strings.HasSuffix(name, ".log") }

// Unwrap returns the file system below.
func (g guardFS) Unwrap() vfs.FS { return g.FS }

// Create makes and watches a file.
func (g guardFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return g.watch(name)(g.FS.Create(name, c))
}

// OpenReadWrite opens and watches a file.
func (g guardFS) OpenReadWrite(name string, c vfs.DiskWriteCategory, o ...vfs.OpenOption) (vfs.File, error) {
	return g.watch(name)(g.FS.OpenReadWrite(name, c, o...))
}

// ReuseForWrite takes over and watches a file.
func (g guardFS) ReuseForWrite(oldname, newname string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return g.watch(newname)(g.FS.ReuseForWrite(oldname, newname, c))
}

// OpenDir opens and watches a directory.
func (g guardFS) OpenDir(name string) (vfs.File, error) {
	f, err := g.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return &logFile{File: f, health: g.health, dir: true}, nil
}

// Remove removes a file, unless the store has failed.
func (g guardFS) Remove(name string) error {
	if g.health.err() != nil {
		return nil
	}
	return g.FS.Remove(name)
}

func (g guardFS) watch(name string) func(vfs.File, error) (vfs.File, error) {
	return func(f vfs.File, err error) (vfs.File, error) {
		switch {
		case isLog(name) && err != nil:
			g.health.fail(err)
			return &logFile{File: nowhere{}, health: g.health}, nil
		case isLog(name):
			return &logFile{File: f, health: g.health}, nil
		case err != nil:
			g.note(err)
			return nil, err
		}
		return &dataFile{File: f, g: g}, nil
	}
}

func (g guardFS) note(err error) {
	if vfs.IsNoSpaceError(err) {
		g.health.noSpace()
	}
}

// dataFile counts bytes and notes a full disk.
type dataFile struct {
	vfs.File
	g guardFS
}

// Write writes and counts.
func (f *dataFile) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	f.g.health.wrote(n)
	f.g.note(err)
	return n, err
}

// Sync syncs and notes a full disk.
func (f *dataFile) Sync() error {
	err := f.File.Sync()
	f.g.note(err)
	return err
}

// logFile, a log or a directory, swallows errors, and after the first all else: health has it, and
// whoever waits for a sync asks there.
type logFile struct {
	vfs.File
	health *health
	dir    bool
}

// do runs op unless the log has failed, and records a failure of it.
func (f *logFile) do(op func() error) {
	if f.health.err() != nil {
		return
	}
	if err := op(); err != nil {
		f.health.fail(err)
	}
}

// Write appends to the log.
func (f *logFile) Write(b []byte) (int, error) {
	if f.health.err() != nil {
		return len(b), nil
	}
	n, err := f.File.Write(b)
	if err != nil {
		f.health.fail(err)
	}
	f.health.wrote(n)
	return len(b), nil
}

// WriteAt writes at an offset.
func (f *logFile) WriteAt(b []byte, off int64) (int, error) {
	f.do(func() error { _, err := f.File.WriteAt(b, off); return err })
	return len(b), nil
}

// Preallocate is a hint: its failure is none.
func (f *logFile) Preallocate(offset, length int64) error {
	if f.health.err() == nil {
		_ = f.File.Preallocate(offset, length)
	}
	return nil
}

// sync does op and counts it.
func (f *logFile) sync(op func() error) {
	if !f.dir {
		f.health.syncs.Add(1)
	}
	f.do(op)
}

// Sync makes the log durable.
func (f *logFile) Sync() error {
	f.sync(f.File.Sync)
	return nil
}

// SyncData makes the log's bytes durable.
func (f *logFile) SyncData() error {
	f.sync(f.File.SyncData)
	return nil
}

// SyncTo makes a prefix of the log durable.
func (f *logFile) SyncTo(length int64) (full bool, err error) {
	f.do(func() (err error) { full, err = f.File.SyncTo(length); return err })
	return full, nil
}

// Close closes the file below even after a failure.
func (f *logFile) Close() error {
	if err := f.File.Close(); err != nil {
		f.health.fail(err)
	}
	return nil
}

// nowhere stands for a log that could not be created.
type nowhere struct{ vfs.File }

func (nowhere) Fd() uintptr  { return vfs.InvalidFd }
func (nowhere) Close() error { return nil }

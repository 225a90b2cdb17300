package pebbleengine

import (
	"errors"
	iofs "io/fs"
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// guardFS watches what Pebble writes. An error of the log, of the manifest or of a
// directory is a failure of the store. Errors of other files are passed on, since Pebble can do
// that work again; the engine's listener decides which of them are failures.
//
// After a failure the disk is frozen: every change is left out and reported as
// done. Pebble, whose writers and background work wait for each other, comes to
// its end that way, and what it does in the dark, nobody is told (Apply asks
// health last). What the disk holds is what a power cut would have left.
type guardFS struct {
	vfs.FS
	health *health
}

func isLog(name string) bool { return strings.HasSuffix(name, ".log") }

// Unwrap returns the file system below.
func (g guardFS) Unwrap() vfs.FS { return g.FS }

// open opens a file for writing and watches it.
func (g guardFS) open(name string, op func() (vfs.File, error)) (vfs.File, error) {
	f := &guardFile{health: g.health, log: isLog(name), must: isLog(name) || isManifest(name)}
	if g.health.err() == nil {
		below, err := op()
		if err == nil {
			f.File = below
			return f, nil
		}
		if !f.must {
			g.health.note(err)
			return nil, err
		}
		g.health.fail(err)
	}
	below, err := vfs.NewMem().Create("nowhere", vfs.WriteCategoryUnspecified)
	f.File = below
	return f, err
}

// change does op unless the disk is frozen.
func (g guardFS) change(op func() error) error {
	if g.health.err() != nil {
		return nil
	}
	err := op()
	g.health.note(err)
	return err
}

// Create makes and watches a file. A marker comes after the manifest that it points to and before
// the marker that it replaces goes, whatever is lost: Pebble syncs the directory once, after all
// three, which is enough where a file system keeps the order of a directory's changes. Not all do.
func (g guardFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	create := func() (vfs.File, error) {
		return g.open(name, func() (vfs.File, error) { return g.FS.Create(name, c) })
	}
	base := g.PathBase(name)
	if isManifest(base) && !strings.HasPrefix(base, "marker.") {
		return g.createManifest(name, create)
	}
	if !strings.HasPrefix(base, "marker.") {
		return create()
	}
	if strings.HasPrefix(base, "marker.manifest.") {
		if err := g.syncDirOf(name); err != nil {
			return nil, err
		}
	}
	f, err := create()
	if err != nil {
		return nil, err
	}
	if err := g.syncDirOf(name); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// createManifest makes and watches a manifest, and the file that says what of it was synced.
func (g guardFS) createManifest(name string, create func() (vfs.File, error)) (vfs.File, error) {
	f, err := create()
	if err != nil || g.health.err() != nil {
		return f, err
	}
	of := f.(*guardFile)
	if of.extent, err = newExtent(g.FS, name); err != nil {
		g.health.fail(err)
	}
	return f, nil
}

// syncDirOf makes the directory that a file is in durable.
func (g guardFS) syncDirOf(name string) error {
	d, err := g.OpenDir(g.PathDir(name))
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// OpenReadWrite opens and watches a file.
func (g guardFS) OpenReadWrite(name string, c vfs.DiskWriteCategory, o ...vfs.OpenOption) (vfs.File, error) {
	return g.open(name, func() (vfs.File, error) { return g.FS.OpenReadWrite(name, c, o...) })
}

// ReuseForWrite takes over and watches a file.
func (g guardFS) ReuseForWrite(oldname, newname string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return g.open(newname, func() (vfs.File, error) { return g.FS.ReuseForWrite(oldname, newname, c) })
}

// OpenDir opens and watches a directory: its syncs must succeed.
func (g guardFS) OpenDir(name string) (vfs.File, error) {
	f, err := g.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return &guardFile{File: f, health: g.health, must: true}, nil
}

// Remove removes a file.
func (g guardFS) Remove(name string) error {
	return g.change(func() error {
		if isManifest(name) {
			if err := g.FS.Remove(name + extentSuffix); err != nil && !errors.Is(err, iofs.ErrNotExist) {
				return err
			}
		}
		return g.FS.Remove(name)
	})
}

// RemoveAll removes a tree.
func (g guardFS) RemoveAll(name string) error {
	return g.change(func() error { return g.FS.RemoveAll(name) })
}

// Rename renames a file.
func (g guardFS) Rename(oldname, newname string) error {
	return g.change(func() error { return g.FS.Rename(oldname, newname) })
}

// Link links a file.
func (g guardFS) Link(oldname, newname string) error {
	return g.change(func() error { return g.FS.Link(oldname, newname) })
}

// MkdirAll makes a directory.
func (g guardFS) MkdirAll(dir string, perm iofs.FileMode) error {
	return g.change(func() error { return g.FS.MkdirAll(dir, perm) })
}

// guardFile is a file or directory that guardFS watches.
type guardFile struct {
	vfs.File
	health *health
	log    bool
	must   bool    // an error is a failure of the store
	extent *extent // of a manifest that was made, else nil
	room   room
}

// do does op unless the disk is frozen, and judges its error.
func (f *guardFile) do(op func() error) error {
	if f.health.err() != nil {
		return nil
	}
	err := op()
	switch {
	case err == nil:
	case f.must:
		f.health.fail(err)
		return nil
	default:
		f.health.note(err)
	}
	return err
}

// Write appends to the file.
func (f *guardFile) Write(b []byte) (n int, err error) {
	n = len(b) // Pebble may change b, but not its length
	err = f.do(func() (err error) {
		if f.extent != nil { // before Pebble may change b: its files in memory do, in tests that look for races
			f.extent.wrote(b)
		}
		n, err = f.File.Write(b)
		f.health.wrote(n)
		f.room.wrote(f.File, n)
		return err
	})
	if err == nil {
		n = len(b)
	}
	return n, err
}

// WriteAt writes at an offset.
func (f *guardFile) WriteAt(b []byte, off int64) (n int, err error) {
	n = len(b)
	err = f.do(func() (err error) { n, err = f.File.WriteAt(b, off); return err })
	if err == nil {
		n = len(b)
	}
	return n, err
}

// Preallocate is a hint: its failure is none.
func (f *guardFile) Preallocate(offset, length int64) error {
	if f.health.err() == nil {
		f.room.want(f.File, offset, length)
	}
	return nil
}

// roomStep is how much of a file is preallocated at a time. Pebble asks for a whole memory table's log
// when the first byte of it is written, 70 MiB, also where tables are still small: a store of a few rows
// would take hundreds of megabytes, and a small disk would be full of nothing.
const roomStep = 4 << 20

// room is what of a file was preallocated, and is to be: as it is written, a step ahead. The file's
// writer alone uses it.
type room struct {
	wanted, taken, written int64 // offsets
}

// want takes in that a part of the file is to be preallocated. Parts come in their order.
func (r *room) want(f vfs.File, offset, length int64) {
	if r.wanted == 0 {
		r.taken = offset
	}
	r.wanted = offset + length
	r.wrote(f, 0)
}

// wrote preallocates what follows n bytes that were written.
func (r *room) wrote(f vfs.File, n int) {
	r.written += int64(n)
	for r.taken < r.wanted && r.written+roomStep/2 > r.taken {
		step := min(roomStep, r.wanted-r.taken)
		_ = f.Preallocate(r.taken, step)
		r.taken += step
	}
}

// Sync makes the file durable.
func (f *guardFile) Sync() error { return f.sync(f.File.Sync) }

// SyncData makes the file's bytes durable.
func (f *guardFile) SyncData() error { return f.sync(f.File.SyncData) }

// SyncTo makes a prefix of the file durable.
func (f *guardFile) SyncTo(length int64) (full bool, err error) {
	err = f.do(func() (err error) { full, err = f.File.SyncTo(length); return err })
	return full, err
}

func (f *guardFile) sync(op func() error) error {
	if f.log {
		f.health.syncs.Add(1)
	}
	return f.do(func() error {
		err := op()
		if err == nil && f.extent != nil {
			err = f.extent.synced()
		}
		return err
	})
}

// Close closes the file below, frozen or not.
func (f *guardFile) Close() error {
	err := f.File.Close()
	if f.extent != nil {
		err = errors.Join(err, f.extent.f.Close())
	}
	if err != nil && f.must {
		f.health.fail(err)
		return nil
	}
	return err
}

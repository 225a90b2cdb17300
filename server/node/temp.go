package node

import (
	"errors"
	"io/fs"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/sql/exec/spill"
)

// tempDir is where statements put what memory does not hold, below the store's directory.
const tempDir = "temp"

// tempReserveBytes of a disk are kept for the store: twice as much as it keeps for itself.
const tempReserveBytes = 128 << 20

// openTemp takes over the directory of temporary files. They lie on the store's file
// system, but not under its guard: that a statement's file fails is no failure of the store.
func (n *Node) openTemp(system pebbleengine.FS, dir string) (err error) {
	o := spill.Options{FS: tempFS{system, dir}, Dir: system.PathJoin(dir, tempDir), MaxBytes: n.o.TempMaxBytes, Logger: n.log}
	switch {
	case n.o.InMemory && o.MaxBytes == 0:
		o.MaxBytes = spill.MemoryMaxBytes
	case !n.o.InMemory:
		o.ReserveBytes = tempReserveBytes
	}
	n.temp, err = spill.Open(o)
	return err
}

// TempFiles are counts of the node's temporary files.
func (n *Node) TempFiles() spill.Stats { return n.temp.Stats() }

// tempFS gives temporary files the store's file system.
type tempFS struct {
	pebbleengine.FS
	dir string
}

// Create makes an empty file.
func (t tempFS) Create(name string) (spill.Handle, error) { return t.FS.Create(name, "spill") }

// Clear makes dir if there is none, and removes all that is in it.
func (t tempFS) Clear(dir string) error {
	names, err := t.FS.List(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return t.FS.MkdirAll(dir, 0o700)
	}
	for _, name := range names {
		err = errors.Join(err, t.FS.RemoveAll(t.FS.PathJoin(dir, name)))
	}
	return err
}

// Free is how much of the disk is free; false: nobody knows.
func (t tempFS) Free() (uint64, bool) {
	u, err := t.FS.GetDiskUsage(t.dir)
	return u.AvailBytes, err == nil
}

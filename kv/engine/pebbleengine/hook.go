package pebbleengine

import (
	"errors"
	iofs "io/fs"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// OpKind is a kind of operation that changes a file system.
type OpKind string

// The kinds of operations that a hook sees.
const (
	OpCreate OpKind = "create"
	OpReuse  OpKind = "reuse"
	OpWrite  OpKind = "write"
	OpSync   OpKind = "sync" // of a file or a directory
	OpRename OpKind = "rename"
	OpLink   OpKind = "link"
	OpRemove OpKind = "remove"
	OpMkdir  OpKind = "mkdir"
)

// Op is one operation, about to be done.
type Op struct {
	Kind OpKind
	Path string // of a rename or link: the new one
	Size int    // of a write, in bytes
}

// ErrSkip, returned by a hook, leaves the operation out and reports success: a
// planted bug.
var ErrSkip = errors.New("pebbleengine: operation left out")

// WithHook returns fs with hook called before each operation that changes it. What
// hook returns decides: nil: the operation is done; ErrSkip: it is left out; any
// other error: it fails so. For tests: disks that are full or lie, and power cuts
// at a chosen write (hook takes CrashFS.Crash, and lets the operation go on).
func WithHook(fs FS, hook func(Op) error) FS { return hookFS{fs, hook} }

type hookFS struct {
	vfs.FS
	hook func(Op) error
}

// run asks the hook about an operation and does it, or not.
func (h hookFS) run(what Op, op func() error) error {
	switch err := h.hook(what); err {
	case nil:
		return op()
	case ErrSkip:
		return nil
	default:
		return err
	}
}

// open is run for operations that open a file, which can't be left out.
func (h hookFS) open(kind OpKind, path string, op func() (vfs.File, error)) (vfs.File, error) {
	if err := h.hook(Op{Kind: kind, Path: path}); err != nil && err != ErrSkip {
		return nil, err
	}
	f, err := op()
	if err != nil {
		return nil, err
	}
	return &hookFile{File: f, fs: h, path: path}, nil
}

// Unwrap returns the file system below.
func (h hookFS) Unwrap() vfs.FS { return h.FS }

func (h hookFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return h.open(OpCreate, name, func() (vfs.File, error) { return h.FS.Create(name, c) })
}

func (h hookFS) OpenReadWrite(name string, c vfs.DiskWriteCategory, o ...vfs.OpenOption) (vfs.File, error) {
	return h.open(OpCreate, name, func() (vfs.File, error) { return h.FS.OpenReadWrite(name, c, o...) })
}

func (h hookFS) ReuseForWrite(oldname, newname string, c vfs.DiskWriteCategory) (vfs.File, error) {
	return h.open(OpReuse, newname, func() (vfs.File, error) { return h.FS.ReuseForWrite(oldname, newname, c) })
}

func (h hookFS) OpenDir(name string) (vfs.File, error) {
	f, err := h.FS.OpenDir(name)
	if err != nil {
		return nil, err
	}
	return &hookFile{File: f, fs: h, path: name}, nil
}

func (h hookFS) Link(oldname, newname string) error {
	return h.run(Op{Kind: OpLink, Path: newname}, func() error { return h.FS.Link(oldname, newname) })
}

func (h hookFS) Remove(name string) error {
	return h.run(Op{Kind: OpRemove, Path: name}, func() error { return h.FS.Remove(name) })
}

func (h hookFS) RemoveAll(name string) error {
	return h.run(Op{Kind: OpRemove, Path: name}, func() error { return h.FS.RemoveAll(name) })
}

func (h hookFS) Rename(oldname, newname string) error {
	return h.run(Op{Kind: OpRename, Path: newname}, func() error { return h.FS.Rename(oldname, newname) })
}

func (h hookFS) MkdirAll(dir string, perm iofs.FileMode) error {
	return h.run(Op{Kind: OpMkdir, Path: dir}, func() error { return h.FS.MkdirAll(dir, perm) })
}

// hookFile asks about writes and syncs.
type hookFile struct {
	vfs.File
	fs   hookFS
	path string
}

func (f *hookFile) Write(b []byte) (n int, err error) {
	n = len(b)
	err = f.fs.run(Op{OpWrite, f.path, n}, func() (err error) { n, err = f.File.Write(b); return err })
	if err != nil && n == len(b) {
		n = 0
	}
	return n, err
}

func (f *hookFile) WriteAt(b []byte, off int64) (n int, err error) {
	n = len(b)
	err = f.fs.run(Op{OpWrite, f.path, n}, func() (err error) { n, err = f.File.WriteAt(b, off); return err })
	if err != nil && n == len(b) {
		n = 0
	}
	return n, err
}

func (f *hookFile) Sync() error     { return f.fs.run(Op{Kind: OpSync, Path: f.path}, f.File.Sync) }
func (f *hookFile) SyncData() error { return f.fs.run(Op{Kind: OpSync, Path: f.path}, f.File.SyncData) }

func (f *hookFile) SyncTo(length int64) (full bool, err error) {
	full = true
	err = f.fs.run(Op{Kind: OpSync, Path: f.path}, func() (err error) { full, err = f.File.SyncTo(length); return err })
	return full, err
}

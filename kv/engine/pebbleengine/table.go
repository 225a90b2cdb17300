package pebbleengine

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	iofs "io/fs"
	"strings"

	"github.com/cockroachdb/pebble/v2/objstorage"
	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// tablesDir holds tables that are not ingested yet. Opening a store clears it, but not stagedDir.
const (
	tablesDir = "tables"
	stagedDir = "staged"
	tableExt  = ".sst"
)

// table is an engine.Table.
type table struct {
	e     *pebbleEngine
	path  string
	out   *sealed
	w     *sstable.Writer // nil once finished
	key   []byte
	value []byte
}

// sealed counts and sums what is written to a file.
type sealed struct {
	objstorage.Writable
	engine.Seal
}

func (s *sealed) Write(p []byte) error {
	s.Bytes, s.Checksum = s.Bytes+uint64(len(p)), crc32.Update(s.Checksum, castagnoli, p)
	return s.Writable.Write(p)
}

// NewTable implements engine.Engine.
func (e *pebbleEngine) NewTable() (engine.Table, error) {
	if err := e.write(); err != nil {
		return nil, err
	}
	defer e.uses.leave(writeShard)
	path, err := e.tablePath()
	if err != nil {
		return nil, err
	}
	return e.table(path)
}

// tablePath is an unused name of a table that is to be ingested.
func (e *pebbleEngine) tablePath() (string, error) {
	dir := e.fs.PathJoin(e.dir, tablesDir)
	err := e.fs.MkdirAll(dir, 0o700)
	return e.fs.PathJoin(dir, fmt.Sprint(e.tables.Add(1), tableExt)), tableError(err)
}

func (e *pebbleEngine) table(path string) (engine.Table, error) {
	f, err := e.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, tableError(err)
	}
	out := &sealed{Writable: objstorageprovider.NewFileWritable(f)}
	return &table{e: e, path: path, out: out, w: sstable.NewWriter(out, e.popts.MakeWriterOptions(0, e.db.TableFormat()))}, nil
}

// stagedPath is where a staged file of that name lies.
func (e *pebbleEngine) stagedPath(name string) string {
	return e.fs.PathJoin(e.dir, stagedDir, name+tableExt)
}

// StageTable implements engine.Engine.
func (e *pebbleEngine) StageTable(name string) (engine.Table, error) {
	if err := e.write(); err != nil {
		return nil, err
	}
	defer e.uses.leave(writeShard)
	dir := e.fs.PathJoin(e.dir, stagedDir)
	if _, err := e.fs.Stat(dir); errors.Is(err, iofs.ErrNotExist) {
		if err := errors.Join(e.fs.MkdirAll(dir, 0o700), e.syncDir(e.dir)); err != nil {
			return nil, tableError(err)
		}
	}
	path := e.stagedPath(name)
	if err := e.fs.Remove(path); err != nil && !errors.Is(err, iofs.ErrNotExist) { // it may be linked: it is not written over
		return nil, tableError(err)
	}
	return e.table(path)
}

// syncDir makes durable which files a directory has.
func (e *pebbleEngine) syncDir(path string) error {
	d, err := e.fs.OpenDir(path)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Seal implements engine.Table.
func (t *table) Seal() (engine.Seal, error) {
	if err := t.finish(); err != nil {
		return engine.Seal{}, err
	}
	return t.out.Seal, tableError(t.e.syncDir(t.e.fs.PathDir(t.path)))
}

// CheckStaged implements engine.Engine.
func (e *pebbleEngine) CheckStaged(name string, seal engine.Seal) error {
	path := e.stagedPath(name)
	damaged := func(why any) error { return fmt.Errorf("%w: staged file %s: %v", engine.ErrCorrupt, path, why) }
	f, err := e.fs.Open(path, vfs.SequentialReadsOption)
	if errors.Is(err, iofs.ErrNotExist) {
		return damaged("missing")
	}
	if err != nil {
		return err
	}
	defer f.Close()
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, f)
	switch {
	case err != nil:
		return damaged(err)
	case uint64(n) != seal.Bytes || sum.Sum32() != seal.Checksum:
		return damaged("its bytes have changed")
	}
	return nil
}

// IngestStaged implements engine.Engine. What is ingested are links.
func (e *pebbleEngine) IngestStaged(names ...string) error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	paths := make([]string, len(names))
	for i, name := range names {
		var err error
		if paths[i], err = e.tablePath(); err == nil {
			err = tableError(vfs.LinkOrCopy(e.fs, e.stagedPath(name), paths[i]))
		}
		if err != nil {
			e.removeAll(paths[:i])
			return err
		}
	}
	if err := e.ingest(paths); err != nil {
		e.removeAll(paths)
		return err
	}
	return nil
}

func (e *pebbleEngine) removeAll(paths []string) {
	for _, p := range paths {
		_ = e.fs.Remove(p) // what stays goes when the store opens
	}
}

// Staged implements engine.Engine.
func (e *pebbleEngine) Staged() ([]string, error) {
	files, err := e.fs.List(e.fs.PathJoin(e.dir, stagedDir))
	if errors.Is(err, iofs.ErrNotExist) {
		return nil, nil
	}
	var names []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f, tableExt); ok {
			names = append(names, name)
		}
	}
	return names, err
}

// DropStaged implements engine.Engine.
func (e *pebbleEngine) DropStaged(names ...string) error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	var errs []error
	for _, name := range names {
		if err := e.fs.Remove(e.stagedPath(name)); !errors.Is(err, iofs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// tableError gives an error of writing a table its type. The engine itself is well.
func tableError(err error) error {
	if err != nil && vfs.IsNoSpaceError(err) {
		return fmt.Errorf("%w: %w", engine.ErrFull, err)
	}
	return err
}

// Put implements engine.Table.
func (t *table) Put(key keys.Key, ts hlc.Timestamp, value []byte) error {
	t.key = engine.AppendKey(t.key[:0], key, ts)
	return tableError(t.w.Set(t.key, value))
}

// PutParts implements engine.Table.
func (t *table) PutParts(key keys.Key, ts hlc.Timestamp, head, body []byte) error {
	t.value = append(append(t.value[:0], head...), body...)
	return t.Put(key, ts, t.value)
}

// Bytes implements engine.Table.
func (t *table) Bytes() uint64 {
	if t.w == nil {
		return 0
	}
	return t.w.Raw().EstimatedSize()
}

func (t *table) finish() error {
	if t.w == nil {
		return nil
	}
	err := t.w.Close()
	t.w = nil
	return tableError(err)
}

// Abandon implements engine.Table.
func (t *table) Abandon() error {
	err := t.finish()
	if e := t.e.fs.Remove(t.path); err == nil {
		err = e
	}
	return err
}

// Ingest implements engine.Engine.
func (e *pebbleEngine) Ingest(tables ...engine.Table) error {
	if err := e.write(); err != nil {
		return err
	}
	defer e.uses.leave(writeShard)
	paths := make([]string, len(tables))
	for i, et := range tables {
		t := et.(*table)
		if err := t.finish(); err != nil {
			return err
		}
		paths[i] = t.path
	}
	return e.ingest(paths)
}

func (e *pebbleEngine) ingest(paths []string) error {
	err := e.db.Ingest(context.Background(), paths)
	e.unknown()
	if err != nil {
		return tableError(err)
	}
	return e.health.err()
}

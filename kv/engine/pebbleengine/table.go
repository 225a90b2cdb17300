package pebbleengine

import (
	"context"
	"fmt"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// tablesDir holds tables that are not ingested yet. Opening a store clears it.
const tablesDir = "tables"

// table is an engine.Table.
type table struct {
	e     *pebbleEngine
	path  string
	w     *sstable.Writer // nil once finished
	key   []byte
	value []byte
}

// NewTable implements engine.Engine.
func (e *pebbleEngine) NewTable() (engine.Table, error) {
	if err := e.writeErr(); err != nil {
		return nil, err
	}
	dir := e.fs.PathJoin(e.dir, tablesDir)
	if err := e.fs.MkdirAll(dir, 0o700); err != nil {
		return nil, tableError(err)
	}
	path := e.fs.PathJoin(dir, fmt.Sprintf("%d.sst", e.tables.Add(1)))
	f, err := e.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, tableError(err)
	}
	o := e.popts.MakeWriterOptions(0, e.db.TableFormat())
	return &table{e: e, path: path, w: sstable.NewWriter(objstorageprovider.NewFileWritable(f), o)}, nil
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
	if err := e.writeErr(); err != nil {
		return err
	}
	paths := make([]string, len(tables))
	for i, et := range tables {
		t := et.(*table)
		if err := t.finish(); err != nil {
			return err
		}
		paths[i] = t.path
	}
	if err := e.db.Ingest(context.Background(), paths); err != nil {
		return tableError(err)
	}
	return e.health.err()
}

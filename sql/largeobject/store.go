package largeobject

import (
	"context"
	"encoding/binary"
	"math"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// Postgres's limits, and the numbers of its tables, which are the prefixes of the rows.
const (
	PageBytes = 2048 // LOBLKSIZE
	SizeMax   = math.MaxInt32 * PageBytes

	PrefixPages   = 2613
	PrefixObjects = 2995
)

// pagesAtOnce is how many pages are locked or removed together.
const pagesAtOnce = 256

// pageFormat begins a stored page.
const pageFormat = 1

// Store is the large objects of one database as a transaction sees them. The transaction's
// current statement says what is read; what is written is seen by the next.
type Store struct {
	Txn      *coord.Txn
	Space    uint64
	Database catalog.ID
}

// Prefixes are the tables of rows, for those who remove a database.
func Prefixes() []uint64 { return []uint64{PrefixPages, PrefixObjects} }

func numbered(k keys.Key, n uint32) keys.Key { return binary.BigEndian.AppendUint32(k, n) }

func (s *Store) objectKey(id catalog.ID) keys.Key {
	return numbered(keys.IndexPrefix(s.Space, PrefixObjects, 1), uint32(id))
}

func (s *Store) pagesOf(id catalog.ID) keys.Key {
	return numbered(keys.IndexPrefix(s.Space, PrefixPages, 1), uint32(id))
}

func (s *Store) pageKey(id catalog.ID, page int64) keys.Key {
	return numbered(s.pagesOf(id), uint32(page))
}

// from is an object's pages from one on.
func (s *Store) from(id catalog.ID, page int64) keys.Span {
	return keys.Span{Start: s.pageKey(id, page), End: s.pagesOf(id).PrefixEnd()}
}

func page(k keys.Key, v []byte) (id catalog.ID, number int64, data []byte, err error) {
	if len(k) < 8 || len(v) == 0 || len(v) > 1+PageBytes || v[0] != pageFormat {
		return 0, 0, nil, pgerror.New(pgerror.DataCorrupted, "a page of a large object is malformed")
	}
	tail := k[len(k)-8:]
	return catalog.ID(binary.BigEndian.Uint32(tail)), int64(binary.BigEndian.Uint32(tail[4:])), v[1:], nil
}

// Find returns an object's descriptor; nil where there is none.
func (s *Store) Find(ctx context.Context, id catalog.ID) (*catalog.LargeObjectDesc, error) {
	v, ok, err := s.Txn.Get(ctx, s.objectKey(id), kvpb.WholeRow, nil)
	if err != nil || !ok {
		return nil, err
	}
	return catalog.DecodeLargeObject(s.Database, id, v)
}

// Locked is Find of the newest version, which the transaction then alone may change.
func (s *Store) Locked(ctx context.Context, id catalog.ID) (*catalog.LargeObjectDesc, error) {
	return s.lock(ctx, id, kvpb.LockMode_UPDATE)
}

// Hold keeps others from removing an object. ok is false where it is not there.
func (s *Store) Hold(ctx context.Context, id catalog.ID) (ok bool, err error) {
	d, err := s.lock(ctx, id, kvpb.LockMode_KEY_SHARE)
	return d != nil, err
}

func (s *Store) lock(ctx context.Context, id catalog.ID, mode kvpb.LockMode) (*catalog.LargeObjectDesc, error) {
	got, err := s.Txn.Lock(ctx, []coord.LockTarget{{Key: s.objectKey(id), Mode: mode}}, coord.LockOptions{})
	if err != nil || !got[0].Exists {
		return nil, err
	}
	return catalog.DecodeLargeObject(s.Database, id, got[0].Value)
}

// Create makes an empty object of d's number (23505).
func (s *Store) Create(ctx context.Context, d *catalog.LargeObjectDesc) error {
	old, err := s.Locked(ctx, d.ID)
	if err != nil {
		return err
	}
	if old != nil {
		return pgerror.New(pgerror.UniqueViolation, "duplicate key value violates unique constraint %q", "pg_largeobject_metadata_oid_index").
			WithDetail("Key (oid)=(%d) already exists.", d.ID)
	}
	return s.Put(ctx, d)
}

// Put keeps a descriptor that Locked gave, or whose number it found free.
func (s *Store) Put(ctx context.Context, d *catalog.LargeObjectDesc) error {
	return s.Txn.Put(ctx, s.objectKey(d.ID), d.Encode(), kvpb.LockMode_UPDATE)
}

// Remove removes an object that Locked gave. Its pages go by RemovePages, in a later statement
// of the transaction, which sees those that others have written until now.
func (s *Store) Remove(ctx context.Context, id catalog.ID) error {
	return s.Txn.Delete(ctx, s.objectKey(id))
}

// RemovePages removes an object's pages from one on.
func (s *Store) RemovePages(ctx context.Context, id catalog.ID, first int64) error {
	for {
		var old []coord.LockTarget
		scan := s.Txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{s.from(id, first)}, MaxRows: pagesAtOnce})
		for scan.Next(ctx) {
			old = append(old, coord.LockTarget{Key: append(keys.Key(nil), scan.Key()...), Mode: kvpb.LockMode_UPDATE})
		}
		err := scan.Err()
		scan.Close()
		if err != nil || len(old) == 0 {
			return err
		}
		if _, err := s.Txn.Lock(ctx, old, coord.LockOptions{}); err != nil {
			return err
		}
		for _, o := range old {
			if err := s.Txn.Delete(ctx, o.Key); err != nil {
				return err
			}
		}
		last := old[len(old)-1].Key
		if len(old) < pagesAtOnce {
			return nil
		}
		first = int64(binary.BigEndian.Uint32(last[len(last)-4:])) + 1
	}
}

// Size is an object's length in bytes.
func (s *Store) Size(ctx context.Context, id catalog.ID) (int64, error) {
	scan := s.Txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{s.from(id, 0)}, Reverse: true, MaxRows: 1})
	defer scan.Close()
	if !scan.Next(ctx) {
		return 0, scan.Err()
	}
	_, n, data, err := page(scan.Key(), scan.Value())
	return n*PageBytes + int64(len(data)), err
}

// Read returns up to n bytes from off on; less where the object ends. grow is asked before the
// result takes so many bytes more.
func (s *Store) Read(ctx context.Context, id catalog.ID, off, n int64, grow func(int64) error) ([]byte, error) {
	end := min(off+n, SizeMax)
	if off >= end {
		return nil, nil
	}
	span := keys.Span{Start: s.pageKey(id, off/PageBytes), End: s.pagesOf(id).PrefixEnd()}
	most := (end-1)/PageBytes - off/PageBytes + 2 // one beyond tells that zeros come before it
	scan := s.Txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{span}, MaxRows: uint64(most)})
	defer scan.Close()
	var out []byte
	for at := off; at < end && scan.Next(ctx); {
		_, number, data, err := page(scan.Key(), scan.Value())
		if err != nil {
			return nil, err
		}
		begin := number * PageBytes
		zeros := min(begin, end) - at // a hole before the page
		from := max(at, begin) - begin
		if from < int64(len(data)) && begin < end {
			data = data[from:min(int64(len(data)), end-begin)]
		} else {
			data = nil
		}
		zeros = max(zeros, 0)
		if err := grow(zeros + int64(len(data))); err != nil {
			return nil, err
		}
		out = append(append(out, make([]byte, zeros)...), data...)
		at += zeros + int64(len(data))
	}
	return out, scan.Err()
}

// Write puts data at off. The caller holds the object.
func (s *Store) Write(ctx context.Context, id catalog.ID, off int64, data []byte) error {
	for len(data) > 0 {
		first := off / PageBytes
		n := min((off+int64(len(data))-1)/PageBytes-first+1, pagesAtOnce)
		pages := make([]coord.LockTarget, n)
		for i := range pages {
			pages[i] = coord.LockTarget{Key: s.pageKey(id, first+int64(i)), Mode: kvpb.LockMode_UPDATE}
		}
		locked, err := s.Txn.Lock(ctx, pages, coord.LockOptions{})
		if err != nil {
			return err
		}
		values := make([][]byte, n)
		for i := range values {
			var old []byte
			if locked[i].Exists {
				if _, _, old, err = page(pages[i].Key, locked[i].Value); err != nil {
					return err
				}
			}
			at := int(off % PageBytes)
			part := min(PageBytes-at, len(data))
			values[i] = overlay(old, at, data[:part])
			off, data = off+int64(part), data[part:]
		}
		for i, v := range values {
			if err := s.Txn.Put(ctx, pages[i].Key, v, kvpb.LockMode_UPDATE); err != nil {
				return err
			}
		}
	}
	return nil
}

// overlay is a stored page: old, with data at a place.
func overlay(old []byte, at int, data []byte) []byte {
	out := make([]byte, 1+max(len(old), at+len(data)))
	out[0] = pageFormat
	copy(out[1:], old)
	copy(out[1+at:], data)
	return out
}

// Truncate makes an object size bytes long, up to the page on which it ends: RemovePages
// removes those after it. The caller holds the object.
func (s *Store) Truncate(ctx context.Context, id catalog.ID, size int64) error {
	key, rest := s.pageKey(id, size/PageBytes), size%PageBytes
	locked, err := s.Txn.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{})
	if err != nil {
		return err
	}
	value := make([]byte, 1+rest)
	value[0] = pageFormat
	if locked[0].Exists {
		_, _, old, err := page(key, locked[0].Value)
		if err != nil {
			return err
		}
		copy(value[1:], old)
	}
	return s.Txn.Put(ctx, key, value, kvpb.LockMode_UPDATE)
}

// Objects lists the database's objects, by number.
func (s *Store) Objects(ctx context.Context, emit func(*catalog.LargeObjectDesc) error) error {
	all := keys.IndexPrefix(s.Space, PrefixObjects, 1)
	scan := s.Txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{{Start: all, End: all.PrefixEnd()}}})
	defer scan.Close()
	for scan.Next(ctx) {
		k := scan.Key()
		d, err := catalog.DecodeLargeObject(s.Database, catalog.ID(binary.BigEndian.Uint32(k[len(k)-4:])), scan.Value())
		if err == nil {
			err = emit(d)
		}
		if err != nil {
			return err
		}
	}
	return scan.Err()
}

// Pages lists the stored pages of an object, of all objects for 0. data is valid during emit.
func (s *Store) Pages(ctx context.Context, id catalog.ID, emit func(id catalog.ID, number int64, data []byte) error) error {
	all := keys.IndexPrefix(s.Space, PrefixPages, 1)
	if id != 0 {
		all = s.pagesOf(id)
	}
	scan := s.Txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{{Start: all, End: all.PrefixEnd()}}})
	defer scan.Close()
	for scan.Next(ctx) {
		id, number, data, err := page(scan.Key(), scan.Value())
		if err == nil {
			err = emit(id, number, data)
		}
		if err != nil {
			return err
		}
	}
	return scan.Err()
}

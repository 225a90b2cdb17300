package coord

import (
	"context"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord/buffer"
)

// Put buffers a write. The key must be locked in mode NO_KEY_UPDATE or UPDATE,
// at least as strong as mode, which is recorded with the version, so that KEY
// SHARE survives a NO KEY UPDATE. Key and value are copied. A full buffer is
// flushed (5.4).
// Nothing is sent, but for a full buffer. The value is seen by the statements after this one (B1).
func (t *Txn) Put(ctx context.Context, key keys.Key, value []byte, mode kvpb.LockMode) error {
	return t.write(ctx, key, buffer.Write{Value: value, Mode: mode})
}

// Delete buffers a deletion. The key must be locked in mode UPDATE.
func (t *Txn) Delete(ctx context.Context, key keys.Key) error {
	return t.write(ctx, key, buffer.Write{Tombstone: true, Mode: kvpb.LockMode_UPDATE})
}

// DeleteAlways is Delete whose tombstone is written even where the key never was:
// for entries of an index that is being built, whose backfill must not bring an
// older row's entry back.
func (t *Txn) DeleteAlways(ctx context.Context, key keys.Key) error {
	if err := t.Delete(ctx, key); err != nil {
		return err
	}
	if e := t.buf.Find(key); e != nil { // else it was flushed, as a tombstone
		e.Always = true
	}
	return nil
}

// It fails with *UsageError where the lock is missing: to write without one would break T11 at once.
func (t *Txn) write(ctx context.Context, key keys.Key, w buffer.Write) error {
	if t.ended {
		return errEnded
	}
	e := t.buf.Find(key)
	// Its intent stands for its lock; the lock is asked for again for its entry, whose expect the commit names.
	if e == nil && t.flush.Any() { // an earlier write of it was flushed since it was locked, and its lock forgotten
		if _, err := t.Lock(ctx, []LockTarget{{key, w.Mode}}, LockOptions{Newest: true}); err != nil {
			return err
		}
		e = t.buf.Find(key)
	}
	// An entry without a lock that has writes is fresh or derived: it needs none.
	if e == nil || e.Mode < w.Mode && !(e.Mode == kvpb.LockMode_NONE && len(e.Writes) > 0) || w.Mode < kvpb.LockMode_NO_KEY_UPDATE {
		return &UsageError{"a write to a key that is not locked so strongly: " + keyString(key)}
	}
	return t.buffer(ctx, e, w)
}

// Errors are all that need it.
func keyString(k keys.Key) string {
	const hex = "0123456789abcdef"
	b := make([]byte, 0, 2*len(k))
	for _, x := range k {
		b = append(b, hex[x>>4], hex[x&15])
	}
	return string(b)
}

// PutFresh buffers a write of a key that cannot exist yet (a row ID drawn by
// this transaction), without a lock. The commit still checks that it never existed.
// Under a *StatementRetry the caller draws a new key.
// It registers nothing: without locks nobody asks after the transaction.
func (t *Txn) PutFresh(ctx context.Context, key keys.Key, value []byte) error {
	if err := t.start(ctx); err != nil {
		return err
	}
	if t.ReadOnly() {
		return &ReadOnlyError{}
	}
	// The entry may be there: a fresh key that is written twice.
	e := t.buf.Get(key, &t.arena)
	return t.buffer(ctx, e, buffer.Write{Value: value, Mode: kvpb.LockMode_UPDATE})
}

// PutDerived buffers a write of a key that nobody writes but together with
// another one, which this transaction has locked: an entry of an index whose key
// names the row. The row's lock and its expect guard the entry too, so that it
// needs neither (T11 holds for it because it holds for the row); its newest
// version still bounds c (T2). Nor does it once it was flushed: each write has a number of its
// own, and they are counted one by one.
func (t *Txn) PutDerived(ctx context.Context, key keys.Key, value []byte) error {
	return t.derived(ctx, key, buffer.Write{Value: value, Mode: kvpb.LockMode_UPDATE})
}

// DeleteDerived is PutDerived for a deletion. Its tombstone is always written.
func (t *Txn) DeleteDerived(ctx context.Context, key keys.Key) error {
	return t.derived(ctx, key, buffer.Write{Tombstone: true, Mode: kvpb.LockMode_UPDATE})
}

// derived marks an entry that was made for this; one that was there before has a lock of its own, and keeps
// it.
func (t *Txn) derived(ctx context.Context, key keys.Key, w buffer.Write) error {
	if t.ended {
		return errEnded
	}
	e, made := t.buf.GetOrMake(key, &t.arena)
	e.Derived = e.Derived || made
	// (Its former version may never have been read: whether a tombstone is needed is not known.)
	if w.Tombstone {
		e.Always = true
	}
	return t.buffer(ctx, e, w)
}

// buffer adds a write to an entry, and flushes where the buffer is full.
// A flush empties the buffer of all writes, this one too: whoever needs e after it looks it up anew.
func (t *Txn) buffer(ctx context.Context, e *buffer.Entry, w buffer.Write) error {
	w.Seq = t.seq
	if !w.Tombstone {
		w.Value = t.arena.Copy(w.Value)
	}
	t.buf.Put(e, w)
	if t.buf.Bytes > t.db.o.Limits.BufferBytes {
		if err := t.flushBuffer(ctx); err != nil {
			return err
		}
	}
	// A limit of memory that is met here ends the statement; what was put stays put until it is undone.
	return t.account()
}

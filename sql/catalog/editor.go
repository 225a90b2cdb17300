package catalog

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// ErrMoved means that an object was changed by another transaction between the
// snapshot that a statement resolved its names in and the lock it took. The
// statement is to be undone and run again on a new snapshot.
var ErrMoved = errors.New("catalog: an object changed while it was being locked")

// NewID is Catalog.NewID.
func (s *State) NewID(ctx context.Context) (ID, error) { return s.c.NewID(ctx) }

// Create adds a new object. Its name is locked against others; the caller has
// checked that it is free in its snapshot. The error is ErrMoved where another
// transaction took the name meanwhile.
func (s *State) Create(ctx context.Context, d Descriptor) error {
	if err := s.takeNames(ctx, namesOf(d)); err != nil {
		return err
	}
	d.Common().Version = 1
	if t, ok := d.(*TableDesc); ok {
		t.Fresh = true
	}
	b := encode(d)
	if err := s.txn.PutFresh(ctx, descKey(d.Common().ID), b); err != nil {
		return err
	}
	return s.record(d, b)
}

// Edit locks an object and returns a copy of its newest state to change; write it
// with Write. The error is ErrMoved where that is not what the snapshot has.
func Edit[D Descriptor](ctx context.Context, s *State, d D) (D, error) {
	if err := s.lockRow(ctx, d, kvpb.LockMode_NO_KEY_UPDATE); err != nil {
		return d, err
	}
	return clone(d)
}

// EditNewest is Edit of an object that is newer than the transaction's snapshot,
// as the caller knows: only that it is still d is checked.
func EditNewest[D Descriptor](ctx context.Context, s *State, d D) (D, error) {
	got, err := s.lock(ctx, []coord.LockTarget{{Key: descKey(d.Common().ID), Mode: kvpb.LockMode_NO_KEY_UPDATE}}, coord.LockOptions{Newest: true})
	if err != nil {
		return d, err
	}
	if err := sameVersion(got[0], d); err != nil {
		return d, err
	}
	return clone(d)
}

// Write stores a changed copy, of which old is the state before: names that
// are new are taken, names that are gone are given back.
func (s *State) Write(ctx context.Context, old, d Descriptor) error {
	before, after := namesOf(old), namesOf(d)
	if err := s.dropNames(ctx, minus(before, after)); err != nil { // first: a new index may have an old one's name
		return err
	}
	if err := s.takeNames(ctx, minus(after, before)); err != nil {
		return err
	}
	d.Common().Version++
	if t, ok := d.(*TableDesc); ok {
		was := old.(*TableDesc)
		if t.Format != was.Format || !sameForWriters(was, t) {
			t.Format = max(t.Format, was.Format+1)
		}
		if t.Reads != was.Reads || !sameForReaders(was, t) {
			t.Reads = t.Format
		}
		t.Fresh = was.Fresh || t.Prefix != was.Prefix
	}
	b := encode(d)
	if err := s.txn.Put(ctx, descKey(d.Common().ID), b, kvpb.LockMode_NO_KEY_UPDATE); err != nil {
		return err
	}
	return s.record(d, b)
}

// Drop removes an object. Nothing may depend on it any more.
func (s *State) Drop(ctx context.Context, d Descriptor) error {
	if err := s.lockRow(ctx, d, kvpb.LockMode_UPDATE); err != nil {
		return err
	}
	if err := s.dropNames(ctx, namesOf(d)); err != nil {
		return err
	}
	if err := s.txn.Delete(ctx, descKey(d.Common().ID)); err != nil {
		return err
	}
	s.change(d.Common().ID, nil)
	return nil
}

// lockedAtOnce is how many rows DropAll locks with one request.
const lockedAtOnce = 1024

// DropAll is Drop of many objects, with few requests for their locks.
func (s *State) DropAll(ctx context.Context, list []Descriptor) error {
	var targets []coord.LockTarget
	for _, d := range list {
		targets = append(targets, coord.LockTarget{Key: descKey(d.Common().ID), Mode: kvpb.LockMode_UPDATE})
	}
	objects := len(targets)
	var names []name
	for _, d := range list {
		names = append(names, namesOf(d)...)
	}
	for _, n := range names {
		targets = append(targets, coord.LockTarget{Key: n.key.key(), Mode: kvpb.LockMode_UPDATE})
	}
	for from := 0; from < len(targets); from += lockedAtOnce {
		got, err := s.lock(ctx, targets[from:min(from+lockedAtOnce, len(targets))], coord.LockOptions{})
		if err != nil {
			return err
		}
		for i := from; i < min(from+len(got), objects); i++ {
			if s.changed(list[i].Common().ID) {
				continue
			}
			if err := sameVersion(got[i-from], list[i]); err != nil {
				return err
			}
		}
	}
	for i, t := range targets {
		if err := s.txn.Delete(ctx, t.Key); err != nil {
			return err
		}
		if i >= objects {
			s.freed = append(s.freed, names[i-objects].key)
		}
	}
	for _, d := range list {
		s.change(d.Common().ID, nil)
	}
	return nil
}

// LockForDrop locks an object so that nothing new can come to depend on it. A
// look for dependents that follows must use a snapshot taken after it.
func (s *State) LockForDrop(ctx context.Context, d Descriptor) error {
	return s.lockRow(ctx, d, kvpb.LockMode_UPDATE)
}

// Share keeps an object from being dropped until the transaction ends: a schema
// that a table is made in, a role that is to own it.
func (s *State) Share(ctx context.Context, d Descriptor) error {
	if s.changed(d.Common().ID) || isVirtual(d) {
		return nil
	}
	got, err := s.lock(ctx, []coord.LockTarget{{Key: descKey(d.Common().ID), Mode: kvpb.LockMode_KEY_SHARE}}, coord.LockOptions{})
	if err != nil {
		return err
	}
	if !got[0].Exists {
		return ErrMoved
	}
	return nil
}

func isVirtual(d Descriptor) bool {
	s, ok := d.(*SchemaDesc)
	return ok && s.Virtual
}

// Locked reports whether the transaction may hold a lock on an object's row, or depends on its
// staying as it was.
func (s *State) Locked(id ID) bool { return s.txn.Locked(descKey(id)) }

// lockRow locks an object's row and checks that it is still d.
func (s *State) lockRow(ctx context.Context, d Descriptor, mode kvpb.LockMode) error {
	return s.lockRowWith(ctx, d, mode, coord.LockOptions{})
}

func (s *State) lockRowWith(ctx context.Context, d Descriptor, mode kvpb.LockMode, o coord.LockOptions) error {
	id := d.Common().ID
	own := s.changed(id)
	got, err := s.lock(ctx, []coord.LockTarget{{Key: descKey(id), Mode: mode}}, o)
	if err != nil || own {
		return err
	}
	return sameVersion(got[0], d)
}

// sameVersion checks that a locked row is still the descriptor d.
func sameVersion(l coord.Locked, d Descriptor) error {
	if !l.Exists {
		return ErrMoved
	}
	now, err := decode(l.Value)
	if err != nil {
		return err
	}
	if now.Common().Version != d.Common().Version {
		return ErrMoved
	}
	return nil
}

// takeNames locks and writes the names of a new object.
func (s *State) takeNames(ctx context.Context, names []name) error {
	if len(names) == 0 {
		return nil
	}
	targets := make([]coord.LockTarget, len(names))
	for i, n := range names {
		targets[i] = coord.LockTarget{Key: n.key.key(), Mode: kvpb.LockMode_UPDATE}
	}
	got, err := s.lock(ctx, targets, coord.LockOptions{})
	if err != nil {
		return err
	}
	for i, n := range names {
		if got[i].Exists && !s.renamed(n.key) {
			return ErrMoved
		}
		if err := s.txn.Put(ctx, targets[i].Key, binary.AppendUvarint(nil, uint64(n.id)), kvpb.LockMode_UPDATE); err != nil {
			return err
		}
	}
	return nil
}

// renamed reports whether the transaction itself has freed the name: the row
// that a lock shows is then of an earlier statement, or of this one.
func (s *State) renamed(k nameKey) bool {
	for _, c := range s.freed {
		if c == k {
			return true
		}
	}
	return false
}

func (s *State) dropNames(ctx context.Context, names []name) error {
	if len(names) == 0 {
		return nil
	}
	targets := make([]coord.LockTarget, len(names))
	for i, n := range names {
		targets[i] = coord.LockTarget{Key: n.key.key(), Mode: kvpb.LockMode_UPDATE}
	}
	if _, err := s.lock(ctx, targets, coord.LockOptions{}); err != nil {
		return err
	}
	for i, n := range names {
		if err := s.txn.Delete(ctx, targets[i].Key); err != nil {
			return err
		}
		s.freed = append(s.freed, n.key)
	}
	return nil
}

// name is one name of an object: a table has those of its indexes too.
type name struct {
	key nameKey
	id  ID
}

func namesOf(d Descriptor) []name {
	out := []name{{nameOf(d), d.Common().ID}}
	if t, ok := d.(*TypeDesc); ok {
		out = append(out, t.made()...)
	}
	if t, ok := d.(*TableDesc); ok {
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; ix.OID != 0 && ix.State != IndexDropping {
				out = append(out, name{nameKey{parent: t.SchemaID, kind: KindTable, name: ix.Name}, ix.OID})
			}
		}
	}
	return out
}

// minus returns the names of a that are not in b.
func minus(a, b []name) []name {
	var out []name
	for _, n := range a {
		found := false
		for _, m := range b {
			found = found || n == m
		}
		if !found {
			out = append(out, n)
		}
	}
	return out
}

// record notes a change for the transaction's own snapshot and for publication:
// what everybody would read from the stored bytes b, not the caller's copy.
func (s *State) record(d Descriptor, b []byte) error {
	read, err := decode(b)
	if err != nil {
		return err
	}
	if t, ok := read.(*TableDesc); ok {
		t.Fresh = d.(*TableDesc).Fresh
	}
	if t, ok := read.(*TypeDesc); ok {
		t.private(d.(*TypeDesc))
	}
	s.change(d.Common().ID, read)
	return nil
}

func (s *State) change(id ID, d Descriptor) {
	s.changes = withChange(s.changes, id, d)
	if s.own != nil {
		s.late = withChange(s.late, id, d)
	}
}

// withChange is list with a change, in the place of that of the same object.
func withChange(list []change, id ID, d Descriptor) []change {
	if i := slices.IndexFunc(list, func(c change) bool { return c.id == id }); i >= 0 {
		list[i].new = d
		return list
	}
	return append(list, change{id, d})
}

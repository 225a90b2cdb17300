package consensus

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
	"google.golang.org/protobuf/proto"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// ErrCorrupt reports stored Raft state that contradicts itself.
var ErrCorrupt = errors.New("consensus: corrupt Raft state")

// A group's log begins after a point that nobody ever wrote: index 10 of term
// 5. What is not stored has these values, so that a new range (from a bootstrap
// or a split) is a descriptor and nothing else, and an empty store can't be
// mistaken for a follower that has all of the log.
const (
	InitialIndex = 10
	InitialTerm  = 5
)

// Log is one group's stored log and hard state, read through a cache of the
// newest entries. It implements raft.Storage. Not safe for concurrent use.
//
//	truncated | first … stored entries … last
//	          |        [cached from cacheFirst]
//
// What it holds in memory (last, truncated, cache, hard) is what is durable:
// Append is written first, and taken over by stored, install and hard after the
// sync.
type Log struct {
	rangeID uint64
	reader  engine.Reader
	conf    *raftpb.ConfState
	// Replaced, never changed: Raft keeps pointers to what InitialState gave.
	hard *raftpb.HardState

	truncated, truncatedTerm uint64
	last, lastTerm           uint64
	applied                  uint64          // where a snapshot of the replica would stand
	cache                    []*raftpb.Entry // ends at last, or empty
	cacheBytes               int
	// After a restart 0, whatever is stored: it is a limit on growth, not an
	// account.
	bytes int // of the entries after truncated, as far as known
}

// LoadLog reads the state of a replica's log. voters and learners come from the
// range's descriptor; applied is the index that the replica has applied.
//
// It fails with ErrCorrupt where what was applied lies outside the log: a store
// that has lost synced writes must not vote.
// An applied index before the log begins is as bad: entries between would be missing. It reads the newest entry and two
// small values, however long the log is.
func LoadLog(r engine.Reader, rangeID, applied uint64, voters, learners []uint64) (*Log, error) {
	l := &Log{
		rangeID: rangeID, reader: r,
		conf:      &raftpb.ConfState{Voters: voters, Learners: learners},
		truncated: InitialIndex, truncatedTerm: InitialTerm,
	}
	if err := l.loadTruncated(); err != nil {
		return nil, err
	}
	if err := l.loadLast(); err != nil {
		return nil, err
	}
	if applied = max(applied, InitialIndex); applied > l.last || applied < l.truncated {
		return nil, fmt.Errorf("%w: range %d has applied %d, and a log of (%d, %d]", ErrCorrupt, rangeID, applied, l.truncated, l.last)
	}
	return l, l.loadHard(applied)
}

// empty reports whether there is no state before the log either.
func (l *Log) empty() bool { return l.truncated == 0 }

// index 8 | term 8, big endian.
// Missing: nothing was ever dropped, and the log begins after InitialIndex.
func (l *Log) loadTruncated() error {
	v, ok, err := l.reader.Get(keys.Replica(l.rangeID, keys.ReplicaTruncated), nil)
	if err != nil || !ok {
		return err
	}
	if len(v) != 16 {
		return fmt.Errorf("%w: range %d: truncated state of %d bytes", ErrCorrupt, l.rangeID, len(v))
	}
	l.truncated, l.truncatedTerm = binary.BigEndian.Uint64(v), binary.BigEndian.Uint64(v[8:])
	return nil
}

// One seek from the end: entries in between are read when they are asked for.
func (l *Log) loadLast() error {
	l.last, l.lastTerm = l.truncated, l.truncatedTerm
	span := keys.LogSpan(l.rangeID, l.truncated+1, ^uint64(0))
	it, err := l.reader.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return err
	}
	defer it.Close()
	// No entries: the log ends where it was truncated, at first InitialIndex.
	if !it.Last() {
		return it.Err()
	}
	e, err := keys.DecodeReplica(it.Key())
	if err != nil {
		return fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	v, err := it.Value()
	if err != nil {
		return err
	}
	ent, err := decodeEntry(e.Index, v)
	if err != nil {
		return err
	}
	l.last, l.lastTerm = e.Index, ent.GetTerm()
	return nil
}

// loadHard reads the hard state. The stored commit index lags, for nobody needs
// to wait for it to be written; what was applied was committed.
//
//	term 8 | vote 8 | commit index 8   the last is missing in old stores
//
// A store that has lost its newest writes shows as a term below that of an entry, or as a commit index beyond the log, and is not
// let vote: it could vote twice in a term, or deny what it has acknowledged.
func (l *Log) loadHard(applied uint64) error {
	// What nobody has written: a new range has term InitialTerm and has voted for nobody.
	term, vote := min(l.lastTerm, InitialTerm), uint64(0)
	v, ok, err := l.reader.Get(keys.Replica(l.rangeID, keys.ReplicaHardState), nil)
	if err != nil {
		return err
	}
	if ok {
		if len(v) != 16 && len(v) != 24 {
			return fmt.Errorf("%w: range %d: hard state of %d bytes", ErrCorrupt, l.rangeID, len(v))
		}
		term, vote = binary.BigEndian.Uint64(v), binary.BigEndian.Uint64(v[8:])
		// The higher of both: the stored index may lag behind what was applied, and the other way round.
		if len(v) == 24 { // stores made before ranges had peers lack it
			applied = max(applied, binary.BigEndian.Uint64(v[16:]))
		}
	}
	if applied > l.last {
		return fmt.Errorf("%w: range %d has committed %d, and a log up to %d", ErrCorrupt, l.rangeID, applied, l.last)
	}
	if term < l.lastTerm {
		return fmt.Errorf("%w: range %d has term %d, and an entry of term %d", ErrCorrupt, l.rangeID, term, l.lastTerm)
	}
	l.hard = &raftpb.HardState{Term: &term, Vote: &vote, Commit: &applied}
	return nil
}

// Last returns the index of the newest stored entry.
// It is durable.
func (l *Log) Last() uint64 { return l.last }

// Truncated returns the index before the first stored entry.
func (l *Log) Truncated() uint64 { return l.truncated }

// committed says that the entries up to index are known to be committed.
// In memory alone, and by a new struct, since Raft may hold the old one.
func (l *Log) committed(index uint64) {
	if index > l.hard.GetCommit() {
		l.hard = &raftpb.HardState{Term: l.hard.Term, Vote: l.hard.Vote, Commit: &index}
	}
}

// storedTerm is the term of the stored hard state.
func (l *Log) storedTerm() uint64 { return l.hard.GetTerm() }

// decodeEntry reads what writeEntries wrote. The result does not alias v.
//
//	term varint | type 1 | data
//
// Cloned, for v is the iterator's and the entry goes into the cache.
func decodeEntry(index uint64, v []byte) (*raftpb.Entry, error) {
	term, n := binary.Uvarint(v)
	if n <= 0 || n >= len(v) || v[n] > byte(raftpb.EntryConfChangeV2) {
		return nil, fmt.Errorf("%w: malformed log entry at index %d", ErrCorrupt, index)
	}
	return &raftpb.Entry{
		Term: &term, Index: &index, Type: raftpb.EntryType(v[n]).Enum(), Data: slices.Clone(v[n+1:]),
	}, nil
}

// writeEntries adds entries to w, and removes stored ones that they replace.
// All from the first new index on goes: a tail of another leader's behind a
// shorter one of ours would be a log that nobody wrote.
// entries are not empty, and follow each other. Nothing of the Log changes: the batch may still be dropped.
func (l *Log) writeEntries(w engine.Writer, entries []*raftpb.Entry) error {
	first := entries[0].GetIndex()
	if first <= l.last {
		// One range deletion, however long the tail: writes that follow in the batch are newer than it.
		span := keys.LogSpan(l.rangeID, first, l.last+1)
		if err := w.DeleteRange(span.Start, span.End); err != nil {
			return err
		}
	}
	var keyBuf [32]byte
	var headBuf [16]byte
	for _, e := range entries {
		// In memory of this call: PutParts copies, and writing an entry allocates nothing.
		key := keys.AppendLogEntry(keyBuf[:0], l.rangeID, e.GetIndex())
		head := append(binary.AppendUvarint(headBuf[:0], e.GetTerm()), byte(e.GetType()))
		if err := w.PutParts(key, hlc.Zero, head, e.Data); err != nil {
			return err
		}
	}
	return nil
}

// writeHard adds the hard state to w: term 8 | vote 8 | commit index 8.
func (l *Log) writeHard(w engine.Writer, term, vote, commit uint64) error {
	var v [24]byte
	binary.BigEndian.PutUint64(v[:], term)
	binary.BigEndian.PutUint64(v[8:], vote)
	binary.BigEndian.PutUint64(v[16:], commit)
	return w.Put(keys.Replica(l.rangeID, keys.ReplicaHardState), hlc.Zero, v[:])
}

// stored takes over entries that are durable now.
// The cache is one run that ends at last: what is replaced drops out, and where a
// gap would come all does.
func (l *Log) stored(entries []*raftpb.Entry) {
	first := entries[0].GetIndex()
	for len(l.cache) > 0 && l.cache[len(l.cache)-1].GetIndex() >= first {
		l.dropCached(len(l.cache)-1, len(l.cache))
	}
	if n := len(l.cache); n > 0 && l.cache[n-1].GetIndex() != first-1 {
		l.dropCached(0, n)
	}
	for _, e := range entries {
		l.cache = append(l.cache, e)
		l.cacheBytes += entryBytes(e)
		l.bytes += entryBytes(e)
	}
	e := entries[len(entries)-1]
	l.last, l.lastTerm = e.GetIndex(), e.GetTerm()
}

// entryOverheadBytes stands for what an entry costs besides its data.
// Key, header and the structs in memory, roughly; so that many empty entries
// count.
const entryOverheadBytes = 128

// entryBytes is what an entry takes in the cache.
func entryBytes(e *raftpb.Entry) int { return len(e.Data) + entryOverheadBytes }

// dropCached removes cache[from:to] and its bytes from the account.
func (l *Log) dropCached(from, to int) {
	for _, e := range l.cache[from:to] {
		l.cacheBytes -= entryBytes(e)
	}
	l.cache = slices.Delete(l.cache, from, to)
}

// shrink drops applied entries from the cache, oldest first, until it holds at
// most bytesMax. Entries not applied yet stay.
// What is not applied is about to be read, by this replica, and what is applied may be read for followers that lag, from
// the disk then.
func (l *Log) shrink(applied uint64, bytesMax int) {
	n := 0
	for b := l.cacheBytes; n < len(l.cache) && b > bytesMax && l.cache[n].GetIndex() <= applied; n++ {
		b -= entryBytes(l.cache[n])
	}
	if n > 0 {
		l.dropCached(0, n)
	}
}

// truncatedValue is what is stored of the last entry that was truncated: index and term, eight
// bytes each.
func truncatedValue(index, term uint64) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, index), term)
}

// truncate adds to w the removal of the entries up to index, and takes it over.
// It is taken over before w is committed: whoever drops w drops the group.
// It fails with raft.ErrCompacted where that was done before. Followers that need what goes get a snapshot.
func (l *Log) truncate(w engine.Writer, index uint64) error {
	term, err := l.Term(index)
	if err != nil {
		return err
	}
	span := keys.LogSpan(l.rangeID, l.truncated+1, index+1)
	if err := w.DeleteRange(span.Start, span.End); err != nil {
		return err
	}
	if err := w.Put(keys.Replica(l.rangeID, keys.ReplicaTruncated), hlc.Zero, truncatedValue(index, term)); err != nil {
		return err
	}
	n := 0
	for n < len(l.cache) && l.cache[n].GetIndex() <= index {
		n++
	}
	l.dropCached(0, n)
	l.truncated, l.truncatedTerm, l.bytes = index, term, l.cacheBytes
	return nil
}

// InitialState implements raft.Storage.
func (l *Log) InitialState() (*raftpb.HardState, *raftpb.ConfState, error) {
	return l.hard, l.conf, nil
}

// FirstIndex implements raft.Storage.
func (l *Log) FirstIndex() (uint64, error) { return l.truncated + 1, nil }

// LastIndex implements raft.Storage.
func (l *Log) LastIndex() (uint64, error) { return l.last, nil }

// cached returns the cached entry at index, or nil.
// The cache is one run, so that the place follows from the first index.
func (l *Log) cached(index uint64) *raftpb.Entry {
	if len(l.cache) == 0 || index < l.cache[0].GetIndex() || index > l.last {
		return nil
	}
	return l.cache[index-l.cache[0].GetIndex()]
}

// Term implements raft.Storage.
// Raft asks for the terms at both ends most: those cost nothing.
func (l *Log) Term(index uint64) (uint64, error) {
	switch {
	case index == l.truncated:
		return l.truncatedTerm, nil
	case index < l.truncated:
		return 0, raft.ErrCompacted
	case index > l.last:
		return 0, raft.ErrUnavailable
	case index == l.last:
		return l.lastTerm, nil
	}
	if e := l.cached(index); e != nil {
		return e.GetTerm(), nil
	}
	v, ok, err := l.reader.Get(keys.LogEntry(l.rangeID, index), nil)
	if err != nil {
		return 0, err
	}
	if !ok {
		return 0, fmt.Errorf("%w: range %d lacks entry %d", ErrCorrupt, l.rangeID, index)
	}
	e, err := decodeEntry(index, v)
	return e.GetTerm(), err
}

// Entries implements raft.Storage.
// At least one entry comes whatever its size, or Raft would stand still.
func (l *Log) Entries(lo, hi, bytesMax uint64) ([]*raftpb.Entry, error) {
	if lo <= l.truncated {
		return nil, raft.ErrCompacted
	}
	if hi > l.last+1 {
		return nil, raft.ErrUnavailable
	}
	var out []*raftpb.Entry
	var bytes uint64
	for i := lo; i < hi; i++ {
		e := l.cached(i)
		if e == nil {
			v, ok, err := l.reader.Get(keys.LogEntry(l.rangeID, i), nil)
			if err != nil {
				return nil, err
			}
			if !ok {
				return nil, fmt.Errorf("%w: range %d lacks entry %d", ErrCorrupt, l.rangeID, i)
			}
			if e, err = decodeEntry(i, v); err != nil {
				return nil, err
			}
		}
		if bytes += uint64(entryBytes(e)); len(out) > 0 && bytes > bytesMax {
			break
		}
		out = append(out, e)
	}
	return out, nil
}

// Snapshot implements raft.Storage. It says where a snapshot of the replica would
// stand, and holds nothing of it: Effects.States asks the caller to send that.
// An applied index that was truncated can't be said to have a term: Raft asks again later.
func (l *Log) Snapshot() (*raftpb.Snapshot, error) {
	term, err := l.Term(l.applied)
	if err != nil {
		return nil, raft.ErrSnapshotTemporarilyUnavailable
	}
	index := l.applied
	return &raftpb.Snapshot{Metadata: &raftpb.SnapshotMetadata{Index: &index, Term: &term, ConfState: l.conf}}, nil
}

// Entry is a stored log entry, for those who look at a log from outside.
type Entry struct {
	Index, Term   uint64
	Configuration bool // a change of the members, not data
	Data          []byte
}

// ReadCommitted calls emit for the stored entries of a range's log with indexes in (after,
// upto], which the caller knows to be committed. It fails with ErrCorrupt where one is missing.
// It stops at the first error of emit, and gives that back.
func ReadCommitted(r engine.Reader, rangeID, after, upto uint64, emit func(Commit) error) error {
	next := after + 1
	span := keys.LogSpan(rangeID, next, upto+1)
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return err
	}
	defer it.Close()
	for ok := it.First(); ok; ok = it.Next() {
		k, err := keys.DecodeReplica(it.Key())
		if err != nil || k.Index != next {
			return fmt.Errorf("%w: range %d: entry %d is missing (%v)", ErrCorrupt, rangeID, next, err)
		}
		v, err := it.Value()
		if err != nil {
			return err
		}
		e, err := decodeEntry(k.Index, v)
		if err != nil {
			return err
		}
		c := Commit{Index: next, Term: e.GetTerm(), Data: e.Data}
		if e.GetType() != raftpb.EntryNormal {
			c.Conf, c.Data = decodeConf(e)
		}
		if err := emit(c); err != nil {
			return err
		}
		next++
	}
	if next <= upto {
		return errors.Join(it.Err(), fmt.Errorf("%w: range %d: entry %d is missing", ErrCorrupt, rangeID, next))
	}
	return it.Err()
}

// ReadEntries calls emit for each stored entry of a range's log, in order.
// For tools; an error of emit ends it.
func ReadEntries(r engine.Reader, rangeID uint64, emit func(Entry) error) error {
	span := keys.LogSpan(rangeID, 0, ^uint64(0))
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return err
	}
	defer it.Close()
	for ok := it.First(); ok; ok = it.Next() {
		k, err := keys.DecodeReplica(it.Key())
		if err != nil {
			return fmt.Errorf("%w: %v", ErrCorrupt, err)
		}
		v, err := it.Value()
		if err != nil {
			return err
		}
		e, err := decodeEntry(k.Index, v)
		if err != nil {
			return err
		}
		if err := emit(Entry{Index: k.Index, Term: e.GetTerm(), Configuration: e.GetType() != raftpb.EntryNormal, Data: e.Data}); err != nil {
			return err
		}
	}
	return it.Err()
}

// decodeConf splits a committed configuration entry into the change and the
// command. An entry that can't be read has neither: raft itself panics on one
// when it is proposed or its group is loaded.
func decodeConf(e *raftpb.Entry) (*ConfChange, []byte) {
	cc := &raftpb.ConfChangeV2{}
	if e.GetType() != raftpb.EntryConfChangeV2 || proto.Unmarshal(e.Data, cc) != nil {
		return nil, nil
	}
	data := cc.GetContext()
	cc.Context = nil
	return &ConfChange{cc}, data
}

// Commit is one committed entry to apply.
type Commit struct {
	Index, Term uint64
	Data        []byte      // nil: nothing to apply but the index
	Token       any         // of the proposal of this process, or nil
	Leads       bool        // with it this replica has applied the first entry of the term that it leads
	Conf        *ConfChange // for ApplyConf, if the command takes effect
}

// install makes the log begin after a snapshot: it takes over what writeInstall has made durable.
func (l *Log) install(index, term uint64) {
	l.cache, l.cacheBytes, l.bytes = nil, 0, 0
	l.truncated, l.truncatedTerm, l.last, l.lastTerm = index, term, index, term
}

// writeInstall adds to w that the log begins after a snapshot, and nothing of
// what was before.
func (l *Log) writeInstall(w engine.Writer, index, term uint64) error {
	span := keys.LogSpan(l.rangeID, 0, ^uint64(0))
	if err := w.DeleteRange(span.Start, span.End); err != nil {
		return err
	}
	return w.Put(keys.Replica(l.rangeID, keys.ReplicaTruncated), hlc.Zero, truncatedValue(index, term))
}

// ConfChange is a change of the configuration in a committed entry.
type ConfChange struct{ cc *raftpb.ConfChangeV2 }

package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// staging is the entries of a state that comes. Up to StateDirectBytes they are kept in
// memory; beyond that they are written as sorted files, beside what is there, which become the
// engine's own:
//
//	file 0, 1, …   each sealed, then the progress: what has come so far, with these files
//	marker         the batch that goes before them, with their names; synced
//	in place       that batch, then the files at once; the marker and the progress go, synced
//
// A store that opens puts in place what has a marker, keeps for a while what has progress,
// so that its sender may go on, and drops other files.
type staging struct {
	s       *Store
	rangeID uint64
	name    stateName
	reader  *replica.StateReader

	small    []byte       // entries of what may be a small state, as put takes them
	table    engine.Table // that is filled, or nil
	local    bool         // what goes into it
	files    []stagedFile // sealed
	bytes    uint64       // of them
	recorded int          // how many of them the progress names
	over     bool         // they are somebody else's now
}

// stateName is what one state is known by while it comes, over restarts too.
type stateName struct {
	from      uint32 // store
	id        uint64
	toReplica uint64
	index     uint64
}

// stagedFile is one file of a state.
type stagedFile struct {
	name string
	seal engine.Seal
}

// staged is a state some of which has come.
type staged struct {
	name     stateName
	at       int64 // when the last of it came, in nanoseconds since 1970
	files    []stagedFile
	progress []byte // of the reader
}

// Limits of what is kept of states that broke off.
const (
	// stagedFor is how long: longer than senders try.
	stagedFor = 2 * stateResumeFor
	// stagedMax is of how many ranges: the one that waits longest goes first.
	stagedMax = 4
)

// stage begins, or goes on with, a state that comes.
func (s *Store) stage(rangeID uint64, name stateName) (*staging, error) {
	st := &staging{s: s, rangeID: rangeID, name: name, reader: replica.NewStateReader(rangeID)}
	had := s.states.had(rangeID)
	if had != nil && had.name == name && name.id != 0 {
		if err := st.reader.Resume(had.progress); err != nil {
			return nil, err
		}
		st.files, st.recorded = had.files, len(had.files)
		for _, f := range st.files {
			st.bytes += f.seal.Bytes
		}
		s.states.counts.resumed.Add(1)
		return st, nil
	}
	if had != nil {
		s.dropStaged(rangeID)
	} else if id, ok := s.states.surplus(); ok {
		s.dropStaged(id)
	}
	return st, nil
}

// put takes an entry.
func (st *staging) put(k keys.Key, ts hlc.Timestamp, v []byte) error {
	if st.table == nil && len(st.files) == 0 {
		if len(st.small)+len(k)+len(v) < st.s.o.StateDirectBytes {
			st.small = appendEntry(st.small, k, ts, v)
			return nil
		}
		if err := st.spill(); err != nil {
			return err
		}
	}
	if err := st.write(k, ts, v); err != nil {
		return err
	}
	if st.table == nil { // all that has come is in sealed files
		return st.record()
	}
	return nil
}

// appendEntry appends: uvarint len(key) | key | uvarint timestamp | uvarint len(value) | value.
func appendEntry(b []byte, k keys.Key, ts hlc.Timestamp, v []byte) []byte {
	b = append(binary.AppendUvarint(b, uint64(len(k))), k...)
	b = binary.AppendUvarint(b, uint64(ts))
	return append(binary.AppendUvarint(b, uint64(len(v))), v...)
}

// eachSmall calls f with the entries that are kept in memory.
func (st *staging) eachSmall(f func(keys.Key, hlc.Timestamp, []byte) error) error {
	next := func(b []byte) (uint64, []byte) {
		v, n := binary.Uvarint(b)
		return v, b[n:]
	}
	for b := st.small; len(b) > 0; {
		n, rest := next(b)
		k := keys.Key(rest[:n])
		ts, rest := next(rest[n:])
		n, rest = next(rest)
		if err := f(k, hlc.Timestamp(ts), rest[:n]); err != nil {
			return err
		}
		b = rest[n:]
	}
	return nil
}

// spill writes what is in memory to files.
func (st *staging) spill() error {
	err := st.eachSmall(st.write)
	st.small = nil
	return err
}

// write adds an entry to a file. No file holds range-local entries and others: between them lies
// all that other ranges have.
func (st *staging) write(k keys.Key, ts hlc.Timestamp, v []byte) error {
	local := k[0] == keys.RangeLocal
	if st.table != nil && local != st.local {
		if err := st.seal(); err != nil {
			return err
		}
	}
	if st.table == nil {
		if err := st.begin(); err != nil {
			return err
		}
		st.local = local
	}
	if err := st.table.Put(k, ts, v); err != nil {
		return notNow(err)
	}
	switch n := st.table.Bytes(); {
	case st.bytes+n > stateBytesMax:
		return fmt.Errorf("%w: over %d bytes", replica.ErrState, int64(stateBytesMax))
	case n >= uint64(st.s.o.StateFileBytes):
		return st.seal()
	}
	return nil
}

// notNow is what a state that can't be written is refused with: the disk may have room later.
func notNow(err error) error {
	if errors.Is(err, engine.ErrFull) && !errors.Is(err, engine.ErrFailed) {
		return fmt.Errorf("%w: %w", ErrStateBusy, err)
	}
	return err
}

func (st *staging) begin() error {
	e := st.s.o.Engine
	err := e.Writable()
	if err == nil {
		st.table, err = e.StageTable(st.fileName(len(st.files)))
	}
	return notNow(err)
}

func (st *staging) fileName(n int) string {
	return fmt.Sprintf("%d-%d-%d-%d", st.rangeID, st.name.from, st.name.id, n)
}

func (st *staging) seal() error {
	seal, err := st.table.Seal()
	if err != nil {
		return notNow(err)
	}
	st.files = append(st.files, stagedFile{st.fileName(len(st.files)), seal})
	st.bytes += seal.Bytes
	st.table = nil
	st.s.states.counts.files.Add(1)
	st.s.states.counts.bytes.Add(seal.Bytes)
	return nil
}

// record makes durable how much has come.
func (st *staging) record() error {
	progress, err := st.reader.Progress()
	if err != nil {
		return err
	}
	p := &staged{name: st.name, at: time.Now().UnixNano(), files: st.files[:len(st.files):len(st.files)], progress: progress}
	b := st.s.o.Engine.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StateProgress(st.rangeID), hlc.Zero, p.encode()); err != nil {
		return err
	}
	if err := st.s.o.Engine.Apply(b, true); err != nil {
		return err
	}
	st.recorded = len(st.files)
	st.s.states.keep(st.rangeID, p)
	return nil
}

// end: all entries have come. Where a file has been damaged meanwhile, nothing is used of any.
func (st *staging) end() error {
	if st.table != nil {
		if err := st.seal(); err != nil {
			return err
		}
	}
	for _, f := range st.files {
		if err := st.s.o.Engine.CheckStaged(f.name, f.seal); err != nil {
			st.over = true
			st.s.dropStaged(st.rangeID, st.files...)
			return fmt.Errorf("%w: %w", ErrStateBusy, err)
		}
	}
	return nil
}

// fill adds to b what is not in files, after the removal of what lies in the way. Called while
// nothing of the range runs. (Files over nothing go to the bottom of the engine, and are written
// once: what is not there is not deleted.)
func (st *staging) fill(b engine.Batch, old, now *descriptor.Range) error {
	if len(st.files) > 0 {
		some, err := replica.InState(st.s.o.Engine, now)
		if err != nil {
			return err
		}
		if !some && (old == nil || bytes.Equal(old.Start, now.Start) && bytes.Compare(old.End, now.End) <= 0) {
			return st.reader.Fill(b)
		}
	}
	if err := st.reader.Replace(b, old); err != nil {
		return err
	}
	return st.eachSmall(b.Put)
}

// close drops what was not put in place, but for what the sender may go on with.
func (st *staging) close() {
	if st.over || st.s.Err() != nil {
		return
	}
	if st.table != nil {
		_ = st.table.Abandon() // what stays is dropped when the store opens
	}
	if st.recorded == 0 {
		_ = st.s.o.Engine.DropStaged(fileNames(st.files)...)
		return
	}
	st.s.keeper.tendStaged()
}

func fileNames(files []stagedFile) (names []string) {
	for _, f := range files {
		names = append(names, f.name)
	}
	return names
}

// install puts the state in place, b first. A failure ends the store.
func (st *staging) install(b engine.Batch) error {
	e := st.s.o.Engine
	m := e.NewBatch(0)
	defer m.Close()
	v := append(appendFiles(nil, st.files), b.Repr()...)
	if err := m.Put(keys.StateMarker(st.rangeID), hlc.Zero, v); err != nil {
		return err
	}
	st.over = true // whatever comes of it, they are not dropped any more
	err := e.Apply(m, true)
	if err == nil {
		err = putInPlace(e, st.rangeID, v)
	}
	if err != nil {
		st.s.fail(err)
		return err
	}
	st.s.states.forget(st.rangeID)
	return nil
}

// putInPlace does what a marker says, as often as it takes.
func putInPlace(e engine.Engine, rangeID uint64, marker []byte) error {
	files, repr, ok := cutFiles(marker)
	if !ok {
		return fmt.Errorf("%w: marker of range %d's state", ErrCorrupt, rangeID)
	}
	if err := applyRepr(e, repr); err != nil {
		return err
	}
	if err := e.IngestStaged(fileNames(files)...); err != nil {
		return err
	}
	b := e.NewBatch(0)
	defer b.Close()
	span := keys.StateSpan(rangeID)
	if err := b.DeleteRange(span.Start, span.End); err != nil {
		return err
	}
	if err := e.Apply(b, true); err != nil {
		return err
	}
	return e.DropStaged(fileNames(files)...)
}

// applyRepr applies a stored batch. It is durable with the next sync.
func applyRepr(e engine.Engine, repr []byte) error {
	b := e.NewBatch(len(repr))
	defer b.Close()
	if err := b.ApplyRepr(repr); err != nil {
		return err
	}
	return e.Apply(b, false)
}

// --- storage

// appendFiles appends: stagedFormat 1 | uvarint count | files: uvarint len(name) | name | uvarint
// bytes | checksum 4.
func appendFiles(b []byte, files []stagedFile) []byte {
	b = binary.AppendUvarint(append(b, stagedFormat), uint64(len(files)))
	for _, f := range files {
		b = append(binary.AppendUvarint(b, uint64(len(f.name))), f.name...)
		b = binary.BigEndian.AppendUint32(binary.AppendUvarint(b, f.seal.Bytes), f.seal.Checksum)
	}
	return b
}

const stagedFormat = 1

// cutFiles takes off what appendFiles has appended.
func cutFiles(b []byte) (files []stagedFile, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != stagedFormat {
		return nil, nil, false
	}
	n, b, ok := cutUvarint(b[1:])
	for ; ok && n > 0; n-- {
		var f stagedFile
		var size uint64
		if size, b, ok = cutUvarint(b); !ok || size > uint64(len(b)) {
			return nil, nil, false
		}
		f.name, b = string(b[:size]), b[size:]
		if f.seal.Bytes, b, ok = cutUvarint(b); !ok || len(b) < 4 {
			return nil, nil, false
		}
		f.seal.Checksum, b = binary.BigEndian.Uint32(b), b[4:]
		files = append(files, f)
	}
	return files, b, ok
}

func cutUvarint(b []byte) (uint64, []byte, bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, false
	}
	return v, b[n:], true
}

// encode is: from, id, replica, index, time (uvarints) | files | the reader's progress.
func (p *staged) encode() (b []byte) {
	for _, v := range []uint64{uint64(p.name.from), p.name.id, p.name.toReplica, p.name.index, uint64(p.at)} {
		b = binary.AppendUvarint(b, v)
	}
	return append(appendFiles(b, p.files), p.progress...)
}

func decodeStaged(b []byte) (*staged, bool) {
	var v [5]uint64
	ok := true
	for i := range v {
		if v[i], b, ok = cutUvarint(b); !ok {
			return nil, false
		}
	}
	p := &staged{name: stateName{uint32(v[0]), v[1], v[2], v[3]}, at: int64(v[4])}
	p.files, p.progress, ok = cutFiles(b)
	return p, ok
}

// finishStates puts in place what had come when the last process ended, and drops what nobody
// will go on with. It returns what senders may go on with, by range.
func finishStates(e engine.Engine) (map[uint64]*staged, error) {
	markers, kept, err := readStates(e)
	if err != nil {
		return nil, err
	}
	for id, m := range markers {
		delete(kept, id)
		if err := putInPlace(e, id, m); err != nil {
			return nil, err
		}
	}
	wanted := map[string]bool{}
	for id, p := range kept {
		if age := time.Now().UnixNano() - p.at; age < 0 || age > int64(stagedFor) || len(kept) > stagedMax {
			delete(kept, id)
			if err := forgetState(e, id); err != nil {
				return nil, err
			}
			continue
		}
		for _, f := range p.files {
			wanted[f.name] = true
		}
	}
	names, err := e.Staged()
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if !wanted[name] {
			if err := e.DropStaged(name); err != nil {
				return nil, err
			}
		}
	}
	return kept, nil
}

// readStates reads what is stored of states that had not been put in place.
func readStates(e engine.Engine) (markers map[uint64][]byte, kept map[uint64]*staged, err error) {
	span := keys.StatesSpan()
	it, err := e.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return nil, nil, err
	}
	defer it.Close()
	markers, kept = map[uint64][]byte{}, map[uint64]*staged{}
	for ok := it.First(); ok; ok = it.Next() {
		id, _, valid := keys.DecodeUvarint(it.Key()[2:])
		v, err := it.Value()
		if err != nil {
			return nil, nil, err
		}
		v = bytes.Clone(v)
		switch {
		case valid && bytes.Equal(it.Key(), keys.StateMarker(id)):
			markers[id] = v
			continue
		case valid && bytes.Equal(it.Key(), keys.StateProgress(id)):
			if kept[id], valid = decodeStaged(v); valid {
				continue
			}
		}
		return nil, nil, fmt.Errorf("%w: store-local entry %x", ErrCorrupt, []byte(it.Key()))
	}
	return markers, kept, it.Err()
}

// forgetState removes what is stored of a state.
func forgetState(e engine.Engine, rangeID uint64) error {
	b := e.NewBatch(0)
	defer b.Close()
	span := keys.StateSpan(rangeID)
	if err := b.DeleteRange(span.Start, span.End); err != nil {
		return err
	}
	return e.Apply(b, false)
}

// --- what was kept

// had is what has come of a range's state before.
func (t *states) had(rangeID uint64) *staged {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.staged[rangeID]
}

func (t *states) keep(rangeID uint64, p *staged) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.staged[rangeID] = p
}

func (t *states) forget(rangeID uint64) *staged {
	t.mu.Lock()
	defer t.mu.Unlock()
	p := t.staged[rangeID]
	delete(t.staged, rangeID)
	return p
}

// surplus is the range that is to make room for another.
func (t *states) surplus() (id uint64, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.staged) < stagedMax {
		return 0, false
	}
	for x, p := range t.staged {
		if o := t.staged[id]; o == nil || p.at < o.at {
			id = x
		}
	}
	return id, true
}

// dropStaged drops what has come of a state, and further files.
func (s *Store) dropStaged(rangeID uint64, files ...stagedFile) {
	if p := s.states.forget(rangeID); p != nil {
		files = append(files, p.files...)
	}
	err := forgetState(s.o.Engine, rangeID)
	if err == nil {
		err = s.o.Engine.DropStaged(fileNames(files)...)
	}
	if err != nil && s.Err() == nil { // it is tried again when the store opens
		s.o.Log.Warn("files of a range's state not dropped", "range", rangeID, "error", err)
	}
}

// tendStaged has what broke off dropped once nobody will go on with it.
func (k *keeper) tendStaged() {
	k.add(func() { k.staged = true })
}

// dropOld drops what nobody has gone on with, unless a state is coming. It says whether there is
// more to look after.
func (s *Store) dropOld() (more bool) {
	select {
	case s.states.in <- struct{}{}:
		defer func() { <-s.states.in }()
	default:
		return true
	}
	var old []uint64
	s.states.mu.Lock()
	for id, p := range s.states.staged {
		if time.Now().UnixNano()-p.at > int64(stagedFor) {
			old = append(old, id)
		}
	}
	more = len(s.states.staged) > len(old)
	s.states.mu.Unlock()
	for _, id := range old {
		s.dropStaged(id)
	}
	return more
}

// --- going on

// stateResumeFor is how long after the last progress a state that broke off is sent on: the
// receiver may restart. The pause is that between two tries.
const (
	stateResumeFor  = time.Minute
	stateRetryPause = 500 * time.Millisecond
)

// StateBroken says that a state broke off on its way: sent again with the same header, it goes on
// at about Kept, at most.
type StateBroken struct {
	Kept  uint64
	Cause error
}

func (e *StateBroken) Error() string {
	return fmt.Sprintf("store: the state broke off at %d bytes: %v", e.Kept, e.Cause)
}

// Unwrap returns the cause.
func (e *StateBroken) Unwrap() error { return e.Cause }

// carryState sends a state, and goes on with it where it breaks off. A place among those that go
// is taken only while it goes.
func (s *Store) carryState(send func() error) error {
	var kept uint64
	var last time.Time
	for {
		select {
		case s.states.out <- struct{}{}:
		case <-s.ctx.Done():
			return s.ctx.Err()
		}
		err := send()
		<-s.states.out
		if b, ok := errors.AsType[*StateBroken](err); ok && b.Kept > kept {
			kept, last = b.Kept, time.Now()
		} else if err == nil || kept == 0 || time.Since(last) > stateResumeFor || !ok && !errors.Is(err, ErrStateBusy) {
			return err
		}
		if err := stop.Sleep(s.ctx, stateRetryPause); err != nil {
			return err
		}
	}
}

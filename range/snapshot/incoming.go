package snapshot

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
)

// A larger one than bytesMax can only be damage, or a range that should have been split long ago.
const (
	// bytesMax bounds a snapshot that is taken in.
	bytesMax = 64 << 30
	// inTimeout is how long one that comes waits for another.
	inTimeout = time.Second
)

// Incoming is a snapshot that comes. Close ends it, whatever came of it. Not safe for concurrent use.
// It grows from memory to files:
//
//	small      what has come is below DirectBytes: kept in memory, nothing is recorded
//	filling    a table is open; what is in it is lost where the snapshot breaks off
//	sealed     between two tables: all that has come is in files, and recorded
//	over       installed, or found damaged: Close drops nothing any more
type Incoming struct {
	b       *Inbox
	rangeID uint64
	name    Name
	reader  *raftsnap.Reader

	// Entries of the same form as appendEntry: one slice, not one allocation for each of many thousands.
	small    []byte       // entries of what may be a small one, as put takes them
	table    engine.Table // that is filled, or nil
	local    bool         // what goes into it
	files    []file       // sealed
	bytes    uint64       // of them
	recorded int          // how many of them the progress names
	over     bool         // they are somebody else's now
}

// Begin begins, or goes on with, a snapshot that comes, once no other does. It fails with
// raftnet.ErrBusy where that takes too long, and with the cause of ctx.
// The sender's Name decides whether it goes on: the same bytes, by the same sender, for the same replica ID
// and index. Whatever else was kept of the range is dropped, for the sender has a newer state.
func (b *Inbox) Begin(ctx context.Context, rangeID uint64, name Name) (*Incoming, error) {
	if err := b.enter(ctx); err != nil {
		return nil, err
	}
	// From here on Close gives the place back.
	in, err := b.begin(rangeID, name)
	if err != nil {
		<-b.place
		return nil, err
	}
	return in, nil
}

// enter takes the place of a snapshot that comes. Most are small: a sender whose snapshot waits for a
// moment is served sooner than one that has to begin anew.
func (b *Inbox) enter(ctx context.Context) error {
	wait := time.NewTimer(inTimeout)
	defer wait.Stop()
	select {
	case b.place <- struct{}{}:
		return nil
	case <-wait.C:
		return fmt.Errorf("%w: another snapshot is being taken in", raftnet.ErrBusy)
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// begin: resumes what is kept by that name, or makes room and begins anew. With the place held.
func (b *Inbox) begin(rangeID uint64, name Name) (*Incoming, error) {
	in := &Incoming{b: b, rangeID: rangeID, name: name, reader: raftsnap.NewReader(rangeID)}
	had := b.had(rangeID)
	// Name.ID 0 is a sender that can't make the same bytes again.
	// Resume fails on what an older build has recorded otherwise: then it begins anew.
	if had != nil && had.name == name && name.ID != 0 && in.reader.Resume(had.progress) == nil {
		in.files, in.recorded = had.files, len(had.files)
		for _, f := range in.files {
			in.bytes += f.seal.Bytes
		}
		b.counts.resumed.Add(1)
		return in, nil
	}
	if had != nil { // another's, or what can't be gone on from
		in.reader = raftsnap.NewReader(rangeID)
		b.drop(rangeID)
	} else if id, ok := b.surplus(); ok {
		b.drop(id)
	}
	return in, nil
}

// Offset is how many bytes came before: those after it are wanted.
func (in *Incoming) Offset() uint64 { return in.reader.Offset() }

// Receive takes the rest of the bytes, and keeps them beside what is there. It fails with
// replica.ErrState for what is not all of a state, and with raftnet.ErrBusy where it may be sent again.
// The result is the state's descriptor, index and term. What has come is kept whatever the error is, as far as
// it is recorded.
func (in *Incoming) Receive(body io.Reader) (raftsnap.Meta, error) {
	var meta raftsnap.Meta
	_, err := in.reader.Begin(body)
	if err == nil {
		meta, err = in.reader.Entries(in.put)
	}
	if err == nil {
		err = in.end()
	}
	return meta, err
}

// put takes an entry.
func (in *Incoming) put(k keys.Key, ts hlc.Timestamp, v []byte) error {
	// Not a large one yet. A snapshot that is gone on with has files, and never comes here.
	if in.table == nil && len(in.files) == 0 {
		if len(in.small)+len(k)+len(v) < in.b.o.DirectBytes {
			in.small = appendEntry(in.small, k, ts, v)
			return nil
		}
		// It is large after all: what was small goes first, in the same order, since tables want ascending keys.
		if err := in.spill(); err != nil {
			return err
		}
	}
	if err := in.write(k, ts, v); err != nil {
		return err
	}
	// A table may have been sealed by this entry, not before it: only then does the reader stand exactly where
	// the files end, and its progress fits them.
	if in.table == nil { // all that has come is in sealed files
		return in.record()
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
// (The bytes are this process's own: they are taken apart without checks.)
func (in *Incoming) eachSmall(f func(keys.Key, hlc.Timestamp, []byte) error) error {
	next := func(b []byte) (uint64, []byte) {
		v, n := binary.Uvarint(b)
		return v, b[n:]
	}
	for b := in.small; len(b) > 0; {
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
func (in *Incoming) spill() error {
	err := in.eachSmall(in.write)
	// In either case: what could not be spilled ends this attempt.
	in.small = nil
	return err
}

// write adds an entry to a file. No file holds range-local entries and others: between them lies
// all that other ranges have.
// Sealing for that reason is not recorded: the entry at hand is in no file yet.
func (in *Incoming) write(k keys.Key, ts hlc.Timestamp, v []byte) error {
	// Keys come in order, so the kind changes but once: at most one file ends for it.
	local := k[0] == keys.RangeLocal
	if in.table != nil && local != in.local {
		if err := in.seal(); err != nil {
			return err
		}
	}
	// Tables are opened late: a range with few entries of one kind makes no empty file.
	if in.table == nil {
		if err := in.begin(); err != nil {
			return err
		}
		in.local = local
	}
	if err := in.table.Put(k, ts, v); err != nil {
		return notNow(err)
	}
	// An error that is no ErrBusy: going on would not make it smaller.
	switch n := in.table.Bytes(); {
	case in.bytes+n > bytesMax:
		return fmt.Errorf("%w: over %d bytes", raftsnap.ErrMalformed, int64(bytesMax))
	case n >= uint64(in.b.o.FileBytes):
		return in.seal()
	}
	return nil
}

// notNow is what a state that can't be written is refused with: the disk may have room later.
func notNow(err error) error {
	if errors.Is(err, engine.ErrFull) && !errors.Is(err, engine.ErrFailed) {
		return fmt.Errorf("%w: %w", raftnet.ErrBusy, err)
	}
	return err
}

// begin opens the next file. One of that name, left by an attempt that broke off, is replaced by the engine.
func (in *Incoming) begin() error {
	e := in.b.o.Engine
	err := e.Writable()
	if err == nil {
		in.table, err = e.StageTable(in.fileName(len(in.files)))
	}
	return notNow(err)
}

// fileName tells one snapshot's files from another's: by the range, who sends it, which of
// theirs it is, and the file's number.
func (in *Incoming) fileName(n int) string {
	return fmt.Sprintf("%d-%d-%d-%d", in.rangeID, in.name.From, in.name.ID, n)
}

// The seal, its length and checksum, is what damage is found by later (S4). Sealing syncs the file.
func (in *Incoming) seal() error {
	seal, err := in.table.Seal()
	if err != nil {
		return notNow(err)
	}
	in.files = append(in.files, file{in.fileName(len(in.files)), seal})
	in.bytes += seal.Bytes
	// Nil says that the files are all that there is, and that put may record.
	in.table = nil
	in.b.counts.files.Add(1)
	in.b.counts.bytes.Add(seal.Bytes)
	return nil
}

// record makes durable how much has come.
// Synced, each time: after it the sender may forget what lies before, as far as this receiver goes (S3). The
// files were synced when they were sealed.
func (in *Incoming) record() error {
	progress, err := in.reader.Progress()
	if err != nil {
		return err
	}
	// The slice's capacity is cut, so that what in.files gets next does not show in p.
	p := &partial{name: in.name, at: time.Now().UnixNano(), files: in.files[:len(in.files):len(in.files)], progress: progress}
	b := in.b.o.Engine.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StateProgress(in.rangeID), hlc.Zero, p.encode()); err != nil {
		return err
	}
	if err := in.b.o.Engine.Apply(b, true); err != nil {
		return err
	}
	in.recorded = len(in.files)
	// In memory after the disk: who resumes by it finds what is durable.
	in.b.keep(in.rangeID, p)
	return nil
}

// end: all entries have come. Each file is read again, since between its seal and now lay minutes, or a
// restart. Where one has been damaged meanwhile, nothing is used of any (S4), and the sender begins anew.
func (in *Incoming) end() error {
	if in.table != nil {
		if err := in.seal(); err != nil {
			return err
		}
	}
	for _, f := range in.files {
		if err := in.b.o.Engine.CheckStaged(f.name, f.seal); err != nil {
			in.over = true
			in.b.drop(in.rangeID, in.files...)
			return fmt.Errorf("%w: %w", raftnet.ErrBusy, err)
		}
	}
	return nil
}

// Fill adds to b what is not in files, after the removal of what lies in the way: old, the range as it
// is here, or nil. Called while nothing of the range runs. (Files over nothing go to the bottom of the
// engine, and are written once: what is not there is not deleted.)
// Two ways, by whether something is in the way:
//
//	nothing under the new bounds, and old lies within them    only the entries outside of files
//	else                                                       a removal of all that was, then those entries
func (in *Incoming) Fill(b engine.Batch, old, now *descriptor.Range) error {
	if len(in.files) > 0 {
		// now is what the snapshot says; some: any entry of those bounds, of this range or one that it takes in.
		some, err := raftsnap.Any(in.b.o.Engine, now)
		if err != nil {
			return err
		}
		// old beyond now's end would leave its rows there behind, in nobody's bounds.
		if !some && (old == nil || bytes.Equal(old.Start, now.Start) && bytes.Compare(old.End, now.End) <= 0) {
			return in.reader.Fill(b)
		}
	}
	if err := in.reader.Replace(b, old); err != nil {
		return err
	}
	return in.eachSmall(b.Put)
}

// Close drops what was not put in place, but for what the sender may go on with.
func (in *Incoming) Close() {
	defer func() { <-in.b.place }()
	if in.over || in.b.o.Failed() != nil {
		return
	}
	// S1: what was open was seen by nobody.
	if in.table != nil {
		_ = in.table.Abandon() // what stays is dropped when the store opens
	}
	// Nothing to go on with: a sender that comes again begins at 0.
	if in.recorded == 0 {
		_ = in.b.o.Engine.DropStaged(fileNames(in.files)...)
		return
	}
	in.b.o.Tend()
}

// Install puts the snapshot in place, durably, b first. Where it fails it is not known what came of it:
// the store must end.
// A small one has no marker: its batch, which has everything, is the one atomic step.
func (in *Incoming) Install(b engine.Batch) error {
	e := in.b.o.Engine
	if len(in.files) == 0 {
		return e.Apply(b, true)
	}
	m := e.NewBatch(0)
	defer m.Close()
	// The marker holds the batch itself, so that the next process needs nothing else to finish (finish).
	v := append(appendFiles(nil, in.files), b.Repr()...)
	if err := m.Put(keys.StateMarker(in.rangeID), hlc.Zero, v); err != nil {
		return err
	}
	in.over = true // whatever comes of it, they are not dropped any more
	err := e.Apply(m, true)
	// From the marker on it is done, if not yet in place: an error here leaves it to the next process.
	if err == nil {
		err = putInPlace(e, in.rangeID, v)
	}
	if err == nil {
		in.b.forget(in.rangeID)
	}
	return err
}

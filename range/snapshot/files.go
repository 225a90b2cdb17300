package snapshot

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// Name is what one snapshot is known by while it comes, over restarts too.
// Two with the same Name are the same bytes. A Name is compared whole, never in part.
type Name struct {
	From      uint32 // store
	ID        uint64 // of these bytes, by the sender; 0: it does not go on with them
	ToReplica uint64
	Index     uint64
}

// file is one file of a snapshot.
// seal is its length and checksum, as they were when it was written.
// Damage is found by it (S4).
type file struct {
	name string
	seal engine.Seal
}

// fileNames are the names in the order of the files.
func fileNames(files []file) (names []string) {
	for _, f := range files {
		names = append(names, f.name)
	}
	return names
}

// partial is a snapshot some of which has come.
// What is durable of it is one store-local entry (keys.StateProgress), written by record.
// Files are complete: what came after the last one is lost with the process, and sent again.
type partial struct {
	name     Name
	at       int64 // when the last of it came, in nanoseconds since 1970
	files    []file
	progress []byte // of the reader
}

// Limits of what is kept of snapshots that broke off.
const (
	// keptFor is how long: longer than senders try.
	keptFor = 2 * resumeFor
	// keptMax is of how many ranges: the one that waits longest goes first.
	keptMax = 4
)

// putInPlace does what a marker says, as often as it takes.
// Each step may be done again after a crash: the batch gives the same entries, files are linked in anew, and
// the marker goes last of what decides. So nothing tells how far a former try came.
// It is called when the marker is durable, at the end of taking in and by finish after a restart.
func putInPlace(e engine.Engine, rangeID uint64, marker []byte) error {
	files, repr, ok := cutFiles(marker)
	if !ok {
		return fmt.Errorf("%w: marker of range %d's snapshot", ErrCorrupt, rangeID)
	}
	// Before the files: what it deletes must not be what they bring.
	if err := applyRepr(e, repr); err != nil {
		return err
	}
	// As one ingestion: a crash leaves all files in place, or none.
	if err := e.IngestStaged(fileNames(files)...); err != nil {
		return err
	}
	b := e.NewBatch(0)
	defer b.Close()
	// Marker and progress go together, synced, before the files: a marker without its files would stop the
	// store from opening.
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

// appendFiles appends: filesFormat 1 | uvarint count | files: uvarint len(name) | name | uvarint
// bytes | checksum 4.
// The first byte is for a later format; what a build does not know it takes for damage.
func appendFiles(b []byte, files []file) []byte {
	b = binary.AppendUvarint(append(b, filesFormat), uint64(len(files)))
	for _, f := range files {
		b = append(binary.AppendUvarint(b, uint64(len(f.name))), f.name...)
		b = binary.BigEndian.AppendUint32(binary.AppendUvarint(b, f.seal.Bytes), f.seal.Checksum)
	}
	return b
}

const filesFormat = 1

// cutFiles takes off what appendFiles has appended.
// It reads what this store wrote, but from a disk: lengths are checked, and the count bounds nothing that is
// allocated.
func cutFiles(b []byte) (files []file, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != filesFormat {
		return nil, nil, false
	}
	n, b, ok := cutUvarint(b[1:])
	for ; ok && n > 0; n-- {
		var f file
		var size uint64
		// A length is compared before anything is cut or made of it.
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

// Not ok: the bytes end, or overflow 64 bits.
func cutUvarint(b []byte) (uint64, []byte, bool) {
	v, n := binary.Uvarint(b)
	if n <= 0 {
		return 0, nil, false
	}
	return v, b[n:], true
}

// encode is: from, id, replica, index, time (uvarints) | files | the reader's progress.
func (p *partial) encode() (b []byte) {
	for _, v := range []uint64{uint64(p.name.From), p.name.ID, p.name.ToReplica, p.name.Index, uint64(p.at)} {
		b = binary.AppendUvarint(b, v)
	}
	return append(appendFiles(b, p.files), p.progress...)
}

// decodePartial reverses encode. Not ok: damage, for which Open fails with ErrCorrupt.
func decodePartial(b []byte) (*partial, bool) {
	var v [5]uint64
	ok := true
	for i := range v {
		if v[i], b, ok = cutUvarint(b); !ok {
			return nil, false
		}
	}
	p := &partial{name: Name{uint32(v[0]), v[1], v[2], v[3]}, at: int64(v[4])}
	p.files, p.progress, ok = cutFiles(b)
	return p, ok
}

// finish puts in place what had come when the last process ended, and drops what nobody
// will go on with. It returns what senders may go on with, by range.
// It runs before any range is loaded. Errors are ErrCorrupt and the engine's.
func finish(e engine.Engine) (map[uint64]*partial, error) {
	markers, kept, err := readStored(e)
	if err != nil {
		return nil, err
	}
	// What a marker names may be half in place already: it is finished whatever its age, before anything reads
	// the range.
	for id, m := range markers {
		delete(kept, id)
		if err := putInPlace(e, id, m); err != nil {
			return nil, err
		}
	}
	wanted := map[string]bool{}
	for id, p := range kept {
		// An age below zero: the wall clock was set back, and nobody can say how old it is. Of more than keptMax
		// some go, whichever come first.
		if age := time.Now().UnixNano() - p.at; age < 0 || age > int64(keptFor) || len(kept) > keptMax {
			delete(kept, id)
			if err := forgetStored(e, id); err != nil {
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
	// Files that no progress names: of one that broke off before record, or was dropped half.
	for _, name := range names {
		if !wanted[name] {
			if err := e.DropStaged(name); err != nil {
				return nil, err
			}
		}
	}
	return kept, nil
}

// readStored reads what is stored of snapshots that had not been put in place.
// At most one of each kind for a range: a second snapshot for it replaces what was kept of the first.
func readStored(e engine.Engine) (markers map[uint64][]byte, kept map[uint64]*partial, err error) {
	span := keys.StatesSpan()
	it, err := e.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return nil, nil, err
	}
	defer it.Close()
	markers, kept = map[uint64][]byte{}, map[uint64]*partial{}
	// it.Key()[2:] is the range ID; the two bytes before it are the key space and the kind.
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
			// Any other entry there is corruption: nothing is guessed about what a state may have been.
			if kept[id], valid = decodePartial(v); valid {
				continue
			}
		}
		return nil, nil, fmt.Errorf("%w: store-local entry %x", ErrCorrupt, []byte(it.Key()))
	}
	return markers, kept, it.Err()
}

// forgetStored removes what is stored of a snapshot.
// Not synced: what comes back after a crash is dropped again when the store opens.
func forgetStored(e engine.Engine, rangeID uint64) error {
	b := e.NewBatch(0)
	defer b.Close()
	span := keys.StateSpan(rangeID)
	if err := b.DeleteRange(span.Start, span.End); err != nil {
		return err
	}
	return e.Apply(b, false)
}

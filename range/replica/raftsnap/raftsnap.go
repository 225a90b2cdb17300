package raftsnap

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

// A Raft snapshot on its way to another store is all of a range's entries, one after the
// other, and their checksum:
//
//	applied state | descriptor | range-local entries | versions | end
//	entry: uvarint len(key)+1 | key | uvarint timestamp | uvarint len(value) | value
//	end:   0 | crc32c of all before 4

// ErrMalformed reports bytes that are not a whole Raft snapshot of the range.
var ErrMalformed = errors.New("raftsnap: malformed snapshot")

// Limits of one entry.
// They are checked before memory is made: a stream from a peer must not ask for
// more.
const (
	keyBytesMax   = 1 << 20
	valueBytesMax = 1 << 30
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Meta says what a snapshot is of.
// Descriptor is nil until it has been read.
// Index and Term are where the receiver's log begins.
type Meta struct {
	Index, Term uint64 // of the last applied entry
	Descriptor  *descriptor.Range
	// Merged are the ranges that were merged into it, or into one that it came from. Only
	// known of one that was read whole.
	Merged []uint64
}

// ReadMeta reads what a snapshot of a range would be of, as r shows it.
// It fails with rangestate.ErrCorrupt where one of the two entries is missing:
// there is no replica.
func ReadMeta(r engine.Reader, rangeID uint64) (Meta, error) {
	b, ok, err := r.Get(keys.Replica(rangeID, keys.ReplicaDescriptor), nil)
	if err != nil || !ok {
		return Meta{}, errors.Join(err, fmt.Errorf("%w: range %d has no descriptor", rangestate.ErrCorrupt, rangeID))
	}
	d, err := descriptor.Decode(b)
	if err != nil {
		return Meta{}, err
	}
	if b, ok, err = r.Get(keys.Replica(rangeID, keys.ReplicaApplied), nil); err != nil || !ok {
		return Meta{}, errors.Join(err, fmt.Errorf("%w: range %d has no applied state", rangestate.ErrCorrupt, rangeID))
	}
	a, err := rangestate.DecodeApplied(b)
	return Meta{Index: a.Index, Term: a.Term, Descriptor: d}, err
}

// spansOf are where a range's entries lie, but for those of one replica alone.
// The log, the hard state and what else one replica alone has are not the range's:
// each store has its own.
func spansOf(d *descriptor.Range) []keys.Span {
	return []keys.Span{rangestate.LocalSpan(d), d.Span()}
}

// Write writes the snapshot of a range, as r shows it (one state of the engine).
//
// The applied state and the descriptor come first, so that the receiver knows what
// it is of before it takes the rest. Memory is that of one entry, whatever the
// size of the range.
func Write(r engine.Reader, rangeID uint64, to io.Writer) error {
	meta, err := ReadMeta(r, rangeID)
	if err != nil {
		return err
	}
	sum := crc32.New(castagnoli)
	w := bufio.NewWriterSize(to, 64<<10)
	// The sum is of what the receiver reads, whatever the buffer does.
	out := &writer{w: io.MultiWriter(w, sum)}
	for _, kind := range []keys.ReplicaKind{keys.ReplicaApplied, keys.ReplicaDescriptor} {
		k := keys.Replica(rangeID, kind)
		v, _, err := r.Get(k, nil)
		if err != nil {
			return err
		}
		if err := out.put(k, hlc.Zero, v); err != nil {
			return err
		}
	}
	if err := eachEntry(r, meta.Descriptor, out.put); err != nil {
		return err
	}
	// A length of 0: lengths of keys are one more than they are (put).
	if _, err := out.w.Write([]byte{0}); err != nil {
		return err
	}
	if _, err := w.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32())); err != nil {
		return err
	}
	return w.Flush()
}

// eachEntry calls f with all replicated entries of a range, in order.
func eachEntry(r engine.Reader, d *descriptor.Range, f func(keys.Key, hlc.Timestamp, []byte) error) error {
	for _, span := range spansOf(d) {
		if err := eachIn(r, span, f); err != nil {
			return err
		}
	}
	return nil
}

// eachIn calls f with the entries of a span. Keys and values are f's until it
// returns.
func eachIn(r engine.Reader, span keys.Span, f func(keys.Key, hlc.Timestamp, []byte) error) error {
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return err
	}
	defer it.Close()
	for ok := it.First(); ok; ok = it.Next() {
		v, err := it.Value()
		if err == nil {
			err = f(it.Key(), it.Timestamp(), v)
		}
		if err != nil {
			return err
		}
	}
	return it.Err()
}

// writer encodes entries; buf is used again for each.
// w sums up what it writes, the end's zero as well.
type writer struct {
	w   io.Writer
	buf []byte
}

// One write for each entry, into the buffer behind.
func (s *writer) put(k keys.Key, ts hlc.Timestamp, v []byte) error {
	s.buf = binary.AppendUvarint(s.buf[:0], uint64(len(k))+1)
	s.buf = append(s.buf, k...)
	s.buf = binary.AppendUvarint(s.buf, uint64(ts))
	s.buf = binary.AppendUvarint(s.buf, uint64(len(v)))
	s.buf = append(s.buf, v...)
	_, err := s.w.Write(s.buf)
	return err
}

// Reader reads what Write wrote. Where the bytes break off, another one goes on from
// what Progress said, with the bytes that follow Offset.
//
//	NewReader [─► Resume] ─► Begin ─► Replace or Fill ─► Entries
//
// Not safe for concurrent use. After an error only Progress may be called, for
// what came whole before it.
type Reader struct {
	rangeID uint64
	// It reads ahead: offset counts what was used, not what was read of the stream.
	r       *bufio.Reader
	offset  uint64 // of what was read whole
	sum     uint32 // of that
	applied []byte
	meta    Meta // without a descriptor: it has not come yet
}

// NewReader reads a snapshot of the range.
func NewReader(rangeID uint64) *Reader { return &Reader{rangeID: rangeID} }

// A progress is: format 1 | uvarint offset | crc32c 4 | applied state, descriptor (each uvarint
// length, bytes) | uvarint count, the ranges merged in (uvarints).
const progressFormat = 1

// Progress says how far it has come, between two entries.
// It may be called from within Entries' put, once the entry before has been made
// durable. The checksum goes along, so that S1 is of all the bytes.
// Only after Begin: without a descriptor there is nothing to go on with.
func (s *Reader) Progress() ([]byte, error) {
	d, err := s.meta.Descriptor.Encode()
	if err != nil {
		return nil, err
	}
	b := binary.AppendUvarint([]byte{progressFormat}, s.offset)
	b = binary.BigEndian.AppendUint32(b, s.sum)
	for _, part := range [][]byte{s.applied, d} {
		b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
	}
	b = binary.AppendUvarint(b, uint64(len(s.meta.Merged)))
	for _, id := range s.meta.Merged {
		b = binary.AppendUvarint(b, id)
	}
	return b, nil
}

// Resume has a new reader go on from there. It fails with ErrCorrupt.
// It comes from this store's own disk; still each length is checked.
func (s *Reader) Resume(progress []byte) error {
	p := progressReader{progress}
	format, offset := p.bytes(1), p.uvarint()
	sum, applied, desc := p.bytes(4), p.bytes(p.uvarint()), p.bytes(p.uvarint())
	var merged []uint64
	for n := p.uvarint(); n > 0 && p.b != nil; n-- {
		merged = append(merged, p.uvarint())
	}
	// All parts were there, and nothing besides. bytes gave zeroes for what was not.
	if p.b == nil || len(p.b) > 0 || format[0] != progressFormat {
		return fmt.Errorf("%w: progress of a snapshot of range %d", rangestate.ErrCorrupt, s.rangeID)
	}
	a, err := rangestate.DecodeApplied(applied)
	if err != nil {
		return err
	}
	d, err := descriptor.Decode(desc)
	if err != nil || d.ID != s.rangeID {
		return fmt.Errorf("%w: progress of a snapshot of range %d: %v", rangestate.ErrCorrupt, s.rangeID, err)
	}
	// The sum goes on from where it was, so that the end is compared over all bytes, those of earlier streams too.
	s.offset, s.sum, s.applied = offset, binary.BigEndian.Uint32(sum), bytes.Clone(applied)
	s.meta = Meta{Index: a.Index, Term: a.Term, Descriptor: d, Merged: merged}
	return nil
}

// progressReader takes parts off b, which is nil once something was missing.
// A count that the bytes do not hold ends with the first missing number, so that nothing is allocated for it.
type progressReader struct{ b []byte }

// bytes takes n off; where there are fewer, zeroes, so that callers need no check
// of their own.
func (p *progressReader) bytes(n uint64) (out []byte) {
	if n > uint64(len(p.b)) {
		p.b = nil
		return make([]byte, min(n, 4))
	}
	out, p.b = p.b[:n], p.b[n:]
	return out
}

// uvarint takes a number off, 0 where there is none.
func (p *progressReader) uvarint() uint64 {
	v, n := binary.Uvarint(p.b)
	if n <= 0 {
		p.b = nil
		return 0
	}
	p.b = p.b[n:]
	return v
}

// Offset is where the bytes have to go on.
func (s *Reader) Offset() uint64 { return s.offset }

// Begin reads what it is of, from the bytes that follow Offset.
// It fails with ErrMalformed, also where the stream ends. Merged is not known yet.
func (s *Reader) Begin(from io.Reader) (Meta, error) {
	s.r = bufio.NewReaderSize(from, 64<<10)
	if s.meta.Descriptor != nil { // it goes on
		return s.meta, nil
	}
	err := s.begin()
	return s.meta, err
}

// Replace adds to b what goes before the entries: the removal of what lies in the way, and what
// is not an entry. old is the range as it is here, nil if it is not.
// The removal is of the old bounds and of the new ones (S3): a range that was
// split or merged meanwhile has others.
func (s *Reader) Replace(b engine.Batch, old *descriptor.Range) error {
	if err := clearFor(b, old, s.meta.Descriptor); err != nil {
		return err
	}
	return s.Fill(b)
}

// Fill is Replace where nothing lies in the way.
func (s *Reader) Fill(b engine.Batch) error {
	if err := rangestate.WriteDescriptor(b, s.meta.Descriptor); err != nil {
		return err
	}
	return b.Put(keys.Replica(s.rangeID, keys.ReplicaApplied), hlc.Zero, s.applied)
}

// Entries calls put with the entries that are left, in order, and returns what it is of once
// all have come.
//
// Each entry must lie in the range's bounds: a peer that is wrong must not write
// over another range. Keys and values are put's to keep.
func (s *Reader) Entries(put func(keys.Key, hlc.Timestamp, []byte) error) (Meta, error) {
	spans := spansOf(s.meta.Descriptor)
	for {
		k, ts, v, end, err := s.entry()
		if err != nil || end {
			return s.meta, err
		}
		if !slices.ContainsFunc(spans, func(x keys.Span) bool {
			return bytes.Compare(x.Start, k) <= 0 && bytes.Compare(k, x.End) < 0
		}) {
			return s.meta, fmt.Errorf("%w: %s lies outside of %s", ErrMalformed, k, s.meta.Descriptor)
		}
		// Which ranges were merged in is needed to refuse what comes for them later.
		// An error here is a key that is not local: most are rows.
		if l, err := keys.DecodeLocal(nil, k); err == nil && l.Kind == keys.LocalMerged {
			s.meta.Merged = append(s.meta.Merged, l.Number)
		}
		if err := put(k, ts, v); err != nil {
			return s.meta, err
		}
	}
}

// Any reports whether the range holds anything that a snapshot of it would replace.
func Any(r engine.Reader, d *descriptor.Range) (bool, error) {
	some := errors.New("some")
	err := eachEntry(r, d, func(keys.Key, hlc.Timestamp, []byte) error { return some })
	if err == some {
		return true, nil
	}
	return false, err
}

// clearFor removes what lies in the way of a snapshot.
// Range deletions come first in the batch: what follows in it is newer than they
// are.
func clearFor(b engine.Batch, old, now *descriptor.Range) error {
	for _, d := range []*descriptor.Range{old, now} {
		if d == nil {
			continue
		}
		for _, span := range spansOf(d) {
			if err := b.DeleteRange(span.Start, span.End); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin reads the two entries that every snapshot begins with.
func (s *Reader) begin() error {
	var m Meta
	var applied []byte
	for _, kind := range []keys.ReplicaKind{keys.ReplicaApplied, keys.ReplicaDescriptor} {
		k, ts, v, end, err := s.entry()
		if err != nil {
			return err
		}
		// In this order and no other: where the log begins must be known before anything is put.
		if end || ts != 0 || !bytes.Equal(k, keys.Replica(s.rangeID, kind)) {
			return fmt.Errorf("%w: not of range %d", ErrMalformed, s.rangeID)
		}
		if kind == keys.ReplicaApplied {
			a, err := rangestate.DecodeApplied(v)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrMalformed, err)
			}
			m.Index, m.Term, applied = a.Index, a.Term, v
			continue
		}
		if m.Descriptor, err = descriptor.Decode(v); err != nil || m.Descriptor.ID != s.rangeID {
			return fmt.Errorf("%w: descriptor: %v", ErrMalformed, err)
		}
	}
	s.meta, s.applied = m, applied
	return nil
}

// entry reads the next entry; end: it was the last, and all are there.
// A length is one more than the key's, so that 0 can be the end's mark.
func (s *Reader) entry() (k keys.Key, ts hlc.Timestamp, v []byte, end bool, err error) {
	n, err := s.uvarint(keyBytesMax)
	if err != nil {
		return nil, 0, nil, false, err
	}
	// The mark is in the sum, as it was when Write wrote it.
	if n == 0 {
		return nil, 0, nil, true, s.end()
	}
	if k, err = s.bytes(n - 1); err != nil {
		return nil, 0, nil, false, err
	}
	t, err := s.uvarint(1<<63 - 1)
	if err != nil {
		return nil, 0, nil, false, err
	}
	if n, err = s.uvarint(valueBytesMax); err != nil {
		return nil, 0, nil, false, err
	}
	v, err = s.bytes(n)
	return k, hlc.Timestamp(t), v, false, err
}

// end compares the checksum (S1).
func (s *Reader) end() error {
	// Taken before the four bytes are read, which are not part of it.
	want := s.sum
	var b [4]byte
	if _, err := io.ReadFull(s.r, b[:]); err != nil {
		return fmt.Errorf("%w: %w", ErrMalformed, err)
	}
	if got := binary.BigEndian.Uint32(b[:]); got != want {
		return fmt.Errorf("%w: checksum %08x, want %08x", ErrMalformed, got, want)
	}
	return nil
}

// count notes what was read.
func (s *Reader) count(b []byte) {
	s.sum, s.offset = crc32.Update(s.sum, castagnoli, b), s.offset+uint64(len(b))
}

// uvarint reads a number up to most, byte by byte, into the checksum too.
func (s *Reader) uvarint(most uint64) (uint64, error) {
	var buf [binary.MaxVarintLen64]byte
	for i := range buf {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrMalformed, err)
		}
		buf[i] = c
		if c < 0x80 {
			s.count(buf[:i+1])
			n, ok := binary.Uvarint(buf[:i+1])
			// Too long a number, or one that no sender of ours writes.
			if ok <= 0 || n > most {
				break
			}
			return n, nil
		}
	}
	return 0, fmt.Errorf("%w: number out of range", ErrMalformed)
}

// chunkBytes is how much is made room for before it has come.
// A header that lies about a gigabyte costs a megabyte, and then the stream ends.
const chunkBytes = 1 << 20

// bytes reads n bytes, into memory of their own that grows as they come: n is what the sender says.
func (s *Reader) bytes(n uint64) ([]byte, error) {
	var out []byte
	for n > 0 {
		m := min(n, chunkBytes)
		at := len(out)
		out = append(out, make([]byte, m)...)
		if _, err := io.ReadFull(s.r, out[at:]); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrMalformed, err)
		}
		n -= m
	}
	s.count(out)
	return out, nil
}

// Destroy adds to b the removal of all that a range has in an engine.
// The replica's own entries go, too, its vote among them: whoever calls it leaves
// a tombstone.
func Destroy(b engine.Writer, d *descriptor.Range) error {
	for _, span := range append(spansOf(d), keys.ReplicaSpan(d.ID)) {
		if err := b.DeleteRange(span.Start, span.End); err != nil {
			return err
		}
	}
	return nil
}

// DestroyBeside is Destroy of a range in whose place the snapshot of another goes: what lies
// in that one's bounds is left to it.
// left and right are what d has outside of now; either may be empty.
func DestroyBeside(b engine.Writer, d, now *descriptor.Range) error {
	left := descriptor.Range{Start: d.Start, End: keys.Key(slices.MinFunc([]keys.Key{d.End, now.Start}, keys.Key.Compare))}
	right := descriptor.Range{Start: keys.Key(slices.MaxFunc([]keys.Key{d.Start, now.End}, keys.Key.Compare)), End: d.End}
	for _, span := range slices.Concat(spansOf(&left), spansOf(&right), []keys.Span{keys.ReplicaSpan(d.ID)}) {
		if err := b.DeleteRange(span.Start, span.End); err != nil {
			return err
		}
	}
	return nil
}

// Sum hashes what a range holds in r (one state of the engine): what must be the same
// on all its replicas at one applied index.
// SHA-256, since equal sums are taken for equal bytes (S4). O(bytes of the range).
func Sum(r engine.Reader, rangeID uint64) ([]byte, error) {
	meta, err := ReadMeta(r, rangeID)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	out := &writer{w: sum}
	err = eachEntry(r, meta.Descriptor, out.put)
	return sum.Sum(nil), err
}

package replica

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
)

// A range's state on its way to another store is all its entries, one after the
// other, and their checksum:
//
//	applied state | descriptor | range-local entries | versions | end
//	entry: uvarint len(key)+1 | key | uvarint timestamp | uvarint len(value) | value
//	end:   0 | crc32c of all before 4
//
// ErrState reports bytes that are not that, all of it.
var ErrState = errors.New("replica: malformed range state")

// Limits of one entry of a state.
const (
	stateKeyBytesMax   = 1 << 20
	stateValueBytesMax = 1 << 30
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// StateMeta says what a state is.
type StateMeta struct {
	Index, Term uint64 // of the last applied entry
	Descriptor  *descriptor.Range
	// Merged are the ranges that were merged into it, or into one that it came from. Only
	// known of a state that was read whole.
	Merged []uint64
}

// ReadMeta reads what the state of a range in an engine is.
func ReadMeta(r engine.Reader, rangeID uint64) (StateMeta, error) {
	b, ok, err := r.Get(keys.Replica(rangeID, keys.ReplicaDescriptor), nil)
	if err != nil || !ok {
		return StateMeta{}, errors.Join(err, fmt.Errorf("%w: range %d has no descriptor", ErrCorrupt, rangeID))
	}
	d, err := descriptor.Decode(b)
	if err != nil {
		return StateMeta{}, err
	}
	if b, ok, err = r.Get(keys.Replica(rangeID, keys.ReplicaApplied), nil); err != nil || !ok {
		return StateMeta{}, errors.Join(err, fmt.Errorf("%w: range %d has no applied state", ErrCorrupt, rangeID))
	}
	a, err := decodeApplied(b)
	return StateMeta{Index: a.index, Term: a.term, Descriptor: d}, err
}

// spans are where a range's entries lie, but for those of one replica alone.
func stateSpans(d *descriptor.Range) []keys.Span { return []keys.Span{localSpan(d), d.Span()} }

// WriteState writes the state of a range, as r shows it (one state of the engine).
func WriteState(r engine.Reader, rangeID uint64, to io.Writer) error {
	meta, err := ReadMeta(r, rangeID)
	if err != nil {
		return err
	}
	sum := crc32.New(castagnoli)
	w := bufio.NewWriterSize(to, 64<<10)
	out := &stateWriter{w: io.MultiWriter(w, sum)}
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
	for _, span := range stateSpans(d) {
		if err := eachIn(r, span, f); err != nil {
			return err
		}
	}
	return nil
}

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

type stateWriter struct {
	w   io.Writer
	buf []byte
}

func (s *stateWriter) put(k keys.Key, ts hlc.Timestamp, v []byte) error {
	s.buf = binary.AppendUvarint(s.buf[:0], uint64(len(k))+1)
	s.buf = append(s.buf, k...)
	s.buf = binary.AppendUvarint(s.buf, uint64(ts))
	s.buf = binary.AppendUvarint(s.buf, uint64(len(v)))
	s.buf = append(s.buf, v...)
	_, err := s.w.Write(s.buf)
	return err
}

// ReadState reads what WriteState wrote into a batch, after the removal of what lies
// in the way: old's entries (nil: there are none), and what may have been left
// in the new bounds. Nothing of it may be used unless all of it came. It fails with
// ErrState on anything else than a whole state of the range, or of over bytesMax.
func ReadState(from io.Reader, rangeID uint64, old *descriptor.Range, bytesMax int, b engine.Batch) (StateMeta, error) {
	s := NewStateReader(rangeID)
	if _, err := s.Begin(from); err != nil {
		return s.meta, err
	}
	if err := s.Replace(b, old); err != nil {
		return s.meta, err
	}
	return s.Entries(func(k keys.Key, ts hlc.Timestamp, v []byte) error {
		if b.Len() > bytesMax {
			return fmt.Errorf("%w: over %d bytes", ErrState, bytesMax)
		}
		return b.Put(k, ts, v)
	})
}

// StateReader reads what WriteState wrote. Where the bytes break off, another one goes on from
// what Progress said, with the bytes that follow Offset.
type StateReader struct {
	rangeID uint64
	r       *bufio.Reader
	offset  uint64 // of what was read whole
	sum     uint32 // of that
	applied []byte
	meta    StateMeta // without a descriptor: it has not come yet
}

// NewStateReader reads a state of the range.
func NewStateReader(rangeID uint64) *StateReader { return &StateReader{rangeID: rangeID} }

// stateProgress is: format 1 | uvarint offset | crc32c 4 | applied state, descriptor (each uvarint
// length, bytes) | uvarint count, the ranges merged in (uvarints).
const stateProgressFormat = 1

// Progress says how far it has come, between two entries.
func (s *StateReader) Progress() ([]byte, error) {
	d, err := s.meta.Descriptor.Encode()
	if err != nil {
		return nil, err
	}
	b := binary.AppendUvarint([]byte{stateProgressFormat}, s.offset)
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
func (s *StateReader) Resume(progress []byte) error {
	p := progressReader{progress}
	format, offset := p.bytes(1), p.uvarint()
	sum, applied, desc := p.bytes(4), p.bytes(p.uvarint()), p.bytes(p.uvarint())
	var merged []uint64
	for n := p.uvarint(); n > 0 && p.b != nil; n-- {
		merged = append(merged, p.uvarint())
	}
	if p.b == nil || len(p.b) > 0 || format[0] != stateProgressFormat {
		return fmt.Errorf("%w: progress of a state of range %d", ErrCorrupt, s.rangeID)
	}
	a, err := decodeApplied(applied)
	if err != nil {
		return err
	}
	d, err := descriptor.Decode(desc)
	if err != nil || d.ID != s.rangeID {
		return fmt.Errorf("%w: progress of a state of range %d: %v", ErrCorrupt, s.rangeID, err)
	}
	s.offset, s.sum, s.applied = offset, binary.BigEndian.Uint32(sum), bytes.Clone(applied)
	s.meta = StateMeta{Index: a.index, Term: a.term, Descriptor: d, Merged: merged}
	return nil
}

// progressReader takes parts off b, which is nil once something was missing.
type progressReader struct{ b []byte }

func (p *progressReader) bytes(n uint64) (out []byte) {
	if n > uint64(len(p.b)) {
		p.b = nil
		return make([]byte, min(n, 4))
	}
	out, p.b = p.b[:n], p.b[n:]
	return out
}

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
func (s *StateReader) Offset() uint64 { return s.offset }

// Begin reads what the state is, from the bytes that follow Offset.
func (s *StateReader) Begin(from io.Reader) (StateMeta, error) {
	s.r = bufio.NewReaderSize(from, 64<<10)
	if s.meta.Descriptor != nil { // it goes on
		return s.meta, nil
	}
	err := s.begin()
	return s.meta, err
}

// Replace adds to b what goes before the entries: the removal of what lies in the way, and what
// is not an entry. old is the range as it is here, nil if it is not.
func (s *StateReader) Replace(b engine.Batch, old *descriptor.Range) error {
	if err := clearFor(b, old, s.meta.Descriptor); err != nil {
		return err
	}
	return s.Fill(b)
}

// Fill is Replace where nothing lies in the way.
func (s *StateReader) Fill(b engine.Batch) error {
	if err := writeDescriptor(b, s.meta.Descriptor); err != nil {
		return err
	}
	return b.Put(keys.Replica(s.rangeID, keys.ReplicaApplied), hlc.Zero, s.applied)
}

// Entries calls put with the entries that are left, in order, and returns what the state is once
// all have come.
func (s *StateReader) Entries(put func(keys.Key, hlc.Timestamp, []byte) error) (StateMeta, error) {
	spans := stateSpans(s.meta.Descriptor)
	for {
		k, ts, v, end, err := s.entry()
		if err != nil || end {
			return s.meta, err
		}
		if !slices.ContainsFunc(spans, func(x keys.Span) bool {
			return bytes.Compare(x.Start, k) <= 0 && bytes.Compare(k, x.End) < 0
		}) {
			return s.meta, fmt.Errorf("%w: %s lies outside of %s", ErrState, k, s.meta.Descriptor)
		}
		if l, err := keys.DecodeLocal(nil, k); err == nil && l.Kind == keys.LocalMerged {
			s.meta.Merged = append(s.meta.Merged, l.Number)
		}
		if err := put(k, ts, v); err != nil {
			return s.meta, err
		}
	}
}

// InState reports whether the range holds anything that a state of it would replace.
func InState(r engine.Reader, d *descriptor.Range) (bool, error) {
	some := errors.New("some")
	err := eachEntry(r, d, func(keys.Key, hlc.Timestamp, []byte) error { return some })
	if err == some {
		return true, nil
	}
	return false, err
}

// clearFor removes what lies in the way of a state.
func clearFor(b engine.Batch, old, now *descriptor.Range) error {
	for _, d := range []*descriptor.Range{old, now} {
		if d == nil {
			continue
		}
		for _, span := range stateSpans(d) {
			if err := b.DeleteRange(span.Start, span.End); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *StateReader) begin() error {
	var m StateMeta
	var applied []byte
	for _, kind := range []keys.ReplicaKind{keys.ReplicaApplied, keys.ReplicaDescriptor} {
		k, ts, v, end, err := s.entry()
		if err != nil {
			return err
		}
		if end || ts != 0 || !bytes.Equal(k, keys.Replica(s.rangeID, kind)) {
			return fmt.Errorf("%w: not of range %d", ErrState, s.rangeID)
		}
		if kind == keys.ReplicaApplied {
			a, err := decodeApplied(v)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrState, err)
			}
			m.Index, m.Term, applied = a.index, a.term, v
			continue
		}
		if m.Descriptor, err = descriptor.Decode(v); err != nil || m.Descriptor.ID != s.rangeID {
			return fmt.Errorf("%w: descriptor: %v", ErrState, err)
		}
	}
	s.meta, s.applied = m, applied
	return nil
}

// entry reads the next entry; end: it was the last, and all are there.
func (s *StateReader) entry() (k keys.Key, ts hlc.Timestamp, v []byte, end bool, err error) {
	n, err := s.uvarint(stateKeyBytesMax)
	if err != nil {
		return nil, 0, nil, false, err
	}
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
	if n, err = s.uvarint(stateValueBytesMax); err != nil {
		return nil, 0, nil, false, err
	}
	v, err = s.bytes(n)
	return k, hlc.Timestamp(t), v, false, err
}

func (s *StateReader) end() error {
	want := s.sum
	var b [4]byte
	if _, err := io.ReadFull(s.r, b[:]); err != nil {
		return fmt.Errorf("%w: %w", ErrState, err)
	}
	if got := binary.BigEndian.Uint32(b[:]); got != want {
		return fmt.Errorf("%w: checksum %08x, want %08x", ErrState, got, want)
	}
	return nil
}

// count notes what was read.
func (s *StateReader) count(b []byte) {
	s.sum, s.offset = crc32.Update(s.sum, castagnoli, b), s.offset+uint64(len(b))
}

// uvarint reads a number up to most, byte by byte, into the checksum too.
func (s *StateReader) uvarint(most uint64) (uint64, error) {
	var buf [binary.MaxVarintLen64]byte
	for i := range buf {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrState, err)
		}
		buf[i] = c
		if c < 0x80 {
			s.count(buf[:i+1])
			n, ok := binary.Uvarint(buf[:i+1])
			if ok <= 0 || n > most {
				break
			}
			return n, nil
		}
	}
	return 0, fmt.Errorf("%w: number out of range", ErrState)
}

// stateChunkBytes is how much is made room for before it has come.
const stateChunkBytes = 1 << 20

func (s *StateReader) bytes(n uint64) ([]byte, error) {
	var out []byte
	for n > 0 {
		m := min(n, stateChunkBytes)
		at := len(out)
		out = append(out, make([]byte, m)...)
		if _, err := io.ReadFull(s.r, out[at:]); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrState, err)
		}
		n -= m
	}
	s.count(out)
	return out, nil
}

// Destroy adds to b the removal of all that a range has in an engine.
func Destroy(b engine.Writer, d *descriptor.Range) error {
	for _, span := range append(stateSpans(d), keys.ReplicaSpan(d.ID)) {
		if err := b.DeleteRange(span.Start, span.End); err != nil {
			return err
		}
	}
	return nil
}

// DestroyBeside is Destroy of a range in whose place the state of another goes: what lies
// in that one's bounds is left to it.
func DestroyBeside(b engine.Writer, d, now *descriptor.Range) error {
	left := descriptor.Range{Start: d.Start, End: keys.Key(slices.MinFunc([]keys.Key{d.End, now.Start}, keys.Key.Compare))}
	right := descriptor.Range{Start: keys.Key(slices.MaxFunc([]keys.Key{d.Start, now.End}, keys.Key.Compare)), End: d.End}
	for _, span := range slices.Concat(stateSpans(&left), stateSpans(&right), []keys.Span{keys.ReplicaSpan(d.ID)}) {
		if err := b.DeleteRange(span.Start, span.End); err != nil {
			return err
		}
	}
	return nil
}

// Sum hashes what a range holds in r (one state of the engine): what must be the same
// on all its replicas at one applied index.
func Sum(r engine.Reader, rangeID uint64) ([]byte, error) {
	meta, err := ReadMeta(r, rangeID)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	out := &stateWriter{w: sum}
	err = eachEntry(r, meta.Descriptor, out.put)
	return sum.Sum(nil), err
}

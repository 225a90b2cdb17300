package replica

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
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
	return StateMeta{a.index, a.term, d}, err
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
	s := &stateReader{r: bufio.NewReaderSize(from, 64<<10), sum: crc32.New(castagnoli)}
	meta, err := s.meta(rangeID)
	if err != nil {
		return meta, err
	}
	for _, d := range []*descriptor.Range{old, meta.Descriptor} {
		if d == nil {
			continue
		}
		for _, span := range stateSpans(d) {
			if err := b.DeleteRange(span.Start, span.End); err != nil {
				return meta, err
			}
		}
	}
	if err := writeDescriptor(b, meta.Descriptor); err != nil {
		return meta, err
	}
	if err := b.Put(keys.Replica(rangeID, keys.ReplicaApplied), hlc.Zero, s.applied); err != nil {
		return meta, err
	}
	spans := stateSpans(meta.Descriptor)
	for {
		k, ts, v, end, err := s.entry()
		if err != nil || end {
			return meta, err
		}
		if !slices.ContainsFunc(spans, func(x keys.Span) bool {
			return bytes.Compare(x.Start, k) <= 0 && bytes.Compare(k, x.End) < 0
		}) {
			return meta, fmt.Errorf("%w: %s lies outside of %s", ErrState, k, meta.Descriptor)
		}
		if err := b.Put(k, ts, v); err != nil {
			return meta, err
		}
		if b.Len() > bytesMax {
			return meta, fmt.Errorf("%w: over %d bytes", ErrState, bytesMax)
		}
	}
}

type stateReader struct {
	r       *bufio.Reader
	sum     hash.Hash32
	applied []byte
}

func (s *stateReader) meta(rangeID uint64) (m StateMeta, err error) {
	for _, kind := range []keys.ReplicaKind{keys.ReplicaApplied, keys.ReplicaDescriptor} {
		k, ts, v, end, err := s.entry()
		if err != nil {
			return m, err
		}
		if end || ts != 0 || !bytes.Equal(k, keys.Replica(rangeID, kind)) {
			return m, fmt.Errorf("%w: not of range %d", ErrState, rangeID)
		}
		if kind == keys.ReplicaApplied {
			a, err := decodeApplied(v)
			if err != nil {
				return m, fmt.Errorf("%w: %w", ErrState, err)
			}
			m.Index, m.Term, s.applied = a.index, a.term, v
			continue
		}
		if m.Descriptor, err = descriptor.Decode(v); err != nil || m.Descriptor.ID != rangeID {
			return m, fmt.Errorf("%w: descriptor: %v", ErrState, err)
		}
	}
	return m, nil
}

// entry reads the next entry; end: it was the last, and all are there.
func (s *stateReader) entry() (k keys.Key, ts hlc.Timestamp, v []byte, end bool, err error) {
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

func (s *stateReader) end() error {
	want := s.sum.Sum32()
	var b [4]byte
	if _, err := io.ReadFull(s.r, b[:]); err != nil {
		return fmt.Errorf("%w: %w", ErrState, err)
	}
	if got := binary.BigEndian.Uint32(b[:]); got != want {
		return fmt.Errorf("%w: checksum %08x, want %08x", ErrState, got, want)
	}
	return nil
}

// uvarint reads a number up to most, byte by byte, into the checksum too.
func (s *stateReader) uvarint(most uint64) (uint64, error) {
	var buf [binary.MaxVarintLen64]byte
	for i := range buf {
		c, err := s.r.ReadByte()
		if err != nil {
			return 0, fmt.Errorf("%w: %w", ErrState, err)
		}
		buf[i] = c
		if c < 0x80 {
			s.sum.Write(buf[:i+1])
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

func (s *stateReader) bytes(n uint64) ([]byte, error) {
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
	s.sum.Write(out)
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

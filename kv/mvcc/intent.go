package mvcc

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// Intent is one undecided write of a transaction. Of the intents that a
// transaction has on a key, the one with the highest sequence number that is
// not ignored (rolled back by a savepoint) counts.
//
// Stored at keys.Intent(Key, Txn, Seq), unversioned:
//
//	byte 0     as in a version: format | tombstone | mode; of the format, bit 4 says Absent, bit 5 Expects
//	bytes 1-8  Lower, big-endian
//	with bit 5 Expect, big-endian, and ExpectMode: 9 bytes
//	then       the value
type Intent struct {
	Key       keys.Key
	Txn       keys.Txn
	Seq       uint64
	Lower     hlc.Timestamp // lower bound of the commit timestamp (T6); Zero: unstamped, flushed before the stage
	Mode      Mode
	Tombstone bool
	// Absent: the transaction counts on it that the key never was. It needs version.Parted.
	Absent bool
	// Expects: the transaction counts on it that Expect is the newest version that conflicts with
	// ExpectMode, that of its lock. It needs version.Expecting, and goes without Absent.
	Expects    bool
	Expect     hlc.Timestamp
	ExpectMode Mode
	Value      []byte

	stored keys.Key // where a scan found it
}

const (
	absentBit = 1 << 4
	expectBit = 1 << 5
	expectLen = 9
)

// PutIntent writes an intent, over one with the same key, transaction and sequence number.
func PutIntent(w engine.Writer, i Intent) error {
	var e Encoder
	return e.PutIntent(w, i)
}

// PutIntent is the function PutIntent.
func (e *Encoder) PutIntent(w engine.Writer, i Intent) error {
	if i.Txn.IsZero() || i.Lower < hlc.Zero || i.Tombstone && len(i.Value) > 0 || i.Expects && i.Absent {
		return fmt.Errorf("%w: put of an intent on %s", ErrFormat, i.Key)
	}
	head := e.header(Header{Mode: i.Mode, Tombstone: i.Tombstone, Tag: uint64(i.Lower)})
	switch {
	case i.Absent:
		head[0] |= absentBit
	case i.Expects:
		head[0] |= expectBit
		head = append(binary.BigEndian.AppendUint64(head, uint64(i.Expect)), byte(i.ExpectMode))
	}
	e.key = keys.AppendIntent(e.key[:0], i.Key, i.Txn, i.Seq)
	return w.PutParts(e.key, hlc.Zero, head, i.Value)
}

// decodeIntent reads an intent's value into i. The value aliases b.
func decodeIntent(b []byte, i *Intent) error {
	var payload []byte
	if len(b) >= HeaderLen+expectLen && b[0]&expectBit != 0 {
		x := b[HeaderLen:]
		i.Expects, i.Expect, i.ExpectMode = true, hlc.Timestamp(binary.BigEndian.Uint64(x)), Mode(x[expectLen-1])
		b, payload = b[:HeaderLen:HeaderLen], x[expectLen:]
		if b[0]&absentBit != 0 || i.Expect < hlc.Zero || i.ExpectMode > ModeUpdate || b[0]&tombstoneBit != 0 && len(payload) > 0 {
			return ErrFormat
		}
	}
	zero := byte(formatMask &^ absentBit)
	if i.Expects {
		zero = formatMask &^ expectBit
	}
	h, rest, err := decodeHeader(b, zero)
	if err != nil {
		return err
	}
	if !i.Expects {
		payload = rest
	}
	i.Mode, i.Tombstone, i.Absent, i.Value = h.Mode, h.Tombstone, b[0]&absentBit != 0, payload
	lower := binary.BigEndian.Uint64(b[1:])
	if lower > uint64(hlc.Max) {
		return ErrFormat
	}
	i.Lower = hlc.Timestamp(lower)
	return nil
}

// ScanIntents calls emit for each intent on the keys of span, of txn alone
// unless txn is zero, ordered by (key, transaction, sequence number). What is
// passed to emit aliases memory of the scan and holds during the call only. An
// error of emit ends the scan and is returned, except ErrStop.
func ScanIntents(r engine.Reader, span keys.Span, txn keys.Txn, emit func(Intent) error) error {
	var local keys.Span
	if span.IsPoint() && !txn.IsZero() {
		// A key that many have written is full of what was dropped: of evidence, records and other
		// transactions' intents, until memory tables are flushed and files compacted.
		local = keys.IntentSpan(make([]byte, 0, intentSpanBytes(span.Start)), span.Start, txn)
	} else {
		local = keys.LocalSpan(span.Bounds())
	}
	it, err := r.NewIter(engine.IterOptions{Lower: local.Start, Upper: local.End})
	if err != nil {
		return err
	}
	var buf []byte
	for ok := it.First(); ok && err == nil; ok = it.Next() {
		var l keys.Local
		if l, err = keys.DecodeLocal(buf[:0], it.Key()); err != nil {
			break
		}
		buf = l.Key
		if l.Kind != keys.LocalIntent || !txn.IsZero() && l.Txn != txn {
			continue
		}
		err = emitIntent(it, l, emit)
	}
	if err == ErrStop {
		err = nil
	}
	return closeIter(it, err)
}

// intentSpanBytes is how much keys.IntentSpan needs for most keys.
func intentSpanBytes(key keys.Key) int { return 2*len(key) + 64 }

// IntentCursor looks for one transaction's intents key by key: a seek for each,
// where ScanIntents costs an iterator. Keys in order are cheapest. Not safe for
// concurrent use.
type IntentCursor struct {
	it  engine.Iterator
	txn keys.Txn
	buf []byte
	own []byte // the bounds of the key at hand
}

// NewIntentCursor returns a cursor over keys within span. Close it.
func NewIntentCursor(r engine.Reader, span keys.Span, txn keys.Txn) (*IntentCursor, error) {
	local := keys.LocalSpan(span.Bounds())
	it, err := r.NewIter(engine.IterOptions{Lower: local.Start, Upper: local.End})
	if err != nil {
		return nil, err
	}
	return &IntentCursor{it: it, txn: txn}, nil
}

// On calls emit for each of the transaction's intents on key, by sequence
// number. What is passed to emit holds during the call only; an error of emit ends the
// look and is returned.
func (c *IntentCursor) On(key keys.Key, emit func(Intent) error) error {
	c.own = slices.Grow(c.own[:0], intentSpanBytes(key))
	local := keys.IntentSpan(c.own, key, c.txn)
	c.it.SetBounds(local.Start, local.End) // else a key without an intent is searched through all that were dropped after it
	for ok := c.it.SeekGE(local.Start, hlc.Zero); ok; ok = c.it.Next() {
		l, err := keys.DecodeLocal(c.buf[:0], c.it.Key())
		if err != nil {
			return err
		}
		c.buf = l.Key
		if l.Kind != keys.LocalIntent || l.Txn != c.txn {
			continue
		}
		if err := emitIntent(c.it, l, emit); err != nil {
			return err
		}
	}
	return c.it.Err()
}

// Close gives the cursor back.
func (c *IntentCursor) Close() error { return closeIter(c.it, nil) }

func emitIntent(it engine.Iterator, l keys.Local, emit func(Intent) error) error {
	b, err := it.Value()
	if err != nil {
		return err
	}
	i, err := DecodeIntent(l, b)
	if err != nil {
		return err
	}
	i.stored = it.Key()
	return emit(i)
}

// DecodeIntent reads the intent at a local key from its stored value, both of
// which it aliases.
func DecodeIntent(l keys.Local, b []byte) (Intent, error) {
	i := Intent{Key: l.Key, Txn: l.Txn, Seq: l.Number}
	if err := decodeIntent(b, &i); err != nil {
		return i, fmt.Errorf("%w: intent on %s", err, l.Key)
	}
	return i, nil
}

// ResolveIntents ends all of txn's intents on the keys of span: with commit
// above Zero the counting intent of each key becomes a version at commit with
// tag, with Zero they are dropped. ignored (may be nil) tells which sequence
// numbers were rolled back. It returns how many intents went. Resolving twice
// does no harm. A commit below a counting intent's lower bound is an error (T6).
func ResolveIntents(r engine.Reader, w engine.Writer, span keys.Span, txn keys.Txn, commit hlc.Timestamp, tag uint64, ignored func(seq uint64) bool) (n int, err error) {
	n, _, err = ResolveSome(r, w, span, txn, commit, tag, ignored, math.MaxInt, math.MaxInt)
	return n, err
}

// ResolveSome is ResolveIntents for so many intents at most, or so many bytes of them, and the
// others of the last one's key. rest is the first key that is left; nil: all is done.
func ResolveSome(r engine.Reader, w engine.Writer, span keys.Span, txn keys.Txn, commit hlc.Timestamp, tag uint64, ignored func(seq uint64) bool, most, bytesMax int) (n int, rest keys.Key, err error) {
	if txn.IsZero() {
		return 0, nil, fmt.Errorf("%w: resolution without a transaction", ErrFormat)
	}
	size := 0
	var (
		enc  Encoder
		gone removals
	)
	var counts Intent // of the key at hand; Txn zero: none
	flush := func() error {
		if counts.Txn.IsZero() || commit == hlc.Zero {
			return nil
		}
		if commit < counts.Lower {
			return fmt.Errorf("mvcc: invariant T6: commit at %s below the intent's %s on %s", commit, counts.Lower, counts.Key)
		}
		h := Header{Tag: tag, Mode: counts.Mode}
		if counts.Tombstone {
			return enc.Delete(w, counts.Key, commit, h)
		}
		return enc.Put(w, counts.Key, commit, h, counts.Value)
	}
	err = ScanIntents(r, span, txn, func(i Intent) error {
		if !bytes.Equal(i.Key, counts.Key) {
			if n > 0 && (n >= most || size >= bytesMax) {
				rest = bytes.Clone(i.Key)
				return ErrStop
			}
			if err := flush(); err != nil {
				return err
			}
			counts.Txn = keys.Txn{}
			counts.Key = append(counts.Key[:0], i.Key...)
		}
		n++
		size += len(i.Key) + len(i.Value)
		if ignored == nil || !ignored(i.Seq) {
			key, value := counts.Key, append(counts.Value[:0], i.Value...)
			counts = i
			counts.Key, counts.Value = key, value
		}
		gone.add(i.stored)
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err == nil {
		err = gone.write(w)
	}
	return n, rest, err
}

// removals are keys of intents that go, in the order in which they were found.
//
// They come behind all versions in the batch. The engine's memory table puts an entry beside the one
// before it for little where both lie beside each other: intents and versions in turn it would look
// for from the top, each.
type removals struct {
	pieces [][]byte // each: the length of a key, the key, and so on
}

// removalsPieceBytes is how large a piece of removals is, but for the first ones of few keys, and for
// longer keys.
const removalsPieceBytes = 64 << 10

func (r *removals) add(key keys.Key) {
	n := len(r.pieces) - 1
	if need := binary.MaxVarintLen64 + len(key); n < 0 || cap(r.pieces[n])-len(r.pieces[n]) < need {
		room := need
		if n >= 0 {
			room = max(need, min(8*cap(r.pieces[n]), removalsPieceBytes))
		}
		r.pieces = append(r.pieces, make([]byte, 0, room))
		n++
	}
	r.pieces[n] = append(binary.AppendUvarint(r.pieces[n], uint64(len(key))), key...)
}

// write adds the removals to w.
func (r *removals) write(w engine.Writer) error {
	for _, p := range r.pieces {
		for len(p) > 0 {
			n, used := binary.Uvarint(p)
			end := used + int(n)
			if err := w.Delete(keys.Key(p[used:end]), hlc.Zero); err != nil {
				return err
			}
			p = p[end:]
		}
	}
	return nil
}

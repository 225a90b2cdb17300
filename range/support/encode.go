package support

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/isochrondb/isochron/clock/hlc"
)

// ErrEncoding reports bytes that are no stored State.
var ErrEncoding = errors.New("support: not an encoded state")

// Promise is what this store promised to another: to elect nobody in its place
// until the clock has passed Until.
type Promise struct {
	Store uint32
	Epoch Epoch
	Until hlc.Timestamp
}

// Persisted is what must outlive the process.
type Persisted struct {
	MaxEpoch Epoch // the highest that this store asked with
	Given    []Promise
}

// An encoded Persisted; one of messages is the same without the crc:
//
//	version 1 | max epoch v | promises v | (store v, epoch v, until v) … | crc32c of all before 4
//	version 1 | kind 1 | from v | to v | epoch v | until v
const (
	persistedVersion = 1

	crcLen = 4
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Stored epochs may be twice what messages may name, since a restart or the end of a promise raises them by one; promises come
// in the order of stores, each once.
func (p Persisted) validate() error {
	if p.MaxEpoch > 2*EpochMax || len(p.Given) > StoresMax {
		return fmt.Errorf("%w: epoch %d, %d promises", ErrEncoding, p.MaxEpoch, len(p.Given))
	}
	var last uint32
	for _, g := range p.Given {
		if g.Store <= last || g.Epoch == 0 || g.Epoch > 2*EpochMax || g.Until < 0 {
			return fmt.Errorf("%w: promise %+v", ErrEncoding, g)
		}
		last = g.Store
	}
	return nil
}

// Append appends the stored form of p.
// The checksum is for a disk that gives back what was not written: a promise misread is a promise broken.
func (p Persisted) Append(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, persistedVersion)
	dst = binary.AppendUvarint(dst, uint64(p.MaxEpoch))
	dst = binary.AppendUvarint(dst, uint64(len(p.Given)))
	for _, g := range p.Given {
		dst = binary.AppendUvarint(dst, uint64(g.Store))
		dst = binary.AppendUvarint(dst, uint64(g.Epoch))
		dst = binary.AppendUvarint(dst, uint64(g.Until))
	}
	return binary.BigEndian.AppendUint32(dst, crc32.Checksum(dst[start:], castagnoli))
}

// DecodePersisted reads what Append wrote. It fails with ErrEncoding.
// Nothing is allocated for a count that the bytes do not hold. A later version's form is refused: a store whose promises
// can't be read must not vote.
func DecodePersisted(b []byte) (Persisted, error) {
	if len(b) < 1+crcLen || b[0] != persistedVersion {
		return Persisted{}, fmt.Errorf("%w: %d bytes, or another version", ErrEncoding, len(b))
	}
	body, sum := b[:len(b)-crcLen], binary.BigEndian.Uint32(b[len(b)-crcLen:])
	if crc32.Checksum(body, castagnoli) != sum {
		return Persisted{}, fmt.Errorf("%w: damaged", ErrEncoding)
	}
	r := reader{b: body[1:]}
	p := Persisted{MaxEpoch: Epoch(r.uvarint())}
	n := r.uvarint()
	for i := uint64(0); i < n && !r.bad; i++ {
		p.Given = append(p.Given, Promise{Store: r.store(), Epoch: Epoch(r.uvarint()), Until: r.timestamp()})
	}
	// Nothing may be left over: a newer build's form has another version, so this is damage.
	if r.bad || len(r.b) > 0 {
		return Persisted{}, fmt.Errorf("%w: malformed", ErrEncoding)
	}
	return p, p.validate()
}

// reader takes numbers from the front of b, and notes what is wrong.
// After the first thing that is wrong it gives zeros; bad is looked at once, in the end.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

// More than 32 bits are no store's: cut off they would name another one.
func (r *reader) store() uint32 {
	v := r.uvarint()
	r.bad = r.bad || v > 1<<32-1
	return uint32(v)
}

func (r *reader) timestamp() hlc.Timestamp {
	v := r.uvarint()
	r.bad = r.bad || v > uint64(hlc.Max)
	return hlc.Timestamp(v)
}

// DecodeHeartbeat reads a Heartbeat from the front of b and returns what
// follows. It fails with ErrMessage.
// What follows is for whoever sends with it (storeliveness's flags); older builds send nothing there.
func DecodeHeartbeat(b []byte) (Heartbeat, []byte, error) {
	m, rest, err := decodeMessage(b, kindHeartbeat)
	return Heartbeat(m), rest, err
}

// DecodeReply reads a Reply from the front of b and returns what follows. It
// fails with ErrMessage.
func DecodeReply(b []byte) (Reply, []byte, error) {
	m, rest, err := decodeMessage(b, kindReply)
	return Reply(m), rest, err
}

// Both kinds have the same fields; in a Reply Until may be zero, a refusal that names the epoch.
func decodeMessage(b []byte, kind byte) (Heartbeat, []byte, error) {
	if len(b) < 2 || b[0] != messageVersion || b[1] != kind {
		return Heartbeat{}, nil, fmt.Errorf("%w: another version or kind", ErrMessage)
	}
	r := reader{b: b[2:]}
	h := Heartbeat{From: r.store(), To: r.store(), Epoch: Epoch(r.uvarint()), Until: r.timestamp()}
	if r.bad || h.From == 0 || h.To == 0 || h.Epoch == 0 || h.Epoch > EpochMax {
		return Heartbeat{}, nil, ErrMessage
	}
	return h, r.b, nil
}

package rangestate

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// ErrCorrupt reports stored state of a range that contradicts itself.
var ErrCorrupt = errors.New("replica: corrupt state")

// Applied is the state that each entry moves. It is stored in 33 bytes:
//
//	format 1 | index 8 | term 8 | closed 8 | threshold 8, big-endian
//
// Index and Term are the last applied entry's; up to Closed nothing is written any
// more (T4); below Threshold versions may be gone (T21).
type Applied struct {
	Index, Term       uint64
	Closed, Threshold hlc.Timestamp
}

// Another format, or length, is not read: a store of a newer release is refused as
// a whole.
const (
	appliedFormat = 1
	appliedLen    = 33
)

// encode has a fixed length: the key is overwritten by every entry, and must not leave a tail.
func (a Applied) encode() (b [appliedLen]byte) {
	b[0] = appliedFormat
	binary.BigEndian.PutUint64(b[1:], a.Index)
	binary.BigEndian.PutUint64(b[9:], a.Term)
	binary.BigEndian.PutUint64(b[17:], uint64(a.Closed))
	binary.BigEndian.PutUint64(b[25:], uint64(a.Threshold))
	return b
}

// DecodeApplied reads what WriteApplied has stored, or fails with ErrCorrupt.
func DecodeApplied(b []byte) (Applied, error) {
	if len(b) != appliedLen || b[0] != appliedFormat {
		return Applied{}, fmt.Errorf("%w: applied state of %d bytes", ErrCorrupt, len(b))
	}
	a := Applied{
		Index: binary.BigEndian.Uint64(b[1:]), Term: binary.BigEndian.Uint64(b[9:]),
		Closed: hlc.Timestamp(binary.BigEndian.Uint64(b[17:])), Threshold: hlc.Timestamp(binary.BigEndian.Uint64(b[25:])),
	}
	if a.Closed < 0 || a.Threshold < 0 {
		return Applied{}, fmt.Errorf("%w: applied state", ErrCorrupt)
	}
	return a, nil
}

// WriteApplied stores it for a range.
// It goes into the batch of the effects, so that neither is there without the
// other.
func WriteApplied(w engine.Writer, rangeID uint64, a Applied) error {
	var buf [12]byte
	b := a.encode()
	return w.Put(keys.AppendReplica(buf[:0], rangeID, keys.ReplicaApplied), hlc.Zero, b[:])
}

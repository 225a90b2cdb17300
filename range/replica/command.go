package replica

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// ErrCommand reports bytes that are not an encoded command.
var ErrCommand = errors.New("replica: malformed command")

// Command is one entry of a range's log: evaluated by a leaseholder, applied by
// every replica.
type Command struct {
	Term       uint64        // in which it was evaluated: it does nothing when applied in another (T5)
	Generation uint64        // of the bounds that it was evaluated in: likewise
	ClosedTS   hlc.Timestamp // no version at or below it comes after this entry (T4); zero: as before
	Batch      []byte        // engine changes (engine.Batch.Repr)
	Effects    *replicapb.Effects
}

// GetMerge is the merge that the command decides, or nil.
func (c *Command) GetMerge() *replicapb.Merge {
	if c == nil || c.Effects == nil {
		return nil
	}
	return c.Effects.Merge
}

// commandFormat is the first byte of an encoded command.
const commandFormat = 1

// AppendCommand appends the encoding of c:
//
//	format byte | uvarint term | uvarint generation | uvarint closed | uvarint len(effects) | effects | batch
func AppendCommand(dst []byte, c *Command) ([]byte, error) {
	size := c.Effects.SizeVT()
	// As a uvarint it would take ten bytes, and be refused by whoever decodes it.
	if c.ClosedTS < 0 {
		return dst, fmt.Errorf("%w: closed timestamp %d", ErrCommand, c.ClosedTS)
	}
	dst = append(dst, commandFormat)
	dst = binary.AppendUvarint(dst, c.Term)
	dst = binary.AppendUvarint(dst, c.Generation)
	dst = binary.AppendUvarint(dst, uint64(c.ClosedTS))
	dst = binary.AppendUvarint(dst, uint64(size))
	if size > 0 {
		n := len(dst)
		// Marshalled in place, behind its length: effects may be large, and the batch follows at once.
		dst = slices.Grow(dst, size)[:n+size]
		if _, err := c.Effects.MarshalToSizedBufferVT(dst[n:]); err != nil {
			return dst[:n], err
		}
	}
	return append(dst, c.Batch...), nil
}

// EncodeCommand is AppendCommand into memory of its own.
func EncodeCommand(c *Command) ([]byte, error) {
	return AppendCommand(make([]byte, 0, 1+4*binary.MaxVarintLen64+c.Effects.SizeVT()+len(c.Batch)), c)
}

// DecodeCommand reads what AppendCommand wrote. The command aliases b. It fails
// with ErrCommand on anything else.
func DecodeCommand(b []byte) (*Command, error) {
	if len(b) == 0 || b[0] != commandFormat {
		return nil, fmt.Errorf("%w: unknown format", ErrCommand)
	}
	b = b[1:]
	var head [4]uint64
	for i := range head {
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, fmt.Errorf("%w: short header", ErrCommand)
		}
		head[i], b = v, b[n:]
	}
	if int64(head[2]) < 0 || head[3] > uint64(len(b)) {
		return nil, fmt.Errorf("%w: header out of range", ErrCommand)
	}
	c := &Command{Term: head[0], Generation: head[1], ClosedTS: hlc.Timestamp(head[2])}
	if n := head[3]; n > 0 {
		c.Effects = &replicapb.Effects{}
		if err := c.Effects.UnmarshalVT(b[:n]); err != nil {
			return nil, fmt.Errorf("%w: %v", ErrCommand, err)
		}
		b = b[n:]
	}
	if len(b) > 0 {
		c.Batch = b
	}
	return c, nil
}

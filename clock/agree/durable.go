package agree

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// A stored Durable:
//
//	version | readings v | U v | n v | (node v | number v | begin v | cap v | promise v | length v | listed 1 | step v, from v: of version 3)… | config, if one is stored, as in a note | crc32c of all before 4
//
// Times are in nanoseconds; NoPromise is what it is.
//
// Version 3 is written where a promise was raised: older nodes know 2 alone.
const durableVersion, durableSteps = 2, 3

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Append appends the stored form of d.
func (d *Durable) Append(dst []byte) []byte {
	start := len(dst)
	version := byte(durableVersion)
	if slices.ContainsFunc(d.Given, func(e Given) bool { return e.Step != 0 }) {
		version = durableSteps
	}
	w := writer{b: append(dst, version)}
	w.uvarint(uint64(d.Readings))
	w.uvarint(uint64(d.U))
	w.uvarint(uint64(len(d.Given)))
	for _, e := range d.Given {
		for _, v := range []uint64{uint64(e.Node), uint64(e.Number), uint64(e.Begin), uint64(e.Cap), uint64(e.Promise), uint64(e.Length)} {
			w.uvarint(v)
		}
		listed := byte(0)
		if e.Listed {
			listed = 1
		}
		if w.b = append(w.b, listed); version == durableSteps {
			w.uvarint(e.Step)
			w.uvarint(uint64(e.From))
		}
	}
	if d.Config.Gen > 0 {
		w.config(&d.Config)
	}
	return binary.BigEndian.AppendUint32(w.b, crc32.Checksum(w.b[start:], castagnoli))
}

// DecodeDurable reads what Append wrote. It fails with ErrDurable.
func DecodeDurable(b []byte) (Durable, error) {
	const crcLen = 4
	if len(b) < 1+crcLen || b[0] != durableVersion && b[0] != durableSteps {
		return Durable{}, fmt.Errorf("%w: %d bytes, or another version", ErrDurable, len(b))
	}
	body, sum := b[:len(b)-crcLen], binary.BigEndian.Uint32(b[len(b)-crcLen:])
	if crc32.Checksum(body, castagnoli) != sum {
		return Durable{}, fmt.Errorf("%w: damaged", ErrDurable)
	}
	r := reader{b: body[1:]}
	timestamp := func() hlc.Timestamp { return hlc.Timestamp(r.uvarint(uint64(hlc.Max))) }
	d := Durable{Readings: timestamp(), U: timestamp()}
	raised := false // else it is of version 2
	for left := r.uvarint(NodesMax); left > 0 && !r.bad; left-- {
		e := Given{Node: uint32(r.uvarint(1<<32 - 1)), Number: Number(r.uvarint(uint64(hlc.Max))), Begin: timestamp(), Cap: timestamp(),
			Promise: time.Duration(timestamp()), Length: time.Duration(timestamp())}
		listed := r.byte()
		e.Listed = listed == 1
		if r.bad = r.bad || listed > 1; b[0] == durableSteps {
			e.Step, e.From = r.uvarint(stepMax), timestamp()
		}
		raised = raised || e.Step != 0
		d.Given = append(d.Given, e)
	}
	if !r.bad && len(r.b) > 0 {
		d.Config = *r.config()
	}
	if r.bad || len(r.b) > 0 || raised != (b[0] == durableSteps) {
		return Durable{}, fmt.Errorf("%w: malformed", ErrDurable)
	}
	return d, d.validate()
}

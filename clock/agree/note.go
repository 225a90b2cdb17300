package agree

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Note is what a message between nodes carries about clocks. Each field but the reading may
// be absent; any message may carry a Word, and those of store liveness a whole Note.
type Note struct {
	Epoch   uint64      // of the sender's process
	Reading hlc.Reading // that was given out before it was sent

	Number  Number        // 0: no permit is in force
	Cap     hlc.Timestamp // P of Number
	Promise time.Duration // E of Number; NoPromise
	Low     hlc.Timestamp // UTC is at least this; 0: not known

	Stamp     time.Duration // the sender's elapsed time; 0: not told
	Echo      time.Duration // the Stamp of the newest message of the receiver that was heard; 0: none
	EchoEpoch uint64        // of the receiver's process that sent that

	Statement *Statement // of a giver
	Grant     *Grant     // of a giver, for the receiver
	Refused   Number     // of the receiver, that its readings contradict (C4)
	Ask       *Ask       // of a giver
	Have      Number     // the version of the receiver's list that the sender has
	Ended     Number     // the sender's numbers below it are over
	Gen       uint64     // of the sender's configuration, where it is not the first: of what is asked, granted and stated
	Config    *Config    // that
	Groups    []Group    // what a hub tells of others' clocks (C8)
}

// Ask asks for a permit, or for more of it.
type Ask struct {
	Number  Number
	Cap     hlc.Timestamp
	Promise time.Duration
	Length  time.Duration // by the holder's clock
	Step    uint64        // of Promise: how often it was raised
}

// Grant answers an Ask. It counts for Asked + Length, by the holder's clock.
type Grant struct {
	Number     Number
	Begin, Cap hlc.Timestamp
	Asked      time.Duration // the Stamp of the Ask
	Step       uint64        // of the promise that is listed
	From       hlc.Timestamp // that counts from there
}

// Statement is a giver's: nobody is let in below U that is not on its list.
type Statement struct {
	U       hlc.Timestamp
	Version Number
	Full    bool     // List is told; else it is that of Version, as told before
	List    []Listed // by node
}

// Listed is one who has a permit of a giver, or will have one from Begin on.
type Listed struct {
	Node    uint32
	Number  Number
	Begin   hlc.Timestamp
	Promise time.Duration
}

// ErrNote reports bytes that are no encoded Note.
var ErrNote = errors.New("agree: malformed note")

// An encoded Note:
//
//	version 1 | has v | epoch v | reading 8 | the parts that has names, in its order
//
//	permit     count v | cap t | promise p
//	low        low t
//	stamp      v
//	echo       v | epoch v
//	statement  U t | version v
//	list       n v | (node - the last v | number v | begin t | promise p)…
//	grant      number v | begin, up, t | cap t | asked v
//	ask        number v | cap t | promise p | length v
//	refused, have, ended, gen   v
//	config     gen v | n v | (giver - the last v)… | n v | (giver before - the last v)… | U v
//	steps      of the ask, v | of the grant, v | from, up, t, if there is one of the grant
//	groups     n v | (origin v | version v | passed t | cap t | n v | (node - the last v | number v)…)…
//
// v is a uvarint; t a time less the reading, signed, rounded down; p a promise, rounded up:
// 0 for none, else 1 more. All are in microseconds, rounded to the side that claims less, so
// that a begin is rounded down in a list and up in a grant.
const noteVersion = 1

const (
	hasPermit = 1 << iota
	hasLow
	hasStamp
	hasEcho
	hasStatement
	hasList
	hasGrant
	hasAsk
	hasRefused
	hasHave
	hasEnded
	hasGen
	hasConfig
	hasSteps // older nodes know the others alone: from here on since version 8
	hasGroups
	hasAll = 1<<iota - 1
)

func (n *Note) has() (h uint64) {
	for i, is := range []bool{n.Number != 0, n.Low != 0, n.Stamp != 0, n.Echo != 0, n.Statement != nil, n.Statement != nil && n.Statement.Full,
		n.Grant != nil, n.Ask != nil, n.Refused != 0, n.Have != 0, n.Ended != 0, n.Gen != 0, n.Config != nil, n.stepped(), len(n.Groups) > 0} {
		if is {
			h |= 1 << i
		}
	}
	return h
}

// Append appends the encoded note.
func (n *Note) Append(dst []byte) []byte {
	w := writer{binary.BigEndian.AppendUint64(binary.AppendUvarint(binary.AppendUvarint(append(dst, noteVersion), n.has()), n.Epoch), uint64(n.Reading)), n.Reading.Timestamp()}
	if n.Number != 0 {
		w.uvarint(uint64(n.Number) & (1<<seqBits - 1)) // its epoch is that of the note
		w.down(n.Cap)
		w.promise(n.Promise)
	}
	if n.Low != 0 {
		w.down(n.Low)
	}
	if n.Stamp != 0 {
		w.micros(n.Stamp)
	}
	if n.Echo != 0 {
		w.micros(n.Echo)
		w.uvarint(n.EchoEpoch)
	}
	if st := n.Statement; st != nil {
		w.down(st.U)
		w.uvarint(uint64(st.Version))
		if st.Full {
			w.list(st.List)
		}
	}
	if g := n.Grant; g != nil {
		w.uvarint(uint64(g.Number))
		w.up(g.Begin)
		w.down(g.Cap)
		w.micros(g.Asked)
	}
	if a := n.Ask; a != nil {
		w.uvarint(uint64(a.Number))
		w.down(a.Cap)
		w.promise(a.Promise)
		w.micros(a.Length)
	}
	for _, v := range []Number{n.Refused, n.Have, n.Ended} {
		if v != 0 {
			w.uvarint(uint64(v))
		}
	}
	if n.Gen != 0 {
		w.uvarint(n.Gen)
	}
	if n.Config != nil {
		w.config(n.Config)
	}
	if n.stepped() {
		w.steps(n)
	}
	if len(n.Groups) > 0 {
		w.groups(n.Groups)
	}
	return w.b
}

// stepped reports whether a promise was raised that is asked for or granted.
func (n *Note) stepped() bool {
	return n.Ask != nil && n.Ask.Step != 0 || n.Grant != nil && n.Grant.Step != 0
}

func (w *writer) steps(n *Note) {
	var a Ask
	var g Grant
	if n.Ask != nil {
		a = *n.Ask
	}
	if n.Grant != nil {
		g = *n.Grant
	}
	w.uvarint(a.Step)
	if w.uvarint(g.Step); g.Step != 0 {
		w.up(g.From)
	}
}

// writer appends times relative to base.
type writer struct {
	b    []byte
	base hlc.Timestamp
}

func (w *writer) uvarint(v uint64)       { w.b = binary.AppendUvarint(w.b, v) }
func (w *writer) micros(d time.Duration) { w.uvarint(uint64(d / time.Microsecond)) }
func (w *writer) down(t hlc.Timestamp)   { w.b = binary.AppendVarint(w.b, floorMicros(int64(t-w.base))) }
func (w *writer) up(t hlc.Timestamp)     { w.b = binary.AppendVarint(w.b, -floorMicros(int64(w.base-t))) }

func (w *writer) promise(d time.Duration) {
	if d == NoPromise {
		w.uvarint(0)
		return
	}
	w.uvarint(1 + uint64(-floorMicros(-int64(d))))
}

func (w *writer) list(l []Listed) {
	w.uvarint(uint64(len(l)))
	last := uint32(0)
	for _, e := range l {
		w.uvarint(uint64(e.Node - last))
		w.uvarint(uint64(e.Number))
		w.down(e.Begin)
		w.promise(e.Promise)
		last = e.Node
	}
}

func (w *writer) groups(l []Group) {
	w.uvarint(uint64(len(l)))
	for _, g := range l {
		w.uvarint(uint64(g.Origin))
		w.uvarint(uint64(g.Version))
		w.down(g.Passed)
		w.down(g.Cap)
		w.uvarint(uint64(len(g.Members)))
		last := uint32(0)
		for _, m := range g.Members {
			w.uvarint(uint64(m.Node - last))
			w.uvarint(uint64(m.Number))
			last = m.Node
		}
	}
}

func floorMicros(d int64) int64 {
	q := d / int64(time.Microsecond)
	if d < 0 && q*int64(time.Microsecond) != d {
		q--
	}
	return q
}

// DecodeNote reads a note from the front of b and returns what follows. It fails with
// ErrNote.
func DecodeNote(b []byte) (Note, []byte, error) {
	r := reader{b: b}
	if v := r.byte(); v != noteVersion {
		return Note{}, nil, ErrNote
	}
	has := r.uvarint(hasAll)
	n := Note{Epoch: r.uvarint(EpochMax), Reading: r.reading(), Promise: NoPromise}
	r.base = n.Reading.Timestamp()
	if has&hasPermit != 0 {
		n.Number = Number(n.Epoch<<seqBits | r.some(1<<seqBits-1))
		n.Cap, n.Promise = r.time(), r.promise()
	}
	if has&hasLow != 0 {
		n.Low = r.time()
	}
	if has&hasStamp != 0 {
		n.Stamp = r.micros()
	}
	if has&hasEcho != 0 {
		n.Echo, n.EchoEpoch = r.micros(), r.uvarint(EpochMax)
	}
	r.statement(&n, has)
	if has&hasGrant != 0 {
		n.Grant = &Grant{Number: r.number(), Begin: r.begin(), Cap: r.time(), Asked: r.micros()}
	}
	if has&hasAsk != 0 {
		n.Ask = &Ask{Number: r.number(), Cap: r.time(), Promise: r.promise(), Length: r.micros()}
	}
	for i, v := range []*Number{&n.Refused, &n.Have, &n.Ended} {
		if has&(hasRefused<<i) != 0 {
			*v = r.number()
		}
	}
	if has&hasGen != 0 {
		n.Gen = r.some(GenMax)
	}
	if has&hasConfig != 0 {
		n.Config = r.config()
	}
	if has&hasSteps != 0 {
		r.steps(&n)
	}
	if has&hasGroups != 0 {
		n.Groups = r.groups()
	}
	// What decodes is what Append writes, so that no part is there and empty.
	if r.bad || n.has() != has {
		return Note{}, nil, ErrNote
	}
	return n, r.b, nil
}

// reader takes parts from the front of b, and notes what is wrong.
type reader struct {
	b    []byte
	base hlc.Timestamp
	bad  bool
}

func (r *reader) fail() { r.bad, r.b = true, nil }

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail()
		return 0
	}
	v := r.b[0]
	r.b = r.b[1:]
	return v
}

func (r *reader) uvarint(most uint64) uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > most {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	return v
}

// some is a uvarint that is not 0.
func (r *reader) some(most uint64) uint64 {
	v := r.uvarint(most)
	if v == 0 {
		r.fail()
	}
	return v
}

func (r *reader) number() Number { return Number(r.some(math.MaxInt64)) }

func (r *reader) reading() hlc.Reading {
	t, rest, err := hlc.Decode(r.b)
	if err != nil {
		r.fail()
		return 0
	}
	r.b = rest
	return hlc.Reading(t)
}

// time is one that was rounded down: what began as 0 may have got below it. None lies before
// 1970 or beyond Max.
func (r *reader) time() hlc.Timestamp {
	t := r.relative()
	if t < 0 && t > -hlc.Timestamp(time.Microsecond) {
		return 0
	}
	if t < 0 {
		r.fail()
	}
	return max(t, 0)
}

// begin is one that was rounded up.
func (r *reader) begin() hlc.Timestamp {
	t := r.relative()
	if t < 0 {
		r.fail()
	}
	return t
}

func (r *reader) relative() hlc.Timestamp {
	v, n := binary.Varint(r.b)
	if n <= 0 || v > math.MaxInt64/int64(time.Microsecond) || v < math.MinInt64/int64(time.Microsecond) {
		r.fail()
		return 0
	}
	r.b = r.b[n:]
	d := v * int64(time.Microsecond)
	if d > 0 && int64(r.base) > math.MaxInt64-d {
		r.fail()
		return 0
	}
	return r.base + hlc.Timestamp(d)
}

func (r *reader) steps(n *Note) {
	a, g := r.uvarint(stepMax), r.uvarint(stepMax)
	if n.Ask == nil && a != 0 || n.Grant == nil && g != 0 {
		r.fail()
		return
	}
	if a != 0 {
		n.Ask.Step = a
	}
	if g != 0 {
		n.Grant.Step, n.Grant.From = g, r.begin()
	}
}

// stepMax bounds what is accepted, so that it never wraps.
const stepMax = uint64(1) << 62

func (r *reader) micros() time.Duration {
	return time.Duration(r.uvarint(uint64(math.MaxInt64/time.Microsecond))) * time.Microsecond
}

func (r *reader) promise() time.Duration {
	v := r.uvarint(uint64(math.MaxInt64/time.Microsecond) - 1)
	if v == 0 {
		return NoPromise
	}
	return time.Duration(v-1) * time.Microsecond
}

func (r *reader) statement(n *Note, has uint64) {
	if has&hasStatement == 0 {
		return
	}
	n.Statement = &Statement{U: r.time(), Version: r.number()}
	if has&hasList == 0 {
		return
	}
	n.Statement.Full = true
	last := uint64(0)
	for left := r.uvarint(NodesMax); left > 0 && !r.bad; left-- {
		last += r.some(math.MaxUint32)
		if last > math.MaxUint32 {
			r.fail()
			return
		}
		n.Statement.List = append(n.Statement.List, Listed{Node: uint32(last), Number: r.number(), Begin: r.time(), Promise: r.promise()})
	}
}

func (r *reader) groups() (out []Group) {
	for left := r.uvarint(groupsMax); left > 0 && !r.bad; left-- {
		g := Group{Origin: uint32(r.some(math.MaxUint32)), Version: r.number(), Passed: r.time(), Cap: r.time()}
		last := uint64(0)
		for members := r.uvarint(NodesMax); members > 0 && !r.bad; members-- {
			if last += r.some(math.MaxUint32); last > math.MaxUint32 {
				r.fail()
			}
			g.Members = append(g.Members, Member{uint32(last), r.number()})
		}
		out = append(out, g)
	}
	return out
}

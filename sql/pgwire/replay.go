package pgwire

import (
	"bytes"
	"crypto/sha256"
	"hash"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
)

// replayBytesMax bounds what a connection keeps of a transaction block's messages, so as to run
// them again.
const replayBytesMax = 1 << 20

// replayAnswersMax bounds what is sent of a block's answers: to make and compare more takes too long to
// be done unseen.
const replayAnswersMax = 64 << 20

// blockLog keeps the messages of a transaction block and a hash of what was sent for them, so
// that the block can be run again where it loses a conflict: what comes out again is compared,
// up to what the client has, and goes to the client from there on (session, replay.go).
//
// The hash is SHA-256, of the bytes of the wire, which are made anyway: whoever chooses what
// rows hold can't make two different answers look the same. It is taken once a message, of what
// was sent for it, and costs a message of one block less than a microsecond.
//
//	state   what happens                            next
//	-       a message comes, no transaction open    armed
//	armed   it opened a block, and so has all from  on
//	        here on been kept
//	        it did not                              -, or armed by the next
//	on      a message: it is kept                   on
//	        too many bytes, or another transaction  -
//	        the block has ended                     armed, by the next message
type blockLog struct {
	on, armed bool
	mark      session.Mark // of the output, where the block began
	ended     uint64       // transactions before it
	bare      bool         // its first message was BEGIN alone
	parsed    bool         // it has made the statement without a name

	list  []logged
	bytes []byte
	begun session.Mark // of the output, where the newest message began
	held  int64        // of the session's memory

	skip  int // of what is sent next: of before the block
	sum   hash.Hash
	open  int64 // bytes summed since the last seal
	sent  int64 // bytes of the block that have left for the client
	seals []seal

	// While the block is run again:
	playing bool
	target  int64 // what the client had before
	pos     int64 // of it, what has come again
	next    int   // the seal that comes next
	free    bool  // what the message at hand makes beyond that is the client's
	differs bool
	unsent  []byte // what had come of messages before the newest one when it lost the block,
	after   int64  // sent up to here
}

// logged is a message; its body ends at to in the log's bytes.
type logged struct {
	kind byte
	to   int
	at   int64 // statement_timestamp()
	end  int64 // bytes of the block when it was served, sent or not; -1: not known
}

// seal is the sum of what was sent since the one before.
type seal struct {
	to    int64 // bytes of the block up to here
	entry int   // the newest message then
	sum   [sha256.Size]byte
}

const (
	loggedBytes = 32
	sealBytes   = 48
)

// dropBlock forgets the block.
func (c *conn) dropBlock() {
	l := &c.block
	if l.held > 0 {
		_ = c.sess.Hold(-l.held) // never refused
	}
	n := blockLog{list: l.list[:0], bytes: l.bytes[:0], seals: l.seals[:0], sum: l.sum}
	if cap(l.bytes) > readerBytes || cap(l.list)*loggedBytes > readerBytes || cap(l.seals)*sealBytes > readerBytes {
		n.list, n.bytes, n.seals = nil, nil, nil
	}
	*l = n
	clear(c.out.reports.before)
}

// note is told of a message before it is served.
func (c *conn) note(kind byte, body []byte) {
	l := &c.block
	if c.sess.Fresh() {
		if l.on {
			c.dropBlock()
		}
		clear(c.out.reports.before)
		l.armed, l.mark, l.ended = true, c.out.Mark(), c.sess.Ended()
		return
	}
	if !l.on {
		return
	}
	if c.sess.Ended() != l.ended { // another transaction has begun within a message
		c.unkeep(session.BarStart)
		return
	}
	c.served()
	if !c.sess.Replayable() {
		c.unkeep(session.BarStart)
		return
	}
	if b := c.sess.Barred(); b != session.ReplayFree {
		c.unkeep(b)
		return
	}
	if len(l.bytes)+len(body) > replayBytesMax {
		c.unkeep(session.BarMessages)
		return
	}
	if kind == 'P' && len(body) > 0 && body[0] == 0 {
		l.parsed = true
	}
	if kind == 'B' && !l.parsed {
		if _, rest, ok := cutString(body); ok && len(rest) > 0 && rest[0] == 0 {
			c.unkeep(session.BarUnnamed)
			return
		}
	}
	l.bytes = append(l.bytes, body...)
	l.list = append(l.list, logged{kind: kind, to: len(l.bytes)})
	l.begun = c.out.Mark()
	c.account()
}

// served notes the end of the newest message.
func (c *conn) served() {
	l, m := &c.block, c.newest()
	m.at, m.end = c.sess.StatementTime(), l.sent+int64(len(c.out.buf)-l.skip)
	l.seal()
}

// seal sums up what was sent.
func (l *blockLog) seal() {
	if l.open == 0 {
		return
	}
	l.seals = append(l.seals, seal{to: l.sent, entry: len(l.list) - 1})
	l.sum.Sum(l.seals[len(l.seals)-1].sum[:0]) // in its place: nothing is allocated
	l.sum.Reset()
	l.open = 0
}

// unkeep keeps no more of the open block.
func (c *conn) unkeep(why session.ReplayBar) {
	c.dropBlock()
	c.sess.KeepsMessages(why)
}

// account has the session pay for what is kept.
func (c *conn) account() {
	l := &c.block
	n := int64(len(l.bytes) + loggedBytes*len(l.list) + sealBytes*len(l.seals))
	if n <= l.held {
		return
	}
	if n > replayBytesMax || c.sess.Hold(n) != nil { // twice what is there, so that it is seldom asked
		c.unkeep(session.BarMessages)
		return
	}
	l.held += n
}

// began keeps a block from the message on that has just opened it, if one has.
func (c *conn) began(kind byte) {
	l := &c.block
	if l.on || !l.armed || !c.sess.InBlock() {
		return
	}
	l.armed = false
	if !c.sess.Replayable() {
		return
	}
	t := &c.tape
	if kind == 'E' && t.on {
		l.mark = t.mark
	}
	kept := kind == 'Q' || kind == 'E' && t.on && !t.older
	if !kept || c.sess.Ended() != l.ended || c.out.flushes != l.mark.Flushes {
		c.sess.KeepsMessages(session.BarStart)
		return
	}
	if kind == 'Q' && len(c.msg.query.String) > replayBytesMax {
		c.sess.KeepsMessages(session.BarMessages)
		return
	}
	if l.sum == nil {
		l.sum = sha256.New()
	}
	l.sum.Reset() // of a replay that was given up
	l.on, l.skip, l.bare = true, l.mark.Bytes, c.sess.Untouched()
	if kind == 'Q' {
		l.bytes = append(append(l.bytes, c.msg.query.String...), 0)
		l.list = append(l.list, logged{kind: kind, to: len(l.bytes)})
	} else {
		l.bytes, l.parsed = append(l.bytes, t.bytes...), t.parsed
		for _, m := range t.list {
			l.list = append(l.list, logged{kind: m.kind, to: m.to, at: c.sess.StatementTime(), end: -1})
		}
	}
	c.sess.KeepsMessages(session.ReplayFree)
	c.account()
}

// leaving is told of what is about to leave for the client.
func (l *blockLog) leaving(buf []byte) {
	buf = buf[l.skip:]
	l.skip = 0
	_, _ = l.sum.Write(buf) // never fails
	l.sent += int64(len(buf))
	l.open += int64(len(buf))
}

// absorb compares what would leave for the client with what the client has, and keeps it. What
// is over is the client's.
func (o *output) absorb() {
	l := &o.conn.block
	n := 0
	for n < len(o.buf) && l.pos < l.target {
		s := &l.seals[l.next]
		k := int(min(int64(len(o.buf)-n), s.to-l.pos))
		_, _ = l.sum.Write(o.buf[n : n+k])
		l.pos += int64(k)
		if n += k; l.pos < s.to {
			continue
		}
		var sum [sha256.Size]byte
		l.sum.Sum(sum[:0])
		l.sum.Reset()
		l.differs = l.differs || sum != s.sum
		l.next++
	}
	if n == 0 {
		return
	}
	o.flushes++
	left := copy(o.buf, o.buf[n:])
	o.buf, o.whole = o.buf[:left], max(0, o.whole-n)
}

// mayLeave compares what is about to leave for the client, and reports whether there is something
// that may.
func (o *output) mayLeave() bool {
	l := &o.conn.block
	if !l.playing {
		return true
	}
	o.absorb()
	if l.pos < l.target || len(o.buf) == 0 {
		return false
	}
	if !l.free { // more than before
		l.differs = true
	}
	if l.differs && !o.conn.srv.opts.PlantedUnseen || !l.free {
		o.buf, o.whole = o.buf[:0], 0
		return false
	}
	return true
}

// replay runs the open block again, as often as it may and must, after its newest message lost
// it with err. It returns what came of that message in the end.
func (c *conn) replay(err error) error {
	for {
		if again := c.sess.ReplayBegins(err, c.sameSoFar); again != nil {
			return c.givenUp(again)
		}
		c.rewind()
		again, why := c.playBlock(err)
		switch {
		case why != nil:
			return c.givenUp(why)
		case !c.sess.Lost():
			c.block.playing = false
			return c.sess.ReplayDone(again)
		}
		err = again
	}
}

// believe goes on (PlantedUnseen) as if all up to end had come out the same.
func (l *blockLog) believe(end int64) {
	l.differs, l.pos = false, max(l.pos, min(end, l.target))
	for l.next < len(l.seals) && l.seals[l.next].to <= l.pos {
		l.next++
	}
	l.sum.Reset()
}

// givenUp ends a replay that came to nothing.
func (c *conn) givenUp(err error) error {
	l := &c.block
	l.playing, c.skipping = false, false
	c.forgetUnsent()
	if l.sent == l.after {
		c.out.buf = append(c.out.buf, l.unsent...)
		c.out.whole = len(c.out.buf)
	}
	c.out.reports.unsure()
	err = c.sess.ReplayGivenUp(err, &c.out)
	c.dropBlock()
	return err
}

// forgetUnsent drops what came of the block and has not left for the client.
func (c *conn) forgetUnsent() {
	l, o := &c.block, &c.out
	l.skip = 0
	if o.flushes == l.mark.Flushes {
		l.skip = min(l.mark.Bytes, len(o.buf))
	}
	o.buf, o.whole = o.buf[:l.skip], l.skip
}

// rewind makes the block ready to be run again.
func (c *conn) rewind() {
	l := &c.block
	if !l.playing {
		c.newest().at = c.sess.StatementTime()
		l.unsent, l.after = nil, l.sent
		if len(l.list) > 1 && c.out.flushes == l.begun.Flushes {
			l.unsent = bytes.Clone(c.out.buf[l.skip:l.begun.Bytes]) // less than the output holds
		}
	}
	c.forgetUnsent()
	l.seal()
	l.playing, l.target, l.pos, l.next, l.differs = true, l.sent, 0, 0, false
	l.sum.Reset()
	c.skipping, c.between = false, false
	c.out.reports.again()
}

// errDiffers ends a statement of which the client is to see nothing. It hears of what was lost instead.
var errDiffers = pgerror.New(pgerror.TRSerializationFailure, "an answer of a transaction that is run again is another now")

// sameSoFar is asked before the newest message does what can't be undone: it fails where not all that
// the client has has come out again.
func (c *conn) sameSoFar() error {
	l := &c.block
	c.out.absorb()
	if l.pos == l.target && !l.differs {
		return nil
	}
	if l.differs = true; c.srv.opts.PlantedUnseen {
		l.believe(l.target)
	}
	return c.wanted()
}

// wanted fails where a replay is to end, since an answer is another.
func (c *conn) wanted() error {
	if l := &c.block; l.playing && l.differs && !c.srv.opts.PlantedUnseen {
		return errDiffers
	}
	return nil
}

// newest is the newest message.
func (c *conn) newest() *logged { return &c.block.list[len(c.block.list)-1] }

// playBlock serves the block's messages once more. It returns what came of the newest one, or of
// one that lost the block again. why tells that the client must not have that.
func (c *conn) playBlock(lost error) (err, why error) {
	l := &c.block
	from, statements := 0, 0
	first := 1 // statement whose answer is not known to be the same
	if l.bare {
		statements = -1
	}
	for i := range l.list {
		m := l.list[i]
		body := l.bytes[from:m.to]
		from = m.to
		if m.kind == 'Q' || m.kind == 'E' || m.kind == 'F' {
			statements++
		}
		newest := i == len(l.list)-1
		if c.skipping && m.kind != 'S' { // what was not sent may come out as an error
			if (newest || m.end > l.target) && l.pos == l.target && !l.differs {
				err = nil
				continue
			}
			return nil, c.sess.ReplayDiffers(lost, first, statements)
		}
		c.sess.ReplayAt(m.at)
		c.between, l.free = !newest, newest || m.end > l.target || m.end < 0 && l.pos == l.target
		err = c.once(m.kind, body)
		c.between = false
		lostAgain := c.sess.Lost()
		if newest && !lostAgain && c.sess.ReplayOver() {
			return err, nil // it has ended, or may have: the client hears how, whatever else has come
		}
		if c.fatal.Load() != nil {
			return nil, errQuit
		}
		if why := c.sess.ReplayCancelled(); why != nil && (!newest || lostAgain) {
			return nil, why
		}
		if lostAgain {
			return err, nil
		}
		if !newest {
			if err := c.answer(m.kind, err); err != nil {
				return nil, err
			}
		}
		c.out.absorb()
		made := l.pos + l.sent - l.target + int64(len(c.out.buf)-l.skip)
		short := newest && l.pos < l.target
		if l.differs || short || !l.free && m.end >= 0 && made != m.end {
			if !c.srv.opts.PlantedUnseen {
				if why := c.sess.ReplayCancelled(); why != nil {
					return nil, why
				}
				return nil, c.sess.ReplayDiffers(lost, max(1, min(first, statements)), max(1, statements))
			}
			l.believe(m.end)
		}
		if !newest {
			l.list[i].end = made
		}
		if l.pos == l.target || l.next > 0 && l.seals[l.next-1].entry >= i {
			first = statements + 1
		}
	}
	return err, nil
}

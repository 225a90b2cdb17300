package pgwire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

const (
	readerBytes     = 8 << 10  // the input buffer of a quiet connection
	readerKeepBytes = 64 << 10 // a larger buffer is let go after its message
	startupBytesMax = 10_000   // MAX_STARTUP_PACKET_LENGTH
)

// Errors of framing. Both end the connection.
type (
	lengthError struct{ length int64 }
	tooLong     struct{ length, limit int64 }
)

func (e lengthError) Error() string { return fmt.Sprintf("invalid message length %d", e.length) }
func (e tooLong) Error() string {
	return fmt.Sprintf("message of %d bytes exceeds the limit of %d", e.length, e.limit)
}

// reader cuts the input into messages. It knows what is already there, so that
// the connection can see whether a Sync follows an Execute: then the statement
// is alone in its transaction, and locks, runs and commits in one request.
//
// It also takes over from the watcher (conn.watch), which reads ahead while a
// statement runs.
type reader struct {
	nc         net.Conn
	linger     *lingering // beneath nc; nil where that can't be
	company    company
	messageMax int
	buf        []byte
	r, w       int
	wake       func() error // asked when a read deadline passes or moves: nil goes on reading
	bytesIn    *atomic.Int64
	deadline   time.Time // of the next message; zero: none
	// hold accounts for a buffer that is larger than readerKeepBytes (a negative n
	// gives back); nil: nobody does.
	hold func(n int64) error
	held int64

	watch struct {
		sync.Mutex
		reading bool          // the connection's goroutine reads: no watcher may start
		done    chan struct{} // closed when the watcher ended; nil: there is none
		ahead   []byte        // what it read
		err     error         // what it met at the end
	}
}

// startup reads a start-up packet, and not a byte more (what follows an
// SSLRequest belongs to TLS).
func (r *reader) startup() ([]byte, error) {
	var head [4]byte
	if _, err := io.ReadFull(r.nc, head[:]); err != nil {
		return nil, err
	}
	n := int64(int32(binary.BigEndian.Uint32(head[:]))) - 4
	if n < 4 || n > startupBytesMax {
		return nil, lengthError{n + 4}
	}
	body := make([]byte, n)
	_, err := io.ReadFull(r.nc, body)
	return body, err
}

// next returns the type and the body of the next message. The body is valid
// until the next call.
func (r *reader) next() (byte, []byte, error) {
	if err := r.need(5); err != nil {
		return 0, nil, err
	}
	kind := r.buf[r.r]
	n := int64(int32(binary.BigEndian.Uint32(r.buf[r.r+1:])))
	if n < 4 {
		return 0, nil, lengthError{n}
	}
	if n > int64(r.messageMax) {
		return 0, nil, tooLong{n, int64(r.messageMax)}
	}
	if err := r.need(1 + int(n)); err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return 0, nil, err
	}
	body := r.buf[r.r+5 : r.r+1+int(n)]
	r.r += 1 + int(n)
	return kind, body, nil
}

// peek returns the type of the next message if its first byte has arrived.
func (r *reader) peek() byte {
	if r.r < r.w {
		return r.buf[r.r]
	}
	return 0
}

// need fills the buffer until it holds n unread bytes.
func (r *reader) need(n int) error {
	if r.w-r.r >= n {
		return nil
	}
	if err := r.room(n); err != nil {
		return err
	}
	for r.w-r.r < n {
		if err := r.fill(); err != nil {
			return err
		}
	}
	return nil
}

// room makes place for n unread bytes, growing only as far as the input has
// really come: a length that lies does not reserve memory.
func (r *reader) room(n int) error {
	unread := r.w - r.r
	size := max(readerBytes, min(n, 2*unread+readerBytes))
	if len(r.buf) >= size && (len(r.buf) <= readerKeepBytes || n > readerKeepBytes) {
		copy(r.buf, r.buf[r.r:r.w])
	} else {
		if err := r.account(size); err != nil {
			return err
		}
		buf := make([]byte, size)
		copy(buf, r.buf[r.r:r.w])
		r.buf = buf
	}
	r.r, r.w = 0, unread
	return nil
}

// account is asked before the buffer gets another size. A large one counts twice:
// what is read out of it is as large.
func (r *reader) account(size int) error {
	want := int64(0)
	if size > readerKeepBytes {
		want = 2 * int64(size)
	}
	if r.hold == nil || want == r.held {
		return nil
	}
	if err := r.hold(want - r.held); err != nil {
		return err
	}
	r.held = want
	return nil
}

func (r *reader) fill() error {
	defer r.setReading(false)
	if r.setReading(true) {
		if more, err := r.stopWatching(); more || err != nil {
			return err
		}
	}
	if !r.deadline.IsZero() {
		if err := r.arm(); err != nil {
			return err
		}
	}
	if r.w == len(r.buf) {
		if err := r.account(2 * len(r.buf)); err != nil {
			return err
		}
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	if r.linger != nil {
		r.linger.on = r.company.alone()
		defer func() { r.linger.on = false }()
	}
	for {
		n, err := r.nc.Read(r.buf[r.w:])
		r.w += n
		r.bytesIn.Add(int64(n))
		if n > 0 {
			return nil
		}
		if isTimeout(err) {
			if err := r.arm(); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
	}
}

// arm sets the deadline, and then asks whether to go on: who wants to end the
// connection says why first, and moves the deadline after that.
func (r *reader) arm() error {
	_ = r.nc.SetReadDeadline(r.deadline)
	return r.wake()
}

// startWatching listens for the end of the connection while a statement runs.
// vanished is called once if it comes. What arrives instead is kept for fill.
// Only the connection's goroutine uses the buffer otherwise, and it is busy
// with the statement: it comes back through stopWatching.
func (r *reader) startWatching(work *sync.WaitGroup, vanished func()) {
	r.watch.Lock()
	defer r.watch.Unlock()
	if r.watch.reading || r.watch.done != nil || r.watch.err != nil {
		return
	}
	done := make(chan struct{})
	r.watch.done = done
	work.Go(func() {
		defer close(done)
		ahead, err := r.readAhead()
		r.bytesIn.Add(int64(len(ahead)))
		r.watch.Lock()
		defer r.watch.Unlock()
		r.watch.ahead = ahead
		if err != nil && !isTimeout(err) {
			r.watch.err = err
			vanished()
		}
	})
}

// aheadBytesMax is how much a watcher reads ahead: a client that has sent more
// than that is not seen to go.
const aheadBytesMax = 16 << 10

// readAhead reads until an error or the limit.
func (r *reader) readAhead() ([]byte, error) {
	var ahead []byte
	var piece [512]byte
	for len(ahead) < aheadBytesMax {
		n, err := r.nc.Read(piece[:])
		if ahead = append(ahead, piece[:n]...); err != nil {
			return ahead, err
		}
	}
	return ahead, nil
}

func isTimeout(err error) bool {
	var e net.Error
	return errors.As(err, &e) && e.Timeout()
}

// setReading claims the input for the connection's goroutine, or gives it back.
// It reports whether there is a watcher, or what one left, to take over from.
func (r *reader) setReading(on bool) bool {
	r.watch.Lock()
	defer r.watch.Unlock()
	r.watch.reading = on
	return r.watch.done != nil || r.watch.err != nil
}

// stopWatching ends the watcher and takes what it read into the buffer. It
// reports whether there was anything; else the error is what the watcher met.
func (r *reader) stopWatching() (more bool, err error) {
	r.watch.Lock()
	done := r.watch.done
	r.watch.Unlock()
	if done == nil {
		return false, nil
	}
	_ = r.nc.SetReadDeadline(time.Unix(1, 0))
	<-done
	if err := r.arm(); err != nil {
		return false, err
	}
	r.watch.Lock()
	defer r.watch.Unlock()
	r.watch.done = nil
	ahead := r.watch.ahead
	if r.watch.ahead = nil; len(ahead) == 0 {
		return false, r.watch.err
	}
	r.buf = append(r.buf[:r.w], ahead...)
	r.w = len(r.buf)
	return true, nil
}

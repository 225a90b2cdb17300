package pgwire

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"
)

// chunks is a connection whose input comes in pieces.
type chunks struct {
	net.Conn
	data []byte
	size int
}

func (c *chunks) Read(b []byte) (int, error) {
	if len(c.data) == 0 {
		return 0, io.EOF
	}
	n := copy(b, c.data[:min(c.size, len(c.data))])
	c.data = c.data[n:]
	return n, nil
}

func (c *chunks) SetReadDeadline(time.Time) error { return nil }

func newTestReader(data []byte, size, most int) *reader {
	return &reader{nc: &chunks{data: data, size: size}, messageMax: most, wake: func() error { return nil }, bytesIn: new(atomic.Int64)}
}

func message(kind byte, body string) []byte {
	b := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(body)+4))
	return append(b, body...)
}

func TestReader(t *testing.T) {
	big := make([]byte, 300<<10)
	for i := range big {
		big[i] = byte(i)
	}
	var data []byte
	data = append(data, message('Q', "one")...)
	data = append(data, message('S', "")...)
	data = append(data, message('d', string(big))...)
	data = append(data, message('X', "")...)
	for _, size := range []int{1, 3, 5, 4096, 1 << 20} {
		r := newTestReader(data, size, 1<<20)
		for i, want := range []struct {
			kind byte
			body string
		}{{'Q', "one"}, {'S', ""}, {'d', string(big)}, {'X', ""}} {
			kind, body, err := r.next()
			if err != nil || kind != want.kind || string(body) != want.body {
				t.Fatalf("size %d, message %d: got %c, %d bytes, %v", size, i, kind, len(body), err)
			}
		}
		if _, _, err := r.next(); !errors.Is(err, io.EOF) {
			t.Errorf("size %d: after the end: %v", size, err)
		}
	}
}

func TestReaderRefuses(t *testing.T) {
	var length lengthError
	var long tooLong
	tests := []struct {
		name string
		data []byte
		ok   func(error) bool
	}{
		{"negative", []byte{'Q', 0xff, 0xff, 0xff, 0xff}, func(err error) bool { return errors.As(err, &length) }},
		{"too short", []byte{'Q', 0, 0, 0, 3}, func(err error) bool { return errors.As(err, &length) }},
		{"too long", []byte{'Q', 0x7f, 0xff, 0xff, 0xff}, func(err error) bool { return errors.As(err, &long) }},
		{"cut head", []byte{'Q', 0, 0}, func(err error) bool { return errors.Is(err, io.EOF) }},
		{"cut body", []byte{'Q', 0, 0, 0, 9, 'x'}, func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }},
	}
	for _, tt := range tests {
		if _, _, err := newTestReader(tt.data, 2, 1000).next(); !tt.ok(err) {
			t.Errorf("%s: got %v", tt.name, err)
		}
	}
}

// TestReaderMemory: a length that lies reserves no memory.
func TestReaderMemory(t *testing.T) {
	r := newTestReader([]byte{'Q', 0x07, 0xff, 0xff, 0xff, 'x'}, 10, 128<<20)
	if _, _, err := r.next(); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatal(err)
	}
	if len(r.buf) > 4*readerBytes {
		t.Errorf("%d bytes were reserved for 6", len(r.buf))
	}
}

// TestWatcher: the watcher notices the client's end, and what it reads ahead is
// not lost, also where it is the last byte of a message.
func TestWatcher(t *testing.T) {
	for _, ahead := range []int{0, 1, 4, 6} {
		synctest.Test(t, func(t *testing.T) {
			client, server := net.Pipe()
			r := &reader{nc: server, messageMax: 100, wake: func() error { return nil }, bytesIn: new(atomic.Int64)}
			whole := message('Q', "x\x00")
			var work sync.WaitGroup
			// The head of the next message has come with the one before.
			r.buf = append(make([]byte, 0, 64), whole[:ahead]...)
			r.w = ahead
			r.buf = r.buf[:64]
			gone := false
			r.startWatching(&work, func() { gone = true })
			synctest.Wait()
			go func() { _, _ = client.Write(whole[ahead:]) }()
			synctest.Wait()
			kind, body, err := r.next()
			if err != nil || kind != 'Q' || string(body) != "x\x00" || gone {
				t.Errorf("%d ahead: got %c %q %v, gone %v", ahead, kind, body, err, gone)
			}
			r.startWatching(&work, func() { gone = true })
			_ = client.Close()
			synctest.Wait()
			if !gone {
				t.Error("the end was not noticed")
			}
			if _, _, err := r.next(); err == nil {
				t.Error("the reader goes on after the end")
			}
			work.Wait()
		})
	}
}

// TestWatcherDeadline: a nudge that comes while the watcher is being stopped is
// not lost.
func TestWatcherDeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, server := net.Pipe()
		defer client.Close()
		quit := errors.New("quit")
		var stop atomic.Bool
		r := &reader{nc: server, messageMax: 100, bytesIn: new(atomic.Int64)}
		r.wake = func() error {
			if stop.Load() {
				return quit
			}
			return nil
		}
		var work sync.WaitGroup
		r.startWatching(&work, func() {})
		synctest.Wait()
		stop.Store(true)
		_ = server.SetReadDeadline(time.Unix(1, 0))
		synctest.Wait()
		if _, _, err := r.next(); !errors.Is(err, quit) {
			t.Errorf("got %v", err)
		}
		work.Wait()
	})
}

// FuzzMessages: any bytes are cut into messages or refused, the same however
// they come, and no body makes a decoder panic.
func FuzzMessages(f *testing.F) {
	f.Add(message('Q', "SELECT 1\x00"))
	f.Add(append(message('P', "s\x00SELECT $1\x00\x00\x01\x00\x00\x00\x17"), message('S', "")...))
	f.Add(message('B', "p\x00s\x00\x00\x01\x00\x01\x00\x01\x00\x00\x00\x041234\x00\x00"))
	f.Add(append(message('D', "Sx\x00"), message('E', "p\x00\x00\x00\x00\x05")...))
	f.Add([]byte{'d', 0, 0, 0, 9, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		a, errA := frames(newTestReader(data, 1, 1000))
		b, errB := frames(newTestReader(data, 1<<20, 1000))
		if len(a) != len(b) || errA.Error() != errB.Error() {
			t.Fatalf("%d messages, %v; %d messages, %v", len(a), errA, len(b), errB)
		}
		for i, m := range a {
			if m != b[i] {
				t.Fatalf("message %d: %q and %q", i, m, b[i])
			}
			decodeAll(m[0], []byte(m[1:]))
		}
		if len(data) >= 4 {
			_, _ = decodeStartup(data)
		}
	})
}

func frames(r *reader) (out []string, err error) {
	for {
		kind, body, err := r.next()
		if err != nil {
			return out, err
		}
		out = append(out, string(kind)+string(body))
	}
}

func decodeAll(kind byte, body []byte) {
	var c conn
	switch kind {
	case 'Q':
		_ = c.msg.query.Decode(body)
	case 'P':
		_ = c.msg.parse.Decode(body)
	case 'B':
		_ = c.msg.bind.Decode(body)
	case 'D':
		_ = c.msg.describe.Decode(body)
	case 'E':
		_ = c.msg.execute.Decode(body)
	case 'C':
		_ = c.msg.close.Decode(body)
	case 'F':
		_, _ = decodeFunctionCall(body)
	case 'f':
		_ = (&pgproto3.CopyFail{}).Decode(body)
	case 'p':
		_ = (&pgproto3.SASLInitialResponse{}).Decode(body)
	}
}

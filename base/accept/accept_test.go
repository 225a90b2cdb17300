package accept

import (
	"errors"
	"fmt"
	"net"
	"os"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// scripted is a listener that answers from a list.
type scripted struct {
	answers chan any // error or net.Conn
}

func (s *scripted) Accept() (net.Conn, error) {
	a, ok := <-s.answers
	if !ok {
		return nil, net.ErrClosed
	}
	if err, bad := a.(error); bad {
		return nil, err
	}
	return a.(net.Conn), nil
}
func (s *scripted) Close() error   { close(s.answers); return nil }
func (s *scripted) Addr() net.Addr { return &net.TCPAddr{} }

func errno(n syscall.Errno) error {
	return &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", n)}
}

// TestWaits: what passes is waited out, longer each time; what does not is the end.
func TestWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, n := range []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNABORTED, syscall.EPERM} {
			s := &scripted{make(chan any, 20)}
			for range 10 {
				s.answers <- errno(n)
			}
			here, there := net.Pipe()
			s.answers <- here
			var failed atomic.Int64
			l := Patiently(s, nil, &failed)
			began := time.Now()
			c, err := l.Accept()
			if err != nil || c != here || failed.Load() != 10 {
				t.Errorf("%v: %v, %v after %d failures", n, c, err, failed.Load())
			}
			if took := time.Since(began); took < 2*time.Second || took > 10*time.Second {
				t.Errorf("%v: waited %v in all", n, took)
			}
			_ = there.Close()
		}
		for _, end := range []error{errno(syscall.EBADF), errno(syscall.EINVAL), net.ErrClosed, errors.New("closed")} {
			s := &scripted{make(chan any, 1)}
			s.answers <- end
			if _, err := Patiently(s, nil, nil).Accept(); !errors.Is(err, end) {
				t.Errorf("%v: got %v", end, err)
			}
		}
	})
}

// TestCloseWhileWaiting: Close ends a wait at once.
func TestCloseWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &scripted{make(chan any, 100)}
		for range 100 {
			s.answers <- errno(syscall.EMFILE)
		}
		l := Patiently(s, nil, nil)
		done := make(chan error)
		go func() { _, err := l.Accept(); done <- err }()
		time.Sleep(10 * time.Second)
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := <-done; !errors.Is(err, net.ErrClosed) || time.Since(began) > 0 {
			t.Errorf("%v after %v", err, time.Since(began))
		}
	})
}

func from(ip string) net.Addr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: 5} }

// TestLobby: the host with the most loses its oldest; others stay.
func TestLobby(t *testing.T) {
	l := NewLobby(4)
	var gone []string
	enter := func(name, ip string) *Guest {
		return l.Enter(from(ip), func() { gone = append(gone, name) })
	}
	quiet := enter("quiet", "10.0.0.1")
	for i := range 10 {
		enter(fmt.Sprint(i), "10.0.0.2")
	}
	if want := "[0 1 2 3 4 5 6]"; fmt.Sprint(gone) != want || l.Len() != 4 {
		t.Errorf("turned away: %v of %d, want %s", gone, l.Len(), want)
	}
	if !quiet.Leave() || quiet.Leave() {
		t.Error("the quiet one was not there once")
	}
	six := NewLobby(1)
	first := six.Enter(from("2001:db8::1"), func() {})
	six.Enter(from("2001:db8::2"), func() {})
	if first.Leave() || len(six.mu.hosts) != 1 {
		t.Error("one customer's addresses count apart")
	}
}

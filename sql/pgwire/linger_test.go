package pgwire

import (
	"errors"
	"io"
	"net"
	"os"
	"sync/atomic"
	"testing"
	"time"
)

// TestAlone: a connection is alone when it has been for a while, and no more once another speaks.
func TestAlone(t *testing.T) {
	var all atomic.Int64
	a, b := company{all: &all}, company{all: &all}
	// turns of a's that others don't share, as it asks before each of its messages.
	turns := func(n int) (alone int) {
		for range n {
			if a.alone() {
				alone++
			}
			a.came()
		}
		return alone
	}
	if got := turns(aloneFor); got != 0 {
		t.Errorf("alone %d times from the first on", got)
	}
	if got := turns(10); got != 10 {
		t.Errorf("alone %d of 10 times", got)
	}
	b.came()
	if got := turns(aloneFor + 10); got != 9 {
		t.Errorf("alone %d times after another's message, want 9", got)
	}
}

// TestLingering: a read that waits on its thread gets what comes, and ends as others do.
func TestLingering(t *testing.T) {
	tests := []struct {
		name string
		on   bool
		do   func(client, server net.Conn) // while the read waits
		want error
	}{
		{"bytes", true, func(client, _ net.Conn) { _, _ = client.Write([]byte("x")) }, nil},
		{"bytes, without", false, func(client, _ net.Conn) { _, _ = client.Write([]byte("x")) }, nil},
		{"the client goes", true, func(client, _ net.Conn) { _ = client.Close() }, io.EOF},
		{"a deadline has passed", true, func(_, server net.Conn) { _ = server.SetReadDeadline(time.Unix(1, 0)) }, os.ErrDeadlineExceeded},
		{"it is closed", true, func(_, server net.Conn) { _ = server.Close() }, net.ErrClosed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			client, server := tcpPair(t)
			nc, l := lingerer(server)
			if l == nil {
				if canPoll {
					t.Fatal("a TCP connection can't be waited for")
				}
				return
			}
			l.on = tt.on
			read := make(chan error, 1)
			go func() {
				_, err := nc.Read(make([]byte, 1))
				read <- err
			}()
			tt.do(client, nc)
			if err := <-read; !errors.Is(err, tt.want) {
				t.Errorf("read: %v, want %v", err, tt.want)
			}
		})
	}
	if nc, l := lingerer(&chunks{}); l != nil || nc == nil {
		t.Error("what has no descriptor is waited for")
	}
}

func tcpPair(t *testing.T) (client, server net.Conn) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if client, err = net.Dial("tcp", l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if server, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = client.Close(), server.Close() })
	return client, server
}

package wire

import (
	"errors"
	"io"
	"net"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestNoStartupPacket: whoever begins with what is no start-up packet, such as the Terminate of a
// client that gave up, gets rid of all that it sends, hears nothing and meets the end.
func TestNoStartupPacket(t *testing.T) {
	cl := cluster.Start(t)
	client, server := net.Pipe()
	at := &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 26257}
	cl.Node().Wire().Go(comingFrom{server, at, at})
	defer client.Close()
	if _, err := client.Write([]byte("X\x00\x00\x00\x04and more")); err != nil {
		t.Fatalf("what was sent is not read: %v", err)
	}
	var one [1]byte
	if n, err := client.Read(one[:]); !errors.Is(err, io.EOF) {
		t.Errorf("read %q, %v; want the end", one[:n], err)
	}
}

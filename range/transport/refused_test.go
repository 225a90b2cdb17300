package transport

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// refuser answers like an HTTP/2 server that begins with no stream (RFC 9113, section 8.7).
type refuser struct{ opened atomic.Int64 }

func (s *refuser) serve(c net.Conn) {
	defer c.Close()
	if _, err := io.CopyN(io.Discard, c, int64(len("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))); err != nil {
		return
	}
	const headers, reset, settings, ack = 1, 3, 4, 1
	write := func(kind, flags byte, stream uint32, body ...byte) error {
		f := append([]byte{0, 0, byte(len(body)), kind, flags}, binary.BigEndian.AppendUint32(nil, stream)...)
		_, err := c.Write(append(f, body...))
		return err
	}
	err := write(settings, 0, 0)
	for err == nil {
		var h [9]byte
		if _, err = io.ReadFull(c, h[:]); err != nil {
			return
		}
		if _, err = io.CopyN(io.Discard, c, int64(h[0])<<16|int64(h[1])<<8|int64(h[2])); err != nil {
			return
		}
		switch {
		case h[3] == settings && h[4] != ack:
			err = write(settings, ack, 0)
		case h[3] == headers:
			s.opened.Add(1)
			err = write(reset, 0, binary.BigEndian.Uint32(h[5:]), 0, 0, 0, 7) // REFUSED_STREAM
		}
	}
}

// A stream that the other end has not begun with ends; it is not opened anew while one
// goroutine receives and another sends on it, where time would stand still.
func TestRefusedStreamEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &refuser{}
		cc, err := grpc.NewClient("passthrough:///refuser", grpc.WithTransportCredentials(insecure.NewCredentials()),
			grpc.WithDisableServiceConfig(), grpc.WithDisableRetry(), grpc.WithStatsHandler(pauser{}),
			grpc.WithDefaultCallOptions(grpc.ForceCodecV2(wire{})),
			grpc.WithContextDialer(func(context.Context, string) (net.Conn, error) {
				here, there := net.Pipe()
				go s.serve(there)
				return here, nil
			}))
		if err != nil {
			t.Fatal(err)
		}
		defer cc.Close()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		stream, err := openStream(ctx, cc, raftService)
		if err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- stream.RecvMsg(new(Raw)) }()
		for stream.SendMsg(new(Raw)) == nil {
			time.Sleep(100 * time.Microsecond)
		}
		if err := <-ended; err == nil {
			t.Error("a refused stream has answered")
		}
		if n := s.opened.Load(); n != 1 {
			t.Errorf("the stream was opened %d times", n)
		}
	})
}

package raftnet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// store is a Receiver that notes what comes.
type store struct {
	heard []string
	begin error // of snapshots
	take  error
}

func (s *store) ReceiveRaft(from Peer, m Message) {
	s.heard = append(s.heard, fmt.Sprint(from.StoreID, " ", m.RangeID))
}
func (s *store) RaftUnreachable(uint64, uint64) {}
func (s *store) ReceiveSupport(from Peer, message []byte) {
	s.heard = append(s.heard, fmt.Sprint(from.StoreID, " ", string(message)))
}

func (s *store) BeginSnapshot(context.Context, Peer, SnapshotHeader) (Incoming, error) {
	return incoming{s}, s.begin
}

type incoming struct{ s *store }

func (incoming) Offset() uint64 { return 2 }
func (in incoming) Drop()       { in.s.heard = append(in.s.heard, "dropped") }
func (in incoming) Take(body io.Reader) error {
	b, err := io.ReadAll(body)
	in.s.heard = append(in.s.heard, string(b))
	return errors.Join(err, in.s.take)
}

// TestOwnStores (N1): what a store says to another of its node comes in order, without a mesh; to one that
// is not there nothing is sent, and nothing is after the end.
func TestOwnStores(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, s := New(1), &store{}
		n.Add(2, s)
		from := n.Transport(1)
		var want []string
		for id := range uint64(1000) {
			if !from.Raft(Peer{1, 2}, Message{RangeID: id}) {
				t.Fatal("a message was dropped")
			}
			want = append(want, fmt.Sprint("1 ", id))
		}
		synctest.Wait()
		if !slices.Equal(s.heard, want) {
			t.Errorf("%d messages came, or in another order", len(s.heard))
		}
		if from.Raft(Peer{1, 3}, Message{}) || from.Raft(Peer{2, 2}, Message{}) {
			t.Error("what has no way is said to be sent")
		}
		s.heard = nil
		from.Support(Peer{1, 2}, []byte("asks"))
		from.Support(Peer{2, 2}, []byte("lost"))
		if !slices.Equal(s.heard, []string{"1 asks"}) {
			t.Errorf("heard %q", s.heard)
		}
		n.Close()
		if from.Raft(Peer{1, 2}, Message{}) {
			t.Error("a message was taken after the end")
		}
	})
}

// TestReceive: a snapshot is asked for from where it goes on, and dropped where it can't be opened.
func TestReceive(t *testing.T) {
	gone := errors.New("gone")
	open := func(err error) func(uint64) (io.ReadCloser, error) {
		return func(offset uint64) (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader("bytes"[offset:])), err
		}
	}
	for _, tt := range []struct {
		s     store
		open  error
		want  error
		heard []string
	}{
		{store{}, nil, nil, []string{"tes"}},
		{store{take: ErrBusy}, nil, ErrBusy, []string{"tes"}},
		{store{}, gone, gone, []string{"dropped"}},
		{store{begin: io.EOF}, nil, io.EOF, nil},
	} {
		err := Receive(t.Context(), &tt.s, Peer{}, SnapshotHeader{}, open(tt.open))
		if !errors.Is(err, tt.want) || !slices.Equal(tt.s.heard, tt.heard) {
			t.Errorf("%v, %q; want %v, %q", err, tt.s.heard, tt.want, tt.heard)
		}
	}
}

// TestSnapshotOverMesh: what a store refuses one that comes over the mesh with tells the sender whether to
// come again (Busy), and what breaks off goes on where it is (N3).
func TestSnapshotOverMesh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, s := New(1), &store{begin: fmt.Errorf("%w: another comes", ErrBusy)}
		n.Add(2, s)
		defer n.Close()
		h, from := &transportpb.SnapshotHeader{ToStore: 2, IdLo: 7}, transport.Peer{}
		from.NodeID = 9
		_, err := n.BeginSnapshot(t.Context(), from, h)
		if _, busy := errors.AsType[*transport.Busy](err); !busy {
			t.Errorf("got %v", err)
		}
		s.begin = nil
		k, err := n.BeginSnapshot(t.Context(), from, h)
		if err == nil {
			err = k.Write([]byte("on"))
		}
		if err != nil {
			t.Fatal(err)
		}
		k.Close() // it broke off
		if k, err = n.BeginSnapshot(t.Context(), from, h); err != nil || k.Offset() != 4 {
			t.Fatalf("it goes on at %d, %v", k.Offset(), err)
		}
		if err := errors.Join(k.Write([]byte("ce")), k.Finish(t.Context())); err != nil || !slices.Equal(s.heard, []string{"once"}) {
			t.Errorf("%q came, %v", s.heard, err)
		}
		k.Close()
	})
}

// TestParkedTooLong: what nobody goes on with is given up after parkedFor, and comes anew then. A timer that has
// fired but comes late takes out nothing but its own snapshot.
func TestParkedTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n, s := New(1), &store{}
		n.Add(2, s)
		h, from := &transportpb.SnapshotHeader{ToStore: 2, IdLo: 7}, transport.Peer{}
		from.NodeID = 9
		// sends begins a snapshot, or goes on with it, from an offset that it should have, and breaks off.
		sends := func(offset uint64, bytes string) *sink {
			t.Helper()
			k, err := n.BeginSnapshot(t.Context(), from, h)
			if err == nil && k.Offset() != offset {
				t.Errorf("it goes on at %d, want %d", k.Offset(), offset)
			}
			if err == nil {
				err = k.Write([]byte(bytes))
			}
			if err != nil {
				t.Fatal(err)
			}
			k.Close()
			return k.(*sink)
		}
		sends(2, "a")
		time.Sleep(parkedFor - 1)
		first := sends(3, "b") // in time, which begins anew
		time.Sleep(parkedFor - 1)
		select {
		case <-first.done:
			t.Errorf("%q was given up too early", s.heard)
		default:
		}
		time.Sleep(time.Nanosecond)
		if <-first.done; !errors.Is(first.err, io.ErrUnexpectedEOF) || !slices.Equal(s.heard, []string{"ab"}) {
			t.Errorf("given up with %v, %q", first.err, s.heard)
		}
		older := sends(2, "c")
		older.timer.Stop() // as of one that has fired, and waits for mu
		newer := sends(2, "d")
		older.giveUp()
		if <-older.done; !errors.Is(older.err, io.ErrUnexpectedEOF) {
			t.Errorf("the older one ended with %v", older.err)
		}
		if sends(3, "e") != newer {
			t.Error("the newer one is gone")
		}
		n.Close()
	})
}

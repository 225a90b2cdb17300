package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// rafts notes what Raft streams bring, and waits at gate where there is one.
type rafts struct {
	gate chan struct{}
	mu   sync.Mutex // guards what is below
	got  []string
	lost int // messages
	hurt int // reports
}

func (r *rafts) ReceiveRaft(from Peer, b *transportpb.RaftBatch) {
	if r.gate != nil {
		<-r.gate
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range b.Messages {
		r.got = append(r.got, fmt.Sprintf("%d/%d>%d r%d %s", from.NodeID, b.FromStore, b.ToStore, m.RangeId, m.Message[:min(len(m.Message), 4)]))
	}
}

func (r *rafts) RaftUnreachable(_, _ uint32, lost []*transportpb.RaftMessage) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lost += len(lost)
	r.hurt++
}

func (r *rafts) counts() (got, lost, hurt int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.got), r.lost, r.hurt
}

func raftMessage(rangeID uint64, s string) *transportpb.RaftMessage {
	return &transportpb.RaftMessage{RangeId: rangeID, FromReplica: 1, ToReplica: 2, Message: []byte(s)}
}

func TestRaftStreamsKeepOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		b := &rafts{}
		a := w.start(1, nil)
		w.start(2, func(o *MeshOptions) { o.Raft = b })
		l := RaftLink{FromStore: 11, ToNode: 2, ToStore: 22}
		const n = 1000
		for i := range n {
			if !a.SendRaft(l, raftMessage(uint64(i), fmt.Sprintf("%04d", i))) {
				t.Fatalf("message %d was dropped", i)
			}
		}
		if !a.SendRaft(RaftLink{FromStore: 12, ToNode: 2, ToStore: 22}, raftMessage(1, "also")) {
			t.Error("another pair's message was dropped")
		}
		time.Sleep(time.Second)
		if got, _, _ := b.counts(); got != n+1 {
			t.Fatalf("got %d messages, want %d", got, n+1)
		}
		i := 0
		for _, s := range b.got {
			if s == "1/12>22 r1 also" {
				continue
			}
			if want := fmt.Sprintf("1/11>22 r%d %04d", i, i); s != want {
				t.Fatalf("message %d: got %s, want %s", i, s, want)
			}
			i++
		}
		// On an open stream: one way, no more.
		began := time.Now()
		a.SendRaft(l, raftMessage(1, "last"))
		time.Sleep(10*ms - time.Nanosecond)
		before, _, _ := b.counts()
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if after, _, _ := b.counts(); before != n+1 || after != n+2 {
			t.Errorf("had %d and then %d messages after %v", before, after, time.Since(began))
		}
		if a.SendRaft(RaftLink{ToNode: 9}, raftMessage(1, "x")) {
			t.Error("a message to an unknown node was not dropped")
		}
	})
}

func TestSlowRaftReceiverBoundsMemory(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) {
			o.Limits.RaftQueueBytesMax = 1 << 20
			o.Limits.RaftBatchBytesMax = 256 << 10
		})
		b := &rafts{gate: make(chan struct{})}
		w.start(2, func(o *MeshOptions) {
			o.Raft = b
			o.Limits.StreamWindowBytes = 512 << 10
		})
		l := RaftLink{FromStore: 1, ToNode: 2, ToStore: 2}
		sent, dropped := 0, 0
		for range 2000 {
			if a.SendRaft(l, raftMessage(1, string(make([]byte, 10<<10)))) {
				sent++
			} else {
				dropped++
			}
			time.Sleep(ms)
		}
		// The queue, the window, the batch at the receiver's door and the one at the sender's.
		if most := (1<<20 + 512<<10 + 2*256<<10) * 11 / 10 / (10 << 10); sent > most || dropped == 0 {
			t.Errorf("%d of 10 KiB were taken and %d dropped, want at most %d taken", sent, dropped, most)
		}
		close(b.gate)
		time.Sleep(time.Second)
		if got, _, _ := b.counts(); got != sent {
			t.Errorf("got %d of %d when it went on", got, sent)
		}
	})
}

func TestRaftUnreachableIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		self, other := &rafts{}, &rafts{}
		a := w.start(1, func(o *MeshOptions) { o.Raft = self })
		b := w.start(2, func(o *MeshOptions) { o.Raft = other })
		l := RaftLink{FromStore: 1, ToNode: 2, ToStore: 2}
		a.SendRaft(l, raftMessage(1, "1"))
		time.Sleep(time.Second)
		w.net.Reset("n1", "n2")
		time.Sleep(20 * ms)
		if _, _, hurt := self.counts(); hurt == 0 {
			t.Error("a broken stream was not reported while there was nothing to send")
		}
		time.Sleep(time.Second)
		if !a.SendRaft(l, raftMessage(1, "2")) {
			t.Error("dropped after the connection came back")
		}
		time.Sleep(time.Second)
		if got, lost, _ := other.counts(); got != 2 || lost != 0 {
			t.Errorf("got %d messages of 2", got)
		}
		// A node that is gone: reported soon, and then dropped at once.
		w.net.PowerOff("n2")
		b.Close()
		a.SendRaft(l, raftMessage(1, "3"))
		time.Sleep(3 * time.Second)
		if a.SendRaft(l, raftMessage(1, "4")) {
			t.Error("a message to a node that is down was queued")
		}
		if _, _, hurt := self.counts(); hurt < 2 {
			t.Errorf("%d reports, want the loss of the node, too", hurt)
		}
	})
}

// raftFates gives messages their fate in turn.
type raftFates struct {
	mu   sync.Mutex // guards next
	next []RaftFate
}

func (f *raftFates) RaftFate(RaftLink, *transportpb.RaftMessage) RaftFate {
	f.mu.Lock()
	defer f.mu.Unlock()
	fate := f.next[0]
	f.next = f.next[1:]
	return fate
}

func TestRaftFaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		b := &rafts{}
		a := w.start(1, func(o *MeshOptions) {
			o.RaftFaults = &raftFates{next: []RaftFate{{}, {Lost: true}, {Delay: 50 * ms}, {Copies: []time.Duration{100 * ms, time.Hour}}, {}}}
		})
		w.start(2, func(o *MeshOptions) { o.Raft = b })
		for i := range 5 {
			if !a.SendRaft(RaftLink{1, 2, 2}, raftMessage(uint64(i), fmt.Sprint(i))) {
				t.Errorf("message %d was not taken", i)
			}
			time.Sleep(ms)
		}
		time.Sleep(time.Second)
		b.mu.Lock()
		defer b.mu.Unlock()
		want := []string{"1/1>2 r0 0", "1/1>2 r3 3", "1/1>2 r4 4", "1/1>2 r2 2", "1/1>2 r3 3"}
		if fmt.Sprint(b.got) != fmt.Sprint(want) {
			t.Errorf("got %v, want %v", b.got, want)
		}
	})
}

// A sender of snapshots that is out of its mind.
func TestSnapshotsFromABadSender(t *testing.T) {
	header := &transportpb.SnapshotPart{Header: &transportpb.SnapshotHeader{IdLo: 1}}
	tests := map[string][]*transportpb.SnapshotPart{
		"no header":      {{Chunk: []byte("x")}},
		"wrong checksum": {header, {Chunk: []byte("x"), Checksum: 1}},
		"wrong offset":   {header, {Offset: 5, Chunk: []byte("x")}},
		"wrong length":   {header, {Offset: 5, End: true}},
	}
	for name, parts := range tests {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, 10*ms)
			defer w.close()
			st := &store{keep: 1}
			a := w.start(1, nil)
			w.start(2, func(o *MeshOptions) { o.Snapshots = st })
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			s, err := a.Open(ctx, 2, snapshotService)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			for _, p := range parts {
				if err := s.Send(p); err != nil {
					t.Fatal(err)
				}
			}
			var ack transportpb.SnapshotAck
			for err = s.Receive(&ack); err == nil && ack.Refused == nil; err = s.Receive(&ack) {
			}
			if ctx.Err() != nil {
				t.Errorf("%s: the receiver went on", name)
			}
			time.Sleep(time.Second)
			if data, applied, begun, closed := st.holds(); applied || len(data) > 0 || begun != closed {
				t.Errorf("%s: applied %v, %d bytes, begun %d, closed %d", name, applied, len(data), begun, closed)
			}
		})
	}
}

func TestServices(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, nil)
		b := w.start(2, nil)
		b.Handle("echo", func(s *Stream) error {
			for {
				var m Raw
				err := s.Receive(&m)
				if errors.Is(err, io.EOF) {
					last := Raw(fmt.Sprintf("bye, node %d", s.Peer().NodeID))
					return s.Send(&last)
				}
				if err != nil {
					return err
				}
				if string(m) == "fail" {
					return errors.New("asked to fail")
				}
				if err := s.Send(&m); err != nil {
					return err
				}
			}
		})
		s, err := a.Open(t.Context(), 2, "echo")
		if err != nil {
			t.Fatal(err)
		}
		for i := range 3 {
			out := Raw(fmt.Sprint(i))
			if err := s.Send(&out); err != nil {
				t.Fatal(err)
			}
			var in Raw
			if err := s.Receive(&in); err != nil || !bytes.Equal(in, out) {
				t.Errorf("got %q, %v", in, err)
			}
		}
		if err := s.CloseSend(); err != nil {
			t.Error(err)
		}
		var in Raw
		if err := s.Receive(&in); err != nil || string(in) != "bye, node 1" {
			t.Errorf("got %q, %v", in, err)
		}
		if err := s.Receive(&in); !errors.Is(err, io.EOF) {
			t.Errorf("after the end: %v", err)
		}
		s.Close()

		var remote *Remote
		s, _ = a.Open(t.Context(), 2, "echo")
		fail := Raw("fail")
		_ = s.Send(&fail)
		if err := s.Receive(&in); !errors.As(err, &remote) || remote.Text != "asked to fail" {
			t.Errorf("a handler's error: %v", err)
		}
		if err := s.Send(&fail); !errors.As(err, &remote) {
			t.Errorf("sending to a stream that has ended: %v", err)
		}
		s.Close()
		s, _ = a.Open(t.Context(), 2, "nothing")
		if err := s.Receive(&in); !errors.As(err, &remote) {
			t.Errorf("a service that isn't there: %v", err)
		}
		s.Close()
		s, _ = a.Open(t.Context(), 2, "echo")
		large := Raw(make([]byte, 65<<20))
		var tooLarge *TooLarge
		if err := s.Send(&large); !errors.As(err, &tooLarge) {
			t.Errorf("a message too large: %v", err)
		}
		small := Raw("small") // a stream that the other end has not seen would be opened again, elsewhere
		if err := errors.Join(s.Send(&small), s.Receive(&in)); err != nil {
			t.Error(err)
		}
		w.net.Reset("n1", "n2")
		var u *Unreachable
		if err := s.Receive(&in); !errors.As(err, &u) || u.NodeID != 2 {
			t.Errorf("a stream that broke: %v", err)
		}
		s.Close()
		ctx, cancel := context.WithCancel(t.Context())
		s, err = a.Open(ctx, 2, "echo")
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := s.Receive(&in); !errors.Is(err, context.Canceled) {
			t.Errorf("given up: %v", err)
		}
		s.Close()
	})
}

// TestSendAtTheEnd: who sends to a stream that has ended learns why, and takes nothing from who receives.
func TestSendAtTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a, b := w.start(1, nil), w.start(2, nil)
		b.Handle("three", func(s *Stream) error {
			var m Raw
			if err := s.Receive(&m); err != nil {
				return err
			}
			for i := range 3 {
				if m = fmt.Append(nil, i); s.Send(&m) != nil {
					return errors.New("not sent")
				}
			}
			return errors.New("enough")
		})
		for before := range 5 { // messages received before the second is sent; 4: a goroutine receives all the time
			s, err := a.Open(t.Context(), 2, "three")
			if err != nil {
				t.Fatal(err)
			}
			m, got, done := Raw("begin"), []string(nil), make(chan error)
			if err := s.Send(&m); err != nil {
				t.Fatal(err)
			}
			receive := func(most int) (err error) {
				for in := (Raw)(nil); err == nil && len(got) < most; {
					if err = s.Receive(&in); err == nil {
						got = append(got, string(in))
					}
				}
				return err
			}
			go func() { done <- receive(before) }()
			if before < 4 {
				if err := <-done; err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Second)
			}
			var remote *Remote
			for err = nil; err == nil; {
				err = s.Send(&m)
			}
			if !errors.As(err, &remote) || remote.Text != "enough" {
				t.Errorf("%d received: sending ended with %v", before, err)
			}
			if before < 4 {
				err = receive(4)
			} else {
				err = <-done
			}
			if !errors.As(err, &remote) || !slices.Equal(got, []string{"0", "1", "2"}) {
				t.Errorf("%d received, then %q, %v", before, got, err)
			}
			s.Close()
		}
	})
}

func TestStrangersMayJoinAndNoMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		b := w.start(2, func(o *MeshOptions) { o.Server = &fake{} })
		b.HandleStrangers("join", func(s *Stream) error {
			id := Raw{5}
			return s.Send(&id)
		})
		b.Handle("members", func(s *Stream) error { return nil })
		a := w.start(5, func(o *MeshOptions) { o.Identity = Identity{Address: "n5:26434"}; o.Server = &fake{} })
		var in Raw
		var remote *Remote
		s, err := a.OpenAddress(t.Context(), "n2:26434", "members")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Receive(&in); !errors.As(err, &remote) {
			t.Errorf("a stranger asked a service for members: %v", err)
		}
		s.Close()
		if err := commit(t.Context(), a, 2); kind(err) != "elsewhere" {
			t.Errorf("a stranger's commit: %v", err)
		}
		if err := commit(t.Context(), b, 5); err == nil {
			t.Error("a commit was sent to a node that has not joined")
		}
		s, err = a.OpenAddress(t.Context(), "n2:26434", "join")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Receive(&in); err != nil || in[0] != 5 {
			t.Fatalf("joining: %v, %v", in, err)
		}
		a.SetIdentity(Identity{ClusterID: testCluster, NodeID: uint32(in[0]), Address: "n5:26434"})
		s.Close()
		time.Sleep(3 * time.Second)
		if _, err := tag(t.Context(), a, 2, 1); err != nil {
			t.Errorf("a member's request: %v", err)
		}
		if _, err := tag(t.Context(), b, 5, 1); err != nil {
			t.Errorf("a request to the new member: %v", err)
		}
		if _, err := a.OpenAddress(t.Context(), "n9:1", "join"); err == nil {
			t.Error("joined where nobody listens")
		}
		foreign, err := New(MeshOptions{Identity: Identity{ClusterID: [16]byte{9}, NodeID: 1}, Network: w.net.Host("n6"), Resolve: w.resolve})
		if err != nil {
			t.Fatal(err)
		}
		defer foreign.Close()
		if _, err := foreign.OpenAddress(t.Context(), "n2:26434", "join"); !errors.Is(err, ErrCluster) {
			t.Errorf("joining from another cluster: %v", err)
		}
	})
}

// store takes one snapshot; it keeps what it has when a stream breaks.
type store struct {
	mu      sync.Mutex // guards what is below
	data    []byte
	kept    int
	keep    int // how many bytes are kept at a time
	applied bool
	refuse  error
	failAt  int // 0: never
	begun   int
	closed  int
}

// again empties the store and says how it behaves from now on.
func (s *store) again(keep, failAt int, refuse error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.data, s.kept, s.applied, s.begun, s.closed = nil, 0, false, 0, 0
	s.keep, s.failAt, s.refuse = keep, failAt, refuse
}

// holds returns what came and what became of it.
func (s *store) holds() (data []byte, applied bool, begun, closed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.data, s.applied, s.begun, s.closed
}

func (s *store) BeginSnapshot(_ context.Context, _ Peer, h *transportpb.SnapshotHeader) (SnapshotSink, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.refuse != nil {
		return nil, s.refuse
	}
	s.data = s.data[:s.kept]
	s.begun++
	return s, nil
}

func (s *store) Offset() uint64 { s.mu.Lock(); defer s.mu.Unlock(); return uint64(len(s.data)) }
func (s *store) Kept() uint64   { s.mu.Lock(); defer s.mu.Unlock(); return uint64(s.kept) }
func (s *store) Close()         { s.mu.Lock(); defer s.mu.Unlock(); s.closed++ }

func (s *store) Write(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failAt != 0 && len(s.data) >= s.failAt {
		return errors.New("disk on fire")
	}
	s.data = append(s.data, b...)
	s.kept = len(s.data) / s.keep * s.keep
	return nil
}

func (s *store) Finish(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.applied = true
	return nil
}

func snapshotData(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * 7 >> 3)
	}
	return b
}

func TestSnapshots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) { o.Limits.SnapshotBytesPerSec = 8 << 20 })
		st := &store{keep: 1 << 20}
		w.start(2, func(o *MeshOptions) { o.Snapshots = st; o.Limits.SnapshotsMax = 1 })
		data := snapshotData(20<<20 + 12345)
		var from []uint64
		open := func(offset uint64) (io.ReadCloser, error) {
			from = append(from, offset)
			return io.NopCloser(bytes.NewReader(data[offset:])), nil
		}
		h := &transportpb.SnapshotHeader{IdHi: 1, RangeId: 7, Meta: []byte("meta")}

		// It breaks in the middle, and goes on from what was kept.
		began := time.Now()
		time.AfterFunc(time.Second, func() { w.net.Reset("n1", "n2") })
		err := a.SendSnapshot(t.Context(), 2, h, open)
		var broken *SnapshotBroken
		if _, applied, _, _ := st.holds(); !errors.As(err, &broken) || broken.Kept == 0 || applied {
			t.Fatalf("cut in the middle: %v", err)
		}
		time.Sleep(100 * ms)
		if err := a.SendSnapshot(t.Context(), 2, h, open); err != nil {
			t.Fatal(err)
		}
		if len(from) != 2 || from[0] != 0 || from[1] < 5<<20 || from[1]%(1<<20) != 0 || from[1] < broken.Kept {
			t.Errorf("began at %v, and it was told that %d were kept", from, broken.Kept)
		}
		synctest.Wait()
		if got, applied, _, closed := st.holds(); !applied || !bytes.Equal(got, data) || closed != 2 {
			t.Errorf("applied %v, %d bytes, closed %d times", applied, len(got), closed)
		}
		if d := time.Since(began); d < 2400*ms || d > 3*time.Second {
			t.Errorf("20 MiB at 8 MiB/s took %v", d)
		}

		var remote *Remote
		st.again(1, 3<<20, nil)
		if err := a.SendSnapshot(t.Context(), 2, h, open); !errors.As(err, &remote) || remote.Text != "disk on fire" {
			t.Errorf("a sink that fails: %v", err)
		}
		st.again(1, 0, &Busy{3 * time.Second, "full"})
		var busy *Busy
		if err := a.SendSnapshot(t.Context(), 2, h, open); !errors.As(err, &busy) || busy.RetryAfter != 3*time.Second {
			t.Errorf("refused for now: %v", err)
		}
		st.again(1, 0, errors.New("not mine"))
		if err := a.SendSnapshot(t.Context(), 2, h, open); !errors.As(err, &remote) || remote.Text != "not mine" {
			t.Errorf("refused: %v", err)
		}
		// One is taken at a time.
		st.again(1, 0, nil)
		first := make(chan error, 1)
		go func() { first <- a.SendSnapshot(t.Context(), 2, h, open) }()
		time.Sleep(100 * ms)
		if err := a.SendSnapshot(t.Context(), 2, h, open); !errors.As(err, &busy) {
			t.Errorf("a second one: %v", err)
		}
		if err := <-first; err != nil {
			t.Error(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		st.again(1, 0, nil)
		if err := a.SendSnapshot(ctx, 2, h, open); err == nil {
			t.Error("a snapshot outlived its context")
		}
		time.Sleep(time.Second)
		if _, applied, begun, closed := st.holds(); begun != closed || applied {
			t.Errorf("begun %d, closed %d, applied %v", begun, closed, applied)
		}
	})
}

// A receiver that takes long to write holds the sender back.
func TestSnapshotWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) { o.Limits.SnapshotBytesPerSec = -1; o.Limits.SnapshotWindowBytes = 1 << 20 })
		st := &slowStore{store: store{keep: 1 << 30}}
		w.start(2, func(o *MeshOptions) { o.Snapshots = st })
		data := snapshotData(8 << 20)
		r := &counting{r: bytes.NewReader(data)}
		done := make(chan error, 1)
		go func() {
			done <- a.SendSnapshot(t.Context(), 2, &transportpb.SnapshotHeader{}, func(uint64) (io.ReadCloser, error) { return r, nil })
		}()
		for range 20 {
			time.Sleep(100 * ms)
			written := int(st.Offset())
			if ahead := r.count() - written; ahead > 2<<20 {
				t.Errorf("%d bytes ahead of what is written, with a window of 1 MiB", ahead)
			}
		}
		err := <-done
		if got, _, _, _ := st.holds(); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%v, %d bytes", err, len(got))
		}
	})
}

type slowStore struct{ store }

func (s *slowStore) BeginSnapshot(ctx context.Context, p Peer, h *transportpb.SnapshotHeader) (SnapshotSink, error) {
	_, err := s.store.BeginSnapshot(ctx, p, h)
	return s, err
}

func (s *slowStore) Write(b []byte) error {
	time.Sleep(50 * ms)
	return s.store.Write(b)
}

type counting struct {
	mu sync.Mutex // guards n
	n  int
	r  io.Reader
}

func (c *counting) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.mu.Lock()
	c.n += n
	c.mu.Unlock()
	return n, err
}
func (c *counting) Close() error { return nil }
func (c *counting) count() int   { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

// Bulk does not stand in the way of heartbeats, nor of requests.
func TestBulkDelaysNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) { o.Limits.SnapshotBytesPerSec = -1 })
		st, took := &slowStore{store: store{keep: 1}}, &beats{}
		w.start(2, func(o *MeshOptions) { o.Snapshots = st; o.Server = &fake{}; o.Heartbeats = took })
		data := snapshotData(16 << 20)
		done := make(chan error, 1)
		go func() {
			done <- a.SendSnapshot(t.Context(), 2, &transportpb.SnapshotHeader{}, func(uint64) (io.ReadCloser, error) {
				return io.NopCloser(bytes.NewReader(data)), nil
			})
		}()
		time.Sleep(500 * ms)
		_, err := tag(t.Context(), a, 2, 1) // connects
		a.SendHeartbeat(2, &transportpb.Heartbeat{})
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(100 * ms)
		for range 20 {
			began := time.Now()
			if _, err := tag(t.Context(), a, 2, 1); err != nil || time.Since(began) != 20*ms {
				t.Errorf("a request beside a snapshot: %v after %v", err, time.Since(began))
			}
			began = time.Now()
			a.SendHeartbeat(2, &transportpb.Heartbeat{})
			time.Sleep(20 * ms)
			if _, last := took.all(); last.Sub(began) != 10*ms {
				t.Errorf("a heartbeat beside a snapshot came after %v", last.Sub(began))
			}
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// Everything at once over a bad network, and then nothing is left.
func TestChaosLeavesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 0)
		w.net = memnet.New(memnet.Options{Seed: 3, Link: func(string, string) memnet.Link {
			return memnet.Link{Latency: 5 * ms, Jitter: 5 * ms, Loss: 0.01}
		}})
		for id := range uint32(3) {
			w.start(id+1, func(o *MeshOptions) { o.Server = &fake{}; o.Raft = &rafts{}; o.Heartbeats = &beats{} })
		}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		var wg sync.WaitGroup
		var mu sync.Mutex
		kinds := map[string]int{}
		for from, m := range w.meshes {
			for to := range uint32(3) {
				if to+1 == from {
					continue
				}
				wg.Go(func() {
					for ctx.Err() == nil {
						_, err := tag(ctx, m, to+1, 1)
						mu.Lock()
						kinds[kind(err)]++
						mu.Unlock()
						m.SendRaft(RaftLink{from, to + 1, to + 1}, raftMessage(1, "x"))
						m.SendHeartbeat(to+1, &transportpb.Heartbeat{})
						_ = pause(ctx, 5*ms)
					}
				})
			}
		}
		for i := range 20 {
			time.Sleep(time.Second)
			a, b := host(uint32(i%3)+1), host(uint32(i/2%3)+1)
			if a == b {
				w.net.Reset(a, host(uint32((i+1)%3)+1))
				continue
			}
			w.net.Stall(a, b, time.Duration(i)*200*ms)
		}
		wg.Wait()
		cancel()
		for k := range kinds {
			if k != "done" && k != "elsewhere" && k != "context" {
				t.Errorf("a read came to %q", k)
			}
		}
		if kinds["done"] < 2000 || kinds["elsewhere"] == 0 {
			t.Errorf("answers: %v", kinds)
		}
		w.close()
	})
}

package transport

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"

	"google.golang.org/grpc/mem"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

func marshal(t testing.TB, v any) []byte {
	t.Helper()
	s, err := wire{}.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	b := bytes.Clone(s.Materialize())
	s.Free()
	return b
}

func unmarshal(b []byte, v any) error {
	return wire{}.Unmarshal(mem.BufferSlice{mem.SliceBuffer(b)}, v)
}

// What is written by hand must be what protobuf would write.
// unwritable answers a hello with what was said before it, and takes nothing.
type unwritable struct{ io.Reader }

func (unwritable) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Who is refused before its hello has gone out hears why.
func TestRefusedBeforeHello(t *testing.T) {
	me := &self{Identity: Identity{ClusterID: testCluster, NodeID: 5}, versionMin: 1, versionMax: 1}
	h := me.hello()
	h.Refusal = refusal(ErrHello)
	b, err := appendHello(nil, h)
	if err != nil {
		t.Fatal(err)
	}
	none := func(uint32) uint64 { return 0 }
	var told *refusedByPeer
	if _, err := me.dial(unwritable{bytes.NewReader(b)}, none); !errors.As(err, &told) {
		t.Errorf("refused: %v", err)
	}
	if _, err := me.dial(unwritable{bytes.NewReader(nil)}, none); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("nothing was said: %v", err)
	}
}

func TestFramesAreProtobuf(t *testing.T) {
	req := &kvpb.ReadRequest{ReadTs: 5, MaxRows: 300}
	for _, frag := range [][]byte{nil, []byte("x"), make([]byte, 200), make([]byte, 70000)} {
		b := marshal(t, &request{req, fieldFragmentRead, frag})
		var got kvpb.ReadRequest
		if err := unmarshal(b, &got); err != nil || got.ReadTs != 5 || got.MaxRows != 300 || !bytes.Equal(got.Fragment, frag) {
			t.Errorf("%d bytes: got %d, %d, %d bytes, %v", len(frag), got.ReadTs, got.MaxRows, len(got.Fragment), err)
		}
		c := marshal(t, &request{&kvpb.CommitRequest{ReadTs: 5}, fieldFragmentCommit, frag})
		var gotC kvpb.CommitRequest
		if err := unmarshal(c, &gotC); err != nil || gotC.ReadTs != 5 || !bytes.Equal(gotC.Fragment, frag) {
			t.Errorf("commit, %d bytes: %v", len(frag), err)
		}
	}
	for _, rows := range [][]byte{nil, []byte("abc"), make([]byte, 1<<20)} {
		b := marshal(t, &reply{response: &kvpb.ReadResponse{Rows: rows, NumRows: 7}})
		b = append(b, 0x78, 1, 0x79, 1, 2, 3, 4, 5, 6, 7, 8, 0x7a, 1, 1, 0x7d, 1, 2, 3, 4) // fields of a newer peer
		got := reply{response: &kvpb.ReadResponse{}}
		if err := unmarshal(b, &got); err != nil || got.answer != nil {
			t.Fatal(err)
		}
		if r := got.response.(*kvpb.ReadResponse); r.NumRows != 7 || !bytes.Equal(r.Rows, rows) {
			t.Errorf("got %d bytes, %d rows", len(r.Rows), r.NumRows)
		}
	}
	if err := unmarshal(nil, &reply{response: &kvpb.ReadResponse{}}); !errors.Is(err, errReply) {
		t.Errorf("an empty reply: %v", err)
	}
	if _, err := (wire{}).Marshal("text"); err == nil {
		t.Error("text is no message")
	}
	var m transportpb.Hello
	if err := unmarshal([]byte{0xff}, &m); err == nil {
		t.Error("0xff is no hello")
	}
}

func TestEveryMethodIsServed(t *testing.T) {
	served := map[string]bool{}
	for _, m := range kvService().Methods {
		served[m.MethodName] = true
	}
	for m := range kvpb.MethodCount {
		if !served[m.String()] {
			t.Errorf("%s is not served", m)
		}
	}
	if len(served) != int(kvpb.MethodCount) {
		t.Errorf("%d served, %d known", len(served), kvpb.MethodCount)
	}
}

func FuzzReply(f *testing.F) {
	f.Add(marshal(f, &reply{response: &kvpb.ReadResponse{Rows: []byte("abc")}}))
	c := errorCodec{}
	for _, err := range []error{
		&kvpb.Refused{Reason: 3, Cause: errors.New("x"), Other: &kvpb.TxnMeta{IdHi: 1}}, &kvpb.RefusedForNow{}, &kvpb.RetryElsewhere{}, &kvpb.Ambiguous{}, errors.New("y"),
	} {
		f.Add(marshal(f, &reply{answer: c.answer(err)}))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r := reply{response: &kvpb.ReadResponse{}}
		if unmarshal(b, &r) != nil {
			return
		}
		if r.answer != nil {
			// What was understood is sent on as it was understood.
			err := c.err(r.answer)
			again := c.err(c.answer(err))
			if reflect.TypeOf(err) != reflect.TypeOf(again) || err.Error() != again.Error() {
				t.Fatalf("%T %v became %T %v", err, err, again, again)
			}
			return
		}
		again := reply{response: &kvpb.ReadResponse{}}
		if err := unmarshal(marshal(t, &r), &again); err != nil {
			t.Fatal(err)
		}
	})
}

// The shared stream's messages, of requests and of replies.
func FuzzCalls(f *testing.F) {
	add := func(head []byte, tag uint64, p Payload) {
		b, err := entry(head, tag, p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b.ReadOnlyData())
	}
	add(appendField(appendField(appendField(nil, callID, 300), callMethod, 2), callTimeout, 1e9), callBody, &kvpb.CommitRequest{ReadTs: 1})
	add(appendField(appendField(nil, callID, 1), callCancel, 1), 0, nil)
	add(appendField(nil, callID, 1), replyDoneTag, &kvpb.CommitResponse{CommitTs: 3})
	add(appendField(nil, callID, 1), replyAnswerTag, errorCodec{}.answer(&kvpb.Ambiguous{Why: "x"}))
	f.Add([]byte{wordTag, 2, 1, 2, entryTag, 2, callID, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		total := 0
		m := frames{in: mem.SliceBuffer(b)}
		err := m.each(func(e muxed) error {
			total += len(e.body)
			if e.method < uint64(kvpb.MethodCount) && e.tag == callBody {
				req, _ := kvpb.Method(e.method).New()
				_ = req.UnmarshalVT(e.body)
			}
			// What was read is written the same way.
			head := appendField(nil, callID, e.id)
			head = appendField(head, callMethod, e.method)
			head = appendField(head, callTimeout, e.timeout)
			if e.cancel {
				head = appendField(head, callCancel, 1)
			}
			var body Payload
			if e.tag != 0 {
				r := Raw(e.body)
				body = &r
			}
			buf, err := entry(head, e.tag, body)
			if err != nil {
				t.Fatal(err)
			}
			return (&frames{in: buf}).each(func(again muxed) error {
				if again.id != e.id || again.method != e.method || again.timeout != e.timeout || again.cancel != e.cancel || again.tag != e.tag || !bytes.Equal(again.body, e.body) {
					t.Fatalf("%+v became %+v", e, again)
				}
				return nil
			}, func([]byte) { t.Fatal("an entry became a word") })
		}, func(word []byte) { total += len(word) })
		if err == nil && total > len(b) {
			t.Fatalf("%d bytes of bodies in %d", total, len(b))
		}
	})
}

func FuzzHello(f *testing.F) {
	me := &self{Identity: Identity{ClusterID: testCluster, NodeID: 1, Address: "a:1", Epoch: 3}, versionMin: 1, versionMax: 2, wanted: 2, class: ClassRaft}
	good, _ := appendHello(nil, me.hello())
	f.Add(good)
	h := me.hello()
	h.Refusal = refusal(ErrVersion)
	bad, _ := appendHello(nil, h)
	f.Add(bad)
	f.Add([]byte("isochron\x00\x00\x00\x00"))
	you := &self{Identity: Identity{ClusterID: testCluster, NodeID: 2}, versionMin: 1, versionMax: 1}
	f.Fuzz(func(t *testing.T, b []byte) {
		r := bytes.NewReader(b)
		h, err := readHello(r)
		if err != nil {
			return
		}
		if used := len(b) - r.Len(); used > helloHead+helloBytesMax {
			t.Fatalf("read %d bytes", used)
		}
		if h.Refusal != nil && refused(h.Refusal) == nil {
			t.Fatal("a refusal that is no error")
		}
		p, err := you.judge(h, 0)
		if err == nil && (p.Version != 1 || p.Class >= classCount) {
			t.Fatalf("accepted %+v", p)
		}
	})
}

// The messages of the streams, as a peer may send them.
func FuzzStreams(f *testing.F) {
	f.Add(marshal(f, &transportpb.RaftBatch{FromStore: 1, Messages: []*transportpb.RaftMessage{{RangeId: 1, Message: []byte("x")}}}))
	f.Add(marshal(f, &transportpb.SnapshotPart{Header: &transportpb.SnapshotHeader{IdHi: 1}, Chunk: []byte("x"), End: true}))
	f.Add(marshal(f, &transportpb.SnapshotAck{Refused: &transportpb.Failure{Text: "x"}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, m := range []Payload{&transportpb.RaftBatch{}, &transportpb.SnapshotPart{}, &transportpb.SnapshotAck{}, &transportpb.Heartbeat{}, &transportpb.Ping{}} {
			if unmarshal(b, m) == nil {
				if again := marshal(t, m); len(again) > 2*len(b)+64 {
					t.Fatalf("%T of %d bytes became %d", m, len(b), len(again))
				}
			}
		}
	})
}

func BenchmarkReply(b *testing.B) {
	out := &reply{response: &kvpb.ReadResponse{Rows: make([]byte, 200), NumRows: 1}}
	in := &reply{response: &kvpb.ReadResponse{}}
	b.ReportAllocs()
	for b.Loop() {
		s, _ := wire{}.Marshal(out)
		_ = wire{}.Unmarshal(s, in)
		s.Free()
	}
}

package replica_test

import (
	"bytes"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

func someCommands() []*replica.Command {
	return []*replica.Command{
		{},
		{Term: 7, Generation: 3, ClosedTS: 99, Batch: []byte("batch")},
		{Term: 1, Generation: 1, Effects: &replicapb.Effects{
			Staged: []*replicapb.Evidence{{
				Txn: rt.Txn(1), Attempt: 2, Anchor: rt.Key("a"), CommitTs: 5, StagedTs: 6,
				Covered: []*kvpb.Span{rt.Span("a", "c")}, Writes: []*kvpb.Span{rt.Span("a", "")},
			}},
			Prevented: []*replicapb.Prevention{{IdHi: 1, IdLo: 2, Until: 3, FusedOnly: true}},
		}, Batch: []byte{1}},
	}
}

func TestCommandRoundTrip(t *testing.T) {
	for i, c := range someCommands() {
		b, err := replica.EncodeCommand(c)
		if err != nil {
			t.Fatal(err)
		}
		d, err := replica.DecodeCommand(b)
		if err != nil {
			t.Fatalf("command %d: %v", i, err)
		}
		again, err := replica.EncodeCommand(d)
		if err != nil || !bytes.Equal(b, again) || d.Term != c.Term || d.ClosedTS != c.ClosedTS || !bytes.Equal(d.Batch, c.Batch) {
			t.Errorf("command %d: %+v, %v; want %+v", i, d, err, c)
		}
	}
	for _, b := range [][]byte{nil, {0}, {1}, {1, 1, 1, 1}, {1, 1, 1, 1, 9, 0}, {1, 1, 1, 1, 2, 0xff, 0xff}} {
		if _, err := replica.DecodeCommand(b); err == nil {
			t.Errorf("%x was taken for a command", b)
		}
	}
}

// TestCommandIsEncodedOnce: a large command is not copied again for its effects.
func TestCommandIsEncodedOnce(t *testing.T) {
	c := someCommands()[2]
	c.Term, c.Generation, c.ClosedTS, c.Batch = 1<<62, 1<<62, 1<<62, make([]byte, 1<<20)
	got := testing.AllocsPerRun(10, func() {
		if _, err := replica.EncodeCommand(c); err != nil {
			t.Fatal(err)
		}
	})
	if got > 1 {
		t.Errorf("a command took %v allocations, want 1", got)
	}
}

func FuzzDecodeCommand(f *testing.F) {
	for _, c := range someCommands() {
		b, err := replica.EncodeCommand(c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := replica.DecodeCommand(b)
		if err != nil {
			return
		}
		again, err := replica.EncodeCommand(c)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := replica.DecodeCommand(again); err != nil {
			t.Fatalf("an encoded command does not decode: %v", err)
		}
	})
}

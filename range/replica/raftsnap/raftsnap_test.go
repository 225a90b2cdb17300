package raftsnap

import (
	"bytes"
	"errors"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
)

const testRange = 9

func testEngine(t testing.TB) engine.Engine {
	t.Helper()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

func testDescriptor() *descriptor.Range {
	return &descriptor.Range{
		ID: testRange, Start: keys.Key{keys.Rows}, End: keys.Key{keys.Rows, 9}, Generation: 3,
		Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}, {ID: 2, NodeID: 2, StoreID: 2}},
	}
}

// snapshotBytes is a small range, written out.
func snapshotBytes(t testing.TB) []byte {
	t.Helper()
	e := testEngine(t)
	b := e.NewBatch(0)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(rangestate.WriteDescriptor(b, testDescriptor()))
	check(rangestate.WriteApplied(b, testRange, rangestate.Applied{Index: 30, Term: 7}))
	for i := byte(0); i < 5; i++ {
		check(mvcc.Put(b, keys.Key{keys.Rows, i}, hlc.Timestamp(10+i), mvcc.Header{Mode: mvcc.ModeUpdate}, []byte("value")))
	}
	check(e.Apply(b, true))
	var out bytes.Buffer
	check(Write(e, testRange, &out))
	return out.Bytes()
}

// A state that comes whole is the same range; what is left where it goes is gone.
func TestGoesOver(t *testing.T) {
	whole := snapshotBytes(t)
	e := testEngine(t)
	old := e.NewBatch(0)
	if err := mvcc.Put(old, keys.Key{keys.Rows, 7}, 5, mvcc.Header{Mode: mvcc.ModeUpdate}, []byte("old")); err != nil {
		t.Fatal(err)
	}
	if err := e.Apply(old, true); err != nil {
		t.Fatal(err)
	}
	b := e.NewBatch(0)
	meta, err := Read(bytes.NewReader(whole), testRange, nil, 1<<20, b)
	if err != nil || meta.Index != 30 || meta.Term != 7 || !meta.Descriptor.Equal(testDescriptor()) {
		t.Fatalf("got %+v, %v", meta, err)
	}
	if err := e.Apply(b, true); err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := Write(e, testRange, &again); err != nil || !bytes.Equal(again.Bytes(), whole) {
		t.Errorf("the state became another on its way: %v", err)
	}
}

// A state that is cut off, changed, too large or of another range is refused.
func TestWholeOrNothing(t *testing.T) {
	whole := snapshotBytes(t)
	e := testEngine(t)
	try := func(s []byte, rangeID uint64, bytesMax int) error {
		b := e.NewBatch(0)
		defer b.Close()
		_, err := Read(bytes.NewReader(s), rangeID, nil, bytesMax, b)
		return err
	}
	for n := range whole {
		if err := try(whole[:n], testRange, 1<<20); !errors.Is(err, ErrMalformed) {
			t.Fatalf("cut at %d of %d: %v", n, len(whole), err)
		}
		s := bytes.Clone(whole)
		s[n] ^= 1
		if err := try(s, testRange, 1<<20); !errors.Is(err, ErrMalformed) {
			t.Fatalf("a bit at %d of %d is wrong: %v", n, len(whole), err)
		}
	}
	if err := try(whole, testRange+1, 1<<20); !errors.Is(err, ErrMalformed) {
		t.Errorf("another range: %v", err)
	}
	if err := try(whole, testRange, 100); !errors.Is(err, ErrMalformed) {
		t.Errorf("too large: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	whole := snapshotBytes(f)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte{0})
	e := testEngine(f)
	f.Fuzz(func(t *testing.T, s []byte) {
		b := e.NewBatch(0)
		defer b.Close()
		meta, err := Read(bytes.NewReader(s), testRange, nil, 1<<20, b)
		if err == nil && (meta.Descriptor == nil || meta.Descriptor.ID != testRange) {
			t.Errorf("a state of nothing: %+v", meta)
		}
	})
}

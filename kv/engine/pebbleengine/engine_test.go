package pebbleengine_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
)

func open(t testing.TB, o pebbleengine.Options) engine.Engine {
	t.Helper()
	if o.FS == nil && o.Dir == "" {
		o.FS = pebbleengine.MemFS()
	}
	e, err := pebbleengine.Open(o)
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

// put writes one unversioned entry.
func put(e engine.Engine, key, value string, sync bool) error {
	b := e.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.Key(key), 0, []byte(value)); err != nil {
		return err
	}
	return e.Apply(b, sync)
}

func dump(t testing.TB, r engine.Reader, o engine.IterOptions) string {
	t.Helper()
	it, err := r.NewIter(o)
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	for ok := it.First(); ok; ok = it.Next() {
		v, err := it.Value()
		if err != nil {
			t.Fatal(err)
		}
		s = append(s, fmt.Sprintf("%s@%d=%s", string(it.Key()), int64(it.Timestamp()), v))
	}
	if err := it.Close(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(s, " ")
}

// fill writes entries "key@ts" whose value is their name.
func fill(t testing.TB, e engine.Engine, entries ...string) {
	t.Helper()
	b := e.NewBatch(0)
	for _, s := range entries {
		var ts int64
		key, at, _ := strings.Cut(s, "@")
		if _, err := fmt.Sscan(at, &ts); err != nil {
			t.Fatal(err)
		}
		if err := b.PutParts(keys.Key(key), hlc.Timestamp(ts), []byte(key[:1]), []byte(at)); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Apply(b, true); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOrderAndSeeks(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	fill(t, e, "b@0", "b@5", "b@9", "a\x00z@3", "a@7", "a\x00@4", "c@1")
	for _, flushed := range []bool{false, true} {
		if flushed {
			if err := e.Flush(); err != nil {
				t.Fatal(err)
			}
		}
		want := "a@7=a7 a\x00@4=a4 a\x00z@3=a3 b@0=b0 b@9=b9 b@5=b5 c@1=c1"
		if got := dump(t, e, engine.IterOptions{}); got != want {
			t.Fatalf("flushed %t:\n got %q\nwant %q", flushed, got, want)
		}
		tests := []struct {
			name string
			seek func(engine.Iterator) bool
			want string
		}{
			{"newest at or below", func(i engine.Iterator) bool { return i.SeekGE(keys.Key("b"), 8) }, "b@5"},
			{"exact", func(i engine.Iterator) bool { return i.SeekGE(keys.Key("b"), 9) }, "b@9"},
			{"below all goes to the next key", func(i engine.Iterator) bool { return i.SeekGE(keys.Key("b"), 4) }, "c@1"},
			{"unversioned first", func(i engine.Iterator) bool { return i.SeekGE(keys.Key("b"), 0) }, "b@0"},
			{"point stays with its key", func(i engine.Iterator) bool { return i.SeekPoint(keys.Key("b"), 4) }, ""},
			{"point", func(i engine.Iterator) bool { return i.SeekPoint(keys.Key("b"), 7) }, "b@5"},
			{"point, next", func(i engine.Iterator) bool { return i.SeekPoint(keys.Key("b"), 9) && i.Next() }, "b@5"},
			{"point, next to the end", func(i engine.Iterator) bool { return i.SeekPoint(keys.Key("b"), 9) && i.Next() && i.Next() }, ""},
			{"point of a prefix", func(i engine.Iterator) bool {
				return i.SeekPoint(keys.Key("a"), hlc.Max) && !i.Next() && i.SeekPoint(keys.Key("a"), 7)
			}, "a@7"},
			{"absent point", func(i engine.Iterator) bool { return i.SeekPoint(keys.Key("bb"), hlc.Max) }, ""},
			{"before", func(i engine.Iterator) bool { return i.SeekLT(keys.Key("c")) }, "b@5"},
			{"before, prev", func(i engine.Iterator) bool { return i.SeekLT(keys.Key("c")) && i.Prev() }, "b@9"},
			{"before all", func(i engine.Iterator) bool { return i.SeekLT(keys.Key("a")) }, ""},
			{"last", func(i engine.Iterator) bool { return i.Last() }, "c@1"},
			{"next key", func(i engine.Iterator) bool { return i.SeekGE(keys.Key("b"), 0) && i.NextKey() }, "c@1"},
			{"bounds", func(i engine.Iterator) bool {
				i.SetBounds(keys.Key("a\x00"), keys.Key("b"))
				return i.Last() && i.Key().Compare(keys.Key("a\x00z")) == 0 && i.First()
			}, "a\x00@4"},
		}
		for _, tt := range tests {
			it, err := e.NewIter(engine.IterOptions{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if tt.seek(it) {
				got = fmt.Sprintf("%s@%d", string(it.Key()), int64(it.Timestamp()))
			}
			if got != tt.want {
				t.Errorf("flushed %t: %s: got %q, want %q", flushed, tt.name, got, tt.want)
			}
			if err := it.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestTimestampFilter: what lies within the interval is never skipped, and whole
// files outside of it are.
func TestTimestampFilter(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	fill(t, e, "a@10", "b@11")
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	fill(t, e, "a@20", "c@21")
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		min, max hlc.Timestamp
		within   string
		empty    bool // nothing at all: every file and block lies outside
	}{
		{1, 9, "", true}, {10, 15, "a@10=a10 b@11=b11", false}, {16, 20, "a@20=a20", false}, {22, hlc.Max, "", true}, {12, 12, "", false},
	}
	for _, tt := range tests {
		got := dump(t, e, engine.IterOptions{MinTimestamp: tt.min, MaxTimestamp: tt.max})
		if tt.empty && got != "" {
			t.Errorf("[%d, %d]: got %q, want nothing", tt.min, tt.max, got)
		}
		for _, w := range strings.Fields(tt.within) {
			if !strings.Contains(got, w) {
				t.Errorf("[%d, %d]: got %q, which lacks %s", tt.min, tt.max, got, w)
			}
		}
	}
}

func TestSnapshot(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	fill(t, e, "a@1", "b@2", "n@0")
	s := e.NewSnapshot()
	fill(t, e, "a@5", "c@1", "n@0", "o@0")
	want := "a@1=a1 b@2=b2 n@0=n0"
	for i := range 3 {
		if got := dump(t, s, engine.IterOptions{}); got != want {
			t.Errorf("read %d: got %q, want %q", i, got, want)
		}
		if got := dump(t, s, engine.IterOptions{Lower: keys.Key("b"), Upper: keys.Key("c")}); got != "b@2=b2" {
			t.Errorf("read %d, bounded: got %q", i, got)
		}
		if got := dump(t, s, engine.IterOptions{MinTimestamp: 2, MaxTimestamp: 4}); !strings.Contains(got, "b@2=b2") {
			t.Errorf("read %d, filtered: got %q", i, got)
		}
		if _, found, err := s.Get(keys.Key("o"), nil); found || err != nil {
			t.Errorf("read %d: a later entry: found %t, %v", i, found, err)
		}
		if v, found, err := s.Get(keys.Key("n"), []byte("x")); string(v) != "xn0" || !found || err != nil {
			t.Errorf("read %d: got %q, %t, %v", i, v, found, err)
		}
		one, err := s.NewIter(engine.IterOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if got := dump(t, s, engine.IterOptions{Lower: keys.Key("b")}); got != "b@2=b2 n@0=n0" {
			t.Errorf("read %d, beside another: got %q", i, got)
		}
		if !one.First() || string(one.Key()) != "a" {
			t.Errorf("read %d: the first iterator was disturbed", i)
		}
		one.Close()
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestBatchRepr(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	fill(t, e, "a@1", "b@2", "c@3", "d@4")
	from := e.NewBatch(100)
	for _, err := range []error{
		from.Put(keys.Key("e"), 5, []byte("new")), from.Delete(keys.Key("a"), 1),
		from.DeleteRange(keys.Key("b"), keys.Key("d")), from.DeleteRange(keys.Key("z"), keys.Key("d")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if from.Count() != 3 || from.Empty() {
		t.Errorf("count %d, empty %t", from.Count(), from.Empty())
	}
	repr := bytes.Clone(from.Repr())
	from.Close()
	to := e.NewBatch(0)
	defer to.Close()
	for i := range repr {
		broken := bytes.Clone(repr[:i])
		if err := to.ApplyRepr(broken); i > 0 && !errors.Is(err, engine.ErrCorrupt) {
			t.Errorf("%d bytes of %d: error %v, want ErrCorrupt", i, len(repr), err)
		}
	}
	if !to.Empty() {
		t.Errorf("malformed batches left %d changes", to.Count())
	}
	if err := to.ApplyRepr(repr); err != nil {
		t.Fatal(err)
	}
	if err := e.Apply(to, true); err != nil {
		t.Fatal(err)
	}
	if got, want := dump(t, e, engine.IterOptions{}), "d@4=d4 e@5=new"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzApplyRepr(f *testing.F) {
	e := open(f, pebbleengine.Options{})
	b := e.NewBatch(0)
	if err := errors.Join(b.Put(keys.Key("k"), 7, []byte("v")), b.DeleteRange(keys.Key("a"), keys.Key("b"))); err != nil {
		f.Fatal(err)
	}
	f.Add(bytes.Clone(b.Repr()))
	b.Close()
	f.Fuzz(func(t *testing.T, repr []byte) {
		b := e.NewBatch(0)
		defer b.Close()
		if b.ApplyRepr(repr) == nil {
			if err := e.Apply(b, false); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestIngest(t *testing.T) {
	e := open(t, pebbleengine.Options{})
	fill(t, e, "a@1")
	var tables []engine.Table
	for _, k := range []string{"b", "c"} {
		tab, err := e.NewTable()
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(tab.Put(keys.Key(k), 9, []byte("x")), tab.PutParts(keys.Key(k), 8, []byte("y"), []byte("z"))); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, tab)
	}
	gone, err := e.NewTable()
	if err != nil {
		t.Fatal(err)
	}
	if err := gone.Abandon(); err != nil {
		t.Fatal(err)
	}
	if err := e.Ingest(tables...); err != nil {
		t.Fatal(err)
	}
	if got, want := dump(t, e, engine.IterOptions{}), "a@1=a1 b@9=x b@8=yz c@9=x c@8=yz"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCheckpoint(t *testing.T) {
	fs := pebbleengine.MemFS()
	e := open(t, pebbleengine.Options{FS: fs})
	fill(t, e, "a@1", "b@2")
	if err := e.Checkpoint("copy"); err != nil {
		t.Fatal(err)
	}
	fill(t, e, "c@3")
	c := open(t, pebbleengine.Options{FS: fs, Dir: "copy", MustExist: true})
	if got, want := dump(t, c, engine.IterOptions{}), "a@1=a1 b@2=b2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOpenErrors(t *testing.T) {
	newStore := func(t *testing.T) string {
		dir := t.TempDir()
		e, err := pebbleengine.Open(pebbleengine.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		fill(t, e, "a@1", "b@2")
		if err := errors.Join(e.Flush(), e.Close()); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	damage := func(pattern string, change func([]byte) []byte) func(*testing.T) pebbleengine.Options {
		return func(t *testing.T) pebbleengine.Options {
			dir := newStore(t)
			names, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil || len(names) == 0 {
				t.Fatal("no file", pattern, err)
			}
			for _, n := range names {
				b, err := os.ReadFile(n)
				if err != nil {
					t.Fatal(err)
				}
				if err := os.Remove(n); err != nil {
					t.Fatal(err)
				}
				if b = change(b); b == nil {
					continue
				}
				if err := os.WriteFile(n, b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			return pebbleengine.Options{Dir: dir}
		}
	}
	tests := []struct {
		name string
		make func(*testing.T) pebbleengine.Options
		want error
	}{
		{"in use", func(t *testing.T) pebbleengine.Options {
			dir := t.TempDir()
			open(t, pebbleengine.Options{Dir: dir})
			return pebbleengine.Options{Dir: dir}
		}, engine.ErrLocked},
		{"in use, in memory", func(t *testing.T) pebbleengine.Options {
			fs := pebbleengine.MemFS()
			open(t, pebbleengine.Options{FS: fs})
			return pebbleengine.Options{FS: fs}
		}, engine.ErrLocked},
		{"something else", func(t *testing.T) pebbleengine.Options {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "thesis.tex"), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			return pebbleengine.Options{Dir: dir}
		}, engine.ErrForeign},
		{"missing, must exist", func(t *testing.T) pebbleengine.Options {
			return pebbleengine.Options{Dir: filepath.Join(t.TempDir(), "x"), MustExist: true}
		}, engine.ErrForeign},
		{"empty, must exist", func(t *testing.T) pebbleengine.Options {
			return pebbleengine.Options{Dir: t.TempDir(), MustExist: true}
		}, engine.ErrForeign},
		{"a file", func(t *testing.T) pebbleengine.Options {
			name := filepath.Join(t.TempDir(), "f")
			if err := os.WriteFile(name, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return pebbleengine.Options{Dir: name}
		}, syscall.ENOTDIR},
		{"no directory", func(*testing.T) pebbleengine.Options { return pebbleengine.Options{FS: pebbleengine.OSFS()} }, nil},
		{"missing table", damage("*.sst", func([]byte) []byte { return nil }), engine.ErrCorrupt},
		{"short table", damage("*.sst", func(b []byte) []byte { return b[:len(b)/2] }), engine.ErrCorrupt},
		{"garbled manifest", damage("MANIFEST-*", func(b []byte) []byte { return bytes.Repeat([]byte{7}, len(b)) }), engine.ErrCorrupt},
		{"missing manifest", damage("MANIFEST-*", func([]byte) []byte { return nil }), engine.ErrCorrupt},
		{"newer format", func(t *testing.T) pebbleengine.Options {
			dir := newStore(t)
			if err := os.WriteFile(filepath.Join(dir, "marker.format-version.999999.999"), nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return pebbleengine.Options{Dir: dir}
		}, engine.ErrVersion},
		{"full disk", func(*testing.T) pebbleengine.Options {
			return pebbleengine.Options{FS: fullFS(pebbleengine.MemFS(), new(atomic.Int64))}
		}, engine.ErrFull},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := pebbleengine.Open(tt.make(t))
			if err == nil {
				e.Close()
				t.Fatal("opened")
			}
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// fullFS fails writes with ENOSPC while room is zero, and counts room down with
// each write where it is positive. Negative room is endless.
func fullFS(fs pebbleengine.FS, room *atomic.Int64) pebbleengine.FS {
	return pebbleengine.WithHook(fs, func(op pebbleengine.Op) error {
		switch op.Kind {
		case pebbleengine.OpRemove, pebbleengine.OpRename:
			return nil
		}
		n := room.Load()
		if n < 0 || n > 0 && room.CompareAndSwap(n, n-1) {
			return nil
		}
		return &os.PathError{Op: "write", Path: op.Path, Err: syscall.ENOSPC}
	})
}

// TestFullDisk fills the disk at every write of a concurrent workload: each
// Apply ends, what was acknowledged as synced is there after a power cut, and the
// error says that the disk is full.
func TestFullDisk(t *testing.T) {
	for writes := int64(1); writes < 60; writes += 3 {
		crash := pebbleengine.NewCrashFS()
		var room atomic.Int64
		room.Store(-1)
		e, err := pebbleengine.Open(pebbleengine.Options{FS: fullFS(crash, &room), MemTableBytes: 64 << 10})
		if err != nil {
			t.Fatal(err)
		}
		room.Store(writes)
		var mu sync.Mutex
		acked := map[string]bool{}
		var wg sync.WaitGroup
		for w := range 3 {
			wg.Go(func() {
				for i := range 200 {
					key := fmt.Sprintf("%d-%03d", w, i)
					err := put(e, key, strings.Repeat("v", 2000), true)
					if err != nil {
						if !errors.Is(err, engine.ErrFull) || !errors.Is(err, engine.ErrFailed) {
							t.Errorf("room %d: %v", writes, err)
						}
						return
					}
					mu.Lock()
					acked[key] = true
					mu.Unlock()
				}
				t.Errorf("room %d: the disk was never full", writes)
			})
		}
		wg.Wait()
		if err := e.Writable(); !errors.Is(err, engine.ErrFailed) {
			t.Errorf("room %d: writable: %v", writes, err)
		}
		after := crash.Crash(0, nil)
		_ = e.Close() // its background work failed too
		again, err := pebbleengine.Open(pebbleengine.Options{FS: after})
		if err != nil {
			t.Fatalf("room %d: opening after it: %v", writes, err)
		}
		for k := range acked {
			if _, found, err := again.Get(keys.Key(k), nil); !found || err != nil {
				t.Errorf("room %d: acknowledged %s is lost (%v)", writes, k, err)
			}
		}
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestFailingFiles fails the writes or syncs of one kind of file for good: the
// writers, which would wait for a flush for ever, end with an error, the store
// closes, and what was acknowledged is there when the disk is well again.
func TestFailingFiles(t *testing.T) {
	eio := &os.PathError{Op: "write", Path: "x", Err: syscall.EIO}
	tests := []struct {
		kind pebbleengine.OpKind
		path string // a part of the name
	}{
		{pebbleengine.OpCreate, ".sst"}, {pebbleengine.OpWrite, ".sst"}, {pebbleengine.OpSync, ".sst"},
		{pebbleengine.OpWrite, "MANIFEST"}, {pebbleengine.OpSync, "MANIFEST"},
		{pebbleengine.OpCreate, ".log"}, {pebbleengine.OpReuse, ".log"}, {pebbleengine.OpWrite, ".log"}, {pebbleengine.OpSync, ".log"},
	}
	for _, tt := range tests {
		t.Run(string(tt.kind)+" "+tt.path, func(t *testing.T) {
			crash := pebbleengine.NewCrashFS()
			var broken atomic.Bool
			fs := pebbleengine.WithHook(crash, func(op pebbleengine.Op) error {
				if broken.Load() && op.Kind == tt.kind && strings.Contains(op.Path, tt.path) {
					return eio
				}
				return nil
			})
			e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, MemTableBytes: 64 << 10})
			if err != nil {
				t.Fatal(err)
			}
			broken.Store(true)
			acked := 0
			for i := range 2000 {
				if err = put(e, fmt.Sprintf("%04d", i), strings.Repeat("v", 2000), true); err != nil {
					break
				}
				acked = i + 1
			}
			if !errors.Is(err, engine.ErrFailed) || !errors.Is(err, syscall.EIO) || errors.Is(err, engine.ErrFull) {
				t.Errorf("after %d writes: %v, want ErrFailed with its cause", acked, err)
			}
			_ = e.Close() // its background work failed too
			for _, percent := range []int{0, 100} {
				again := open(t, pebbleengine.Options{FS: crash.Crash(percent, rand.New(rand.NewPCG(1, 1)))})
				for i := range acked {
					if _, found, err := again.Get(keys.Key(fmt.Sprintf("%04d", i)), nil); !found || err != nil {
						t.Fatalf("acknowledged %d of %d is lost (%v)", i, acked, err)
					}
				}
			}
		})
	}
}

// usageFS says how much room there is.
type usageFS struct {
	pebbleengine.FS
	free *atomic.Uint64
}

func (u usageFS) GetDiskUsage(string) (vfs.DiskUsage, error) {
	return vfs.DiskUsage{AvailBytes: u.free.Load(), TotalBytes: 10 << 30}, nil
}

func TestReserve(t *testing.T) {
	var free atomic.Uint64
	free.Store(1 << 30)
	e := open(t, pebbleengine.Options{FS: usageFS{pebbleengine.MemFS(), &free}})
	if err := e.Writable(); err != nil {
		t.Fatal(err)
	}
	free.Store(1 << 20)
	for i := range 6 { // what has been proposed may use the reserve
		if err := put(e, fmt.Sprint(i), strings.Repeat("v", 1<<20), true); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Writable(); !errors.Is(err, engine.ErrFull) {
		t.Errorf("below the reserve: %v, want ErrFull", err)
	}
}

func TestClosed(t *testing.T) {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		t.Fatal(err)
	}
	b := e.NewBatch(0)
	if err := errors.Join(e.Close(), e.Close()); err != nil {
		t.Fatal(err)
	}
	_, iterErr := e.NewIter(engine.IterOptions{})
	_, _, getErr := e.Get(keys.Key("a"), nil)
	_, snapErr := e.NewSnapshot().NewIter(engine.IterOptions{})
	for what, err := range map[string]error{"apply": e.Apply(b, true), "iterator": iterErr, "get": getErr, "snapshot": snapErr, "flush": e.Flush()} {
		if !errors.Is(err, engine.ErrClosed) {
			t.Errorf("%s: %v, want ErrClosed", what, err)
		}
	}
}

// TestAsync: what ApplyAsync wrote is visible at once, and durable after its wait.
func TestAsync(t *testing.T) {
	fs := pebbleengine.NewCrashFS()
	e := open(t, pebbleengine.Options{FS: fs})
	b := e.NewBatch(0)
	if err := b.Put(keys.Key("k"), 0, []byte("v")); err != nil {
		t.Fatal(err)
	}
	wait, err := e.ApplyAsync(b)
	if err != nil {
		t.Fatal(err)
	}
	if _, found, _ := e.Get(keys.Key("k"), nil); !found {
		t.Error("not visible")
	}
	if err := wait(); err != nil {
		t.Fatal(err)
	}
	b.Close()
	after := open(t, pebbleengine.Options{FS: fs.Crash(0, nil)})
	if _, found, _ := after.Get(keys.Key("k"), nil); !found {
		t.Error("not durable after wait")
	}
	if n := e.Metrics().WALSyncs; n == 0 {
		t.Error("no sync was counted")
	}
}

// Staged files outlive the engine, say when they have been damaged, and are ingested as often as
// asked.
func TestStaged(t *testing.T) {
	fs := pebbleengine.MemFS()
	e := open(t, pebbleengine.Options{FS: fs})
	stage := func(name, key string) engine.Seal {
		t.Helper()
		tab, err := e.StageTable(name)
		if err != nil {
			t.Fatal(err)
		}
		err = tab.Put(keys.Key(key), 9, []byte("x"))
		seal, err2 := tab.Seal()
		if err := errors.Join(err, err2); err != nil {
			t.Fatal(err)
		}
		return seal
	}
	stage("1-a", "q")
	sealA, sealB := stage("1-a", "a"), stage("1-b", "b")
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = open(t, pebbleengine.Options{FS: fs})
	if names, err := e.Staged(); err != nil || len(names) != 2 {
		t.Fatalf("staged are %v, %v", names, err)
	}
	if err := errors.Join(e.CheckStaged("1-a", sealA), e.CheckStaged("1-b", sealB)); err != nil {
		t.Error(err)
	}
	for name, seal := range map[string]engine.Seal{"1-c": sealA, "1-a": sealB} {
		if err := e.CheckStaged(name, seal); !errors.Is(err, engine.ErrCorrupt) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: got %v, want %v", name, err, engine.ErrCorrupt)
		}
	}
	for range 2 {
		if err := e.IngestStaged("1-a", "1-b"); err != nil {
			t.Fatal(err)
		}
		if got, want := dump(t, e, engine.IterOptions{}), "a@9=x b@9=x"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if err := e.DropStaged("1-a", "1-b", "1-c"); err != nil {
		t.Error(err)
	}
	if names, err := e.Staged(); err != nil || len(names) != 0 {
		t.Errorf("%v are left, %v", names, err)
	}
	fill(t, e, "c@1")
	if got, want := dump(t, e, engine.IterOptions{}), "a@9=x b@9=x c@1=c1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestBatchKeepsMemory: a batch that is used for one large command after the other allocates once.
func TestBatchKeepsMemory(t *testing.T) {
	e := open(t, pebbleengine.Options{FS: pebbleengine.MemFS()})
	b := e.NewBatch(0)
	defer b.Close()
	key, value := keys.Key("a"), make([]byte, 3<<20)
	got := testing.AllocsPerRun(10, func() {
		b.Reset()
		if err := b.Put(key, 0, value); err != nil {
			t.Fatal(err)
		}
	})
	if got > 0 {
		t.Errorf("a command took %v allocations", got)
	}
}

package pebbleengine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
)

// rotTable flips a bit in the middle of the only table of a closed store.
func rotTable(t *testing.T, fs pebbleengine.FS) (name string) {
	t.Helper()
	names, err := fs.List("store")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		if strings.HasSuffix(n, ".sst") {
			if name != "" {
				t.Fatalf("more tables than one: %v", names)
			}
			name = fs.PathJoin("store", n)
		}
	}
	f, err := fs.OpenReadWrite(name, "")
	if err != nil {
		t.Fatal(err)
	}
	var b [1]byte
	at := int64(20_000)
	if _, err = f.ReadAt(b[:], at); err == nil {
		b[0] ^= 4
		_, err = f.WriteAt(b[:], at)
	}
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	return name
}

func random(rng *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return string(b)
}

// rotten is a store of one level-zero table, some block of which is damaged.
func rotten(t *testing.T) (fs pebbleengine.FS, name string) {
	t.Helper()
	fs = pebbleengine.MemFS()
	e, err := pebbleengine.Open(pebbleengine.Options{FS: fs})
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 1000 {
		if err := put(e, fmt.Sprintf("k%04d", i), random(rng, 100), false); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(e.Flush(), e.Close()); err != nil {
		t.Fatal(err)
	}
	return fs, rotTable(t, fs)
}

// TestRot: a damaged table, whoever meets it, ends the engine with its name, and the
// compaction that fails because of it is not tried again and again.
func TestRot(t *testing.T) {
	for name, meet := range map[string]func(engine.Engine) error{
		"iterator": func(e engine.Engine) error {
			it, err := e.NewIter(engine.IterOptions{})
			if err != nil {
				return err
			}
			for ok := it.First(); ok; ok = it.Next() {
			}
			return errors.Join(it.Err(), it.Close())
		},
		"get": func(e engine.Engine) error {
			for i := range 1000 {
				if _, _, err := e.Get(keys.Key(fmt.Sprintf("k%04d", i)), nil); err != nil {
					return err
				}
			}
			return nil
		},
		"compaction": func(e engine.Engine) error {
			for range 4 {
				if err := errors.Join(put(e, "k0000", "v", false), put(e, "k0999", "v", false), e.Flush()); err != nil {
					return err
				}
				time.Sleep(time.Second)
			}
			return e.Writable()
		},
		"manual compaction": func(e engine.Engine) error {
			if err := errors.Join(put(e, "k0500", "v", false), e.Flush()); err != nil {
				return err
			}
			return e.Compact(keys.MinKey, keys.MaxKey)
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				fs, file := rotten(t)
				var told []error
				e := open(t, pebbleengine.Options{FS: fs, OnFailure: func(err error) { told = append(told, err) }})
				if err := meet(e); !errors.Is(err, engine.ErrCorrupt) {
					t.Errorf("who meets it hears %v, want %v", err, engine.ErrCorrupt)
				}
				synctest.Wait()
				for _, err := range append(told, e.Writable(), put(e, "k", "v", true)) {
					if !errors.Is(err, engine.ErrFailed) || !errors.Is(err, engine.ErrCorrupt) || !strings.Contains(err.Error(), file) {
						t.Errorf("got %v, want %v, %v and %s", err, engine.ErrFailed, engine.ErrCorrupt, file)
					}
				}
				if len(told) != 1 {
					t.Errorf("told %d times: %v", len(told), told)
				}
				time.Sleep(time.Hour)
				if n := e.Metrics().Compactions; n > 3 {
					t.Errorf("%d compactions", n)
				}
			})
		})
	}
}

// TestRotStats: a table whose statistics can't be read is not asked for them without a pause:
// time goes on in a bubble, and the log stays readable.
func TestRotStats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fs, file := rotten(t)
		garble(t, fs, file)
		var lines lineCount
		e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, Logger: slog.New(&lines)})
		if err != nil && !errors.Is(err, engine.ErrCorrupt) {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second)
		if e != nil {
			if err := e.Close(); err != nil && !errors.Is(err, engine.ErrCorrupt) {
				t.Error(err)
			}
		}
		if n := lines.n.Load(); n == 0 || n > 1000 {
			t.Errorf("%d lines were logged in ten seconds", n)
		}
	})
}

// garble spoils the end of a table, where its properties and its index are.
func garble(t *testing.T, fs pebbleengine.FS, name string) {
	t.Helper()
	info, err := fs.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := fs.OpenReadWrite(name, "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt(bytes.Repeat([]byte{0x55}, 200), info.Size()-800)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
}

// lineCount counts what is logged.
type lineCount struct{ n atomic.Int64 }

func (l *lineCount) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelInfo }
func (l *lineCount) Handle(context.Context, slog.Record) error        { l.n.Add(1); return nil }
func (l *lineCount) WithAttrs([]slog.Attr) slog.Handler               { return l }
func (l *lineCount) WithGroup(string) slog.Handler                    { return l }

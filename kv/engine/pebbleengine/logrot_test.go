package pebbleengine

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// TestRottenLog flips a bit of the log that a power cut left, of a store that is new and of
// one that was opened before: it is told, and nothing that was acknowledged is forgotten in
// silence.
func TestRottenLog(t *testing.T) {
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 0x07))
		fs := NewCrashFS()
		open := func(fs FS) (engine.Engine, error) { return Open(Options{FS: fs}) }
		e, err := open(fs)
		if err != nil {
			t.Fatal(err)
		}
		if seed%2 == 1 {
			if err := e.Close(); err != nil {
				t.Fatal(err)
			}
			if e, err = open(fs); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 400 {
			b := e.NewBatch(512)
			key := append(keys.Key{keys.System}, fmt.Sprintf("%04d", i)...)
			if err := errors.Join(b.Put(key, hlc.Zero, make([]byte, 20+rng.IntN(400))), e.Apply(b, true)); err != nil {
				t.Fatal(err)
			}
			b.Close()
		}
		cut := fs.Crash(0, nil)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		where := flipLog(t, cut, rng)
		again, err := open(cut)
		if err == nil {
			_ = again.Close()
		}
		if !errors.Is(err, engine.ErrCorrupt) {
			t.Errorf("seed %d: a bit flipped in %s: opened with %v", seed, where, err)
		}
	}
}

// fewSeeds is how many of n seeds are played: with -short, where the race detector and Pebble's invariants
// make each twenty times as slow, a fifth.
func fewSeeds(n uint64) uint64 {
	if testing.Short() {
		return max(1, n/5)
	}
	return n
}

// TestRottenLogs flips a bit anywhere in any log that a power cut left of a store with several of
// them, in files that were used before: nothing that was synced is forgotten in silence.
func TestRottenLogs(t *testing.T) {
	told, seeds := 0, fewSeeds(120)
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 0x17))
		cut, synced := inGroups(t, rng)
		names, err := cut.List("store")
		if err != nil {
			t.Fatal(err)
		}
		names = slices.DeleteFunc(names, func(n string) bool { return !strings.HasSuffix(n, ".log") })
		slices.Sort(names)
		name := cut.PathJoin("store", names[rng.IntN(len(names))])
		if info, err := cut.Stat(name); err != nil || info.Size() == 0 {
			continue
		}
		at, size := flip(t, cut, name, -1, rng)
		e, err := Open(Options{FS: cut})
		if errors.Is(err, engine.ErrCorrupt) {
			told++
			continue
		}
		if err == nil {
			err = e.Close()
		}
		if err != nil {
			t.Fatalf("seed %d: a bit flipped in %s at %d of %d: %v", seed, name, at, size, err)
		}
		if lost := missing(t, cut, synced); lost > 0 {
			t.Errorf("seed %d: a bit flipped in %s of %v at %d of %d: %d of %d keys are lost", seed, name, names, at, size, lost, synced)
		}
	}
	if told < int(seeds)/6 {
		t.Errorf("%d of the bits were told", told)
	}
}

// inGroups is what a power cut left of a store whose records were synced a few at a time, and how
// many keys were.
func inGroups(t *testing.T, rng *rand.Rand) (cut CrashFS, synced int) {
	t.Helper()
	fs := NewCrashFS()
	e, err := Open(Options{FS: fs, MemTableBytes: 64 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 100 + rng.IntN(600) {
		size := 20 + rng.IntN(400)
		if rng.IntN(10) == 0 {
			size = rng.IntN(20000)
		}
		b := e.NewBatch(512)
		sync := rng.IntN(4) == 0
		if err := errors.Join(b.Put(rottenKey(i), hlc.Zero, make([]byte, size)), e.Apply(b, sync)); err != nil {
			t.Fatal(err)
		}
		if sync {
			synced = i + 1
		}
		b.Close()
	}
	cut = fs.Crash(50, rng)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return cut, synced
}

// TestTornLog: what a power cut has torn is no damage, wherever it was torn.
func TestTornLog(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 0x18))
		cut, synced := inGroups(t, rng)
		if lost := missing(t, cut, synced); lost > 0 {
			t.Errorf("seed %d: %d of %d keys are lost", seed, lost, synced)
		}
	}
}

// TestTornOrRotten: a chunk that one bit keeps from being whole is damaged, unless a sector that was
// not written may hold that bit.
func TestTornOrRotten(t *testing.T) {
	const log = 10
	text := bytes.Repeat([]byte("0123456789abcdef"), 100)
	early := bytes.Clone(text)
	clear(early[400:])
	early[1200] = 1
	closed := append(make([]byte, chunkKindAt), chunkFirst, log-1, 0, 0, 0)
	tests := []struct {
		name    string
		start   int64 // of the chunk in its file
		payload []byte
		behind  []byte
		bit     int // byte of the chunk
		damaged bool
	}{
		{"first sector, old log behind", 0, text, chunkFor(8, text), 300, true},
		{"checksum, old log behind", 100, text, chunkFor(8, text), 2, true},
		{"later sector, nothing behind", 0, text, nil, 1300, true},
		{"later sector, zeroes behind", 0, text, make([]byte, 100), 1300, true},
		{"later sector, the same log behind", 0, text, chunkFor(log, text), 1300, true},
		{"later sector, a later log's chunk behind", 0, text, chunkFor(log+1, text), 1300, true},
		{"later sector, an old log's chunk behind", 0, text, chunkFor(8, text), 1300, false},
		{"later sector, an old log's end behind", 0, text, closed, 1300, false},
		{"one bit beside zeroes, which is gone", 0, early, nil, 1200 + chunkHeaderMax, false},
		{"one bit beside zeroes, and another", 0, early, nil, 1100 + chunkHeaderMax, true},
		{"two bytes of a sector", 3*diskSector - 1600 - chunkHeaderMax + 2 + 512, text, nil, 1600 + chunkHeaderMax - 1, false},
		{"three bytes of a sector", 3*diskSector - 1600 - chunkHeaderMax + 3 + 512, text, nil, 1600 + chunkHeaderMax - 1, true},
		{"the header's later sector, an old log behind", 4*diskSector - 8, text, chunkFor(8, text), chunkLogAt + 1, false},
	}
	for _, test := range tests {
		b := append(chunkFor(log, test.payload), test.behind...)
		b[test.bit] ^= 1
		if got := oneBitOff(b, log, test.start); got != test.damaged {
			t.Errorf("%s: damaged: %v", test.name, got)
		}
	}
}

// chunkFor is a whole chunk of the log.
func chunkFor(log uint32, payload []byte) []byte {
	b := append(make([]byte, chunkHeaderMax), payload...)
	binary.LittleEndian.PutUint16(b[4:], uint16(len(payload)))
	b[chunkKindAt] = chunkSyncFirst
	binary.LittleEndian.PutUint32(b[chunkLogAt:], log)
	binary.LittleEndian.PutUint32(b, bits.RotateLeft32(crc32.Checksum(b[chunkKindAt:], castagnoli), -15)+crcDelta)
	return b
}

// FuzzDamagedChunk: whatever a log's bytes are, damage lies within them.
func FuzzDamagedChunk(f *testing.F) {
	chunk := chunkFor(7, make([]byte, 40))
	f.Add(chunk, uint32(7), uint16(3))
	f.Add(append(slices.Clone(chunk), chunk...), uint32(7), uint16(700))
	f.Add(make([]byte, 100), uint32(1), uint16(1))
	f.Fuzz(func(t *testing.T, b []byte, log uint32, bit uint16) {
		was := slices.Clone(b)
		for _, newest := range []bool{true, false} {
			at, err := damagedChunk(bytes.NewReader(b), log, newest)
			if err != nil || at < -1 || at >= int64(max(len(b), 1)) {
				t.Fatalf("damaged at %d of %d, %v", at, len(b), err)
			}
		}
		size := whole(b, log)
		if size == 0 || !bytes.Equal(b, was) {
			return
		}
		at := int(bit) % (8 * size) // a bit of a chunk that is whole
		b[at/8] ^= 1 << (at % 8)
		if whole(b, log) > 0 {
			t.Fatalf("bit %d of %d was not noticed", at, size)
		}
		if i, n := wrongBit(b, log); i != at/8 || n != size {
			t.Fatalf("bit %d of %d was not found: byte %d of %d", at, size, i, n)
		}
		if at/8 < diskSector && !oneBitOff(b, log, 0) {
			t.Fatalf("bit %d of %d was taken for a torn write", at, size)
		}
	})
}

// flipLog flips a bit of the newest log, before its last block.
func flipLog(t *testing.T, fs CrashFS, rng *rand.Rand) string {
	t.Helper()
	names, err := fs.List("store")
	if err != nil {
		t.Fatal(err)
	}
	name := ""
	for _, n := range names {
		if strings.HasSuffix(n, ".log") && n > name {
			name = n
		}
	}
	name = fs.PathJoin("store", name)
	info, err := fs.Stat(name)
	if err != nil || info.Size() <= logBlockSize {
		t.Fatalf("%s: %v", name, err)
	}
	at, size := flip(t, fs, name, rng.Int64N((info.Size()-1)/logBlockSize*logBlockSize), rng)
	return fmt.Sprintf("%s at %d of %d", name, at, size)
}

package pebbleengine

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math/bits"
	"strconv"
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/kv/engine"
)

// The newest log ends, for Pebble, at its first chunk that is not whole, unless a chunk of a later
// block says that it was synced: what a power cut has torn looks like that. So would a bit that has
// flipped in the last block that was written (which, in a file that is used again, is not the last of
// the file), and what was acknowledged since would be forgotten in silence. Two kinds of chunks tell
// damage from what was torn:
//
//   - one that is whole but for a single bit, unless a sector that was not written explains that
//   - one behind which, in the same block, another says that it was synced
//
// In an older log a chunk ends it that bears the number of the next one, which is what closes a log,
// without another look: there, too, it must not be one bit away from a chunk that is whole.
//
// Other damage of the last group of records that was synced stays untold.
// Format: github.com/cockroachdb/pebble, record/record.go.

// Of a chunk: checksum 4 | size of the payload 2 | kind 1 | number of the log 4 | up to where it was
// synced 8, in kinds from chunkSyncFirst on | payload. The checksum is of all from the kind on.
const (
	logBlockSize   = 32 << 10
	chunkLeast     = 7 // a rest of a block that is shorter is not used
	chunkKindAt    = 6
	chunkLogAt     = 7
	chunkSyncedAt  = 11
	chunkHeader    = 11
	chunkHeaderMax = 19

	chunkFirst     = 5 // kinds
	chunkSyncFirst = 9
	chunkLast      = 12
)

// crcDelta is added to a rotated CRC-32C.
const crcDelta = 0xa282ead8

// chunkOf returns the size of the chunk that b begins with, 0 where none of the log begins there that
// fits. The checksum is not looked at.
func chunkOf(b []byte, log uint32) (size int) {
	if len(b) < chunkHeader || binary.LittleEndian.Uint32(b[chunkLogAt:]) != log {
		return 0
	}
	size = chunkHeader
	switch kind := b[chunkKindAt]; {
	case kind < chunkFirst || kind > chunkLast:
		return 0
	case kind >= chunkSyncFirst:
		size = chunkHeaderMax
	}
	if size += int(binary.LittleEndian.Uint16(b[4:])); size > len(b) {
		return 0
	}
	return size
}

// syndrome is what tells a chunk from one that is whole: 0 where it is.
func syndrome(chunk []byte) uint32 {
	stored := bits.RotateLeft32(binary.LittleEndian.Uint32(chunk)-crcDelta, 15)
	return stored ^ crc32.Checksum(chunk[chunkKindAt:], castagnoli)
}

// whole returns the size of the chunk that b begins with, 0 where none begins there or it is damaged.
func whole(b []byte, log uint32) int {
	size := chunkOf(b, log)
	if size > 0 && syndrome(b[:size]) != 0 {
		return 0
	}
	return size
}

// closes reports what ends a log that was closed.
func closes(b []byte, log uint32) bool {
	if len(b) < chunkHeader || b[chunkKindAt] != chunkFirst || binary.LittleEndian.Uint32(b[chunkLogAt:]) != log+1 {
		return false
	}
	return zeroes(b[:chunkKindAt])
}

func zeroes(b []byte) bool {
	for _, x := range b {
		if x != 0 {
			return false
		}
	}
	return true
}

// oneBitOff reports whether a chunk of the log would be whole, were one bit another, that no torn
// write explains. b is changed and changed back; it begins in the file at start.
func oneBitOff(b []byte, log uint32, start int64) bool {
	at, size := wrongBit(b, log)
	return size > 0 && !tornAt(b, at, size, log, start)
}

// wrongBit returns which byte of the chunk has the bit that keeps it from being whole, and the
// chunk's size then; 0: more than one bit does.
func wrongBit(b []byte, log uint32) (at, size int) {
	for i := range min(len(b), chunkHeaderMax) {
		for bit := range 8 {
			b[i] ^= 1 << bit
			found := whole(b, log)
			b[i] ^= 1 << bit
			if found > 0 {
				return i, found
			}
		}
	}
	if size = chunkOf(b, log); size == 0 {
		return 0, 0
	}
	back := ofOneBit(syndrome(b[:size]), size-chunkKindAt)
	if back == 0 {
		return 0, 0
	}
	return size - back, size
}

// ofOneBit returns how many bytes from the end on a bit lies whose syndrome is s, 0 where it is not
// that of one bit of n bytes. The CRC is linear: that of a bit follows from that of the same bit in
// the byte behind.
func ofOneBit(s uint32, n int) int {
	var of [8]uint32
	for bit := range of {
		of[bit] = castagnoli[1<<bit]
	}
	for back := 1; back <= n; back++ {
		for bit, x := range of {
			if x == s {
				return back
			}
			of[bit] = castagnoli[byte(x)] ^ x>>8
		}
	}
	return 0
}

const (
	// diskSector is the least that a disk writes as a whole.
	diskSector = 512
	// fewBytes are often one bit away from what lay there before.
	fewBytes = 2
)

// tornAt reports whether the wrong bit may be all that tells what a lost sector held from what it
// should hold: zeroes of a new file, or a record of the same shape that a log had there which used
// the file before. What the chunk's first sector holds came with the chunk.
func tornAt(b []byte, at, size int, log uint32, start int64) bool {
	from := at - int((start+int64(at))%diskSector)
	if from <= 0 {
		return false
	}
	lost := b[from:min(from+diskSector, size)]
	return len(lost) <= fewBytes || zeroes(lost) || ofBefore(b[size:], log)
}

// ofBefore reports whether b begins with what a log wrote that used the file before: a chunk, or
// what closed it.
func ofBefore(b []byte, log uint32) bool {
	if len(b) < chunkHeader {
		return false
	}
	kind, number := b[chunkKindAt], binary.LittleEndian.Uint32(b[chunkLogAt:])
	return kind >= chunkFirst && kind <= chunkLast && 0 < number && number < log || closes(b, log-1)
}

// syncedBehind reports whether a chunk somewhere in b says that more was synced than the log's first
// `at` bytes.
func syncedBehind(b []byte, log uint32, at uint64) bool {
	for ; len(b) >= chunkHeaderMax; b = b[1:] {
		if b[chunkKindAt] >= chunkSyncFirst && binary.LittleEndian.Uint64(b[chunkSyncedAt:]) > at && whole(b, log) > 0 {
			return true
		}
	}
	return false
}

// damagedChunk reads a log, and returns where it is damaged though it does not look so to Pebble;
// -1: nowhere.
func damagedChunk(r io.Reader, log uint32, newest bool) (int64, error) {
	buf := make([]byte, logBlockSize)
	for start := int64(0); ; start += logBlockSize {
		n, err := io.ReadFull(r, buf)
		if errors.Is(err, io.EOF) {
			return -1, nil
		}
		if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
			return -1, err
		}
		b := buf[:n]
		for len(b) >= chunkLeast {
			size := whole(b, log)
			if size == 0 {
				break
			}
			b = b[size:]
		}
		at := start + int64(n-len(b))
		switch {
		case len(b) < chunkHeaderMax && zeroes(b): // no room for another
			continue
		case closes(b, log):
			return -1, nil
		case newest || len(b) >= chunkHeader && binary.LittleEndian.Uint32(b[chunkLogAt:]) == log+1:
			if oneBitOff(b, log, at) || newest && syncedBehind(b[1:], log, uint64(at)) {
				return at, nil
			}
		}
		return -1, nil // Pebble looks at what lies in further blocks
	}
}

// checkLogs fails with engine.ErrCorrupt where a log is damaged that would pass for one that a power
// cut has torn.
func checkLogs(fs vfs.FS, dir string) error {
	names, err := fs.List(dir)
	if err != nil {
		return err
	}
	logs := map[uint64]string{}
	var newest uint64
	for _, name := range names {
		if number, ok := strings.CutSuffix(name, ".log"); ok {
			if n, err := strconv.ParseUint(number, 10, 64); err == nil {
				logs[n], newest = fs.PathJoin(dir, name), max(newest, n)
			}
		}
	}
	for n, name := range logs {
		at, err := damagedIn(fs, name, uint32(n), n == newest)
		if err != nil {
			return err
		}
		if at >= 0 {
			return fmt.Errorf("%w: file %s: what begins at %d is not what was written", engine.ErrCorrupt, name, at)
		}
	}
	return nil
}

func damagedIn(fs vfs.FS, name string, log uint32, newest bool) (at int64, err error) {
	f, err := fs.Open(name)
	if err != nil {
		return -1, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return damagedChunk(f, log, newest)
}

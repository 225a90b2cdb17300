package pebbleengine

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	iofs "io/fs"
	"strings"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"

	"github.com/isochrondb/isochron/kv/engine"
)

// A manifest ends, for Pebble, at its first record that is damaged: what a power cut has torn looks
// like that. So would a bit that has flipped anywhere in it, and all that was done since would be
// forgotten in silence: tables with what was acknowledged, whose logs are gone. Beside each
// manifest lies a file that says up to where it was synced, and what its bytes were.
//
// extent is the writer of that file, which has two slots: each sync writes the one that the sync
// before has not written. Not safe for concurrent use, as manifests are written.
type extent struct {
	f     vfs.File
	bytes uint64
	crc   uint32
	syncs int
}

// extentSuffix follows a manifest's name. Pebble takes no notice of such files.
const extentSuffix = ".synced"

// Of a slot: the bytes of the manifest, their CRC-32C, and that of these two.
const (
	extentSlot  = 8 + 4 + 4
	extentApart = 512 // a sector: it is written, or it is not
)

func isManifest(name string) bool { return strings.Contains(name, "MANIFEST-") }

// newExtent makes the file beside a new manifest.
func newExtent(fs vfs.FS, manifest string) (*extent, error) {
	f, err := fs.Create(manifest+extentSuffix, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, err
	}
	return &extent{f: f}, nil
}

// wrote takes note of what is about to be appended to the manifest: where that fails, nothing is
// synced any more.
func (e *extent) wrote(p []byte) {
	e.bytes, e.crc = e.bytes+uint64(len(p)), crc32.Update(e.crc, castagnoli, p)
}

// synced makes durable that the manifest is, as it is now.
func (e *extent) synced() error {
	var b [extentSlot]byte
	binary.LittleEndian.PutUint64(b[:], e.bytes)
	binary.LittleEndian.PutUint32(b[8:], e.crc)
	binary.LittleEndian.PutUint32(b[12:], crc32.Checksum(b[:12], castagnoli))
	if e.syncs++; e.syncs == 1 { // two of them from the beginning: one may rot
		if _, err := e.f.WriteAt(b[:], 0); err != nil {
			return err
		}
	}
	if _, err := e.f.WriteAt(b[:], int64(e.syncs%2*extentApart)); err != nil {
		return err
	}
	return e.f.SyncData()
}

// readExtent returns the newest of the slots beside a manifest. There is none (iofs.ErrNotExist)
// where a build wrote the manifest that did not know of them.
func readExtent(fs vfs.FS, manifest string) (bytes uint64, crc uint32, err error) {
	f, err := fs.Open(manifest + extentSuffix)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for slot := range int64(2) {
		var b [extentSlot]byte
		if _, err := f.ReadAt(b[:], slot*extentApart); err != nil && !errors.Is(err, io.EOF) {
			return 0, 0, err
		}
		if n := binary.LittleEndian.Uint64(b[:]); n > bytes && crc32.Checksum(b[:12], castagnoli) == binary.LittleEndian.Uint32(b[12:]) {
			bytes, crc = n, binary.LittleEndian.Uint32(b[8:])
		}
	}
	if bytes == 0 { // it was synced before the manifest came into force
		return 0, 0, fmt.Errorf("%w: file %s: no checksum in it is whole", engine.ErrCorrupt, manifest+extentSuffix)
	}
	return bytes, crc, nil
}

// checkManifest fails with engine.ErrCorrupt if the manifest in force is not what was synced.
func checkManifest(fs vfs.FS, dir string) error {
	d, err := pebble.Peek(dir, fs)
	if err != nil || !d.Exists || d.ManifestFilename == "" {
		return err
	}
	bytes, crc, err := readExtent(fs, d.ManifestFilename)
	if errors.Is(err, iofs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	f, err := fs.Open(d.ManifestFilename)
	if err != nil {
		return err
	}
	sum := crc32.New(castagnoli)
	n, err := io.Copy(sum, io.LimitReader(f, int64(bytes)))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if uint64(n) < bytes || sum.Sum32() != crc {
		return fmt.Errorf("%w: file %s: the first %d bytes are not what was written", engine.ErrCorrupt, d.ManifestFilename, bytes)
	}
	return nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

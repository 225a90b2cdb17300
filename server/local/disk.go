package local

import (
	"cmp"
	"errors"
	"fmt"
	iofs "io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
)

// Disk is a node's, in memory. What was not synced is lost with the power. Safe
// for concurrent use.
type Disk struct {
	mu struct { // held for moments only; a leaf
		sync.Mutex
		fs      pebbleengine.CrashFS
		slow    time.Duration // each synced write takes this much longer
		full    bool
		broken  error
		stuck   chan struct{} // not nil: synced writes wait until it is closed
		unsaved bool
		late    map[string]*lateLog // by path
		touched map[string]int      // how often a fault was met, by its kind
	}
}

func newDisk() *Disk {
	d := &Disk{}
	d.mu.fs = pebbleengine.NewCrashFS()
	d.mu.touched, d.mu.late = map[string]int{}, map[string]*lateLog{}
	return d
}

// Slow makes each synced write take so much longer; 0 ends it. Until then it is not durable:
// a power cut may take it.
func (d *Disk) Slow(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.slow = by
}

// Stick lets no synced write end, nor become durable, until the returned function is called
// (or the power fails). It may be called more than once.
func (d *Disk) Stick() (release func()) {
	c := make(chan struct{})
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.mu.stuck != nil {
		close(d.mu.stuck)
	}
	d.mu.stuck = c
	return func() { d.unstick(c) }
}

// unstick releases who waits for c, or whoever waits if c is nil.
func (d *Disk) unstick(c chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.mu.stuck != nil && (c == nil || c == d.mu.stuck) {
		close(d.mu.stuck)
		d.mu.stuck = nil
	}
}

// Fill makes every write fail for want of space (ENOSPC), or ends that. A store
// that has met it serves no more: start its node again.
func (d *Disk) Fill(full bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.full = full
}

// Restore makes the disk of a node that is down an image of another one, as it is now.
func (d *Disk) Restore(from *Disk) {
	from.mu.Lock()
	image := from.mu.fs.Crash(100, rand.New(rand.NewPCG(0, 0)))
	from.mu.Unlock()
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.fs = image
}

// Break makes every write fail with err; nil ends that.
func (d *Disk) Break(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.broken = err
}

// PlantNoSync leaves out the syncs of logs and reports them done: a planted bug.
func (d *Disk) PlantNoSync() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.unsaved = true
}

// Heal ends what Slow, Stick, Fill and Break began.
func (d *Disk) Heal() {
	d.unstick(nil)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.settleLocked()
	d.mu.slow, d.mu.full, d.mu.broken = 0, false, nil
}

// Met is how often operations have met a fault: "slow", "stuck", "full", "broken";
// "beginning" is how often a power cut kept one of a log whose sync was late.
func (d *Disk) Met(fault string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.mu.touched[fault]
}

// view is the disk as a node sees it.
func (d *Disk) view() pebbleengine.FS {
	d.mu.Lock()
	defer d.mu.Unlock()
	return pebbleengine.WithHook(d.mu.fs, d.before)
}

// before decides about an operation that changes the disk.
func (d *Disk) before(op pebbleengine.Op) error {
	log := strings.HasSuffix(op.Path, ".log")
	d.mu.Lock()
	defer d.mu.Unlock()
	var err error
	switch writes := op.Kind == pebbleengine.OpWrite || op.Kind == pebbleengine.OpCreate || op.Kind == pebbleengine.OpReuse; {
	case d.mu.full && writes:
		d.mu.touched["full"]++
		err = syscall.ENOSPC
	case d.mu.broken != nil && (writes || op.Kind == pebbleengine.OpSync):
		d.mu.touched["broken"]++
		err = d.mu.broken
	case op.Kind == pebbleengine.OpSync && log && d.mu.unsaved:
		err = pebbleengine.ErrSkip
	case op.Kind == pebbleengine.OpSync && log && (d.mu.slow > 0 || d.mu.stuck != nil):
		d.later(op.Path)
		err = pebbleengine.ErrSkip
	case op.Kind == pebbleengine.OpSync && log:
		delete(d.mu.late, op.Path) // all of it is synced
	case op.Kind == pebbleengine.OpWrite && log && d.mu.late[op.Path] != nil:
		d.mu.late[op.Path].behind = true
	case log && (op.Kind == pebbleengine.OpCreate || op.Kind == pebbleengine.OpReuse):
		d.settleLocked() // whoever begins a log has seen the one before to its end
	}
	return err
}

// settleLocked does the syncs that are late. d.mu is held.
func (d *Disk) settleLocked() {
	for path := range d.mu.late {
		d.syncLocked(path)
	}
	clear(d.mu.late)
}

func (d *Disk) syncLocked(path string) {
	if f, err := d.mu.fs.Open(path); err == nil { // else it is gone, and nobody needs it
		_ = errors.Join(f.Sync(), f.Close()) // in memory
	}
}

// settle does the syncs that are late: who ends in good order waits for them.
func (d *Disk) settle() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.settleLocked()
}

// asked is how many syncs each log has been asked for, which are late.
func (d *Disk) asked() map[string]int {
	n := make(map[string]int, len(d.mu.late))
	for path, l := range d.mu.late {
		n[path] = len(l.ends)
	}
	return n
}

// settleAsked does those syncs, and none that were asked for since.
func (d *Disk) settleAsked(asked map[string]int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for path, n := range asked {
		l := d.mu.late[path]
		switch {
		case l == nil:
		case n >= len(l.ends) && !l.behind:
			d.syncLocked(path)
			delete(d.mu.late, path)
		default:
			l.sure = max(l.sure, min(n, len(l.ends)))
		}
	}
}

// lateLog is a log whose syncs were asked for, and come late.
type lateLog struct {
	ends   []int64 // of the log when each was asked for, in bytes
	sure   int     // so many of them have come
	behind bool    // it was written to since the last was asked for
}

// later notes a sync that comes late.
func (d *Disk) later(path string) {
	l := d.mu.late[path]
	if l == nil {
		l = &lateLog{behind: true}
		d.mu.late[path] = l
	}
	if l.behind {
		l.ends, l.behind = append(l.ends, sizeOf(d.mu.fs, path)), false
	}
}

// afterSync delays what tells a writer that its write is safe, and the sync itself with it.
// Pebble's own call of it is not delayed but left out: Pebble holds a mutex while it waits for
// the last one of a log, and in virtual time no time passes for who waits for a mutex.
func (d *Disk) afterSync() {
	d.mu.Lock()
	slow, stuck, asked := d.mu.slow, d.mu.stuck, d.asked()
	if stuck != nil {
		d.mu.touched["stuck"]++
	} else if slow > 0 {
		d.mu.touched["slow"]++
	}
	d.mu.Unlock()
	if stuck != nil {
		<-stuck
	}
	if slow > 0 {
		time.Sleep(slow)
	}
	if stuck != nil || slow > 0 {
		d.settleAsked(asked)
	}
}

// cut is a power cut: the disk keeps what was synced, and each piece of the rest
// with a probability. Who still writes to it writes into the void. Where a log was written to
// behind a sync that is late it keeps a beginning of the log instead, up to one of those syncs (0:
// to the last that has come, 100: to the last): Pebble writes nothing while it syncs, and says in
// each piece how much was synced before.
func (d *Disk) cut(unsyncedPercent int, rng *rand.Rand) {
	d.mu.Lock()
	defer d.mu.Unlock()
	before, late := d.mu.fs, d.mu.late
	d.mu.late = map[string]*lateLog{}
	behind := false
	for _, l := range late {
		behind = behind || l.sure > 0 || len(l.ends) > 1 || l.behind
	}
	if !behind {
		d.mu.fs = before.Crash(unsyncedPercent, rng)
		return
	}
	d.mu.fs = before.Crash(0, rng)
	for _, path := range slices.Sorted(maps.Keys(late)) {
		l := late[path]
		kept := l.sure + rng.IntN(len(l.ends)-l.sure+1)
		switch unsyncedPercent {
		case 0:
			kept = l.sure
		case 100:
			kept = len(l.ends)
		}
		if kept == 0 {
			continue
		}
		if err := d.mu.fs.Begin(before, path, l.ends[kept-1]); err != nil {
			panic(err) // in memory
		}
		d.mu.touched["beginning"]++
	}
}

// sizeOf is a file's, in bytes; 0: it is gone.
func sizeOf(fs pebbleengine.FS, path string) int64 {
	info, err := fs.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// ErrNothingToRot reports a disk without such files.
var ErrNothingToRot = errors.New("local: the disk holds no such file yet")

// Rottable is a kind of file of a store.
type Rottable string

// What rots. Each says that it is damaged: logs when they are looked at closely, manifests by
// what lies beside them.
const (
	Tables    Rottable = ".sst"
	Logs      Rottable = ".log"
	Manifests Rottable = "MANIFEST-"
	States    Rottable = "staged" // of ranges, on their way from other stores
)

// is tells whether a file of a directory is of that kind.
func (r Rottable) is(dir, name string) bool {
	staged := strings.HasSuffix(dir, string(States))
	switch r {
	case States:
		return staged
	case Tables:
		return !staged && strings.HasSuffix(name, string(r))
	}
	return strings.HasSuffix(name, string(r)) || strings.HasPrefix(name, string(r))
}

// Rot flips a bit of a file of some kind: what a disk does to data that lies for long.
// It says where. The node should be down: Pebble keeps blocks in memory.
func (d *Disk) Rot(kind Rottable, rng *rand.Rand) (where string, err error) {
	d.mu.Lock()
	fs := d.mu.fs
	d.mu.Unlock()
	for {
		files, err := filesOf(fs, storeDir, kind)
		if err != nil || len(files) == 0 {
			return "", cmp.Or(err, ErrNothingToRot)
		}
		if where, err := flip(fs, files[rng.IntN(len(files))], rng); where != "" || err != nil {
			return where, err
		}
	}
}

// filesOf lists the files of a kind in a directory and those below.
func filesOf(fs pebbleengine.CrashFS, dir string, kind Rottable) (files []string, err error) {
	names, err := fs.List(dir)
	if err != nil && !errors.Is(err, iofs.ErrNotExist) {
		return nil, err
	}
	for _, n := range names {
		path := fs.PathJoin(dir, n)
		info, err := fs.Stat(path)
		switch {
		case err != nil:
		case info.IsDir():
			below, err := filesOf(fs, path, kind)
			if err != nil {
				return nil, err
			}
			files = append(files, below...)
		case kind.is(dir, n) && info.Size() > 0:
			files = append(files, path)
		}
	}
	return files, nil
}

// flip flips a bit of a file; where is empty if a node that is up has removed it meanwhile.
func flip(fs pebbleengine.CrashFS, name string, rng *rand.Rand) (where string, err error) {
	f, err := fs.OpenReadWrite(name, "")
	if err != nil {
		return "", err
	}
	info, err := f.Stat()
	if err != nil {
		return "", errors.Join(err, f.Close())
	}
	if info.Size() == 0 { // made anew, by opening it
		return "", errors.Join(f.Close(), fs.Remove(name))
	}
	at := rng.Int64N(info.Size())
	var b [1]byte
	_, err = f.ReadAt(b[:], at)
	if err == nil {
		b[0] ^= 1 << rng.IntN(8)
		_, err = f.WriteAt(b[:], at)
	}
	return fmt.Sprintf("%s at %d of %d", name, at, info.Size()), errors.Join(err, f.Sync(), f.Close())
}

// Alter lets f change the store of a node that is down, below all that replicates it:
// what software that writes the wrong thing leaves behind.
func (d *Disk) Alter(f func(engine.Engine) error) error {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: d.view(), Dir: storeDir, MustExist: true})
	if err != nil {
		return err
	}
	return errors.Join(f(e), e.Close())
}

// storeDir is where a node in memory keeps its store.
const storeDir = "store"

// wipe makes the disk empty.
func (d *Disk) wipe() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.fs = pebbleengine.NewCrashFS()
}

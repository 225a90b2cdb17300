package local

import (
	"cmp"
	"errors"
	"fmt"
	iofs "io/fs"
	"math/rand/v2"
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
		touched map[string]int // how often a fault was met, by its kind
	}
}

func newDisk() *Disk {
	d := &Disk{}
	d.mu.fs = pebbleengine.NewCrashFS()
	d.mu.touched = map[string]int{}
	return d
}

// Slow makes each synced write take so much longer; 0 ends it.
func (d *Disk) Slow(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mu.slow = by
}

// Stick lets no synced write end, until the returned function is called (or the
// power fails). It may be called more than once.
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
	d.mu.slow, d.mu.full, d.mu.broken = 0, false, nil
}

// Met is how often operations have met a fault: "slow", "stuck", "full", "broken".
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
	}
	return err
}

// afterSync delays what tells a writer that its write is safe. Syncs themselves are not
// delayed: Pebble holds a mutex while it waits for the last one of a log, and in virtual
// time no time passes for who waits for a mutex.
func (d *Disk) afterSync() {
	d.mu.Lock()
	slow, stuck := d.mu.slow, d.mu.stuck
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
}

// cut is a power cut: the disk keeps what was synced, and each piece of the rest
// with a probability. Who still writes to it writes into the void.
func (d *Disk) cut(unsyncedPercent int, rng *rand.Rand) {
	d.mu.Lock()
	d.mu.fs = d.mu.fs.Crash(unsyncedPercent, rng)
	d.mu.Unlock()
}

// ErrNothingToRot reports a disk without tables.
var ErrNothingToRot = errors.New("local: the disk holds no table yet")

// Rot flips a bit of a table file: what a disk does to data that lies for long.
// It says where. The node should be down: Pebble keeps blocks in memory.
func (d *Disk) Rot(rng *rand.Rand) (where string, err error) {
	d.mu.Lock()
	fs := d.mu.fs
	d.mu.Unlock()
	for {
		tables, err := tablesOf(fs)
		if err != nil || len(tables) == 0 {
			return "", cmp.Or(err, ErrNothingToRot)
		}
		name := fs.PathJoin(storeDir, tables[rng.IntN(len(tables))])
		if where, err := flip(fs, name, rng); where != "" || err != nil {
			return where, err
		}
	}
}

// tablesOf lists the table files of a store.
func tablesOf(fs pebbleengine.CrashFS) (tables []string, err error) {
	names, err := fs.List(storeDir)
	if err != nil && !errors.Is(err, iofs.ErrNotExist) {
		return nil, err
	}
	for _, n := range names {
		if info, err := fs.Stat(fs.PathJoin(storeDir, n)); err == nil && strings.HasSuffix(n, ".sst") && info.Size() > 0 {
			tables = append(tables, n)
		}
	}
	return tables, nil
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

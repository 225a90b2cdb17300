package node

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// openClock starts the clock above every reading of the store's past.
func (n *Node) openClock(ctx context.Context) error {
	upper, err := readClockBound(n.engine)
	if err != nil {
		return err
	}
	persist := func(upper hlc.Reading) error {
		err := writeClockBound(n.engine, upper)
		if s := n.clocked.Load(); s != nil && errors.Is(err, engine.ErrFailed) {
			s.Fail(err) // nobody may write any more, and nobody would find out: there are no readings
		}
		return err
	}
	n.solo = &soloSource{Source: n.o.Source}
	n.solo.alone.Store(true)
	if n.bound, err = bound.New(n.solo, 0); err != nil {
		return err
	}
	o := hlc.Options{Source: n.bound, Budget: n.bound, Persisted: upper, Persist: persist, PersistAheadNanos: int64(n.aheadMax() + persistSlack)}
	if n.o.mayAgree() {
		n.agreed = newAgreement(n)
		if err := n.agreed.load(); err != nil {
			return err
		}
		if n.decideLater(); n.agreed.undecided.Load() {
			o.PersistAheadNanos = int64(startAhead)
		}
		o.Source, o.Budget = n.physical(), n.physical()
	}
	if n.clock, err = hlc.NewClock(o); err != nil {
		return err
	}
	if err := n.clock.AwaitHealthy(ctx); err != nil {
		return err
	}
	first, err := n.clock.Await(ctx)
	if err != nil {
		return err
	}
	return n.takeEpoch(first)
}

// takeEpoch gives this process an epoch greater than that of any before. A first reading is, where
// readings follow the source; where they may go on from the stored bound one by one, the epoch is
// stored by itself, and is no lower than the source's time: a store that is restored from an earlier
// copy does not know the newest.
func (n *Node) takeEpoch(first hlc.Reading) error {
	n.epoch = uint64(first)
	if n.agreed == nil {
		return nil
	}
	v, found, err := n.engine.Get(keys.StoreEpoch(), nil)
	if err != nil {
		return err
	}
	if found {
		if len(v) != 8 {
			return fmt.Errorf("%w: the epoch of the last process", engine.ErrCorrupt)
		}
		n.epoch = max(n.epoch, binary.BigEndian.Uint64(v)+1<<epochBits)
	}
	if n.agreed.undecided.Load() {
		n.epoch = max(n.epoch, uint64(max(n.o.Source.Now(), 0)))
	}
	b := n.engine.NewBatch(64)
	defer b.Close()
	if err := b.Put(keys.StoreEpoch(), hlc.Zero, binary.BigEndian.AppendUint64(nil, n.epoch)); err != nil {
		return err
	}
	return n.engine.Apply(b, true)
}

// aheadMax is how far ahead of now a range with one voter serves: certificates of the
// schema reach so far, and grow with the clocks' errors (sql/catalog). After a crash the
// clock must be above all of it, so the node may have to wait as long when it restarts.
func (n *Node) aheadMax() time.Duration { return 50*time.Millisecond + 4*n.o.ClockError }

// startAhead is how far ahead the clock's bound is stored by a start that serves nothing yet: each that
// is killed leaves it there, and no time passes for that.
const startAhead = 10 * time.Millisecond

// keepAhead has the clock's bound stored as far ahead as is served.
func (n *Node) keepAhead() { n.clock.SetPersistAhead(int64(n.aheadMax() + persistSlack)) }

// persistSlack is by how much more the clock's bound is stored ahead.
const persistSlack = 350 * time.Millisecond

// readClockBound returns the persisted upper bound of readings, 0 if there is none.
func readClockBound(e engine.Reader) (hlc.Reading, error) {
	v, found, err := e.Get(keys.StoreClock(), nil)
	if err != nil || !found {
		return 0, err
	}
	ts, _, err := hlc.Decode(v)
	if err != nil {
		return 0, fmt.Errorf("%w: the clock's bound: %w", engine.ErrCorrupt, err)
	}
	return hlc.Reading(ts), nil
}

func writeClockBound(e engine.Engine, upper hlc.Reading) error {
	b := e.NewBatch(64)
	defer b.Close()
	if err := b.Put(keys.StoreClock(), hlc.Zero, upper.Timestamp().Append(nil)); err != nil {
		return err
	}
	return e.Apply(b, true)
}

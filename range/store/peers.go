package store

import (
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/storeliveness"
	"github.com/isochrondb/isochron/range/support"
)

// openPeers makes what a store with a way to others needs.
func (s *Store) openPeers() (err error) {
	if s.o.Transport == nil {
		return nil
	}
	s.liveness, err = storeliveness.New(storeliveness.Options{
		Self: s.ident.StoreID, Engine: s.o.Engine, Clock: s.o.Clock, Transport: s.o.Transport, Log: s.o.Log,
		Bound: s.o.Bound, RoundTrips: s.o.RoundTrips, Timing: s.o.Support, TickNanos: s.o.RaftTickNanos,
		Changed: s.loop.ViewChanged,
		Failed:  s.fail, Closing: s.ctx.Done(), Over: s.over, Tired: s.Tired,
		Writing:              func() func() { s.disk.Begin(); return s.disk.End },
		PlantedLoosePromises: s.o.PlantedLoosePromises,
	})
	return corrupted(err)
}

func (s *Store) startPeers() {
	if s.o.Transport != nil {
		s.liveness.Start()
	}
}

func (s *Store) stopPeers() {
	if s.o.Transport != nil {
		s.liveness.Close()
		s.snapshots.close()
	}
}

// meet makes the stores of a range's other replicas peers.
func (s *Store) meet(d *descriptor.Range) {
	if s.liveness == nil {
		return
	}
	for _, x := range d.Replicas {
		if x.StoreID != s.ident.StoreID {
			s.liveness.Meet(raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID})
		}
	}
}

// finishedOf is the memory of "no" that replicas pass on within a process. With other
// stores it would not do: the next leaseholder may be there.
func (s *Store) finishedOf() *replica.Finished {
	if s.o.Transport != nil {
		return nil
	}
	return s.finished
}

// newLoop makes the log writer.
func (s *Store) newLoop() *raftloop.Loop {
	o := &s.o
	lo := raftloop.Options{
		Owner: owner{s}, StoreID: s.ident.StoreID, Engine: o.Engine, Clock: o.Clock, Transport: raftnet.Nobody{}, Disk: &s.disk, Log: o.Log,
		Context: s.ctx, Bound: o.Bound, CodeProbes: o.CodeProbes, Version: o.Version, Seed: o.Seed, Tick: time.Duration(o.RaftTickNanos),
		Degraded: func() bool { return false }, ElectionTicks: o.ElectionTicks, LogBytesMax: o.LogBytesMax, LagBytesMax: o.LagBytesMax,
		EntryCacheBytes: o.EntryCacheBytes, CycleBytesMax: o.CycleBytesMax, Hold: o.Hold, NoteLease: o.noteLease, NoteMerge: o.noteMerge,
		Planted: raftloop.Planted{
			NoSync: o.PlantedNoSync, Torn: o.PlantedTorn, LowFloor: o.PlantedLowFloor, SilentVotes: o.PlantedSilentVotes, LongLease: o.PlantedLongLease,
		},
	}
	if o.Transport != nil {
		lo.Transport, lo.Degraded = o.Transport, o.Clock.Degraded
		lo.View, lo.RetryTicks, lo.LeaseLength = s.view, s.retryTicks, s.LeaseLength
	}
	return raftloop.New(lo)
}

func (s *Store) view() *support.View { return s.liveness.View() }
func (s *Store) retryTicks() int     { return s.liveness.RetryTicks() }

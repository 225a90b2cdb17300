package store

import (
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/storeliveness"
	"github.com/isochrondb/isochron/range/support"
)

// openLiveness reads what the store has promised to others.
// It comes before the ranges: no group may vote before what was promised is known.
func (s *Store) openLiveness() (err error) {
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

// meet makes the stores of a range's other replicas peers.
// Peers are never forgotten while the store is open.
func (s *Store) meet(d *descriptor.Range) {
	for _, x := range d.Replicas {
		if x.StoreID != s.ident.StoreID {
			s.liveness.Meet(raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID})
		}
	}
}

// newLoop makes the log writer.
// It does not turn before Open has started it.
func (s *Store) newLoop() *raftloop.Loop {
	o := &s.o
	return raftloop.New(raftloop.Options{
		Owner: owner{s}, StoreID: s.ident.StoreID, Engine: o.Engine, Clock: o.Clock, Transport: o.Transport, Disk: &s.disk, Log: o.Log,
		Context: s.ctx, Bound: o.Bound, CodeProbes: o.CodeProbes, Version: o.Version, Seed: o.Seed, Tick: time.Duration(o.RaftTickNanos),
		Degraded: o.Clock.Degraded, View: s.view, RetryTicks: s.retryTicks, LeaseLength: s.LeaseLength, ElectionTicks: o.ElectionTicks, LogBytesMax: o.LogBytesMax, LagBytesMax: o.LagBytesMax,
		EntryCacheBytes: o.EntryCacheBytes, CycleBytesMax: o.CycleBytesMax, Hold: o.Hold, NoteLease: o.noteLease, NoteMerge: o.noteMerge,
		Planted: raftloop.Planted{
			NoSync: o.PlantedNoSync, Torn: o.PlantedTorn, LowFloor: o.PlantedLowFloor, SilentVotes: o.PlantedSilentVotes, LongLease: o.PlantedLongLease,
		},
	})
}

// view and retryTicks are handed to the log writer as functions: both change while it runs.
func (s *Store) view() *support.View { return s.liveness.View() }
func (s *Store) retryTicks() int     { return s.liveness.RetryTicks() }

package allocator

import (
	"errors"
	"fmt"
	"time"
)

// ErrOptions reports options that contradict themselves.
var ErrOptions = errors.New("placement: options")

// Limits say how much may go on at once, and how much one pass may begin.
//
// All are of one driver's pass; what other drivers begin it does not see, and the
// stores have limits of their own. Snapshots cost disk and network where they
// are sent and received, transfers a pause of the range.
type Limits struct {
	SnapshotsToStore   int // learners being fed on one store
	SnapshotsFromStore int // learners being fed by one store, the leaseholder's
	// Repair's and balance's, of those that the snapshot shows: a driver sees its
	// own ranges.
	SnapshotsInCluster int
	// BalanceShare is the share of SnapshotsInCluster that moves may use, so that
	// repair always finds room. More than 0, at most 1.
	BalanceShare      float64
	PendingShare      float64 // of ranges that lack voters or must move, above which none begins to move for balance
	LeasesToStorePass int     // transferred for balance to one store in one pass; draining has no limit
	MergesPass        int
	WaitsPass         int // decisions not to act that a pass tells of
}

// Balance is the weight and the tolerance of each kind of imbalance. A tolerance of
// 0.05 is 5 % of the mean over stores: a difference below that, plus the range
// itself, is left alone. A floor is the mean below which a difference is measured
// against the floor, so that an idle cluster does not chase noise.
//
// The weights say what a kind counts for against the others, in squares of the
// mean; 0 leaves it out. Bytes weigh half: a disk that is fuller harms nobody
// before FullShare.
type Balance struct {
	Ranges, Bytes, Load, Leases             float64 // weights
	RangesTol, BytesTol, LoadTol, LeasesTol float64

	BytesFloor uint64
	LoadFloor  float64 // cores

	// FollowerShare is what applying a write costs of what evaluating it costs;
	// SecondsPerRequest is what a request costs where that was not measured.
	FollowerShare, SecondsPerRequest float64
	// WeightMin and WeightMax bound a store's capacity over the mean.
	WeightMin, WeightMax float64
	// Shares of a disk: one that is fuller than FullShare sheds, to stores that are
	// below RelieveTill; one that is fuller than RoomShare gets no replicas.
	FullShare, RoomShare, RelieveTill float64
}

// Options are what decisions depend on besides the snapshot.
//
// A driver takes DefaultOptions, with splits by what its node can do
// (range/rebalancer).
type Options struct {
	Splits  Splits
	Limits  Limits
	Balance Balance
	// MergeShare is the share of Splits.BytesMax and of Splits.PerSecondMax below
	// which two neighbours together must lie to be merged: well below one, or
	// they would soon split again.
	MergeShare   float64
	MergeAgeMin  time.Duration // both sides' bounds must be this old
	NoSizeSplits bool          // what has grown is split by others
	// LeaseRest is how long a lease rests where it came to: until then it goes on for balance only
	// for restTimes the gain. Loads are noisy, and rows of other stores late.
	LeaseRest time.Duration

	broken planted
}

// planted are bugs that tests switch on to see that they are caught.
type planted struct {
	ignoreDiversity, noHysteresis, removeBeforeAdd, ignoreLearners, ignoreJoint bool
}

// DefaultOptions is what a node starts with.
func DefaultOptions() Options {
	return Options{
		Splits: DefaultSplits(),
		Limits: Limits{
			SnapshotsToStore: 2, SnapshotsFromStore: 2, SnapshotsInCluster: 64, BalanceShare: 0.5, PendingShare: 0.01,
			LeasesToStorePass: 16, MergesPass: 8, WaitsPass: 64,
		},
		Balance: Balance{
			Ranges: 1, Bytes: 0.5, Load: 1, Leases: 1,
			RangesTol: 0.05, BytesTol: 0.10, LoadTol: 0.10, LeasesTol: 0.05,
			BytesFloor: 1 << 30, LoadFloor: 0.5,
			FollowerShare: 0.5, SecondsPerRequest: 50e-6,
			WeightMin: 0.25, WeightMax: 4,
			FullShare: 0.95, RoomShare: 0.90, RelieveTill: 0.80,
		},
		MergeShare: 0.25, MergeAgeMin: 10 * time.Minute, LeaseRest: 5 * time.Minute,
	}
}

// Validate says what is wrong with o, or nil.
//
// Without these a cluster would not heal, or never come to rest. RelieveTill below
// RoomShare below FullShare: else what a full store sheds would make the next one
// full.
func (o *Options) Validate() error {
	b, l := &o.Balance, &o.Limits
	switch {
	case l.SnapshotsToStore < 1 || l.SnapshotsFromStore < 1 || l.SnapshotsInCluster < 1 || l.LeasesToStorePass < 1 || l.MergesPass < 0:
		return fmt.Errorf("%w: a limit below one lets nothing heal", ErrOptions)
	case l.BalanceShare <= 0 || l.BalanceShare > 1:
		return fmt.Errorf("%w: BalanceShare %v, want more than 0, at most 1", ErrOptions, l.BalanceShare)
	case o.MergeShare < 0 || o.MergeShare > 0.5:
		return fmt.Errorf("%w: MergeShare %v would merge what splits again", ErrOptions, o.MergeShare)
	case b.RangesTol <= 0 || b.BytesTol <= 0 || b.LoadTol <= 0 || b.LeasesTol <= 0:
		return fmt.Errorf("%w: without a tolerance ranges move for noise", ErrOptions)
	case b.WeightMin <= 0 || b.WeightMax < 1 || b.WeightMin > 1 || b.LoadFloor <= 0 || b.BytesFloor == 0:
		return fmt.Errorf("%w: weights and floors are more than 0", ErrOptions)
	case !(b.RelieveTill < b.RoomShare && b.RoomShare <= b.FullShare && b.FullShare <= 1):
		return fmt.Errorf("%w: want RelieveTill < RoomShare ≤ FullShare ≤ 1", ErrOptions)
	}
	return nil
}

package membership

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/txn/coord"
)

// A member's row: how the node says that it is there, and what others make of it.

// Announce writes this node's row, if it speaks the cluster's version and has noted it
// (V2, V3). A node that was drained is active again; one that leaves goes on leaving.
func (m *Member) Announce(ctx context.Context) error {
	for {
		var v directory.Version
		err := m.members.changeIf(ctx, m.ident.NodeID, func(ctx context.Context, t *coord.Txn) (err error) {
			if v, err = lockVersion(ctx, t, kvpb.LockMode_SHARE); err != nil {
				return err
			}
			if err := v.Admits(m.versions.min, m.versions.max); err != nil {
				return fmt.Errorf("%w: %w", ErrRefused, err)
			}
			if v.Next > m.versions.Noted().Next {
				return errUnnoted
			}
			return nil
		}, m.own)
		if !errors.Is(err, errUnnoted) {
			m.members.learnVersion(v)
			return err
		}
		if err := m.versions.note(v); err != nil {
			return err
		}
	}
}

// own makes this node's row.
func (m *Member) own(old *directory.Node) (*directory.Node, error) {
	row := &directory.Node{}
	if old != nil {
		copied := *old
		row = &copied
	}
	switch row.Membership {
	case directory.Decommissioned:
		return nil, ErrDecommissioned
	case directory.Draining:
		row.Membership = directory.Active
	}
	m.o.Host.Describe(row)
	row.StartedAt = time.Now()
	return row, nil
}

// ErrMembership reports a change of a node's membership that may not be.
var ErrMembership = errors.New("membership: it may not become that")

// Set changes what is wanted of a node. ErrMembership and ErrNoSuchNode tell that it may not be.
func (m *Member) Set(ctx context.Context, nodeID uint32, to directory.Membership) error {
	return m.members.change(ctx, nodeID, func(old *directory.Node) (*directory.Node, error) {
		switch {
		case old == nil:
			return nil, ErrNoSuchNode
		case old.Membership == to:
			return nil, nil
		case to == directory.Draining && old.Membership == directory.Decommissioning:
			return nil, nil // it gives its leases away as it is
		case !old.Membership.May(to):
			return nil, &membershipError{nodeID, old.Membership, to}
		}
		row := *old
		row.Membership = to
		return &row, nil
	})
}

// ErrNoSuchNode reports that no node has that ID.
var ErrNoSuchNode = errors.New("there is no such node")

type membershipError struct {
	node     uint32
	from, to directory.Membership
}

func (e *membershipError) Error() string {
	return "node " + strconv.Itoa(int(e.node)) + " is " + e.from.String() + " and can't become " + e.to.String()
}

func (e *membershipError) Unwrap() error { return ErrMembership }

// Left reports whether the node is known to be no member any more: by its row, or by others
// who don't let it read that.
func (m *Member) Left() bool {
	return m.members.Membership(m.ident.NodeID) == directory.Decommissioned || errors.Is(m.Refused(), ErrDecommissioned)
}

// refusalPoll is how often a start looks whether the others refuse this node.
const refusalPoll = 100 * time.Millisecond

// Patiently does what a start needs of the cluster's ranges, again while nobody serves
// them: a node that comes back may be the one that a quorum waits for. It ends when another
// node says that this one has left the cluster, or has no place in it while nobody serves.
func (m *Member) Patiently(ctx context.Context, step func(context.Context) error) error {
	ctx, giveUp := context.WithCancelCause(ctx)
	var watch sync.WaitGroup
	watch.Go(func() {
		for stop.Sleep(ctx, refusalPoll) == nil {
			if err := m.Refused(); errors.Is(err, ErrDecommissioned) {
				giveUp(err)
			}
		}
	})
	defer watch.Wait()
	defer giveUp(nil)
	for {
		err := step(ctx)
		if refused := context.Cause(ctx); err != nil && errors.Is(refused, ErrRefused) {
			return refused
		}
		if _, ok := errors.AsType[*coord.UnavailableError](err); !ok || ctx.Err() != nil {
			return err
		}
		if refused := m.Refused(); refused != nil { // one node's word about versions is no reason while others serve
			return refused
		}
		m.log.Warn("the start waits for ranges that nobody serves", "error", err)
	}
}

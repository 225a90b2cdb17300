package node

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/rebalancer"
	"github.com/isochrondb/isochron/server/node/membership"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// What an operator does to nodes, as functions of SQL.

// addAdmin registers isochron_internal's functions.
func (n *Node) addAdmin(f *host.Functions) {
	f.Add(&host.Function{
		Name: "isochron_internal.set_membership", Args: []*types.Type{types.TInt4, types.TText}, Result: types.TBool, Strict: true, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			if err := n.mustBeSuperuser(s, "change the membership of nodes"); err != nil {
				return types.Datum{}, err
			}
			return types.Bool(true), n.changeMembership(ctx, args[0].Int(), args[1].Text())
		},
	})
	f.Add(&host.Function{
		Name: "isochron_internal.resolve_tie", Args: []*types.Type{types.TInt8, types.TInt4}, Result: types.TBool, Strict: true, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			if err := n.mustBeSuperuser(s, "decide which replica of a range is right"); err != nil {
				return types.Datum{}, err
			}
			return types.Bool(true), n.resolveTie(ctx, args[0].Int(), args[1].Int())
		},
	})
	f.Add(&host.Function{
		Name: "isochron_internal.inspect_range", Args: []*types.Type{types.TInt8}, Result: types.TJSONB, Strict: true, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
			if err := n.mustBeSuperuser(s, "inspect a range"); err != nil {
				return types.Datum{}, err
			}
			text, err := n.inspectRange(ctx, args[0].Int())
			if err != nil {
				return types.Datum{}, err
			}
			return types.DecodeText(types.TJSONB, types.NoTypmod, text, env)
		},
	})
}

// inspectRange asks a range's leaseholder what goes on in it, and returns that as JSON.
func (n *Node) inspectRange(ctx context.Context, rangeID int64) (string, error) {
	key, err := n.startOf(ctx, rangeID)
	if err != nil {
		return "", err
	}
	var x kvpb.InspectResponse
	err = n.askUntil(ctx, key, func(h *kvpb.Header) (kvpb.Request, kvpb.Response) {
		return &kvpb.InspectRequest{Header: h}, &x
	})
	if err != nil {
		return "", err
	}
	d, err := descriptor.FromProto(x.Range)
	if err != nil {
		return "", err
	}
	stores := make([]uint32, len(d.Replicas))
	for i := range d.Replicas {
		stores[i] = d.Replicas[i].StoreID
	}
	at := func(ts int64) string { return hlc.Timestamp(ts).String() }
	text, err := json.Marshal(map[string]any{
		"range_id": d.ID, "generation": d.Generation, "start_key": d.Start.String(), "end_key": d.End.String(), "stores": stores,
		"leaseholder_node_id": x.NodeId, "lease_term": x.LeaseTerm, "applied_index": x.AppliedIndex, "applied_term": x.AppliedTerm,
		"requests": x.Requests, "latched_requests": x.Latched, "row_locks": x.Locks, "lock_holders": x.Lockers, "lock_waiters": x.Waiters,
		"recoveries": x.Recoveries, "closed_timestamp": at(x.ClosedTs), "collected_below": at(x.ThresholdTs), "newest_read": at(x.ReadTs),
	})
	return string(text), err
}

// startOf is the key at which a range begins.
func (n *Node) startOf(ctx context.Context, rangeID int64) (keys.Key, error) {
	descs, err := n.allRanges(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(descs, func(d *descriptor.Range) bool { return int64(d.ID) == rangeID })
	if i < 0 {
		return nil, pgerror.New(pgerror.UndefinedObject, "range %d does not exist", rangeID)
	}
	return descs[i].Start, nil
}

// resolveTie has a range that is stopped go on with one store's replica.
func (n *Node) resolveTie(ctx context.Context, rangeID, storeID int64) error {
	start, err := n.startOf(ctx, rangeID)
	if err != nil {
		return err
	}
	resp := &kvpb.StatsResponse{}
	ask := func(right uint32) error { return n.askLeaseholder(ctx, start, right, resp) }
	if err := ask(0); err != nil {
		return err
	}
	d, err := descriptor.FromProto(resp.Range)
	if err != nil {
		return err
	}
	if resp.TiedAt == 0 || int64(d.ID) != rangeID {
		return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "range %d is not stopped by a tie of its replicas", rangeID)
	}
	if x, ok := d.Replica(uint32(storeID)); !ok || !x.VotesNew() || storeID != int64(x.StoreID) {
		return pgerror.New(pgerror.InvalidParameterValue, "store %d has no voting replica of range %d", storeID, rangeID).
			WithHint("isochron_internal.ranges names the stores of each range's voters.")
	}
	return ask(uint32(storeID))
}

// tieTimeout and tiePause are how long a range's leaseholder is looked for, and how often.
const tieTimeout, tiePause = 10 * time.Second, 50 * time.Millisecond

// askLeaseholder asks the leaseholder of a key's range what it is like, and, where right names a
// store, to end a tie by its replica.
func (n *Node) askLeaseholder(ctx context.Context, key keys.Key, right uint32, resp *kvpb.StatsResponse) error {
	return n.askUntil(ctx, key, func(h *kvpb.Header) (kvpb.Request, kvpb.Response) {
		return &kvpb.StatsRequest{Header: h, RightStore: right}, resp
	})
}

// askUntil sends what an operator asks of a key's range, whatever it says, until it has answered or
// tieTimeout is over.
func (n *Node) askUntil(ctx context.Context, key keys.Key, make func(*kvpb.Header) (kvpb.Request, kvpb.Response)) error {
	p := distsender.Pursuit{Routes: n.router, Pace: distsender.Steady{Min: tiePause, Max: tiePause, For: tieTimeout}, Insists: true}
	err := p.Until(ctx, key, n.router.Lookup, func(d *descriptor.Range) error {
		req, resp := make(&kvpb.Header{RangeId: d.ID, Generation: d.Generation})
		return n.router.Server(d).Send(ctx, req, resp)
	})
	if e, ok := err.(*distsender.Unserved); ok {
		return e.Last
	}
	return err
}

func (n *Node) mustBeSuperuser(s host.Session, what string) error {
	if r, ok := n.catalog.Current().Role(s.User()); !ok || !r.Superuser {
		return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser to %s", what)
	}
	return nil
}

// changeMembership is setMembership with an operator's words.
func (n *Node) changeMembership(ctx context.Context, nodeID int64, to string) error {
	states := []directory.Membership{directory.Active, directory.Draining, directory.Decommissioning, directory.Decommissioned}
	i := slices.IndexFunc(states, func(m directory.Membership) bool { return m.String() == to })
	if i < 0 || nodeID <= 0 || nodeID > 1<<32-1 {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid membership %q of node %d", to, nodeID).
			WithHint("A node is active, draining, decommissioning or decommissioned.")
	}
	if err := n.mayLeave(ctx, uint32(nodeID), states[i]); err != nil {
		return err
	}
	err := n.membership.Set(ctx, uint32(nodeID), states[i])
	switch {
	case errors.Is(err, membership.ErrNoSuchNode):
		return pgerror.New(pgerror.UndefinedObject, "node %d does not exist", nodeID)
	case errors.Is(err, membership.ErrMembership):
		return pgerror.Wrap(err, pgerror.ObjectNotInPrerequisiteState, "%v", err)
	}
	n.members.Nudge()
	n.rebalancer.Poke()
	return err
}

// mayLeave refuses what would lose data: to empty a node whose replicas could go nowhere,
// and to end the membership of one that still holds some.
func (n *Node) mayLeave(ctx context.Context, nodeID uint32, to directory.Membership) error {
	if to != directory.Decommissioning && to != directory.Decommissioned {
		return nil
	}
	if to == directory.Decommissioned {
		return n.mayEnd(ctx, nodeID)
	}
	descs, err := n.allRanges(ctx)
	if err != nil {
		return err
	}
	err = n.rebalancer.CheckDecommission(descs, nodeID)
	if room, ok := errors.AsType[*allocator.RoomError](err); ok {
		return pgerror.Wrap(err, pgerror.ObjectNotInPrerequisiteState, "node %d can't be decommissioned: the replicas of %s could go nowhere", nodeID, countRanges(len(room.Ranges))).
			WithDetail("%v", room).WithHint("Add a node, or bring back those that don't answer.")
	}
	if quorum, ok := errors.AsType[*allocator.QuorumError](err); ok {
		return pgerror.Wrap(err, pgerror.ObjectNotInPrerequisiteState, "node %d can't be decommissioned: %s would lose their quorum", nodeID, countRanges(len(quorum.Ranges))).
			WithDetail("%v", quorum)
	}
	return err
}

func countRanges(n int) string {
	if n == 1 {
		return "1 range"
	}
	return strconv.Itoa(n) + " ranges"
}

// The directory hears of a replica's end after the node that held it: whoever counts there and
// then ends the membership would be refused without a reason.
const (
	directoryLag  = 3 * time.Second
	directoryPoll = 50 * time.Millisecond
)

// giversLag is how long the end of a membership waits until others give permits to clocks in the
// node's place: one giver follows another, each when a permit has ended.
const giversLag = 30 * time.Second

// mayEnd refuses the end of a membership whose node still holds replicas, or gives permits to
// clocks: with most of those who do, all would be gone.
func (n *Node) mayEnd(ctx context.Context, nodeID uint32) error {
	for began := time.Now(); ; {
		lag := directoryLag
		err := n.holdsNothing(ctx, nodeID)
		if err == nil {
			lag = giversLag
			err = n.givesNothing(ctx, nodeID)
		}
		if pg := (*pgerror.Error)(nil); err == nil || !errors.As(err, &pg) || n.members.Membership(nodeID) != directory.Decommissioning || time.Since(began) >= lag {
			return err
		}
		if err := stop.Sleep(ctx, directoryPoll); err != nil {
			return err
		}
	}
}

func (n *Node) holdsNothing(ctx context.Context, nodeID uint32) error {
	descs, err := n.allRanges(ctx)
	if err != nil {
		return err
	}
	left := rebalancer.Remaining(descs, nodeID)
	if len(left) == 0 {
		return nil
	}
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "node %d still holds replicas of %s", nodeID, countRanges(len(left))).
		WithDetail("One of them is range %d.", left[0].ID).WithHint("Set it to decommissioning first, and wait until it holds none.")
}

func (n *Node) givesNothing(ctx context.Context, nodeID uint32) error {
	gives, err := n.gives(ctx, nodeID)
	if err != nil || !gives {
		return err
	}
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "node %d still gives permits to the nodes' clocks", nodeID).
		WithHint("Others take that over by themselves, one after the other: try again in some seconds.")
}

// allRanges reads the directory.
func (n *Node) allRanges(ctx context.Context) ([]*descriptor.Range, error) {
	rows, err := membership.ReadRows(ctx, n.db, directory.Span())
	if err != nil {
		return nil, err
	}
	descs := make([]*descriptor.Range, len(rows))
	for i, r := range rows {
		if descs[i], err = directory.DecodeRow(r.Key, r.Value); err != nil {
			return nil, err
		}
	}
	return descs, nil
}

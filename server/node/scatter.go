package node

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// scatter has every node that answers spread the ranges of a span that it leads, one after the
// other, each in view of what the others lead by then. It returns when that is done. What a node
// leads that goes away meanwhile is led by others, and not scattered by this.
func (n *Node) scatter(ctx context.Context, span keys.Span) error {
	first, err := n.router.Lookup(ctx, span.Start)
	if err != nil {
		return err
	}
	span.Start = first.Start // it may begin before
	all := append([]uint32{n.ident.NodeID}, n.members.Others()...)
	for _, id := range all {
		others, err := n.ledByOthers(ctx, all, id, span)
		if err != nil {
			return err
		}
		if _, err := n.askToScatter(ctx, id, span, others, false); err != nil {
			return err
		}
	}
	return nil
}

const (
	// settleFor is how long leases may be on their way before the next node scatters.
	settleFor   = 5 * time.Second
	settleEvery = 50 * time.Millisecond
)

// ledByOthers asks all nodes what the span's ranges that they lead have on the stores, and adds up
// those of all but one. It waits until every range is led.
func (n *Node) ledByOthers(ctx context.Context, all []uint32, but uint32, span keys.Span) (map[uint32]allocator.Share, error) {
	pieces, err := n.router.Divide(ctx, []keys.Span{span})
	if err != nil {
		return nil, err
	}
	for until := time.Now().Add(settleFor); ; {
		others, leases := map[uint32]allocator.Share{}, 0
		for _, id := range all {
			led, err := n.askToScatter(ctx, id, span, nil, true)
			if err != nil {
				return nil, err
			}
			for store, s := range led {
				leases += int(s.Leases)
				if id != but {
					s.Add(others[store])
					others[store] = s
				}
			}
		}
		if leases >= len(pieces) || time.Now().After(until) {
			return others, nil
		}
		if err := stop.Sleep(ctx, settleEvery); err != nil {
			return nil, err
		}
	}
}

// askToScatter asks a node, which may be this one, to scatter, or what it leads.
func (n *Node) askToScatter(ctx context.Context, id uint32, span keys.Span, others map[uint32]allocator.Share, tell bool) (map[uint32]allocator.Share, error) {
	req := &nodepb.ScatterRequest{Start: span.Start, End: span.End, Others: sharesOut(others), Tell: tell}
	if id == n.ident.NodeID {
		reply, err := n.scatterHere(ctx, req)
		return sharesIn(reply.GetLed()), err
	}
	if !n.members.Answers(id) {
		return nil, nil
	}
	var reply nodepb.ScatterReply
	s, err := n.mesh.Open(ctx, id, serviceScatter)
	if err == nil {
		defer s.Close()
		err = errors.Join(s.Send(req), s.CloseSend())
	}
	if err == nil {
		err = s.Receive(&reply)
	}
	if _, away := errors.AsType[*transport.Unreachable](err); away && ctx.Err() == nil {
		n.log.Info("ranges not scattered by a node that went away", "node", id, "error", err)
		return nil, nil
	}
	return sharesIn(reply.Led), err
}

// serveScatter answers another node.
func (n *Node) serveScatter(s *transport.Stream) error {
	var req nodepb.ScatterRequest
	if err := s.Receive(&req); err != nil {
		return err
	}
	reply, err := n.scatterHere(s.Context(), &req)
	if err != nil {
		return err
	}
	return s.Send(reply)
}

func (n *Node) scatterHere(ctx context.Context, req *nodepb.ScatterRequest) (*nodepb.ScatterReply, error) {
	span := keys.Span{Start: req.Start, End: req.End}
	if span.IsPoint() || span.Start.Compare(span.End) >= 0 {
		return nil, pgerror.Internal("scatter: %v is no span", span)
	}
	if !req.Tell {
		if err := n.rebalancer.Scatter(ctx, span, sharesIn(req.Others)); err != nil {
			return nil, err
		}
	}
	return &nodepb.ScatterReply{Led: sharesOut(n.rebalancer.LedShares(span))}, nil
}

func sharesOut(all map[uint32]allocator.Share) (out []*nodepb.Share) {
	for id, s := range all {
		out = append(out, &nodepb.Share{StoreId: id, Replicas: uint32(s.Replicas), Leases: uint32(s.Leases)})
	}
	return out
}

func sharesIn(all []*nodepb.Share) map[uint32]allocator.Share {
	out := map[uint32]allocator.Share{}
	for _, s := range all {
		out[s.GetStoreId()] = allocator.Share{Replicas: float64(s.GetReplicas()), Leases: float64(s.GetLeases())}
	}
	return out
}

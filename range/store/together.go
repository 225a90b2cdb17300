package store

import (
	"context"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

// errTorn ends a store one of whose groups does not take what others have taken with it: nothing of
// it is durable.
var errTorn = errors.New("store: a commit of several ranges would be in the logs of some of them alone")

// Alone reports whether CommitTogether may do something now.
func (s *Store) Alone() bool { return s.o.Alone != nil && s.o.Alone() }

// CommitTogether commits a transaction on several ranges at one timestamp, without stages, where
// this store is alone (Options.Alone). reqs has one request for each range, and resps as many.
// Errors are those of replica.CommitTogether: replica.ErrApart, too, where one of the ranges is not
// served here.
func (s *Store) CommitTogether(ctx context.Context, reqs []*kvpb.CommitRequest, resps []*kvpb.CommitResponse) (hlc.Timestamp, error) {
	if !s.Alone() {
		return 0, replica.ErrApart
	}
	parts, slots := make([]replica.Part, len(reqs)), make([]*slot, len(reqs))
	for i, req := range reqs {
		sl, rep, err := s.find(ctx, req.GetHeader())
		if err != nil || len(sl.descriptor().Replicas) != 1 {
			return 0, replica.ErrApart
		}
		if sl.sampled() {
			sl.sample(req.RoutingKey())
		}
		slots[i], parts[i] = sl, replica.Part{Replica: rep, Req: req, Resp: resps[i]}
	}
	return replica.CommitTogether(ctx, parts, func(ps []replica.Proposal) { s.proposeTogether(slots, ps) })
}

// proposeTogether enters commands into the logs of their ranges in one batch, or none of them.
func (s *Store) proposeTogether(slots []*slot, ps []replica.Proposal) {
	t := &together{}
	for i, p := range ps {
		if p.Cmd == nil {
			continue
		}
		x := &proposal{slot: slots[i], cmd: p.Cmd, visible: p.Visible, done: p.Done, together: t}
		x.data, t.err = replica.EncodeCommand(p.Cmd)
		t.props = append(t.props, x)
		if t.err != nil {
			break
		}
	}
	if t.err != nil { // all want to hear it
		for _, p := range ps {
			if p.Cmd != nil {
				p.Done(replica.Result{Code: replica.Never, Why: t.err.Error()})
			}
		}
		return
	}
	s.writer.put(item{kind: itemTogether, together: t})
}

// together are proposals that enter their logs in one batch, or not at all.
type together struct {
	props []*proposal
	taken int // by their groups
	err   error
}

// admitTogether lets commands into the logs of their groups, if all can be.
func (w *writer) admitTogether(t *together) {
	for _, p := range t.props {
		g := p.slot.w.group
		switch {
		case w.refuse != nil:
			w.never(t, w.refuse.Error())
			return
		case g == nil || !g.Leading() || g.Term() != p.cmd.Term || !w.unshared(p.slot) || p.slot.w.stopping != nil:
			w.never(t, "the lease is over")
			return
		}
	}
	if w.store.o.PlantedTorn {
		w.oneByOne(t.props)
		return
	}
	for _, p := range t.props {
		p.slot.w.props = append(p.slot.w.props, p)
		w.touch(p.slot)
	}
	w.joined = append(w.joined, t)
}

// oneByOne has each proposal follow when the one before it is durable (PlantedTorn).
func (w *writer) oneByOne(ps []*proposal) {
	p, done := ps[0], ps[0].done
	p.together = nil
	if len(ps) > 1 {
		p.done = func(r replica.Result) {
			w.put(item{kind: itemTogether, together: &together{props: ps[1:]}})
			done(r)
		}
	}
	w.admitProposal(p.slot, p)
}

// never answers all of a commit's proposals, none of which was proposed.
func (w *writer) never(t *together, why string) {
	for _, p := range t.props {
		p.result = replica.Result{Code: replica.Never, Why: why}
		w.finished = append(w.finished, p)
	}
}

// whole fails where a group has not taken its part of a commit that is in the batch, or has ended
// since.
func (w *writer) whole() error {
	for i, t := range w.joined {
		w.joined[i] = nil
		if t.taken > 0 && (t.taken < len(t.props) || t.ended()) {
			w.joined = w.joined[:0]
			return errTorn
		}
	}
	w.joined = w.joined[:0]
	return nil
}

// ended reports whether one of the groups was put out of service: its part may not be in the batch.
func (t *together) ended() bool {
	return slices.ContainsFunc(t.props, func(p *proposal) bool { return p.slot.w.group == nil })
}

package raftloop

import (
	"errors"
	"slices"

	"github.com/isochrondb/isochron/range/replica"
)

// ErrTorn ends a store one of whose groups does not take what others have taken with it: nothing of
// it is durable.
var ErrTorn = errors.New("store: a commit of several ranges would be in the logs of some of them alone")

// ProposeTogether enters commands into the logs of their ranges in one batch, or none of them.
// rs[i] is the range of ps[i]; one without a command takes no part.
func (lp *Loop) ProposeTogether(rs []*Range, ps []replica.Proposal) {
	t := &together{}
	for i, p := range ps {
		if p.Cmd == nil {
			continue
		}
		x := &proposal{rng: rs[i], cmd: p.Cmd, visible: p.Visible, done: p.Done, together: t}
		x.data, t.err = replica.EncodeCommand(p.Cmd)
		t.props = append(t.props, x)
		if t.err != nil {
			break
		}
	}
	// Nothing was queued yet, so nothing has to be taken back.
	if t.err != nil { // all want to hear it
		for _, p := range ps {
			if p.Cmd != nil {
				p.Done(replica.Result{Code: replica.Never, Why: t.err.Error()})
			}
		}
		return
	}
	lp.put(item{kind: itemTogether, together: t})
}

// admitTogether lets commands into the logs of their groups, if all can be.
// Only groups alone: with peers a quorum could take one part of it and not
// another.
func (lp *Loop) admitTogether(t *together) {
	for _, p := range t.props {
		g := p.rng.run.group
		switch {
		case lp.refuse != nil:
			lp.never(t, lp.refuse.Error())
			return
		case g == nil || !g.Leading() || g.Term() != p.cmd.Term || !alone(g) || p.rng.run.stopping != nil:
			lp.never(t, "the lease is over")
			return
		}
	}
	lp.o.Planted.enter(lp, t)
}

// atOnce has all proposals of a commit enter their logs.
func (lp *Loop) atOnce(t *together) {
	for _, p := range t.props {
		p.rng.run.props = append(p.rng.run.props, p)
		lp.touch(p.rng)
	}
	// whole looks at the end of this turn's gathering whether all were taken.
	lp.joined = append(lp.joined, t)
}

// never answers all of a commit's proposals, none of which was proposed.
func (lp *Loop) never(t *together, why string) {
	for _, p := range t.props {
		p.result = replica.Result{Code: replica.Never, Why: why}
		lp.finished = append(lp.finished, p)
	}
}

// whole fails where a group has not taken its part of a commit that is in the batch, or has ended
// since.
//
// It looks before the batch is written: what is in it is dropped with the store.
// taken is 0 where no group took any: nothing is in the logs, and each proposal
// was answered by its group.
func (lp *Loop) whole() error {
	for i, t := range lp.joined {
		lp.joined[i] = nil
		if t.taken > 0 && (t.taken < len(t.props) || t.ended()) {
			lp.joined = lp.joined[:0]
			return ErrTorn
		}
	}
	lp.joined = lp.joined[:0]
	return nil
}

// ended reports whether one of the groups was put out of service: its part may not be in the batch.
func (t *together) ended() bool {
	return slices.ContainsFunc(t.props, func(p *proposal) bool { return p.rng.run.group == nil })
}

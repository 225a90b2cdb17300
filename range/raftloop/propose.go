package raftloop

import "github.com/isochrondb/isochron/range/replica"

// Propose has a command enter the log of its range. visible, which may be nil, is called when others may
// go on with what it did; done when its fate is known, both from the loop's goroutines.
// It never blocks, and calls neither from within. The command is encoded here, on
// the caller's goroutine, and must not change until done.
func (lp *Loop) Propose(r *Range, cmd *replica.Command, visible func(), done func(replica.Result)) {
	p := &proposal{rng: r, cmd: cmd, visible: visible, done: done}
	data, err := replica.EncodeCommand(cmd)
	if err != nil {
		p.result = replica.Result{Code: replica.Never, Why: err.Error()}
	}
	p.data = data
	lp.put(item{kind: itemPropose, rng: r, prop: p})
}

// admitProposal lets a command into its group's log. A command of another term
// than the group's would have no effect (T5): it stays out.
func (lp *Loop) admitProposal(r *Range, p *proposal) {
	g := r.run.group
	switch {
	case p.result.Why != "": // could not be encoded
	case lp.refuse != nil:
		p.result = replica.Result{Code: replica.Never, Why: lp.refuse.Error()}
	case g == nil || !g.Leading() || g.Term() != p.cmd.Term:
		p.result = replica.Result{Code: replica.Never, Why: "the lease is over"}
	default:
		r.run.props = append(r.run.props, p)
		lp.touch(r)
		return
	}
	lp.finished = append(lp.finished, p)
}

// All that a range was given goes into its log at once; an error is for all of
// them, none of which was proposed.
func (lp *Loop) propose(r *Range) {
	if lp.proposeChanges(r); len(r.run.props) == 0 {
		return
	}
	// Nothing besides these commits in the batch: what was to be durable first is not shown early (T22).
	r.run.plain = len(r.run.pending) == 0 && plain(r.run.props)
	data := make([][]byte, len(r.run.props))
	tokens := make([]any, len(r.run.props))
	bytes := 0
	for i, p := range r.run.props {
		data[i], tokens[i] = p.data, p
		bytes += len(p.data)
	}
	if err := r.run.group.Propose(data, tokens); err != nil {
		for _, p := range r.run.props {
			p.result = replica.Result{Code: replica.Never, Why: err.Error()}
			lp.finished = append(lp.finished, p)
		}
	} else {
		for _, p := range r.run.props {
			// Counted for whole, which sees whether all groups of the commit have taken their part.
			if p.together != nil {
				p.together.taken++
			}
		}
		lp.stats.entries.Add(uint64(len(data)))
		lp.stats.bytes.Add(uint64(bytes))
	}
	clear(r.run.props)
	r.run.props = r.run.props[:0]
}

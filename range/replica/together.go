package replica

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// A transaction that writes to several ranges of one store, none of which has another replica,
// needs no stages: its commands enter the logs of its ranges in one batch of the engine, which is
// there as a whole after a crash, or not at all. Its ranges are evaluated as one would be (5.1),
// with the latches of all of them held: the timestamp that one chooses is checked at all others.

// Part is what a transaction does on one range.
type Part struct {
	Replica *Replica
	Req     *kvpb.CommitRequest // without CommitTs, which is chosen for all parts
	Resp    *kvpb.CommitResponse
}

// Proposal is a command of one range, and what to call as Proposer.Propose does.
type Proposal struct {
	Cmd     *Command
	Visible func()
	Done    func(Result)
}

// ErrApart means that nothing was proposed, and that the ranges have to be asked one by one.
var ErrApart = errors.New("replica: the ranges can't commit together")

// togetherTries is how often the latches are asked for before that.
const togetherTries = 8

// CommitTogether commits on several ranges at one timestamp, which it returns. propose enters the
// commands of the parts that write (its slice has one of each part; Cmd is nil where there is
// none) into their logs as one, or none of them (Never). Errors: *kvpb.Refused, final, since the
// request has no copies; *kvpb.Ambiguous; ErrApart.
//
//	enter     latches of all, or of none while one is waited for
//	evaluate  the highest of what each could do; all checked at that
//	propose   all commands in one batch (T22)
//	await     done all, never all; anything else is Ambiguous
func CommitTogether(ctx context.Context, parts []Part, propose func([]Proposal)) (hlc.Timestamp, error) {
	j := &joint{parts: make([]committing, len(parts)), props: make([]Proposal, len(parts))}
	for i := range parts {
		p := &parts[i]
		e := p.Replica.begin(ctx)
		defer e.end()
		resetCommit(p.Resp)
		if err := e.in.Load(p.Req); err != nil {
			return 0, err
		}
		j.parts[i] = committing{eval: e, req: p.Req, resp: p.Resp}
		e.latchCommit()
		if e.in.Changes() && e.r.writable(e.in.Own()) != nil {
			return 0, ErrApart // which says so
		}
	}
	ts, err := j.run(propose)
	if err != nil {
		return 0, j.told(err)
	}
	for i := range j.parts {
		c := &j.parts[i]
		c.resp.CommitTs = int64(ts)
		c.finish()
	}
	return ts, nil
}

// told is what to say where nothing is known to have been committed. A refusal tells of what was
// seen, which must be durable (T22).
func (j *joint) told(err error) error {
	_, final := errors.AsType[*kvpb.Refused](err)
	switch {
	case inDoubt(err) || j.parts[0].ctx.Err() != nil && errors.Is(err, j.parts[0].ctx.Err()):
		return err
	case !final:
		return ErrApart
	}
	for i := range j.parts {
		if j.parts[i].r.rules.durable(j.parts[i].eval) != nil {
			return ErrApart // nothing was proposed
		}
	}
	return err
}

// joint is a commit of several ranges.
type joint struct {
	parts []committing
	props []Proposal
}

// run commits at one timestamp. Until its commands are proposed it can always part (ErrApart).
func (j *joint) run(propose func([]Proposal)) (hlc.Timestamp, error) {
	if err := j.enter(); err != nil {
		return 0, err
	}
	ts, err := j.evaluate()
	if err != nil {
		j.drop()
		return 0, err
	}
	return ts, j.propose(ts, propose)
}

// enter takes the latches of all parts. Who waits for one holds none of the others: merges take
// latches of two ranges, too.
func (j *joint) enter() error {
	// Of the parts, the one that is waited for in line; it changes to the one that was last in the way.
	wait := 0
	for range togetherTries {
		if err := j.parts[wait].enterTogether(true); err != nil {
			return err
		}
		blocked := -1
		for i := range j.parts {
			if i == wait {
				continue
			}
			err := j.parts[i].enterTogether(false)
			if err == nil {
				continue
			}
			j.drop()
			if err != errLatched {
				return err
			}
			blocked = i
			break
		}
		if blocked < 0 {
			return nil
		}
		wait = blocked
	}
	return ErrApart
}

// errLatched says that others hold latches that are wanted.
var errLatched = errors.New("replica: latched by others")

// enterTogether takes a part's latches, if need be in line, and looks at what stands in its way.
func (c *committing) enterTogether(wait bool) error {
	n, err := c.acquire(c.inspect, wait)
	switch {
	case err == errLatched:
		return err
	case err != nil && wait && c.ctx.Err() != nil:
		return c.ctx.Err()
	case n != goOn || err != nil:
		return ErrApart
	}
	c.held = true
	return nil
}

// drop lets all latches go.
func (j *joint) drop() {
	for i := range j.parts {
		if c := &j.parts[i]; c.held {
			c.held = false
			c.eval.drop()
		}
	}
}

// evaluate chooses the timestamp and checks all parts at it, with all latches held.
// Two rounds, since the last part may need more than the first could do; marks stay at ts, and who can't parts.
func (j *joint) evaluate() (ts hlc.Timestamp, err error) {
	now, err := j.parts[0].r.now()
	if err != nil {
		return 0, ErrApart
	}
	for i := range j.parts {
		c := &j.parts[i]
		if err := c.lookAtKeys(); err != nil {
			return 0, err
		}
		lo, err := c.lower(now)
		if err != nil {
			return 0, err
		}
		ts = max(ts, lo)
	}
	for i := range j.parts {
		c := &j.parts[i]
		// A c that is given, from here on: choose refuses what lies below marks, in place of raising it (T2).
		c.in.CommitTS = ts
		c.r.mu.Lock()
		n, err := c.choose(now)
		c.r.mu.Unlock()
		if n != goOn || err != nil || c.tagged != 0 {
			return 0, ErrApart
		}
		if _, err := c.check(ts, now); err != nil { // at a c that is given there is nothing to seal
			return 0, err
		}
	}
	return ts, nil
}

// lower is the least timestamp that a part could commit at by itself.
func (c *committing) lower(now hlc.Timestamp) (hlc.Timestamp, error) {
	c.r.mu.Lock()
	defer c.r.mu.Unlock()
	if !c.in.Changes() {
		return max(c.in.ReadTS, c.newest).Next(), nil
	}
	ts, err := c.timestamp(now)
	if err != nil {
		return 0, ErrApart // it may be later, or elsewhere
	}
	return ts, nil
}

// propose has the commands enter their logs, and waits for what became of them.
func (j *joint) propose(ts hlc.Timestamp, propose func([]Proposal)) error {
	for i := range j.parts {
		c := &j.parts[i]
		if !c.in.Changes() {
			continue
		}
		if err := c.writeAt(ts); err != nil {
			j.drop()
			return err
		}
		if err := c.prepareCommand(); err != nil {
			j.drop()
			return ErrApart
		}
		j.props[i] = Proposal{Cmd: &c.cmd, Visible: c.seen, Done: c.done}
	}
	for i := range j.parts {
		c := &j.parts[i]
		if c.in.Changes() {
			c.r.met.Proposals.Add(1)
			c.r.met.ProposedBytes.Add(uint64(len(c.cmd.Batch)))
		} else { // what is only read is marked, and holds nobody up
			// Let go of before the commands enter: nothing that is only read changes by them.
			c.held = false
			c.eval.drop()
		}
	}
	propose(j.props)
	return j.await()
}

// await is the end of all commands: they are in the logs together, or not at all.
func (j *joint) await() error {
	var failed Result
	n, done, never := 0, 0, 0
	for i := range j.parts {
		if j.props[i].Cmd == nil {
			continue
		}
		c := &j.parts[i]
		res := <-c.results
		n++
		switch c.held = false; res.Code {
		case Done:
			c.entered = true
			c.r.met.Commits.Add(1)
			done++
		case Never:
			never++
			failed = res
		// Ignored is certain of its own log alone: of the other parts nothing follows from it.
		default:
			failed = res
		}
	}
	switch {
	case done == n:
		return nil
	// All of them: the batch did not enter, and the ranges may be asked one by one. Some alone: Ambiguous.
	case never == n:
		return ErrApart
	}
	return &kvpb.Ambiguous{Why: failed.Why}
}

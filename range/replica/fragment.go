package replica

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// fragment runs the request's fragment on the state below ts.
func (c *committing) fragment(ts hlc.Timestamp) error {
	if c.r.o.Evaluator == nil {
		return errors.New("this node runs no plan fragments")
	}
	s := c.r.rows.Open(ts.Prev())
	defer s.Close()
	s.Spans = append(s.Spans, c.in.exclusive...)
	s.Spans = append(s.Spans, c.in.shared...)
	err := c.r.o.Evaluator.Write(c.ctx, c.req, c.frag, c.locked, s, &c.fused)
	c.maxObs = max(c.maxObs, s.Newest)
	return err
}

// runFragment evaluates a fused statement at ts. goOn: there is something to write.
func (c *committing) runFragment(ts hlc.Timestamp) (goOn bool, err error) {
	if err := c.fragment(ts); err != nil {
		if ctxErr := c.ctx.Err(); ctxErr != nil {
			return false, c.sealedAs(ctxErr, false)
		}
		return false, c.sealed(&refusal{kvpb.Refused{
			Reason: kvpb.ReasonFragment, Cause: err, MaxObs: int64(c.maxObs), ClosedTS: int64(c.r.Closed()),
		}}, true)
	}
	if c.fused.NotFused {
		if err := c.sealedAs(nil, true); err != nil {
			return false, err
		}
		return false, c.lockInstead()
	}
	if err := c.takeFused(); err != nil {
		return false, c.sealedAs(err, true)
	}
	refused, err := c.holds(ts)
	if err != nil {
		return false, err
	}
	if refused != nil {
		return false, c.sealed(refused, true)
	}
	c.resp.FragmentResult = append(c.resp.FragmentResult, c.fused.Result...)
	c.noteUnwritten(ts)
	if len(c.in.writes) == 0 {
		c.resp.CommitTs = int64(ts)
		return false, c.sealedAs(nil, true)
	}
	return true, nil
}

// takeFused takes over what the fragment wants written and required.
func (c *committing) takeFused() error {
	for i := range c.fused.writes {
		w := &c.fused.writes[i]
		found := false
		for j := range c.in.fused {
			found = found || bytes.Equal(c.in.fused[j].key, w.key)
		}
		if !found {
			return &kvpb.Refused{Reason: kvpb.ReasonFragment, Cause: fmt.Errorf("the fragment writes %s, which it has not locked", keys.Key(w.key))}
		}
	}
	c.in.writes = append(c.in.writes[:0], c.fused.writes...)
	for _, x := range c.fused.Conditions {
		c.in.conds = append(c.in.conds, condition{rangestate.ToSpan(x.Span), x.Exists, x.Id})
	}
	return nil
}

// noteUnwritten raises the marks of rows that the statement looked at and left alone.
func (c *committing) noteUnwritten(ts hlc.Timestamp) {
	if len(c.in.writes) == len(c.in.fused) {
		return
	}
	c.r.mu.Lock()
	defer c.r.mu.Unlock()
	for i := range c.in.fused {
		if c.in.wrote(c.in.fused[i].key) == nil {
			c.r.tscache.Raise(keys.Point(c.in.fused[i].key), ts, ts)
		}
	}
}

// sealed makes a "no" final, and returns it.
func (c *committing) sealed(f *refusal, fusedOnly bool) error {
	return c.sealedAs(&f.Refused, fusedOnly)
}

// sealedAs sees to it that no late copy of a commit whose timestamp the
// leaseholder chooses can succeed (it would choose another one), or that was refused for
// what passes, and then answers with err: by a tombstone in the log. Where there is no
// other copy, nothing need be done: what the gateway knows not to be in doubt does not come
// again, for connections don't repeat what they carry. (With one voter it is done all the
// same, so that copies can be simulated.)
//
//	c was given, and what failed does not pass   nothing to seal: a copy fails likewise
//	no latest c, or nothing to write             likewise: no copies, or ones that do no harm
//	Sole, and several voters                     likewise: the gateway knows that there is no copy
//	else                                         a tombstone up to the latest c, in the log
//
// If the tombstone can't be logged the answer is Ambiguous (40003), whatever err was.
func (c *committing) sealedAs(err error, fusedOnly bool) error {
	if c.in.c != 0 && !passing(err) || c.in.deadline == hlc.Max || !c.r.rules.outlives(c.in.changes()) {
		return err
	}
	if c.req.Sole && c.r.Descriptor().Voters() > 1 {
		return err
	}
	p := &replicapb.Prevention{IdHi: c.in.id.Hi, IdLo: c.in.id.Lo, Until: int64(c.in.deadline), FusedOnly: fusedOnly}
	c.writer().Reset()
	if werr := rangestate.WritePrevention(c.writer(), c.r.Descriptor().Start, p); werr != nil {
		return werr
	}
	c.effects.Prevented = append(c.effects.Prevented, p)
	c.free = true
	if perr := c.propose(); perr != nil {
		return &kvpb.Ambiguous{Why: "a copy of the refused request may still succeed: " + perr.Error()}
	}
	c.r.met.Preventions.Add(1)
	return err
}

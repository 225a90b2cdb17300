package replica

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/intention"
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
	s.Spans = append(s.Spans, c.in.Exclusive...)
	s.Spans = append(s.Spans, c.in.Shared...)
	err := c.r.o.Evaluator.Write(c.ctx, c.req, c.frag, c.locked, s, &c.fused)
	c.maxObs = max(c.maxObs, s.Newest)
	return err
}

// runFragment evaluates a fused statement at ts, and makes its command. What it says is final, so that
// it is sealed: a copy would be evaluated at another c.
func (c *committing) runFragment(ts hlc.Timestamp) (next, error) {
	if err := c.fragment(ts); err != nil {
		if ctxErr := c.ctx.Err(); ctxErr != nil {
			return c.seal(ctxErr, false)
		}
		return c.seal(&kvpb.Refused{Reason: kvpb.ReasonFragment, Cause: err, MaxObs: int64(c.maxObs), ClosedTS: int64(c.r.Closed())}, true)
	}
	if c.fused.NotFused {
		c.unfused = true
		return c.seal(nil, true)
	}
	if err := c.takeFused(); err != nil {
		return c.seal(err, true)
	}
	refused, err := c.holds(ts)
	if err != nil {
		return stands, err
	}
	if refused != nil {
		return c.seal(&refused.Refused, true)
	}
	c.resp.FragmentResult = append(c.resp.FragmentResult, c.fused.Result...)
	c.noteUnwritten(ts)
	if len(c.in.Writes) == 0 {
		c.resp.CommitTs = int64(ts)
		return c.seal(nil, true)
	}
	return goOn, c.writeAt(ts)
}

// takeFused takes over what the fragment wants written and required.
func (c *committing) takeFused() error {
	for i := range c.fused.writes {
		w := &c.fused.writes[i]
		found := false
		for j := range c.in.Fused {
			found = found || bytes.Equal(c.in.Fused[j].Key, w.Key)
		}
		if !found {
			return &kvpb.Refused{Reason: kvpb.ReasonFragment, Cause: fmt.Errorf("the fragment writes %s, which it has not locked", keys.Key(w.Key))}
		}
	}
	c.in.Writes = append(c.in.Writes[:0], c.fused.writes...)
	for _, x := range c.fused.Conditions {
		c.in.Conds = append(c.in.Conds, intention.Condition{Span: rangestate.ToSpan(x.Span), Exists: x.Exists, ID: x.Id})
	}
	return nil
}

// noteUnwritten raises the marks of rows that the statement looked at and left alone.
func (c *committing) noteUnwritten(ts hlc.Timestamp) {
	if len(c.in.Writes) == len(c.in.Fused) {
		return
	}
	c.r.mu.Lock()
	defer c.r.mu.Unlock()
	for i := range c.in.Fused {
		if c.in.Wrote(c.in.Fused[i].Key) == nil {
			c.r.tscache.Raise(keys.Point(c.in.Fused[i].Key), ts, ts)
		}
	}
}

// seal sees to it that no late copy of a commit whose timestamp the
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
func (c *committing) seal(err error, fusedOnly bool) (next, error) {
	if c.in.CommitTS != 0 && !passing(err) || c.in.Deadline == hlc.Max || !c.r.rules.outlives(c.in.Changes()) {
		return stands, err
	}
	d := c.r.Descriptor()
	if c.req.Sole && d.Voters() > 1 {
		return stands, err
	}
	p := &replicapb.Prevention{IdHi: c.in.ID.Hi, IdLo: c.in.ID.Lo, Until: int64(c.in.Deadline), FusedOnly: fusedOnly}
	c.writer().Reset()
	if werr := rangestate.WritePrevention(c.writer(), d.Start, p); werr != nil {
		return stands, werr
	}
	c.effects.Prevented = append(c.effects.Prevented, p)
	c.sealed, c.told = true, err
	return goOn, nil
}

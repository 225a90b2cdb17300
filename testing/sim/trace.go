package sim

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/workload"
)

// tracer prints what reaches the store and what it answers: for people who look
// into a seed.
type tracer struct {
	kvpb.Sender
	start time.Time
	print func(string)
}

func (t *tracer) log(what string, h *kvpb.Header, req string, err error, resp string) {
	if err != nil {
		resp = fmt.Sprintf("%v (%T)", err, err)
	}
	t.print(fmt.Sprintf("%9.3fms %-8s r%d/%d t%s %s → %s", float64(time.Since(t.start).Nanoseconds())/1e6, what,
		h.GetRangeId(), h.GetGeneration(), name(h.GetTxn()), req, resp))
}

func name(m *kvpb.TxnMeta) string { return fmt.Sprintf("%x.%d", m.GetIdHi()&0xffffffff, m.GetIdLo()) }

func short(key []byte) string { return string(key[min(len(key), len(workload.Prefix)):]) }

func spans(ss []*kvpb.Span) string {
	var out []string
	for _, s := range ss {
		if len(s.EndKey) == 0 {
			out = append(out, short(s.Key))
		} else {
			out = append(out, short(s.Key)+"–"+short(s.EndKey))
		}
	}
	return strings.Join(out, ",")
}

func nanos(ts int64) string { return fmt.Sprint(ts % 1e10) }

// Send implements kvpb.Sender.
func (t *tracer) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	plain, _ := kvpb.Plain(req)
	if what := before(plain); what != "" {
		t.log(req.Method().String()+"…", req.GetHeader(), what, nil, "")
	}
	err := t.Sender.Send(ctx, req, resp)
	asked, answered := told(plain, resp)
	t.log(req.Method().String(), req.GetHeader(), asked, err, answered)
	return err
}

// before is what is told of a request before it is answered, which may take long; empty: nothing.
func before(req kvpb.Request) string {
	switch q := req.(type) {
	case *kvpb.LockRequest:
		return locks(q)
	case *kvpb.CommitRequest:
		return commit(q)
	case *kvpb.StageRequest:
		return fmt.Sprintf("%s participants %d", commit(q.Commit), len(q.Participants))
	}
	return ""
}

// told is what is told of a request, and of the answer "done".
func told(req kvpb.Request, resp kvpb.Response) (asked, answered string) {
	switch q := req.(type) {
	case *kvpb.ReadRequest:
		p := resp.(*kvpb.ReadResponse)
		return fmt.Sprintf("%s at %s own %d", spans(q.Spans), nanos(q.ReadTs), q.OwnSeq), fmt.Sprintf("%d rows, obs %s", p.NumRows, nanos(p.MaxObs))
	case *kvpb.LockRequest:
		var got []string
		for _, l := range resp.(*kvpb.LockResponse).Locked {
			got = append(got, nanos(l.Version))
		}
		return locks(q), strings.Join(got, ",")
	case *kvpb.CommitRequest:
		return "", nanos(resp.(*kvpb.CommitResponse).CommitTs)
	case *kvpb.StageRequest:
		return "c " + nanos(q.Commit.CommitTs), nanos(resp.(*kvpb.StageResponse).StagedTs)
	case *kvpb.DecideRequest:
		return fmt.Sprintf("%v@%s → %v@%s", q.Examined, nanos(q.ExaminedTs), q.To, nanos(q.FinalTs)), outcome(resp.(*kvpb.DecideResponse).Outcome)
	case *kvpb.EvidenceRequest:
		p := resp.(*kvpb.EvidenceResponse)
		return fmt.Sprintf("%s c %s", spans(q.Keys), nanos(q.CommitTs)), fmt.Sprintf("found %v prevented %v", p.Found, p.Prevented)
	case *kvpb.ResolveRequest:
		return fmt.Sprintf("%s %s forget %v", spans(q.Keys), outcome(q.Outcome), q.ForgetRecord), ""
	case *kvpb.FlushRequest:
		var ws []string
		for _, w := range q.Writes {
			ws = append(ws, fmt.Sprintf("%s#%d", short(w.Key), w.Seq))
		}
		return fmt.Sprintf("%s drop %v count %v", strings.Join(ws, ","), q.Drop != nil, q.Count != nil), fmt.Sprint(resp.(*kvpb.FlushResponse).Count)
	case *kvpb.TagRequest:
		return short(q.Key), nanos(resp.(*kvpb.TagResponse).CommitTs)
	case *kvpb.ReleaseRequest:
		return fmt.Sprint(len(q.Keys)), ""
	}
	return short(req.RoutingKey()), ""
}

func locks(q *kvpb.LockRequest) string {
	var ks []string
	for _, k := range q.Keys {
		ks = append(ks, short(k.Key)+":"+k.Mode.String())
	}
	return strings.Join(ks, ",")
}

func commit(c *kvpb.CommitRequest) string {
	var ws, xs []string
	for _, w := range c.Writes {
		ws = append(ws, short(w.Key))
	}
	for _, x := range c.Expects {
		xs = append(xs, fmt.Sprintf("%s@%s", short(x.Key), nanos(x.Expect)))
	}
	for _, l := range c.FusedLocks {
		ws = append(ws, "fused "+short(l.Key))
	}
	return fmt.Sprintf("w %s x %s reads %s r %s c %s latest %s nowait %v", strings.Join(ws, ","), strings.Join(xs, ","), spans(c.Reads), nanos(c.ReadTs), nanos(c.CommitTs), nanos(c.LatestTs), c.NoWait)
}

func outcome(o *kvpb.Outcome) string {
	return fmt.Sprintf("%v@%s presumed %v", o.GetState(), nanos(o.GetCommitTs()), o.GetPresumed())
}

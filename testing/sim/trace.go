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
	kvpb.Server
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

func (t *tracer) Read(ctx context.Context, req *kvpb.ReadRequest, f kvpb.Fragment, resp *kvpb.ReadResponse) error {
	err := t.Server.Read(ctx, req, f, resp)
	t.log("Read", req.Header, fmt.Sprintf("%s at %s own %d", spans(req.Spans), nanos(req.ReadTs), req.OwnSeq), err, fmt.Sprintf("%d rows, obs %s", resp.NumRows, nanos(resp.MaxObs)))
	return err
}

func (t *tracer) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	var ks []string
	for _, k := range req.Keys {
		ks = append(ks, short(k.Key)+":"+k.Mode.String())
	}
	t.log("Lock…", req.Header, strings.Join(ks, ","), nil, "")
	err := t.Server.Lock(ctx, req, resp)
	var got []string
	for _, l := range resp.Locked {
		got = append(got, nanos(l.Version))
	}
	t.log("Lock", req.Header, strings.Join(ks, ","), err, strings.Join(got, ","))
	return err
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

func (t *tracer) Commit(ctx context.Context, req *kvpb.CommitRequest, f kvpb.Fragment, resp *kvpb.CommitResponse) error {
	t.log("Commit…", req.Header, commit(req), nil, "")
	err := t.Server.Commit(ctx, req, f, resp)
	t.log("Commit", req.Header, "", err, nanos(resp.CommitTs))
	return err
}

func (t *tracer) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	t.log("Stage…", req.Commit.GetHeader(), commit(req.Commit), nil, fmt.Sprintf("participants %d", len(req.Participants)))
	err := t.Server.Stage(ctx, req, resp)
	t.log("Stage", req.Commit.GetHeader(), "c "+nanos(req.Commit.CommitTs), err, nanos(resp.StagedTs))
	return err
}

func (t *tracer) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	err := t.Server.Decide(ctx, req, resp)
	t.log("Decide", req.Header, fmt.Sprintf("%v@%s → %v@%s", req.Examined, nanos(req.ExaminedTs), req.To, nanos(req.FinalTs)), err, outcome(resp.Outcome))
	return err
}

func outcome(o *kvpb.Outcome) string {
	return fmt.Sprintf("%v@%s presumed %v", o.GetState(), nanos(o.GetCommitTs()), o.GetPresumed())
}

func (t *tracer) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	err := t.Server.Evidence(ctx, req, resp)
	t.log("Evidence", req.Header, fmt.Sprintf("%s c %s", spans(req.Keys), nanos(req.CommitTs)), err, fmt.Sprintf("found %v prevented %v", resp.Found, resp.Prevented))
	return err
}

func (t *tracer) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	err := t.Server.Resolve(ctx, req, resp)
	t.log("Resolve", req.Header, fmt.Sprintf("%s %s forget %v", spans(req.Keys), outcome(req.Outcome), req.ForgetRecord), err, "")
	return err
}

func (t *tracer) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	err := t.Server.Flush(ctx, req, resp)
	var ws []string
	for _, w := range req.Writes {
		ws = append(ws, fmt.Sprintf("%s#%d", short(w.Key), w.Seq))
	}
	t.log("Flush", req.Header, fmt.Sprintf("%s drop %v count %v", strings.Join(ws, ","), req.Drop != nil, req.Count != nil), err, fmt.Sprint(resp.Count))
	return err
}

func (t *tracer) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	err := t.Server.Tag(ctx, req, resp)
	t.log("Tag", req.Header, short(req.Key), err, nanos(resp.CommitTs))
	return err
}

func (t *tracer) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	err := t.Server.Release(ctx, req, resp)
	t.log("Release", req.Header, fmt.Sprint(len(req.Keys)), err, "")
	return err
}

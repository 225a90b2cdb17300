// Package script makes golden traces: what happens, message by message, when a
// statement runs on a node. The traces stand in testdata and in
// docs/architecture.md, and a test holds both against the code:
//
//	go test ./testing/script -rewrite
package script

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Tracer stands between the router and the ranges and writes down what passes.
// Timestamps become r0, c1, … in the order of their appearance, so that a trace
// is the same in every run. Safe for concurrent use.
type Tracer struct {
	kvpb.Sender
	// Entries reads the log writer's counter of entries.
	Entries func() uint64

	mu      sync.Mutex // guards what is below; a leaf
	on      bool
	lines   []string
	names   map[int64]string
	ranges  map[uint64]string
	entries uint64
}

// Wrap makes t pass requests to to.
func (t *Tracer) Wrap(to kvpb.Sender) kvpb.Sender {
	t.Sender = to
	return t
}

// Start begins a new trace.
func (t *Tracer) Start() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on, t.lines, t.names, t.ranges = true, nil, map[int64]string{}, map[uint64]string{}
	t.entries = t.Entries()
}

// Say adds a line of the caller's.
func (t *Tracer) Say(format string, args ...any) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.lines = append(t.lines, fmt.Sprintf(format, args...))
}

// Stop ends the trace and returns it.
func (t *Tracer) Stop() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.on = false
	return strings.Join(t.lines, "\n") + "\n"
}

// ts names a timestamp by its role.
func (t *Tracer) ts(role string, v int64) string {
	if v == 0 {
		return "none"
	}
	if n, ok := t.names[v]; ok {
		return n
	}
	n := fmt.Sprintf("%s%d", role, len(t.names))
	t.names[v] = n
	return n
}

func (t *Tracer) rng(h *kvpb.Header) string {
	id := h.GetRangeId()
	if n, ok := t.ranges[id]; ok {
		return n
	}
	n := fmt.Sprintf("range %c", 'A'+len(t.ranges))
	t.ranges[id] = n
	return n
}

func key(k []byte) string { return keys.Key(k).String() }

func spans(list []*kvpb.Span) string {
	var out []string
	for _, s := range list {
		if len(s.EndKey) == 0 {
			out = append(out, key(s.Key))
		} else {
			out = append(out, "["+key(s.Key)+", "+key(s.EndKey)+")")
		}
	}
	return strings.Join(out, " ")
}

// Send implements kvpb.Sender: it writes the request's line, runs it, and writes the answer's.
func (t *Tracer) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	t.mu.Lock()
	on, where := t.on, ""
	if on {
		where = t.rng(req.GetHeader())
		asked := t.asked(req)
		t.lines = append(t.lines, fmt.Sprintf("gateway → %s  %s", where, asked))
	}
	t.mu.Unlock()
	err := t.Sender.Send(ctx, req, resp)
	t.mu.Lock()
	defer t.mu.Unlock()
	if !on {
		return err
	}
	if n := t.Entries(); n != t.entries { // one statement runs at a time
		t.lines = append(t.lines, fmt.Sprintf("%s            %d entry in its log, synced, applied", where, n-t.entries))
		t.entries = n
	}
	text := "refused: "
	if err != nil {
		text += err.Error()
	} else {
		text = t.answered(resp)
	}
	t.lines = append(t.lines, fmt.Sprintf("%s → gateway  %s", where, text))
	return err
}

// asked is a request in words. With mu held.
func (t *Tracer) asked(req kvpb.Request) string {
	plain, frag := kvpb.Plain(req)
	switch q := plain.(type) {
	case *kvpb.ReadRequest:
		what := ""
		if frag != nil {
			what = ", with a plan fragment"
		}
		return fmt.Sprintf("Read at %s: %s%s", t.ts("r", q.ReadTs), spans(q.Spans), what)
	case *kvpb.LockRequest:
		var out []string
		for _, k := range q.Keys {
			out = append(out, fmt.Sprintf("%s %s", k.Mode, key(k.Key)))
		}
		return "Lock " + strings.Join(out, ", ")
	case *kvpb.CommitRequest:
		return t.commit(q)
	case *kvpb.StageRequest:
		var out []string
		for _, w := range q.Commit.Writes {
			out = append(out, key(w.Key))
		}
		with := ""
		if len(q.Participants) > 0 {
			with = ", with the record STAGING"
		}
		return fmt.Sprintf("Stage at %s: write %s%s", t.ts("c", q.Commit.CommitTs), strings.Join(out, " "), with)
	case *kvpb.DecideRequest:
		return fmt.Sprintf("Decide %s → %s", q.Examined, q.To)
	case *kvpb.ResolveRequest:
		if q.ForgetRecord {
			return "Resolve: the record may go"
		}
		return "Resolve " + spans(q.Keys)
	case *kvpb.HintRequest:
		return "Hint: " + q.Outcome.GetState().String()
	case *kvpb.ReleaseRequest:
		return "Release locks"
	}
	return req.Method().String()
}

func (t *Tracer) commit(q *kvpb.CommitRequest) string {
	var out []string
	for _, k := range q.FusedLocks {
		out = append(out, fmt.Sprintf("lock %s %s, run the fragment, write", k.Mode, key(k.Key)))
	}
	for _, w := range q.Writes {
		out = append(out, "write "+key(w.Key))
	}
	if len(q.Reads) > 0 {
		out = append(out, "check reads "+spans(q.Reads))
	}
	c := "at a c of the leaseholder's choice"
	if q.CommitTs != 0 {
		c = "at " + t.ts("c", q.CommitTs)
	}
	return fmt.Sprintf("Commit %s: %s", c, strings.Join(out, ", "))
}

// answered is the answer "done" in words. With mu held.
func (t *Tracer) answered(resp kvpb.Response) string {
	switch p := resp.(type) {
	case *kvpb.ReadResponse:
		return fmt.Sprintf("%d rows, newest version met: %s", p.NumRows, t.ts("v", p.MaxObs))
	case *kvpb.LockResponse:
		var out []string
		for _, l := range p.Locked {
			out = append(out, "expect "+t.ts("v", l.Expect))
		}
		return "granted, " + strings.Join(out, ", ")
	case *kvpb.CommitResponse:
		return "committed at " + t.ts("c", p.CommitTs)
	case *kvpb.StageResponse:
		return "evidence at " + t.ts("c", p.StagedTs)
	case *kvpb.DecideResponse:
		return "record " + p.Outcome.GetState().String()
	case *kvpb.ResolveResponse:
		return "resolved"
	case *kvpb.ReleaseResponse:
		return "released"
	}
	return "noted"
}

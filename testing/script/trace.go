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
	kvpb.Server
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
func (t *Tracer) Wrap(to kvpb.Server) kvpb.Server {
	t.Server = to
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

// record writes the request's line, runs it, and writes the answer's.
func (t *Tracer) record(h *kvpb.Header, ask func() string, run func() error, answer func() string) error {
	t.mu.Lock()
	on := t.on
	where := ""
	if on {
		where = t.rng(h)
		t.lines = append(t.lines, fmt.Sprintf("gateway → %s  %s", where, ask()))
	}
	t.mu.Unlock()
	err := run()
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
		text = answer()
	}
	t.lines = append(t.lines, fmt.Sprintf("%s → gateway  %s", where, text))
	return err
}

// Read implements kvpb.Server.
func (t *Tracer) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	return t.record(req.Header,
		func() string {
			what := ""
			if frag != nil {
				what = ", with a plan fragment"
			}
			return fmt.Sprintf("Read at %s: %s%s", t.ts("r", req.ReadTs), spans(req.Spans), what)
		},
		func() error { return t.Server.Read(ctx, req, frag, resp) },
		func() string {
			return fmt.Sprintf("%d rows, newest version met: %s", resp.NumRows, t.ts("v", resp.MaxObs))
		})
}

// Lock implements kvpb.Server.
func (t *Tracer) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	return t.record(req.Header,
		func() string {
			var out []string
			for _, k := range req.Keys {
				out = append(out, fmt.Sprintf("%s %s", k.Mode, key(k.Key)))
			}
			return "Lock " + strings.Join(out, ", ")
		},
		func() error { return t.Server.Lock(ctx, req, resp) },
		func() string {
			var out []string
			for _, l := range resp.Locked {
				out = append(out, "expect "+t.ts("v", l.Expect))
			}
			return "granted, " + strings.Join(out, ", ")
		})
}

// Commit implements kvpb.Server.
func (t *Tracer) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	return t.record(req.Header,
		func() string {
			var out []string
			for _, k := range req.FusedLocks {
				out = append(out, fmt.Sprintf("lock %s %s, run the fragment, write", k.Mode, key(k.Key)))
			}
			for _, w := range req.Writes {
				out = append(out, "write "+key(w.Key))
			}
			if len(req.Reads) > 0 {
				out = append(out, "check reads "+spans(req.Reads))
			}
			c := "at a c of the leaseholder's choice"
			if req.CommitTs != 0 {
				c = "at " + t.ts("c", req.CommitTs)
			}
			return fmt.Sprintf("Commit %s: %s", c, strings.Join(out, ", "))
		},
		func() error { return t.Server.Commit(ctx, req, frag, resp) },
		func() string { return "committed at " + t.ts("c", resp.CommitTs) })
}

// Stage implements kvpb.Server.
func (t *Tracer) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	return t.record(req.Commit.Header,
		func() string {
			var out []string
			for _, w := range req.Commit.Writes {
				out = append(out, key(w.Key))
			}
			with := ""
			if len(req.Participants) > 0 {
				with = ", with the record STAGING"
			}
			return fmt.Sprintf("Stage at %s: write %s%s", t.ts("c", req.Commit.CommitTs), strings.Join(out, " "), with)
		},
		func() error { return t.Server.Stage(ctx, req, resp) },
		func() string { return "evidence at " + t.ts("c", resp.StagedTs) })
}

// Decide implements kvpb.Server.
func (t *Tracer) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	return t.record(req.Header,
		func() string { return fmt.Sprintf("Decide %s → %s", req.Examined, req.To) },
		func() error { return t.Server.Decide(ctx, req, resp) },
		func() string { return "record " + resp.Outcome.GetState().String() })
}

// Resolve implements kvpb.Server.
func (t *Tracer) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	return t.record(req.Header,
		func() string {
			if req.ForgetRecord {
				return "Resolve: the record may go"
			}
			return "Resolve " + spans(req.Keys)
		},
		func() error { return t.Server.Resolve(ctx, req, resp) },
		func() string { return "resolved" })
}

// Hint implements kvpb.Server.
func (t *Tracer) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	return t.record(req.Header, func() string { return "Hint: " + req.Outcome.GetState().String() },
		func() error { return t.Server.Hint(ctx, req, resp) }, func() string { return "noted" })
}

// Release implements kvpb.Server.
func (t *Tracer) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	return t.record(req.Header, func() string { return "Release locks" },
		func() error { return t.Server.Release(ctx, req, resp) }, func() string { return "released" })
}

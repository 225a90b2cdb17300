package replica

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica/intention"
)

// command is how the range carries out one kind of request: a row of the table. It has one of two forms.
//
//	latches, evaluate   it writes, or is final: Send begins an evaluation, latches names what is held
//	                    meanwhile, and evaluate runs it by eval.execute, the one way into the log
//	serve               it takes no latches, and no entry of its own: what it waits for is its own matter
//
// latches refuses what is malformed, and holds nothing yet. Both evaluate and serve begin and end
// without the replica's mutex and without latches.
type command struct {
	latches  func(e *eval, req kvpb.Request) error
	evaluate func(e *eval, req kvpb.Request, resp kvpb.Response) error
	// gather has the request share an entry with others, before anything is begun. ok: it is done.
	// Nil: it never does.
	gather func(r *Replica, req kvpb.Request, resp kvpb.Response) (ok bool, err error)
	serve  func(ctx context.Context, r *Replica, req kvpb.Request, resp kvpb.Response) error
}

// commands are the requests that a range knows, by their methods. A new one is a line here.
var commands = [kvpb.MethodCount]command{
	kvpb.MethodRead:     {serve: read},
	kvpb.MethodLock:     {latches: noLatches, evaluate: evaluates(lock)},
	kvpb.MethodCommit:   {latches: latchCommit, evaluate: commit},
	kvpb.MethodStage:    {latches: latches(latchStage), evaluate: evaluates(stage)},
	kvpb.MethodFlush:    {latches: latches(latchFlush), evaluate: evaluates(flush)},
	kvpb.MethodDecide:   {latches: latchTxn, evaluate: evaluates(decide), gather: gathers(decideGathered)},
	kvpb.MethodEvidence: {latches: latchTxn, evaluate: evaluates(evidence)},
	kvpb.MethodResolve:  {serve: serves(resolve)},
	kvpb.MethodTag:      {latches: latchTxn, evaluate: evaluates(tag)},
	kvpb.MethodRelease:  {serve: serves(release)},
	kvpb.MethodHint:     {serve: serves(hint)},
	kvpb.MethodSplit:    {latches: latchAll, evaluate: evaluates(split)},
	kvpb.MethodCollect:  {latches: latchCollections, evaluate: evaluates(collect)},
	kvpb.MethodClear:    {latches: latches(latchCleared), evaluate: evaluates(clearSpan)},
	kvpb.MethodIngest:   {latches: latches(latchIngested), evaluate: evaluates(ingest)},
	kvpb.MethodStats:    {serve: serves(stats)},
	kvpb.MethodMerge:    {latches: latchAll, evaluate: evaluates(cancelMerge)},
	kvpb.MethodInspect:  {serve: serves(inspect)},
}

// Send implements kvpb.Sender. What it answers for a kind of request stands with the function that
// evaluates it; for one that it does not know, of a newer gateway, RetryElsewhere.
func (r *Replica) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	m := req.Method()
	if int(m) >= len(commands) {
		return r.elsewhereUnlocked("the replica does not know " + m.String())
	}
	c := &commands[m]
	if c.serve != nil {
		return c.serve(ctx, r, req, resp)
	}
	if c.gather != nil {
		if ok, err := c.gather(r, req, resp); ok || err != nil {
			return err
		}
	}
	e := r.begin(ctx)
	defer e.end()
	if err := c.latches(e, req); err != nil {
		return err
	}
	return c.evaluate(e, req, resp)
}

// evaluates, latches, gathers and serves give functions of one kind of request the form of the table.
func evaluates[Q kvpb.Request, P kvpb.Response](f func(e *eval, req Q, resp P) error) func(*eval, kvpb.Request, kvpb.Response) error {
	return func(e *eval, req kvpb.Request, resp kvpb.Response) error { return f(e, req.(Q), resp.(P)) }
}

func latches[Q kvpb.Request](f func(e *eval, req Q) error) func(*eval, kvpb.Request) error {
	return func(e *eval, req kvpb.Request) error { return f(e, req.(Q)) }
}

func gathers[Q kvpb.Request, P kvpb.Response](f func(r *Replica, req Q, resp P) (bool, error)) func(*Replica, kvpb.Request, kvpb.Response) (bool, error) {
	return func(r *Replica, req kvpb.Request, resp kvpb.Response) (bool, error) { return f(r, req.(Q), resp.(P)) }
}

func serves[Q kvpb.Request, P kvpb.Response](f func(ctx context.Context, r *Replica, req Q, resp P) error) func(context.Context, *Replica, kvpb.Request, kvpb.Response) error {
	return func(ctx context.Context, r *Replica, req kvpb.Request, resp kvpb.Response) error {
		return f(ctx, r, req.(Q), resp.(P))
	}
}

// noLatches is for what is excluded by other means: locks, for those who lock.
func noLatches(*eval, kvpb.Request) error { return nil }

// latchTxn latches the transaction: what is decided of it is decided one after the other (T7, T8).
func latchTxn(e *eval, req kvpb.Request) error {
	h := req.GetHeader()
	e.latch.AddTxn(h.GetTxn().ID())
	if req.Method() == kvpb.MethodTag {
		return nil // of a key that nobody need have written
	}
	return intention.Named(h)
}

// latchAll excludes everything else: bounds and lease change when nothing is under way.
func latchAll(e *eval, _ kvpb.Request) error {
	e.latch.AddAll()
	return nil
}

// latchCollections has collections done one after the other, beside all else: by the transaction that is none.
func latchCollections(e *eval, _ kvpb.Request) error {
	e.latch.AddTxn(kvpb.TxnID{})
	return nil
}

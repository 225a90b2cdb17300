package exec

import (
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// mergeOp gives the rows of its input to the arms of a MERGE. Rows that follow one another and
// go to the same arm are written together; where BEFORE triggers see what was written before,
// each is written alone.
type mergeOp struct {
	r    *run
	n    *nodes.Merge
	in   operator
	ctx  scalar.Ctx
	trig *triggerRun
	arms []mergeArm
	w    *writer // of the target, to name rows and to ask policies
	seen map[string]struct{}
	held int64 // large values of the batch
	out  Batch
	// alone: each row is written by itself.
	alone bool
}

// mergeArm is what does the work of an arm; no write: nothing is done.
type mergeArm struct {
	*nodes.MergeArm
	write func(in *Batch, from, to int) error
	// parts writes the leaf of a partitioned table's row: to name it.
	parts *parting
}

func (r *run) newMerge(n *nodes.Merge) (operator, error) {
	in, err := r.source(n.Input, true)
	if err != nil {
		return nil, err
	}
	o := &mergeOp{r: r, n: n, in: in, ctx: r.eval(), trig: r.newTriggerRun(n.Triggers)}
	for i := range n.Arms {
		arm := mergeArm{MergeArm: &n.Arms[i]}
		switch {
		case arm.Insert != nil && arm.Insert.Parts != nil:
			op := r.partedInsertOver(arm.Insert, nil)
			op.trig, arm.write = o.trig, op.write
			o.alone = o.alone || arm.Insert.Parts.Alone()
		case arm.Update != nil && arm.Update.Parts != nil:
			op := r.newPartedUpdate(arm.Update, nil).(*partedUpdate)
			op.trig, op.merges, arm.write, arm.parts, o.w = o.trig, true, op.write, op.parting, op.w
			o.alone = o.alone || arm.Update.Parts.Alone()
		case arm.Delete != nil && arm.Delete.Parts != nil:
			op := r.newPartedDelete(arm.Delete, nil).(*partedDelete)
			op.trig, arm.write, arm.parts, o.w = o.trig, op.write, op.parting, op.w
			o.alone = o.alone || arm.Delete.Parts.Alone()
		case arm.Insert != nil:
			op := r.insertOver(arm.Insert, nil)
			op.trig, arm.write = o.trig, op.write
		case arm.Update != nil:
			w := r.newWriter(&arm.Update.TableWrite)
			op := &updateOp{r: r, n: arm.Update, u: o.updater(w, arm.Update.Mode), ctx: r.eval(), trig: o.trig}
			o.w, arm.write = w, op.write
		case arm.Delete != nil:
			w := r.newWriter(&arm.Delete.TableWrite)
			op := &deleteOp{r: r, n: arm.Delete, u: o.updater(w, kvpb.LockMode_UPDATE), trig: o.trig}
			o.w, arm.write = w, op.write
		}
		o.arms = append(o.arms, arm)
	}
	o.alone = o.alone || o.trig.changes(routine.Insert) || o.trig.changes(routine.Update) || o.trig.changes(routine.Delete)
	return o, nil
}

// updater writes the rows of an arm.
func (o *mergeOp) updater(w *writer, mode kvpb.LockMode) *updater {
	u := &updater{w: w, mode: mode, count: o.r.counter}
	return u.fires(o.trig.changes(routine.Insert) || o.trig.changes(routine.Update) || o.trig.changes(routine.Delete), "updated or deleted")
}

// mergeEvents are the events of a MERGE, in the order in which triggers of statements fire.
var mergeEvents = []routine.Event{routine.Insert, routine.Update, routine.Delete}

func (o *mergeOp) open() error {
	if o.trig != nil {
		if err := o.trig.begin(mergeEvents...); err != nil {
			return err
		}
	}
	return o.in.open()
}

func (o *mergeOp) close() { o.in.close() }

func (o *mergeOp) next(int) (*Batch, error) {
	for {
		in, err := o.in.next(batchRows)
		if err != nil {
			return nil, err
		}
		if in.N == 0 {
			return &o.out, nil
		}
		if err := o.r.cancelled(); err != nil {
			return nil, err
		}
		if err := o.batch(in); err != nil {
			return nil, err
		}
	}
}

// batch writes the rows of a batch, those together that go to the same arm.
func (o *mergeOp) batch(in *Batch) error {
	o.r.values.Give(o.held) // the batch before has been read
	mark := o.r.values.Taken
	defer func() { o.held = o.r.values.Taken - mark }()
	from, arm := 0, -1 // the rows that wait, and theirs
	wrote := false
	flush := func(to int) error {
		if arm < 0 || from == to {
			return nil
		}
		if o.alone && wrote {
			o.r.txn.Step()
		}
		wrote = true
		return o.arms[arm].write(in, from, to)
	}
	for i := range in.N {
		at, err := o.choose(in, i)
		if err != nil {
			return err
		}
		if at != arm || o.alone {
			if err := flush(i); err != nil {
				return err
			}
			from, arm = i, at
		}
		if at < 0 || !o.arms[at].Matched {
			continue
		}
		if err := o.hit(in, i, at); err != nil {
			return err
		}
	}
	return flush(in.N)
}

// choose finds the arm for a row that does something; -1: there is none.
func (o *mergeOp) choose(in *Batch, i int) (int, error) {
	matched := true
	for _, slot := range o.n.Key {
		matched = matched && !in.Cols[o.n.Old[slot]][i].IsNull()
	}
	if o.n.OID >= 0 {
		matched = !in.Cols[o.n.OID][i].IsNull()
	}
	o.ctx.Cols, o.ctx.Row = in.Cols, i
	for at := range o.arms {
		a := &o.arms[at]
		if a.Matched != matched {
			continue
		}
		if a.Cond != nil {
			if ok, err := scalar.True(a.Cond, &o.ctx); err != nil {
				return -1, err
			} else if !ok {
				continue
			}
		}
		if a.write == nil {
			return -1, nil
		}
		return at, nil
	}
	return -1, nil
}

// hit asks the policies about a row that is to be changed, and refuses to change it again.
func (o *mergeOp) hit(in *Batch, i, at int) error {
	old := oldRow(make([]types.Datum, len(o.n.Old)+1), in, i, o.n.Old)
	if err := o.w.checkPolicies(o.arms[at].Existing, old, false); err != nil {
		return err
	}
	w := o.w
	if g := o.arms[at].parts; g != nil {
		leaf, _, err := g.stretch(in, o.n.OID, i, i+1)
		if err != nil {
			return err
		}
		u := g.updater
		if o.arms[at].Delete != nil {
			u = g.deleter
		}
		w, old = u(leaf).w, leafRow(g.p.Leaf(leaf), old)
	}
	again, err := seenBefore(o.r, &o.seen, true, w, old)
	if err == nil && again {
		err = pgerror.New(pgerror.CardinalityViolation, "MERGE command cannot affect row a second time").
			WithHint("Ensure that not more than one source row matches any one target row.")
	}
	return err
}

package exec

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/txn/coord"
)

// homeFirstOp looks keys up in the partitions of a homed table, of which one has each at most: in that
// of the gateway's region, and what is not there in all others at once. What these have is read, or
// locked, before their scans run, which then find it without asking.
type homeFirstOp struct {
	homeAsk
	in  []operator // nil where one has not been run yet
	cur operator
	out *Batch
	// held is the memory of what was foreseen.
	held int
}

// foreseen is what is known of keys before the scans that look them up; nil: they are not there.
type foreseen map[string][]byte

// absent reports whether a key is known not to be there.
func (f foreseen) absent(k keys.Key) bool {
	value, ok := f[string(k)]
	return ok && value == nil
}

// homeKeysMax is how many keys are looked up so, in all partitions together. Of more, each partition is
// asked in its turn.
const homeKeysMax = 16 << 10

func (r *run) newHomeFirst(n *nodes.Append) *homeFirstOp {
	return &homeFirstOp{homeAsk: homeAsk{r: r, n: n}, in: make([]operator, len(n.Inputs)), out: newBatch(&r.mem, len(n.Types), 0)}
}

func (a *homeFirstOp) open() error {
	a.close()
	a.todo, a.seen = nil, foreseen{}
	return a.foresee()
}

func (a *homeFirstOp) close() {
	for _, in := range a.in {
		if in != nil {
			in.close()
		}
	}
	a.cur = nil
	a.r.mem.shrink(a.held)
	a.held = 0
}

func (a *homeFirstOp) next(most int) (*Batch, error) {
	before := a.r.foreseen
	a.r.foreseen = a.seen
	defer func() { a.r.foreseen = before }()
	for {
		if a.cur != nil {
			b, err := a.cur.next(most)
			if err != nil || b.N > 0 {
				return b, err
			}
			a.cur.close()
			a.cur = nil
		}
		if len(a.todo) == 0 {
			a.out.N = 0
			return a.out, nil
		}
		at := a.todo[0]
		a.todo = a.todo[1:]
		if err := a.run(at); err != nil {
			return nil, err
		}
	}
}

// run opens an input.
func (a *homeFirstOp) run(at int) (err error) {
	if a.in[at] == nil {
		if a.in[at], err = a.r.build(a.n.Inputs[at]); err != nil {
			return err
		}
	}
	a.cur = a.in[at]
	return a.cur.open()
}

// foresee asks for the keys, and notes the inputs that have any.
func (a *homeFirstOp) foresee() error {
	home, far, err := a.keysOf(0)
	if err != nil {
		return err
	}
	lock := nodes.KeyScan(a.n.Inputs[0]).Lock
	if len(home)+len(far) > homeKeysMax || lock != nil && !a.n.First.One && a.r.p.Command == nodes.CommandSelect { // LIMIT may want few to be locked
		for at := range a.n.Inputs {
			a.todo = append(a.todo, at)
		}
		return nil
	}
	if a.knows(a.r.rowsAhead[a.n], home, far) {
		return nil
	}
	before := a.r.txn.Savepoint()
	found, err := a.askBoth(home, far, lock)
	if err != nil {
		return err
	}
	size := 0
	for k, value := range a.seen {
		size += len(k) + len(value)
	}
	if err := a.r.mem.grow(size); err != nil {
		return err
	}
	a.held = size
	if lock != nil && !found && a.r.txn.Isolation() == kvpb.Isolation_READ_COMMITTED { // as in scanOp.lockPoints
		return a.r.txn.RollbackTo(a.r.ctx, before)
	}
	return nil
}

// knows takes what was read ahead, if that has all keys.
func (a *homeFirstOp) knows(ahead foreseen, of ...[]homeKey) bool {
	if ahead == nil {
		return false
	}
	var todo []int
	for _, ks := range of {
		for _, k := range ks {
			value, ok := ahead[string(k.key)]
			if !ok {
				return false
			}
			if value != nil && !slices.Contains(todo, k.at) {
				todo = append(todo, k.at)
			}
		}
	}
	a.seen, a.todo = ahead, todo
	return true
}

// homeAsk asks the partitions that an Append reads for keys.
type homeAsk struct {
	r    *run
	n    *nodes.Append
	seen foreseen
	todo []int // the inputs that have something
}

// homeKey is a key in the part of an input.
type homeKey struct {
	key keys.Key
	at  int // the input
	no  int // of the keys looked up, which are the same for all inputs
}

// keysOf are the keys that are looked up with the values at hand, in the gateway's region and in the
// others, numbered from no on. There are none where a value is NULL.
func (a *homeAsk) keysOf(no int) (home, far []homeKey, err error) {
	for at, in := range a.n.Inputs {
		s := nodes.KeyScan(in)
		spans, err := a.r.spans(s.Layout, &s.Spans, true)
		if err != nil {
			return nil, nil, err
		}
		for i, sp := range spans {
			if k := (homeKey{sp.Start, at, no + i}); at == a.n.First.Home {
				home = append(home, k)
			} else {
				far = append(far, k)
			}
		}
	}
	return home, far, nil
}

// askBoth asks for keys in the gateway's region, then in the others for those that are not there.
func (a *homeAsk) askBoth(home, far []homeKey, lock *nodes.RowLock) (any bool, err error) {
	found, err := a.ask(home, lock)
	if err != nil {
		return false, err
	}
	far = slices.DeleteFunc(far, func(k homeKey) bool {
		if found[k.no] {
			a.seen[string(k.key)] = nil // it is nowhere else
		}
		return found[k.no]
	})
	more, err := a.ask(far, lock)
	slices.Sort(a.todo)
	a.todo = slices.Compact(a.todo)
	return len(found)+len(more) > 0, err
}

// ask reads or locks keys all at once, and tells which are there.
func (a *homeAsk) ask(ks []homeKey, lock *nodes.RowLock) (found map[int]bool, err error) {
	found = map[int]bool{}
	if len(ks) == 0 {
		return found, nil
	}
	note := func(i int) {
		found[ks[i].no] = true
		a.todo = append(a.todo, ks[i].at)
	}
	if lock != nil {
		return found, a.lock(ks, lock, note)
	}
	list := make([]keys.Key, len(ks))
	for i := range ks {
		list[i] = ks[i].key
	}
	return found, a.r.txn.GetMany(a.r.ctx, list, kvpb.WholeRow, func(i int, value []byte, there bool) error {
		a.seen[string(list[i])] = nil
		if there {
			a.seen[string(list[i])] = append([]byte{}, value...)
			note(i)
		}
		return nil
	})
}

// lock locks keys, so that the scans hold them already.
func (a *homeAsk) lock(ks []homeKey, lock *nodes.RowLock, note func(int)) error {
	targets := make([]coord.LockTarget, len(ks))
	for i := range ks {
		targets[i] = coord.LockTarget{Key: ks[i].key, Mode: lock.Mode}
	}
	locked, err := a.r.txn.Lock(a.r.ctx, targets, a.r.lockOptions(lock.Wait, false))
	if err != nil {
		return a.r.lockError(err, nodes.KeyScan(a.n.Inputs[ks[0].at]).Table)
	}
	for i := range locked {
		if l := &locked[i]; l.Exists || l.Skipped || l.Written {
			note(i)
		}
	}
	return nil
}

// mayForesee reports whether what a look-up finds is the same whenever it runs in the statement.
func (r *run) mayForesee() bool {
	return r.p.Command == nodes.CommandSelect && !r.p.Volatile && !r.p.Modifies
}

// foreseeRows reads ahead what n looks up for the rows of a batch, of which set sets the values: each
// would wait for the other regions by itself.
func (r *run) foreseeRows(n *nodes.Append, rows int, set func(row int) error) error {
	a := homeAsk{r: r, n: n, seen: foreseen{}}
	var home, far []homeKey
	known := map[string]bool{}
	for row, no := 0, 0; row < rows && len(home)+len(far) < homeKeysMax; row++ {
		if set(row) != nil {
			break // it is that row's to tell, if it is wanted
		}
		h, o, err := a.keysOf(no)
		if err != nil {
			break
		}
		first := slices.Concat(h, o)
		if len(first) == 0 || known[string(first[0].key)] {
			continue
		}
		known[string(first[0].key)] = true
		home, far, no = append(home, h...), append(far, o...), no+max(len(h), len(o))
	}
	_, err := a.askBoth(home, far, nil)
	if r.rowsAhead == nil {
		r.rowsAhead = map[*nodes.Append]foreseen{}
	}
	r.rowsAhead[n] = a.seen
	return err
}

// getForeseen reads points that were asked for before; false: not all of them were.
func (s *scanOp) getForeseen(ks []keys.Key) (bool, error) {
	for _, k := range ks {
		if _, ok := s.r.foreseen[string(k)]; !ok {
			return false, nil
		}
	}
	for _, k := range ks {
		if value := s.r.foreseen[string(k)]; value != nil {
			if err := s.emit(k, value); err != nil {
				return true, err
			}
		}
	}
	if s.fetch == nil {
		return true, nil
	}
	return true, s.fetch.run(s.out)
}

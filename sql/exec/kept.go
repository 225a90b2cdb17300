package exec

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// keeping is an operator that keeps rows when it is closed, until its plan has ended.
type keeping interface{ forget() }

// forget ends what operators keep from one of their runs to the next.
func (r *run) forget() {
	for _, k := range r.keeps {
		k.forget()
	}
	r.keeps = nil
}

// keptOp keeps the rows of its input, which it reads once, as far as they are wanted.
type keptOp struct {
	rows cteState
	read tapeReader
	r    *run
	n    *nodes.Materialize
	at   int
	out  *Batch
}

func (r *run) newKept(n *nodes.Materialize, in operator) operator {
	k := &keptOp{rows: cteState{op: in}, r: r, n: n}
	r.keeps = append(r.keeps, k)
	return k
}

func (k *keptOp) open() error {
	k.close()
	k.at = 0
	return nil
}

func (k *keptOp) close() { k.read.close() }

func (k *keptOp) forget() {
	k.close()
	k.rows.reset()
}

func (k *keptOp) next(most int) (*Batch, error) {
	var err error
	if k.out, err = k.r.mem.nextBatch(k.out, len(k.n.Types), most); err != nil {
		return nil, err
	}
	if err := k.rows.pull(k.r, k.at); err != nil {
		return nil, err
	}
	k.read.t = k.rows.rows
	n, err := k.read.fill(k.out, k.at, most)
	k.at += n
	return k.out, err
}

package sim

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/testing/workload"
	"github.com/isochrondb/isochron/txn/coord"
)

// appendFragment is a plan fragment that appends to the locked list.
type appendFragment int64

// Marshal implements kvpb.Fragment.
func (f appendFragment) Marshal() ([]byte, error) {
	return binary.AppendVarint(nil, int64(f)), nil
}

// fusedAppend is the fused statement of it.
func fusedAppend(key keys.Key, x int64) coord.FusedSpec {
	return coord.FusedSpec{
		Locks:    []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}},
		Fragment: appendFragment(x),
	}
}

// evaluator runs it.
type evaluator struct{}

func (evaluator) Read(context.Context, *kvpb.ReadRequest, kvpb.Fragment, replica.Snapshot, *kvpb.ReadResponse) error {
	return errors.New("sim: no reading fragments")
}

func (evaluator) Write(_ context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
	f, ok := frag.(appendFragment)
	if !ok {
		return errors.New("sim: a fragment of another kind")
	}
	out.Put(req.FusedLocks[0].Key, workload.AppendElement(append([]byte(nil), locked[0].Value...), int64(f)), kvpb.LockMode_UPDATE)
	return nil
}

// Same takes a list's columns to be its value, whole.
func (evaluator) Same(_ kvpb.Columns, a, b []byte) bool { return bytes.Equal(a, b) }

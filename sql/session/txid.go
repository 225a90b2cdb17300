package session

import (
	"context"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// A transaction's number (txid_current, pg_current_xact_id) is drawn when it is first asked for,
// as the IDs of rows without a key are: no other transaction of the cluster ever has it. Numbers
// grow with time within the clocks' error; they do not tell which transactions others see, for
// which there are timestamps. So there are no snapshots of them (pg_current_snapshot).

// transactionNumber gives the number of the open transaction.
func transactionNumber(ctx context.Context, ps host.Session, _ []types.Datum) (types.Datum, error) {
	s, ok := ps.(*Session)
	if !ok {
		return types.Null, pgerror.Internal("a transaction's number without a session")
	}
	if s.block.number == 0 && !s.replay.over {
		s.block.number = s.replay.number
	}
	if s.block.number == 0 {
		n, err := s.m.o.Catalog.NextRowID(ctx)
		if err != nil {
			return types.Null, err
		}
		s.block.number = n
	}
	return types.Int(s.block.number), nil
}

// transactionNumberIfAny gives it where there is one, or where there is something written: Postgres
// numbers a transaction with its first write.
func transactionNumberIfAny(ctx context.Context, ps host.Session, args []types.Datum) (types.Datum, error) {
	s, ok := ps.(*Session)
	if !ok {
		return types.Null, pgerror.Internal("a transaction's number without a session")
	}
	written := s.block.txn != nil && s.block.txn.HasWrites(keys.Span{Start: keys.MinKey, End: keys.MaxKey})
	if s.block.number == 0 && !written {
		return types.Null, nil
	}
	return transactionNumber(ctx, ps, args)
}

// asXID8 makes a value of xid8, which is no integer, of what fn gives.
func asXID8(fn sessionFn) sessionFn {
	return func(ctx context.Context, s host.Session, args []types.Datum) (types.Datum, error) {
		n, err := fn(ctx, s, args)
		if err != nil || n.IsNull() {
			return n, err
		}
		return types.DecodeText(types.TXID8, types.NoTypmod, formatInt(n.Int()), nil)
	}
}

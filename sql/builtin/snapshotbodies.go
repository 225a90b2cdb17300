package builtin

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/sql/types"
)

// snapshotBodies are the functions of pg_snapshot and txid_snapshot, whose numbers are xid8 of the
// one and bigint of the other.
func snapshotBodies() map[string]body {
	bound := func(of func(*types.NumberSnapshot) uint64) body {
		return body{gen: func(f *Function) body {
			return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) {
				s, err := types.SnapshotOfNumbers(a)
				if err != nil {
					return types.Null, err
				}
				return transactionNumber(f.Result, of(s)), nil
			}}
		}}
	}
	return map[string]body{
		"pg_snapshot_xmin": bound(func(s *types.NumberSnapshot) uint64 { return s.Min }),
		"pg_snapshot_xmax": bound(func(s *types.NumberSnapshot) uint64 { return s.Max }),
		"pg_snapshot_xip": {gen: func(f *Function) body {
			return body{set: func(_ *types.Env, args []types.Datum) (SetIterator, error) {
				s, err := types.SnapshotOfNumbers(args[0])
				if err != nil {
					return nil, err
				}
				open := make([]types.Datum, len(s.Open))
				for i, n := range s.Open {
					open[i] = transactionNumber(f.Result, n)
				}
				return listIterator(open), nil
			}}
		}},
		"pg_visible_in_snapshot": {f2: func(_ *types.Env, number, snapshot types.Datum) (types.Datum, error) {
			s, err := types.SnapshotOfNumbers(snapshot)
			if err != nil {
				return types.Null, err
			}
			if number.Kind() == types.KindInt {
				return types.Bool(s.Sees(uint64(number.Int()))), nil
			}
			if number.Len() != 8 {
				return types.Null, types.ErrDamaged
			}
			return types.Bool(s.Sees(binary.BigEndian.Uint64(number.Bytes()))), nil
		}},
	}
}

// transactionNumber is a number as a value of t, xid8 or bigint.
func transactionNumber(t *types.Type, n uint64) types.Datum {
	if t == types.TXID8 {
		return types.Bytes(binary.BigEndian.AppendUint64(nil, n))
	}
	return types.Int(int64(n))
}

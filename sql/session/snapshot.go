package session

import (
	"context"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// A snapshot that a transaction exports is its read timestamp. Its name holds that and the
// database, so that any node of the cluster can import it, for as long as what was there
// then is kept; as in Postgres it is to be imported while the one that exported it is open.

// snapshotForm is the form of names: Postgres's, of three hexadecimal numbers.
const snapshotForm = "%08X-%08X-%X"

func exportSnapshot(ctx context.Context, s host.Session, _ []types.Datum) (types.Datum, error) {
	x, ok := s.(interface {
		ExportSnapshot(ctx context.Context) (string, error)
	})
	if !ok {
		return types.Null, pgerror.Unsupported("Call it in a session.", "pg_export_snapshot is not supported here")
	}
	name, err := x.ExportSnapshot(ctx)
	return types.Text(name), err
}

// ExportSnapshot names what the present statement reads: pg_export_snapshot.
func (s *Session) ExportSnapshot(context.Context) (string, error) {
	if len(s.block.savepoints) > 0 {
		return "", pgerror.New(pgerror.ActiveSQLTransaction, "cannot export a snapshot from a subtransaction")
	}
	s.cantReplay(BarSnapshot)
	return snapshotName(s.need().ReadTS(), s.db.ID), nil
}

func snapshotName(ts hlc.Timestamp, db catalog.ID) string {
	return fmt.Sprintf(snapshotForm, uint64(ts)>>32, uint64(ts)&0xffffffff, uint64(db))
}

// importSnapshot is SET TRANSACTION SNAPSHOT: the transaction reads what another one reads.
func (s *Session) importSnapshot(name string) error {
	if s.block.state == blockIdle && !s.block.implicit {
		s.notice(pgerror.NewWarning(pgerror.NoActiveSQLTransaction, "SET TRANSACTION can only be used in transaction blocks"))
		return nil
	}
	switch {
	case s.block.queried() || len(s.block.savepoints) > 0:
		return pgerror.New(pgerror.ActiveSQLTransaction, "SET TRANSACTION SNAPSHOT must be called before any query")
	case s.block.isolation(s) == kvpb.Isolation_READ_COMMITTED:
		return pgerror.New(pgerror.FeatureNotSupported, "a snapshot-importing transaction must have isolation level SERIALIZABLE or REPEATABLE READ")
	case !s.block.readOnly(s):
		return pgerror.Unsupported("Begin the transaction READ ONLY.", "importing a snapshot into a transaction that may write is not supported")
	}
	ts, db, err := parseSnapshot(name)
	switch {
	case err != nil || ts <= 0 || ts > s.m.o.DB.Now():
		return pgerror.New(pgerror.InvalidParameterValue, "invalid snapshot identifier: %q", name)
	case db != s.db.ID:
		return pgerror.New(pgerror.FeatureNotSupported, "cannot import a snapshot from a different database")
	case ts < s.after:
		return s.errBeforeToken(ts)
	}
	s.discardUntouched()
	s.block.asOf, s.block.near, s.block.since, s.block.only = ts, false, 0, false
	return nil
}

// parseSnapshot reads a name, in exactly the form that snapshotName gives it.
func parseSnapshot(name string) (hlc.Timestamp, catalog.ID, error) {
	var hi, lo, db uint64
	if _, err := fmt.Sscanf(name, snapshotForm, &hi, &lo, &db); err != nil {
		return 0, 0, err
	}
	ts := hlc.Timestamp(hi<<32 | lo)
	if hi >= 1<<31 || snapshotName(ts, catalog.ID(db)) != name {
		return 0, 0, fmt.Errorf("session: not the name of a snapshot")
	}
	return ts, catalog.ID(db), nil
}

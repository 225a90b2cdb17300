package expire

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/txn/coord"
)

// Record is what is known of a table's passes. Times are nanoseconds since the Unix epoch, 0
// for never.
type Record struct {
	Table catalog.ID
	// Due is when a pass may begin: until then nobody needs to look, or a node is at it.
	Due int64
	// Started and Finished are those of the last pass. It is under way, or was cut off, where it
	// started later than it finished.
	Started, Finished int64
	// Deleted and Skipped are the rows of that pass; Total is what all have deleted.
	Deleted, Skipped, Total uint64
	// Node is the node that did it, or does.
	Node uint32
	// Error is the last one of that pass, "" for none.
	Error string
}

const recordFormat = 1

// errorBytesMax is how much of an error is kept.
const errorBytesMax = 512

var errRecord = errors.New("expire: malformed record")

func recordKey(id catalog.ID) keys.Key {
	return keys.AppendUvarint(keys.Key{keys.System, 'e'}, uint64(id))
}

func recordSpan() keys.Span {
	p := keys.Key{keys.System, 'e'}
	return keys.Span{Start: p, End: p.PrefixEnd()}
}

func (r *Record) encode() []byte {
	b := []byte{recordFormat}
	for _, v := range []uint64{uint64(r.Table), uint64(r.Due), uint64(r.Started), uint64(r.Finished), r.Deleted, r.Skipped, r.Total, uint64(r.Node)} {
		b = binary.AppendUvarint(b, v)
	}
	return append(b, strings.ToValidUTF8(r.Error[:min(len(r.Error), errorBytesMax)], "")...)
}

// decodeRecord reads what encode wrote. It never panics on malformed input.
func decodeRecord(b []byte) (*Record, error) {
	if len(b) == 0 || b[0] != recordFormat {
		return nil, errRecord
	}
	b = b[1:]
	var v [8]uint64
	for i := range v {
		n, w := binary.Uvarint(b)
		if w <= 0 {
			return nil, errRecord
		}
		v[i], b = n, b[w:]
	}
	return &Record{Table: catalog.ID(v[0]), Due: int64(v[1]), Started: int64(v[2]), Finished: int64(v[3]), Deleted: v[4], Skipped: v[5], Total: v[6], Node: uint32(v[7]), Error: string(b)}, nil
}

// change gives f a table's record, a new one where there is none, and stores it if f says so.
func (r *Runner) change(ctx context.Context, id catalog.ID, f func(now hlc.Timestamp, rec *Record) bool) error {
	return r.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "expiry"}, func(ctx context.Context, txn *coord.Txn) error {
		if err := txn.StartStatement(ctx); err != nil {
			return err
		}
		k := recordKey(id)
		got, err := txn.Lock(ctx, []coord.LockTarget{{Key: k, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
		if err != nil {
			return err
		}
		rec, err := decodeRecord(got[0].Value)
		if err != nil {
			rec = &Record{Table: id}
		}
		if !f(r.o.DB.Now(), rec) {
			return nil
		}
		return txn.Put(ctx, k, rec.encode(), kvpb.LockMode_UPDATE)
	})
}

// Records returns those of all tables, in the order of their IDs.
func (r *Runner) Records(ctx context.Context) (out []*Record, err error) {
	err = r.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, Name: "expiry"}, func(ctx context.Context, txn *coord.Txn) error {
		out = nil
		if err := txn.StartStatement(ctx); err != nil {
			return err
		}
		rows := txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{recordSpan()}})
		defer rows.Close()
		for rows.Next(ctx) {
			if rec, err := decodeRecord(rows.Value()); err == nil {
				out = append(out, rec)
			}
		}
		return rows.Err()
	})
	return out, err
}

// forgetAfter is how long nobody has worked at a table that is gone: what is there may come from
// a schema that is newer than the one in which it was looked for.
const forgetAfter = time.Hour

// forget removes the records of tables that are gone.
func (r *Runner) forget(ctx context.Context, there func(catalog.ID) bool) error {
	list, err := r.Records(ctx)
	if err != nil {
		return err
	}
	for _, rec := range list {
		if there(rec.Table) || int64(r.o.DB.Now())-rec.Due < int64(forgetAfter) {
			continue
		}
		err := r.o.DB.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "expiry"}, func(ctx context.Context, txn *coord.Txn) error {
			if err := txn.StartStatement(ctx); err != nil {
				return err
			}
			return txn.Delete(ctx, recordKey(rec.Table))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

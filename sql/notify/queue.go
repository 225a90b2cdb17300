package notify

import (
	"context"
	"encoding/binary"
	"errors"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// Notification is what a listener gets. PID is of the session that has sent it.
type Notification struct {
	PID              int32
	Channel, Payload string
}

// size is about what it takes in memory.
func (n *Notification) size() int64 { return int64(64 + len(n.Channel) + len(n.Payload)) }

// Limits of what users give: Postgres's.
const (
	PayloadBytesMax = 7999 // NOTIFY_PAYLOAD_MAX_LENGTH - 1
	ChannelBytesMax = 63   // NAMEDATALEN - 1
)

const (
	// queueBytesMax bounds the batches of a database that are not removed yet.
	queueBytesMax = 1 << 30
	// batchBytesMax is how many notifications one row holds.
	batchBytesMax = 256 << 10
	// keptFor is how long a batch is there for nodes to read it.
	keptFor = time.Minute
	// removeMax bounds how many batches one transaction removes.
	removeMax = 1000
)

// head is the state of a queue.
type head struct {
	last          uint64 // number of the last batch
	written, gone uint64 // bytes of all batches, and of those that were removed
	removed       uint64 // number of the last batch that was
}

// batch is one row.
type batch struct {
	number uint64
	at     time.Time
	list   []Notification
}

const format = 1

var errQueue = errors.New("notify: malformed queue")

func prefix(db catalog.ID, kind byte) keys.Key {
	return append(keys.AppendUvarint(keys.Key{keys.System, 'q'}, uint64(db)), kind)
}

func headKey(db catalog.ID) keys.Key { return prefix(db, 'h') }

func batchKey(db catalog.ID, n uint64) keys.Key {
	return binary.BigEndian.AppendUint64(prefix(db, 'r'), n)
}

// batchSpan is the batches from first to last.
func batchSpan(db catalog.ID, first, last uint64) keys.Span {
	return keys.Span{Start: batchKey(db, first), End: batchKey(db, last+1)}
}

func (h *head) encode() []byte {
	b := []byte{format}
	for _, v := range []uint64{h.last, h.written, h.gone, h.removed} {
		b = binary.AppendUvarint(b, v)
	}
	return b
}

// decodeHead reads what encode wrote; nothing is an empty queue.
func decodeHead(b []byte) (h head, err error) {
	if len(b) == 0 {
		return h, nil
	}
	if b[0] != format {
		return h, errQueue
	}
	d := decoder{b: b[1:]}
	h = head{last: d.uvarint(), written: d.uvarint(), gone: d.uvarint(), removed: d.uvarint()}
	return h, d.end()
}

func (b *batch) encode() []byte {
	out := binary.AppendUvarint([]byte{format}, uint64(b.at.UnixMilli()))
	out = binary.AppendUvarint(out, uint64(len(b.list)))
	for i := range b.list {
		n := &b.list[i]
		out = binary.AppendUvarint(out, uint64(uint32(n.PID)))
		for _, s := range []string{n.Channel, n.Payload} {
			out = append(binary.AppendUvarint(out, uint64(len(s))), s...)
		}
	}
	return out
}

// decodeBatch reads what encode wrote. It never panics on malformed input.
func decodeBatch(number uint64, b []byte) (*batch, error) {
	if len(b) == 0 || b[0] != format {
		return nil, errQueue
	}
	d := decoder{b: b[1:]}
	out := &batch{number: number, at: time.UnixMilli(int64(d.uvarint()))}
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		return nil, errQueue
	}
	for range n {
		out.list = append(out.list, Notification{PID: int32(d.uvarint()), Channel: d.text(), Payload: d.text()})
	}
	return out, d.end()
}

// decoder reads values one after the other; after a malformed one it gives zeros.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) uvarint() uint64 {
	v, w := binary.Uvarint(d.b)
	if w <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[w:]
	return v
}

func (d *decoder) text() string {
	n := d.uvarint()
	if n > uint64(len(d.b)) {
		d.bad, d.b = true, nil
		return ""
	}
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

func (d *decoder) end() error {
	if d.bad || len(d.b) > 0 {
		return errQueue
	}
	return nil
}

// numberOf is the number in a batch's key.
func numberOf(db catalog.ID, k keys.Key) uint64 {
	if p := len(prefix(db, 'r')); len(k) == p+8 {
		return binary.BigEndian.Uint64(k[p:])
	}
	return 0
}

// Sent is what a transaction has put into a queue.
type Sent struct {
	Database catalog.ID
	batches  []*batch
}

// Append puts notifications into a database's queue, as the last that the transaction does:
// from now until its end no other can. The error is 54000 where the queue is full.
func Append(ctx context.Context, t *coord.Txn, db catalog.ID, list []Notification, now time.Time) (*Sent, error) {
	h, err := lockHead(ctx, t, db)
	if err != nil {
		return nil, err
	}
	sent := &Sent{Database: db}
	for len(list) > 0 {
		n, size := 0, int64(0)
		for n < len(list) && (n == 0 || size < batchBytesMax) {
			size += list[n].size()
			n++
		}
		h.last++
		b := &batch{number: h.last, at: now, list: list[:n]}
		row := b.encode()
		h.written += uint64(len(row))
		if h.written-h.gone > queueBytesMax {
			return nil, pgerror.New(pgerror.ProgramLimitExceeded, "too many notifications in the NOTIFY queue").
				WithHint("The queue of a database holds %d MiB, each notification for a minute: send fewer or shorter ones.", queueBytesMax>>20)
		}
		if err := t.PutDerived(ctx, batchKey(db, b.number), row); err != nil {
			return nil, err
		}
		sent.batches, list = append(sent.batches, b), list[n:]
	}
	return sent, t.Put(ctx, headKey(db), h.encode(), kvpb.LockMode_UPDATE)
}

func lockHead(ctx context.Context, t *coord.Txn, db catalog.ID) (head, error) {
	if err := t.StartStatement(ctx); err != nil {
		return head{}, err
	}
	got, err := t.Lock(ctx, []coord.LockTarget{{Key: headKey(db), Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{Newest: true})
	if err != nil {
		return head{}, err
	}
	if !got[0].Exists {
		return head{}, nil
	}
	return decodeHead(got[0].Value)
}

// reading runs f in a transaction of its own that reads.
func reading(ctx context.Context, d *coord.DB, f func(ctx context.Context, t *coord.Txn) error) error {
	return d.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, ReadOnly: true, Name: "notifications"},
		func(ctx context.Context, t *coord.Txn) error {
			if err := t.StartStatement(ctx); err != nil {
				return err
			}
			return f(ctx, t)
		})
}

func readHead(ctx context.Context, t *coord.Txn, db catalog.ID) (head, error) {
	b, _, err := t.Get(ctx, headKey(db), kvpb.WholeRow, nil)
	if err != nil {
		return head{}, err
	}
	return decodeHead(b)
}

// readMax bounds the batches that are read at a time.
const readMax = 256

// read gives the batches after a cursor, readMax at most, and the head.
func read(ctx context.Context, d *coord.DB, db catalog.ID, after uint64) (h head, out []*batch, err error) {
	err = reading(ctx, d, func(ctx context.Context, t *coord.Txn) (err error) {
		if h, err = readHead(ctx, t, db); err != nil || h.last <= after {
			return err
		}
		out = nil
		scan := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{batchSpan(db, after+1, min(h.last, after+readMax))}})
		defer scan.Close()
		for scan.Next(ctx) {
			b, err := decodeBatch(numberOf(db, scan.Key()), scan.Value())
			if err != nil {
				return err
			}
			out = append(out, b)
		}
		return scan.Err()
	})
	return h, out, err
}

// remove removes batches that have been there for long enough; left tells that there are more.
func remove(ctx context.Context, d *coord.DB, db catalog.ID, now time.Time) (left bool, err error) {
	h, old, err := oldest(ctx, d, db, now)
	if err != nil || len(old) == 0 {
		return false, err
	}
	err = d.Run(ctx, coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE, Name: "notifications removed"},
		func(ctx context.Context, t *coord.Txn) error {
			now, err := lockHead(ctx, t, db)
			if err != nil || now.removed != h.removed { // somebody else has removed them
				return err
			}
			for _, b := range old {
				if err := t.DeleteDerived(ctx, batchKey(db, b.number)); err != nil {
					return err
				}
				now.removed = b.number
				now.gone += uint64(len(b.encode()))
			}
			return t.Put(ctx, headKey(db), now.encode(), kvpb.LockMode_UPDATE)
		})
	return len(old) == removeMax, err
}

// oldest gives the batches that are to go.
func oldest(ctx context.Context, d *coord.DB, db catalog.ID, now time.Time) (h head, out []*batch, err error) {
	err = reading(ctx, d, func(ctx context.Context, t *coord.Txn) (err error) {
		if h, err = readHead(ctx, t, db); err != nil || h.last == h.removed {
			return err
		}
		out = nil
		scan := t.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{batchSpan(db, h.removed+1, h.last)}, MaxRows: removeMax})
		defer scan.Close()
		for scan.Next(ctx) {
			b, err := decodeBatch(numberOf(db, scan.Key()), scan.Value())
			if err != nil {
				return err
			}
			if now.Sub(b.at) < keptFor {
				return nil
			}
			out = append(out, b)
		}
		return scan.Err()
	})
	return h, out, err
}

// Usage is how full a database's queue is, from 0 to 1.
func Usage(ctx context.Context, d *coord.DB, db catalog.ID) (share float64, err error) {
	err = reading(ctx, d, func(ctx context.Context, t *coord.Txn) error {
		h, err := readHead(ctx, t, db)
		share = float64(h.written-h.gone) / queueBytesMax
		return err
	})
	return share, err
}

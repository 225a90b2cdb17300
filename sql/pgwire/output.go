package pgwire

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/isochrondb/isochron/sql/copydata"
	"github.com/isochrondb/isochron/sql/notify"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/types"
)

// outputKeepBytes is the largest buffer that a quiet connection holds on to.
const outputKeepBytes = 64 << 10

// output gathers messages for the client. It serves session.Output.
type output struct {
	conn   *conn
	buf    []byte
	limit  int   // spill beyond this
	broken error // the first failed write; everything after it is dropped

	cols    []session.Column
	formats []int16

	whole   int   // of buf: where its last whole message ends
	held    int64 // bytes of a large buf that the session accounts for
	flushes int64 // writes so far: what was gathered before one can't be taken back

	reports reports
}

// reports is what the client knows of settings. It hears of them when a message is answered (ReportChangedGUCOptions): of
// those that are others than it was told last, not of what was taken back meanwhile.
type reports struct {
	changed []session.Setting // since the last time, each with its newest value
	told    map[string]string
	before  map[string]string // what it was told before the open block, of settings that it was told of since
}

var _ session.Output = (*output)(nil)

// begin starts a message and returns the place of its length.
func (o *output) begin(kind byte) int {
	o.buf = append(o.buf, kind, 0, 0, 0, 0)
	return len(o.buf) - 4
}

func (o *output) end(at int) {
	binary.BigEndian.PutUint32(o.buf[at:], uint32(len(o.buf)-at))
	o.whole = len(o.buf)
}

// message writes a message without a body.
func (o *output) message(kind byte) { o.end(o.begin(kind)) }

func (o *output) encode(m pgproto3.BackendMessage) {
	buf, err := m.Encode(o.buf)
	if err != nil {
		if o.broken == nil {
			o.broken = err
		}
		return
	}
	o.buf, o.whole = buf, len(buf)
}

// dropHalf forgets a message that was begun and not ended.
func (o *output) dropHalf() { o.buf = o.buf[:min(o.whole, len(o.buf))] }

// spill writes what was gathered if there is much of it.
func (o *output) spill() error {
	if len(o.buf) < o.limit {
		return o.broken
	}
	return o.flush()
}

// more is spill, and ends what would go on although nobody is to have it.
func (o *output) more() error {
	if err := o.spill(); err != nil {
		return err
	}
	return o.conn.wanted()
}

func (o *output) flush() error {
	if o.broken != nil || len(o.buf) == 0 {
		return o.broken
	}
	if l := &o.conn.block; l.on {
		if !o.mayLeave() {
			return nil
		}
		switch {
		case !o.conn.sess.InBlock():
			l.skip = 0
		case !l.playing && l.sent+int64(len(o.buf)) > replayAnswersMax:
			o.conn.unkeep(session.BarAnswers)
		default:
			l.leaving(o.buf)
		}
	}
	n, err := o.conn.nc.Write(o.buf)
	o.conn.srv.stats.BytesOut.Add(int64(n))
	o.flushes++
	o.broken = err
	if cap(o.buf) > outputKeepBytes {
		o.buf = nil
		o.release()
	}
	o.buf, o.whole = o.buf[:0], 0
	return err
}

// room is asked before n bytes are put into buf: a row is not larger than there is
// memory for.
func (o *output) room(n int) error {
	want := int64(len(o.buf) + n)
	if want <= outputKeepBytes+o.held {
		return nil
	}
	if want > math.MaxInt32 {
		return pgerror.New(pgerror.ProgramLimitExceeded, "row is larger than a message can be")
	}
	want *= 2 // as append grows
	if err := o.conn.sess.Hold(want - o.held); err != nil {
		return err
	}
	o.held = want
	return nil
}

func (o *output) release() {
	if o.held > 0 {
		_ = o.conn.sess.Hold(-o.held) // never refused
		o.held = 0
	}
}

// Mark implements session.Output.
func (o *output) Mark() session.Mark { return session.Mark{Flushes: o.flushes, Bytes: len(o.buf)} }

// Rewind implements session.Output.
func (o *output) Rewind(m session.Mark) bool {
	if o.flushes != m.Flushes || o.broken != nil {
		return false
	}
	o.buf, o.whole = o.buf[:m.Bytes], m.Bytes
	return true
}

// Shape implements session.Output.
func (o *output) Shape(cols []session.Column, formats []int16, announce bool) error {
	o.cols, o.formats = cols, formats
	if announce {
		o.rowDescription(cols, formats)
	}
	return o.broken
}

func format(formats []int16, i int) int16 {
	switch {
	case len(formats) == 0:
		return session.FormatText
	case len(formats) == 1:
		return formats[0]
	}
	return formats[i]
}

// Row implements session.Output.
func (o *output) Row(row []types.Datum) error {
	at := o.begin('D')
	o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(len(row)))
	for i, d := range row {
		if err := o.value(i, d); err != nil {
			o.buf = o.buf[:at-1]
			return err
		}
	}
	o.end(at)
	return o.more()
}

// value writes a column's value with its length.
func (o *output) value(i int, d types.Datum) error {
	if d.IsNull() {
		o.buf = append(o.buf, 0xff, 0xff, 0xff, 0xff)
		return nil
	}
	if err := o.room(d.MemoryBytes()); err != nil {
		return err
	}
	field, env := len(o.buf), o.conn.sess.Env()
	o.buf = append(o.buf, 0, 0, 0, 0)
	if format(o.formats, i) == session.FormatBinary {
		buf, err := types.AppendBinary(o.buf, o.cols[i].Type, d, env)
		if err != nil {
			return err
		}
		o.buf = buf
	} else {
		o.buf = types.AppendText(o.buf, o.cols[i].Type, d, env)
		if err := o.recode(field + 4); err != nil {
			return err
		}
	}
	binary.BigEndian.PutUint32(o.buf[field:], uint32(len(o.buf)-field-4))
	return nil
}

// Complete implements session.Output.
func (o *output) Complete(tag string, count int64) {
	at := o.begin('C')
	o.buf = append(o.buf, tag...)
	if count >= 0 {
		o.buf = append(o.buf, ' ')
		o.buf = strconv.AppendInt(o.buf, count, 10)
	}
	o.buf = append(o.buf, 0)
	o.end(at)
}

// Empty implements session.Output.
func (o *output) Empty() { o.message('I') }

// Suspended implements session.Output.
func (o *output) Suspended() { o.message('s') }

// Notice implements session.Output.
func (o *output) Notice(n *pgerror.Error) {
	at := o.begin('N')
	o.errorFields(n)
	o.end(at)
}

// notification writes a NotificationResponse.
func (o *output) notification(n *notify.Notification) {
	at := o.begin('A')
	o.buf = binary.BigEndian.AppendUint32(o.buf, uint32(n.PID))
	for _, s := range []string{n.Channel, n.Payload} {
		o.shown(s)
		o.buf = append(o.buf, 0)
	}
	o.end(at)
}

// Parameter implements session.Output.
func (o *output) Parameter(name, value string) {
	r := &o.reports
	for i := range r.changed {
		if r.changed[i].Name == name {
			r.changed[i].Value = value
			return
		}
	}
	r.changed = append(r.changed, session.Setting{Name: name, Value: value})
}

// report writes a ParameterStatus for each setting that the client knows another value of.
func (o *output) report() {
	r := &o.reports
	for _, p := range r.changed {
		was, known := r.told[p.Name]
		if known && was == p.Value {
			continue
		}
		if r.told == nil {
			r.told, r.before = map[string]string{}, map[string]string{}
		}
		if _, noted := r.before[p.Name]; !noted && o.conn.block.on {
			r.before[p.Name] = was
		}
		r.told[p.Name] = p.Value
		at := o.begin('S')
		o.buf = append(append(o.buf, p.Name...), 0)
		o.shown(p.Value)
		o.buf = append(o.buf, 0)
		o.end(at)
	}
	r.changed = r.changed[:0]
}

// again goes back to what the client was told before the open block, which is run anew.
func (r *reports) again() {
	for name, value := range r.before {
		r.told[name] = value
	}
	r.changed = r.changed[:0]
}

// unsure forgets what the client knows of settings that it was told of in the open block.
func (r *reports) unsure() {
	for name := range r.before {
		delete(r.told, name)
	}
}

func (o *output) sendError(e *pgerror.Error) {
	at := o.begin('E')
	o.errorFields(e)
	o.end(at)
}

func (o *output) errorFields(e *pgerror.Error) {
	for _, f := range e.Fields() {
		o.buf = append(o.buf, f.Type)
		o.shown(strings.ReplaceAll(f.Value, "\x00", "")) // it would end the field
		o.buf = append(o.buf, 0)
	}
	o.buf = append(o.buf, 0)
}

func (o *output) ready(status byte) {
	o.report()
	at := o.begin('Z')
	o.buf = append(o.buf, status)
	o.end(at)
}

func (o *output) parameterDescription(params []types.OID) {
	at := o.begin('t')
	o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(len(params)))
	for _, oid := range params {
		o.buf = binary.BigEndian.AppendUint32(o.buf, uint32(oid))
	}
	o.end(at)
}

// rowDescription describes cols, or says that there are none (nil).
func (o *output) rowDescription(cols []session.Column, formats []int16) {
	if cols == nil {
		o.message('n')
		return
	}
	at := o.begin('T')
	o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(len(cols)))
	for i, c := range cols {
		o.shown(c.Name)
		o.buf = append(o.buf, 0)
		o.buf = binary.BigEndian.AppendUint32(o.buf, uint32(c.TableOID))
		o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(c.Attnum))
		t, typmod := c.Type.Base(), c.Type.BaseTypmod(c.Typmod) // of a domain clients are told what it is of
		o.buf = binary.BigEndian.AppendUint32(o.buf, uint32(t.OID))
		o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(t.Len))
		o.buf = binary.BigEndian.AppendUint32(o.buf, uint32(typmod))
		o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(format(formats, i)))
	}
	o.end(at)
}

// CopyIn implements session.Output.
func (o *output) CopyIn(cols int, binaryFormat bool) (copydata.Source, error) {
	if o.conn.block.playing { // the client is not to be waited for in vain
		if err := o.conn.sameSoFar(); err != nil {
			return nil, err
		}
	}
	o.copyResponse('G', cols, binaryFormat)
	if err := o.flush(); err != nil {
		return nil, err
	}
	return &copyIn{c: o.conn}, nil
}

// CopyOut implements session.Output.
func (o *output) CopyOut(cols int, binaryFormat bool) error {
	o.copyResponse('H', cols, binaryFormat)
	return o.broken
}

func (o *output) copyResponse(kind byte, cols int, binaryFormat bool) {
	f := byte(0)
	if binaryFormat {
		f = 1
	}
	at := o.begin(kind)
	o.buf = append(o.buf, f)
	o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(cols))
	for range cols {
		o.buf = append(o.buf, 0, f)
	}
	o.end(at)
}

// CopyData implements session.Output.
func (o *output) CopyData(data []byte) error {
	at := o.begin('d')
	o.buf = append(o.buf, data...)
	o.end(at)
	return o.more()
}

// CopyDone implements session.Output.
func (o *output) CopyDone() error {
	o.message('c')
	return o.broken
}

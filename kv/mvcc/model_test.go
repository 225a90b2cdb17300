package mvcc_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// The model: what the engine should hold, kept in the plainest way, and each
// question answered from its definition.

type model struct {
	versions  map[string][]mvcc.Version // newest first
	intents   map[string][]mvcc.Intent  // by (transaction, sequence number)
	threshold hlc.Timestamp
}

func newModel() *model {
	return &model{versions: map[string][]mvcc.Version{}, intents: map[string][]mvcc.Intent{}}
}

func (m *model) sortedKeys(span keys.Span) []string {
	var ks []string
	for k := range m.versions {
		if span.Contains(keys.Key(k)) {
			ks = append(ks, k)
		}
	}
	sort.Strings(ks)
	return ks
}

func (m *model) put(k string, v mvcc.Version) {
	vs := slices.DeleteFunc(m.versions[k], func(o mvcc.Version) bool { return o.Timestamp == v.Timestamp })
	vs = append(slices.Clone(vs), v)
	slices.SortFunc(vs, func(a, b mvcc.Version) int { return int(b.Timestamp - a.Timestamp) })
	m.versions[k] = vs
}

func (m *model) has(k string, ts hlc.Timestamp) bool {
	return slices.ContainsFunc(m.versions[k], func(v mvcc.Version) bool { return v.Timestamp == ts })
}

func (m *model) get(k string, ts hlc.Timestamp) (mvcc.Version, bool) {
	for _, v := range m.versions[k] {
		if v.Timestamp <= ts {
			return v, true
		}
	}
	return mvcc.Version{}, false
}

func (m *model) newest(k string, mode mvcc.Mode) (v mvcc.Version, expect hlc.Timestamp, found bool) {
	for i, w := range m.versions[k] {
		if i == 0 {
			v, found = w, true
		}
		if expect == 0 && w.Mode.Conflicts(mode) {
			expect = w.Timestamp
		}
	}
	return v, expect, found
}

func (m *model) clear(span keys.Span) {
	for _, k := range m.sortedKeys(span) {
		delete(m.versions, k)
	}
}

func (m *model) putIntent(i mvcc.Intent) {
	k := string(i.Key)
	is := slices.DeleteFunc(slices.Clone(m.intents[k]), func(o mvcc.Intent) bool { return o.Txn == i.Txn && o.Seq == i.Seq })
	m.intents[k] = append(is, i)
	slices.SortFunc(m.intents[k], func(a, b mvcc.Intent) int {
		if a.Txn != b.Txn {
			return int(a.Txn.Lo) - int(b.Txn.Lo)
		}
		return int(a.Seq) - int(b.Seq)
	})
}

func (m *model) resolve(span keys.Span, txn keys.Txn, commit hlc.Timestamp, tag uint64, ignored func(uint64) bool) {
	for k, is := range m.intents {
		if !span.Contains(keys.Key(k)) {
			continue
		}
		var last *mvcc.Intent
		var kept []mvcc.Intent
		for _, i := range is {
			switch {
			case i.Txn != txn:
				kept = append(kept, i)
			case !ignored(i.Seq):
				last = &i
			}
		}
		m.intents[k] = kept
		if last != nil && commit > 0 {
			h := mvcc.Header{Tag: tag, Mode: last.Mode, Tombstone: last.Tombstone}
			m.put(k, mvcc.Version{Header: h, Timestamp: commit, Value: last.Value})
		}
	}
}

// collect keeps what some permitted read sees, and of that no tombstone at or
// below the threshold with nothing beneath it.
func (m *model) collect(span keys.Span, threshold hlc.Timestamp, protected []hlc.Timestamp) {
	for _, k := range m.sortedKeys(span) {
		reads := append([]hlc.Timestamp{threshold, hlc.Max}, protected...)
		for _, v := range m.versions[k] {
			if v.Timestamp > threshold {
				reads = append(reads, v.Timestamp)
			}
		}
		var kept []mvcc.Version
		for _, v := range m.versions[k] {
			for _, r := range reads {
				if seen, ok := m.get(k, r); ok && seen.Timestamp == v.Timestamp {
					kept = append(kept, v)
					break
				}
			}
		}
		for len(kept) > 0 {
			oldest := kept[len(kept)-1]
			if !oldest.Tombstone || oldest.Timestamp > threshold {
				break
			}
			kept = kept[:len(kept)-1]
		}
		if m.versions[k] = kept; len(kept) == 0 {
			delete(m.versions, k)
		}
	}
	m.threshold = max(m.threshold, threshold)
}

type row struct {
	key string
	v   mvcc.Version
}

// scan is the whole span: its rows, and the highest timestamp met.
func (m *model) scan(span keys.Span, ts hlc.Timestamp) (rows []row, maxObs hlc.Timestamp) {
	for _, k := range m.sortedKeys(span) {
		v, found := m.get(k, ts)
		if found {
			maxObs = max(maxObs, v.Timestamp)
		}
		if found && !v.Tombstone {
			rows = append(rows, row{k, v})
		}
	}
	return rows, maxObs
}

func showVersion(v mvcc.Version) string {
	return fmt.Sprintf("@%d tag %d %s tombstone %t %q", int64(v.Timestamp), v.Tag, v.Mode, v.Tombstone, v.Value)
}

func showIntent(i mvcc.Intent) string {
	return fmt.Sprintf("%q %s/%d lower %d %s tombstone %t %q", string(i.Key), i.Txn, i.Seq, int64(i.Lower), i.Mode, i.Tombstone, i.Value)
}

// dump is all of the model, and dumpEngine all of the engine, in one form.
func (m *model) dump() string {
	var s strings.Builder
	for _, k := range m.sortedKeys(keys.Span{Start: keys.MinKey, End: keys.MaxKey}) {
		for _, v := range m.versions[k] {
			fmt.Fprintf(&s, "%q%s\n", k, showVersion(v))
		}
	}
	var ks []string
	for k := range m.intents {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	for _, k := range ks {
		for _, i := range m.intents[k] {
			fmt.Fprintln(&s, showIntent(i))
		}
	}
	return s.String()
}

func dumpEngine(r engine.Reader) (string, error) {
	var s strings.Builder
	it, err := r.NewIter(engine.IterOptions{Lower: keys.MinKey, Upper: keys.MaxKey})
	if err != nil {
		return "", err
	}
	for ok := it.First(); ok; ok = it.Next() {
		b, err := it.Value()
		if err != nil {
			return "", err
		}
		h, payload, err := mvcc.DecodeVersion(b)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&s, "%q%s\n", string(it.Key()), showVersion(mvcc.Version{Header: h, Timestamp: it.Timestamp(), Value: payload}))
	}
	if err := errors.Join(it.Err(), it.Close()); err != nil {
		return "", err
	}
	err = mvcc.ScanIntents(r, keys.Span{Start: keys.MinKey, End: keys.MaxKey}, keys.Txn{}, func(i mvcc.Intent) error {
		fmt.Fprintln(&s, showIntent(i))
		return nil
	})
	return s.String(), err
}

// change is one batch: what it does to the model, and to the engine.
type change struct {
	model  func(*model)
	engine func(engine.Reader, engine.Writer) error
}

// history is a run of random changes, checks, restarts and power cuts.
type history struct {
	rng     *rand.Rand
	fs      pebbleengine.CrashFS
	wrap    func(pebbleengine.FS) pebbleengine.FS // plants faults; nil: none
	e       engine.Engine
	m       *model
	changes []change // those applied since the store was new
	synced  int      // how many of them are durable by promise
}

var counterKey = keys.Replica(1, keys.ReplicaApplied)

func (h *history) open() error {
	var fs pebbleengine.FS = h.fs
	if h.wrap != nil {
		fs = h.wrap(fs)
	}
	e, err := pebbleengine.Open(pebbleengine.Options{FS: fs, MemTableBytes: 64 << 10})
	h.e = e
	return err
}

// modelKeys are few, and prefixes of one another, with the bytes that need care.
var modelKeys = []string{" ", " \x00", " \x00\x00", " \x00\x01", " \x00\xff", " \x01", " a", " a\x00", " ab", "!", "\"\xff\xff", "\xf0"}

func (h *history) key() string       { return modelKeys[h.rng.IntN(len(modelKeys))] }
func (h *history) ts() hlc.Timestamp { return hlc.Timestamp(1 + h.rng.IntN(60)) }
func (h *history) txn() keys.Txn     { return keys.Txn{Lo: uint64(1 + h.rng.IntN(3))} }
func (h *history) mode() mvcc.Mode   { return mvcc.Mode(h.rng.IntN(5)) }
func (h *history) value() []byte {
	return bytes.Repeat([]byte{byte('a' + h.rng.IntN(26))}, h.rng.IntN(4)*h.rng.IntN(200))
}

func (h *history) span() keys.Span {
	a, b := h.key(), h.key()
	switch {
	case a == b || h.rng.IntN(5) == 0:
		return keys.Point(keys.Key(a))
	case a > b:
		a, b = b, a
	}
	return keys.Span{Start: keys.Key(a), End: keys.Key(b)}
}

// change draws one change.
func (h *history) change() change {
	switch h.rng.IntN(12) {
	case 0, 1, 2, 3, 4, 5:
		return h.write()
	case 6, 7:
		return h.putIntent()
	case 8, 9:
		return h.resolveIntents()
	case 10:
		return h.collect()
	}
	span := h.span()
	if h.rng.IntN(3) > 0 {
		return h.write()
	}
	return change{
		func(m *model) { m.clear(span) },
		func(_ engine.Reader, w engine.Writer) error { return mvcc.ClearSpan(w, span) },
	}
}

func (h *history) write() change {
	k, ts, value := h.key(), h.ts(), h.value()
	head := mvcc.Header{Tag: h.rng.Uint64N(5), Mode: h.mode()}
	if h.m.has(k, ts) || ts <= h.m.threshold {
		return change{func(*model) {}, func(engine.Reader, engine.Writer) error { return nil }}
	}
	v := mvcc.Version{Header: head, Timestamp: ts, Value: value}
	if h.rng.IntN(4) == 0 {
		v.Tombstone, v.Value = true, nil
		return change{
			func(m *model) { m.put(k, v) },
			func(_ engine.Reader, w engine.Writer) error { return mvcc.Delete(w, keys.Key(k), ts, head) },
		}
	}
	return change{
		func(m *model) { m.put(k, v) },
		func(_ engine.Reader, w engine.Writer) error { return mvcc.Put(w, keys.Key(k), ts, head, value) },
	}
}

func (h *history) putIntent() change {
	i := mvcc.Intent{Key: keys.Key(h.key()), Txn: h.txn(), Seq: uint64(h.rng.IntN(4)), Lower: hlc.Timestamp(h.rng.IntN(20)), Mode: h.mode(), Value: h.value()}
	switch h.rng.IntN(3) {
	case 0:
		i.Absent = true
	case 1:
		i.Expects, i.Expect, i.ExpectMode = true, hlc.Timestamp(h.rng.IntN(60)), h.mode()
	}
	if h.rng.IntN(4) == 0 {
		i.Tombstone, i.Value = true, nil
	}
	return change{
		func(m *model) { m.putIntent(i) },
		func(_ engine.Reader, w engine.Writer) error { return mvcc.PutIntent(w, i) },
	}
}

func (h *history) resolveIntents() change {
	span, txn, tag, commit := h.span(), h.txn(), h.rng.Uint64N(5), hlc.Timestamp(0)
	if h.rng.IntN(2) == 0 {
		commit = hlc.Timestamp(61 + len(h.changes)) // above every lower bound, and its own
	}
	odd := h.rng.IntN(3) == 0
	ignored := func(seq uint64) bool { return odd && seq%2 == 1 }
	return change{
		func(m *model) { m.resolve(span, txn, commit, tag, ignored) },
		func(r engine.Reader, w engine.Writer) error {
			_, err := mvcc.ResolveIntents(r, w, span, txn, commit, tag, ignored)
			return err
		},
	}
}

func (h *history) collect() change {
	span, threshold := h.span(), h.ts()
	var protected []hlc.Timestamp
	for range h.rng.IntN(3) {
		protected = append(protected, h.ts())
	}
	limit := uint64(h.rng.IntN(3))
	return change{
		func(m *model) { m.collect(span, threshold, protected) },
		func(r engine.Reader, w engine.Writer) error {
			o := mvcc.CollectOptions{Threshold: threshold, Protected: protected, MaxVersions: limit}
			for rest := span; ; {
				res, err := mvcc.Collect(r, w, rest, o)
				if err != nil || !res.More {
					return err
				}
				rest = res.Resume
			}
		},
	}
}

// apply draws a change and applies it as one batch, with a counter that tells
// after a power cut how far the store got.
func (h *history) apply() error {
	c := h.change()
	b := h.e.NewBatch(0)
	defer b.Close()
	if err := c.engine(h.e, b); err != nil {
		return err
	}
	h.changes = append(h.changes, c)
	if err := b.Put(counterKey, 0, binary.BigEndian.AppendUint64(nil, uint64(len(h.changes)))); err != nil {
		return err
	}
	sync := h.rng.IntN(3) == 0
	if err := h.e.Apply(b, sync); err != nil {
		return err
	}
	if sync {
		h.synced = len(h.changes)
	}
	c.model(h.m)
	return nil
}

func (h *history) restart() error {
	if err := h.e.Close(); err != nil {
		return err
	}
	h.synced = len(h.changes) // closing flushes the log
	return h.open()
}

// cutPower loses what was not synced, and goes on with what the disk has: a
// prefix of the changes, with all that were promised.
func (h *history) cutPower() error {
	after := h.fs.Crash(h.rng.IntN(101), h.rng)
	if err := h.e.Close(); err != nil {
		return err
	}
	h.fs = after
	if err := h.open(); err != nil {
		return err
	}
	b, _, err := h.e.Get(counterKey, nil)
	if err != nil {
		return err
	}
	n := 0
	if len(b) == 8 {
		n = int(binary.BigEndian.Uint64(b))
	}
	if n < h.synced || n > len(h.changes) {
		return fmt.Errorf("%w: the store holds %d changes; %d were applied, %d synced", errLost, n, len(h.changes), h.synced)
	}
	h.changes, h.synced, h.m = h.changes[:n], n, newModel()
	for _, c := range h.changes {
		c.model(h.m)
	}
	return nil
}

var errLost = errors.New("acknowledged changes are lost")

// checkAll compares everything.
func (h *history) checkAll() error {
	got, err := dumpEngine(h.e)
	if err != nil {
		return err
	}
	if want := h.m.dump(); got != want {
		return fmt.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	return nil
}

// checkReads asks random questions, half of them of a snapshot.
func (h *history) checkReads() error {
	var r engine.Reader = h.e
	if h.rng.IntN(2) == 0 {
		s := h.e.NewSnapshot()
		defer s.Close()
		r = s
	}
	for _, check := range []func(engine.Reader) error{h.checkPoint, h.checkScan, h.checkConflict, h.checkStats} {
		if err := check(r); err != nil {
			return err
		}
	}
	return nil
}

func (h *history) checkPoint(r engine.Reader) error {
	k, ts, mode, tag := h.key(), h.ts(), h.mode(), h.rng.Uint64N(5)
	got, found, err := mvcc.Get(r, keys.Key(k), ts, nil)
	want, ok := h.m.get(k, ts)
	if err != nil || found != ok || showVersion(got) != showVersion(want) {
		return fmt.Errorf("get %q at %d: got %s, %t, %v; want %s, %t", k, ts, showVersion(got), found, err, showVersion(want), ok)
	}
	got, expect, found, err := mvcc.Newest(r, keys.Key(k), mode, nil)
	want, wantExpect, ok := h.m.newest(k, mode)
	if err != nil || found != ok || expect != wantExpect || showVersion(got) != showVersion(want) {
		return fmt.Errorf("newest of %q for %s: got %s, expect %d, %t, %v; want %s, %d, %t", k, mode, showVersion(got), expect, found, err, showVersion(want), wantExpect, ok)
	}
	at, found, err := mvcc.FindTag(r, keys.Key(k), tag)
	i := slices.IndexFunc(h.m.versions[k], func(v mvcc.Version) bool { return v.Tag == tag })
	if err != nil || found != (i >= 0) || found && at != h.m.versions[k][i].Timestamp {
		return fmt.Errorf("tag %d of %q: got %d, %t, %v", tag, k, at, found, err)
	}
	return nil
}

func (h *history) checkScan(r engine.Reader) error {
	span, ts := h.span(), h.ts()
	o := mvcc.ScanOptions{Reverse: h.rng.IntN(2) == 0, MaxRows: uint64(h.rng.IntN(4)), TargetBytes: uint64(h.rng.IntN(3) * 100)}
	var got []row
	var maxObs hlc.Timestamp
	for rest, more := span, true; more; {
		res, err := mvcc.Scan(r, rest, ts, o, func(k keys.Key, v mvcc.Version) error {
			v.Value = bytes.Clone(v.Value)
			got = append(got, row{string(k), v})
			return nil
		})
		if err != nil {
			return err
		}
		if o.MaxRows > 0 && res.Rows > o.MaxRows {
			return fmt.Errorf("%d rows, limit %d", res.Rows, o.MaxRows)
		}
		maxObs = max(maxObs, res.MaxObs)
		rest, more = res.Resume, res.More
	}
	want, wantObs := h.m.scan(span, ts)
	if o.Reverse {
		slices.Reverse(want)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) || maxObs != wantObs {
		return fmt.Errorf("scan of %q at %d with %+v:\n got %v, maxObs %d\nwant %v, %d", span, ts, o, got, maxObs, want, wantObs)
	}
	exists, _, err := mvcc.Exists(r, span, ts)
	if err != nil || exists != (len(want) > 0) {
		return fmt.Errorf("exists %q at %d: got %t, %v", span, ts, exists, err)
	}
	return nil
}

func (h *history) checkConflict(r engine.Reader) error {
	span, after, upto, mode, ignore := h.span(), h.ts(), h.ts(), h.mode(), h.rng.Uint64N(5)
	if h.rng.IntN(3) == 0 {
		upto = hlc.Max
	}
	conflicts := func(v mvcc.Version) bool {
		return v.Timestamp > after && v.Timestamp <= upto && v.Tag != ignore && v.Mode.Conflicts(mode)
	}
	at, found, err := mvcc.Conflict(r, span, after, upto, mode, ignore)
	want := false
	for _, k := range h.m.sortedKeys(span) {
		want = want || slices.ContainsFunc(h.m.versions[k], conflicts)
	}
	if err != nil || found != want {
		return fmt.Errorf("conflict in %q, (%d, %d], %s, ignoring %d: got %t, %v; want %t", span, after, upto, mode, ignore, found, err, want)
	}
	if found && !slices.ContainsFunc(h.m.versions[string(at.Key)], func(v mvcc.Version) bool { return v.Timestamp == at.Timestamp && conflicts(v) }) {
		return fmt.Errorf("conflict in %q names %q at %d, which is none", span, at.Key, at.Timestamp)
	}
	return nil
}

func (h *history) checkStats(r engine.Reader) error {
	span := h.span()
	var want mvcc.Stats
	for _, k := range h.m.sortedKeys(span) {
		want.Keys++
		for i, v := range h.m.versions[k] {
			n := uint64(len(k) + 10 + mvcc.HeaderLen + len(v.Value))
			want.Versions++
			want.Bytes += n
			if i == 0 && !v.Tombstone {
				want.LiveKeys++
				want.LiveBytes += n
			}
		}
	}
	got, err := mvcc.ComputeStats(r, span)
	if err != nil || got != want {
		return fmt.Errorf("stats of %q: got %+v, %v; want %+v", span, got, err, want)
	}
	middle, found, err := mvcc.MiddleKey(r, span)
	if err != nil || found != (want.Keys > 1) {
		return fmt.Errorf("middle of %q: %q, %t, %v with %d keys", span, middle, found, err, want.Keys)
	}
	if found && (!span.Contains(middle) || string(middle) == h.m.sortedKeys(span)[0]) {
		return fmt.Errorf("middle of %q is %q", span, middle)
	}
	return nil
}

// run plays one history and returns what went wrong first.
func (h *history) run(steps int) (err error) {
	h.m = newModel()
	if err := h.open(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.e.Close()) }()
	for step := range steps {
		switch n := h.rng.IntN(60); {
		case n == 0:
			err = h.restart()
		case n <= 2:
			err = h.cutPower()
		case n == 3:
			err = h.e.Flush()
		case n == 4:
			err = h.e.Compact(keys.MinKey, keys.MaxKey)
		case n < 20:
			err = h.checkReads()
		default:
			err = h.apply()
		}
		if err == nil && h.rng.IntN(10) == 0 {
			err = h.checkAll()
		}
		if err != nil {
			return fmt.Errorf("step %d: %w", step, err)
		}
	}
	return h.checkAll()
}

func playHistory(seed uint64, steps int, wrap func(pebbleengine.FS) pebbleengine.FS) error {
	h := &history{rng: rand.New(rand.NewPCG(seed, 0)), fs: pebbleengine.NewCrashFS(), wrap: wrap}
	return h.run(steps)
}

func TestAgainstModel(t *testing.T) {
	seeds := uint64(60)
	if testing.Short() {
		seeds = 12
	}
	for seed := range seeds {
		if err := playHistory(seed, 400, nil); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

// withoutLogSync says that log files are synced and does nothing.
func withoutLogSync(fs pebbleengine.FS) pebbleengine.FS {
	return pebbleengine.WithHook(fs, func(op pebbleengine.Op) error {
		if op.Kind == pebbleengine.OpSync && strings.HasSuffix(op.Path, ".log") {
			return pebbleengine.ErrSkip
		}
		return nil
	})
}

// TestMissingSyncIsCaught plants a bug: the log's syncs do nothing. The harness
// must see that promised changes are gone.
func TestMissingSyncIsCaught(t *testing.T) {
	for seed := range uint64(20) {
		err := playHistory(seed, 400, withoutLogSync)
		if errors.Is(err, errLost) {
			return
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	t.Error("20 histories without syncs went unnoticed")
}

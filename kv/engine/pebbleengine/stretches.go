package pebbleengine

import (
	"bytes"
	"sync"
	"sync/atomic"

	"github.com/RaduBerinde/btreemap"
	"github.com/cespare/xxhash/v2"
	"github.com/cockroachdb/pebble/v2"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// stretches keeps the newest versions of rows that lie side by side, are written again and again, and
// are walked over again and again, so that such a walk does not step over all older ones: in a memory
// table each key costs a seek then.
//
// Some keys begin a stretch, by their hash, so that all walks divide the rows alike. A walk that goes
// over one whole, from the key that begins it to the next that begins one, counts the rows of it that
// were written often; the next that does offers it, where they were enough. What is
// kept of it is what an iterator that is opened at that moment would find, by the two rules of
// newest (newest.go): whoever applies a batch gives it a number once it is visible, and then changes
// the stretches that its keys lie in; and what a walk has found is taken only where no batch with
// rows was given a number since its iterator was opened.
//
// A stretch is not changed: another takes its place. Safe for concurrent use.
type stretches struct {
	of     uint64        // one key of so many begins a stretch, on average
	stale  bool          // planted
	number atomic.Uint64 // of the last batch that changed a row
	count  atomic.Int64  // for who finds none
	gone   atomic.Int64  // of them, whose rows are
	hits   atomic.Int64
	seen   [stretchesSeen]atomic.Uint32
	writes [stretchWrites]atomic.Uint32
	wide   [sheetsSeen]atomic.Uint32 // sheets.go

	mu      sync.RWMutex
	byStart *btreemap.BTreeMap[keys.Key, *stretch] // no two share a key
	often   stretchPool                            // rows that are written often
	sheets  stretchPool                            // and many that are not
}

// stretchPool is stretches of one kind, and the memory that they may take. With the stretches' mu held.
type stretchPool struct {
	cache   *pebble.Cache // whose memory it takes
	max     int64         // bytes
	bytes   atomic.Int64  // read without mu, too
	ring    []*stretch
	hand    int      // in ring
	granted int64    // of the cache's memory
	back    []func() // give it back
}

// stretch is one of them.
type stretch struct {
	pool  *stretchPool
	start keys.Key
	place int         // in the pool's ring
	used  atomic.Bool // since the hand went by

	mu    sync.Mutex                     // of who changes it
	rows  atomic.Pointer[engine.Stretch] // nil: it is gone, and in nobody's way
	bytes int64                          // with mu held
}

const (
	// stretchRowsMax and stretchBytesMax bound a stretch.
	stretchRowsMax  = 96
	stretchBytesMax = 32 << 10
	// stretchesShare is which part of the memory for blocks may be stretches instead, in steps of
	// stretchesStep.
	stretchesShare = 8
	stretchesStep  = 1 << 20
	// stretchesSeen is of how many beginnings it is known that the rows behind them are to be kept.
	stretchesSeen = 1 << 16
	// stretchWrites is of how many rows it is known how often they were written, stretchOften from
	// how many times on that is often, and one of stretchShare rows must be so.
	stretchWrites = 1 << 16
	stretchOften  = 4
	stretchShare  = 8
	// stretchColdRows is how many rows of a walk are asked about, if none of them was written often: a
	// look at each that is far from the last one costs a fifth of a walk over many.
	stretchColdRows = 256
	// stretchOverhead and stretchRowOverhead are what a stretch and its rows take beside keys and values.
	stretchOverhead    = 256
	stretchRowOverhead = 64
	// stretchesTries is how many are looked at for one to go.
	stretchesTries = 16
	// stretchesDegree is that of the tree.
	stretchesDegree = 16
)

func (s *stretches) init(cache *pebble.Cache, o *Options) {
	s.of, s.stale = uint64(o.StretchKeys), o.PlantedStaleStretches
	s.often.cache, s.often.max = cache, o.CacheBytes/stretchesShare
	s.sheets.cache, s.sheets.max = cache, o.CacheBytes/sheetsShare
}

// at returns the rows of the stretch that key lies in, nil where there is none, and then where the
// next one begins, nil where there is none either.
func (s *stretches) at(key keys.Key) (rows *engine.Stretch, next keys.Key) {
	if s.count.Load() == 0 {
		return nil, nil
	}
	rows, next, passed := s.look(key)
	if passed > stretchesTries && s.mu.TryLock() {
		s.sweep(0)
		s.mu.Unlock()
	}
	return rows, next
}

// look is at, and says how many were passed whose rows are gone.
func (s *stretches) look(key keys.Key) (rows *engine.Stretch, next keys.Key, passed int) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if x := s.last(btreemap.LE(key)); x != nil {
		if rows = x.rows.Load(); rows != nil && bytes.Compare(key, rows.End) < 0 {
			if !x.used.Load() {
				x.used.Store(true)
			}
			s.hits.Add(1)
			return rows, nil, 0
		}
	}
	if s.byStart == nil {
		return nil, nil, 0
	}
	s.byStart.AscendFunc(btreemap.GT(key), btreemap.Max[keys.Key](), func(start keys.Key, x *stretch) bool {
		if x.rows.Load() != nil {
			next = start
			return false
		}
		passed++
		return true
	})
	return nil, next, passed
}

// last is the last stretch that begins within the bound, nil for none. With mu held.
func (s *stretches) last(within btreemap.UpperBound[keys.Key]) (x *stretch) {
	if s.byStart != nil {
		s.byStart.DescendFunc(within, btreemap.Min[keys.Key](), func(_ keys.Key, y *stretch) bool {
			x = y
			return false
		})
	}
	return x
}

// begins reports whether a key begins a stretch.
func (s *stretches) begins(hash uint64) bool { return hash%s.of == 0 }

// seenAt is where it stands whether the stretch that a key with this hash begins is to be kept, and what
// stands there then.
func (s *stretches) seenAt(hash uint64) (at *atomic.Uint32, mark uint32) {
	return &s.seen[hash/s.of%stretchesSeen], uint32(hash>>32) | 1
}

func (s *stretches) wanted(hash uint64) bool {
	at, mark := s.seenAt(hash)
	return at.Load() == mark
}

func (s *stretches) want(hash uint64) {
	at, mark := s.seenAt(hash)
	at.Store(mark)
}

// unwant has a walk go over the stretch without keeping it, once.
func (s *stretches) unwant(hash uint64) {
	at, _ := s.seenAt(hash)
	at.Store(0)
}

// late reports whether what an iterator finds that was opened after number is not taken any more.
func (s *stretches) late(number uint64) bool { return s.number.Load() > number }

// written counts a write of a row. Of two rows that are counted in one place the one that is written more
// often stays. Two writers at once may count one.
func (s *stretches) written(hash uint64) {
	at, row := &s.writes[hash%stretchWrites], uint32(hash>>40)<<8
	switch was := at.Load(); {
	case was&^0xff == row && was&0xff < 0xff:
		at.Store(was + 1)
	case was&^0xff == row:
	case was&0xff > 1:
		at.Store(was - 1)
	default:
		at.Store(row | 1)
	}
}

// hot reports whether a row was written often.
func (s *stretches) hot(hash uint64) bool {
	was := s.writes[hash%stretchWrites].Load()
	return was&^0xff == uint32(hash>>40)<<8 && was&0xff >= stretchOften
}

// found is told of a stretch by a walk whose iterator was opened after number. It takes rows over, or reports
// false.
func (s *stretches) found(rows *engine.Stretch, number uint64) bool {
	size := stretchBytes(rows)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep((len(s.often.ring) + len(s.sheets.ring)) / 2)
	pool := &s.often
	if rows.Sheet != nil {
		pool = &s.sheets
	}
	s.count.Add(1) // before the number is read: who changes a row sees one of the two, and waits
	if s.late(number) || !s.free(rows.Start, rows.End) || !s.room(pool, size) {
		s.count.Add(-1)
		return false
	}
	x := &stretch{pool: pool, start: rows.Start, place: len(pool.ring), bytes: size}
	x.used.Store(rows.Sheet != nil)
	x.rows.Store(rows)
	if s.byStart == nil {
		s.byStart = btreemap.New[keys.Key, *stretch](stretchesDegree, keys.Key.Compare)
	}
	s.byStart.ReplaceOrInsert(rows.Start, x)
	pool.ring = append(pool.ring, x)
	pool.bytes.Add(size)
	return true
}

// stretchBytes is what a stretch takes.
func stretchBytes(rows *engine.Stretch) int64 {
	size := int64(stretchOverhead)
	if h := rows.Sheet; h != nil {
		return size + int64(len(h.Data)+4*len(h.Ends)+8*len(h.Stamps))
	}
	for i := range rows.Rows {
		size += rowBytes(&rows.Rows[i])
	}
	return size
}

// sweep takes those out whose rows are gone, where they are more than that. With mu held.
func (s *stretches) sweep(many int) {
	if s.gone.Load() <= int64(many) {
		return
	}
	for _, pool := range s.pools() {
		for i := len(pool.ring) - 1; i >= 0; i-- {
			if x := pool.ring[i]; x.rows.Load() == nil {
				s.remove(x)
			}
		}
	}
}

// free reports whether no stretch has a key in [start, end), once those are out of the way that are gone. With
// mu held.
func (s *stretches) free(start, end keys.Key) bool {
	for {
		x := s.last(btreemap.LT(end))
		if x == nil {
			return true
		}
		if rows := x.rows.Load(); rows != nil {
			return bytes.Compare(rows.End, start) <= 0
		}
		if bytes.Compare(x.start, start) < 0 { // none that is there lies around one that is gone
			return true
		}
		s.remove(x)
	}
}

func rowBytes(r *engine.StretchRow) int64 {
	return int64(len(r.Key)) + int64(len(r.Value)) + stretchRowOverhead
}

func (s *stretches) pools() [2]*stretchPool { return [...]*stretchPool{&s.often, &s.sheets} }

// room makes room for size bytes in a pool: more of the cache's memory, or that of stretches that nobody has
// read since the hand went by. With mu held.
func (s *stretches) room(p *stretchPool, size int64) bool {
	step := min(stretchesStep, p.max)
	for p.bytes.Load()+size > p.granted && p.granted+step <= p.max && step > 0 {
		p.back = append(p.back, p.cache.Reserve(int(step)))
		p.granted += step
	}
	most := stretchesTries
	if p == &s.sheets {
		most = sheetsTries
	}
	for tries := 0; p.bytes.Load()+size > p.granted && tries < most && len(p.ring) > 0; tries++ {
		p.hand %= len(p.ring)
		if x := p.ring[p.hand]; x.rows.Load() == nil || !x.used.Swap(false) {
			s.remove(x)
		}
		p.hand++ // in its place is now who came last
	}
	return p.bytes.Load()+size <= p.granted
}

// remove takes a stretch out. With mu held.
func (s *stretches) remove(x *stretch) {
	x.mu.Lock()
	s.drop(x)
	x.mu.Unlock()
	s.byStart.Delete(x.start)
	p := x.pool
	last := p.ring[len(p.ring)-1]
	p.ring[x.place], last.place = last, x.place
	p.ring[len(p.ring)-1] = nil
	p.ring = p.ring[:len(p.ring)-1]
	s.count.Add(-1)
	s.gone.Add(-1)
}

// changed is told that the version was put, or is gone, by a batch whose number was raised before.
func (s *stretches) changed(key keys.Key, hash uint64, ts hlc.Timestamp, value []byte, put bool) {
	if put {
		s.written(hash)
	}
	if s.count.Load() == 0 || s.stale {
		return
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	x := s.last(btreemap.LE(key))
	if x == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	rows := x.rows.Load()
	if rows == nil || bytes.Compare(key, rows.End) >= 0 {
		return
	}
	at := rows.From(key)
	there := at < rows.Len() && bytes.Equal(rows.Row(at).Key, key)
	switch {
	case ts == hlc.Zero: // no version: none are there as a rule
		s.drop(x)
		return
	case there && ts < rows.Row(at).Timestamp, !there && !put: // an older version, or none
		return
	case rows.Sheet != nil:
		s.drop(x)
		s.torn(x.start)
		return
	case !put, len(value) > newestEntryMax:
		s.drop(x)
		return
	}
	fresh := engine.StretchRow{Key: key, Timestamp: ts, Value: bytes.Clone(value)}
	grown := rowBytes(&fresh)
	changed := &engine.Stretch{Start: rows.Start, End: rows.End, Rows: make([]engine.StretchRow, 0, len(rows.Rows)+1)}
	changed.Rows = append(changed.Rows, rows.Rows[:at]...)
	if there {
		fresh.Key = rows.Rows[at].Key
		grown -= rowBytes(&rows.Rows[at])
		at++
	} else {
		fresh.Key = bytes.Clone(key)
	}
	changed.Rows = append(append(changed.Rows, fresh), rows.Rows[at:]...)
	most := stretchOverhead + stretchBytesMax + int64(len(changed.Rows))*stretchRowOverhead
	if len(changed.Rows) > stretchRowsMax || grown > 0 && (x.bytes+grown > most || x.pool.bytes.Load()+grown > x.pool.granted) {
		s.drop(x)
		return
	}
	x.rows.Store(changed)
	x.bytes += grown
	x.pool.bytes.Add(grown)
}

// drop forgets the rows of a stretch, which stays in its place for found or the hand to remove. With
// the stretch's mu held.
func (s *stretches) drop(x *stretch) {
	if x.rows.Swap(nil) != nil {
		s.gone.Add(1)
	}
	x.pool.bytes.Add(-x.bytes)
	x.bytes = 0
}

// raise is told the number of a batch that changes rows, before it tells which.
func (s *stretches) raise(number uint64) {
	for {
		old := s.number.Load()
		if old >= number || s.number.CompareAndSwap(old, number) {
			return
		}
	}
}

// forget drops all: any row may have changed, by a batch with that number.
func (s *stretches) forget(number uint64) {
	s.raise(number)
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.pools() {
		for _, x := range p.ring {
			x.mu.Lock()
			s.drop(x)
			x.mu.Unlock()
		}
		p.ring, p.hand, p.granted = nil, 0, 0
		for _, f := range p.back {
			f()
		}
		p.back = nil
	}
	s.count.Store(0)
	s.gone.Store(0)
	s.byStart = nil
}

// figures are how many bytes are kept, and how often a walk came to a stretch.
func (s *stretches) figures() (bytes, hits int64) {
	for _, p := range s.pools() {
		bytes += p.bytes.Load()
	}
	return bytes, s.hits.Load()
}

// gathering is what a walk has of the stretch that it is in. The zero value is in none.
type gathering struct {
	in   bool // a stretch, from its beginning on
	keep bool // it is to be kept
	hash uint64
	rows int
	hot  int // of them written often

	looked int  // rows of the walk that were asked about until one was written often
	cold   bool // none was

	keys, values       []byte
	keyEnds, valueEnds []int
	stamps             []hlc.Timestamp

	sheet sheetWalk
}

// reset is told that a walk is over.
func (g *gathering) reset() { g.in, g.sheet.state = false, sheetNone }

// stop is told that the walk goes on elsewhere, or not from row to row.
func (g *gathering) stop(i *iterator) {
	g.in = false
	g.sheet.stop(i)
}

// begin is told that the walk begins with the first row at or behind its lower bound.
func (g *gathering) begin(i *iterator) {
	g.stop(i)
	g.looked, g.cold = 0, false
	if lower, _, err := engine.DecodeKey(i.opts.LowerBound); err == nil && kept(lower) {
		g.sheet.begin(i, lower)
	}
}

// next is told of the next row of a walk, by its newest version.
func (g *gathering) next(i *iterator) {
	s, key := &i.e.stretches, i.Key()
	if g.sheet.next(i, key) {
		g.in = false
		return
	}
	if g.cold {
		return
	}
	hash := xxhash.Sum64(key)
	if s.begins(hash) {
		g.close(i, key)
		g.in, g.keep, g.hash, g.rows, g.hot = kept(key), s.wanted(hash) && !s.late(i.number), hash, 0, 0
		g.keys, g.values, g.keyEnds, g.valueEnds, g.stamps = g.keys[:0], g.values[:0], g.keyEnds[:0], g.valueEnds[:0], g.stamps[:0]
	}
	if !g.in {
		return
	}
	if g.rows++; s.hot(hash) {
		g.hot++
		g.looked = -1
	} else if g.looked >= 0 {
		if g.looked++; g.looked == stretchColdRows {
			g.in, g.cold = false, true
			return
		}
	}
	if g.keep {
		g.in = g.take(i, key)
	}
}

// take copies the row that the walk stands on. It reports false where the stretch can't be kept.
func (g *gathering) take(i *iterator, key keys.Key) bool {
	v, err := i.it.ValueAndErr()
	ts := i.Timestamp()
	if err != nil || ts == hlc.Zero || len(v) > newestEntryMax || len(g.stamps) >= stretchRowsMax || len(g.keys)+len(g.values)+len(key)+len(v) > stretchBytesMax {
		return false
	}
	g.keys, g.values = append(g.keys, key...), append(g.values, v...)
	g.keyEnds, g.valueEnds = append(g.keyEnds, len(g.keys)), append(g.valueEnds, len(g.values))
	g.stamps = append(g.stamps, ts)
	return true
}

// close is told that the stretch ends before end, if the walk is in one.
func (g *gathering) close(i *iterator, end keys.Key) {
	switch {
	case !g.in || g.hot*stretchShare < g.rows:
		g.in = false
		return
	case !g.keep:
		i.e.stretches.want(g.hash)
	case i.e.stretches.late(i.number):
	case !i.e.stretches.found(g.finish(end), i.number):
		i.e.stretches.unwant(g.hash) // by the next walk: there may be no room
	}
	g.in, g.sheet.parted = false, true
}

// end is told that the walk has come to its end. Where that is where a stretch begins (walks go around
// those that are at hand), the stretch that it is in ends there.
func (g *gathering) end(i *iterator) {
	if i.it.Error() != nil || i.opts.UpperBound == nil {
		g.stop(i)
		return
	}
	upper, _, err := engine.DecodeKey(i.opts.UpperBound)
	if err == nil {
		g.sheet.close(i, upper)
	}
	if err == nil && g.in && i.e.stretches.begins(xxhash.Sum64(upper)) {
		g.close(i, upper)
	}
}

// finish returns the stretch up to end. Its keys stay as long as it does, its values until they are changed.
func (g *gathering) finish(end keys.Key) *engine.Stretch {
	names, values := append(bytes.Clone(g.keys), end...), bytes.Clone(g.values)
	s := &engine.Stretch{End: names[len(g.keys):], Rows: make([]engine.StretchRow, len(g.stamps))}
	k, v := 0, 0
	for n := range s.Rows {
		s.Rows[n] = engine.StretchRow{Key: names[k:g.keyEnds[n]:g.keyEnds[n]], Timestamp: g.stamps[n], Value: values[v:g.valueEnds[n]:g.valueEnds[n]]}
		k, v = g.keyEnds[n], g.valueEnds[n]
	}
	s.Start = s.Rows[0].Key
	return s
}

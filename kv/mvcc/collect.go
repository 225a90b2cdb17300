package mvcc

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// CollectOptions says what may go.
type CollectOptions struct {
	// Threshold: no read below it will come, but for those at Protected.
	Threshold hlc.Timestamp
	// Protected are read timestamps below Threshold that stay possible (T21), in any order.
	Protected []hlc.Timestamp
	// MaxVersions ends the collection after the key that reaches it; 0: no limit.
	MaxVersions uint64
}

// Collected says what a collection did.
type Collected struct {
	Versions uint64
	Bytes    uint64
	More     bool // stopped at a limit: Resume is what is left
	Resume   keys.Span
}

// Collect deletes from w the versions in span that no permitted read can see:
// those shadowed by a version at or below the threshold, and tombstones at or
// below it with nothing left beneath them.
//
// A lock's expect that points at a collected version no longer matches and
// costs its transaction a retry; it can't match anything else, since timestamps
// of a key are never used again.
func Collect(r engine.Reader, w engine.Writer, span keys.Span, o CollectOptions) (res Collected, err error) {
	protected := slices.Clone(o.Protected)
	slices.Sort(protected)
	start, end := span.Bounds()
	it, err := r.NewIter(engine.IterOptions{Lower: start, Upper: end})
	if err != nil {
		return Collected{}, err
	}
	k := keyVersions{threshold: o.Threshold, protected: protected}
	for ok := it.First(); ok && err == nil; {
		if ok, err = k.read(it); err != nil {
			break
		}
		if err = k.collect(w, &res); err != nil {
			break
		}
		if ok && o.MaxVersions > 0 && res.Versions >= o.MaxVersions {
			res.More, res.Resume = true, keys.Span{Start: bytes.Clone(it.Key()), End: bytes.Clone(end)}
			break
		}
	}
	return res, closeIter(it, err)
}

// keyVersions is the versions of one key, newest first.
type keyVersions struct {
	threshold hlc.Timestamp
	protected []hlc.Timestamp // ascending
	key       keys.Key
	versions  []storedVersion
}

type storedVersion struct {
	ts        hlc.Timestamp
	bytes     uint64
	tombstone bool
	drop      bool
}

// read takes in the versions of the key that it stands on and moves to the next key.
func (k *keyVersions) read(it engine.Iterator) (more bool, err error) {
	k.key = append(k.key[:0], it.Key()...)
	k.versions = k.versions[:0]
	for more = true; more && bytes.Equal(it.Key(), k.key); more = it.Next() {
		if it.Timestamp() == hlc.Zero {
			continue
		}
		v, err := current(it)
		if err != nil {
			return false, err
		}
		k.versions = append(k.versions, storedVersion{
			ts: v.Timestamp, tombstone: v.Tombstone,
			bytes: uint64(engine.KeyLen(k.key, v.Timestamp) + HeaderLen + len(v.Value)),
		})
	}
	return more, nil
}

// collect deletes what no permitted read sees.
func (k *keyVersions) collect(w engine.Writer, res *Collected) error {
	for i := range k.versions {
		v := &k.versions[i]
		v.drop = i > 0 && k.unseen(v.ts, k.versions[i-1].ts)
	}
	for i := len(k.versions) - 1; i >= 0; i-- { // the oldest that stays
		v := &k.versions[i]
		if v.drop {
			continue
		}
		v.drop = v.tombstone && v.ts <= k.threshold
		if !v.drop {
			break
		}
	}
	for _, v := range k.versions {
		if !v.drop {
			continue
		}
		res.Versions++
		res.Bytes += v.bytes
		if err := w.Delete(k.key, v.ts); err != nil {
			return err
		}
	}
	return nil
}

// unseen reports whether no permitted read lies in [from, to), where to is the
// timestamp of the version that shadows the one at from.
func (k *keyVersions) unseen(from, to hlc.Timestamp) bool {
	if to > k.threshold {
		return false
	}
	i, _ := slices.BinarySearch(k.protected, from)
	return i == len(k.protected) || k.protected[i] >= to
}

// Stats are the sizes of a span.
type Stats struct {
	Keys      uint64 // keys with at least one version
	LiveKeys  uint64 // keys whose newest version is no tombstone
	Versions  uint64
	Bytes     uint64 // keys, timestamps and values of all versions
	LiveBytes uint64 // of the newest version of live keys
}

// ComputeStats reads all of span.
func ComputeStats(r engine.Reader, span keys.Span) (s Stats, err error) {
	start, end := span.Bounds()
	it, err := r.NewIter(engine.IterOptions{Lower: start, Upper: end})
	if err != nil {
		return Stats{}, err
	}
	var k keyVersions
	for ok := it.First(); ok && err == nil; {
		if ok, err = k.read(it); err == nil && len(k.versions) > 0 {
			s.add(k.versions)
		}
	}
	return s, closeIter(it, err)
}

func (s *Stats) add(versions []storedVersion) {
	s.Keys++
	for _, v := range versions {
		s.Versions++
		s.Bytes += v.bytes
	}
	if newest := versions[0]; !newest.tombstone {
		s.LiveKeys++
		s.LiveBytes += newest.bytes
	}
}

// middleSamplesMax bounds the memory of MiddleKey.
const middleSamplesMax = 1024

// MiddleKey returns a key of span, not its first, such that about half of the
// bytes lie before it. found is false where span holds fewer than two keys. It
// reads all of span, once.
func MiddleKey(r engine.Reader, span keys.Span) (key keys.Key, found bool, err error) {
	start, end := span.Bounds()
	it, err := r.NewIter(engine.IterOptions{Lower: start, Upper: end})
	if err != nil {
		return nil, false, err
	}
	var m middle
	for ok := it.First(); ok && err == nil; ok = it.Next() {
		var v []byte
		if v, err = it.Value(); err == nil {
			m.add(it.Key(), it.Timestamp(), len(v))
		}
	}
	key = m.key()
	return key, key != nil && err == nil, closeIter(it, err)
}

// middle samples where a span's bytes lie: one key for each step of bytes, and
// when there are too many samples, every second goes and the step doubles.
type middle struct {
	last    keys.Key
	total   uint64
	step    uint64
	samples []sample
}

type sample struct {
	key    keys.Key
	before uint64 // bytes before key
}

func (m *middle) add(key keys.Key, ts hlc.Timestamp, valueLen int) {
	if !bytes.Equal(key, m.last) {
		first := m.last == nil
		m.last = append(m.last[:0], key...)
		if !first && (len(m.samples) == 0 || m.total-m.samples[len(m.samples)-1].before >= m.step) {
			m.sample(key)
		}
	}
	m.total += uint64(engine.KeyLen(key, ts) + valueLen)
}

func (m *middle) sample(key keys.Key) {
	m.samples = append(m.samples, sample{bytes.Clone(key), m.total})
	if len(m.samples) < middleSamplesMax {
		return
	}
	kept := m.samples[:0]
	for i := 0; i < len(m.samples); i += 2 {
		kept = append(kept, m.samples[i])
	}
	m.samples = kept
	m.step = max(2*m.step, 2*m.total/middleSamplesMax)
}

// key is the sample nearest to the middle, nil if there is none.
func (m *middle) key() keys.Key {
	var best keys.Key
	var bestOff uint64
	for _, s := range m.samples {
		off := max(s.before, m.total-s.before) - min(s.before, m.total-s.before)
		if best == nil || off < bestOff {
			best, bestOff = s.key, off
		}
	}
	return best
}

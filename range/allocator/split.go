package allocator

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
)

// Splits says when ranges split. It serves store.Policy. The zero value never
// splits; DefaultSplits is what a node starts with.
type Splits struct {
	// BytesMax is the size above which a range splits in its middle. 0: never.
	BytesMax uint64
	// PerSecondMax is the load in requests per second above which a range splits
	// where its load parts in halves. 0: never. A split by load pays where the
	// halves can go to different stores; where there is one, it would only make
	// commits of one range commits of two.
	PerSecondMax float64
}

// DefaultSplits is by size, at 512 MiB.
func DefaultSplits() Splits { return Splits{BytesMax: 512 << 20} }

// SplitBySize says whether a range of that size should be split.
func (s Splits) SplitBySize(bytes uint64) bool { return s.BytesMax > 0 && bytes > s.BytesMax }

// Shares of the sample that a load split must leave on each side.
// Fewer keys than sampleKeysMin would make a middle of chance.
const (
	sampleKeysMin   = 16
	halfShareMin    = 0.25 // of the sample, on the smaller side
	singleShareSkip = 0.5  // one key with this share can't be parted from itself
)

// SplitByLoad says where a range should be split whose requests per second and a
// sample of whose keys these are. A key that gets most of the load alone gives
// no split: parting it from its neighbours would move the heat and not halve it.
// ok is false also where the load is below the limit or the sample too small.
func (s Splits) SplitByLoad(span keys.Span, perSecond float64, sample []keys.Key) (at keys.Key, ok bool) {
	if s.PerSecondMax <= 0 || perSecond <= s.PerSecondMax || len(sample) < sampleKeysMin {
		return nil, false
	}
	return LoadMiddle(span, sample)
}

// LoadMiddle returns the key that parts a sample of requests in halves, as
// evenly as its keys allow: the first key of the right-hand side. ok is false
// where no key leaves at least a quarter on each side.
//
// O(n log n) in the sample. The key is a copy, and never the span's own start: the
// left half would be empty.
func LoadMiddle(span keys.Span, sample []keys.Key) (at keys.Key, ok bool) {
	sorted := slices.Clone(sample)
	slices.SortFunc(sorted, keys.Key.Compare)
	n := len(sorted)
	best := -1
	for i := 1; i < n; i++ {
		if bytes.Equal(sorted[i-1], sorted[i]) || bytes.Compare(sorted[i], span.Start) <= 0 || !span.Contains(sorted[i]) {
			continue
		}
		if best < 0 || distance(i, n) < distance(best, n) {
			best = i
		}
	}
	if best < 0 || float64(min(best, n-best)) < halfShareMin*float64(n) {
		return nil, false
	}
	if heaviest(sorted) > singleShareSkip*float64(n) {
		return nil, false
	}
	return bytes.Clone(sorted[best]), true
}

// distance is twice how far the place i is from the middle of n.
func distance(i, n int) int {
	if d := 2*i - n; d >= 0 {
		return d
	} else {
		return -d
	}
}

// heaviest returns how often the commonest key occurs.
func heaviest(sorted []keys.Key) float64 {
	most, run := 0, 0
	for i := range sorted {
		if i > 0 && !bytes.Equal(sorted[i-1], sorted[i]) {
			run = 0
		}
		run++
		most = max(most, run)
	}
	return float64(most)
}

package stats

import (
	"container/heap"
	"math"
)

// sketchSize is how many of the smallest hashes are kept: the error of the
// estimate is about 1/sqrt(sketchSize).
const sketchSize = 1024

// Sketch estimates how many distinct hashes it was given. The zero value is
// ready.
type Sketch struct {
	kept map[uint64]struct{}
	top  maxHeap
}

// Add takes one value's hash.
func (s *Sketch) Add(h uint64) {
	h = mix(h)
	if len(s.top) == sketchSize && h >= s.top[0] {
		return
	}
	if s.kept == nil {
		s.kept = make(map[uint64]struct{}, sketchSize)
	}
	if _, seen := s.kept[h]; seen {
		return
	}
	s.kept[h] = struct{}{}
	heap.Push(&s.top, h)
	if len(s.top) > sketchSize {
		delete(s.kept, heap.Pop(&s.top).(uint64))
	}
}

// Distinct is the estimate.
func (s *Sketch) Distinct() int64 {
	n := len(s.top)
	if n < sketchSize {
		return int64(n)
	}
	return int64(float64(n-1) / (float64(s.top[0]) / math.MaxUint64))
}

// mix spreads a weak hash over all bits.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// maxHeap has its largest element first.
type maxHeap []uint64

func (h maxHeap) Len() int           { return len(h) }
func (h maxHeap) Less(i, j int) bool { return h[i] > h[j] }
func (h maxHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *maxHeap) Push(x any)        { *h = append(*h, x.(uint64)) }

func (h *maxHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

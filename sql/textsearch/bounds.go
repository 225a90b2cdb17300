package textsearch

import (
	"slices"
	"unsafe"
)

// Bounds are what long work asks on its way: *types.Env is one.
type Bounds interface {
	// Checkpoint ends the work where nobody waits for it any more.
	Checkpoint() error
	// Room asks for n bytes more, to be held until the function has ended.
	Room(n int64) error
}

// listMin is the capacity that a list begins with.
const listMin = 8

// extend makes room in a list for one more element, of which each holds so many bytes besides its own. All that
// the list has had to be copied to so far counts: a text of 100 MB may have 100 million tokens.
func extend[T any](list []T, each int64, b Bounds) ([]T, error) {
	if len(list) < cap(list) {
		return list, nil
	}
	var zero T
	n := max(listMin, 2*cap(list))
	if err := b.Room(int64(n) * (int64(unsafe.Sizeof(zero)) + each)); err != nil {
		return list, err
	}
	return slices.Grow(list, n-len(list)), nil
}

package buffer

import "hash/maphash"

// keyFilter tells which keys were surely not added to it: Bloom filters (Bloom 1970), each
// for twice as many keys as the one before. Beyond keyFilterMax keys it tells nothing. The
// zero value is empty.
//
// A large transaction that inserts rows locks keys in no order among those that it has
// flushed: without the filter, each is looked for among its intents.
// Its size: 16 bits a key, so 128 KiB for the first 65,536 keys and 8 MiB for all parts.
type keyFilter struct {
	seed  maphash.Seed
	parts [][]uint64
	n     int // keys of all parts
	room  int // keys that the last part still takes
}

const (
	keyFilterFirst = 1 << 16 // keys of the first part
	keyFilterMax   = 1<<22 - keyFilterFirst
	keyFilterBits  = 16 // for each key: with four looks, one of 400 keys is taken for another
	keyFilterLooks = 4
)

// Beyond the limit it is as good as absent: may says yes to everything.
func (f *keyFilter) add(key []byte) {
	switch {
	case f.n >= keyFilterMax:
		f.n++
		return
	case f.parts == nil:
		f.seed = maphash.MakeSeed()
		f.grow(keyFilterFirst)
	case f.room == 0:
		// (Back from words to keys: twice the last part's.)
		f.grow(2 * len(f.parts[len(f.parts)-1]) * 64 / keyFilterBits)
	}
	f.n++
	f.room--
	part := f.parts[len(f.parts)-1]
	look(f.hash(key), part, func(word *uint64, bit uint64) bool {
		*word |= bit
		return true
	})
}

// Parts are never copied: a filter can't be rehashed without its keys.
func (f *keyFilter) grow(n int) {
	f.parts, f.room = append(f.parts, make([]uint64, n*keyFilterBits/64)), n
}

// may is false where key was not added.
// As many looks as there are parts, six at most.
func (f *keyFilter) may(key []byte) bool {
	if f.n > keyFilterMax {
		return true
	}
	h := f.hash(key)
	for _, part := range f.parts {
		if look(h, part, func(word *uint64, bit uint64) bool { return *word&bit != 0 }) {
			return true
		}
	}
	return false
}

// hash is seeded for each filter: nobody can choose keys that all fall on the same bits.
func (f *keyFilter) hash(key []byte) uint64 {
	// Nothing was added, so there is no part to look in, nor a seed.
	if f.parts == nil {
		return 0
	}
	return maphash.Bytes(f.seed, key)
}

// look visits the bits of a hash in a part, whose length is a power of two, until visit fails.
// Double hashing: two halves of one hash give all places (Kirsch and Mitzenmacher 2006). An odd step visits
// different bits of a power of two.
func look(h uint64, part []uint64, visit func(word *uint64, bit uint64) bool) bool {
	step := h>>32 | 1
	for range keyFilterLooks {
		at := h & uint64(len(part)*64-1)
		if !visit(&part[at/64], 1<<(at%64)) {
			return false
		}
		h += step
	}
	return true
}

// bytes is what the filter takes.
func (f *keyFilter) bytes() (n int64) {
	for _, p := range f.parts {
		n += 8 * int64(len(p))
	}
	return n
}

package buffer

// Arena keeps copies of keys and values for as long as the transaction lives:
// a few large allocations in place of many small ones. The zero value is ready.
// Nothing is freed singly: what was rolled back or written over stays until Reset.
type Arena struct {
	block []byte
	spare []byte // the first block, kept by reset
	Bytes int64  // copied since the last reset
}

// Blocks double from the first to the last size: a small transaction takes a kilobyte, a large one wastes at
// most a 64 KiB block's end.
const (
	arenaFirst = 1 << 10
	arenaMax   = 64 << 10
)

// Copy returns a copy of b that lives until reset. An empty b gives an empty,
// non-nil slice.
func (a *Arena) Copy(b []byte) []byte {
	n := len(b)
	// A large one has an allocation of its own: it would leave too much of a block unused.
	if n > arenaMax/4 {
		a.Bytes += int64(n)
		return append(make([]byte, 0, n), b...)
	}
	if cap(a.block)-len(a.block) < n {
		a.grow(n)
	}
	at := len(a.block)
	a.block = append(a.block, b...)
	a.Bytes += int64(n)
	// The capacity is cut, or an append to one copy would run into the next.
	return a.block[at : at+n : at+n]
}

// grow begins a block of twice the size. The former one lives on in the copies that point to it.
func (a *Arena) grow(n int) {
	size := arenaFirst
	if c := cap(a.block); c > 0 {
		size = min(2*c, arenaMax)
	}
	a.block = make([]byte, 0, max(size, n))
	if a.spare == nil {
		a.spare = a.block[:0]
	}
}

// Reset forgets all copies. Their memory is used again.
// So copies must not be used after it: the next transaction writes over them.
func (a *Arena) Reset() { a.block, a.Bytes = a.spare[:0], 0 }

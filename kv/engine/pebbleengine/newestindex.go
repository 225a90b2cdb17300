package pebbleengine

// newestIndex finds entries of a part by the upper halves of their hashes: a table with open
// addressing and linear probing, without pointers. A look that finds nothing, as most do of rows
// that are spread over more than is kept, touches one line of memory; Go's map touches several,
// and took 1.8 µs for such a look among half a million rows.
type newestIndex struct {
	slots []newestSlot // a power of two of them, or none
	used  int
}

// newestSlot is half a hash, and above it the place of its entry and one; zero: it is free.
type newestSlot uint64

const (
	// newestSlotsMin is how many slots there are at least, once there are any.
	newestSlotsMin = 16
	// newestLoad is by how much slots outnumber entries at least.
	newestLoad = 2
)

func slotOf(hash uint64, at uint32) newestSlot { return newestSlot(hash>>32 | uint64(at+1)<<32) }

func (s newestSlot) at() uint32 { return uint32(s>>32) - 1 }
func (s newestSlot) home() int  { return int(uint32(s)) }

// find returns the slot whose half of the hash is the same and whose entry is meant, or -1.
func (x *newestIndex) find(hash uint64, meant func(at uint32) bool) int {
	mask := len(x.slots) - 1
	if mask < 0 {
		return -1
	}
	half := uint32(hash >> 32)
	for i := int(half) & mask; ; i = (i + 1) & mask {
		switch s := x.slots[i]; {
		case s == 0:
			return -1
		case uint32(s) == half && meant(s.at()):
			return i
		}
	}
}

// place is where the entry at that place of the ring is, which must be there.
func (x *newestIndex) place(hash uint64, at uint32) int {
	return x.find(hash, func(other uint32) bool { return other == at })
}

func (x *newestIndex) put(hash uint64, at uint32) {
	if (x.used+1)*newestLoad > len(x.slots) {
		x.grow()
	}
	x.used++
	x.insert(slotOf(hash, at))
}

func (x *newestIndex) insert(s newestSlot) {
	mask := len(x.slots) - 1
	i := s.home() & mask
	for x.slots[i] != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = s
}

func (x *newestIndex) grow() {
	old := x.slots
	x.slots = make([]newestSlot, max(newestSlotsMin, 2*len(old)))
	for _, s := range old {
		if s != 0 {
			x.insert(s)
		}
	}
}

// move tells that the entry is at another place of the ring.
func (x *newestIndex) move(hash uint64, from, to uint32) {
	x.slots[x.place(hash, from)] = slotOf(hash, to)
}

// remove takes the entry out, and has those behind it that it kept from their homes come nearer
// to them (Knuth, The Art of Computer Programming, volume 3, section 6.4, algorithm R).
func (x *newestIndex) remove(hash uint64, at uint32) {
	mask := len(x.slots) - 1
	free := x.place(hash, at)
	x.used--
	for i := (free + 1) & mask; x.slots[i] != 0; i = (i + 1) & mask {
		if home := x.slots[i].home() & mask; (i-home)&mask >= (i-free)&mask {
			x.slots[free], free = x.slots[i], i
		}
	}
	x.slots[free] = 0
}

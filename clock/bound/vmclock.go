package bound

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"unsafe"
)

// HostPageFile is where Linux shows the clock page of a virtual machine's host (VMClock,
// UAPI.13, since Linux 6.13).
const HostPageFile = "/dev/vmclock0"

// A host's clock page, little-endian. What follows the sequence is of one moment if that was
// even, and is the same afterwards:
//
//	 0  magic       "VCLK"
//	 4  size        of all of it
//	 8  version     1
//	12  sequence    odd: it is being written
//	16  disruption marker: another number when the counter may have been disrupted
//	24  flags       bit 1: a disruption is near, 2: very near, 8: there is a generation
//	34  status      of the clock
//	104 generation  another number when the machine was restored or cloned
const (
	pageMagic      = 0x4b4c4356
	pageMarkerAt   = 16
	pageSequenceAt = 12
	pageMinLen     = 32
	pageGeneration = 104
	pageLen        = 4096

	pageNear, pageVeryNear, pageHasGeneration = 1 << 1, 1 << 2, 1 << 8
)

// ErrHostPage reports bytes that are not a host's clock page.
var ErrHostPage = errors.New("not a host's clock page")

// hostMoment is what a page said at one moment.
type hostMoment struct {
	marker, flags, generation uint64
}

// parseHostPage fails with ErrHostPage, or errWriting.
func parseHostPage(b []byte) (m hostMoment, err error) {
	order := binary.LittleEndian
	if len(b) < pageMinLen || order.Uint32(b) != pageMagic {
		return m, ErrHostPage
	}
	if v := order.Uint16(b[8:]); v != 1 {
		return m, fmt.Errorf("%w that is known: version %d", ErrHostPage, v)
	}
	size := int64(order.Uint32(b[4:]))
	if size < pageMinLen {
		return m, fmt.Errorf("%w: %d bytes", ErrHostPage, size)
	}
	if order.Uint32(b[pageSequenceAt:])%2 != 0 {
		return m, errWriting
	}
	m.marker, m.flags = order.Uint64(b[pageMarkerAt:]), order.Uint64(b[24:])
	if m.flags&pageHasGeneration != 0 && size >= pageGeneration+8 && len(b) >= pageGeneration+8 {
		m.generation = order.Uint64(b[pageGeneration:])
	}
	return m, nil
}

// HostPage watches the clock page of a virtual machine's host, in memory that the host writes.
// Of the clock that the page describes nothing is taken: the kernel offers it as a PTP clock.
// Safe for concurrent use, but for Disrupted.
type HostPage struct {
	mem  []byte // aligned to 8 bytes
	seen hostMoment
}

// NewHostPage begins to watch a page. It fails where it is none.
func NewHostPage(mem []byte) (*HostPage, error) {
	if len(mem) < pageMinLen || uintptr(unsafe.Pointer(unsafe.SliceData(mem)))%8 != 0 {
		return nil, ErrHostPage
	}
	p := &HostPage{mem: mem}
	var err error
	p.seen, err = p.moment()
	return p, err
}

// pageTries is how often a page that is being written is read: a host writes it in far less.
const pageTries = 1000

// moment reads the page as it was at one moment.
func (p *HostPage) moment() (m hostMoment, err error) {
	sequence := (*uint32)(unsafe.Pointer(&p.mem[pageSequenceAt]))
	b := make([]byte, min(len(p.mem), pageGeneration+8)/8*8)
	for range pageTries {
		before := atomic.LoadUint32(sequence)
		for at := 0; at < len(b); at += 8 {
			binary.NativeEndian.PutUint64(b[at:], p.word(at))
		}
		if atomic.LoadUint32(sequence) != before {
			err = errWriting
			continue
		}
		if m, err = parseHostPage(b); !errors.Is(err, errWriting) {
			return m, err
		}
	}
	return m, err
}

// Marker is the page's disruption marker now, by one load: cheap enough for each use of a
// clock. It is another number after the machine was moved to another host.
func (p *HostPage) Marker() uint64 {
	var b [8]byte
	binary.NativeEndian.PutUint64(b[:], p.word(pageMarkerAt))
	return binary.LittleEndian.Uint64(b[:])
}

// word loads 8 aligned bytes of the page at once.
func (p *HostPage) word(at int) uint64 {
	return atomic.LoadUint64((*uint64)(unsafe.Pointer(&p.mem[at])))
}

// Disrupted implements HostWatcher.
func (p *HostPage) Disrupted() string {
	m, err := p.moment()
	if err != nil {
		return "" // it can't be read now: the next look tells
	}
	was := p.seen
	p.seen = m
	var what []string
	if m.marker != was.marker {
		what = append(what, "its host has disrupted this virtual machine's clock: it was moved, or stopped")
	}
	if m.generation != was.generation {
		what = append(what, "this virtual machine was restored, or cloned")
	}
	return strings.Join(what, "; ")
}

// Watchers is a HostWatcher of several, nil ones left out.
type Watchers []HostWatcher

// Disrupted implements HostWatcher.
func (w Watchers) Disrupted() string {
	var what []string
	for _, one := range w {
		if one == nil {
			continue
		}
		if s := one.Disrupted(); s != "" {
			what = append(what, s)
		}
	}
	return strings.Join(what, "; ")
}

// Sleep watches for the machine's being suspended.
type Sleep struct {
	nanos func() int64 // that it slept since it booted
	seen  int64
}

// NewSleep watches a count of the nanoseconds that the machine slept.
func NewSleep(nanos func() int64) *Sleep { return &Sleep{nanos, nanos()} }

// Disrupted implements HostWatcher.
func (s *Sleep) Disrupted() string {
	was := s.seen
	if s.seen = s.nanos(); s.seen-was <= int64(stepGrain) {
		return ""
	}
	return "the machine was suspended"
}

// Counter watches which counter the kernel keeps time by: one that turns out to be no good is
// replaced, and what was measured of it is past.
type Counter struct {
	name func() string
	seen string
}

// NewCounter watches the name of a counter; empty: it is not known.
func NewCounter(name func() string) *Counter { return &Counter{name, name()} }

// Name is the counter's.
func (c *Counter) Name() string { return c.seen }

// Disrupted implements HostWatcher.
func (c *Counter) Disrupted() string {
	was := c.seen
	if is := c.name(); is != "" {
		c.seen = is
	}
	if was == "" || was == c.seen {
		return ""
	}
	return "the kernel keeps time by another counter: " + c.seen + ", not " + was
}

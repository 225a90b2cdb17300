package agree

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Config says who gives permits. One follows another, each with one giver more or less, so that
// a majority of the one and a majority of the other have a giver in common: what was proved of
// permits and acknowledgements by majorities of one set holds between two that are neighbours.
// Who hears of a later one stores it and goes by it; what is asked, granted and stated is within
// one.
//
//	a ──Next, once a is settled──► a+1 (decided by the caller: one only) ──Learn, notes──► all
//
// Settled is a once a majority of its givers, and one of those before, have been at it for
// longer than any permit (C2): nobody is served or acknowledges by what was before a any more.
// Who still goes by a-1 when a+1 begins knows no U above what was stated then, and Config.U is.
type Config struct {
	Gen    uint64        // from 1
	Givers []uint32      // in order
	Prev   []uint32      // those of Gen-1; none of the first
	U      hlc.Timestamp // nothing below it is served by what is granted within this one
}

// GenMax bounds what is accepted, so that it never wraps.
const GenMax = uint64(1) << 62

// ErrConfig reports givers that can't be.
var ErrConfig = errors.New("agree: no such givers")

func (c *Config) validate() error {
	bad := c.Gen == 0 || c.Gen > GenMax || len(c.Givers) == 0 || len(c.Givers) > GiversMax || c.U < 0 ||
		!increasing(c.Givers) || !increasing(c.Prev) || (c.Gen == 1) != (len(c.Prev) == 0)
	if !bad && c.Gen > 1 {
		more, less := c.Givers, c.Prev
		if len(more) < len(less) {
			more, less = less, more
		}
		bad = len(more) != len(less)+1 || slices.ContainsFunc(less, func(g uint32) bool { return !slices.Contains(more, g) })
	}
	if bad {
		return fmt.Errorf("%w: %+v", ErrConfig, *c)
	}
	return nil
}

// increasing reports whether nodes are in order, and each is one.
func increasing(nodes []uint32) bool {
	last := uint32(0)
	for _, n := range nodes {
		if n <= last {
			return false
		}
		last = n
	}
	return true
}

func (c *Config) clone() *Config {
	return &Config{c.Gen, slices.Clone(c.Givers), slices.Clone(c.Prev), c.U}
}

// Append appends the encoded c.
func (c *Config) Append(dst []byte) []byte {
	w := writer{b: dst}
	w.config(c)
	return w.b
}

// DecodeConfig reads what Append wrote. It fails with ErrConfig.
func DecodeConfig(b []byte) (Config, error) {
	r := reader{b: b}
	c := r.config()
	if r.bad || len(r.b) > 0 {
		return Config{}, fmt.Errorf("%w: malformed", ErrConfig)
	}
	return *c, nil
}

// gen v | n v | (giver - the last v)… | n v | (giver before - the last v)… | U v
func (w *writer) config(c *Config) {
	w.uvarint(c.Gen)
	for _, l := range [][]uint32{c.Givers, c.Prev} {
		w.uvarint(uint64(len(l)))
		last := uint32(0)
		for _, g := range l {
			w.uvarint(uint64(g - last))
			last = g
		}
	}
	w.uvarint(uint64(c.U))
}

// config is one that is valid, unless r is bad.
func (r *reader) config() *Config {
	c := &Config{Gen: r.some(GenMax)}
	for _, l := range []*[]uint32{&c.Givers, &c.Prev} {
		last := uint64(0)
		for left := r.uvarint(GiversMax); left > 0 && !r.bad; left-- {
			if last += r.some(1<<32 - 1); last >= 1<<32 {
				r.fail()
			}
			*l = append(*l, uint32(last))
		}
	}
	c.U = hlc.Timestamp(r.uvarint(uint64(hlc.Max)))
	if r.bad || c.validate() != nil {
		r.fail()
		return &Config{}
	}
	return c
}

// Config is the present one.
func (s *State) Config() Config { return *s.config.clone() }

// Learn takes note of a later configuration. It is gone by once it is stored.
func (s *State) Learn(c Config) error {
	if err := c.validate(); err != nil {
		return err
	}
	if c.Gen > s.config.Gen && (s.next == nil || c.Gen > s.next.Gen) {
		s.next = c.clone()
	}
	return nil
}

// Next is the configuration after the present one, nearer to want by a giver; false: the
// present one is not settled, or is what is wanted.
func (s *State) Next(now Now, want []uint32) (Config, bool) {
	if s.next != nil || s.rules.settles() && (s.settledAt == 0 || now.Elapsed-s.settledAt < s.o.Timing.Settle) {
		return Config{}, false
	}
	c := Config{Gen: s.config.Gen + 1, Prev: s.config.Givers, U: s.settledU}
	add := slices.IndexFunc(want, func(g uint32) bool { return !s.isGiver(g) })
	drop := slices.IndexFunc(s.givers, func(g uint32) bool { return !slices.Contains(want, g) })
	switch {
	case add >= 0 && len(s.givers) < GiversMax:
		c.Givers = append(slices.Clone(s.givers), want[add])
		slices.Sort(c.Givers)
	case drop >= 0 && len(s.givers) > 1:
		c.Givers = slices.Delete(slices.Clone(s.givers), drop, drop+1)
	}
	return *c.clone(), c.validate() == nil
}

// Left reports whether a node gives no permits, and that of the configuration before is over: it
// was settled for longer than any permit lasts. Until then it counts among those whose majority
// is needed (C2), and may not leave for good.
func (s *State) Left(now Now, node uint32) bool {
	if slices.Contains(s.config.Givers, node) || s.next != nil && slices.Contains(s.next.Givers, node) {
		return false
	}
	return !slices.Contains(s.config.Prev, node) || s.settledAt != 0 && now.Elapsed-s.settledAt >= s.o.Timing.Settle
}

// settle notes when the present configuration has come into force with all that counts.
func (s *State) settle(now Now) {
	if s.settledAt != 0 {
		return
	}
	at := 0
	for _, g := range s.config.Prev {
		if i, ok := s.find(g); g == s.o.Self || ok && s.peers[i].gen >= s.config.Gen {
			at++
		}
	}
	u := s.majority(func(g int) int64 { return int64(s.lists[g].u) })
	if u == 0 || len(s.config.Prev) > 0 && 2*at <= len(s.config.Prev) {
		return
	}
	s.settledAt = now.Elapsed
	for _, l := range s.lists {
		s.settledU = max(s.settledU, l.u)
	}
}

// adopt goes by c, which is stored. A permit goes on by the grants of before, as long as they do.
func (s *State) adopt(c *Config) {
	h := &s.holder
	h.was = h.was[:0]
	refused := map[uint32]bool{}
	for i, g := range s.givers {
		if c.Gen == s.config.Gen+1 {
			h.was = append(h.was, wasGrant{g, h.grants[i]})
		}
		refused[g] = h.grants[i].refused
	}
	s.config, s.givers = c, slices.Clone(c.Givers)
	s.settledAt, s.settledU, s.holders = 0, 0, nil
	s.lists, h.grants = make([]*statement, len(s.givers)), make([]grant, len(s.givers))
	for i, g := range s.givers {
		s.lists[i], h.grants[i].refused = &statement{}, refused[g]
		if g != s.o.Self {
			s.peer(g)
		}
	}
	s.enter()
}

// enter makes this node a giver where the configuration says so. What it gave and stated as one
// before holds on.
func (s *State) enter() {
	if s.retired == nil {
		s.retired = s.giver
	}
	if s.giver = nil; !s.isGiver(s.o.Self) {
		return
	}
	if s.retired == nil || !s.rules.keeps() {
		s.retired = newGiver(Durable{}, firstNumber(s.o.Epoch), s.rules)
	}
	s.giver, s.retired = s.retired, nil
	s.giver.dirty = true
}

// wasGrant is a grant of the configuration before.
type wasGrant struct {
	giver uint32
	grant
}

// wasMajority reports whether ok holds for the grants of a majority of the givers of before.
func (h *holder) wasMajority(ok func(*grant) bool) bool {
	n := 0
	for i := range h.was {
		if ok(&h.was[i].grant) {
			n++
		}
	}
	return 2*n > len(h.was)
}

// SettleDefault is longer than any permit lasts, by anybody's elapsed time.
const SettleDefault = LengthMax + time.Second

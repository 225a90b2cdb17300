package types

import (
	"math"
	"math/bits"
	"math/rand/v2"
)

// prng is the generator of random(), xoroshiro128** (Blackman and Vigna, public domain), so
// that what follows setseed() is what follows it in Postgres. It serves nothing that has to
// be unpredictable.
type prng struct{ s0, s1 uint64 }

// newPRNG begins with a seed, which splitmix64 spreads.
func newPRNG(seed uint64) *prng {
	p := &prng{}
	p.s0 = splitmix(&seed)
	p.s1 = splitmix(&seed)
	return p
}

func splitmix(state *uint64) uint64 {
	*state += 0x9e3779b97f4a7c15
	v := *state
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

func (p *prng) Uint64() uint64 {
	s0, sx := p.s0, p.s1^p.s0
	v := bits.RotateLeft64(s0*5, 7) * 9
	p.s0 = bits.RotateLeft64(s0, 24) ^ sx ^ sx<<16
	p.s1 = bits.RotateLeft64(sx, 37)
	return v
}

// seedBits of a seed between -1 and 1 count; randomBits of a number.
const (
	seedBits   = 52
	randomBits = 52
)

// SetSeed makes what random() gives from here on depend on a seed of -1 to 1 alone.
func (e *Env) SetSeed(seed float64) {
	e.Seeded = rand.New(newPRNG(uint64(int64(float64(uint64(1)<<seedBits-1) * seed))))
}

// NextRandom is the next number of random(), at least 0 and below 1.
func (e *Env) NextRandom() (float64, error) {
	r := e.Random
	if e.Seeded != nil {
		r = e.Seeded
	}
	if r == nil {
		return 0, ErrNoRandom
	}
	return math.Ldexp(float64(r.Uint64()>>(64-randomBits)), -randomBits), nil
}

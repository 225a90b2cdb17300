// Package limits has the bounds and intervals of a replica: each queue and message that it has is bounded by one of them,
// or by what the store bounds. A plain value; the package knows nothing else.
package limits

import "time"

// Limits are the replica's bounds and intervals. Zero fields take their defaults.
type Limits struct {
	// LocksMax is how many row locks the range holds, waiting requests included:
	// about 200 bytes each. Default 1,000,000.
	LocksMax int
	// ReadsAheadMax is how many marks ahead of now are kept apart; beyond it they are
	// merged into one, which costs writers a later timestamp. Default 4,096.
	ReadsAheadMax int
	// ResponseBytesMax ends a read that named no target. Default 4 MiB.
	ResponseBytesMax uint64
	// CommandBytesMax refuses a larger command. Default 48 MiB.
	CommandBytesMax int
	// ResolveIntentsMax is how many intents one command resolves. Default 16,384.
	ResolveIntentsMax int
	// LeadMaxNanos is how far ahead of the clock (plus ε) a request's timestamp may
	// lie (T15). Default 60 s.
	LeadMaxNanos int64
	// AheadMaxNanos is how far ahead of now a range with one voter serves: its lease has
	// no end by support, so this gives it one (T3). A clock that has a method
	// Upper() hlc.Reading, the bound below which all its readings stay until it has
	// stored a higher one, narrows it. Default 50 ms.
	AheadMaxNanos int64
	// CloseLagNanos is how far behind now timestamps are closed. Default 3 s.
	CloseLagNanos int64
	// CloseEveryNanos is how often a busy range closes. Default 1 s.
	CloseEveryNanos int64
	// PastReadNanos is for how long a range goes on closing after it has heard of somebody who reads
	// its past, of which it hears each ten seconds at most. Default 60 s.
	PastReadNanos int64
	// GraceNanos is how long after c an abandoned stage or record waits for its
	// coordinator before Tick has it settled. Default 5 s.
	GraceNanos int64
	// SettleAfterNanos is how long a request waits for a stage to end by itself
	// before the Settler is asked. Default 2 ms.
	SettleAfterNanos int64
	// StageWaitNanos is how long a request waits for a stage whose outcome nobody can tell
	// (its anchor is out of reach, say) before it is refused for now. Default 10 s.
	StageWaitNanos int64
	// GatherNanos is how long decisions and resolutions that nobody waits for are gathered, to share
	// an entry. Default 50 ms. Negative: each has its own at once.
	GatherNanos int64
	// BareMin is how many keys without a row, one after the other, make a span that later walks
	// leave out. Default 32.
	BareMin int
	// ProbeAfterNanos is how long a lock wait lasts before the holder's gateway is
	// asked, and then between askings. Default 250 ms.
	ProbeAfterNanos int64
}

// WithDefaults fills what is zero.
func (l Limits) WithDefaults() Limits {
	def := func(v *int64, d time.Duration) {
		if *v == 0 {
			*v = int64(d)
		}
	}
	num := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	num(&l.LocksMax, 1_000_000)
	num(&l.ReadsAheadMax, 4096)
	num(&l.CommandBytesMax, 48<<20)
	num(&l.ResolveIntentsMax, 16384)
	num(&l.BareMin, 32)
	if l.ResponseBytesMax == 0 {
		l.ResponseBytesMax = 4 << 20
	}
	def(&l.LeadMaxNanos, 60*time.Second)
	def(&l.AheadMaxNanos, 50*time.Millisecond)
	def(&l.CloseLagNanos, 3*time.Second)
	def(&l.CloseEveryNanos, time.Second)
	def(&l.PastReadNanos, time.Minute)
	def(&l.GraceNanos, 5*time.Second)
	def(&l.SettleAfterNanos, 2*time.Millisecond)
	def(&l.StageWaitNanos, 10*time.Second)
	def(&l.GatherNanos, 50*time.Millisecond)
	def(&l.ProbeAfterNanos, 250*time.Millisecond)
	return l
}

package sim

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/recover"
)

// Config is one world.
type Config struct {
	Seed      uint64
	Isolation kvpb.Isolation

	Gateways, Clients, TxnsEach int
	Lists, Accounts             int
	Ranges                      int           // at the start
	MaxError                    time.Duration // E: each gateway's clock is off by up to it
	Delay                       time.Duration // the most that a message takes
	Loss, Double                float64       // of each message
	Timeout                     time.Duration // until a loss is noticed
	Revoke, Split, Vanish       float64       // with each message
	VanishMax                   int           // gateways that may vanish
	Crash                       float64       // of the store's node, with each message
	CrashMax                    int
	Grace                       time.Duration
	BufferBytes                 int64 // small: transactions are large ones

	Trace func(string) // prints what happens; nil: nothing does

	Planted        coord.Planted
	PlantedRecover recover.Planted
	PlantedReplica replica.Planted
	PlantedNoSync  bool // the store acknowledges before it is durable
}

// Draw makes the world of a seed.
func Draw(seed uint64) Config {
	rng := rand.New(rand.NewPCG(seed, 0x15c0))
	pick := func(ds ...time.Duration) time.Duration { return ds[rng.IntN(len(ds))] }
	chance := func(ps ...float64) float64 { return ps[rng.IntN(len(ps))] }
	c := Config{
		Seed: seed, Isolation: kvpb.Isolation_SERIALIZABLE,
		Gateways: 1 + rng.IntN(3), Clients: 3 + rng.IntN(4), TxnsEach: 6 + rng.IntN(8),
		Lists: 2 + rng.IntN(6), Accounts: 2 + rng.IntN(4), Ranges: 1 + rng.IntN(4),
		MaxError: pick(0, 0, 1500*time.Microsecond, 5*time.Millisecond),
		Delay:    pick(0, 100*time.Microsecond, time.Millisecond, 5*time.Millisecond),
		Loss:     chance(0, 0, 0.02, 0.1), Double: chance(0, 0.05, 0.2),
		Timeout: pick(time.Millisecond, 20*time.Millisecond),
		Revoke:  chance(0, 0.005, 0.03), Split: chance(0, 0.005, 0.02),
		Vanish: chance(0, 0.002, 0.01), VanishMax: 2,
		Grace: pick(0, 5*time.Millisecond, 50*time.Millisecond),
	}
	if rng.IntN(6) == 0 {
		c.BufferBytes = 600
	}
	if rng.IntN(3) == 0 {
		c.Crash, c.CrashMax = chance(0.003, 0.02), 1+rng.IntN(3)
	}
	if rng.IntN(8) == 0 {
		c.Isolation = []kvpb.Isolation{kvpb.Isolation_REPEATABLE_READ, kvpb.Isolation_READ_COMMITTED}[rng.IntN(2)]
	}
	return c
}

func (c Config) String() string {
	return fmt.Sprintf("%v, %d gateways, %d clients × %d, %d lists, %d accounts, %d ranges, E %v, delay %v, loss %v, doubles %v, revoke %v, split %v, vanish %v, crash %v, grace %v, buffer %d",
		c.Isolation, c.Gateways, c.Clients, c.TxnsEach, c.Lists, c.Accounts, c.Ranges, c.MaxError, c.Delay, c.Loss, c.Double, c.Revoke, c.Split, c.Vanish, c.Crash, c.Grace, c.BufferBytes)
}

package sim

import (
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// planted are bugs that the checkers must notice, each in worlds that give it a
// chance, within so many of them.
var planted = []struct {
	name   string
	rule   string
	worlds uint64
	plant  func(c *Config)
}{
	{"no commit wait", "T1", 60, func(c *Config) {
		c.Gateways, c.MaxError, c.Delay = 3, 5*time.Millisecond, 0
		c.Planted.NoCommitWait = true
	}},
	{"marks are lost", "T2", 60, func(c *Config) {
		c.PlantedReplica.NoTSCache = true
	}},
	{"commits go before who has read what they write", "T2", 60, func(c *Config) {
		c.PlantedReplica.EarlierUnmarked = true
	}},
	{"a split loses marks", "T3", 1500, func(c *Config) {
		c.Gateways, c.MaxError, c.Delay, c.Ranges, c.Split = 3, 5*time.Millisecond, time.Millisecond, 1, 0.1
		c.PlantedReplica.SplitDropsReads = true
	}},
	{"recovery without prevention", "T8", 800, func(c *Config) {
		hurtRecovery(c)
		c.PlantedRecover.NoPrevention = true
	}},
	{"abort told before it is durable", "T9", 800, func(c *Config) {
		hurtRecovery(c)
		c.Planted.AbortBeforeDurable = true
	}},
	{"expect is not checked", "T11", 100, func(c *Config) {
		c.Revoke = 0.05
		c.PlantedReplica.NoExpect = true
	}},
	{"reads are not validated", "T12", 60, func(c *Config) {
		c.PlantedReplica.NoValidation = true
	}},
	{"acknowledged before it is durable", "P2", 200, func(c *Config) {
		c.Crash, c.CrashMax = 0.02, 3
		c.PlantedNoSync = true
	}},
	{"a retry does not look for its tag", "T10", 100, func(c *Config) {
		c.Loss = 0.1
		c.PlantedReplica.NoTag = true
	}},
}

// hurtRecovery makes a world of many ranges whose stages get lost and late, and
// are recovered at once.
func hurtRecovery(c *Config) {
	c.Ranges, c.Lists, c.Grace = 4, 6, 0
	c.Loss, c.Double, c.Delay, c.Timeout = 0.1, 0.2, 5*time.Millisecond, 20*time.Millisecond
}

// TestPlanted plants each bug: a checker that notices nothing is no checker.
func TestPlanted(t *testing.T) {
	for _, p := range planted {
		t.Run(strings.ReplaceAll(p.name, " ", "-"), func(t *testing.T) {
			for s := uint64(1); s <= p.worlds; s++ {
				c := Draw(s)
				c.Isolation = kvpb.Isolation_SERIALIZABLE
				p.plant(&c)
				if rep := Run(t, c); len(rep.Anomalies) > 0 {
					t.Logf("%s (%s): noticed in world %d: %v", p.name, p.rule, s, rep.Anomalies[0])
					return
				}
			}
			t.Errorf("%s (%s): not noticed in %d worlds", p.name, p.rule, p.worlds)
		})
	}
}

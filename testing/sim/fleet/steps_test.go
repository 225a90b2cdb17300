package fleet

import (
	"fmt"
	"testing"
	"time"

	"github.com/isochrondb/isochron/server/config"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

// TestSteps: the time source of one of three nodes steps by three seconds, says all the while that
// it is right to a millisecond, and steps back. The budget is the default one, and the node
// goes on, or is started again on the new time. Nobody sees anything of it.
func TestSteps(t *testing.T) {
	for _, step := range []int64{3000, -3000} {
		for _, restart := range []string{"", " kill@4s+500ms:2", " crash@3500ms+100ms:2"} {
			t.Run(fmt.Sprintf("%d ms%s", step, restart), func(t *testing.T) {
				p, err := plan.Parse(fmt.Sprintf("lease@2s lease@5s step@3s+8s:2=%d lease@12s%s", step, restart))
				if err != nil {
					t.Fatal(err)
				}
				c := Draw(1, Shape{})
				c.Regions = []local.Region{{Name: "us-east", Nodes: 3}}
				c.ClockError, c.Plan, c.Clients, c.Rate, c.Timeout = config.ClockErrorDefault, p, 12, 100, 4*time.Second
				c.Prepare = func(l *local.Cluster) {
					for _, n := range l.Nodes() {
						n.Clock.Lie(time.Millisecond)
					}
				}
				rep := Run(t, c)
				if rep.Bad() {
					tell(t, rep)
				}
				if rep.Effects[plan.Step] == 0 && restart == "" {
					t.Error("the step had no effect")
				}
				t.Log(rep)
			})
		}
	}
}

// TestMeasured: clocks that do not know how wrong they are, each with an oscillator of its own
// and a time daemon, hurt by all that hurts clocks. Nobody sees anything of it.
func TestMeasured(t *testing.T) {
	for _, seed := range []uint64{2} { // steps of seconds, drift, leases that move
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := Draw(seed, Shape{Kinds: []plan.Kind{plan.Skew, plan.Drift, plan.Jump, plan.Step, plan.Freeze, plan.Kill, plan.Lease}})
			c.Measured = true
			rep := Run(t, c)
			if rep.Bad() {
				tell(t, rep)
			}
			t.Log(rep)
		})
	}
}

package session

import (
	"fmt"
	"strconv"
	"time"

	"github.com/isochrondb/isochron/sql/exec"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// What distance costs is counted by transactions (txn/coord). A session keeps what its last one and
// its COMMIT have cost, adds up what statements did, and bounds what a transaction may take:
//
//	SET isochron.max_wan_round_trips = 1    beyond it a transaction fails, before the request is sent
//	SHOW isochron.last_commit_price         of the transaction that ended last, and of its COMMIT
//	EXPLAIN (ANALYZE, WAN)                  of one statement
const (
	settingRoundTrips = "isochron.max_wan_round_trips"
	settingPrice      = "isochron.last_commit_price"
)

// roundTripsMost is the largest bound that can be set.
const roundTripsMost = 1_000_000

// prices is what transactions of the session cost.
type prices struct {
	bound  int       // isochron.max_wan_round_trips, and one; 0: there is none
	ended  wan.Price // of all that have ended
	last   wan.Price // of the one that ended last
	commit wan.Price // of its COMMIT
	count  int       // how many have ended
}

func plusPrice(p, o wan.Price) wan.Price { return p.Sub(wan.Price{}.Sub(o)) }

// setRoundTrips is the setting's effect, on the transaction at hand, too.
func (s *Session) setRoundTrips(v string) {
	n, err := strconv.Atoi(v)
	if err != nil {
		n = -1
	}
	s.prices.bound = n + 1
	if s.block.txn != nil {
		s.block.txn.LimitRoundTrips(n)
	}
}

// begunPrice readies a new transaction.
func (s *Session) begunPrice(t *coord.Txn) {
	if s.block.carried != (wan.Price{}) {
		t.CarryPrice(s.block.carried)
	}
	t.LimitRoundTrips(s.prices.bound - 1)
}

// price is what the transaction has cost so far, with attempts that were in vain.
func (s *Session) price() wan.Price {
	if t := s.block.txn; t != nil {
		return t.Price()
	}
	return s.block.carried
}

// keepPrice carries what the transaction has cost to the attempt that follows.
func (s *Session) keepPrice() { s.block.carried = s.price() }

// crossing is what of prices statements are counted by: it is asked for before and after each.
type crossing struct {
	messages int
	bytes    int64
}

func (c crossing) sub(o crossing) crossing {
	return crossing{c.messages - o.messages, c.bytes - o.bytes}
}

// spent is what all transactions of the session have sent between regions.
func (s *Session) spent() crossing {
	if !s.m.o.DB.Distant() {
		return crossing{}
	}
	c := crossing{s.block.carried.Messages, s.block.carried.Bytes}
	if t := s.block.txn; t != nil {
		c.messages, c.bytes = t.Sent()
	}
	return crossing{c.messages + s.prices.ended.Messages, c.bytes + s.prices.ended.Bytes}
}

// endPrice notes what the transaction that ends has cost.
func (s *Session) endPrice() {
	if s.block.txn == nil && s.block.carried == (wan.Price{}) || !s.m.o.DB.Distant() {
		return
	}
	p := &s.prices
	p.last, p.commit = s.price(), s.block.commit
	p.count++
	if p.last != (wan.Price{}) {
		p.ended = plusPrice(p.ended, p.last)
	}
}

// lastPrice is what SHOW isochron.last_commit_price tells: name=value pairs.
func (s *Session) lastPrice() string {
	p := &s.prices
	if p.count == 0 {
		return ""
	}
	ms := func(d time.Duration) string {
		return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 3, 64)
	}
	return fmt.Sprintf("transaction=%d round_trips=%s bytes=%d commit_round_trips=%s commit_bytes=%d commit_network_ms=%s commit_quorum_ms=%s commit_clock_ms=%s",
		p.count, wan.Trips(p.last.Messages), p.last.Bytes, wan.Trips(p.commit.Messages), p.commit.Bytes, ms(p.commit.Waits.Network), ms(p.commit.Waits.Quorum), ms(p.commit.Waits.Clock))
}

// pricedCommit is what EXPLAIN (ANALYZE, WAN) is to tell of its own COMMIT; nil: nothing.
type pricedCommit struct {
	timing bool
	before wan.Price
	lines  []string
}

// beginPricedCommit has the COMMIT that follows seen, where the plan is such an EXPLAIN.
func (s *Session) beginPricedCommit(p *nodes.Plan) *pricedCommit {
	e, ok := p.Root.(*nodes.ExplainNode)
	if !ok || !e.Options.WAN || !e.Options.Analyze || e.Options.Format != nodes.ExplainText {
		return nil
	}
	s.block.txn.Watch(true)
	s.explained = &pricedCommit{timing: e.Options.Timing, before: s.block.txn.Price()}
	return s.explained
}

// done takes what the COMMIT has cost, before the transaction's memory is used again.
func (c *pricedCommit) done(t *coord.Txn) {
	c.lines = exec.PriceLines("WAN of COMMIT", t.Price().Sub(c.before), t.CriticalPath(), c.timing)
}

// tell writes the lines behind the statement's.
func (c *pricedCommit) tell(out Output) error {
	for _, l := range c.lines {
		if err := out.Row([]types.Datum{types.Text(l)}); err != nil {
			return err
		}
	}
	return nil
}

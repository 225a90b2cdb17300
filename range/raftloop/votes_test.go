package raftloop

import (
	"log/slog"
	"testing"
	"time"

	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/clock/hlc"
)

// standing is a clock that stands still.
type standing struct{ at hlc.Reading }

func (c standing) Now() hlc.Reading { return c.at }
func (c standing) Physical() int64  { return int64(c.at) }

// TestVotesCarryReadings: who withdrew a promise at t has read t, and says so with its vote, so
// that a lease by its vote begins above all that was served under that promise, though the
// candidate's clock is behind. A reading that nobody with a permit can have is no vote.
func TestVotesCarryReadings(t *testing.T) {
	at := func(clock hlc.Reading, plant bool) (*Loop, *Range) {
		return &Loop{o: Options{Clock: standing{clock}, Log: slog.New(slog.DiscardHandler), Planted: Planted{SilentVotes: plant}}}, &Range{}
	}
	vote := func(reject bool) *raftpb.Message {
		return &raftpb.Message{Type: raftpb.MsgVoteResp.Enum(), Reject: &reject}
	}
	const second = hlc.Reading(time.Second)
	for _, tt := range []struct {
		name             string
		voter, candidate hlc.Reading
		silent, reject   bool
		counts           bool
		floor            hlc.Reading
	}{
		{name: "the voter's clock is ahead", voter: 1001 * second, candidate: 940 * second, counts: false, floor: 940 * second},
		{name: "by less than a permit allows", voter: 1001 * second, candidate: 990 * second, counts: true, floor: 1001 * second},
		{name: "the voter's is behind", voter: 990 * second, candidate: 1001 * second, counts: true, floor: 1001 * second},
		{name: "a refusal tells nothing", voter: 1001 * second, candidate: 990 * second, reject: true, counts: true, floor: 990 * second},
		{name: "planted: the vote does not tell", voter: 1001 * second, candidate: 990 * second, silent: true, counts: true, floor: 990 * second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			voter, _ := at(tt.voter, tt.silent)
			candidate, r := at(tt.candidate, false)
			m := vote(tt.reject)
			voter.sayReading(m)
			if counts := candidate.hearReading(r, m); counts != tt.counts {
				t.Errorf("the vote counts: %v", counts)
			}
			if floor := candidate.floor(r); floor != tt.floor.Timestamp() {
				t.Errorf("floor %v, want %v", floor, tt.floor.Timestamp())
			}
			if len(m.GetContext()) != 0 {
				t.Error("Raft is told of the reading")
			}
		})
	}
}

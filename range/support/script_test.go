package support

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// lab is a few stores on one clock, whose messages arrive at once where a script
// says so.
type lab struct {
	now    hlc.Reading
	p      plantedModel
	stores map[uint32]*labStore
}

type labStore struct {
	l       *lab
	id      uint32
	durable Persisted
	s       *State
	voter   Voter
	leader  Leader
}

const labStart = hlc.Reading(1_000_000_000_000)

func newLab(p plantedModel, n int) *lab {
	l := &lab{now: labStart, p: p, stores: map[uint32]*labStore{}}
	for i := range n {
		x := &labStore{l: l, id: uint32(i + 1)}
		l.stores[x.id] = x
		x.restart()
	}
	return l
}

// restart forgets what was not stored.
func (x *labStore) restart() {
	s, err := newWith(Options{Self: x.id, Durable: x.durable, Timing: modelTiming}, x.l.p.state)
	if err != nil {
		panic(err)
	}
	s.SetPeers([]uint32{1, 2, 3, 4, 5})
	x.s, x.voter, x.leader = s, Voter{}, Leader{rules: x.l.p.leader}
	x.store()
}

// store makes durable what is to be, and drops the messages that are not replies.
func (x *labStore) store() []Reply {
	r := x.s.Ready()
	if r.Save != nil {
		x.durable = *r.Save
	}
	x.s.Advance(r)
	return r.Replies
}

// support has x ask v, and v answer, until the epoch is agreed on.
func (x *labStore) support(ids ...uint32) {
	for _, id := range ids {
		v := x.l.stores[id]
		for range 2 {
			e, _ := x.s.SupportedBy(id)
			h := Heartbeat{From: x.id, To: id, Epoch: e, Until: x.l.now.Timestamp().Add(modelTiming.Length)}
			if err := v.s.Receive(x.l.now, h); err != nil {
				panic(err)
			}
			for _, r := range v.store() {
				if err := x.s.ReceiveReply(x.l.now, r); err != nil {
					panic(err)
				}
			}
			x.store()
		}
	}
}

// lead has x lead a term that the stores acknowledge.
func (x *labStore) lead(term uint64, acks ...uint32) {
	x.leader.Begin(term)
	x.acknowledge(term, acks...)
}

func (x *labStore) acknowledge(term uint64, acks ...uint32) {
	for _, id := range acks {
		if e, ok := x.l.stores[id].voter.Acknowledge(x.l.stores[id].s.View(), x.id, term); ok {
			x.leader.Acknowledged(term, uint64(id), e)
		}
	}
}

func (x *labStore) extend(c Config) hlc.Timestamp {
	return x.leader.Extend(x.s.View(), &x.voter, uint64(x.id), c)
}

func (x *labStore) mayVote() bool { return x.voter.MayVote(x.s.View(), x.l.now, false) }

func (l *lab) wait(d time.Duration) { l.now += hlc.Reading(d) }

// elects reports whether all of these could elect one of them now.
func (l *lab) elects(ids ...uint32) bool {
	for _, id := range ids {
		if !l.stores[id].mayVote() {
			return false
		}
	}
	return true
}

func of(ids ...uint32) (m []Member) {
	for _, id := range ids {
		m = append(m, Member{Replica: uint64(id), Store: id})
	}
	return m
}

var (
	errElected = errors.New("a quorum elects somebody below the end of a lease")
	three      = Config{Voters: of(1, 2, 3)}
)

// led is a lab of five stores, 1 of which leads term 5, supported by 2.
func led(p plantedModel) (*lab, *labStore, *labStore) {
	l := newLab(p, 5)
	x, v := l.stores[1], l.stores[2]
	x.support(1, 2)
	x.lead(5, 2)
	x.extend(three)
	return l, x, v
}

// overlap says whether 2 and 3 elect somebody below the end of 1's lease.
func overlap(l *lab, x *labStore) error {
	t := x.extend(three)
	if t > l.now.Timestamp() && l.elects(2, 3) {
		return fmt.Errorf("%w: %v left", errElected, t.Sub(l.now.Timestamp()))
	}
	return nil
}

func scriptLead(p plantedModel) error {
	l, x, _ := led(p)
	if x.leader.Until() <= l.now.Timestamp() {
		return errors.New("no lease")
	}
	return overlap(l, x)
}

// A second promise is for less than the first.
func scriptShorten(p plantedModel) error {
	l, x, v := led(p)
	e, _ := x.s.SupportedBy(2)
	short := Heartbeat{From: 1, To: 2, Epoch: e, Until: l.now.Timestamp().Add(10 * time.Millisecond)}
	if err := v.s.Receive(l.now, short); err != nil {
		return err
	}
	v.store()
	l.wait(20 * time.Millisecond)
	v.s.Withdraw(l.now)
	v.store()
	return overlap(l, x)
}

// A supporter loses what it promised without storing it.
func scriptUnsaved(p plantedModel, store bool) error {
	l := newLab(p, 3)
	x, v := l.stores[1], l.stores[2]
	x.support(1)
	before := v.durable
	x.support(2)
	x.lead(5, 2)
	if !store {
		v.durable = before
	}
	v.restart()
	return overlap(l, x)
}

func scriptWithdraw(p plantedModel) error {
	l, x, v := led(p)
	_, t := x.s.SupportedBy(2)
	l.now = hlc.Reading(t) - 1
	v.s.Withdraw(l.now)
	v.store()
	if err := overlap(l, x); err != nil {
		return err
	}
	l.now += 2
	v.s.Withdraw(l.now)
	v.store()
	if !l.elects(2, 3) {
		return errors.New("the vote is bound beyond the promise")
	}
	return overlap(l, x)
}

func scriptRestartTwice(p plantedModel) error {
	l, x, v := led(p)
	v.restart()
	v.restart()
	return overlap(l, x)
}

// A supporter restarts, and goes on supporting: what it acknowledged is forgotten.
func scriptRestart(p plantedModel) error {
	l, x, v := led(p)
	v.restart()
	for range 5 {
		l.wait(modelTiming.Length / 3)
		x.support(1, 2)
		x.extend(three)
	}
	if err := overlap(l, x); err != nil {
		return err
	}
	x.acknowledge(5, 2)
	if x.extend(three) <= l.now.Timestamp() {
		return errors.New("no lease after the term was acknowledged again")
	}
	return overlap(l, x)
}

// The leader's own store is needed for a quorum of its successor's.
func scriptOwnVote(p plantedModel) error {
	l, x, _ := led(p)
	if t := x.extend(three); t > l.now.Timestamp() && l.elects(1, 3) {
		return errElected
	}
	return nil
}

// The supporter voted before it promised.
func scriptAcknowledge(p plantedModel) error {
	l := newLab(p, 3)
	x, v := l.stores[1], l.stores[2]
	x.lead(5)
	v.voter.Voted(v.s.View(), 6)
	x.support(1, 2)
	x.acknowledge(5, 2) // its term is 6, so that it refuses
	if x.extend(three) > l.now.Timestamp() {
		return errors.New("a lease by support of who voted for another")
	}
	return nil
}

// Both halves of a joint configuration must support.
func scriptJoint(p plantedModel) error {
	l := newLab(p, 5)
	x := l.stores[1]
	x.support(1, 2)
	x.lead(5, 2)
	joint := Config{Voters: of(1, 2, 3), Outgoing: of(3, 4, 5)}
	if t := x.extend(joint); t > l.now.Timestamp() && l.elects(3, 4, 5) {
		return errElected
	}
	x.support(4, 5)
	x.acknowledge(5, 4, 5)
	if x.extend(joint) <= l.now.Timestamp() {
		return errors.New("no lease with both halves")
	}
	return nil
}

// The next configuration must support what was claimed in the last.
func scriptReconfigure(p plantedModel) error {
	l, x, _ := led(p)
	joint := Config{Voters: of(1, 4, 5), Outgoing: of(1, 2, 3)}
	if !x.leader.MayReconfigure(x.s.View(), 1, three) {
		return errors.New("refused where all is supported")
	}
	if x.leader.MayReconfigure(x.s.View(), 1, joint) && l.elects(4, 5) {
		return errElected
	}
	x.support(4)
	x.acknowledge(5, 4)
	x.extend(joint)
	if !x.leader.MayReconfigure(x.s.View(), 1, joint) {
		return errors.New("refused where the next configuration supports all")
	}
	return nil
}

func scriptDegraded(p plantedModel) error {
	l, x, v := led(p)
	v.s.SetDegraded(true)
	l.wait(modelTiming.Length + 1)
	v.s.Withdraw(l.now)
	v.store()
	if v.mayVote() || v.voter.MayVote(v.s.View(), l.now, true) {
		return errors.New("a degraded node votes")
	}
	if err := v.s.Receive(l.now, Heartbeat{From: 1, To: 2, Epoch: 9, Until: l.now.Timestamp() + 1e9}); err != nil {
		return err
	}
	if r := v.store(); len(r) > 0 {
		return fmt.Errorf("a degraded node answers %v", r)
	}
	x.s.SetDegraded(true)
	x.s.Heartbeats(l.now)
	if r := x.s.Ready(); len(r.Heartbeats) > 0 {
		return errors.New("a degraded node asks")
	}
	return nil
}

// A transfer passes all promises; an election after it waits for them.
func scriptTransfer(p plantedModel) error {
	l, x, v := led(p)
	w := l.stores[3]
	x.support(3)
	x.acknowledge(5, 3)
	t := x.extend(three)
	x.leader.End()
	for _, s := range []*labStore{v, w} {
		if s.mayVote() || !s.voter.MayVote(s.s.View(), l.now, true) {
			return errors.New("a transfer is bound by a promise, or an election is not")
		}
		s.voter.Voted(s.s.View(), 6)
	}
	l.wait(modelTiming.Length / 2)
	x.support(1, 2, 3) // the store lives on; in this group it counts for nothing
	if x.extend(three) != t {
		return errors.New("a lease was extended after its end")
	}
	if l.elects(2, 3) {
		return errElected
	}
	l.now = hlc.Reading(t) + 1
	if !l.elects(2, 3) {
		return errors.New("the vote is still bound by a lease that ended")
	}
	return nil
}

// A leader that steps down releases votes by its word, and by nobody else's.
func scriptRelease(p plantedModel) error {
	l, x, v := led(p)
	t := x.leader.Until()
	v.voter.Release(v.s.View(), 3, 9)
	v.voter.Release(v.s.View(), 1, 4)
	if _, _, ok := v.voter.Bound(v.s.View()); !ok {
		return errors.New("released by another's word, or one about another term")
	}
	x.leader.End()
	x.voter.Release(x.s.View(), 1, 5)
	v.voter.Release(v.s.View(), 1, 5)
	for range 3 {
		l.wait(modelTiming.Length / 4)
		x.support(1, 2)
	}
	if err := overlap(l, x); err != nil {
		return err
	}
	l.now = hlc.Reading(t) + 1
	if !l.elects(1, 2) {
		return errors.New("still bound")
	}
	return nil
}

func TestScripts(t *testing.T) {
	saved := func(p plantedModel) error { return scriptUnsaved(p, true) }
	unsaved := func(p plantedModel) error { return scriptUnsaved(p, false) }
	none := plantedModel{}
	tests := []struct {
		name   string
		script func(plantedModel) error
		p      plantedModel
		fails  bool
	}{
		{"a lease", scriptLead, none, false},
		{"S1", saved, none, false},
		{"S1 broken: given before it is stored", unsaved, none, true},
		{"S2", scriptShorten, none, false},
		{"S2 broken: shortened", scriptShorten, plantedModel{state: rules{shorten: true}}, true},
		{"S4", scriptWithdraw, none, false},
		{"S4 broken: early by a nanosecond", scriptWithdraw, plantedModel{state: rules{withdrawEarly: 2}}, true},
		{"S5", scriptRestartTwice, none, false},
		{"S5 broken: the second restart forgets", scriptRestartTwice, plantedModel{state: rules{forgetVotesFrom: true}}, true},
		{"S6", scriptRestart, none, false},
		{"S6 broken: the epoch outlives a restart", scriptRestart, plantedModel{state: rules{keepSupporterEpoch: true}}, true},
		{"S7", scriptOwnVote, none, false},
		{"S7 broken: own vote free", scriptOwnVote, plantedModel{state: rules{ownVoteUnbound: true}}, true},
		{"S8", scriptAcknowledge, none, false},
		{"S8 broken: counted unacknowledged", scriptAcknowledge, plantedModel{leader: leaderRules{ignoreAcks: true}}, true},
		{"S9", scriptJoint, none, false},
		{"S9 broken: one half", scriptJoint, plantedModel{leader: leaderRules{oneHalf: true}}, true},
		{"S10", scriptDegraded, none, false},
		{"S10 broken: goes on", scriptDegraded, plantedModel{state: rules{ignoreDegraded: true}}, true},
		{"S11 transfer", scriptTransfer, none, false},
		{"S11 release", scriptRelease, none, false},
		{"S12", scriptReconfigure, none, false},
		{"S12 broken: changes under a lease", scriptReconfigure, plantedModel{leader: leaderRules{reconfigur: true}}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.script(tt.p); (err != nil) != tt.fails {
				t.Errorf("got %v, want a failure: %v", err, tt.fails)
			} else if err != nil {
				t.Log(err)
			}
		})
	}
}

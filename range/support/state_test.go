package support

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

func newState(t *testing.T, p Persisted) *State {
	t.Helper()
	s, err := New(Options{Self: 1, Durable: p, Timing: modelTiming})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestHeartbeats(t *testing.T) {
	s := newState(t, Persisted{})
	s.SetPeers([]uint32{3, 2, 1, 3, 0})
	r := s.Ready()
	if r.Save == nil || r.Save.MaxEpoch != 1 {
		t.Fatalf("the first thing to store: %+v", r)
	}
	s.Heartbeats(labStart)
	if again := s.Ready(); !again.Empty() {
		t.Errorf("a second Ready while one is out: %+v", again)
	}
	s.Advance(r)
	until := labStart.Timestamp().Add(modelTiming.Length)
	want := []Heartbeat{{1, 2, 1, until}, {1, 3, 1, until}, {1, 1, 1, until}}
	r = s.Ready()
	if !reflect.DeepEqual(r.Heartbeats, want) || r.Save != nil {
		t.Errorf("got %+v, want %v", r, want)
	}
	s.Advance(r)
	s.Heartbeats(labStart + 1)
	if r := s.Ready(); !r.Empty() {
		t.Errorf("asks before its turn: %+v", r)
	}
	if want := labStart.Timestamp().Add(modelTiming.Renew); s.NextAt() != want {
		t.Errorf("next at %v, want %v", s.NextAt(), want)
	}
	if err := s.ReceiveReply(labStart, Reply{From: 2, To: 1, Epoch: 7}); err != nil {
		t.Fatal(err)
	}
	if s.NextAt() != 0 {
		t.Error("a refusal is not answered at once")
	}
	s.Heartbeats(labStart + 2)
	r = s.Ready()
	if len(r.Heartbeats) != 1 || r.Heartbeats[0].Epoch != 7 || r.Save == nil || r.Save.MaxEpoch != 7 {
		t.Errorf("after a refusal: %+v", r)
	}
	s.SetPeers(nil)
	s.Heartbeats(labStart + hlc.Reading(time.Hour))
	if s.Advance(r); s.NextAt() != hlc.Max {
		t.Error("asks without peers")
	}
}

func TestReceive(t *testing.T) {
	now := labStart.Timestamp()
	ahead := now.Add(LengthMax)
	tests := []struct {
		name string
		h    Heartbeat
		want []Reply
		err  error
	}{
		{"a promise", Heartbeat{2, 1, 5, now + 100}, []Reply{{1, 2, 5, now + 100}}, nil},
		{"not shortened", Heartbeat{2, 1, 5, now + 50}, []Reply{{1, 2, 5, now + 100}}, nil},
		{"extended", Heartbeat{2, 1, 5, now + 150}, []Reply{{1, 2, 5, now + 150}}, nil},
		{"an old epoch", Heartbeat{2, 1, 4, now + 500}, []Reply{{1, 2, 5, 0}}, nil},
		{"a new epoch does not shorten", Heartbeat{2, 1, 6, now + 10}, []Reply{{1, 2, 6, now + 150}}, nil},
		{"too late", Heartbeat{3, 1, 1, now}, nil, nil},
		{"too far ahead", Heartbeat{3, 1, 1, hlc.Max}, []Reply{{1, 3, 1, ahead}}, nil},
		{"for another", Heartbeat{2, 9, 6, now + 10}, nil, ErrAddress},
		{"no epoch", Heartbeat{2, 1, 0, now + 10}, nil, ErrMessage},
		{"an absurd epoch", Heartbeat{2, 1, EpochMax + 1, now + 10}, nil, ErrMessage},
		{"from nobody", Heartbeat{0, 1, 1, now + 10}, nil, ErrMessage},
	}
	s := newState(t, Persisted{})
	for _, tt := range tests {
		if err := s.Receive(labStart, tt.h); !errors.Is(err, tt.err) {
			t.Errorf("%s: got %v, want %v", tt.name, err, tt.err)
		}
		r := s.Ready()
		s.Advance(r)
		if !reflect.DeepEqual(r.Replies, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, r.Replies, tt.want)
		}
	}
}

// TestSupports shows that a promise is worth something when it is stored.
func TestSupports(t *testing.T) {
	s := newState(t, Persisted{})
	s.Advance(s.Ready())
	until := labStart.Timestamp() + 1000
	if err := s.Receive(labStart, Heartbeat{2, 1, 3, until}); err != nil {
		t.Fatal(err)
	}
	if e, u := s.Supports(2); e != 0 || u != 0 {
		t.Errorf("supports %v until %v before that is stored", e, u)
	}
	r := s.Ready()
	s.Fail(r)
	if e, _ := s.Supports(2); e != 0 {
		t.Error("supports what could not be stored")
	}
	r = s.Ready()
	if want := []Promise{{2, 3, until}}; r.Save == nil || !reflect.DeepEqual(r.Save.Given, want) || len(r.Replies) != 0 {
		t.Fatalf("after a failure: %+v, want %v and no replies", r, want)
	}
	s.Advance(r)
	if e, u := s.Supports(2); e != 3 || u != until {
		t.Errorf("supports %v until %v", e, u)
	}
	if got := s.WithdrawAt(); got != until+1 {
		t.Errorf("to be withdrawn at %v", got)
	}
	if got := s.Withdraw(hlc.Reading(until)); got != nil {
		t.Errorf("withdrawn from %v at its end", got)
	}
	if got := s.Withdraw(hlc.Reading(until + 1)); !reflect.DeepEqual(got, []uint32{2}) {
		t.Errorf("withdrawn from %v after its end", got)
	}
	if e, _ := s.Supports(2); e != 0 {
		t.Error("supports after it withdrew")
	}
}

func TestVotesFrom(t *testing.T) {
	p := Persisted{MaxEpoch: 4, Given: []Promise{{1, 2, 500}, {2, 9, 700}, {5, 1, 600}}}
	s := newState(t, p)
	if s.VotesFrom() != 700 {
		t.Errorf("votes from %v, want 700", s.VotesFrom())
	}
	var b Voter
	for _, tt := range []struct {
		now  hlc.Reading
		want bool
	}{{1, false}, {700, false}, {701, true}} {
		if got := b.MayVote(s.View(), tt.now, false); got != tt.want {
			t.Errorf("may vote at %d: %v, want %v", tt.now, got, tt.want)
		}
	}
	want := Persisted{MaxEpoch: 5, Given: []Promise{{1, 3, 500}, {2, 10, 700}, {5, 2, 600}}}
	if got := s.Ready().Save; !reflect.DeepEqual(*got, want) {
		t.Errorf("stored after a restart: %+v, want %+v", *got, want)
	}
}

func TestUntil(t *testing.T) {
	tests := []struct {
		name string
		c    Config
		t    map[uint32]hlc.Timestamp
		want hlc.Timestamp
	}{
		{"nobody", Config{}, nil, 0},
		{"one", Config{Voters: of(1)}, map[uint32]hlc.Timestamp{1: 5}, 5},
		{"two need both", Config{Voters: of(1, 2)}, map[uint32]hlc.Timestamp{1: 5}, 0},
		{"two of three", Config{Voters: of(1, 2, 3)}, map[uint32]hlc.Timestamp{1: 5, 2: 3}, 3},
		{"the later two of three", Config{Voters: of(1, 2, 3)}, map[uint32]hlc.Timestamp{1: 5, 2: 3, 3: 4}, 4},
		{"three of four", Config{Voters: of(1, 2, 3, 4)}, map[uint32]hlc.Timestamp{1: 9, 2: 8, 3: 7, 4: 6}, 7},
		{"three of five", Config{Voters: of(1, 2, 3, 4, 5)}, map[uint32]hlc.Timestamp{1: 9, 2: 8, 4: 6}, 6},
		{"learners don't count", Config{Voters: of(1, 2, 3)}, map[uint32]hlc.Timestamp{1: 9, 4: 8, 5: 8}, 0},
		{"joint: the earlier half", Config{Voters: of(1, 2, 3), Outgoing: of(1, 4, 5)}, map[uint32]hlc.Timestamp{1: 9, 2: 8, 4: 6}, 6},
		{"joint: half of it", Config{Voters: of(1, 2, 3), Outgoing: of(1, 4, 5)}, map[uint32]hlc.Timestamp{1: 9, 2: 8}, 0},
		{"nine", Config{Voters: of(1, 2, 3, 4, 5, 6, 7, 8, 9)}, map[uint32]hlc.Timestamp{1: 9, 2: 8, 3: 7, 4: 6, 5: 5, 6: 4}, 5},
	}
	for _, tt := range tests {
		if got := Until(tt.c, func(m Member) hlc.Timestamp { return tt.t[m.Store] }); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestDerive(t *testing.T) {
	const m = time.Millisecond
	tests := []struct {
		rtts           []time.Duration
		epsilon, pause time.Duration
		length, renew  time.Duration
	}{
		{nil, 0, 0, LengthMin, RenewMin},
		{[]time.Duration{m}, 0, 0, LengthMin, RenewMin},
		{[]time.Duration{m}, 500 * m, 0, LengthMin + 1000*m, RenewMin},
		{[]time.Duration{m}, 0, 225 * m, LengthMin, RenewMin},
		{[]time.Duration{m}, 500 * m, 400 * m, RenewMin + 800*m + 1000*m, RenewMin},
		{[]time.Duration{m}, 0, 476 * m, LengthPaused, RenewMin},
		{[]time.Duration{m}, 0, 1 << 62, LengthPaused, RenewMin},
		{[]time.Duration{m}, 0, -5, LengthMin, RenewMin},
		{[]time.Duration{m, 150 * m, 30 * m}, 500 * m, 0, 2*RenewMin + 4*150*m + 1000*m, RenewMin},
		{[]time.Duration{150 * m}, 0, time.Second, LengthPaused, RenewMin},
		{[]time.Duration{800 * m}, 0, time.Second, 2*800*m + 4*800*m, 800 * m},
		{[]time.Duration{5 * time.Second}, 0, 0, LengthMax, RenewMax},
		{[]time.Duration{1 << 62}, 1 << 62, 1 << 62, LengthMax, RenewMax},
		{[]time.Duration{-5}, -5, 0, LengthMin, RenewMin},
	}
	for _, tt := range tests {
		got := Derive(tt.rtts, tt.epsilon, tt.pause)
		if got.Length != tt.length || got.Renew != tt.renew {
			t.Errorf("%v, ε %v, paused %v: got %+v, want %v and %v", tt.rtts, tt.epsilon, tt.pause, got, tt.length, tt.renew)
		}
		if err := got.Validate(); err != nil {
			t.Errorf("%v, ε %v: %v", tt.rtts, tt.epsilon, err)
		}
		if got.Lead() <= 0 || got.Lead() > got.Length-lostRequests*got.Renew {
			t.Errorf("%v, ε %v: %v of %v can be led by", tt.rtts, tt.epsilon, got.Lead(), got.Length)
		}
	}
}

func TestNewRefuses(t *testing.T) {
	good := Options{Self: 1, Timing: modelTiming}
	for name, change := range map[string]func(*Options){
		"no store":            func(o *Options) { o.Self = 0 },
		"no timing":           func(o *Options) { o.Timing = Timing{} },
		"renewed too late":    func(o *Options) { o.Timing.Renew = o.Timing.Length },
		"a store twice":       func(o *Options) { o.Durable.Given = []Promise{{2, 1, 1}, {2, 1, 1}} },
		"an epoch of nothing": func(o *Options) { o.Durable.Given = []Promise{{2, 0, 1}} },
	} {
		o := good
		change(&o)
		if _, err := New(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// TestChanged follows a pair through an epoch.
func TestChanged(t *testing.T) {
	l := newLab(plantedModel{}, 2)
	x, v := l.stores[1], l.stores[2]
	old := v.s.View()
	step := func(what string, want ...uint32) {
		t.Helper()
		if got := v.s.View().Changed(old); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", what, got, want)
		}
		old = v.s.View()
	}
	step("nothing")
	x.support(2)
	step("a promise", 1)
	l.wait(modelTiming.Renew)
	x.support(2)
	step("renewed")
	l.wait(2 * modelTiming.Length)
	v.s.Withdraw(l.now)
	v.store()
	step("withdrawn", 1)
	v.s.SetPeers([]uint32{3})
	step("peers that go", 1, 4, 5)
}

package bound

import (
	"math"
	"slices"
	"testing"
	"time"
)

// word is of a node whose clock is off by so much from this one, as a round trip of 2 ms tells.
func word(node uint32, off time.Duration) Word {
	return Word{Node: node, Low: off - time.Millisecond, High: off + time.Millisecond, Error: 5 * time.Millisecond, Budget: 10 * time.Millisecond, At: time.Second}
}

func TestJudge(t *testing.T) {
	const ms, s = time.Millisecond, time.Second
	const none = -1
	self := Self{Error: 5 * ms, Budget: 10 * ms, Settled: true}
	with := func(w Word, edit func(*Word)) Word { edit(&w); return w }
	me := func(edit func(*Self)) Self { x := self; edit(&x); return x }
	alone := func(x *Self) { x.Error, x.Budget, x.Machine, x.Offset = 0, 0, 7, 100 }
	shared := func(node uint32, offset int64, settled bool) Word {
		return Word{Node: node, Machine: 7, Offset: offset, Settled: settled, At: s, Low: 3 * s, High: 4 * s}
	}
	tests := []struct {
		name    string
		self    Self
		words   []Word
		now     time.Duration
		against []uint32
		held    bool
		right   bool
		adopt   int64

		compared int // 0: not looked at
	}{
		{name: "nobody"},
		{name: "two agree", words: []Word{word(2, 8*ms), word(3, -8*ms)}, right: true},
		{name: "just within both errors", words: []Word{word(2, 11*ms), word(3, -11*ms)}, right: true},
		{name: "one of two others is wrong", words: []Word{word(2, 3*s), word(3, 0)}, against: []uint32{2}},
		{name: "this one is wrong", words: []Word{word(2, 3*s), word(3, 3*s)}, against: []uint32{2, 3}, held: true},
		{name: "of two, who knows", words: []Word{word(2, -3*s)}, against: []uint32{2}, held: true},
		{name: "two of five", words: []Word{word(2, 3*s), word(3, 3*s), word(4, 0), word(5, 0)}, against: []uint32{2, 3}},
		{name: "old words don't count", words: []Word{word(2, 3*s)}, now: 17 * s},
		{name: "words from before the clock moved", self: me(func(x *Self) { x.Since = 2 * s }), words: []Word{word(2, 3*s)}},
		{name: "time widens", words: []Word{word(2, 20*ms)}, now: 11 * s, right: true},
		{name: "a long round trip proves little", words: []Word{with(word(2, 3*s), func(w *Word) { w.Low = -3 * s })}, right: true},
		{name: "it says that it is wrong", words: []Word{with(word(2, 3*s), func(w *Word) { w.Error = 3 * s })}, right: true},
		{name: "its source stepped, and so did this one's", self: me(func(x *Self) { x.Step, x.Error = 3*s, 3*s+5*ms }),
			words: []Word{with(word(2, 0), func(w *Word) { w.Step, w.Error = 3*s, 3*s+5*ms })}, right: true},
		{name: "this one's source stepped alone", self: me(func(x *Self) { x.Step, x.Error = 3*s, 3*s+5*ms }), words: []Word{word(2, 0), word(3, 0)}},
		{name: "this one's source stepped to where the others are", self: me(func(x *Self) { x.Step, x.Error = 3*s, 3*s+5*ms }), words: []Word{word(2, 3*s), word(3, 3*s)}, right: true},
		{name: "0 beside 10 ms", self: me(alone), words: []Word{word(2, 0)}, against: []uint32{2}, held: true},
		{name: "one machine, one clock", self: me(alone), words: []Word{shared(2, 100, true), shared(3, 100, true)}},
		{name: "one machine, another clock, lower", self: me(alone), words: []Word{shared(2, 90, true), shared(3, 100, true)}, against: []uint32{2}},
		{name: "one machine, another clock, higher", self: me(alone), words: []Word{shared(2, 190, true)}, against: []uint32{2}, held: true, adopt: 190},
		{name: "who starts takes what others have", self: me(func(x *Self) { alone(x); x.Settled = false }), words: []Word{shared(2, 90, true)}, against: []uint32{2}, held: true, adopt: 90},
		{name: "of two who start the higher counts", self: me(func(x *Self) { alone(x); x.Settled = false }), words: []Word{shared(2, 90, false), shared(3, 110, false)}, against: []uint32{3}, held: true, adopt: 110},
		{name: "who only starts contradicts nobody", self: me(alone), words: []Word{shared(2, 90, false), shared(3, 190, false)}},
		{name: "the clock that was taken over, by a word from before", self: me(func(x *Self) { alone(x); x.Settled, x.Since = false, 2*s }), words: []Word{shared(2, 100, true), shared(3, 90, true)}, compared: 1},
		{name: "the same of one that may move on", self: me(func(x *Self) { alone(x); x.Settled, x.Since = false, 2*s }), words: []Word{shared(2, 100, false)}, compared: none},
		{name: "another machine", self: me(alone), words: []Word{with(shared(2, 100, true), func(w *Word) { w.Machine = 8 })}, against: []uint32{2}, held: true},
	}
	for _, tt := range tests {
		x := tt.self
		if x == (Self{}) {
			x = self
		}
		if tt.now == 0 {
			tt.now = 2 * s
		}
		v := Judge(x, tt.words, tt.now)
		if !slices.Equal(v.Against, tt.against) || v.Held != tt.held || v.Adopt != (tt.adopt != 0) || v.Offset != tt.adopt {
			t.Errorf("%s: %+v; want against %v, held %t, adopt %d", tt.name, v, tt.against, tt.held, tt.adopt)
		}
		if x.Budget != 0 && v.StepRight != tt.right {
			t.Errorf("%s: the source is right: %t, want %t", tt.name, v.StepRight, tt.right)
		}
		if tt.compared != 0 && v.Compared != max(0, tt.compared) {
			t.Errorf("%s: compared with %d, want %d", tt.name, v.Compared, max(0, tt.compared))
		}
		if (v.Reason == "") != (len(tt.against) == 0) {
			t.Errorf("%s: reason %q", tt.name, v.Reason)
		}
	}
}

func TestLimit(t *testing.T) {
	const ms = time.Millisecond
	b, err := New(Fixed(20*ms), 250*ms)
	if err != nil {
		t.Fatal(err)
	}
	if !b.Within() || b.Epsilon() != 271*ms || b.Why() != "" {
		t.Errorf("by itself: within %t, ε %v, %q", b.Within(), b.Epsilon(), b.Why())
	}
	b.SetOthers(10*ms, 400*ms)
	if b.Within() || b.Epsilon() != 421*ms || b.Why() == "" {
		t.Errorf("beside others: within %t, ε %v, %q", b.Within(), b.Epsilon(), b.Why())
	}
	b.SetOthers(math.MaxInt64, 0)
	b.Hold("others contradict it")
	if b.Within() || b.Why() != "others contradict it" {
		t.Errorf("held: within %t, %q", b.Within(), b.Why())
	}
	b.Hold("")
	if !b.Within() {
		t.Error("it is held for good")
	}
}

package agree

import (
	"errors"
	"reflect"
	"testing"
	"time"
)

// TestConfigs: one configuration follows another with a giver more or less, so that majorities of
// both meet.
func TestConfigs(t *testing.T) {
	for _, tt := range []struct {
		c  Config
		ok bool
	}{
		{Config{Gen: 1, Givers: []uint32{1}}, true},
		{Config{Gen: 2, Givers: []uint32{1, 2}, Prev: []uint32{1}, U: noteBase}, true},
		{Config{Gen: GenMax, Givers: []uint32{1, 2}, Prev: []uint32{1, 2, 7}}, true},
		{Config{}, false},
		{Config{Gen: GenMax + 1, Givers: []uint32{1, 2}, Prev: []uint32{1}}, false},
		{Config{Gen: 1}, false},
		{Config{Gen: 1, Givers: []uint32{0}}, false},
		{Config{Gen: 1, Givers: []uint32{2, 1}}, false},
		{Config{Gen: 1, Givers: []uint32{1, 2}, Prev: []uint32{1}}, false},
		{Config{Gen: 2, Givers: []uint32{1, 2}}, false},
		{Config{Gen: 2, Givers: []uint32{1, 2}, Prev: []uint32{1, 2}}, false},
		{Config{Gen: 2, Givers: []uint32{1, 3}, Prev: []uint32{1, 2}}, false},
		{Config{Gen: 2, Givers: []uint32{1, 2, 3}, Prev: []uint32{1}}, false},
		{Config{Gen: 2, Givers: []uint32{1, 2}, Prev: []uint32{3}}, false},
		{Config{Gen: 2, Givers: []uint32{1, 2}, Prev: []uint32{1}, U: -1}, false},
	} {
		got, err := DecodeConfig(tt.c.Append(nil))
		if tt.ok != (err == nil) || tt.ok != (tt.c.validate() == nil) || err != nil && !errors.Is(err, ErrConfig) {
			t.Errorf("%+v: %v", tt.c, err)
		}
		if tt.ok && !reflect.DeepEqual(got, tt.c) {
			t.Errorf("got %+v, want %+v", got, tt.c)
		}
	}
}

// TestSettled: the next configuration waits until a majority of the givers of this one, and of
// those before, are at it, and for longer than any permit: who was served or acknowledged by what
// was before then does not any more. A message within another configuration grants nothing.
func TestSettled(t *testing.T) {
	o := Options{Self: 1, Epoch: 1, Givers: []uint32{1}, Clock: noteBase, Elapsed: time.Second}
	o.Durable.Config = Config{Gen: 3, Givers: []uint32{1, 2, 3}, Prev: []uint32{1, 2, 3, 4}}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	now := Now{Elapsed: time.Second}
	step := func(d time.Duration) {
		now.Elapsed += d
		s.Tick(now)
		if d, ok := s.Save(now); ok {
			s.Saved(now, d, true)
		}
		s.Tick(now)
	}
	hear := func(from uint32, gen uint64) {
		n := Note{Epoch: 1, Reading: 1, Promise: NoPromise, Stamp: now.Elapsed, Gen: gen, Statement: &Statement{U: noteBase, Version: 1, Full: true}}
		if err := s.Hear(now, from, &n); err != nil {
			t.Fatal(err)
		}
		step(time.Millisecond)
	}
	next := func() bool {
		_, ok := s.Next(now, []uint32{1, 2})
		return ok
	}
	step(time.Second)
	hear(2, 2) // it is behind
	step(2 * SettleDefault)
	if next() || s.lists[1].u != 0 {
		t.Error("node 2 is within the configuration before, and counts")
	}
	hear(2, 3)
	step(2 * SettleDefault)
	if next() {
		t.Error("two of the four givers before are a majority")
	}
	hear(4, 3)
	step(SettleDefault - time.Second)
	if next() {
		t.Error("permits of before may still last")
	}
	step(time.Second)
	c, ok := s.Next(now, []uint32{1, 2})
	if want := (Config{Gen: 4, Givers: []uint32{1, 2}, Prev: []uint32{1, 2, 3}, U: c.U}); !ok || !reflect.DeepEqual(c, want) || c.U < noteBase {
		t.Errorf("got %+v (%v), want %+v", c, ok, want)
	}
	if err := s.Learn(c); err != nil || s.Config().Gen != 3 {
		t.Errorf("gone by before it is stored: %+v, %v", s.Config(), err)
	}
	step(time.Millisecond)
	if got := s.Config(); !reflect.DeepEqual(got, c) {
		t.Errorf("stored, and it goes by %+v", got)
	}
	if next() {
		t.Error("the next one is not settled either")
	}
}

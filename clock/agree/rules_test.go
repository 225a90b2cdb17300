package agree

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// calm is a world without faults: three nodes in one data centre, or in three regions.
func calm() simWorld {
	return simWorld{nodes: 3, givers: 3, offset: 2 * sec, beat: 10 * ms, length: 20 * sec, warm: 12 * sec, quorum: 200 * us,
		timing: Timing{Length: time.Second, Lead: 400 * time.Millisecond}, region: []int{0, 0, 0, 0, 0, 0}, oneway: [][]int64{{100 * us}}}
}

func (m *machine) serves() bool {
	return m.st != nil && servesNow(m.st, m.clocks())
}

func servesNow(s *State, now Now) bool {
	r, ok := s.ReadAt(now)
	return ok && s.Serves(now, r)
}

// TestOneNode: alone, a node serves at once, and waits for nothing.
func TestOneNode(t *testing.T) {
	s, err := New(Options{Self: 1, Epoch: 1, Givers: []uint32{1}, Clock: noteBase, Elapsed: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	now := Now{Elapsed: time.Second}
	s.Tick(now)
	stored := 0
	for d, ok := s.Save(now); ok; d, ok = s.Save(now) {
		if servesNow(s, now) {
			t.Fatalf("serves after %d times of storing, with %+v to be stored (C2)", stored, d)
		}
		s.Saved(now, d, true)
		stored++
	}
	r, ok := s.ReadAt(now)
	if stored != 2 || !ok || !s.Serves(now, r) { // its permit, and how far it reads
		t.Fatalf("does not serve at %d, stored %d times: %s", r, stored, s.Why())
	}
	c := r + 1
	now.Elapsed += 10 // the clock's next tick
	if w := s.When(now, c); !w.Passed {
		t.Errorf("%d waits: %v", c, w)
	}
	s.Stop(now)
	if servesNow(s, now) {
		t.Error("serves after it has stopped")
	}
}

// TestReadingsNeverLead (C1): however many readings are taken within a tick, and wherever a
// node's readings rise to, its clock is there: what it reads next is above what others
// extrapolate.
func TestReadingsNeverLead(t *testing.T) {
	s, err := New(Options{Self: 1, Epoch: 1, Givers: []uint32{1}, Clock: noteBase, Elapsed: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	now := Now{Elapsed: time.Second}
	store := func() {
		for d, ok := s.Save(now); ok; d, ok = s.Save(now) {
			s.Saved(now, d, true)
		}
	}
	s.Tick(now)
	store()
	s.Tick(now)
	var last hlc.Timestamp
	for range 1000 {
		r, ok := s.ReadAt(now)
		if !ok || r <= last || !s.Serves(now, r) {
			t.Fatalf("after %d a reading of %d, %v", last, r, ok)
		}
		last = r
	}
	if c := s.Clock(now); c < last {
		t.Errorf("the clock is at %d, and %d was given out", c, last)
	}
	s.aside(now, "a test's")
	s.clock.rise = last.Add(time.Minute)
	store()
	if c := s.Clock(now); s.clock.last.Timestamp() != last.Add(time.Minute) || c < s.clock.last.Timestamp() {
		t.Errorf("readings have risen to %d, and the clock is at %d", s.clock.last, c)
	}
}

// TestNotBelowWhatWasHeard (C4): what is read next is not below a reading that was heard of a holder,
// though the clock follows at its own rate; one that is far ahead of all others is not believed.
func TestNotBelowWhatWasHeard(t *testing.T) {
	for _, tt := range []struct {
		name     string
		ahead    time.Duration
		planted  Planted
		believed bool
	}{
		{"ahead", 15 * time.Millisecond, Planted{}, true},
		{"far ahead", 40 * time.Millisecond, Planted{}, false},
		{"nobody looks", 15 * time.Millisecond, Planted{Deaf: true}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			all, now := meet(t, 3)
			one, two := all[0], all[1]
			one.rules = rules{tt.planted}
			two.setClock(now, two.Clock(now).Add(tt.ahead))
			word := two.Word(now)
			now.Elapsed += 100 * time.Microsecond
			if err := one.Hear(now, 2, &word); err != nil {
				t.Fatal(err)
			}
			r, _ := one.ReadAt(now)
			for what, got := range map[string]hlc.Timestamp{"ReadAt": r, "Source": one.Source(now)} {
				if believed := got >= word.Reading.Timestamp(); believed != tt.believed {
					t.Errorf("%s is %v from what was heard", what, got.Sub(word.Reading.Timestamp()))
				}
			}
			if one.Clock(now) >= word.Reading.Timestamp() {
				t.Error("the clock has jumped")
			}
		})
	}
}

// TestWordsAreNotNotes: a node of which only words are heard is to be asked for a note, for words
// neither ask for permits nor give them; its clock is known by them all the same.
func TestWordsAreNotNotes(t *testing.T) {
	all, now := meet(t, 3)
	one, two := all[0], all[1]
	now.Elapsed += 300 * time.Millisecond
	word := two.Word(now)
	if err := one.Hear(now, 2, &word); err != nil {
		t.Fatal(err)
	}
	if one.Heard(now, 2, 200*time.Millisecond) {
		t.Error("a word passes for a note")
	}
	if p := one.peer(2); p.newest < word.Reading || !p.holds {
		t.Errorf("%+v, though %d was heard", p, word.Reading)
	}
	now.Elapsed += 10 * time.Millisecond
	two.Stop(now)
	over := two.Note(now, 1)
	if err := one.Hear(now, 2, &over); err != nil {
		t.Fatal(err)
	}
	if err := one.Hear(now, 2, &word); err != nil || one.peer(2).holds {
		t.Errorf("a word that is late has brought a permit back: %v", err)
	}
}

// TestStoodStill (C3): a process that stood still for longer than its permit serves nothing
// when it goes on, before it has heard anything. Planted: it goes by a timer, and reads below
// what was acknowledged meanwhile.
func TestStoodStill(t *testing.T) {
	for _, planted := range []bool{false, true} {
		w := calm()
		w.offset, w.timing.SaveAhead, w.length = ms, 10*time.Second, 12*sec
		s := newSim(1, &w, Planted{PermitByTimer: planted})
		m := s.all[2]
		s.after(10*sec, func() { m.paused = s.now + 1500*ms })
		looked := false
		s.after(10*sec+1500*ms, func() {
			looked = true
			r, ok := m.st.ReadAt(m.clocks())
			if served := ok && m.st.Serves(m.clocks(), r); served != planted || !ok || r > s.acked {
				t.Errorf("planted %v: serves %v at %d, and %d is acknowledged", planted, served, r, s.acked)
			}
		})
		if s.play(); !looked || !planted && len(s.bad) > 0 {
			t.Errorf("looked %v, %v", looked, s.bad)
		}
	}
}

// TestStoppedMachine (C4): a machine that stopped together with its clocks serves no more
// than a heartbeat after the first message that it gets and sends, however short that was;
// the others go on, and it comes back by itself.
func TestStoppedMachine(t *testing.T) {
	for _, stop := range []int64{30 * ms, 300 * ms, 900 * ms, 5 * sec} {
		w := calm()
		w.length = 30 * sec
		s := newSim(1, &w, Planted{})
		bad := s.all[2]
		s.after(10*sec, func() { bad.halt(stop) })
		back, out := int64(0), false
		s.after(10*sec+stop+2*s.beat+4*100*us, func() { out = !bad.serves() })
		for at := 11 * sec; at < w.length; at += 100 * ms {
			s.after(at, func() {
				if !s.all[0].serves() || !s.all[1].serves() {
					t.Errorf("after a stop of %v at %v: a node that did not stop serves nothing: %s, %s", time.Duration(stop), time.Duration(s.now-simStart), s.all[0].st.Why(), s.all[1].st.Why())
				}
				if back == 0 && s.now > simStart+10*sec+stop+time.Second.Nanoseconds() && bad.serves() {
					back = s.now - simStart - 10*sec - stop
				}
			})
		}
		if s.play(); len(s.bad) > 0 || !out || back == 0 {
			t.Errorf("after a stop of %v: out %v, back after %v, %v", time.Duration(stop), out, time.Duration(back), s.bad)
		}
		t.Logf("after a stop of %v it serves again in %v", time.Duration(stop), time.Duration(back))
		if back > 3*sec {
			t.Errorf("after a stop of %v it serves again in %v", time.Duration(stop), time.Duration(back))
		}
	}
}

// TestStoppedTwice (C4): a machine that stops a second time within a minute is out for longer, and so
// is one whose rate goes on being wrong.
func TestStoppedTwice(t *testing.T) {
	for _, tt := range []struct {
		name   string
		second func(m *machine)
		out    int64
	}{
		{"again", func(m *machine) { m.halt(100 * ms) }, 10 * sec},
		{"once, and its rate is wrong from then on", func(m *machine) { m.rawBase, m.rawAt, m.rate = m.raw(), m.s.now, 5_000_000 }, 10 * sec},
	} {
		w := calm()
		w.length = 40 * sec
		s := newSim(1, &w, Planted{})
		bad := s.all[2]
		bad.fixed = true
		s.after(10*sec, func() { bad.halt(100 * ms) })
		s.after(20*sec, func() {
			bad.excused = simStart + 1000*sec
			tt.second(bad)
		})
		out := int64(0)
		for at := 20*sec + 200*ms; at < w.length; at += 100 * ms {
			s.after(at, func() {
				if !bad.serves() {
					out += 100 * ms
				}
			})
		}
		if s.play(); len(s.bad) > 0 || out < tt.out {
			t.Errorf("%s: out for %v, %v", tt.name, time.Duration(out), s.bad)
		}
		t.Logf("%s: out for %v", tt.name, time.Duration(out))
	}
}

// TestDrift (C4): a clock whose rate is wrong by more than ρ is out, either way; the others
// go on.
func TestDrift(t *testing.T) {
	for _, tt := range []struct {
		ppm    int64
		within int64 // 0: it is within ρ
	}{
		{-1_000, 5 * sec}, {1_000, 5 * sec}, {100_000, sec / 5}, {-500_000, sec / 10}, {1_000_000, sec / 10}, {190, 0}, {-190, 0},
	} {
		w := calm()
		w.offset, w.length = ms, 15*sec
		s := newSim(2, &w, Planted{})
		for _, m := range s.all {
			m.fixed = true
		}
		bad := s.all[0]
		began, out := simStart+5*sec, int64(0)
		s.after(5*sec, func() {
			bad.rawBase, bad.rawAt, bad.rate = bad.raw(), s.now, tt.ppm*1000
			bad.excused = simStart + 1000*sec // until it is found, nobody can know
		})
		for at := 4 * sec; at < w.length; at += 10 * ms {
			s.after(at, func() {
				if out == 0 && s.now > began && !bad.serves() {
					out = s.now - began
				}
				if !s.all[1].serves() || !s.all[2].serves() {
					t.Errorf("%d ppm, at %v: a node whose clock is right serves nothing: %s, %s", tt.ppm, time.Duration(s.now-simStart), s.all[1].st.Why(), s.all[2].st.Why())
				}
			})
		}
		s.play()
		if tt.within == 0 && out != 0 || tt.within != 0 && (out == 0 || out > tt.within) {
			t.Errorf("%d ppm: out after %v, want within %v", tt.ppm, time.Duration(out), time.Duration(tt.within))
		}
		t.Logf("%d ppm: out after %v", tt.ppm, time.Duration(out))
	}
}

// TestFollowsTheFastest: of three nodes in each of three regions the others keep up with one whose
// clock is the fastest, also where half of them are only heard from afar. What all have passed is
// behind it by the farthest round trip, and never more by what its clock has gained.
func TestFollowsTheFastest(t *testing.T) {
	w := calm()
	w.nodes, w.region, w.beat, w.length = 9, []int{0, 0, 0, 1, 1, 1, 2, 2, 2}, 100*ms, 100*sec
	w.oneway = [][]int64{{100 * us, 16500 * us, 37500 * us}, {16500 * us, 100 * us, 51500 * us}, {37500 * us, 51500 * us, 100 * us}}
	s := newSim(1, &w, Planted{})
	for _, m := range s.all {
		m.fixed, m.rate = true, -190_000
	}
	fast := s.all[0]
	fast.rate = 190_000
	for at := 60 * sec; at < w.length; at += 100 * ms {
		s.after(at, func() {
			now := fast.clocks()
			if lag := fast.st.Clock(now).Sub(fast.st.Horizon(now)); lag > 76*time.Millisecond || !fast.serves() {
				t.Errorf("after %v: what all have passed is %v behind the fastest clock, which serves: %v", time.Duration(at), lag, fast.serves())
			}
		})
	}
	s.play()
	if len(s.bad) > 0 {
		t.Error(s.bad)
	}
}

// TestRestoredFromACopy (C4): a node that comes back with less than it had given out is
// contradicted by its first answer.
func TestRestoredFromACopy(t *testing.T) {
	w := calm()
	w.length = 12 * sec
	s := newSim(3, &w, Planted{})
	m := s.all[2]
	s.after(8*sec, func() { m.stop(false) })
	s.after(9*sec, func() {
		m.durable.Readings, m.off = hlc.Timestamp(simStart), -20*sec
		m.start()
	})
	if s.play(); s.contra == 0 || len(s.bad) > 0 {
		t.Errorf("%d contradictions, %v", s.contra, s.bad)
	}
}

// TestWhen: what is waited for is named, with its proof and how long.
func TestWhen(t *testing.T) {
	w := calm()
	w.length = 10 * sec
	s := newSim(4, &w, Planted{})
	s.after(9*sec, func() { s.all[2].stop(false) })
	s.after(9*sec+20*ms, func() {
		g := s.all[0]
		now := g.clocks()
		h := g.st.Horizon(now)
		if w := g.st.When(now, h); !w.Passed {
			t.Errorf("the horizon: %v", w)
		}
		next := g.st.When(now, h+hlc.Timestamp(ms))
		if next.Passed || next.Node == 0 || next.In <= 0 || next.In > 3*time.Millisecond {
			t.Errorf("a millisecond above the horizon: %v", next)
		}
		p := g.st.peers[1] // of node 3, which is gone: its P ends what can be known of it
		if w := g.st.When(now, p.cap+1); w.Node != 3 && w.Node != 0 || w.In >= 0 {
			t.Errorf("above P of a node that is gone: %v", w)
		}
		if w := g.st.When(now, h.Add(time.Hour)); w.Node != 0 || w.In >= 0 || w.String() != "most givers are to be heard" {
			t.Errorf("an hour above: %v", w)
		}
	})
	s.play()
}

// TestGrantsOutOfTurn (C1): of two grants of one number the begin of the later counts, in
// whichever order they come.
func TestGrantsOutOfTurn(t *testing.T) {
	for _, planted := range []bool{false, true} {
		s, err := New(Options{Self: 1, Epoch: 1, Givers: []uint32{2}, Clock: noteBase, Elapsed: time.Second, Durable: Durable{Readings: noteBase + hlc.Timestamp(sec)}, Planted: Planted{BeginsFall: planted}})
		if err != nil {
			t.Fatal(err)
		}
		now := Now{Elapsed: 4 * time.Second}
		grant := func(begin hlc.Timestamp, asked time.Duration) *Grant {
			return &Grant{Number: s.holder.number, Begin: begin, Cap: noteBase.Add(time.Hour), Asked: asked}
		}
		s.granted(now, 0, grant(noteBase.Add(time.Minute), 3*time.Second))
		s.granted(now, 0, grant(noteBase, 2*time.Second))
		if s.holder.held != planted {
			t.Errorf("planted %v: held %v before the begin", planted, s.holder.held)
		}
	}
}

// TestGiverRestarts (C2): what a giver says after a restart contradicts nothing that it said
// before, whatever part of it was stored.
func TestGiverRestarts(t *testing.T) {
	o := Options{Self: 1, Epoch: 1, Givers: []uint32{1, 2, 3}, Clock: noteBase, Elapsed: time.Second}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	now := Now{Elapsed: time.Second}
	ask := Note{Epoch: 4, Reading: hlc.Reading(noteBase), Promise: NoPromise, Stamp: time.Second, Ask: &Ask{Number: firstNumber(4), Cap: noteBase + 1e9, Promise: NoPromise, Length: time.Second}}
	s.Tick(now)
	d, _ := s.Save(now)
	s.Saved(now, d, true)
	if err := s.Hear(now, 2, &ask); err != nil {
		t.Fatal(err)
	}
	if n := s.Note(now, 2); n.Grant != nil || len(n.Statement.List) != 2 {
		t.Errorf("before it is stored: %+v, %+v", n.Grant, n.Statement)
	}
	d, ok := s.Save(now)
	if !ok {
		t.Fatal("a permit is not to be stored")
	}
	s.Saved(now, d, true)
	said := s.Note(now, 2)
	if said.Grant == nil || said.Statement.U > d.U || said.Grant.Cap > d.Given[1].Cap {
		t.Fatalf("said %+v, %+v, stored %+v", said.Grant, said.Statement, d)
	}
	// Its length is over: it is stated until the end is stored.
	now.Elapsed += 3 * time.Second
	if n := s.Note(now, 3); len(n.Statement.List) != 2 {
		t.Errorf("left out before that is stored: %+v", n.Statement)
	}
	gone, ok := s.Save(now)
	if s.Saved(now, gone, true); !ok {
		t.Fatal("the end of a permit is not to be stored")
	}
	if n := s.Note(now, 3); len(n.Statement.List) != 0 {
		t.Errorf("stated after its end was stored: %+v", n.Statement.List)
	}
	for _, stored := range []Durable{d, gone} {
		o.Epoch, o.Durable = 2, stored
		again, err := New(o)
		if err != nil {
			t.Fatal(err)
		}
		ask.Ask.Number++
		_ = again.Hear(now, 2, &ask)
		st := again.Note(now, 3).Statement
		for _, e := range st.List {
			if e.Node == 2 && e.Number == ask.Ask.Number && (e.Begin < said.Statement.U || e.Begin < said.Grant.Cap) {
				t.Errorf("let in at %d, below U %d or P %d as they were said", e.Begin, said.Statement.U, said.Grant.Cap)
			}
		}
		if st.U < said.Statement.U || st.Version <= said.Statement.Version || len(st.List) == 0 {
			t.Errorf("said %+v, and after a restart %+v", said.Statement, st)
		}
	}
}

// TestOldExtrapolation (C1, C2): what is extrapolated of a permit says nothing of a later one of
// the same node that a giver lists: where givers have changed twice, none of those that gave the
// later one may know up to where the earlier one reached. A reading under the later one does.
func TestOldExtrapolation(t *testing.T) {
	for _, planted := range []bool{false, true} {
		s, err := New(Options{Self: 1, Epoch: 1, Givers: []uint32{2, 3, 4}, Clock: noteBase, Elapsed: time.Second, Planted: Planted{OldExtrapolation: planted}})
		if err != nil {
			t.Fatal(err)
		}
		now := Now{Elapsed: time.Second}
		hear := func(from uint32, n Note) {
			n.Epoch, n.Promise = max(n.Epoch, 1), NoPromise
			if err := s.Hear(now, from, &n); err != nil {
				t.Fatal(err)
			}
		}
		at := func(d time.Duration) hlc.Timestamp { return noteBase.Add(d) }
		hear(5, Note{Reading: hlc.Reading(at(0)), Number: firstNumber(1), Cap: at(2 * time.Second)})
		now.Elapsed += 1500 * time.Millisecond
		lists := func(n Number) {
			for _, g := range []uint32{2, 3, 4} {
				hear(g, Note{Reading: hlc.Reading(at(0)), Statement: &Statement{U: at(time.Minute), Version: n, Full: true, List: []Listed{{Node: 5, Number: n, Begin: at(time.Second), Promise: NoPromise}}}})
			}
		}
		lists(firstNumber(1))
		// The highest is looked at only where it does not stay for good.
		passed := s.horizonOf(now, 5, s.mouthOf(now, 5), 0)
		if passed < at(1400*time.Millisecond) {
			t.Errorf("node 5 has passed %v of its permit", passed.Sub(noteBase))
		}
		lists(firstNumber(2))
		m := at(1200 * time.Millisecond)
		if ok, w := s.Passed(now, m), s.When(now, m); ok != planted || !planted && (w.Node != 5 || w.In >= 0) {
			t.Errorf("planted %v: an acknowledgement while node 5 may read at its later begin: %v, %v", planted, ok, w)
		}
		hear(5, Note{Epoch: 2, Reading: hlc.Reading(at(1300 * time.Millisecond)), Number: firstNumber(2), Cap: at(3 * time.Second)})
		if !s.Passed(now, m) {
			t.Errorf("node 5 has read above it: %v", s.When(now, m))
		}
	}
}

// TestFromTheFuture: what one node says of an hour ahead moves nobody: an ask is granted for as far
// as the giver's clock allows, one giver's grant and statement are no majority's (C1, C2), and a
// reading of its is not believed (C4).
func TestFromTheFuture(t *testing.T) {
	all, now := meet(t, 3)
	s, liar := all[0], all[1]
	hour := s.Clock(now).Add(time.Hour)
	note := liar.Note(now, 1)
	note.Reading, note.Cap = hlc.Reading(hour), hour.Add(time.Second)
	note.Ask.Cap = hour
	note.Statement.U, note.Statement.Full, note.Statement.List = hour, true, nil
	note.Grant = &Grant{Number: s.holder.number, Begin: s.Clock(now), Cap: hour, Asked: now.Elapsed}
	if err := s.Hear(now, 2, &note); err != nil {
		t.Fatal(err)
	}
	for d, ok := s.Save(now); ok; d, ok = s.Save(now) {
		s.Saved(now, d, true)
	}
	if w := s.giver.grant(s.giver.record(2)); w == nil || w.Cap > s.Clock(now).Add(CapAheadMax) {
		t.Errorf("it is granted %+v, at %d", w, s.Clock(now))
	}
	if s.holder.cap >= hour || s.Horizon(now) >= s.Clock(now).Add(LeadDefault) {
		t.Errorf("serves up to %d, all have passed %d, and the clock says %d", s.holder.cap, s.Horizon(now), s.Clock(now))
	}
	now.Elapsed += 100 * time.Millisecond
	s.Tick(now)
	if r, ok := s.ReadAt(now); !ok || r > hour.Add(-time.Hour/2) || !s.Serves(now, r) {
		t.Errorf("reads %d, %v: %s", r, ok, s.Why())
	}
}

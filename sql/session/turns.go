package session

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Serializable blocks that keep losing to each other take processor time from each other, too, and are
// run again by their clients: where the node's processors are what all of them wait for, more of them at
// once than there are processors end no more transactions, and lose more. Then they take turns: one
// begins when one that holds a turn has ended. That changes no answer and no right to commit, only when
// a block begins to read; a block that waits for its turn has read and locked nothing.
//
// Whether turns help is tried, since nothing else tells what blocks wait for: their clients, other
// nodes, disks or processors. What is compared is how many of them commit in a second, and where these are
// about as many, how many are lost for each that commits: clients that don't try again are told of those.
// Where many are lost with as many turns as there are processors, half as many are tried, down to one.
//
//	state     what happens                                                next
//	watching  of turnsWindow blocks whose kind loses one in turnsShare,   trying
//	          as many were lost
//	trying    turnsWindow/2 more have committed, or it took too long:
//	          more in a second than before, by one in turnsGain, or       taking, for turnsFor, or twice
//	          no fewer, but for one in turnsGain, and half as many lost   as long as before, up to
//	                                                                      turnsForMost
//	            the same, and more than one in turnsLeft lost             trying half as many turns
//	          neither                                                     taking as many as have helped;
//	                                                                      none: barred, for turnsBarFor,
//	                                                                      likewise
//	taking    the time is over                                            watching
//	barred    the time is over                                            watching
//
// A block's kind is the plan of its first statement. Who holds a turn for turnsLapse times as long as
// such blocks took of late, since its client is slow, say, loses it to who waits.
const (
	turnsWindow  = 256
	turnsShare   = 8
	turnsGain    = 8
	turnsLeft    = 32
	turnsSlow    = 10 * time.Second // a window that takes longer is begun anew: nobody is short of processors
	turnsFor     = 10 * time.Second
	turnsBarFor  = 2 * time.Second
	turnsForMost = 5 * time.Minute

	turnsLapse                   = 8
	turnsLapseMin, turnsLapseMax = 10 * time.Millisecond, time.Second

	// kindMin is of how many blocks more is known of a kind than nothing, and after kindWindow of them the counts are halved.
	kindMin, kindWindow = 16, 1024
)

// kind is what is known of the blocks that begin with a plan. Counts may be a little wrong where many
// change them at once.
type kind struct{ runs, losses atomic.Int32 }

func (k *kind) ran() {
	if k.runs.Add(1) > kindWindow {
		k.runs.Store(kindWindow / 2)
		k.losses.Store(k.losses.Load() / 2)
	}
}

// loses reports whether such blocks keep losing.
func (k *kind) loses() bool {
	n := k.runs.Load()
	return n >= kindMin && k.losses.Load()*turnsShare >= n
}

type turnsState uint8

const (
	turnsWatching turnsState = iota
	turnsTrying
	turnsTaking
	turnsBarred
)

// turns is who may begin. It is safe for concurrent use.
type turns struct {
	taken atomic.Bool // trying or taking

	mu struct {
		sync.Mutex // a leaf
		state      turnsState
		until      time.Time     // when taking or barred end
		lasts      time.Duration // for how long the last of them was
		helped     bool          // which of them it was
		begun      time.Time     // the window
		done, lost int           // in it
		before     pace          // while watching, or with more turns
		wide       int           // how many turns are known to help; 0: none

		most  int     // turns at once: as many as there are processors
		held  []*turn // in the order in which they were given
		queue []*turn
		took  time.Duration // how long blocks hold a turn, about
	}
}

// pace is how blocks get on.
type pace struct{ commits, lost float64 } // a second, and for each that commits

// turn is a block's.
type turn struct {
	given chan struct{} // closed when it is held; nil: it is from the start on
	since time.Time
	txn   kvpb.TxnID // that it is for, once that is known
	// stale: others have committed since the block's reads were last looked at.
	stale atomic.Bool
}

// ended notes that a block of a kind that loses has committed, or was lost.
func (t *turns) ended(now time.Time, committed bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &t.mu
	switch {
	case m.state >= turnsTaking && now.Before(m.until):
		return
	case m.state >= turnsTaking:
		t.enter(turnsWatching, now)
	case now.Sub(m.begun) > turnsSlow && m.state == turnsWatching:
		t.enter(turnsWatching, now)
	}
	if committed {
		m.done++
	} else {
		m.lost++
	}
	took := now.Sub(m.begun).Seconds()
	switch {
	case m.state == turnsWatching && m.done+m.lost >= turnsWindow:
		if m.lost*turnsShare < turnsWindow {
			t.enter(turnsWatching, now)
			return
		}
		m.before, m.wide = t.pace(took), 0
		m.most = runtime.GOMAXPROCS(0)
		t.enter(turnsTrying, now)
	case m.state == turnsTrying && (m.done >= turnsWindow/2 || took*m.before.commits > turnsWindow):
		t.judge(now, t.pace(took))
	}
}

// pace is that of the window. With mu held.
func (t *turns) pace(took float64) pace {
	return pace{float64(t.mu.done) / took, float64(t.mu.lost) / float64(max(t.mu.done, 1))}
}

// judge ends a trial.
func (t *turns) judge(now time.Time, p pace) {
	m := &t.mu
	helps := p.commits > m.before.commits*(1+1./turnsGain) || p.commits >= m.before.commits*(1-1./turnsGain) && 2*p.lost <= m.before.lost
	if helps && m.most > 1 && p.lost*turnsLeft > 1 {
		m.before, m.wide = p, m.most
		m.most /= 2
		t.enter(turnsTrying, now)
		return
	}
	if !helps && m.wide > 0 {
		m.most, helps = m.wide, true
	}
	if m.lasts = min(2*m.lasts, turnsForMost); m.helped != helps || m.lasts == 0 {
		m.lasts, m.helped = turnsBarFor, helps
		if helps {
			m.lasts = turnsFor
		}
	}
	m.until = now.Add(m.lasts)
	if helps {
		t.enter(turnsTaking, now)
	} else {
		t.enter(turnsBarred, now)
	}
}

// enter begins a state, and a window.
func (t *turns) enter(s turnsState, now time.Time) {
	m := &t.mu
	m.state, m.begun, m.done, m.lost = s, now, 0, 0
	t.taken.Store(s == turnsTrying || s == turnsTaking)
	if !t.taken.Load() {
		t.give(now) // to all who wait
	}
}

// ask gets in line: before all others, if first.
func (t *turns) ask(now time.Time, first bool) *turn {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &t.mu
	w := &turn{}
	if len(m.queue) == 0 && len(m.held) < m.most {
		w.since = now
		m.held = append(m.held, w)
		return w
	}
	w.given = make(chan struct{})
	if first {
		m.queue = slices.Insert(m.queue, 0, w)
	} else {
		m.queue = append(m.queue, w)
	}
	return w
}

// give gives what turns there are.
func (t *turns) give(now time.Time) {
	m := &t.mu
	for len(m.queue) > 0 && (len(m.held) < m.most || !t.taken.Load()) {
		w := m.queue[0]
		m.queue = slices.Delete(m.queue, 0, 1)
		w.since = now
		m.held = append(m.held, w)
		close(w.given)
	}
}

// take takes the i-th turn that is held, and notes for how long it was. With mu held.
func (t *turns) take(i int, now time.Time) {
	m := &t.mu
	m.took += (now.Sub(m.held[i].since) - m.took) / 16
	m.held = slices.Delete(m.held, i, i+1)
}

// back takes a turn back, or its place in the line.
func (t *turns) back(w *turn, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &t.mu
	if i := slices.Index(m.queue, w); i >= 0 {
		m.queue = slices.Delete(m.queue, i, i+1)
	}
	if i := slices.Index(m.held, w); i >= 0 {
		t.take(i, now)
	}
	t.give(now)
}

// lapse takes turns back that were held for too long, and returns how long that is.
func (t *turns) lapse(now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &t.mu
	limit := min(max(turnsLapse*m.took, turnsLapseMin), turnsLapseMax)
	for i := len(m.held) - 1; i >= 0; i-- {
		if now.Sub(m.held[i].since) >= limit {
			t.take(i, now)
		}
	}
	t.give(now)
	return limit
}

// Visible is told that what a transaction of this node has committed is visible to others: who goes on now
// sees it, and does not lose to it.
func (m *Manager) Visible(id kvpb.TxnID) {
	if m.turns.taken.Load() {
		m.turns.visible(id, time.Now())
	}
}

// visible takes the turn of a transaction back that has nothing more to lose.
func (t *turns) visible(id kvpb.TxnID, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &t.mu
	if i := slices.IndexFunc(m.held, func(w *turn) bool { return w.txn == id }); i >= 0 {
		t.take(i, now)
		for _, w := range m.held {
			w.stale.Store(true)
		}
		t.give(now)
	}
}

// is names the transaction that a turn is for.
func (t *turns) is(w *turn, id kvpb.TxnID) {
	t.mu.Lock()
	w.txn = id
	t.mu.Unlock()
}

// takeTurn waits for the turn of the block that p begins, if such blocks take turns. It is called before the
// block has a transaction.
func (s *Session) takeTurn(ctx context.Context, p *prepared) error {
	b, t := &s.block, &s.m.turns
	if !t.taken.Load() || b.state != blockOpen || b.txn != nil || s.turn != nil || s.learnOff {
		return nil
	}
	c := p.cached
	if c == nil && p.key.text != "" {
		c = s.m.plans.get(p.key)
	}
	if c == nil || !c.kind.loses() || b.isolation(s) != kvpb.Isolation_SERIALIZABLE || b.readOnly(s) || b.asOf != 0 || b.since != 0 {
		return nil
	}
	s.turn = t.ask(time.Now(), s.lostLast)
	if s.turn.given == nil {
		return nil
	}
	s.m.stats.TurnWaits.Add(1)
	return s.awaitTurn(ctx)
}

// turnGoesOn begins a statement of a block that has a turn. Where another that took turns has committed, what the
// block has read is validated at once: one that is lost does not go on until its COMMIT, and lets the next begin.
func (s *Session) turnGoesOn(ctx context.Context) error {
	switch {
	case s.turn == nil:
		return nil
	case !s.block.touched:
		s.m.turns.is(s.turn, s.block.txn.ID())
	case s.turn.stale.Load():
		s.turn.stale.Store(false)
		return s.block.txn.Refresh(ctx)
	}
	return nil
}

func (s *Session) awaitTurn(ctx context.Context) error {
	t := &s.m.turns
	s.awaits(waitTurn)
	defer s.awaits("")
	timer := time.NewTimer(t.lapse(time.Now()))
	defer timer.Stop()
	for {
		select {
		case <-s.turn.given:
			return nil
		case <-timer.C:
			timer.Reset(t.lapse(time.Now()))
		case <-ctx.Done():
			s.endTurn()
			return ctx.Err()
		}
	}
}

// waitTurn is the name of that wait in pg_stat_activity.
const waitTurn = "SerializableTurn"

// awaits notes what the session waits for.
func (s *Session) awaits(event string) {
	s.activity.Lock()
	s.activity.Awaits = event
	s.activity.Unlock()
}

// endTurn gives the turn back, if the session has one or waits for it.
func (s *Session) endTurn() {
	if s.turn != nil {
		s.m.turns.back(s.turn, time.Now())
		s.turn = nil
	}
}

// beginsWith notes which statement a block begins with.
func (s *Session) beginsWith(c *cachedPlan) {
	b := &s.block
	if b.state != blockOpen || b.touched || s.level != kvpb.Isolation_SERIALIZABLE || s.learnOff || b.asOf != 0 {
		return
	}
	b.first = c
	if !s.m.turns.taken.Load() {
		c.kind.ran()
	}
}

// noteEnd notes what became of the block.
func (s *Session) noteEnd(committed bool) {
	s.lostLast = !committed
	c := s.block.first
	if c == nil {
		return
	}
	s.block.first = nil
	if !committed && !s.m.turns.taken.Load() {
		c.kind.losses.Add(1)
	}
	if c.kind.loses() {
		was := s.m.turns.taken.Load()
		s.m.turns.ended(time.Now(), committed)
		if now := s.m.turns.taken.Load(); now != was {
			s.m.o.Logger.Debug("turns of blocks that lose to each other", "taken", now)
		}
	}
}

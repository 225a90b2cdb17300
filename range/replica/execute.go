package replica

// next is what a step of an evaluation leads to.
type next uint8

const (
	stands next = iota // the answer stands, nothing is written
	goOn               // the next step; of fill: the command is proposed
	again              // nothing is written, and it begins anew, once what was in the way has gone
)

// evaluation is what a request does under its latches, in steps that execute calls:
//
//	step        mu     latches
//	lookLocked  held   held     what is applied, and what others are about: bounds, stages, records, locks
//	fill        free   held     what the engine holds; it makes the command, or the answer
//	answer      free   gone     tells what came of it, and waits for what was in the way
//
// Latches are held from the look until the command is applied, so that what one step found holds in the
// next. No step but answer waits, for anything: those in line behind the latches wait as long.
type evaluation interface {
	lookLocked() (next, error)
	fill() (next, error)
	// answer is told where the attempt ended: goOn, its command was proposed, and err says what became
	// of that; else nothing was, and err says why not, nil: nothing had to be. again: once more.
	answer(n next, err error) (next, error)
}

// execute is the one way of what changes the range, or must not be told by a leaseholder that is none any
// more: wait for the latches → admit → look → fill → propose → applied → answer.
func (e *eval) execute(x evaluation) error {
	for {
		n, err := e.attempt(x)
		if n, err = x.answer(n, err); n != again || err != nil {
			return err
		}
	}
}

// attempt is one turn of it. What it leaves of an error in doubt is propose's.
func (e *eval) attempt(x evaluation) (next, error) {
	n, err := e.acquire(x.lookLocked, true)
	if n != goOn || err != nil {
		return n, err
	}
	if n, err = x.fill(); n != goOn || err != nil {
		e.drop()
		return n, err
	}
	return goOn, e.propose()
}

// acquire takes the latches, in line if they are held (not wait: errLatched), and looks, with mu and the
// latches held. It returns without mu; and without the latches, but for goOn. Admission and look are under
// one hold of mu: what the look answers, a leaseholder answers.
func (e *eval) acquire(look func() (next, error), wait bool) (next, error) {
	r := e.r
	r.mu.Lock()
	defer r.mu.Unlock()
	if err := e.admit(); err != nil {
		return stands, err
	}
	if !r.latches.Acquire(&e.latch) {
		err := errLatched
		if wait {
			err = e.inLine()
		}
		if err != nil {
			r.latches.Release(&e.latch)
			return stands, err
		}
	}
	e.overwrites()
	n, err := look()
	if n != goOn || err != nil {
		r.latches.Release(&e.latch)
	}
	return n, err
}

// admit finds the lease to serve under. With mu held.
func (e *eval) admit() error {
	t, err := e.r.admitTied()
	if err == nil {
		err = e.untied()
	}
	e.lease = t
	return err
}

// inLine waits until the latches are granted. It is entered and left with mu held, which it gives up
// meanwhile; on an error the latches are still in line.
func (e *eval) inLine() (err error) {
	r := e.r
	granted := e.latch.Granted()
	r.mu.Unlock()
	r.met.LatchWaits.Add(1)
	select {
	case <-granted:
	case <-e.ctx.Done():
		err = e.ctx.Err()
	case <-e.lease.done:
	}
	r.mu.Lock()
	if err == nil {
		err = r.still(e.lease)
	}
	if err == nil {
		err = e.untied()
	}
	return err
}

// steps is an evaluation of functions, for what needs nothing but these. Either may be nil.
type steps struct {
	look  func() (next, error) // with mu held
	build func() (next, error)
}

// lookLocked, fill and answer: what is not given is passed over, and there is nothing to tell.
func (s steps) lookLocked() (next, error) {
	if s.look == nil {
		return goOn, nil
	}
	return s.look()
}

func (s steps) fill() (next, error) {
	if s.build == nil {
		return goOn, nil
	}
	return s.build()
}

func (steps) answer(_ next, err error) (next, error) { return stands, err }

// goOnIf is goOn, or stands.
func goOnIf(ok bool) next {
	if ok {
		return goOn
	}
	return stands
}

// latchKeys latches what the request writes and reads.
func (e *eval) latchKeys() {
	for i := range e.in.Exclusive {
		e.latch.Add(e.in.Exclusive[i], true)
	}
	for i := range e.in.Shared {
		e.latch.Add(e.in.Shared[i], false)
	}
}

package session

import "slices"

// A statement that loses a conflict is run again where the client need not know. What its
// functions did to the session beside the transaction is taken back first: advisory locks
// taken or given back, settings, cursors, and descriptors of large objects.

// effectsMax bounds what a statement may take back: one with more effects is not replayed.
const effectsMax = 4096

// effects are those of the statement at hand.
type effects struct {
	locks []advisoryEffect
	// lasting tells that something can't be taken back.
	lasting bool
	// changes and advised are how many of the block's were there before.
	changes, advised int
	notes            notesMark
	objects          []openObject
	// cursors are those that routines have opened, and not closed since perhaps.
	cursors []*portal
}

// advisoryEffect is a session's own lock that was taken, or given back.
type advisoryEffect struct {
	key              advisoryKey
	exclusive, taken bool
}

func (s *Session) beginEffects() {
	clear(s.effects.cursors)
	s.effects = effects{locks: s.effects.locks[:0], cursors: s.effects.cursors[:0], changes: len(s.block.changes), advised: len(s.advised), notes: s.notes.mark(), objects: slices.Clone(s.objects.open)}
}

// hasEffects reports whether the statement at hand has done anything to be taken back.
func (s *Session) hasEffects() bool { return s.effects.lasting || len(s.effects.locks) > 0 }

func (s *Session) noteLock(e advisoryEffect) {
	s.cantReplay(BarAdvisory)
	if len(s.effects.locks) == effectsMax {
		s.effects.lasting = true
		return
	}
	s.effects.locks = append(s.effects.locks, e)
}

// takeBack undoes the statement's effects; false if that can't be, so that the statement
// must not run again.
func (s *Session) takeBack() bool {
	e := &s.effects
	if e.lasting {
		return false
	}
	for len(e.locks) > 0 {
		l := e.locks[len(e.locks)-1]
		if l.taken {
			s.releaseAdvisory(l.key, l.exclusive, false)
		} else if ok, err := s.enterAdvisory(s.m.ctx, l.key, l.exclusive, false, false); !ok || err != nil {
			return false // another session has it by now
		}
		e.locks = e.locks[:len(e.locks)-1]
	}
	s.closeOpened()
	s.unadvise(e.advised)
	s.undoChanges(e.changes, false)
	s.notesBackTo(e.notes)
	s.objects.open = slices.Clone(e.objects)
	return true
}

// closeOpened closes the cursors that routines of the statement at hand have opened, but those
// that are held.
func (s *Session) closeOpened() {
	for _, po := range s.effects.cursors {
		if s.portals[po.name] == po && !po.place.held {
			s.closePortal(po)
			delete(s.portals, po.name)
		}
	}
}

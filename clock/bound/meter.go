package bound

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrNotHere is why a meter measures nothing: this machine does not have what it reads.
var ErrNotHere = errors.New("not on this machine")

// Statement is what a meter says of the machine's wall clock.
type Statement struct {
	Error    time.Duration // the wall clock was within it of UTC when it was measured
	DriftPPB int64         // from then on that may grow so fast, in parts per billion
}

// Meter tells how far the machine's wall clock may be from UTC, by one source. It is used by
// one goroutine at a time.
type Meter interface {
	// Name is how people call the source.
	Name() string
	// Measure fails where the source is not there, or vouches for nothing now.
	Measure() (Statement, error)
	// Distrust says that the machine's clocks may have just been put out of step with the
	// world: it was suspended, moved to another host, or restored. What the source was told
	// before that proves nothing.
	Distrust()
}

// UnknownError is at most the error of a clock that nobody vouches for.
const UnknownError = time.Duration(math.MaxInt64 / 4)

// wallDriftPPB bounds how fast a wall clock gets worse by itself: what the kernel allows for.
const wallDriftPPB = 500_000

// HostWatcher notices what may have put the machine's clocks out of step with the world.
type HostWatcher interface {
	// Disrupted says what has happened since it was asked last; empty: nothing, as far as the
	// machine tells.
	Disrupted() string
}

// Standing is how a source stands.
type Standing struct {
	// Source names what vouches for the clock; empty: nothing does.
	Source string
	// Error is the clock's, as Source.Error says it.
	Error time.Duration
	// Others says why what would be preferred is not used, in words; empty: nothing would.
	Others string
	// Disruptions counts how often the machine's clocks may have been put out of step with the
	// world since the process began, as far as the machine tells; Disrupted is how, last.
	Disruptions uint64
	Disrupted   string
}

// Measured is this machine's clock with the error that meters state: the first in their order
// that does. It is a Source, a Stepper and a Sourced. Look asks them; between two looks the
// error grows by the drift that was stated. Where none vouches for the clock any more, it is as
// wrong as can be: the node is degraded until one does (T16). Safe for concurrent use.
type Measured struct {
	*System
	meters []Meter
	host   HostWatcher // nil: nobody watches

	mu     sync.Mutex // of a look; tried, and waited for by Resync alone
	good   []time.Duration
	failed []error

	last atomic.Pointer[measurement]

	page *HostPage // nil: there is none
	seen Seen
}

// measurement is what a look found.
type measurement struct {
	Statement
	at     time.Duration // by the clock's monotonic time
	meter  int           // -1: none
	others string

	marker      uint64 // of the host's page, before it was looked at
	disruptions uint64
	disrupted   string
}

// Of looks at meters.
const (
	// backAfter is how long a meter that failed must have answered again before it is preferred
	// to one that comes after it: one that comes and goes is not worth following.
	backAfter = 10 * time.Second
	// never is the time since which a meter answers that does not.
	never = time.Duration(-1)
)

// NewMeasured joins a clock with meters, the one that is preferred first. It fails where none
// of them vouches for the clock.
func NewMeasured(s *System, host HostWatcher, meters ...Meter) (*Measured, error) {
	m, err := newMeasured(s, host, nil, meters)
	if err != nil {
		return nil, err
	}
	return m, nil
}

// newMeasured also takes the host's clock page, which is one of what watches the host; nil:
// there is none.
func newMeasured(s *System, host HostWatcher, page *HostPage, meters []Meter) (*Measured, error) {
	m := &Measured{System: s, meters: meters, host: host, page: page, good: make([]time.Duration, len(meters)), failed: make([]error, len(meters))}
	for i := range m.good {
		m.good[i] = never
	}
	m.Look()
	if m.last.Load().meter < 0 {
		return m, &unvouched{m.failed}
	}
	return m, nil
}

// unvouched says that no meter vouches for a clock.
type unvouched struct{ failed []error }

// Unwrap gives the reasons.
func (e *unvouched) Unwrap() []error { return e.failed }

// Error leaves out what is not here, where there is anything else to tell.
func (e *unvouched) Error() string {
	var here, all []string
	for _, err := range e.failed {
		if all = append(all, err.Error()); !errors.Is(err, ErrNotHere) {
			here = append(here, err.Error())
		}
	}
	if len(here) == 0 {
		here = all
	}
	return "how wrong this machine's clock may be is not known: " + strings.Join(here, "; ")
}

// Look implements Sourced. Whoever comes while another looks goes on with what there is.
func (m *Measured) Look() {
	if m.mu.TryLock() {
		defer m.mu.Unlock()
		m.look()
	}
}

// Resync implements Stepper. What was measured was the wall clock before its step, perhaps: it
// is measured again.
func (m *Measured) Resync() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.System.Resync()
	m.look()
}

// look asks the meters. m.mu is held.
func (m *Measured) look() {
	found, using := &measurement{meter: -1}, -1
	if before := m.last.Load(); before != nil {
		using, found.disruptions, found.disrupted = before.meter, before.disruptions, before.disrupted
	}
	if m.page != nil {
		found.marker = m.page.Marker()
	}
	if m.host != nil {
		if what := m.host.Disrupted(); what != "" {
			found.disruptions, found.disrupted = found.disruptions+1, what
			for _, meter := range m.meters {
				meter.Distrust()
			}
		}
	}
	var passed []string
	now := m.mono() // before what is measured: the age of that is not below the truth
	for i, meter := range m.meters {
		s, err := meter.Measure()
		m.failed[i] = err
		if err != nil {
			m.failed[i] = fmt.Errorf("%s: %w", meter.Name(), err)
			m.good[i] = never
			if found.meter < 0 && !errors.Is(err, ErrNotHere) {
				passed = append(passed, m.failed[i].Error())
			}
			continue
		}
		if m.good[i] == never {
			m.good[i] = now
		}
		if found.meter >= 0 && found.meter != using && i == using && now-m.good[found.meter] < backAfter {
			passed = append(passed, m.meters[found.meter].Name()+": has only come back")
			found.meter = -1 // the one in use goes on
		}
		if found.meter < 0 {
			found.meter, found.Statement = i, s
		}
		if i >= using { // what comes after it is not needed
			break
		}
	}
	found.at, found.others = now, strings.Join(passed, "; ")
	// The clock does not follow steps of what was measured: how far the two are apart counts,
	// and is looked at later than that.
	m.System.check()
	m.last.Store(found)
}

// Error implements Source.
func (m *Measured) Error() time.Duration {
	l := m.last.Load()
	if l.meter < 0 || m.page != nil && m.page.Marker() != l.marker {
		return UnknownError // or the host has disrupted the clock since, and nobody has looked yet
	}
	return l.Error + grown(m.mono()-l.at, l.DriftPPB) + m.System.apart()
}

// grown is what a drift comes to, rounded up.
func grown(age time.Duration, ppb int64) time.Duration {
	if age <= 0 {
		return 0
	}
	whole, rest := int64(age/time.Second), int64(age%time.Second)
	return time.Duration(whole*ppb + (rest*ppb+999_999_999)/1_000_000_000)
}

// Page is the host's clock page; nil: there is none.
func (m *Measured) Page() *HostPage { return m.page }

// Seen is what the machine tells of how it keeps time.
func (m *Measured) Seen() Seen { return m.seen }

// Standing implements Sourced.
func (m *Measured) Standing() Standing {
	l := m.last.Load()
	s := Standing{Error: m.Error(), Others: l.others, Disruptions: l.disruptions, Disrupted: l.disrupted}
	if l.meter >= 0 {
		s.Source = m.meters[l.meter].Name()
	}
	return s
}

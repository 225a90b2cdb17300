package types

import (
	"io"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// Env is what evaluating a value may depend on besides its operands. One Env
// belongs to one session and is not safe for concurrent use with its setters;
// evaluation only reads it, except for Random. A nil *Env is NewEnv's.
type Env struct {
	// TimeZone is the session's zone as SHOW prints it, Location what it means.
	TimeZone string
	Location *time.Location // nil: UTC

	// TxnTime, StmtTime are now() and statement_timestamp() in microseconds
	// since 2000-01-01 UTC. Clock is clock_timestamp(); nil: StmtTime.
	TxnTime, StmtTime int64
	Clock             func() time.Time

	// DateStyle is how dates are printed; DateOrder is the order of ambiguous dates on
	// input, and of months and days in the styles of SQL and Postgres.
	DateStyle DateStyle
	DateOrder DateOrder

	// ExtraFloatDigits is the setting of that name; above 0 floats are printed
	// in their shortest exact form.
	ExtraFloatDigits int

	// Trigrams are the settings of pg_trgm.
	Trigrams TrigramLimits

	// TextConfig is default_text_search_config; nil: english. Where OwnTextConfig is not empty, it is
	// the one of that name, which Reg finds.
	TextConfig    *textsearch.Config
	OwnTextConfig string

	// Charset is what the client reads and writes text in; nil: UTF-8.
	Charset *charset.Encoding

	// ByteaEscape selects bytea_output = escape.
	ByteaEscape bool

	// XMLDocument selects xmloption = document, XMLHex xmlbinary = hex.
	XMLDocument, XMLHex bool

	// IntervalStyle is how intervals are printed.
	IntervalStyle IntervalStyle

	// ASCIILetters has letters, digits, and upper and lower case be those of ASCII alone: so they
	// are in the collation "C".
	ASCIILetters bool

	// Random serves random() and gen_random_uuid(); nil: they are refused.
	Random *rand.Rand

	// Seeded serves random() after SetSeed.
	Seeded *rand.Rand
	// Secrets serves what nobody may guess; nil: it is refused.
	Secrets io.Reader

	// Reg resolves the reg types; nil: only numbers are accepted and printed.
	Reg RegLookup

	// Domain checks a value of a domain, NULL too, that was read or converted and not bound as
	// an expression is: within a row, in JSON, as a function's result. nil: nothing is checked.
	Domain func(t *Type, d Datum) error

	// Listening serves pg_listening_channels; nil: there are none.
	Listening func() []string

	// Events serves pg_event_trigger_ddl_commands and its like, by their names: rows, or one of one
	// value; nil: nothing fires.
	Events func(name string) ([][]Datum, error)

	// Values counts large values; nil: only the limit of one counts.
	Values *Values

	// Notice takes what a function tells beside its result; nil: it is dropped.
	Notice func(*pgerror.Error)

	// Interrupt ends what takes long; nil: nothing does.
	Interrupt Interrupter

	cache *envCache // nil: nothing is remembered
}

// NewEnv returns an Env with Postgres's defaults: UTC, dates in the order
// month, day, year, the time 2000-01-01, and neither randomness nor names.
func NewEnv() *Env {
	return &Env{TimeZone: "UTC", Location: time.UTC, ExtraFloatDigits: 1, Trigrams: DefaultTrigramLimits(), cache: &envCache{}}
}

// Tell gives a notice to who listens.
func (e *Env) Tell(n *pgerror.Error) {
	if e != nil && e.Notice != nil {
		e.Notice(n)
	}
}

// Remember has the Env keep what is dear to build, as NewEnv's does.
func (e *Env) Remember() { e.cache = &envCache{} }

// DateOrder is the field order of dates like 1/2/2003.
type DateOrder uint8

// The date orders; MDY is Postgres's default.
const (
	MDY DateOrder = iota
	DMY
	YMD
)

// RegRefuser may stand beside a RegLookup: it tells why a name that was not
// found may not even be looked for (42501); nil where it simply is not there.
type RegRefuser interface {
	RegRefused(t *Type, name string) error
}

// RegLookup translates between object names and OIDs for regclass, regtype,
// regproc and their kin. Both return ok = false for what does not exist.
type RegLookup interface {
	// RegOID parses name as the input function of t does.
	RegOID(t *Type, name string) (OID, bool)
	// RegName prints an OID as the output function of t does.
	RegName(t *Type, oid OID) (string, bool)
}

// Zone is the session's time zone; UTC where it has none.
func (e *Env) Zone() *time.Location {
	if e == nil || e.Location == nil {
		return time.UTC
	}
	return e.Location
}

func (e *Env) dateOrder() DateOrder {
	if e == nil {
		return MDY
	}
	return e.DateOrder
}

func (e *Env) intervalStyle() IntervalStyle {
	if e == nil {
		return IntervalPostgres
	}
	return e.IntervalStyle
}

func (e *Env) extraFloatDigits() int {
	if e == nil {
		return 1
	}
	return e.ExtraFloatDigits
}

// TransactionTime is now().
func (e *Env) TransactionTime() int64 {
	if e == nil {
		return 0
	}
	return e.TxnTime
}

// StatementTime is statement_timestamp().
func (e *Env) StatementTime() int64 {
	if e == nil {
		return 0
	}
	return e.StmtTime
}

// ClockTime is clock_timestamp().
func (e *Env) ClockTime() int64 {
	if e == nil || e.Clock == nil {
		return e.StatementTime()
	}
	return TimestampFromTime(e.Clock())
}

// Interrupter tells whether what runs is to end. Served by statements.
type Interrupter interface {
	// Interrupted returns why, nil while it may go on. It costs a few nanoseconds.
	Interrupted() error
}

// Checkpoint is asked now and then by what takes long, every few milliseconds at the
// least: it fails when the statement has been cancelled.
func (e *Env) Checkpoint() error {
	if e == nil || e.Interrupt == nil {
		return nil
	}
	return e.Interrupt.Interrupted()
}

// Checkpoints asks for a Checkpoint each so many steps of a loop.
type Checkpoints struct {
	Env  *Env
	done int
}

// stepsBetween are so many steps of some nanoseconds each that they take about a millisecond.
const stepsBetween = 1 << 17

// Steps counts n steps.
func (c *Checkpoints) Steps(n int) error {
	if c.done += n; c.done < stepsBetween {
		return nil
	}
	c.done = 0
	return c.Env.Checkpoint()
}

// envCacheMax bounds how many zones and regular expressions an Env remembers;
// beyond it all are forgotten, which costs a compilation each.
const envCacheMax = 256

// envCache remembers what is dear to build. The mutex guards both maps and is
// never held while building.
type envCache struct {
	mu      sync.Mutex
	zones   map[string]*time.Location
	regexps map[regexpKey]*Pattern
	last    atomic.Pointer[lastRegexp]
	paths   map[string]*JSONPath
	xpaths  map[string]*xmlvalue.Path
	states  int      // of regexps
	room    *areRoom // of the automata of regexps
}

func remembered[K comparable, V any](e *Env, pick func(*envCache) *map[K]V, key K, build func() (V, error)) (V, error) {
	if e == nil || e.cache == nil {
		return build()
	}
	c := e.cache
	c.mu.Lock()
	v, ok := (*pick(c))[key]
	c.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := build()
	if err != nil {
		return v, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	m := pick(c)
	if *m == nil || len(*m) >= envCacheMax {
		*m = make(map[K]V)
	}
	(*m)[key] = v
	return v, nil
}

// Secret fills b with bytes that nobody can guess.
func (e *Env) Secret(b []byte) error {
	if e == nil || e.Secrets == nil {
		return ErrNoRandom
	}
	if _, err := io.ReadFull(e.Secrets, b); err != nil {
		return pgerror.Wrap(err, pgerror.InternalError, "no random bytes: %s", err.Error())
	}
	return nil
}

// TrigramLimits are from when on operators of pg_trgm take texts for alike, 0 to 1.
type TrigramLimits struct {
	Similarity, Word, StrictWord float64
}

// DefaultTrigramLimits are Postgres's.
func DefaultTrigramLimits() TrigramLimits {
	return TrigramLimits{Similarity: 0.3, Word: 0.6, StrictWord: 0.5}
}

package coord

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord/buffer"
	"github.com/isochrondb/isochron/txn/coord/spanset"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// TxnOptions say what kind of transaction begins.
type TxnOptions struct {
	Isolation kvpb.Isolation
	ReadOnly  bool
	AsOf      hlc.Timestamp // read-only at a timestamp of the past; 0: now
	Near      bool          // with AsOf: any replica may answer that knows the past so far
	NearOnly  bool          // with Near: the nearest ones answer, or nobody does (*FarError)
	After     hlc.Timestamp // r lies above it; it is not ahead of the clock by more than clocks differ (DB.Apart). With AsOf it has been seen to
	Name      string        // for people
	Age       int64         // Age of the first attempt, where this one is a replay: the youngest loses a deadlock
	Retry     int           // how many attempts went before
	Memory    Memory        // what it keeps at the gateway comes out of it; nil: out of nothing
	PID       int32         // of the session whose it is, for views of who waits for whom; 0: of none
}

// Txn is one attempt of a transaction. It is used by one goroutine at a time.
//
//	state      calls                              next
//	open       all                                ended by Commit, Rollback or a committed Fused
//	ended      Rollback, Recycle, Stats, ID, …    -
type Txn struct {
	db   *DB
	o    TxnOptions
	meta kvpb.TxnMeta
	cert Certifier

	ended   bool
	started bool // r and the identity are chosen
	// registered: TxnOpen knows it. Who only reads never is.
	registered bool
	staged     bool // others may wait for its outcome
	escaped    bool // goroutines behind the acknowledgement use its memory
	eager      bool // reads take locks (LockReads)
	again      bool // a *StatementRetry went out: StartStatement undoes the statement

	readTS   hlc.Timestamp
	commitTS hlc.Timestamp // once it has committed
	// maxObs is the highest version met, to be waited for (Rule W); laterObs is its share of other goroutines.
	maxObs   hlc.Timestamp
	laterObs atomic.Int64 // of requests in parallel; joined by observedNow

	// Sequence numbers order the transaction's own writes (B1, B2). They are never used twice, also over
	// ROLLBACK TO.
	seq       uint64 // the newest sequence number
	statement uint64 // number at which the current statement began; 0: no statement was ever started
	// begin is the place that a *StatementRetry goes back to.
	begin Savepoint

	// Keys and values in buf, reads, conds and journal lie in arena, which goes only as a whole (rebuild,
	// Recycle).
	arena buffer.Arena
	held  int64 // of o.Memory
	buf   buffer.Buffer
	// reads holds what is validated at the commit; under levels below SERIALIZABLE only what Validate adds.
	reads     spanset.Set
	checkedTS hlc.Timestamp // r of the oldest span added by Validate; 0: none
	conds     []Condition
	// journal has every lock in the order of taking, so that a savepoint is an index into it.
	journal []lockChange
	flush   buffer.Flushed
	stuck   int64      // bytes of the buffer that the last flush could not move
	flushes uint64     // grows when what lies at the ranges becomes another
	asked   []keys.Key // of Locks that failed: they may have been granted nevertheless
	unheard []keys.Key // given back by ROLLBACK TO, without word that what they showed is durable (T22)

	via    Via
	wan    wan.Meter
	nearby *nearby // nil: leaseholders answer alone
	counts counts
	// read and commit are the memory of one request each, for calls on the transaction's own goroutine.
	read    readCall
	commit  commitCall
	entries []*buffer.Entry // scratch of Commit
	whole   part            // all of it, where one range has all

	// Memory of Lock, used again by the next one.
	lockMemory []*lockBatch
	lockAsk    []int
	lockOut    []Locked
}

// Begin starts a transaction. Nothing is sent, read from the clock or
// registered before it is used.
func (db *DB) Begin(o TxnOptions) *Txn {
	t := db.pool.Get().(*Txn)
	t.db, t.o = db, o
	t.reads.Limit = db.o.Limits.ReadSpans
	return t
}

// start chooses r and the identity, once.
// Late, so that a transaction which waits for its client between Begin and its first statement reads what is
// new; and so that one which does nothing costs nothing.
func (t *Txn) start(ctx context.Context) error {
	switch {
	case t.ended:
		return errEnded
	case t.started:
		return nil
	}
	now, err := t.db.after(ctx, t.o.After)
	if err != nil {
		return err
	}
	t.readTS, t.started = now.Timestamp(), true
	if t.helped() {
		t.db.metrics.Helped.Add(1)
	}
	t.seq = max(t.seq, 1) // 0 means none in requests; savepoints may have been set before
	if t.o.AsOf != 0 {
		t.readTS = t.o.AsOf
		if t.o.Near && t.db.o.Version.Active(version.Parted) {
			t.nearby = newNearby(t.db)
			if t.o.NearOnly {
				t.nearby.only = t.o.AsOf
			}
			t.db.metrics.PastTransactions.Add(1)
			t.db.metrics.PastNanos.Add(uint64(max(0, now.Timestamp().Sub(t.o.AsOf))))
		}
	}
	m := &t.meta
	// A node's readings are unique, also over its restarts.
	// The node's ID keeps those of two nodes apart that read the same time.
	m.IdHi, m.IdLo = uint64(now), uint64(t.db.o.NodeID)
	m.Age = t.o.Age
	if m.Age == 0 {
		m.Age = int64(now)
	}
	m.Isolation, m.Gateway, m.SessionEpoch = t.o.Isolation, t.db.o.NodeID, t.db.o.Epoch
	return nil
}

var errEnded = &UsageError{"the transaction is over"}

// reading is a new clock reading. A degraded node gives none (T16).
// A reading that is not sound is dropped, and another one taken.
func (db *DB) reading(ctx context.Context) (hlc.Reading, error) {
	for {
		if db.o.Clock.Degraded() {
			if err := db.awaitHealthy(ctx); err != nil {
				return 0, err
			}
		}
		if r, sound := db.o.Clock.Sound(); sound {
			return r, nil
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
	}
}

// awaitHealthy waits until the clock is well, or nobody waits for that any more.
// Two may end the wait: the statement's context, and CutOff.
func (db *DB) awaitHealthy(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(db.clocks, cancel)()
	err := db.o.Clock.AwaitHealthy(ctx)
	if err != nil && db.clocks.Err() != nil {
		return &ClosedError{}
	}
	return err
}

// register makes the transaction known to TxnOpen, before it asks for a lock.
// Before the request leaves: a lock that is granted while the gateway is asked must find it open.
func (t *Txn) register() error {
	if t.registered {
		return nil
	}
	if t.db.tasks.isClosed() {
		return &ClosedError{}
	}
	t.db.open.add(t.meta.ID(), t.o.PID)
	t.registered = true
	return nil
}

// end marks the end.
// From here on a probe hears that the transaction is over, and locks that are left go.
func (t *Txn) end() {
	t.ended = true
	t.disown()
	if t.registered {
		t.db.open.remove(t.meta.ID())
		t.registered = false
	}
}

// ID names this attempt. Zero before its first use.
func (t *Txn) ID() kvpb.TxnID { return t.meta.ID() }

// Meta identifies the transaction to those whom it asks. Read only, and valid
// until Recycle.
func (t *Txn) Meta() *kvpb.TxnMeta { return &t.meta }

// Isolation is the transaction's level.
func (t *Txn) Isolation() kvpb.Isolation { return t.o.Isolation }

// AsOf is the timestamp of the past that the transaction reads at; 0: it reads at now.
func (t *Txn) AsOf() hlc.Timestamp { return t.o.AsOf }

// Covers is a timestamp that all that the transaction has read or, once it is over, written lies at
// or below.
func (t *Txn) Covers() hlc.Timestamp { return max(t.readTS, t.seen(), t.commitTS) }

// CommitTS is the timestamp that the transaction has committed at; 0: it has not, or wrote nothing.
func (t *Txn) CommitTS() hlc.Timestamp { return t.commitTS }

// Near tells whether any replica may answer that knows the past so far.
func (t *Txn) Near() bool { return t.o.Near && t.o.AsOf != 0 }

// ReadOnly tells whether the transaction may lock and write.
func (t *Txn) ReadOnly() bool { return t.o.ReadOnly || t.o.AsOf != 0 }

// SetReadOnly changes what Begin was told (SET TRANSACTION), before the first use.
func (t *Txn) SetReadOnly(on bool) { t.o.ReadOnly = on }

// SetIsolation changes what Begin was told (SET TRANSACTION). It fails after
// the first use.
func (t *Txn) SetIsolation(i kvpb.Isolation) error {
	if t.started && i != t.o.Isolation {
		return &UsageError{"the isolation level is set before the first statement"}
	}
	t.o.Isolation = i
	return nil
}

// ReadTS is r: of the statement under READ COMMITTED. It is chosen at the
// first call of this or any reading method; Zero if that failed (the next call
// tells why).
func (t *Txn) ReadTS() hlc.Timestamp {
	if err := t.start(t.db.ctx); err != nil && err != errEnded {
		return 0
	}
	return t.readTS
}

// Staged tells a Certifier that others may wait for the transaction's outcome: it must not
// wait for them.
func (t *Txn) Staged() bool { return t.staged }

// DB returns the transaction's gateway.
func (t *Txn) DB() *DB { return t.db }

// SetCertifier gives the transaction its Certifier; nil removes it.
func (t *Txn) SetCertifier(c Certifier) { t.cert = c }

// StartStatement begins a statement: what is written from now on is seen by
// the statements after it (no Halloween effect). READ COMMITTED takes a new
// snapshot. After a *StatementRetry it undoes what the statement had buffered,
// and keeps its locks. A transaction that never calls it sees its own writes at once.
// The three things that it does: undo what a *StatementRetry leaves, choose r, and take a number.
func (t *Txn) StartStatement(ctx context.Context) error {
	if t.ended {
		return errEnded
	}
	if t.again {
		t.undo(t.begin)
		t.again = false
	}
	// fresh: a later statement; the first one has its snapshot from start.
	fresh := t.started
	if err := t.start(ctx); err != nil {
		return err
	}
	if fresh && t.o.Isolation == kvpb.Isolation_READ_COMMITTED && t.o.AsOf == 0 {
		now, err := t.db.reading(ctx)
		if err != nil {
			return err
		}
		// What a statement before has seen, this one sees too: a locked row's newest version may
		// be above this clock's now.
		t.readTS = max(now.Timestamp(), t.seen())
	}
	t.begin = t.mark()
	t.Step()
	return nil
}

// Step begins a part of the current statement that sees what the parts before
// it wrote (a cascade, a trigger), on the same snapshot.
func (t *Txn) Step() {
	t.seq++
	t.statement = t.seq
}

// Nested is the statement around one that StartNested has begun.
type Nested struct {
	view  View
	begin Savepoint
}

// StartNested begins a statement within the current one: of a routine that it calls. It sees
// all that was written before it, by the current statement too; under READ COMMITTED it takes
// a snapshot of its own. A *StatementRetry within it may be answered by NestedAgain; then what
// the nested statement wrote is undone. EndNested must follow, whatever happens.
func (t *Txn) StartNested(ctx context.Context) (Nested, error) {
	n := Nested{t.View(), t.begin}
	if t.ended {
		return n, errEnded
	}
	if t.again { // the statement around is to run anew: nothing may run in it
		return n, &StatementRetry{RetryError{Why: "a row was changed by a concurrent transaction"}}
	}
	return n, t.stepNested(ctx)
}

// NestedAgain begins the nested statement anew after a *StatementRetry.
func (t *Txn) NestedAgain(ctx context.Context) error {
	if t.ended {
		return errEnded
	}
	if t.again {
		t.undo(t.begin)
		t.again = false
	}
	return t.stepNested(ctx)
}

// As StartStatement, but for what is undone.
func (t *Txn) stepNested(ctx context.Context) error {
	if err := t.start(ctx); err != nil {
		return err
	}
	if t.o.Isolation == kvpb.Isolation_READ_COMMITTED && t.o.AsOf == 0 {
		now, err := t.db.reading(ctx)
		if err != nil {
			return err
		}
		t.readTS = max(now.Timestamp(), t.seen())
	}
	t.begin = t.mark()
	t.Step()
	return nil
}

// EndNested goes back to the statement around.
func (t *Txn) EndNested(n Nested) {
	t.See(n.view)
	t.begin = n.begin
	t.seq++ // what the statement around writes from now on is apart from what the nested one wrote
}

// View is what a statement sees: a snapshot, and the transaction's own writes
// before the statement.
type View struct {
	readTS    hlc.Timestamp
	statement uint64
}

// View returns that of the current statement, to go back to with See.
func (t *Txn) View() View { return View{t.readTS, t.statement} }

// After is v with what its own step wrote.
func (v View) After() View {
	v.statement++
	return v
}

// See lets reads see what v tells, and returns what they saw until now: for a
// cursor whose rows are fetched while later statements run. But under READ COMMITTED
// the transaction has one snapshot, which moves only where all that was read holds.
// (A snapshot that went back under SERIALIZABLE would be one that nothing validated.)
func (t *Txn) See(v View) View {
	old := t.View()
	t.statement = v.statement
	if t.o.Isolation == kvpb.Isolation_READ_COMMITTED {
		t.readTS = v.readTS
	}
	return old
}

// SeeOwn lets reads see of the transaction's own writes what v tells, and returns what they saw
// until now; the snapshot stays: for the input of a statement that has taken Steps.
func (t *Txn) SeeOwn(v View) View {
	old := t.View()
	t.statement = v.statement
	return old
}

// limit is the sequence number below which writes are visible.
// Without statements each write is seen by the next read: t.seq is the number of the newest.
func (t *Txn) limit() uint64 {
	if t.statement == 0 {
		return t.seq + 1
	}
	return t.statement
}

// serializable tells whether reads must be validated.
func (t *Txn) serializable() bool {
	return t.o.Isolation == kvpb.Isolation_SERIALIZABLE && !t.ReadOnly()
}

// observed notes the newest version that a read met.
func (t *Txn) observed(ts hlc.Timestamp) { t.maxObs = max(t.maxObs, ts) }

// observedLater is observed for parallel requests.
// maxObs itself belongs to the transaction's goroutine.
func (t *Txn) observedLater(ts hlc.Timestamp) {
	for old := t.laterObs.Load(); int64(ts) > old && !t.laterObs.CompareAndSwap(old, int64(ts)); {
		old = t.laterObs.Load()
	}
}

// seen is maxObs: Rule W covers it (T1).
func (t *Txn) seen() hlc.Timestamp { return max(t.maxObs, hlc.Timestamp(t.laterObs.Load())) }

// Observed waits by Rule W for all that the transaction has seen: call it
// before an error that tells of data goes to the client (T1). Rollback does it
// too. It returns at once, but for rows written within the clocks' error.
func (t *Txn) Observed() { t.db.acknowledge(t.seen()) }

// Waiting is for how long, and for what, a commit would wait by Rule W now, when its ranges have
// answered; "": no other node's clock counts. It is for people to see.
func (t *Txn) Waiting() (time.Duration, string) {
	ts := t.seen()
	if t.buf.Written > 0 || t.flush.Any() {
		ts = max(ts, t.db.o.Clock.Now().Timestamp())
	}
	return t.db.o.waiting()(ts)
}

// A Savepoint is a place to roll back to.
// What was done since a place is what lies beyond these: numbers, and lengths of lists that only grow.
type Savepoint struct {
	seq     uint64
	journal int
	conds   int
	asked   int
}

// A lockChange is a lock that was taken, or made stronger.
type lockChange struct {
	e       *buffer.Entry
	mode    kvpb.LockMode // before
	expects int           // before
}

// Savepoint marks a place. Savepoints nest.
func (t *Txn) Savepoint() Savepoint {
	s := t.mark()
	t.seq++
	return s
}

// mark is a Savepoint without a number of its own: writes after it may have the number of those before.
func (t *Txn) mark() Savepoint { return Savepoint{t.seq, len(t.journal), len(t.conds), len(t.asked)} }

// Release forgets s and those after it, and keeps what was done.
func (t *Txn) Release(Savepoint) {}

// RollbackTo undoes what was written, required and locked since s. s stays
// valid; those after it do not. Reads stay validated: the client has seen them.
// Locks are given back, and messages sent for that; their answers are not needed for what is undone.
func (t *Txn) RollbackTo(ctx context.Context, s Savepoint) error {
	if t.ended {
		return errEnded
	}
	t.undo(s)
	t.seq++ // numbers are never used twice
	t.again = false
	t.unlock(ctx, s)
	return nil
}

// Unlock gives back the locks taken since s, of which the client was told nothing: what they found
// need not hold at the commit, as after RollbackTo it has to.
func (t *Txn) Unlock(ctx context.Context, s Savepoint) error {
	t.unexpect(s)
	return t.RollbackTo(ctx, s)
}

// unexpect forgets what the locks taken since s have found.
// Backward: of several changes of one lock the oldest has the length to go back to.
func (t *Txn) unexpect(s Savepoint) {
	for i := len(t.journal) - 1; i >= s.journal; i-- { // the first one is the lock's beginning
		c := t.journal[i]
		c.e.Expects = c.e.Expects[:c.expects]
	}
}

// undo drops writes and conditions since s.
// Conditions are undone by length; the flushed writes by numbers, which stages are told (Ignored).
func (t *Txn) undo(s Savepoint) {
	if t.buf.Written > 0 {
		for e := range t.buf.All() {
			t.buf.Undo(e, s.seq)
		}
	}
	clear(t.conds[s.conds:])
	t.conds = t.conds[:s.conds]
	t.flush.Undo(s.seq, t.seq)
	t.flushes++
}

// unlock gives back the locks taken since s. What a locked read told the client
// must still hold at commit, or, under READ COMMITTED, need not: so the expects
// stay without their locks. (A read at r would not do: a lock reads the newest
// version, and leaves no mark at r.)
func (t *Txn) unlock(ctx context.Context, s Savepoint) {
	var ks []keys.Key
	for i := len(t.journal) - 1; i >= s.journal; i-- {
		c := t.journal[i]
		c.e.Mode = c.mode
		if t.o.Isolation == kvpb.Isolation_READ_COMMITTED {
			c.e.Expects = c.e.Expects[:c.expects]
		}
		// A flushed intent that still counts stands for the lock: it stays.
		if c.mode == kvpb.LockMode_NONE && !t.flush.Live(c.e.Flushed) {
			ks = append(ks, c.e.Key)
		}
	}
	t.journal = t.journal[:min(len(t.journal), s.journal)]
	ks = t.unlockAsked(ks, s)
	t.buf.Keep(func(e *buffer.Entry) bool { return len(e.Expects) > 0 || len(e.Writes) > 0 })
	if len(ks) > 0 {
		t.release(ctx, ks)
	}
}

// unlockAsked adds what Locks that failed since s may have been granted.
func (t *Txn) unlockAsked(ks []keys.Key, s Savepoint) []keys.Key {
	from := min(len(t.asked), s.asked)
	for _, k := range t.asked[from:] {
		if e := t.buf.Find(k); e == nil || e.Mode == kvpb.LockMode_NONE && !t.flush.Live(e.Flushed) {
			ks = append(ks, k)
		}
	}
	t.asked = t.asked[:from]
	return ks
}

// Condition is a constraint, evaluated at the commit timestamp, with the
// transaction's own writes applied.
type Condition struct {
	Span   keys.Span
	Exists bool         // some key of Span exists; false: none does
	OnFail func() error // the error if it does not hold (23505, 23503)
}

// Require adds a commit condition, at every isolation level. ROLLBACK TO drops
// those added since.
// It is evaluated by the ranges at c, so its answer can't be old; OnFail is called once, on the caller's
// goroutine.
func (t *Txn) Require(c Condition) error {
	switch {
	case t.ended:
		return errEnded
	case len(t.conds) >= t.db.o.Limits.Conditions:
		return &LimitError{Limit: "Conditions", Max: int64(t.db.o.Limits.Conditions), State: "54000"}
	}
	c.Span = spanset.Own(c.Span, t.arena.Copy)
	t.conds = append(t.conds, c)
	return t.account()
}

// Validate adds spans that must hold no foreign version in (r, c], at every
// isolation level, as SERIALIZABLE asks of all that it reads. For statements
// that act on a whole table's contents (SET NOT NULL, a rewrite).
func (t *Txn) Validate(ctx context.Context, spans []keys.Span) error {
	if err := t.start(ctx); err != nil {
		return err
	}
	if t.checkedTS == 0 || t.readTS < t.checkedTS {
		t.checkedTS = t.readTS
	}
	for _, s := range spans {
		t.reads.Add(s, kvpb.WholeRow, t.arena.Copy)
	}
	return nil
}

// HasWrites tells whether the transaction has written a key of s.
func (t *Txn) HasWrites(s keys.Span) bool {
	return t.buf.Overlaps(s, t.seq+1) || t.flush.Spans.Overlaps(s)
}

// Via counts the messages of a transaction on their way (distsender.Counters).
type Via interface {
	Server(desc *descriptor.Range) kvpb.Sender
}

// SendVia sends the transaction's requests through v; nil: straight. For
// EXPLAIN ANALYZE, which wants bytes counted too.
func (t *Txn) SendVia(v Via) { t.via = v }

// server is whom to ask about a range.
func (t *Txn) server(d *descriptor.Range) kvpb.Sender {
	t.counts.messages.Add(1)
	if t.via != nil {
		return t.via.Server(d)
	}
	return t.db.o.Router.Server(d)
}

// send sends one request to desc's leaseholder, counted in c, unless that is farther away than the
// transaction may go.
// The one way for reads, locks, flushes and validations; commits and stages go by ask and stage, which must
// not be refused for their distance once they are on their way.
func (t *Txn) send(ctx context.Context, c *wan.Chain, w wan.Work, desc *descriptor.Range, req kvpb.Request, resp kvpb.Response) error {
	server, err := t.enter(c, desc, w)
	if err != nil {
		return err
	}
	return server.Send(ctx, req, resp)
}

type counts struct{ messages, rounds, rows atomic.Int64 }

// Counters count what a transaction cost. Differences of two of them are a
// statement's (EXPLAIN ANALYZE).
type Counters struct {
	Messages int64 // requests to replicas
	Rounds   int64 // consensus rounds one after the other on the way to the answer
	Rows     int64 // rows that came back from reads
	Past     PastReads
}

// PastReads counts answers to reads of the past that any replica may serve, by who gave them.
type PastReads struct{ Followers, Leaseholders int64 }

// Stats returns the counts so far.
func (t *Txn) Stats() Counters {
	c := Counters{Messages: t.counts.messages.Load(), Rounds: t.counts.rounds.Load(), Rows: t.counts.rows.Load()}
	if n := t.nearby; n != nil {
		c.Past.Followers, c.Past.Leaseholders = n.followers.Load(), n.leaseholders.Load()
	}
	return c
}

// Recycle gives the memory of an ended transaction back for the next Begin.
// Neither t nor anything that it returned may be used afterwards. Optional.
func (t *Txn) Recycle() {
	if !t.ended && t.started {
		t.Rollback(t.db.ctx)
	}
	if t.escaped || t.arena.Bytes > 1<<20 || t.buf.N > 4096 || cap(t.read.resp.Rows) > 1<<20 {
		return // a large one's memory is not worth keeping
	}
	db := t.db
	t.reset()
	db.pool.Put(t)
}

// reset makes it as new, but for its memory. A field that is left out here would be the next
// transaction's, so a new one of Txn is set back here as well.
func (t *Txn) reset() {
	t.db, t.o, t.cert, t.via, t.nearby = nil, TxnOptions{}, nil, nil, nil
	t.meta.Reset()
	t.ended, t.started, t.registered, t.again, t.eager = false, false, false, false, false
	t.readTS, t.commitTS, t.maxObs, t.checkedTS = 0, 0, 0, 0
	t.laterObs.Store(0)
	t.wan.Reset()
	t.seq, t.statement, t.begin = 0, 0, Savepoint{}
	t.buf.Reset()
	t.reads.Reset()
	clear(t.conds)
	t.conds = t.conds[:0]
	clear(t.journal)
	t.journal = t.journal[:0]
	t.flush, t.flushes, t.stuck = buffer.Flushed{}, 0, 0
	t.asked, t.unheard = nil, nil
	t.counts.messages.Store(0)
	t.counts.rounds.Store(0)
	t.counts.rows.Store(0)
	clear(t.entries)
	t.entries, t.whole = t.entries[:0], part{}
	t.commit.reset()
	if len(t.lockMemory) > 4 || cap(t.lockAsk) > 64 {
		t.lockMemory, t.lockAsk, t.lockOut = nil, nil, nil
	}
	t.arena.Reset()
}

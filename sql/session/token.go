package session

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// A token of causality names a time that covers what a session has seen: what it has read lies at or
// below it, and what it has committed. Another session, at any node, that is given it reads nothing
// older, however stale its reads may be, and its transactions come after:
//
//	transactions of now        r lies above it; the clock gets there within the clocks' error (coord.TxnOptions.After)
//	read_staleness, '-5s'      as of it, where that is later
//	max_staleness, with_…      it is a bound like theirs, and the later one counts
//	a time that is named, an   refused where that is before it
//	imported snapshot
//
// Reads of now need no token: they see whatever was acknowledged anywhere before they began.

const settingToken = "isochron.causality_token"

// A token is its version and, in base 32, 20 bytes:
//
//	time 8 | cluster 8 | CRC-32C of all before, the version too 4
const (
	tokenVersion = "c1_"
	causalBytes  = 8 + 8 + 4
)

// tokenText spells tokens in letters and digits, of one case.
func tokenText() *base32.Encoding {
	return base32.NewEncoding("0123456789abcdefghijklmnopqrstuv").WithPadding(base32.NoPadding)
}

// causal is what the next token covers.
type causal struct {
	seen hlc.Timestamp
	now  bool // what is of now has been seen since seen was set: whatever the clock passed until the token is asked for
}

// saw notes what the transaction that ends has shown to the client.
func (s *Session) saw() {
	b := &s.block
	switch {
	case b.asOf != 0 && s.advisoryHeld == 0:
		s.causal.seen = max(s.causal.seen, b.asOf)
	case b.txn != nil || b.touched:
		s.causal.now = true
	}
	if b.txn != nil {
		s.causal.seen = max(s.causal.seen, b.txn.Covers())
		if at := b.txn.CommitTS(); at != 0 {
			s.written = at
		}
	}
}

// sawUtility notes that a statement has run that may have had transactions of its own.
func (s *Session) sawUtility(st ast.Statement) {
	switch st.(type) {
	case *ast.Show, *ast.SetVar, *ast.SetTransaction, *ast.Begin, *ast.Commit, *ast.Rollback, *ast.Savepoint, *ast.Release, *ast.RollbackTo,
		*ast.Fetch, *ast.CloseCursor, *ast.Reset, *ast.DeclareCursor, *ast.Prepare, *ast.Execute, *ast.Deallocate, *ast.Copy:
		return // nothing, or what its transaction has seen
	}
	s.causal.now = true
}

// token covers what the session has seen until now, and what the token covered that it was given.
func (s *Session) token() string {
	b, c := &s.block, &s.causal
	open := b.txn != nil && b.asOf == 0
	if open || c.now {
		c.seen, c.now = max(c.seen, s.m.o.DB.Now()), false
	}
	return makeToken(s.m.cluster(), max(c.seen, b.asOf, s.after))
}

// cluster tells clusters apart, and says nothing else of one.
func (m *Manager) cluster() uint64 {
	h := sha256.Sum256(append([]byte("causality tokens of "), m.o.ClusterID[:]...))
	return binary.BigEndian.Uint64(h[:])
}

func makeToken(cluster uint64, ts hlc.Timestamp) string {
	b := binary.BigEndian.AppendUint64(nil, uint64(ts))
	b = binary.BigEndian.AppendUint64(b, cluster)
	b = binary.BigEndian.AppendUint32(b, tokenSum(b))
	return tokenVersion + tokenText().EncodeToString(b)
}

func tokenSum(b []byte) uint32 {
	return crc32.Checksum(append([]byte(tokenVersion), b...), crc32.MakeTable(crc32.Castagnoli))
}

var (
	errNoToken    = errors.New("no such token, or not all of one")
	errLaterToken = errors.New("of a form that a later version makes")
)

// parseToken reads what makeToken has made.
func parseToken(text string) (cluster uint64, ts hlc.Timestamp, err error) {
	version, rest, ok := strings.Cut(text, "_")
	switch {
	case !ok || len(version) < 2 || version[0] != 'c' || strings.Trim(version[1:], "0123456789") != "":
		return 0, 0, errNoToken
	case version+"_" != tokenVersion:
		return 0, 0, errLaterToken
	}
	b, err := tokenText().DecodeString(rest)
	if err != nil || len(b) != causalBytes || binary.BigEndian.Uint32(b[16:]) != tokenSum(b[:16]) {
		return 0, 0, errNoToken
	}
	ts, cluster = hlc.Timestamp(binary.BigEndian.Uint64(b)), binary.BigEndian.Uint64(b[8:])
	if ts < 0 || makeToken(cluster, ts) != text { // letters behind the end, and bits that say nothing
		return 0, 0, errNoToken
	}
	return cluster, ts, nil
}

// tokenTime is the time of a token that was checked; Zero: there is none.
func tokenTime(text string) hlc.Timestamp {
	_, ts, err := parseToken(text)
	if err != nil {
		return hlc.Zero
	}
	return ts
}

// mayFollow checks a token that the session is given.
func (s *Session) mayFollow(text string) error {
	cluster, ts, err := parseToken(text)
	wrong := func() *pgerror.Error {
		return pgerror.New(pgerror.InvalidParameterValue, "invalid value for parameter %q: %q", settingToken, text)
	}
	if err != nil {
		return wrong().WithDetail("It is %v.", err).WithHint("Give a token whole and unchanged, as SHOW %s has told it.", settingToken)
	}
	now, apart := s.m.o.DB.Now(), s.m.o.DB.Apart()
	switch {
	case cluster != s.m.cluster():
		return wrong().WithDetail("It is a token of another cluster.").WithHint("Clusters don't order each other's transactions: give each its own tokens.")
	case ts > now.Add(apart):
		return wrong().WithDetail("It covers %s; the time is %s, and clocks of nodes differ by %s at most.", ts.Time().Format(pastFormat), now.Time().Format(pastFormat), apart).
			WithHint("No node of this cluster can have made it by now, but if its clock was wrong, or this node's is: compare them.")
	}
	return s.follow(ts)
}

// follow refuses a token that comes too late for the transaction that is open.
func (s *Session) follow(ts hlc.Timestamp) error {
	b := &s.block
	if b.asOf == 0 {
		s.discardUntouched()
	}
	if b.asOf != 0 && b.asOf < ts || b.asOf == 0 && b.txn != nil && b.txn.ReadTS() < ts {
		return pgerror.New(pgerror.ActiveSQLTransaction, "%s must be set before any query", settingToken).
			WithDetail("The transaction reads as of a time that the token does not allow.").WithHint("Set it before the transaction begins.")
	}
	return nil
}

// errBeforeToken refuses a time that was named and lies before the session's token.
func (s *Session) errBeforeToken(at hlc.Timestamp) error {
	return pgerror.New(pgerror.InvalidParameterValue, "cannot read as of a time before the causality token").
		WithDetail("The time was %s; the token covers %s.", at.Time().Format(pastFormat), s.after.Time().Format(pastFormat)).
		WithHint("RESET %s to read further back, or name a later time.", settingToken)
}

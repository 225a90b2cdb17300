package session

import (
	"errors"
	"strings"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/txn/coord"
)

// end ends a message that failed with err (nil: it did not).
func (s *Session) end(err error) error { return s.stop.end(s.asConflict(err)) }

// asConflict is wordedConflict, at no cost for what succeeds: what errors.As is given lies on the
// heap, and this is asked on every message of every client.
func (s *Session) asConflict(err error) error {
	if err == nil {
		return nil
	}
	return s.wordedConflict(err)
}

// wordedConflict says in Postgres's words that rows were in conflict, as applications and their logs
// know them; which row, and how, is the DETAIL. Other reasons to run a transaction again, of which
// Postgres knows nothing, keep their own words.
func (s *Session) wordedConflict(err error) error {
	var lost *coord.RetryError
	var again *coord.StatementRetry
	var worded *pgerror.Error
	var old *coord.SnapshotError
	switch {
	case errors.As(err, &worded):
		return err
	case errors.As(err, &old):
		return s.tooOld(old)
	case errors.As(err, &again):
		lost = &again.RetryError
	case !errors.As(err, &lost):
		return err
	}
	if len(lost.Key) == 0 && lost.At == 0 || lost.Why == "" {
		return err
	}
	words := "could not serialize access due to concurrent update"
	if s.level == kvpb.Isolation_SERIALIZABLE {
		words = "could not serialize access due to read/write dependencies among transactions"
	}
	detail := strings.ToUpper(lost.Why[:1]) + lost.Why[1:]
	if where := lost.Detail(); where != "" {
		detail += ": " + where
	}
	return pgerror.Wrap(err, pgerror.TRSerializationFailure, "%s", words).WithDetail("%s.", detail).WithHint("%s", lost.Hint())
}

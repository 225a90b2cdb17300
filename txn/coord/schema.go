package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// What a Certifier on a node that does not hold the catalog needs beside its question.

// Observe notes a version that the transaction depends on and did not read itself: that of
// the schema it was planned with, or a timestamp up to which others were promised that
// nothing of what it writes changes. Rule W covers it (T1), and c exceeds it.
func (t *Txn) Observe(ts hlc.Timestamp) { t.observed(ts) }

// CertifyAhead is how far beyond now a certificate must reach for a commit whose c is
// its leaseholder's choice.
// It is as much as deadlineFrom adds beyond the way: a certificate that reaches so far is not asked for again.
func (db *DB) CertifyAhead() time.Duration {
	present := time.Duration(db.lead.presents.most.Load())
	return certifyRoom + 2*db.o.Bound.Epsilon() + present + present/presentGrowth
}

// Failover is for how long a range that nobody serves is asked again.
func (db *DB) Failover() time.Duration { return db.failover() }

// AwaitPast is Rule W's wait: it returns when every clock has passed ts.
func (db *DB) AwaitPast(ctx context.Context, ts hlc.Timestamp) error { return db.wait(ctx, ts) }

// Reading is a new clock reading; a degraded node waits for its clock to be well (T16).
func (db *DB) Reading(ctx context.Context) (hlc.Timestamp, error) {
	now, err := db.reading(ctx)
	return now.Timestamp(), err
}

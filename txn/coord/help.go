package coord

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// A serializable transaction that keeps losing is helped (section 4): after a few
// replays it locks what it reads before it reads it. Then nobody changes a row
// between its look and its commit, and others wait for it instead of overtaking.

const (
	// helpAfter is how many attempts fail before reads take locks.
	// Two failures are usual where many want one row; the third says that it goes on.
	helpAfter = 3
	// helpedRows bounds how many rows of one scan are locked for it.
	helpedRows = 10_000
	// eagerRows is the same where it has not lost yet; a scan of more takes no locks.
	eagerRows = 64
	// helpedMode lets foreign keys be checked (KEY SHARE), and turns into the lock
	// of an update without standing in line again.
	helpedMode = kvpb.LockMode_NO_KEY_UPDATE
)

// helped tells whether reads take locks.
// It ends starvation, not conflicts: lines for locks go by age, so the oldest gets all of its own in the end.
// eager is the session's wish; a retry count counts for all of them. Other levels do not validate reads.
func (t *Txn) helped() bool { return (t.o.Retry >= helpAfter || t.eager) && t.serializable() }

// LockReads has reads take locks from now on, or (off) again only where the transaction keeps losing.
// A scan of more than eagerRows rows takes none. It has no effect at other levels than SERIALIZABLE.
func (t *Txn) LockReads(on bool) { t.eager = on }

// helpGet locks keys that are about to be read.
// A key without a row is locked, too: nobody may insert it meanwhile.
func (t *Txn) helpGet(ctx context.Context, ks ...keys.Key) error {
	targets := make([]LockTarget, len(ks))
	for i, k := range ks {
		targets[i] = LockTarget{k, helpedMode}
	}
	return t.helpLock(ctx, targets)
}

// helpLock goes range by range: who needs help meets others that do.
func (t *Txn) helpLock(ctx context.Context, targets []LockTarget) error {
	_, err := t.Lock(ctx, targets, LockOptions{Newest: true, InOrder: true})
	return err
}

// helpScan locks the rows of spans that are about to be read, and moves r to a
// time at which all of them are locked.
func (t *Txn) helpScan(ctx context.Context, spans []keys.Span) error {
	// The look reads at r without being validated: what it finds only says which keys to lock. Rows that come
	// between it and the locks are met by the scan that follows, validated as ever.
	var targets []LockTarget
	look := &Rows{t: t, spec: ScanSpec{TargetBytes: uint64(t.db.o.Limits.PageBytes)}, unrecorded: true}
	// Made by hand: Scan would help this one, too.
	look.call = &look.first
	look.left = append(look.left, spans...)
	defer look.Close()
	// One more than is allowed, to see that there are more.
	most := helpedRows
	if t.o.Retry < helpAfter {
		most = eagerRows + 1
	}
	for len(targets) < most && look.Next(ctx) {
		targets = append(targets, LockTarget{t.arena.Copy(look.Key()), helpedMode})
	}
	// A scan of many rows, without need: it takes no locks at all, rather than some.
	if look.err != nil || len(targets) == 0 || len(targets) == eagerRows+1 && t.o.Retry < helpAfter {
		return look.err
	}
	if err := t.helpLock(ctx, targets); err != nil {
		return err
	}
	// To a moment when all are held; what was read before must still hold (the refresh validates it).
	return t.refresh(ctx, hlc.Zero)
}

package consensus

import (
	"encoding/binary"
	"fmt"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// IsSnapshot reports whether a message says that a range's state has been sent.
// index and term are of the entry that the state stands at.
func IsSnapshot(m *Message) (index, term uint64, ok bool) {
	meta := m.GetSnapshot().GetMetadata()
	return meta.GetIndex(), meta.GetTerm(), meta.GetIndex() != 0
}

// Holds reports whether a replica's stored log has the entry at index, of that term,
// or begins after it. Then a snapshot that stands there is not to be installed:
// what follows it in the log may have been acknowledged.
// It reads the stored log alone, for replicas that no group runs for.
func Holds(r engine.Reader, rangeID, index, term uint64) (bool, error) {
	l := &Log{rangeID: rangeID, reader: r}
	if err := l.loadTruncated(); err != nil {
		return false, err
	}
	if l.truncated >= index {
		return true, nil
	}
	v, ok, err := r.Get(keys.LogEntry(rangeID, index), nil)
	if err != nil || !ok {
		return false, err
	}
	e, err := decodeEntry(index, v)
	return e.GetTerm() == term, err
}

// WriteInstalled adds to w that the log of a replica that no group runs for begins
// after a snapshot at index, of logTerm, which came in a message of term. What the
// replica voted for is kept. The state goes into the same batch; then a group is
// loaded of it, and the message is stepped there.
func WriteInstalled(r engine.Reader, w engine.Writer, rangeID, index, logTerm, term uint64) error {
	if logTerm > term || index <= InitialIndex && logTerm > InitialTerm {
		return fmt.Errorf("%w: a snapshot at %d/%d in term %d", ErrMessage, index, logTerm, term)
	}
	l := &Log{rangeID: rangeID, reader: r}
	v, ok, err := r.Get(keys.Replica(rangeID, keys.ReplicaHardState), nil)
	if err != nil {
		return err
	}
	vote := uint64(0)
	// Whoever has voted in a later term must not forget it; in an earlier one the
	// vote is over.
	if ok {
		if len(v) != 16 && len(v) != 24 {
			return fmt.Errorf("%w: range %d: hard state of %d bytes", ErrCorrupt, rangeID, len(v))
		}
		if stored := binary.BigEndian.Uint64(v); stored >= term {
			term, vote = stored, binary.BigEndian.Uint64(v[8:])
		}
	}
	if err := l.writeInstall(w, index, logTerm); err != nil {
		return err
	}
	return l.writeHard(w, term, vote, index)
}

package jobs

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Kind is what a job does.
type Kind byte

// The kinds. The values are stored and never reused.
const (
	// Clear removes the keys of a table's prefix, or of one of its indexes, once
	// they are out of use and past the time for which they are kept.
	Clear Kind = 1
	// Build guards an index that is being filled: unless it was published,
	// it is taken out of its table again.
	Build Kind = 2
	// Discard guards keys that a transaction fills and may come to publish: unless it did,
	// they are removed.
	Discard Kind = 3
	// ClearSpace and DiscardSpace are Clear and Discard of all keys of a database, which Table
	// names. They need version.Parted.
	ClearSpace   Kind = 4
	DiscardSpace Kind = 5
)

// Job is one row.
type Job struct {
	ID   uint64
	Kind Kind
	// Table is the descriptor's ID; Space, Prefix and Index name its keys. Index
	// 0 means all of the prefix.
	Table         uint64
	Space, Prefix uint64
	Index         uint64
	// Created and Due are nanoseconds since the Unix epoch.
	Created, Due int64
	Attempts     uint64
	// Node and Epoch name the process that the job belongs to.
	Node, Epoch uint64
	// Error is that of the last attempt.
	Error string
}

var errJob = errors.New("jobs: malformed job")

// The formats of rows. The first, of clusters with one node, names no holder.
const (
	jobFormatAlone = 1
	jobFormat      = 2
)

func jobKey(id uint64) keys.Key {
	return keys.AppendUvarint(keys.Key{keys.System, 'j'}, id)
}

func jobSpan() keys.Span {
	p := keys.Key{keys.System, 'j'}
	return keys.Span{Start: p, End: p.PrefixEnd()}
}

// Span is the keys that the job is about.
func (j *Job) Span() keys.Span {
	p := keys.TablePrefix(j.Space, j.Prefix)
	switch {
	case j.Kind == ClearSpace || j.Kind == DiscardSpace:
		p = keys.SpacePrefix(j.Space)
	case j.Index != 0:
		p = keys.IndexPrefix(j.Space, j.Prefix, j.Index)
	}
	return keys.Span{Start: p, End: p.PrefixEnd()}
}

// String names the kind.
func (k Kind) String() string {
	switch k {
	case Clear:
		return "CLEAR"
	case Build:
		return "INDEX BUILD"
	case Discard:
		return "DISCARD"
	case ClearSpace:
		return "CLEAR DATABASE"
	case DiscardSpace:
		return "DISCARD DATABASE"
	}
	return "UNKNOWN"
}

func (j *Job) encode() []byte {
	b := []byte{jobFormat, byte(j.Kind)}
	for _, v := range []uint64{j.ID, j.Table, j.Space, j.Prefix, j.Index, uint64(j.Created), uint64(j.Due), j.Attempts, j.Node, j.Epoch} {
		b = binary.AppendUvarint(b, v)
	}
	return append(b, j.Error...)
}

// decodeJob reads what encode wrote. It never panics on malformed input.
func decodeJob(b []byte) (*Job, error) {
	if len(b) < 2 || b[0] != jobFormat && b[0] != jobFormatAlone {
		return nil, errJob
	}
	j := &Job{Kind: Kind(b[1])}
	var created, due uint64
	fields := []*uint64{&j.ID, &j.Table, &j.Space, &j.Prefix, &j.Index, &created, &due, &j.Attempts, &j.Node, &j.Epoch}
	if b[0] == jobFormatAlone {
		fields = fields[:8]
	}
	b = b[2:]
	for _, p := range fields {
		v, w := binary.Uvarint(b)
		if w <= 0 {
			return nil, errJob
		}
		*p, b = v, b[w:]
	}
	j.Created, j.Due, j.Error = int64(created), int64(due), string(b)
	return j, nil
}

func sortWrites(w []*kvpb.Write) {
	slices.SortFunc(w, func(a, b *kvpb.Write) int { return bytes.Compare(a.Key, b.Key) })
}

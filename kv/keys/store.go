package keys

import "encoding/binary"

// Store-local keys: not replicated, never addressed by a span.
//
//	0x01 'i'                       store identity and format version
//	     'a'                       the clocks' agreement
//	     'c'                       the clock's persisted upper bound
//	     'e'                       the process's session epoch
//	     'g' rangeID 0             a state that came, and is to be put in place
//	     'g' rangeID 1+n           its chunks
//	     't' rangeID               a removed replica's tombstone: the least ID of a later one
//	     'm'                       what the node knows of the others (server/node)
//	     'n'                       the cluster's version, as the node was promised it
//	     's'                       what the store has promised to others (range/support)
//	     'r' rangeID 'a'           applied state (index, term, closed timestamp, …)
//	                 'd'           the range's descriptor, as applied
//	                 'h'           Raft hard state
//	                 'l' index     one Raft log entry; index is 8 bytes, big-endian
//	                 't'           truncated state: index and term before the log's first entry
//
// rangeID is an order-preserving uvarint.

// ReplicaKind is the kind of a store-local entry of one replica.
type ReplicaKind byte

// The kinds of entries of one replica.
const (
	ReplicaApplied    ReplicaKind = 'a'
	ReplicaDescriptor ReplicaKind = 'd'
	ReplicaHardState  ReplicaKind = 'h'
	ReplicaLog        ReplicaKind = 'l'
	ReplicaTruncated  ReplicaKind = 't'
)

// StoreIdent is where the store says who it is.
func StoreIdent() Key { return Key{StoreLocal, 'i'} }

// StoreClock is where the clock's upper bound lies.
func StoreClock() Key { return Key{StoreLocal, 'c'} }

// StoreAgreement is where it lies what of the clocks' agreement must outlive the process.
func StoreAgreement() Key { return Key{StoreLocal, 'a'} }

// StoreEpoch is where the epoch of the last process lies, where it is not told by StoreClock.
func StoreEpoch() Key { return Key{StoreLocal, 'e'} }

// StoreMembers is where the node notes what it knows of the others.
func StoreMembers() Key { return Key{StoreLocal, 'm'} }

// StoreVersion is where the node notes the cluster's version. It lies before the replicas:
// it may be there before the store has an identity.
func StoreVersion() Key { return Key{StoreLocal, 'n'} }

// StoreSupport is where the store's promises to other stores lie.
func StoreSupport() Key { return Key{StoreLocal, 's'} }

// StateMarker is where it lies that all of a range's state has come: it is to be put in place.
func StateMarker(rangeID uint64) Key { return stateEntry(rangeID, 0) }

// StateProgress is where it lies how much of a range's state has come.
func StateProgress(rangeID uint64) Key { return stateEntry(rangeID, 1) }

func stateEntry(rangeID, n uint64) Key {
	return binary.BigEndian.AppendUint64(AppendUvarint(Key{StoreLocal, 'g'}, rangeID), n)
}

// StateSpan is all of one range's state on its way; StatesSpan, of all ranges'.
func StateSpan(rangeID uint64) Span {
	k := Key(AppendUvarint(Key{StoreLocal, 'g'}, rangeID))
	return Span{Start: k, End: k.PrefixEnd()}
}

// StatesSpan is all states on their way.
func StatesSpan() Span { return Span{Start: Key{StoreLocal, 'g'}, End: Key{StoreLocal, 'h'}} }

// StoreTombstone is where a removed replica leaves which IDs may come after it.
func StoreTombstone(rangeID uint64) Key { return Key(AppendUvarint(Key{StoreLocal, 't'}, rangeID)) }

// AppendReplica appends the key of kind for the replica of rangeID (without the
// index that a log entry's key ends with).
func AppendReplica(dst []byte, rangeID uint64, kind ReplicaKind) []byte {
	dst = append(dst, StoreLocal, 'r')
	return append(AppendUvarint(dst, rangeID), byte(kind))
}

// Replica is AppendReplica in memory of its own.
func Replica(rangeID uint64, kind ReplicaKind) Key {
	return AppendReplica(make(Key, 0, 12), rangeID, kind)
}

// AppendLogEntry appends the key of the Raft log entry at index.
func AppendLogEntry(dst []byte, rangeID, index uint64) []byte {
	return binary.BigEndian.AppendUint64(AppendReplica(dst, rangeID, ReplicaLog), index)
}

// LogEntry is AppendLogEntry in memory of its own.
func LogEntry(rangeID, index uint64) Key {
	return AppendLogEntry(make(Key, 0, 20), rangeID, index)
}

// LogSpan is the keys of log entries in [from, to).
func LogSpan(rangeID, from, to uint64) Span {
	return Span{Start: LogEntry(rangeID, from), End: LogEntry(rangeID, to)}
}

// ReplicaSpan is all entries of one replica.
func ReplicaSpan(rangeID uint64) Span {
	k := Key(AppendUvarint(Key{StoreLocal, 'r'}, rangeID))
	return Span{Start: k, End: k.PrefixEnd()}
}

// ReplicasSpan is the entries of all replicas of the store.
func ReplicasSpan() Span { return Span{Start: Key{StoreLocal, 'r'}, End: Key{StoreLocal, 's'}} }

// ReplicaEntry is a decoded key of one replica.
type ReplicaEntry struct {
	RangeID uint64
	Kind    ReplicaKind
	Index   uint64 // of a log entry
}

// DecodeReplica reads a key of one replica's entries.
func DecodeReplica(k Key) (ReplicaEntry, error) {
	if len(k) < 2 || k[0] != StoreLocal || k[1] != 'r' {
		return ReplicaEntry{}, ErrKey
	}
	id, rest, ok := DecodeUvarint(k[2:])
	if !ok || len(rest) == 0 {
		return ReplicaEntry{}, ErrKey
	}
	e := ReplicaEntry{RangeID: id, Kind: ReplicaKind(rest[0])}
	switch e.Kind {
	case ReplicaApplied, ReplicaDescriptor, ReplicaHardState, ReplicaTruncated:
		if len(rest) != 1 {
			return ReplicaEntry{}, ErrKey
		}
	case ReplicaLog:
		if len(rest) != 9 {
			return ReplicaEntry{}, ErrKey
		}
		e.Index = binary.BigEndian.Uint64(rest[1:])
	default:
		return ReplicaEntry{}, ErrKey
	}
	return e, nil
}

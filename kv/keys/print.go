package keys

import (
	"fmt"
	"strconv"
	"strings"
)

// String is k for people: a path of what its parts mean. Columns are shown as
// quoted bytes, since their types are not known here.
func (k Key) String() string {
	if len(k) == 0 {
		return "/min"
	}
	switch k[0] {
	case StoreLocal:
		return printStore(k)
	case RangeLocal:
		return printLocal(k)
	case Directory:
		return "/directory" + printRest(k[1:])
	case System:
		return "/system" + printRest(k[1:])
	case Catalog:
		return "/catalog" + printRest(k[1:])
	case Sequences:
		return "/sequences" + printRest(k[1:])
	case Rows:
		return printRow(k[1:])
	case 0xff:
		return "/max" + printRest(k[1:])
	}
	return "/unknown" + printRest(k)
}

// String is s for people.
func (s Span) String() string {
	if s.IsPoint() {
		return s.Start.String()
	}
	return "[" + s.Start.String() + ", " + s.End.String() + ")"
}

// String is t in hexadecimal, as kvpb.TxnID shows it.
func (t Txn) String() string { return fmt.Sprintf("%016x%016x", t.Hi, t.Lo) }

func printRest(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	return "/" + strconv.QuoteToASCII(string(b))
}

func printStore(k Key) string {
	if e, err := DecodeReplica(k); err == nil {
		names := map[ReplicaKind]string{
			ReplicaApplied: "applied", ReplicaDescriptor: "descriptor", ReplicaHardState: "hardstate",
			ReplicaLog: "log", ReplicaTruncated: "truncated",
		}
		s := fmt.Sprintf("/store/range/%d/%s", e.RangeID, names[e.Kind])
		if e.Kind == ReplicaLog {
			s += fmt.Sprintf("/%d", e.Index)
		}
		return s
	}
	switch string(k[1:]) {
	case "i":
		return "/store/ident"
	case "c":
		return "/store/clock"
	case "e":
		return "/store/epoch"
	}
	return "/store" + printRest(k[1:])
}

func printLocal(k Key) string {
	l, err := DecodeLocal(nil, k)
	if err != nil {
		return "/local" + printRest(k[1:])
	}
	names := map[LocalKind]string{
		LocalEvidence: "evidence", LocalIntent: "intent", LocalCarriedRead: "mark",
		LocalPrevention: "prevention", LocalRecord: "record", LocalFreeze: "freeze", LocalMerged: "merged", LocalTie: "tie",
	}
	s := "/local" + l.Key.String() + "/" + names[l.Kind]
	if !l.Kind.numbered() {
		s += "/" + l.Txn.String()
	}
	if l.Kind.numbered() || l.Kind == LocalIntent {
		s += "/" + strconv.FormatUint(l.Number, 10)
	}
	return s
}

func printRow(b []byte) string {
	var s strings.Builder
	s.WriteString("/rows")
	for range 3 { // space, table, index
		if len(b) == 0 {
			break
		}
		v, rest, ok := DecodeUvarint(b)
		if !ok {
			break
		}
		b = rest
		s.WriteByte('/')
		s.WriteString(strconv.FormatUint(v, 10))
	}
	s.WriteString(printRest(b))
	return s.String()
}

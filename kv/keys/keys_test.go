package keys

import (
	"bytes"
	"math"
	"slices"
	"testing"
)

func TestPrint(t *testing.T) {
	txn := Txn{1, 0xab}
	user := append(IndexPrefix(2, 300, 1), "x\x00y"...)
	tests := []struct {
		key  Key
		want string
	}{
		{nil, "/min"},
		{StoreIdent(), "/store/ident"},
		{StoreClock(), "/store/clock"},
		{StoreEpoch(), "/store/epoch"},
		{Key{StoreLocal, 'z'}, `/store/"z"`},
		{Replica(7, ReplicaApplied), "/store/range/7/applied"},
		{Replica(700, ReplicaDescriptor), "/store/range/700/descriptor"},
		{Replica(7, ReplicaHardState), "/store/range/7/hardstate"},
		{Replica(7, ReplicaTruncated), "/store/range/7/truncated"},
		{LogEntry(7, 1<<40), "/store/range/7/log/1099511627776"},
		{Key{System, 'a'}, `/system/"a"`},
		{Key{Catalog}, "/catalog"},
		{Key{Sequences, 'a'}, `/sequences/"a"`},
		{user, `/rows/2/300/1/"x\x00y"`},
		{TablePrefix(2, 300), "/rows/2/300"},
		{Key{Rows, 0xff}, `/rows/"\xff"`},
		{MaxKey, "/max"},
		{Key{0x10}, `/unknown/"\x10"`},
		{Record(user, txn), `/local/rows/2/300/1/"x\x00y"/record/000000000000000100000000000000ab`},
		{Evidence(user, txn), `/local/rows/2/300/1/"x\x00y"/evidence/000000000000000100000000000000ab`},
		{Prevention(Key{Catalog}, txn), `/local/catalog/prevention/000000000000000100000000000000ab`},
		{Intent(Key{Catalog}, txn, 5), `/local/catalog/intent/000000000000000100000000000000ab/5`},
		{CarriedRead(Key{Catalog}, 5), `/local/catalog/mark/5`},
		{Key{RangeLocal, 'a'}, `/local/"a"`},
	}
	for _, tt := range tests {
		if got := tt.key.String(); got != tt.want {
			t.Errorf("%x: got %s, want %s", []byte(tt.key), got, tt.want)
		}
	}
	if got, want := (Span{Key{Catalog}, Key{Sequences}}).String(), "[/catalog, /sequences)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestSplitDividesLocalKeys: range-local entries lie on the side of a split on
// which their key lies, whatever bytes the keys have.
func TestSplitDividesLocalKeys(t *testing.T) {
	user := []Key{
		{3}, {3, 0}, {3, 0, 0}, {3, 0, 1}, {3, 0, 0xff}, {3, 1}, {3, 0xff}, {3, 0xff, 0xff}, {4}, {4, 0}, {0x20, 'a'}, {0x20, 'a', 0, 'b'}, {0x20, 'a', 1}, {0xfe, 0xff},
	}
	slices.SortFunc(user, Key.Compare)
	txn := Txn{math.MaxUint64, math.MaxUint64}
	for i, split := range user {
		for j, k := range user {
			for _, local := range []Key{Record(k, Txn{}), Record(k, txn), Evidence(k, txn), Prevention(k, txn), Intent(k, txn, 9), CarriedRead(k, 9)} {
				left, right := LocalSpan(MinKey, split), LocalSpan(split, MaxKey)
				if got, want := left.Contains(local), j < i; got != want {
					t.Errorf("split at %x: %x left: %t, want %t", split, local, got, want)
				}
				if got, want := right.Contains(local), j >= i; got != want {
					t.Errorf("split at %x: %x right: %t, want %t", split, local, got, want)
				}
			}
		}
	}
}

func TestSpans(t *testing.T) {
	k := func(s string) Key { return Key(s) }
	tests := []struct {
		a, b     Span
		overlaps bool
	}{
		{Point(k("a")), Point(k("a")), true},
		{Point(k("a")), Point(k("a\x00")), false},
		{Point(k("a")), Span{k("a"), k("b")}, true},
		{Point(k("b")), Span{k("a"), k("b")}, false},
		{Span{k("a"), k("c")}, Span{k("b"), k("d")}, true},
		{Span{k("a"), k("b")}, Span{k("b"), k("c")}, false},
	}
	for _, tt := range tests {
		if tt.a.Overlaps(tt.b) != tt.overlaps || tt.b.Overlaps(tt.a) != tt.overlaps {
			t.Errorf("%s and %s: want overlap %t", tt.a, tt.b, tt.overlaps)
		}
	}
	ends := []struct{ key, want Key }{
		{k("a"), k("b")}, {k("a\xff"), k("b")}, {k("a\xff\xff"), k("b")}, {k("\xff\xff"), MaxKey},
	}
	for _, tt := range ends {
		if got := tt.key.PrefixEnd(); got.Compare(tt.want) != 0 {
			t.Errorf("end of prefix %q: got %q, want %q", []byte(tt.key), []byte(got), []byte(tt.want))
		}
	}
}

// FuzzDecodeLocal: a key that decodes is the one that its parts build, and
// printing never panics.
func FuzzDecodeLocal(f *testing.F) {
	for _, k := range []Key{Record(Key("a\x00b"), Txn{1, 2}), Intent(Key{}, Txn{1, 2}, 3), CarriedRead(Key("\xff"), 4), Freeze(Key("a"), 5), Merged(Key("b"), 6), Prevention(Key("k"), Txn{}), {RangeLocal, 0, 2}} {
		f.Add([]byte(k))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = Key(b).String()
		l, err := DecodeLocal(nil, b)
		if err != nil {
			return
		}
		var again Key
		switch l.Kind {
		case LocalRecord:
			again = Record(l.Key, l.Txn)
		case LocalEvidence:
			again = Evidence(l.Key, l.Txn)
		case LocalPrevention:
			again = Prevention(l.Key, l.Txn)
		case LocalIntent:
			again = Intent(l.Key, l.Txn, l.Number)
		case LocalCarriedRead:
			again = CarriedRead(l.Key, l.Number)
		case LocalFreeze:
			again = Freeze(l.Key, l.Number)
		case LocalMerged:
			again = Merged(l.Key, l.Number)
		}
		if !bytes.Equal(again, b) {
			t.Fatalf("%x decodes to %+v, which is %x", b, l, again)
		}
	})
}

// FuzzDecodeReplica: as FuzzDecodeLocal.
func FuzzDecodeReplica(f *testing.F) {
	for _, k := range []Key{Replica(1, ReplicaApplied), Replica(1<<50, ReplicaHardState), LogEntry(240, 9), StoreIdent()} {
		f.Add([]byte(k))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = Key(b).String()
		e, err := DecodeReplica(b)
		if err != nil {
			return
		}
		again := Replica(e.RangeID, e.Kind)
		if e.Kind == ReplicaLog {
			again = LogEntry(e.RangeID, e.Index)
		}
		if !bytes.Equal(again, b) {
			t.Fatalf("%x decodes to %+v, which is %x", b, e, again)
		}
	})
}

// FuzzUvarint: the encoding round-trips, keeps order, and is the only one of its value.
func FuzzUvarint(f *testing.F) {
	for _, v := range []uint64{0, 1, 239, 240, 255, 256, 1 << 16, math.MaxUint64} {
		f.Add(v, v+1, AppendUvarint(nil, v))
	}
	f.Fuzz(func(t *testing.T, v, w uint64, b []byte) {
		ev, ew := AppendUvarint(nil, v), AppendUvarint(nil, w)
		if got, rest, ok := DecodeUvarint(ev); !ok || got != v || len(rest) != 0 {
			t.Fatalf("%d encodes to %x, which decodes to %d, %x, %t", v, ev, got, rest, ok)
		}
		if c := bytes.Compare(ev, ew); (v < w) != (c < 0) || (v == w) != (c == 0) {
			t.Fatalf("order of %d and %d: bytes say %d", v, w, c)
		}
		if x, rest, ok := DecodeUvarint(b); ok {
			if again := append(AppendUvarint(nil, x), rest...); !bytes.Equal(again, b) {
				t.Fatalf("%x decodes to %d, which encodes to %x", b, x, again)
			}
		}
	})
}

// FuzzEscaped: the encoding round-trips, ends where it says, and keeps order.
func FuzzEscaped(f *testing.F) {
	f.Add([]byte("a"), []byte("a\x00"), []byte("rest"))
	f.Add([]byte{}, []byte{0}, []byte{0xff})
	f.Fuzz(func(t *testing.T, a, b, rest []byte) {
		ea, eb := AppendEscaped(nil, a), AppendEscaped(nil, b)
		got, left, ok := DecodeEscaped(nil, append(bytes.Clone(ea), rest...))
		if !ok || !bytes.Equal(got, a) || !bytes.Equal(left, rest) {
			t.Fatalf("%x encodes to %x, which decodes to %x, %x, %t", a, ea, got, left, ok)
		}
		if bytes.Compare(append(ea, rest...), eb) != bytes.Compare(a, b) && !bytes.Equal(a, b) {
			t.Fatalf("order of %x and %x is lost", a, b)
		}
		DecodeEscaped(nil, rest)
	})
}

// All intents of one transaction on one key, and nothing beside them.
func TestIntentSpan(t *testing.T) {
	txns := []Txn{{}, {1, 2}, {1, 3}, {math.MaxUint64, math.MaxUint64}}
	ks := []Key{{}, Key("a"), Key("a\x00"), Key("a\x00\x01"), Key("a\xff"), Key("b"), Key("\xff\xff")}
	var all []Key
	for _, k := range ks {
		for _, txn := range txns {
			all = append(all, Record(k, txn), Evidence(k, txn), Prevention(k, txn), CarriedRead(k, txn.Hi), Freeze(k, txn.Hi))
			for _, seq := range []uint64{0, 1, math.MaxUint64} {
				all = append(all, Intent(k, txn, seq))
			}
		}
	}
	for _, k := range ks {
		for _, txn := range txns {
			span := IntentSpan([]byte("before")[:6:6], k, txn)
			for _, x := range all {
				l, err := DecodeLocal(nil, x)
				if err != nil {
					t.Fatal(err)
				}
				want := l.Kind == LocalIntent && l.Txn == txn && bytes.Equal(l.Key, k)
				if got := span.Contains(x); got != want {
					t.Errorf("the intents of %v on %x hold %s: %t, want %t", txn, k, x, got, want)
				}
			}
		}
	}
}

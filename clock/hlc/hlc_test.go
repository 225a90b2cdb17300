package hlc

import (
	"bytes"
	"cmp"
	"testing"
	"time"
)

func TestTimestampArithmetic(t *testing.T) {
	tests := []struct {
		name      string
		got, want Timestamp
	}{
		{"add", Timestamp(5).Add(7), 12},
		{"add saturates", (Max - 1).Add(time.Hour), Max},
		{"subtract saturates", Timestamp(5).Add(-time.Hour), Zero},
		{"next", Timestamp(5).Next(), 6},
		{"next of max", Max.Next(), Max},
		{"prev", Timestamp(5).Prev(), 4},
		{"prev of zero", Zero.Prev(), Zero},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, tt.got, tt.want)
		}
	}
	if got, want := Timestamp(1_700_000_000_000_000_001).String(), "1700000000.000000001"; got != want {
		t.Errorf("String: got %s, want %s", got, want)
	}
}

// FuzzEncoding holds the encoding against its definition: it round-trips, keeps
// order, and refuses what Append does not write.
func FuzzEncoding(f *testing.F) {
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 1, 7}, int64(3))
	f.Add([]byte{0xff, 0, 0, 0, 0, 0, 0, 1}, int64(1)<<62)
	f.Add([]byte{1}, int64(0))
	f.Fuzz(func(t *testing.T, b []byte, n int64) {
		ts, rest, err := Decode(b)
		if err != nil {
			return
		}
		if got := append(ts.Append(nil), rest...); !bytes.Equal(got, b) {
			t.Fatalf("%x decodes to %d, which encodes to %x", b, ts, got)
		}
		other := Timestamp(n & int64(Max))
		if got, want := bytes.Compare(ts.Append(nil), other.Append(nil)), cmp.Compare(ts, other); got != want {
			t.Fatalf("order of %d and %d: bytes say %d, want %d", ts, other, got, want)
		}
	})
}

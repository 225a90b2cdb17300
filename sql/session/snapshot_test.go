package session

import (
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
)

func TestParseSnapshot(t *testing.T) {
	ts, db, err := parseSnapshot(snapshotName(hlc.Timestamp(1<<62|12345), 77))
	if err != nil || ts != 1<<62|12345 || db != 77 {
		t.Fatalf("got %d of %d, %v", ts, db, err)
	}
	for _, name := range []string{"", "x", "00000003-0000001B", "00000003-0000001B-1x", "0000003-0000001B-1", "00000003-0000001b-1", "FFFFFFFF-00000000-1", "00000003-0000001B-+1", " 00000003-0000001B-1", "100000003-0000001B-1"} {
		if ts, db, err := parseSnapshot(name); err == nil {
			t.Errorf("%q: %d of %d", name, ts, db)
		}
	}
}

package expire

import (
	"strings"
	"testing"
)

func TestRecord(t *testing.T) {
	for _, want := range []Record{
		{},
		{Table: 17000, Due: 1 << 60, Started: 1, Finished: 2, Deleted: 3, Skipped: 4, Total: 1 << 40, Node: 7, Error: "a row is held"},
	} {
		got, err := decodeRecord(want.encode())
		if err != nil || *got != want {
			t.Errorf("%+v is %+v, %v", want, got, err)
		}
	}
	long := Record{Error: strings.Repeat("é", errorBytesMax)}
	if got, err := decodeRecord(long.encode()); err != nil || len(got.Error) > errorBytesMax || !strings.HasPrefix(long.Error, got.Error) {
		t.Errorf("a long error is %d bytes, %v", len(got.Error), err)
	}
}

func FuzzRecord(f *testing.F) {
	f.Add((&Record{Table: 1, Due: 2, Error: "x"}).encode())
	f.Add([]byte{recordFormat})
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decodeRecord(b)
		if err != nil {
			return
		}
		if again, err := decodeRecord(r.encode()); err != nil || again.Table != r.Table || again.Total != r.Total {
			t.Errorf("%+v is %+v, %v", r, again, err)
		}
	})
}

package directory

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
)

func TestVersionStep(t *testing.T) {
	n := func(id, newest, noted uint32) *Node {
		return &Node{ID: id, VersionMin: 1, VersionMax: newest, VersionNoted: noted}
	}
	gone := func(n *Node, to Membership) *Node { n.Membership = to; return n }
	tests := []struct {
		name  string
		at    string
		nodes []*Node
		want  string
		waits []uint32
	}{
		{"nobody", "1 1", nil, "1 1", nil},
		{"all old", "1 1", []*Node{n(1, 1, 1), n(2, 1, 1)}, "1 1", []uint32{1, 2}},
		{"one is old", "1 1", []*Node{n(1, 2, 1), n(2, 1, 1)}, "1 1", []uint32{2}},
		{"all speak it", "1 1", []*Node{n(1, 2, 1), n(2, 3, 1)}, "1 2", nil},
		{"one by one", "1 1", []*Node{n(1, 9, 1)}, "1 2", nil},
		{"nobody has noted", "1 2", []*Node{n(1, 2, 1), n(2, 2, 1)}, "1 2", []uint32{1, 2}},
		{"one has not noted", "1 2", []*Node{n(1, 2, 2), n(2, 3, 1)}, "1 2", []uint32{2}},
		{"all have noted", "1 2", []*Node{n(1, 2, 2), n(2, 3, 2)}, "2 2", nil},
		{"the next one", "2 2", []*Node{n(1, 3, 2), n(2, 3, 2)}, "2 3", nil},
		{"the newest", "2 2", []*Node{n(1, 2, 2), n(2, 3, 2)}, "2 2", []uint32{1}},
		{"an old one has left", "1 1", []*Node{n(1, 2, 1), gone(n(2, 1, 1), Decommissioned)}, "1 2", nil},
		{"an old one leaves", "1 1", []*Node{n(1, 2, 1), gone(n(2, 1, 1), Decommissioning)}, "1 1", []uint32{2}},
		{"an old one is drained", "1 1", []*Node{n(1, 2, 1), gone(n(2, 1, 1), Draining)}, "1 1", []uint32{2}},
		{"one that has not noted has left", "1 2", []*Node{n(1, 2, 2), gone(n(2, 2, 1), Decommissioned)}, "2 2", nil},
		{"all are told to agree", "3 3", []*Node{n(1, 3|version.Agreed, 3), n(2, 3|version.Agreed, 3)}, fmt.Sprint(3, 3|version.Agreeing), nil},
		{"the build's version first", "3 3", []*Node{n(1, 4|version.Agreed, 3), n(2, 4|version.Agreed, 3)}, "3 4", nil},
		{"one is not told to", "3 3", []*Node{n(1, 3|version.Agreed, 3), n(2, 3, 3)}, "3 3", []uint32{2}},
		{"one is not told to, the other is of an older build", "3 3", []*Node{n(1, 3|version.Agreed, 3), n(2, 4, 3)}, "3 3", []uint32{1}},
		{"agreeing is noted", fmt.Sprint(3, 3|version.Agreeing), []*Node{n(1, 3|version.Agreed, 3|version.Agreeing)}, fmt.Sprint(3|version.Agreeing, 3|version.Agreeing), nil},
		{"and agreed is next", fmt.Sprint(3|version.Agreeing, 3|version.Agreeing), []*Node{n(1, 3|version.Agreed, 3)}, fmt.Sprint(3|version.Agreeing, 3|version.Agreed), nil},
		{"a newer build of those that agree", fmt.Sprint(3|version.Agreed, 3|version.Agreed), []*Node{n(1, 4|version.Agreed, 3)}, fmt.Sprint(3|version.Agreed, 4|version.Agreed), nil},
		{"from before there were notes", "1 1", []*Node{n(1, 2, 0)}, "1 2", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var v Version
			if _, err := fmt.Sscan(tt.at, &v.Active, &v.Next); err != nil {
				t.Fatal(err)
			}
			got, waits := v.Step(tt.nodes)
			if s := fmt.Sprint(got.Active, " ", got.Next); s != tt.want || !slices.Equal(waits, tt.waits) {
				t.Errorf("got %s, waits for %v; want %s, %v", s, waits, tt.want, tt.waits)
			}
		})
	}
}

func TestVersionAdmits(t *testing.T) {
	for _, tt := range []struct {
		v      Version
		lo, hi uint32
		says   string // "": admitted
	}{
		{Version{Active: 1, Next: 1}, 1, 1, ""},
		{Version{Active: 1, Next: 1}, 1, 5, ""},
		{Version{Active: 1, Next: 1}, 2, 5, "the cluster is at version 1, and this node speaks versions 2 to 5: upgrade by way"},
		{Version{Active: 1, Next: 2}, 1, 2, ""},
		{Version{Active: 1, Next: 2}, 1, 1, "at version 1 and about to be at version 2, and this node speaks version 1 alone: start it with a newer"},
		{Version{Active: 1, Next: 2}, 2, 2, "by way of a release"},
		{Version{Active: 2, Next: 2}, 1, 1, "the cluster is at version 2, and this node speaks version 1 alone: start it with a newer release"},
		{Version{Active: 2, Next: 2}, 2, 3, ""},
		{Version{Active: 3, Next: 3 | version.Agreeing}, 1, 4, "at version 3 and about to be at version 3, turning to clocks that agree, and this node speaks versions 1 to 4: start it with --agree-clocks"},
		{Version{Active: 4 | version.Agreed, Next: 4 | version.Agreed}, 1, 3 | version.Agreed, "at version 4, with clocks that agree, and this node speaks versions 1 to 3, and clocks that agree: start it with a newer release"},
		{Version{Active: 3 | version.Agreed, Next: 3 | version.Agreed}, 4, 5 | version.Agreed, "upgrade by way of a release"},
		{Version{Active: 3 | version.Agreed, Next: 3 | version.Agreed}, 1, 5 | version.Agreed, ""},
		{Version{Active: 3, Next: 3}, 1, 3 | version.Agreed, ""},
	} {
		err := tt.v.Admits(tt.lo, tt.hi)
		if tt.says == "" {
			if err != nil {
				t.Errorf("%+v, %d to %d: %v", tt.v, tt.lo, tt.hi, err)
			}
		} else if !errors.Is(err, ErrVersion) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%+v, %d to %d: %v, want %q", tt.v, tt.lo, tt.hi, err, tt.says)
		}
	}
}

// TestVersionWorlds: clusters whose nodes come, are upgraded, downgraded, lose power at any
// moment and leave, in any order, keep V1 to V3; and get as far as their members speak.
func TestVersionWorlds(t *testing.T) {
	type disk struct {
		noted  Version
		lo, hi uint32 // of the build that runs
		up     bool
		row    *Node
	}
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 7))
		told := func(v uint32) uint32 { return v | rng.Uint32N(2)*version.Agreed } // whether it is told to agree
		row, disks := FirstVersion(), []*disk{}
		rows := func() (out []*Node) {
			for _, d := range disks {
				if d.row != nil {
					out = append(out, d.row)
				}
			}
			return out
		}
		// each is what a node does in one go: a transaction, or a write to its disk.
		start := func(d *disk, id int) { // a build may be refused, as server/node does
			d.up = version.Has(d.hi, d.noted.Next) && version.Has(d.noted.Next, d.lo) && row.Admits(d.lo, d.hi) == nil && (d.row == nil || d.row.Membership != Decommissioned)
			if d.up {
				d.noted = d.noted.Join(row)
				d.row = &Node{ID: uint32(id + 1), VersionMin: d.lo, VersionMax: d.hi, VersionNoted: d.noted.Next}
			}
		}
		step := func() {
			old := row
			if row, _ = row.Step(rows()); row.Active < old.Active || row.Next < old.Next || row.Validate() != nil {
				t.Fatalf("seed %d: V1: %v after %v", seed, row, old)
			}
		}
		for range 60 {
			if len(disks) < 5 && rng.IntN(8) == 0 {
				hi := 1 + rng.Uint32N(3)
				d := &disk{noted: FirstVersion(), lo: 1 + rng.Uint32N(hi), hi: told(hi)}
				if row.Admits(d.lo, d.hi) == nil {
					d.noted = row // told when it joins
					disks = append(disks, d)
					if rng.IntN(4) > 0 { // else its power fails first
						start(d, len(disks)-1)
					}
				}
			}
			if len(disks) == 0 {
				continue
			}
			id := rng.IntN(len(disks))
			switch d := disks[id]; rng.IntN(6) {
			case 0:
				d.up = false
				d.hi = 1 + rng.Uint32N(3)
				d.lo, d.hi = 1+rng.Uint32N(d.hi), told(d.hi)
				start(d, id)
			case 1:
				if d.up {
					d.noted = d.noted.Join(row)
				}
			case 2:
				if d.up {
					d.row.VersionNoted = d.noted.Next
				}
			case 3, 4:
				step()
			case 5:
				if rng.IntN(10) == 0 && d.row != nil && d.row.Membership == Active {
					d.row.Membership, d.up = Decommissioned, false
				}
			}
			for _, d := range disks {
				if d.row == nil || d.row.Membership == Decommissioned {
					continue
				}
				if d.up && row.Admits(d.lo, d.hi) != nil && !version.Has(d.hi, row.Next) {
					t.Fatalf("seed %d: V2: at %v a node runs that speaks %d to %d", seed, row, d.lo, d.hi)
				}
				if !version.Has(d.noted.Next, row.Active) {
					t.Fatalf("seed %d: V3: at %v a disk says %v", seed, row, d.noted)
				}
			}
		}
		for id, d := range disks { // all are upgraded
			d.lo, d.hi = 1, 3|version.Agreed
			start(d, id)
		}
		for range 8 {
			step()
			for _, d := range disks {
				if d.up {
					d.noted = d.noted.Join(row)
					d.row.VersionNoted = d.noted.Next
				}
			}
		}
		if len(rows()) > 0 && slices.ContainsFunc(disks, func(d *disk) bool { return d.up }) && row.Active != 3|version.Agreed {
			t.Fatalf("seed %d: at %v in the end", seed, row)
		}
	}
}

func TestVersionRow(t *testing.T) {
	for _, v := range []Version{{Active: 1, Next: 1}, {Active: 7, Next: 8}} {
		k, b, err := v.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeVersion(k, append(b, 0x78, 5)) // a field of a newer version
		if err != nil || !got.Equal(v) {
			t.Errorf("got %+v, %v; want %+v", got, err, v)
		}
		if _, again, err := got.Encode(); err != nil || string(again) != string(append(b, 0x78, 5)) {
			t.Errorf("what a newer version added is lost: %x, %v", again, err)
		}
		for _, s := range []keys.Span{NodeSpan(), StoreSpan()} {
			if s.Contains(k) {
				t.Errorf("key %x lies among others", []byte(k))
			}
		}
		if !VersionSpan().Contains(k) {
			t.Errorf("key %x is not in its span", []byte(k))
		}
	}
	for _, v := range []Version{{}, {Active: 1}, {Active: 1, Next: 3}, {Active: 2, Next: 1}} {
		if _, _, err := v.Encode(); !errors.Is(err, ErrRow) {
			t.Errorf("%+v: %v", v, err)
		}
	}
}

func FuzzDecodeVersion(f *testing.F) {
	k, b, _ := Version{Active: 3, Next: 4}.Encode()
	f.Add([]byte(k), b)
	f.Add([]byte(k), []byte{8, 0, 16, 9})
	f.Add([]byte{4}, []byte{255})
	f.Fuzz(func(t *testing.T, k, b []byte) {
		v, err := DecodeVersion(k, b)
		if err != nil {
			if !errors.Is(err, ErrRow) {
				t.Fatalf("%v is no ErrRow", err)
			}
			return
		}
		key, value, err := v.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if w, err := DecodeVersion(key, value); err != nil || !w.Equal(v) {
			t.Fatalf("got %+v, %v; want %+v", w, err, v)
		}
	})
}

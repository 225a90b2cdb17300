package pebbleengine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// preallocated notes what is preallocated, in MiB.
type preallocated struct {
	vfs.File
	parts []string
}

func (p *preallocated) Write(b []byte) (int, error) { return len(b), nil }

func (p *preallocated) Preallocate(offset, length int64) error {
	p.parts = append(p.parts, fmt.Sprintf("%g+%g", float64(offset)/(1<<20), float64(length)/(1<<20)))
	return nil
}

// Disk is taken as a log grows, not for all that it may become.
func TestPreallocatedAsWritten(t *testing.T) {
	const mib = 1 << 20
	for name, x := range map[string]struct {
		wants  [][2]int64 // in MiB, the first before any write, the others when it is full
		writes []int      // in MiB
		want   string
	}{
		"nothing wanted":      {writes: []int{1, 2}},
		"a first byte":        {wants: [][2]int64{{0, 70}}, writes: []int{0}, want: "0+4"},
		"below half":          {wants: [][2]int64{{0, 70}}, writes: []int{1, 1}, want: "0+4"},
		"step by step":        {wants: [][2]int64{{0, 70}}, writes: []int{3, 2, 2}, want: "0+4 4+4 8+4"},
		"a large write":       {wants: [][2]int64{{0, 70}}, writes: []int{9}, want: "0+4 4+4 8+4"},
		"no more than wanted": {wants: [][2]int64{{0, 6}}, writes: []int{5, 4}, want: "0+4 4+2"},
		"a second part":       {wants: [][2]int64{{0, 6}, {6, 6}}, writes: []int{6, 3}, want: "0+4 4+2 6+4 10+2"},
		"from the middle":     {wants: [][2]int64{{8, 8}}, writes: []int{9}, want: "8+4"},
	} {
		t.Run(name, func(t *testing.T) {
			below := &preallocated{}
			f := &guardFile{File: below, health: newHealth(&Options{FS: vfs.NewMem()}), log: true, must: true}
			want := func(i int) {
				if i < len(x.wants) {
					if err := f.Preallocate(x.wants[i][0]*mib, x.wants[i][1]*mib); err != nil {
						t.Error(err)
					}
				}
			}
			want(0)
			for i, n := range x.writes {
				if _, err := f.Write(make([]byte, n*mib)); err != nil {
					t.Fatal(err)
				}
				want(i + 1)
			}
			if got := strings.Join(below.parts, " "); got != x.want {
				t.Errorf("preallocated %q, want %q", got, x.want)
			}
		})
	}
}

package codeprobe_test

import (
	"maps"
	"testing"

	"github.com/isochrondb/isochron/base/codeprobe"
)

func TestPaths(t *testing.T) {
	var none *codeprobe.Paths
	none.Hit("a")
	none.HitIf(true, "a")
	if n := testing.AllocsPerRun(10, func() { none.Hit("a") }); n != 0 || len(none.Taken()) != 0 {
		t.Errorf("who takes no notes has %v, at %v allocations", none.Taken(), n)
	}
	p := &codeprobe.Paths{}
	p.Hit("a")
	p.Hit("a")
	p.HitIf(false, "b")
	p.HitIf(true, "c")
	if got, want := p.Taken(), map[string]int{"a": 2, "c": 1}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

package session

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/limit"
)

// TestShapesAreBounded: shapes that ran least make room, what they took is given back, and who
// still has one of them is told to look again.
func TestShapesAreBounded(t *testing.T) {
	var s shapes
	s.init(nil)
	often := s.find(shapeKey{1, 1, "often"})
	for range 3 {
		often.ran(7, time.Millisecond, 2, crossing{})
	}
	never := s.find(shapeKey{1, 1, "never"})
	for i := range 2 * shapesMax {
		s.find(shapeKey{1, 1, fmt.Sprint("text ", i)}).ran(int32(i), time.Duration(i), 1, crossing{})
		if len(s.all) > shapesMax {
			t.Fatalf("%d shapes", len(s.all))
		}
	}
	if often.gone.Load() || !never.gone.Load() || s.gone == 0 {
		t.Errorf("often gone: %v, one that never ran gone: %v, %d gone", often.gone.Load(), never.gone.Load(), s.gone)
	}
	if c := often.counts(); c.calls != 3 || c.rows != 6 || c.total != 3e6 || c.min != 1e6 || c.max != 1e6 || c.deviation() != 0 {
		t.Errorf("%+v, deviation %v", c, c.deviation())
	}
	s.reset(2, 0, 0)
	s.reset(0, 2, 0)
	if often.gone.Load() {
		t.Error("another role's and another database's were reset, and this one is gone")
	}
	if s.reset(0, 0, often.id()); !often.gone.Load() || len(s.all) == 0 {
		t.Errorf("the one was reset: gone %v of %d", often.gone.Load(), len(s.all))
	}
	if s.reset(0, 0, 0); len(s.all) != 0 || s.budget.Used() != 0 {
		t.Errorf("after a reset %d shapes and %d bytes", len(s.all), s.budget.Used())
	}
}

// TestShapesAreBoundedByBytes: where clients may have little, shapes take a small part of it.
func TestShapesAreBoundedByBytes(t *testing.T) {
	const room = 50 * shapeBytes
	var s shapes
	s.init(limit.New("max-sql-memory", room*shapesPart, nil))
	often := s.find(shapeKey{1, 1, "often"})
	often.ran(0, time.Second, 0, crossing{})
	for i := range 1000 {
		if s.find(shapeKey{1, 1, fmt.Sprint(i)}) == nil || s.budget.Used() > room {
			t.Fatalf("shape %d of %d bytes", i, s.budget.Used())
		}
	}
	if s.find(shapeKey{1, 1, strings.Repeat("x", room)}) != nil {
		t.Error("a shape that has no room is counted")
	}
	if len(s.all) == 0 || often.gone.Load() {
		t.Errorf("%d are left, the one that ran gone: %v", len(s.all), often.gone.Load())
	}
}

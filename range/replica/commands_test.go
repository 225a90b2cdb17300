package replica

import (
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// TestCommandsAreComplete: each method has a row, of one of its two forms.
func TestCommandsAreComplete(t *testing.T) {
	for m := range kvpb.MethodCount {
		c := &commands[m]
		executed, served := c.latches != nil && c.evaluate != nil, c.serve != nil
		if executed == served || served && (c.latches != nil || c.evaluate != nil || c.gather != nil) {
			t.Errorf("%v: it is executed: %v; it is served: %v", m, executed, served)
		}
	}
}

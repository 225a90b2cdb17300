package probe_test

import (
	"testing"
	"testing/synctest"
)

func TestWorld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, worldOptions{seed: 1, nodes: 3})
		defer w.close()
		w.split("b", "c")
		w.lead("a", 1)
		w.lead("b", 2)
		w.lead("c", 3)
		w.set(1, "a", "1", "b", "2", "c", "3")
		x := w.begin(2)
		if got := x.get("a") + x.get("b") + x.get("c"); got != "123" {
			t.Errorf("got %q", got)
		}
		x.commit()
	})
}

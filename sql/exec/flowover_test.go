package exec

import (
	"errors"
	"testing"
)

// TestEndedFlow: rows that come for a part that has ended are not waited for; only so many
// ends are remembered.
func TestEndedFlow(t *testing.T) {
	f := &Flows{parts: map[flowID]*flowSlot{}}
	first := &flowPart{id: flowID{number: 1}}
	if err := f.register(first); err != nil {
		t.Fatal(err)
	}
	f.unregister(first)
	if _, err := f.await(t.Context(), first.id); !errors.Is(err, errUnwanted) {
		t.Fatalf("of an ended flow: %v", err)
	}
	for i := range flowsOverMax {
		f.over.add(flowID{number: uint64(i + 2)})
	}
	if len(f.over.set) != flowsOverMax || f.over.set[first.id] {
		t.Errorf("%d ends are remembered, the oldest among them: %t", len(f.over.set), f.over.set[first.id])
	}
}

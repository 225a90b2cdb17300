package history

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/anishathalye/porcupine"
)

// porcupined judges the operations of one register by porcupine's search for an order.
func porcupined(ops []RegisterOp) bool {
	model := porcupine.Model{
		Init: func() any { return int64(0) },
		Step: func(state, input, output any) (bool, any) {
			o := input.(RegisterOp)
			if o.Write {
				return true, o.Value
			}
			return output.(int64) == state.(int64), state
		},
	}
	var all []porcupine.Operation
	for i, o := range ops {
		if o.Outcome == Aborted || o.Outcome == Unknown && !o.Write {
			continue
		}
		end := o.Returned
		if o.Outcome == Unknown {
			end = math.MaxInt64
		}
		all = append(all, porcupine.Operation{ClientId: i, Input: o, Call: o.Invoked, Output: o.Value, Return: end})
	}
	return porcupine.CheckOperations(model, all)
}

// randomRegister is a history of one register: half of them happen in some order, and of
// those, some have one read changed.
func randomRegister(rng *rand.Rand) (ops []RegisterOp) {
	state := int64(0)
	for i := range int64(4 + rng.IntN(14)) {
		at := 10 * i
		o := RegisterOp{Write: rng.IntN(2) == 0, Invoked: at - rng.Int64N(40), Returned: at + 1 + rng.Int64N(40), Outcome: Committed}
		o.Invoked, o.Returned = o.Invoked*100+2*i, o.Returned*100+2*i+1 // no two moments are the same
		if o.Write {
			o.Value = i + 1
			o.Outcome = []Outcome{Committed, Committed, Committed, Unknown, Aborted}[rng.IntN(5)]
			if o.Outcome == Committed || o.Outcome == Unknown && rng.IntN(2) == 0 {
				state = o.Value
			}
		} else {
			o.Value = state
		}
		ops = append(ops, o)
	}
	if i := rng.IntN(len(ops)); rng.IntN(2) == 0 && !ops[i].Write {
		ops[i].Value = rng.Int64N(int64(len(ops)) + 1)
	}
	return ops
}

// TestRegistersAgree: the zones and a search for an order say the same.
func TestRegistersAgree(t *testing.T) {
	bad, runs := 0, 5000
	for seed := range uint64(runs) {
		ops := randomRegister(rand.New(rand.NewPCG(seed, 6)))
		want := porcupined(ops)
		if found := CheckRegisters(ops); (len(found) == 0) != want {
			t.Fatalf("seed %d: porcupine finds an order: %v; found %v in\n%v", seed, want, found, ops)
		}
		if !want {
			bad++
		}
	}
	if bad < runs/10 || bad > runs*9/10 {
		t.Errorf("%d of %d histories have no order: these say little", bad, runs)
	}
}

// TestLongRegister: a hundred thousand operations on one register take no time.
func TestLongRegister(t *testing.T) {
	var ops []RegisterOp
	for i := int64(1); i <= 100_000; i++ {
		o := RegisterOp{Write: i%2 == 1, Value: (i + 1) / 2, Invoked: 10*i - 9, Returned: 10*i + 8, Outcome: Committed}
		ops = append(ops, o)
	}
	if a := CheckRegisters(ops); len(a) > 0 {
		t.Fatal(a[0])
	}
	ops[50_001].Value = 1
	if a := CheckRegisters(ops); len(a) != 1 {
		t.Errorf("%d anomalies, want the one read of an old value", len(a))
	}
}

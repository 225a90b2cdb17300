package history

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/anishathalye/porcupine"
)

// RegisterOp is a single read or write of one register.
type RegisterOp struct {
	Client   int
	Key      int
	Write    bool
	Value    int64 // written, or read; 0 is the initial value
	Invoked  int64
	Returned int64
	Outcome  Outcome
}

// CheckRegisters tells whether the operations on each register are
// linearizable: porcupine searches for an order. within bounds the search; if it
// runs out, nothing is reported.
func CheckRegisters(ops []RegisterOp, within time.Duration) (out []Anomaly) {
	byKey := map[int][]porcupine.Operation{}
	for i, o := range ops {
		if o.Outcome == Aborted || o.Outcome == Unknown && !o.Write {
			continue
		}
		end := o.Returned
		if o.Outcome == Unknown { // it may take effect at any time, or never
			end = math.MaxInt64
		}
		byKey[o.Key] = append(byKey[o.Key], porcupine.Operation{
			ClientId: clientOf(i, o), Input: o, Call: o.Invoked, Output: o.Value, Return: end,
		})
	}
	for _, k := range sortedKeys(byKey) {
		if porcupine.CheckOperationsTimeout(registers, byKey[k], within) == porcupine.Illegal {
			out = append(out, Anomaly{"register", fmt.Sprintf("key %d is not linearizable: %v", k, describe(byKey[k]))})
		}
	}
	return out
}

// clientOf gives an operation that never ends a client of its own: porcupine
// wants each client to do one thing at a time.
func clientOf(i int, o RegisterOp) int {
	if o.Outcome == Unknown {
		return 1_000_000 + i
	}
	return o.Client
}

var registers = porcupine.Model{
	Init: func() any { return int64(0) },
	Step: func(state, input, output any) (bool, any) {
		o := input.(RegisterOp)
		if o.Write {
			return true, o.Value
		}
		return output.(int64) == state.(int64), state
	},
}

func describe(ops []porcupine.Operation) []string {
	var out []string
	for _, o := range ops {
		r := o.Input.(RegisterOp)
		kind := "read"
		if r.Write {
			kind = "write"
		}
		out = append(out, fmt.Sprintf("[%d, %d] %s %d", o.Call, o.Return, kind, r.Value))
	}
	slices.Sort(out)
	return out
}

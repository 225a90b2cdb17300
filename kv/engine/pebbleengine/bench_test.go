package pebbleengine_test

import (
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
)

// BenchmarkOpen opens and closes a new store in memory.
func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
		if err != nil {
			b.Fatal(err)
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkCommand writes what one command of one range costs the engine: its log
// entry, synced, and then, unsynced, its changes with the applied state.
func BenchmarkCommand(b *testing.B) {
	for _, mem := range []bool{true, false} {
		o := pebbleengine.Options{FS: pebbleengine.MemFS()}
		name := "memory"
		if !mem {
			o, name = pebbleengine.Options{Dir: b.TempDir()}, "disk"
		}
		b.Run(name, func(b *testing.B) {
			e, err := pebbleengine.Open(o)
			if err != nil {
				b.Fatal(err)
			}
			defer e.Close()
			benchCommands(b, e)
		})
	}
}

func benchCommands(b *testing.B, e engine.Engine) {
	value, applied := make([]byte, 120), make([]byte, 40)
	appliedKey := keys.Replica(1, keys.ReplicaApplied)
	var key, row []byte
	index := uint64(0)
	log, state := e.NewBatch(0), e.NewBatch(0)
	check := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		index++
		command := e.NewBatch(0)
		row = keys.AppendUvarint(append(row[:0], keys.Rows, 1, 1), index%100_000)
		check(command.PutParts(row, hlc.Timestamp(index), value[:9], value))
		key = keys.AppendLogEntry(key[:0], 1, index)
		log.Reset()
		check(log.Put(key, 0, command.Repr()))
		check(e.Apply(log, true))
		state.Reset()
		check(state.ApplyRepr(command.Repr()))
		check(state.Put(appliedKey, 0, applied))
		check(e.Apply(state, false))
		check(command.Close())
	}
}

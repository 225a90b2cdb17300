package transport

import (
	"time"

	"google.golang.org/grpc/mem"
)

// wordsEvery is between two words of one stream: what is known of a clock from its last word loses
// little in so short a time, for it is extrapolated, and the next one costs a look at the clocks.
const wordsEvery = time.Millisecond

// words are what one stream's messages carry about clocks. Its one writer makes them, just before
// a message leaves.
type words struct {
	m    *Mesh
	last time.Duration // by the mesh's elapsed time; 0: none was said
}

// due reports whether it is time for one, in a message of so many bytes of at most bytesMax.
// It counts as said when it says yes: who asks puts it in. A message that is full goes without.
func (w *words) due(bytes, bytesMax int) bool {
	if w.m.o.Notes == nil || bytes > bytesMax-wordRoom || !w.m.o.Notes.Speaks() {
		return false
	}
	now := w.m.Elapsed()
	if w.last != 0 && now-w.last < wordsEvery {
		return false
	}
	w.last = now
	return true
}

// before puts a word before the entries of a message, where one is due.
// Two bytes before it are left for tag and length; a word that came out empty is left out.
func (w *words) before(batch mem.BufferSlice, bytesMax int) mem.BufferSlice {
	if w.m.o.Notes == nil || !w.due(batch.Len(), bytesMax) {
		return batch
	}
	word := w.m.o.Notes.Word(make([]byte, 2, wordRoom)) // its length takes a byte
	if len(word) == 2 || len(word) > wordRoom {
		return batch
	}
	word[0], word[1] = wordTag, byte(len(word)-2)
	return append(mem.BufferSlice{mem.SliceBuffer(word)}, batch...)
}

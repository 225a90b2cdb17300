// Package codeprobe tells tests which rare paths of the code were taken: a simulation that
// never gets to a path proves nothing about it. The paths are named where they are, in
// words, and a test lists those that it wants to see. A nil *Paths takes no notes, and
// costs a comparison: nodes that are not simulated have none.
//
// It knows nothing of what is named. (After FoundationDB's test macros.)
package codeprobe

import (
	"maps"
	"sync"
)

// Paths counts how often each path was taken. Safe for concurrent use.
type Paths struct {
	mu    sync.Mutex // guards what follows; a leaf
	taken map[string]int
}

// Hit notes that a path was taken. The name is a constant.
func (p *Paths) Hit(path string) {
	if p == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken == nil {
		p.taken = map[string]int{}
	}
	p.taken[path]++
}

// HitIf is Hit if that is so.
func (p *Paths) HitIf(so bool, path string) {
	if so {
		p.Hit(path)
	}
}

// Taken returns how often each path was taken, for the caller to keep.
func (p *Paths) Taken() map[string]int {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return maps.Clone(p.taken)
}

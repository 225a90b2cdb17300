package node

import (
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
)

// sourceWatch says what becomes of the clock's source: each change once. Its plain fields
// belong to the start, and then to the loop that watches clocks.
type sourceWatch struct {
	changes atomic.Uint64 // of what vouches for the clock

	begun       bool
	source      string // that vouches for the clock; empty: none
	worse       bool   // its error is what nobody should want
	disruptions uint64
}

// A source is worse when its error is more than half of what it may be, and good again below
// a quarter: the error of a source that is asked now and then rises and falls all the time.
const (
	worseShare  = 2
	betterShare = 4
)

// lookAtSource asks the source how wrong the clock may be, and logs what has changed.
func (n *Node) lookAtSource() {
	s, ok := n.o.Source.(bound.Sourced)
	if !ok {
		return
	}
	s.Look()
	beyond := "the node serves nothing beyond the limit"
	if n.goesBy() == byAgreement {
		beyond = "beyond the limit nothing is promised about UTC, and commits wait for messages"
	}
	n.source.take(n.log, s, n.bound.Limit(), beyond)
}

// take logs what has changed. limit is what the error may be; 0: nobody asks. beyond is
// what comes of more.
func (w *sourceWatch) take(log *slog.Logger, s bound.Sourced, limit time.Duration, beyond string) {
	st := s.Standing()
	with := []any{"source", st.Source, "error", st.Error}
	if st.Others != "" {
		with = append(with, "not_used", st.Others)
	}
	switch was := w.source; {
	case !w.begun && st.Source == "":
		log.Info("nothing vouches for this node's clock: the other nodes' messages are to do", "not_used", st.Others)
	case !w.begun:
		if m, ok := s.(interface{ Seen() bound.Seen }); ok {
			with = append(with, "counter", m.Seen().Counter, "host_page", m.Seen().Page)
		}
		log.Info("this node's clock has a source", with...)
	case st.Source == was:
	case st.Source == "":
		log.Warn("nothing vouches for this node's clock any more", "was", was, "not_used", st.Others)
	case st.Others != "" && was != "":
		log.Warn("this node's clock has lost its source, and has another", append(with, "was", was)...)
	default:
		log.Info("this node's clock has another source", append(with, "was", was)...)
	}
	if w.begun && st.Source != w.source {
		w.changes.Add(1)
	}
	if st.Disruptions > w.disruptions {
		log.Warn("this machine's clocks were disrupted, and their sources have to be told of them anew", "what", st.Disrupted)
	}
	w.begun, w.source, w.disruptions = true, st.Source, st.Disruptions
	if limit <= 0 || st.Source == "" || st.Source == bound.ToldSource { // the operator's word stays what it is
		w.worse = false
		return
	}
	switch {
	case !w.worse && st.Error > limit/worseShare:
		w.worse = true
		log.Warn("the source of this node's clock has got worse: "+beyond, append(with, "limit", limit)...)
	case w.worse && st.Error < limit/betterShare:
		w.worse = false
		log.Info("the source of this node's clock is good again", with...)
	}
}

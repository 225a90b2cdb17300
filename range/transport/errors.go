package transport

import (
	"errors"
	"fmt"
)

// Why there is no connection. Each is wrapped by an error that names both ends.
var (
	ErrVersion = errors.New("no version of the protocol in common")
	ErrCluster = errors.New("another cluster")
	ErrNode    = errors.New("another node")
	ErrHello   = errors.New("not an Isochron node")
)

// ErrSuperseded is the ErrNode that a process hears for good when another one of its node
// was started since: two processes have copies of one store.
var ErrSuperseded = fmt.Errorf("%w: a later process of this node is there: its store was copied", ErrNode)

// errEarlier is the same as the other end sees it.
var errEarlier = errors.New("was started again since")

// ErrExpelled is the ErrNode that a node hears for good when the others don't admit it any more.
var ErrExpelled = fmt.Errorf("%w: it is not admitted any more", ErrNode)

// errUnwelcome is the same as the other end sees it.
var errUnwelcome = errors.New("is not admitted")

// ErrClosed reports a mesh that was closed.
var ErrClosed = errors.New("transport: closed")

// ErrUnknownNode reports a node without a known address.
var ErrUnknownNode = errors.New("transport: the node's address is not known")

// ErrDown reports a peer that was silent for too long; pings go on.
var ErrDown = errors.New("transport: the node does not answer")

// Unreachable means that a node could not be reached, or not to the end. It
// wraps the one of kvpb's answers that it amounts to: *kvpb.RetryElsewhere where
// nothing can have happened, *kvpb.Ambiguous where something was perhaps
// proposed.
// Cause is for people and logs. Who decides looks for the answer: it alone says whether it may be sent again.
type Unreachable struct {
	NodeID uint32
	Sent   bool // the request may have reached the node
	Cause  error
	answer error // nil for what is no request to a range
}

// Error tells "broke" from "can't be reached" as Sent does: only the former may have had an
// effect.
func (e *Unreachable) Error() string {
	if e.Sent {
		return fmt.Sprintf("the connection to node %d broke: %v", e.NodeID, e.Cause)
	}
	return fmt.Sprintf("node %d can't be reached: %v", e.NodeID, e.Cause)
}

// Unwrap gives kvpb's answer and the cause.
func (e *Unreachable) Unwrap() []error {
	if e.answer == nil {
		return []error{e.Cause}
	}
	return []error{e.answer, e.Cause}
}

// Remote is an error of a peer that is none of kvpb's answers. What a client
// may be told of it came along.
type Remote struct {
	Text   string
	State  string // SQLSTATE, or ""
	detail string
	hint   string
	cause  error // what it wraps here: engine.ErrFull, or what DecodeError gave
}

// Error is the peer's own text, without a word of where it came from.
func (e *Remote) Error() string { return e.Text }

// Unwrap returns the error that it stands for, where this end knows it.
func (e *Remote) Unwrap() error { return e.cause }

// SQLState returns the error's SQLSTATE, or "" where it has none.
func (e *Remote) SQLState() string { return e.State }

// Detail returns more of what happened.
func (e *Remote) Detail() string { return e.detail }

// Hint returns what might help.
func (e *Remote) Hint() string { return e.hint }

// TooLarge reports a message beyond Limits.MessageBytesMax. It was not sent.
// Retrying does not help: the same message is as large again.
type TooLarge struct {
	What  string
	Bytes int
	Max   int
}

// Error names the limit, so that who reads it knows what to raise.
func (e *TooLarge) Error() string {
	return fmt.Sprintf("transport: %s of %d bytes, over the limit of %d (MessageBytesMax)", e.What, e.Bytes, e.Max)
}

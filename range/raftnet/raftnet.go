// Package raftnet carries what stores say to each other: Raft messages, Raft snapshots and messages of
// store liveness. A store sees a Transport, the way out, and is itself a Receiver; Net joins the stores
// of a node to its mesh (range/transport), and to each other.
//
//	store ─► Transport ─► mesh ─► the other node's Net ─► Receiver
//	                 └──────────► another disk of this node
//
// Invariants:
//
//	N1  What one store sends another by Raft arrives in the order in which it was sent, where it arrives.
//	N2  Raft messages and messages of store liveness may be lost; nothing waits for them.
//	N3  A snapshot that breaks off has changed nothing, and goes on where its receiver still has it.
package raftnet

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// Peer is a store, and the node that it is on.
type Peer struct{ NodeID, StoreID uint32 }

// Message is what one replica of a range says to another.
type Message struct {
	RangeID     uint64
	FromReplica uint64
	ToReplica   uint64
	Message     []byte // as consensus.AppendMessage encodes it
}

// MessageBytes is what a Message that waits in memory costs besides its bytes.
const MessageBytes = 256

// SnapshotHeader is what comes before the bytes of a Raft snapshot.
type SnapshotHeader struct {
	Message // the snapshot's, to be stepped when all has come
	Index   uint64
	ID      uint64 // what the sender calls these bytes: with another ID they are others
}

// Transport carries messages to other stores. What it loses is said again: Raft and store liveness
// both bear it. Its messages come out at the other store's Receiver. Safe for concurrent use.
type Transport interface {
	// Raft queues a message, which it keeps, and never blocks. False: it was dropped.
	Raft(to Peer, m Message) bool
	// Support sends a message of store liveness, ahead of all others, and never blocks.
	Support(to Peer, message []byte)
	// Snapshot sends a range's state, and returns when it has been taken in there. open gives its
	// bytes from an offset on, the same each time. *Broken: sent again, it goes on.
	Snapshot(ctx context.Context, to Peer, h SnapshotHeader, open func(offset uint64) (io.ReadCloser, error)) error
}

// Receiver is a store to which messages come. Safe for concurrent use.
type Receiver interface {
	// ReceiveRaft takes a Raft message. It may read the disk; beyond that it does not block.
	ReceiveRaft(from Peer, m Message)
	// RaftUnreachable says that messages to a replica were lost on their way.
	RaftUnreachable(rangeID, replica uint64)
	// ReceiveSupport takes a message of store liveness. It never blocks.
	ReceiveSupport(from Peer, message []byte)
	// BeginSnapshot begins to take in a snapshot, before its bytes. It fails with ErrBusy where it may
	// be sent again, and with io.EOF where the store ends: the next process may go on with it.
	BeginSnapshot(ctx context.Context, from Peer, h SnapshotHeader) (Incoming, error)
}

// Incoming is a snapshot that comes. Either Take or Drop is called, once.
type Incoming interface {
	// Offset is how many of its bytes came before: those after it are wanted.
	Offset() uint64
	// Take takes the rest, and returns when all is durable and its replica runs, or with an error like
	// those of BeginSnapshot.
	Take(body io.Reader) error
	// Drop gives it up.
	Drop()
}

// Receive has a receiver take a whole snapshot in. open gives its bytes from an offset on.
// It is how a snapshot goes from one disk of a node to another.
func Receive(ctx context.Context, r Receiver, from Peer, h SnapshotHeader, open func(offset uint64) (io.ReadCloser, error)) error {
	in, err := r.BeginSnapshot(ctx, from, h)
	if err != nil {
		return err
	}
	body, err := open(in.Offset())
	if err != nil {
		in.Drop()
		return err
	}
	return errors.Join(in.Take(body), body.Close())
}

// ErrBusy refuses a snapshot that may be sent again.
var ErrBusy = errors.New("raftnet: not now")

// Broken says that a snapshot broke off on its way: sent again with the same header, it goes on at
// about Kept, at most.
type Broken struct {
	Kept  uint64 // bytes
	Cause error
}

// Error tells how much has come: a snapshot that breaks off at the same byte each time has a
// reason there.
func (e *Broken) Error() string {
	return fmt.Sprintf("raftnet: the snapshot broke off at %d bytes: %v", e.Kept, e.Cause)
}

// Unwrap returns the cause.
func (e *Broken) Unwrap() error { return e.Cause }

// Nobody is the Transport of a store that has no others.
type Nobody struct{}

// Raft implements Transport.
func (Nobody) Raft(Peer, Message) bool { return false }

// Support implements Transport.
func (Nobody) Support(Peer, []byte) {}

// Snapshot implements Transport.
func (Nobody) Snapshot(_ context.Context, to Peer, _ SnapshotHeader, _ func(uint64) (io.ReadCloser, error)) error {
	return fmt.Errorf("raftnet: there is no way to store %d", to.StoreID)
}

package transport

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Identity is who a node is to others.
type Identity struct {
	ClusterID [16]byte // zero: it belongs to no cluster yet
	NodeID    uint32   // 0: it has none yet
	Address   string   // where others reach it (host:port)
	Epoch     uint64   // of this process; grows with each start of the node; 0: unknown
}

// Peer is who is at the other end of a connection, as its hello said.
type Peer struct {
	Identity
	Version uint32 // of the protocol, agreed on
	Class   Class

	VersionMin, VersionMax uint32 // that it speaks
}

// Member reports whether the peer is a node of the cluster. Who has no node ID
// or cluster yet may ask only services that are open to strangers.
func (p Peer) Member() bool { return p.NodeID != 0 && p.ClusterID != [16]byte{} }

// ClockNotes is a node's side of what messages carry about clocks (package agree). A note is
// made just before its message leaves, and heard as soon as that has come, so that what it
// tells is as old as the message's way. Safe for concurrent use; neither may block.
type ClockNotes interface {
	// Speaks reports whether there may be anything to say.
	Speaks() bool
	// Note is for a message to a node; nil: none.
	Note(nodeID uint32) []byte
	// Word appends to dst what any other message may carry, WordBytesMax at most; nothing: none.
	Word(dst []byte) []byte
	// Hear takes the note or the word of a node's message, never an empty one.
	Hear(nodeID uint32, note []byte)
}

// WordBytesMax bounds a ClockNotes' word.
const WordBytesMax = 64

// Class says what a connection is for, so that bulk never delays a heartbeat.
type Class uint8

// The classes of connections between two nodes, each opened when first needed.
const (
	ClassControl Class = iota // heartbeats and pings
	ClassRaft                 // Raft messages
	ClassData                 // requests to ranges
	ClassBulk                 // snapshots and further services
	classCount
)

var classNames = [classCount]string{"control", "raft", "data", "bulk"}

// String returns the class's name.
func (c Class) String() string {
	if c < classCount {
		return classNames[c]
	}
	return "unknown"
}

// RaftReceiver takes what the Raft streams bring. Safe for concurrent use.
type RaftReceiver interface {
	// ReceiveRaft gets the messages of one store to another, in the order in which
	// they were sent, some perhaps missing. The messages are the receiver's to
	// keep. While it blocks, nothing more of that store is read, and the sender
	// drops what does not fit into its queue. Close waits for it.
	ReceiveRaft(from Peer, batch *transportpb.RaftBatch)
	// RaftUnreachable tells that messages of a store here to one elsewhere were
	// lost: those listed surely, earlier ones perhaps. It must not block.
	RaftUnreachable(fromStore, toStore uint32, lost []*transportpb.RaftMessage)
}

// RaftFate says what becomes of one Raft message. The zero RaftFate sends it.
type RaftFate struct {
	Lost   bool
	Delay  time.Duration   // before it is queued: others overtake it
	Copies []time.Duration // further copies, each this long after
}

// RaftFaults decides the fate of each Raft message. Safe for concurrent use.
type RaftFaults interface {
	RaftFate(l RaftLink, m *transportpb.RaftMessage) RaftFate
}

// HeartbeatReceiver takes store liveness (package support). Safe for concurrent use.
type HeartbeatReceiver interface {
	// ReceiveHeartbeat gets a message of one store to another, which is its to keep. It must not block.
	ReceiveHeartbeat(from Peer, h *transportpb.Heartbeat)
}

// MeshOptions configures a Mesh.
type MeshOptions struct {
	Identity   Identity // ClusterID, NodeID and Address may come later, by SetIdentity
	VersionMin uint32   // 0: this build's
	VersionMax uint32   // 0: this build's

	Network   Network     // nil: OS
	ServerTLS *tls.Config // of connections taken; nil with ClientTLS: not encrypted
	ClientTLS *tls.Config // of connections made; ServerName is the dialled host's where empty
	// VerifyPeer looks at the certificates of either end, after TLS has verified
	// them. nil: what TLS accepts is a node.
	VerifyPeer func(tls.ConnectionState) error
	// VerifyHost looks whether the certificate is one of the host that was dialled, which TLS
	// does not for IP addresses; VerifyNode whether it may be of the node that the hello
	// names. nil: they are not.
	VerifyHost func(s tls.ConnectionState, host string) error
	VerifyNode func(s tls.ConnectionState, node uint32) error

	// Resolve gives a node's address; false: not known. It is asked at each dial,
	// so an address may change.
	Resolve func(nodeID uint32) (address string, ok bool)
	// Met is told of members that others' connections introduce: their addresses
	// may be news. nil: nobody listens. It must not block.
	Met func(Peer)
	// Admit may refuse a member, say one that was decommissioned. nil: none is.
	Admit func(Peer) error
	// Clock tells of this node's clock, for pings to compare clocks. nil: they don't.
	Clock func() Clock
	// Notes are what pings and heartbeats, and their answers, carry about clocks besides; Raft
	// messages, requests and their answers carry words, where a stream's last is wordsEvery old.
	// nil: nothing.
	Notes ClockNotes

	Server     kvpb.Sender       // serves others' requests; nil: none
	Raft       RaftReceiver      // nil: Raft messages are dropped
	Heartbeats HeartbeatReceiver // nil: heartbeats are dropped
	Snapshots  SnapshotReceiver  // nil: refused

	// EncodeError gives an error that a range answered with (of a plan fragment)
	// the bytes from which the peer's DecodeError makes it again. nil, or nil bytes:
	// text and SQLSTATE travel alone.
	EncodeError func(error) []byte
	DecodeError func([]byte) error

	Log    *slog.Logger // nil: nothing is
	Panics *panics.Recorder

	RaftFaults RaftFaults // nil in production

	Limits Limits
	Timing Timing
}

// Limits are the mesh's named limits; zero fields take the default.
type Limits struct {
	MessageBytesMax     int   // of a message, either way; 64 MiB
	CallBytesMax        int   // of a request that shares a stream with others; 64 KiB; negative: none does
	WorkersMax          int   // goroutines that wait for requests of others; 64
	RaftQueueBytesMax   int   // that wait for one Raft stream; 16 MiB
	RaftBatchBytesMax   int   // of one message on a Raft stream; 1 MiB
	HeartbeatsMax       int   // that wait to be sent to a node; 256
	StreamsMax          int   // calls that a peer may have under way on one connection; 16,384
	ConnectionsMax      int   // taken, of known nodes; 1,024
	StrangersMax        int   // taken, of others: before the hello, and of those without an ID; 128. Beyond it the oldest of the address with the most goes
	StreamWindowBytes   int   // that may be on the way on one stream; 8 MiB
	ConnWindowBytes     int   // that may be on the way on one connection; 32 MiB
	SnapshotChunkBytes  int   // of a snapshot; 256 KiB
	SnapshotWindowBytes int64 // of a snapshot that are sent and not acknowledged; 4 MiB
	SnapshotBytesPerSec int64 // of all snapshots sent; 64 MiB; negative: no limit
	SnapshotsMax        int   // taken at a time; 4
}

// fill sets what is zero. The defaults belong together: a message may be larger than a window,
// which then takes several round trips, but a Raft batch is smaller than both.
func (l *Limits) fill() {
	def(&l.MessageBytesMax, 64<<20)
	def(&l.CallBytesMax, 64<<10)
	def(&l.WorkersMax, 64)
	def(&l.RaftQueueBytesMax, 16<<20)
	def(&l.RaftBatchBytesMax, 1<<20)
	def(&l.HeartbeatsMax, 256)
	def(&l.StreamsMax, 16<<10)
	def(&l.ConnectionsMax, 1<<10)
	def(&l.StrangersMax, 128)
	def(&l.StreamWindowBytes, 8<<20)
	def(&l.ConnWindowBytes, 32<<20)
	def(&l.SnapshotChunkBytes, 256<<10)
	def(&l.SnapshotWindowBytes, 4<<20)
	def(&l.SnapshotBytesPerSec, 64<<20)
	def(&l.SnapshotsMax, 4)
}

// Timing is how long the mesh waits for what; zero fields take the default.
// Those that bear on a peer's silence are lower bounds: on a slow way they grow
// with the round trips measured.
type Timing struct {
	PingInterval time.Duration // between pings of a peer; 500 ms
	Silence      time.Duration // without a byte from a peer that was pinged: it is down; 1 s
	Dial         time.Duration // for a connection with all its handshakes; 10 s
	BackoffMin   time.Duration // between dials that fail; 50 ms
	BackoffMax   time.Duration // 1 s
	Hello        time.Duration // for a stranger to say hello; 10 s
	KeepAlive    time.Duration // of quiet connections; 10 s, not less
	Idle         time.Duration // without a call, then the connection is closed; 5 min
}

// fill sets what is zero. Silence is two pings: one that is lost is no silence.
func (t *Timing) fill() {
	def(&t.PingInterval, 500*time.Millisecond)
	def(&t.Silence, time.Second)
	def(&t.Dial, 10*time.Second)
	def(&t.BackoffMin, 50*time.Millisecond)
	def(&t.BackoffMax, time.Second)
	def(&t.Hello, 10*time.Second)
	def(&t.KeepAlive, 10*time.Second)
	def(&t.Idle, 5*time.Minute)
}

// def sets a field that is zero.
func def[T int | int64 | uint32 | time.Duration](field *T, value T) {
	if *field == 0 {
		*field = value
	}
}

// Validate fills in defaults and says what is wrong with o.
func (o *MeshOptions) Validate() error {
	def(&o.VersionMin, version.Min)
	def(&o.VersionMax, version.Max)
	if o.Network == nil {
		o.Network = OS{}
	}
	o.Limits.fill()
	o.Timing.fill()
	switch {
	case o.VersionMin > o.VersionMax:
		return fmt.Errorf("transport: the lowest version, %d, is above the highest, %d", o.VersionMin, o.VersionMax)
	case (o.ServerTLS == nil) != (o.ClientTLS == nil):
		return errors.New("transport: TLS of one direction only")
	case o.Resolve == nil:
		return errors.New("transport: addresses of nodes are needed (Resolve)")
	case o.Limits.RaftBatchBytesMax > o.Limits.MessageBytesMax, o.Limits.SnapshotChunkBytes >= o.Limits.MessageBytesMax:
		return errors.New("transport: a batch or a chunk would not fit into a message")
	}
	return nil
}

// RaftLink names an ordered pair of stores.
type RaftLink struct {
	FromStore uint32
	ToNode    uint32
	ToStore   uint32
}

// SnapshotReceiver takes snapshots. Safe for concurrent use.
type SnapshotReceiver interface {
	// BeginSnapshot says where h goes. An error refuses it; *Busy: for now.
	BeginSnapshot(ctx context.Context, from Peer, h *transportpb.SnapshotHeader) (SnapshotSink, error)
}

// SnapshotSink takes one snapshot. It is used by one goroutine.
type SnapshotSink interface {
	// Offset is how much is kept already, of an earlier attempt with the same header.
	Offset() uint64
	// Write takes the bytes that follow; chunk is valid until it returns.
	Write(chunk []byte) error
	// Kept is how much would still be there if the stream broke.
	Kept() uint64
	// Finish is called once all has been written. It applies the snapshot.
	Finish(ctx context.Context) error
	// Close is called last, in any case. Without a Finish that succeeded, what is
	// there may be kept for another attempt.
	Close()
}

package support

import (
	"encoding/binary"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Append appends h as a message to a peer.
func (h Heartbeat) Append(dst []byte) []byte {
	return appendMessage(dst, kindHeartbeat, h.From, h.To, h.Epoch, h.Until)
}

// Append appends r as a message to a peer.
func (r Reply) Append(dst []byte) []byte {
	return appendMessage(dst, kindReply, r.From, r.To, r.Epoch, r.Until)
}

// Epoch counts the unbroken promises of one pair of stores. Zero is none.
type Epoch uint64

// EpochMax bounds what is accepted from a peer, so that epochs never wrap.
const EpochMax Epoch = 1 << 62

// StoresMax bounds the stores that one State deals with.
const StoresMax = 1 << 16

// Errors of messages that are not stepped.
var (
	ErrAddress = errors.New("support: a message for another store")
	ErrMessage = errors.New("support: malformed message")
)

// Heartbeat asks a store for support.
// Until is by the asker's clock; who promises caps it by its own, and ends the promise by its own (S4).
type Heartbeat struct {
	From, To uint32
	Epoch    Epoch
	Until    hlc.Timestamp
}

// Reply answers a Heartbeat. Until is what is promised in Epoch; zero: nothing,
// ask again with Epoch.
// Epoch is never below the one that was asked with; above it: that one has ended here.
type Reply struct {
	From, To uint32
	Epoch    Epoch
	Until    hlc.Timestamp
}

// Kinds of messages.
const (
	kindHeartbeat = 1
	kindReply     = 2
)

func appendMessage(dst []byte, kind byte, from, to uint32, e Epoch, until hlc.Timestamp) []byte {
	dst = append(dst, messageVersion, kind)
	dst = binary.AppendUvarint(dst, uint64(from))
	dst = binary.AppendUvarint(dst, uint64(to))
	dst = binary.AppendUvarint(dst, uint64(e))
	return binary.AppendUvarint(dst, uint64(until))
}

const (
	messageVersion = 1
)

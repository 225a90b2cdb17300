package transport

import (
	"errors"
	"fmt"
	"math/bits"

	"google.golang.org/grpc/mem"

	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// wire marshals messages with the code that vtprotobuf generates, into pooled
// buffers. It implements encoding.CodecV2.
// It is forced on both ends (ForceCodecV2), so that no content type chooses another.
type wire struct{}

// Payload is what the mesh can carry: a message of kvpb, of transportpb, or one
// generated likewise; or *Raw.
// MarshalToSizedBufferVT writes at the end of the buffer, and returns how many bytes.
type Payload interface {
	SizeVT() int
	MarshalToSizedBufferVT([]byte) (int, error)
	UnmarshalVT([]byte) error
}

// Raw is a message of bytes alone.
// For what is passed on unread (Stream.ended), and streams of which only the end is waited for.
type Raw []byte

// SizeVT implements Payload.
func (b *Raw) SizeVT() int { return len(*b) }

// MarshalToSizedBufferVT implements Payload.
func (b *Raw) MarshalToSizedBufferVT(dst []byte) (int, error) {
	return copy(dst[len(dst)-len(*b):], *b), nil
}

// UnmarshalVT implements Payload.
func (b *Raw) UnmarshalVT(src []byte) error {
	*b = append((*b)[:0], src...)
	return nil
}

// Name implements encoding.CodecV2.
func (wire) Name() string { return "isochron" }

// Marshal implements encoding.CodecV2.
// gRPC frees the buffers when they are written. An empty message is no buffer at all.
func (wire) Marshal(v any) (mem.BufferSlice, error) {
	if f, ok := v.(*frames); ok {
		return f.out, nil
	}
	m, ok := v.(Payload)
	if !ok {
		return nil, fmt.Errorf("transport: %T is no message", v)
	}
	n := m.SizeVT()
	// gRPC sends the frame's head all the same.
	if n == 0 {
		return nil, nil
	}
	b, buf := buffer(n)
	if w, err := m.MarshalToSizedBufferVT(b[:n]); err != nil || w != n {
		buf.Free()
		return nil, errors.Join(err, fmt.Errorf("transport: %T of %d bytes was marshalled to %d", v, n, w))
	}
	return mem.BufferSlice{buf}, nil
}

// Unmarshal implements encoding.CodecV2. Messages copy what they keep.
// frames keep the buffer, until they were looked at (each).
func (wire) Unmarshal(data mem.BufferSlice, v any) error {
	if f, ok := v.(*frames); ok {
		f.in = data.MaterializeToBuffer(mem.DefaultBufferPool())
		return nil
	}
	m, ok := v.(Payload)
	if !ok {
		return fmt.Errorf("transport: %T is no message", v)
	}
	// One buffer for the whole message: what vtprotobuf generates reads one slice.
	buf := data.MaterializeToBuffer(mem.DefaultBufferPool())
	defer buf.Free()
	return m.UnmarshalVT(buf.ReadOnlyData())
}

// Wire types and tags of the fields that are written here by hand.
const (
	fieldFragmentRead   = 7  // ReadRequest.fragment
	fieldFragmentCommit = 14 // CommitRequest.fragment

	replyDone   = 1<<3 | 2 // field 1 of a reply: the response
	replyAnswer = 2<<3 | 2 // field 2: a transportpb.Answer
)

// request is a request with its fragment: what is appended to a message merges
// with it, and so the caller's request need not be changed or copied.
// In protobuf the last of a field counts, and fields come in any order.
type request struct {
	Payload
	field    int // of the fragment; 0: there is none
	fragment []byte
}

// SizeVT implements Payload.
func (r *request) SizeVT() int {
	n := r.Payload.SizeVT()
	if r.field == 0 {
		return n
	}
	return n + uvarintLen(uint64(r.field)<<3) + uvarintLen(uint64(len(r.fragment))) + len(r.fragment)
}

// MarshalToSizedBufferVT implements Payload.
func (r *request) MarshalToSizedBufferVT(dst []byte) (int, error) {
	if r.field == 0 {
		return r.Payload.MarshalToSizedBufferVT(dst)
	}
	end := len(dst) - len(r.fragment)
	copy(dst[end:], r.fragment)
	end = putUvarintBefore(dst, end, uint64(len(r.fragment)))
	end = putUvarintBefore(dst, end, uint64(r.field)<<3|2)
	// Before the fragment, which was put at the end.
	n, err := r.Payload.MarshalToSizedBufferVT(dst[:end])
	return len(dst) - end + n, err
}

// reply is a response or an answer, as a message of two fields of which it has
// one:
//
//	1  the response
//	2  transportpb.Answer
//
// The response is marshalled in place. Fields that are not known are skipped.
// What calls on a stream of their own get; on the shared stream the two are fields of an entry (mux.go).
type reply struct {
	response Payload
	answer   *transportpb.Answer
}

func (r *reply) body() (Payload, uint64) {
	if r.answer != nil {
		return r.answer, replyAnswer
	}
	return r.response, replyDone
}

// SizeVT implements Payload.
func (r *reply) SizeVT() int {
	m, _ := r.body()
	n := m.SizeVT()
	return 1 + uvarintLen(uint64(n)) + n
}

// MarshalToSizedBufferVT implements Payload.
func (r *reply) MarshalToSizedBufferVT(dst []byte) (int, error) {
	m, tag := r.body()
	n, err := m.MarshalToSizedBufferVT(dst)
	if err != nil {
		return 0, err
	}
	end := putUvarintBefore(dst, len(dst)-n, uint64(n))
	end = putUvarintBefore(dst, end, tag)
	return len(dst) - end, nil
}

// errReply reports bytes that are no reply.
// The request may have been done: what can't be read says nothing of it.
var errReply = errors.New("transport: malformed reply")

// UnmarshalVT implements Payload. One of response and answer is there when it
// returns nil.
func (r *reply) UnmarshalVT(b []byte) error {
	found := false
	for len(b) > 0 {
		tag, body, rest, err := nextField(b)
		if err != nil {
			return err
		}
		// Fields of newer builds are passed over: found alone says whether one of the two was there.
		b = rest
		switch tag {
		case replyDone:
			found = true
			if err := r.response.UnmarshalVT(body); err != nil {
				return err
			}
		case replyAnswer:
			found = true
			r.answer = &transportpb.Answer{}
			if err := r.answer.UnmarshalVT(body); err != nil {
				return err
			}
		}
	}
	if !found {
		return errReply
	}
	return nil
}

// nextField splits the first field of a message off. body is that of a
// length-delimited field, else nil.
func nextField(b []byte) (tag uint64, body, rest []byte, err error) {
	tag, _, body, rest, err = nextValue(b)
	return tag, body, rest, err
}

// nextValue is nextField with the value of a field that is a varint.
// body shares b's memory, its capacity cut. Groups (wire types 3 and 4) are no part of our messages and fail.
func nextValue(b []byte) (tag, value uint64, body, rest []byte, err error) {
	if tag, b, err = uvarint(b); err != nil {
		return 0, 0, nil, nil, err
	}
	n := uint64(0)
	switch tag & 7 {
	case 0:
		value, b, err = uvarint(b)
		return tag, value, nil, b, err
	case 1:
		n = 8
	case 2:
		if n, b, err = uvarint(b); err != nil {
			return 0, 0, nil, nil, err
		}
	// Fixed widths are no part of our messages, and are passed over like any unknown field.
	case 5:
		n = 4
	default:
		return 0, 0, nil, nil, errReply
	}
	if n > uint64(len(b)) {
		return 0, 0, nil, nil, errReply
	}
	if tag&7 == 2 {
		// Cut, so that an append to it can't write into the next field.
		body = b[:n:n]
	}
	return tag, 0, body, b[n:], nil
}

// Ten bytes at most, of the tenth one bit: more does not fit into 64 bits.
func uvarint(b []byte) (uint64, []byte, error) {
	var x uint64
	for i, c := range b {
		// A longer one is no number that anybody meant, and would shift its bits out.
		if i == 9 && c > 1 || i > 9 {
			break
		}
		x |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			return x, b[i+1:], nil
		}
	}
	return 0, nil, errReply
}

func uvarintLen(x uint64) int { return (bits.Len64(x|1) + 6) / 7 }

// putUvarintBefore writes x so that it ends before end, and returns where it begins.
func putUvarintBefore(dst []byte, end int, x uint64) int {
	at := end - uvarintLen(x)
	for i := at; i < end-1; i++ {
		dst[i] = byte(x) | 0x80
		x >>= 7
	}
	dst[end-1] = byte(x)
	return at
}

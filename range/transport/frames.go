package transport

import (
	"errors"
	"fmt"

	"google.golang.org/grpc/mem"
)

// frames is a message of entries, each in a buffer of its own: they are joined
// on their way to the socket, not before.
// It is either: out of what is sent, in of what was received. The codec knows it by its type.
type frames struct {
	out mem.BufferSlice
	in  mem.Buffer
}

// buffer returns n bytes, and how gRPC gets them.
// The pooled one goes back when gRPC has written it, or when the call is given up before that (blank).
func buffer(n int) ([]byte, mem.Buffer) {
	// Below its threshold gRPC pools none: they cost less to make.
	if mem.IsBelowBufferPoolingThreshold(n) {
		b := make([]byte, n)
		return b, mem.SliceBuffer(b)
	}
	pool := mem.DefaultBufferPool()
	p := pool.Get(n)
	return *p, mem.NewBuffer(p, pool)
}

// entry makes one entry of the fields of head and, last, body under its tag.
// Fields are put in from the end backward: a length stands before what it counts, and so is known when it
// is written, without a second buffer. A body whose SizeVT and content disagree (one that is changed while
// it is marshalled) is an error here, and not a torn message at the other end.
func entry(head []byte, tag uint64, body Payload) (mem.Buffer, error) {
	n, inner := 0, len(head)
	if body != nil {
		n = body.SizeVT()
		inner += uvarintLen(tag) + uvarintLen(uint64(n)) + n
	}
	// The tag takes one byte, like all tags here.
	b, buf := buffer(1 + uvarintLen(uint64(inner)) + inner)
	end := len(b)
	if body != nil {
		w, err := body.MarshalToSizedBufferVT(b)
		if err != nil || w != n {
			buf.Free()
			return nil, errors.Join(err, fmt.Errorf("transport: %T of %d bytes was marshalled to %d", body, n, w))
		}
		// Backward: | entry tag | inner | head … | tag | n | body |, and end is where what is written last begins.
		end = putUvarintBefore(b, end-n, uint64(n))
		end = putUvarintBefore(b, end, tag)
	}
	end -= len(head)
	copy(b[end:], head)
	end = putUvarintBefore(b, end, uint64(inner))
	putUvarintBefore(b, end, entryTag)
	return buf, nil
}

// appendField appends a number under its tag.
// Tags of fields below 16 are one byte, and others are not used here.
func appendField(dst []byte, tag, value uint64) []byte {
	return appendUvarint(appendUvarint(dst, tag), value)
}

// appendUvarint writes seven bits a byte, the lowest first, as protobuf does.
func appendUvarint(dst []byte, x uint64) []byte {
	for ; x >= 0x80; x >>= 7 {
		dst = append(dst, byte(x)|0x80)
	}
	return append(dst, byte(x))
}

// muxed is an entry that was read.
// Fields that a kind of entry does not have are zero; id 0 is never given out.
type muxed struct {
	id      uint64
	method  uint64
	timeout uint64
	cancel  bool
	tag     uint64 // of body; 0: there is none
	body    []byte
	about   []byte // replyRangeTag
}

// parseEntry reads the fields of an entry. What it does not know it skips.
// So a newer peer may add fields; body points into b and lives as long as the message (frames.each).
func parseEntry(b []byte) (e muxed, err error) {
	for len(b) > 0 {
		var tag, v uint64
		var body []byte
		if tag, v, body, b, err = nextValue(b); err != nil {
			return e, err
		}
		switch tag {
		case callID:
			// The last of a field counts, as everywhere in protobuf.
			e.id = v
		case callMethod:
			e.method = v
		case callTimeout:
			e.timeout = v
		case callCancel:
			e.cancel = v != 0
		case callBody, replyDoneTag, replyAnswerTag:
			e.tag, e.body = tag, body
		case replyRangeTag:
			e.about = body
		}
	}
	return e, nil
}

// each calls f with every entry of a message, and heard with its word.
// What f and heard are given is valid until they return: the message's memory goes back to gRPC then.
// An error ends the message: entries behind it are not looked at, and the stream is of no use any more.
func (m *frames) each(f func(muxed) error, heard func([]byte)) error {
	// Not copied: entries are parsed where gRPC has put them.
	b := m.in.ReadOnlyData()
	defer m.in.Free()
	for len(b) > 0 {
		tag, _, body, rest, err := nextValue(b)
		if err != nil {
			return err
		}
		// The next entry begins behind this one, whatever becomes of it.
		b = rest
		if tag == wordTag {
			heard(body)
		}
		// Tags that this build does not know are passed over: a newer peer may send them.
		if tag != entryTag {
			continue
		}
		e, err := parseEntry(body)
		if err == nil {
			err = f(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

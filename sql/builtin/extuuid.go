package builtin

import (
	"crypto/md5"  // uuids of version 3
	"crypto/sha1" // uuids of version 5
	"encoding/binary"
	"github.com/isochrondb/isochron/sql/types"
	"hash"
)

// uuidBodies are those of uuid-ossp.
func uuidBodies() map[string]extensionBody {
	constant := func(id [16]byte) extensionBody {
		return extensionBody{result: types.TUUID, body: body{fn: func(*types.Env, []types.Datum) (types.Datum, error) { return types.UUID(id), nil }}}
	}
	// namespace is one of those of RFC 4122, which differ in a byte.
	namespace := func(n byte) [16]byte {
		return [16]byte{0x6b, 0xa7, 0xb8, n, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	}
	named := func(h func() hash.Hash, version byte) extensionBody {
		return extensionBody{result: types.TUUID, body: body{f2: func(_ *types.Env, ns, name types.Datum) (types.Datum, error) {
			w, id := h(), ns.UUID()
			w.Write(id[:])
			w.Write([]byte(name.Text()))
			copy(id[:], w.Sum(nil))
			id[6], id[8] = id[6]&0x0f|version<<4, id[8]&0x3f|0x80
			return types.UUID(id), nil
		}}}
	}
	timed := volatile(extensionBody{result: types.TUUID, body: body{fn: timedUUID}})
	return map[string]extensionBody{
		"uuid_nil": constant([16]byte{}), "uuid_ns_dns": constant(namespace(0x10)), "uuid_ns_url": constant(namespace(0x11)),
		"uuid_ns_oid": constant(namespace(0x12)), "uuid_ns_x500": constant(namespace(0x14)),
		"uuid_generate_v1": timed, "uuid_generate_v1mc": timed,
		"uuid_generate_v3": named(md5.New, 3), "uuid_generate_v5": named(sha1.New, 5),
		"uuid_generate_v4": volatile(extensionBody{result: types.TUUID, body: body{fn: randomUUID}}),
	}
}

// uuidEpoch is 2000-01-01 in units of 100 ns since 1582-10-15, where UUIDs begin to count.
const uuidEpoch = 131659776000000000

// timedUUID is a UUID of the time. The rest is random, as of a node without an address.
func timedUUID(env *types.Env, _ []types.Datum) (types.Datum, error) {
	if env == nil || env.Random == nil {
		return types.Null, types.ErrNoRandom
	}
	id := newUUID(env.Random)
	at := uint64(env.ClockTime()*10 + uuidEpoch + int64(env.Random.Uint32()%10))
	binary.BigEndian.PutUint32(id[0:], uint32(at))
	binary.BigEndian.PutUint16(id[4:], uint16(at>>32))
	binary.BigEndian.PutUint16(id[6:], uint16(at>>48)&0x0fff|1<<12)
	id[10] |= 1 // multicast: no device has such an address
	return types.UUID(id), nil
}

package builtin

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"hash"
	"io"
	"strconv"
	"strings"

	//lint:ignore SA1019 it is bcrypt's, and pgcrypto's bf
	"golang.org/x/crypto/blowfish"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// cryptoBodies are those of pgcrypto, but for PGP.
func cryptoBodies() map[string]extensionBody {
	of := func(t *types.Type, b body) extensionBody { return extensionBody{body: b, result: t} }
	return map[string]extensionBody{
		"pg_digest": of(types.TBytea, body{f2: func(_ *types.Env, data, name types.Datum) (types.Datum, error) {
			h, err := digestOf(name.Text())
			if err != nil {
				return types.Null, err
			}
			w := h()
			w.Write(data.Bytes())
			return types.Bytes(w.Sum(nil)), nil
		}}),
		"pg_hmac": of(types.TBytea, body{fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			h, err := digestOf(a[2].Text())
			if err != nil {
				return types.Null, err
			}
			w := hmac.New(h, a[1].Bytes())
			w.Write(a[0].Bytes())
			return types.Bytes(w.Sum(nil)), nil
		}}),
		"pg_crypt": of(types.TText, body{f2: func(env *types.Env, password, salt types.Datum) (types.Datum, error) {
			return crypted(env, password.Text(), salt.Text())
		}}),
		"pg_gen_salt": volatile(of(types.TText, body{f1: func(env *types.Env, kind types.Datum) (types.Datum, error) {
			return newSalt(env, kind.Text(), 0)
		}})),
		"pg_gen_salt_rounds": volatile(of(types.TText, body{f2: func(env *types.Env, kind, rounds types.Datum) (types.Datum, error) {
			return newSalt(env, kind.Text(), int(rounds.Int()))
		}})),
		"pg_encrypt": of(types.TBytea, body{fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return encrypted("encrypt", a[0], a[1], types.Bytes(nil), a[2], true)
		}}),
		"pg_decrypt": of(types.TBytea, body{fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return encrypted("decrypt", a[0], a[1], types.Bytes(nil), a[2], false)
		}}),
		"pg_encrypt_iv": of(types.TBytea, body{fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return encrypted("encrypt_iv", a[0], a[1], a[2], a[3], true)
		}}),
		"pg_decrypt_iv": of(types.TBytea, body{fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return encrypted("decrypt_iv", a[0], a[1], a[2], a[3], false)
		}}),
		"pg_random_bytes": volatile(of(types.TBytea, body{f1: func(env *types.Env, n types.Datum) (types.Datum, error) {
			if n.Int() < 1 || n.Int() > 1024 {
				return types.Null, pgerror.New(pgerror.ExternalRoutineInvocationException, "Length not in range")
			}
			b := make([]byte, n.Int())
			if err := env.Secret(b); err != nil {
				return types.Null, err
			}
			return types.Bytes(b), nil
		}})),
		"pg_random_uuid": volatile(of(types.TUUID, body{fn: randomUUID})),
	}
}

func volatile(b extensionBody) extensionBody {
	b.volatility = Volatile
	return b
}

// digestOf finds a hash by its name.
func digestOf(name string) (func() hash.Hash, error) {
	switch strings.ToLower(name) {
	case "md5":
		return md5.New, nil
	case "sha1":
		return sha1.New, nil
	case "sha224":
		return sha256.New224, nil
	case "sha256":
		return sha256.New, nil
	case "sha384":
		return sha512.New384, nil
	case "sha512":
		return sha512.New, nil
	}
	return nil, pgerror.New(pgerror.InvalidParameterValue, "Cannot use \"%s\": No such hash algorithm", name)
}

// encrypted is encrypt and decrypt: kind is algorithm[-mode][/pad:padding].
func encrypted(what string, data, key, iv, kind types.Datum, forth bool) (types.Datum, error) {
	unknown := pgerror.New(pgerror.InvalidParameterValue, "Cannot use \"%s\": No such cipher algorithm", kind.Text())
	name, pad, _ := strings.Cut(strings.ToLower(kind.Text()), "/pad:")
	algorithm, mode, _ := strings.Cut(name, "-")
	if mode == "" {
		mode = "cbc"
	}
	if pad == "" {
		pad = "pkcs"
	}
	if mode != "cbc" && mode != "ecb" || pad != "pkcs" && pad != "none" {
		return types.Null, unknown
	}
	block, err := blockOf(algorithm, key.Bytes())
	switch {
	case err != nil:
		return types.Null, pgerror.New(pgerror.ExternalRoutineInvocationException, "%s error: %s", what, err.Error())
	case block == nil:
		return types.Null, unknown
	}
	size := block.BlockSize()
	first := make([]byte, size)
	copy(first, iv.Bytes())
	in := append([]byte(nil), data.Bytes()...)
	if forth && pad == "pkcs" {
		n := size - len(in)%size
		for range n {
			in = append(in, byte(n))
		}
	}
	if len(in)%size != 0 {
		word := "Data not a multiple of block size"
		if !forth {
			word = "Decryption failed"
		}
		return types.Null, pgerror.New(pgerror.ExternalRoutineInvocationException, "%s error: %s", what, word)
	}
	cryptBlocks(block, first, in, mode == "ecb", forth)
	if !forth && pad == "pkcs" {
		n := 0
		if len(in) > 0 {
			n = int(in[len(in)-1])
		}
		good := 1
		for i := 1; i <= n && i <= len(in); i++ {
			good &= subtle.ConstantTimeByteEq(in[len(in)-i], byte(n))
		}
		if n == 0 || n > size || n > len(in) || good == 0 {
			return types.Null, pgerror.New(pgerror.ExternalRoutineInvocationException, "%s error: Decryption failed", what)
		}
		in = in[:len(in)-n]
	}
	return types.Bytes(in), nil
}

// cryptBlocks works on whole blocks in place.
func cryptBlocks(block cipher.Block, iv, b []byte, ecb, forth bool) {
	switch {
	case ecb:
		for i := 0; i < len(b); i += block.BlockSize() {
			if forth {
				block.Encrypt(b[i:], b[i:])
			} else {
				block.Decrypt(b[i:], b[i:])
			}
		}
	case forth:
		cipher.NewCBCEncrypter(block, iv).CryptBlocks(b, b)
	default:
		cipher.NewCBCDecrypter(block, iv).CryptBlocks(b, b)
	}
}

type cryptoError string

func (e cryptoError) Error() string { return string(e) }

// blockOf is a cipher with its key, which is filled up with zeros or cut; nil: there is none of that name.
func blockOf(name string, key []byte) (cipher.Block, error) {
	padded := func(sizes ...int) []byte {
		for _, n := range sizes {
			if len(key) <= n {
				return append(append(make([]byte, 0, n), key...), make([]byte, n-len(key))...)
			}
		}
		return key[:sizes[len(sizes)-1]]
	}
	switch name {
	case "aes", "rijndael":
		return aes.NewCipher(padded(16, 24, 32))
	case "des":
		return des.NewCipher(padded(8))
	case "3des", "des3":
		return des.NewTripleDESCipher(padded(24))
	case "bf", "blowfish":
		if len(key) == 0 || len(key) > 56 {
			return nil, cryptoError("Key was too big")
		}
		return blowfish.NewCipher(key)
	}
	return nil, nil
}

// The alphabets of crypt's salts: that of md5 and that of bcrypt.
const (
	cryptAlphabet  = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	bcryptAlphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

const desHint = "Use 'bf' or 'md5'."

// newSalt is gen_salt; rounds 0: the default.
func newSalt(env *types.Env, kind string, rounds int) (types.Datum, error) {
	var b [16]byte
	wrong := pgerror.New(pgerror.InvalidParameterValue, "gen_salt: Incorrect number of rounds")
	switch strings.ToLower(kind) {
	case "bf":
		if rounds == 0 {
			rounds = 6
		}
		if rounds < 4 || rounds > 31 {
			return types.Null, wrong
		}
		if err := env.Secret(b[:]); err != nil {
			return types.Null, err
		}
		return types.Text("$2a$" + string(rune('0'+rounds/10)) + string(rune('0'+rounds%10)) + "$" + bcryptText(b[:])), nil
	case "md5":
		if rounds != 0 && rounds != 1000 {
			return types.Null, wrong
		}
		if err := env.Secret(b[:6]); err != nil {
			return types.Null, err
		}
		return types.Text("$1$" + md5Text(uint32(b[0])<<16|uint32(b[1])<<8|uint32(b[2]), 4) + md5Text(uint32(b[3])<<16|uint32(b[4])<<8|uint32(b[5]), 4)), nil
	case "des", "xdes":
		return types.Null, pgerror.Unsupported(desHint, "gen_salt('%s') is not supported", kind)
	}
	return types.Null, pgerror.New(pgerror.InvalidParameterValue, "gen_salt: Unknown salt algorithm")
}

// crypted is crypt.
func crypted(env *types.Env, password, salt string) (types.Datum, error) {
	switch {
	case strings.HasPrefix(salt, "$2a$"), strings.HasPrefix(salt, "$2x$"):
		return bcrypted(env, password, salt)
	case strings.HasPrefix(salt, "$1$"):
		rest, _, _ := strings.Cut(salt[3:], "$")
		return types.Text(md5Crypted(password, rest[:min(8, len(rest))])), nil
	case len(salt) >= 2 && salt[0] != '$':
		return types.Null, pgerror.Unsupported(desHint, "crypt with a salt of DES is not supported")
	}
	return types.Null, pgerror.New(pgerror.InvalidParameterValue, "invalid salt")
}

// bcryptMagic is what bcrypt encrypts.
const bcryptMagic = "OrpheanBeholderScryDoubt"

// bcrypted is bcrypt with a salt as newSalt makes it.
func bcrypted(env *types.Env, password, salt string) (types.Datum, error) {
	invalid := pgerror.New(pgerror.InvalidParameterValue, "invalid salt")
	if salt[2] == 'x' {
		return types.Null, pgerror.Unsupported("Make the salt anew.", "crypt with a salt of $2x$ is not supported")
	}
	if len(salt) < 29 || salt[6] != '$' {
		return types.Null, invalid
	}
	cost, err := strconv.Atoi(salt[4:6])
	raw, ok := bcryptBytes(salt[7:29])
	if err != nil || cost < 4 || cost > 31 || !ok {
		return types.Null, invalid
	}
	key := append([]byte(password), 0)
	if len(key) > 72 {
		key = key[:72]
	}
	c, err := blowfish.NewSaltedCipher(key, raw)
	if err != nil {
		return types.Null, pgerror.Wrap(err, pgerror.InternalError, "%s", err.Error())
	}
	for i := range uint64(1) << cost {
		if i%64 == 0 {
			if err := env.Checkpoint(); err != nil {
				return types.Null, err
			}
		}
		blowfish.ExpandKey(key, c)
		blowfish.ExpandKey(raw, c)
	}
	out := []byte(bcryptMagic)
	for i := 0; i < len(out); i += 8 {
		for range 64 {
			c.Encrypt(out[i:i+8], out[i:i+8])
		}
	}
	return types.Text(salt[:28] + string(bcryptAlphabet[strings.IndexByte(bcryptAlphabet, salt[28])&0x30]) + bcryptText(out[:23])), nil
}

// bcryptText writes bytes in bcrypt's base 64, without padding.
func bcryptText(b []byte) string {
	var out strings.Builder
	acc, bits := uint32(0), 0
	for _, x := range b {
		acc, bits = acc<<8|uint32(x), bits+8
		for bits >= 6 {
			bits -= 6
			out.WriteByte(bcryptAlphabet[acc>>bits&63])
		}
	}
	if bits > 0 {
		out.WriteByte(bcryptAlphabet[acc<<(6-bits)&63])
	}
	return out.String()
}

// bcryptBytes reads 16 bytes of it.
func bcryptBytes(s string) ([]byte, bool) {
	var out []byte
	acc, bits := uint32(0), 0
	for i := range len(s) {
		v := strings.IndexByte(bcryptAlphabet, s[i])
		if v < 0 {
			return nil, false
		}
		acc, bits = acc<<6|uint32(v), bits+6
		if bits >= 8 {
			bits -= 8
			out = append(out, byte(acc>>bits))
		}
	}
	return out[:16], true
}

// md5Text writes the low bits of v, the lowest first, as n letters.
func md5Text(v uint32, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = cryptAlphabet[v&63]
		v >>= 6
	}
	return string(b)
}

// md5Crypted is FreeBSD's password hash by MD5.
func md5Crypted(password, salt string) string {
	const magic = "$1$"
	sum := func(parts ...string) string {
		h := md5.New()
		for _, p := range parts {
			io.WriteString(h, p)
		}
		return string(h.Sum(nil))
	}
	alt := sum(password, salt, password)
	parts := []string{password, magic, salt}
	for n := len(password); n > 0; n -= 16 {
		parts = append(parts, alt[:min(16, n)])
	}
	for n := len(password); n > 0; n >>= 1 {
		if n&1 != 0 {
			parts = append(parts, "\x00")
		} else {
			parts = append(parts, password[:1])
		}
	}
	f := sum(parts...)
	for i := range 1000 {
		var p []string
		if i&1 != 0 {
			p = append(p, password)
		} else {
			p = append(p, f)
		}
		if i%3 != 0 {
			p = append(p, salt)
		}
		if i%7 != 0 {
			p = append(p, password)
		}
		if i&1 != 0 {
			p = append(p, f)
		} else {
			p = append(p, password)
		}
		f = sum(p...)
	}
	out := magic + salt + "$"
	for _, g := range [][3]int{{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}} {
		out += md5Text(uint32(f[g[0]])<<16|uint32(f[g[1]])<<8|uint32(f[g[2]]), 4)
	}
	return out + md5Text(uint32(f[11]), 2)
}

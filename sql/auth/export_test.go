package auth

import "crypto/hmac"

// What only tests of the package need.

// Check reports whether password is the one that verifier was made of.
func Check(verifier, password string) bool {
	c, ok := Parse(verifier)
	if !ok {
		return false
	}
	got := credentials(password, c.KeyFactors)
	return hmac.Equal(got.StoredKey, c.StoredKey)
}

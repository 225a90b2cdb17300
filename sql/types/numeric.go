package types

import "github.com/cockroachdb/apd/v3"

// pow10 returns 10^n.
func pow10(n int32) *apd.BigInt {
	ten := apd.NewBigInt(10)
	return new(apd.BigInt).Exp(ten, apd.NewBigInt(int64(n)), nil)
}

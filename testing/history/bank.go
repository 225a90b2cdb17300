package history

import "fmt"

// Balance is one committed read of all accounts.
type Balance struct {
	ID       int
	Accounts []int64
}

// CheckBank finds the reads whose accounts don't add up to total.
func CheckBank(reads []Balance, total int64) (out []Anomaly) {
	for _, r := range reads {
		var sum int64
		for _, a := range r.Accounts {
			sum += a
		}
		if sum != total {
			out = append(out, Anomaly{"bank", fmt.Sprintf("T%d read %v: the sum is %d, not %d", r.ID, r.Accounts, sum, total)})
		}
	}
	return out
}

package deparse

import "testing"

func TestNumericText(t *testing.T) {
	for in, want := range map[string]string{
		"1e3": "1000", ".5": "0.5", "5.": "5", "1.5e-7": "0.00000015", "012.50": "12.50", "-1e2": "-100", "1.50e1": "15.0", "0e5": "0", "-0.0": "0.0",
		"12345678901234567890": "12345678901234567890", "1.2345e2": "123.45", "1E+2": "100", "12e-1": "1.2", "1e999999999": "1e999999999", "00": "0", "0.": "0",
	} {
		if got := numericText(in); got != want {
			t.Errorf("%s is shown as %s, not %s", in, got, want)
		}
	}
}

package types

import "testing"

// What Postgres 15 gives for the same values.
func TestHashExtended(t *testing.T) {
	for _, c := range []struct {
		t    *Type
		text string
		want int64
	}{
		{TInt4, "42", 7363975540656877951},
		{TInt8, "-5", 5466844944386338076},
		{TInt8, "123456789012", 1825551100719034884},
		{TText, "abcdefghijklmno", 3744103518171237272},
		{TText, "", -5700645584453517373},
		{TText, "0123456789ab", -5633321544240525495},
		{TText, "abc", 3628778498291917250},
		{TNumeric, "123.4500", 2906717616349633485},
		{TNumeric, "0.00045", 7551896825355012103},
		{TNumeric, "1000000", -3879215986038224533},
		{TNumeric, "-1234567890.123", 4749503310339109141},
		{TNumeric, "0", 8816678312871386364},
		{TNumeric, "0.5", 1392207227984804232},
		{TFloat8, "1.5", -2826383321045882978},
		{TUUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", 424513190990560493},
		{TInterval, "1 mon 2 days 00:00:03", 3684752117585173293},
		{TTimeTZ, "12:00:00+02", 303720168613422178},
		{TInt4Array, "{1,2,NULL}", -8125720686633348035},
		{TBPChar, "ab  ", 596009030900183869},
		{TChar, "x", 8622996900272204718},
		{TBool, "t", 5968994663651403477},
		{TDate, "2020-01-02", 3515149738037471712},
		{TTimestamp, "2020-01-02 03:04:05", 4570281282653020325},
		{TBytea, "\\x0102", -934204729813411182},
		{TOID, "3000000000", -1915805000783213473},
		{TName, "abc", 3628778498291917250},
	} {
		d, err := DecodeText(c.t, NoTypmod, c.text, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := int64(HashExtended(c.t, d, PartitionSeed)); got != c.want {
			t.Errorf("%s %s: %d, want %d", c.t, c.text, got, c.want)
		}
	}
}

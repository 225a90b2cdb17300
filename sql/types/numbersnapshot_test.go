package types

import "testing"

// TestDamagedSnapshots: bytes of a store, or of a client, that are no snapshot are refused.
func TestDamagedSnapshots(t *testing.T) {
	good, err := DecodeText(TPgSnapshot, NoTypmod, "12:20:13,15", nil)
	if err != nil {
		t.Fatal(err)
	}
	sent, err := AppendBinary(nil, TPgSnapshot, good, nil)
	if err != nil {
		t.Fatal(err)
	}
	if back, err := DecodeBinary(TPgSnapshot, NoTypmod, sent, nil); err != nil || String(TPgSnapshot, back, nil) != "12:20:13,15" {
		t.Errorf("back from the wire: %v, %v", back, err)
	}
	for n := range len(sent) {
		if _, err := DecodeBinary(TPgSnapshot, NoTypmod, sent[:n], nil); err == nil {
			t.Errorf("%d of %d bytes were taken", n, len(sent))
		}
	}
	for _, change := range []func([]byte){
		func(b []byte) { b[3] = 3 },              // more numbers than follow
		func(b []byte) { b[0] = 0xff },           // fewer than none
		func(b []byte) { b[11] = 0 },             // from no number on
		func(b []byte) { b[19] = 11 },            // up to one below
		func(b []byte) { b[27], b[35] = 15, 13 }, // not in order
	} {
		b := append([]byte(nil), sent...)
		change(b)
		if d, err := DecodeBinary(TPgSnapshot, NoTypmod, b, nil); err == nil {
			t.Errorf("%x was taken: %s", b, String(TPgSnapshot, d, nil))
		}
	}
	for n := range good.Len() {
		if _, err := SnapshotOfNumbers(Bytes(good.Bytes()[:n])); n != 16 && n != 24 && err == nil {
			t.Errorf("%d bytes of a store were taken", n)
		}
	}
}

package keyring

import "strings"

// bech32 writes data as BIP 173 says, in capitals: age writes its identities
// so, and has no way to make one of given bytes.
func bech32(prefix string, data []byte) string {
	const letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
	var fives []byte // data in groups of five bits
	bits, held := 0, 0
	for _, b := range data {
		held = held<<8 | int(b)
		for bits += 8; bits >= 5; {
			bits -= 5
			fives = append(fives, byte(held>>bits&31))
		}
	}
	if bits > 0 {
		fives = append(fives, byte(held<<(5-bits)&31))
	}
	var text strings.Builder
	text.WriteString(strings.ToLower(prefix) + "1")
	for _, five := range append(fives, bech32Checksum(strings.ToLower(prefix), fives)...) {
		text.WriteByte(letters[five])
	}
	return strings.ToUpper(text.String())
}

// bech32Checksum are the six groups that end a text.
func bech32Checksum(prefix string, fives []byte) []byte {
	var all []byte
	for _, c := range []byte(prefix) {
		all = append(all, c>>5)
	}
	all = append(all, 0)
	for _, c := range []byte(prefix) {
		all = append(all, c&31)
	}
	all = append(append(all, fives...), make([]byte, 6)...)
	sum := uint32(1)
	for _, five := range all {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(five)
		for i, generator := range []uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= generator
			}
		}
	}
	sum ^= 1
	checksum := make([]byte, 6)
	for i := range checksum {
		checksum[i] = byte(sum >> (5 * (5 - i)) & 31)
	}
	return checksum
}

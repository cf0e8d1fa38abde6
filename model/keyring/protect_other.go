//go:build !windows

package keyring

// protect leaves the keys as they are: the file's mode is their protection.
func protect(secret []byte) ([]byte, error) { return secret, nil }

func unprotect(secret []byte) ([]byte, error) { return secret, nil }

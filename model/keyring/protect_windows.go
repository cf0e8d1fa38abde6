package keyring

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// protect seals secret with DPAPI: only this user of this computer opens it.
func protect(secret []byte) ([]byte, error) {
	return dpapi(secret, func(in, out *windows.DataBlob) error {
		return windows.CryptProtectData(in, nil, nil, 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, out)
	})
}

func unprotect(sealed []byte) ([]byte, error) {
	return dpapi(sealed, func(in, out *windows.DataBlob) error {
		return windows.CryptUnprotectData(in, nil, nil, 0, nil, windows.CRYPTPROTECT_UI_FORBIDDEN, out)
	})
}

// dpapi hands data to call and takes the answer out of Windows' own memory.
func dpapi(data []byte, call func(in, out *windows.DataBlob) error) ([]byte, error) {
	if len(data) == 0 {
		return nil, fmt.Errorf("nothing to protect")
	}
	in := windows.DataBlob{Size: uint32(len(data)), Data: &data[0]}
	var out windows.DataBlob
	if err := call(&in, &out); err != nil {
		return nil, fmt.Errorf("Windows data protection: %w", err)
	}
	answer := append([]byte(nil), unsafe.Slice(out.Data, out.Size)...)
	//nolint:gosec // the block is Windows' own and is given back as LocalFree wants it
	if _, err := windows.LocalFree(windows.Handle(unsafe.Pointer(out.Data))); err != nil {
		return nil, fmt.Errorf("Windows data protection: %w", err)
	}
	return answer, nil
}

package keyring

import (
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"jishi/model"
)

// PublicExtension is what the name of a public file (单位文件) ends with.
const PublicExtension = ".jishi-office"

const (
	publicFormat  = "jishi-office"
	publicVersion = 1
)

// Public is an Office as files and manifests have it.
type Public struct {
	ID         model.ID               `json:"id"`
	Kind       model.OrganisationKind `json:"kind"`
	Name       string                 `json:"name"`
	Code       string                 `json:"code"`
	Recipient  string                 `json:"recipient"`
	SigningKey []byte                 `json:"signing_key"`
}

// PublicOf is o as files have it.
func PublicOf(o model.Office) Public {
	return Public{ID: o.ID, Kind: o.Kind, Name: o.Name, Code: o.Code, Recipient: o.Recipient, SigningKey: o.SigningKey}
}

// Office is the office that p speaks of; model.Invalid where it cannot be one.
func (p Public) Office() (model.Office, error) {
	o := model.Office{ID: p.ID, Kind: p.Kind, Name: p.Name, Code: p.Code, Recipient: p.Recipient, SigningKey: p.SigningKey}
	if err := o.Validate(); err != nil {
		return o, err
	}
	if _, err := age.ParseX25519Recipient(o.Recipient); err != nil {
		return o, &model.Error{Code: model.Invalid, Field: "Recipient", Message: "单位文件里的加密公钥不对。", Err: err}
	}
	return o, nil
}

type publicFile struct {
	Format    string          `json:"format"`
	Version   int             `json:"version"`
	Office    json.RawMessage `json:"office"`
	Signature []byte          `json:"signature"` // of Office, to the byte
}

// WritePublic writes the public file of o, whose keys are k: JSON, signed with
// its own key, so that an altered file is told.
func WritePublic(w io.Writer, o model.Office, k *Keys) error {
	const doing = "write the public file"
	o = k.Public(o)
	if err := o.Validate(); err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	office, err := json.Marshal(PublicOf(o))
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	text, err := json.Marshal(publicFile{publicFormat, publicVersion, office, k.Sign(office)})
	if err == nil {
		_, err = w.Write(append(text, '\n'))
	}
	if err != nil {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return nil
}

// ReadPublic reads what WritePublic wrote. What is no such file or was altered
// is model.Unreadable, what a newer program wrote is model.Newer. That the keys
// are the office's own is known only when somebody has compared the
// fingerprint.
func ReadPublic(r io.Reader) (model.Office, error) {
	o, err := readPublic(r)
	var known *model.Error
	if err != nil && !errors.As(err, &known) {
		err = &model.Error{Code: model.Unreadable, Message: "这不是服务纪实的单位文件，或者文件已损坏。", Err: err}
	}
	return o, err
}

func readPublic(r io.Reader) (model.Office, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxKeyFile))
	if err != nil {
		return model.Office{}, err
	}
	var file publicFile
	if err := json.Unmarshal(text, &file); err != nil {
		return model.Office{}, err
	}
	switch {
	case file.Format != publicFormat:
		return model.Office{}, fmt.Errorf("format %q", file.Format)
	case file.Version > publicVersion:
		return model.Office{}, &model.Error{Code: model.Newer, Message: "这个单位文件由更新版本的服务纪实生成，请先升级本程序。"}
	}
	var p Public
	if err := json.Unmarshal(file.Office, &p); err != nil {
		return model.Office{}, err
	}
	o, err := p.Office()
	if err != nil {
		return o, err
	}
	if !ed25519.Verify(o.SigningKey, file.Office, file.Signature) {
		return model.Office{}, &model.Error{Code: model.Unreadable, Message: "这个单位文件被改动过，请让对方重新给一份。"}
	}
	return o, nil
}

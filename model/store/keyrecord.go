package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"jishi/model"
)

// keySetting names the setting with the public halves of this office's keys, as
// JSON of keyNote: it goes into each backup, the keys do not.
const keySetting = "office-keys"

// keyNote is a model.PublicKeys as it is stored.
type keyNote struct {
	Recipient  string `json:"recipient"`
	SigningKey []byte `json:"signing_key"`
	Since      string `json:"since"`
	Renewed    bool   `json:"renewed,omitempty"`
}

// KeyRecord is what is known of this office's own keys.
func (s *Store) KeyRecord(ctx context.Context) (model.KeyRecord, error) {
	const doing = "read which keys this office has"
	var record model.KeyRecord
	var err error
	if record.Keys, err = keysNoted(s.read(ctx)); err != nil {
		return record, explain(doing, err)
	}
	err = s.read(ctx).Raw("SELECT EXISTS (SELECT 1 FROM packages WHERE removed = ?) OR EXISTS (SELECT 1 FROM offices WHERE approved <> '' AND removed = ?)", false, false).
		Scan(&record.InUse).Error
	return record, explain(doing, err)
}

func keysNoted(tx *gorm.DB) ([]model.PublicKeys, error) {
	var values []string
	if err := tx.Model(&settingRow{}).Where("name = ?", keySetting).Pluck("value", &values).Error; err != nil || len(values) == 0 {
		return nil, err
	}
	var notes []keyNote
	if err := json.Unmarshal([]byte(values[0]), &notes); err != nil {
		return nil, fmt.Errorf("read the noted keys: %w", err)
	}
	return convert(notes, func(n keyNote) (model.PublicKeys, error) {
		since, err := timeOf(n.Since)
		return model.PublicKeys{Recipient: n.Recipient, SigningKey: n.SigningKey, Since: since, Renewed: n.Renewed}, err
	})
}

// NoteKeys notes that k are this office's keys from now on; those before them
// stay known, for what was signed with them. Of keys that were the present ones
// already only Renewed changes.
func (s *Store) NoteKeys(ctx context.Context, k model.PublicKeys) error {
	return s.write(ctx, "note the keys of this office", func(c *change) error {
		known, err := keysNoted(c.DB)
		if err != nil {
			return err
		}
		if k.Since, err = timeOf(c.at); err != nil {
			return err
		}
		before, noted := model.KeyRecord{Keys: known}.Present()
		if noted && before.Same(k) {
			k.Since = before.Since
		}
		known = append(slices.DeleteFunc(known, k.Same), k)
		notes := make([]keyNote, len(known))
		for i, one := range known {
			notes[i] = keyNote{one.Recipient, one.SigningKey, timeText(one.Since), one.Renewed}
		}
		text, err := json.Marshal(notes)
		if err != nil {
			return fmt.Errorf("write the noted keys: %w", err)
		}
		if err := c.set(keySetting, string(text)); err != nil || !noted || before.Same(k) {
			return err
		}
		return c.audit("change keys", s.centre, keyNote{Recipient: before.Recipient}, keyNote{Recipient: k.Recipient})
	})
}

package store

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jishi/model"
)

type wordRow struct {
	Record
	Kind     string
	Word     string
	Position int
}

// TableName implements gorm's Tabler.
func (wordRow) TableName() string { return "words" }

// Words returns one editable list in its order. A list that nobody has saved
// yet, as of a centre that is older than the list, is the default one.
func (s *Store) Words(ctx context.Context, kind model.DictionaryKind) ([]string, error) {
	words, err := wordsOf(s.read(ctx), kind)
	return words, explain("read a list of words", err)
}

func wordsOf(tx *gorm.DB, kind model.DictionaryKind) ([]string, error) {
	var words []string
	err := tx.Model(&wordRow{}).Where("kind = ? AND removed = ?", kind, false).Order("position, word").Pluck("word", &words).Error
	if err != nil || len(words) > 0 {
		return words, err
	}
	var ever int64
	if err := tx.Model(&wordRow{}).Where("kind = ?", kind).Count(&ever).Error; err != nil || ever > 0 {
		return nil, err
	}
	return model.DefaultWords()[kind], nil
}

// SaveWords makes words the list: blank and repeated ones are left out, those
// no longer named are marked removed.
func (s *Store) SaveWords(ctx context.Context, kind model.DictionaryKind, words []string) error {
	return s.write(ctx, "save a list of words", func(c *change) error { return c.setWords(kind, words) })
}

func (c *change) setWords(kind model.DictionaryKind, words []string) error {
	err := c.mine().Model(&wordRow{}).Where("kind = ? AND removed = ?", kind, false).
		Updates(map[string]any{"removed": true, "updated_at": c.at}).Error
	if err != nil {
		return err
	}
	var rows []wordRow
	for _, word := range words {
		word = strings.TrimSpace(word)
		if word == "" || slices.ContainsFunc(rows, func(r wordRow) bool { return r.Word == word }) {
			continue
		}
		if err := model.CheckWord(word); err != nil {
			return err
		}
		r := wordRow{Kind: string(kind), Word: word, Position: len(rows)}
		c.stamp(&r.Record)
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil
	}
	return c.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "owner"}, {Name: "kind"}, {Name: "word"}},
		DoUpdates: append(clause.AssignmentColumns([]string{"removed", "position", "updated_at"}),
			clause.Assignment{Column: clause.Column{Name: "rev"}, Value: clause.Expr{SQL: "words.rev + 1"}}),
	}).CreateInBatches(&rows, together).Error
}

package store

import (
	"errors"
	"slices"
	"strings"

	"gorm.io/gorm"

	"jishi/model"
)

// An answer package brings what an office above hands down, under that office's
// name, and words for this office's own lists.

// takeReceipts confirms the packages of this office's that the sender has.
func (c *change) takeReceipts(r *reception, diff *model.PackageDiff) error {
	var ids []model.ID
	for _, receipt := range r.parcel.Receipts() {
		ids = append(ids, receipt.Package)
	}
	for part := range slices.Chunk(ids, chunk) {
		var n int64
		err := PackageFilter{Office: r.pack.Office, Sent: true}.narrow(c.Model(&packageRow{})).
			Where("package IN ? AND state IN ?", part, waiting).Count(&n).Error
		if err != nil {
			return err
		}
		diff.Confirmed += int(n)
		err = PackageFilter{Office: r.pack.Office, Sent: true, State: model.PackageWithdrawn}.narrow(c.Model(&packageRow{})).
			Where("package IN ?", part).Count(&n).Error
		if err != nil {
			return err
		}
		diff.Withdrawn += int(n)
	}
	if err := c.confirmPackages(r.pack.Office, ids); err != nil || diff.Older {
		return err
	}
	return c.matchReceipts(r)
}

// matchReceipts takes the newest receipts for all that the sender has. What it
// confirmed once and names no more it lost, having gone on from an older
// backup: photos in it go again. What it names and nobody here knows of was
// sent before this office went on from an older backup: its number is taken.
func (c *change) matchReceipts(r *reception) error {
	of := model.ReportPackage
	if r.pack.Kind == model.ReportPackage {
		of = model.AnswerPackage
	}
	var sent []packageRow
	err := PackageFilter{Office: r.pack.Office, Kind: of, Sent: true}.narrow(c.DB).Select("id", "package", "state").Find(&sent).Error
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, receipt := range r.parcel.Receipts() {
		named[string(receipt.Package)] = true
	}
	var lost []string
	known := map[model.ID]bool{}
	for _, p := range sent {
		known[model.ID(p.Package)] = true
		if p.State == string(model.PackageConfirmed) && !named[p.Package] {
			lost = append(lost, p.ID)
		}
	}
	for part := range slices.Chunk(lost, chunk) {
		err := c.Model(&packageRow{}).Where("id IN ?", part).
			Updates(map[string]any{"state": model.PackageWritten, "rev": nextRev, "updated_at": c.at}).Error
		if err != nil {
			return err
		}
	}
	rows, err := c.receiptRows(r, func(receipt model.Receipt) bool { return receipt.Kind == of && !known[receipt.Package] })
	if err != nil || len(rows) == 0 {
		return err
	}
	return c.CreateInBatches(&rows, together).Error
}

// newWords finds the words of an answer that this office's lists never had. One
// that it took off a list itself stays off.
func (r *reception) newWords(t model.Table) (model.TableDiff, error) {
	r.words = map[model.DictionaryKind][]string{}
	diff := model.TableDiff{Table: t}
	var had []wordRow
	own := func() *gorm.DB { return r.tx.Where("owner = ?", string(r.self)) }
	if err := own().Select("kind", "word").Find(&had).Error; err != nil {
		return diff, err
	}
	known := map[[2]string]bool{}
	for _, w := range had {
		known[[2]string{w.Kind, w.Word}] = true
	}
	kindAt, wordAt, check, number := t.Position("kind"), t.Position("word"), checkOf(t), 0
	err := r.parcel.Rows(t, func(values []any) error {
		number++
		if err := check(values); err != nil {
			return misfit(t, number, err)
		}
		kind, word := model.DictionaryKind(textOf(values[kindAt])), textOf(values[wordAt])
		if !slices.Contains(model.SharedDictionaries(), kind) {
			return nil
		}
		err := model.CheckWord(word)
		if err == nil && (word == "" || strings.TrimSpace(word) != word) {
			err = errors.New("a word of blanks")
		}
		if err != nil {
			return misfit(t, number, err)
		}
		list, begun := r.words[kind]
		if !begun {
			if list, err = wordsOf(own(), kind); err != nil {
				return err
			}
			r.words[kind] = list
		}
		if known[[2]string{string(kind), word}] || slices.Contains(list, word) {
			diff.Same++
			return nil
		}
		r.words[kind] = append(list, word)
		r.grown = append(r.grown, kind)
		diff.New++
		return nil
	})
	return diff, err
}

// adoptWords puts the words of an answer at the end of this office's lists.
func (c *change) adoptWords(r *reception) error {
	slices.Sort(r.grown)
	for _, kind := range slices.Compact(r.grown) {
		if err := c.setWords(kind, r.words[kind]); err != nil {
			return err
		}
	}
	return nil
}

package store

import "slices"

// mergeScores gives the kept member the dropped one's scores. Where both were
// examined in one programme the better score stays, like the stronger
// attendance.
func (c *change) mergeScores(kept, dropped string, was *merged) error {
	var rows []scoreRow
	if err := c.Where("member IN ?", []string{kept, dropped}).Order("id").Find(&rows).Error; err != nil {
		return err
	}
	of := map[string]*scoreRow{} // the kept member's, by programme
	for i := range rows {
		if rows[i].Member == kept {
			of[rows[i].Programme] = &rows[i]
		}
	}
	for i := range rows {
		r := &rows[i]
		if r.Member == kept || r.Removed {
			continue
		}
		changed := []*scoreRow{r}
		was.Scores = append(was.Scores, *r)
		if own := of[r.Programme]; own != nil {
			was.Scores = append(was.Scores, *own)
			if own.Removed || own.Points < r.Points {
				own.Points = r.Points
			}
			own.Removed, r.Removed = false, true
			changed = append(changed, own)
		} else {
			r.Member = kept
		}
		for _, one := range changed {
			if err := c.put(one); err != nil {
				return err
			}
			was.ScoresAfter = append(was.ScoresAfter, *one)
		}
	}
	return nil
}

// scoresNow are rows as they are, by id.
func (c *change) scoresNow(rows []scoreRow) (map[string]scoreRow, error) {
	now := make(map[string]scoreRow, len(rows))
	for part := range slices.Chunk(rows, chunk) {
		ids := make([]string, len(part))
		for i, r := range part {
			ids[i] = r.ID
		}
		var found []scoreRow
		if err := c.Where("id IN ?", ids).Find(&found).Error; err != nil {
			return nil, err
		}
		for _, r := range found {
			now[r.ID] = r
		}
	}
	return now, nil
}

// scoresUntouched refuses where a score is not as a merge left it.
func (c *change) scoresUntouched(after []scoreRow) error {
	now, err := c.scoresNow(after)
	if err != nil {
		return err
	}
	for _, r := range after {
		is := now[r.ID]
		r.Rev, r.UpdatedAt = is.Rev, is.UpdatedAt
		if is != r {
			return movedOn()
		}
	}
	return nil
}

// putBackScores makes scores again what they were.
func (c *change) putBackScores(rows []scoreRow) error {
	now, err := c.scoresNow(rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		r.Rev = now[r.ID].Rev
		if err := c.put(&r); err != nil {
			return err
		}
	}
	return nil
}
